"""The text of a LaTeX document in its parts: headings, paragraphs, captions, tables and equations."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.documents import MappedText
from ingest.mapped import slice_mapped, strip_mapped
from ingest.markup.outline import Piece
from ingest.markup.pieces import build_heading, build_silent_heading
from ingest.markup.writer import MappedWriter
from ingest.tex.context import TexContext
from ingest.tex.inline import InlineReader, nodes_of, read_argument
from ingest.tex.math import find_punctuation
from ingest.tex.names import load_tex_names
from ingest.tex.tables import has_cells, read_rows
from ingest.tex.tree import ENVIRONMENT, MACRO, MATH, TexNode, iter_nodes
from ingest.text.blocks import CAPTION, EQUATION, HEADING, ITEM, PROSE, TABLE, name_of

SECTION_LEVEL = 3
"""The level of ``\\section``; part and chapter are above it."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_MATTER = frozenset({"maketitle", "frontmatter", "mainmatter", "backmatter", "bibliography", "printbibliography"})


def read_pieces(nodes: Sequence[TexNode], context: TexContext) -> list[Piece]:
    """Return the parts of a text in reading order; entries of lists are `ITEM` pieces.

    A float or footnote stands behind the paragraph that it interrupts. Text between the abstract and the first
    heading stands under a heading "Introduction" that is not printed.
    """
    return _Body(context).read(nodes)


