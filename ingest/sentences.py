"""Sentences as extraction sees them: terms, mentions, concepts and citations with offsets in the paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.records import Evidence
from ingest.concepts import ConceptMention
from ingest.documents import Callout, Document, Paragraph
from ingest.materials import FamilyMention, InterfaceMention, MaterialMention
from ingest.quantities import QuantityMention


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a mention taken as one. ``keys`` are the names under which phrases may match it."""

    text: str
    start: int
    end: int
    keys: tuple[str, ...]
    material: MaterialMention | None = None
    family: FamilyMention | None = None
    quantity: QuantityMention | None = None

    @property
    def stem(self) -> str:
        """The stem of the word, or the class of the mention."""
        return self.keys[0]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a paragraph with everything found in it; offsets count in the paragraph's text."""

    paragraph: Paragraph = field(repr=False)
    start: int
    end: int
    terms: tuple[Term, ...] = field(repr=False)
    concepts: tuple[ConceptMention, ...] = ()
    interfaces: tuple[InterfaceMention, ...] = ()
    callouts: tuple[Callout, ...] = ()
    hedged: bool = False
    techniques: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentence after repair."""
        return self.paragraph.text[self.start : self.end]

    @property
    def materials(self) -> list[MaterialMention]:
        """The materials named, in order."""
        return [term.material for term in self.terms if term.material]

    @property
    def families(self) -> list[FamilyMention]:
        """The classes of materials named, in order."""
        return [term.family for term in self.terms if term.family]

    @property
    def quantities(self) -> list[QuantityMention]:
        """The numbers with units, in order."""
        return [term.quantity for term in self.terms if term.quantity]

    @property
    def refs(self) -> tuple[int, ...]:
        """All references that the sentence cites, in order of number."""
        return tuple(sorted({ref for callout in self.callouts for ref in callout.refs}))

    def words(self, first: int, last: int) -> str:
        """Return the text of ``terms[first:last]`` as it stands in the sentence."""
        if first >= last:
            return ""
        return self.paragraph.text[self.terms[first].start : self.terms[last - 1].end]

    def render_evidence(self, document: Document, *, refs: Sequence[int] | None = None) -> Evidence:
        """Return the sentence as a piece of evidence; ``refs`` where a clause cites less than the whole."""
        start, end = self.paragraph.content.source_span(self.start, self.end)
        return Evidence(
            document=document.id,
            line=document.source.line_at(start),
            start=start,
            end=end,
            text=self.text,
            section=self.paragraph.section,
            refs=self.refs if refs is None else tuple(sorted(refs)),
            hedged=self.hedged,
        )


_ABBREVIATION = re.compile(
    r"(?:\b(?:Figs?|Refs?|Sects?|Eqs?|Eqns?|Tabs?|Nos?|Vols?|al|vs|ca|cf|approx|resp|e\.g|i\.e|etc|Dr|Prof|St|wt|vol)"
    r"|\b[A-Z])\.$"
)
_STOP = re.compile(r"[.!?]+[\"”’)\]]*(?=\s+|$)")
_OPENING = re.compile(r"\s+[\"“‘(\[]*[A-Z0-9Α-Ω$]")


def find_sentence_spans(text: str, callouts: Sequence[Callout] = ()) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence; a callout after the full stop belongs to the sentence before.

    >>> find_sentence_spans("Wetting is poor (Fig. 2). Li et al. [3] agree.")
    [(0, 25), (26, 46)]
    """
    callout_ends = {callout.start: callout.end for callout in callouts}
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(_mask_trailing_callouts(text, callouts)):
        end = callout_ends.get(stop.end(), stop.end())
        while text[end : end + 1] == " " and end + 1 in callout_ends:
            end = callout_ends[end + 1]
        if end < start or not _is_boundary(text, stop.start(), end):
            continue
        spans.append((start, end))
        start = end + len(text[end:]) - len(text[end:].lstrip())
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans


def _is_boundary(text: str, stop: int, end: int) -> bool:
    if end >= len(text.rstrip()):
        return True
    if not _OPENING.match(text, end):
        return False
    before = text[max(0, stop - 12) : stop + 1]
    if _ABBREVIATION.search(before) and not before.endswith("etc."):
        return False
    return text.count("(", max(0, stop - 300), stop) <= text.count(")", max(0, stop - 300), end)


def _mask_trailing_callouts(text: str, callouts: Sequence[Callout]) -> str:
    """Blank the callouts glued to a full stop (``transport.72,73``), so that the stop is seen as one."""
    for callout in callouts:
        if callout.start and text[callout.start - 1] in ".!?":
            text = text[: callout.start] + " " * (callout.end - callout.start) + text[callout.end :]
    return text
