"""Plain text and Markdown read: blocks, front matter, sections and reference list."""

from __future__ import annotations

from ingest.bibliography import find_reference_list, split_entries
from ingest.blocks import split_blocks
from ingest.documents import MappedText, Paragraph, Source
from ingest.draft import Draft, Entry
from ingest.front import read_front
from ingest.mapped import build_mapped, join_mapped
from ingest.sections import Passage, build_passages


def read_text(source: Source) -> Draft:
    """Read a plain text or Markdown source, also one that was converted from PDF with the damage this does."""
    blocks = split_blocks(source.text)
    listed = find_reference_list(blocks)
    front = read_front(source.text, blocks, listed)
    passages, odd = build_passages(blocks, front.body, listed)
    entries, gaps = split_entries(blocks[listed.start : listed.stop])
    return Draft(
        title=front.title,
        authors=front.authors,
        journal=front.journal,
        year=front.year,
        doi=front.doi,
        paragraphs=tuple(_build_paragraph(source, passage) for passage in passages),
        entries=tuple(Entry(_read_spans(source, entry.spans), entry.n) for entry in entries),
        warnings=(*odd, *gaps),
    )


def _build_paragraph(source: Source, passage: Passage) -> Paragraph:
    return Paragraph(_read_spans(source, passage.spans), passage.section, passage.heading, passage.caption)


def _read_spans(source: Source, spans: tuple[tuple[int, int], ...]) -> MappedText:
    return join_mapped([build_mapped(source.text, start, end) for start, end in spans])
