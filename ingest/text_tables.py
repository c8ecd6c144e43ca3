"""Tables in plain text and Markdown: rows of cells between bars, tabs or wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = re.compile(r"(?<=\S)(?:[ ]{2,}|[ ]*\t[ ]*)(?=\S)")
_RULER = re.compile(r"[\s|:=+-]+")
_LINE = re.compile(r"[^\r\n]+")
_FEWEST_LINES = 2

Span = tuple[int, int]


def is_table(text: str) -> bool:
    """Tell whether a block is a table without bars: nearly every line has cells set apart by tabs or wide gaps.

    >>> is_table("Electrolyte   Class    Value\\nLLZO          garnet   0.3"), is_table("Text.  More text.\\nText.")
    (True, False)
    """
    lines = [line for line in text.splitlines() if line.strip()]
    cells = [len(_GAP.split(line.strip())) for line in lines]
    rows = sum(count > 1 for count in cells)
    return len(lines) >= _FEWEST_LINES and max(cells) > 2 and rows >= 0.8 * len(lines)


def find_rows(text: str, start: int, end: int) -> list[tuple[Span, ...]]:
    """Return the rows of a table that stands in ``text[start:end]``, each cell as offsets; rulers are left out.

    >>> source = "| a | b |\\n| --- | --- |\\n| c | |"
    >>> [[source[i:j] for i, j in row] for row in find_rows(source, 0, len(source))]
    [['a', 'b'], ['c', '']]
    """
    rows = []
    for line in _LINE.finditer(text, start, end):
        if line.group().strip() and not _RULER.fullmatch(line.group()):
            rows.append(tuple(_find_cells(text, line.start(), line.end())))
    return rows


def _find_cells(text: str, start: int, end: int) -> Iterator[Span]:
    line = text[start:end]
    if line.strip().startswith("|"):
        start += len(line) - len(line.lstrip()) + 1
        end = start + len(text[start:end].rstrip().removesuffix("|"))
        bounds = re.finditer(r"(?<!\\)\|", text[start:end])
    else:
        bounds = _GAP.finditer(line)
    begin = start
    for bound in bounds:
        yield _strip(text, begin, start + bound.start())
        begin = start + bound.end()
    yield _strip(text, begin, end)


def _strip(text: str, start: int, end: int) -> Span:
    cell = text[start:end]
    begin = start + len(cell) - len(cell.lstrip())
    return (begin, max(begin, start + len(cell.rstrip())))
