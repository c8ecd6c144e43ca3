"""The white stretches between the columns of a page, and those that the pages of a document share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median, median_high

from ingest.pdf.glyphs import Glyph

Run = Sequence[Glyph]
Gutter = tuple[float, float]

_TEXT_WIDTH = 110
"""Points that most lines of running text fill at least."""
_NARROWEST = 5
"""Points of white from which on a gutter parts columns."""
_MARGIN = 0.12
_CROSSED = 0.4
"""The share of lines that may cross a gutter: a title and its authors above two columns."""


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
        for place in range(int(x0) - left, int(x1) - left + 1):
            covered[place] += 1
    width = right - left
    most = 0 if within else _CROSSED * median_high(covered)
    gutters = [
        (left + begin, left + end)
        for begin, end in _stretches([count <= most for count in covered])
        if end - begin >= _NARROWEST and begin > _MARGIN * width and end < (1 - _MARGIN) * width
    ]
    return [
        gutter for gutter in gutters if _parts_text(spans, gutter, least=3 if within else 5, width=35 if within else 60)
    ]


def _stretches(free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    end = 0
    for white, group in groupby(free):
        begin, end = end, end + len(list(group))
        if white:
            yield begin, end


def _parts_text(spans: Sequence[tuple[float, float]], gutter: Gutter, *, least: int, width: float) -> bool:
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


def fit_gutters(runs: Sequence[Run], usual: Sequence[Gutter]) -> list[Gutter]:
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
