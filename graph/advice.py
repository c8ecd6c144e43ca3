"""Advice as it is given: what goes wrong at an interface, what has helped, who says so and how it was ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.names import AskedMaterial


@dataclass(frozen=True, slots=True)
class CitedReference:
    """A reference cited in the very sentence. ``retracted`` is None where nobody looked."""

    document: str
    n: int
    doi: str | None
    title: str | None
    retracted: bool | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that supports a claim, with its place in the document and the references it cites."""

    claim: str
    document: str
    line: int
    start: int
    end: int
    text: str
    section: str | None
    page: int | None
    hedged: bool
    refs: tuple[CitedReference, ...]


@dataclass(frozen=True, slots=True)
class Caveat:
    """What limits a piece of advice: from a document (with references) or a rule of the field (with its DOI)."""

    text: str
    refs: tuple[CitedReference, ...] = ()
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A finding that speaks against a piece of advice."""

    text: str
    materials: tuple[str, ...]
    polarity: str
    refs: tuple[CitedReference, ...]
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """What one study did: where, with which materials, and what came of it.

    ``retracted`` where no work that reports it stands.
    """

    claim: str
    basis: str
    host: str | None
    electrode: str | None
    materials: tuple[str, ...]
    products: tuple[str, ...]
    method: str | None
    effects: tuple[Mapping[str, Any], ...]
    outcome: str | None
    belief: float
    retracted: bool
    refs: tuple[CitedReference, ...]
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """One term of a score."""

    what: str
    amount: float


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One strategy with the studies that speak for it at this interface; ``score`` sums the contributions."""

    rank: int
    strategy: str
    name: str
    basis: str
    score: float
    belief: float
    works: int
    materials: tuple[str, ...]
    mechanisms: tuple[str, ...]
    issues: tuple[str, ...]
    options: tuple[Option, ...]
    refs: tuple[CitedReference, ...]
    caveats: tuple[Caveat, ...]
    conflicts: tuple[Conflict, ...]
    why: str
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class MechanismFinding:
    """A mechanism that documents find, or find absent, at the interface or nearest to it."""

    id: str
    name: str
    belief: float
    polarity: str
    basis: str
    places: tuple[str, ...]
    products: tuple[str, ...]
    refs: tuple[CitedReference, ...]
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Discouragement:
    """A strategy that should not be tried here, with the reason."""

    strategy: str
    name: str
    materials: tuple[str, ...]
    why: str
    refs: tuple[CitedReference, ...]
    evidence: tuple[Sentence, ...] = ()
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """The whole answer to a pair of materials. ``coverage``: direct, problem-only, transfer or none."""

    electrolyte: AskedMaterial
    electrode: AskedMaterial
    issue: str | None
    coverage: str
    summary: str
    mechanisms: tuple[MechanismFinding, ...]
    recommendations: tuple[Recommendation, ...]
    warnings: tuple[Discouragement, ...]
