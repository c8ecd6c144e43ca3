"""Strategy cases: one remedy as one study reports it, with what it addresses and how well it worked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.concepts import SORTING_ROOTS
from graph.records import Effect, StrategyCaseRecord
from ingest.causal_links import find_causes, find_effects, relate
from ingest.citing import find_refs
from ingest.concepts import ConceptMention
from ingest.conditions import find_conditions
from ingest.cues import find_cues, find_methods
from ingest.dopings import find_dopings
from ingest.findings import Finding
from ingest.layers import find_layers
from ingest.lexicon_files import read_lexicon
from ingest.measured import Measured, find_measured
from ingest.named_strategies import find_named_strategies
from ingest.phrases import PhraseIndex
from ingest.products import find_products
from ingest.relations import Relation
from ingest.remedies import Remedy


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a remedy addresses and whether it helps there."""

    mechanisms: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    worsened: tuple[str, ...] = ()
    denied: bool = False
    effects: tuple[Effect, ...] = ()

    @property
    def addresses(self) -> bool:
        """Whether it speaks of a problem: a number alone, such as a conductivity, does not."""
        return bool(self.mechanisms or self.issues or self.worsened or self.denied)

    def __bool__(self) -> bool:
        return self.addresses or bool(self.effects)


def find_remedies(finding: Finding) -> list[Remedy]:
    """Return the remedies of a sentence: layers, dopings, then strategies named as such."""
    material = [*find_layers(finding), *find_dopings(finding)]
    return [*material, *find_named_strategies(finding, material)]


def extract_strategy_cases(finding: Finding, following: Finding | None) -> list[StrategyCaseRecord]:
    """Return a case for each remedy of the sentence of which it, or the next, says what came of it.

    ``following`` is the next sentence of the paragraph: results often stand there.
    """
    cases = []
    for remedy in find_remedies(finding):
        outcome = _read_outcome(finding, remedy)
        if following is not None and _tells_result(following, outcome):
            outcome = _join(outcome, _read_outcome(following, None))
        if remedy.materials and not (outcome.mechanisms or outcome.worsened or outcome.denied):
            before = _read_earlier_aim(finding)
            outcome = replace(outcome, mechanisms=before.mechanisms, issues=outcome.issues or before.issues)
        if outcome and (remedy.materials or outcome.addresses):
            cases.append(_build_case(finding, following, remedy, outcome))
    told = {(case.strategy, case.refs) for case in cases if case.materials}
    return [
        case
        for case in cases
        if case.materials
        or (case.polarity != "no-help" and ((case.strategy, case.refs) not in told or _is_class(case.host)))
    ]


def _is_class(host: str | None) -> bool:
    """Tell whether the host is a class: what the text says of all sulfides is more than what it says of one."""
    return host is not None and host.startswith("family:")


def _tells_result(following: Finding, outcome: _Outcome) -> bool:
    """Tell whether the next sentence tells the result: it goes on, or cites nothing while the result is open."""
    if _adds_material(following):
        return False
    return _goes_on(following) or (not outcome and not following.sentence.callouts)


_AIM_REACH = 4  # sentences back to the one that says what the remedies listed since are for


def _read_earlier_aim(finding: Finding) -> _Outcome:
    """Return what the remedies of this stretch of text are for, where a sentence before says so."""
    earlier = finding.previous if _goes_on(finding) or finding.sentence.callouts else None
    for _ in range(_AIM_REACH):
        if earlier is None:
            break
        outcome = _read_outcome(earlier, None)
        if outcome.mechanisms:
            return outcome
        earlier = earlier.previous
    return _Outcome()


def _adds_material(finding: Finding) -> bool:
    return any(remedy.materials for remedy in find_remedies(finding))


def _goes_on(finding: Finding) -> bool:
    """Tell whether the sentence goes on with the finding before: it says so, and cites and adds nothing new."""
    opening = [term.keys for term in finding.sentence.terms[:4]]
    index = PhraseIndex((phrase, phrase) for phrase in read_lexicon("remedies")["continues"])
    matches = index.find(opening)
    return bool(matches) and matches[0].start == 0


