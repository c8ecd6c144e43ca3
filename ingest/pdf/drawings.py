"""Where the figures of a page stand, by the images and paths that are drawn there."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.pdf.frames import Box, Frame, surround

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
        if not inside or box.width * box.height > _LARGEST * width * height:
            continue
        if box.height < _THIN and box.width > _RULE:
            rules.append(box)
        if kind in _WHOLE:
            boxes.append(box)
        else:
            marks.append((box, shaped))
    boxes += _join_marks(marks)
    return tuple(box for box in boxes if min(box.width, box.height) > _SMALLEST), tuple(rules)


def _read_objects(page: pdfium.PdfPage) -> Iterator[tuple[Box, int, bool]]:
    """Yield box and kind of what is drawn, and of a path whether it is more than a rule or a rectangle."""
    edges = [ctypes.c_float() for _ in range(4)]
    for place in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, place)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT or not raw.FPDFPageObj_GetBounds(item, *edges):
            continue
        box = _clip(item, Box(*(edge.value for edge in edges)))
        if box.width >= 0 and box.height >= 0:  # else nothing of it shows
            yield box, kind, kind == raw.FPDF_PAGEOBJ_PATH and _is_shape(item, box)


def _clip(item: raw.FPDF_PAGEOBJECT, box: Box) -> Box:
    """Return what the clipping of an object leaves of its box."""
    clip = raw.FPDFPageObj_GetClipPath(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(raw.FPDFClipPath_CountPaths(clip) if clip else 0):
        points = [
            (x.value, y.value)
            for place in range(raw.FPDFClipPath_CountPathSegments(clip, path))
            if raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, place), x, y)
        ]
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
        return min(box.width, box.height) > 2
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
        inside = [mark for mark in marks if area.holds((mark[0].x0 + mark[0].x1) / 2, (mark[0].y0 + mark[0].y1) / 2)]
        dots = sum(max(box.width, box.height) < _DOT for box, _ in inside)
        if sum(shaped for _, shaped in inside) + dots // _DOTS >= _FEWEST_SHAPES:
            found.append(surround(box for box, _ in inside))
    return found


def _find_areas(rows: dict[int, int]) -> list[Box]:
    """Return the boxes of connected areas of a grid whose rows are bits."""
    areas: list[Box] = []
    for row in sorted(rows):
        for stretch in re.finditer("1+", f"{rows[row]:b}"[::-1]):
            area = Box(stretch.start(), row, stretch.end(), row + 1)
            touched = [a for a in areas if a.y1 >= row and a.x0 <= area.x1 and a.x1 >= area.x0]
            for other in touched:
                areas.remove(other)
            areas.append(surround([area, *touched]))
    return [Box(*(_CELL * edge for edge in area)) for area in areas]
