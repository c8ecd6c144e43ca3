"""The grammar of formulas: components of element symbols, amounts and brackets, read in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from graph.amounts import Amount

_PERIODIC_TABLE = """
H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb
Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu
Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db
Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
"""
SYMBOLS = frozenset(_PERIODIC_TABLE.split())
"""The element symbols of the IUPAC periodic table."""

MAX_DEPTH = 8
_ONE = Amount.of(1)
_VARIABLES = frozenset("xyzwuvrstnmabδ")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6})?")
_SEPARATORS = "-·"


class FormulaSyntaxError(ValueError):
    """The text is no formula; caught by the parser, never seen outside."""


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a composite: its text, its amount and the amounts of its elements for one of it."""

    text: str
    factor: Amount
    amounts: tuple[tuple[str, Amount], ...]


def read_components(text: str) -> list[Component]:
    """Read the parts of a formula without spaces; raises `FormulaSyntaxError` where it is none.

    >>> [(c.text, str(c.factor)) for c in read_components("70Li2S-30P2S5")]
    [('Li2S', '70'), ('P2S5', '30')]
    """
    reader = _Reader(text)
    components = reader.components("")
    if reader.at < len(text):
        raise FormulaSyntaxError(text)
    return components


class _Reader:
    """A cursor over the text; each method reads one rule of the grammar and moves on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def peek(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.text[place] if place < len(self.text) else ""

    def components(self, end: str) -> list[Component]:
        found = [self.component(end)]
        while self.peek() and self.peek() in _SEPARATORS:
            self.at += 1
            found.append(self.component(end))
        return found

    def component(self, end: str) -> Component:
        factor = self.amount(set()) or _ONE
        start = self.at
        amounts: dict[str, Amount] = {}
        while self.peek() and self.peek() != end and self.peek() not in _SEPARATORS:
            for symbol, amount in self.unit(amounts):
                amounts[symbol] = amounts[symbol] + amount if symbol in amounts else amount
        if start == self.at:
            raise FormulaSyntaxError(self.text)
        return Component(self.text[start : self.at], factor, tuple(amounts.items()))

    def unit(self, seen: dict[str, Amount]) -> list[tuple[str, Amount]]:
        opening = self.peek()
        if opening in _CLOSING:
            inside = self.group(_CLOSING[opening])
        elif opening == "□":
            self.at += 1
            inside = []
        else:
            inside = [(self.symbol(), _ONE)]
        count = self.amount({*seen, *(symbol for symbol, _ in inside)})
        return inside if count is None else [(symbol, amount * count) for symbol, amount in inside]

    def group(self, end: str) -> list[tuple[str, Amount]]:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormulaSyntaxError(self.text)
        self.at += 1
        inside = [
            (symbol, amount * component.factor)
            for component in self.components(end)
            for symbol, amount in component.amounts
        ]
        if self.peek() != end:
            raise FormulaSyntaxError(self.text)
        self.at += 1
        self.depth -= 1
        return inside

    def symbol(self) -> str:
        for length in (2, 1):
            candidate = self.text[self.at : self.at + length]
            if candidate in SYMBOLS:
                self.at += length
                return candidate
        raise FormulaSyntaxError(self.text)

    def amount(self, seen: set[str]) -> Amount | None:
        """Read ``1+x``, ``2/3-x``, ``(2-x)/3``; ``seen`` tells a composite ``Li3PS4-xLiI`` from ``Ti2-x``."""
        total = self.term()
        if total is None:
            return None
        while self.peek() in ("+", "-"):
            place, sign = self.at, self.peek()
            self.at += 1
            term = self.term()
            if term is None or not self.belongs(total, term, sign, seen):
                self.at = place
                break
            total = total + (term if sign == "+" else term * Amount.of(-1))
        return total

    def belongs(self, total: Amount, term: Amount, sign: str, seen: set[str]) -> bool:
        if sign == "-" and self.peek().isupper():
            following = self.text[self.at : self.at + 2]
            symbol = following if following in SYMBOLS else following[:1]
            if symbol in seen:
                return False
        return bool(term.variables or total.variables)

    def term(self) -> Amount | None:
        if self.peek() == "(":
            value = self.bracketed_amount()
            if value is None:
                return None
        else:
            number = _NUMBER.match(self.text, self.at)
            if number:
                self.at = number.end()
            value = Amount.of(Fraction(number.group())) if number else None
            if self.peek() in _VARIABLES and self.peek():
                variable = Amount.variable(self.peek())
                self.at += 1
                value = variable if value is None else value * variable
            if value is None:
                return None
        if self.peek() == "/" and (divisor := _NUMBER.match(self.text, self.at + 1)):
            size = Fraction(divisor.group())
            if size:
                self.at = divisor.end()
                value = value * Amount.of(1 / size)
        return value

    def bracketed_amount(self) -> Amount | None:
        end = self.text.find(")", self.at, self.at + 16)
        if end < 0 or not re.fullmatch(r"[\dxyzwuvrstnmabδ+\-/.]+", self.text[self.at + 1 : end]):
            return None
        place, self.at = self.at, self.at + 1
        value = self.amount(set())
        if value is None or self.at != end:
            self.at = place
            return None
        self.at = end + 1
        return value
