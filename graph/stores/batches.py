"""A change to the graph as batches of checked rows, the same for every engine."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from graph.errors import StoreError
from graph.rows import EdgeKey, GraphChange, NodeKey, Properties
from graph.schema import Schema

BATCH_ROWS = 2000
_INTEGER_LIMIT = 2**63

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NodeBatch:
    """Rows of one label: ``id`` and, for writing, every declared property (None where the node has none)."""

    label: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class EdgeBatch:
    """Rows of one relation between two labels: ``source``, ``target`` and ``properties``, all declared ones."""

    type: str
    source_label: str
    target_label: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class ChangeBatches:
    """The four steps of a change, in the order in which they are written."""

    removed_edges: list[EdgeBatch]
    removed_nodes: list[NodeBatch]
    added_nodes: list[NodeBatch]
    added_edges: list[EdgeBatch]


def group_change(change: GraphChange, schema: Schema, *, size: int = BATCH_ROWS) -> ChangeBatches:
    """Check every row of the change against the schema and group the rows by label and relation.

    Raises `StoreError` naming the first row that the schema does not allow, before anything is written.
    """
    return ChangeBatches(
        _group_edges(((key, {}) for key in sorted(change.removed_edges)), schema, size, write=False),
        _group_nodes(((key, {}) for key in sorted(change.removed_nodes)), schema, size, write=False),
        _group_nodes(change.added_nodes.items(), schema, size, write=True),
        _group_edges(change.added_edges.items(), schema, size, write=True),
    )


def _group_nodes(
    items: Iterable[tuple[NodeKey, Properties]], schema: Schema, size: int, *, write: bool
) -> list[NodeBatch]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for key, properties in items:
        node = schema.nodes.get(key.label)
        if node is None:
            raise StoreError(f"the schema has no label {key.label!r} (node {key.id!r})")
        where = f"node {key.label} {key.id!r}"
        row = {"id": _check_value(key.id, "string", f"the id of {where}")}
        if write:
            declared = {name: kind for name, kind in node.properties.items() if name != "id"}
            row |= _check_properties(properties, declared, where)
        groups[key.label].append(row)
    return [NodeBatch(label, part) for label, rows in groups.items() for part in _split(rows, size)]


def _group_edges(
    items: Iterable[tuple[EdgeKey, Properties]], schema: Schema, size: int, *, write: bool
) -> list[EdgeBatch]:
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for key, properties in items:
        edge = schema.edges.get(key.type)
        if edge is None:
            raise StoreError(f"the schema has no relation {key.type!r} ({key.source!r} to {key.target!r})")
        pair = (key.source_label, key.target_label)
        if pair not in edge.pairs:
            raise StoreError(f"the schema has no relation {key.type} from {pair[0]} to {pair[1]}")
        where = f"relation {key.type} from {key.source!r} to {key.target!r}"
        row: Row = {"source": key.source, "target": key.target}
        if write:
            row["properties"] = _check_properties(properties, edge.properties, where)
        groups[key.type, *pair].append(row)
    return [EdgeBatch(*names, part) for names, rows in groups.items() for part in _split(rows, size)]


def _split(rows: list[Row], size: int) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while part := list(islice(remaining, size)):
        yield part


def _check_properties(properties: Properties, declared: Mapping[str, str], where: str) -> Row:
    for name in properties:
        if name not in declared:
            raise StoreError(f"the schema has no property {name!r} for {where}")
    return {
        name: _check_value(properties.get(name), kind, f"property {name!r} of {where}")
        for name, kind in declared.items()
    }


def _check_value(value: Any, kind: str, where: str) -> Any:
    """Return the value in the one Python type that stands for the property type, so that engines agree."""
    if value is None:
        return None
    if kind == "strings" and isinstance(value, list | tuple):
        return [_check_value(item, "string", where) if item is not None else _refuse(item, kind, where) for item in value]
    if kind == "string" and isinstance(value, str):
        return value if value.isascii() or _is_encodable(value) else _refuse(value, "UTF-8 string", where)
    if kind == "boolean" and isinstance(value, bool):
        return value
    if isinstance(value, bool):
        return _refuse(value, kind, where)
    if kind == "number" and isinstance(value, int | float) and math.isfinite(value):
        return float(value)
    if kind == "integer" and isinstance(value, int) and -_INTEGER_LIMIT <= value < _INTEGER_LIMIT:
        return value
    return _refuse(value, kind, where)


def _is_encodable(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _refuse(value: object, kind: str, where: str) -> Any:
    raise StoreError(f"{where} must be a {kind}, not {value!r:.80}")
