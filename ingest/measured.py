"""What each number of a sentence measures: its property, in that property's unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from graph.concepts import load_vocabulary
from graph.units import convert, dimension_properties
from ingest.clauses import number_clauses
from ingest.lexicon_files import read_lexicon
from ingest.phrases import PhraseIndex
from ingest.quantities import QuantityMention
from ingest.sentences import Sentence, Term

_AFTER_PENALTY = 1.6  # a property named after its number is rarer than one named before it
_ADJACENT = 0.5  # "5 nm thick", "10 mm in diameter"
_CLAUSE_PENALTY = 8.0  # a name in the other half of a comparison counts where its own half has none
_PERCENT_REACH = 14.0  # a percentage is told by its neighbours alone: what is named further off is not what it is of
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\scycle$")
_CYCLE = "prop:cycle-number"
_OTHER = "other:"


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity with its property; value in the property's canonical unit.

    ``named`` are the terms that name the property (first, behind the last), None where its unit tells it.
    """

    term: int
    quantity: QuantityMention
    property: str
    value: float | None
    value_max: float | None
    unit: str
    state: str | None = None
    uncertainty: float | None = None
    named: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Name:
    """A stretch of terms that names a property, or by its unit a quantity that the vocabulary does not hold."""

    start: int
    end: int
    property: str

    def fits(self, unit: str | None, candidates: Sequence[str]) -> bool:
        if self.property.startswith(_OTHER):
            return unit is not None and convert(1.0, unit, self.property.removeprefix(_OTHER)) is not None
        return self.property in candidates


@cache
def _load_names() -> PhraseIndex[str]:
    phrases = []
    for name, listed in read_lexicon("properties").items():
        rows: Mapping[str, Sequence[str]] = listed if isinstance(listed, dict) else {name: listed}
        for key, row in rows.items():
            value = key if key.startswith("prop:") else _OTHER + key
            phrases += [(phrase, value) for phrase in row]
    return PhraseIndex(phrases)


def find_measured(sentence: Sentence) -> list[Measured]:
    """Return the sentence's quantities with the property that each measures; those without one are left out."""
    places = [place for place, term in enumerate(sentence.terms) if term.quantity]
    if not places:
        return []
    names = [_Name(m.start, m.end, m.value) for m in _load_names().find([term.keys for term in sentence.terms])]
    clauses = number_clauses(sentence.terms)
    found: list[Measured] = []
    before: tuple[QuantityMention, _Name | None] | None = None
    for place in places:
        quantity = sentence.terms[place].quantity
        assert quantity is not None
        alike = before is not None and _measures_the_same(sentence, before[0], quantity)
        name = before[1] if before is not None and alike else _find_name(sentence, place, names, clauses)
        before = quantity, name
        if (measured := _read_quantity(sentence, place, name)) is not None:
            found.append(measured)
    return _mark_states(sentence, found)


_LIST_GAP = re.compile(r"\s?(?:,|,?\s?(?:and|or))\s?")
_COMPARED = re.compile(r"[^.;()]*\bthan\s(?:that\s|those\s)?[^.;,()]*\(")


def _measures_the_same(sentence: Sentence, first: QuantityMention, second: QuantityMention) -> bool:
    """Tell whether two numbers of one unit are neighbours in a list, or "94% for X, higher than that of Y (79%)"."""
    gap = sentence.paragraph.text[first.end : second.start]
    return first.unit == second.unit and any(shape.fullmatch(gap) for shape in (_LIST_GAP, _COMPARED))


def _find_name(sentence: Sentence, place: int, names: Sequence[_Name], clauses: Sequence[int]) -> _Name | None:
    """Return the name of a property of its dimension that stands nearest to a number."""
    quantity = sentence.terms[place].quantity
    assert quantity is not None
    candidates = _find_candidates(quantity)
    fitting = [n for n in names if n.fits(quantity.unit, candidates)]
    reach = _PERCENT_REACH if quantity.unit == "%" else float("inf")
    if _ORDINAL.search(quantity.raw):
        fitting = [n for n in fitting if n.property == _CYCLE]
    return _nearest_name(sentence.terms, place, fitting, clauses, reach=reach)


def _find_candidates(quantity: QuantityMention) -> Sequence[str]:
    return dimension_properties(quantity.unit) if quantity.unit else _known_properties()


