"""What each number of a sentence measures: its property, in that property's unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.concepts import load_vocabulary
from graph.units import convert
from ingest.clauses import find_bracket, number_clauses
from ingest.lexicon_files import read_lexicon
from ingest.property_names import PropertyName, find_candidates, find_names, is_also, pair_names
from ingest.quantities import QuantityMention
from ingest.sentences import Sentence, Term

_AFTER_PENALTY = 1.6  # a property named after its number is rarer than one named before it
_ADJACENT = 0.5  # "5 nm thick", "10 mm in diameter"
_CLAUSE_PENALTY = 8.0  # a name in the other half of a comparison counts where its own half has none
_SHORT_REACH = 14.0  # a share or a count is of what is named nearby alone
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\scycle$")
_CYCLE = "prop:cycle-number"
_PERCENTS = frozenset({"wt%", "vol%"})  # a share is printed with a bare % too: "1.3 % carbon"


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity with its property; value in the property's canonical unit.

    ``named`` are the stretches of terms that name the property (first, behind the last), the one that told it
    first; none where its unit tells it.
    """

    term: int
    quantity: QuantityMention
    property: str
    value: float | None
    value_max: float | None
    unit: str
    state: str | None = None
    uncertainty: float | None = None
    named: tuple[tuple[int, int], ...] = ()


def find_measured(sentence: Sentence) -> list[Measured]:
    """Return the sentence's quantities with the property that each measures; those without one are left out."""
    places = [place for place, term in enumerate(sentence.terms) if term.quantity]
    if not places:
        return []
    names = find_names(sentence)
    clauses = number_clauses(sentence.terms)
    paired = pair_names(sentence, places, names)
    found: list[Measured] = []
    before: dict[str | None, tuple[QuantityMention, PropertyName | None]] = {}
    for place in places:
        quantity = sentence.terms[place].quantity
        assert quantity is not None
        last = before.get(quantity.unit)
        alike = last[1] if last and _measures_the_same(sentence, last[0], quantity) else None
        name = paired.get(place) or alike or _find_name(sentence, place, names, clauses)
        before[quantity.unit] = quantity, name
        if (measured := _read_quantity(sentence, place, name)) is not None:
            also = [(n.start, n.end) for n in reversed(names) if name and is_also(n, name, place, clauses)]
            found.append(replace(measured, named=(*measured.named, *also)))
    return _mark_states(sentence, _count_cycles(sentence, found))


def _count_cycles(sentence: Sentence, found: Sequence[Measured]) -> list[Measured]:
    """Read cycles over which a share of the capacity was kept as a number of cycles, unless they are called a life."""
    if not any(m.property == "prop:capacity-retention" for m in found):
        return list(found)
    words = sentence.folded
    return [
        replace(m, property=_CYCLE)
        if m.property == "prop:cycle-life"
        and not any(w.startswith("life") for n in m.named[:1] for w in words[slice(*n)])
        else m
        for m in found
    ]


_LIST_GAP = re.compile(r"\s?(?:,|,?\s?(?:and|or)|vs\.?|versus|to)\s?")
_TEXT = r"(?:[^.;()]|\.(?=\d))*"
_COMPARED = re.compile(
    rf"\)?{_TEXT}\b(?:than|compared\s(?:to|with)|versus)\s{_TEXT}\(|{_TEXT}\b(?:that|those)\s(?:of|for|in)\b{_TEXT}"
    rf"|{_TEXT}\b(?:but|whereas|while|than|against|versus|vs\.?|as\sopposed\sto|rather\sthan|instead\sof|(?:as\s)?compared\s(?:to|with))"
    r"\s(?:(?:only|just|merely|still)\s)?"
)


def _measures_the_same(sentence: Sentence, first: QuantityMention, second: QuantityMention) -> bool:
    """Tell whether two numbers of one unit are neighbours in a list, or of "94% for X, higher than that of Y (79%)"."""
    gap = sentence.paragraph.text[first.end : second.start]
    return any(shape.fullmatch(gap) for shape in (_LIST_GAP, _COMPARED))


def _find_name(
    sentence: Sentence, place: int, names: Sequence[PropertyName], clauses: Sequence[int]
) -> PropertyName | None:
    """Return the name of a property of its dimension that stands nearest to a number."""
    quantity = sentence.terms[place].quantity
    assert quantity is not None
    candidates = find_candidates(quantity)
    fitting = [n for n in names if n.fits(quantity.unit, candidates)]
    reach = _SHORT_REACH if quantity.unit in ("%", "cycles") else float("inf")
    if quantity.unit is None:
        fitting = [n for n in fitting if n.property != _CYCLE]  # a bare zero counts nothing
    fitting = _prefer_bracket(sentence.terms, place, names, fitting)
    if _ORDINAL.search(quantity.raw):
        fitting = [n for n in fitting if n.property == _CYCLE]
    fitting = [
        n
        for n in fitting
        if not (_is_of_other(sentence, n, place) or _leads_other(sentence, n, place) or _is_setting(sentence, n, place))
    ]
    return _nearest_name(sentence.terms, place, fitting, clauses, reach=reach)


def _is_of_other(sentence: Sentence, name: PropertyName, place: int) -> bool:
    """Tell whether the name is a phrase around another number, as in "40% of its capacity"."""
    inside = [n for n in range(name.start, name.end) if sentence.terms[n].quantity]
    if not inside or place in inside:
        return False
    first, second = sorted((sentence.terms[place], sentence.terms[inside[0]]), key=lambda term: term.start)
    return _LIST_GAP.fullmatch(sentence.paragraph.text, first.end, second.start) is None


