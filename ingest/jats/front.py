"""What an XML article says of itself: title, authors, journal, year and DOI."""

from __future__ import annotations

import re

from ingest.draft import Draft
from ingest.markup.inline import Inline, read_inline
from ingest.markup.tree import Element, find_child, find_children, find_elements, find_first, find_text, text_of
from ingest.repair.rules import repair_text

_PUBLISHED = ("ppub", "collection", "pub", "epub-ppub", "epub", "")
"""The kinds of date, that of the printed issue first."""

_NO_AUTHORS = re.compile(r"editor|reviewer|translator|transed|guest|illustrator", re.IGNORECASE)


def read_xml_front(root: Element, front: Element | None, inline: Inline) -> Draft:
    """Begin the draft with the head of an article; ``root`` is the whole file, where Elsevier's keeps journal and date.

    Where there is no head, the draft is empty.
    """
    if front is None:
        return Draft()
    meta = find_first(front, "article-meta") or front
    return Draft(
        title=_find_title(meta, inline),
        authors=_find_authors(meta),
        journal=find_text(front, "journal-title", "abbrev-journal-title") or find_text(root, "publicationname"),
        year=_find_year(meta) or _read_year(find_text(root, "coverdate")),
        doi=_find_doi(meta) or _read_doi(find_text(root, "doi")),
    )


def _find_title(meta: Element, inline: Inline) -> str | None:
    group = find_first(meta, "title-group", "book-title-group") or meta
    title = find_first(group, "article-title", "title", "book-title")
    if title is None:
        return None
    subtitle = find_child(group, "subtitle")
    texts = [_plain(part, inline) for part in (title, subtitle) if part is not None]
    return ": ".join(text.rstrip(":") for text in texts if text) or None


def _plain(element: Element, inline: Inline) -> str:
    return repair_text(read_inline(element.children, inline).text).strip()


def _find_authors(meta: Element) -> tuple[str, ...]:
    """Return the authors as ``Given Surname``; editors and reviewers are none."""
    names: list[str] = []
    for contrib in find_elements(meta, "contrib"):
        if _NO_AUTHORS.search(contrib.get("contrib-type")):
            continue
        name = find_first(contrib, "name", "string-name", "collab") or contrib
        surname, given = find_first(name, "surname"), find_first(name, "given-names")
        if surname is not None:
            names.append(" ".join(text_of(part) for part in (given, surname) if part is not None))
        elif name is not contrib:
            names.append(text_of(name))
    return tuple(dict.fromkeys(name for name in names if name))


def _find_year(meta: Element) -> int | None:
    dates: dict[str, int] = {}
    for date in find_elements(meta, "pub-date"):
        kind = date.get("pub-type") or date.get("date-type") or date.get("publication-format")
        year = _read_year(find_text(date, "year") or date.get("iso-8601-date"))
        if year is not None:
            dates.setdefault(kind, year)
    chosen = next((dates[kind] for kind in _PUBLISHED if kind in dates), None)
    return chosen or next(iter(dates.values()), None) or _read_year(find_text(meta, "copyright-year"))


def _find_doi(meta: Element) -> str | None:
    ids = [*find_children(meta, "article-id", "book-part-id", "book-id"), *find_elements(meta, "article-id")]
    return next((_read_doi(text_of(i)) for i in ids if i.get("pub-id-type") == "doi"), None)


def _read_doi(text: str | None) -> str | None:
    found = re.search(r"10\.\d{4,9}/\S+", text or "")
    return found.group().lower() if found else None


def _read_year(text: str | None) -> int | None:
    found = re.search(r"(?:18|19|20)\d\d", text or "")
    return int(found.group()) if found else None
