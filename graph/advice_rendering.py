"""Advice as the JSON object that the command line and the API give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.advice import (
    Advice,
    CitedReference,
    Conflict,
    Discouragement,
    MechanismFinding,
    Option,
    Recommendation,
    Sentence,
)
from graph.names import AskedMaterial


def render_advice(advice: Advice) -> dict[str, Any]:
    """Return the advice as a JSON object: plain values only, in a stable order."""
    return {
        "electrolyte": _render_material(advice.electrolyte),
        "electrode": _render_material(advice.electrode),
        "issue": advice.issue,
        "coverage": advice.coverage,
        "summary": advice.summary,
        "mechanisms": [_render_mechanism(finding) for finding in advice.mechanisms],
        "recommendations": [_render_recommendation(r) for r in advice.recommendations],
        "warnings": [_render_warning(warning) for warning in advice.warnings],
    }


def _render_material(material: AskedMaterial) -> dict[str, Any]:
    return {
        "name": material.name,
        "id": material.id,
        "system": material.system,
        "dopants": list(material.dopants),
        "families": list(material.families),
        "side": material.side,
        "note": material.note,
    }


def _render_mechanism(finding: MechanismFinding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "name": finding.name,
        "belief": finding.belief,
        "polarity": finding.polarity,
        "basis": finding.basis,
        "places": list(finding.places),
        "products": list(finding.products),
        "refs": _render_refs(finding.refs),
        "evidence": _render_sentences(finding.evidence),
    }


def _render_recommendation(recommendation: Recommendation) -> dict[str, Any]:
    return {
        "rank": recommendation.rank,
        "strategy": recommendation.strategy,
        "name": recommendation.name,
        "materials": list(recommendation.materials),
        "basis": recommendation.basis,
        "score": recommendation.score,
        "belief": recommendation.belief,
        "works": recommendation.works,
        "mechanisms": list(recommendation.mechanisms),
        "issues": list(recommendation.issues),
        "options": [_render_option(option) for option in recommendation.options],
        "refs": _render_refs(recommendation.refs),
        "caveats": [
            {"text": caveat.text, "refs": _render_refs(caveat.refs), "doi": caveat.doi}
            for caveat in recommendation.caveats
        ],
        "conflicts": [_render_conflict(conflict) for conflict in recommendation.conflicts],
        "why": recommendation.why,
        "contributions": [{"what": c.what, "amount": c.amount} for c in recommendation.contributions],
    }


def _render_option(option: Option) -> dict[str, Any]:
    return {
        "claim": option.claim,
        "basis": option.basis,
        "host": option.host,
        "electrode": option.electrode,
        "materials": list(option.materials),
        "products": list(option.products),
        "method": option.method,
        "effects": [dict(effect) for effect in option.effects],
        "outcome": option.outcome,
        "belief": option.belief,
        "retracted": option.retracted,
        "refs": _render_refs(option.refs),
        "evidence": _render_sentences(option.evidence),
    }


def _render_conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "text": conflict.text,
        "materials": list(conflict.materials),
        "polarity": conflict.polarity,
        "refs": _render_refs(conflict.refs),
        "evidence": _render_sentences(conflict.evidence),
    }


def _render_warning(warning: Discouragement) -> dict[str, Any]:
    return {
        "strategy": warning.strategy,
        "name": warning.name,
        "materials": list(warning.materials),
        "why": warning.why,
        "refs": _render_refs(warning.refs),
        "evidence": _render_sentences(warning.evidence),
        "doi": warning.doi,
    }


def _render_refs(refs: Iterable[CitedReference]) -> list[dict[str, Any]]:
    return [
        {"document": ref.document, "n": ref.n, "doi": ref.doi, "title": ref.title, "retracted": ref.retracted}
        for ref in refs
    ]


def _render_sentences(sentences: Iterable[Sentence]) -> list[dict[str, Any]]:
    return [
        {
            "claim": sentence.claim,
            "document": sentence.document,
            "section": sentence.section,
            "page": sentence.page,
            "line": sentence.line,
            "start": sentence.start,
            "end": sentence.end,
            "text": sentence.text,
            "hedged": sentence.hedged,
            "refs": [ref.n for ref in sentence.refs],
        }
        for sentence in sentences
    ]
