"""How the entries of a reference list begin and end: numbers in every spelling, authors, years, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.markup import SUPERSCRIPTS
from ingest.references.authors import read_authors
from ingest.references.patterns import CAPITAL, CJK, INITIAL, NAME, PARTICLE, SMALL
from ingest.references.persons import starts_journal

LARGEST_GAP = 30
"""Numbers that may be lost between two entries."""

_NUMBERS = {
    "square": r"\[\s?(?P<square>\d{1,4})\s?\]",
    "round": r"\(\s?(?P<round>\d{1,4})\s?\)",
    "half": r"(?P<half>\d{1,4})\)",
    "point": r"(?P<point>\d{1,4})\.(?!\d)",
    "raised": r"(?:<sup>|\^\{?)(?P<raised>\d{1,4})(?:</sup>|\}?\^?)|(?P<unicode>[⁰¹²³⁴-⁹]{1,4})",
    "bare": rf"(?P<bare>\d{{1,4}})(?=\s*(?:[{CAPITAL}]\s?\.|{PARTICLE}|[{CAPITAL}][\w'’-]+[,\s]|[“\"{CJK}]))",
}
_MARK = re.compile(rf"(?:[-*•–◦]\s+)?(?:{'|'.join(_NUMBERS.values())})?\s*")
_INSIDE = {
    style: re.compile(rf"(?<=\S)\s+(?:{pattern})\s*(?=[{CAPITAL}{SMALL}“\"{CJK}(])")
    for style, pattern in _NUMBERS.items()
}
_FAMILY = rf"(?:{PARTICLE}){{0,3}}{NAME}(?:\s(?:{PARTICLE})?{NAME}){{0,2}}"
_AUTHORS = re.compile(
    rf"(?:{INITIAL}\s?-?){{1,4}}{_FAMILY}|{_FAMILY},?\s+(?:{INITIAL}|[{CAPITAL}]{{1,3}}(?:-[{CAPITAL}])?(?=[,.;:\s&(]))"
    rf"|{_FAMILY},\s+{NAME}(?:\s{INITIAL})?(?=\s?[,.(]|\s(?:and|&))|{_FAMILY}\s+et\s+al"
    rf"|[{CJK}]{{2,4}}\s?[,，、.(（]|[-—–―_]{{2,}}[.,]"
)
_DATED = re.compile(r"[\s,.:]*(?:\((?:[Ee]ds?\.?)\)[\s,.]*)?\(?(?:1[6-9]|20)\d\d[a-z]?\b")
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d[a-z]?\b")
_UNFINISHED = re.compile(
    r"(?:[-–/,:&(]|(?<!\d);|\b(?:doi\.?|https?:/{0,2}|10\.\d{4,9}/?|and|et|in|In|of|the|vol\.|pp?\.?|no\.))$"
)
_DOI = re.compile(r"(?:doi\.org/|doi:?\s?)10\.\d{4,9}/\S+|https?://\S+$")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before an entry: the style of its number, the number, and where the text begins."""

    style: str | None
    number: int | None
    end: int


def read_mark(text: str) -> Mark:
    """Return bullet and number at the beginning of a text.

    >>> read_mark("- [12] Smith, A."), read_mark("12 A. Smith, Joule")
    (Mark(style='square', number=12, end=7), Mark(style='bare', number=12, end=3))
    """
    found = _MARK.match(text)
    return _build_mark(found) if found else Mark(None, None, 0)


def _build_mark(found: re.Match[str]) -> Mark:
    style = found.lastgroup
    if style is None:
        return Mark(None, None, found.end())
    number = int(found[style].translate(SUPERSCRIPTS))
    return Mark("raised" if style == "unicode" else style, number, found.end())


def find_marks_inside(text: str, style: str) -> Iterator[tuple[int, Mark]]:
    """Yield the numbers of a style inside a text, behind a blank, and where each begins."""
    for found in _INSIDE[style].finditer(text):
        yield found.start() + len(found.group()) - len(found.group().lstrip()), _build_mark(found)


def has_authors(text: str) -> bool:
    """Tell whether a text begins with authors as references print them.

    >>> has_authors("van den Broek, J., Afyon, S."), has_authors("J. Power Sources 12, 3")
    (True, False)
    """
    return _AUTHORS.match(text) is not None and not starts_journal(text, 0)


def has_dated_authors(text: str) -> bool:
    """Tell whether a text begins with authors, or a group, and the year, as `Smith, A., Lee, B., 2019` does."""
    authors, _, end = read_authors(text[:1500])
    return bool(authors) and _DATED.match(text, end) is not None


def has_only_authors(text: str) -> bool:
    """Tell whether a text stops behind its authors, or behind the year that follows them."""
    authors, _, end = read_authors(text[:1500])
    dated = _DATED.match(text, end)
    return bool(authors) and len(text) - (dated.end() if dated else end) < 5


def has_year(text: str) -> bool:
    """Tell whether a text prints a year."""
    return _YEAR.search(text) is not None


def is_open(text: str) -> bool:
    """Tell whether an entry goes on: it has no year yet, or breaks off at a hyphen, a comma or inside a DOI."""
    plain = text.rstrip()
    return bool(_UNFINISHED.search(plain)) or not (has_year(plain) or _DOI.search(plain))


def is_closed(text: str) -> bool:
    """Tell whether an entry reads as complete: a year, and numbers or an address at its end."""
    plain = text.rstrip()
    if is_open(plain):
        return False
    return bool(_DOI.search(plain[-120:])) or (plain[-1:] in ".)];0123456789" and any(map(str.isdigit, plain[-30:])))


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as an entry may end: with a stop, a bracket, a digit or an address."""
    plain = text.rstrip()
    return (plain[-1:] in '.)];”"/0123456789' and not _UNFINISHED.search(plain)) or bool(_DOI.search(plain[-120:]))


def goes_on(text: str) -> bool:
    """Tell whether a text cannot begin an entry, as it begins in lower case, with a number or an address."""
    return bool(re.match(r"(?:[a-z(\d]|https?://|doi|10\.)", text)) and not has_authors(text)


def find_style(marks: Iterable[Mark]) -> str | None:
    """Return the style of numbers that counts up in a list; None where none does."""
    chains: dict[str, tuple[int, int]] = {}
    for mark in marks:
        if mark.style is None or mark.number is None:
            continue
        length, last = chains.get(mark.style, (0, 0))
        if last < mark.number <= last + LARGEST_GAP:
            chains[mark.style] = (length + 1, mark.number)
    best = max(chains, key=lambda style: chains[style][0], default=None)
    return best if best and (chains[best][0] > 1 or chains[best][1] == 1) else None
