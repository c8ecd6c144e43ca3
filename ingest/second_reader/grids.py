"""A table as it is put before the second reader, and what is needed to tell its findings from ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.documents import Callout, Paragraph, Table
from ingest.materials import find_materials
from ingest.mentions import MaterialMention
from ingest.quantities import find_quantities
from ingest.second_reader.heads import Head, read_head, shorten
from ingest.second_reader.models import load_models
from ingest.second_reader.protocol import TableQuestion
from ingest.second_reader.worker.spelling import CELL, HEAD, MENTION, name_place

_LITERAL = frozenset({"conductivity"})
"""Models whose values are so small that a positive power beside the name can only have multiplied them."""
_VALUE = re.compile(r"[\s~∼≈<>≤≥±(−–-]*\d")
_MOST_CELLS = 3000
_LONGEST_CAPTION = 1500
_EMPTY = re.compile(r"[\s–—−-]*")
_NO_VALUE = "NoValue"
"""The library's word for an empty cell: a row with few cells it takes for a note below the table."""
_NOTE_MARK = re.compile(r"(?:(?<=[\d)])\s?[*†‡§]+|(?<=\d)\s?\(?[a-h]\)?|\s?\^\(?[a-h*†‡§]\)?)$")
_ABOUT = re.compile(r"(?:^(?:Table\s\S+\s)?|\bof\s)(?:the\s)?(?:[\w-]+\s)?$", re.IGNORECASE)
_NOT_ABOUT = re.compile(
    r"[-–/|:](?=\S)|\s(?:coated|doped|modified|containing|free|symmetric|half|full|cells?|batter\w+)\b"
)
"""What stands before the material that a caption is about, and what behind one that only belongs to a sample."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell without its citations; ``asked`` is what is put before the reader.

    ``value`` tells that it holds a number under a head; ``materials`` are ids.
    """

    text: str
    asked: str = field(repr=False)
    value: bool
    materials: tuple[str, ...]
    head: Head


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, the materials of the question in its order, and how many rows are heads.

    ``captioned`` is the material that the caption is about.
    """

    cells: tuple[tuple[Cell, ...], ...]
    mentions: tuple[MaterialMention, ...]
    captioned: MaterialMention | None
    heads: int

    def place(self, number: int) -> tuple[int, int] | None:
        """Return row and column of the cell with this number, counted along the rows."""
        for row, cells in enumerate(self.cells):
            if number < len(cells):
                return row, number
            number -= len(cells)
        return None

    def heads_of(self, column: int) -> list[Cell]:
        """Return the heads of a column."""
        return [cells[column] for cells in self.cells[: self.heads] if column < len(cells)]

    def context(self, row: int, column: int) -> list[Cell]:
        """Return the cells that say what the value of a cell is: the heads of its column and the words of its row."""
        beside = [cell for place, cell in enumerate(self.cells[row]) if place != column and not cell.value]
        return [cell for cell in (*self.heads_of(column), *beside) if cell.text]


def ask_table(table: Table, acronyms: Mapping[str, str]) -> tuple[TableQuestion, Grid] | None:
    """Return the question about a table with its grid; None where no head names a property."""
    if not table.rows or sum(map(len, table.rows)) > _MOST_CELLS:
        return None
    caption = (table.caption or "")[:_LONGEST_CAPTION]
    named = tuple(find_materials(caption, acronyms))
    grid = _build_grid(table, acronyms, _find_captioned(caption, named))
    if grid.heads == len(grid.cells):
        return None
    words = " ".join([caption, *(cell.text for row in grid.cells for cell in row if not cell.value)])
    models = tuple(
        name for name, model in load_models().items() if name != "temperature" and model.trigger.search(words)
    )
    if not models:
        return None
    return TableQuestion(models, _mask(caption, named, len(grid.mentions)), tuple(_arrange(grid))), grid


def _find_captioned(caption: str, named: Sequence[MaterialMention]) -> MaterialMention | None:
    """Return the material that a caption is about, where it names no other one."""
    if len({mention.identity.id for mention in named}) != 1:
        return None
    about = (m for m in named if _ABOUT.search(caption[: m.start]) and not _NOT_ABOUT.match(caption, m.end))
    return next(about, None)


def _arrange(grid: Grid) -> Iterator[tuple[str, ...]]:
    """Yield the rows as the library finds its way in them: one row of heads, the column of the materials first."""
    width = max(map(len, grid.cells))
    body = grid.cells[grid.heads :]
    held = [sum(bool(column < len(row) and row[column].materials) for row in body) for column in range(width)]
    first = held.index(max(held))
    heads = [_join_head(grid, column) for column in range(width)]
    rows = ([cell.asked for cell in row] + [""] * (width - len(row)) for row in body)
    for asked in (heads, *([_NO_VALUE if _EMPTY.fullmatch(cell) else cell for cell in row] for row in rows)):
        yield (asked[first], *asked[:first], *asked[first + 1 :])


def _join_head(grid: Grid, column: int) -> str:
    """Return the heads of a column as one, with a mark: of two equal columns the library would drop one."""
    texts = dict.fromkeys(cell.asked for cell in grid.heads_of(column))
    return shorten(f"{' '.join(texts)} {name_place(HEAD, column)}".strip())


def _build_grid(table: Table, acronyms: Mapping[str, str], captioned: MaterialMention | None) -> Grid:
    texts = [[_without_callouts(cell.text, cell.callouts) for cell in row] for row in table.rows]
    heads = _count_heads(texts)
    _fill_spans(texts[: heads - 1])
    mentions: list[MaterialMention] = []
    rows: list[tuple[Cell, ...]] = []
    number = 0
    for place, row in enumerate(texts):
        cells = []
        for text in row:
            value = place >= heads and bool(_VALUE.match(text))
            cells.append(_build_value(text, number) if value else _build_head(text, acronyms, mentions))
            number += 1
        rows.append(tuple(cells))
    return Grid(tuple(rows), tuple(mentions), captioned, heads)


def _fill_spans(heads: Sequence[list[str]]) -> None:
    """Write the head of several columns, which some formats follow by empty cells, into each of them."""
    for row in heads:
        for column in range(2, len(row)):
            row[column] = row[column] or row[column - 1]


def _build_value(text: str, number: int) -> Cell:
    """Return the cell of a number, which is asked with the mark of its place."""
    return Cell(text, f"{shorten(_NOTE_MARK.sub('', text), 44)} {name_place(CELL, number)}", True, (), Head(text, None))


def _build_head(text: str, acronyms: Mapping[str, str], mentions: list[MaterialMention]) -> Cell:
    """Return a cell of words and add its materials to the mentions of the table.

    What it says beside name and unit is read by us and would only confuse the grammar.
    """
    literal = any(load_models()[name].trigger.search(text) for name in _LITERAL)
    head = read_head(_NOTE_MARK.sub("", text), literal=literal)
    found = find_materials(head.text, acronyms)
    asked = "" if _is_quantity(head.text) else shorten(_mask(head.text, found, len(mentions)))
    mentions += found
    return Cell(text, asked, False, tuple(dict.fromkeys(mention.identity.id for mention in found)), head)


def _is_quantity(text: str) -> bool:
    found = find_quantities(text)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))


def _without_callouts(text: str, callouts: Sequence[Callout]) -> str:
    for callout in reversed(callouts):
        text = text[: callout.start] + text[callout.end :]
    return " ".join(text.split())


def _mask(text: str, found: Sequence[MaterialMention], first: int) -> str:
    """Return the text with a mark in the place of each material, numbered from ``first``."""
    parts, at = list[str](), 0
    for place, mention in enumerate(found, first):
        parts += [text[at : mention.start], " ", name_place(MENTION, place), " "]
        at = mention.end
    return " ".join("".join([*parts, text[at:]]).split())


def _count_heads(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows stand above the first with values under a first cell of its own.

    A cell that spans rows is repeated in each: the row below a repeated first cell is a head too.
    """
    for place, row in enumerate(rows):
        own = bool(row) and bool(row[0]) and row[0] != (rows[place - 1] or [""])[0]
        if place and own and any(_VALUE.match(text) for text in row):
            return place
    return len(rows)


def own_cells(table_row: Sequence[Paragraph], before: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield the cells of a row that have text, without those that hang down from the row above."""
    hanging = {(cell.content.starts[0], cell.content.ends[-1]) for cell in before if cell.text}
    for cell in table_row:
        if cell.text and (cell.content.starts[0], cell.content.ends[-1]) not in hanging:
            yield cell