class _Body:
    def __init__(self, context: TexContext) -> None:
        self._context = context
        self._reader = InlineReader(context, self._take, self._end_paragraph)
        self._pieces: list[Piece] = []
        self._deferred: list[Piece] = []
        self._kind = PROSE
        self._section: str | None = None
        self._behind_abstract = False

    def read(self, nodes: Sequence[TexNode]) -> list[Piece]:
        self._reader.read(nodes)
        self._end_paragraph()
        return self._pieces

    def _end_paragraph(self) -> None:
        content = strip_mapped(self._reader.writer.build())
        self._reader.writer = MappedWriter()
        if content.text:
            if self._behind_abstract:
                self._pieces.append(build_silent_heading("Introduction", content.starts[0], SECTION_LEVEL))
                self._behind_abstract = False
            self._pieces.append(Piece(self._kind, content))
        self._pieces += self._deferred
        self._deferred = []

    def _emit(self, pieces: Sequence[Piece]) -> None:
        """Add parts that stand apart: at once between paragraphs, else behind the one that is being read."""
        if self._reader.writer.build().text.strip():
            self._deferred += pieces
        else:
            self._pieces += pieces

    def _take(self, node: TexNode) -> bool:
        if node.kind == MACRO:
            take = self._find_macro(node)
        elif node.kind == ENVIRONMENT:
            take = self._find_environment(node)
        else:
            take = self._take_equation if node.kind == MATH and node.name == "display" else None
        if take is not None:
            take(node)
        return take is not None

    def _find_macro(self, node: TexNode) -> Callable[[TexNode], None] | None:
        names = load_tex_names()
        if node.name in names.sections or node.name in names.plain_sections:
            return self._take_heading if node.mandatory else None
        if node.name in names.footnotes:
            return self._take_footnote
        if node.name in names.captions:
            return self._take_caption if node.mandatory else None
        if node.name in _MATTER or node.name == "par":
            return lambda node: self._end_paragraph()
        return {
            "item": self._take_item,
            "abstract": self._take_abstract,
            "subfloat": self._take_subfloat,
            "twocolumn": self._take_wide,
        }.get(node.name)

    def _find_environment(self, node: TexNode) -> Callable[[TexNode], None] | None:
        names = load_tex_names()
        if node.name in names.left_out or node.name in names.bibliographies:
            return lambda node: None
        if node.name in names.abstracts:
            return self._take_abstract
        if node.name in names.equations:
            return self._take_equation
        if node.name in names.tabulars or (node.name not in names.environments and has_cells(node)):
            return self._take_table
        if node.name in names.floats:
            return self._take_float
        return None if node.name in names.running else self._take_apart

    def _take_heading(self, node: TexNode) -> None:
        self._end_paragraph()
        names = load_tex_names()
        content = read_argument(node.mandatory[-1], self._context)
        level = names.sections.index(node.name) + 1 if node.name in names.sections else SECTION_LEVEL
        heading = build_heading(content, level)
        number = self._context.numbers.sections.get(node.start) or heading.number
        self._behind_abstract = False
        if node.name in ("paragraph", "subparagraph"):
            # A run-in head opens a paragraph of its section, no section.
            number = number or self._section
        else:
            self._section = number or name_of(content.text)
        if content.text.strip():
            self._pieces.append(replace(heading, number=number))
        self._emit(self._read_notes([node]))

    def _take_footnote(self, node: TexNode) -> None:
        if node.mandatory:
            self._emit(_Body(self._context).read(nodes_of(node.mandatory[-1])))

    def _take_item(self, node: TexNode) -> None:
        self._end_paragraph()
        self._kind = ITEM
        label = node.optional[0] if node.optional else None
        if label is not None:
            self._reader.read(nodes_of(label) if label.name != "[" else label.children)
            self._reader.writer.add(" ", *self._context.span(label.end - 1, label.end))

    def _take_abstract(self, node: TexNode) -> None:
        self._end_paragraph()
        start, _ = self._context.span(node.start, node.end)
        self._pieces.append(build_silent_heading("Abstract", start, SECTION_LEVEL))
        self._behind_abstract = False
        self._reader.read(nodes_of(node.mandatory[-1]) if node.kind == MACRO and node.mandatory else node.children)
        self._end_paragraph()
        self._behind_abstract = True

    def _take_apart(self, node: TexNode) -> None:
        """Read an environment that begins and ends a paragraph."""
        self._end_paragraph()
        kind = self._kind
        self._reader.read(node.children)
        self._end_paragraph()
        self._kind = kind

    def _take_equation(self, node: TexNode) -> None:
        content = slice_mapped(self._context.mapped, node.start, node.end)
        self._emit([Piece(EQUATION, content)])
        before = self._reader.writer.tail(9).rstrip()[-1:]
        sign = find_punctuation(self._context.inner(node))
        # The stop is needed to tell the sentences apart, a second comma is not.
        if before in (".!?" if sign == "." else ".,;:!?"):
            sign = ""
        self._reader.writer.add(f"{sign} ", *self._context.span(node.end - 1, node.end))

    def _take_caption(self, node: TexNode) -> None:
        content = read_argument(node.mandatory[-1], self._context)
        self._emit([Piece(CAPTION, content), *self._read_notes([node])])

    def _take_subfloat(self, node: TexNode) -> None:
        given = [option for option in node.optional if option is not None]
        for caption in given[-1:]:
            content = strip_mapped(read_argument(caption, self._context))
            self._emit([Piece(CAPTION, content)] if len(content.text) > 3 else [])
        for argument in node.mandatory:
            self._reader.read(nodes_of(argument))

    def _take_wide(self, node: TexNode) -> None:
        self._end_paragraph()
        for option in node.optional:
            self._reader.read(option.children if option is not None else [])
        self._end_paragraph()

    def _take_table(self, node: TexNode) -> None:
        captions = [n for n in node.children if n.kind == MACRO and n.name in load_tex_names().captions and n.mandatory]
        for caption in captions[:1]:
            self._take_caption(caption)
        rows = read_rows(node, self._context)
        if rows:
            self._emit([Piece(TABLE, MappedText("", (), ()), rows=rows), *self._read_notes(node.children)])

    def _take_float(self, node: TexNode) -> None:
        if node.name in load_tex_names().tabulars:
            self._take_table(node)
            return
        self._emit(order_float(_Body(self._context).read(node.children)))

    def _read_notes(self, nodes: Sequence[TexNode]) -> list[Piece]:
        """Return the footnotes inside headings, captions and tables."""
        notes = [n for n in iter_nodes(nodes) if n.kind == MACRO and n.name in load_tex_names().footnotes]
        return [p for note in notes if note.mandatory for p in _Body(self._context).read(nodes_of(note.mandatory[-1]))]


def order_float(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the parts of a float in the order of the text: the caption before its table, notes last.

    Notes under a table are captions too; labels of panels are left out.
    """
    captions = [piece for piece in pieces if piece.kind == CAPTION]
    tables = [piece for piece in pieces if piece.kind == TABLE]
    others = [piece for piece in pieces if piece.kind in (EQUATION, HEADING)]
    notes = [
        replace(piece, kind=CAPTION)
        for piece in pieces
        if piece.kind in (PROSE, ITEM) and len(_WORD.findall(piece.content.text)) > 2
    ]
    if len(captions) == len(tables) > 1:
        pairs = [piece for pair in zip(captions, tables, strict=True) for piece in pair]
        return [*pairs, *others, *notes]
    return [*captions[-1:], *tables, *captions[:-1], *others, *notes]
