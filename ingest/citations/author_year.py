"""Citations by author and year: ``Sharafi et al. (2017b)``, ``(Kim and Lee, 2019; see also Wang, 2020a,b)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.records import ReferenceRecord
from ingest.citations.cited_names import IN_PRESS, CitedName, NameIndex, build_name_index
from ingest.citations.groups import unite_in_brackets
from ingest.documents import Callout
from ingest.references.patterns import CAPITAL

_SMALL = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]e|[Dd]u|[Ll]a|[Ll]e|[Dd]i|[Dd]a|[Dd]el|[Dd]os|[Tt]er|[Tt]en|[Ee]l|[Aa]l|[Zz]u"
    r"|[Ss]t\.)[\s-]|[dD]['’])"
)
_SURNAME = rf"{_SMALL}{{0,3}}[{CAPITAL}](?:['’](?=[{CAPITAL}]))?[^\W\d_]*(?:[-‐‑'’](?!s\b)[^\W\d_]+)*"
_NAME = rf"(?:[{CAPITAL}]\.[\s-]?){{0,3}}{_SURNAME}(?:\s{_SURNAME}){{0,2}}"
_ET_AL = r"(?:et\s?al\b\.?|ET\s?AL\b\.?|and\s(?:co-?workers|colleagues|others))"
_OWNING = r"(?:['’]s?)?"
_YEAR = r"(?:(?:18|19|20)\d\d(?:[a-k](?![a-z])|\s[a-k](?=[,;)\]]))?|in press|forthcoming|submitted|accepted|n\.\s?d\.)"
_YEARS = rf"{_YEAR}(?:\s?(?:[,;&]|and|[-–])\s?(?:{_YEAR}|[a-k](?=\s?[,;)\]&-]|\sand\s|(?<=[-–]\w)\b)))*"
_CITED = re.compile(
    rf"(?<![\w-])(?P<names>{_NAME}{_OWNING}(?:(?:,\s{_NAME}){{1,6}})?(?:,?\s(?:and|&|und|и)\s{_NAME}{_OWNING})?)"
    rf"(?P<more>,?\s{_ET_AL}{_OWNING})?"
    rf",?\s?(?P<open>[(\[]?)\s?(?P<years>{_YEARS})(?![\w./-]\d)(?P<close>[)\]]?)"
    rf"(?P<on>(?:(?<=[)\]])(?:,|\sand|\sor)?\s?[(\[]\s?{_YEARS}\s?[)\]])*)"
)
_QUICK = re.compile(r"(?:18|19|20)\d\d|in press|forthcoming|submitted|accepted|n\.\s?d\.")
_NO_NAME = re.compile(
    r"\b(?:Copyright|Society|Press|Elsevier|Springer|Wiley|Nature|Publish\w*|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Figs?|Figures?|Tables?|Inc|Ltd|GmbH|Version|Vol|Conference)\b"
)
_CITING_BEFORE = re.compile(r"[(;]\s?(?:e\.g\.,?\s|see\s(?:also\s)?)?$")


@dataclass(frozen=True, slots=True)
class AuthorYears:
    """The citations by author and year of each text, and those as printed that lead to no entry or to several."""

    callouts: tuple[tuple[Callout, ...], ...]
    unresolved: tuple[str, ...] = ()


def find_author_years(texts: Sequence[str], references: Sequence[ReferenceRecord]) -> AuthorYears:
    """Return the citations by author and year that name entries of the list.

    A parenthesis that holds nothing but citations is one callout. All names given and the year must be those of
    the entry. Where two entries answer to the same names and year and no letter parts them, none is taken, because
    a claim must not be laid to a work that the text may not mean: such a citation is among the unresolved, as is one
    of a work that the list lacks.
    """
    cited = [list(_iter_cited(text)) for text in texts]
    index = build_name_index(references if any(cited) else ())
    unresolved: list[str] = []
    callouts = [
        tuple(unite_in_brackets(text, list(_find(text, found, index, unresolved))))
        for text, found in zip(texts, cited, strict=True)
    ]
    return AuthorYears(tuple(callouts), tuple(unresolved))


def _find(text: str, cited: Sequence[re.Match[str]], index: NameIndex, unresolved: list[str]) -> Iterator[Callout]:
    for found in cited:
        start, names = _strip_words(found["names"], found.start(), index)
        refs: list[int] = []
        missed = False
        for year, letter in _split_years(f"{found['years']}, {found['on']}"):
            answers = index.find(CitedName(names, bool(found["more"]), year, letter, _initials(text, start)))
            missed = missed or len(answers) != 1
            refs += answers if len(answers) == 1 else ()
        end = found.end() if found["open"] and found["close"] else found.end("years")
        if missed and (refs or _is_surely_cited(text, found, index, names)):
            unresolved.append(text[start:end])
        if refs:
            yield Callout(start, end, text[start:end], tuple(dict.fromkeys(refs)))


_BEFORE_YEAR, _AFTER_YEAR = 160, 40


def find_printed(text: str) -> list[tuple[int, int]]:
    """Return the stretches that read as names and years, whether the list has them or not."""
    return [found.span() for found in _iter_cited(text)]


def _iter_cited(text: str) -> Iterator[re.Match[str]]:
    """Yield what reads as names and years; only the words around a year are looked at."""
    start = end = 0
    for year in _QUICK.finditer(text):
        if year.start() - _BEFORE_YEAR > end:
            yield from _CITED.finditer(text, start, end)
            start = _next_word(text, year.start() - _BEFORE_YEAR)
        end = min(len(text), year.end() + _AFTER_YEAR)
    yield from _CITED.finditer(text, start, end)


def _next_word(text: str, place: int) -> int:
    return max(0, text.find(" ", place))


_SPLIT_NAMES = re.compile(r",?\s(?:and|&|und|и)\s|,\s")
_INITIAL = re.compile(rf"(?:[{CAPITAL}]\.[\s-]?)+")


def _strip_words(names: str, start: int, index: NameIndex) -> tuple[int, tuple[str, ...]]:
    """Return where the names begin that the list knows, and the surnames: "In Han", "While Kim" begin late."""
    joint = _SPLIT_NAMES.search(names)
    end = joint.start() if joint else len(names)
    others = tuple(_surname(part) for part in _SPLIT_NAMES.split(names)[1:])
    for word in re.finditer(r"\S+", names[:end]):
        first = _surname(names[word.start() : end])
        if index.knows(first):
            return start + word.start(), (first, *others)
    if joint and "," in joint.group():
        # "In garnets, Han et al.": what stands before the comma is no author.
        later, families = _strip_words(names[joint.end() :], start + joint.end(), index)
        if index.knows(families[0]):
            return later, families
    return start, (_surname(names[:end]), *others)


def _surname(name: str) -> str:
    return re.sub(r"['’]s?$", "", _INITIAL.sub("", name)).strip()


def _initials(text: str, start: int) -> str:
    found = re.search(rf"((?:[{CAPITAL}]\.[\s-]?)+)$", text[max(0, start - 8) : start]) or _INITIAL.match(text, start)
    return "".join(char for char in found.group() if char.isalpha()) if found else ""


_PART_OF_YEARS = re.compile(
    r"(?P<dash>[-–]\s?)?(?:(?P<year>\d{4})\s?(?P<own>[a-k](?![a-z]))?"
    r"|(?P<press>in press|forthcoming|submitted|accepted|n\.\s?d\.)|(?<![a-z])(?P<letter>[a-k])(?![a-z]))"
)


def _split_years(years: str) -> Iterator[tuple[str, str]]:
    """Yield each year with its letter: ``2017a,b, 2019`` and ``2016a-c``."""
    year = letter = ""
    for part in _PART_OF_YEARS.finditer(years):
        if part["year"] or part["press"]:
            year, letter = part["year"] or IN_PRESS, part["own"] or ""
            yield year, letter
        elif part["letter"] and year:
            first = chr(ord(letter) + 1) if part["dash"] and letter else part["letter"]
            for code in range(ord(first), ord(part["letter"]) + 1):
                yield year, chr(code)
            letter = part["letter"]


def _is_surely_cited(text: str, found: re.Match[str], index: NameIndex, names: tuple[str, ...]) -> bool:
    """Tell whether names and year are a citation even though the list does not have it."""
    if _NO_NAME.search(found["names"]) or found["names"].isupper():
        return False
    if found["more"]:
        return True
    if len(names) != 2:
        return index.knows(names[0])
    bracketed = bool(found["open"] and found["close"])
    return bracketed or _CITING_BEFORE.search(text, max(0, found.start() - 12), found.start()) is not None
