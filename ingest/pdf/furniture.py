"""Page heads, feet and numbers told from text by where they stand and that they come back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.pdf.glyphs import Glyph, Page, text_of
from ingest.pdf.joining import strip_tags
from ingest.pdf.lines import build_line, find_runs, join_runs

Runs = list[list[Glyph]]

_EDGE = 0.09
_FEWEST_NUMBERS = 8
_LONGEST_NUMBER = 4
_GAP = 0.5
"""Heights of the font between the number of a line and the line."""
_LINE = 20
"""Characters that a line of text has at least."""
_NUMBER = re.compile(r"(?:page )?[\divxlc]{1,6}(?: ?(?:of|/) ?\d+)?|[A-Z]?\d{1,6}", re.IGNORECASE)


def part_furniture(pages: Sequence[Page]) -> list[tuple[Runs, list[str]]]:
    """Return for each page the runs of its text, and its heads and feet as plain text.

    A line at the edge of the page is furniture where it is a mere page number, or where a line that differs only
    in digits stands at the same edge of another page. So are line numbers in the margin of a manuscript.
    """
    runs = [find_runs(page.glyphs) for page in pages]
    numbered = any(_part_line_numbers(some, fewest=_FEWEST_NUMBERS)[0] for some in runs)
    margins = [_part_line_numbers(some, fewest=1 if numbered else _FEWEST_NUMBERS) for some in runs]
    edges = [_edge_lines(page, rest) for page, (_, rest) in zip(pages, margins, strict=True)]
    seen = Counter(key for lines in edges for key in {_key(text, top) for _, text, top in lines})
    parted: list[tuple[Runs, list[str]]] = []
    for (numbers, rest), lines in zip(margins, edges, strict=True):
        heads = [(row, text) for row, text, top in lines if seen[_key(text, top)] > 1 or _NUMBER.fullmatch(text)]
        taken = {id(glyph) for row, _ in heads for glyph in row}
        kept = [run for run in rest if id(run[0]) not in taken]
        counted = [" ".join(map(text_of, numbers))] if numbers else []
        parted.append((kept, [*(text for _, text in heads), *counted]))
    return parted


def names_journal(text: str, heads: Sequence[str]) -> bool:
    """Tell whether a page head has the text with a volume behind it: the name of the journal, and no title.

    >>> heads = ["A. Author et al. / Solar Cells 137 (2015) 1–5", "Wetting of garnets"]
    >>> names_journal("Solar Cells", heads), names_journal("Wetting of garnets", heads)
    (True, False)
    """
    name = re.compile(re.escape(text) + r",? (?:vol\.? ?)?\d", re.IGNORECASE)
    return any(name.search(head) for head in heads)


def _edge_lines(page: Page, runs: Runs) -> list[tuple[tuple[Glyph, ...], str, bool]]:
    """Return the lines near the upper and lower edge: glyphs, text, and whether it is the upper one."""
    low, high = _EDGE * page.height, (1 - _EDGE) * page.height
    lowest = min((run[0].y for run in runs), default=0.0)
    at_edge = [
        run
        for run in runs
        if not low < build_line(run).y < high or (text_of(run).isdigit() and run[0].y - lowest < 0.5 * run[0].size)
    ]
    return [(line.glyphs, strip_tags(line.text), line.y > high) for line in join_runs(at_edge)]


def _part_line_numbers(runs: Runs, *, fewest: int) -> tuple[Runs, Runs]:
    """Return the numbers of lines that a manuscript prints in its margin, and the rest: many, rising, left of all text.

    Where the margin is narrow, a number and its line are one run.
    """
    parts = [part for run in runs for part in _split_number(run)]
    numbers = sorted((part for part in parts if text_of(part).isdigit()), key=lambda part: -part[0].y)
    text = [part[0].x0 for part in parts if len(part) > _LINE]
    if len(numbers) < fewest or not text:
        return [], runs
    margin = [part for part in numbers if part[-1].x1 < min(text)]
    values = [int(text_of(part)) for part in margin]
    if len(values) < fewest or values != sorted(values):
        return [], runs
    taken = {id(part[0]) for part in margin}
    return margin, [part for part in parts if id(part[0]) not in taken]


def _split_number(run: list[Glyph]) -> Iterator[list[Glyph]]:
    """Yield a run in two where it begins with a number and a gap."""
    places = range(1, min(len(run), _LONGEST_NUMBER + 1))
    cut = next((place for place in places if run[place].x0 - run[place - 1].x1 > _GAP * run[place].size), 0)
    if cut and text_of(run[:cut]).isdigit():
        yield run[:cut]
        yield run[cut:]
    else:
        yield run


def _key(text: str, top: bool) -> tuple[str, bool]:
    return re.sub(r"\d+", "0", text), top
