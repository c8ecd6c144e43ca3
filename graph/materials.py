"""Identity of materials: from a name or formula in a text or a question to the material it stands for.

Identity is composed (curated name, the document's own acronym, doping and form, composition) and never
guessed from similar spelling: Li6PS5Cl and Li6PS5Br differ in one letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from graph.families import classify_formula, with_ancestors
from graph.formula import Formula, parse_formula
from graph.formula_reader import SYMBOLS
from graph.identities import MaterialIdentity, add_step, build_identity, dissolve, dope, role_of
from graph.markup import DASHES, plain_formula
from graph.material_table import load_forms, load_material_table
from graph.membership import find_membership
from graph.plausible import is_plausible_formula


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
    clean = normalise_name(name)
    if not clean or len(clean) > _LONGEST:
        return None
    known = {short: full for short, full in acronyms.items() if short in clean} if acronyms else {}
    if not known:
        return _link_known(clean)
    short = clean if clean in known else clean[:-1]
    defined = known.get(short) if short == clean or clean.endswith("s") else None
    if defined and normalise_name(defined) != short:
        rest = {other: full for other, full in known.items() if other != short}
        identity = link_material(defined, rest) or name_compound(defined)
        if identity is not None and _names_sample(short, identity, rest):
            identity = _name_sample(short, identity)
        return add_step(identity, f"{short} is defined in the text as {defined}", first=True) if identity else None
    return _link_by_rules(clean, known)


def _names_sample(name: str, identity: MaterialIdentity, acronyms: Mapping[str, str]) -> bool:
    """Tell whether a name that the text gives repeats the material's own: ``B-LCO`` is made of LCO and is not LCO."""
    prefix, _, own = name.partition("-")
    base = link_material(own, acronyms) if prefix and own else None
    return base is not None and base.id == identity.id


def _name_sample(name: str, identity: MaterialIdentity) -> MaterialIdentity:
    step = f"{name} is a sample of {identity.id} with a name of its own"
    return add_step(replace(identity, id=name, system=name, parent=identity.id, formula=None), step)


_LONGEST = 200


@lru_cache(maxsize=16384)
def _link_known(name: str) -> MaterialIdentity | None:
    return _link_by_rules(name, {})


