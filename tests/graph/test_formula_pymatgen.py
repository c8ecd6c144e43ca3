"""Compositions beside those of pymatgen, on formulas that both read."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.formula import parse_formula
from graph.formula_reader import SYMBOLS

Composition = pytest.importorskip("pymatgen.core", reason="no pymatgen: pip install -e .[compare]").Composition

ELEMENTS = st.sampled_from(sorted(SYMBOLS))
NUMBERS = st.one_of(st.just(""), st.integers(2, 99).map(str), st.integers(1, 999).map(lambda n: f"{n / 100:.2f}"))
SIMPLE = st.lists(st.tuples(ELEMENTS, NUMBERS).map("".join), min_size=1, max_size=5).map("".join)
GROUPS = st.recursive(
    SIMPLE,
    lambda inner: st.tuples(SIMPLE, inner, st.integers(2, 9)).map(lambda found: f"{found[0]}({found[1]}){found[2]}"),
    max_leaves=4,
)


def assert_same(text: str) -> None:
    ours = parse_formula(text)
    assert ours is not None, text
    theirs = Composition(text).fractional_composition.get_el_amt_dict()
    total = sum(ours.numbers.values())
    assert {symbol: n / total for symbol, n in ours.numbers.items()} == pytest.approx(theirs, abs=1e-6)


@given(GROUPS)
@settings(deadline=None)
def test_the_same_composition(text: str) -> None:
    assert_same(text)


def test_the_same_compositions_for_599_electrolytes() -> None:
    folder = os.environ.get("INTERPHASE_SHARED")
    if not folder:
        pytest.skip("INTERPHASE_SHARED names no folder with the table of electrolytes")
    with Path(folder, "data", "electrolytes.csv").open(encoding="utf-8", newline="") as lines:
        printed = [row["True Composition"] for row in csv.DictReader(lines)]
    assert len(printed) == 599
    for text in printed:
        assert_same(text)
