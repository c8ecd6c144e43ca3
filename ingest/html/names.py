"""How web pages of articles name their parts: classes, ids, roles and the words on their buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from ingest.lexicon_files import read_lexicon
from ingest.markup.tree import Element, find_child

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class HtmlNames:
    """What `lexicons/html.yaml` lists, ready to compare; ``parts`` holds the patterns of names by what they mean."""

    left_out: frozenset[str]
    left_out_roles: frozenset[str]
    left_out_sections: frozenset[str]
    parts: Mapping[str, re.Pattern[str]]
    fields: Mapping[str, re.Pattern[str]]
    citation_attributes: Sequence[str]
    buttons: frozenset[str]
    images: Mapping[str, str]


@cache
def load_html_names() -> HtmlNames:
    """Read the names that ship with the package."""
    rows: Mapping[str, Any] = read_lexicon("html")
    return HtmlNames(
        left_out=frozenset(rows["left_out"]),
        left_out_roles=frozenset(rows["left_out_roles"]),
        left_out_sections=frozenset(rows["left_out_sections"]),
        parts=MappingProxyType({part: _build_pattern(names) for part, names in rows["parts"].items()}),
        fields=MappingProxyType({field: _build_pattern(names) for field, names in rows["fields"].items()}),
        citation_attributes=tuple(rows["citation_attributes"]),
        buttons=frozenset(rows["buttons"]),
        images=MappingProxyType(rows["images"]),
    )


def _build_pattern(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(names)})(?![a-z0-9])")


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """Return a class or id as names are compared.

    >>> plain_name("c-article__refList item")
    'c-article-ref-list item'
    """
    split = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", "-", name)
    return re.sub(r"[-_:.]+", "-", split).lower()


def is_part(element: Element, part: str) -> bool:
    """Tell whether the class of an element, in a part its id too, names it as one of ``parts`` of `HtmlNames`."""
    pattern = load_html_names().parts[part]
    if pattern.search(plain_name(element.get("class"))):
        return True
    if part not in ("references", "left_out_names", "abstracts") or not element.get("id"):
        return False
    # A section's id is often made of its heading, which may be about any of these.
    headed = part == "left_out_names" and find_child(element, *HEADINGS) is not None
    return not headed and bool(pattern.search(plain_name(element.get("id"))))


def is_field(element: Element, field: str) -> bool:
    """Tell whether an element of a reference is one of its fields by its class."""
    return bool(load_html_names().fields[field].search(plain_name(element.get("class"))))


def is_hidden(element: Element) -> bool:
    """Tell whether the page does not show an element."""
    if "hidden" in element.attributes:
        return True
    # A caption hidden from speech says what the text beside the image says, and is shown.
    if element.get("aria-hidden") == "true" and element.name != "figcaption":
        return True
    return bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", element.get("style")))


_RUNNING = frozenset("a abbr b cite code em i math small strong sub sup u".split())
"""Elements of running text, whose class says how they look and not that they are none."""


def is_left_out(element: Element) -> bool:
    """Tell whether an element is no text of the article by its name, role or class."""
    names = load_html_names()
    if element.name in names.left_out or element.get("role") in names.left_out_roles:
        return True
    return is_hidden(element) or (element.name not in _RUNNING and is_part(element, "left_out_names"))


def reads_as_button(text: str) -> bool:
    """Tell whether a text is what a link out of a reference or figure reads.

    >>> reads_as_button("[Google Scholar]"), reads_as_button("Manthiram")
    (True, False)
    """
    plain = re.sub(r"\s+", " ", text).strip(" []()|;,.:·").lower()
    plain = re.sub(r"\s?\((?:open|external|\d[^)]*)[^)]*\)$", "", plain)
    return plain in load_html_names().buttons or text.strip() in load_html_names().buttons
