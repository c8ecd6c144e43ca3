"""What speaks against a strategy at an interface: failures, contradicting claims, and rules of the field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.advice import Caveat, Conflict, Discouragement
from graph.basis import BASES, Question
from graph.candidates import Case, ClaimSources, Opposition
from graph.concepts import SORTING_ROOTS, load_vocabulary
from graph.options import sort_refs, sort_sentences
from graph.scoring import Rule, load_weights

_NOTHING = ClaimSources()
_SAID = {"harms": "reported to harm", "no-help": "reported not to help"}


@dataclass(frozen=True, slots=True)
class Objections:
    """The cases and rules that limit or forbid strategies at one interface."""

    cases: Sequence[Case]
    rules: Sequence[Rule]
    sources: Mapping[str, ClaimSources]
    opposed: Mapping[str, Sequence[Opposition]]

    def forbid(self, strategy: str) -> bool:
        """Tell whether a rule warns of the strategy, and nobody has reported it at the interface itself."""
        return bool(_warning_rules(self.rules, strategy)) and not _is_tried(self.cases, strategy)

    def opposing(self, strategy: str, basis: str) -> list[Case]:
        """Return the failures of the strategy at least as near as the basis."""
        farthest = BASES.index(basis)
        return [case for case in self._failures(strategy) if BASES.index(case.nearness.basis) <= farthest]

    def caveats(self, strategy: str) -> tuple[Caveat, ...]:
        """Return what documents say of the strategy or its whole class here, then what rules do, each once."""
        lineage = {strategy, *load_vocabulary().ancestors(strategy)} - SORTING_ROOTS
        found = {
            case.caveat: Caveat(case.caveat, self.sources.get(case.id, _NOTHING).refs)
            for case in self.cases
            if case.caveat and (case.strategy == strategy or (case.of_class and case.strategy in lineage))
        }
        for rule in self.rules:
            if _applies(rule, strategy):
                found.setdefault(rule.text, Caveat(rule.text, doi=rule.doi))
        return tuple(found.values())

    def conflicts(self, strategy: str, claims: Collection[str]) -> tuple[Conflict, ...]:
        """Return the failures of the strategy nearby, and what contradicts the claims it rests on."""
        failures = [_build_conflict(case, self.sources.get(case.id, _NOTHING)) for case in self._failures(strategy)]
        told = {case.id for case in self._failures(strategy)}
        opposed = {
            other.claim: _build_opposed(other, self.sources.get(other.claim, _NOTHING))
            for claim in sorted(claims)
            for other in self.opposed.get(claim, ())
            if other.claim not in told
        }
        return (*failures, *opposed.values())

    def _failures(self, strategy: str) -> list[Case]:
        return [case for case in self.cases if case.strategy == strategy and _is_failure(case)]

    def warnings(self) -> tuple[Discouragement, ...]:
        """Return what should not be tried here: first what failed in a study, then what a rule warns of."""
        strategies = sorted({case.strategy for case in self.cases if _is_failure(case)} - SORTING_ROOTS)
        failed = [self._warn_of_failures(strategy) for strategy in strategies]
        ruled = [
            self._warn_by_rule(rule, strategy)
            for rule in self.rules
            for strategy in rule.strategies
            if self.forbid(strategy)
        ]
        return (*failed, *ruled)

    def _warn_of_failures(self, strategy: str) -> Discouragement:
        failures = self._failures(strategy)
        sources = [self.sources.get(case.id, _NOTHING) for case in failures]
        return Discouragement(
            strategy=strategy,
            name=load_vocabulary().name(strategy),
            materials=tuple(sorted({material for case in failures for material in case.materials})),
            why="; ".join(dict.fromkeys(map(_describe_failure, failures, sources))),
            refs=sort_refs(ref for source in sources for ref in source.refs),
            evidence=sort_sentences(sentence for source in sources for sentence in source.sentences),
        )

    def _warn_by_rule(self, rule: Rule, strategy: str) -> Discouragement:
        said = [self.sources.get(c.id, _NOTHING) for c in self.cases if c.strategy == strategy and c.of_class]
        return Discouragement(
            strategy=strategy,
            name=load_vocabulary().name(strategy),
            materials=(),
            why=rule.text,
            refs=sort_refs(ref for source in said for ref in source.refs),
            evidence=sort_sentences(sentence for source in said for sentence in source.sentences),
            doi=rule.doi,
        )


def find_rules(question: Question, shown: Collection[str]) -> list[Rule]:
    """Return the rules that hold for the pair: by the electrolyte's family or a mechanism shown there."""
    is_a = load_vocabulary().is_a
    return [
        rule
        for rule in load_weights().rules
        if rule.side == question.side
        and (
            set(rule.families) & set(question.electrolyte.families)
            or any(is_a(mechanism, named) for mechanism in shown for named in rule.mechanisms)
        )
    ]


def _applies(rule: Rule, strategy: str) -> bool:
    return any(load_vocabulary().is_a(strategy, named) for named in rule.strategies)


def _warning_rules(rules: Iterable[Rule], strategy: str) -> list[Rule]:
    return [rule for rule in rules if rule.warn and _applies(rule, strategy)]


def _is_tried(cases: Iterable[Case], strategy: str) -> bool:
    return any(
        case.strategy == strategy and case.polarity == "helps" and case.nearness.basis in ("interface", "variant")
        for case in cases
    )


def _is_failure(case: Case) -> bool:
    return case.polarity != "helps" and case.nearness.basis != "mechanism"


def _describe_failure(case: Case, sources: ClaimSources) -> str:
    place = " | ".join(map(load_vocabulary().name, filter(None, (case.host, case.electrode))))
    added = f" ({', '.join(case.materials)})" if case.materials else ""
    said = _SAID.get(case.polarity, case.polarity)
    said = f"{said}, in a work that is retracted," if sources.retracted else said
    return f"{said} at {place}{added}{f': {case.outcome}' if case.outcome else ''}".rstrip(".")


def _build_conflict(case: Case, sources: ClaimSources) -> Conflict:
    return Conflict(_describe_failure(case, sources), case.materials, case.polarity, sources.refs, sources.sentences)


def _build_opposed(other: Opposition, sources: ClaimSources) -> Conflict:
    return Conflict(f"{other.name}: {other.reason}", (), "contradicts", sources.refs, sources.sentences)
