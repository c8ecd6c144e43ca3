"""The declared schema of the graph, from which every store, export and page of documentation is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph.data_files import read_data


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label with its properties (name to type), ``id`` and ``name`` included."""

    label: str
    doc: str
    properties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EdgeType:
    """A relation with the pairs of labels it may join and its properties (name to type)."""

    name: str
    doc: str
    pairs: tuple[tuple[str, str], ...]
    properties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Schema:
    """All node and edge types, in the order of their declaration."""

    version: int
    nodes: Mapping[str, NodeType]
    edges: Mapping[str, EdgeType]


@cache
def load_schema() -> Schema:
    """Read the schema that ships with the package."""
    declared = read_data("schema")
    nodes = {
        label: NodeType(label, node["doc"], {"id": "string", "name": "string", **node["properties"]})
        for label, node in declared["nodes"].items()
    }
    edges = {
        name: EdgeType(name, edge["doc"], tuple((a, b) for a, b in edge["pairs"]), edge["properties"])
        for name, edge in declared["edges"].items()
    }
    return Schema(declared["version"], nodes, edges)
