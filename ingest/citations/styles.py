"""The style in which a document cites, decided for the whole document by what leads to its reference list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from graph.records import ReferenceRecord
from ingest.citations.author_year import AuthorYears, find_author_years
from ingest.citations.bracketed import find_announced, find_bracketed, iter_beyond
from ingest.citations.marked import find_marked, find_raised_spans
from ingest.citations.parenthesised import find_parenthesised
from ingest.citations.raised import find_raised
from ingest.documents import Callout, Paragraph

BRACKETS, PARENTHESES, MARKED, RAISED, AUTHORS = "brackets", "parentheses", "marked", "raised", "authors"
"""The styles of callouts: ``marked`` are numbers that the source itself raises, ``raised`` those that lost the mark."""

_PLAIN_MAJORITY = 0.6
_LOST_MARKS = 0.8

Found = Sequence[Sequence[Callout]]
"""The callouts of each paragraph."""


class StyleReader:
    """The paragraphs of a document read in each style; what is found in one is kept."""

    def __init__(self, paragraphs: Sequence[Paragraph], references: Sequence[ReferenceRecord], source: str) -> None:
        self._paragraphs = paragraphs
        self._references = references
        self._source = source
        self._texts = [paragraph.text for paragraph in paragraphs]
        self._captions = frozenset(number for number, paragraph in enumerate(paragraphs) if paragraph.caption)
        self._count = max(reference.n for reference in references)
        self._found: dict[str, Found] = {}
        self._powers: Found = ()

    @cached_property
    def authors(self) -> AuthorYears:
        """The citations by author and year."""
        return find_author_years(self._texts, self._references)

    @cached_property
    def _announced(self) -> Found:
        return [find_announced(text, self._count) for text in self._texts]

    def find(self, style: str) -> Found:
        """Return the callouts in a style, with those that a word announces."""
        if style not in self._found:
            found = self._read(style)
            if style != AUTHORS:
                found = [
                    merge_callouts(callouts, named) for callouts, named in zip(found, self._announced, strict=True)
                ]
            self._found[style] = found
        return self._found[style]

    def choose_style(self) -> str:
        """Return the style that leads to most of the list; brackets where none leads to much of it.

        The first that leads to a plain majority ends the search.
        """
        count = len(self._references)
        reach: dict[str, int] = {}
        for style in (BRACKETS, MARKED, PARENTHESES, AUTHORS, RAISED):
            reach[style] = self._reach(style)
            if reach[style] >= _PLAIN_MAJORITY * count:
                return style
        if reach[MARKED] >= _LOST_MARKS * reach[RAISED]:
            # What the source raises is found on the line too: here it is all there is.
            del reach[RAISED]
        best = max(reach, key=lambda style: reach[style])
        return best if reach[best] >= min(5, max(1, count // 4)) else BRACKETS

    def warn(self, style: str) -> Iterator[str]:
        """Yield what the text cites in this style and the list does not have."""
        if style == AUTHORS and self.authors.unresolved:
            missed = self.authors.unresolved
            yield f"{len(missed)} citations by author and year lead to no single entry, the first: {missed[0]!r}"
        beyond = [raw for text in self._texts for raw in iter_beyond(text, self._count)] if style == BRACKETS else []
        if beyond:
            yield f"{len(beyond)} citations point beyond the {self._count} references listed, the first: {beyond[0]}"

    def _reach(self, style: str) -> int:
        return len({ref for callouts in self.find(style) for callout in callouts for ref in callout.refs})

    def _read(self, style: str) -> Found:
        if style == BRACKETS:
            return [find_bracketed(text, self._count) for text in self._texts]
        if style == PARENTHESES:
            return find_parenthesised(self._texts, self._count, self._captions)
        if style == AUTHORS:
            return self.authors.callouts
        if style == MARKED:
            spans = find_raised_spans(self._source)
            pairs = [find_marked(paragraph.content, spans, self._count) for paragraph in self._paragraphs]
            self._powers = [powers for _, powers in pairs]
            return [citations for citations, _ in pairs]
        marked = self.find(MARKED)
        raised = find_raised(self._texts, self._count, self._captions)
        return [
            merge_callouts(sure, [c for c in callouts if not any(overlap(c, power) for power in powers)])
            for sure, callouts, powers in zip(marked, raised, self._powers, strict=True)
        ]


def merge_callouts(first: Sequence[Callout], second: Sequence[Callout]) -> list[Callout]:
    """Return both in order; of two that overlap the longer counts, and the first where they are as long."""
    merged: list[Callout] = []
    for callout in sorted((*first, *second), key=lambda c: (c.start, -c.end)):
        if not merged or callout.start >= merged[-1].end:
            merged.append(callout)
    return merged


def overlap(one: Callout, other: Callout) -> bool:
    """Tell whether two callouts share a character."""
    return one.start < other.end and other.start < one.end
