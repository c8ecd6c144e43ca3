"""The structure of a formula as it is printed: parts of a composite, made of symbols and brackets with counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from graph.amounts import ONE, Amount

VACANCY = "□"
_ANIONS = frozenset({"O", "S", "Se", "Te", "F", "Cl", "Br", "I", "N"})
"""Elements that a formula names last: what follows them with a minus between is another part."""
CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A symbol, or a bracket around parts, and its count; ``bracket`` is the opening one."""

    symbol: str = ""
    parts: tuple[Part, ...] = ()
    bracket: str = ""
    count: Amount = ONE


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a composite: its factor, its units, its text, and the separator before it."""

    units: tuple[Unit, ...]
    factor: Amount = ONE
    text: str = ""
    separator: str = ""


Tree = tuple[Part, ...]


def sum_tree(tree: Tree) -> dict[str, Amount]:
    """Return the amount of each symbol over the whole formula, in the order of first appearance."""
    totals: dict[str, Amount] = {}
    for part in tree:
        for symbol, amount in _sum_units(part.units):
            scaled = amount if part.factor is ONE else amount * part.factor
            totals[symbol] = totals[symbol] + scaled if symbol in totals else scaled
    return totals


def _sum_units(units: tuple[Unit, ...]) -> Iterator[tuple[str, Amount]]:
    for unit in units:
        if unit.symbol:
            yield unit.symbol, unit.count
        else:
            for symbol, amount in sum_tree(unit.parts).items():
                yield symbol, amount * unit.count


def evaluate_tree(tree: Tree, values: Mapping[str, Fraction]) -> Tree:
    """Return the tree with numbers in the place of variables; what becomes zero falls out.

    Raises `ValueError` where an amount becomes negative.
    """
    found = [
        Part(units, factor, separator=part.separator)
        for part in tree
        if (units := tuple(_evaluate_units(part.units, values)))
        and (factor := _evaluate_amount(part.factor, values)).terms
    ]
    if found:
        found[0] = replace(found[0], separator="")
    return _with_texts(tuple(found))


def _evaluate_units(units: tuple[Unit, ...], values: Mapping[str, Fraction]) -> Iterator[Unit]:
    for unit in units:
        count, parts = _evaluate_amount(unit.count, values), evaluate_tree(unit.parts, values)
        if count.terms and (unit.symbol or parts):
            yield Unit(unit.symbol, parts, unit.bracket, count)


def _evaluate_amount(amount: Amount, values: Mapping[str, Fraction]) -> Amount:
    found = amount.evaluate(values)
    if found.is_negative:
        raise ValueError(f"{amount} would be {found}")
    return found


def substitute_tree(tree: Tree, members: Mapping[str, Tree]) -> Tree:
    """Return the tree with elements, or brackets around compositions, in the place of element variables."""
    return _with_texts(
        tuple(replace(part, units=tuple(_substitute_unit(unit, members) for unit in part.units)) for part in tree)
    )


def _substitute_unit(unit: Unit, members: Mapping[str, Tree]) -> Unit:
    if unit.parts:
        return replace(unit, parts=substitute_tree(unit.parts, members))
    if unit.symbol not in members:
        return unit
    tree = members[unit.symbol]
    single = tree[0].units[0] if len(tree) == 1 and len(tree[0].units) == 1 else None
    if single is not None and single.symbol and single.count == tree[0].factor == ONE:
        return replace(unit, symbol=single.symbol)
    return Unit(parts=tree, bracket="(", count=unit.count)


def _with_texts(tree: Tree) -> Tree:
    """Return the tree with the text of each part in normal form."""
    return tuple(replace(part, text="".join(_render_units(part.units))) for part in tree)


def render_tree(tree: Tree) -> str:
    """Return the normal form: shortest numbers, no count or factor of one, ``-`` only where it cannot be a minus.

    The text is read back as the same tree.
    """
    plain = not any(amount.variables for amount in _amounts(tree))
    text = ""
    for part in tree:
        separator = part.separator
        if (separator == "-" and not plain) or (separator == "/" and part.factor != ONE):
            separator = "·"
        text += separator + _render_factor(part.factor) + "".join(_render_units(part.units))
    return text


def _amounts(tree: Tree) -> Iterator[Amount]:
    for part in tree:
        yield part.factor
        for unit in part.units:
            yield unit.count
            yield from _amounts(unit.parts)


def _render_factor(factor: Amount) -> str:
    if factor == ONE:
        return ""
    return f"({factor})" if len(factor.terms) > 1 else str(factor)


def _render_units(units: tuple[Unit, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for unit, following in zip(units, (*units[1:], None), strict=True):
        seen |= {unit.symbol} if unit.symbol else sum_tree(unit.parts).keys()
        yield unit.symbol or unit.bracket + render_tree(unit.parts) + CLOSING[unit.bracket]
        if unit.count != ONE:
            text = str(unit.count)
            follower = following.symbol if following else ""
            mistaken = "-" in text and (
                unit.count.constant < 0 or follower == "H" or starts_part(last_symbol(unit), seen, follower)
            )
            yield f"({text})" if mistaken else text


def last_symbol(unit: Unit) -> str:
    """Return the symbol with which a unit ends."""
    while unit.parts:
        unit = unit.parts[-1].units[-1]
    return unit.symbol


def starts_part(before: str, seen: Collection[str], following: str) -> bool:
    """Tell whether ``-x`` between two symbols is a hyphen and a factor rather than a difference.

    It is where the part has the element already (``Li3PS4-xLiI``), and where a cation or water follows an anion
    (``P2S5-xGeS2``, ``Cl6-xH2O``); it is none in ``Ti2-xAlx``, ``S5-xClx`` or ``O3-xHx``.
    """
    return following in seen or (before in _ANIONS and bool(following) and following not in {*_ANIONS, "H"})
