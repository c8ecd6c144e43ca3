"""Lines of a column put together to blocks: paragraphs, headings, captions, tables and the words inside figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from ingest.pdf.captions import CAPTION, TABLE_CAPTION
from ingest.pdf.columns import Column
from ingest.pdf.joining import strip_tags
from ingest.pdf.lines import Line, join_runs
from ingest.text.section_names import load_names

HEADING, TEXT, TABLE, EQUATION, FIGURE = "heading", "text", "table", "equation", "figure"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, and what they are."""

    kind: str
    lines: tuple[Line, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Body:
    """What most of the text of a document looks like: its font, the height of it and the distance of its lines.

    ``styles`` are the fonts and heights in which it prints long lines at all: text, captions, references.
    """

    font: str
    size: float
    leading: float
    styles: frozenset[tuple[str, float]]


_NUMBERED = re.compile(r"(?:\[\d{1,4}\]|\(?\d{1,4}[.)])(?:\s|$)|\d{1,3}\s+[A-Z]")
_HEADED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[A-Z]\.|[IVX]{1,5}\.)\s+[A-Z][^.]{3,}$")
_ENDS = re.compile(r"[.!?:;][”\"')\]]*(?:<sup>[^<]*</sup>|\s?\[[\d,–\- ]+\])?$")
_LABEL = 12
"""Characters that the mere number of a table has at most, before a title in a block of its own."""
_WORDY = re.compile(r"[A-Za-z]{3,}")


def find_blocks(column: Column, body: Body) -> Iterator[Block]:
    """Yield the blocks of a column from top to bottom; what follows the caption of a table in cells is its rows."""
    tabular = named = False
    rows = join_runs(column.runs)
    column = replace(column, x0=_left_edge(rows))
    for lines in _group(rows, column, body):
        block = _build_block(lines, column, body)
        if tabular and block.kind != TABLE and any(len(line.cells) > 1 for line in lines):
            block = Block(TABLE, block.lines)
        label = bool(TABLE_CAPTION.match(lines[0].text))
        tabular = block.kind == TABLE or label or named
        named = label and len(lines) == 1 and len(lines[0].text) < _LABEL
        yield block


def _left_edge(lines: Sequence[Line]) -> float:
    """Return where most lines of a column begin; labels of figures and hung out numbers stand left of it."""
    edges = Counter(round(line.x0) for line in lines)
    edge = max(edges, key=lambda x: (edges[x] + edges[x + 1], -x))
    return min(line.x0 for line in lines if round(line.x0) in (edge, edge + 1))


def _group(lines: Sequence[Line], column: Column, body: Body) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and _begins(line, group, column, body):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(line: Line, group: Sequence[Line], column: Column, body: Body) -> bool:
    """Tell whether a line begins a block of its own."""
    last = group[-1]
    gap = last.y - line.y
    if abs(line.size - last.size) > 0.08 * body.size or gap > 1.28 * _leading(group, body) or gap < 0:
        return True
    if len(line.cells) > 1 and len(last.cells) == 1 and TABLE_CAPTION.match(group[0].text):
        return True
    if len(line.cells) > 2 or len(last.cells) > 2:
        return False
    return _begins_by_sign(line, group, column, body) or _begins_by_indent(line, group, column)


def _leading(group: Sequence[Line], body: Body) -> float:
    """Return the distance of lines in a block, or what is usual for its font."""
    last = group[-1]
    if len(group) == 1:
        return body.leading * last.size / body.size
    return min(median(a.y - b.y for a, b in pairwise(group)), 1.6 * last.size)


def _begins_by_sign(line: Line, group: Sequence[Line], column: Column, body: Body) -> bool:
    """Tell whether the font's weight, a caption's label or a number of a list begins a block."""
    last = group[-1]
    heads = [_reads_as_head(part, body) for part in (line, group[0])]
    ended = _is_short(last, column) or bool(_ENDS.search(last.text))
    if (heads[0] and last.font == body.font and ended) or (heads[1] and line.font == body.font):
        return True
    if line.bold != last.bold and (_is_short(last, column) or line.bold) and not _runs_in(last, line):
        return True
    if CAPTION.match(line.text) and _ENDS.search(last.text):
        return True
    return bool(_NUMBERED.match(line.text)) and _hangs(group, line, 0.5 * line.size)


def _reads_as_head(line: Line, body: Body) -> bool:
    """Tell whether a line is a numbered heading in a font or in capitals that set it off from text."""
    return bool(_HEADED.match(line.text)) and (line.font != body.font or line.text.isupper())


