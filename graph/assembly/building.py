"""Rows under construction, held to the declared schema."""

from __future__ import annotations

from typing import Any

from graph.errors import RecordError
from graph.rows import EdgeKey, GraphRows, NodeKey
from graph.schema import load_schema

LABELS = {
    "issue": "Issue", "mech": "Mechanism", "strat": "Strategy",
    "family": "Family", "prop": "Property", "tech": "Technique",
}  # fmt: skip
"""The label of each kind of vocabulary id, by its prefix."""


def place_key(place: str) -> NodeKey:
    """Return the node of a material, a family or an interface by its id.

    >>> place_key("family:garnet").label, place_key("family:garnet|Li").label, place_key("LiF").label
    ('Family', 'Interface', 'Material')
    """
    if "|" in place:
        return NodeKey("Interface", place)
    return NodeKey("Family" if place.startswith("family:") else "Material", place)


def concept_key(concept: str) -> NodeKey:
    """Return the node of a vocabulary id; raises `RecordError` for another prefix."""
    label = LABELS.get(concept.partition(":")[0])
    if label is None:
        raise RecordError(f"{concept!r} is no id of the vocabulary", remedy="use an id of graph/vocabulary")
    return NodeKey(label, concept)


class RowBuilder:
    """Collect nodes and edges, each once; properties without a value are left out."""

    def __init__(self) -> None:
        self._rows = GraphRows()
        self._schema = load_schema()

    def __contains__(self, key: object) -> bool:
        return key in self._rows.nodes

    def add_node(self, key: NodeKey, name: str, **properties: Any) -> NodeKey:
        """Add the node, or replace its properties."""
        self._rows.nodes[key] = {"name": name, **_present(properties)}
        return key

    def add_edge(self, kind: str, source: NodeKey, target: NodeKey, **properties: Any) -> None:
        """Add the edge; raises `RecordError` where the schema does not declare its pair of labels."""
        if (source.label, target.label) not in self._schema.edges[kind].pairs:
            raise RecordError(
                f"{kind} cannot join {source.id!r} ({source.label}) and {target.id!r} ({target.label})",
                remedy="see the pairs of this edge in graph/data/schema.yaml",
            )
        key = EdgeKey(kind, source.label, target.label, source.id, target.id)
        self._rows.edges[key] = _present(properties)

    def build(self) -> GraphRows:
        """Return the rows; raises `RecordError` for an edge to a node that is not there."""
        for edge in self._rows.edges:
            for key in (NodeKey(edge.source_label, edge.source), NodeKey(edge.target_label, edge.target)):
                if key not in self._rows.nodes:
                    raise RecordError(
                        f"{edge.type} from {edge.source!r} to {edge.target!r} needs the {key.label} "
                        f"{key.id!r}, which no record gives",
                        remedy=_REMEDIES.get(key.label, "use an id of the vocabulary that is shipped"),
                    )
        return self._rows


_REMEDIES = {"Document": "load the document's own record with the others, as interphase extract writes it"}


def _present(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}
