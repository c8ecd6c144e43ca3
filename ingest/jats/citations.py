"""A citation whose fields are tagged and not printed, given the punctuation that print would have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.jats.names import load_xml_names
from ingest.markup.tree import Element, Node, Text, find_texts, text_of

_GROUPS = frozenset("contribution host title series issue-part pages book edited-book publisher".split())
_STRUCTURE = _GROUPS.union(("mixed-citation", "element-citation", "person-group", "name", "date"))
_NAMES = frozenset({"name", "string-name", "collab", "etal"})
_GLUE = {
    "lpage": "–", "doi": ". doi:", "fpage": ", ", "elocation-id": ", ", "page-range": ", ", "issue": "(",
}  # fmt: skip
_OPEN = re.compile(r"[\s(\[“\"'/–—-]")
_CLOSED = re.compile(r"[\s.,;:)\]”\"'/–—?!-]")


def punctuate(citation: Element) -> Element:
    """Return the citation with text between the fields that stand side by side, and without foreign identifiers.

    A citation that prints its own punctuation keeps it; one that has none anywhere loses the blanks between tags.
    """
    return _Punctuator(bare=not _own_text(citation).strip()).rebuild(citation)


def _own_text(element: Element) -> str:
    """Return the text that stands between the fields."""
    inner = (_own_text(c) for c in element.children if isinstance(c, Element) and c.name in _STRUCTURE)
    return "".join((*(c.text for c in element.children if isinstance(c, Text)), *inner))


@dataclass(slots=True)
class _Punctuator:
    """The state of one walk: the field before, and the last character written."""

    bare: bool
    before: str = ""
    last: str = ""

    def rebuild(self, element: Element) -> Element:
        children: list[Node] = []
        for child in _kept(element):
            if isinstance(child, Text):
                if child.text.strip():
                    self.before = ""
                elif self.bare and element.name in _STRUCTURE:
                    continue
                children.append(child)
                self.last = child.text[-1:]
                continue
            is_field = element.name in _STRUCTURE and child.name not in load_xml_names().print | _GROUPS
            glue = self._find_glue(child) if is_field else ""
            children += [Text(glue, child.start, child.start)] if glue else []
            children.append(self._spell(child, is_field=is_field))
            closing = ")" if glue == "(" else " (eds)" if self.bare and _names_editors(child) else ""
            children += [Text(closing, child.end, child.end)] if closing else []
            if is_field:
                self.before = child.name
        return replace(element, children=tuple(children))

    def _find_glue(self, child: Element) -> str:
        if not self.last or _OPEN.match(self.last) or _CLOSED.match(text_of(child)):
            return ""
        glue = _glue(self.before, child)
        return glue.lstrip(".") if self.last == "." else glue

    def _spell(self, child: Element, *, is_field: bool) -> Node:
        if child.name == "etal" and not text_of(child):
            self.last = "."
            return Text("et al.", child.start, child.end)
        if is_field:
            self.before = ""
        return self.rebuild(child)


def _names_editors(element: Element) -> bool:
    return element.name == "person-group" and "editor" in element.get("person-group-type")


def _kept(element: Element) -> Iterator[Node]:
    """Yield the children that print shows: no label, no identifiers but the DOI, nothing empty but ``etal``."""
    others = load_xml_names().other_ids
    for child in element.children:
        if isinstance(child, Text) or child.name == "etal":
            yield child
        elif child.name in ("label", "source-text") or child.get("pub-id-type") in others:
            continue
        elif find_texts(child):
            yield child


def _glue(before: str, field: Element) -> str:
    """Return what print sets before a field that directly follows another."""
    name = field.name
    if name in ("surname", "given-names"):
        return " " if before in ("surname", "given-names") else ""
    if name in _NAMES:
        return ", " if before in _NAMES or before == "person-group" else ""
    if not before:
        return ""
    if name == "pub-id":
        return ". doi:" if field.get("pub-id-type") == "doi" else ". "
    if name in ("year", "volume"):
        return ", " if {before, name} == {"year", "volume"} else ". " if name == "year" else " "
    return _GLUE.get(name, ". ")
