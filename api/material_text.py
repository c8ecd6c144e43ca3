"""The explanation of a name as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from api.words import printable
from graph.concepts import load_vocabulary
from graph.explain_material import Because, MaterialExplanation


def describe_explanation(explanation: MaterialExplanation) -> dict[str, Any]:
    """Return the explanation as JSON values; the fields of the material are null where none was found."""
    identity = explanation.identity
    return {
        "name": explanation.name,
        "normalised": explanation.normalised,
        "id": identity.id if identity else None,
        "system": identity.system if identity else None,
        "parent": identity.parent if identity else None,
        "dopants": list(identity.dopants) if identity else [],
        "formula": identity.formula if identity else None,
        "steps": list(explanation.steps),
        "families": [asdict(family) for family in explanation.families],
        "role": asdict(explanation.role) if explanation.role else None,
        "not_merged_with": [asdict(other) for other in explanation.apart],
        "remedies": list(explanation.remedies),
    }


def render_explanation(explanation: MaterialExplanation) -> str:
    """Return the explanation as text for a terminal."""
    identity = explanation.identity
    lines = [f"{explanation.name}: {identity.id if identity else 'no material'}", "", "How it was read:"]
    lines += [f"  {number}. {step}" for number, step in enumerate(explanation.steps, start=1)]
    if identity is not None:
        lines += ["", "What it is:", f"  id: {identity.id}", f"  system: {identity.system}"]
        lines += [f"  variant of: {identity.parent}"] if identity.parent else []
        lines += [f"  dopants: {', '.join(identity.dopants)}"] if identity.dopants else []
        lines += ["  claims meet under the system and the dopants"]
        lines += _list_reasons("Families:", explanation.families)
        lines += _list_reasons("Role:", (explanation.role,) if explanation.role else ())
        lines += _list_reasons("Not merged with:", explanation.apart)
    if explanation.remedies:
        lines += ["", "What to do:", *(f"  - {remedy}" for remedy in explanation.remedies)]
    return "\n".join(map(printable, lines))


def _list_reasons(title: str, reasons: tuple[Because, ...]) -> Iterator[str]:
    if reasons:
        yield from ("", title)
        known = load_vocabulary().concepts
        for reason in reasons:
            label = f"{reason.id} ({known[reason.id].name})" if reason.id in known else reason.id
            yield f"  {label}: {reason.why}"
