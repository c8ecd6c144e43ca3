"""Causal links: relations whose cause and effect are concepts of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.concepts import SORTING_ROOTS, load_vocabulary
from graph.records import CausalLinkRecord, RelationRecord, Scope
from ingest.citing import find_refs
from ingest.concepts import ConceptMention
from ingest.context import Pair
from ingest.findings import Finding
from ingest.layers import find_layers
from ingest.relations import Relation, split_coordination
from ingest.remedies import is_withdrawn
from ingest.sentences import Sentence
from ingest.statements import split_relation

_DEMONSTRATIVES = frozenset({"this", "these", "such", "those"})


def extract_relations(finding: Finding) -> list[RelationRecord]:
    """Return each relation of the sentence in the text's own words."""
    return [record for relation in finding.relations for record in _build_relations(finding, relation)]


def _build_relations(finding: Finding, relation: Relation) -> list[RelationRecord]:
    return [
        RelationRecord(
            cause_text=statement.cause_text,
            trigger=statement.trigger,
            effect_text=statement.effect_text,
            polarity=statement.polarity,
            confidence=0.6,
            **finding.source(find_refs(finding, *_span(relation, statement.cause, statement.effect))),
        )
        for statement in split_relation(finding.sentence, relation)
    ]


def _span(relation: Relation, cause: tuple[int, int], effect: tuple[int, int]) -> tuple[int, int]:
    """Return the terms from a cause to an effect: of "A led to B [1] and C [2]" each effect has its own citation."""
    places = (*cause, *effect, relation.trigger.first, relation.trigger.last)
    return min(places), max(places)


def extract_causal_links(finding: Finding) -> list[CausalLinkRecord]:
    """Return a link for each pair of concepts that a relation of the sentence joins."""
    links = []
    for relation in finding.relations:
        for cause in find_causes(finding, relation):
            for effect in find_effects(finding, relation):
                kind = relate(cause, effect, relation)
                if kind is not None and _is_informative(cause, effect):
                    links.append(_build_link(finding, relation, cause, effect, kind))
    return links


def _is_informative(cause: ConceptMention, effect: ConceptMention) -> bool:
    vocabulary = load_vocabulary()
    if cause.bare or (cause.kind == "strat" and _is_beneficial(effect.concept)):
        return False
    related = vocabulary.is_a(cause.concept, effect.concept) or vocabulary.is_a(effect.concept, cause.concept)
    return not related and effect.kind != "strat" and cause.concept not in SORTING_ROOTS


def find_causes(finding: Finding, relation: Relation) -> list[ConceptMention]:
    """Return the concepts of the cause; "this", "these reactions" stand for the last effect before.

    A layer put in place is the strategy of its kind, named or not: "thin Ge films were introduced to ...".
    """
    mentions = [
        m for m in heads(finding.sentence, relation.cause)
        if m.kind != "strat" or not is_withdrawn(finding.sentence, m.first)
    ]  # fmt: skip
    first, last = relation.cause
    if not any(m.kind == "strat" for m in mentions):
        layers = {r.strategy: r for r in find_layers(finding) if first <= r.first and r.last <= last}
        mentions += [ConceptMention(r.first, r.last, strategy, 0) for strategy, r in layers.items()]
    if mentions or first > 2 or finding.sentence.terms[first].text.lower() not in _DEMONSTRATIVES:
        return mentions
    return _last_effect(finding, relation.cause)


def _last_effect(finding: Finding, span: tuple[int, int]) -> list[ConceptMention]:
    """Return the concepts of the last effect that the sentence before tells, as it leaves them: raised or lowered.

    ``span`` are the terms of this sentence that point back, where the concepts now stand.
    """
    if finding.previous is None:
        return []
    for told in reversed(finding.previous.relations):
        sign = _SIGNS[told.polarity]
        effects = heads(finding.previous.sentence, told.effect) if sign else []
        if effects:
            first, last = span
            return [replace(e, first=first, last=last, valence=sign * e.valence, bare=False) for e in effects]
    return []


_SIGNS = {"promotes": 1, "reduces": -1, "none": 0}


