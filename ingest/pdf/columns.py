"""The reading order of a page: bands between what spans the columns, and in each band column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.pdf.glyphs import Glyph

Run = Sequence[Glyph]
Gutter = tuple[float, float]

_DEEPEST = 3
_TEXT_WIDTH = 110
"""Points that most lines of running text fill at least."""
_NARROWEST = 5
"""Points of white from which on a gutter parts columns."""
_APART = 3.5
"""Heights of the font from which on a gap over the whole width is no gap between paragraphs."""
_MARGIN = 0.12
_FEW = 4
_CROSSED = 0.4
"""The share of lines that may cross a gutter: a title and its authors above two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """The runs of a column in one band of the page, and its edges."""

    x0: float
    x1: float
    runs: tuple[Run, ...] = field(repr=False)


def find_gutters(runs: Sequence[Run], *, within: bool = False) -> list[Gutter]:
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


def find_usual_gutters(pages: Iterable[Sequence[Run]]) -> list[Gutter]:
    """Return the gutters that come back on pages of a document, for those pages that have too few lines to tell."""
    found: list[list[Gutter]] = []
    for gutter in (gutter for runs in pages for gutter in find_gutters(runs)):
        same = next((group for group in found if abs(sum(group[0]) - sum(gutter)) < 2 * _NARROWEST), None)
        if same is None:
            found.append([gutter])
        else:
            same.append(gutter)
    shared = [(max(a for a, _ in group), min(b for _, b in group)) for group in found]
    return sorted(gutter for gutter in shared if gutter[1] - gutter[0] >= _NARROWEST)


def _fit_gutters(runs: Sequence[Run], usual: Sequence[Gutter]) -> list[Gutter]:
    """Return those of the document's gutters that hold on a page: it has lines on both sides, and few across."""
    held: list[Gutter] = []
    for gutter in usual:
        middle = sum(gutter) / 2
        across = [run for run in runs if run[0].x0 < middle - _NARROWEST and run[-1].x1 > middle + _NARROWEST]
        left = [run[-1].x1 for run in runs if run[-1].x1 <= middle + _NARROWEST]
        right = [run[0].x0 for run in runs if run[0].x0 >= middle - _NARROWEST]
        if not left or not right or len(across) > _CROSSED * (len(left) + len(right)):
            continue
        a, b = max(gutter[0], *left), min(gutter[1], *right)
        if b - a >= _NARROWEST and (not held or a > held[-1][1]):
            held.append((a, b))
    return held


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
        columns += _order([run for run in rest if run[0].y > top], depth=0, within=False, usual=usual)
        rows = [run for run in rest if bottom <= run[0].y <= top]
        columns += [_column(rows)] if rows else []
        rest = [run for run in rest if run[0].y < bottom]
    return columns + _order(rest, depth=0, within=False, usual=usual)


def _order(runs: Sequence[Run], *, depth: int, within: bool, usual: Sequence[Gutter] = ()) -> list[Column]:
    gutters = find_gutters(runs, within=within) if depth < _DEEPEST else []
    gutters = gutters or _fit_gutters(runs, usual)
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
    ordered = sorted(runs, key=lambda run: -run[0].y)
    for place, (above, below) in enumerate(pairwise(ordered), 1):
        if depth == _DEEPEST or above[0].y - below[0].y < 1.6 * below[0].size:
            continue
        rest = ordered[place:]
        within = not find_gutters(rest)
        gutters = find_gutters(rest, within=within)
        if gutters:
            cut = place - _count_heads(ordered[:place], gutters)
            upper = _order(ordered[:cut], depth=depth + 1, within=False)
            return [*upper, *_order(ordered[cut:], depth=depth + 1, within=within)]
    return [_column(ordered)]


def _count_heads(above: Sequence[Run], gutters: Sequence[Gutter]) -> int:
    """Return how many of the runs before columns are a row of their heads: one or more in each, none across."""
    last = above[-1]
    row = [run for run in above[-8:] if abs(run[0].y - last[0].y) < 0.5 * last[0].size]
    middles = [sum(gutter) / 2 for gutter in gutters]
    if any(run[0].x0 < middle < run[-1].x1 for run in row for middle in middles):
        return 0
    places = {sum(run[0].x0 > middle for middle in middles) for run in row}
    return len(row) if len(places) == len(gutters) + 1 else 0


def _join_bands(bands: Iterable[tuple[list[Run], bool]]) -> Iterator[tuple[list[Run], bool]]:
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


def _find_bands(runs: Sequence[Run], gutters: Sequence[Gutter]) -> Iterator[tuple[list[Run], bool]]:
    """Yield the bands from top to bottom, and whether their lines cross the gutters."""
    spans: list[tuple[float, float]] = []
    for run in _find_crossing(runs, gutters):
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


def _find_crossing(runs: Sequence[Run], gutters: Sequence[Gutter]) -> list[Run]:
    """Return the runs that cross a gutter from top to bottom, with the short last line of what they are part of."""
    crossing: list[Run] = []
    for run in sorted(runs, key=lambda run: -run[0].y):
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
