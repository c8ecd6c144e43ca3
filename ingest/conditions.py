"""Conditions of a measurement: temperature, pressure, current, reference electrode, as the sentence gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.clauses import find_bracket, number_clauses
from ingest.measured import Measured
from ingest.runs import split_runs
from ingest.sentences import Sentence

ROOM_TEMPERATURE = re.compile(r"\bRT\b|\b(?:room|ambient)[\s-]temperatures?\b", re.IGNORECASE)
_AT_ROOM_TEMPERATURE = re.compile(
    rf"(?:\b(?:at|in|under|to|near|and)\s(?:about\s)?|[@,(\[/]\s?)(?:{ROOM_TEMPERATURE.pattern})", re.IGNORECASE
)
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_LEVELS = re.compile(
    rf"\b(?P<name>[xyzδ])\s?=\s?(?P<list>{_NUMBERS.pattern}(?:,?\s(?:and\s|or\s)?{_NUMBERS.pattern}){{1,11}})(?![\w%])"
)
_INDEX_OF_SIGMA = re.compile(r"\bσ[\s_]?(?P<degrees>[2-9]\d)(?:\s?°C)?(?![\w.%])")
_REACH = 60  # characters from a number to the condition under which it was measured
_BEFORE_PENALTY = 20.0  # a condition behind its number is the rule: "104 mAh/g at 40 C, 81 mAh/g at 80 C"
_LIST_GAP = re.compile(r"\s?,?\s?(?:and|or)?\s?")
_LED_BY = re.compile(r"\s?")
_AT = re.compile(r"\s?(?:at|@)(?:\s\S{1,12}){0,2}\s?")
_DEFINES = re.compile(r"\bC\s?(?:=|≈)\s?$")
_NOT_YET = re.compile(r"\b(?:before|prior to)\s(?:the\s)?(?:\w+\s){1,3}(?:at\s)?$", re.IGNORECASE)
PROCESS_WORDS = re.compile(
    r"\b(?:sinter(?:ed|ing)|anneal(?:ed|ing)|calcin(?:ed|ing|ation)|fir(?:ed|ing)|dr(?:ied|ying)|press(?:ed|ing)|densified"
    r"|synthesi[sz](?:ed|ing)|synthesis|prepared|deposited|sputtered|crystalli[sz]ed|quenched|heat(?:ed|ing)?(?=\sat\b)"
    r"|(?:heat|thermal)[\s-]treat(?:ed|ment))"
    r"(?:[\s(,]{1,2}(?:in|under|with|for|at|and|then|an?|the|of|from|to|between|about|temperatures?|pressures?|uniaxial|argon|Ar|air"
    r"|vacuum|N2|O2|oxygen|dry|flowing|elevated|overnight|[\d.–-]+|h|min|°C|K|MPa|GPa))*[\s(,~]*$",
    re.IGNORECASE,
)
_KEYS = {
    "prop:temperature": "temperature",
    "prop:pressure": "pressure",
    "prop:current-density": "current_density",
    "prop:specific-current": "current_density",
    "prop:c-rate": "rate",
    "prop:cycle-number": "cycle",
}
_PROCESS = frozenset({"temperature", "pressure"})
_PROCESSING = frozenset({"prop:process-time"})
_CYCLED = frozenset(
    {"prop:capacity", "prop:areal-capacity", "prop:capacity-retention", "prop:coulombic-efficiency"}
    | {"prop:interfacial-resistance", "prop:resistance", "prop:overpotential", "prop:cycle-life"}
    | {"prop:cycling-time", "prop:voltage"}
)
_SIZES = frozenset({"prop:thickness", "prop:particle-size"})
_UNDER = _CYCLED | _PROCESSING | frozenset(_KEYS)
_PARTS = frozenset({"prop:mass-fraction", "prop:volume-fraction", "prop:concentration"})
_ALONG = frozenset({"prop:temperature", "prop:current-density", "prop:specific-current", "prop:c-rate"})
_POTENTIALS = frozenset({"prop:voltage", "prop:stability-window"})
_ELECTRODE = r"Li[-–]?In|In[-–]?Li|Na[-–]?Sn|AgCl|Li|Na|K|Mg|In|Ag"
_REFERENCE = re.compile(
    rf"\s?[\[(]?\s?(?:vs\.?|versus|against)\s?(?:the\s)?(?P<name>(?:{_ELECTRODE})\+?(?:\s?[/|]\s?(?:{_ELECTRODE})\+?)?(?![a-z])"
    r"|S\.?H\.?E\b|NHE\b|RHE\b|(?:standard|normal)\shydrogen)"
)


def find_conditions(sentence: Sentence, measured: Measured, others: Sequence[Measured]) -> dict[str, str]:
    """Return the conditions of a measurement; ``others`` are all numbers of the sentence.

    A condition stands in the clause of its number, behind it before the next number of the same property, or
    at its "at" before it. A potential keeps its reference electrode; its value stays on the printed scale, since
    an alloy electrode (Li-In, +0.62 V against Li in its two-phase region) holds its potential only there. At which
    temperature and pressure the material was made is its ``process_temperature`` and ``process_pressure``.
    """
    if measured.property in _KEYS or measured.property in _PARTS:
        return {}
    conditions = {"state": measured.state} if measured.state else {}
    if measured.property in _POTENTIALS and (reference := _find_reference(sentence, measured)):
        conditions["reference"] = reference
    text = sentence.paragraph.text
    clauses = number_clauses(sentence.terms)
    chosen: dict[str, tuple[float, Measured]] = {}
    for other in others:
        name = _KEYS.get(other.property)
        if name is None or (name not in _PROCESS and measured.property not in _CYCLED):
            continue
        lead = text[max(sentence.start, other.quantity.start - _REACH) : other.quantity.start]
        if _NOT_YET.search(lead) or _DEFINES.search(lead):
            continue  # "before annealing at 700 °C": of what was done later; "1 C = 241 mA/g": of what a rate means
        if name in _PROCESS and measured.property not in _PROCESSING and PROCESS_WORDS.search(lead):
            name = f"process_{name}"  # "X sintered at 1200 °C conducts 1 mS/cm": not measured there
        if _is_of_other(sentence, measured, other, others, made=name.startswith("process_")):
            continue
        away = _distance(sentence, measured, other, others, same_clause=clauses[measured.term] == clauses[other.term])
        if away is not None and (name not in chosen or away < chosen[name][0]):
            chosen[name] = away, other
    room = _find_written_temperature(sentence, measured, others)
    if room is not None and ("temperature" not in chosen or room[0] < chosen["temperature"][0]):
        chosen.pop("temperature", None)
        conditions["temperature"] = room[1]
    paired = _pair_conditions(sentence, measured, others)
    return conditions | {name: _render(other) for name, (_, other) in chosen.items()} | paired


def _render(condition: Measured) -> str:
    """Return a condition as it is printed, with the unit that it shares with a list."""
    quantity = condition.quantity
    printed = any(char.isalpha() or char == "%" for char in quantity.raw)
    return quantity.raw if printed or quantity.unit is None else f"{quantity.raw.rstrip('°')} {quantity.unit}"


def _pair_conditions(sentence: Sentence, measured: Measured, others: Sequence[Measured]) -> dict[str, str]:
    """Return the condition of a number in a list that pairs with a list of conditions.

    Two lists of two pair with "respectively" only, longer ones without it.
    """
    shortest = 2 if "respectively" in sentence.text else 3
    text = sentence.paragraph.text
    runs = split_runs(others, lambda last, m: last.property == m.property and _is_list([last, m], text))
    own = next(run for run in runs if measured in run)
    place = own.index(measured)
    fitting = [run for run in runs if len(run) == len(own) >= shortest and run[0].property in _KEYS]
    paired = {_KEYS[run[0].property]: _render(run[place]) for run in fitting}
    for found in _LEVELS.finditer(sentence.text):
        levels = _NUMBERS.findall(found["list"])
        if len(levels) == len(own) >= shortest:
            paired["composition"] = f"{found['name']} = {levels[place]}"
    return paired


def _distance(
    sentence: Sentence, measured: Measured, other: Measured, others: Sequence[Measured], *, same_clause: bool
) -> float | None:
    """Return how far a condition stands from its number, None where it belongs to another."""
    text = sentence.paragraph.text
    first, last = sorted((measured, other), key=lambda m: m.term)
    rivals = [m for m in others if first.term < m.term < last.term and m.property == measured.property]
    joined = [measured, *rivals] if first is measured else [*rivals, measured]
    gap = text[first.quantity.end : last.quantity.start]
    alone = _is_only_one(other, others, text)
    if rivals and not (_is_list(joined, text) or _is_change(joined, other)):
        held = alone and measured.property not in _PROCESSING and ";" not in gap
        return 1000.0 if held and _opens(other, others, measured) else None
    if first is measured:
        if _leads_another(measured, other, others, text) or not (same_clause and (len(gap) <= _REACH or alone)):
            return None
        return 0.0 if _AT.fullmatch(gap) else float(len(gap))
    if same_clause and len(gap) <= _REACH:
        return float(len(gap)) + (0.0 if _LED_BY.fullmatch(gap) else _BEFORE_PENALTY)
    return 1000.0 if alone and ";" not in gap else None


def _is_of_other(
    sentence: Sentence, measured: Measured, other: Measured, others: Sequence[Measured], *, made: bool
) -> bool:
    """Tell whether the condition is one of another number; ``made``: the material was made under it."""
    if _are_bracketed_apart(sentence, measured, other):
        return True
    first, last = sorted((measured.term, other.term))
    between = {m.property for m in others if first < m.term < last}
    if measured.property in _SIZES and between:
        return True
    if other.property == "prop:cycle-number" and "prop:capacity-retention" in between:
        return True  # "delivers 150 mAh/g and keeps 80% over 100 cycles"
    if made:
        return False
    slope = measured.property == "prop:activation-energy" and other.property == "prop:temperature"
    return slope or _is_of_number_before(sentence, measured, other, others)


def _is_change(numbers: Sequence[Measured], condition: Measured) -> bool:
    """Tell whether the numbers are the two ends of a change at one temperature, rate or current."""
    return condition.property in _ALONG and [m.state for m in numbers] == ["before", "after"]


def _opens(condition: Measured, others: Sequence[Measured], measured: Measured) -> bool:
    """Tell whether the condition stands before all numbers of the property: "at 5 MPa X had 1 and Y 2"."""
    return all(m.term > condition.term for m in others if m.property == measured.property)


def _is_of_number_before(sentence: Sentence, measured: Measured, other: Measured, others: Sequence[Measured]) -> bool:
    """Tell whether the condition is that of the number before it: "conducts 1 mS/cm at 25 °C and has 20 GPa"."""
    text = sentence.paragraph.text
    if measured.term < other.term or _LED_BY.fullmatch(text, other.quantity.end, measured.quantity.start):
        return False
    before = [m for m in others if m.term < other.term]
    if not before or before[-1].property in _UNDER or before[-1].property == measured.property:
        return False
    return _AT.fullmatch(text, before[-1].quantity.end, other.quantity.start) is not None


def _leads_another(measured: Measured, other: Measured, others: Sequence[Measured], text: str) -> bool:
    """Tell whether the condition stands directly before another number of the property: "80 Ω, at 5 MPa 20 Ω"."""
    following = (m for m in others if m.term > other.term)
    led = next(following, None)
    if led is None or led.property != measured.property:
        return False
    return _LED_BY.fullmatch(text, other.quantity.end, led.quantity.start) is not None


def _are_bracketed_apart(sentence: Sentence, measured: Measured, other: Measured) -> bool:
    """Tell whether both stand in brackets of their own: "milling (20 h) and annealing (300 °C)"."""
    own, brackets = find_bracket(sentence.terms, measured.term), find_bracket(sentence.terms, other.term)
    return own is not None and brackets is not None and own != brackets


def _is_list(numbers: Sequence[Measured], text: str) -> bool:
    """Tell whether the numbers stand in one list, so that one condition holds for all."""
    gaps = (text[a.quantity.end : b.quantity.start] for a, b in pairwise(numbers))
    return all(_LIST_GAP.fullmatch(gap) for gap in gaps)


def _is_only_one(other: Measured, others: Sequence[Measured], text: str) -> bool:
    """Tell whether the condition is the sentence's only one of its kind and is given with "at"."""
    alone = sum(m.property == other.property for m in others) == 1
    return alone and text[: other.quantity.start].rstrip().endswith((" at", "(at", "At", " under", "Under"))


