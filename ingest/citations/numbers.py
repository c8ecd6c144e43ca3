"""The list of numbers inside a citation: how it is printed and which references it stands for."""

from __future__ import annotations

import re

_DASH = r"\s?[-–—−‐‑]\s?"
_NUMBER = r"\d{1,4}(?:[a-z](?:\s?[,–-]\s?[a-z](?![a-z]))*(?![a-z]))?"
_ENDS = rf"{_NUMBER}(?:{_DASH}{_NUMBER})?"
NUMBERS = rf"{_ENDS}(?:\s?(?:[,;]|,?\s(?:and|&)\s)\s?{_ENDS})*"
"""The pattern of a list such as ``3a,b, 17 and 120–123``, without groups."""

NAMED = r"(?:[RrCc](?<![A-Za-z][RrCc])(?:efs?\.?|EFS?\.?|eferences?|itations?)\s?)"
"""The pattern of the word that announces a number (``Ref. 25``), without groups."""

_PART = re.compile(r"\s?(?:[,;]|,?\s(?:and|&)\s)\s?")
_WHOLE = re.compile(NUMBERS)
_DIGITS = re.compile(r"\d+")


def parse_numbers(text: str, count: int) -> tuple[int, ...] | None:
    """Return the numbers of a list such as ``17, 120–123``, or None where ``count`` references do not reach.

    Letters point to a part of an entry (``3a,b``) and are left out. A number with a leading zero is none, and
    neither is a range that runs backwards; one of three digits cut short (``120–3``) is read as meant.

    >>> parse_numbers("4, 120–123", 167), parse_numbers("2019", 167), parse_numbers("9-3", 10)
    ((4, 120, 121, 122, 123), None, None)
    >>> parse_numbers("3a,b and 7", 10), parse_numbers("121–3", 167)
    ((3, 7), (121, 122, 123))
    """
    numbers: list[int] = []
    for part in _PART.split(text.strip()):
        if part.startswith("0"):
            return None
        ends = _DIGITS.findall(part)
        if not ends and len(part) <= 3 and numbers and part[:1].islower():
            continue
        if not ends or len(ends) > 2:
            return None
        first, last = int(ends[0]), int(ends[-1])
        if last < first and len(ends[-1]) < len(ends[0]) == 3:
            last = int(ends[0][: -len(ends[-1])] + ends[-1])
        if not 1 <= first <= last <= count:
            return None
        numbers += range(first, last + 1)
    return tuple(dict.fromkeys(numbers)) or None


def is_list(text: str) -> bool:
    """Tell whether a text is nothing but a list of numbers."""
    return _WHOLE.fullmatch(text.strip()) is not None
