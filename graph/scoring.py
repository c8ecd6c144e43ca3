"""The score of a recommendation, as a sum of terms that a person can add up again.

The terms are natural logarithms of the factors in `data/advice.yaml`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.advice import Contribution
from graph.basis import Nearness
from graph.belief import Belief
from graph.candidates import Case
from graph.concepts import load_vocabulary
from graph.data_files import read_data


@dataclass(frozen=True, slots=True)
class Rule:
    """What is known of a class of remedies: where it holds, what is said, and whether it warns."""

    strategies: tuple[str, ...]
    side: str
    families: tuple[str, ...]
    mechanisms: tuple[str, ...]
    text: str
    doi: str | None = None
    warn: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """The factors of the ranking, as `data/advice.yaml` documents them."""

    basis: Mapping[str, float]
    host: Mapping[str, float]
    electrode: Mapping[str, float]
    issue: Mapping[str, float]
    relevance: Mapping[str, float]
    pair: Mapping[str, float]
    replacing: Sequence[str]
    sides: Mapping[str, Sequence[str]]
    composition: Sequence[str]
    effect: Mapping[str, float]
    better: Mapping[str, Sequence[str]]
    works_power: float
    hub_power: float
    least_belief: float
    rules: tuple[Rule, ...]


@cache
def load_weights() -> Weights:
    """Read the factors that ship with the package."""
    data: dict[str, Any] = read_data("advice")
    rules = tuple(map(_build_rule, data.pop("rules")))
    return Weights(**data, rules=rules)


def _build_rule(row: Mapping[str, Any]) -> Rule:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Rule(**values)


@dataclass(frozen=True, slots=True)
class Relevance:
    """What the question is about: the issue asked for, what causes it, and what is shown at the interface."""

    issue: str | None
    causes: frozenset[str]
    background: frozenset[str]
    shown: frozenset[str]

    def match(self, cases: Iterable[Case]) -> str:
        """Return how the cases meet the issue: named, cause, background, unstated or none."""
        listed = list(cases)
        mechanisms = {m for case in listed for m in case.mechanisms}
        if any(self.issue in case.issues for case in listed):
            return "named"
        if related(mechanisms, self.causes):
            return "cause"
        if related(mechanisms, self.background):
            return "background"
        return "none" if any(case.mechanisms or case.issues for case in listed) else "unstated"

    def bears_on(self, case: Case) -> bool:
        """Tell whether a remedy from elsewhere addresses what is shown here or what was asked about.

        The issue alone carries over what is said in general or of a related electrolyte; one study of an
        unrelated electrolyte must share a mechanism.
        """
        if related(case.mechanisms, self.shown):
            return True
        if self.issue is None or (case.nearness.host == "other" and self.shown):
            return False
        return self.match([case]) in ("named", "cause")


def related(mechanisms: Iterable[str], others: Collection[str]) -> bool:
    """Tell whether a mechanism is among the others, a kind of one of them or the kind that one of them is."""
    is_a = load_vocabulary().is_a
    return any(is_a(mine, other) or is_a(other, mine) for mine in mechanisms for other in others)


def score_cases(
    cases: Sequence[Case], belief: Belief, relevance: Relevance, *, degree: int
) -> tuple[Contribution, ...]:
    """Return the terms of the score of one strategy from its cases on the best basis; their sum is the score."""
    weights = load_weights()
    near = max((case.nearness for case in cases), key=measure_closeness)
    terms = [
        (f"basis: {near.basis}", weights.basis[near.basis]),
        (f"place: electrolyte {near.host}, electrode {near.electrode}", measure_closeness(near)),
        (f"belief: {belief.value:g}", max(belief.value, weights.least_belief)),
        (f"independent works: {belief.works}", max(belief.works, 1) ** weights.works_power),
        _weigh_effect(cases),
    ]
    if relevance.issue is not None:
        match = relevance.match(cases)
        terms.append((f"issue asked about: {match}", weights.issue[match]))
    shown = "shown" if any(related(c.mechanisms, relevance.shown) for c in cases) else "other"
    terms.append((f"mechanism: {shown}", weights.relevance[shown]))
    if cases[0].strategy in weights.replacing:
        terms.append(("the pair is replaced", weights.pair["replaced"]))
    if near.basis in ("family", "mechanism"):
        terms.append((f"hub: helps against {degree}", max(degree, 1) ** weights.hub_power))
    return tuple(Contribution(what, math.log(factor)) for what, factor in terms)


def measure_closeness(near: Nearness) -> float:
    """Return the factor of a place within its basis: 1 for the very pair."""
    weights = load_weights()
    return weights.host[near.host] * weights.electrode[near.electrode]


def _weigh_effect(cases: Iterable[Case]) -> tuple[str, float]:
    weights = load_weights().effect
    changes = [
        (change, effect) for case in cases for effect in case.effects if (change := measure_change(effect)) is not None
    ]
    if not changes:
        return "effect: no numbers before and after", weights["neutral"]
    decades, effect = max(changes, key=lambda pair: pair[0])
    factor = min(weights["most"], max(weights["least"], 0.5 + decades / 2))
    name = load_vocabulary().name(effect["property"])
    return f"effect: {name} {effect['before']:g} to {effect['after']:g} {effect['unit']}", factor


def measure_change(effect: Mapping[str, Any]) -> float | None:
    """Return the improvement in decades, negative for the worse, or None where the numbers do not tell.

    >>> round(measure_change({"property": "prop:interfacial-resistance", "before": 900, "after": 9}), 6)
    2.0
    >>> measure_change({"property": "prop:pressure", "before": 1, "after": 9}) is None
    True
    """
    before, after = effect.get("before"), effect.get("after")
    better = load_weights().better
    if before is None or after is None or before <= 0 or after < 0:
        return None
    ratio = after / before
    if effect["property"] in better["lower"]:
        return -math.log10(ratio) if ratio else math.inf
    if effect["property"] in better["higher"]:
        return math.log10(ratio) if ratio else -math.inf
    return None


def may_be_carried(strategy: str, host: str, side: str | None) -> bool:
    """Tell whether a strategy may be carried over from such a host to this side of a cell.

    >>> may_be_carried("strat:cathode-coating", "family", "anode")
    False
    >>> may_be_carried("strat:cation-doping", "other", "anode")
    False
    """
    weights = load_weights()
    if any(strategy in listed for name, listed in weights.sides.items() if name != side):
        return False
    is_a = load_vocabulary().is_a
    return host != "other" or not any(is_a(strategy, changed) for changed in weights.composition)
