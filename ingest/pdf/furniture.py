"""Page heads, feet and numbers told from text by where they stand and that they come back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.pdf.glyphs import Glyph, Page
from ingest.pdf.lines import build_line, join_runs

Runs = list[list[Glyph]]

_EDGE = 0.09
_NUMBER = re.compile(r"(?:page )?[\divxlc]{1,6}(?: ?(?:of|/) ?\d+)?|[A-Z]?\d{1,6}", re.IGNORECASE)


def part_furniture(pages: Sequence[Page], runs: Mapping[int, Runs]) -> dict[int, tuple[Runs, list[str]]]:
    """Return for each page number the runs of its text, and its heads and feet as plain text.

    A line at the edge of the page is furniture where it is a mere page number, or where a line that differs only
    in digits stands at the same edge of another page.
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
        parted[page.number] = (kept, [text for _, text in heads])
    return parted


def _edge_lines(page: Page, runs: Runs) -> list[tuple[tuple[Glyph, ...], str, bool]]:
    """Return the lines near the upper and lower edge: glyphs, text, and whether it is the upper one."""
    low, high = _EDGE * page.height, (1 - _EDGE) * page.height
    at_edge = [run for run in runs if not low < build_line(run).y < high]
    return [(line.glyphs, re.sub(r"<[^>]*>", "", line.text), line.y > high) for line in join_runs(at_edge)]


def _key(text: str, top: bool) -> tuple[str, bool]:
    return re.sub(r"\d+", "0", text), top
