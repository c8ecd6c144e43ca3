"""Page heads, feet and numbers told from text by where they stand and that they come back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.pdf.glyphs import Glyph, Page
from ingest.pdf.lines import build_line, join_runs

Runs = list[list[Glyph]]

_EDGE = 0.09
_FEWEST_NUMBERS = 8
_LINE = 20
"""Characters that a line of text has at least."""
_NUMBER = re.compile(r"(?:page )?[\divxlc]{1,6}(?: ?(?:of|/) ?\d+)?|[A-Z]?\d{1,6}", re.IGNORECASE)


def part_furniture(pages: Sequence[Page], runs: Mapping[int, Runs]) -> dict[int, tuple[Runs, list[str]]]:
    """Return for each page number the runs of its text, and its heads and feet as plain text.

    A line at the edge of the page is furniture where it is a mere page number, or where a line that differs only
    in digits stands at the same edge of another page. So are line numbers in the margin of a manuscript.
    """
    edges = {page.number: _edge_lines(page, runs[page.number]) for page in pages}
    seen = Counter(key for lines in edges.values() for key in {_key(text, top) for _, text, top in lines})
    parted: dict[int, tuple[Runs, list[str]]] = {}
    for page in pages:
        heads = [
            (row, text) for row, text, top in edges[page.number] if seen[_key(text, top)] > 1 or _NUMBER.fullmatch(text)
        ]
        taken = {id(glyph) for row, _ in heads for glyph in row}
        kept = [run for run in runs[page.number] if id(run[0]) not in taken]
        numbers = _find_line_numbers(kept)
        kept = [run for run in kept if not any(run is number for number in numbers)]
        counted = [" ".join(map(_plain, numbers))] if numbers else []
        parted[page.number] = (kept, [*(text for _, text in heads), *counted])
    return parted


def _edge_lines(page: Page, runs: Runs) -> list[tuple[tuple[Glyph, ...], str, bool]]:
    """Return the lines near the upper and lower edge: glyphs, text, and whether it is the upper one."""
    low, high = _EDGE * page.height, (1 - _EDGE) * page.height
    at_edge = [run for run in runs if not low < build_line(run).y < high]
    return [(line.glyphs, re.sub(r"<[^>]*>", "", line.text), line.y > high) for line in join_runs(at_edge)]


def _find_line_numbers(runs: Runs) -> Runs:
    """Return the numbers of lines that a manuscript prints in its margin: many, rising, left of all text."""
    numbers = sorted((run for run in runs if _plain(run).isdigit()), key=lambda run: -run[0].y)
    text = [run[0].x0 for run in runs if len(run) > _LINE]
    if len(numbers) < _FEWEST_NUMBERS or not text:
        return []
    margin = [run for run in numbers if run[-1].x1 < min(text)]
    values = [int(_plain(run)) for run in margin]
    return margin if len(values) >= _FEWEST_NUMBERS and values == sorted(values) else []


def _plain(run: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in run)


def _key(text: str, top: bool) -> tuple[str, bool]:
    return re.sub(r"\d+", "0", text), top
