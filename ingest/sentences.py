"""Sentences as extraction sees them: terms, mentions, concepts and citations with offsets in the paragraph."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from graph.records import Evidence
from ingest.concepts import ConceptMention
from ingest.documents import Callout, Document, Paragraph
from ingest.materials import FamilyMention, InterfaceMention, MaterialMention
from ingest.quantities import QuantityMention


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a mention taken as one. ``keys`` are the names under which phrases may match it.

    ``tag`` is its universal part of speech where a pretrained pipeline reads along, else None.
    """

    text: str
    start: int
    end: int
    keys: tuple[str, ...]
    material: MaterialMention | None = None
    family: FamilyMention | None = None
    quantity: QuantityMention | None = None
    tag: str | None = None

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
    def folded(self) -> list[str]:
        """The terms in lower case."""
        return [term.text.lower() for term in self.terms]

    @property
    def keys(self) -> list[tuple[str, ...]]:
        """The names under which phrases may match each term."""
        return [term.keys for term in self.terms]

    @property
    def tags(self) -> list[str | None]:
        """The part of speech of each term, where a pretrained pipeline reads along."""
        return [term.tag for term in self.terms]

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
            page=document.source.page_at(start),
            refs=self.refs if refs is None else tuple(sorted(refs)),
            hedged=self.hedged,
        )


_ABBREVIATION = re.compile(
    r"(?:\b(?:[Ff]igs?|[Rr]efs?|[Ss]ect?s?|[Ee]qs?|[Ee]qns?|[Tt]abs?|[Nn]os?|[Vv]ols?|[Cc]h(?:ap)?|[Ss]uppl|pp?|al|vs|ca|cf|approx"
    r"|resp|e\.g|i\.e|viz|incl|etc|Dr|Prof|St|wt|Co|Ltd|Inc|Corp)|(?<![\d°)/]\s)(?<!°)\b[A-Z])\.$"
)
_STOP = re.compile(r"[.!?]+[\"”’)\]]*(?=\s+|$)")
_OPENING = re.compile(
    r"\s+[\"“‘(\[]*(?:[A-Z0-9Α-Ω$]|[a-l](?:[–-][a-l])?\)?,?\s[A-Z]|[α-ω](?=[-\s])|(?:[a-z]{1,2}-|pH\b|[a-z](?=[A-Z])))"
)
_STARTERS = re.compile(
    r"\s+(?:The|This|These|Those|That|Their|There|They|Then|Thus|Therefore|In|It|Its|If|However|Here|Hence|We|Our|An?|As|At|After"
    r"|Although|Among|Another|Additionally|Also|And|Based|Because|Both|But|By|Consequently|Despite|Due|During|Each|Finally"
    r"|First|For|From|Further|Furthermore|Interestingly|Moreover|Nevertheless|Notably|On|Other|Recently|Second|Similarly|Since"
    r"|Some|Such|To|Under|Unlike|Using|When|Where|While|With|Yet)\s"
)
_LABEL = re.compile(r"\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]+")
_INSIDE = re.compile(r"[^()]{0,240}\)")


def find_sentence_spans(text: str, callouts: Sequence[Callout] = ()) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence; a callout after the full stop belongs to the sentence before.

    No sentence ends inside a callout or inside parentheses that close. What runs on for more than 1,500 characters
    is no sentence (a table, a list, data): it is broken at semicolons or, without them, between words.

    >>> find_sentence_spans("Wetting is poor (Fig. 2). Li et al. [3] agree.")
    [(0, 25), (26, 46)]
    """
    callout_ends = {callout.start: callout.end for callout in callouts}
    inside = {place for callout in callouts for place in range(callout.start + 1, callout.end)}
    length = len(text.rstrip())
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(_mask_trailing_callouts(text, callouts)):
        end = callout_ends.get(stop.end(), stop.end())
        while text[end : end + 1] == " " and end + 1 in callout_ends:
            end = callout_ends[end + 1]
        if end < start or stop.end() in inside:
            continue
        if end < length and not _is_boundary(text, start, stop.start(), stop.end(), end):
            continue
        spans.append((start, end))
        start = end + len(text[end:]) - len(text[end:].lstrip())
    if text[start:].strip():
        spans.append((start, length))
    return [part for span in spans for part in _break_run_on(text, *span, inside)]


_LONGEST = 1500


def _break_run_on(text: str, start: int, end: int, inside: Container[int]) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        blanks = [n for n in range(start + 1, start + _LONGEST) if text[n].isspace() and n not in inside]
        stops = [n for n in blanks if text[n - 1] == ";"] or blanks
        stop = stops[-1] if stops else start + _LONGEST
        yield start, stop
        start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
    yield start, end


def _is_boundary(text: str, start: int, stop: int, stop_end: int, end: int) -> bool:
    """Tell whether the sentence that began at ``start`` ends with the stop; ``end`` lies behind its citations."""
    if not _OPENING.match(text, end):
        return False
    before = text[max(start, stop - 12) : stop + 1]
    if _ABBREVIATION.search(before) and not before.endswith("etc."):
        cited = end > stop_end and before.endswith("al.") and text[end:].lstrip()[:1].isupper()
        named = before.endswith("al.") or re.search(r"\b[A-Z]\.$", before) is not None
        if not cited and not (named and _STARTERS.match(text, end)):
            return False
    if _LABEL.fullmatch(text, start, end):
        return False
    return text.count("(", start, stop) <= text.count(")", start, end) or not _INSIDE.match(text, end)


def _mask_trailing_callouts(text: str, callouts: Sequence[Callout]) -> str:
    """Blank the callouts glued to a full stop (``transport.72,73``), so that the stop is seen as one."""
    for callout in callouts:
        if text[: callout.start].rstrip('"”’)]').endswith((".", "!", "?")) and not text[callout.start - 1].isspace():
            text = text[: callout.start] + " " * (callout.end - callout.start) + text[callout.end :]
    return text
