"""The whole graph out of a store, in an order that does not depend on the engine."""

from __future__ import annotations

from collections.abc import Iterable

from graph.rows import EdgeKey, GraphRows, NodeKey
from graph.schema import Schema, load_schema
from graph.stores.contract import GraphStore

RECORDED_IN = "RECORDED_IN"
"""The edge that holds the records whole; they are exported as JSON Lines."""


def read_rows(store: GraphStore, *, without: Iterable[str] = ()) -> GraphRows:
    """Read all nodes and edges, sorted by label and id; ``without`` names edge types to leave out."""
    schema = load_schema()
    rows = GraphRows()
    for label in sorted(schema.nodes):
        _read_nodes(store, schema, label, rows)
    for kind in sorted(set(schema.edges) - set(without)):
        for source_label, target_label in sorted(schema.edges[kind].pairs):
            _read_edges(store, schema, EdgeKey(kind, source_label, target_label, "", ""), rows)
    return rows


def _read_nodes(store: GraphStore, schema: Schema, label: str, rows: GraphRows) -> None:
    names = [name for name in schema.nodes[label].properties if name != "id"]
    columns = ", ".join(f"n.{name} AS p_{name}" for name in names)
    found = store.read(f"MATCH (n:{label}) RETURN n.id AS id, {columns} ORDER BY id")
    for identifier, *values in found.rows:
        rows.nodes[NodeKey(label, identifier)] = _present(names, values)


def _read_edges(store: GraphStore, schema: Schema, kind: EdgeKey, rows: GraphRows) -> None:
    names = list(schema.edges[kind.type].properties)
    columns = "".join(f", r.{name} AS p_{name}" for name in names)
    found = store.read(
        f"MATCH (a:{kind.source_label})-[r:{kind.type}]->(b:{kind.target_label}) "
        f"RETURN a.id AS source, b.id AS target{columns} ORDER BY source, target"
    )
    for source, target, *values in found.rows:
        key = kind._replace(source=source, target=target)
        rows.edges[key] = _present(names, values)


def _present(names: Iterable[str], values: Iterable[object]) -> dict[str, object]:
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}
