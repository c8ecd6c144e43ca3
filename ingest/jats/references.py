"""The reference list of an XML article: its entries as text and as the fields that its tags name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.documents import MappedText
from ingest.draft import Entry
from ingest.jats.citations import punctuate
from ingest.mapped import join_mapped, strip_mapped
from ingest.markup.inline import Inline, read_inline
from ingest.markup.tagged_references import TaggedFields, complete_fields
from ingest.markup.tree import (
    Element,
    find_child,
    find_children,
    find_elements,
    find_first,
    find_outermost,
    find_text,
    iter_elements,
    text_of,
)
from ingest.references.authors import join_initials
from ingest.references.parser import find_doi

_CITATIONS = ("mixed-citation", "element-citation", "reference", "citation-alternatives")
_NUMBER = re.compile(r"\W*(\d{1,4})\W*")
_BOOKS = re.compile(r"book|thesis|report|patent|standard|working-paper|preprint|web|software|data|other", re.IGNORECASE)
_ET_AL = re.compile(r"\bet\s?al\b", re.IGNORECASE)


def read_entries(root: Element, inline: Inline) -> list[Entry]:
    """Return the entries of all reference lists of an article, in order."""
    refs = [ref for part in find_outermost(root, "ref-list") for ref in find_outermost(part, "ref")]
    entries = [_read_entry(ref, inline) for ref in refs]
    return [entry for entry in entries if entry.content.text]


def _read_entry(ref: Element, inline: Inline) -> Entry:
    citations = find_outermost(ref, *_CITATIONS)
    label = find_child(ref, "label") or next((x for c in citations for x in find_children(c, "label")), None)
    printed = _NUMBER.fullmatch(text_of(label)) if label is not None else None
    printed_text = find_elements(ref, "source-text")
    parts = [_read_text(part, inline) for part in printed_text or citations or _plain_parts(ref)]
    content = join_mapped([part for part in parts if part.text])
    keys = [element.get("id") for element in (ref, *iter_elements(ref)) if element.get("id")]
    return Entry(
        content=content,
        n=int(printed[1]) if printed else None,
        keys=tuple(dict.fromkeys(keys)),
        fields=complete_fields(content.text, _read_tags(citations[0])) if citations else None,
    )


def _plain_parts(ref: Element) -> list[Element]:
    """Return what stands in an entry without a citation element: notes and paragraphs."""
    return [child for child in ref.children if isinstance(child, Element) and child.name != "label"]


def _read_text(citation: Element, inline: Inline) -> MappedText:
    """Return the entry as it reads; where tags stand side by side, with the punctuation that print would have."""
    if citation.name == "citation-alternatives":
        citation = find_child(citation, "mixed-citation") or find_child(citation, *_CITATIONS) or citation
    return strip_mapped(read_inline([punctuate(citation)], inline))


def _read_tags(citation: Element) -> TaggedFields:
    """Return the fields that the tags of a citation name."""
    tagged = find_child(citation, "element-citation") or citation
    title, journal = _find_titles(tagged)
    year = _find_year(tagged)
    return TaggedFields(
        authors=tuple(_find_authors(tagged)),
        et_al=find_first(tagged, "etal") is not None or bool(_ET_AL.search(text_of(tagged))),
        title=title,
        journal=journal,
        volume=find_text(tagged, "volume"),
        pages=_find_pages(tagged),
        year=year,
        doi=_find_doi(tagged),
        whole=bool(year and (title or journal)),
    )


def _find_titles(citation: Element) -> tuple[str | None, str | None]:
    """Return title and journal; a book that names no chapter is a title itself."""
    contribution, host = find_first(citation, "contribution"), find_first(citation, "host")
    if contribution is not None or host is not None:
        title = find_text(contribution, "maintitle") if contribution else None
        journal = find_text(host, "maintitle") if host else None
        is_book = host is not None and find_first(host, "book", "edited-book") is not None
        return (title, journal) if title or not is_book else (journal, None)
    title = find_text(citation, "article-title", "chapter-title", "data-title", "part-title")
    source = find_text(citation, "source", "conf-name")
    kind = citation.get("publication-type") or citation.get("citation-type")
    if title is None and _BOOKS.search(kind) and not find_text(citation, "volume"):
        return source, None
    return title, source


def _find_authors(citation: Element) -> Iterator[tuple[str, str]]:
    """Yield the authors; editors are none unless they are all there is."""
    groups = find_elements(citation, "person-group")
    chosen = [group for group in groups if group.get("person-group-type") in ("author", "", "allauthors", "inventor")]
    holders: Iterable[Element] = chosen or ([] if groups else [citation])
    for holder in holders:
        for name in find_outermost(holder, "name", "string-name", "collab", "anonymous"):
            surname = find_text(name, "surname")
            if surname:
                yield surname.strip(" ,;"), join_initials(find_text(name, "given-names") or "")
            elif name.name in ("collab", "string-name") and text_of(name):
                yield from _read_string_name(name)


def _read_string_name(name: Element) -> Iterator[tuple[str, str]]:
    """Yield the name of a group, or that of a person whose parts are not tagged."""
    text = text_of(name).strip(" ,;")
    parts = text.split(", ") if name.name == "string-name" else [text]
    yield (parts[0], join_initials(parts[1])) if len(parts) == 2 else (text, "")


def _find_pages(citation: Element) -> str | None:
    first, last = find_text(citation, "fpage"), find_text(citation, "lpage")
    if first:
        return f"{first}-{last}" if last and last != first else first
    return find_text(citation, "elocation-id", "page-range")


def _find_year(citation: Element) -> int | None:
    found = re.search(r"(?:1[6-9]|20)\d\d", find_text(citation, "year") or "")
    return int(found.group()) if found else None


def _find_doi(citation: Element) -> str | None:
    for element in iter_elements(citation):
        named = element.name == "doi" or "doi" in (element.get("pub-id-type"), element.get("ext-link-type"))
        if named or "doi.org/10." in element.get("href"):
            doi = find_doi(text_of(element)) or find_doi(element.get("href"))
            if doi:
                return doi
    return find_doi(text_of(citation)) if citation.name == "mixed-citation" else None
