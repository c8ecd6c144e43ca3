"""The grammar of formulas: parts made of element symbols, amounts and brackets, read in one pass."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction

from graph.amounts import ONE, Amount
from graph.formula_tree import CLOSING, VACANCY, Part, Tree, Unit, last_symbol, starts_part, sum_tree

_PERIODIC_TABLE = """
H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb
Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu
Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db
Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
"""
SYMBOLS = frozenset(_PERIODIC_TABLE.split())
"""The element symbols of the IUPAC periodic table."""

PLACEHOLDERS = frozenset({"A", "M", "R", "T", "X", "Ln", "Me", "TM", "RE", "REE"})
"""Element variables that need no explanation: T is a termination, Ln and RE a rare earth, TM a transition metal."""

_MAX_DEPTH = 8
_VARIABLES = "xyzwuvrstnmabδαβγε"
_REPEATED = "xyz"
"""Variables that may follow another one in a product; the letters of a word may not."""
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6})?|\.\d{1,6}")
_PRIMES = re.compile("['′″]*")
_BRACKETED = re.compile(rf"\(([\d{_VARIABLES}+\-/.]{{1,24}})\)")
_WATER = "H2O"
_SUM = re.compile(r"[+-]")
_SEPARATORS = frozenset("-·/")


class FormulaSyntaxError(ValueError):
    """The text is no formula; caught by the parser, never seen outside."""


def read_tree(text: str, stated: Collection[str] = ()) -> Tree:
    """Read a formula without spaces; raises `FormulaSyntaxError` where it is none.

    ``stated`` are symbols that the text explains as element variables, be they elements or not.

    >>> [(part.text, str(part.factor)) for part in read_tree("70Li2S-30P2S5")]
    [('Li2S', '70'), ('P2S5', '30')]
    """
    reader = _Reader(text, stated)
    tree = reader.parts("")
    if reader.at < len(text):
        raise FormulaSyntaxError(text)
    return tree


def read_amount(text: str) -> Amount | None:
    """Read an amount that stands alone, such as a bound of a variable, or return None.

    >>> str(read_amount("(2-x)/3")), read_amount("Li")
    ('2/3-1/3x', None)
    """
    reader = _Reader(text, ())
    amount = reader.amount("", ())
    return amount if reader.at == len(text) else None


class _Reader:
    """A cursor over the text; each method reads one rule of the grammar and moves on."""

    def __init__(self, text: str, stated: Collection[str]) -> None:
        self.text = text
        self.stated = stated
        self.at = 0
        self.depth = 0

    def peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def parts(self, end: str) -> Tree:
        found = [self.part("", end)]
        while (separator := self.peek()) and separator in _SEPARATORS:
            self.at += 1
            found.append(self.part(separator, end))
        return tuple(found)

    def part(self, separator: str, end: str) -> Part:
        factor = self.amount("", ()) or ONE
        start = self.at
        units: list[Unit] = []
        seen: set[str] = set()
        while (char := self.peek()) and char != end and char not in _SEPARATORS:
            units.append(self.unit(seen))
        if not units:
            raise FormulaSyntaxError(self.text)
        return Part(tuple(units), factor, self.text[start : self.at], separator)

    def unit(self, seen: set[str]) -> Unit:
        opening = self.peek()
        if opening in CLOSING:
            unit = Unit(parts=self.group(CLOSING[opening]), bracket=opening)
            seen.update(sum_tree(unit.parts))
        else:
            unit = Unit(self.symbol())
            seen.add(unit.symbol)
        count = self.amount(last_symbol(unit), seen)
        return unit if count is None else Unit(unit.symbol, unit.parts, unit.bracket, count)

    def group(self, end: str) -> Tree:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise FormulaSyntaxError(self.text)
        self.at += 1
        inside = self.parts(end)
        if self.peek() != end:
            raise FormulaSyntaxError(self.text)
        self.at += 1
        self.depth -= 1
        return inside

    def symbol(self) -> str:
        found = self.find_symbol()
        if not found:
            raise FormulaSyntaxError(self.text)
        self.at += len(found)
        return found

    def find_symbol(self) -> str:
        """Return the symbol here, or nothing: two letters before one, an element before what is no element."""
        three, two, one = (self.text[self.at : self.at + length] for length in (3, 2, 1))
        if self.stated or one in PLACEHOLDERS:
            primed = one + _PRIMES.match(self.text, self.at + 1).group()  # type: ignore[union-attr]
            if primed != one and (one in PLACEHOLDERS or primed in self.stated):
                return primed
            for candidate in (three, two) if two in SYMBOLS else (three, two, one):
                if candidate in self.stated:
                    return candidate
        if two in SYMBOLS:
            return two
        if one in SYMBOLS or one == VACANCY:
            return one
        return next((candidate for candidate in (three, two, one) if candidate in PLACEHOLDERS), "")

    def amount(self, before: str, seen: Collection[str]) -> Amount | None:
        """Read ``1+x``, ``2/3-x``, ``(2-x)/3``, which follows the symbol ``before`` in a part that has ``seen``."""
        total = self.term()
        if total is None:
            return None
        while (sign := self.peek()) and sign in "+-":
            place = self.at
            self.at += 1
            term = self.term()
            changed = total + (term if sign == "+" else -term) if term is not None else total
            if term is None or changed.is_negative or not self.belongs(total, term, sign, before, seen):
                self.at = place
                break
            total = changed
        return total

    def belongs(self, total: Amount, term: Amount, sign: str, before: str, seen: Collection[str]) -> bool:
        if sign == "-" and before and term.constant > 0:  # a number or difference with a hyphen: -70LiI, -(1-x)LiI
            return False
        if sign == "-" and before and self.peek().isupper():
            following = _WATER if self.text.startswith(_WATER, self.at) else self.find_symbol()
            if starts_part(before, seen, following):
                return False
        return bool(term.variables or total.variables)

    def term(self) -> Amount | None:
        """Read a product: a number, variables and bracketed sums, each once divided by a number."""
        value = self.factor()
        while value is not None and self.peek() == "(" and (more := self.bracketed_amount(sums_only=True)) is not None:
            value = value * self.divided(more)
        return value

    def factor(self) -> Amount | None:
        if self.peek() == "(":
            bracketed = self.bracketed_amount()
            return None if bracketed is None else self.divided(bracketed)
        value: Amount | None = None
        number = _NUMBER.match(self.text, self.at)
        if number:
            self.at = number.end()
            value = self.divided(Amount.of(Fraction(number.group())))
        start, allowed = self.at, _VARIABLES
        while (letter := self.peek()) and letter in allowed:
            self.at += 1
            variable = Amount.variable(letter)
            value = variable if value is None else value * variable
            allowed = _REPEATED
        return value if value is None or self.at == start else self.divided(value)

    def divided(self, value: Amount) -> Amount:
        if self.peek() == "/" and (divisor := _NUMBER.match(self.text, self.at + 1)):
            size = Fraction(divisor.group())
            if size:
                self.at = divisor.end()
                return value * Amount.of(1 / size)
        return value

    def bracketed_amount(self, *, sums_only: bool = False) -> Amount | None:
        """Read ``(2-x)``; with ``sums_only`` no ``(s)``, which behind a number is a state and no factor."""
        found = _BRACKETED.match(self.text, self.at)
        if not found or (sums_only and not _SUM.search(found[1])):
            return None
        inside = _Reader("0" + found[1] if found[1].startswith("-") else found[1], ())
        value = inside.amount("", ())
        if value is None or inside.at < len(inside.text):
            return None
        self.at = found.end()
        return value
