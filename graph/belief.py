"""How far a statement is believed, from the independent works behind it and against it.

The noise model is INDRA's: Gyori et al., Mol. Syst. Biol. 13, 954 (2017), doi 10.15252/msb.20177651. Its
parameters, with what they mean, are in `data/belief.yaml`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from graph.data_files import read_data

DECIMALS = 6
"""Digits kept of a belief, so that the same evidence in another order gives the same number."""


@dataclass(frozen=True, slots=True)
class Support:
    """One sentence for or against a statement.

    ``work`` is the study it rests on (a DOI or title, else the document that says it); ``confidence`` is the
    extraction's, from 0 to 1. What rests on a ``retracted`` work counts nothing, for or against.
    """

    work: str
    source_type: str | None = None
    hedged: bool = False
    confidence: float = 1.0
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Belief:
    """Belief from 0 to 1, with the numbers of independent works for and against."""

    value: float
    works: int
    against: int = 0


@dataclass(frozen=True, slots=True)
class Noise:
    """The chances that a finding of one type of source is wrong: always for one reason, or by accident."""

    systematic: float
    random: float


@dataclass(frozen=True, slots=True)
class BeliefParameters:
    """The noise of each type of source, and what a hedged finding counts."""

    sources: Mapping[str, Noise]
    hedged_weight: float


@cache
def load_belief_parameters() -> BeliefParameters:
    """Read the parameters that ship with the package."""
    data = read_data("belief")
    sources = {name: Noise(**noise) for name, noise in data["sources"].items()}
    return BeliefParameters(MappingProxyType(sources), data["hedged_weight"])


def measure_belief(supports: Iterable[Support], against: Iterable[Support] = ()) -> Belief:
    """Return the belief in a statement: ``(1 - P(all wrong)) * (1 - P(what is against it is right))``.

    Sentences that rest on one work count once, by the strongest of them; a retracted work not at all.

    >>> one = Support("10.1/a", "experiment")
    >>> measure_belief([one]).value, measure_belief([one, one]).value
    (0.665, 0.665)
    >>> measure_belief([one, Support("10.1/b", "experiment")])
    Belief(value=0.8645, works=2, against=0)
    >>> measure_belief([one], [Support("10.1/c", "experiment")])
    Belief(value=0.222775, works=1, against=1)
    """
    works, opposing = _strongest(supports), _strongest(against)
    value = _chance_right(works.values()) * (1.0 - _chance_right(opposing.values()))
    return Belief(round(value, DECIMALS), len(works), len(opposing))


def _strongest(supports: Iterable[Support]) -> dict[str, Support]:
    """Return the strongest support of each work that stands, in the order of the works."""
    found: dict[str, Support] = {}
    standing = (support for support in supports if not support.retracted)
    for support in sorted(standing, key=lambda s: (s.work, _type(s), s.hedged, s.confidence)):
        known = found.get(support.work)
        if known is None or _strength(support) > _strength(known):
            found[support.work] = support
    return found


def _chance_right(works: Iterable[Support]) -> float:
    """Return the chance that not all works are wrong; 0 without a work."""
    weights: dict[str, list[float]] = {}
    for support in works:
        weights.setdefault(_type(support), []).append(_weight(support))
    return 1.0 - math.prod(_chance_wrong(kind, math.fsum(weights[kind])) for kind in sorted(weights))


def _chance_wrong(kind: str, k: float) -> float:
    noise = load_belief_parameters().sources[kind]
    return 1.0 - (1.0 - noise.systematic) * (1.0 - math.pow(noise.random, k))


def _type(support: Support) -> str:
    kind = support.source_type or "unknown"
    return kind if kind in load_belief_parameters().sources else "unknown"


def _weight(support: Support) -> float:
    return support.confidence * (load_belief_parameters().hedged_weight if support.hedged else 1.0)


def _strength(support: Support) -> float:
    return 1.0 - _chance_wrong(_type(support), _weight(support))
