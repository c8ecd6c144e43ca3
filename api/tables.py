"""Rows as a table of text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from api.words import printable

MOST_CELL = 60
"""A longer cell would push the others off the screen; `--json` gives it whole."""


def render_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return the rows under their columns; numbers stand to the right, missing values are empty.

    >>> print(render_table(["name", "n"], [["Li", 3], [None, 12]]))
    name   n
    ----  --
    Li     3
          12
    """
    cells = [[_render_cell(value) for value in row] for row in rows]
    head = [_render_cell(column) for column in columns]
    widths = [max(map(len, column)) for column in zip(head, *cells, strict=True)] if head else []
    right = [bool(rows) and all(isinstance(row[i], int | float | None) for row in rows) for i in range(len(head))]
    lines = [head, ["-" * width for width in widths], *cells]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in lines
    )


def _render_cell(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = printable(text)
    return text if len(text) <= MOST_CELL else text[: MOST_CELL - 1] + "…"
