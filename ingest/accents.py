"""Accents that are printed as characters of their own, put on their letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_COMBINING: Mapping[str, str] = MappingProxyType(
    {
        "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306", "˙": "\u0307",
        "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328",
    }
)  # fmt: skip
_DOTLESS = str.maketrans("ıȷ", "ij")


def stands_for_itself(accent: str) -> bool:
    """Tell whether an accent has a width of its own; Unicode's combining marks have none."""
    return accent in _COMBINING


def compose(accent: str, letter: str) -> str:
    """Return the letter with the accent as one character; empty where there is none.

    >>> compose("¨", "o"), compose("\u0301", "ı"), compose("a", "b")
    ('ö', 'í', '')
    """
    composed = unicodedata.normalize("NFC", letter.translate(_DOTLESS) + _COMBINING.get(accent, accent))
    return composed if letter.isalpha() and len(composed) == 1 else ""
