"""What a character of a PDF means: the codes of TeX and of publishers' symbol fonts, hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from ingest.lexicon_files import read_lexicon

_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE, 0x2010, 0x2011})
"""What pdfium and typesetters put where a word is broken at the end of a line."""
_TEX: Mapping[int, str] = MappingProxyType(
    {
        0x0B: "ff", 0x0C: "fi", 0x0E: "ffi", 0x0F: "ffl", 0x10: "“", 0x11: "”", 0x15: "–", 0x16: "—",
        0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl",
    }
)  # fmt: skip
"""What TeX's own encodings (OT1, T1) have at the places of control characters, where a font tells no Unicode."""
_UNKNOWN = "\ufffd"
_SAME: Mapping[str, str] = MappingProxyType({"◦": "°", "µ": "μ"})
"""What TeX prints for a degree, and the two code points of mu, of which fonts tell either."""


@cache
def load_symbol_fonts() -> Sequence[tuple[re.Pattern[str], Mapping[str, str]]]:
    """Read the symbol fonts that ship with the package: a pattern of names, and what their characters mean."""
    return tuple((re.compile(row["fonts"]), row["characters"]) for row in read_lexicon("pdf_fonts"))


def symbols_of(font: str) -> Mapping[str, str]:
    """Return what the characters of a font mean that are other than they seem; mostly nothing.

    >>> symbols_of("AdvMacMthSyN")["þ"], dict(symbols_of("Times-Roman"))
    ('+', {})
    """
    return next((characters for pattern, characters in load_symbol_fonts() if pattern.search(font)), {})


def read_character(code: int, *, symbols: Mapping[str, str]) -> str:
    """Return the text of a code point as pdfium gives it; a control character that nothing explains is lost.

    >>> read_character(0x02, symbols={}), read_character(0x0C, symbols={})
    ('-', 'fi')
    """
    text = chr(code) if code else _UNKNOWN
    if text in symbols:
        return symbols[text]
    if code in _HYPHENS:
        return "-"
    if code in _TEX:
        return _TEX[code]
    if text in _SAME:
        return _SAME[text]
    return _UNKNOWN if unicodedata.category(text) == "Cc" and not text.isspace() else text
