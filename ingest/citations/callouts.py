"""The citations of a document, in the style that it cites in, and their records."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from graph.records import CitationRecord, Evidence, ReferenceRecord
from ingest.citations.linked import find_linked_callouts
from ingest.citations.styles import AUTHORS, Found, StyleReader, merge_callouts, overlap
from ingest.documents import Callout, Document, Paragraph
from ingest.draft import Link

_NEIGHBOUR = 60


@dataclass(frozen=True, slots=True)
class AttachedCallouts:
    """Paragraphs with their citations, and what could not be resolved."""

    paragraphs: tuple[Paragraph, ...]
    warnings: tuple[str, ...] = ()


def attach_callouts(
    paragraphs: Sequence[Paragraph],
    references: Sequence[ReferenceRecord],
    source: str = "",
    links: Sequence[Link] = (),
    keys: Mapping[str, int] = MappingProxyType({}),
) -> AttachedCallouts:
    """Return the paragraphs with their citations: those that the markup links and those in the style of the document.

    ``source`` is the text that the paragraphs map to, whose marks show what stood raised; ``keys`` gives the number
    of the entry that each key of a link names.
    """
    if not references:
        return AttachedCallouts(tuple(paragraphs))
    reading = StyleReader(paragraphs, references, source)
    style = reading.choose_style()
    found = reading.find(style)
    if links:
        linked = find_linked_callouts([p.content for p in paragraphs], links, keys)
        found = [list(callouts) for callouts in linked] if not _agree(linked, found) else _complete(linked, found)
    elif style != AUTHORS:
        found = [_add_named(callouts, named) for callouts, named in zip(found, reading.authors.callouts, strict=True)]
    attached = tuple(replace(p, callouts=tuple(callouts)) for p, callouts in zip(paragraphs, found, strict=True))
    return AttachedCallouts(attached, () if links else tuple(reading.warn(style)))


_AGREEING = 0.5


def _agree(linked: Found, found: Found) -> bool:
    """Tell whether the text alone gives what most links give, so that what is not linked may be added from it."""
    same = every = 0
    for links, callouts in zip(linked, found, strict=True):
        every += len(links)
        same += sum(any(overlap(link, c) and set(link.refs) <= set(c.refs) for c in callouts) for link in links)
    return same >= _AGREEING * every


def _complete(linked: Found, found: Found) -> list[list[Callout]]:
    """Return the linked callouts and those that the text prints besides.

    Where a callout is linked in part (the ends of a range, one number of several), the whole counts.
    """
    completed = []
    for links, callouts in zip(linked, found, strict=True):
        whole = []
        for callout in callouts:
            parts = [link for link in links if overlap(link, callout)]
            if all(
                callout.start <= p.start and p.end <= callout.end and set(p.refs) <= set(callout.refs) for p in parts
            ):
                whole.append(callout)
        kept = [link for link in links if not any(overlap(link, callout) for callout in whole)]
        completed.append(sorted((*kept, *whole), key=lambda c: c.start))
    return completed


_SEVERAL_NAMES = re.compile(r"\bet\s?al\b|\s(?:and|&)\s")


def _add_named(numbered: Sequence[Callout], named: Sequence[Callout]) -> list[Callout]:
    """Return the numbered callouts and those by name that stand for no number printed beside them."""
    added = [
        name
        for name in named
        if _SEVERAL_NAMES.search(name.raw)
        and not any(
            c.start < name.end + _NEIGHBOUR and name.start < c.end + _NEIGHBOUR and set(c.refs) & set(name.refs)
            for c in numbered
        )
    ]
    return merge_callouts(numbered, added) if added else list(numbered)


def extract_citations(document: Document) -> list[CitationRecord]:
    """Return a record for each citation in text, captions and tables, in the order of the source."""
    records = []
    for paragraph in document.citing:
        for callout in paragraph.callouts:
            start, end = paragraph.content.source_span(callout.start, callout.end)
            line = document.source.line_at(start)
            records.append(
                CitationRecord(
                    document=document.id,
                    section=paragraph.section,
                    refs=callout.refs,
                    line=line,
                    start=start,
                    raw=callout.raw,
                    caption=paragraph.caption,
                    evidence=(
                        Evidence(
                            document=document.id,
                            line=line,
                            start=start,
                            end=end,
                            text=_surroundings(paragraph.text, callout),
                            section=paragraph.section,
                            page=document.source.page_at(start),
                            refs=callout.refs,
                        ),
                    ),
                )
            )
    return records


def _surroundings(text: str, callout: Callout) -> str:
    """Return the words up to the citation from the last stop before it."""
    before = text[max(0, callout.start - 300) : callout.start]
    stops = [found.end() for found in re.finditer(r"[.!?]\s+(?=[A-Z])", before)]
    return (before[stops[-1] :] if stops else before).lstrip() + text[callout.start : callout.end]
