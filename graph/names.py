"""From the name in a question to the material that is meant: any alias, formula or family word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from graph.concepts import load_vocabulary
from graph.data_files import read_data
from graph.errors import NameNotFoundError
from graph.formula import parse_formula
from graph.identities import SIDES, MaterialIdentity, add_step, dope, working_ion
from graph.material_table import load_material_table
from graph.materials import link_material, normalise_name, split_doping
from graph.queries import read_rows
from graph.stores.contract import GraphStore


@dataclass(frozen=True, slots=True)
class AskedMaterial:
    """The material that a name in a question stands for. ``note`` says what was read into the name."""

    name: str
    id: str
    system: str
    dopants: tuple[str, ...]
    families: tuple[str, ...]
    side: str | None
    ion: str | None
    note: str | None = None


def resolve_material(store: GraphStore, name: str) -> AskedMaterial:
    """Return the material that the name stands for: by alias, formula, as a node of the graph, by family.

    A family word, bare or doped (``Ta-doped garnet``), stands for its best known member, and the note says so.
    Raises `NameNotFoundError` with similar names for one that nothing recognises.
    """
    clean = " ".join(name.split())
    identity = link_material(clean) or link_any_case(clean)
    if identity is not None:
        return describe_material(identity, clean)
    held = next((row for row in read_rows(store, "materials") if row["id"] == clean), None)
    if held is not None:
        return describe_material(build_material(held), clean)
    if (member := choose_member(clean)) is not None:
        return describe_material(member, clean)
    formula = parse_formula(clean)
    if formula is not None and len(formula.symbols) > 1 and not formula.placeholders:
        plain = MaterialIdentity(formula.text, formula.text, elements=formula.symbols, formula=formula.text)
        return describe_material(plain, clean, note=f"{clean} is a formula of no family that is known")
    raise NameNotFoundError(
        f"{name!r} is no material that is known",
        suggestions=(suggestions := suggest_names(clean, (str(row["id"]) for row in read_rows(store, "materials")))),
        remedy=f"did you mean {', '.join(suggestions)}?" if suggestions else "give a formula, such as Li7La3Zr2O12",
    )


def describe_material(identity: MaterialIdentity, name: str, *, note: str | None = None) -> AskedMaterial:
    """Return what matters of a material for advice: where its claims meet, its families, side and ion."""
    if note is None and identity.reason and name != identity.id:
        note = identity.reason
    return AskedMaterial(
        name=name,
        id=identity.id,
        system=identity.system,
        dopants=tuple(sorted(identity.dopants)),
        families=tuple(f for f in identity.families if f in load_vocabulary()),
        side=identity.role if identity.role in SIDES else None,
        ion=working_ion(identity),
        note=note,
    )


def build_material(row: Mapping[str, object]) -> MaterialIdentity:
    """Return the identity of a material as the graph holds it: a name that the tables do not know."""
    families = tuple(_strings(row["families"]))
    vocabulary = load_vocabulary()
    roles = (vocabulary[f].role for f in families if f in vocabulary and vocabulary[f].structural)
    return MaterialIdentity(
        id=str(row["id"]),
        system=str(row["system"] or row["id"]),
        dopants=tuple(_strings(row["dopants"])),
        elements=tuple(_strings(row["elements"])),
        families=families,
        role=next(roles, None),
    )


def find_family(name: str) -> str | None:
    """Return the family that a word stands for, or None.

    >>> find_family("garnet"), find_family("sulfide electrolyte"), find_family("family:halide")
    ('family:garnet', 'family:sulfide', 'family:halide')
    >>> find_family("house") is None
    True
    """
    if name in load_vocabulary():
        return name if name.startswith("family:") else None
    words, heads = _load_family_words()
    lower = name.lower()
    for word in (lower, heads.sub("", lower), heads.sub("", lower).rstrip("s")):
        if word in words:
            return words[word]
    return None


@cache
def _load_family_words() -> tuple[Mapping[str, str], re.Pattern[str]]:
    data = read_data("family_names")
    words = {concept.name.lower(): concept.id for concept in load_vocabulary().of_kind("families")}
    for group in ("cathodes", "anodes", "generic", "classes", "alone"):
        for family, names in data[group].items():
            words.update(dict.fromkeys(map(str.lower, names), family))
    heads = {*data["heads"], *data["generic_heads"], *data["cathode_heads"], *data["anode_heads"]}
    listed = "|".join(sorted(map(re.escape, heads), key=len, reverse=True))
    return words, re.compile(rf"[\s-](?:{listed})s?$")


def link_any_case(name: str) -> MaterialIdentity | None:
    """Link a name that is typed without its capitals, where only one material can be meant: ``llzo``."""
    table = load_material_table()
    spelled = {entry.id: text for text, entry in table.exact.items() if text.lower() == name.lower()}
    # In two letters the capitals decide: Co is not CO.
    if len(spelled) != 1 or len(name) <= 2:
        return None
    (text,) = spelled.values()
    identity = link_material(text)
    return add_step(identity, f"{name} is {text} but for its capitals", first=True) if identity else None


def choose_member(name: str) -> MaterialIdentity | None:
    """Return the material that a family word stands for in a question, bare or doped, or None.

    It is the best known member: the first example of the family, or of the first kind of it. Raises
    `NameNotFoundError` for a family without one.

    >>> choose_member("garnet").id, choose_member("Ta-doped garnet").id
    ('Li7La3Zr2O12', 'Ta-doped Li7La3Zr2O12')
    """
    dopants: tuple[str, ...] = ()
    family, word = find_family(name), name
    if family is None and (doping := split_doping(normalise_name(name))) is not None:
        dopants, word = doping
        family = find_family(word)
    if family is None:
        return None
    vocabulary = load_vocabulary()
    kinds = [vocabulary[family], *(c for c in vocabulary.of_kind("families") if c.parent == family)]
    member = next((example for concept in kinds for example in concept.examples), None)
    identity = link_material(member) if member is not None else None
    if identity is None:
        raise NameNotFoundError(
            f"{name!r} names a family without a well known member", remedy="name a material, such as LLZO"
        )
    chosen = dope(identity, dopants) if dopants else identity
    return replace(chosen, steps=(f"{word} is a family: answered for its best known member, {chosen.id}",))


def suggest_names(name: str, held: Iterable[str] = ()) -> tuple[str, ...]:
    """Return known names that are spelled alike, to ask the user; nothing is ever linked by them."""
    table = load_material_table()
    by_lower = {text.lower(): text for text in sorted({*table.exact, *table.folded, *held})}
    close = difflib.get_close_matches(name.lower(), by_lower, n=3, cutoff=0.6)
    return tuple(by_lower[text] for text in close)


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else []
