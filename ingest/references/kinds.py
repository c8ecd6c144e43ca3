"""References that stand in no journal and no book: theses, patents, preprints, web pages, works in press."""

from __future__ import annotations

import re

from ingest.references.body import Body, cut_year, find_year, quoted_or_all
from ingest.references.books import cut_title, without_serial
from ingest.references.marks import names_publisher
from ingest.references.patterns import MONTH, YEAR
from ingest.references.places import Place
from ingest.references.titles import clean_title, find_quoted, score_journal, split_title

_DEGREE = (
    r"(?:[Pp]h\.?\s?D\.?|[Dd]octoral|[Mm]aster(?:['’]?s?)?|M\.?\s?Sc\.?|M\.\s?S\.|[Bb]achelor(?:['’]?s)?|[Dd]iplom[ae]?"
    r"|[Hh]abilitation)"
)
_THESIS = re.compile(
    rf"[\s,.;:(\[]{{1,4}}(?:[Uu]npublished\s)?(?:{_DEGREE}[.\s]*(?:[Tt]hesis|[Dd]issertation|[Dd]iss\b\.?|[Aa]rbeit)"
    r"|(?:[Tt]hesis|[Dd]issertation|[Tt]hèse|Diss\.|Ph\.\s?D\.?)(?=[\s,.;:)\]]|$))"
)
_COUNTRY = (
    r"(?:U\.?\s?S\.?(?:A\.)?|[Uu]nited\sStates|European|Eur\.|German|Ger\.|Japan(?:ese)?|Jpn\.|Chinese|World|Korean"
    r"|British|French|International|Int\.)"
)
_PATENT = re.compile(
    rf"[\s,.;:(\[]{{1,4}}(?:(?:{_COUNTRY}\s)?[Pp]at(?:ent)?\b\.?(?:\s[Aa]ppl(?:ication)?\b\.?)?"
    r"|(?:US|WO|EP|CN|JP|DE|KR|GB|FR|PCT)[\s/-]?(?=\d{2,4}[\d,/\s]{3,}))"
)
_SERVER = re.compile(
    r"\b(arXiv|ChemRxiv|bioRxiv|medRxiv|engrXiv|EarthArXiv|SSRN|Research\sSquare|Preprints\.org|TechRxiv)\b(?!\.org)",
    re.IGNORECASE,
)
_SERVER_WORDS = ("rxiv", "ssrn", "research square", "preprints")
_BEFORE_SERVER = re.compile(
    rf"[\s.,;:(\[]*(?:\(?[Pp]reprint\)?|Online|{YEAR})?(?:\s?at|\son)?[\s.,;:(\[]*$"
    rf"|[\s.,;]+(?:Online|{YEAR}|[Pp]reprint)$"
)
_PREPRINT_NUMBER = re.compile(r"\s(?P<id>[a-z]\w*\d\w*)\.?$")
_IN_PRESS = re.compile(
    r"[\s,;]*[(\[]?\b(?P<state>[Ss]ubmitted|[Ii]n [Pp]ress|[Aa]ccepted|[Tt]o [Aa]ppear|[Tt]o be published"
    r"|[Ff]orthcoming|[Ii]n preparation|[Ee]arly [Vv]iew|[Pp]ublished [Oo]nline|[Oo]nline [Ff]irst"
    r"|[Ee]pub(?:lished)?(?: ahead of print)?|[Aa]dvance [Aa]rticle)\b.*$"
)
_VERSION = re.compile(r"(?:[.,;]\s|\s\()[Vv]ersion\s\d.*$")
_MONTH_FIRST = re.compile(rf"{MONTH}\.?\s{YEAR}\s(?=[A-Z])")


def read_thesis_or_patent(rest: str, year: str | None, place: Place | None) -> Body | None:
    """Read a thesis or a patent; None for others.

    Volume and pages at ``place`` tell of an article whose title speaks of a thesis; not so the number of a patent.

    >>> read_thesis_or_patent("Layers in cells, PhD thesis, University of Roe, 2016", None, None)[0::4]
    ('Layers in cells', '2016')
    """
    whole = place is not None and bool(place.volume and place.pages)
    thesis = None if whole else _THESIS.search(f" {rest}")
    marker = thesis or _PATENT.search(f" {rest}")
    if marker is None or (whole and place and marker.end() - 1 < place.start - 12):
        return None
    head = rest[: max(0, marker.start() - 1)]
    title = cut_title(head) if head.strip(" ,.;:([") else None
    return Body(title, year=year or find_year(rest))


def find_server(raw: str) -> str | None:
    """Return the preprint server that a reference names outside its links.

    >>> find_server("I. Batatia et al., arXiv preprint arXiv:2401.00096")
    'arXiv'
    """
    lower = raw.lower()
    if not any(word in lower for word in _SERVER_WORDS):
        return None
    found = _SERVER.search(raw.split("http", 1)[0])
    return re.sub(r"\s+", " ", found[1]) if found else None


def read_preprint(rest: str, year: str | None, server: str) -> Body:
    """Read a preprint; its server stands for the journal."""
    marker = _SERVER.search(rest)
    head = rest[: marker.start()] if marker else cut_year(rest, year)
    title = _BEFORE_SERVER.sub("", _BEFORE_SERVER.sub("", head))
    number = _PREPRINT_NUMBER.search(rest, marker.end()) if marker else None
    return Body(
        clean_title(quoted_or_all(title)), server, None, number["id"] if number else None, year or find_year(rest)
    )


def read_rest(rest: str, year: str | None) -> Body:
    """Read what has neither volume nor publisher: an article in press, a web page, a note.

    >>> read_rest("Wetting of sheets. Nat. Mater. (in press)", "2020")[:2]
    ('Wetting of sheets', 'Nat. Mater.')
    """
    year = year or find_year(rest)
    dated = _MONTH_FIRST.match(rest)
    quoted = find_quoted(rest)
    start = quoted[1] if quoted else 0
    text = rest[dated.end() :] if dated else rest[:start] + cut_year(rest[start:], year)
    text = _VERSION.sub("", text)
    press = _IN_PRESS.search(text)
    if press:
        # `(in press), Nature` tells the state before the journal.
        text = text[: press.start()] if press.start() > 8 else text[press.end("state") :].lstrip(" ),.;:]")
    title, journal = split_title(text)
    if journal and not _is_journal(journal, title, text):
        title, journal = clean_title(without_serial(quoted_or_all(text))), None
    return Body(title, journal, year=year)


def _is_journal(name: str, title: str | None, text: str) -> bool:
    """Tell whether a name is that of a journal, though no volume follows: it must look like one and stand apart."""
    score = score_journal(name)
    if score < 0.6 or names_publisher(name):
        return False
    if title is None:
        return score >= 1.0 and len(name.split()) < 7
    start = text.rfind(name)
    return start <= 0 or re.search(r"[.,;:?!”\"’)]\s*$", text[:start]) is not None
