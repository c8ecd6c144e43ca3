"""Quantities without a printed unit: factors, C-rates as fractions, transference numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.comparators import parse_comparator
from ingest.numbers import NUMBER, WORDS, parse_number

_NUMERAL = "(?:" + "|".join(WORDS) + ")"
_ORDERS = re.compile(
    rf"\b(?P<n>{_NUMERAL}|\d{{1,2}})(?:\s?(?:-|–|to|or)\s?(?P<m>{_NUMERAL}|\d{{1,2}}))?[\s-]orders?[\s-]of"
    r"[\s-]magnitude",
    re.IGNORECASE,
)
_FOLD = re.compile(
    rf"(?<![\w.])(?:(?P<n>{NUMBER}|{_NUMERAL})(?:\s?±\s?[\d.]+)?"
    r"(?:[\s-]?fold\b|[\s-](?:times|×)(?=\s(?:\w+er\b|more\b|less\b|that\b|the\b|as\b)))"
    rf"|(?:a\s)?factor\sof\s(?P<f>{NUMBER}|{_NUMERAL})(?!\w))",
    re.IGNORECASE,
)
_ZERO = re.compile(r"\b(?:close|near|equal)\sto\s(?:0|zero)(?=[\s.,;)]|$)(?![.,]\d|\s?[%°VΩ])", re.IGNORECASE)
_RATE = re.compile(r"(?<![\w/])C/(?P<n>\d{1,3}(?:\.\d)?)(?![\w/])")
_DIMENSIONLESS = re.compile(
    r"(?:transference\snumbers?|Poisson['’]?s?\sratios?)\s(?:\([^()]{1,12}\)\s)?"
    r"(?:of|is|was|=|to\sbe|as\shigh\sas|reached|reaches)\s(?:about\s|~\s?|up\sto\s)?(?P<n>0\.\d+|1(?:\.0+)?)(?![\w.])",
    re.IGNORECASE,
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
    """Return orders of magnitude, factors, ``close to 0``, ``C/10`` and transference numbers.

    >>> [(b.value, b.unit) for b in find_bare("two orders of magnitude lower, at C/10")]
    [(100.0, '1'), (0.1, 'C')]
    """
    return [*_find_factors(text), *_find_numbers(text)]


def _find_factors(text: str) -> Iterator[Bare]:
    for found in _ORDERS.finditer(text):
        low, high = parse_number(found["n"]), parse_number(found["m"] or "")
        if low is not None:
            top = 10.0**high if high is not None and high < _LARGEST_POWER else None
            comparator, start = parse_comparator(text, found.start())
            yield Bare(start, found.end(), 10.0**low, top, comparator, "1")
    for found in _FOLD.finditer(text):
        value = parse_number(found["n"] or found["f"])
        if value is not None:
            comparator, start = parse_comparator(text, found.start())
            yield Bare(start, found.end(), value, None, comparator, "1")


def _find_numbers(text: str) -> Iterator[Bare]:
    for found in _ZERO.finditer(text):
        yield Bare(found.start(), found.end(), 0.0, None, "~", None)
    for found in _RATE.finditer(text):
        size = float(found["n"])
        if size:
            yield Bare(found.start(), found.end(), float(f"{1 / size:.6g}"), None, "=", "C")
    for found in _DIMENSIONLESS.finditer(text):
        yield Bare(found.start("n"), found.end("n"), float(found["n"]), None, "=", "1")
