"""The reading order of a page: bands between what spans the columns, and in each band column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.pdf.gutters import Gutter, Run, find_gutters, fit_gutters

_Band = tuple[Sequence[Run], bool]

_DEEPEST = 3
_APART = 3.5
"""Heights of the font from which on a gap over the whole width is no gap between paragraphs."""
_FEW = 4


@dataclass(frozen=True, slots=True)
class Column:
    """The runs of a column in one band of the page, and its edges."""

    x0: float
    x1: float
    runs: tuple[Run, ...] = field(repr=False)


def order_columns(
    runs: Sequence[Run], usual: Sequence[Gutter] = (), tables: Sequence[tuple[float, float]] = ()
) -> list[Column]:
    """Return the columns of a page in reading order; what crosses a gutter parts the page into bands.

    A band may have columns of its own, as an abstract beside its keywords has above two columns of text. ``usual``
    are the gutters of the other pages, ``tables`` the stretches of height that a table over all columns fills.
    """
    columns: list[Column] = []
    rest = sorted(runs, key=lambda run: -run[0].y)
    for bottom, top in sorted(tables, reverse=True):
        columns += _order([run for run in rest if run[0].y > top], usual=usual)
        rows = [run for run in rest if bottom <= run[0].y <= top]
        columns += [_column(rows)] if rows else []
        rest = [run for run in rest if run[0].y < bottom]
    return columns + _order(rest, usual=usual)


def _order(
    runs: Sequence[Run], *, depth: int = 0, within: bool = False, usual: Sequence[Gutter] = ()
) -> list[Column]:  # fmt: skip
    """Return the columns of runs that are given from top to bottom."""
    gutters = find_gutters(runs, within=within) if depth < _DEEPEST else []
    gutters = gutters or fit_gutters(runs, usual)
    if not gutters:
        return _order_parts(runs, depth) if runs else []
    columns: list[Column] = []
    for band, crosses in _join_bands(_find_bands(runs, gutters)):
        if crosses:
            columns += _order(band, depth=depth + 1, within=True)
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
    for place, (above, below) in enumerate(pairwise(runs), 1):
        if depth == _DEEPEST or above[0].y - below[0].y < 1.6 * below[0].size:
            continue
        rest = runs[place:]
        within = not find_gutters(rest)
        gutters = find_gutters(rest, within=within)
        if gutters:
            cut = place - _count_heads(runs[:place], gutters)
            return _order(runs[:cut], depth=depth + 1) + _order(runs[cut:], depth=depth + 1, within=within)
    return [_column(runs)]


def _count_heads(above: Sequence[Run], gutters: Sequence[Gutter]) -> int:
    """Return how many of the runs before columns are a row of their heads: one or more in each, none across."""
    last = above[-1]
    row = [run for run in above[-8:] if abs(run[0].y - last[0].y) < 0.5 * last[0].size]
    middles = [sum(gutter) / 2 for gutter in gutters]
    if any(run[0].x0 < middle < run[-1].x1 for run in row for middle in middles):
        return 0
    places = {sum(run[0].x0 > middle for middle in middles) for run in row}
    return len(row) if len(places) == len(gutters) + 1 else 0


def _join_bands(bands: Iterable[_Band]) -> Iterator[_Band]:
    """Join bands that cross the gutters over the few short lines between them, such as the heads of an abstract."""
    filled = [(band, crosses) for band, crosses in bands if band]
    place = 0
    while place < len(filled):
        band, crosses = filled[place]
        while (
            crosses and place + 2 < len(filled) and len(filled[place + 1][0]) <= _FEW and not filled[place + 1][1]
        ):  # fmt: skip
            band = [*band, *filled[place + 1][0], *filled[place + 2][0]]
            place += 2
        yield band, crosses
        place += 1


def _find_bands(runs: Sequence[Run], gutters: Sequence[Gutter]) -> Iterator[_Band]:
    """Yield the bands from top to bottom, and whether their lines cross the gutters."""
    spans: list[tuple[float, float]] = []
    for run in _find_crossing(runs, gutters):
        y, size = run[0].y, run[0].size
        if spans and spans[-1][1] - y < 1.8 * size:
            spans[-1] = (spans[-1][0], y - 0.3 * size)
        else:
            spans.append((y + 0.3 * size, y - 0.3 * size))
    rest = runs
    for top, bottom in spans:
        yield [run for run in rest if run[0].y > top], False
        yield [run for run in rest if bottom <= run[0].y <= top], True
        rest = [run for run in rest if run[0].y < bottom]
    yield rest, False


def _find_crossing(runs: Sequence[Run], gutters: Sequence[Gutter]) -> list[Run]:
    """Return the runs that cross a gutter from top to bottom, with the short last line of what they are part of."""
    crossing: list[Run] = []
    for run in runs:
        crosses = any(run[0].x0 < a - 1 and run[-1].x1 > b + 1 for a, b in gutters)
        if crosses or (crossing and _ends_paragraph(run, crossing[-1], runs)):
            crossing.append(run)
    return crossing


def _ends_paragraph(run: Run, before: Run, runs: Sequence[Run]) -> bool:
    """Tell whether a run goes on with the line before it, in the same font and with nothing beside it."""
    first, last = run[0], before[0]
    alike = abs(first.size - last.size) < 0.04 * last.size and abs(first.x0 - last.x0) < 1.5 * last.size
    if not alike or run[len(run) // 2].font != before[len(before) // 2].font:
        return False
    near = 0.5 * last.size < last.y - first.y < 1.7 * last.size
    return near and not any(abs(other[0].y - first.y) < 0.6 * first.size for other in runs if other is not run)


def _split_band(band: Sequence[Run], gutters: Sequence[Gutter]) -> list[Column]:
    middles = [sum(gutter) / 2 for gutter in gutters]
    parts: list[list[Run]] = [[] for _ in range(len(gutters) + 1)]
    for run in band:
        centre = (run[0].x0 + run[-1].x1) / 2
        parts[sum(centre > middle for middle in middles)].append(run)
    return [_column(part) for part in parts if part]


def _column(runs: Sequence[Run]) -> Column:
    return Column(min(run[0].x0 for run in runs), max(run[-1].x1 for run in runs), tuple(runs))
