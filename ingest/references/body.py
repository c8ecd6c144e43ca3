"""What stands behind the authors of a reference, and the small steps that all kinds of works share."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.references.patterns import YEAR
from ingest.references.places import Place
from ingest.references.titles import find_quoted


class Body(NamedTuple):
    """The fields behind the authors; ``journal`` is the journal or book in which the work stands."""

    title: str | None = None
    journal: str | None = None
    volume: str | None = None
    pages: str | None = None
    year: str | None = None


_YEAR = re.compile(rf"(?<![\w–-])({YEAR})[a-z]?(?![\w–-])")


def find_year(text: str, place: Place | None = None) -> str | None:
    """Return the year outside volume and pages: one in parentheses first, else the last.

    >>> find_year("Methods of 1990 (Wiley, New York, 2001)"), find_year("Methods (2001). Wiley, 1990")
    ('2001', '2001')
    """
    found = [m for m in _YEAR.finditer(text) if place is None or not place.start <= m.start() < place.end]
    rounded = [m for m in found if text[m.start() - 1 : m.start()] == "("]
    chosen = rounded or found
    return chosen[-1][1] if chosen else None


def cut_year(text: str, year: str | None) -> str:
    """Return a text up to its last year, or to the year given."""
    found = [m.start() for m in re.finditer(rf"[\s,;(]+{year or YEAR}\b", text) if m.start() > 2]
    return text[: found[-1]] if found else text


def quoted_or_all(text: str) -> str:
    """Return the quotation with which a text begins, else the text."""
    quoted = find_quoted(text)
    return text[quoted[0] : quoted[1]] if quoted else text
