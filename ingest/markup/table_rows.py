"""Tables as rows of cells, for the table elements of HTML, JATS and CALS."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ingest.documents import MappedText
from ingest.mapped import strip_mapped
from ingest.markup.tree import Element, find_elements

_MOST_SPANNED = 50
_ROW = frozenset({"tr", "row"})
_CELL = frozenset({"td", "th", "entry"})
Rows = tuple[tuple[MappedText, ...], ...]


def read_rows(table: Element, read_cell: Callable[[Element], MappedText]) -> Rows:
    """Return the rows of a table that hold anything; a cell that spans is repeated in every place it spans."""
    columns = _read_columns(table)
    rows: list[tuple[MappedText, ...]] = []
    hanging: dict[int, tuple[int, MappedText]] = {}
    for row in _find_rows(table):
        cells: list[MappedText] = []
        for cell in (child for child in row.children if isinstance(child, Element) and child.name in _CELL):
            _fill_hanging(cells, hanging)
            content = strip_mapped(read_cell(cell))
            below = _number(cell.get("rowspan")) - 1 if cell.get("rowspan") else _number(cell.get("morerows"), least=0)
            for _ in range(_width(cell, columns)):
                if below > 0:
                    hanging[len(cells)] = (below, content)
                cells.append(content)
        _fill_hanging(cells, hanging)
        if any(cell.text.strip() for cell in cells):
            rows.append(tuple(cells))
    return tuple(rows)


def _fill_hanging(cells: list[MappedText], hanging: dict[int, tuple[int, MappedText]]) -> None:
    """Add the cells that hang down into this row from the rows above."""
    while len(cells) in hanging:
        left, content = hanging.pop(len(cells))
        if left > 1:
            hanging[len(cells)] = (left - 1, content)
        cells.append(content)


def _find_rows(element: Element) -> list[Element]:
    """Return the rows of a table, not those of tables in its cells."""
    rows: list[Element] = []
    for child in element.children:
        if isinstance(child, Element):
            if child.name in _ROW:
                rows.append(child)
            elif child.name not in _CELL:
                rows += _find_rows(child)
    return rows


def _read_columns(table: Element) -> Mapping[str, int]:
    """Return the places of the columns that a CALS table names."""
    names = [spec.get("colname") for spec in find_elements(table, "colspec")]
    return {name: place for place, name in enumerate(names) if name}


def _width(cell: Element, columns: Mapping[str, int]) -> int:
    first, last = columns.get(cell.get("namest")), columns.get(cell.get("nameend"))
    if first is not None and last is not None:
        return min(max(1, last - first + 1), _MOST_SPANNED)
    return min(_number(cell.get("colspan")), _MOST_SPANNED)


def _number(value: str, *, least: int = 1) -> int:
    found = re.match(r"\s*(\d{1,4})", value)
    return max(least, int(found[1])) if found else least
