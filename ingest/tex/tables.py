"""Tables of LaTeX as rows of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.documents import MappedText
from ingest.mapped import strip_mapped
from ingest.tex.context import TexContext
from ingest.tex.inline import read_inline
from ingest.tex.numbers import split_rows
from ingest.tex.tree import CHARS, MACRO, SPECIAL, TexNode

_PARTS = ("endfirsthead", "endhead", "endfoot", "endlastfoot")
_EMPTY = MappedText("", (), ())


def read_rows(node: TexNode, context: TexContext) -> tuple[tuple[MappedText, ...], ...]:
    r"""Return the rows of a table that have text; a cell over several columns is followed by empty ones.

    Of a table over several pages the head that is repeated on the next page is left out.
    """
    rows = (tuple(_read_cells(row, context)) for row in _choose_rows(node))
    return tuple(row for row in rows if any(cell.text for cell in row))


def _choose_rows(node: TexNode) -> list[list[TexNode]]:
    """Return the rows in the order of print: head, body, foot."""
    parts: dict[str, list[list[TexNode]]] = {}
    pending: list[list[TexNode]] = []
    for row in split_rows(node):
        rest = row
        while (mark := next((n for n in rest if n.kind == MACRO and n.name in _PARTS), None)) is not None:
            place = rest.index(mark)
            parts[mark.name] = [*pending, rest[:place]]
            pending, rest = [], rest[place + 1 :]
        pending.append(rest)
    head = parts.get("endfirsthead") or parts.get("endhead", [])
    given = next((n for n in node.children if n.kind == MACRO and n.name == "tablehead" and n.mandatory), None)
    if given is not None:
        head = [*head, *split_rows(given.mandatory[0])]
    return [*head, *pending, *parts.get("endlastfoot", [])]


def _read_cells(row: Sequence[TexNode], context: TexContext) -> Iterator[MappedText]:
    cell: list[TexNode] = []
    for node in row:
        if node.kind == SPECIAL and node.name == "&":
            yield from _read_cell(cell, context)
            cell = []
        elif not (node.kind == MACRO and node.name in ("caption", "tablehead", "label")):
            cell.append(node)
    yield from _read_cell(cell, context)


def _read_cell(nodes: Sequence[TexNode], context: TexContext) -> Iterator[MappedText]:
    yield strip_mapped(read_inline(nodes, context))
    spanning = next((n for n in nodes if n.kind == MACRO and n.name == "multicolumn"), None)
    if spanning is not None and spanning.mandatory:
        width = context.inner(spanning.mandatory[0]).strip()
        yield from [_EMPTY] * (min(int(width), 40) - 1 if width.isdigit() else 0)


def has_cells(node: TexNode) -> bool:
    """Tell whether an environment that is not known as a table is laid out as one."""
    signs = {(child.kind, child.name) for child in node.children if child.kind != CHARS}
    return (SPECIAL, "&") in signs and (MACRO, "\\") in signs
