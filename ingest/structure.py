"""From a source to its document: structure, repair, references and callouts in one place."""

from __future__ import annotations

from graph.records import ReferenceRecord
from ingest.bibliography import find_reference_list, split_entries
from ingest.blocks import split_blocks
from ingest.citations import attach_callouts
from ingest.documents import Document, MappedText, Paragraph, Source
from ingest.front import read_front
from ingest.mapped import build_mapped, join_mapped
from ingest.references import build_reference
from ingest.repair import Spelling, read_spelling, repair, repair_text
from ingest.sections import Passage, build_passages


def read_structure(source: Source) -> Document:
    """Return the document of a plain text or Markdown source."""
    blocks = split_blocks(source.text)
    listed = find_reference_list(blocks)
    front = read_front(source.text, blocks, listed)
    document_id = front.doi or source.name
    spelling = read_spelling(source.text)
    passages, odd = build_passages(blocks, front.body, listed)
    entries, gaps = split_entries(blocks[listed.start : listed.stop])
    references: list[ReferenceRecord] = []
    for entry in entries:
        content = _read_spans(source, entry.spans, spelling)
        references.append(build_reference(content, entry.n, document_id, source))
    paragraphs = [_build_paragraph(source, passage, spelling) for passage in passages]
    return Document(
        id=document_id,
        source=source,
        title=front.title,
        authors=front.authors,
        journal=front.journal,
        year=front.year,
        doi=front.doi,
        paragraphs=attach_callouts([p for p in paragraphs if p.text], references),
        references=tuple(references),
        warnings=(*odd, *gaps, *([] if references else ["no reference list found"])),
    )


def _build_paragraph(source: Source, passage: Passage, spelling: Spelling) -> Paragraph:
    heading = repair_text(passage.heading, spelling) if passage.heading else None
    content = _read_spans(source, passage.spans, spelling)
    return Paragraph(content, passage.section, heading, passage.caption)


def _read_spans(source: Source, spans: tuple[tuple[int, int], ...], spelling: Spelling) -> MappedText:
    pieces = [build_mapped(source.text, start, end) for start, end in spans]
    return repair(join_mapped(pieces), spelling)
