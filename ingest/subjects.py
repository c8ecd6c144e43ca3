"""Which material or interface a number is about."""

from __future__ import annotations

from collections.abc import Sequence

from graph.identities import side
from graph.materials import link_material
from ingest.clauses import number_clauses
from ingest.context import Pair
from ingest.earlier import find_active_before, find_pair_before, is_electrolyte, went_on_to_class
from ingest.findings import Finding
from ingest.listed import find_listed
from ingest.measured import Measured
from ingest.owners import find_owner, following_material, owner_right_before
from ingest.sentences import Sentence
from ingest.standing import AMOUNTS, OF_CATHODES, choose_material, is_inactive
from ingest.subject_words import word_set, word_starts

_INTERFACIAL = frozenset(
    {"prop:interfacial-resistance", "prop:contact-angle", "prop:diffusion-depth", "prop:adhesion-strength"}
)
_CELL = frozenset(
    {"prop:critical-current-density", "prop:voltage", "prop:overpotential", "prop:cycle-life"}
    | {"prop:temperature", "prop:pressure", "prop:cycle-number", "prop:cycling-time"}
)
_GOING_ON = (_INTERFACIAL | _CELL | {"prop:current-density"}) - {"prop:voltage", "prop:pressure", "prop:cycle-number"}
_SETTINGS = frozenset({"prop:current-density", "prop:temperature"})
_DELIVERED = OF_CATHODES - {"prop:loading"}
_GENERAL = frozenset(
    {"prop:critical-current-density", "prop:ionic-conductivity", "prop:voltage", "prop:stability-window"}
)


def find_subject(finding: Finding, measured: Measured, numbers: Sequence[Measured]) -> str | None:
    """Return the material or interface that the number is about; None where the text names none.

    ``numbers`` are all of the sentence: in a list with "respectively" each has its own material.
    """
    if _is_setting(finding.sentence, measured):
        return _find_interface(finding, measured)
    sentence = finding.sentence
    measured = _find_kept(measured, numbers)
    found = _find_meant(finding, measured, numbers)
    if found is not None and measured.property in OF_CATHODES and not _is_of_electrodes(found):
        found = choose_material(sentence.terms, measured)
    if found is None and measured.property in _DELIVERED:
        found = find_active_before(finding)
    return _find_changed(sentence, measured, found) or found


def _find_meant(finding: Finding, measured: Measured, numbers: Sequence[Measured]) -> str | None:
    sentence = finding.sentence
    return (
        _find_halves(sentence, measured)
        or find_listed(sentence, numbers).get(measured.term)
        or owner_right_before(sentence, measured.term)
        or (following_material(sentence, measured.term) if _is_of_following(sentence, measured) else None)
        or (find_pair_before(finding) if _goes_on(measured, numbers) else None)
        or _find_class(sentence, measured)
        or _find_interface(finding, measured)
        or find_owner(sentence.terms, measured)
        or choose_material(sentence.terms, measured)
        or (find_active_before(finding) if _is_of_charging(sentence, measured) else None)
        or _find_topic(finding, measured)
    )


def _goes_on(measured: Measured, numbers: Sequence[Measured]) -> bool:
    """Tell whether the number is one of a cell; a temperature is one beside others only."""
    going_on = {number.property for number in numbers} & _GOING_ON
    return measured.property in going_on and going_on != {"prop:temperature"}


def _is_of_electrodes(name: str) -> bool:
    """Tell whether a capacity can be of the material or interface that the text gives it to."""
    identity = link_material(name)
    return identity is None or "|" in name or not is_inactive(identity)


def _is_of_charging(sentence: Sentence, measured: Measured) -> bool:
    """Tell whether the potential is one at which a cell is charged or discharged: of what a cathode converts."""
    return measured.property == "prop:voltage" and not word_set("charging").isdisjoint(sentence.folded)


def _find_halves(sentence: Sentence, measured: Measured) -> str | None:
    """Return the two electrolytes of "cells with A|B kept 80%, versus 90% for C|D", if no electrode is named."""
    if measured.property not in OF_CATHODES | _CELL | _INTERFACIAL:
        return None
    kinds = [side(mention.identity) for mention in sentence.materials]
    if len(kinds) < 2 or any(kind != "electrolyte" for kind in kinds):
        return None
    stacks = [stack for stack in sentence.interfaces if len(stack.materials) == 2]
    number = measured.quantity
    behind = (s for s in stacks if 0 <= s.start - number.end <= len(" for the "))
    stack = next(behind, None) or next((s for s in reversed(stacks) if s.end <= number.start), None)
    return "|".join(mention.identity.id for mention in stack.materials) if stack else None


