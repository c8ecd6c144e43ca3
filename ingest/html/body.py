"""The text of a web page as pieces in reading order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from ingest.documents import MappedText
from ingest.html.figures import find_caption, find_equation_cells, find_tables, is_figure, lays_out
from ingest.html.inline import build_html_inline
from ingest.html.names import HEADINGS, is_hidden, is_part
from ingest.html.page import BLOCKS, Page
from ingest.mapped import join_mapped, slice_mapped, strip_mapped
from ingest.markup.inline import read_inline
from ingest.markup.mathml import find_tex, spell_tex
from ingest.markup.outline import Piece
from ingest.markup.pieces import build_heading, build_silent_heading, is_reference_heading, letters_of
from ingest.markup.table_rows import read_rows
from ingest.markup.tree import (
    Element,
    Node,
    Text,
    find_elements,
    find_outermost,
    iter_elements,
    iter_outermost,
    text_of,
)
from ingest.text.blocks import CAPTION, EQUATION, HEADING, PROSE, TABLE, load_names, name_of
from ingest.text.sections import is_complete

_LEVELS = frozenset("123456789")
_EXPLICIT = frozenset({"p", "li", "dd", "dt", "blockquote", "pre", "figcaption"})
_BOLD = ("b", "strong")
_APART = BLOCKS - {"thead", "tfoot"}
"""Blocks whose text never goes on with what is around them; the text of these two does where it has no row."""

_LONG = 150
_LINKED = 0.6
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[A-Z]")


class BodyReader:
    """Read the parts of one page. ``listed`` are the starts of the entries of its reference list."""

    def __init__(self, page: Page, cited: Collection[int], listed: Collection[int]) -> None:
        self._page = page
        self._cited = cited
        self._listed = listed
        self._inline = build_html_inline(page, cited=cited)
        self._caption = build_html_inline(page, cited=cited, buttons=True)
        self.pictured = 0
        self.left_out: list[Element] = []
        headings = find_elements(page.main, *HEADINGS)
        self._bare = sum(bool(text_of(heading)) for heading in headings) < 3

    def read_article(self) -> list[Piece]:
        """Return abstract, text, captions, tables and equations; an abstract outside the article comes first."""
        page = self._page
        pieces: list[Piece] = []
        abstracts = [e for e in iter_elements(page.body) if self._is_abstract(e) and page.length(e) > _LONG]
        if abstracts and not any(page.main.start <= e.start < page.main.end for e in abstracts):
            pieces += self._read_abstract(abstracts[0])
        return [*pieces, *self._read_children(page.main, explicit=False)]

    def _read(self, element: Element) -> Iterator[Piece]:
        page = self._page
        if element.start in self._listed:
            return
        if page.is_left_out(element):
            self._note_left_out(element)
        elif element.name in HEADINGS or element.get("role") == "heading":
            yield from self._read_heading(element)
        elif _is_equation(element):
            yield from self._read_equation(element)
        elif is_figure(element, page):
            yield from self._read_figure(element)
        elif element.name == "table":
            yield from self._read_table(element)
        elif is_part(element, "captions") and page.length(element) < 20 * _LONG:
            yield from self._build(CAPTION, read_inline([element], self._caption, self._cited))
        elif element.name in ("ul", "ol") and self._is_linked(element.children, text_of(element)):
            # A menu.
            return
        elif self._is_abstract(element):
            yield from self._read_abstract(element)
        elif element.get("role") == "doc-endnotes" or (element.name != "p" and is_part(element, "endnotes")):
            yield build_silent_heading("Footnotes", element.start)
            yield from self._read_children(element, explicit=False)
        else:
            yield from self._read_children(element, explicit=element.name in _EXPLICIT)

    def _read_children(self, element: Element, *, explicit: bool) -> Iterator[Piece]:
        """Yield the parts of an element; text and inline elements between its blocks are paragraphs."""
        run: list[Node] = []
        for child in element.children:
            if isinstance(child, Text):
                run.append(child)
            elif child.name == "br" and _ends_in_break(run):
                yield from self._flush(run, explicit=explicit)
            elif self._stands_apart(child):
                yield from self._flush(run, explicit=explicit)
                yield from self._read(child)
            else:
                run.append(child)
        yield from self._flush(run, explicit=explicit)
        for note in find_elements(element, "span", "aside") if explicit else ():
            if is_part(note, "footnotes"):
                yield from self._build(PROSE, read_inline(note.children, self._inline, self._cited))

    def _stands_apart(self, child: Element) -> bool:
        if child.start in self._cited:
            return False
        return child.name in _APART or self._page.holds_block(child) or _is_equation(child)

    def _flush(self, run: list[Node], *, explicit: bool) -> Iterator[Piece]:
        """Yield what stood between blocks: all of a paragraph, else only what reads as running text."""
        nodes = run.copy()
        run.clear()
        content = strip_mapped(read_inline(nodes, self._inline, self._cited))
        if not content.text or (len(content.text) < 2 * _LONG and self._is_linked(nodes, content.text)):
            return
        if explicit:
            yield from self._split_run_in(nodes, content)
        elif (is_complete(content.text) and len(content.text.split()) > 3) or len(content.text) > _LONG:
            yield Piece(PROSE, content)

    def _split_run_in(self, nodes: list[Node], content: MappedText) -> Iterator[Piece]:
        """Yield a paragraph; bold words at its head that name a section are a heading."""
        first = _find_shown(nodes)
        if not isinstance(first, Element) or first.name not in _BOLD:
            yield Piece(PROSE, content)
            return
        bold = strip_mapped(read_inline([first], self._inline, self._cited))
        names = load_names()
        name = name_of(bold.text)
        known = names.is_known(name)
        alone = len(bold.text) >= len(content.text) - 1
        if not known and not (alone and self._bare and _NUMBERED.match(bold.text)):
            yield Piece(PROSE, content)
            return
        if name in names.back and not alone:
            return
        heading = build_heading(bold, 6)
        level = 2 + heading.number.count(".") if heading.number else 6
        yield Piece(HEADING, heading.content, level if alone else 6, heading.number)
        rest = read_inline(nodes[nodes.index(first) + 1 :], self._inline, self._cited)
        yield from self._build(PROSE, rest)

    def _build(self, kind: str, content: MappedText) -> Iterator[Piece]:
        content = strip_mapped(content)
        if content.text:
            yield Piece(kind, content)

    def _read_heading(self, element: Element) -> Iterator[Piece]:
        content = read_inline(element.children, self._caption, self._cited)
        level = element.get("aria-level") if element.name not in HEADINGS else element.name[1]
        if content.text.strip():
            depth = int(level) if level in _LEVELS else 2
            listed = is_reference_heading(content.text)
            yield build_silent_heading("References", element.start, depth) if listed else build_heading(content, depth)

    def _is_abstract(self, element: Element) -> bool:
        if element.name not in ("div", "section", "blockquote", "p") or is_part(element, "other_abstracts"):
            return False
        if not is_part(element, "abstracts") or self._page.length(element) > 50 * _LONG:
            return False
        headings = [text_of(heading) for heading in find_elements(element, *HEADINGS[1:])]
        return not any(_NUMBERED.match(heading) or name_of(heading) == "introduction" for heading in headings)

    def _read_abstract(self, element: Element) -> Iterator[Piece]:
        """Yield the abstract as one section; what follows it without a heading stands under the introduction."""
        pieces = list(self._read_children(element, explicit=element.name in _EXPLICIT))
        prose = [p for p in pieces if p.kind == PROSE and (is_complete(p.content.text) or len(p.content.text) > _LONG)]
        if not prose:
            yield from pieces
            return
        yield build_silent_heading("Abstract", element.start)
        yield from map(_without_label, prose)
        yield build_silent_heading("Introduction", element.end)

    def _read_equation(self, element: Element) -> Iterator[Piece]:
        """Yield an equation, as TeX between dollars where the page has it, without its number."""
        tex = find_tex(element)
        parts: list[Node] = [*(find_equation_cells(element) if element.name == "table" else ())] or [*element.children]
        kept = [part for part in parts if isinstance(part, Text) or not is_part(part, "equation_numbers")]
        content = spell_tex(tex) if tex is not None else strip_mapped(read_inline(kept, self._inline))
        if content.text:
            yield Piece(EQUATION, content)
        elif find_elements(element, "img"):
            self.pictured += 1

    def _read_figure(self, element: Element) -> Iterator[Piece]:
        parts = [read_inline([node], self._caption, self._cited) for node in find_caption(element, self._page)]
        if len(parts) > 1 and letters_of(parts[1].text).startswith(letters_of(parts[0].text)):
            # The label is printed twice: beside the figure and in its caption.
            del parts[0]
        yield from self._build(CAPTION, join_mapped(parts))
        for table in find_tables(element):
            yield self._read_rows(table)
        for note in iter_outermost(element, lambda inner: is_part(inner, "caption_notes")):
            yield from self._build(CAPTION, read_inline([note], self._caption, self._cited))

    def _read_table(self, table: Element) -> Iterator[Piece]:
        """Yield the caption and rows of a table; one that only lays out the page is read as its parts."""
        if find_equation_cells(table):
            yield from self._read_equation(table)
            return
        if lays_out(table):
            yield from self._read_children(table, explicit=False)
            return
        for caption in find_elements(table, "caption"):
            yield from self._build(CAPTION, read_inline(caption.children, self._caption, self._cited))
        yield self._read_rows(table)

    def _read_rows(self, table: Element) -> Piece:
        rows = read_rows(table, lambda cell: read_inline(cell.children, self._inline, self._cited))
        return Piece(TABLE, rows=rows)

    def _is_linked(self, nodes: Iterable[Node], text: str) -> bool:
        """Tell whether most of a text is links that are no citations."""
        elements = (e for n in nodes if isinstance(n, Element) for e in (n, *iter_elements(n)))
        linked = sum(len(text_of(e)) for e in elements if e.name == "a" and e.start not in self._cited)
        return linked > _LINKED * len(text)

    def _note_left_out(self, element: Element) -> None:
        """Note a longer text that is left out by the name that the page gives it, which may be wrong."""
        if is_hidden(element) or element.name in ("nav", "footer", "form", "header", "dialog", "noscript"):
            return
        if sum(self._page.length(part) for part in find_outermost(element, "p")) > 3 * _LONG:
            self.left_out.append(element)


def _is_equation(element: Element) -> bool:
    return is_part(element, "equations") or (element.name == "math" and element.get("display") == "block")


def _without_label(piece: Piece) -> Piece:
    """Return the paragraph of an abstract without the word that some pages print before it."""
    found = re.match(r"(?:Abstract|ABSTRACT|Summary)\s*[:.—–-]\s*(?=\S)", piece.content.text)
    content = piece.content
    return replace(piece, content=slice_mapped(content, found.end(), len(content.text))) if found else piece


def _ends_in_break(run: list[Node]) -> bool:
    last = _find_shown(reversed(run))
    return isinstance(last, Element) and last.name == "br"


def _find_shown(nodes: Iterable[Node]) -> Node | None:
    """Return the first node that is not blank."""
    return next((node for node in nodes if isinstance(node, Element) or node.text.strip()), None)
