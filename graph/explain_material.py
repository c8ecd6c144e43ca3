"""How a name was read as a material, step by step, so that the reading can be checked by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.composition import measure_formula
from graph.concepts import load_vocabulary
from graph.errors import NameNotFoundError
from graph.families import find_rule
from graph.formula import Formula, parse_formula
from graph.identities import SIDES, MaterialIdentity
from graph.material_table import Entry, load_forms, load_material_table
from graph.materials import link_material, normalise_name
from graph.membership import find_membership
from graph.names import choose_member, find_family, link_any_case, suggest_names
from graph.plausible import is_plausible_formula

_MOST_APART = 8


@dataclass(frozen=True, slots=True)
class Because:
    """A family, role or other material with the reason why it holds or does not."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class MaterialExplanation:
    """How a name was read.

    ``identity`` is None where no text would link the name; ``steps`` then say what was tried, and
    ``remedies`` what a user can do. ``apart`` are materials that it is not merged with.
    """

    name: str
    normalised: str
    identity: MaterialIdentity | None
    steps: tuple[str, ...]
    families: tuple[Because, ...] = ()
    role: Because | None = None
    apart: tuple[Because, ...] = ()
    remedies: tuple[str, ...] = ()


def explain_material(name: str, acronyms: Mapping[str, str] | None = None) -> MaterialExplanation:
    """Explain how a name is read; ``acronyms`` are those that a document defines.

    >>> explanation = explain_material("LLZTO")
    >>> explanation.steps, explanation.apart[0]
    (('LLZTO is a name of Ta-doped Li7La3Zr2O12',), Because(id='Li7La3Zr2O12', why='it is a variant with dopant Ta'))
    >>> explain_material("garnet").steps[-1]
    'garnet is a class of materials (family:garnet), none of them'
    """
    clean = normalise_name(name)
    read = (f"without markup and outer marks the name is {clean}",) if clean != name else ()
    identity = link_material(name, acronyms)
    if identity is None:
        steps = (*read, *_list_attempts(clean, acronyms))
        return MaterialExplanation(name, clean, None, steps, remedies=tuple(_list_remedies(clean, acronyms)))
    return MaterialExplanation(
        name,
        clean,
        identity,
        (*read, *identity.steps, *_list_notes(clean, identity, acronyms)),
        tuple(_explain_families(identity)),
        _explain_role(identity),
        tuple(_list_apart(identity)),
    )


def _formula_of(identity: MaterialIdentity) -> Formula | None:
    return parse_formula(identity.formula) if identity.formula else None


def _list_notes(name: str, identity: MaterialIdentity, acronyms: Mapping[str, str] | None) -> Iterator[str]:
    """Yield what the reading rests on beyond its steps: the composition, the range of the system, the context."""
    table = load_material_table()
    if name in table.ambiguous and name not in (acronyms or {}):
        yield f"{name} has other meanings: in a text it counts only where the words around it say so"
    formula = _formula_of(identity)
    if formula is None:
        return
    yield "composition: " + ", ".join(f"{symbol} {amount}" for symbol, amount in formula.elements.items())
    membership = None if identity.id in table.entries else find_membership(formula)
    if membership is None:
        return
    if (rule := membership.rule) is None:
        yield f"it is made of the parts of {membership.system}"
        return
    scaled = measure_formula(formula).scaled(rule.scale, rule.anions)
    inside = ", ".join(f"{s} {scaled[s]:.3g} ({low:g} to {high:g})" for s, (low, high) in rule.ranges.items())
    yield f"the range of {rule.system} at {rule.scale:g} {'+'.join(sorted(rule.anions))} holds it: {inside}"
    if membership.dopants:
        yield f"{', '.join(membership.dopants)}: no element of {rule.system}, so a dopant"
    if rule.separate:
        yield f"each composition of {rule.system} is a system of its own"


def _explain_families(identity: MaterialIdentity) -> Iterator[Because]:
    vocabulary = load_vocabulary()
    named = _named_families(identity)
    formula = _formula_of(identity)
    rule = find_rule(formula) if formula is not None else None
    for family in identity.families:
        below = next((f for f in identity.families if family in vocabulary.ancestors(f)), None)
        if family in named:
            why = f"the table gives it for {named[family]}"
        elif rule is not None and rule[0] == family:
            why = f"by composition: {rule[1]}"
        elif below is not None:
            why = f"{below} is a kind of it"
        elif family == "family:sodium":
            why = "an electrolyte with Na and without Li"
        else:
            why = "by how the material is named"
        yield Because(family, why)


