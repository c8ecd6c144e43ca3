"""Laws that hold for every formula: reading what was rendered, evaluation, scaling, order, and linear work."""

from __future__ import annotations

import sys
from fractions import Fraction
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.formula import MAX_LENGTH, Formula, parse_formula
from graph.formula_reader import SYMBOLS, FormulaSyntaxError, read_tree

COMMON = ["Li", "Na", "La", "Zr", "P", "S", "O", "Cl", "H", "Ti", "Al", "B", "N"]
NUMBERS = st.one_of(
    st.integers(2, 40).map(str),
    st.decimals("0.01", "9.99", places=2).map(lambda number: format(number.normalize(), "f")),
    st.tuples(st.integers(1, 9), st.integers(2, 9)).map(lambda pair: f"{pair[0]}/{pair[1]}"),
)
EXPRESSIONS = st.sampled_from(["x", "2x", "1+x", "2-x", "1-x-y", "2/3-x", "x/2", "(1-x)/3", "1+0.5y", "xy"])
SHARES = st.fractions(0, Fraction(1, 3), max_denominator=20)
"""Values for which the expressions are positive."""
COUNTS = st.one_of(st.just(""), NUMBERS, EXPRESSIONS)


def units(counts: st.SearchStrategy[str], inside: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[str]:
    symbols = st.sampled_from([*COMMON, "M", "□"])
    bodies = symbols if inside is None else st.one_of(symbols, inside.map(lambda body: f"({body})"))
    return st.lists(st.tuples(bodies, counts).map("".join), min_size=1, max_size=5).map("".join)


def formulas(counts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    compound = units(counts, units(counts))
    bound = " (0 <= x < 1)"
    water = st.sampled_from(["", "·2H2O", "·xH2O", "·0.5H2O", "@SBA-15", "/C", bound])
    parts = st.lists(st.tuples(st.sampled_from(["", "70", "0.5", "x", "(1-x)"]), compound), min_size=1, max_size=3)
    texts = st.tuples(parts.map(lambda found: "-".join(map("".join, found))), water).map("".join)
    return texts.map(lambda text: f"{text.removesuffix(bound)} (M = Ti, Zr)" if "M" in text else text)


def plain_formulas() -> st.SearchStrategy[str]:
    counts = st.one_of(st.just(""), NUMBERS.filter(lambda number: "/" not in number))
    element = st.sampled_from(sorted(SYMBOLS))
    simple = st.lists(st.tuples(element, counts).map("".join), min_size=1, max_size=4).map("".join)
    group = st.tuples(simple, st.integers(2, 9)).map(lambda pair: f"({pair[0]}){pair[1]}")
    return st.lists(st.one_of(simple, group), min_size=1, max_size=3).map("".join)


def read(text: str) -> Formula:
    formula = parse_formula(text)
    assert formula is not None, text
    return formula


def amounts(formula: Formula) -> dict[str, str]:
    return {symbol: str(amount) for symbol, amount in formula.amounts + formula.placeholder_amounts}


@given(formulas(COUNTS))
def test_what_is_rendered_is_read_back(text: str) -> None:
    formula = parse_formula(text)
    if formula is None:  # a condition on a variable that is not there, or nothing but element variables
        return
    normal = formula.render()
    if len(normal) > MAX_LENGTH:
        return
    again = read(normal)
    assert amounts(again) == amounts(formula)
    assert (again.charge, again.conditions, again.support) == (formula.charge, formula.conditions, formula.support)
    assert again.render() == normal


@given(formulas(COUNTS), SHARES, SHARES)
def test_the_composition_of_the_evaluated_is_the_evaluated_composition(text: str, x: Fraction, y: Fraction) -> None:
    formula = parse_formula(text)
    if formula is None:
        return
    values = {name: value for name, value in {"x": x, "y": y}.items() if name in formula.variables}
    wanted = {symbol: amount.evaluate(values) for symbol, amount in formula.amounts + formula.placeholder_amounts}
    kept = {symbol: str(amount) for symbol, amount in wanted.items() if amount.terms}
    if not kept.keys() & SYMBOLS - {"M"}:
        return
    try:
        evaluated = formula.evaluate(values)
    except ValueError as error:  # Li0.01-xNax has no member at x = 1/3
        assert "would be -" in str(error)
        return
    assert amounts(evaluated) == kept
    if len(evaluated.render()) <= MAX_LENGTH:
        assert amounts(read(evaluated.render())) == kept


@given(plain_formulas(), st.integers(2, 12))
def test_scaling_keeps_the_reduced_composition(text: str, factor: int) -> None:
    formula, scaled = read(text), read(f"({text}){factor}")
    assert scaled.has_composition_of(formula)
    assert scaled.key != formula.key
    assert scaled.elements == pytest.approx({symbol: factor * n for symbol, n in formula.numbers.items()})


@given(st.lists(st.tuples(st.sampled_from(sorted(SYMBOLS)), NUMBERS), min_size=1, max_size=6), st.randoms())
def test_order_makes_no_difference_to_the_composition(parts: list[tuple[str, str]], random: Any) -> None:
    first = read("".join(f"({symbol}){number}" for symbol, number in parts))
    random.shuffle(parts)
    second = read("".join(f"({symbol}){number}" for symbol, number in parts))
    assert first.key == second.key
    assert first.reduced == second.reduced


@given(plain_formulas())
def test_plain_formulas_are_kept_as_they_are_printed(text: str) -> None:
    assert read(text).text == text


def count_calls(text: str) -> int:
    """How many functions the reader calls for a text of any length."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read_tree(text)
    except (FormulaSyntaxError, OverflowError):
        pass
    finally:
        sys.setprofile(None)
    return calls


HOSTILE = ["(", "Li", "Li1+x", "((((((((Li)x)y)z)w)u)v)n)m", "1+x", "Li(1-x", "Li2-x", "Li-", "x(1-x)", "(Li(O))", "M'"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_no_faster_than_the_text(unit: str) -> None:
    short, long = (count_calls(unit * (size // len(unit))) for size in (400, 1600))
    assert long <= 5 * short + 100


@pytest.mark.parametrize("unit", HOSTILE)
def test_what_is_longer_than_any_formula_is_refused(unit: str) -> None:
    assert parse_formula(unit * 5000) is None
