"""The mechanisms at an interface: what is found there, else what is found nearest to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.advice import MechanismFinding
from graph.belief import measure_belief
from graph.candidates import Case, ClaimSources, Fact, Opposition
from graph.concepts import load_vocabulary
from graph.options import sort_refs, sort_sentences

_NOTHING = ClaimSources()
_LEVELS = ("interface", "variant", "electrolyte", "class", "family")
"""Where a mechanism is found: nearest first."""


def find_mechanisms(
    facts: Sequence[Fact], sources: Mapping[str, ClaimSources], opposed: Mapping[str, Sequence[Opposition]]
) -> tuple[MechanismFinding, ...]:
    """Return the mechanisms that are found, or found absent: at the interface before its variants and class.

    What is known of other members of the family stands in only where nothing is known nearer.
    """
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in _nearest(facts):
        groups.setdefault((fact.mechanism, fact.polarity), []).append(fact)
    found = [_build_finding(group, sources, opposed) for group in groups.values()]
    found.sort(key=lambda f: (_LEVELS.index(f.basis), f.polarity == "absent", -f.belief, f.id))
    return tuple(found)


def find_shown(cases: Sequence[Case], facts: Sequence[Fact]) -> frozenset[str]:
    """Return the harmful mechanisms that occur here: found as facts, or mended by remedies tried here."""
    occurring = [fact for fact in facts if fact.polarity == "occurs"]
    tried = [case for case in cases if case.nearness.basis != "mechanism"]
    near = [case for case in tried if case.nearness.basis in ("interface", "variant")]
    found = {fact.mechanism for fact in _nearest(occurring)}
    found |= {m for case in (near if near or found else tried) for m in case.mechanisms}
    vocabulary = load_vocabulary()
    return frozenset(m for m in found if m in vocabulary and not vocabulary[m].beneficial)


def _nearest(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts of the interface, its variants, its electrolyte alone and its class, else all."""
    listed = list(facts)
    near = [fact for fact in listed if _is_near(fact)]
    return near or listed


def _is_near(fact: Fact) -> bool:
    near = fact.nearness
    if near.basis in ("interface", "variant"):
        return True
    return near.host in ("same", "variant", "class") and near.electrode in ("same", "variant", "none")


def _level(fact: Fact) -> str:
    near = fact.nearness
    if near.basis in ("interface", "variant"):
        return near.basis
    if near.host in ("same", "variant") and near.electrode == "none":
        return "electrolyte"
    return "class" if near.host == "class" else "family"


def _build_finding(
    facts: Sequence[Fact],
    sources: Mapping[str, ClaimSources],
    opposed: Mapping[str, Sequence[Opposition]],
) -> MechanismFinding:
    first = facts[0]
    contrary = {other.claim for fact in facts for other in opposed.get(fact.id, ())}
    supports = [support for fact in facts for support in sources.get(fact.id, _NOTHING).supports]
    against = [support for claim in sorted(contrary) for support in sources.get(claim, _NOTHING).supports]
    places = {f"{fact.electrolyte}|{fact.electrode}" if fact.electrode else fact.electrolyte for fact in facts}
    return MechanismFinding(
        id=first.mechanism,
        name=load_vocabulary().name(first.mechanism),
        belief=measure_belief(supports, against).value,
        polarity=first.polarity,
        basis=min(map(_level, facts), key=_LEVELS.index),
        places=tuple(sorted(places)),
        products=tuple(sorted({product for fact in facts for product in fact.products})),
        refs=sort_refs(ref for fact in facts for ref in sources.get(fact.id, _NOTHING).refs),
        evidence=sort_sentences(s for fact in facts for s in sources.get(fact.id, _NOTHING).sentences),
    )
