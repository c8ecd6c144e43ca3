"""The parsers behind `interphase parse`: one line to JSON values, in the shapes of `docs/records.md`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph.materials import render_formula
from graph.records import to_plain
from ingest.acronyms import find_acronyms
from ingest.materials import find_materials
from ingest.pipeline import analyse_text
from ingest.quantities import find_quantities
from ingest.references.records import parse_reference
from ingest.statements import find_statements

LineParser = Callable[[str], Any]


def build_parser(kind: str) -> LineParser:
    """Return the parser of a kind."""
    return _PARSERS[kind]


def _parse_reference(line: str) -> dict[str, Any] | None:
    fields = parse_reference(line)
    return None if fields is None else to_plain(fields)


def _find_quantities(line: str) -> list[dict[str, Any]]:
    fields = ("start", "end", "raw", "value", "value_max", "comparator", "unit")
    return [{field: getattr(mention, field) for field in fields} for mention in find_quantities(line)]


def _find_materials(line: str) -> list[dict[str, Any]]:
    return [
        {
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "id": mention.identity.id,
            "families": list(mention.identity.families),
            "role": mention.role,
        }
        for mention in find_materials(line, find_acronyms(line))
    ]


def _find_relations(line: str) -> list[dict[str, Any]]:
    return [
        {"cause_text": s.cause_text, "trigger": s.trigger, "effect_text": s.effect_text, "polarity": s.polarity}
        for sentence in analyse_text(line)
        for s in find_statements(sentence)
    ]


_PARSERS: dict[str, LineParser] = {
    "reference": _parse_reference,
    "formula": render_formula,
    "quantity": _find_quantities,
    "material": _find_materials,
    "relation": _find_relations,
}
