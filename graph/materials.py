"""Identity of materials: from a name or formula in a text or a question to the material it stands for.

Identity is composed (curated name, the document's own acronym, doping and form, composition) and never
guessed from similar spelling: Li6PS5Cl and Li6PS5Br differ in one letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.composition import measure_formula
from graph.concepts import load_vocabulary
from graph.families import classify_formula, with_ancestors
from graph.formula import Formula, parse_formula
from graph.formula_reader import SYMBOLS
from graph.markup import DASHES, plain_formula
from graph.material_table import Entry, load_forms, load_material_table, load_systems
from graph.plausible import is_plausible_formula

SIDES = ("anode", "cathode", "electrolyte")


@dataclass(frozen=True, slots=True)
class MaterialIdentity:
    """What a name stands for.

    ``id`` is what the text says in ASCII, ``system`` the canonical material under which claims meet,
    ``parent`` what it is a variant of; ``role`` is what its first family does in a cell; ``reason`` says in
    words why the name was linked so.
    """

    id: str
    system: str
    parent: str | None = None
    dopants: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    formula: str | None = None
    role: str | None = None
    reason: str = ""


def link_material(name: str, acronyms: Mapping[str, str] | None = None) -> MaterialIdentity | None:
    """Link a name to the material it stands for, or return None.

    ``acronyms`` are those that the document defines; its own definition wins over the table where it links to
    a material, and takes the name out where it is defined as something else.

    >>> link_material("LLZO").id, link_material("Ta-doped LLZO").id
    ('Li7La3Zr2O12', 'Ta-doped Li7La3Zr2O12')
    >>> variant = link_material("Li6.4La3Zr1.4Ta0.6O12")
    >>> variant.id, variant.system, variant.dopants
    ('Li6.4La3Zr1.4Ta0.6O12', 'Li7La3Zr2O12', ('Ta',))
    >>> link_material("electrolyte") is None
    True
    """
    clean = _clean(name)
    if not clean or len(clean) > 200:
        return None
    known = acronyms or {}
    defined = known.get(clean) or (known.get(clean[:-1]) if clean.endswith("s") else None)
    if defined and _clean(defined) != clean:
        rest = {short: full for short, full in known.items() if short != clean}
        identity = link_material(defined, rest)
        return replace(identity, reason=f"{clean} is defined in the text as {defined}") if identity else None
    for attempt in (
        _by_table,
        _by_doping,
        _by_halide,
        _by_form,
        _by_formula,
        _by_solution,
        _by_head,
        _by_polymer,
    ):
        identity = attempt(clean, known)
        if identity is not None:
            return identity
    return None


def side(identity: MaterialIdentity) -> str | None:
    """Return the side of a cell on which the material stands: anode, cathode, electrolyte or None.

    >>> side(link_material("NCM811")), side(link_material("LLZO")), side(link_material("LiF"))
    ('cathode', 'electrolyte', None)
    """
    return identity.role if identity.role in SIDES else None


def working_ion(identity: MaterialIdentity) -> str | None:
    """Return the ion that the material conducts or stores by its composition: ``Li``, ``Na``, ``K`` or None.

    >>> working_ion(link_material("Na3PS4")), working_ion(link_material("graphite"))
    ('Na', None)
    """
    if "family:sodium" in identity.families:
        return "Na"
    return next((ion for ion in ("Li", "Na", "K") if ion in identity.elements), None)


_SPACE = re.compile(r"\s+")


def _clean(name: str) -> str:
    text = _SPACE.sub(" ", name.translate(DASHES)).strip(" .,;:'\"“”")
    if any(char in text for char in "_$\\^<₀₁₂₃₄₅₆₇₈₉ₓ⁰"):
        parts = text.split(" ")
        text = plain_formula(text) if parse_formula(text) is not None else " ".join(map(plain_formula, parts))
    return text


def _by_table(name: str, _acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    entry = load_material_table().by_name(name)
    return build_identity(entry, f"{name} is a name of {entry.id}") if entry else None


def build_identity(entry: Entry, reason: str) -> MaterialIdentity:
    """Return the identity of a material of the table."""
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
        formula=formula.text if formula and symbols and not entry.elements else None,
        role=entry.side if entry.side in SIDES else _role(families, structural=entry.side is None),
        reason=reason,
    )


def _role(families: tuple[str, ...], *, structural: bool = True) -> str | None:
    """Return what the first family says; with ``structural`` false, what the first tag says."""
    vocabulary = load_vocabulary()
    known = [vocabulary[family] for family in families if family in vocabulary]
    return next((concept.role for concept in known if structural or not concept.structural), None)


_ANIONS = frozenset({"O", "F", "S", "Cl", "Br", "I", "N", "Se"})
_ELEMENT = "(?:" + "|".join(sorted(SYMBOLS, key=lambda s: (-len(s), s))) + ")"
_DOPANTS = rf"{_ELEMENT}(?:(?:\s?[,/+&-]\s?(?:and\s)?|\s(?:and|&)\s){_ELEMENT})*"
_DOPED = re.compile(
    rf"^(?P<dopants>{_DOPANTS})[\s-]?(?:(?:co|dual|tri)-?\s?)?"
    r"(?:doped|substituted|stabili[sz]ed|doping)\s?[\s-](?P<host>\S.*)$"
)


def _by_doping(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    found = _DOPED.match(name)
    host = link_material(found["host"], acronyms) if found else None
    return dope(host, tuple(re.findall(_ELEMENT, found["dopants"]))) if found and host else None


_MIXED = re.compile(r"^\d*(?:\.\d+)?(?P<host>LPS|Li3PS4|Li2S-P2S5)-\d*(?:\.\d+)?(?:x)?Li(?P<halogen>I|Br|Cl)$")


def _by_halide(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    """Read ``70LPS-30LiI`` as doped: a lithium halide dissolves in the thiophosphate glass."""
    found = _MIXED.match(name)
    host = link_material(found["host"], acronyms) if found else None
    return dope(host, (found["halogen"],)) if found and host else None


def dope(host: MaterialIdentity, dopants: tuple[str, ...]) -> MaterialIdentity:
    """Return the host with dopants named in words; cations stand first, each group in alphabetical order.

    >>> dope(link_material("LPS"), ("O", "Zn")).id
    'Zn,O-doped Li2S-P2S5'
    """
    if set(dopants) <= set(host.dopants):
        return host
    parent = host.parent if host.dopants and host.parent else host.id
    names = sorted({*host.dopants, *dopants}, key=lambda symbol: (symbol in _ANIONS, symbol))
    listed = ",".join(names)
    return replace(
        host,
        id=f"{listed}-doped {parent}",
        parent=parent,
        dopants=tuple(names),
        elements=tuple(dict.fromkeys((*host.elements, *names))),
        formula=None,
        reason=f"{parent} doped with {listed}",
    )


_PHASES = ("tetragonal", "cubic", "amorphous", "crystalline", "monoclinic", "orthorhombic")
_KEPT_PHASES = frozenset({("tetragonal", "Li7La3Zr2O12")})
"""Phases that are another material than the one which the bare name stands for: LLZO is the cubic phase."""


def _by_form(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    phase, _, rest = name.partition(" ")
    if phase.lower() in _PHASES and rest:
        identity = link_material(rest, acronyms)
        if identity is None or (phase.lower(), identity.system) not in _KEPT_PHASES or identity.dopants:
            return identity
        families = tuple(dict.fromkeys((*identity.families, "family:interphase-product")))
        return replace(
            identity,
            id=f"{phase.lower()} {identity.id}",
            parent=identity.system,
            families=families,
            reason=f"the {phase.lower()} phase of {identity.id}",
        )
    shorter = load_forms().adjectives.sub("", name)
    return link_material(shorter, acronyms) if shorter != name else None


def _by_formula(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    formula = parse_formula(name)
    if formula is None or " " in name.strip():
        return None
    entry = load_material_table().by_formula(formula)
    if entry is not None:
        return build_identity(entry, f"{formula.text} is the composition of {entry.id}")
    return compose_identity(formula) if is_plausible_formula(formula) else None


def compose_identity(formula: Formula) -> MaterialIdentity:
    """Return the identity of a composition that the table does not hold, by systems and families."""
    families = classify_formula(formula)
    system, parent = formula.text, None
    dopants: tuple[str, ...] = ()
    member = None if formula.components else find_system(formula)
    if member is not None:
        name, dopants, separate = member
        parent = name
        system = formula.text if separate else name
        entry = load_material_table().entries.get(name)
        families = with_ancestors(*entry.families) if entry else families
    if not families and _names_elements_only(formula):
        families = ("family:interphase-product",)
    where = f", a member of {parent}" if parent else ""
    return MaterialIdentity(
        id=formula.text,
        system=system,
        parent=parent,
        dopants=dopants,
        elements=formula.symbols,
        families=families,
        formula=formula.text,
        role=_role(families),
        reason=f"{formula.text} is a formula{where}",
    )


def find_system(formula: Formula) -> tuple[str, tuple[str, ...], bool] | None:
    """Return (system, dopants, whether it keeps a system of its own) of a composition, or None.

    Where two systems would take it, the one that leaves fewer dopants does.
    """
    present = measure_formula(formula).amounts
    found = [(s, dopants) for s in load_systems() if (dopants := s.dopants_of(present)) is not None]
    if not found:
        return None
    system, dopants = min(found, key=lambda pair: len(pair[1]))
    return system.system, dopants, system.separate


def render_formula(text: str) -> dict[str, object] | None:
    """Return formula, elements, dopants and family of a formula as the command line prints them, or None.

    >>> render_formula("Li6.4La3Zr1.4Ta0.6O12")["family"], render_formula("a garnet")
    ('family:garnet', None)
    """
    formula = parse_formula(text.strip())
    if formula is None:
        return None
    identity = None if formula.charge else _by_formula(formula.text, {})
    families = classify_formula(formula) or (identity.families if identity else ())
    return {
        "formula": formula.text,
        "elements": formula.elements,
        "dopants": list(identity.dopants) if identity else [],
        "family": families[0] if families else None,
    }


def _names_elements_only(formula: Formula) -> bool:
    return "-" in formula.text and all(part in SYMBOLS for part in formula.text.split("-"))


_SOLUTION = re.compile(r"^(?P<salt>\S+)\s+in\s+(?P<solvents>.+?)(?:\s+(?:solution|mixture|solvents?))?$")
_SOLVENT_BREAK = re.compile(r"\s*(?:[/:,+]|\band\b|\s-\s)\s*")


def _by_solution(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    found = _SOLUTION.match(name)
    salt = link_material(found["salt"], acronyms) if found else None
    if found is None or salt is None:
        return None
    parts = [part for part in _SOLVENT_BREAK.split(found["solvents"]) if part]
    solvents = [link_material(part, acronyms) for part in parts]
    if any(solvent is None or "family:liquid" not in solvent.families for solvent in solvents) or not solvents:
        return None
    return dissolve(salt, tuple(solvent for solvent in solvents if solvent))


def dissolve(salt: MaterialIdentity, solvents: tuple[MaterialIdentity, ...]) -> MaterialIdentity:
    """Return the solution of a salt, named by the abbreviations of its solvents.

    >>> link_material("LiPF6 in ethylene carbonate and dimethyl carbonate").id
    'LiPF6 in EC/DMC'
    """
    entries = load_material_table().entries
    shorts = [(entries[s.id].short if s.id in entries else None) or s.id for s in solvents]
    name = f"{salt.id} in {'/'.join(shorts)}"
    elements = tuple(dict.fromkeys((*salt.elements, "C", "H", "O")))
    families = with_ancestors("family:liquid")
    return MaterialIdentity(name, name, None, (), elements, families, None, "electrolyte", f"a solution of {salt.id}")


def _by_head(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    shorter = load_forms().heads.sub("", name)
    return link_material(shorter, acronyms) if shorter != name else None


def _by_polymer(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    """Read a polymer with its salt: ``PEO-LiClO4``, ``PEO/LiTFSI``."""
    parts = re.split(r"[-/:]", name)
    if len(parts) != 2 or not all(parts):
        return None
    polymer, salt = (link_material(part, acronyms) for part in parts)
    if (
        polymer is None
        or salt is None
        or "family:polymer" not in polymer.families
        or not {"Li", "Na"} & {*salt.elements}
    ):
        return None
    if "family:additive" not in salt.families and "family:liquid" not in salt.families:
        return None
    clean = "-".join(parts)
    elements = tuple(dict.fromkeys((*polymer.elements, *salt.elements)))
    return MaterialIdentity(
        clean, clean, None, (), elements, polymer.families, None, "electrolyte", f"{parts[1]} in {parts[0]}"
    )
