"""The glyphs of a page put together to runs and lines, with what is raised or lowered marked as such."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.pdf.glyphs import Glyph

_BLANK, _HINTED_BLANK = 0.2, 0.11
"""Parts of the font's height from which on a gap between two characters is a blank, alone and where hinted."""
_CELL = 1.3
"""... and from which on it parts two cells of a row."""
_SPACED_CELL = 2.2
"""... where a blank stands in the gap."""
_SMALLER = 0.86
_RAISED, _LOWERED = 0.16, 0.07


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of glyphs on one baseline. ``cells`` are its parts between wide gaps, marked up as text."""

    glyphs: tuple[Glyph, ...] = field(repr=False)
    x0: float
    x1: float
    y: float
    size: float
    font: str
    bold: bool
    text: str
    cells: tuple[str, ...]


def find_runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the stretches that the page's content writes in one go: to the right, with no wide gap."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _follows(runs[-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _follows(run: Sequence[Glyph], glyph: Glyph) -> bool:
    last = run[-1]
    size = max(glyph.size, *(g.size for g in run[-8:]))
    gap = glyph.x0 - last.x1
    if not -0.85 * size < gap < _CELL * size:
        return False
    return any(abs(glyph.y - g.y) < 0.12 * size for g in run[-8:]) or (
        abs(glyph.y - last.y) < 0.55 * size and min(glyph.size, last.size) < 0.9 * size
    )


def build_line(glyphs: Sequence[Glyph]) -> Line:
    """Return the line that glyphs on one baseline make, from left to right."""
    ordered = sorted(glyphs, key=lambda g: g.x0)
    sizes = Counter(round(g.size, 1) for g in ordered)
    size = max(sizes, key=lambda s: (sizes[s], s))
    on_line = [g for g in ordered if round(g.size, 1) == size]
    y = median(g.y for g in on_line)
    letters = [g for g in on_line if g.text.isalpha()] or on_line
    bold = sum(g.bold for g in letters) > 0.8 * len(letters)
    font = Counter(g.font for g in letters).most_common(1)[0][0]
    cells = _split_cells(ordered, size)
    texts = tuple(_mark_up(cell, size, y) for cell in cells)
    return Line(
        tuple(ordered), ordered[0].x0, max(g.x1 for g in ordered), y, size, font, bold, " ".join(texts), texts
    )  # fmt: skip


def _split_cells(glyphs: Sequence[Glyph], size: float) -> list[list[Glyph]]:
    """Part a line at gaps that are wide beside those between its words, which justification widens too."""
    gaps = [glyph.x0 - before.x1 for before, glyph in pairwise(glyphs)]
    blanks = sorted(gap for gap in gaps if _BLANK * size < gap)
    usual = min(blanks[len(blanks) // 4], _SPACED_CELL * size) if len(blanks) > 2 else 0.0
    cells = [[glyphs[0]]]
    for gap, glyph in zip(gaps, glyphs[1:], strict=True):
        wide = (_SPACED_CELL * size, 3 * usual) if glyph.spaced else (_CELL * size, 1.5 * usual)
        if gap > max(wide):
            cells.append([])
        cells[-1].append(glyph)
    return cells


def _mark_up(glyphs: Sequence[Glyph], size: float, y: float) -> str:
    """Return the text with tags around what stands raised or lowered."""
    text: list[str] = []
    level = ""
    for number, glyph in enumerate(glyphs):
        now = _level(glyph, size, y)
        blank = number and _is_blank(glyphs[number - 1], glyph, size)
        if now != level and level:
            text.append(f"</{level}>")
        if blank:
            text.append(" ")
        if now != level and now:
            text.append(f"<{now}>")
        text.append(glyph.text)
        level = now
    if level:
        text.append(f"</{level}>")
    return "".join(text)


def _is_blank(before: Glyph, glyph: Glyph, size: float) -> bool:
    gap = glyph.x0 - before.x1
    return glyph.spaced or gap > (_HINTED_BLANK if glyph.hinted else _BLANK) * size


def _level(glyph: Glyph, size: float, y: float) -> str:
    if glyph.size > _SMALLER * size or glyph.text == "°":
        return ""
    rise = glyph.y - y
    return "sup" if rise > _RAISED * size else "sub" if rise < -_LOWERED * size else ""


def join_runs(runs: Iterable[Sequence[Glyph]]) -> list[Line]:
    """Return the lines of a column: runs on one baseline together, from top to bottom."""
    rows: list[list[Glyph]] = []
    for line in sorted(map(build_line, runs), key=lambda line: -line.y):
        row = rows[-1] if rows else None
        if row and _same_row(build_line(row), line):
            row += line.glyphs
        else:
            rows.append(list(line.glyphs))
    return [build_line(row) for row in rows]


def _same_row(row: Line, line: Line) -> bool:
    """Tell whether two stretches stand beside each other; a small one may be a sub- or superscript left alone."""
    if abs(row.y - line.y) < 0.2 * max(row.size, line.size):
        return True
    small, large = sorted((row, line), key=lambda part: part.size)
    apart = line.x0 > row.x1 - 1 or line.x1 < row.x0 + 1
    return (
        small.size < _SMALLER * large.size
        and len(small.glyphs) < 12
        and abs(row.y - line.y) < 0.5 * large.size
        and apart
    )
