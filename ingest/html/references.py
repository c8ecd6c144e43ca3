"""The reference list of a web page, whatever elements it is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from ingest.documents import MappedText
from ingest.draft import Entry
from ingest.html.inline import build_html_inline
from ingest.html.names import HEADINGS, is_field, is_part, load_html_names
from ingest.html.page import BLOCKS, Page
from ingest.mapped import slice_mapped, strip_mapped
from ingest.markup.inline import Inline, read_inline
from ingest.markup.listed_references import holds_several
from ingest.markup.pieces import is_reference_heading
from ingest.markup.tagged_references import TaggedFields, complete_fields, first_work
from ingest.markup.tree import Element, find_children, iter_elements, iter_outermost, text_of
from ingest.references.authors import read_authors
from ingest.references.cleaning import clean_reference
from ingest.references.parser import ReferenceFields, find_doi

_DATED = re.compile(r"\b(?:1[6-9]|20)\d\d[a-z]?\b|10\.\d{4,9}/")
_COVERS = 0.5
_MARK = re.compile(
    r"[\s\^↑]*(?:\[(?P<square>\d{1,4})\]|\((?P<round>\d{1,4})\)|(?P<point>\d{1,4})[.)](?!\d)|(?P<bare>\d{1,4})(?=\s))[\s.:,]*"
)
_TRAIL = re.compile(r"(?:[\s|·,;:]|\[\s*\]|\(\s*\)|\[\s*(?=\[|$)|(?<=\])\s*\])+$")
_OWN_DOI = re.compile(r"10\.\d{4,9}/[^\s\"'<>&?#]+")


@dataclass(frozen=True, slots=True)
class _EntryList:
    """A reference list: its entries, and the elements around them."""

    entries: tuple[Element, ...]
    good: int
    size: int


def find_entry_elements(page: Page) -> list[Element]:
    """Return the elements that are entries: of the list with most of them, and of others that hold none of these."""
    lists = sorted(_find_lists(page), key=lambda found: (-found.good, found.size))
    chosen: list[_EntryList] = []
    targets = _cited_ids(page)
    for found in lists:
        start, end = found.entries[0].start, found.entries[-1].end
        overlaps = any(other.entries[0].start < end and start < other.entries[-1].end for other in chosen)
        cited = any(key in targets for entry in found.entries for key in _ids(entry))
        if not overlaps and (not chosen or cited):
            chosen.append(found)
    return sorted((entry for found in chosen for entry in found.entries), key=lambda entry: entry.start)


def _find_lists(page: Page) -> Iterator[_EntryList]:
    for container in _find_containers(page):
        entries = _split(page, container)
        good = sum(bool(_DATED.search(text_of(entry))) for entry in entries)
        if good and good >= 0.5 * len(entries):
            yield _EntryList(tuple(entries), good, container.end - container.start)


def _find_containers(page: Page) -> Iterator[Element]:
    """Yield what is named as a reference list, and what follows a heading that announces one."""
    for element in iter_elements(page.body):
        if element.name in HEADINGS:
            if is_reference_heading(text_of(element)):
                yield from _find_below(page, element)
        elif element.get("role") == "doc-bibliography" or _is_list(element):
            yield element


def _find_below(page: Page, heading: Element) -> Iterator[Element]:
    """Yield the elements behind a heading up to the next of its level; where there are none, those around it."""
    inner = heading
    parent = page.parent(heading)
    for _ in range(4):
        if parent is None or parent is page.root:
            return
        following: list[Element] = []
        for child in parent.children:
            if isinstance(child, Element) and child.start >= inner.end:
                if (child.name in HEADINGS and child.name <= heading.name) or is_part(child, "endnotes"):
                    break
                following.append(child)
        if following and sum(page.length(child) for child in following) > 40:
            yield Element("section", {}, tuple(following), following[0].start, following[-1].end)
            return
        inner, parent = parent, page.parent(parent)


def _split(page: Page, container: Element) -> Sequence[Element]:
    """Return the elements of the outermost kind that together hold most of the list; none where one holds several."""
    whole = page.length(container)
    for is_kind in _KINDS:
        found = [element for element in iter_outermost(container, is_kind) if page.length(element)]
        # One list named so in another is the same list once more.
        alone = len(found) == 1 and is_kind is _is_list
        if found and not alone and sum(page.length(element) for element in found) >= _COVERS * whole:
            return [] if any(holds_several(text_of(element)) for element in found) else found
    return find_children(container, "div")


def _is_item(element: Element) -> bool:
    return bool({"doc-biblioentry", "listitem"}.intersection(element.get("role").split()))


def _is_named_entry(element: Element) -> bool:
    return element.name in BLOCKS and is_part(element, "entries")


def _is_list(element: Element) -> bool:
    return element.name in BLOCKS and is_part(element, "references")


_KINDS: Sequence[Callable[[Element], bool]] = (
    _is_item,
    lambda element: element.name == "li",
    _is_named_entry,
    lambda element: element.name == "dd",
    lambda element: element.name == "tr",
    _is_list,
    lambda element: element.name == "p",
)
"""What entries may be, the surest first."""


def _cited_ids(page: Page) -> frozenset[str]:
    links = (element.get("href") for element in iter_elements(page.body) if element.name == "a")
    return frozenset(unquote(link.partition("#")[2]) for link in links if "#" in link)


def _ids(entry: Element) -> Iterator[str]:
    """Yield the names under which an entry can be pointed to."""
    for element in (entry, *iter_elements(entry)):
        for attribute in ("id", "name", "data-bib-id", "data-legacy-id", "content-id"):
            if element.get(attribute) and (attribute != "name" or element.name == "a"):
                yield element.get(attribute)


def read_entries(page: Page, elements: Sequence[Element]) -> list[Entry]:
    """Return the entries of the list."""
    inline = build_html_inline(page, buttons=True, apart=", ")
    return [entry for entry in (_read_entry(page, element, inline) for element in elements) if entry.content.text]


def _read_entry(page: Page, element: Element, inline: Inline) -> Entry:
    label = next((e for e in iter_elements(element) if is_part(e, "labels") and _MARK.match(text_of(e) + " ")), None)
    content = _read_text(element, label, inline)
    mark = _MARK.match(content.text)
    implied = _implied_number(page, element)
    printed = _number(_MARK.match(text_of(label) + " ")) if label is not None else None
    if printed is None and mark and (mark["bare"] is None or _number(mark) == implied):
        printed = _number(mark)
        content = slice_mapped(content, mark.end(), len(content.text))
    keys = [*_ids(element), *_keys_before(page, element)]
    return Entry(strip_mapped(content), printed or implied, tuple(dict.fromkeys(keys)), _read_fields(element, content))


def _read_text(element: Element, label: Element | None, inline: Inline) -> MappedText:
    """Return an entry without its label and without what is left where links out stood."""

    def spell(inner: Element) -> str | None:
        return "" if inner is label else inline.spell(inner)

    content = read_inline(element.children, Inline(spell, inline.part))
    trail = _TRAIL.search(content.text)
    return slice_mapped(content, 0, trail.start()) if trail else content


def _number(mark: re.Match[str] | None) -> int | None:
    digits = next((group for group in mark.groups() if group), None) if mark else None
    return int(digits) if digits else None


def _implied_number(page: Page, element: Element) -> int | None:
    """Return the number that the page shows without printing it: in an attribute or by the place in a list."""
    for attribute in ("data-counter", "data-content", "value", "data-label"):
        found = re.search(r"\d{1,4}", element.get(attribute))
        if found:
            return int(found.group())
    parent = page.parent(element)
    if parent is None or parent.name != "ol" or element.name != "li":
        return None
    items = [child.start for child in find_children(parent, "li")]
    first = int(parent.get("start")) if re.fullmatch(r"\d{1,4}", parent.get("start")) else 1
    return first + items.index(element.start)


def _keys_before(page: Page, element: Element) -> Iterator[str]:
    """Yield the names of an anchor that stands alone before the entry, as of the term before a ``dd``."""
    parent = page.parent(element)
    before: Element | None = None
    for child in parent.children if parent is not None else ():
        if child is element:
            break
        if isinstance(child, Element):
            before = child
        elif child.text.strip():
            before = None
    if before is not None and (before.name == "dt" or (before.name == "a" and not text_of(before))):
        yield from _ids(before)


def _read_fields(element: Element, content: MappedText) -> ReferenceFields | None:
    """Return the fields that classes and links tell; None where they tell none."""
    found = {name: _find_field(element, name) for name in load_html_names().fields}
    doi = None if find_doi(content.text) else _find_linked_doi(element)
    year = re.search(r"(?:1[6-9]|20)\d\d", found["year"] or "")
    first, last = found["first_page"], found["last_page"]
    tagged = TaggedFields(
        authors=read_authors(clean_reference(found["authors"]).text)[0] if found["authors"] else (),
        title=found["title"] or (None if found["journal"] else found["book"]),
        journal=found["journal"],
        volume=found["volume"],
        pages=f"{first}-{last}" if first and last and first != last else first,
        year=int(year.group()) if year else None,
        doi=doi,
    )
    told = tagged != TaggedFields() or first_work(content.text) != content.text
    return complete_fields(content.text, tagged) if told else None


def _find_field(element: Element, name: str) -> str | None:
    blocks = [e for e in iter_elements(element) if "ltx_bibblock" in e.get("class")]
    if len(blocks) > 2 and name in ("authors", "title"):
        # The blocks of a list that BibTeX made: authors, title, journal.
        return text_of(blocks[name == "title"]).strip(" ,;.")
    found = next((e for e in iter_elements(element) if is_field(e, name)), None)
    return (text_of(found).strip(" ,;:()") or None) if found is not None else None


def _find_linked_doi(element: Element) -> str | None:
    """Return the DOI to which a link of an entry leads, also one through a publisher's own resolver."""
    for link in iter_elements(element):
        target = unquote(unquote(link.get("href")))
        given = link.get("data-doi") or (link.get("title") if "DOI:" in link.get("title") else "")
        if "doi.org/10." in target or re.search(r"[?&](?:key|doi|rft_id)=(?:info:doi/)?10\.", target) or given:
            keyed = re.search(r"[?&]key=(10\.[^&]+)", target)
            found = _OWN_DOI.search(given) or _OWN_DOI.search(keyed[1] if keyed else target)
            if found:
                return found.group().rstrip(".,;)").lower()
    return None
