"""Advice in words: one sentence for each recommendation and one for the whole answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.basis import Question, describe_shared
from graph.belief import Belief
from graph.candidates import Case
from graph.concepts import load_vocabulary
from graph.scoring import Relevance, measure_change, related

_LISTED = 4
"""How many materials or names a sentence lists before it says how many more there are."""

_RETRACTED = "works that are all retracted"
"""What there is where no work counts: every claim rests on at least one."""


def explain_coverage(question: Question, coverage: str) -> str:
    """Return what is known of the pair in one sentence."""
    pair = f"{question.electrolyte.id} | {question.electrode.id}"
    return {
        "direct": f"Remedies are reported at {pair} itself or at a variant of it.",
        "problem-only": f"What goes wrong at {pair} is reported; remedies are known only from elsewhere.",
        "transfer": f"Nothing is reported at {pair}; what follows is carried over from its structural family.",
    }.get(coverage, f"Nothing is known of {pair}, nor of its structural family on this side of a cell.")


def explain_recommendation(
    question: Question, strategy: str, cases: Sequence[Case], belief: Belief, relevance: Relevance
) -> str:
    """Return why a strategy is advised: where it was reported, what is shared, what came of it.

    What is carried over from another place is called a hypothesis.
    """
    basis = cases[0].nearness.basis
    works = f"{belief.works} independent work{'' if belief.works == 1 else 's'}" if belief.works else _RETRACTED
    subject = f"{load_vocabulary().name(strategy)}{_list_materials(cases)}"
    where = _list_names(dict.fromkeys(map(_place, cases)))
    against = _name_targets(cases, relevance)
    numbers = _name_best_effect(cases)
    said = f"{subject} is reported to help {where}{against} in {works}{numbers}"
    if basis == "interface":
        return f"{said}."
    if basis == "variant":
        return f"{said}; this is a variant of the pair asked about."
    return f"Hypothesis: {said}; {_explain_transfer(question, cases, relevance)}."


def _explain_transfer(question: Question, cases: Sequence[Case], relevance: Relevance) -> str:
    asked = question.electrolyte.id
    if cases[0].nearness.basis == "mechanism":
        mechanisms = {m for case in cases for m in case.mechanisms if related([m], relevance.shown)}
        if mechanisms:
            return f"shared with this interface: {_list_names(sorted(map(_name, mechanisms)))}; the host differs"
        return "it addresses what was asked about; nothing is shown of its cause at this interface"
    if any(case.nearness.host in ("same", "variant") for case in cases):
        return f"the electrolyte is {asked} there too, the electrode differs or is not named"
    shared = next(filter(None, (describe_shared(question, case.host) for case in cases)), None)
    return f"shared with {asked}: the family {shared}; composition and stability differ"


def _place(case: Case) -> str:
    if case.host is None:
        return f"at {_name(case.electrode)}" if case.electrode else "in general"
    return f"at {_name(case.host)} | {_name(case.electrode)}" if case.electrode else f"in {_name(case.host)}"


def _name(concept: str) -> str:
    name = load_vocabulary().name(concept)
    return f"{_lower(name)} (class)" if concept.startswith("family:") else name


def _list_materials(cases: Iterable[Case]) -> str:
    materials = sorted({material for case in cases for material in case.materials})
    return f" ({_list_names(materials)})" if materials else ""


def _list_names(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    return ", ".join(listed[:_LISTED]) + more


def _name_targets(cases: Iterable[Case], relevance: Relevance) -> str:
    listed = list(cases)
    named = {relevance.issue} if any(relevance.issue in case.issues for case in listed) else set()
    mechanisms = sorted({m for case in listed for m in case.mechanisms})
    targets = [*filter(None, named), *mechanisms] or sorted({i for case in listed for i in case.issues})
    return f" against {_list_names(_lower(_name(target)) for target in targets)}" if targets else ""


def _name_best_effect(cases: Iterable[Case]) -> str:
    effects: list[Any] = [e for case in cases for e in case.effects if measure_change(e) is not None]
    if not effects:
        return ""
    best = max(effects, key=lambda e: measure_change(e) or 0.0)
    return f": {_lower(_name(best['property']))} {best['before']:g} to {best['after']:g} {best['unit']}"


def _lower(name: str) -> str:
    """Return the name for the middle of a sentence: symbols and abbreviations keep their capitals."""
    word = name.partition(" ")[0]
    return name[:1].lower() + name[1:] if len(word) > 2 and word[1:].islower() else name
