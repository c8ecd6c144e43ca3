"""The characters of a PDF page with their places, as pypdfium2 reports them."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import hypot
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from graph.errors import DocumentError
from ingest.accents import compose, stands_for_itself
from ingest.pdf.characters import read_character, symbols_of
from ingest.pdf.drawings import find_drawings
from ingest.pdf.frames import Box, Frame, find_turn

_BOLD = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|cmbx|[-,.]bd?\b|Bd(?:[A-Z]|$)", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+|\+\d+$")
_SAMPLE = 7
"""Every which character is asked for the direction of its text."""
_AWAY = 120
"""Characters away from its letter at which the library may report an accent."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page: points from the lower left corner, ``y`` its baseline, ``size`` the height of its font.

    ``spaced`` tells that a blank stands before it, ``hinted`` that the library would set one there.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: str
    bold: bool
    spaced: bool
    hinted: bool


def text_of(glyphs: Iterable[Glyph]) -> str:
    """Return the characters alone, without blanks."""
    return "".join(glyph.text for glyph in glyphs)


@dataclass(frozen=True, slots=True)
class Page:
    """The upright characters of a page in the order of its content, the rest as plain text, and its drawings.

    The rest (``apart``) is rotated, or stands outside of what shows of the page.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    apart: str
    drawings: tuple[Box, ...]
    rules: tuple[Box, ...]


def read_pages(data: bytes, where: str) -> list[Page]:
    """Read the characters of every page; raises `DocumentError` for a PDF that is broken or locked."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(
                "the PDF is encrypted and needs a password", where=where, remedy="save it without password first"
            ) from error
        raise DocumentError(
            "the PDF is broken or cut off", where=where, remedy="download it again, or repair it, for example with qpdf"
        ) from error
    try:
        return [_read_page(document, number) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise DocumentError(
            "a page of the PDF cannot be read", where=where, remedy="repair it, for example with qpdf"
        ) from error
    finally:
        document.close()


def _read_page(document: pdfium.PdfDocument, index: int) -> Page:
    page = document[index]
    text_page = page.get_textpage()
    styles = _Styles(text_page)
    frame = Frame(_find_turn(text_page, styles), Box(*page.get_bbox()))
    apart: list[str] = []
    glyphs = tuple(_set_accents(list(_read_glyphs(text_page, styles, frame, apart))))
    drawings, rules = find_drawings(page, frame)
    text_page.close()
    page.close()
    return Page(index + 1, *frame.size, glyphs, " ".join("".join(apart).split()), drawings, rules)


def _find_turn(text_page: pdfium.PdfTextPage, styles: _Styles) -> int:
    """Return the quarter turns of most characters of a page: those of a wide table set on its side."""
    turns = Counter(styles.of(index).turn for index in range(0, text_page.count_chars(), _SAMPLE))
    return max(range(4), key=lambda turn: (turns[turn], -turn))


class _Style(NamedTuple):
    """What all characters of a text object share."""

    font: str
    size: float
    bold: bool
    turn: int
    symbols: Mapping[str, str]


def _read_glyphs(text_page: pdfium.PdfTextPage, styles: _Styles, frame: Frame, apart: list[str]) -> Iterator[Glyph]:
    rectangle = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    spaced = hinted = False
    for index, code in _read_codes(text_page):
        if chr(code).isspace() and raw.FPDFText_IsGenerated(text_page, index):
            hinted = True
            apart.append(" ")
            continue
        style = styles.of(index)
        text = read_character(code, symbols=style.symbols)
        if text.isspace():
            hinted = spaced = True
            apart.append(" ")
            continue
        if style.turn != frame.turn:
            apart.append(text)
            continue
        if not raw.FPDFText_GetLooseCharBox(text_page, index, rectangle):
            continue
        box = frame.box(Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        if box.x1 <= box.x0:
            continue
        if not frame.holds(box):
            apart.append(text)
            continue
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        size = style.size if 0.5 * box.height < style.size < 2 * box.height else box.height
        baseline = frame.point(x.value, y.value)[1]
        yield Glyph(text, box.x0, box.x1, baseline, size, style.font, style.bold, spaced, hinted)
        spaced = hinted = False


def _read_codes(text_page: pdfium.PdfTextPage) -> Iterator[tuple[int, int]]:
    """Yield the place and code point of each character; two halves of a code point are one."""
    high = 0
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        yield index, code


class _Styles:
    """The fonts, sizes and directions of a page, read once for each text object."""

    def __init__(self, text_page: pdfium.PdfTextPage) -> None:
        self._text_page = text_page
        self._known: dict[int, _Style] = {}

    def of(self, index: int) -> _Style:
        """Return the style of a character."""
        address = ctypes.cast(raw.FPDFText_GetTextObject(self._text_page, index), ctypes.c_void_p).value
        if address is None:
            return self._read(index)
        if address not in self._known:
            self._known[address] = self._read(index)
        return self._known[address]

    def _read(self, index: int) -> _Style:
        name = ctypes.create_string_buffer(128)
        raw.FPDFText_GetFontInfo(self._text_page, index, name, 128, ctypes.c_int())
        font = _SUBSET.sub("", name.value.decode("utf-8", "replace"))
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._text_page, index, matrix)
        size = raw.FPDFText_GetFontSize(self._text_page, index) * hypot(matrix.c, matrix.d)
        bold = raw.FPDFText_GetFontWeight(self._text_page, index) >= _BOLD or bool(_BOLD_NAME.search(font))
        return _Style(font, size, bold, find_turn(matrix.a, matrix.b), symbols_of(font))


def _set_accents(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Yield the glyphs with accents put on their letters where they are characters of their own, as TeX prints them."""
    taken: set[int] = set()
    for place, accent in enumerate(glyphs):
        if not stands_for_itself(accent.text):
            continue
        for near in sorted(range(max(0, place - _AWAY), min(len(glyphs), place + _AWAY)), key=lambda i: abs(i - place)):
            letter = glyphs[near]
            composed = compose(accent.text, letter.text)
            if composed and _stands_on(accent, letter):
                before = glyphs[min(near, place)] if abs(near - place) == 1 else letter
                glyphs[near] = replace(letter, text=composed, spaced=before.spaced, hinted=before.hinted)
                taken.add(place)
                break
    return (glyph for place, glyph in enumerate(glyphs) if place not in taken)


def _stands_on(accent: Glyph, letter: Glyph) -> bool:
    offset = abs(accent.x0 + accent.x1 - letter.x0 - letter.x1) / 2
    return offset < 0.35 * (letter.x1 - letter.x0) and abs(accent.y - letter.y) < 0.4 * letter.size
