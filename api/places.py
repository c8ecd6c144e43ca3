"""Which interfaces of the graph a pair of names means."""

from __future__ import annotations

from graph.concepts import load_vocabulary
from graph.errors import InputError, NameNotFoundError
from graph.materials import link_material
from graph.stores import GraphStore


def find_interfaces(store: GraphStore, pair: str) -> tuple[frozenset[str], str]:
    """Return the interfaces of a pair ``A|B`` with those of its variants, and the pair's name.

    Raises `InputError` where the pair is no pair, `NameNotFoundError` for a name that nothing recognises.
    """
    names = [name.strip() for name in pair.split("|")]
    if len(names) != 2 or not all(names):
        raise InputError(f"{pair!r} is no pair", remedy='write it as "ELECTROLYTE|ELECTRODE", such as "LLZO|Li"')
    systems = dict(store.read("MATCH (m:Material) RETURN m.id, m.system").rows)
    electrolyte, electrode = (_find_system(name, systems) for name in names)
    places = store.read("MATCH (i:Interface) RETURN i.id, i.electrolyte, i.electrode").rows
    found = frozenset(
        place
        for place, one, other in places
        if systems.get(one, one) == electrolyte and systems.get(other, other) == electrode
    )
    vocabulary = load_vocabulary()
    return found, f"{vocabulary.name(electrolyte)} | {vocabulary.name(electrode)}"


def _find_system(name: str, systems: dict[str, str]) -> str:
    if name in load_vocabulary():
        return name
    if name in systems:
        return systems[name]
    identity = link_material(name)
    if identity is None:
        raise NameNotFoundError(
            f"{name!r} is no material that is known", remedy="give a formula, or a usual abbreviation such as LLZO"
        )
    return identity.system
