"""Accents that stand apart from their letters: ``Du ¨bendorf``, ``M¨uller``, ``Gene `ve``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from ingest.mapped import Edit

_COMBINING: Mapping[str, str] = MappingProxyType(
    {
        "¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "˚": "\u030a",
        "¸": "\u0327", "˘": "\u0306", **{chr(code): chr(code) for code in range(0x300, 0x370)},
    }
)  # fmt: skip
_MARK = re.compile("[¨´`ˆ˜ˇ˚¸˘\u0300-\u036f]")
_ACCENT = re.compile("(?P<left>[A-Za-z\\d]?)(?P<before> ?)(?P<mark>[^A-Za-z])(?P<after> ?)(?P<right>[A-Za-zı]?)")
_OWN_WORD = re.compile(r"(?:and|at|de|der|des|di|du|et|for|from|in|la|le|of|und|with)\b")
_VOWELS = frozenset("aeiouyAEIOUYı")


def find_accent_edits(text: str) -> list[Edit]:
    """Return the edits that put accents on their letters: the letter before, where it takes the accent, else the next.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_accent_edits(text)).text
    >>> plain("Du ¨bendorf, M¨uller, Mart´ınez, Gene `ve, Universite ´ de, Ku ¨ hnel, Nicolo ̀ M.")
    'Dübendorf, Müller, Martínez, Genève, Université de, Kühnel, Nicolò M.'
    >>> plain("the `quoted´ word, 5 ˚C and 2 ˜ 3")
    'the `quoted´ word, 5 ˚C and 2 ˜ 3'
    """
    if text.isascii() and "`" not in text:
        return []
    edits = []
    for mark in _MARK.finditer(text):
        begin = mark.start() - (text[mark.start() - 1 : mark.start()] == " ")
        begin -= begin > 0 and text[begin - 1].isalnum() and text[begin - 1].isascii()
        found = _ACCENT.match(text, begin)
        if found is not None and found.start("mark") == mark.start() and (edit := _put_on(found, text)):
            edits.append(edit)
    return edits


def _put_on(found: re.Match[str], text: str) -> Edit | None:
    mark, left, right = found["mark"], found["left"], found["right"]
    on_left = _compose(left, mark)
    on_right = _compose(right, mark) if left and not (found["after"] or found["before"]) else None
    if on_right and (on_left is None or (left not in _VOWELS and right in _VOWELS)):
        return Edit(found.start("mark"), found.end(), on_right)
    inside = right.islower() and not (found["after"] and _OWN_WORD.match(text, found.start("right")))
    combining = mark == _COMBINING[mark]
    if on_left is None and not (combining and found["before"]):
        return None
    if not combining and _stands_alone(found, text, inside=inside):
        return None
    return Edit(found.start(), found.end("after") if inside else found.end("mark"), on_left or left + mark)


def _stands_alone(found: re.Match[str], text: str, *, inside: bool) -> bool:
    """Tell whether a mark is one of its own: a quotation mark, a sign for about or degree, a prime."""
    if found["mark"] in "˜˚" and not (inside and not found["after"]):
        return True
    if found["mark"] == "`" and re.match(r"\w[^`´’']{0,60}(?<=\w)[´’'](?![a-z])", text[found.end("mark") :]):
        return True
    return not inside and not found["before"]


def _compose(letter: str, mark: str) -> str | None:
    """Return a letter with its accent as one character, None where there is none."""
    whole = unicodedata.normalize("NFC", letter.replace("ı", "i") + _COMBINING[mark])
    return whole if letter and len(whole) == 1 else None
