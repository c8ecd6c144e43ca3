"""The graph as plain rows, and the change from one state of it to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

Properties = Mapping[str, Any]


class EdgeKey(NamedTuple):
    """What makes an edge one: its type, the labels it joins and the ids of its ends."""

    type: str
    source_label: str
    target_label: str
    source: str
    target: str


class NodeKey(NamedTuple):
    """What makes a node one."""

    label: str
    id: str


@dataclass(slots=True)
class GraphRows:
    """The nodes and edges of a graph, each once. Properties do not repeat a node's ``id``."""

    nodes: dict[NodeKey, Properties] = field(default_factory=dict)
    edges: dict[EdgeKey, Properties] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Return the number of nodes by label and of edges by type, sorted by name."""
        found: dict[str, int] = {}
        for name in chain((key.label for key in self.nodes), (key.type for key in self.edges)):
            found[name] = found.get(name, 0) + 1
        return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class GraphChange:
    """What turns one graph into another: written by a store in one transaction."""

    added_nodes: Mapping[NodeKey, Properties]
    removed_nodes: frozenset[NodeKey]
    added_edges: Mapping[EdgeKey, Properties]
    removed_edges: frozenset[EdgeKey]

    def __bool__(self) -> bool:
        return any((self.added_nodes, self.removed_nodes, self.added_edges, self.removed_edges))

    def __iter__(self) -> Iterator[int]:
        return iter(map(len, (self.added_nodes, self.removed_nodes, self.added_edges, self.removed_edges)))


def compare(old: GraphRows, new: GraphRows) -> GraphChange:
    """Return the change that turns the old graph into the new one; changed rows count as added."""
    return GraphChange(
        {k: v for k, v in new.nodes.items() if k not in old.nodes or old.nodes[k] != v},
        frozenset(old.nodes.keys() - new.nodes.keys()),
        {k: v for k, v in new.edges.items() if k not in old.edges or old.edges[k] != v},
        frozenset(old.edges.keys() - new.edges.keys()),
    )