def _find_class(sentence: Sentence, measured: Measured) -> str | None:
    """Return the class of which a number is said in general, where no material is named: "bare garnets short at 1"."""
    if sentence.materials or measured.property not in _GENERAL:
        return None
    before = sentence.terms[: measured.term]
    classes = [n for n, term in enumerate(before) if term.family and term.text.endswith("s") and is_electrolyte(term)]
    if not classes:
        return None
    lead = before[max(0, classes[-1] - 2) : classes[-1]]
    if any(term.text.lower() in word_set("definite") for term in lead):
        return None
    family = before[classes[-1]].family
    return family.id if family is not None else None


def _find_changed(sentence: Sentence, measured: Measured, found: str | None) -> str | None:
    """Return which of parent and variant is meant where a substitution changes a number: from the parent's, to 2."""
    identity = link_material(found) if found and measured.state else None
    if identity is None or not any(term.text.lower().startswith(word_starts("changes")) for term in sentence.terms):
        return None
    named = [mention.identity for mention in sentence.materials]
    if measured.state == "before":
        return identity.parent if any(other.id == identity.parent for other in named) else None
    return next((other.id for other in named if other.parent == identity.id), None)


def _is_setting(sentence: Sentence, measured: Measured) -> bool:
    """Tell whether the number is set for a test, so that it is of no material, if of an interface."""
    if measured.property != "prop:pressure":
        return measured.property == "prop:c-rate"
    return not any(term.text.lower().startswith(word_starts("pressing")) for term in sentence.terms)


def _find_kept(measured: Measured, numbers: Sequence[Measured]) -> Measured:
    """Return the capacity or resistance that changed over the cycles that the number counts, else the number."""
    kept = [number for number in numbers if number.property in OF_CATHODES | _INTERFACIAL]
    if measured.property != "prop:cycle-number" or not kept:
        return measured
    return min(kept, key=lambda number: abs(number.term - measured.term))


def _find_interface(finding: Finding, measured: Measured) -> str | None:
    """Return the interface that a number of interfaces or cells is of, for a critical current its electrolyte."""
    pair = _nearest_pair(finding, measured)
    if pair is None:
        return None
    if (measured.property in _INTERFACIAL and pair.electrode) or (
        measured.property in _CELL and _is_cell(finding, measured, pair)
    ):
        return f"{pair.electrolyte}|{pair.electrode}"
    alone = measured.property in _INTERFACIAL or measured.property == "prop:critical-current-density"
    return pair.electrolyte if alone else None


def _find_topic(finding: Finding, measured: Measured) -> str | None:
    """Return the electrolyte that the paragraph is about; a capacity is hardly its own."""
    if finding.context.carried and measured.property in OF_CATHODES:
        return None
    if finding.context.carried and measured.property in _SETTINGS and went_on_to_class(finding):
        return None
    pair = _nearest_pair(finding, measured)
    return pair.electrolyte if pair is not None else None


def _is_cell(finding: Finding, measured: Measured, pair: Pair) -> bool:
    """Tell whether the number is of a cell: the text puts the two in contact, or names both beside a potential."""
    if pair.electrode is None or finding.context.carried:
        return False
    if measured.property == "prop:voltage" and measured.value_max is not None and not finding.sentence.interfaces:
        return False  # the window in which an electrode is cycled
    terms = finding.sentence.terms
    clauses = number_clauses(terms)
    own = clauses[measured.term]
    named = {term.material.identity.id for n, term in enumerate(terms) if term.material and clauses[n] == own}
    both = {pair.electrolyte, pair.electrode} <= named and measured.property != "prop:critical-current-density"
    return bool(finding.context.pairs) or both


def _nearest_pair(finding: Finding, measured: Measured) -> Pair | None:
    mechanism = "mech:poor-wettability" if measured.property in _INTERFACIAL else ""
    pair = finding.context.pair_for(mechanism, measured.term)
    return pair if pair is not None and pair.electrolyte else None


def _is_of_following(sentence: Sentence, measured: Measured) -> bool:
    """Tell whether the number is an amount, a size that nothing else tells, or that of a class: "a 4.7 V spinel"."""
    if measured.property == "prop:voltage":
        following = sentence.terms[measured.term + 1 : measured.term + 2]
        return any(term.text.lower() in word_set("classes") for term in following)
    return measured.property in AMOUNTS or (measured.property == "prop:particle-size" and not measured.named)
