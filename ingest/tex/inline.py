"""Running text of a LaTeX document: nodes as the characters that print shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.documents import MappedText
from ingest.mapped import slice_mapped
from ingest.markup.writer import MappedWriter
from ingest.tex.chemistry import spell_formula
from ingest.tex.citations import place_of_numbers, spell_citation
from ingest.tex.context import TexContext
from ingest.tex.math import write_math
from ingest.tex.names import load_tex_names
from ingest.tex.quantities import spell_quantity
from ingest.tex.tree import (
    CHARS,
    ENVIRONMENT,
    GROUP,
    MACRO,
    MATH,
    SPECIAL,
    TexNode,
    is_accent,
    spell_accent,
    symbol_of,
)

_SPECIALS = {"~": " ", "--": "–", "---": "—", "``": "“", "''": "”", "!`": "¡", "?`": "¿"}
_PARAGRAPH = re.compile(r"\s*\n[ \t]*\n\s*")
_OPTIONS = re.compile(r"\[[^\[\]]*\]")


def read_inline(nodes: Sequence[TexNode], context: TexContext) -> MappedText:
    """Return the nodes as one text; paragraphs in it are joined, and footnotes left out."""
    reader = InlineReader(context)
    reader.read(nodes)
    return reader.writer.build()


def read_argument(node: TexNode, context: TexContext) -> MappedText:
    """Return the text of an argument."""
    return read_inline(nodes_of(node), context)


def nodes_of(node: TexNode) -> Sequence[TexNode]:
    """Return what stands in an argument: the nodes in its braces, or the one node that it is."""
    return node.children if node.kind == GROUP else [node]


class InlineReader:
    """Read nodes into a writer.

    ``take`` is asked first about every node and tells whether it has read it; ``end_paragraph`` is called at a
    blank line. So the reader of the whole text sees what is no running text.
    """

    def __init__(
        self,
        context: TexContext,
        take: Callable[[TexNode], bool] = lambda node: False,
        end_paragraph: Callable[[], None] | None = None,
    ) -> None:
        self.context = context
        self.writer = MappedWriter()
        self._take = take
        self._end_paragraph = end_paragraph

    def read(self, nodes: Sequence[TexNode]) -> None:
        """Read nodes in order."""
        for place, node in enumerate(nodes):
            if place and _is_option(nodes, place, self.context):
                continue
            if not self._take(node):
                self._read_node(node)

    def _read_node(self, node: TexNode) -> None:
        if node.kind == CHARS:
            self._read_chars(node)
        elif node.kind == GROUP:
            self._read_group(node)
        elif node.kind == SPECIAL:
            self._write(_SPECIALS.get(node.name, node.name), node)
        elif node.kind == MATH:
            write_math(self.writer, node, self.context)
        elif node.kind == ENVIRONMENT:
            if node.name not in load_tex_names().left_out:
                self.read(node.children)
        else:
            self._read_macro(node)

    def _read_chars(self, node: TexNode) -> None:
        place = node.start
        for found in _PARAGRAPH.finditer(self.context.text, node.start, node.end):
            self._copy(place, found.start())
            if self._end_paragraph is not None:
                self._end_paragraph()
                place = found.end()
            else:
                place = found.start()
        self._copy(place, node.end)

    def _copy(self, start: int, end: int) -> None:
        text = self.context.text
        place = start
        while (quote := text.find("`", place, end)) >= 0:
            self.context.copy(self.writer, place, quote)
            self.writer.add("‘", *self.context.span(quote, quote + 1))
            place = quote + 1
        self.context.copy(self.writer, place, end)

    def _read_group(self, node: TexNode) -> None:
        if node.name == "[":
            self.writer.add("[", *self.context.span(node.start, node.start + 1))
            self.read(node.children)
            self.writer.add("]", *self.context.span(node.end - 1, node.end))
        else:
            self.read(node.children)

    def _write(self, text: str, node: TexNode) -> None:
        self.writer.add(text, *self.context.span(node.start, node.end))

    def _read_macro(self, node: TexNode) -> None:
        names = load_tex_names()
        special = self._find_reader(node)
        if special is not None:
            special(node)
        elif is_accent(node):
            self._write(spell_accent(self.context.text[node.start : node.end]), node)
        elif not node.arguments and (symbol := symbol_of(node.name)) is not None:
            self._write(symbol, node)
        elif node.name in names.commands:
            self._read_shown(node)
        elif node.name == "\\":
            self._write(" ", node)
        else:
            for argument in node.mandatory:
                self.read(nodes_of(argument))

    def _read_shown(self, node: TexNode) -> None:
        for sign, argument in zip(node.spec, node.arguments, strict=False):
            if sign == "+" and argument is not None:
                self.read(nodes_of(argument))

    def _find_reader(self, node: TexNode) -> Callable[[TexNode], None] | None:
        names = load_tex_names()
        tables = (
            (names.citations, self._read_citation),
            (names.references_to, self._read_reference),
            (names.quantities, self._read_quantity),
            (names.chemistry, self._read_chemistry),
            (names.raised, self._read_raised),
            (names.footnotes, lambda node: None),
        )
        for table, reader in tables:
            if node.name in table:
                return reader if node.arguments or table is names.footnotes else None
        return self._find_single(node)

    def _find_single(self, node: TexNode) -> Callable[[TexNode], None] | None:
        if node.name in load_tex_names().fractions and len(node.mandatory) == 2:
            return self._read_fraction
        if node.name == "ensuremath" and node.mandatory and node.mandatory[0].kind == GROUP:
            return lambda node: write_math(self.writer, node.mandatory[0], self.context)
        if node.name in ("isotope", "nuclide"):
            return self._read_isotope
        if node.name in ("enquote", "doi"):
            return self._read_enclosed
        return None

    def _read_citation(self, node: TexNode) -> None:
        notes = [read_argument(note, self.context).text for note in node.optional if note is not None]
        names, numbers = spell_citation(node, self.context, notes)
        place = place_of_numbers(node)
        last = self.writer.last
        blank = " " if (names or numbers.startswith("[")) and (last.isalnum() or last in ")]}%") and last else ""
        self.writer.add(blank + names, *self.context.span(node.start, place if names else node.end))
        self.writer.add(numbers, *self.context.span(place, node.end))

    def _read_reference(self, node: TexNode) -> None:
        words = load_tex_names().label_words
        keys = [key.strip() for key in self.context.inner(node.mandatory[-1]).split(",")]
        labels = [label for key in keys if (label := self.context.numbers.labels.get(key))]
        numbers = ", ".join(label.number for label in labels)
        if labels and node.name == "eqref":
            numbers = f"({numbers})"
        word = words.get(labels[0].kind, "") if labels and node.name.lower() not in _PLAIN_REFERENCES else ""
        self._write(f"{word} {numbers}".strip(), node)

    def _read_quantity(self, node: TexNode) -> None:
        arguments = [self.context.inner(argument) for argument in node.mandatory]
        if node.name == "unit" and node.optional[0] is not None:
            # The older package `units` gives the number in brackets.
            number = self.context.inner(node.optional[0])
            if re.match(r"\s*[-+\d.$]", number) and "=" not in number:
                self._write(spell_quantity("SI", [number, *arguments], self.context.units), node)
                return
        self._write(spell_quantity(node.name, arguments, self.context.units), node)

    def _read_chemistry(self, node: TexNode) -> None:
        argument = node.mandatory[-1] if node.mandatory else None
        if argument is not None:
            formula = slice_mapped(self.context.mapped, argument.inner_start, argument.inner_end)
            self.writer.write_mapped(spell_formula(formula))

    def _read_raised(self, node: TexNode) -> None:
        text = read_argument(node.mandatory[-1], self.context) if node.mandatory else None
        if text is None:
            return
        if self.writer.ends_in_ten and re.fullmatch(r"[-–−+]?\d+", text.text):
            self.writer.add("^", *self.context.span(node.start, node.start + 1))
        if re.fullmatch(r"[–−]\d+", text.text):
            text = MappedText(text.text.translate({0x2013: "-", 0x2212: "-"}), text.starts, text.ends)
        self.writer.write_mapped(text)

    def _read_fraction(self, node: TexNode) -> None:
        numerator, denominator = node.mandatory
        self.read(nodes_of(numerator))
        self.writer.add("/", *self.context.span(denominator.start, denominator.start))
        self.read(nodes_of(denominator))

    def _read_isotope(self, node: TexNode) -> None:
        for argument in node.arguments:
            if argument is not None:
                self.read(nodes_of(argument))

    def _read_enclosed(self, node: TexNode) -> None:
        given = self.context.inner(node.mandatory[-1]) if node.mandatory else ""
        opening, closing = ("“", "”") if node.name == "enquote" else ("https://doi.org/", "")
        if node.name == "doi" and not given.strip().startswith("10."):
            opening = ""
        start, end = self.context.span(node.start, node.end)
        self.writer.add(opening, start, start)
        self.read(nodes_of(node.mandatory[-1]) if node.mandatory else [])
        self.writer.add(closing, end, end)


_PLAIN_REFERENCES = frozenset({"ref", "ref*", "eqref", "labelcref", "subref", "sref", "figref", "secref"})


def _is_option(nodes: Sequence[TexNode], place: int, context: TexContext) -> bool:
    """Tell whether brackets between an unknown command and its argument hold options, which print nothing."""
    before, node = nodes[place - 1], nodes[place]
    following = nodes[place + 1] if place + 1 < len(nodes) else None
    return (
        before.kind == MACRO
        and not before.arguments
        and before.name.isalpha()
        and node.kind == CHARS
        and following is not None
        and following.kind == GROUP
        and before.end == node.start
        and bool(_OPTIONS.fullmatch(context.text, node.start, node.end))
    )
