"""Chemical formulas as they are printed in the battery literature, as a value object."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import gcd, lcm, prod
from types import MappingProxyType

from graph.amounts import Amount
from graph.formula_charge import split_charge
from graph.formula_conditions import Choice, Condition, split_conditions
from graph.formula_reader import PLACEHOLDERS, SYMBOLS, FormulaSyntaxError, read_tree
from graph.formula_tree import VACANCY, Tree, evaluate_tree, render_tree, substitute_tree, sum_tree
from graph.markup import plain_formula

MAX_LENGTH = 160
"""Longer than any printed formula; what is longer is no formula."""
_MOST_MEMBERS = 64
Number = int | float | str | Fraction


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula.

    ``text`` is ASCII without markup, as printed; ``charge`` is 0 for a material and not 0 for an ion;
    ``conditions`` bound its variables and name the members of its element variables; ``phase`` is the polymorph
    printed before it. ``amounts`` pairs each element with its amount over the whole formula, and
    ``placeholder_amounts`` each element variable, in the order of first appearance. A formula with element
    variables is a pattern of formulas: no member of it is equal to it, nor has its composition.

    Two formulas are equal where they are printed alike; `key` and `reduced` compare compositions.

    >>> formula = parse_formula("Li₁₊ₓAlₓTi₂₋ₓ(PO₄)₃ (0 ≤ x ≤ 0.5)")
    >>> formula.text, formula.elements["Ti"], formula.elements["O"]
    ('Li1+xAlxTi2-x(PO4)3', '2-x', 12)
    >>> formula.evaluate({"x": 0.3}).text
    'Li1.3Al0.3Ti1.7(PO4)3'
    """

    text: str
    charge: int = 0
    conditions: tuple[Condition, ...] = ()
    phase: str = ""
    tree: Tree = field(default=(), compare=False, repr=False)
    amounts: tuple[tuple[str, Amount], ...] = field(default=(), compare=False)
    placeholder_amounts: tuple[tuple[str, Amount], ...] = field(default=(), compare=False)

    @property
    def elements(self) -> dict[str, int | float | str]:
        """Each element with its number, or its expression where a variable is in it."""
        return {symbol: amount.plain for symbol, amount in self.amounts}

    @property
    def placeholders(self) -> dict[str, int | float | str]:
        """Each element variable (M, X, Ln) with its number or expression."""
        return {symbol: amount.plain for symbol, amount in self.placeholder_amounts}

    @property
    def symbols(self) -> tuple[str, ...]:
        """The elements in the order of first appearance."""
        return tuple(symbol for symbol, _ in self.amounts)

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables in any of the amounts."""
        return tuple(sorted({v for _, amount in self._all_amounts for v in amount.variables}))

    @property
    def numbers(self) -> dict[str, float]:
        """Each element with the part of its amount that holds no variable, for rules on compositions."""
        return {symbol: float(amount.constant) for symbol, amount in self.amounts}

    @property
    def components(self) -> tuple[tuple[str, str], ...]:
        """The parts of a composite or hydrate with their amounts; empty for a single compound."""
        return tuple((str(part.factor), part.text) for part in self.tree) if len(self.tree) > 1 else ()

    @property
    def support(self) -> str:
        """What holds the material and stands behind ``@``; it adds no elements."""
        return self.text.partition("@")[2]

    @property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """The stated values of variables and members of element variables."""
        return {c.name: c.options for c in self.conditions if isinstance(c, Choice)}

    @property
    def key(self) -> str:
        """The composition up to order, brackets and names of variables; a composite keeps its parts.

        >>> parse_formula("Li(NixCoyMnz)O2").key == parse_formula("LiNiaCobMnyO2").key
        True
        """
        if self.components:
            return " + ".join(f"{factor} {part}" for factor, part in self.components)
        return _write_key(self._all_amounts)

    @property
    def reduced(self) -> str:
        """The composition up to a common factor as well, a composite as the sum of its parts.

        >>> parse_formula("(Li2S)3(P2S5)").reduced == parse_formula("75Li2S-25P2S5").reduced
        True
        >>> parse_formula("LiMO2").reduced == parse_formula("LiCoO2").reduced
        False
        """
        values = [value for _, amount in self._all_amounts for _, value in amount.terms]
        denominator = lcm(*(value.denominator for value in values))
        factor = Amount.of(Fraction(denominator, gcd(*(int(value * denominator) for value in values))))
        return _write_key(tuple((symbol, amount * factor) for symbol, amount in self._all_amounts))

    @property
    def _all_amounts(self) -> tuple[tuple[str, Amount], ...]:
        return self.amounts + self.placeholder_amounts

    def has_composition_of(self, other: Formula) -> bool:
        """Tell whether both have the same elements in the same ratio, and the same charge.

        >>> parse_formula("Li2MnO3").has_composition_of(parse_formula("(Li4O6)Mn2"))
        True
        """
        return self.reduced == other.reduced and self.charge == other.charge

    def render(self) -> str:
        """Return the normal form in ASCII, which is read back as an equal composition under equal conditions.

        >>> parse_formula("Li<sub>7.0</sub>La3Zr2O{12-δ} (0<δ<0.5)").render()
        'Li7La3Zr2O12-δ (0 < δ < 0.5)'
        """
        phase = f"{self.phase}-" if self.phase else ""
        support = f"@{self.support}" if self.support else ""
        size = str(abs(self.charge)) if abs(self.charge) > 1 else ""
        charge = f"^{size}{'+' if self.charge > 0 else '-'}" if self.charge else ""
        conditions = f" ({'; '.join(map(str, self.conditions))})" if self.conditions else ""
        return phase + render_tree(self.tree) + support + charge + conditions

    def evaluate(self, values: Mapping[str, Number] | None = None) -> Formula:
        """Return the formula with numbers for variables: those given, and those that the text states alone.

        Raises `ValueError` for a name that is no variable of it, for a value outside the conditions, and where an
        amount would be negative.

        >>> parse_formula("Li1+xAlxTi2-x(PO4)3 (x = 0.3)").evaluate().text
        'Li1.3Al0.3Ti1.7(PO4)3'
        """
        stated = {name: options[0] for name, options in self.choices.items() if len(options) == 1 and name.islower()}
        numbers = {name: Fraction(str(value)) for name, value in {**stated, **(values or {})}.items()}
        if unknown := numbers.keys() - set(self.variables):
            raise ValueError(f"{self.text} has no variable {', '.join(sorted(unknown))}")
        if not numbers:
            return self
        left = tuple(c for condition in self.conditions if (c := condition.evaluate(numbers)) is not None)
        return self._rebuild(evaluate_tree(self.tree, numbers), left)

    def substitute(self, members: Mapping[str, str]) -> Formula:
        """Return the formula with an element, or a composition, for each of the element variables that are given.

        Raises `ValueError` for a name that is no element variable of it, for what is no formula, and for an
        element that the text does not name among the members.

        >>> parse_formula("LiMX2").substitute({"M": "Ti", "X": "S"}).text
        'LiTiS2'
        >>> parse_formula("LiMO2").substitute({"M": "Ni0.5Mn0.5"}).text
        'Li(Ni0.5Mn0.5)O2'
        """
        trees: dict[str, Tree] = {}
        for name, member in members.items():
            formula = parse_formula(member)
            if name not in self.placeholders or formula is None or formula.placeholders:
                raise ValueError(f"{member} cannot stand for {name} in {self.text}")
            known = self.choices.get(name, ())
            if known and set(known) <= SYMBOLS and not set(formula.symbols) <= set(known):
                raise ValueError(f"{name} in {self.text} is one of {', '.join(known)}")
            trees[name] = formula.tree
        left = tuple(condition for condition in self.conditions if condition.names.isdisjoint(members))
        return self._rebuild(substitute_tree(self.tree, trees), left)

    def _rebuild(self, tree: Tree, conditions: tuple[Condition, ...]) -> Formula:
        """Return the formula with another tree, and with those of the conditions that still say something."""
        found = _build(tree, self.support, self.charge, conditions, self.phase)
        if found is None:
            raise ValueError(f"{self.text} has no such member")
        kept = tuple(condition for condition in conditions if found._has_names(condition))
        return found if kept == conditions else replace(found, conditions=kept)

    def _has_names(self, condition: Condition) -> bool:
        """Tell whether all that a condition names is a variable or an element variable of the formula."""
        return condition.names <= {*self.variables, *self.placeholders}

    def members(self, typical: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> tuple[Formula, ...]:
        """Return the formulas of the elements that the text names for all element variables.

        Where it names none, those of ``typical`` stand for a variable. Empty where a variable has no elements, and
        where there are more members than anyone means.

        >>> [member.text for member in parse_formula("Li3MCl6 (M = Y, In)").members()]
        ['Li3YCl6', 'Li3InCl6']
        """
        options = {
            name: tuple(o for o in self.choices.get(name, ()) if o in SYMBOLS) or typical.get(name.rstrip("'′″"), ())
            for name in self.placeholders
        }
        if not options or prod(map(len, options.values())) > _MOST_MEMBERS:
            return ()
        return tuple(self.substitute(dict(zip(options, chosen, strict=True))) for chosen in product(*options.values()))

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=8192)
def parse_formula(text: str) -> Formula | None:
    """Parse a formula, or return None where the text is none; never raises.

    Takes integers, decimals, fractions, variables, nested brackets, hydrates, composites of several parts,
    charges, vacancies, element variables, conditions behind the formula, and sub- and superscripts as Unicode,
    LaTeX or HTML. A letter that is an element stays one unless the text states it as a variable (``B = Ti``).
    What stands behind ``@`` (a support) is kept in the text and adds no elements. Linear in the length of the text.

    >>> parse_formula("Li3xLa2/3-xTiO3").elements
    {'Li': '3x', 'La': '2/3-x', 'Ti': 1, 'O': 3}
    >>> parse_formula("70Li2S-30P2S5").elements
    {'Li': 140, 'S': 220, 'P': 60}
    >>> parse_formula("Ge4+").charge, parse_formula("[B12H12]2-").charge
    (4, -2)
    >>> pattern = parse_formula("Li3MCl6 (M = Y, In, Sc)")
    >>> pattern.elements, pattern.placeholders
    ({'Li': 3, 'Cl': 6}, {'M': 1})
    >>> parse_formula("garnet") is None
    True
    """
    if not text or text.islower() or len(text) > 4 * MAX_LENGTH:
        return None
    plain = plain_formula(text)
    if not plain or len(plain) > MAX_LENGTH or not (plain.isascii() or _LETTERS.fullmatch(plain)):
        return None
    try:
        return _read(plain)
    except (FormulaSyntaxError, OverflowError, ValueError):
        return None


def _read(plain: str) -> Formula | None:
    split = split_conditions(plain)
    if split is None:
        return None
    body, conditions = split
    phase = _PHASE.match(body)
    if phase:
        body = body[phase.end() :]
    body, charge = split_charge(body)
    body = _POINT.sub(r"\1·", body).replace("^", "")
    composition, _, support = body.partition("@")
    stated = frozenset(name for c in conditions if isinstance(c, Choice) for name in c.names if name[0].isupper())
    formula = _build(read_tree(composition, stated), support, charge, conditions, phase[1] if phase else "", text=body)
    if formula is None or not _is_explained(formula, stated):
        return None
    if not all(map(formula._has_names, conditions)):
        return None
    if conditions:
        formula.evaluate()  # a stated value that makes an amount negative is a misreading
    return formula


def _build(
    tree: Tree, support: str, charge: int, conditions: tuple[Condition, ...], phase: str, *, text: str | None = None
) -> Formula | None:
    stated = {name for condition in conditions for name in condition.names}
    amounts: list[tuple[str, Amount]] = []
    placeholders: list[tuple[str, Amount]] = []
    for symbol, amount in sum_tree(tree).items():
        if amount.terms and symbol != VACANCY:
            (amounts if symbol in SYMBOLS and symbol not in stated else placeholders).append((symbol, amount))
    if not amounts:
        return None
    if text is None:
        text = render_tree(tree) + (f"@{support}" if support else "")
    return Formula(text, charge, conditions, phase, tree, tuple(amounts), tuple(placeholders))


def _is_explained(formula: Formula, stated: frozenset[str]) -> bool:
    """Tell whether element variables are stated, or the text is clearly a formula: LiMX2, no NMC and no LiTFSI."""
    unstated = formula.placeholders.keys() - stated
    if not unstated:
        return True
    mixed = any(map(str.islower, formula.text)) and any(map(str.isdigit, formula.text))
    return mixed or any(len(name) > 1 for name in unstated & PLACEHOLDERS)


_LETTERS = re.compile(r"[\x00-\x7f·δ□αβγεζηκ≤⩽≦≥⩾≧′″…]+")
_PHASE = re.compile(r"([αβγδεζηκ]['′]?|1T|2H|3R|[OP]['′]?[1-3](?=-(?:Li|Na|K|A[A-Z])))-(?=[A-Z(\[])")
"""Polymorphs: Greek letters, the polytypes of sulfides, and the stackings of sodium oxides (P2, O3, O'3)."""
_POINT = re.compile(r"([A-Za-z)\]](?:[1-9]\d*)?)\.(?=[A-Z(\[]|(?:[xyn]|\d+(?:\.\d+)?)?H2O$)")
"""A point behind a count that stands for the dot of a hydrate: a decimal point has no water behind its digits."""
_CANONICAL = "xyzwuvrstnmabcdefg"
"""As many names as there are variables."""


def _write_key(amounts: tuple[tuple[str, Amount], ...]) -> str:
    names: dict[str, str] = {}
    ordered = sorted(amounts, key=lambda pair: pair[0])
    for _, amount in ordered:
        for name, _value in sorted(amount.terms, key=lambda term: (len(term[0]), term[1])):
            for variable in name:
                names.setdefault(variable, _CANONICAL[len(names)])
    return " ".join(f"{symbol}{amount.renamed(names)}" for symbol, amount in ordered)