_PROBLEMS = frozenset({"issue", "issues", "problem", "problems", "challenge", "challenges", "drawback", "drawbacks"})
_INTERFACES = frozenset({"interface", "interfaces", "sei", "interphase", "anode", "electrolyte", "cathode"})


def find_effects(finding: Finding, relation: Relation) -> list[ConceptMention]:
    """Return the concepts of the effect; to stabilise an interface is to keep it from reacting.

    "This issue", "these problems" stand for the last effect before.
    """
    mentions = heads(finding.sentence, relation.effect)
    terms = finding.sentence.terms
    first, last = relation.effect
    words = [term.text.lower() for term in terms[first : first + 3]]
    if not mentions and words and words[0] in _DEMONSTRATIVES and _PROBLEMS.intersection(words):
        return [replace(m, valence=-1) for m in _last_effect(finding, relation.effect) if m.kind != "strat"]
    if not mentions and terms[relation.trigger.first].stem == "stabil":
        places = [n for n in range(first, last) if terms[n].text.lower() in _INTERFACES]
        mentions = [ConceptMention(n, n + 1, "mech:interphase-formation", 1) for n in places[:1]]
    return mentions


def heads(sentence: Sentence, span: tuple[int, int]) -> list[ConceptMention]:
    """Return the concepts that head the span: the first in each of its coordinated parts."""
    words = [term.text.lower() for term in sentence.terms]
    kept: list[ConceptMention] = []
    for first, last in split_coordination(words, span):
        inside = [m for m in sentence.concepts if first <= m.first < last]
        kept += [m for m in inside if m.first == inside[0].first]
    if not kept:
        kept = [m for m in sentence.concepts if span[0] <= m.first < span[1]][:1]
    return kept


def relate(cause: ConceptMention, effect: ConceptMention, relation: Relation) -> str | None:
    """Return causes, mitigates, worsens or contradicts by the signs of trigger, cause and effect.

    A trigger that promotes a relief mitigates, one that reduces a relief causes; a bare quality or a relief
    as the cause turns the sign round ("wettability reduces resistance": poor wettability causes it).
    """
    if relation.polarity == "none":
        return "contradicts" if cause.kind == "strat" else None
    sign = _SIGNS[relation.polarity] * effect.valence
    if sign == 0:
        return None
    if cause.kind == "strat":
        return "mitigates" if sign > 0 else "worsens"
    if _is_beneficial(cause.concept):
        return "mitigates" if sign > 0 else None
    # A problem that lessens another is more often misread than meant.
    return "causes" if sign * cause.valence > 0 else None


def _is_beneficial(concept: str) -> bool:
    vocabulary = load_vocabulary()
    return concept in vocabulary and vocabulary[concept].beneficial


def _build_link(
    finding: Finding, relation: Relation, cause: ConceptMention, effect: ConceptMention, kind: str
) -> CausalLinkRecord:
    own, reached = (cause.first, cause.last), (effect.first, effect.last)
    refs = find_refs(finding, *_span(relation, relation.cause, reached), subject=own)
    return CausalLinkRecord(
        cause=cause.concept,
        relation=kind,
        effect=effect.concept,
        scope=_find_scope(finding, effect),
        relations=tuple(record.id for record in _build_relations(finding, relation)),
        confidence=0.7,
        **finding.source(refs),
    )


def _find_scope(finding: Finding, effect: ConceptMention) -> Scope | None:
    named = next(_named_pairs(finding), None)
    if named is None:
        return None
    return Scope(electrolyte=named.electrolyte, electrode=named.electrode)


def _named_pairs(finding: Finding) -> Iterator[Pair]:
    """Yield the pairs that the sentence itself names: a topic from before is no scope."""
    yield from finding.context.pairs
    electrolytes: Sequence[str] = [p.id for p in finding.context.electrolytes if p.term or finding.sentence.materials]
    if electrolytes:
        electrodes = [p.id for p in finding.context.electrodes]
        yield Pair(electrolytes[0], electrodes[0] if electrodes else None)
