"""Where a paragraph that a page, a line or a figure cuts goes on: how sentences end and begin."""

from __future__ import annotations

import re

_STOP = re.compile(
    r"[.!?…][\"'”’)\]*_]*(?:\s?\[[\d,–\- ]+\]|\s?\(\s?\d[\d,– -]*\)|\s?\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)?\s*$"
)
_RAISED_END = re.compile(
    r"(?:<sup\b[^<>]{0,40}>.{0,60}</sup>|\$?\^\{[^{}]{0,60}\}\$?|\^\d[\d,–-]*|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻][⁰¹²³⁴⁵⁶⁷⁸⁹⁻,–]*)\s*$"
)
_ABBREVIATED = re.compile(
    r"\b(?:Figs?|Refs?|Eqs?|Sect|No|al|e\.g|i\.e|vs|ca|cf|resp|approx)\.(?:\s?\d{1,3}[a-z]?)?\s*$"
)
_TAIL = 160
"""Characters that hold the end of a sentence and the citations behind it."""
_OPEN = (",", ";", ":", "-", "–", "(", "[", "/", "")
_LOWER = re.compile(r"[a-zα-ω(,;)\]\d–-]")
_OPENING = re.compile(r"[\"“‘'(\[*_]*[A-ZÀ-ÞΑ-Ω\d$]")


def is_complete(text: str) -> bool:
    """Tell whether a paragraph ends as a sentence does; a citation may follow the stop.

    >>> [is_complete(t) for t in ("It is poor [3].", "which leads", "shown by Li et al.", "transport.72,73", "ions.⁷")]
    [True, False, False, True, True]
    """
    text = text[-_TAIL:].rstrip()
    if text[-1:].isalpha() or text[-1:] in _OPEN:
        return False
    raised = _RAISED_END.search(text)
    text = text[: raised.start()] if raised else text
    return bool(_STOP.search(text)) and not _ABBREVIATED.search(text)


def goes_on_in(text: str) -> bool:
    """Tell whether a text begins as the rest of a sentence does: in lower case, with a digit, a bracket or a dash."""
    return bool(_LOWER.match(text))


def opens_sentence(text: str) -> bool:
    """Tell whether a text may begin a sentence."""
    return bool(_OPENING.match(text))
