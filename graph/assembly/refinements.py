"""Which claim is a special case of which: a doped host of its parent, a mechanism of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from graph.assembly.material_rows import Identity
from graph.assembly.statements import Statement
from graph.concepts import SORTING_ROOTS, load_vocabulary
from graph.records import CausalLinkRecord, InterfaceFactRecord, StrategyCaseRecord

Key = tuple[object, ...]


def find_refinements(statements: Mapping[str, Statement], materials: Mapping[str, Identity]) -> list[tuple[str, str]]:
    """Return the pairs (special, general) of claims of one kind and polarity, sorted.

    A material generalises to its undoped system and to its families, a concept to its is-a ancestors, a
    scope to none; a protecting mechanism never to one that is not.
    """
    exact: dict[Key, list[str]] = {}
    for statement in statements.values():
        for key in _keys(statement, materials, general=False):
            exact.setdefault(key, []).append(statement.id)
    pairs = {
        (statement.id, general)
        for statement in statements.values()
        for key in _keys(statement, materials, general=True)
        for general in exact.get(key, ())
        if general != statement.id
    }
    return sorted(pair for pair in pairs if (pair[1], pair[0]) not in pairs)


def _keys(statement: Statement, materials: Mapping[str, Identity], *, general: bool) -> Iterator[Key]:
    """Yield the keys of the claim's arguments: as they stand, with ``general`` also every wider choice."""

    def wider(name: str | None) -> list[object]:
        return _widen_place(name, materials) if general else [_meet(name, materials)]

    def kinds(concept: str) -> list[str]:
        return _widen_concept(concept) if general else [concept]

    match statement.record:
        case InterfaceFactRecord() as fact:
            for choice in product(kinds(fact.mechanism), wider(fact.electrolyte), wider(fact.electrode)):
                yield ("fact", fact.polarity, *choice)
        case StrategyCaseRecord() as case:
            added = frozenset(_meet(name, materials) for name in case.materials)
            layers = [added, frozenset()] if general and added else [added]
            hosts, electrodes = wider(case.host), wider(case.electrode)
            if general:
                hosts, electrodes = [*hosts, None], [*electrodes, None]
            for cell in product(kinds(case.strategy), layers, hosts, electrodes):
                yield ("case", case.polarity, *cell)
        case CausalLinkRecord() as link:
            places: list[tuple[object, ...]] = [(None, None)]
            if link.scope is not None:
                narrow = product(wider(link.scope.electrolyte), wider(link.scope.electrode))
                places = [*narrow, *(places if general else ())]
            for cause, effect, place in product(kinds(link.cause), kinds(link.effect), places):
                yield ("link", link.relation, cause, effect, *place)


def _meet(name: str | None, materials: Mapping[str, Identity]) -> object:
    return materials[name].key if name is not None and name in materials else name


def _widen_place(name: str | None, materials: Mapping[str, Identity]) -> list[object]:
    vocabulary = load_vocabulary()
    if name is None:
        return [None]
    if name not in materials:
        return [name, *vocabulary.ancestors(name)]
    identity = materials[name]
    structural = [f for f in identity.families if f in vocabulary and vocabulary[f].structural]
    return list(dict.fromkeys([identity.key, (identity.system, ()), *structural]))


def _widen_concept(concept: str) -> list[str]:
    """Return the concept and its ancestors: not a sorting root, nor a harmful parent of a protecting one."""
    vocabulary = load_vocabulary()
    if concept not in vocabulary:
        return [concept]
    beneficial = vocabulary[concept].beneficial
    return [
        concept,
        *(
            ancestor
            for ancestor in vocabulary.ancestors(concept)
            if ancestor not in SORTING_ROOTS and (not beneficial or vocabulary[ancestor].beneficial)
        ),
    ]
