"""The citations of a web page: elements that point to entries of its reference list."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from ingest.draft import Entry
from ingest.html.names import load_html_names
from ingest.html.page import Page
from ingest.markup.tree import Element, iter_elements, text_of

_QUOTED = re.compile(r"['\"]([^'\"]+)['\"]")
_SPOKEN = re.compile(r"(?:references?|citations?|refs?\.?|bibr)\s+(\d{1,4})$", re.IGNORECASE)
_NAMED_SO = re.compile(r"(?:^|[\s-])(?:bibr|biblink|xref-bibr|ltx-cite|doc-biblioref)(?:$|\s)", re.IGNORECASE)


def find_cited(
    page: Page, entries: Sequence[Entry], numbers: Mapping[int, str], listed: Sequence[Element], pages: Sequence[str]
) -> list[tuple[Element, tuple[str, ...]]]:
    """Return the elements of the text that are citations, each with the keys of the entries that it names.

    ``listed`` are the entries, whose own links are none; ``pages`` are the addresses of the page itself: a link to a
    fragment of another page is no citation.
    """
    known = frozenset(key for entry in entries for key in entry.keys)
    starts = [element.start for element in listed]
    ends = [element.end for element in listed]
    found: list[tuple[Element, tuple[str, ...]]] = []
    for element in iter_elements(page.body):
        place = bisect_right(starts, element.start) - 1
        if place >= 0 and element.start < ends[place]:
            continue
        keys = tuple(dict.fromkeys(_find_keys(element, known, numbers, pages)))
        if keys and text_of(element):
            if found and element.start < found[-1][0].end:
                # The element around this one says the same.
                found.pop()
            found.append((element, keys))
    return found


def _find_keys(
    element: Element, known: frozenset[str], numbers: Mapping[int, str], pages: Sequence[str]
) -> Iterator[str]:
    address, _, fragment = element.get("href").partition("#") if element.name == "a" else ("", "", "")
    if fragment and _is_same_page(address, pages):
        key = unquote(fragment)
        if key in known or _NAMED_SO.search(element.get("class")) or element.get("role") == "doc-biblioref":
            yield key
            return
    for attribute in load_html_names().citation_attributes:
        named = [key for key in re.split(r"[\s,;]+", element.get(attribute)) if key.lstrip("#") in known]
        if named:
            yield from (key.lstrip("#") for key in named)
            return
    for quoted in _QUOTED.findall(element.get("onclick")):
        yield from (key for key in quoted.split() if key in known)
    spoken = _SPOKEN.fullmatch(element.get("aria-label").strip())
    if spoken and element.name in ("a", "button", "span", "sup") and int(spoken[1]) in numbers:
        yield numbers[int(spoken[1])]


def _is_same_page(address: str, pages: Sequence[str]) -> bool:
    path = address.partition("?")[0].rstrip("/")
    return (
        not path
        or not pages
        or any(page.partition("?")[0].rstrip("/").endswith(path.rpartition("/")[2]) for page in pages)
    )
