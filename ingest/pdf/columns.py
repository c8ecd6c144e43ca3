"""The reading order of a page: bands between what spans the columns, and in each band column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.pdf.glyphs import Glyph

Run = Sequence[Glyph]

_DEEPEST = 3
_TEXT_WIDTH = 110
"""Points that most lines of running text fill at least."""
_NARROWEST = 5
"""Points of white from which on a gutter parts columns."""
_APART = 3.5
"""Heights of the font from which on a gap over the whole width is no gap between paragraphs."""
_MARGIN = 0.12
_CROSSED = 0.4
"""The share of lines that may cross a gutter: a title and its authors above two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """The runs of a column in one band of the page, and its edges."""

    x0: float
    x1: float
    runs: tuple[Run, ...] = field(repr=False)


def find_gutters(runs: Sequence[Run], *, within: bool = False) -> list[tuple[float, float]]:
    """Return the white stretches between columns, from left to right; none on a page of one column.

    A gutter is crossed by few lines, has much text on both sides, and columns of a width that text has. Within a
    band that crosses the page's own gutters nothing may cross it, and a column may be as narrow as the keywords'.
    """
    spans = [(run[0].x0, run[-1].x1) for run in runs if len(run) > 3]
    if len(spans) < 12:
        return []
    left, right = int(min(x0 for x0, _ in spans)), int(max(x1 for _, x1 in spans)) + 1
    covered = [0] * (right - left + 1)
    for x0, x1 in spans:
        for place in range(max(int(x0) - left, 0), min(int(x1) - left + 1, len(covered))):
            covered[place] += 1
    width = right - left
    usual = sorted(covered)[len(covered) // 2]
    gutters = [
        (left + begin, left + end)
        for begin, end in _stretches([count <= (0 if within else _CROSSED * usual) for count in covered])
        if end - begin >= _NARROWEST and begin > _MARGIN * width and end < (1 - _MARGIN) * width
    ]
    return [
        gutter for gutter in gutters if _parts_text(spans, gutter, least=3 if within else 5, width=35 if within else 60)
    ]


def _stretches(free: Sequence[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    begin: int | None = None
    for place, white in enumerate((*free, False)):
        if white and begin is None:
            begin = place
        elif not white and begin is not None:
            found.append((begin, place))
            begin = None
    return found


def _parts_text(spans: Sequence[tuple[float, float]], gutter: tuple[float, float], *, least: int, width: float) -> bool:
    """Tell whether both sides have many lines that are as wide as those of text, and one is no column of a table."""
    middle = sum(gutter) / 2
    sides = [[b - a for a, b in spans if b <= middle], [b - a for a, b in spans if a >= middle]]
    if not all(sides):
        return False
    wide = [[length for length in side if length > width] for side in sides]
    return (
        max(map(median, sides)) > _TEXT_WIDTH
        and all(len(side) > least for side in wide)
        and all(len(some) > 0.3 * len(side) for some, side in zip(wide, sides, strict=True))
    )


def order_columns(runs: Sequence[Run], *, depth: int = 0, within: bool = False) -> list[Column]:
    """Return the columns of a page in reading order; what crosses a gutter parts the page into bands.

    A band may have columns of its own, as an abstract beside its keywords has above two columns of text.
    """
    gutters = find_gutters(runs, within=within) if depth < _DEEPEST else []
    if not gutters:
        return _order_parts(runs, depth) if runs else []
    columns: list[Column] = []
    for band, crosses in _find_bands(runs, gutters):
        if crosses:
            columns += order_columns(band, depth=depth + 1, within=True)
        else:
            columns += [column for part in _cut_band(band) for column in _split_band(part, gutters)]
    return columns


def _cut_band(band: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield the parts of a band that a gap over its whole width sets apart, as it does the list of references."""
    part: list[Run] = []
    for run in band:
        if part and part[-1][0].y - run[0].y > _APART * run[0].size:
            yield part
            part = []
        part.append(run)
    if part:
        yield part


def _order_parts(runs: Sequence[Run], depth: int) -> list[Column]:
    """Return one column, or those above and below a horizontal gap behind which the page has columns."""
    ordered = sorted(runs, key=lambda run: -run[0].y)
    for place, (above, below) in enumerate(pairwise(ordered), 1):
        if depth == _DEEPEST or above[0].y - below[0].y < 1.6 * below[0].size:
            continue
        rest = ordered[place:]
        within = not find_gutters(rest)
        if not within or find_gutters(rest, within=True):
            upper = order_columns(ordered[:place], depth=depth + 1)
            return [*upper, *order_columns(rest, depth=depth + 1, within=within)]
    return [_column(ordered)]


def _find_bands(runs: Sequence[Run], gutters: Sequence[tuple[float, float]]) -> Iterator[tuple[list[Run], bool]]:
    """Yield the bands from top to bottom, and whether their lines cross the gutters."""
    crossing = [run for run in runs if any(run[0].x0 < a - 1 and run[-1].x1 > b + 1 for a, b in gutters)]
    spans: list[tuple[float, float]] = []
    for run in sorted(crossing, key=lambda run: -run[0].y):
        y, size = run[0].y, run[0].size
        if spans and spans[-1][1] - y < 1.8 * size:
            spans[-1] = (spans[-1][0], y - 0.3 * size)
        else:
            spans.append((y + 0.3 * size, y - 0.3 * size))
    rest = sorted(runs, key=lambda run: -run[0].y)
    for top, bottom in spans:
        yield [run for run in rest if run[0].y > top], False
        yield [run for run in rest if bottom <= run[0].y <= top], True
        rest = [run for run in rest if run[0].y < bottom]
    yield rest, False


def _split_band(band: Sequence[Run], gutters: Sequence[tuple[float, float]]) -> list[Column]:
    middles = [sum(gutter) / 2 for gutter in gutters]
    parts: list[list[Run]] = [[] for _ in range(len(gutters) + 1)]
    for run in band:
        centre = (run[0].x0 + run[-1].x1) / 2
        parts[sum(centre > middle for middle in middles)].append(run)
    return [_column(part) for part in parts if part]


def _column(runs: Sequence[Run]) -> Column:
    return Column(min(run[0].x0 for run in runs), max(run[-1].x1 for run in runs), tuple(runs))
