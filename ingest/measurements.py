"""Measurements: numbers attached to their property, subject and conditions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.concepts import load_vocabulary
from graph.materials import side
from graph.records import MeasurementRecord
from graph.units import convert, dimension_properties
from ingest.citing import find_refs
from ingest.context import Pair
from ingest.findings import Finding
from ingest.lexicon_files import read_lexicon
from ingest.phrases import PhraseIndex
from ingest.quantities import QuantityMention
from ingest.sentences import Sentence

_ROOM_TEMPERATURE = re.compile(r"\bRT\b|\b(?:room|ambient) temperatures?\b", re.IGNORECASE)
_AFTER_PENALTY = 1.6  # a property named after its number is rarer than one named before it
_CONDITION_REACH = 60  # characters from a number to the temperature at which it was measured


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity with its property; value in the property's canonical unit."""

    term: int
    quantity: QuantityMention
    property: str
    value: float | None
    value_max: float | None
    unit: str
    state: str | None = None


@cache
def _load_properties() -> tuple[PhraseIndex[str], Mapping[str, str]]:
    phrases = [(phrase, name) for name, listed in read_lexicon("properties").items() for phrase in listed]
    return PhraseIndex(phrases), read_lexicon("defaults")


def find_measured(sentence: Sentence) -> list[Measured]:
    """Return the sentence's quantities with the property that each measures; those without one are left out."""
    index, _ = _load_properties()
    named = [(m.start, m.end, m.value) for m in index.find([term.keys for term in sentence.terms])]
    places = [place for place, term in enumerate(sentence.terms) if term.quantity]
    found = [m for place in places if (m := _read_quantity(sentence, place, named)) is not None]
    return _mark_states(sentence, found)


def _read_quantity(sentence: Sentence, place: int, named: Sequence[tuple[int, int, str]]) -> Measured | None:
    quantity = sentence.terms[place].quantity
    assert quantity is not None
    candidates = dimension_properties(quantity.unit) if quantity.unit else _known_properties()
    chosen = _nearest_property(place, named, candidates)
    if chosen is None and quantity.unit is not None:
        chosen = _default_property(quantity.unit, candidates)
    if chosen is None:
        return None
    unit = load_vocabulary()[chosen].unit or "1"
    value = _to_unit(quantity.value, quantity.unit, unit)
    if value is None:
        return None
    return Measured(place, quantity, chosen, value, _to_unit(quantity.value_max, quantity.unit, unit), unit)


def _to_unit(value: float | None, unit: str | None, target: str) -> float | None:
    if value is None or unit is None:
        return value
    return convert(value, unit, target)


@cache
def _known_properties() -> tuple[str, ...]:
    return tuple(concept.id for concept in load_vocabulary().of_kind("properties"))


def _nearest_property(place: int, named: Sequence[tuple[int, int, str]], candidates: Sequence[str]) -> str | None:
    def distance(entry: tuple[int, int, str]) -> float:
        start, end, _ = entry
        return place - end if end <= place else (start - place) * _AFTER_PENALTY

    fitting = [entry for entry in named if entry[2] in candidates]
    return min(fitting, key=distance)[2] if fitting else None


def _default_property(unit: str, candidates: Sequence[str]) -> str | None:
    _, defaults = _load_properties()
    vocabulary = load_vocabulary()
    printed = unit.replace("µ", "u").replace("μ", "u")
    if defaults.get(printed) in candidates:
        return defaults[printed]
    return next((defaults[u] for c in candidates if (u := vocabulary[c].unit or "1") in defaults), None)


def _mark_states(sentence: Sentence, found: Sequence[Measured]) -> list[Measured]:
    """Mark pairs "from A to B" as before and after."""
    marked = list(found)
    text = sentence.paragraph.text
    for number in range(len(found) - 1):
        first, second = found[number], found[number + 1]
        lead = text[max(0, first.quantity.start - 14) : first.quantity.start].lower()
        between = text[first.quantity.end : second.quantity.start].lower()
        if first.property == second.property and re.search(r"\bfrom\b", lead) and re.search(r"\bto\b", between):
            marked[number] = replace(first, state="before")
            marked[number + 1] = replace(second, state="after")
    return marked


