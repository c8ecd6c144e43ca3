"""References that are no articles: chapters, proceedings, books, theses, patents, reports, preprints and web pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from ingest.reference_authors import EDITORS, GROUP_WORD, read_authors
from ingest.reference_patterns import CAPITAL, MONTH, SMALL, YEAR, load_journal_abbreviations
from ingest.reference_places import Place, find_place
from ingest.reference_titles import clean_journal, clean_title, find_quoted, score_journal, split_title


class Body(NamedTuple):
    """What stands behind the authors."""

    title: str | None = None
    journal: str | None = None
    volume: str | None = None
    pages: str | None = None
    year: str | None = None


_NOT_CONTAINERS = (
    r"(?!(?:[Ss]itu|[Vv]ivo|[Vv]itro|[Oo]perando|[Ss]ilico|[Pp]ress|[Pp]reparation"
    r"|Russian|Chinese|Japanese|German|French|Search|Memoriam)\b)"
)
_CONTAINER = re.compile(
    rf"\s*//\s*|(?:(?<=[.,;:?!”\"’)\]])\s|^|\s(?=[Ii]n\s?:))(?:[Ii]n|IN)(?:\s?:\s?|,?\s{_NOT_CONTAINERS}(?=[{CAPITAL}“\"]|the\s(?:[Pp]roc|[{CAPITAL}])|proceedings))"
)
_EDITORS_BEFORE = re.compile(r"\(?(?:[Ee]dited\sby|[Ee]ds?\.?(?:\sby)?)\s")
_EDITION = (
    r"[\s,.;(]+(?:\d{1,2}(?:st|nd|rd|th)?\.?\s?(?:[Rr]ev(?:ised)?\.?\s)?(?:[Ee]d(?:n|ition|ition)?\b|[Aa]ufl)\.?"
    r"|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Rr]evised)\s[Ee]d(?:ition|n)?\b|ed(?:ition)?\.?\s\d{1,2}\b)"
)
_THESIS = re.compile(
    r"[\s,.;:(\[]+(?:[Uu]npublished\s)?(?:(?:[Pp]h\.?\s?D\.?|[Dd]octoral|[Mm]aster(?:['’]?s?)?|M\.?\s?Sc\.?|M\.\s?S\.|[Bb]achelor(?:['’]?s)?"
    r"|[Dd]iplom[ae]?|[Hh]abilitation)[.\s]*(?:[Tt]hesis|[Dd]issertation|[Dd]iss\b\.?|[Aa]rbeit)|(?:[Tt]hesis|[Dd]issertation|[Tt]hèse|Diss\.|Ph\.\s?D\.?)(?=[\s,.;:)\]]|$))"
)
_PATENT = re.compile(
    r"[\s,.;:(\[]+(?:(?:(?:U\.?\s?S\.?(?:A\.)?|[Uu]nited\sStates|European|Eur\.|German|Ger\.|Japan(?:ese)?|Jpn\.|Chinese|World|Korean|British|French|International|Int\.)\s)?"
    r"[Pp]at(?:ent)?\b\.?(?:\s[Aa]ppl(?:ication)?\b\.?)?|(?:US|WO|EP|CN|JP|DE|KR|GB|FR|PCT)[\s/-]?(?=\d{2,4}[\d,/\s]{3,}))"
)
_SERVER = re.compile(
    r"\b(arXiv|ChemRxiv|bioRxiv|medRxiv|engrXiv|EarthArXiv|SSRN|Research\sSquare|Preprints\.org|TechRxiv)\b(?!\.org)",
    re.IGNORECASE,
)
_PLACE_AND_PUBLISHER = (
    rf"[.,;(]\s?(?=(?P<town>(?:[{CAPITAL}][\w.'-]*[\s,]*){{1,4}})\s?:\s?"
    rf"[{CAPITAL}][\w&.,'’ -]{{1,60}}?[,;.]?\s?[(]?(?:{YEAR}|\d|pp?\b|$|\)))"
)
_PUBLISHER_ENDS = (
    r"(?=\s?[,.;:)\]/-]|\s?$|\s\(?\d{4}|\s(?:Press|Publish\w*|Verlag|&|and|und|Inc|Ltd|Co|Sons|Interscience|Academic|Science|Sci|Univ\w*|Books?"
    r"|Pub|Publ|New|Berlin|London|Amsterdam|Heidelberg|Singapore|International|Professional|Group)\b)"
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
_BOOK = re.compile(
    r"(?:The\s)?(?:Proceedings|Proc\.\s(?:of|[\dIVX]+)|Advances\sin|Encyclop(?:a)?edia|Handbook|Lecture\sNotes|Abstracts?\sof|Extended\sAbstracts)\b(?=[^“”\"]*[(:.,])"
)
_BOOK_WORDS = ("Proc", "Advances", "ncyclop", "Handbook", "Lecture", "Abstract")
_BOOK_AFTER = re.compile(rf"(?:[.?!,]|\b)\s(?=Proceedings\sof\s)|[.?!]\s(?={_BOOK.pattern})")
_NUMBERED = re.compile(
    r"[.,;]\s\d{1,2}\.?$|\s?[(\[](?:No|Nr|[Rr]eport|[Rr]apport|Rep)[^()]*[)\]]\.?$|[.,]\s(?:No\.\s)?[A-Z]{2,}[/-][\w/-]+\.?$|\.\s(?:Online|Version\s[\w.]+)\.?$"
)
_NO_TITLE = re.compile(r"[\s,.;:(]*$")


@cache
def _load_publishers() -> str:
    text = (files("ingest") / "lexicons" / "publishers.yaml").read_text(encoding="utf-8")
    rows: Sequence[str] = yaml.safe_load(text)["publishers"]
    return "|".join(sorted(rows, key=len, reverse=True))


@cache
def _marks_of_books() -> re.Pattern[str]:
    """Return the pattern of what only books and their like print: edition, editors, publisher and its place."""
    return re.compile(
        rf"{_EDITION}|[\s,.;]*[(\[]\s?(?:[Ee]ds?\b\.?|Hrsg)|[\s,.;(\[]+(?:[Ee]dited\sby|[Ee]ds?\.?\s(?:by\s)?(?=[{CAPITAL}][\s.{SMALL}]))"
        rf"|[,.;:(\[]\s?(?:in\s)?(?=(?:The\s)?(?:{_load_publishers()})\b{_PUBLISHER_ENDS}|{_SCHOOL}|{_ORGANISATION}|{_REPORT})|{_PLACE_AND_PUBLISHER}"
        rf"|;\s(?=[{CAPITAL}][\w'’-]+,\s[{CAPITAL}]\.)|[,;]\s(?=[{CAPITAL}]\.[^()]{{0,200}}?,?\s\(?(?:[Ee]ds?\b|[Ee]ditors?\b))|[,.;]\sser(?:ies)?\.\s"
    )


_NUMBERS = re.compile(
    rf"[,.;]?\s\(?(?:pp?\.|[Pp]ages?|[Vv]ol(?:ume)?s?\b\.?)\s?\d|[,.;]\s\(?(?={YEAR}\b)|\s?\((?=[^()]*{YEAR}\))"
)


def _find_mark(text: str, start: int = 0) -> re.Match[str] | None:
    """Return the first mark of a book; `Stat. Mech.: Theor. Exp.` is no place with its publisher."""
    while found := _marks_of_books().search(text, start):
        town = found["town"]
        if not town or not any(word.strip(".,").lower() in load_journal_abbreviations() for word in town.split()):
            return found
        start = found.end()
    return None


def _find_stop(text: str, start: int) -> int | None:
    """Return where the title of a book ends."""
    found = [m.start() for m in (_find_mark(text, start), _NUMBERS.search(text, start)) if m]
    return min(found, default=None)


def read_contained(rest: str, year: str | None) -> Body | None:
    """Read a chapter, a paper of proceedings, or an article whose journal stands behind `In:` or `//`; None for others.

    >>> read_contained("Sheets. In: Roe, A. (ed.) Handbook of Foils. Wiley, New York, pp. 3–9 (2001)", None)
    Body(title='Sheets', journal='Handbook of Foils', volume=None, pages='3–9', year='2001')
    """
    quoted = find_quoted(rest)
    marker = _CONTAINER.search(rest, quoted[1] if quoted else 0)
    if not marker:
        return _read_edited(rest, quoted, year)
    tail = rest[marker.end() :].lstrip('“"‘ ')
    before = rest[: marker.start()]
    sure = marker.group().strip() in ("//", "") or ":" in marker.group() or before.endswith(".")
    if not sure and not (find_place(tail, year=year) or _find_mark(tail)):
        return None
    tail = _without_editors(tail, bare="/" in marker.group())
    title = None if _NO_TITLE.match(before) else clean_title(_quoted_or_all(before))
    return _read_container(tail, title, year)


def _read_edited(rest: str, quoted: tuple[int, int, int] | None, year: str | None) -> Body | None:
    """Read a chapter that no `In:` parts from its book: one whose title is quoted or whose editors are named."""
    if quoted:
        tail = rest[quoted[2] :].lstrip(" ,.")
        edited = re.search(r",\s(?:edited\sby|ed\.\s(?:by\s)?(?=[A-Z]))", tail)
        return (
            _read_container(tail, clean_title(rest[quoted[0] : quoted[1]]), year)
            if edited or _BOOK.match(tail)
            else None
        )
    parted = _BOOK_AFTER.search(rest) if any(word in rest for word in _BOOK_WORDS) else None
    if parted and not _is_article(rest[parted.end() :], year):
        return _read_container(rest[parted.end() :], clean_title(rest[: parted.start() + 1]), year)
    editors = re.search(
        rf"\sed(?:ited\sby|\.?)\s(?=[{CAPITAL}](?:\.|\s[{CAPITAL}]|[{SMALL}]+,?\s)[^()]{{2,120}}\()", rest
    )
    if editors is None:
        return None
    title, journal = split_title(rest[: editors.start()])
    body = _read_container(rest[editors.start() :], title, year)
    return body._replace(journal=journal)


def _is_article(tail: str, year: str | None) -> bool:
    """Tell whether volume and pages stand behind a name without labels, as in `Proceedings of the IEEE 86, 2278`."""
    place = find_place(tail, year=year)
    return bool(place and place.volume and place.pages and not re.search(r"\b[Pp]p?\b", tail[place.start : place.end]))


def _read_container(tail: str, title: str | None, year: str | None) -> Body:
    """Read the book or journal in which a work stands."""
    place = find_place(tail, year=year)
    cut = _find_stop(tail, 4)
    ends = [end for end in (cut, place.start if place else None) if end]
    name = re.sub(r"[.,]\s\d{1,2}\.?$", "", tail[: min(ends)] if ends else tail)
    journal = clean_journal(name.rstrip(" ,;:.") if _is_short_of_stop(name) else name)
    volume, pages = (place.volume, place.pages) if place else (None, None)
    mark = _find_mark(tail, 4)
    if (
        volume
        and place
        and mark
        and mark.start() < place.start
        and not re.search(r"[Vv]ol", tail[mark.start() : place.end])
    ):
        pages, volume = pages or volume, None
    return Body(title, journal, volume, pages, (place.year if place else None) or find_year(tail))


def _is_short_of_stop(name: str) -> bool:
    """Tell whether the stop at the end of a name is the sentence's, not that of an abbreviation."""
    return len(name.rstrip(" .,;:").rsplit(" ", 1)[-1]) > 5


