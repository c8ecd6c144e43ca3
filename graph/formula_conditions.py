"""What is printed behind a formula: ranges and values of its variables, members of its element variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from graph.amounts import Amount
from graph.formula_reader import SYMBOLS, read_amount


@dataclass(frozen=True, slots=True)
class Chain:
    """Amounts that are compared in a row: ``0 <= x <= 0.5``, ``x+y = 1``."""

    sides: tuple[Amount, ...]
    signs: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """The variables that are bounded."""
        return frozenset(variable for side in self.sides for variable in side.variables)

    def evaluate(self, values: Mapping[str, Fraction]) -> Chain | None:
        """Return what is left to hold, or None where all of it holds; raises `ValueError` where it does not."""
        sides = tuple(side.evaluate(values) for side in self.sides)
        left = Chain(sides, self.signs)
        if left.names:
            return left
        numbers = [side.constant for side in sides]
        if not all(_HOLDS[sign](a, b) for a, sign, b in zip(numbers, self.signs, numbers[1:], strict=False)):
            raise ValueError(f"{self} does not hold")
        return None

    def __str__(self) -> str:
        return str(self.sides[0]) + "".join(
            f" {sign} {side}" for sign, side in zip(self.signs, self.sides[1:], strict=True)
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """The values of a variable or the members of an element variable: ``x = 0, 0.1``, ``M = Y, In``."""

    name: str
    options: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """The variable, or the element variable."""
        return frozenset({self.name})

    def evaluate(self, values: Mapping[str, Fraction]) -> Choice | None:
        """Return the choice that is left, or None where it is made; raises `ValueError` for no such option."""
        if self.name not in values:
            return self
        if values[self.name] not in map(Fraction, self.options):
            raise ValueError(f"{self} leaves no other value")
        return None

    def __str__(self) -> str:
        return f"{self.name} = {', '.join(self.options)}"


Condition = Chain | Choice

_HOLDS = {
    "<": Fraction.__lt__,
    "<=": Fraction.__le__,
    ">": Fraction.__gt__,
    ">=": Fraction.__ge__,
    "=": Fraction.__eq__,
}
_SIGNS = str.maketrans({"≤": "<=", "⩽": "<=", "≦": "<=", "≥": ">=", "⩾": ">=", "≧": ">="})
_SIGN = re.compile(r"(<=|>=|=<|=>|<|>|=)")
_START = re.compile(r"[(\[,;]|where|with|for")
_BREAK = re.compile(r"[;,]|(?<=[\dA-Za-zδ])(?:and|or)(?=[A-Z\dδxyz])")
_ELEMENT_VARIABLE = re.compile(r"[A-Z][A-Za-z]{0,2}['′″]*")
_INTERVAL = re.compile(r"(\d+(?:\.\d+)?)(?:-|to)(\d+(?:\.\d+)?)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:/[1-9]\d*)?")
_OPEN_END = frozenset({"", "etc", "etc.", "...", "…"})
_CLOSED_BY = {"(": ")", "[": "]"}


def split_conditions(text: str) -> tuple[str, tuple[Condition, ...]] | None:
    """Split the text, without spaces, into a formula and its conditions; None where they cannot be read.

    >>> formula, conditions = split_conditions("Li3-xM1-xZrxCl6(M=Y,Er;0<=x<=0.6)")
    >>> formula, [str(condition) for condition in conditions]
    ('Li3-xM1-xZrxCl6', ['M = Y, Er', '0 <= x <= 0.6'])
    """
    text = text.translate(_SIGNS)
    sign = _SIGN.search(text)
    if sign is None:
        return text, ()
    starts = list(_START.finditer(text, 0, sign.start()))
    if not starts:
        return None
    opening, inside = starts[-1].group(), text[starts[-1].end() :]
    if opening in _CLOSED_BY:
        if not inside.endswith(_CLOSED_BY[opening]):
            return None
        inside = inside[:-1]
    conditions = read_conditions(inside)
    return None if conditions is None else (text[: starts[-1].start()].rstrip(",;("), conditions)


def read_conditions(text: str) -> tuple[Condition, ...] | None:
    """Read the conditions of a text without spaces, or return None where one of them is none.

    >>> [str(condition) for condition in read_conditions("x=0,0.1and0.2,0<y<1")]
    ['x = 0, 0.1, 0.2', '0 < y < 1']
    """
    found: list[Condition] = []
    for item in _BREAK.split(text):
        if _SIGN.search(item):
            condition = _read_statement(item)
            if condition is None:
                return None
            found.append(condition)
        elif item not in _OPEN_END:
            last = found[-1] if found else None
            if not isinstance(last, Choice) or not _is_option(item, last.name):
                return None
            found[-1] = Choice(last.name, (*last.options, item))
    return tuple(found)


def _read_statement(text: str) -> Condition | None:
    first, *rest = _SIGN.split(text)
    signs = tuple({"=<": "<=", "=>": ">="}.get(sign, sign) for sign in rest[::2])
    others = rest[1::2]
    if signs == ("=",):
        if interval := _INTERVAL.fullmatch(others[0]):
            others, signs = [first, interval[2]], ("<=", "<=")
            first = interval[1]
        elif _is_name(first) and _is_option(others[0], first):
            return Choice(first, (others[0],))
    sides = [read_amount(side) for side in (first, *others)]
    known = tuple(side for side in sides if side is not None)
    chain = Chain(known, signs)
    return chain if len(known) == len(sides) and chain.names else None


def _is_name(text: str) -> bool:
    amount = read_amount(text) if len(text) == 1 else None
    return bool(amount and amount.variables) or bool(_ELEMENT_VARIABLE.fullmatch(text))


def _is_option(text: str, name: str) -> bool:
    """Tell a value of a variable, or an element, or a word for a kind of elements."""
    if name.islower():
        return bool(_NUMBER.fullmatch(text))
    return text in SYMBOLS or (len(text) > 2 and text.replace("-", "").isalpha() and text.islower())
