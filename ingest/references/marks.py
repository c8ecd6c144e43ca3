"""What only books, reports and theses print: edition, editors, publisher and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.lexicon_files import read_lexicon
from ingest.references.groups import GROUP_WORD
from ingest.references.patterns import CAPITAL, SMALL, YEAR, load_journal_abbreviations, load_journal_words

_EDITION = (
    r"[\s,.;(]{1,4}(?:\d{1,2}(?:st|nd|rd|th)?\.?\s?(?:[Rr]ev(?:ised)?\.?\s)?(?:[Ee]d(?:n|ition)?\b|[Aa]ufl)\.?"
    r"|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Rr]evised)\s[Ee]d(?:ition|n)?\b|ed(?:ition)?\.?\s\d{1,2}\b)"
)
_EDITORS = (
    r"[\s,.;]{0,3}[(\[]\s?(?:[Ee]ds?\b\.?|Hrsg)"
    rf"|[\s,.;(\[]{{1,4}}(?:[Ee]dited\sby|[Ee]ds?\.?\s(?:by\s)?(?=[{CAPITAL}][\s.{SMALL}]))"
    rf"|;\s(?=[{CAPITAL}][\w'’-]+,\s[{CAPITAL}]\.)"
    rf"|[,;]\s(?=[{CAPITAL}]\.[^()]{{0,200}}?,?\s\(?(?:[Ee]ds?\b|[Ee]ditors?\b))"
)
_PUBLISHER_ENDS = (
    r"(?=\s?[,.;:)\]/-]|\s?$|\s\(?\d{4}|\s&|\s(?:Press|Publish\w*|Verlag|and|und|Inc|Ltd|Co|Sons|Interscience|Academic"
    r"|Science|Sci|Univ\w*|Books?|Pub|Publ|New|Berlin|London|Amsterdam|Heidelberg|Singapore|International|Professional"
    r"|Group|Associates)\b)"
)
_ORGANISATION = (
    rf"(?:U\.\s?S\.\s)?(?:[{CAPITAL}][\w.'-]*\s){{0,5}}?{GROUP_WORD}"
    rf"(?:\s(?:of|for)\s[{CAPITAL}][\w ]+?)?(?:[,;:.)]|\s?$)"
)
_SCHOOL = (
    rf"(?:[{CAPITAL}][\w.'-]+\s){{0,4}}?(?:Universit\w*|Institute\sof\sTechnology|[Cc]ollege)\b"
    r"|ETH\b|EPFL\b|TU\s|Technische\s|Department\sof\s"
)
_REPORT = r"(?:[Tt]ech(?:nical)?\.?\s)?(?:[Rr]eport|Rep\.)\s(?:[Nn]o|[A-Z#\d])|Tech(?:nical)?\.?\sRep(?:ort|\.)"
_PLACE_AND_PUBLISHER = (
    rf"[.,;(]\s?(?=(?P<town>(?:[{CAPITAL}][\w.'-]*[\s,]*){{1,4}})\s?:\s?[{CAPITAL}][\w&.,'’ -]{{1,60}}?[,;.]?\s?[(]?"
    rf"(?:{YEAR}|\d|pp?\b|$|\)))"
)
_ACRONYM = rf"[,.(]\s?(?=(?P<acronym>[A-Z]{{2,6}})(?:,\s[A-Z][a-z]+)?[,.)]?\s?\(?(?:{YEAR}|$))"
_NUMBERS = re.compile(
    rf"[,.;]?\s\(?(?:pp?\.|[Pp]ages?|[Vv]ol(?:ume)?s?\b\.?)\s?\d|[,.;]\s\(?(?={YEAR}\b)|\s?\((?=[^()]*{YEAR}\))"
)


@cache
def _load_publishers() -> str:
    rows: Sequence[str] = read_lexicon("publishers")["publishers"]
    return "|".join(sorted(rows, key=len, reverse=True))


@cache
def _marks() -> re.Pattern[str]:
    publisher = rf"(?:The\s)?(?:{_load_publishers()})\b{_PUBLISHER_ENDS}|{_SCHOOL}|{_ORGANISATION}|{_REPORT}"
    return re.compile(
        rf"{_EDITION}|{_EDITORS}|[,.;:(\[]\s?(?:in\s)?(?={publisher})|{_PLACE_AND_PUBLISHER}|[,.;]\sser(?:ies)?\.\s"
        rf"|{_ACRONYM}"
    )


@cache
def _publishers() -> re.Pattern[str]:
    return re.compile(rf"(?:{_load_publishers()})\b|{_SCHOOL}|{_ORGANISATION}")


def names_publisher(text: str) -> bool:
    """Tell whether a text begins with a publisher, a school or another organisation.

    >>> names_publisher("Wiley-VCH, Weinheim"), names_publisher("J. Power Sources")
    (True, False)
    """
    return _publishers().match(text) is not None


def find_mark(text: str, start: int = 0) -> re.Match[str] | None:
    """Return the first mark of a book behind ``start``; None where there is none.

    `Stat. Mech.: Theor. Exp.` is no place with its publisher, nor is `PNAS` one.

    >>> find_mark("Methods of sheets, 2nd ed., Wiley, New York").start()
    17
    """
    while found := _marks().search(text, start):
        town, acronym = found["town"], found["acronym"]
        start = found.end()
        if acronym and acronym.lower() in load_journal_words():
            continue
        if not town or not any(word.strip(".,").lower() in load_journal_abbreviations() for word in town.split()):
            return found
    return None


def find_stop(text: str, start: int) -> int | None:
    """Return where the title of a book ends: at a mark of books, at pages, volume or year."""
    found = [m.start() for m in (find_mark(text, start), _NUMBERS.search(text, start)) if m]
    return min(found, default=None)