def _without_editors(tail: str, *, bare: bool) -> str:
    """Return the text behind `In:` without editors before the title of the book, ``bare`` if no label marks them."""
    lead = _EDITORS_BEFORE.match(tail)
    start = lead.end() if lead else 0
    authors, _, end = read_authors(tail[start:])
    if not authors:
        return tail
    if lead:
        return tail[start + end :].lstrip(" ,.;:)")
    label = EDITORS.match(tail, end)
    if label:
        return tail[label.end() :].lstrip(" ,.:;")
    return tail[end + 2 :] if bare and authors[0][1] and tail[end : end + 2] == ". " else tail


def read_titled(rest: str, year: str | None, server: str | None) -> Body | None:
    """Read a thesis, a patent or a preprint; None for others."""
    for pattern in (_THESIS, _PATENT):
        marker = pattern.search(f" {rest}")
        if marker:
            head = rest[: max(0, marker.start() - 1)]
            return Body(_cut_title(head) if head.strip(" ,.;:([") else None, None, None, None, year or find_year(rest))
    if server is None:
        return None
    marker = _SERVER.search(rest)
    head = rest[: marker.start()] if marker else _before_year(rest, year)
    title = re.sub(rf"[\s.,;:(\[]*(?:\(?[Pp]reprint\)?|Online|{YEAR})?(?:\s?at|\son)?[\s.,;:(\[]*$", "", head)
    title = re.sub(rf"[\s.,;]+(?:Online|{YEAR}|[Pp]reprint)$", "", title)
    pages = re.search(r"\s(?P<id>[a-z]\w*\d\w*)\.?$", rest[marker.end() :]) if marker else None
    year = year or find_year(rest)
    return Body(clean_title(_quoted_or_all(title)), server, None, pages["id"] if pages else None, year)


