"""Groups in braces or brackets, found in the text before it is parsed."""

from __future__ import annotations

import re

NESTED = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"
"""The pattern of what braces hold that stand at most three deep."""


def find_group_end(text: str, start: int, pair: str = "{}") -> int | None:
    r"""Return the offset behind the group that opens at ``start``; None where none opens or closes.

    >>> find_group_end(r"{a{b}\}c} d", 0), find_group_end("a", 0), find_group_end("{a", 0)
    (9, None, None)
    """
    if text[start : start + 1] != pair[0]:
        return None
    depth = 0
    for found in re.compile(rf"\\.|[{re.escape(pair)}]", re.DOTALL).finditer(text, start):
        if found.group() == pair[0]:
            depth += 1
        elif found.group() == pair[1]:
            depth -= 1
            if not depth:
                return found.end()
    return None