def _read_quantity(sentence: Sentence, place: int, name: _Name | None) -> Measured | None:
    quantity = sentence.terms[place].quantity
    assert quantity is not None
    candidates = _find_candidates(quantity)
    chosen = name.property if name else _default_property(sentence, place, candidates)
    if chosen is None or chosen.startswith(_OTHER):
        return None
    unit = load_vocabulary()[chosen].unit or "1"
    value = _to_unit(quantity.value, quantity.unit, unit)
    top = _to_unit(quantity.value_max, quantity.unit, unit)
    if value is None or not _is_possible(chosen, value, top):
        return None
    named = (name.start, name.end) if name else None
    return Measured(place, quantity, chosen, value, top, unit, uncertainty=_read_spread(quantity, unit), named=named)


def _to_unit(value: float | None, unit: str | None, target: str) -> float | None:
    if value is None or unit is None:
        return value
    return convert(value, unit, target)


def _read_spread(quantity: QuantityMention, unit: str) -> float | None:
    """Return the uncertainty in the unit; it is a difference, so that an offset between scales does not count."""
    if quantity.uncertainty is None:
        return None
    low = _to_unit(0.0, quantity.unit, unit)
    high = _to_unit(quantity.uncertainty, quantity.unit, unit)
    return None if low is None or high is None else float(f"{high - low:.6g}")


@cache
def _known_properties() -> tuple[str, ...]:
    return tuple(concept.id for concept in load_vocabulary().of_kind("properties"))


def _is_possible(name: str, value: float, top: float | None) -> bool:
    limits: Mapping[str, tuple[float, float]] = read_lexicon("limits")
    low, high = limits.get(name, (float("-inf"), float("inf")))
    return low <= value and (value if top is None else top) <= high


def _nearest_name(
    terms: Sequence[Term], place: int, names: Sequence[_Name], clauses: Sequence[int], *, reach: float
) -> _Name | None:
    reach_behind = 2 if any(term.text.lower() == "in" for term in terms[place + 1 : place + 2]) else 1

    def distance(name: _Name) -> float:
        away = place - name.end if name.end <= place else (name.start - place) * _AFTER_PENALTY
        if 0 < name.start - place <= reach_behind:
            away = _ADJACENT
        return away + _CLAUSE_PENALTY * abs(clauses[place] - clauses[name.start])

    return min((name for name in names if distance(name) <= reach), key=distance, default=None)


def _default_property(sentence: Sentence, place: int, candidates: Sequence[str]) -> str | None:
    quantity = sentence.terms[place].quantity
    if quantity is None or quantity.unit is None:
        return None
    defaults: Mapping[str, Any] = read_lexicon("defaults")
    printed = quantity.unit.replace("µ", "u").replace("μ", "u")
    after = sentence.terms[place + 1 : place + 2]
    if after and _is_substance(after[0]) and printed in defaults["before_substance"]:
        return str(defaults["before_substance"][printed])
    if printed in defaults["printed"]:
        return str(defaults["printed"][printed])
    units = {load_vocabulary()[candidate].unit or "1" for candidate in candidates}
    return next((name for unit, name in defaults["unit"].items() if unit in units and name in candidates), None)


def _is_substance(term: Term) -> bool:
    return term.material is not None or term.text.lower() in ("electrolyte", "active", "powder")


_BEFORE_AND_AFTER = re.compile(r"\bbefore and after\b[^;]*\brespectively\b|\brespectively\b[^;]*\bbefore and after\b")


def _mark_states(sentence: Sentence, found: Sequence[Measured]) -> list[Measured]:
    """Mark pairs "from A to B", and "A and B before and after ..., respectively", as before and after."""
    marked = list(found)
    text = sentence.paragraph.text
    both = _BEFORE_AND_AFTER.search(text, sentence.start, sentence.end) is not None
    for number in range(len(found) - 1):
        first, second = found[number], found[number + 1]
        lead = text[max(0, first.quantity.start - 14) : first.quantity.start].lower()
        between = text[first.quantity.end : second.quantity.start].lower()
        changed = re.search(r"\bfrom\b", lead) and re.search(r"\bto\b", between)
        if first.property == second.property and (changed or (both and between.strip() == "and")):
            marked[number] = replace(first, state="before")
            marked[number + 1] = replace(second, state="after")
    return marked
