"""Tables in plain text and Markdown: rows of cells between bars, tabs or wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.text.lines import Line

_GAP = re.compile(r"(?<=\S)(?:[ ]{2,}|[ ]*\t[ ]*)(?=\S)")
_RULER = re.compile(r"[\s|:=+-]+")
_COLUMNS = re.compile(r"[-=]+(?: +[-=]+)+")
_WHOLE_RULER = re.compile(r"[-=]{3,}")
_MARKED = re.compile(r"(?:[-*•–]\s+)?(?:\[\d{1,4}\]|\(?\d{1,4}[.)])\s")
_LONGEST_ROW, _MOST_CELLS = 240, 8
_HTML_ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?=</tr>|<tr\b|</table>)", re.IGNORECASE | re.DOTALL)
_HTML_CELL = re.compile(r"<t[dh]\b[^<>]*>(.*?)(?=</t[dh]>|<t[dh]\b|$)", re.IGNORECASE | re.DOTALL)
_LINE = re.compile(r"[^\r\n]+")

Span = tuple[int, int]


def find_table_lines(lines: Sequence[Line]) -> set[int]:
    """Return the places of the lines that are rows of tables without bars.

    A row has three cells or more, set apart by tabs or wide gaps, and so has the line before or behind it. Around a
    ruler that shows the columns, rows are what stands between it and the end of the table. Justified prose has wide
    gaps too, but never the same number of them, and long lines.
    """
    found: set[int] = set()
    cells = {place: len(_GAP.split(line.text)) for place, line in enumerate(lines) if _may_be_row(line.text)}
    for place, count in cells.items():
        for beside in (place - 1, place + 1):
            other = cells.get(beside, 0)
            if min(count, other) > 1 and max(count, other) > 2 and abs(count - other) < 2:
                sure = _is_sure(lines[place].text) and _is_sure(lines[beside].text)
                if sure or (count == other and count < _MOST_CELLS):
                    found.add(place)
    for place, line in enumerate(lines):
        if line.text[:1] in ("-", "=") and _COLUMNS.fullmatch(line.text):
            found.update(_find_ruled(lines, place))
    return found


def _may_be_row(text: str) -> bool:
    return ("  " in text or "\t" in text) and text[0] != "|" and len(text) < _LONGEST_ROW and not _MARKED.match(text)


def _is_sure(text: str) -> bool:
    return "   " in text or "\t" in text


def _find_ruled(lines: Sequence[Line], ruler: int) -> Iterator[int]:
    """Yield the lines of the table around a ruler of its columns: up to empty lines or whole rulers."""
    yield ruler
    for place in range(ruler - 1, -1, -1):
        if not lines[place].text or _WHOLE_RULER.fullmatch(lines[place].text):
            break
        yield place
    for place in range(ruler + 1, len(lines)):
        text = lines[place].text
        if _RULER.fullmatch(text) or (text and not _may_be_row(text) and not lines[place - 1].text):
            break
        if text:
            yield place


def find_rows(text: str, start: int, end: int) -> list[tuple[Span, ...]]:
    """Return the rows of a table that stands in ``text[start:end]``, each cell as offsets; rulers are left out.

    >>> source = "| a | b |\\n| --- | --- |\\n| c | |"
    >>> [[source[i:j] for i, j in row] for row in find_rows(source, 0, len(source))]
    [['a', 'b'], ['c', '']]
    >>> html = "<table><tr><td>a</td><td> b</td></tr><tr><td>c</td></tr></table>"
    >>> [[html[i:j] for i, j in row] for row in find_rows(html, 0, len(html))]
    [['a', 'b'], ['c']]
    """
    if text[start : start + 6].lower() == "<table":
        return [
            tuple(_strip(text, *cell.span(1)) for cell in _HTML_CELL.finditer(text, *row.span(1)))
            for row in _HTML_ROW.finditer(text, start, end)
        ]
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
