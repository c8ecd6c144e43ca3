"""One table for each label and each edge type, as RFC 4180 has it: commas, quotes doubled, CR LF."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.export.rows import read_rows
from graph.rows import GraphRows
from graph.schema import load_schema
from graph.stores.contract import GraphStore

ENDS = ("source_label", "source", "target_label", "target")


def render_csv(store: GraphStore) -> Mapping[str, Iterable[str]]:
    """Return tables such as ``Material.csv`` and ``CAUSED_BY.csv``, also where they are empty.

    Lists are JSON arrays, booleans ``true`` and ``false``, missing values empty.
    """
    schema = load_schema()
    rows = read_rows(store)
    tables: dict[str, Iterable[str]] = {}
    for label, node_type in schema.nodes.items():
        tables[f"{label}.csv"] = _write_rows(tuple(node_type.properties), _node_rows(rows, label))
    for kind, edge_type in schema.edges.items():
        tables[f"{kind}.csv"] = _write_rows((*ENDS, *edge_type.properties), _edge_rows(rows, kind))
    return tables


def _node_rows(rows: GraphRows, label: str) -> Iterator[Mapping[str, Any]]:
    for key, properties in rows.nodes.items():
        if key.label == label:
            yield {"id": key.id, **properties}


def _edge_rows(rows: GraphRows, kind: str) -> Iterator[Mapping[str, Any]]:
    for key, properties in rows.edges.items():
        if key.type == kind:
            yield {name: getattr(key, name) for name in ENDS} | dict(properties)


def _write_rows(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_render_value(row.get(column)) for column in columns])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _render_value(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
