"""One printed reference read into its fields, in the styles of the sciences, with or without title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.references.asian import is_asian, read_asian
from ingest.references.authors import Authors, read_authors
from ingest.references.body import Body, find_year
from ingest.references.books import read_book, read_contained
from ingest.references.cleaning import clean_reference
from ingest.references.dois import find_doi
from ingest.references.groups import EDITORS
from ingest.references.kinds import find_server, read_preprint, read_rest, read_thesis_or_patent
from ingest.references.patterns import YEAR
from ingest.references.places import Place, find_place
from ingest.references.titles import split_title

__all__ = ["ReferenceFields", "clean_pages", "find_doi", "parse_reference"]

_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class ReferenceFields:
    """The fields of a reference as `docs/records.md` names them; None where the text prints none."""

    raw: str
    authors: tuple[tuple[str, str], ...] = ()
    et_al: bool = False
    title: str | None = None
    journal: str | None = None
    volume: str | None = None
    pages: str | None = None
    year: int | None = None
    doi: str | None = None


def parse_reference(raw: str) -> ReferenceFields | None:
    """Read one reference; None for an empty text, never raises.

    >>> r = parse_reference("Chu, S., Lee, A.: Some energy. Nature 488, 294–303 (2012). doi:10.1038/ nature1")
    >>> r.authors, r.title, r.journal, r.volume, r.pages, r.year, r.doi
    ((('Chu', 'S.'), ('Lee', 'A.')), 'Some energy', 'Nature', '488', '294-303', 2012, '10.1038/nature1')
    >>> r = parse_reference("[3] Y. Liu, X. Meng, et al., Sci. Adv. 2022 , 8 , abl8390.")
    >>> r.authors, r.et_al, r.title, r.journal, r.volume, r.pages, r.year
    ((('Liu', 'Y.'), ('Meng', 'X.')), True, None, 'Sci. Adv.', '8', 'abl8390', 2022)
    """
    text = " ".join(raw.split())
    if not any(char.isalpha() for char in text):
        return None
    clean = clean_reference(text[:_LONGEST])
    if is_asian(clean.text):
        authors, et_al, body = read_asian(clean.text)
        year = None
    else:
        authors, et_al, year, body = _read(clean.text, find_server(text) or find_server(clean.text))
    found = body.year or year
    if not (authors or found or clean.doi or clean.linked or body.journal or body.pages):
        body = Body()  # A note among the references.
    return ReferenceFields(
        raw=text,
        authors=authors,
        et_al=et_al,
        title=body.title,
        journal=body.journal,
        volume=body.volume,
        pages=clean_pages(body.pages),
        year=int(found) if found else None,
        doi=clean.doi,
    )


_LEADING_YEAR = re.compile(rf"({YEAR})[a-z]?\s?(?::\s?|\s(?=[A-Z][\w.]*\s))(?=[A-Z])")
_NO_MORE = re.compile(r"[\s,.;:]*(?:[Vv]ol|[Bb]and|\d+\s?[(,:]|$)")


def _read(text: str, server: str | None) -> tuple[Authors, bool, str | None, Body]:
    """Return authors, whether more of them are meant, the year before the title, and the rest."""
    leading = _LEADING_YEAR.match(text)
    if leading and (":" in leading.group() or not find_year(text[leading.end() :])):
        authors, et_al, year, body = _read(text[leading.end() :], server)
        return authors, et_al, year or (None if body.year else leading[1]), body
    authors, et_al, end = read_authors(text)
    if (
        len(authors) == 1
        and "." not in text[:end]
        and _NO_MORE.match(text, end)
        and not _AFTER_AUTHORS.match(text, end)
    ):
        authors, et_al, end = (), False, 0  # A journal that reads as a name: `Cell, Vol. 93`.
    editors = EDITORS.match(text, end) if authors else None
    end = editors.end() if editors else end
    year, rest = _take_year(text[end:], authored=bool(authors))
    return authors, et_al, year, _read_body(rest, year, titled=text[end : end + 1] == ":", server=server)


def _read_body(rest: str, year: str | None, *, titled: bool, server: str | None) -> Body:
    """Read what stands behind the authors, as the first kind of work whose marks it bears."""
    contained = read_contained(rest, year)
    if contained:
        return contained
    place = find_place(rest, year=year)
    special = read_thesis_or_patent(rest, year, place)
    if special:
        return special
    numbered = place is not None and bool(place.volume or place.pages)
    if server and not (place and numbered and not find_server(rest[: place.start])):
        return read_preprint(rest, year, server)
    whole = place is not None and bool(place.volume and place.pages)
    book = None if whole else read_book(rest, year)
    if book:
        return book._replace(pages=place.pages if place and _is_labelled(rest, place) else None)
    return _read_article(rest, place, year, titled=titled) if place and numbered else read_rest(rest, year)


def _is_labelled(rest: str, place: Place) -> bool:
    """Tell whether the numbers are those of a book: pages with their label and no volume, or such a volume."""
    text = rest[place.start : place.end]
    return not place.volume and bool(re.match(r"[\s(,]*(?:pp?\b|[Pp]ages?\b)", text))


def _read_article(rest: str, place: Place, year: str | None, *, titled: bool) -> Body:
    """Read an article whose volume or pages stand at ``place``."""
    before, volume = rest[: place.start].rstrip(), place.volume
    if not before.strip(" ,.;:"):
        # A page head prints the journal behind the numbers.
        before = rest[place.end :]
    letter = re.fullmatch(r"([A-H])(\d+)", volume or "")
    if letter and before.endswith((".", "Rev", "Lett", "Phys")):
        # The section of a journal printed with its volume: `Phys. Rev. B54`.
        before, volume = f"{before} {letter[1]}", letter[2]
    title, journal = split_title(before, titled=titled)
    return Body(title, journal, volume, place.pages, year or place.year or find_year(rest, place))


_AFTER_AUTHORS = re.compile(
    rf"[\s,.;:]*(?:[(\[](?:[A-Z][a-z]+\.?\s)?(?P<round>{YEAR})[a-z]?(?:[,/][^)]{{0,20}})?[)\]](?:[a-z](?=\s))?"
    rf"|(?P<bare>{YEAR})[a-z]?(?=\s?[,.:;]|\s[“\"'‘\w]))[\s,.:;]*"
)
_PLACE_NEXT = re.compile(r"\s?(?:;|,?\s?(?:vol\.?\s|[Bb]d\.?\s)?[A-Z]?\d{1,4}\s?[(:,]|,?\s?\d{1,4}$)")


def _take_year(rest: str, *, authored: bool) -> tuple[str | None, str]:
    found = _AFTER_AUTHORS.match(rest)
    if not found or not authored or _PLACE_NEXT.match(rest, found.end()):
        return None, re.sub(r"^[\s,.;:]+", "", rest)
    return found["round"] or found["bare"], rest[found.end() :]


def clean_pages(pages: str | None) -> str | None:
    """Return pages as ``first-last`` with an ASCII hyphen, or the article number.

    >>> clean_pages("294–303"), clean_pages("p.13"), clean_pages("A318 – A328")
    ('294-303', '13', 'A318-A328')
    """
    if not pages:
        return None
    pages = re.sub(r"^(?:pp?\.?|pages?)\s?(?=\d)", "", pages)
    return re.sub(r"\s?[-–—−~]+\s?", "-", pages).rstrip(".") or None
