"""Advice for a pair of materials, computed from the strategy cases of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.advice import Advice, Recommendation
from graph.advice_rendering import render_advice
from graph.basis import BASES, Question
from graph.belief import Support, measure_belief
from graph.candidates import (
    Case,
    ClaimSources,
    Fact,
    read_cases,
    read_facts,
    read_opposed,
    read_question,
    read_sources,
)
from graph.concepts import SORTING_ROOTS, load_vocabulary
from graph.errors import InputError
from graph.explaining import explain_coverage, explain_recommendation
from graph.findings import find_mechanisms, find_shown
from graph.names import AskedMaterial, resolve_material
from graph.objections import Objections, find_rules
from graph.options import build_options, sort_refs, warn_of_retractions
from graph.queries import read_rows
from graph.scoring import Relevance, may_be_carried, measure_closeness, score_cases
from graph.stores.contract import GraphStore

__all__ = ["recommend", "render_advice"]

NEAR = ("interface", "variant")


def recommend(
    store: GraphStore, electrolyte: str, electrode: str, *, issue: str | None = None, top: int = 10
) -> Advice:
    """Return what is known of the interface and what to try, best first, at most ``top`` strategies.

    Names may be any alias, formula or family word. With an ``issue`` (an id such as ``issue:li-dendrite``)
    what addresses it or a mechanism of it ranks first; nothing is left out. Raises `NameNotFoundError` for
    an unknown name and `InputError` for an unknown issue.
    """
    _check_options(issue, top)
    asked = _order_sides(resolve_material(store, electrolyte), resolve_material(store, electrode))
    question = read_question(store, *asked)
    cases, facts = read_cases(store, question), read_facts(store, question)
    coverage = judge_coverage(cases, facts)
    if coverage == "none":
        return Advice(*asked, issue, coverage, explain_coverage(question, coverage), (), (), ())
    relevance = _read_relevance(store, issue, find_shown(cases, facts))
    claims = {*(case.id for case in cases), *(fact.id for fact in facts)}
    opposed = read_opposed(store, claims)
    sources = read_sources(store, claims.union(other.claim for found in opposed.values() for other in found))
    objections = Objections(cases, find_rules(question, relevance.shown), sources, opposed)
    ranking = _Ranking(
        question=question,
        relevance=relevance,
        sources=sources,
        degrees={row["strategy"]: row["degree"] for row in read_rows(store, "hubs")},
        objections=objections,
    )
    return Advice(
        *asked,
        issue,
        coverage,
        explain_coverage(question, coverage),
        find_mechanisms(facts, sources, opposed),
        ranking.rank(cases)[:top],
        objections.warnings(),
    )


def judge_coverage(cases: Iterable[Case], facts: Iterable[Fact]) -> str:
    """Return how much is known: direct, problem-only, transfer or none.

    What is said of a material at no electrode in particular does not tell the side, and is no transfer.
    """
    remedies = list(cases)
    if any(case.polarity == "helps" and case.nearness.basis in NEAR for case in remedies):
        return "direct"
    places = [*(case.nearness for case in remedies), *(fact.nearness for fact in facts)]
    if any(near.basis in NEAR for near in places):
        return "problem-only"
    return "transfer" if any(near.basis == "family" and near.electrode != "none" for near in places) else "none"


@dataclass(frozen=True, slots=True)
class _Ranking:
    """What the ranking of one question looks up."""

    question: Question
    relevance: Relevance
    sources: Mapping[str, ClaimSources]
    degrees: Mapping[str, int]
    objections: Objections

    def rank(self, cases: Iterable[Case]) -> tuple[Recommendation, ...]:
        """Return one recommendation a strategy, the highest score first, equal scores by id."""
        groups: dict[str, list[Case]] = {}
        for case in cases:
            if self._is_candidate(case):
                groups.setdefault(case.strategy, []).append(case)
        found = [self._build(strategy, group) for strategy, group in groups.items()]
        found.sort(key=lambda r: (-r.score, r.strategy))
        return tuple(replace(recommendation, rank=n) for n, recommendation in enumerate(found, 1))

    def _is_candidate(self, case: Case) -> bool:
        if case.polarity != "helps" or case.strategy in SORTING_ROOTS:
            return False
        if self.objections.forbid(case.strategy):
            return False
        near = case.nearness
        if near.basis in NEAR:
            return True
        if not may_be_carried(case.strategy, near.host, self.question.side):
            return False
        return (near.basis == "family" and near.host != "kin") or self.relevance.bears_on(case)

    def _build(self, strategy: str, cases: Sequence[Case]) -> Recommendation:
        counted = self._find_counted(cases)
        basis = min((case.nearness.basis for case in counted), key=BASES.index)
        best = sorted(
            (case for case in counted if case.nearness.basis == basis),
            key=lambda case: (-measure_closeness(case.nearness), -case.belief, case.id),
        )
        against = [s for case in self.objections.opposing(strategy, basis) for s in self._supports(case)]
        belief = measure_belief((s for case in best for s in self._supports(case)), against)
        degree = self.degrees.get(strategy, 1)
        contributions = score_cases(best, belief, self.relevance, degree=degree)
        options = build_options(cases, self.sources)
        return Recommendation(
            rank=0,
            strategy=strategy,
            name=load_vocabulary().name(strategy),
            basis=basis,
            score=sum(term.amount for term in contributions),
            belief=belief.value,
            works=belief.works,
            materials=_unite(case.materials for case in cases),
            mechanisms=_unite(case.mechanisms for case in best),
            issues=_unite(case.issues for case in best),
            options=options,
            refs=sort_refs(ref for option in options for ref in option.refs),
            caveats=(*warn_of_retractions(options), *self.objections.caveats(strategy)),
            conflicts=self.objections.conflicts(strategy, {case.id for case in cases}),
            why=explain_recommendation(self.question, strategy, best, belief, self.relevance),
            contributions=contributions,
        )

    def _find_counted(self, cases: Sequence[Case]) -> list[Case]:
        """Return the cases of works that stand; where all are retracted, these without their numbers."""
        standing = [case for case in cases if case.id not in self.sources or not self.sources[case.id].retracted]
        return standing or [replace(case, effects=()) for case in cases]

    def _supports(self, case: Case) -> Sequence[Support]:
        return self.sources[case.id].supports if case.id in self.sources else ()


def _unite(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({item for items in lists for item in items}))


def _order_sides(electrolyte: AskedMaterial, electrode: AskedMaterial) -> tuple[AskedMaterial, AskedMaterial]:
    """Return electrolyte and electrode, turned round where they were named the other way."""
    if electrolyte.side in ("anode", "cathode") and electrode.side == "electrolyte":
        note = f"{electrode.name} is the electrolyte: the two names were taken the other way round"
        return replace(electrode, note=note), electrolyte
    return electrolyte, electrode


def _check_options(issue: str | None, top: int) -> None:
    issues = [concept.id for concept in load_vocabulary().of_kind("issues")]
    if issue is not None and issue not in issues:
        raise InputError(f"{issue!r} is no issue of the vocabulary", remedy=f"use one of {', '.join(issues)}")
    if top < 1:
        raise InputError(f"cannot give {top} recommendations", remedy="ask for at least one")


def _read_relevance(store: GraphStore, issue: str | None, shown: frozenset[str]) -> Relevance:
    """Return what the question is about; the vocabulary's background matters only where an issue is asked."""
    if issue is None:
        return Relevance(None, frozenset(), frozenset(), shown)
    causes = frozenset(row["mechanism"] for row in read_rows(store, "causes", issue=issue))
    mechanisms = load_vocabulary().of_kind("mechanisms")
    background = frozenset(concept.id for concept in mechanisms if issue in concept.issues)
    return Relevance(issue, causes, background, shown)
