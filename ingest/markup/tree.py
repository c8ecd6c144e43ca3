"""A marked-up document as a tree in which every text and element knows its place in the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

DEEPEST = 200
"""More levels than this no document has that a person wrote; the walks over the tree rely on it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters: each stands for itself, or, where the lengths differ, all for the whole stretch."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Element:
    """An element with the stretch of source from its start tag to behind its end tag.

    ``name`` and the names of attributes are in lower case and without namespace prefix.
    """

    name: str
    attributes: Mapping[str, str]
    children: tuple[Text | Element, ...] = field(repr=False)
    start: int
    end: int

    def get(self, attribute: str) -> str:
        """Return the value of an attribute, an empty text where there is none."""
        return self.attributes.get(attribute, "")


Node = Text | Element


@dataclass(slots=True)
class _Open:
    """An element whose end is not reached yet."""

    name: str
    attributes: Mapping[str, str]
    start: int
    children: list[Node] = field(default_factory=list)


class TreeBuilder:
    """Build a tree from the events of a parser, in the order of the source."""

    def __init__(self) -> None:
        self._open = [_Open("", {}, 0)]

    @property
    def names(self) -> list[str]:
        """The names of the open elements, the outermost first."""
        return [element.name for element in self._open[1:]]

    def open(self, name: str, attributes: Mapping[str, str], start: int) -> None:
        """Begin an element."""
        self._open.append(_Open(name, attributes, start))

    def close(self, end: int) -> None:
        """End the innermost open element."""
        closed = self._open.pop()
        element = Element(closed.name, closed.attributes, tuple(closed.children), closed.start, end)
        self._open[-1].children.append(element)

    def add(self, text: str, start: int, end: int) -> None:
        """Add characters to the innermost open element."""
        if text:
            self._open[-1].children.append(Text(text, start, end))

    def finish(self, end: int) -> Element:
        """Return the tree below a root without name, which starts before the source; what is open ends here."""
        while len(self._open) > 1:
            self.close(end)
        root = self._open[0]
        return Element(root.name, root.attributes, tuple(root.children), -1, end)


def _iter_nodes(element: Element) -> Iterator[Node]:
    waiting = [*reversed(element.children)]
    while waiting:
        found = waiting.pop()
        yield found
        if isinstance(found, Element):
            waiting += reversed(found.children)


def iter_elements(element: Element) -> Iterator[Element]:
    """Yield the elements below an element in the order of the source."""
    return (node for node in _iter_nodes(element) if isinstance(node, Element))


def find_elements(element: Element, *names: str) -> list[Element]:
    """Return the elements of these names below an element, nested ones too."""
    return [found for found in iter_elements(element) if found.name in names]


def iter_outermost(element: Element, is_kind: Callable[[Element], bool]) -> Iterator[Element]:
    """Yield the elements of a kind below an element that lie in no other of it."""
    end = -1
    for found in iter_elements(element):
        if found.start >= end and is_kind(found):
            yield found
            end = found.end


def find_outermost(element: Element, *names: str) -> list[Element]:
    """Return the elements of these names below an element that lie in no other of them."""
    return list(iter_outermost(element, lambda found: found.name in names))


def find_first(element: Element, *names: str) -> Element | None:
    """Return the first element of one of these names below an element."""
    return next((found for found in iter_elements(element) if found.name in names), None)


def find_children(element: Element, *names: str) -> list[Element]:
    """Return the children of these names."""
    return [child for child in element.children if isinstance(child, Element) and child.name in names]


def find_child(element: Element, *names: str) -> Element | None:
    """Return the first child of one of these names."""
    return next(iter(find_children(element, *names)), None)


def find_texts(node: Node) -> list[Text]:
    """Return the runs of characters of a node in order."""
    if isinstance(node, Text):
        return [node]
    return [found for found in _iter_nodes(node) if isinstance(found, Text)]


def text_of(node: Node) -> str:
    """Return the characters of a node with single blanks, whatever its elements mean."""
    return re.sub(r"\s+", " ", "".join(run.text for run in find_texts(node))).strip()


def find_text(element: Element, *names: str) -> str | None:
    """Return the text of the first element that has any, the names tried in their order; None where there is none."""
    texts = (text_of(found) for name in names if (found := find_first(element, name)) is not None)
    return next((text for text in texts if text), None)