def _leads_other(sentence: Sentence, name: PropertyName, place: int) -> bool:
    """Tell whether a name behind the number leads up to the next one of its unit: "1 mS/cm, an x conductivity of 2"."""
    quantity = sentence.terms[place].quantity
    if name.start <= place + 2 or quantity is None or quantity.unit in ("%", "cycles"):
        return False
    following = (n for n in range(name.end, min(name.end + _LED, len(sentence.terms))) if sentence.terms[n].quantity)
    led = next(following, None)
    candidate = sentence.terms[led].quantity if led is not None else None
    return candidate is not None and name.fits(candidate.unit, find_candidates(candidate))


_LED = 5


def _is_setting(sentence: Sentence, name: PropertyName, place: int) -> bool:
    """Tell whether the number is the current of a test: "CCD rose to 1, and cells ran for 2 h at 0.5 mA/cm2"."""
    told = name.property == "prop:critical-current-density" and place - name.end > _LED
    return told and sentence.terms[place - 1].text.lower() == "at"


def _prefer_bracket(
    terms: Sequence[Term], place: int, names: Sequence[PropertyName], fitting: Sequence[PropertyName]
) -> list[PropertyName]:
    """Leave out the names outside a bracket that names what its number is of: "polarization (capacity below 1 V)"."""
    bracket = find_bracket(terms, place)
    if bracket is None:
        return list(fitting)
    numbers = [n for n in range(bracket, place) if terms[n].quantity]
    inside = [n for n in names if bracket < n.start < place and not any(n.start < m for m in numbers)]
    return [n for n in fitting if bracket < n.start] if inside else list(fitting)


def _read_quantity(sentence: Sentence, place: int, name: PropertyName | None) -> Measured | None:
    quantity = sentence.terms[place].quantity
    assert quantity is not None
    candidates = find_candidates(quantity)
    chosen = name.property if name else _default_property(sentence, place, candidates)
    if chosen is None or not chosen.startswith("prop:"):
        return None
    if chosen == "prop:c-rate" and _DEFINED.match(sentence.paragraph.text, quantity.end):
        return None  # "1C = 241 mA/g" says what a rate is, not at which one
    unit = load_vocabulary()[chosen].unit or "1"
    printed = unit if quantity.unit == "%" and unit in _PERCENTS else quantity.unit
    value = _to_unit(quantity.value, printed, unit)
    top = _to_unit(quantity.value_max, printed, unit)
    if value is None or not is_possible(chosen, value, top):
        return None
    named = ((name.start, name.end),) if name else ()
    return Measured(place, quantity, chosen, value, top, unit, uncertainty=read_spread(quantity, unit), named=named)


def _to_unit(value: float | None, unit: str | None, target: str) -> float | None:
    if value is None or unit is None:
        return value
    return convert(value, unit, target)


def read_spread(quantity: QuantityMention, unit: str) -> float | None:
    """Return the uncertainty in the unit; it is a difference, so that an offset between scales does not count."""
    if quantity.uncertainty is None:
        return None
    low = _to_unit(0.0, quantity.unit, unit)
    high = _to_unit(quantity.uncertainty, quantity.unit, unit)
    return None if low is None or high is None else float(f"{high - low:.6g}")


def is_possible(name: str, value: float, top: float | None) -> bool:
    """Tell whether the property can have the value, or all of the range."""
    limits: Mapping[str, tuple[float, float]] = read_lexicon("limits")
    low, high = limits.get(name, (float("-inf"), float("inf")))
    return low <= value and (value if top is None else top) <= high


def _nearest_name(
    terms: Sequence[Term], place: int, names: Sequence[PropertyName], clauses: Sequence[int], *, reach: float
) -> PropertyName | None:
    reach_behind = 2 if any(term.text.lower() == "in" for term in terms[place + 1 : place + 2]) else 1

    def distance(name: PropertyName) -> float:
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
    if quantity.unit == "%" and _is_over_cycles(sentence.terms, place):
        lost = place and sentence.terms[place - 1].text.lower() == "by"
        return "prop:relative-change" if lost else "prop:capacity-retention"
    printed = quantity.unit.replace("µ", "u").replace("μ", "u")
    after = sentence.terms[place + 1 : place + 2]
    if after and _is_substance(after[0]) and printed in defaults["before_substance"]:
        return str(defaults["before_substance"][printed])
    around = [sentence.terms[n].text for n in (place - 1, place + 1) if 0 <= n < len(sentence.terms)]
    if around == ["(", ")"] and place > 1 and sentence.terms[place - 2].material and printed in defaults["in_bracket"]:
        return str(defaults["in_bracket"][printed])
    if printed in defaults["printed"]:
        return str(defaults["printed"][printed])
    units = {load_vocabulary()[candidate].unit or "1" for candidate in candidates}
    return next((name for unit, name in defaults["unit"].items() if unit in units and name in candidates), None)


_DEFINED = re.compile(r"\s?(?:=|≈|is defined|corresponds to|equals)")
_OVER = frozenset({"after", "over", "at", "in", "for", "the", "of", "first"})


def _is_over_cycles(terms: Sequence[Term], place: int) -> bool:
    """Tell whether cycles follow the share, as in "70% at the 100th cycle"."""
    for number, term in enumerate(terms[place + 1 : place + 5]):
        if term.quantity is not None:
            return number > 0 and term.quantity.unit == "cycles"
        if term.text.lower() not in _OVER:
            return False
    return False


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
