"""The entries of a reference list as records."""

from __future__ import annotations

import re

from graph.records import Evidence, ReferenceRecord
from ingest.documents import MappedText, Source
from ingest.references.parser import ReferenceFields, parse_reference

__all__ = ["build_reference", "parse_reference"]


def build_reference(
    content: MappedText, n: int, document: str, source: Source, fields: ReferenceFields | None = None
) -> ReferenceRecord:
    """Return the record of one entry, its fields parsed where the markup does not give them.

    An entry that is no reference keeps its text alone.
    """
    raw = re.sub(r"\s+", " ", content.text).strip()
    fields = fields or parse_reference(raw) or ReferenceFields(raw=raw)
    start, end = content.source_span(0, len(content.text)) if content.text else (0, 0)
    evidence = Evidence(
        document=document, line=source.line_at(start), start=start, end=end, text=raw, section="references"
    )
    return ReferenceRecord(
        document=document,
        section="references",
        evidence=(evidence,),
        n=n,
        raw=raw,
        authors=fields.authors,
        et_al=fields.et_al,
        title=fields.title,
        journal=fields.journal,
        volume=fields.volume,
        pages=fields.pages,
        year=fields.year,
        doi=fields.doi,
    )
