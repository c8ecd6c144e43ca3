"""Where a work stands in its journal or book: volume, pages and year, in whatever order a style prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.references.numbers import Token, share_numbers
from ingest.references.patterns import MONTH, YEAR


class Place(NamedTuple):
    """Volume, pages and year as printed, and the stretch of text that they take."""

    start: int
    end: int
    volume: str | None = None
    pages: str | None = None
    year: str | None = None
    weight: float = 0.0


_DASH = r"\s?[-–—~]{1,2}\s?"
_LETTERS = r"(?-i:[A-Z]{1,4}|[a-z]{1,6})"
_NUMBER = (
    rf"(?:{_LETTERS}-?)?\d+(?:\.\d+)*(?:[A-Za-z]\d+)?(?!(?:st|nd|rd|th)\b)[A-Za-z]{{0,3}}"
    rf"(?:{_DASH}(?:{_LETTERS})?\d+(?:\.\d+)?[A-Za-z]{{0,2}})?(?!\w)"
)
_LABELS = {
    "volume": r"(?:vol(?:ume)?s?|band|bd|jg|jahrg|årg|årgång|tome?|том|т|v)\b|(?:vol(?:ume)?)(?=\d)",
    "issue": r"(?:n(?:os?|rs?|um(?:ber)?)?|iss(?:ue)?s?|heft)\b|n[o°](?=\d)|№|number(?=\d)",
    "pages": (
        r"(?:pp?|pages?|pgs?|seiten|s|c|с|стр|art(?:icle)?\.?(?:\s?(?:no|id|number))?|id|paper(?:\sno)?|arts?)\b"
        r"|(?-i:pp?)(?=\d)"
    ),
    "part": r"(?:pts?|part|suppl(?:ement)?|ser(?:ies)?|sect(?:ion)?)\b",
}
_LABELLED = "|".join(
    rf"(?:{label})[.:]?\s?(?P<{kind}>{_NUMBER}|[IVXL]{{1,6}}(?=[,.;:\s]))" for kind, label in _LABELS.items()
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?{MONTH}\b\.?(?:\s?[-–/]\s?{MONTH}\b\.?)?"
    rf"(?:\s\d{{1,2}}(?:[-–]\d{{1,2}})?(?:st|nd|rd|th)?(?!\d)(?=\s?[,;.)\]]|\s[(\[]?{YEAR}))?"
)
_ROUND = (
    rf"[(\[]\s?(?:(?P<round>[^()\[\]]{{0,24}}?{YEAR}[a-z]?(?:[\s,.;][^()\[\]]{{0,12}})?)|"
    r"(?P<bracket>[^()\[\]]{1,24}))\s?[)\]]"
)
_ITEM = re.compile(
    rf"(?P<date>{_DATE})|{_LABELLED}|{_ROUND}|(?P<number>{_NUMBER})|(?P<suppl>suppl(?:ement)?\b\.?)", re.IGNORECASE
)
_NUMBERED = re.compile(r"\d|suppl", re.IGNORECASE)
_SEPARATOR = re.compile(r"[\s,;:./]*")
_FIRST_LABEL = r"(?:vol(?:ume)?s?|band|bd|jg|årg|tome?|no|nr|number|issue|pp?|pages?|art|article|том|т|№)\b[\s.:]"
_FIRST = re.compile(
    rf"(?<![^\W\d_])(?:{MONTH}\b|{_FIRST_LABEL}|(?:vol|volume|no|pp?)\.?(?=\d)|[A-Za-z]{{0,5}}\d"
    rf"|[(\[]\s?(?:[^()\[\]]{{0,15}}\s)?{YEAR})",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_SMALL_WORD = re.compile(r"(?<!\w)[a-z]{4,}(?!\w)")
_WITHIN = re.compile(
    r"\b(?:of|the|in|for|and|from|to|between|by|with|at|than|until|since|about|over|under|on|[Vv]ersion|[Rr]elease)\s$"
)
_EDITION_BEFORE = re.compile(r"[,(;]\s?ed(?:n|ition)?\.?\s*$")
_EDITION_AFTER = re.compile(r"\.?\s?(?:[Ee]d(?:n|ition)?|[Aa]ufl(?:age)?)\b")
_GLUED = re.compile(r"(?<=[a-z]{4}|[A-Z]{4})(?=\d{1,4}(?:\s?[,:]\s?[A-Za-z]?\d|\s?\())")
_BEFORE = re.compile(r"(?:[^\W\d_]|[.)\]’'”\",:;?!])\s*$")


def find_place(text: str, *, year: str | None = None) -> Place | None:
    """Return the stretch of numbers that best reads as volume, pages and year; None where there is none.

    ``year`` is the year that the reference printed before, if it did.

    >>> find_place("Nature 488, 294–303 (2012)")[2:5]
    ('488', '294–303', '2012')
    >>> find_place("Sci. Adv. 2022, 8, abl8390")[2:5]
    ('8', 'abl8390', '2022')
    >>> find_place("IEEE Trans. Comput., vol. 15, no. 3, April 2011, pp. 225-243")[2:5]
    ('15', '225-243', '2011')
    """
    best = _find_best(text, year)
    if best is None or best.weight < 3.0:
        # A volume that runs into the name before it: `Phys. Rev. ST Accel. Beams20, 061302`.
        parted = _GLUED.search(text)
        glued = _find_best(f"{text[: parted.start()]} {text[parted.start() :]}", year) if parted else None
        if parted and glued and glued.start == parted.start() + 1 and glued.weight > (best.weight if best else 2.5):
            return glued._replace(start=glued.start - 1, end=glued.end - 1)
    return best


def _find_best(text: str, year: str | None) -> Place | None:
    best: Place | None = None
    position = 0
    while found := _FIRST.search(text, position):
        tokens = list(_read_tokens(text, found.start()))
        position = tokens[-1].end if tokens else found.end()
        if _EDITION_BEFORE.search(text[: found.start()]) or (tokens and _EDITION_AFTER.match(text, tokens[0].end)):
            tokens = tokens[1:]
        if not tokens or not _may_begin(text, found.start(), tokens[0]):
            continue
        numbers = share_numbers(tokens, year)
        weight = numbers.weight
        if not numbers.year and len(_SMALL_WORD.findall(text, tokens[-1].end)) > 2:
            weight -= 2.0  # Numbers inside a title.
        if weight > (best.weight if best else 1.0):
            best = Place(tokens[0].start, tokens[-1].end, numbers.volume, numbers.pages, numbers.year, weight)
    return best


def _may_begin(text: str, start: int, first: Token) -> bool:
    """Tell whether numbers may begin here: behind a name or a stop, not behind `of the`."""
    before = text[max(0, start - 12) : start]
    if before.endswith(("(", "[")):
        return first.kind in _LABELS
    if before and not _BEFORE.search(before):
        return False
    return first.kind != "number" or not _WITHIN.search(before)


def _read_tokens(text: str, position: int) -> Iterator[Token]:
    """Yield the numbers, labels and brackets that follow each other without a word between."""
    while found := _ITEM.match(text, position):
        kind = str(found.lastgroup)
        value = found[kind]
        year = _IN_YEAR.search(value) if kind == "round" else None
        if year:
            yield Token("round", year.group(), found.start(), found.end())
        elif kind not in ("round", "bracket") or _NUMBERED.search(value):
            yield Token("bracket" if kind == "round" else kind, value, found.start(), found.end())
        else:
            return
        separator = _SEPARATOR.match(text, found.end())
        position = separator.end() if separator else found.end()
