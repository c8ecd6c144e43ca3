"""Plain text and Markdown read: blocks, front matter, sections and reference list."""

from __future__ import annotations

from ingest.documents import Equation, MappedText, Paragraph, Source, Table
from ingest.draft import Draft, Entry
from ingest.mapped import build_mapped, join_mapped
from ingest.references.bibliography import find_reference_list, split_entries
from ingest.text.blocks import EQUATION, TABLE, split_blocks
from ingest.text.front import read_front
from ingest.text.sections import Apart, Passage, build_layout
from ingest.text.tables import find_rows


def read_text(source: Source) -> Draft:
    """Read a plain text or Markdown source, also one that was converted from PDF with the damage this does."""
    blocks = split_blocks(source.text)
    listed = find_reference_list(blocks)
    front = read_front(source.text, blocks, listed)
    layout = build_layout(blocks, front.body, listed, title=front.title, byline=front.byline)
    entries, gaps = split_entries(blocks[listed.start : listed.stop])
    return Draft(
        title=front.title,
        authors=front.authors,
        journal=front.journal,
        year=front.year,
        doi=front.doi,
        paragraphs=tuple(_build_paragraph(source, passage) for passage in layout.passages),
        tables=tuple(_build_table(source, apart) for apart in layout.apart if apart.kind == TABLE),
        equations=tuple(_build_equation(source, apart) for apart in layout.apart if apart.kind == EQUATION),
        entries=tuple(Entry(_read_spans(source, entry.spans), entry.n) for entry in entries),
        warnings=(*layout.warnings, *gaps),
    )


def _build_paragraph(source: Source, passage: Passage) -> Paragraph:
    return Paragraph(_read_spans(source, passage.spans), passage.section, passage.heading, passage.caption)


def _build_table(source: Source, apart: Apart) -> Table:
    rows = find_rows(source.text, apart.start, apart.end)
    cells = tuple(
        tuple(Paragraph(build_mapped(source.text, start, end), apart.section) for start, end in row) for row in rows
    )
    return Table(cells, apart.section, apart.caption)


def _build_equation(source: Source, apart: Apart) -> Equation:
    return Equation(build_mapped(source.text, apart.start, apart.end), apart.section)


def _read_spans(source: Source, spans: tuple[tuple[int, int], ...]) -> MappedText:
    return join_mapped([build_mapped(source.text, start, end) for start, end in spans])
