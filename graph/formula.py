"""Chemical formulas as they are printed in the battery literature, as a value object."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.amounts import Amount
from graph.formula_reader import FormulaSyntaxError, read_components
from graph.markup import plain_formula

MAX_LENGTH = 160
"""Longer than any printed formula; what is longer is no formula."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula.

    ``text`` is ASCII without markup; ``amounts`` pairs each element with its amount over the whole formula,
    in the order of first appearance; ``components`` are the parts of a composite or hydrate with their
    amounts; ``charge`` is 0 for a material and not 0 for an ion.

    >>> formula = parse_formula("Li₁₊ₓAlₓTi₂₋ₓ(PO₄)₃")
    >>> formula.text, formula.elements["Ti"], formula.elements["O"]
    ('Li1+xAlxTi2-x(PO4)3', '2-x', 12)
    """

    text: str
    amounts: tuple[tuple[str, Amount], ...]
    components: tuple[tuple[str, str], ...] = ()
    charge: int = 0

    @property
    def elements(self) -> dict[str, int | float | str]:
        """Each element with its number, or its expression where a variable is in it."""
        return {symbol: amount.plain for symbol, amount in self.amounts}

    @property
    def symbols(self) -> tuple[str, ...]:
        """The elements in the order of first appearance."""
        return tuple(symbol for symbol, _ in self.amounts)

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables in any of the amounts."""
        return tuple(sorted({v for _, amount in self.amounts for v in amount.variables}))

    @property
    def numbers(self) -> dict[str, float]:
        """Each element with the part of its amount that holds no variable, for rules on compositions."""
        return {symbol: float(amount.constant) for symbol, amount in self.amounts}

    @property
    def key(self) -> str:
        """The composition up to order, brackets and names of variables; a composite keeps its parts.

        >>> parse_formula("Li(NixCoyMnz)O2").key == parse_formula("LiNiaCobMnyO2").key
        True
        """
        if self.components:
            return " + ".join(f"{factor} {part}" for factor, part in self.components)
        names: dict[str, str] = {}
        ordered = sorted(self.amounts, key=lambda pair: pair[0])
        for _, amount in ordered:
            for name, _value in sorted(amount.terms, key=lambda term: (len(term[0]), term[1])):
                for variable in name:
                    names.setdefault(variable, "xyzwuvrst"[min(len(names), 8)])
        return " ".join(f"{symbol}{amount.renamed(names)}" for symbol, amount in ordered)

    def __str__(self) -> str:
        return self.text


_CHARGE = re.compile(r"\^?(?P<size>\d{0,2})(?P<sign>[+-])$")
_SINGLE_ION = re.compile(r"^[A-Z][a-z]?\^?\d?[+-]$")


@lru_cache(maxsize=8192)
def parse_formula(text: str) -> Formula | None:
    """Parse a formula, or return None where the text is none; never raises.

    Takes integers, decimals, fractions, variables, nested brackets, hydrates, composites of several parts,
    charges, and sub- and superscripts as Unicode, LaTeX or HTML. What stands behind ``@`` (a support) is kept
    in the text and adds no elements. Linear in the length of the text.

    >>> parse_formula("Li3xLa2/3-xTiO3").elements
    {'Li': '3x', 'La': '2/3-x', 'Ti': 1, 'O': 3}
    >>> parse_formula("70Li2S-30P2S5").elements
    {'Li': 140, 'S': 220, 'P': 60}
    >>> parse_formula("Ge4+").charge, parse_formula("[B12H12]2-").charge
    (4, -2)
    >>> parse_formula("garnet") is None
    True
    """
    if not text or len(text) > 4 * MAX_LENGTH:
        return None
    plain = plain_formula(text)
    if not plain or len(plain) > MAX_LENGTH or (not plain.isascii() and not _has_known_letters(plain)):
        return None
    body, charge = _split_charge(plain)
    composition = body.split("@", 1)[0]
    try:
        components = read_components(composition.replace("^", ""))
    except (FormulaSyntaxError, OverflowError):
        return None
    amounts: dict[str, Amount] = {}
    try:
        for component in components:
            for symbol, amount in component.amounts:
                scaled = amount * component.factor
                amounts[symbol] = amounts[symbol] + scaled if symbol in amounts else scaled
    except OverflowError:
        return None
    parts = tuple((str(component.factor), component.text) for component in components)
    kept = tuple((symbol, amount) for symbol, amount in amounts.items() if amount.terms)
    if not kept:
        return None
    return Formula(body.replace("^", ""), kept, parts if len(parts) > 1 else (), charge)


def _has_known_letters(text: str) -> bool:
    return all(char.isascii() or char in "·δ□" for char in text)


def _split_charge(text: str) -> tuple[str, int]:
    found = _CHARGE.search(text)
    if not found or found.start() == 0:
        return text, 0
    size, start = found["size"], found.start()
    raised = text[start] == "^" or text[start - 1] in ")]}"
    if not raised and len(size) == 2:  # PO43-: the first digit counts atoms, the last one charges
        start, size = start + 1, size[1:]
    elif not raised and size and not _SINGLE_ION.match(text):
        start, size = start + 1, ""
    value = int(size or 1)
    return text[:start].rstrip("^"), value if found["sign"] == "+" else -value