def _begins_by_indent(line: Line, group: Sequence[Line], column: Column) -> bool:
    """Tell whether a line begins a paragraph: indented, hung out, or behind a last line that ended early."""
    last = group[-1]
    indent = 0.5 * line.size
    if len(group) > 1 and group[0].x0 < group[1].x0 - indent:
        return abs(line.x0 - group[0].x0) < indent and last.x0 > line.x0 + indent
    indented = line.x0 > last.x0 + indent and line.x0 < last.x0 + 6 * line.size
    if indented and _NUMBERED.match(last.text):
        return False
    if indented and abs(last.x0 - column.x0) < indent and (_ENDS.search(last.text) or len(group) > 1):
        return True
    return _is_short(last, column) and bool(_ENDS.search(last.text)) and line.text[:1].isupper()


def _runs_in(last: Line, line: Line) -> bool:
    """Tell whether bold ends within the line: a head that runs into its paragraph."""
    return any(g.bold for g in last.glyphs) and any(not g.bold for g in last.glyphs) and not line.bold


def _hangs(group: Sequence[Line], line: Line, indent: float) -> bool:
    """Tell whether a numbered line stands where the block's first, numbered one does, or hangs out."""
    return line.x0 < group[-1].x0 - indent or (bool(_NUMBERED.match(group[0].text)) and line.x0 < group[0].x0 + indent)


def _is_short(line: Line, column: Column) -> bool:
    return line.x1 < column.x1 - 0.15 * (column.x1 - column.x0)


def _build_block(lines: Sequence[Line], column: Column, body: Body) -> Block:
    text = " ".join(line.text for line in lines)
    plain = strip_tags(text)
    if len(lines) == 1 and (closed := _close_letters(plain)):
        return Block(HEADING, (replace(lines[0], text=closed),))
    if _is_heading(lines, plain, body) and not _lists_people(text):
        return Block(HEADING, tuple(lines))
    if _is_table(lines) and not CAPTION.match(plain):
        return Block(TABLE, tuple(lines))
    if _is_equation(lines, plain, column):
        return Block(EQUATION, tuple(lines))
    if _is_figure_text(lines, plain, column, body):
        return Block(FIGURE, tuple(lines))
    return Block(TEXT, tuple(lines))


def _close_letters(text: str) -> str:
    """Return the name of a section that is printed with blanks between its letters; empty where it is none."""
    closed = text.replace(" ", "")
    names = load_names()
    spaced = re.fullmatch(r"(?:\S ){4,}\S", text)
    return closed.capitalize() if spaced and closed.lower() in names.body | names.references | names.back else ""


def _lists_people(text: str) -> bool:
    """Tell whether a line lists names with raised marks behind them, as the authors of an article are."""
    return text.count("<sup>") > 1 and text.count(",") > 1


def _is_heading(lines: Sequence[Line], plain: str, body: Body) -> bool:
    larger = all(line.size > 1.12 * body.size for line in lines)
    bold = all(line.bold for line in lines)
    if not bold and _HEADED.match(plain):
        bold = plain.isupper() or all(line.font != body.font for line in lines)
    if not (larger or bold) or len(plain) > 200 or len(lines) > 5 or CAPTION.match(plain):
        return False
    return bool(_WORDY.search(plain)) and (larger or not plain.endswith((".", ",", ";")))


def _is_table(lines: Sequence[Line]) -> bool:
    rows = sum(len(line.cells) > 1 for line in lines)
    if any(len(line.cells) > 2 for line in lines):
        return rows > 1 and 2 * rows >= len(lines)
    return rows > 3 and rows >= 0.8 * len(lines)


def _is_equation(lines: Sequence[Line], plain: str, column: Column) -> bool:
    words = [word for word in _WORDY.findall(plain) if word.islower()]
    inset = all(line.x0 > column.x0 + line.size for line in lines)
    return inset and len(lines) < 5 and len(words) < 4 and bool(re.search(r"[=≈∝≤≥∑∫]", plain)) and len(plain) < 200


def _is_figure_text(lines: Sequence[Line], plain: str, column: Column, body: Body) -> bool:
    """Tell whether the lines are labels of a figure: short, no sentence, and in no font of the text."""
    if CAPTION.match(plain) or _ENDS.search(plain) or _NUMBERED.match(plain):
        return False
    widest = max(line.x1 - line.x0 for line in lines)
    scattered = widest < 0.6 * (column.x1 - column.x0) or all(len(line.cells) > 1 for line in lines)
    return scattered and all(
        abs(line.size - body.size) > 0.08 * body.size and (line.font, line.size) not in body.styles for line in lines
    )
