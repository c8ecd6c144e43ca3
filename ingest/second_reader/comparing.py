"""Both readers over a whole document, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.records import Evidence
from ingest.documents import Document
from ingest.findings import read_section_findings
from ingest.measurements import extract_measurements
from ingest.pipeline import analyse_document, collect_acronyms
from ingest.second_reader.agreement import Comparison, Verdict, compare
from ingest.second_reader.reader import SecondReader
from ingest.second_reader.tables import TableValue


@dataclass(frozen=True, slots=True)
class ComparedSentence:
    """A sentence in which one of the readers found something."""

    evidence: Evidence
    numbers: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class ComparedDocument:
    """The sentences and the tables of a document; ``asked`` counts the questions, ``unanswered`` those that failed."""

    document: Document = field(repr=False)
    sentences: tuple[ComparedSentence, ...]
    tabled: tuple[TableValue, ...]
    asked: int
    unanswered: int

    @property
    def totals(self) -> Mapping[Verdict, int]:
        """How many numbers there are of each verdict."""
        found = Counter(number.verdict for sentence in self.sentences for number in sentence.numbers)
        return {verdict: found[verdict] for verdict in Verdict}


def compare_document(document: Document, reader: SecondReader) -> ComparedDocument:
    """Let both readers read a document."""
    sentences = tuple(_compare_sentences(document, reader))
    tabled = tuple(reader.read_tables(document, collect_acronyms(document)))
    return ComparedDocument(document, sentences, tabled, reader.asked, reader.unanswered)


def _compare_sentences(document: Document, reader: SecondReader) -> Iterator[ComparedSentence]:
    for paragraph in read_section_findings(document, analyse_document(document)):
        for number, finding in enumerate(paragraph):
            following = paragraph[number + 1] if number + 1 < len(paragraph) else None
            ours = extract_measurements(finding, following)
            compared = compare(finding.sentence, ours, reader.read_sentence(finding.sentence))
            if compared:
                yield ComparedSentence(finding.sentence.render_evidence(document), tuple(compared))
