"""OpenAlex's API: `/works` with `filter=title.search:` and with `filter=doi:`.

Documented at https://developers.openalex.org and, before, at https://docs.openalex.org.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from graph.records import ReferenceRecord
from ingest.enrichment.works import Catalogue, FoundWork, Query, clean_doi, clean_title, first_page, item, items, text

_ROWS = 5
_SELECT = "doi,title,publication_year,type,authorships,biblio,primary_location,is_retracted"
_NOTICES = frozenset({"retraction", "erratum"})


def build_search(reference: ReferenceRecord) -> Query | None:
    """Return the question for a reference by the words of its title; None without title.

    Commas and bars would part the filter into several, and a mark of exclamation would deny it.
    """
    words = re.findall(r"\w+", reference.title or "")
    if not words:
        return None
    return {"filter": f"title.search:{' '.join(words)}", "per-page": str(_ROWS), "select": _SELECT}


def build_lookup(dois: Sequence[str]) -> Query:
    """Return the question for works by their DOIs."""
    return {"filter": f"doi:{'|'.join(dois)}", "per-page": str(len(dois)), "select": _SELECT}


def find_items(answer: Any) -> list[Any] | None:
    """Return the works of an answer, None for an answer of another shape.

    Only the first author is kept: with all institutions the list makes up most of an answer.
    """
    found = item(answer, "results")
    if not isinstance(found, list):
        return None
    return [{**work, "authorships": items(work, "authorships")[:1]} for work in found if isinstance(work, dict)]


def parse_work(work: Any) -> FoundWork | None:
    """Return a work of an answer, None where it has no DOI."""
    doi = clean_doi(item(work, "doi"))
    if doi is None:
        return None
    title, year = text(work, "title"), item(work, "publication_year")
    name = next((text(a, "author", "display_name") for a in items(work, "authorships")), None)
    start, journal = text(work, "biblio", "first_page"), text(work, "primary_location", "source", "display_name")
    return FoundWork(
        doi=doi,
        titles=(clean_title(title),) if title else (),
        # Names are printed with the given names first.
        family=name.split()[-1] if name else None,
        years=(year,) if isinstance(year, int) else (),
        journals=(journal,) if journal else (),
        volume=text(work, "biblio", "volume"),
        first_pages=(first_page(start),) if start else (),
        preprint=item(work, "type") == "preprint",
        notice=item(work, "type") in _NOTICES,
        retracted=item(work, "is_retracted") is True,
    )


OPENALEX = Catalogue(
    name="OpenAlex",
    build_search=build_search,
    build_lookup=build_lookup,
    find_items=find_items,
    parse_work=parse_work,
    separators=",|",
)
