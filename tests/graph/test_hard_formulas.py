"""A hundred formulas of the field, read by hand in `hard_formulas.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from graph.formula import parse_formula
from graph.materials import render_formula

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "hard_formulas.yaml").read_text(encoding="utf-8"))


def as_amount(value: object) -> float | str:
    """A number, a fraction as a number, or the expression as it stands."""
    try:
        return round(float(Fraction(str(value))), 6)
    except ValueError:
        return str(value)


def as_amounts(amounts: Mapping[str, object]) -> dict[str, float | str]:
    return {symbol: as_amount(value) for symbol, value in amounts.items()}


def find_faults(row: dict[str, Any]) -> list[str]:
    formula = parse_formula(row["formula"])
    if formula is None:
        return ["is not read"]
    rendered = render_formula(row["formula"]) or {}
    found = {
        "elements": (as_amounts(formula.elements), as_amounts(row["elements"])),
        "placeholders": (as_amounts(formula.placeholders), as_amounts(row.get("placeholders", {}))),
        "charge": (formula.charge, row.get("charge", 0)),
    }
    if "dopants" in row:
        found["dopants"] = (sorted(rendered["dopants"]), row["dopants"])
    if "family" in row:
        found["family"] = (rendered["family"], f"family:{row['family']}")
    return [f"{name}: {got} for {wanted}" for name, (got, wanted) in found.items() if got != wanted]


def test_at_least_95_of_a_hundred_hard_formulas_are_right() -> None:
    assert len(ROWS) == 100
    wrong = {row["formula"]: faults for row in ROWS if (faults := find_faults(row))}
    assert len(wrong) <= 5, "\n".join(f"{text}: {'; '.join(faults)}" for text, faults in wrong.items())
