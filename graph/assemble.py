"""From records to the rows of the graph: a pure function, so that the same records give the same graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from graph.assembly.beliefs import measure_statements
from graph.assembly.building import RowBuilder
from graph.assembly.claim_rows import assemble_argument_edges, assemble_claim
from graph.assembly.conflicts import find_conflicts
from graph.assembly.main_road import assemble_main_road
from graph.assembly.material_rows import assemble_materials, find_places, gather_materials
from graph.assembly.refinements import find_refinements
from graph.assembly.source_rows import assemble_evidence, assemble_sources
from graph.assembly.statements import gather_sources, gather_statements
from graph.assembly.vocabulary_rows import assemble_vocabulary
from graph.errors import RecordError
from graph.records import CLAIM_KINDS, ContradictionRecord, Record
from graph.rows import GraphRows
from graph.uniting import unite_records


def assemble(records: Iterable[Record]) -> GraphRows:
    """Return the whole graph of the records: the vocabulary, what was read, and what follows from it.

    Records in another order give equal rows. Raises `RecordError` for a claim without evidence, an id that
    the vocabulary does not have, and a document without its own record.
    """
    united = unite_records(records)
    _check_evidence(united)
    sources = gather_sources(united)
    statements = gather_statements(united, sources)
    materials = gather_materials(united)
    conflicts = find_conflicts(statements, materials)
    refinements = find_refinements(statements, materials)
    beliefs = measure_statements(statements, conflicts, refinements)

    builder = RowBuilder()
    assemble_vocabulary(builder)
    assemble_materials(builder, materials, (place for record in united for place in find_places(record)))
    assemble_sources(builder, united, sources)
    for claim, statement in statements.items():
        assemble_claim(builder, statement, beliefs[claim])
        assemble_evidence(builder, statement, sources)
    assemble_argument_edges(builder, conflicts, refinements)
    assemble_main_road(builder, statements)
    return builder.build()


def find_unused(records: Iterable[Record], documents: Collection[str]) -> list[str]:
    """Return in words what the records of these documents name and the graph cannot hold, sorted."""
    united = unite_records(records)
    sources = gather_sources(united)
    known = {record.id for record in united}
    found: set[str] = set()
    for record in united:
        if record.document not in documents:
            continue
        cited = {n for evidence in record.evidence for n in evidence.refs} | {*record.refs}
        found |= {
            f"{record.document}: reference [{n}] is cited, but no entry of the list has this number"
            for n in cited
            if (record.document, n) not in sources.references
        }
        if isinstance(record, ContradictionRecord):
            found |= {
                f"{record.document}: {record.id} names the claim {claim}, which no record gives"
                for claim in (*record.side_a.claims, *record.side_b.claims)
                if claim not in known
            }
    return sorted(found)


def _check_evidence(records: Sequence[Record]) -> None:
    for record in records:
        if record.KIND in CLAIM_KINDS and not record.evidence:
            raise RecordError(
                f"the {record.KIND} {record.id} has no evidence",
                where=record.document,
                remedy="give the sentence that says it, with line, start and end",
            )
