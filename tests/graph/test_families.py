"""Families of compositions that no table names."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from graph.families import classify_formula
from graph.formula import Formula, parse_formula

TEXTBOOK: dict[str, str | None] = yaml.safe_load((Path(__file__).parent / "families.yaml").read_text(encoding="utf-8"))


def read(text: str) -> Formula:
    formula = parse_formula(text)
    assert formula is not None, text
    return formula


def test_the_table_covers_the_field() -> None:
    assert len(TEXTBOOK) >= 60


@pytest.mark.parametrize(("text", "family"), TEXTBOOK.items())
def test_family_of_a_textbook_composition(text: str, family: str | None) -> None:
    assert next(iter(classify_formula(read(text))), None) == (f"family:{family}" if family else None)


@pytest.mark.parametrize("text", ["LiF", "Al2O3", "LiNbO3", "Li2CO3", "H2O", "Ge4+"])
def test_unknown_structure_gets_no_family(text: str) -> None:
    assert classify_formula(read(text)) == ()


def test_sodium_electrolytes_carry_the_tag_and_cathodes_do_not() -> None:
    assert "family:sodium" in classify_formula(read("Na3PS4"))
    assert "family:sodium" not in classify_formula(read("Na3V2(PO4)3"))


def test_what_holds_no_sulfur_is_no_sulfide() -> None:
    assert classify_formula(read("Li6PSe5Cl")) == ("family:argyrodite",)
    assert "family:sulfide" in classify_formula(read("Li6PS5Cl"))


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Li6PS5X (X = Cl, Br, I)", "argyrodite"),
        ("Li3MX6", "halide"),
        ("LiMO2 (M = Co, Ni, Mn)", "layered-oxide"),
        ("LiM2(PO4)3 (M = Ti, Ge, Zr)", "nasicon"),
        ("LiM2(PO4)3", None),
        ("LiMX2", None),
    ],
)
def test_a_pattern_has_the_family_on_which_its_members_agree(text: str, family: str | None) -> None:
    assert next(iter(classify_formula(read(text))), None) == (f"family:{family}" if family else None)
