"""To which canonical material a composition belongs: as a doped member, a mixture or a phase of an alloy."""

from __future__ import annotations

from dataclasses import dataclass

from graph.composition import measure_formula
from graph.formula import Formula, parse_formula
from graph.material_table import Entry, System, load_material_table, load_systems


@dataclass(frozen=True, slots=True)
class Membership:
    """The canonical material to which a composition belongs, and why.

    ``separate`` members keep a system of their own and are only variants; ``rule`` is None for a mixture and
    an alloy, which belong to the material that names the same parts.
    """

    system: str
    dopants: tuple[str, ...] = ()
    separate: bool = False
    rule: System | None = None

    @property
    def entry(self) -> Entry | None:
        """The canonical material in the table."""
        return load_material_table().entries.get(self.system)


def find_membership(formula: Formula) -> Membership | None:
    """Return the canonical material of a composition, or None.

    Where two systems would take it, the one that leaves fewer dopants does.

    >>> membership = find_membership(parse_formula("Li6.4La3Zr1.4Ta0.6O12"))
    >>> membership.system, membership.dopants
    ('Li7La3Zr2O12', ('Ta',))
    >>> find_membership(parse_formula("60Li2S-25P2S5-15LiI")).dopants, find_membership(parse_formula("Li15Si4")).system
    (('I',), 'Li-Si')
    """
    if formula.components:
        return _find_mixture(formula)
    present = measure_formula(formula).amounts
    found = [(rule, dopants) for rule in load_systems() if (dopants := rule.dopants_of(present)) is not None]
    if not found:
        return _find_alloy(formula)
    rule, dopants = min(found, key=lambda pair: len(pair[1]))
    return Membership(rule.system, dopants, rule.separate, rule)


_DISSOLVED = frozenset({"F", "Cl", "Br", "I", "O", "N"})


def _find_mixture(formula: Formula) -> Membership | None:
    """Find the glass of the same parts; a binary halide, oxide or nitride beside them is a dopant."""
    parts = frozenset(part for _, part in formula.components)
    for host, entry in load_material_table().mixtures.items():
        if entry.id == formula.text or not host <= parts:
            continue
        added = [part for part in map(parse_formula, parts - host) if part is not None]
        if all(len(part.symbols) == 2 and not _DISSOLVED.isdisjoint(part.symbols) for part in added):
            own = {symbol for part in map(parse_formula, host) if part for symbol in part.symbols}
            return Membership(entry.id, tuple(symbol for symbol in formula.symbols if symbol not in own))
    return None


def _find_alloy(formula: Formula) -> Membership | None:
    """Find the alloy of the same two metals: Li15Si4 is a phase of Li-Si."""
    name = "-".join(formula.symbols)
    known = len(formula.symbols) == 2 and name in load_material_table().entries
    return Membership(name) if known else None
