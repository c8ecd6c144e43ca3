"""Statements: what several documents say in the same words of the vocabulary, with what supports it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.belief import Support
from graph.records import CLAIM_KINDS, DocumentRecord, Evidence, Record, ReferenceRecord, hash_id
from graph.uniting import unite


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with the record of each document that makes it, and the works that it rests on."""

    record: Record
    records: tuple[Record, ...]
    supports: tuple[Support, ...]

    @property
    def id(self) -> str:
        """The claim's id, the same in every document."""
        return self.record.id

    @property
    def kind(self) -> str:
        """The kind of its records."""
        return self.record.KIND


@dataclass(frozen=True, slots=True)
class Sources:
    """Documents by id, reference entries by document and number, and the works that are known to be retracted."""

    documents: Mapping[str, DocumentRecord]
    references: Mapping[tuple[str, int], ReferenceRecord]
    retracted: frozenset[str] = frozenset()

    def work(self, document: str, n: int | None = None) -> str:
        """Return the identity of a cited work across documents, or of the document itself."""
        if n is None:
            known = self.documents.get(document)
            return ((known.doi if known else None) or document).lower()
        reference = self.references.get((document, n))
        return reference.work.lower() if reference else f"{document}#{n}".lower()

    def is_retracted(self, reference: ReferenceRecord) -> bool | None:
        """Tell whether the cited work is retracted, by this entry or that of any other document."""
        return True if reference.work.lower() in self.retracted else reference.retracted


def gather_sources(records: Iterable[Record]) -> Sources:
    """Return the documents and reference entries among the records."""
    documents: dict[str, DocumentRecord] = {}
    references: dict[tuple[str, int], ReferenceRecord] = {}
    for record in records:
        if isinstance(record, DocumentRecord):
            documents[record.document] = record
        elif isinstance(record, ReferenceRecord):
            references[record.document, record.n] = record
    retracted = frozenset(reference.work.lower() for reference in references.values() if reference.retracted)
    return Sources(documents, references, retracted)


def gather_statements(records: Sequence[Record], sources: Sources) -> dict[str, Statement]:
    """Return the statements by claim id, in its order; the records are united and sorted by document."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        if record.KIND in CLAIM_KINDS:
            groups.setdefault(record.id, []).append(record)
    return {
        claim: Statement(unite(group), tuple(group), tuple(s for r in group for s in find_supports(r, sources)))
        for claim, group in sorted(groups.items())
    }


def find_supports(record: Record, sources: Sources) -> list[Support]:
    """Return what the record's sentences rest on: the works they cite, else the document itself.

    A sentence without references beside others that cite is the document repeating itself, and adds no work.
    """
    found = []
    cites = any(cited(record, evidence) for evidence in record.evidence)
    for evidence in record.evidence:
        numbers: Sequence[int | None] = cited(record, evidence) or ((None,) if not cites else ())
        for n in numbers:
            work = sources.work(record.document, n)
            retracted = n is not None and work in sources.retracted
            found.append(Support(work, record.source_type, evidence.hedged, record.confidence, retracted))
    return found


def cited(record: Record, evidence: Evidence) -> tuple[int, ...]:
    """Return the references of one sentence; the record's own where no sentence carries any."""
    if any(item.refs for item in record.evidence):
        return evidence.refs
    return record.refs


def evidence_id(claim: str, evidence: Evidence) -> str:
    """Return the evidence's id: a hash of the claim and the place of the sentence."""
    place = {"claim": claim, "document": evidence.document, "start": evidence.start, "end": evidence.end}
    return hash_id("evidence", place)
