"""The words that belong to the figures of a page, told from its text and captions."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.pdf.captions import CAPTION
from ingest.pdf.frames import Box, surround
from ingest.pdf.glyphs import Glyph, text_of

_REACH = 2.2
"""Heights of their font that the labels of an axis stand away from it."""
_LABEL = 45


def part_figures(
    runs: Sequence[list[Glyph]], drawings: Sequence[Box], *, font: str, size: float
) -> tuple[list[list[Glyph]], list[list[list[Glyph]]]]:
    """Return the runs of the text, and for each figure those of its words.

    Words inside a figure belong to it, unless they are a line of text over a picture; around it, up to its
    caption, those that are short and in another font than the text's, given by ``font`` and ``size``.
    """
    rest = list(runs)
    figures: list[list[list[Glyph]]] = []
    for drawing in drawings:
        words: list[list[Glyph]] = []
        box = drawing
        for _ in range(3):
            taken = [run for run in rest if _belongs(run, box, rest, font=font, size=size)]
            if not taken:
                break
            words += taken
            ids = {id(run) for run in taken}
            rest = [run for run in rest if id(run) not in ids]
            box = surround([box, *map(_box_of, taken)])
        if words:
            figures.append(words)
    return rest, figures


def _box_of(run: Sequence[Glyph]) -> Box:
    return Box(run[0].x0, run[0].y, run[-1].x1, run[0].y + 0.7 * run[0].size)


def _belongs(run: Sequence[Glyph], box: Box, rest: Sequence[Sequence[Glyph]], *, font: str, size: float) -> bool:
    x, y = (run[0].x0 + run[-1].x1) / 2, run[0].y + 0.3 * run[0].size
    like_text = run[0].font == font and abs(run[0].size - size) < 0.04 * size
    if CAPTION.match(text_of(run)) or (like_text and len(run) > _LABEL):
        return False
    if box.holds(x, y):
        return True
    reach = _REACH * run[0].size
    near = box.x0 - reach < x < box.x1 + reach and box.y0 - reach < y < box.y1 + reach
    if not near or like_text or len(run) > _LABEL:
        return False
    return not any(_stands_between(other, y, box) for other in rest)


def _stands_between(caption: Sequence[Glyph], y: float, box: Box) -> bool:
    """Tell whether a caption stands between the figure and a height outside of it, or begins there."""
    level = caption[0].y + 0.3 * caption[0].size
    beyond = y - 1 <= level < (box.y0 + box.y1) / 2 if y < box.y0 else (box.y0 + box.y1) / 2 < level <= y + 1
    beside = caption[0].x0 < box.x1 and caption[-1].x1 > box.x0
    return beyond and beside and bool(CAPTION.match(text_of(caption[:12])))
