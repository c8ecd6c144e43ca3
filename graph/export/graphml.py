"""The graph as GraphML, for Gephi, yEd and networkx."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from graph.export.rows import RECORDED_IN, read_rows
from graph.rows import GraphRows
from graph.stores.contract import GraphStore

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML 1.0 document may hold (section 2.2, Char), not even escaped."""


def render_graphml(store: GraphStore) -> Mapping[str, Iterable[str]]:
    """Return ``graph.graphml``. Lists are JSON arrays; a character that XML forbids becomes U+FFFD."""
    graph = build_graph(read_rows(store, without=[RECORDED_IN]))
    buffer = io.BytesIO()
    nx.write_graphml_xml(graph, buffer, encoding="utf-8", prettyprint=True)
    # XML parsers turn a bare carriage return into a line feed; as a reference it survives.
    return {"graph.graphml": [buffer.getvalue().decode("utf-8").replace("\r", "&#13;")]}


def build_graph(rows: GraphRows) -> nx.MultiDiGraph[str]:
    """Return the rows as a networkx graph.

    A node is ``Label:id``, since ids are one only within their label; its label is ``type`` and its name is
    also ``label``, which Gephi shows. An edge's key counts the edges, since GraphML wants each id once.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, properties in rows.nodes.items():
        plain = _plain({"id": node.id, **properties})
        graph.add_node(_clean(f"{node.label}:{node.id}"), type=node.label, label=plain.get("name", ""), **plain)
    for number, (edge, properties) in enumerate(rows.edges.items()):
        source, target = f"{edge.source_label}:{edge.source}", f"{edge.target_label}:{edge.target}"
        graph.add_edge(_clean(source), _clean(target), key=f"e{number}", type=edge.type, **_plain(properties))
    return graph


def _plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in properties.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, str):
        return _clean(value)
    # One type for each attribute: GraphML declares it, and 1 beside 1.5 would be two.
    if isinstance(value, bool | int | float):
        return value
    return _clean(json.dumps(value, ensure_ascii=False))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
