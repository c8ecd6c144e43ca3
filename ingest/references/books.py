"""Chapters, papers of proceedings and books: works that stand in a book or are one."""

from __future__ import annotations

import re

from ingest.references.authors import read_authors
from ingest.references.body import Body, find_year, quoted_or_all
from ingest.references.groups import EDITORS
from ingest.references.marks import find_mark, find_stop
from ingest.references.patterns import CAPITAL, SMALL, load_journal_abbreviations
from ingest.references.places import Place, find_place
from ingest.references.titles import clean_journal, clean_title, find_quoted, split_title

_NO_CONTAINER = (
    r"(?!(?:[Ss]itu|[Vv]ivo|[Vv]itro|[Oo]perando|[Ss]ilico|[Pp]ress|[Pp]reparation|Russian|Chinese|Japanese|German"
    r"|French|Search|Memoriam)\b)"
)
_CONTAINER = re.compile(
    r"\s*//\s*|(?:(?<=[.,;:?!”\"’)\]])\s|^|\s(?=[Ii]n\s?:))(?:[Ii]n|IN)"
    rf"(?:\s?:\s?|,?\s{_NO_CONTAINER}(?=[{CAPITAL}“\"]|the\s(?:[Pp]roc|[{CAPITAL}])|proceedings))"
)
_EDITORS_BEFORE = re.compile(r"\(?(?:[Ee]dited\sby|[Ee]ds?\.?(?:\sby)?)\s")
_EDITED = re.compile(r",\s(?:edited\sby|ed\.\s(?:by\s)?(?=[A-Z]))")
_EDITED_INSIDE = re.compile(
    rf"\sed(?:ited\sby|\.?)\s(?=[{CAPITAL}](?:\.|\s[{CAPITAL}]|[{SMALL}]+,?\s)[^()]{{2,120}}\()"
)
_BOOK = re.compile(
    r"(?:The\s)?(?:Proceedings|Proc\.\s(?:of|[\dIVX]+)|Advances\sin|Encyclop(?:a)?edia|Handbook|Lecture\sNotes"
    r"|Abstracts?\sof|Extended\sAbstracts)\b(?=[^“”\"]*[(:.,])"
)
_BOOK_WORDS = ("Proc", "Advances", "ncyclop", "Handbook", "Lecture", "Abstract")
_BOOK_BEHIND = re.compile(rf"(?:[.?!,]|\b)\s(?=Proceedings\sof\s)|[.?!]\s(?={_BOOK.pattern})")
_NO_TITLE = re.compile(r"[\s,.;:(]*$")
_PAGE_LABEL = re.compile(r"\b[Pp]p?\b")
_VOLUME_LABEL = re.compile(r"\b[Vv]ol|\b[Bb]d\b")
_MEETINGS = ("Proc", "Conf", "Int. Conf", "IEEE")
_TOWN = re.compile(r"(?<=[a-z]{3})\.\s[A-Z][a-z]+(?:[\s-][A-Z][a-z]+)?(?:,\s[A-Z][A-Za-z. ]+)?$")
_TOWN_AND_COUNTRY = re.compile(r"(?:,\s[A-Z][a-z]+(?:[\s-][A-Z][a-z]+)?){2}$")
_SERIAL = re.compile(
    r"[.,;]\s\d{1,2}\.?$|\s?[(\[](?:No|Nr|[Rr]eport|[Rr]apport|Rep)[^()]*[)\]]\.?$"
    r"|[.,;:]\s(?:No\.\s)?[A-Z]{2,}[/-][\w/-]+\.?$|\.\s(?:Online|Version\s[\w.]+)\.?$"
)


def read_contained(rest: str, year: str | None) -> Body | None:
    """Read a chapter, a paper of proceedings, or an article whose journal stands behind `In:` or `//`.

    None for others.

    >>> read_contained("Sheets. In: Roe, A. (ed.) Handbook of Foils. Wiley, New York, pp. 3–9 (2001)", None)
    Body(title='Sheets', journal='Handbook of Foils', volume=None, pages='3–9', year='2001')
    """
    quoted = find_quoted(rest)
    marker = _CONTAINER.search(rest, quoted[1] if quoted else 0)
    if not marker:
        return _read_quoted(rest, quoted, year) if quoted else _read_unmarked(rest, year)
    tail = rest[marker.end() :].lstrip('“"‘ ')
    before = rest[: marker.start()]
    sure = marker.group().strip() in ("//", "") or ":" in marker.group() or before.endswith(".")
    if not sure and not (find_place(tail, year=year) or find_mark(tail)):
        return None
    tail = _without_editors(tail, bare="/" in marker.group())
    title = None if _NO_TITLE.match(before) else clean_title(quoted_or_all(before))
    return _read_container(tail, title, year)


