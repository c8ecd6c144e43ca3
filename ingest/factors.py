"""Quantities without a number and unit in signs: factors, C-rates as fractions, numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.units import load_unit_names, parse_unit
from ingest.comparators import parse_comparator
from ingest.folding import fold_case
from ingest.numbers import NUMBER, WORDS, parse_number

_NUMERAL = "(?:" + "|".join(WORDS) + ")"
_ORDERS = re.compile(
    rf"\b(?P<n>{_NUMERAL}|\d{{1,2}})(?:\s?(?:-|–|to|or)\s?(?P<m>{_NUMERAL}|\d{{1,2}}))?[\s-]orders?[\s-]of"
    r"[\s-]magnitude",
    re.IGNORECASE,
)
_FOLD = re.compile(
    rf"(?<![\w.])(?:(?:(?P<low>{NUMBER}|{_NUMERAL})\s?(?:-|–|\bto\s|\bor\s)\s?)?(?P<n>{NUMBER}|{_NUMERAL})(?:\s?±\s?[\d.]+)?"
    r"(?:[\s-]?fold\b|[\s-](?:times|×)(?=\s(?:\w+er\b|more\b|less\b|that\b|the\b|as\b)))"
    rf"|(?:a\s)?factor\sof\s(?:(?:about|around|roughly|approximately|nearly|almost|ca\.|some|up\sto|more\sthan)\s|[~≈∼>]\s?)?(?P<f>{NUMBER}|{_NUMERAL})(?!\w))",
    re.IGNORECASE,
)
_FOLD_WORDS = ("fold", "times", "×", "factor")
_ZERO = re.compile(r"\b(?:close|near|equal)\sto\s(?:0|zero)(?=[\s.,;)]|$)(?![.,]\d|\s?[%°vω])")
_RATE = re.compile(r"(?<![\w/])(?:C/(?P<n>\d{1,3}(?:\.\d)?)|1/(?P<m>\d{1,3})\s?C)(?![\w/-])")
_TWICE = re.compile(
    r"\b(?:(?P<twice>twice)(?=\s(?:as|that|the)\b)|(?P<half>by\shalf\b|half(?=\s(?:of\s)?(?:that|the\svalue)\b)))",
    re.IGNORECASE,
)
_DIMENSIONLESS = re.compile(
    r"(?:(?:transference|transport)\snumbers?|poisson['’]?s?\sratios?|\bt\s?(?:li|na)?\s?\+)\s?(?:\([^()]{1,12}\)\s?)?"
    r"(?:\b(?:of|for|in)\s(?:[^\s.,;]{1,40}\s){1,4}?)?"
    r"(?:(?:\w+\s)?from\s(?P<from>0\.\d+)\sto|\b(?:of|is|was|to\sbe|reached|reaches)|=|≈|~)\s?(?:about\s|~\s?|up\sto\s|as\shigh\sas\s)?"
    r"(?P<n>0\.\d+|1(?:\.0+)?)(?!\w|\.\d)"
)
_LARGEST_POWER = 300


@dataclass(frozen=True, slots=True)
class Bare:
    """A value at ``start`` to ``end`` with the unit that it has without printing it; None for a bare zero."""

    start: int
    end: int
    value: float
    value_max: float | None
    comparator: str
    unit: str | None


def find_bare(text: str) -> list[Bare]:
    """Return orders of magnitude, factors, ``close to 0``, ``C/10``, transference numbers and numbers in words.

    >>> [(b.value, b.unit) for b in find_bare("two orders of magnitude lower, at C/10")]
    [(100.0, '1'), (0.1, 'C')]
    >>> [(b.value, b.comparator, b.unit) for b in find_bare("stable for several hundred hours, to the 200th cycle")]
    [(100.0, '>', 'h'), (200.0, '=', 'cycles')]
    """
    return [*_find_factors(text), *_find_numbers(text), *_find_worded(text)]


def _find_factors(text: str) -> Iterator[Bare]:
    # A plain search for a word is a hundred times as fast as these patterns, and few texts hold one.
    lowered = text.lower()
    for found in _ORDERS.finditer(text) if "magnitude" in lowered else ():
        low, high = parse_number(found["n"]), parse_number(found["m"] or "")
        if low is not None:
            top = 10.0**high if high is not None and high < _LARGEST_POWER else None
            comparator, start = parse_comparator(text, found.start())
            yield Bare(start, found.end(), 10.0**low, top, comparator, "1")
    for found in _FOLD.finditer(text) if any(word in lowered for word in _FOLD_WORDS) else ():
        value, low = parse_number(found["n"] or found["f"]), parse_number(found["low"] or "")
        if value is not None:
            comparator, start = parse_comparator(text, found.start())
            top = value if low is not None and low < value else None
            yield Bare(start, found.end(), value if low is None or top is None else low, top, comparator, "1")
    for found in _TWICE.finditer(text) if "twice" in lowered or "half" in lowered else ():
        yield Bare(found.start(), found.end(), 2.0 if found["twice"] else 0.5, None, "=", "1")


def _find_numbers(text: str) -> Iterator[Bare]:
    folded = fold_case(text)
    for found in _ZERO.finditer(folded):
        yield Bare(found.start(), found.end(), 0.0, None, "~", None)
    for found in _RATE.finditer(text):
        size = float(found["n"] or found["m"])
        if size:
            yield Bare(found.start(), found.end(), float(f"{1 / size:.6g}"), None, "=", "C")
    for found in _DIMENSIONLESS.finditer(folded):
        for name in ("from", "n"):
            if found[name]:
                yield Bare(found.start(name), found.end(name), float(found[name]), None, "=", "1")


_SCALES = {"ten": 10.0, "hundred": 100.0, "thousand": 1000.0, "million": 1_000_000.0}
_SHORTEST_WORD = 4  # shorter names of units are symbols


@cache
def _worded_pattern() -> re.Pattern[str]:
    """Return the pattern of a number in words before a unit in words; ``one`` alone needs a preposition."""
    names = (n for n in load_unit_names() if len(n) >= _SHORTEST_WORD and n.isalpha() and n.islower())
    unit = "|".join(sorted({*names, "day", "days"} - {"atom", "atoms"}, key=len, reverse=True))
    counted = "|".join(word for word in WORDS if word != "one")
    scale = "|".join(_SCALES)
    return re.compile(
        rf"\b(?:(?P<vague>(?:several|many|a\sfew)\s(?:{scale})s?|(?:{scale})s)(?:\sof)?"
        rf"|(?:(?P<n>{NUMBER}|{_NUMERAL}|a)[\s-])(?P<scale>{scale})|(?P<word>{counted})"
        rf"|(?<=for\s)(?P<one>one)|(?<=after\s)(?:one|an?)|(?P<half>half\san?)"
        r"|(?:(?P<first>\d+)(?:st|nd|rd|th)\s?(?:to|-|–)\s?(?:the\s)?)?(?P<nth>\d+)(?:st|nd|rd|th))"
        rf"[\s-](?P<unit>{unit})(?![\w-])"
    )


def _find_worded(text: str) -> Iterator[Bare]:
    for found in _worded_pattern().finditer(fold_case(text)):
        unit = parse_unit(found["unit"])
        if found["nth"] and unit != "cycles":
            continue
        comparator, start = parse_comparator(text, found.start())
        value, first = _worded_value(found), parse_number(found["first"] or "")
        if found["vague"]:
            comparator = ">"
        if value is not None and unit is not None:
            low, top = (value, None) if first is None or first >= value else (first, value)
            yield Bare(start, found.end(), low, top, comparator, unit)


def _worded_value(found: re.Match[str]) -> float | None:
    if vague := found["vague"]:
        return next(size for word, size in _SCALES.items() if word in vague)
    if found["scale"]:
        count = 1.0 if found["n"] == "a" else parse_number(found["n"])
        return None if count is None else count * _SCALES[found["scale"]]
    if found["half"]:
        return 0.5
    return parse_number(found["word"] or found["nth"] or "one")
