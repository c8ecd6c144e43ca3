"""The statements that write a change: the same for both engines, batched by label and by kind of edge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from graph.errors import StoreError
from graph.rows import EdgeKey, GraphChange, NodeKey
from graph.schema import Schema
from graph.stores.ddl import quote

BATCH = 2_000


class Write(NamedTuple):
    """One statement with the rows that it unwinds as ``$rows``."""

    statement: str
    rows: list[dict[str, Any]]


def render_writes(change: GraphChange, schema: Schema) -> Iterator[Write]:
    """Yield the statements in the order in which they must run: edges away, nodes away, nodes, edges.

    Raises `StoreError` for a label, edge or property that the schema does not declare.
    """
    yield from _remove_edges(change.removed_edges)
    yield from _remove_nodes(change.removed_nodes)
    yield from _write_nodes(change.added_nodes, schema)
    yield from _write_edges(change.added_edges, schema)


def _batches(statement: str, rows: Iterable[dict[str, Any]]) -> Iterator[Write]:
    listed = list(rows)
    for start in range(0, len(listed), BATCH):
        yield Write(statement, listed[start : start + BATCH])


def _edge_kind(key: EdgeKey) -> tuple[str, str, str]:
    return key.type, key.source_label, key.target_label


def _remove_edges(keys: Iterable[EdgeKey]) -> Iterator[Write]:
    for (edge, source, target), group in groupby(sorted(keys), _edge_kind):
        statement = (
            f"UNWIND $rows AS r MATCH (a:{quote(source)} {{id: r.source}})-[e:{quote(edge)}]->"
            f"(b:{quote(target)} {{id: r.target}}) DELETE e"
        )
        yield from _batches(statement, ({"source": k.source, "target": k.target} for k in group))


def _remove_nodes(keys: Iterable[NodeKey]) -> Iterator[Write]:
    for label, group in groupby(sorted(keys), lambda k: k.label):
        statement = f"UNWIND $rows AS r MATCH (n:{quote(label)} {{id: r.id}}) DETACH DELETE n"
        yield from _batches(statement, ({"id": k.id} for k in group))


def _write_nodes(nodes: Mapping[NodeKey, Mapping[str, Any]], schema: Schema) -> Iterator[Write]:
    for label, group in groupby(sorted(nodes), lambda k: k.label):
        if label not in schema.nodes:
            raise StoreError(f"the schema declares no node {label!r}")
        names = [name for name in schema.nodes[label].properties if name != "id"]
        sets = ", ".join(f"n.{quote(name)} = r.{quote(name)}" for name in names)
        statement = f"UNWIND $rows AS r MERGE (n:{quote(label)} {{id: r.id}}) SET {sets}"
        rows = ({"id": k.id, **_complete(nodes[k], names, label)} for k in group)
        yield from _batches(statement, rows)


def _write_edges(edges: Mapping[EdgeKey, Mapping[str, Any]], schema: Schema) -> Iterator[Write]:
    for (edge, source, target), group in groupby(sorted(edges), _edge_kind):
        if edge not in schema.edges or (source, target) not in schema.edges[edge].pairs:
            raise StoreError(f"the schema declares no edge ({source})-[{edge}]->({target})")
        names = list(schema.edges[edge].properties)
        sets = ", ".join(f"e.{quote(name)} = r.{quote(name)}" for name in names)
        statement = (
            f"UNWIND $rows AS r MATCH (a:{quote(source)} {{id: r.source}}), (b:{quote(target)} {{id: r.target}}) "
            f"MERGE (a)-[e:{quote(edge)}]->(b)" + (f" SET {sets}" if sets else "")
        )
        rows = ({"source": k.source, "target": k.target, **_complete(edges[k], names, edge)} for k in group)
        yield from _batches(statement, rows)


def _complete(values: Mapping[str, Any], names: list[str], owner: str) -> dict[str, Any]:
    """Return a value for every declared property: what is absent now must not survive from before."""
    unknown = values.keys() - set(names)
    if unknown:
        raise StoreError(f"the schema declares no property {sorted(unknown)[0]!r} of {owner}")
    return {name: _plain(values.get(name)) for name in names}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
