"""Claims that cannot both hold as they stand: by their arguments, or because the text opposes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from graph.assembly.material_rows import Identity
from graph.assembly.statements import Statement
from graph.records import CausalLinkRecord, ContradictionRecord, InterfaceFactRecord, StrategyCaseRecord

_OPPOSED = {
    ("helps", "harms"): "one study finds that it helps, another that it harms",
    ("helps", "no-help"): "one study finds that it helps, another that it does not",
    ("occurs", "absent"): "one study finds it there, another does not",
    ("mitigates", "worsens"): "one study finds relief, another the opposite",
    ("mitigates", "contradicts"): "one study finds relief, another none",
    ("causes", "contradicts"): "one study finds the cause, another denies it",
    ("worsens", "contradicts"): "one study finds harm, another none",
}


def find_conflicts(
    statements: Mapping[str, Statement], materials: Mapping[str, Identity]
) -> dict[tuple[str, str], str]:
    """Return the pairs of claims that oppose each other, smaller id first, with the reason in words.

    Claims are opposed where they say the contrary of the same strategy, materials and place (by system and
    dopants); with two different methods the conditions are not comparable, and no conflict is called.
    """
    found: dict[tuple[str, str], str] = {}
    for first, second, reason in (*_by_arguments(statements, materials), *_by_text(statements)):
        found.setdefault((min(first, second), max(first, second)), reason)
    return dict(sorted(found.items()))


def _by_arguments(
    statements: Mapping[str, Statement], materials: Mapping[str, Identity]
) -> Iterator[tuple[str, str, str]]:
    groups: dict[tuple[object, ...], dict[str, list[Statement]]] = {}
    for statement in statements.values():
        said = _arguments(statement, materials)
        if said is not None:
            key, polarity = said
            groups.setdefault(key, {}).setdefault(polarity, []).append(statement)
    for group in groups.values():
        for (one, other), reason in _OPPOSED.items():
            for first, second in product(group.get(one, ()), group.get(other, ())):
                if _comparable(first, second):
                    yield first.id, second.id, reason


def _arguments(statement: Statement, materials: Mapping[str, Identity]) -> tuple[tuple[object, ...], str] | None:
    def meet(name: str | None) -> object:
        return materials[name].key if name is not None and name in materials else name

    match statement.record:
        case InterfaceFactRecord() as fact:
            return ("fact", fact.mechanism, meet(fact.electrolyte), meet(fact.electrode)), fact.polarity
        case StrategyCaseRecord() as case:
            added = frozenset(map(meet, case.materials))
            return ("case", case.strategy, added, meet(case.host), meet(case.electrode)), case.polarity
        case CausalLinkRecord() as link:
            place = (meet(link.scope.electrolyte), meet(link.scope.electrode)) if link.scope else (None, None)
            return ("link", link.cause, link.effect, *place), link.relation
    return None


def _comparable(first: Statement, second: Statement) -> bool:
    methods = {s.record.method for s in (first, second) if isinstance(s.record, StrategyCaseRecord)} - {None}
    return len(methods) < 2


def _by_text(statements: Mapping[str, Statement]) -> Iterable[tuple[str, str, str]]:
    for statement in statements.values():
        for record in statement.records:
            if not isinstance(record, ContradictionRecord):
                continue
            for first, second in product(record.side_a.claims, record.side_b.claims):
                if first in statements and second in statements and first != second:
                    yield first, second, f"the text sets them against each other: {record.topic}"
