"""From a document to its records: what the text says, before any database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.records import DocumentRecord, Evidence, Record
from graph.uniting import unite
from ingest.causal_links import extract_causal_links, extract_relations
from ingest.citations.callouts import extract_citations
from ingest.contradictions import extract_contradictions
from ingest.coverage import Coverage, measure_coverage
from ingest.documents import Document
from ingest.findings import Finding, read_section_findings
from ingest.interface_facts import extract_interface_facts
from ingest.material_records import build_material, extract_materials
from ingest.measurements import extract_measurements
from ingest.pipeline import analyse_document, collect_acronyms
from ingest.reading import read_document
from ingest.strategy_cases import extract_strategy_cases

if TYPE_CHECKING:
    from spacy.language import Language

    from ingest.second_reader.reader import SecondReader


@dataclass(frozen=True, slots=True)
class Extraction:
    """A document with its records and what they cover of it."""

    document: Document
    records: tuple[Record, ...] = field(repr=False)
    coverage: Coverage


def extract_file(path: Path) -> list[Record]:
    """Read the file and return its records; raises `DocumentError` where it cannot be read."""
    return list(extract_document(read_document(path)).records)


def extract_document(
    document: Document, *, second: SecondReader | None = None, pretrained: Language | None = None
) -> Extraction:
    """Return the records of a document: itself, references, citations, materials, then claims, in text order.

    ``second`` checks the measurements of the sentences and reads the tables; a ``pretrained`` spaCy pipeline tells
    verbs from nouns.
    """
    paragraphs = analyse_document(document, pretrained)
    findings = read_section_findings(document, paragraphs)
    tabled = second.read_tables(document, collect_acronyms(document)) if second else []
    named_in_tables = (build_material(value.material, value.record.evidence[0]) for value in tabled)
    materials = merge_records([*extract_materials(document, paragraphs), *named_in_tables])
    told = (claim for paragraph in findings for claim in _extract_claims(paragraph, second))
    claims = merge_records([*told, *(value.record for value in tabled)])
    coverage = measure_coverage(document, paragraphs, claims)
    described = _describe(document, coverage)
    records = (described, *document.references, *extract_citations(document), *materials, *claims)
    return Extraction(document, records, coverage)


def _extract_claims(paragraph: Sequence[Finding], second: SecondReader | None) -> Iterator[Record]:
    for number, finding in enumerate(paragraph):
        following = paragraph[number + 1] if number + 1 < len(paragraph) else None
        measurements = extract_measurements(finding, following)
        yield from second.check(finding, measurements) if second else measurements
        if finding.sentence.paragraph.caption:
            # A caption repeats findings for a figure: its numbers count, its statements stand in the text.
            continue
        yield from extract_interface_facts(finding)
        yield from extract_relations(finding)
        yield from extract_causal_links(finding)
        yield from extract_strategy_cases(finding, following)
        yield from extract_contradictions(finding)


def merge_records(records: Iterable[Any]) -> list[Any]:
    """Return one record for each id, in the order of the first of each."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record.id, []).append(record)
    return [unite(group) for group in groups.values()]


def _describe(document: Document, coverage: Coverage) -> DocumentRecord:
    source = document.source
    return DocumentRecord(
        document=document.id,
        evidence=(Evidence(document=document.id, line=1, start=0, end=0, text=document.title or source.name),),
        sha256=source.sha256,
        media_type=source.media_type,
        title=document.title,
        authors=document.authors,
        journal=document.journal,
        year=document.year,
        doi=document.doi,
        coverage=coverage.counts,
    )
