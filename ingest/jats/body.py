"""The text of an XML article as pieces in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from ingest.documents import MappedText
from ingest.jats.names import load_xml_names
from ingest.mapped import join_mapped
from ingest.markup.inline import Inline, read_inline
from ingest.markup.mathml import find_tex, spell_tex
from ingest.markup.outline import Piece
from ingest.markup.pieces import build_heading, build_silent_heading
from ingest.markup.table_rows import read_rows
from ingest.markup.tree import (
    Element,
    Node,
    Text,
    find_child,
    find_children,
    find_elements,
    find_first,
    find_outermost,
    iter_elements,
    text_of,
)
from ingest.text.blocks import CAPTION, EQUATION, HEADING, PROSE, TABLE

_BREAKS = frozenset("p list list-item def-list def-item term def title label caption break disp-quote tr td th".split())
_FIGURES = ("fig", "table-wrap", "supplementary-material")
_EQUATIONS = ("disp-formula", "disp-formula-group")
_PARTS = frozenset({"list", "def-list", "table-wrap-group", "fig-group", "disp-quote"})
_SECTION_NUMBER = re.compile(r"(?:Sect(?:ion|\.)?s?|§+)?\s*(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})")


def build_inline(spelled: Mapping[int, str]) -> Inline:
    """Return how XML articles spell what stands in running text; ``spelled`` gives the text of empty citations."""
    names = load_xml_names()

    def spell(element: Element) -> str | None:
        if element.start in spelled:
            return spelled[element.start]
        if element.name in ("break", "br", "hsp"):
            return " "
        # A mark of a footnote would read as a citation or as a part of the word.
        marked = element.name == "xref" and element.get("ref-type") in names.marks
        return "" if marked or element.name in names.left_out else None

    return Inline(spell, lambda element: " " if element.name in _BREAKS else None)


class BodyReader:
    """Read the parts of one article, the floats that stand apart where the text first names them."""

    def __init__(self, article: Element, inline: Inline, cited: Collection[int]) -> None:
        self._article = article
        self._inline = inline
        self._cited = cited
        self._names = load_xml_names()
        self._printed = _find_printed_numbers(article)
        text = find_first(article, "body") or article
        self._noted = {x.get("rid") for x in find_elements(text, "xref") if x.get("ref-type") == "fn"}
        groups = find_outermost(article, "floats-group")
        self._waiting = {f.get("id"): f for g in groups for f in find_outermost(g, *_FIGURES, "boxed-text")}
        self._readers = self._build_readers()

    def read_article(self, body: Element, skipped: Element | None = None) -> list[Piece]:
        """Return abstract, body, back matter and appendices as pieces; the title ``skipped`` gives none."""
        pieces = list(self._read_abstracts(body))
        if pieces:
            headed = bool(find_elements(body, "sec"))
            pieces.append(build_silent_heading("Introduction" if headed else "Main", body.start))
        pieces += self._read_children(body, 1, skipped)
        for part in find_outermost(self._article, "back", "tail", "app-group", "ack", "glossary"):
            if part.start >= body.end:
                pieces += self._read_children(part, 1) if part.name in ("back", "tail") else self._read(part, 1)
        for float_ in self._waiting.values():
            pieces += self._read_float(float_)
        return pieces

    def _build_readers(self) -> Mapping[str, Callable[[Element, int], Iterator[Piece]]]:
        sections = ("sec", "app", "boxed-text", "notes", "statement", "ack", "glossary")
        silent = ("ref-list", "floats-group", "front", "head", "label")
        return MappingProxyType(
            {
                **dict.fromkeys(sections, self._read_section),
                **dict.fromkeys(("p", "preformat", "def-item"), self._read_paragraph),
                **dict.fromkeys(_FIGURES, lambda element, _level: self._read_float(element)),
                **dict.fromkeys(_EQUATIONS, lambda element, _level: self._read_equations(element)),
                **dict.fromkeys(silent, lambda _element, _level: iter(())),
                "fn-group": self._read_notes,
                "fn": self._read_children,
                "title": lambda element, level: iter([build_heading(self._inline_of(element), level)]),
                "table": lambda element, _level: iter([self._read_table(element)]),
            }
        )

    def _read(self, element: Element, level: int) -> Iterator[Piece]:
        if element.name in self._names.left_out:
            return
        read = self._readers.get(element.name)
        if read is not None:
            yield from read(element, level)
        else:
            yield from self._read_children(element, level)

    def _read_children(self, element: Element, level: int, skipped: Element | None = None) -> Iterator[Piece]:
        """Yield the parts below an element that is none itself; text that stands bare in it is a paragraph."""
        for child in element.children:
            if isinstance(child, Element):
                if child is not skipped:
                    yield from self._read(child, level)
            elif child.text.strip() and element.name not in ("", "article", "sec", "body"):
                yield Piece(PROSE, read_inline([child], self._inline, self._cited))

    def _read_abstracts(self, body: Element) -> Iterator[Piece]:
        """Yield the abstract as one section; the words that head its parts are labels."""
        others = self._names.other_abstracts
        found = [a for a in find_outermost(self._article, "abstract") if a.start < body.start]
        main = [a for a in found if (a.get("abstract-type") or a.get("class")) not in others] or found[:1]
        for abstract in main:
            yield build_silent_heading("Abstract", abstract.start)
            for piece in self._read_children(abstract, 2):
                if piece.kind != HEADING:
                    yield piece

    def _read_section(self, element: Element, level: int) -> Iterator[Piece]:
        """Yield heading and content of a section; the section around a box goes on behind it."""
        title, label = find_child(element, "title"), find_child(element, "label")
        caption = find_child(element, "caption")
        if title is None and caption is not None:
            title = find_child(caption, "title")
        heading = self._build_heading(element, title, label, level)
        if heading is not None:
            yield heading
        for child in element.children:
            if isinstance(child, Element) and child is not title and child is not label:
                if child is caption:
                    yield from self._read_children(child, level + 1, title)
                else:
                    yield from self._read(child, level + 1)
                if child.name == "boxed-text" and heading is not None:
                    yield heading

    def _read_notes(self, element: Element, level: int) -> Iterator[Piece]:
        """Yield the footnotes that the text points to; those on the article itself are back matter."""
        notes = [note for note in find_children(element, "fn") if note.get("id") in self._noted]
        if notes:
            yield build_silent_heading("Footnotes", element.start, level)
        for note in notes:
            yield from self._read_children(note, level + 1)

    def _build_heading(
        self, element: Element, title: Element | None, label: Element | None, level: int
    ) -> Piece | None:
        back = self._names.back.get(element.name)
        if back is not None:
            return build_silent_heading(back.capitalize(), element.start, level)
        if title is None and label is None:
            return None
        number = self._inline_of(label) if label is not None else None
        heading = build_heading(self._inline_of(title) if title is not None else MappedText("", (), ()), level, number)
        printed = self._printed.get(element.get("id"))
        if heading.number is None and printed is not None and number is None:
            return Piece(heading.kind, heading.content, level, printed)
        return heading

    def _read_paragraph(self, element: Element, level: int) -> Iterator[Piece]:
        """Yield a paragraph; what is set apart in it stands between its parts, its footnotes behind it."""
        run: list[Node] = []
        notes: list[Element] = []
        for node in _unwrap(element):
            if isinstance(node, Element) and node.name == "fn":
                notes.append(node)
            elif isinstance(node, Element) and (node.name in self._readers or node.name in _PARTS):
                yield from self._flush(run)
                yield from self._read(node, level)
            else:
                run.append(node)
        yield from self._flush(run)
        for note in notes:
            yield from self._read_children(note, level)
        yield from self._place_floats(element)

    def _flush(self, run: list[Node]) -> Iterator[Piece]:
        content = read_inline(run, self._inline, self._cited)
        run.clear()
        if content.text.strip():
            yield Piece(PROSE, content)

    def _place_floats(self, element: Element) -> Iterator[Piece]:
        if not self._waiting:
            return
        for found in iter_elements(element):
            for target in find_targets(found):
                waiting = self._waiting.pop(target, None)
                if waiting is not None:
                    yield from self._read(waiting, 9)

    def _read_float(self, element: Element) -> Iterator[Piece]:
        """Yield the caption with its label, the rows of the table, and the notes below it as a caption of their own."""
        caption = [self._inline_of(c) for c in find_children(element, "label", "caption", "title")]
        if any(part.text for part in caption):
            yield Piece(CAPTION, join_mapped([part for part in caption if part.text]))
        for table in find_outermost(element, "table"):
            yield self._read_table(table)
        for foot in find_children(element, "table-wrap-foot", "fn"):
            yield Piece(CAPTION, self._inline_of(foot))
        for inner in find_children(element, "fig", "table-wrap", "p"):
            yield from self._read(inner, 9)

    def _read_table(self, table: Element) -> Piece:
        rows = read_rows(table, self._inline_of)
        return Piece(TABLE, rows=rows)

    def _read_equations(self, element: Element) -> Iterator[Piece]:
        """Yield each equation, as TeX between dollars where the file has it, without its number."""
        inner = find_outermost(element, "disp-formula") if element.name == "disp-formula-group" else [element]
        for equation in inner or [element]:
            tex = find_tex(equation)
            content = spell_tex(tex) if tex is not None else read_inline(_without_label(equation), self._inline)
            if content.text.strip():
                yield Piece(EQUATION, content)

    def _inline_of(self, element: Element) -> MappedText:
        return read_inline(element.children, self._inline, self._cited)


def find_targets(element: Element) -> tuple[str, ...]:
    """Return the keys of what a cross-reference points at, none where it points at nothing."""
    return tuple((element.get("rid") or element.get("refid")).split())


def _without_label(equation: Element) -> Sequence[Node]:
    return [c for c in equation.children if isinstance(c, Text) or c.name not in ("label", "graphic")]


def _unwrap(element: Element) -> Iterator[Node]:
    """Yield the nodes of a paragraph with what only wraps equations or figures opened."""
    for node in element.children:
        if isinstance(node, Element) and node.name == "alternatives" and find_elements(node, *_EQUATIONS, *_FIGURES):
            yield from node.children
        else:
            yield node


def _find_printed_numbers(article: Element) -> Mapping[str, str]:
    """Return the number of each section that the text refers to by number: ``<xref rid="S2">Section 2</xref>``."""
    numbers: dict[str, str] = {}
    for xref in find_elements(article, "xref"):
        found = _SECTION_NUMBER.fullmatch(text_of(xref)) if xref.get("ref-type") == "sec" else None
        if found:
            numbers.setdefault(xref.get("rid"), found["number"])
    return numbers
