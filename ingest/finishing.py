"""From a draft to its document: repair, reference records and citations, the same for every format."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from graph.records import ReferenceRecord
from ingest.citations.callouts import attach_callouts
from ingest.documents import Document, Paragraph, Source, Table
from ingest.draft import Draft
from ingest.references.records import build_reference
from ingest.repair.rules import Spelling, read_spelling, repair, repair_text


def finish_document(source: Source, draft: Draft) -> Document:
    """Return the document of a draft."""
    document_id = draft.doi or source.name
    spelling = read_spelling("\n".join(_texts(draft)))
    references: list[ReferenceRecord] = []
    keys: dict[str, int] = {}
    for place, entry in enumerate(draft.entries, 1):
        n = entry.n or place
        references.append(build_reference(repair(entry.content, spelling), n, document_id, source, entry.fields))
        keys |= dict.fromkeys(entry.keys, n)
    paragraphs = [p for p in (_repair_paragraph(p, spelling) for p in draft.paragraphs) if p.text]
    tables = [_repair_table(table, spelling) for table in draft.tables]
    cells = [cell for table in tables for row in table.rows for cell in row]
    attached = attach_callouts([*paragraphs, *cells], references, source.text, draft.links, keys)
    cited = iter(attached.paragraphs[len(paragraphs) :])
    return Document(
        id=document_id,
        source=source,
        title=draft.title,
        authors=draft.authors,
        journal=draft.journal,
        year=draft.year,
        doi=draft.doi,
        paragraphs=attached.paragraphs[: len(paragraphs)],
        references=tuple(references),
        tables=tuple(_place_cells(table, cited, {link.start for link in draft.links}) for table in tables),
        equations=draft.equations,
        warnings=(*source.warnings, *draft.warnings, *_warn(draft, keys), *attached.warnings),
    )


def _texts(draft: Draft) -> Iterator[str]:
    for paragraph in draft.paragraphs:
        yield paragraph.text
    for entry in draft.entries:
        yield entry.content.text


def _repair_paragraph(paragraph: Paragraph, spelling: Spelling) -> Paragraph:
    heading = repair_text(paragraph.heading, spelling) if paragraph.heading else None
    return replace(paragraph, content=repair(paragraph.content, spelling), heading=heading)


def _repair_table(table: Table, spelling: Spelling) -> Table:
    rows = tuple(tuple(replace(cell, content=repair(cell.content, spelling)) for cell in row) for row in table.rows)
    return replace(table, rows=rows, caption=repair_text(table.caption, spelling) if table.caption else None)


def _place_cells(table: Table, cells: Iterator[Paragraph], linked: Container[int]) -> Table:
    """Return the table with the next cells; a bare number that the markup does not link is a value and no citation."""
    rows = tuple(tuple(_without_values(next(cells), linked) for _ in row) for row in table.rows)
    return replace(table, rows=rows)


def _without_values(cell: Paragraph, linked: Container[int]) -> Paragraph:
    kept = (c for c in cell.callouts if not c.raw[0].isdigit() or cell.content.starts[c.start] in linked)
    return replace(cell, callouts=tuple(kept))


def _warn(draft: Draft, keys: Mapping[str, int]) -> Iterator[str]:
    if not draft.entries:
        yield "no reference list found"
    unknown = sorted({key for link in draft.links for key in link.keys if key not in keys})
    if unknown:
        yield f"{len(unknown)} cited keys are not in the reference list, the first: {unknown[0]!r}"
