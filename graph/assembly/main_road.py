"""The main road from issue to material: edges derived from claims, for exploration and never for advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.assembly.building import RowBuilder, concept_key, place_key
from graph.assembly.material_rows import render_place
from graph.assembly.statements import Statement
from graph.belief import Support, measure_belief
from graph.concepts import SORTING_ROOTS
from graph.records import CausalLinkRecord, InterfaceFactRecord, StrategyCaseRecord
from graph.rows import NodeKey

Edge = tuple[str, NodeKey, NodeKey]


@dataclass(slots=True)
class _Backing:
    """What stands behind a derived edge and against it."""

    claims: set[str] = field(default_factory=set)
    supports: list[Support] = field(default_factory=list)
    against: list[Support] = field(default_factory=list)


def assemble_main_road(builder: RowBuilder, statements: Mapping[str, Statement]) -> None:
    """Add the derived edges that at least one claim carries, each with belief, works and its claims."""
    found: dict[Edge, _Backing] = {}
    for statement in statements.values():
        for edge, holds in _find_edges(statement):
            backing = found.setdefault(edge, _Backing())
            if holds:
                backing.claims.add(statement.id)
                backing.supports.extend(statement.supports)
            else:
                backing.against.extend(statement.supports)
    for (kind, source, target), backing in sorted(found.items()):
        if backing.claims:
            belief = measure_belief(backing.supports, backing.against)
            claims = sorted(backing.claims)
            builder.add_edge(kind, source, target, belief=belief.value, works=belief.works, claims=claims)


def _find_edges(statement: Statement) -> Iterator[tuple[Edge, bool]]:
    """Yield each derived edge that the claim speaks of, and whether it says that the edge holds."""
    match statement.record:
        case InterfaceFactRecord() as fact:
            place = render_place(fact.electrolyte, fact.electrode) or fact.electrolyte
            yield ("SHOWS", place_key(place), concept_key(fact.mechanism)), fact.polarity == "occurs"
        case StrategyCaseRecord() as case:
            yield from _find_case_edges(case)
        case CausalLinkRecord() as link:
            yield from _find_link_edges(link)


def _find_case_edges(case: StrategyCaseRecord) -> Iterable[tuple[Edge, bool]]:
    if case.strategy in SORTING_ROOTS:
        return
    strategy, helps = concept_key(case.strategy), case.polarity == "helps"
    for concept in (*case.mechanisms, *case.issues):
        yield ("MITIGATED_BY", concept_key(concept), strategy), helps
    for material in case.materials:
        if helps and not material.startswith("family:"):
            yield ("USES", strategy, NodeKey("Material", material)), True


def _find_link_edges(link: CausalLinkRecord) -> Iterable[tuple[Edge, bool]]:
    cause, effect = concept_key(link.cause), concept_key(link.effect)
    kinds = (cause.label, effect.label)
    if link.relation in ("causes", "contradicts") and "Strategy" not in kinds:
        kind = _CAUSING.get(kinds)
        if kind == "CAUSED_BY":
            yield (kind, effect, cause), link.relation == "causes"
        elif kind is not None:
            yield (kind, cause, effect), link.relation == "causes"
    elif cause.label == "Strategy" and effect.label != "Strategy" and link.cause not in SORTING_ROOTS:
        yield ("MITIGATED_BY", effect, cause), link.relation == "mitigates"


_CAUSING = {
    ("Mechanism", "Issue"): "CAUSED_BY",
    ("Mechanism", "Mechanism"): "LEADS_TO",
    ("Issue", "Issue"): "LEADS_TO",
    ("Issue", "Mechanism"): "LEADS_TO",
}
"""The edge of a causal link by the labels of its cause and effect."""
