"""The vocabulary in the graph: always there, whatever has been read."""

from __future__ import annotations

from graph.assembly.building import RowBuilder, concept_key
from graph.concepts import Concept, load_vocabulary


def assemble_vocabulary(builder: RowBuilder) -> None:
    """Add every concept with its is-a edges, and the background of the field: dashed, without belief."""
    vocabulary = load_vocabulary()
    for concept in vocabulary:
        builder.add_node(concept_key(concept.id), concept.name, **_properties(concept))
    for concept in vocabulary:
        key = concept_key(concept.id)
        if concept.parent is not None:
            builder.add_edge("KIND_OF", key, concept_key(concept.parent))
        for target in (*concept.issues, *concept.leads_to):
            builder.add_edge("BACKGROUND", key, concept_key(target))


def _properties(concept: Concept) -> dict[str, object]:
    match concept.kind:
        case "issues":
            return {"definition": concept.definition}
        case "mechanisms":
            return {"beneficial": concept.beneficial}
        case "families":
            return {"role": concept.role, "structural": concept.structural}
        case "properties":
            return {"unit": concept.unit}
        case "techniques":
            return {"kind": concept.evidence_kind}
    return {}