def _named_families(identity: MaterialIdentity) -> dict[str, str]:
    entries = load_material_table().entries
    for name in (identity.id, identity.parent, identity.system):
        entry = entries.get(name) if name else None
        if entry is not None and entry.families:
            return dict.fromkeys(entry.families, entry.id)
    return {}


def _explain_role(identity: MaterialIdentity) -> Because | None:
    if identity.role is None:
        return None
    entry = load_material_table().entries.get(identity.id)
    if entry is not None and entry.side in SIDES:
        return Because(identity.role, f"the table gives it for {entry.id}")
    vocabulary = load_vocabulary()
    family = next((f for f in identity.families if f in vocabulary and vocabulary[f].role == identity.role), None)
    return Because(identity.role, f"what {family} does in a cell" if family else "it is dissolved or mixed to be one")


def _list_apart(identity: MaterialIdentity) -> Iterator[Because]:
    """Yield the materials closest to this one that it is not: its parent, other members, the same elements."""
    near = [entry for entry in load_material_table().entries.values() if entry.id != identity.id]
    if identity.parent:
        dopants = ", ".join(identity.dopants)
        yield Because(identity.parent, f"it is a variant with dopant {dopants}" if dopants else "it is a variant")
    others = [
        *(Because(e.id, f"another variant of {e.parent}") for e in near if _is_sibling(e, identity)),
        *(
            Because(e.id, "the same elements in other amounts")
            for e in near
            if identity.formula and _elements_of(e) == frozenset(identity.elements)
        ),
    ]
    yield from list({other.id: other for other in others if other.id != identity.parent}.values())[:_MOST_APART]


def _is_sibling(entry: Entry, identity: MaterialIdentity) -> bool:
    return entry.parent is not None and entry.parent in (identity.id, identity.parent)


def _elements_of(entry: Entry) -> frozenset[str]:
    formula = parse_formula(entry.id)
    return frozenset(formula.symbols) if formula is not None and len(formula.symbols) > 1 else frozenset()


def _list_attempts(name: str, acronyms: Mapping[str, str] | None) -> Iterator[str]:
    """Yield why each way of reading finds no material."""
    table = load_material_table()
    short = name if name in (acronyms or {}) else name.removesuffix("s")
    if acronyms is None:
        yield "no document was given that could define it"
    elif short in acronyms:
        yield f"the document defines {short} as {acronyms[short]}, which is no material"
    else:
        yield f"the document defines no such acronym among its {len(acronyms)}"
    yield f"none of the {len(table.exact) + len(table.folded)} names of the table is {name or 'empty'}"
    yield _judge_formula(name)
    if (family := find_family(name)) is not None:
        yield f"{name} is a class of materials ({family}), none of them"
    elif _is_generic(name):
        yield f"{name} is a word for many materials, no name of one"


def _judge_formula(name: str) -> str:
    formula = parse_formula(name)
    if formula is None:
        return "it is no chemical formula"
    if formula.charge:
        return f"it is the formula of an ion (charge {formula.charge:+d}), and an ion is no material"
    if formula.placeholders:
        return f"it is a class of formulas: {', '.join(formula.placeholders)} is no element"
    if len(formula.symbols) == 1:
        return f"it is the symbol of {formula.symbols[0]} alone, which the table does not hold as a material"
    if not is_plausible_formula(formula):
        return "it can be read as a formula, but is a word of the field, a fragment or an ion without its charge"
    return "it is a formula, but what stands around it is not understood"


def _is_generic(name: str) -> bool:
    forms = load_forms()
    rest = f" {forms.adjectives.sub('', name.removeprefix('the ') + ' ').strip()}"
    return forms.heads.sub("", rest).strip() == ""


def _list_remedies(name: str, acronyms: Mapping[str, str] | None) -> Iterator[str]:
    try:
        meant = choose_member(name)
    except NameNotFoundError:
        meant = None
    if meant is not None:
        yield f"in a question (interphase recommend) {name} stands for {meant.id}, and the answer says so"
    elif (typed := link_any_case(name)) is not None:
        yield f"in a question it stands for {typed.id}; in a text capitals count: {typed.steps[0]}"
    if acronyms is None:
        yield "where a document defines it, give the document: --document FILE"
    yield "give the formula (Li6PS5Cl), or the usual abbreviation (LPSCl)"
    if suggestions := suggest_names(name):
        yield f"names spelled alike, never merged by that: {', '.join(suggestions)}"