def find_server(raw: str) -> str | None:
    """Return the preprint server that a reference names."""
    lower = raw.lower()
    if not any(word in lower for word in ("rxiv", "ssrn", "research square", "preprints")):
        return None
    found = _SERVER.search(raw.split("http", 1)[0])
    return re.sub(r"\s+", " ", found[1]) if found else None


def read_book(rest: str, year: str | None) -> Body | None:
    """Read a book, a report or what else stands with its publisher; None where nothing tells of one."""
    quoted = find_quoted(rest)
    start = max(quoted[1] if quoted else 0, 4)
    if not _find_mark(rest, start):
        return None
    title = _cut_title(rest, start)
    return Body(title, None, None, None, year or find_year(rest))


def _cut_title(text: str, start: int = 8) -> str | None:
    title = _quoted_or_all(text[: _find_stop(text, start)])
    return clean_title(_NUMBERED.sub("", title))


def _quoted_or_all(text: str) -> str:
    quoted = find_quoted(text)
    return text[quoted[0] : quoted[1]] if quoted else text


def _before_year(rest: str, year: str | None) -> str:
    found = [m.start() for m in re.finditer(rf"[\s,;(]+{year or YEAR}\b", rest) if m.start() > 8]
    return rest[: found[-1]] if found else rest


_IN_PRESS = re.compile(
    r"[\s,;.]*[(\[]?\b(?:[Ss]ubmitted|[Ii]n [Pp]ress|[Aa]ccepted|[Tt]o [Aa]ppear|[Tt]o be published"
    r"|[Ff]orthcoming|[Ii]n preparation|[Ee]arly [Vv]iew"
    r"|[Pp]ublished [Oo]nline|[Oo]nline [Ff]irst|[Ee]pub(?:lished)?(?: ahead of print)?|[Aa]dvance [Aa]rticle)\b.*$"
)


