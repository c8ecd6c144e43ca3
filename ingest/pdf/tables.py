"""Where tables stand that reach over several columns, by their rules and captions."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.pdf.captions import TABLE_CAPTION
from ingest.pdf.frames import Box
from ingest.pdf.glyphs import text_of
from ingest.pdf.gutters import Gutter, Run

_NEAR = 6
"""Heights of its font that a caption stands away from the first or last rule."""
_SAME = 4.0
_TALLEST = 0.7


def find_wide_tables(
    runs: Sequence[Run], rules: Sequence[Box], gutters: Sequence[Gutter], height: float
) -> list[tuple[float, float]]:
    """Return bottom and top of each table whose rules cross a gutter and that has a caption over or under it."""
    captions = [run for run in runs if TABLE_CAPTION.match(text_of(run[:12]))]
    wide = [rule for rule in rules if any(rule.x0 < a - 1 and rule.x1 > b + 1 for a, b in gutters)]
    found: list[tuple[float, float]] = []
    for caption in sorted(captions, key=lambda run: -run[0].y):
        level, reach = caption[0].y, _NEAR * caption[0].size
        first = min(wide, key=lambda rule: abs(rule.y0 - level), default=None)
        if first is None or abs(first.y0 - level) >= reach:
            continue
        below = first.y0 < level
        alike = [
            rule.y0
            for rule in wide
            if abs(rule.x0 - first.x0) < _SAME and abs(rule.x1 - first.x1) < _SAME and (rule.y0 <= first.y0) == below
        ]
        last = _end(sorted(alike, reverse=below), captions, caption)
        bottom, top = min(first.y0, last), max(first.y0, last)
        if 0 < top - bottom < _TALLEST * height and not any(b < top and t > bottom for b, t in found):
            found.append((bottom, top))
    return found


def _end(levels: Sequence[float], captions: Sequence[Run], own: Run) -> float:
    """Return the level of the last rule before the next caption of a table."""
    end = levels[0]
    for level in levels:
        if any(min(end, level) < run[0].y < max(end, level) for run in captions if run is not own):
            break
        end = level
    return end