def _read_outcome(finding: Finding, remedy: Remedy | None) -> _Outcome:
    found: dict[str, list[str]] = {"mitigates": [], "worsens": [], "contradicts": []}
    for relation in finding.relations:
        if remedy is not None and not _is_cause(finding, relation, remedy):
            continue
        for effect in find_effects(finding, relation):
            kind = relate(_AS_STRATEGY, effect, relation)
            if effect.kind != "strat" and kind in found and (kind == "mitigates" or _names(relation, remedy)):
                found[kind].append(effect.concept)
    denied = bool(found["contradicts"]) or _is_denied(finding, remedy)
    reliefs = [m.concept for m in finding.sentence.concepts if m.valence > 0 and not m.bare and not denied]
    helped = dict.fromkeys([*found["mitigates"], *reliefs])
    effects = tuple(_find_effects(finding, remedy))
    return _Outcome(
        mechanisms=tuple(c for c in helped if c.startswith("mech:")),
        issues=tuple(dict.fromkeys([c for c in helped if c.startswith("issue:")] + _issues_of(effects))),
        worsened=tuple(dict.fromkeys(found["worsens"])),
        denied=denied,
        effects=effects,
    )


def _names(relation: Relation, remedy: Remedy | None) -> bool:
    """Tell whether the relation's very cause names the remedy: nothing less makes a remedy harmful."""
    return remedy is not None and remedy.first < relation.cause[1] and relation.cause[0] < remedy.last


def _is_parted(finding: Finding, one: int, other: int) -> bool:
    """Tell whether a word between the two terms sets their clauses against each other."""
    terms = finding.sentence.terms[min(one, other) : max(one, other)]
    return any(term.text.lower() in _CLAUSE_ENDS for term in terms)


_CLAUSE_ENDS = frozenset({"whereas", "while", "but", ";", "although", "however"})


def _is_denied(finding: Finding, remedy: Remedy | None) -> bool:
    """Tell whether the remedy's own clause says that it did not help."""
    words = [term.text.lower() for term in finding.sentence.terms]
    first, last = 0, len(words)
    if remedy is not None:
        first = max((n + 1 for n in range(remedy.first) if words[n] in _CLAUSE_ENDS), default=0)
        last = next((n for n in range(remedy.last, len(words)) if words[n] in _CLAUSE_ENDS), len(words))
    return any(first <= cue.start < last for cue in find_cues(finding.sentence, "no_help_cues"))


_AS_STRATEGY = ConceptMention(0, 0, "strat:compositional", 0)
"""What stands in for the cause: a remedy is a strategy, whatever its words."""


def _is_cause(finding: Finding, relation: Relation, remedy: Remedy) -> bool:
    """Tell whether the remedy's words stand in or before the relation's cause, and not in its effect."""
    first, last = relation.effect
    if _names(relation, remedy):
        return True
    if first <= remedy.first < last or _is_parted(finding, relation.trigger.first, remedy.first):
        return False
    causes = find_causes(finding, relation)
    strategies = [c for c in causes if c.kind == "strat" and c.concept not in SORTING_ROOTS]
    return (
        not strategies
        or any(c.first < remedy.last and remedy.first < c.last for c in strategies)
        or bool(remedy.materials)
    )


def _issues_of(effects: Sequence[Effect]) -> list[str]:
    outcomes = read_lexicon("remedies")["outcomes"]
    named = [outcomes[e.property] for e in effects if outcomes.get(e.property)]
    return [concept for concept in named if concept.startswith("issue:")]


def _find_effects(finding: Finding, remedy: Remedy | None) -> Iterator[Effect]:
    outcomes = read_lexicon("remedies")["outcomes"]
    first, last = _find_stretch(finding, remedy)
    measured = [m for m in find_measured(finding.sentence) if m.property in outcomes and first <= m.term < last]
    before = _find_earlier_values(finding)
    for m in measured:
        if m.state == "before":
            before[m.property] = m
            continue
        earlier = before.pop(m.property, None)
        conditions = find_conditions(finding.sentence, m, find_measured(finding.sentence))
        conditions.pop("state", None)
        if m.quantity.comparator != "=":
            conditions["comparator"] = m.quantity.comparator
        yield Effect(
            property=m.property,
            before=earlier.value if earlier else None,
            after=m.value,
            unit=m.unit,
            conditions=conditions,
        )


def _find_stretch(finding: Finding, remedy: Remedy | None) -> tuple[int, int]:
    """Return the terms between semicolons that hold the remedy: another study's numbers stand beyond."""
    terms = finding.sentence.terms
    if remedy is None or sum(bool(r.materials) for r in find_remedies(finding)) == 0:
        return 0, len(terms)
    stops = [n for n, term in enumerate(terms) if term.text == ";"]
    first = max((n + 1 for n in stops if n < remedy.first), default=0)
    last = min((n for n in stops if n >= remedy.last), default=len(terms))
    inside = any(first <= n < last for n, term in enumerate(terms) if term.quantity)
    return (first, last) if inside else (0, len(terms))


