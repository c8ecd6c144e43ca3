"""Amounts in a formula: rational numbers and expressions such as ``2/3-x``, kept exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod

_MAX_TERMS = 8
"""More terms than any printed formula has: products beyond it are refused, which keeps parsing linear."""
_DECIMALS = 6
"""As many decimals as the grammar reads."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A polynomial with rational coefficients; ``terms`` pairs the variables of a term with its coefficient.

    >>> str(Amount.of(Fraction(2, 3)) + Amount.variable("x") * Amount.of(-1))
    '2/3-x'
    """

    terms: tuple[tuple[str, Fraction], ...]

    @classmethod
    def of(cls, value: Fraction | int) -> Amount:
        """Build the amount of a plain number."""
        return cls((("", Fraction(value)),)) if value else cls(())

    @classmethod
    def variable(cls, name: str) -> Amount:
        """Build the amount that is one variable."""
        return cls(((name, Fraction(1)),))

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables in it, each once, in alphabetical order."""
        return tuple(sorted({letter for name, _ in self.terms for letter in name}))

    @property
    def constant(self) -> Fraction:
        """The part without variables."""
        return next((value for name, value in self.terms if not name), Fraction(0))

    @property
    def is_negative(self) -> bool:
        """Whether no term is positive and one is negative."""
        return bool(self.terms) and all(value < 0 for _, value in self.terms)

    @property
    def plain(self) -> int | float | str:
        """The number where there are no variables, else the expression."""
        if self.variables:
            return str(self)
        value = self.constant
        return int(value) if value.denominator == 1 else float(value)

    def renamed(self, names: Mapping[str, str]) -> Amount:
        """Return the same amount with other variable names."""
        return _collect([("".join(names.get(v, v) for v in name), value) for name, value in self.terms])

    def evaluate(self, values: Mapping[str, Fraction]) -> Amount:
        """Return the amount with numbers in the place of the variables that are given.

        >>> str((Amount.variable("x") + Amount.variable("y")).evaluate({"x": Fraction(3, 10)}))
        '0.3+y'
        """
        replaced = []
        for name, value in self.terms:
            factor = prod(values[letter] for letter in name if letter in values)
            replaced.append(("".join(letter for letter in name if letter not in values), value * factor))
        return _collect(replaced)

    def __add__(self, other: Amount) -> Amount:
        return _collect([*self.terms, *other.terms])

    def __mul__(self, other: Amount) -> Amount:
        return _collect([(a + b, v * w) for a, v in self.terms for b, w in other.terms])

    def __neg__(self) -> Amount:
        return Amount(tuple((name, -value) for name, value in self.terms))

    def __str__(self) -> str:
        if not self.terms:
            return "0"
        text = ""
        # No minus in front where a positive term is there: x-1.
        leading = next((i for i, (_, value) in enumerate(self.terms) if value > 0), 0)
        for name, value in (*self.terms[leading:], *self.terms[:leading]):
            sign = "-" if value < 0 else "+" if text else ""
            size = abs(value)
            text += sign + (name if size == 1 and name else render_number(size) + name)
        return text


ONE = Amount.of(1)


def render_number(value: Fraction) -> str:
    """Return a decimal where it is exact to six places, else a fraction.

    >>> render_number(Fraction(13, 10)), render_number(Fraction(2, 3))
    ('1.3', '2/3')
    """
    if value.denominator == 1:
        return str(value.numerator)
    if 10**_DECIMALS % value.denominator == 0:
        return f"{float(value):.{_DECIMALS}f}".rstrip("0")
    return f"{value.numerator}/{value.denominator}"


def _collect(terms: list[tuple[str, Fraction]]) -> Amount:
    if len(terms) == 1:
        name, value = terms[0]
        return Amount((("".join(sorted(name)), value),) if value else ())
    if len(terms) > 2 * _MAX_TERMS**2:
        raise OverflowError("an amount with too many terms")
    sums: dict[str, Fraction] = {}
    for name, value in terms:
        key = "".join(sorted(name))
        sums[key] = sums.get(key, Fraction(0)) + value
    kept = tuple((name, value) for name, value in sorted(sums.items()) if value)
    if len(kept) > _MAX_TERMS:
        raise OverflowError("an amount with too many terms")
    return Amount(kept)