def find_conditions(sentence: Sentence, measured: Measured, others: Sequence[Measured]) -> dict[str, str]:
    """Return temperature, pressure, current density and state of a measurement, as the sentence gives them."""
    conditions = {"state": measured.state} if measured.state else {}
    quantity = measured.quantity
    text = sentence.paragraph.text
    window = text[quantity.end : min(sentence.end, quantity.end + _CONDITION_REACH)]
    following = [m for m in others if m.term > measured.term]
    room = _ROOM_TEMPERATURE.search(window)
    limit = following[0].quantity.start - quantity.end if following else len(window)
    if room and room.start() <= limit:
        conditions["temperature"] = "RT"
    names = {
        "prop:temperature": "temperature",
        "prop:pressure": "pressure",
        "prop:current-density": "current_density",
    }
    for other in others:
        name = names.get(other.property)
        near = abs(other.quantity.start - quantity.end) <= _CONDITION_REACH or _is_only_one(other, others, text)
        if name and name not in conditions and other.term != measured.term and measured.property not in names and near:
            conditions[name] = other.quantity.raw
    return conditions


def extract_measurements(finding: Finding, following: Finding | None) -> list[MeasurementRecord]:
    """Return a record for each number of the sentence that measures a property of the vocabulary.

    ``following`` is the next sentence: in a caption it names the source of the figure ("from Ref. [12]").
    """
    sentence = finding.sentence
    found = find_measured(sentence)
    records = []
    for measured in found:
        refs = find_refs(finding, measured.term, measured.term + 1)
        if sentence.paragraph.caption and not refs and following is not None:
            refs = following.sentence.refs
        records.append(
            MeasurementRecord(
                subject=find_subject(finding, measured),
                property=measured.property,
                value=measured.value,
                value_max=measured.value_max,
                comparator=measured.quantity.comparator,
                unit=measured.unit,
                conditions=find_conditions(sentence, measured, found),
                raw=measured.quantity.raw,
                confidence=0.7,
                **finding.source(refs),
            )
        )
    return records


def _is_only_one(other: Measured, others: Sequence[Measured], text: str) -> bool:
    """Tell whether the condition is the sentence's only one of its kind and is given with "at"."""
    alone = sum(m.property == other.property for m in others) == 1
    return alone and text[: other.quantity.start].rstrip().endswith(" at")


_INTERFACIAL = frozenset(
    {"prop:interfacial-resistance", "prop:contact-angle", "prop:diffusion-depth", "prop:adhesion-strength"}
)
_CELL = frozenset(
    {"prop:critical-current-density", "prop:voltage", "prop:overpotential", "prop:cycle-life"}
    | {"prop:temperature", "prop:pressure", "prop:cycle-number"}
)
_AMOUNTS = frozenset({"prop:concentration", "prop:mass-fraction", "prop:volume-fraction", "prop:thickness"})
_SKIPPED = frozenset({")", "(", "of", "thick", "thin", "ultrathin"})


def find_subject(finding: Finding, measured: Measured) -> str | None:
    """Return the material or interface that the number is about; None where the text names none."""
    pair = _nearest_pair(finding, measured)
    if pair is not None and measured.property in _INTERFACIAL:
        return f"{pair.electrolyte}|{pair.electrode}" if pair.electrode else pair.electrolyte
    if pair is not None and measured.property in _CELL:
        if pair.electrode and not finding.context.carried:
            return f"{pair.electrolyte}|{pair.electrode}"
        if measured.property == "prop:critical-current-density":
            return pair.electrolyte
    if measured.property in _AMOUNTS and (amount := _following_material(finding.sentence, measured.term)):
        return amount
    nearest = _nearest_material(finding.sentence, measured.term)
    if nearest is not None:
        return nearest
    return pair.electrolyte if pair is not None else None


def _following_material(sentence: Sentence, place: int) -> str | None:
    """Return the material that the amount is of: "1 mol/L LiPF6", "a 6 nm thick LiF layer"."""
    for term in sentence.terms[place + 1 : place + 4]:
        if term.material is not None:
            return term.material.identity.id
        if term.text.lower() not in _SKIPPED:
            return None
    return None


def _nearest_pair(finding: Finding, measured: Measured) -> Pair | None:
    mechanism = "mech:poor-wettability" if measured.property in _INTERFACIAL else ""
    pair = finding.context.pair_for(mechanism, measured.term)
    return pair if pair is not None and pair.electrolyte else None


def _nearest_material(sentence: Sentence, place: int) -> str | None:
    """Return the material named last before the number, electrodes only where nothing else is."""
    before = [t.material.identity for t in sentence.terms[:place] if t.material is not None]
    after = [t.material.identity for t in sentence.terms[place:] if t.material is not None]
    ordered = [*reversed(before), *after]
    chosen = next((i for i in ordered if side(i) != "anode"), None)
    return chosen.id if chosen else None
