"""Amounts of elements as the rules on structures read them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from graph.formula import Formula

_VARIABLE_AMOUNT = 0.3
"""What a variable stands for in the rules: the middle of the usual doping range."""


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


def measure_formula(formula: Formula) -> Composition:
    """Return the composition of a formula, with each variable at the middle of the usual doping range."""
    amounts = {
        symbol: sum(float(value) * _VARIABLE_AMOUNT ** len(name) for name, value in amount.terms)
        for symbol, amount in formula.amounts
    }
    return Composition({symbol: value for symbol, value in amounts.items() if value > 0})
