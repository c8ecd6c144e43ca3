"""Amounts of elements as the rules on structures read them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from graph.formula import Formula
from graph.formula_conditions import Choice

_VACANCIES = 0.05
"""What δ stands for: a loss of oxygen, not a degree of doping."""


@dataclass(frozen=True, slots=True)
class Composition:
    """The elements that are present with their amounts; an absent element has the amount 0."""

    amounts: Mapping[str, float]

    def __getitem__(self, symbol: str) -> float:
        return self.amounts.get(symbol, 0.0)

    def __iter__(self) -> Iterator[str]:
        return iter(self.amounts)

    def __len__(self) -> int:
        return len(self.amounts)

    def has(self, *symbols: str) -> bool:
        """Tell whether all of the elements are present."""
        return self.amounts.keys() >= set(symbols)

    def has_any(self, symbols: Collection[str]) -> bool:
        """Tell whether one of the elements is present."""
        return not self.amounts.keys().isdisjoint(symbols)

    def only(self, symbols: Collection[str]) -> bool:
        """Tell whether no other element is present."""
        return self.amounts.keys() <= set(symbols)

    def total(self, symbols: Collection[str]) -> float:
        """Return the sum of the amounts of the elements."""
        return sum(value for symbol, value in self.amounts.items() if symbol in symbols)

    def others(self, *symbols: str) -> float:
        """Return the sum of the amounts of all elements but these."""
        return sum(value for symbol, value in self.amounts.items() if symbol not in symbols)

    def scaled(self, total: float, anions: Collection[str]) -> Composition:
        """Return the composition with the sum of the anions brought to the total."""
        size = self.total(anions)
        return Composition({s: v * total / size for s, v in self.amounts.items()}) if size else self


def measure_formula(formula: Formula, variable: float = 0.3) -> Composition:
    """Return the composition of a formula, with each variable at the middle of its range.

    Where the text gives none, it is at ``variable``, by default the middle of the usual doping range.

    >>> from graph.formula import parse_formula
    >>> measure_formula(parse_formula("Na1+xZr2SixP3-xO12 (0 <= x <= 3)"))["Na"]
    2.5
    """
    values = dict.fromkeys(formula.variables, variable) | {"δ": _VACANCIES} | _find_middles(formula)
    amounts = {
        symbol: sum(float(value) * prod(values[letter] for letter in name) for name, value in amount.terms)
        for symbol, amount in formula.amounts
    }
    return Composition({symbol: value for symbol, value in amounts.items() if value > 0})


def _find_middles(formula: Formula) -> dict[str, float]:
    """Return the middle of each variable for which the text gives values or two bounds."""
    found: dict[str, float] = {}
    for condition in formula.conditions:
        if isinstance(condition, Choice):
            if condition.name in formula.variables:
                found[condition.name] = float(Fraction(condition.options[len(condition.options) // 2]))
        elif len(condition.sides) == 3 and str(condition.sides[1]) in formula.variables and len(condition.names) == 1:
            low, _, high = condition.sides
            found[str(condition.sides[1])] = float(low.constant + high.constant) / 2
    return found
