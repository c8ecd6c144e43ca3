"""References as RIS, which EndNote, Zotero, Mendeley and Citavi read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import rispy
from rispy.writer import RisWriter

from graph.export.reference_entries import Kind, ReferenceEntry, build_entries, split_pages
from graph.records import ReferenceRecord

_TYPES: Mapping[Kind, str] = MappingProxyType(
    {"article": "JOUR", "report": "RPRT", "thesis": "THES", "patent": "PAT", "other": "GEN"}
)
ET_AL = "et al.: the list of authors is cut short"
"""The note of an entry whose further authors are not printed: RIS has no tag for that."""


class _Writer(RisWriter):  # type: ignore[misc]
    """The library's writer without a number above each entry, which RIS does not know."""

    def set_header(self, count: int) -> str:
        """Return no header."""
        return ""


def render_ris(references: Sequence[ReferenceRecord]) -> str:
    """Return the references as a RIS file; empty for an empty list."""
    written: str = rispy.dumps([_render_entry(entry) for entry in build_entries(references)], implementation=_Writer)
    return written


def _render_entry(entry: ReferenceEntry) -> dict[str, Any]:
    record = entry.record
    first, last = split_pages(record.pages) if record.pages else (None, None)
    fields: dict[str, Any] = {
        "type_of_reference": _TYPES[entry.kind],
        "id": entry.key,
        "authors": [", ".join(filter(None, map(_line, name))) for name in entry.authors],
        "title": record.title,
        # Programs differ in which of the two they take for the journal.
        "secondary_title": record.journal,
        "journal_name": record.journal,
        "volume": record.volume,
        "start_page": first,
        "end_page": last,
        "year": str(record.year) if record.year else None,
        "doi": record.doi,
        "notes": [_line(note) for note in (*((ET_AL,) if record.et_al else ()), *entry.notes)],
    }
    return {name: _line(value) if isinstance(value, str) else value for name, value in fields.items() if value}


def _line(text: str) -> str:
    """Return the text on one line: a line is a field."""
    return " ".join(text.split())