_CHANGED = re.compile(r"\b(?:reduc|lower|decreas|improv|increas|enhanc|rais)", re.IGNORECASE)


def _find_earlier_values(finding: Finding) -> dict[str, Measured]:
    """Return the values of the sentence before, where this one says that they changed and that one had no remedy."""
    earlier = finding.previous
    if earlier is None or not _CHANGED.search(finding.sentence.text) or find_remedies(earlier):
        return {}
    telling = {name for name, concept in read_lexicon("remedies")["outcomes"].items() if concept}
    return {m.property: m for m in find_measured(earlier.sentence) if m.state is None and m.property in telling}


def _join(first: _Outcome, second: _Outcome) -> _Outcome:
    return replace(
        first,
        mechanisms=tuple(dict.fromkeys((*first.mechanisms, *second.mechanisms))),
        issues=tuple(dict.fromkeys((*first.issues, *second.issues))),
        denied=first.denied or (second.denied and not first),
        effects=first.effects or second.effects,
    )


def _build_case(finding: Finding, following: Finding | None, remedy: Remedy, outcome: _Outcome) -> StrategyCaseRecord:
    sentence = finding.sentence
    refs = find_refs(finding, remedy.first, remedy.last)
    methods = find_methods(sentence.text)
    helps = bool(outcome.mechanisms or outcome.issues or outcome.effects)
    polarity = "no-help" if outcome.denied and not helps else "harms" if outcome.worsened and not helps else "helps"
    addressed = outcome if helps else replace(
        outcome,
        mechanisms=tuple(c for c in outcome.worsened if c.startswith("mech:")),
        issues=tuple(c for c in outcome.worsened if c.startswith("issue:")),
    )  # fmt: skip
    caveat = _find_caveat(finding, following, remedy)
    if polarity == "no-help" and not remedy.materials and _limits_earlier(finding, remedy):
        # "However, such layers cannot stop ...": a limit of the class, not a trial that failed.
        polarity, caveat = "helps", sentence.text
    own = frozenset(filter(None, (*remedy.materials, remedy.pair.electrolyte, remedy.pair.electrode)))
    return StrategyCaseRecord(
        strategy=remedy.strategy,
        materials=remedy.materials,
        host=remedy.pair.electrolyte,
        electrode=remedy.pair.electrode,
        method=methods[0] if methods else None,
        polarity=polarity,
        works=find_works(finding, refs),
        mechanisms=addressed.mechanisms,
        issues=addressed.issues,
        products=tuple(find_products(sentence, own)),
        effects=outcome.effects,
        outcome=_find_words(finding, remedy),
        caveat=caveat,
        confidence=0.75 if remedy.materials else 0.6,
        **finding.source(refs),
    )


def _find_words(finding: Finding, remedy: Remedy) -> str | None:
    """Return what the text says came of the remedy, from its verb on."""
    for relation in finding.relations:
        if _is_cause(finding, relation, remedy) and relation.trigger.forward:
            return finding.sentence.words(relation.trigger.first, relation.effect[1])
    return None


def find_works(finding: Finding, refs: Sequence[int]) -> tuple[str, ...]:
    """Return the works cited, by DOI, else title; without a citation the document itself is the work."""
    listed = {reference.n: reference.work for reference in finding.document.references}
    works = sorted({listed.get(ref, f"{finding.document.id}#{ref}") for ref in refs})
    return tuple(works) or (finding.document.id,)


def _find_caveat(finding: Finding, following: Finding | None, remedy: Remedy) -> str | None:
    """Return what limits the remedy: a clause after "but", or a next sentence that opens with a contrast."""
    sentence = finding.sentence
    for cue in find_cues(sentence, "caveat_cues"):
        if cue.start > remedy.last:
            return sentence.words(cue.start, len(sentence.terms))
    if following is None or find_remedies(following):
        return None
    return following.sentence.text if _opens_with_caveat(following) else None


def _limits_earlier(finding: Finding, remedy: Remedy) -> bool:
    """Tell whether the sentence opens with a contrast and limits a strategy that those before spoke of."""
    earlier = finding.previous if _opens_with_caveat(finding) else None
    while earlier is not None:
        if any(mention.concept == remedy.strategy for mention in earlier.sentence.concepts):
            return True
        earlier = earlier.previous
    return False


def _opens_with_caveat(finding: Finding) -> bool:
    return any(cue.start <= 2 for cue in find_cues(finding.sentence, "caveat_cues"))
