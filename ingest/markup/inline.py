"""Running text of a marked-up document: its characters, with scripts, formulas and citations as print shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from ingest.documents import MappedText
from ingest.markup.mathml import write_math
from ingest.markup.tree import Element, Node, Text, iter_elements, text_of
from ingest.markup.writer import MappedWriter

_DEGREE = frozenset("o°∘◦○º")
_MINUS = re.compile(r"(?<!\d)[−–—‒](?=[\dA-Za-z])|−")
_NOTE_MARK = re.compile("[a-z]")
_OPENING = "([{“‘/–—-"
_CLOSING = ".,;:)]}?!’”"
_FORMULAS = frozenset({"math", "tex-math", "inline-formula"})


@dataclass(frozen=True, slots=True)
class Inline:
    """How a format spells what stands in running text.

    ``spell`` returns the text that an element stands for (an image of a letter, a break), an empty text where it
    is left out, and None where its content counts. ``part`` returns what sets an element apart from its
    neighbours where they have no punctuation, None for one that runs on.
    """

    spell: Callable[[Element], str | None]
    part: Callable[[Element], str | None]


def read_inline(nodes: Iterable[Node], inline: Inline, cited: Collection[int] = frozenset()) -> MappedText:
    """Return the nodes as text; ``cited`` are the starts of the elements that are citations.

    Subscripts are plain, superscripts too except on a ten, which gets a caret (``10^-4``), and for a raised
    citation, which gets a blank before it, so that no number is read into the formula or unit that it follows.
    """
    reader = _Reader(inline, cited)
    for node in nodes:
        reader.read(node, raised=False, in_citation=False)
    return reader.writer.build()


class _Reader:
    def __init__(self, inline: Inline, cited: Collection[int]) -> None:
        self._inline = inline
        self._cited = cited
        self.writer = MappedWriter()
        self._apart: tuple[str, int] | None = None
        self._gap = False

    def read(self, node: Node, *, raised: bool, in_citation: bool) -> None:
        writer = self.writer
        if isinstance(node, Text):
            if self._apart is not None and not node.text.strip():
                return
            self._set_apart(node.text)
            if self._gap and node.text[:1].isalnum():
                writer.add(" ", node.start, node.start)
            self._gap = False
            writer.write(_plain_script(node) if raised and not in_citation else node)
            return
        spelled = self._inline.spell(node)
        if spelled is not None:
            if spelled.strip():
                self._set_apart(spelled)
            if not (raised and spelled.isspace() and writer.last in ("-", "−", "–")):
                writer.add(spelled, node.start, node.end)
        elif node.name in _FORMULAS:
            self._set_apart("x")
            write_math(writer, node)
        elif node.name in ("sup", "sub"):
            self._read_script(node, in_citation=in_citation)
        else:
            in_citation = in_citation or node.start in self._cited
            apart = self._inline.part(node)
            if apart is not None:
                self._apart = (apart, node.start)
            for child in node.children:
                self.read(child, raised=raised, in_citation=in_citation)
            if apart is not None:
                self._apart = (apart, node.end)

    def _set_apart(self, following: str) -> None:
        """Write what stands between two elements that are apart, now that the text behind it is known."""
        if self._apart is None:
            return
        apart, place = self._apart
        self._apart = None
        last, first = self.writer.last, following.lstrip()[:1]
        if not last.strip() or last in _OPENING or first in _CLOSING:
            return
        self.writer.add(apart if last.isalnum() else " ", place, place)

    def _read_script(self, node: Element, *, in_citation: bool) -> None:
        writer = self.writer
        self._set_apart("x")
        if node.name == "sub":
            # No print sets a blank before a subscript: the line was wrapped there.
            writer.drop_line_end()
        if node.name == "sup" and _is_degree(node, writer.last):
            writer.add("°", node.start, node.end)
            return
        opens = not writer.last.strip()
        cites = in_citation or node.start in self._cited or any(e.start in self._cited for e in iter_elements(node))
        if cites and node.name == "sup":
            if writer.last.strip() and writer.last not in _OPENING:
                writer.add(" ", node.start, node.start)
        elif node.name == "sup" and writer.ends_in_ten:
            writer.add("^", node.start, node.start)
        for child in node.children:
            self.read(child, raised=True, in_citation=cites)
        marks_note = node.name == "sup" and bool(_NOTE_MARK.fullmatch(text_of(node))) and opens
        self._gap = (cites and node.name == "sup") or marks_note


def _plain_script(run: Text) -> Text:
    """Return a script with its minus in ASCII; the dash of a range stays."""
    return Text(_MINUS.sub("-", run.text), run.start, run.end)


def _is_degree(node: Element, before: str) -> bool:
    """Tell whether a raised letter stands for the sign of degrees, as in ``25 <sup>o</sup>C``."""
    return text_of(node) in _DEGREE and (before.isdigit() or before.isspace())