def _link_by_rules(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    for attempt in (
        _by_table,
        _by_grade,
        _by_doping,
        _by_halide,
        _by_form,
        _by_formula,
        _by_solution,
        _by_head,
        _by_polymer,
        _by_apposition,
    ):
        identity = attempt(name, acronyms)
        if identity is not None:
            return identity
    return None


def name_compound(name: str) -> MaterialIdentity | None:
    """Return the identity of a salt, polymer or solvent whose name in words is sure though the table lacks it.

    Only for a name that a document abbreviates: a running text has too many such words.

    >>> name_compound("lithium cyclo-difluoromethane-1,1-bis(sulfonyl)imide").families
    ('family:additive', 'family:liquid')
    >>> name_compound("critical current density") is None
    True
    """
    lower = normalise_name(name).lower()
    if len(lower) > _LONGEST:
        return None
    for compound in load_forms().compounds:
        if compound.pattern.fullmatch(lower):
            ion = next((symbol for word, symbol in _IONS.items() if lower.startswith(word)), None)
            said = (f"{lower} is the name of a {compound.kind} that the table does not hold",)
            elements = (ion,) if ion else ()
            families = with_ancestors(*compound.families)
            return MaterialIdentity(lower, lower, elements=elements, families=families, steps=said)
    return None


_IONS = {"lithium": "Li", "sodium": "Na", "potassium": "K"}


_SPACE = re.compile(r"\s+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def normalise_name(name: str) -> str:
    """Return the name without markup, outer punctuation and doubled blanks, with plain hyphens and digits.

    >>> normalise_name("  Li₆PS₅Cl, "), normalise_name("Ta–doped $\\\\text{LLZO}$")
    ('Li6PS5Cl', 'Ta-doped LLZO')
    """
    text = _SPACE.sub(" ", name.translate(DASHES).translate(_INVISIBLE)).strip(" .,;:'\"“”")
    if any(char in text for char in "_$\\^<₀₁₂₃₄₅₆₇₈₉ₓ⁰"):
        parts = text.split(" ")
        text = plain_formula(text) if parse_formula(text) is not None else " ".join(map(plain_formula, parts))
    return text


def _by_table(name: str, _acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    entry = load_material_table().by_name(name)
    if entry is None:
        return None
    said = "is in the table of materials" if name == entry.id else f"is a name of {entry.id}"
    return build_identity(entry, f"{name} {said}")


_GRADE = re.compile(r"^(?P<order>NCM|NMC)[-\s]?(?P<digits>\d{3}|\d{6})$")


def _by_grade(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    """Read ``NCM712`` and ``NMC701020``: the letters say in which order the digits count nickel, cobalt, manganese."""
    found = _GRADE.match(name)
    if found is None:
        return None
    width = len(found["digits"]) // 3
    parts = [int(found["digits"][at : at + width]) for at in range(0, 3 * width, width)]
    if sum(parts) != 10**width or not all(parts):
        return None
    nickel, *others = (f"{part / 10**width:g}" for part in parts)
    cobalt, manganese = others if found["order"] == "NCM" else reversed(others)
    identity = _by_formula(f"LiNi{nickel}Co{cobalt}Mn{manganese}O2", acronyms)
    metals = "Ni, Co, Mn" if found["order"] == "NCM" else "Ni, Mn, Co"
    counted = "tenths" if width == 1 else "hundredths"
    return add_step(identity, f"the digits of {name} count {metals} in {counted}", first=True) if identity else None


_ELEMENT = "(?:" + "|".join(sorted(SYMBOLS, key=lambda s: (-len(s), s))) + ")"
_NAMED = "(?:" + "|".join([_ELEMENT, *sorted(load_forms().elements, key=len, reverse=True)]) + ")"
_DOPANTS = rf"{_NAMED}(?:(?:\s?[,/+&-]\s?(?:and\s)?|\s(?:and|&)\s){_NAMED})*"
_DOPED = re.compile(
    rf"^(?P<dopants>{_DOPANTS})[\s-]?(?:(?:co|dual|tri)-?\s?)?"
    r"(?:doped|substituted|stabili[sz]ed|doping)\s?[\s-](?P<host>\S.*)$"
)


def split_doping(name: str) -> tuple[tuple[str, ...], str] | None:
    """Return the dopants and the host of a doping in words, or None.

    >>> split_doping("Al,Ga co-doped LLZO"), split_doping("tantalum-doped garnet"), split_doping("LLZO")
    ((('Al', 'Ga'), 'LLZO'), (('Ta',), 'garnet'), None)
    """
    found = _DOPED.match(name)
    if found is None:
        return None
    words = load_forms().elements
    return tuple(words.get(word, word) for word in re.findall(_NAMED, found["dopants"])), found["host"]


def _by_doping(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    found = split_doping(name)
    host = link_material(found[1], acronyms) if found else None
    return dope(host, found[0]) if found and host else None


_MIXED = re.compile(r"^\d*(?:\.\d+)?(?P<host>LPS|Li3PS4|Li2S-P2S5)-\d*(?:\.\d+)?(?:x)?Li(?P<halogen>I|Br|Cl)$")


def _by_halide(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    """Read ``70LPS-30LiI`` as doped: a lithium halide dissolves in the thiophosphate glass."""
    found = _MIXED.match(name)
    host = link_material(found["host"], acronyms) if found else None
    return dope(host, (found["halogen"],)) if found and host else None


_PHASES = ("tetragonal", "cubic", "amorphous", "crystalline", "monoclinic", "orthorhombic", "hexagonal")
_PHASE_LETTERS = {phase[0]: phase for phase in _PHASES if phase != "crystalline"}
_LETTERED = re.compile(r"^(?P<letter>[achmot])-(?P<rest>[A-Z]\S*)$")
_KEPT_PHASES = frozenset({("tetragonal", "Li7La3Zr2O12")})
"""Phases that are another material than the one which the bare name stands for: LLZO is the cubic phase."""


def _by_form(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    phase, _, rest = name.partition(" ")
    if (lettered := _LETTERED.match(name)) and _has_phases(lettered):
        phase, rest = _PHASE_LETTERS[lettered["letter"]], lettered["rest"]
    if phase.lower() in _PHASES and rest:
        identity = link_material(rest, acronyms)
        if identity is None:
            return None
        if (phase.lower(), identity.system) not in _KEPT_PHASES or identity.dopants:
            return add_step(identity, f"{phase.lower()} {identity.id} has no identity of its own")
        families = tuple(dict.fromkeys((*identity.families, "family:interphase-product")))
        return replace(
            identity,
            id=f"{phase.lower()} {identity.id}",
            parent=identity.system,
            families=families,
            steps=(*identity.steps, f"the {phase.lower()} phase is kept apart from {identity.id}"),
        )
    shorter = load_forms().adjectives.sub("", name)
    return _without(name[: len(name) - len(shorter)], shorter, acronyms)


def _has_phases(lettered: re.Match[str]) -> bool:
    """Tell whether a letter before a formula is its phase: ``t-Li7La3Zr2O12``; before an element, only ``a-Si``."""
    formula = parse_formula(lettered["rest"])
    if formula is None:
        return False
    return is_plausible_formula(formula) or (lettered["letter"] == "a" and lettered["rest"] in ("Si", "Ge", "C"))


def _without(word: str, rest: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    """Link the rest of a name, where the word taken off it does not change the material."""
    identity = link_material(rest, acronyms) if word else None
    return add_step(identity, f"{word.strip(' -')!r} does not change what the material is") if identity else None


def _by_formula(name: str, _acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    formula = parse_formula(name)
    if formula is None or (" " in name.strip() and not _STATED.search(name)):
        return None
    formula = formula.evaluate()
    entry = load_material_table().by_formula(formula)
    if entry is not None:
        return build_identity(entry, f"{formula.text} is the composition of {entry.id}")
    return compose_identity(formula) if is_plausible_formula(formula) else None


_STATED = re.compile(r"\s?\([xyzδ]\s?=[^()]+\)$")
"""What a variable of the formula is: ``Li1+xAlxTi2-x(PO4)3 (x = 0.3)``."""


def compose_identity(formula: Formula) -> MaterialIdentity:
    """Return the identity of a composition that the table does not hold, by systems and families."""
    families = classify_formula(formula)
    membership = find_membership(formula)
    if membership is not None and membership.entry is not None:
        families = build_identity(membership.entry).families or families
    if not families and _names_elements_only(formula):
        families = ("family:interphase-product",)
    where = f", a member of {membership.system}" if membership else ""
    return MaterialIdentity(
        id=formula.text,
        system=formula.text if membership is None or membership.separate else membership.system,
        parent=membership.system if membership else None,
        dopants=membership.dopants if membership else (),
        elements=formula.symbols,
        families=families,
        formula=formula.text,
        role=role_of(families),
        steps=(f"{formula.text} is a formula{where}",),
    )


def render_formula(text: str) -> dict[str, object] | None:
    """Return formula, elements, dopants and family of a formula as the command line prints them, or None.

    A variable whose value is printed with the formula (``x = 0.3``) is that value.

    >>> render_formula("Li6.4La3Zr1.4Ta0.6O12")["family"], render_formula("a garnet")
    ('family:garnet', None)
    """
    parsed = parse_formula(text.strip())
    if parsed is None:
        return None
    formula = parsed.evaluate()
    identity = None if formula.charge or formula.placeholders else _by_formula(formula.text, {})
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
_JOINED_SOLUTION = re.compile(r"^(?P<salt>(?:Li|Na|K)[A-Z][^\s-]*)-(?P<solvents>[A-Za-z][^\s-]*)$")
_SOLVENT_BREAK = re.compile(r"\s*(?:[/:,+]|\band\b|\s-\s)\s*")


_SALT = frozenset({"family:additive", "family:liquid"})


def _by_solution(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    found = _SOLUTION.match(name) or _JOINED_SOLUTION.match(name)
    salt = link_material(found["salt"], acronyms) if found else None
    if found is None or salt is None:
        return None
    linked = [link_material(part, acronyms) for part in _SOLVENT_BREAK.split(found["solvents"]) if part]
    solvents = tuple(solvent for solvent in linked if solvent and "family:liquid" in solvent.families)
    if not solvents or len(solvents) < len(linked):
        return None
    # A hyphen joins much else: there the salt must be one, and what follows nothing but a solvent.
    sure = _SALT.issubset(salt.families) and not any("family:additive" in s.families for s in solvents)
    return dissolve(salt, solvents) if sure or found.re is _SOLUTION else None


def _by_head(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    forms = load_forms()
    shorter = forms.heads.sub("", name)
    identity = _without(name[len(shorter) :], shorter, acronyms)
    if identity is not None and forms.compound_heads.search(name) and identity.id in _SIMPLE:
        return None
    return identity


_SIMPLE = SYMBOLS | {"carbon"}
"""What a compound head makes something else of: a lithium electrolyte is not lithium, an Sn alloy not tin."""


def _by_polymer(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    """Read a polymer with its salt: ``PEO-LiClO4``, ``PEO/LiTFSI``."""
    parts = re.split(r"[-/:]", name)
    if len(parts) != 2 or not all(parts):
        return None
    polymer, salt = (link_material(part, acronyms) for part in parts)
    if polymer is None or salt is None or "family:polymer" not in polymer.families:
        return None
    if {"Li", "Na"}.isdisjoint(salt.elements) or _SALT.isdisjoint(salt.families):
        return None
    clean = "-".join(parts)
    return MaterialIdentity(
        clean,
        clean,
        elements=tuple(dict.fromkeys((*polymer.elements, *salt.elements))),
        families=polymer.families,
        role="electrolyte",
        steps=(f"{parts[1]} in {parts[0]}",),
    )


_APPOSITION = re.compile(r"^(?P<name>\S.*?)\s\((?P<other>.+)\)$")


def _by_apposition(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    """Read two names of one material, ``Li7La3Zr2O12 (LLZO)``: the one that says more."""
    found = _APPOSITION.match(name)
    if found is None:
        return None
    first, other = link_material(found["name"], acronyms), link_material(found["other"], acronyms)
    if first is None or other is None or first.system != other.system:
        return None
    fuller, shorter = (other, first) if first.id == first.system and other.id != other.system else (first, other)
    return add_step(fuller, f"{shorter.id} in the same name is the same material")
