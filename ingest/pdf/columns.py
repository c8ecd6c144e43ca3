"""The reading order of a page: bands between what spans the columns, and in each band column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.pdf.glyphs import Glyph

_NARROWEST = 5
"""Points of white from which on a gutter parts columns."""
_MARGIN = 0.12


@dataclass(frozen=True, slots=True)
class Column:
    """The runs of a column in one band of the page, and its edges."""

    x0: float
    x1: float
    runs: tuple[Sequence[Glyph], ...] = field(repr=False)


def find_gutters(runs: Sequence[Sequence[Glyph]]) -> list[tuple[float, float]]:
    """Return the white stretches between columns, from left to right; none on a page of one column.

    A gutter is crossed by few lines, has much text on both sides, and columns of a width that text has.
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
        for begin, end in _stretches([count <= 0.15 * usual for count in covered])
        if end - begin >= _NARROWEST and begin > _MARGIN * width and end < (1 - _MARGIN) * width
    ]
    return [gutter for gutter in gutters if _parts_text(spans, gutter)]


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


def _parts_text(spans: Sequence[tuple[float, float]], gutter: tuple[float, float]) -> bool:
    """Tell whether both sides have many lines that reach near the gutter and are wide as lines of text are."""
    middle = sum(gutter) / 2
    sides = [[s for s in spans if s[1] <= middle], [s for s in spans if s[0] >= middle]]
    wide = [[s for s in side if s[1] - s[0] > 90] for side in sides]
    return all(len(side) > 5 for side in wide) and all(
        len(some) > 0.3 * len(side) for some, side in zip(wide, sides, strict=True)
    )


def order_columns(runs: Sequence[Sequence[Glyph]]) -> list[Column]:
    """Return the columns of a page in reading order; what crosses a gutter parts the page into bands."""
    gutters = find_gutters(runs)
    if not gutters:
        return [_column(runs)] if runs else []
    bands: list[list[Sequence[Glyph]]] = [[]]
    spanning: list[bool] = [False]
    for run in sorted(runs, key=lambda run: -run[0].y):
        crosses = any(run[0].x0 < begin - 1 and run[-1].x1 > end + 1 for begin, end in gutters)
        if crosses != spanning[-1] and not (spanning[-1] and _beside(run, bands[-1])):
            bands.append([])
            spanning.append(crosses)
        bands[-1].append(run)
    columns: list[Column] = []
    for band, wide in zip(bands, spanning, strict=True):
        columns += [_column(band)] if wide and band else _split_band(band, gutters)
    return columns


def _beside(run: Sequence[Glyph], band: Sequence[Sequence[Glyph]]) -> bool:
    """Tell whether a run stands on the line of one that spans the columns: the rest of that line."""
    return any(abs(run[0].y - other[0].y) < 0.3 * run[0].size for other in band[-3:])


def _split_band(band: Sequence[Sequence[Glyph]], gutters: Sequence[tuple[float, float]]) -> list[Column]:
    middles = [sum(gutter) / 2 for gutter in gutters]
    parts: list[list[Sequence[Glyph]]] = [[] for _ in range(len(gutters) + 1)]
    for run in band:
        centre = (run[0].x0 + run[-1].x1) / 2
        parts[sum(centre > middle for middle in middles)].append(run)
    return [_column(part) for part in parts if part]


def _column(runs: Sequence[Sequence[Glyph]]) -> Column:
    return Column(min(run[0].x0 for run in runs), max(run[-1].x1 for run in runs), tuple(runs))
