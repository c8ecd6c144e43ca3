"""Where the figures of a page stand, by what is drawn there, and the words that belong to them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.pdf.frames import Box, Frame

if TYPE_CHECKING:
    from ingest.pdf.glyphs import Glyph

_CELL = 6
"""Points of the grid on which drawings that touch are one."""
_FEWEST_SHAPES = 2
_DOT, _DOTS = 4.0, 10
"""Points below which a mark is a dot of a curve, and how many of them count as a shape."""
_THIN, _RULE = 3.0, 60.0
"""The height of a rule at most, and its length at least."""
_SMALLEST = 36
_WHOLE = frozenset({raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM})
"""What is a figure by itself: an image, and a drawing made elsewhere and set into the page."""
_LARGEST = 0.7
"""The share of a page that a figure covers at most; an image above that is a scan, with or without text behind it."""
_OUTSIDE = 0.05
"""The share of the page's width that a figure sticks out at most; what sticks out further is cut to a size unknown."""
_REACH = 2.2
"""Heights of their font that the labels of an axis stand away from it."""
_LABEL = 45
_CAPTION = re.compile(r"(?:Fig(?:ure|\.)?|Table|Scheme|Chart|FIG\.|FIGURE|TABLE)\s?S?\d")


def find_drawings(page: pdfium.PdfPage, frame: Frame) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Return the boxes of images and of drawings that are more than rules and panels, and the level rules."""
    boxes: list[Box] = []
    rules: list[Box] = []
    marks: list[tuple[Box, bool]] = []
    width, height = frame.size
    for found, kind, shaped in _read_objects(page):
        box = frame.box(found)
        spare = _OUTSIDE * width
        inside = -spare < box.x0 and box.x1 < width + spare and -spare < box.y0 and box.y1 < height + spare
        if not inside or (box.x1 - box.x0) * (box.y1 - box.y0) > _LARGEST * width * height:
            continue
        if box.y1 - box.y0 < _THIN and box.x1 - box.x0 > _RULE:
            rules.append(box)
        if kind in _WHOLE:
            boxes.append(box)
        else:
            marks.append((box, shaped))
    boxes += _join_marks(marks)
    return tuple(box for box in boxes if min(box.x1 - box.x0, box.y1 - box.y0) > _SMALLEST), tuple(rules)


def _read_objects(page: pdfium.PdfPage) -> Iterator[tuple[Box, int, bool]]:
    """Yield box and kind of what is drawn, and of a path whether it is more than a rule or a rectangle."""
    edges = [ctypes.c_float() for _ in range(4)]
    for place in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, place)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT or not raw.FPDFPageObj_GetBounds(item, *edges):
            continue
        box = _clip(item, Box(*(edge.value for edge in edges)))
        yield box, kind, kind == raw.FPDF_PAGEOBJ_PATH and _is_shape(item, box)


def _clip(item: raw.FPDF_PAGEOBJECT, box: Box) -> Box:
    """Return what the clipping of an object leaves of its box."""
    clip = raw.FPDFPageObj_GetClipPath(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(raw.FPDFClipPath_CountPaths(clip) if clip else 0):
        points: list[tuple[float, float]] = []
        for place in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
            if raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, place), x, y):
                points.append((x.value, y.value))
        if points:
            across, up = zip(*points, strict=True)
            box = Box(
                max(box.x0, min(across)), max(box.y0, min(up)), min(box.x1, max(across)), min(box.y1, max(up))
            )  # fmt: skip
    return box


def _is_shape(item: raw.FPDF_PAGEOBJECT, box: Box) -> bool:
    """Tell whether a path is more than a rule or a rectangle: slanted, curved, or of many parts."""
    count = raw.FPDFPath_CountSegments(item)
    if count == 2:
        return min(box.x1 - box.x0, box.y1 - box.y0) > 2
    kinds = (raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(item, place)) for place in range(min(count, 6)))
    return count > 6 or any(kind == raw.FPDF_SEGMENT_BEZIERTO for kind in kinds)


def _join_marks(marks: Sequence[tuple[Box, bool]]) -> list[Box]:
    """Return the boxes around marks that touch, where enough of them are shapes."""
    rows: dict[int, int] = {}
    for box, _ in marks:
        first, last = int(box.x0) // _CELL, int(box.x1) // _CELL + 1
        bits = ((1 << (last - first + 1)) - 1) << max(first, 0)
        for row in range(int(box.y0) // _CELL, int(box.y1) // _CELL + 2):
            rows[row] = rows.get(row, 0) | bits
    found: list[Box] = []
    for area in _find_areas(rows):
        inside = [(box, shaped) for box, shaped in marks if _centre_in(box, area)]
        dots = sum(max(box.x1 - box.x0, box.y1 - box.y0) < _DOT for box, _ in inside)
        if sum(shaped for _, shaped in inside) + dots // _DOTS >= _FEWEST_SHAPES:
            x0, y0, x1, y1 = zip(*(box for box, _ in inside), strict=True)
            found.append(Box(min(x0), min(y0), max(x1), max(y1)))
    return found


def _find_areas(rows: dict[int, int]) -> list[Box]:
    """Return the boxes of connected areas of a grid whose rows are bits."""
    stretches = [(row, *stretch) for row in sorted(rows) for stretch in _find_stretches(rows[row])]
    areas: list[list[int]] = []  # x0, row, x1, last row
    for row, first, last in stretches:
        touched = [a for a in areas if a[3] >= row - 1 and a[0] <= last + 1 and a[2] >= first - 1]
        area = [first, row, last, row]
        for other in touched:
            areas.remove(other)
            area = [min(area[0], other[0]), min(area[1], other[1]), max(area[2], other[2]), max(area[3], other[3])]
        areas.append(area)
    return [Box(a[0] * _CELL, a[1] * _CELL, (a[2] + 1) * _CELL, (a[3] + 1) * _CELL) for a in areas]


def _find_stretches(bits: int) -> Iterator[tuple[int, int]]:
    place = 0
    while bits:
        low = (bits & -bits).bit_length() - 1
        bits >>= low
        length = (~bits & (bits + 1)).bit_length() - 1
        yield place + low, place + low + length - 1
        bits >>= length
        place += low + length


def _centre_in(box: Box, area: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return area.x0 <= x <= area.x1 and area.y0 <= y <= area.y1


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
            box = _grow(box, taken)
        if words:
            figures.append(words)
    return rest, figures


def _grow(box: Box, runs: Sequence[Sequence[Glyph]]) -> Box:
    return Box(
        min(box.x0, *(run[0].x0 for run in runs)),
        min(box.y0, *(run[0].y for run in runs)),
        max(box.x1, *(run[-1].x1 for run in runs)),
        max(box.y1, *(run[0].y + 0.7 * run[0].size for run in runs)),
    )


def _belongs(run: Sequence[Glyph], box: Box, rest: Sequence[Sequence[Glyph]], *, font: str, size: float) -> bool:
    x, y = (run[0].x0 + run[-1].x1) / 2, run[0].y + 0.3 * run[0].size
    text = "".join(glyph.text for glyph in run)
    like_text = run[0].font == font and abs(run[0].size - size) < 0.04 * size
    if _CAPTION.match(text) or (like_text and len(run) > _LABEL):
        return False
    if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1:
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
    return beyond and beside and bool(_CAPTION.match("".join(glyph.text for glyph in caption[:12])))
