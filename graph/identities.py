"""What a name stands for, and what doping and dissolving make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.concepts import load_vocabulary
from graph.families import classify_formula, with_ancestors
from graph.formula import parse_formula
from graph.material_table import Entry, load_material_table
from graph.plausible import is_plausible_formula

SIDES = ("anode", "cathode", "electrolyte")


@dataclass(frozen=True, slots=True)
class MaterialIdentity:
    """What a name stands for.

    ``id`` is what the text says in ASCII, ``system`` the canonical material under which claims meet,
    ``parent`` what it is a variant of; ``role`` is what its first family does in a cell; ``steps`` say in
    words how the name was read, from the inside out.
    """

    id: str
    system: str
    parent: str | None = None
    dopants: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    formula: str | None = None
    role: str | None = None
    steps: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Why the name was linked so, in one line."""
        return "; ".join(self.steps)


def add_step(identity: MaterialIdentity, step: str, *, first: bool = False) -> MaterialIdentity:
    """Return the identity with one more step of its reading, at the end or at the beginning."""
    return replace(identity, steps=(step, *identity.steps) if first else (*identity.steps, step))


def side(identity: MaterialIdentity) -> str | None:
    """Return the side of a cell on which the material stands: anode, cathode, electrolyte or None.

    >>> from graph.materials import link_material
    >>> side(link_material("NCM811")), side(link_material("LLZO")), side(link_material("LiF"))
    ('cathode', 'electrolyte', None)
    """
    return identity.role if identity.role in SIDES else None


def working_ion(identity: MaterialIdentity) -> str | None:
    """Return the ion that the material conducts or stores by its composition: ``Li``, ``Na``, ``K`` or None.

    >>> from graph.materials import link_material
    >>> working_ion(link_material("Na3PS4")), working_ion(link_material("graphite"))
    ('Na', None)
    """
    if "family:sodium" in identity.families:
        return "Na"
    return next((ion for ion in ("Li", "Na", "K") if ion in identity.elements), None)


def build_identity(entry: Entry, *steps: str) -> MaterialIdentity:
    """Return the identity of a material of the table; ``steps`` say how it was found."""
    formula = parse_formula(entry.id.rsplit("-doped ", 1)[-1].removeprefix("tetragonal "))
    symbols = formula.symbols if formula and (formula.symbols == (entry.id,) or is_plausible_formula(formula)) else ()
    if entry.elements:
        symbols = entry.elements
    sodium = "Na" in symbols and "Li" not in symbols
    families = with_ancestors(*entry.families, sodium=sodium)
    if not families and formula is not None and symbols:
        families = classify_formula(formula)
    return MaterialIdentity(
        id=entry.id,
        system=entry.system or entry.id,
        parent=entry.parent,
        dopants=entry.dopants,
        elements=tuple(dict.fromkeys((*symbols, *entry.dopants))),
        families=families,
        formula=formula.text if formula and symbols and not entry.elements and "-doped " not in entry.id else None,
        role=entry.side if entry.side in SIDES else role_of(families, structural=entry.side is None),
        steps=steps,
    )


def role_of(families: tuple[str, ...], *, structural: bool = True) -> str | None:
    """Return what the first family says; with ``structural`` false, what the first tag says."""
    vocabulary = load_vocabulary()
    known = [vocabulary[family] for family in families if family in vocabulary]
    return next((concept.role for concept in known if structural or not concept.structural), None)


_ANIONS = frozenset({"O", "F", "S", "Cl", "Br", "I", "N", "Se"})
_CARBON = frozenset({"C", "H", "O"})


def dope(host: MaterialIdentity, dopants: tuple[str, ...]) -> MaterialIdentity:
    """Return the host with dopants named in words; cations stand first, each group in alphabetical order.

    The dopants of a carbon are all one group.

    >>> from graph.materials import link_material
    >>> dope(link_material("LPS"), ("O", "Zn")).id, dope(link_material("carbon"), ("P", "N")).id
    ('Zn,O-doped Li2S-P2S5', 'N,P-doped carbon')
    """
    if set(dopants) <= set(host.dopants):
        return add_step(host, f"{','.join(dopants)} is among the dopants of {host.id}")
    parent = host.parent if host.dopants and host.parent else host.id
    carbon = _CARBON.issuperset(host.elements)
    names = sorted({*host.dopants, *dopants}, key=lambda symbol: (not carbon and symbol in _ANIONS, symbol))
    listed = ",".join(names)
    return replace(
        host,
        id=f"{listed}-doped {parent}",
        parent=parent,
        dopants=tuple(names),
        elements=tuple(dict.fromkeys((*host.elements, *names))),
        formula=None,
        steps=(*host.steps, f"doped with {listed}, it is a variant of {parent}"),
    )


def dissolve(salt: MaterialIdentity, solvents: tuple[MaterialIdentity, ...]) -> MaterialIdentity:
    """Return the solution of a salt, named by the abbreviations of its solvents.

    >>> from graph.materials import link_material
    >>> link_material("LiPF6 in ethylene carbonate and dimethyl carbonate").id, link_material("LiFSI-DME").id
    ('LiPF6 in EC/DMC', 'LiFSI in DME')
    """
    entries = load_material_table().entries
    shorts = [(entries[s.id].short if s.id in entries else None) or s.id for s in solvents]
    name = f"{salt.id} in {'/'.join(shorts)}"
    elements = tuple(dict.fromkeys((*salt.elements, "C", "H", "O")))
    families = with_ancestors("family:liquid")
    said = f"a solution of {salt.id} in {' and '.join(solvent.id for solvent in solvents)}"
    return MaterialIdentity(name, name, elements=elements, families=families, role="electrolyte", steps=(said,))
