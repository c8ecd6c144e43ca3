"""Inline mathematics of LaTeX as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents import MappedText
from ingest.mapped import apply_edits, slice_mapped
from ingest.markup.writer import MappedWriter
from ingest.repair.latex import MATHEMATICAL, find_math_edits
from ingest.tex.chemistry import spell_formula
from ingest.tex.context import TexContext
from ingest.tex.names import load_tex_names
from ingest.tex.quantities import spell_quantity
from ingest.tex.tree import ENVIRONMENT, MACRO, MATH, TexNode, symbol_of

_ONLY_SCRIPT = re.compile(r"\s*\^\s*(?:\{\s*[-–+−]?\s*\d+\s*\}|\d)\s*")
_BETWEEN_NUMBERS = {"times": "×", "pm": "±"}


def write_math(writer: MappedWriter, node: TexNode, context: TexContext) -> None:
    """Write a formula as plain text, read as in every other format.

    This is done here and not in repair, which takes blanks beside dollars for damage; in LaTeX they are meant.
    An exponent alone in dollars may belong to a ten that stands outside.
    """
    body = context.inner(node)
    start, end = context.span(node.start, node.end)
    if _ONLY_SCRIPT.fullmatch(body) and writer.ends_in_ten:
        power = re.sub(r"[^\d+-]", "", body.replace("−", "-").replace("–", "-"))
        writer.add(f"^{{{power}}}", start, end)
        return
    inner = MappedWriter()
    told = MATHEMATICAL.search(body)
    inner.add("$" if told else "${", start, start)
    copy_math(inner, node.children, node.inner_start, node.inner_end, context)
    inner.add("$" if told else "}$", end, end)
    formula = inner.build()
    formula = apply_edits(formula, find_math_edits(formula.text))
    writer.write_mapped(strip_dollars(formula))


def strip_dollars(formula: MappedText) -> MappedText:
    """Return a formula without the dollars around it, which stay where it is longer than inline mathematics is."""
    text = formula.text
    return slice_mapped(formula, text.startswith("$"), len(text) - (text.endswith("$") and len(text) > 1))


def copy_math(writer: MappedWriter, nodes: Sequence[TexNode], start: int, end: int, context: TexContext) -> None:
    """Write a stretch of mathematics with what its nodes stand for."""
    place = start
    for node in nodes:
        context.copy(writer, place, node.start)
        _copy_node(writer, node, context)
        place = max(place, node.end)
    context.copy(writer, place, end)


def _copy_node(writer: MappedWriter, node: TexNode, context: TexContext) -> None:
    if node.kind in (MATH, ENVIRONMENT):
        copy_math(writer, node.children, node.inner_start, node.inner_end, context)
    elif node.kind == MACRO:
        _copy_macro(writer, node, context)
    else:
        copy_math(writer, node.children, node.start, node.end, context)


def _copy_macro(writer: MappedWriter, node: TexNode, context: TexContext) -> None:
    names = load_tex_names()
    start, end = context.span(node.start, node.end)
    arguments = node.mandatory
    if node.name in names.fractions and len(arguments) == 2:
        _copy_fraction(writer, arguments, context)
    elif node.name in names.quantities:
        spelled = spell_quantity(node.name, [context.inner(argument) for argument in arguments], context.units)
        writer.add(rf"\text{{{spelled}}}", start, end)
    elif node.name in names.chemistry and arguments:
        writer.add(r"\text{", start, start)
        argument = arguments[-1]
        writer.write_mapped(spell_formula(slice_mapped(context.mapped, argument.inner_start, argument.inner_end)))
        writer.add("}", end, end)
    elif node.name in names.references_to and arguments:
        label = context.numbers.labels.get(context.inner(arguments[-1]))
        writer.add(label.number if label else "", start, end)
    elif node.name in _BETWEEN_NUMBERS and re.search(r"[\d)]\s*$", context.text[max(0, node.start - 9) : node.start]):
        # TeX sets blanks here, whether or not the source has them.
        writer.add(rf"\ {_BETWEEN_NUMBERS[node.name]}\ ", start, end)
    elif _prints_nothing(node.name):
        return
    elif not node.arguments and node.name not in names.math_commands and len(node.name) > 1:
        # What is neither a symbol nor an operator sets a font or a size.
        writer.add(symbol_of(node.name) or "", start, end)
    elif node.arguments and node.name not in names.math_commands:
        for argument in arguments:
            copy_math(writer, argument.children or [argument], argument.inner_start, argument.inner_end, context)
    else:
        copy_math(writer, [a for a in node.arguments if a is not None], node.start, node.end, context)


def _prints_nothing(command: str) -> bool:
    names = load_tex_names()
    spec = names.commands.get(command)
    return spec is not None and "+" not in spec and command not in names.symbols and command not in names.math_commands


def _copy_fraction(writer: MappedWriter, arguments: Sequence[TexNode], context: TexContext) -> None:
    """Write a fraction in one line, in parentheses what is a sum."""
    for place, argument in enumerate(arguments):
        start, end = context.span(argument.start, argument.end)
        opening, closing = ("({", "})") if re.search(r"[^\s({][+-]", context.inner(argument)) else ("{", "}")
        writer.add(f"/{opening}" if place else opening, start, start)
        copy_math(writer, argument.children or [argument], argument.inner_start, argument.inner_end, context)
        writer.add(closing, end, end)


def find_punctuation(body: str) -> str:
    """Return the stop or comma that ends a displayed formula and belongs to the sentence around it, else nothing."""
    plain = re.sub(
        r"\\(?:label|tag|hspace|vspace)\*?\s*\{[^{}]*\}|\\(?:nonumber|notag|quad|qquad|displaystyle)(?![A-Za-z])"
        r"|\\[,;:!>\\ ]|\\end\{[^{}]*\}|[\s~}]|\\(?:right|text|mathrm)(?=[.,{])\{?",
        "",
        body,
    )
    return plain[-1] if plain.endswith((".", ",", ";")) else ""
