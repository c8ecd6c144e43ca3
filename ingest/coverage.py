"""How much of a document was read and understood, and what was not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graph.records import MeasurementRecord, Record
from ingest.cues import find_cues
from ingest.documents import Document, MappedText
from ingest.sentences import Sentence

SHORTEST_GAP = 100
"""Letters and digits from which on a stretch of source that no part of the document holds is worth a line."""
_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^<>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the source with the place where it starts."""

    line: int
    page: int | None
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read of a document and what became of it.

    ``not_understood`` are the sentences with cue words of a statement that gave no claim, ``left_out`` the
    stretches of source that are no part of the text: front and back matter, notices, page heads.
    ``without_claim`` are the references that no claim cites, ``uncited`` those that the text never cites.
    ``unmeasured`` counts the quantities that gave no measurement: the vocabulary has no property for them, or
    the sentence names none.
    """

    sentences: int
    with_record: int
    not_understood: tuple[Passage, ...]
    quantities: int
    unmeasured: int
    references: int
    without_claim: tuple[int, ...]
    uncited: tuple[int, ...]
    pages: int
    pages_without_text: tuple[int, ...]
    characters: int
    left_out: tuple[Passage, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The figures as the document's record keeps them."""
        counts = {
            "sentences": self.sentences,
            "with_record": self.with_record,
            "cue_without_record": len(self.not_understood),
            "quantities": self.quantities,
            "quantities_without_record": self.unmeasured,
            "references": self.references,
            "references_without_claim": len(self.without_claim),
            "references_uncited": len(self.uncited),
            "characters": self.characters,
            "characters_left_out": sum(len(passage.text) for passage in self.left_out),
        }
        if self.pages:
            counts |= {"pages": self.pages, "pages_without_text": len(self.pages_without_text)}
        return counts


def measure_coverage(
    document: Document, paragraphs: Iterable[Sequence[Sentence]], claims: Iterable[Record]
) -> Coverage:
    """Return what the claims cover of a document and of its sentences."""
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    claims = list(claims)
    evidence = [item for claim in claims for item in claim.evidence]
    measured = Counter((e.start, e.end) for c in claims if isinstance(c, MeasurementRecord) for e in c.evidence)
    with_record = {(item.start, item.end) for item in evidence}
    claimed = {ref for item in evidence for ref in item.refs}
    cited = {ref for paragraph in document.citing for callout in paragraph.callouts for ref in callout.refs}
    numbers = [reference.n for reference in document.references]
    return Coverage(
        sentences=len(sentences),
        with_record=sum(_span(sentence) in with_record for sentence in sentences),
        not_understood=tuple(_find_not_understood(document, sentences, with_record)),
        quantities=sum(len(sentence.quantities) for sentence in sentences),
        unmeasured=sum(max(0, len(s.quantities) - measured[_span(s)]) for s in sentences),
        references=len(numbers),
        without_claim=tuple(n for n in numbers if n not in claimed),
        uncited=tuple(n for n in numbers if n not in cited),
        pages=len(document.source.page_starts),
        pages_without_text=tuple(_find_empty_pages(document)),
        characters=len(document.source.text),
        left_out=tuple(_find_gaps(document)),
    )


def _find_not_understood(
    document: Document, sentences: Iterable[Sentence], with_record: set[tuple[int, int]]
) -> Iterator[Passage]:
    for sentence in sentences:
        if _span(sentence) not in with_record and find_cues(sentence, "statement_cues"):
            yield _passage(document, _span(sentence)[0], sentence.text)


def _span(sentence: Sentence) -> tuple[int, int]:
    return sentence.paragraph.content.source_span(sentence.start, sentence.end)


def _passage(document: Document, start: int, text: str) -> Passage:
    return Passage(document.source.line_at(start), document.source.page_at(start), text)


def _find_empty_pages(document: Document) -> Iterator[int]:
    """Yield the pages of which no word was read, neither as text nor as page head."""
    starts = (*document.source.page_starts, len(document.source.text))
    for page, (start, end) in enumerate(pairwise(starts), 1):
        if not any(char.isalpha() for char in document.source.text[start:end]):
            yield page


def _find_gaps(document: Document) -> Iterator[Passage]:
    """Yield the longer stretches of source between those that the document holds."""
    text = document.source.text
    read_to = 0
    for start, end in sorted((*_held(document), (len(text), len(text)))):
        stretch = text[read_to:start].lstrip()
        gap = " ".join(_MARKUP.sub(" ", stretch).split())
        if sum(map(str.isalnum, gap)) >= SHORTEST_GAP:
            yield _passage(document, start - len(stretch), gap)
        read_to = max(read_to, end)


def _held(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the stretches of source that paragraphs, tables, equations and references stand for."""
    contents = [paragraph.content for paragraph in document.paragraphs]
    contents += [equation.content for equation in document.equations]
    contents += [cell.content for table in document.tables for row in table.rows for cell in row]
    for content in contents:
        yield from _runs(content)
    for reference in document.references:
        yield from ((item.start, item.end) for item in reference.evidence)


def _runs(content: MappedText) -> Iterator[tuple[int, int]]:
    """Yield the stretches of source of a text, apart where a figure or page head cuts it."""
    if not content.text:
        return
    begin = content.starts[0]
    for place in range(1, len(content.text)):
        if content.starts[place] - content.starts[place - 1] > SHORTEST_GAP:
            yield begin, content.ends[place - 1]
            begin = content.starts[place]
    yield begin, content.ends[-1]
