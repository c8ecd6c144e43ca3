"""Accents that stand apart from their letters: ``Du ¨bendorf``, ``M¨uller``, ``Gene `ve``."""

from __future__ import annotations

import re

from ingest.accents import compose, stands_for_itself
from ingest.mapped import Edit

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
    on_left = compose(mark, left)
    on_right = compose(mark, right) if left and not (found["after"] or found["before"]) else ""
    if on_right and (not on_left or (left not in _VOWELS and right in _VOWELS)):
        return Edit(found.start("mark"), found.end(), on_right)
    inside = right.islower() and not (found["after"] and _OWN_WORD.match(text, found.start("right")))
    combining = not stands_for_itself(mark)
    if not on_left and not (combining and found["before"]):
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
