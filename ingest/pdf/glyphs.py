"""The characters of a PDF page with their places, as pypdfium2 reports them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import pi

import pypdfium2 as pdfium
from pypdfium2 import raw

from graph.errors import DocumentError

_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE, 0x2010, 0x2011})
"""What pdfium and typesetters put where a word is broken at the end of a line."""
_TEX = {
    0x0B: "ff", 0x0C: "fi", 0x0E: "ffi", 0x0F: "ffl", 0x10: "“", 0x11: "”", 0x15: "–", 0x16: "—",
    0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl",
}  # fmt: skip
"""What TeX's own encodings (OT1, T1) have at the places of control characters, where a font tells no Unicode."""
_BOLD = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|cmbx|[-,.]bd?\b|Bd(?:[A-Z]|$)", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+|\+\d+$")
_UPRIGHT = 0.05


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


@dataclass(frozen=True, slots=True)
class Page:
    """The upright characters of a page in the order of its content, and the rotated ones as plain text."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rotated: str


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
    rotated: list[str] = []
    glyphs = tuple(_read_glyphs(text_page, rotated))
    width, height = page.get_size()
    text_page.close()
    page.close()
    return Page(index + 1, width, height, glyphs, " ".join("".join(rotated).split()))


def _read_glyphs(text_page: pdfium.PdfTextPage, rotated: list[str]) -> Iterator[Glyph]:
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    spaced = hinted = False
    high = 0
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        generated = raw.FPDFText_IsGenerated(text_page, index)
        text = "-" if code in _HYPHENS else "" if generated else _TEX.get(code, "")
        text = text or (chr(code) if code else "\ufffd")
        text = "°" if text == "◦" else text  # as TeX prints a degree
        if text.isspace():
            hinted = True
            spaced = spaced or not generated
            if rotated:
                rotated.append(" ")
            continue
        angle = raw.FPDFText_GetCharAngle(text_page, index) % (2 * pi)
        if min(angle, 2 * pi - angle) > _UPRIGHT:
            rotated.append(text)
            continue
        if not raw.FPDFText_GetLooseCharBox(text_page, index, box) or box.right <= box.left:
            continue
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        font = _read_font(text_page, index)
        bold = raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD or bool(_BOLD_NAME.search(font))
        yield Glyph(text, box.left, box.right, y.value, box.top - box.bottom, font, bold, spaced, hinted)
        spaced = hinted = False


def _read_font(text_page: pdfium.PdfTextPage, index: int) -> str:
    """Return the name of the font without the marks of a subset."""
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text_page, index, name, 128, ctypes.c_int())
    return _SUBSET.sub("", name.value.decode("utf-8", "replace"))
