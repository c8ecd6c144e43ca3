"""The second reader: sentences and tables in, its findings out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from graph.records import MeasurementRecord
from ingest.documents import Document
from ingest.findings import Finding
from ingest.second_reader.agreement import compare, confirm
from ingest.second_reader.alone import extract_alone
from ingest.second_reader.findings import Found, ask_sentence, build_findings
from ingest.second_reader.grids import ask_table
from ingest.second_reader.models import load_description
from ingest.second_reader.process import ANSWER_SECONDS, Worker
from ingest.second_reader.protocol import Answer, Question
from ingest.second_reader.tables import TableValue, extract_table_values
from ingest.sentences import Sentence


class SecondReader:
    """ChemDataExtractor2 under the interpreter at ``python``; it starts with the first text that it is asked about."""

    def __init__(self, python: Path, *, seconds: float = ANSWER_SECONDS) -> None:
        self._worker = Worker(python, load_description(), seconds=seconds)
        self.asked = 0
        self.unanswered = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.close()

    def start(self) -> str:
        """Start it now and return the version of the library; raises `SecondReaderError`."""
        return self._worker.start()

    @property
    def failure(self) -> str | None:
        """Why it was given up; None while it works."""
        return self._worker.failure

    def read_sentence(self, sentence: Sentence) -> tuple[Found, ...]:
        """Return what it finds; nothing where the sentence has no value of a property that it names."""
        question = ask_sentence(sentence)
        if question is None:
            return ()
        return build_findings(sentence, self._ask(question).findings)

    def check(self, finding: Finding, ours: Sequence[MeasurementRecord]) -> list[MeasurementRecord]:
        """Return our measurements of a sentence, surer where it agrees, and those that it alone has."""
        compared = compare(finding.sentence, ours, self.read_sentence(finding.sentence))
        return [*confirm(ours, compared), *extract_alone(finding, compared)]

    def read_tables(self, document: Document, acronyms: Mapping[str, str]) -> list[TableValue]:
        """Return the values of a document's tables: of what it finds there, what is sure."""
        values = []
        for table in document.tables:
            asked = ask_table(table, acronyms)
            if asked is not None:
                question, grid = asked
                values += extract_table_values(document, table, grid, self._ask(question).findings)
        return values

    def _ask(self, question: Question) -> Answer:
        answer = self._worker.ask(question)
        self.asked += 1
        self.unanswered += answer.error is not None
        return answer