def read_rest(rest: str, year: str | None) -> Body:
    """Read what has neither volume nor publisher: an article in press, a web page, a note."""
    year = year or find_year(rest)
    dated = re.match(rf"{MONTH}\.?\s{YEAR}\s(?=[A-Z])", rest)
    quoted = find_quoted(rest)
    start = quoted[1] if quoted else 0
    text = rest[dated.end() :] if dated else rest[:start] + _before_year(rest[start:], year)
    text = _IN_PRESS.sub("", text)
    title, journal = split_title(text)
    if journal and (
        _is_no_journal(journal) or (title is None and (score_journal(journal) < 1.0 or len(journal.split()) > 6))
    ):
        title, journal = clean_title(_NUMBERED.sub("", _quoted_or_all(text))), None
    return Body(title, journal, None, None, year)


def _is_no_journal(name: str) -> bool:
    return score_journal(name) < 0.7 or bool(re.match(rf"(?:{_load_publishers()})\b|{_SCHOOL}|{_ORGANISATION}", name))


def find_year(text: str, place: Place | None = None) -> str | None:
    """Return the year outside volume and pages: one in parentheses first, else the last."""
    found = [
        m
        for m in re.finditer(rf"(?<![\w–-])({YEAR})[a-z]?(?![\w–-])", text)
        if not place or not place.start <= m.start() < place.end
    ]
    rounded = [m for m in found if text[m.start() - 1 : m.start()] == "("]
    chosen = rounded or found
    return chosen[-1][1] if chosen else None
