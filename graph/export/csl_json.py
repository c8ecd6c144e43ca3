"""References as CSL-JSON, which Zotero, pandoc and every CSL processor read.

The shape is that of the published `csl-data.json`, version 1.0.2: it allows no other fields, but keeps
`custom` for what has none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from graph.export.reference_entries import Kind, ReferenceEntry, build_entries
from graph.records import ReferenceRecord

_TYPES: Mapping[Kind, str] = MappingProxyType(
    {"article": "article-journal", "report": "report", "thesis": "thesis", "patent": "patent", "other": "document"}
)


def render_csl_json(references: Sequence[ReferenceRecord]) -> str:
    """Return the references as a JSON array; an empty array for an empty list."""
    return (
        json.dumps([_render_entry(entry) for entry in build_entries(references)], ensure_ascii=False, indent=2) + "\n"
    )


def _render_entry(entry: ReferenceEntry) -> dict[str, Any]:
    record = entry.record
    fields: dict[str, Any] = {
        "id": entry.key,
        "type": _TYPES[entry.kind],
        "author": [_render_name(*name) for name in entry.authors],
        "title": record.title,
        "container-title": record.journal,
        "volume": record.volume,
        "page": record.pages,
        "issued": {"date-parts": [[record.year]]} if record.year else None,
        "DOI": record.doi,
        "status": "retracted" if record.retracted else None,
        "note": "\n".join(entry.notes),
        "custom": {"et-al": True} if record.et_al else None,
    }
    return {name: value for name, value in fields.items() if value}


def _render_name(family: str, initials: str) -> dict[str, str]:
    return {"family": family, "given": initials} if initials else {"literal": family}
