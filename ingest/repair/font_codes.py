"""Characters of symbol fonts for which a converter left codes or letters: ``cm /C0 1``, ``20 1 C``, ``GLYPH<0>``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from ingest.mapped import Edit, Guarded, substitute
from ingest.repair.formula_spacing import ELEMENTS

_SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "0": "-", "1": "·", "2": "×", "6": "±", "14": "°", "15": "•", "20": "≤", "21": "≥", "24": "~", "25": "≈",
        "28": "≪", "29": "≫", "33": "→", "49": "∞", "106": "|", "107": "||", "176": "°",
    }
)  # fmt: skip
"""The codes of the symbols in the encoding that the symbol fonts of TeX and of several publishers share."""
_CODE = re.compile(r"(?P<before> ?)/C(?P<code>\d{1,3})(?![\w])(?P<after> ?)")
_GLYPH = re.compile(rf" ?GLYPH(?:<0>|&lt;0&gt;) ?(?=\d|(?:{ELEMENTS})\b)")
_TEN = re.compile(r"(?<![\d.,A-Za-z^])10$")
_MARK = "/C0"


def spells_symbols_by_codes(text: str) -> bool:
    """Tell whether a document has the codes of a symbol font; then its other symbols are letters and digits."""
    return text.count(f"{_MARK} ") > 2


def find_font_codes(text: str) -> list[Edit]:
    """Return the edits that put symbols for their codes; a minus stands at the number or variable behind it.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_font_codes(text)).text
    >>> plain("5 /C2 10 /C0 4 S cm /C0 1, F /C0 ions, 25 /C14 C, kg GLYPH<0> 1, Mn GLYPH<0> O")
    '5 × 10^-4 S cm -1, F- ions, 25 °C, kg -1, Mn-O'
    """
    edits: list[Edit] = []
    if "/C" in text:
        edits += [_spell(text, found) for found in _CODE.finditer(text) if found["code"] in _SYMBOLS]
    if "GLYPH" in text:
        for found in _GLYPH.finditer(text):
            if text[found.start() - 1 : found.start()].isalnum():
                edits.append(_spell_minus(text, found.start(), found.end(), " " if found.group()[0] == " " else ""))
    return edits


def _spell(text: str, found: re.Match[str]) -> Edit:
    symbol = _SYMBOLS[found["code"]]
    if symbol == "-":
        number = text[found.end() : found.end() + 1]
        if number.isdigit() or (number and re.match(r"[a-z]\b", text[found.end() :])):
            return _spell_minus(text, found.start(), found.end(), found["before"])
        return Edit(found.start(), found.end(), symbol + found["after"])
    if symbol == "°":
        return Edit(found.start(), found.end(), found["before"] + symbol)
    return Edit(found.start(), found.end(), found["before"] + symbol + found["after"])


def _spell_minus(text: str, start: int, end: int, before: str) -> Edit:
    """Return the minus before a number, variable or element: of a power of ten, a unit, a formula or a bond."""
    if text[end : end + 1].isdigit():
        ten = _TEN.search(text, max(0, start - 3), start)
        return Edit(start, end, "^-" if ten else f"{before}-")
    return Edit(start, end, "-")


LETTERS: Guarded = Guarded(
    (" 1 C", " m m", " m A", " m S", " m W", " m L", " m g", " o ", " B ", "(B ", " 4 ", "( 4 "),
    (
        substitute(re.compile(r" 1 ?C\b(?<=\d 1 C|\d. 1C)(?![-/]| rate)"), " °C"),
        substitute(re.compile(r"(?<=\d )m (?=(?:m|A|Ah|S|W|L|l|g|V)(?![A-Za-z]))"), "µ"),
        substitute(re.compile(r" o (?=[\dxyz]\b)(?<=[\dxyzn] o )"), " < "),
        substitute(re.compile(r"(?<=[\s(])B (?=C/|\d+(?:\.\d+)? ?(?:%|°|[A-Zmkµnchs])(?!\w*[spd]\b))"), "~"),
        substitute(re.compile(r"(?<=[(,] )4 (?=\d)|(?<=\()4 (?=\d)"), ">"),
    ),
)
"""Letters and digits that stand for symbols in a document with codes: ``20 1 C``, ``5 m m``, ``0 o x``, ``B 10 nm``."""
