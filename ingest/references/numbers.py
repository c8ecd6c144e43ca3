"""Which of the numbers that follow each other in a reference is the volume, which the page and which the year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.references.patterns import YEAR


class Token(NamedTuple):
    """A number with what marks it: its label, brackets, or nothing (``number``)."""

    kind: str
    value: str
    start: int
    end: int


class Numbers(NamedTuple):
    """Volume, pages and year of a run of tokens, and how sure the reading is."""

    volume: str | None
    pages: str | None
    year: str | None
    weight: float


_ONLY_YEAR = re.compile(rf"{YEAR}[a-z]?$")
_RANGE = re.compile(r"\w+\s?[-–—~]{1,2}\s?\w+$")
_COUNT = re.compile(r"\d+\s?(?:pp?|pages?|S)\.?$", re.IGNORECASE)
_DECIMAL = re.compile(r"(\d+)\.\d+")
_MONTHLY = re.compile(r"0\d")


def share_numbers(tokens: Sequence[Token], known: str | None) -> Numbers:
    """Return volume, pages and year of the numbers that follow each other; ``known`` is a year printed before.

    Labels decide, then brackets and ranges, then the order in which styles print them.

    >>> run = [Token("number", "2005", 0, 4), Token("number", "152", 6, 9), Token("number", "A607", 11, 15)]
    >>> share_numbers(run, None)[:3]
    ('152', 'A607', '2005')
    """
    labelled = {t.kind: t.value for t in reversed(tokens) if t.kind in ("volume", "pages", "issue")}
    if tokens[0].kind == "part" and len(tokens) > 2:
        tokens = tokens[1:]  # The series of a journal: `Bull. Soc. Phys., Ser. 2 6: 18`.
    numbers = [t.value for t in tokens if t.kind == "number" and not _COUNT.match(t.value)]
    year = next((t.value for t in tokens if t.kind == "round"), None)
    year, numbers, first = _take_year(numbers, year, known)
    issue = "issue" in labelled or any(t.kind in ("bracket", "suppl") for t in tokens)
    volume, pages = _share(numbers, labelled.get("volume"), labelled.get("pages"), issue=issue, first=first)
    decimal = _DECIMAL.fullmatch(volume or "")
    volume = decimal[1] if decimal else volume
    if _MONTHLY.fullmatch(volume or "") and [t.kind for t in tokens[:2]] == ["number", "round"]:
        volume = None  # The month's issue of a journal whose volume is the year: `JHEP 05 (2016) 023`.
    weight = 2.0 * bool(volume) + 2.0 * bool(pages) + 1.5 * bool(year) + 0.5 * len(labelled) + 0.5 * issue
    return Numbers(volume, pages, year, weight + 0.25 * any(t.kind == "date" for t in tokens))


def _take_year(numbers: list[str], year: str | None, known: str | None) -> tuple[str | None, list[str], bool]:
    """Return the year, the numbers without it, and whether it stood before them."""
    places = [i for i, number in enumerate(numbers) if _ONLY_YEAR.match(number)]
    if year or not places:
        return year, numbers, False
    if known:
        again = next((i for i in places if numbers[i][:4] == known and i in (0, len(numbers) - 1)), None)
        return None, [n for i, n in enumerate(numbers) if i != again], False
    chosen = 0 if places[0] == 0 else places[-1]
    year = numbers[chosen][:4]
    others = [n for i, n in enumerate(numbers) if i != chosen and (n[:4] != year or _RANGE.match(n))]
    return year, others, chosen == 0


def _share(
    numbers: Sequence[str], volume: str | None, pages: str | None, *, issue: bool, first: bool
) -> tuple[str | None, str | None]:
    """Return volume and pages out of the labelled ones and the numbers that bear no label."""
    if not numbers or (volume and pages):
        return volume, pages
    if volume:
        ranges = [number for number in numbers if _RANGE.match(number)]
        return volume, ranges[-1] if ranges else numbers[-1]
    if pages:
        return numbers[0], pages
    if len(numbers) > 1:
        return numbers[0], _choose_pages(numbers[1:])
    paged = first or _RANGE.match(numbers[0]) or len(re.sub(r"\D", "", numbers[0])) > 3 or numbers[0][0].islower()
    return (None, numbers[0]) if paged and not issue else (numbers[0], None)


def _choose_pages(numbers: Sequence[str]) -> str:
    """Return the pages among the numbers behind the volume: a range first, else the one behind an issue."""
    ranged = next((number for number in numbers if _RANGE.match(number)), None)
    issue = len(numbers) > 1 and numbers[0].isdigit() and len(numbers[0]) < 3
    return ranged or numbers[1 if issue else 0]
