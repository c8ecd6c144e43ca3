"""Lines of authors: the names in them, without the marks that stand for their addresses."""

from __future__ import annotations

import re

from ingest.repair.rules import repair_text
from ingest.text.section_names import load_names

_PERSON = re.compile(r"(?:(?:[A-ZÀ-Þ][\w'’.‐-]*|van|von|der|den|de|la|le|di|da|del|ter|bin|al|el|Jr\.?)\s?){1,6}")
_NOT_NAMES = re.compile(
    r"\b(?:the|in|for|with|on|by|from|to|toward|towards|under|Science|Research|Energy|Materials|Battery|Batteries"
    r"|Received|Accepted|Published|Copyright|Keywords|Abstract|Figure|Journal)\b"
)
_MARKS = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§¶#✉⊥∥⊕◊○●■□▲△]|\$[^$]*\$|\^?\{[\w,* ]*\}|(?<![A-Za-z])\d+(?:\s?,\s?\d+)*")
_LETTERS = re.compile(
    r"(?<=[\w.,]) (?!de\b|da\b|di\b|du\b)[a-h]{1,3}(?:\s?,\s?[a-h])*(?=\s*(?:,|;|·|\*|$|and\b|&)|\s+[A-Z])"
)
"""Letters behind a name that stand for addresses."""


def split_names(text: str) -> list[str]:
    """Return the names in a line of authors, without marks and numbers.

    >>> split_names("Ana B. Example 1,2 *, Jo Sample¹ · Lee Third³ &amp; Max de Fourth 1")
    ['Ana B. Example', 'Jo Sample', 'Lee Third', 'Max de Fourth']
    >>> split_names("Lu Example a , Jo Sample a,b,* and R.-S. Third, c Ana Fourth * c")
    ['Lu Example', 'Jo Sample', 'R.-S. Third', 'Ana Fourth']
    """
    plain = _without_marks(text)
    names = (part.strip(" .,*_") for part in re.split(r"[,;·•&]|\band\b", plain))
    return [re.sub(r"\s+", " ", name) for name in names if len(name) > 3 and _PERSON.fullmatch(name)]


def _without_marks(text: str) -> str:
    plain = re.sub(r"<sup>.*?</sup>", " ", text.replace("&amp;", "&"))
    plain = _MARKS.sub(" ", repair_text(plain))
    plain = re.sub(r"(?<=[a-z])\d+(?:,\d+)*", " ", plain)
    return _LETTERS.sub(" ", re.sub(r"\s+", " ", plain))


def names_people(text: str) -> bool:
    """Tell whether a text is a line of authors.

    >>> [names_people(t) for t in ("Ana Example and Jo Sample", "Wetting of Garnets", "Ana Example*")]
    [True, False, True]
    """
    if len(text) > 1500 or "@" in text or _NOT_NAMES.search(text) or load_names().is_address(text):
        return False
    names = split_names(text)
    parts = [part for part in re.split(r"[,;·•&]|\band\b|\d", _without_marks(text)) if len(part.strip(" *")) > 3]
    if len(names) > 1:
        return len(names) >= 0.7 * len(parts)
    return len(names) == 1 and bool(re.search(r"[\d*¹²]\s*$", text))
