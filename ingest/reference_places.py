"""Where a work stands in its journal or book: volume, pages and year, in whatever order a style prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.reference_patterns import MONTH, YEAR


class Place(NamedTuple):
    """Volume, pages and year as printed, and the stretch of text that they take."""

    start: int
    end: int
    volume: str | None = None
    pages: str | None = None
    year: str | None = None
    weight: float = 0.0


class _Token(NamedTuple):
    kind: str
    value: str
    start: int
    end: int


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
        r"(?:pp?|pages?|pgs?|seiten|s|c|с|стр|art(?:icle)?(?:\s(?:no|id|number))?|id|paper(?:\sno)?|arts?)\b"
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
    rf"[(\[]\s?(?:(?P<round>[^()\[\]]{{0,24}}?{YEAR}[a-z]?(?:[\s,.;][^()\[\]]{{0,12}})?)"
    r"|(?P<bracket>[^()\[\]]{1,24}))\s?[)\]]"
)
_ITEM = re.compile(
    rf"(?P<date>{_DATE})|{_LABELLED}|{_ROUND}|(?P<number>{_NUMBER})|(?P<suppl>suppl(?:ement)?\b\.?)", re.IGNORECASE
)
_SEPARATOR = re.compile(r"[\s,;:./]*")
_FIRST = re.compile(
    rf"(?<![^\W\d_])(?:{MONTH}\b|(?:vol(?:ume)?s?|band|bd|jg|årg|tome?|no|nr|number|issue|pp?|pages?|art|article|том|т|№)\b[\s.:]|(?:vol|volume|no|pp?)\.?(?=\d)|[A-Za-z]{{0,5}}\d|[(\[]\s?(?:[^()\[\]]{{0,15}}\s)?{YEAR})",
    re.IGNORECASE,
)
_ONLY_YEAR = re.compile(rf"{YEAR}[a-z]?$")
_IN_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_RANGE = re.compile(rf"\w+{_DASH}\w+$")
_COUNT = re.compile(r"\d+\s?(?:pp?|pages?|S)\.?$", re.IGNORECASE)
_SMALL_WORD = re.compile(r"(?<!\w)[a-z]{4,}(?!\w)")
_WITHIN = re.compile(r"\b(?:of|the|in|for|and|from|to|between|by|with|at|than|until|since|about|over|under|on)\s$")
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
        before = text[max(0, found.start() - 12) : found.start()]
        if (
            not tokens
            or (before and not _BEFORE.search(before))
            or (tokens[0].kind == "number" and _WITHIN.search(before))
        ):
            continue
        if _EDITION_BEFORE.search(text[: tokens[0].start]) or _EDITION_AFTER.match(text, tokens[0].end):
            tokens = tokens[1:]
            if not tokens:
                continue
        place = _interpret(tokens, year)
        if not place.year and len(_SMALL_WORD.findall(text, place.end)) > 2:
            place = place._replace(weight=place.weight - 2.0)  # Numbers inside a title.
        if place.weight > (best.weight if best else 1.0):
            best = place
    return best


def _read_tokens(text: str, position: int) -> Iterator[_Token]:
    """Yield the numbers, labels and brackets that follow each other without a word between."""
    while found := _ITEM.match(text, position):
        kind = str(found.lastgroup)
        value = found[kind]
        if kind == "round":
            year = _IN_YEAR.search(value)
            assert year is not None  # the pattern holds one
            yield _Token("round", year.group(), found.start(), found.end())
        elif kind != "bracket" or re.search(r"\d|suppl", value, re.IGNORECASE):
            yield _Token(kind, value, found.start(), found.end())
        else:
            return
        separator = _SEPARATOR.match(text, found.end())
        position = separator.end() if separator else found.end()


def _interpret(tokens: Sequence[_Token], known: str | None) -> Place:
    labelled = {t.kind: t.value for t in reversed(tokens) if t.kind in ("volume", "pages", "issue")}
    if tokens[0].kind == "part" and len(tokens) > 2 and not re.match("suppl", tokens[0].value, re.IGNORECASE):
        tokens = tokens[1:]  # The series of a journal: `Bull. Soc. Phys., Ser. 2 6: 18`.
    numbers = [t.value for t in tokens if t.kind == "number" and not _COUNT.match(t.value)]
    year = next((t.value for t in tokens if t.kind == "round"), None)
    dated = any(t.kind == "date" for t in tokens)
    year, numbers, first = _take_year(numbers, year, known, others=len(labelled))
    issue = "issue" in labelled or any(t.kind in ("bracket", "suppl") for t in tokens)
    volume, pages = _share(numbers, labelled.get("volume"), labelled.get("pages"), issue=issue, first=first)
    if volume and re.fullmatch(r"\d+\.\d+", volume):
        volume = volume.split(".")[0]
    if volume and re.fullmatch(r"0\d", volume) and [t.kind for t in tokens[:2]] == ["number", "round"]:
        volume = None  # The month's issue of a journal whose volume is the year: `JHEP 05 (2016) 023`.
    weight = (
        2.0 * bool(volume) + 2.0 * bool(pages) + 1.5 * bool(year) + 0.5 * len(labelled) + 0.5 * issue + 0.25 * dated
    )
    return Place(tokens[0].start, tokens[-1].end, volume, pages, year, weight)


def _take_year(
    numbers: list[str], year: str | None, known: str | None, *, others: int
) -> tuple[str | None, list[str], bool]:
    """Return the year, the numbers without it, and whether it stood before them."""
    places = [i for i, number in enumerate(numbers) if _ONLY_YEAR.match(number)]
    if year or not places:
        return year, numbers, False
    if known:
        again = next((i for i in places if numbers[i][:4] == known and i in (0, len(numbers) - 1)), None)
        return None, [n for i, n in enumerate(numbers) if i != again], False
    chosen = 0 if places[0] == 0 else places[-1]
    year = numbers[chosen][:4]
    return year, [n for i, n in enumerate(numbers) if (i != chosen and n[:4] != year) or _RANGE.match(n)], chosen == 0


def _share(
    numbers: Sequence[str], volume: str | None, pages: str | None, *, issue: bool, first: bool
) -> tuple[str | None, str | None]:
    """Return volume and pages out of the labelled ones and the numbers that bear no label."""
    if not numbers or (volume and pages):
        return volume, pages
    ranges = [number for number in numbers if _RANGE.match(number)]
    if volume:
        return volume, ranges[-1] if ranges else numbers[-1]
    if pages:
        return numbers[0], pages
    if len(numbers) == 1:
        return _share_one(numbers[0], issue=issue, first=first)
    return numbers[0], _choose_pages(numbers, ranges)


def _choose_pages(numbers: Sequence[str], ranges: Sequence[str]) -> str:
    """Return which number behind the volume is the pages: a range, else the one behind a small issue."""
    if len(numbers) == 2:
        return numbers[1]
    if ranges and ranges[-1] != numbers[0]:
        return next(number for number in numbers[1:] if number in ranges)
    small = numbers[1].isdigit() and len(numbers[1]) < 3
    return numbers[2] if small else numbers[1]


def _share_one(number: str, *, issue: bool, first: bool) -> tuple[str | None, str | None]:
    if issue:
        return number, None
    if _RANGE.match(number) or first or len(re.sub(r"\D", "", number)) > 3 or re.match(r"[a-z]", number):
        return None, number
    return number, None