def _find_written_temperature(
    sentence: Sentence, measured: Measured, others: Sequence[Measured]
) -> tuple[float, str] | None:
    """Return how far from a number a temperature without unit is named, and which: "RT", or 25 °C for "σ25"."""
    text, end = sentence.paragraph.text, measured.quantity.end
    following = [m.quantity.start for m in others if m.term > measured.term and m.property == measured.property]
    limit = min([sentence.end, end + _REACH, *following])
    found = _AT_ROOM_TEMPERATURE.search(text, end, limit)
    if found and not _is_of_other_bracket(text, end, found.start(), others):
        return float(found.start() - end), "RT"
    head = _head_of_list(measured, others, text)
    begin = max([sentence.start, *(m.quantity.end for m in others if m.term < head.term)])
    begin, end = max(begin, head.quantity.start - _REACH), head.quantity.start
    found = ROOM_TEMPERATURE.search(text, begin, end) or _INDEX_OF_SIGMA.search(text, begin, end)
    if found is None:
        return None
    index = found.groupdict().get("degrees")
    return _BEFORE_PENALTY + end - found.end(), f"{index} °C" if index else "RT"


def _is_of_other_bracket(text: str, end: int, place: int, others: Sequence[Measured]) -> bool:
    """Tell whether a place stands in a bracket behind a number, with a number of its own."""
    opening = text.rfind("(", end, place)
    return opening > text.rfind(")", end, place) and any(opening < m.quantity.start < place for m in others)


def _head_of_list(measured: Measured, others: Sequence[Measured], text: str) -> Measured:
    """Return the first number of the list in which the number stands, itself where it stands alone."""
    head = measured
    for other in reversed([m for m in others if m.term < measured.term]):
        if other.property != head.property or not _is_list([other, head], text):
            break
        head = other
    return head


def _find_reference(sentence: Sentence, measured: Measured) -> str | None:
    """Return the reference electrode of a potential as the couple is written in the field."""
    text = sentence.paragraph.text
    found = _REFERENCE.match(text, measured.quantity.end)
    if found is None or found.end() > sentence.end:
        return None
    name = found["name"]
    if "hydrogen" in name or name.replace(".", "").endswith("HE"):
        return "RHE" if name == "RHE" else "SHE"
    if "In" in name:
        return "In/InLi"
    if "Ag" in name:
        return "Ag/AgCl" if "Cl" in name else "Ag/Ag+"
    metal = re.sub(r"[+\s]", "", re.split(r"[/|]", name)[0])
    return f"{metal}/{metal}{'2+' if metal == 'Mg' else '+'}"
