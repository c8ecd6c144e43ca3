"""The statements that write a change, batched by label and by kind of edge: the same for both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from graph.errors import StoreError
from graph.rows import EdgeKey, GraphChange, NodeKey, Properties
from graph.schema import Schema
from graph.stores.ddl import LADYBUG_TYPES, quote
from graph.stores.properties import check_id, check_properties

BATCH = 2_000

Assignment = Callable[[str, str], str]
"""How an engine takes a property (name, type) out of ``row``."""


class Write(NamedTuple):
    """One statement with the rows that it unwinds as ``$rows``.

    It returns one row with one number where ``edge`` names the kind of edge it writes: the edges written.
    """

    statement: str
    rows: list[dict[str, Any]]
    edge: str | None = None

    def check(self, written: int) -> None:
        """Raise `StoreError` where fewer edges were written than given: an end is not in the graph."""
        given = len(self.rows)
        if written != given:
            raise StoreError(f"{given - written} of {given} edges {self.edge} have an end that is not in the graph")


def take_as_ladybug(name: str, kind: str) -> str:
    """Return the property of ``row``, cast: a column of nothing but nulls has no type of its own."""
    return f"CAST(row.{quote(name)} AS {LADYBUG_TYPES[kind]})"


def take_as_neo4j(name: str, kind: str) -> str:
    """Return the property of ``row``, which has the type that the driver gave it."""
    del kind
    return f"row.{quote(name)}"


def render_writes(change: GraphChange, schema: Schema, take: Assignment) -> list[Write]:
    """Return the statements in the order in which they must run: edges away, nodes away, nodes, edges.

    Raises `StoreError` for a label, edge, property or value that the schema does not allow, before any of
    them has run.
    """
    return [
        *_remove_edges(change.removed_edges, schema),
        *_remove_nodes(change.removed_nodes, schema),
        *_write_nodes(change.added_nodes, schema, take),
        *_write_edges(change.added_edges, schema, take),
    ]


def _remove_edges(keys: Iterable[EdgeKey], schema: Schema) -> Iterator[Write]:
    for kind, group in groupby(sorted(keys), _edge_kind):
        _check_edge_kind(kind, schema)
        edge, source, target = map(quote, kind)
        statement = (
            f"UNWIND $rows AS row {_match_ends(source, target)} WITH a, b, row MATCH (a)-[e:{edge}]->(b) DELETE e"
        )
        yield from _batches(statement, ({"source": key.source, "target": key.target} for key in group))


def _remove_nodes(keys: Iterable[NodeKey], schema: Schema) -> Iterator[Write]:
    for label, group in groupby(sorted(keys), _label):
        _check_label(label, schema)
        statement = f"UNWIND $rows AS row MATCH (n:{quote(label)} {{id: row.id}}) DETACH DELETE n"
        yield from _batches(statement, ({"id": key.id} for key in group))


def _write_nodes(nodes: Mapping[NodeKey, Properties], schema: Schema, take: Assignment) -> Iterator[Write]:
    for label, group in groupby(sorted(nodes), _label):
        _check_label(label, schema)
        declared = {name: kind for name, kind in schema.nodes[label].properties.items() if name != "id"}
        statement = f"UNWIND $rows AS row MERGE (n:{quote(label)} {{id: row.id}}){_render_set('n', declared, take)}"
        rows = (
            {"id": check_id(key.id, label), **check_properties(nodes[key], declared, f"{label} {key.id!r}")}
            for key in group
        )
        yield from _batches(statement, rows)


def _write_edges(edges: Mapping[EdgeKey, Properties], schema: Schema, take: Assignment) -> Iterator[Write]:
    for kind, group in groupby(sorted(edges), _edge_kind):
        _check_edge_kind(kind, schema)
        edge, source, target = map(quote, kind)
        declared = schema.edges[kind[0]].properties
        statement = (
            f"UNWIND $rows AS row {_match_ends(source, target)} "
            f"MERGE (a)-[e:{edge}]->(b){_render_set('e', declared, take)} RETURN count(*) AS written"
        )
        rows = (
            {
                "source": key.source,
                "target": key.target,
                **check_properties(edges[key], declared, f"{kind[0]} from {key.source!r} to {key.target!r}"),
            }
            for key in group
        )
        yield from _batches(statement, rows, edge=f"({kind[1]})-[{kind[0]}]->({kind[2]})")


def _label(key: NodeKey) -> str:
    return key.label


def _edge_kind(key: EdgeKey) -> tuple[str, str, str]:
    return key.type, key.source_label, key.target_label


def _check_label(label: str, schema: Schema) -> None:
    if label not in schema.nodes:
        raise StoreError(f"the schema declares no node {label!r}")


def _check_edge_kind(kind: tuple[str, str, str], schema: Schema) -> None:
    edge, source, target = kind
    if edge not in schema.edges or (source, target) not in schema.edges[edge].pairs:
        raise StoreError(f"the schema declares no edge ({source})-[{edge}]->({target})")


def _match_ends(source: str, target: str) -> str:
    # Each end by itself, and the edge after a WITH: of one pattern Ladybug makes a join and Neo4j a scan,
    # both some 30 times slower.
    return f"MATCH (a:{source} {{id: row.source}}) MATCH (b:{target} {{id: row.target}})"


def _render_set(variable: str, declared: Mapping[str, str], take: Assignment) -> str:
    columns = ", ".join(f"{variable}.{quote(name)} = {take(name, kind)}" for name, kind in declared.items())
    return f" SET {columns}" if columns else ""


def _batches(statement: str, rows: Iterable[dict[str, Any]], *, edge: str | None = None) -> Iterator[Write]:
    listed = list(rows)
    for start in range(0, len(listed), BATCH):
        yield Write(statement, listed[start : start + BATCH], edge)
