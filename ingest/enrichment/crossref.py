"""Crossref's REST API: `/works` with `query.bibliographic` and with `filter=doi:`.

Documented at https://api.crossref.org and https://www.crossref.org/documentation/retrieve-metadata/rest-api/.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.records import ReferenceRecord
from ingest.enrichment.works import Catalogue, FoundWork, Query, clean_doi, clean_title, first_page, item, items, text

_ROWS = 5
_SELECT = (
    "DOI,type,title,subtitle,author,issued,published-print,published-online,container-title,short-container-title,"
    "volume,page,article-number,update-to,updated-by"
)
_RETRACTING = frozenset({"retraction", "withdrawal", "removal"})
"""The updates after which a work no longer stands; one that is retracted in part, or under concern, still does."""


def build_search(reference: ReferenceRecord) -> Query | None:
    """Return the question for a reference: by its title, else by journal, volume and page; None without either."""
    family = reference.authors[0][0] if reference.authors else ""
    year = str(reference.year or "")
    if reference.title:
        words = [reference.title, family, year]
    elif family and reference.journal and reference.volume and reference.pages:
        words = [family, reference.journal, reference.volume, first_page(reference.pages), year]
    else:
        return None
    return {"query.bibliographic": " ".join(filter(None, words)), "rows": str(_ROWS), "select": _SELECT}


def build_lookup(dois: Sequence[str]) -> Query:
    """Return the question for works by their DOIs: a filter that is repeated means any of them."""
    return {"filter": ",".join(f"doi:{doi}" for doi in dois), "rows": str(len(dois)), "select": _SELECT}


def find_items(answer: Any) -> list[Any] | None:
    """Return the works of an answer, None for an answer of another shape."""
    found = item(answer, "message", "items")
    return found if isinstance(found, list) else None


def parse_work(work: Any) -> FoundWork | None:
    """Return a work of an answer, None where it has no DOI.

    An update that a record makes to another record tells a notice; one to itself is how some publishers
    retract a work under its own DOI.
    """
    doi = clean_doi(item(work, "DOI"))
    if doi is None:
        return None
    made = [update for update in items(work, "update-to") if clean_doi(item(update, "DOI")) != doi]
    own = [update for update in items(work, "update-to") if clean_doi(item(update, "DOI")) == doi]
    pages = [*filter(None, (text(work, "page"), text(work, "article-number")))]
    return FoundWork(
        doi=doi,
        titles=tuple(_find_titles(work)),
        family=next((text(a, "family") or text(a, "name") for a in items(work, "author")), None),
        years=tuple(sorted(set(_find_years(work)))),
        journals=tuple(_find_texts(work, "container-title", "short-container-title")),
        volume=text(work, "volume"),
        first_pages=tuple(dict.fromkeys(map(first_page, pages))),
        preprint=item(work, "type") == "posted-content",
        notice=bool(made),
        retracted=any(item(update, "type") in _RETRACTING for update in (*items(work, "updated-by"), *own)),
    )


def _find_titles(work: Any) -> Iterator[str]:
    for title in _find_texts(work, "title"):
        yield clean_title(title)
        yield from (clean_title(f"{title}: {subtitle}") for subtitle in _find_texts(work, "subtitle"))


def _find_texts(work: Any, *names: str) -> Iterator[str]:
    for name in names:
        yield from (value for value in items(work, name) if isinstance(value, str) and value.strip())


def _find_years(work: Any) -> Iterator[int]:
    for name in ("issued", "published-print", "published-online"):
        for parts in items(work, name, "date-parts"):
            if isinstance(parts, list) and parts and isinstance(parts[0], int):
                yield parts[0]


CROSSREF = Catalogue(
    name="Crossref",
    build_search=build_search,
    build_lookup=build_lookup,
    find_items=find_items,
    parse_work=parse_work,
    separators=",",
)