def _read_quoted(rest: str, quoted: tuple[int, int, int], year: str | None) -> Body | None:
    """Read a chapter whose title is quoted, with its book right behind."""
    tail = rest[quoted[2] :].lstrip(" ,.")
    if not (_EDITED.search(tail) or _BOOK.match(tail)):
        return None
    return _read_container(tail, clean_title(rest[quoted[0] : quoted[1]]), year)


def _read_unmarked(rest: str, year: str | None) -> Body | None:
    """Read a chapter that no `In:` parts from its book: one that names proceedings, or editors behind a blank."""
    behind = _BOOK_BEHIND.search(rest) if any(word in rest for word in _BOOK_WORDS) else None
    if behind and not _is_article(rest[behind.end() :], year):
        title = re.sub(r"\s[Ii]n\s?$", "", rest[: behind.start() + 1])
        return _read_container(rest[behind.end() :], clean_title(title), year)
    edited = _EDITED_INSIDE.search(rest)
    if edited is None:
        return None
    named, journal = split_title(rest[: edited.start()])
    return _read_container(rest[edited.start() :], named, year)._replace(journal=journal)


def _is_article(tail: str, year: str | None) -> bool:
    """Tell whether volume and pages stand behind a name without labels, as in `Proceedings of the IEEE 86, 2278`."""
    place = find_place(tail, year=year)
    return bool(place and place.volume and place.pages and not _PAGE_LABEL.search(tail[place.start : place.end]))


def _read_container(tail: str, title: str | None, year: str | None) -> Body:
    """Read the book or journal in which a work stands."""
    place = find_place(tail, year=year)
    ends = [end for end in (find_stop(tail, 4), place.start if place else None) if end]
    end = min(ends, default=len(tail))
    end += tail[end : end + 1] == "."
    name = _without_town(re.sub(r"[.,]\s\d{1,2}\.?$", "", tail[:end]).rstrip(" ,;:("))
    journal = clean_journal(name if _ends_in_abbreviation(name) else name.rstrip(" ,;:."))
    if place is None:
        return Body(title, journal, year=find_year(tail))
    volume, pages = _share_numbers(tail, place)
    return Body(title, journal, volume, pages, place.year or find_year(tail))


def _without_town(name: str) -> str:
    """Return the name of a book or of proceedings without the place of the publisher or of the meeting."""
    town = _TOWN.search(name)
    if town and len(name[: town.start()].split()) > 2 and not _ends_in_abbreviation(name[: town.start()]):
        return name[: town.start()]
    return _TOWN_AND_COUNTRY.sub("", name) if name.startswith(_MEETINGS) else name


def _share_numbers(tail: str, place: Place) -> tuple[str | None, str | None]:
    """Return volume and pages; behind the publisher of a book, a number without label is a page."""
    mark = find_mark(tail, 4)
    behind = mark is not None and mark.start() < place.start
    if behind and place.volume and not _VOLUME_LABEL.search(tail, place.start, place.end):
        return None, place.pages or place.volume
    return place.volume, place.pages


def _ends_in_abbreviation(name: str) -> bool:
    """Tell whether the stop at the end of a name is that of an abbreviation, not the sentence's."""
    return name.rstrip(" .,;:").rsplit(" ", 1)[-1].lower() in load_journal_abbreviations()


def _without_editors(tail: str, *, bare: bool) -> str:
    """Return the text behind `In:` without the editors before the title of the book.

    ``bare`` says that no label need mark them.
    """
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


def read_book(rest: str, year: str | None) -> Body | None:
    """Read a book, a report or what else stands with its publisher; None where nothing tells of one.

    >>> read_book("Methods of sheets, 2nd ed., Wiley, New York, 2001", None)
    Body(title='Methods of sheets', journal=None, volume=None, pages=None, year='2001')
    """
    quoted = find_quoted(rest)
    start = max(quoted[1] if quoted else 0, 4)
    if not find_mark(rest, start):
        return None
    return Body(cut_title(rest, start), year=year or find_year(rest))


def cut_title(text: str, start: int = 8) -> str | None:
    """Return the title of a book or thesis at the head of a text, without what stands behind it."""
    return clean_title(without_serial(quoted_or_all(text[: find_stop(text, start)])))


def without_serial(title: str) -> str:
    """Return a title without the number of a report, an edition or a version behind it."""
    return _SERIAL.sub("", title)
