"""Records into a graph store, and back: what a document said before is replaced by what it says now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.assemble import assemble, find_unused
from graph.errors import InputError, StoreError
from graph.records import Record, build_record
from graph.rows import EdgeKey, GraphRows, NodeKey, compare
from graph.schema import load_schema
from graph.stores.contract import GraphStore
from graph.uniting import unite_records


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load changed: counts of nodes by label and edges by type before and after, and rows written.

    ``unused`` says in words what the records name and the graph cannot hold.
    """

    documents: tuple[str, ...]
    records: int
    before: Mapping[str, int]
    after: Mapping[str, int]
    added_nodes: int = 0
    removed_nodes: int = 0
    added_edges: int = 0
    removed_edges: int = 0
    unused: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return any((self.added_nodes, self.removed_nodes, self.added_edges, self.removed_edges))


def load_records(store: GraphStore, records: Iterable[Record]) -> LoadReport:
    """Write the records in one transaction, in place of what the same documents said before.

    Loading the same records again writes nothing. Raises `RecordError` for records from which no graph can
    be assembled: the graph is then as it was. Raises `StoreError` where the write fails, which changes nothing,
    or where the store afterwards holds other counts than were written, which means that it is damaged.
    """
    incoming = unite_records(records)
    documents = {record.document for record in incoming}
    old = read_records(store)
    new = [*(record for record in old if record.document not in documents), *incoming]
    return _replace(store, new, documents=documents, records=len(incoming))


def remove_document(store: GraphStore, document: str) -> LoadReport:
    """Take a document out with all that rests on it alone: the graph is then as if it had never been read.

    Raises `InputError` where the graph does not hold it.
    """
    old = read_records(store)
    new = [record for record in old if record.document != document]
    if len(new) == len(old):
        known = sorted({record.document for record in old})
        listed = ", ".join(known[:5]) or "nothing"
        raise InputError(f"the graph holds no document {document!r}", remedy=f"it holds {listed}")
    return _replace(store, new, documents={document}, records=len(old) - len(new))


def read_records(store: GraphStore) -> list[Record]:
    """Return the records that the graph was assembled from, sorted by document, kind and id."""
    found: list[Record] = []
    for label, _ in load_schema().edges["RECORDED_IN"].pairs:
        statement = f"MATCH (n:{label})-[r:RECORDED_IN]->(d:Document) RETURN r.record AS record"
        rows = store.read(statement).rows
        found.extend(build_record(json.loads(row[0])) for row in rows)
    return sorted(found, key=lambda record: (record.document, record.KIND, record.id))


def count_rows(store: GraphStore) -> dict[str, int]:
    """Return the number of nodes by label and of edges by type that the store holds, without zeros."""
    schema = load_schema()
    statements = {label: f"MATCH (n:{label}) RETURN count(n)" for label in schema.nodes}
    statements |= {name: f"MATCH ()-[r:{name}]->() RETURN count(r)" for name in schema.edges}
    counted = {name: store.read(statement).rows[0][0] for name, statement in sorted(statements.items())}
    return {name: count for name, count in counted.items() if count}


def read_graph(store: GraphStore) -> GraphRows:
    """Return the graph as the store holds it, in the form in which assembly gives it."""
    rows = GraphRows()
    schema = load_schema()
    for label in schema.nodes:
        for (node,) in store.read(f"MATCH (n:{label}) RETURN n").rows:
            rows.nodes[NodeKey(label, node["id"])] = _own(node, without="id")
    for edge in schema.edges.values():
        for source, target in edge.pairs:
            statement = f"MATCH (a:{source})-[r:{edge.name}]->(b:{target}) RETURN a.id, b.id, r"
            for start, end, relation in store.read(statement).rows:
                rows.edges[EdgeKey(edge.name, source, target, start, end)] = _own(relation)
    return rows


def _own(values: Mapping[str, Any], *, without: str | None = None) -> dict[str, Any]:
    return {name: value for name, value in values.items() if not name.startswith("_") and name != without}


def _replace(store: GraphStore, new: Sequence[Record], *, documents: set[str], records: int) -> LoadReport:
    target = assemble(new)
    # Against what the store holds, not what its records would give: a graph that was written by an earlier
    # version, or changed by hand, is put right by the same load.
    held = read_graph(store)
    change = compare(held, target)
    if change:
        store.apply(change)
    after, expected = count_rows(store), target.counts()
    if after != expected:
        raise StoreError(
            f"the store holds other rows than were written: {_describe_difference(after, expected)}",
            where=store.url,
            remedy="load the records into a new graph",
        )
    added_nodes, removed_nodes, added_edges, removed_edges = change
    return LoadReport(
        documents=tuple(sorted(documents)),
        records=records,
        before=held.counts(),
        after=after,
        added_nodes=added_nodes,
        removed_nodes=removed_nodes,
        added_edges=added_edges,
        removed_edges=removed_edges,
        unused=tuple(find_unused(new, documents)),
    )


def _describe_difference(held: Mapping[str, int], written: Mapping[str, int]) -> str:
    names = sorted({*held, *written})
    different = [name for name in names if held.get(name, 0) != written.get(name, 0)]
    return ", ".join(f"{name} {held.get(name, 0)} instead of {written.get(name, 0)}" for name in different)
