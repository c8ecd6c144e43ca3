"""Claims with their arguments, and the structured form of cases and measurements."""

from __future__ import annotations

import json
from collections.abc import Mapping

from graph.assembly.beliefs import polarity_of
from graph.assembly.building import RowBuilder, concept_key, place_key
from graph.assembly.material_rows import render_place
from graph.assembly.naming import name_claim
from graph.assembly.statements import Statement
from graph.belief import Belief
from graph.records import (
    CausalLinkRecord,
    InterfaceFactRecord,
    MeasurementRecord,
    StrategyCaseRecord,
    to_plain,
)
from graph.rows import NodeKey


def assemble_claim(builder: RowBuilder, statement: Statement, belief: Belief) -> None:
    """Add the claim with the edges of its kind."""
    record = statement.record
    claim = builder.add_node(
        NodeKey("Claim", statement.id),
        name_claim(record),
        kind=statement.kind,
        polarity=polarity_of(statement),
        hedged=all(r.hedged for r in statement.records),
        belief=belief.value,
        works=belief.works,
        against=belief.against,
    )
    for technique in record.techniques:
        builder.add_edge("OBTAINED_BY", claim, concept_key(technique))
    match record:
        case InterfaceFactRecord():
            _assemble_fact(builder, claim, record)
        case CausalLinkRecord():
            _assemble_link(builder, claim, record)
        case StrategyCaseRecord():
            _assemble_case(builder, claim, record, belief)
        case MeasurementRecord():
            _assemble_measurement(builder, claim, record, belief)


def _assemble_fact(builder: RowBuilder, claim: NodeKey, fact: InterfaceFactRecord) -> None:
    place = render_place(fact.electrolyte, fact.electrode) or fact.electrolyte
    builder.add_edge("ABOUT", claim, place_key(place))
    builder.add_edge("ABOUT", claim, concept_key(fact.mechanism))
    for product in fact.products:
        builder.add_edge("PRODUCES", claim, NodeKey("Material", product))


def _assemble_link(builder: RowBuilder, claim: NodeKey, link: CausalLinkRecord) -> None:
    builder.add_edge("HAS_CAUSE", claim, concept_key(link.cause))
    builder.add_edge("HAS_EFFECT", claim, concept_key(link.effect), relation=link.relation)
    place = render_place(link.scope.electrolyte, link.scope.electrode) if link.scope else None
    if place is not None:
        builder.add_edge("ABOUT", claim, place_key(place))


def _assemble_case(builder: RowBuilder, claim: NodeKey, case: StrategyCaseRecord, belief: Belief) -> None:
    node = builder.add_node(
        NodeKey("StrategyCase", case.id),
        name_claim(case),
        strategy=case.strategy,
        host=case.host,
        electrode=case.electrode,
        method=case.method,
        polarity=case.polarity,
        outcome=case.outcome,
        caveat=case.caveat,
        effects=_render_json(case.effects),
        belief=belief.value,
        works=belief.works,
    )
    builder.add_edge("STATES", claim, node)
    builder.add_edge("OF", node, concept_key(case.strategy))
    place = render_place(case.host, case.electrode)
    if place is not None:
        builder.add_edge("AT", node, place_key(place))
    for concept in (*case.mechanisms, *case.issues):
        builder.add_edge("ADDRESSES", node, concept_key(concept))
    for material in case.materials:
        if not material.startswith("family:"):
            properties = {"belief": belief.value, "works": belief.works, "claims": [case.id]}
            builder.add_edge("USES", node, NodeKey("Material", material), **properties)
    for product in case.products:
        builder.add_edge("PRODUCES", node, NodeKey("Material", product))


def _assemble_measurement(builder: RowBuilder, claim: NodeKey, measurement: MeasurementRecord, belief: Belief) -> None:
    node = builder.add_node(
        NodeKey("Measurement", measurement.id),
        name_claim(measurement),
        property=measurement.property,
        subject=measurement.subject,
        value=None if measurement.value is None else float(measurement.value),
        value_max=None if measurement.value_max is None else float(measurement.value_max),
        comparator=measurement.comparator,
        unit=measurement.unit,
        conditions=_render_json(measurement.conditions),
        raw=measurement.raw,
        uncertainty=measurement.uncertainty,
        reader=measurement.reader,
        confirmed_by=measurement.confirmed_by,
        belief=belief.value,
        works=belief.works,
    )
    builder.add_edge("STATES", claim, node)
    builder.add_edge("QUANTIFIES", node, concept_key(measurement.property))
    if measurement.subject:
        builder.add_edge("OF", node, place_key(measurement.subject))


def _render_json(value: object) -> str:
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True)


def assemble_argument_edges(
    builder: RowBuilder, conflicts: Mapping[tuple[str, str], str], refinements: list[tuple[str, str]]
) -> None:
    """Add what joins claims to claims."""
    for (first, second), reason in conflicts.items():
        builder.add_edge("CONTRADICTS", NodeKey("Claim", first), NodeKey("Claim", second), rationale=reason)
    for special, general in refinements:
        builder.add_edge("REFINES", NodeKey("Claim", special), NodeKey("Claim", general))
