"""What a web page says of its article: meta tags, linked data, else its first heading and byline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from ingest.draft import Draft
from ingest.html.names import is_part
from ingest.markup.inline import Inline, read_inline
from ingest.markup.pieces import letters_of
from ingest.markup.tree import Element, find_elements, find_first, find_texts, iter_elements, text_of
from ingest.repair.rules import repair_text
from ingest.text.front import split_names

_TITLE = ("citation_title", "dc.title", "dcterms.title", "prism.title", "eprints.title", "og:title", "twitter:title")
_AUTHOR = ("citation_author", "dc.creator", "dcterms.creator", "dc.contributor", "eprints.creators_name")
_JOURNAL = ("citation_journal_title", "prism.publicationname", "dcterms.ispartof", "citation_conference_title")
_DATE = (
    "citation_publication_date", "prism.publicationdate", "citation_date", "citation_year", "citation_cover_date",
    "dc.date", "dcterms.issued", "dc.date.issued", "dcterms.date", "date", "citation_online_date",
    "article:published_time",
)  # fmt: skip
_DOI = ("citation_doi", "prism.doi", "bepress_citation_doi", "dc.identifier", "dcterms.identifier", "doi")
_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,60}$")
_DOI_TEXT = re.compile(r"10\.\d{4,9}/[^\s\"'<>&?#]+")


def read_html_front(root: Element, inline: Inline) -> Draft:
    """Begin the draft with the head of the article, from the whole page."""
    meta = _read_meta(root)
    data = _read_linked_data(root)
    return Draft(
        title=_find_title(root, meta, data, inline),
        authors=_find_authors(root, meta, data),
        journal=_first(meta, _JOURNAL) or _find_journal(data),
        year=_read_year([*_all(meta, _DATE), str(data.get("datePublished") or "")]),
        doi=_find_doi(root, meta, data),
    )


def _read_meta(root: Element) -> Mapping[str, list[str]]:
    meta: dict[str, list[str]] = {}
    for element in find_elements(root, "meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop")).lower()
        content = re.sub(r"\s+", " ", element.get("content")).strip()
        if name and content:
            meta.setdefault(name, []).append(_unescape(content))
    return meta


def _unescape(text: str) -> str:
    """Return the value of an attribute without the tags that some pages write in it."""
    return re.sub(r"</?[a-zA-Z][^<>]{0,80}>", "", re.sub(r"<sup>\s*", "^", text)) if "<" in text else text


def _read_linked_data(root: Element) -> Mapping[str, Any]:
    """Return the article of the page's JSON-LD; empty where there is none or it is broken."""
    for script in find_elements(root, "script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            data = json.loads("".join(run.text for run in find_texts(script)))
        except (ValueError, RecursionError):
            continue
        for item in _iter_items(data):
            if "Article" in str(item.get("@type")) and (item.get("headline") or item.get("name")):
                return item
    return {}


def _iter_items(data: Any) -> Iterator[Mapping[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            for key in ("@graph", "mainEntity"):
                for inner in item[key] if isinstance(item.get(key), list) else [item.get(key)]:
                    if isinstance(inner, dict):
                        yield inner


def _first(meta: Mapping[str, Sequence[str]], names: Iterable[str]) -> str | None:
    return next(iter(_all(meta, names)), None)


def _all(meta: Mapping[str, Sequence[str]], names: Iterable[str]) -> list[str]:
    return [value for name in names for value in meta.get(name, ())]


def _find_title(
    root: Element, meta: Mapping[str, Sequence[str]], data: Mapping[str, Any], inline: Inline
) -> str | None:
    """Return the title; its scripts are those of the heading, since a tag has none."""
    given = _first(meta, _TITLE[:-2]) or data.get("headline")
    shown = [repair_text(read_inline(h.children, inline).text).strip() for h in find_elements(root, "h1")]
    if isinstance(given, str) and given.strip():
        plain = repair_text(given).strip()
        return next((title for title in shown if letters_of(title) == letters_of(plain)), plain)
    if any(shown):
        return next(title for title in shown if title)
    shared = _first(meta, _TITLE)
    title = find_first(root, "title")
    text = shared or (text_of(title) if title is not None else "")
    return repair_text(_SITE.sub("", text)).strip() or None


def _find_authors(root: Element, meta: Mapping[str, Sequence[str]], data: Mapping[str, Any]) -> tuple[str, ...]:
    named = next((names for names in (_all(meta, [name]) for name in _AUTHOR) if names), [])
    listed = [name for text in _all(meta, ["citation_authors"]) for name in text.split(";")]
    linked = data.get("author") or []
    people = [person.get("name") if isinstance(person, dict) else person for person in _as_list(linked)]
    names = named or listed or [name for name in people if isinstance(name, str)]
    if names:
        return tuple(dict.fromkeys(_turn(name) for name in names if name.strip()))
    return _read_byline(root) or tuple(_turn(name) for name in _all(meta, ["author"]))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _turn(name: str) -> str:
    """Return a name with the given names first.

    >>> _turn("Manthiram, Arumugam"), _turn("Arumugam Manthiram")
    ('Arumugam Manthiram', 'Arumugam Manthiram')
    """
    parts = [part.strip() for part in name.split(",")]
    turned = f"{parts[1]} {parts[0]}" if len(parts) == 2 and all(parts) else name
    return re.sub(r"\s+", " ", turned).strip(" ,")


def _read_byline(root: Element) -> tuple[str, ...]:
    for element in iter_elements(root):
        if element.name in ("div", "p", "ul", "section", "span") and is_part(element, "authors"):
            names = split_names(text_of(element))
            if names:
                return tuple(dict.fromkeys(names))
    return ()


def _find_journal(data: Mapping[str, Any]) -> str | None:
    part = data.get("isPartOf")
    while isinstance(part, dict):
        kind, name = str(part.get("@type")), part.get("name")
        if isinstance(name, str) and ("Periodical" in kind or not isinstance(part.get("isPartOf"), dict)):
            return name
        part = part.get("isPartOf")
    return None


def _read_year(texts: Iterable[str]) -> int | None:
    for text in texts:
        found = re.search(r"(?:18|19|20)\d\d", text)
        if found:
            return int(found.group())
    return None


def _find_doi(root: Element, meta: Mapping[str, Sequence[str]], data: Mapping[str, Any]) -> str | None:
    """Return the article's DOI: from its tags, its addresses, or the title that some publishers print it in."""
    linked = [str(data.get(key) or "") for key in ("@id", "sameAs", "identifier", "url")]
    title = find_first(root, "title")
    printed = [text_of(title)] if title is not None and "doi" in text_of(title).lower() else []
    for text in (*_all(meta, _DOI), *linked, *printed, *find_addresses(root)):
        found = _DOI_TEXT.search(unquote(text))
        if found:
            return re.sub(r"[.,;)\]}]+$|/(?:full|abstract|pdf)$", "", found.group()).lower()
    return None


def find_addresses(root: Element) -> list[str]:
    """Return the addresses that the page gives for itself."""
    addresses = _all(
        _read_meta(root), ("og:url", "citation_fulltext_html_url", "citation_public_url", "citation_abstract_html_url")
    )
    links = (link.get("href") for link in find_elements(root, "link") if link.get("rel") == "canonical")
    return [*addresses, *filter(None, links)]
