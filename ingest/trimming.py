"""The ends of a stretch that may be a name: punctuation and brackets that are not its own."""

from __future__ import annotations

from itertools import accumulate

_OPEN, _CLOSE = {"(": ")", "[": "]", "{": "}"}, {")": "(", "]": "[", "}": "{"}


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without punctuation, and brackets without their partner, at both ends.

    >>> text = "(in LLZO),"
    >>> trim(text, 4, 10), trim("(Zr(SO4)2)", 0, 10)
    ((4, 8), (1, 9))
    """
    changed = True
    while changed and start < end:
        changed = False
        piece = text[start:end]
        if (
            (piece[0] in _OPEN and (piece.count(piece[0]) > piece.count(_OPEN[piece[0]]) or _wraps(piece)))
            or piece[0] in ".'‘’-–@·*&$_"
            or piece[0] in _CLOSE
        ):
            start, changed = start + 1, True
        elif (
            (piece[-1] in _CLOSE and (piece.count(piece[-1]) > piece.count(_CLOSE[piece[-1]]) or _wraps(piece)))
            or piece[-1] in ".'‘’,·*&$_"
            or piece[-1] in _OPEN
        ):
            end, changed = end - 1, True
    return start, end


def _wraps(piece: str) -> bool:
    """Tell whether the first bracket is closed by the last: of ``(Zr(SO4)2)``, but not of ``(NH4)2(SO4)``."""
    opening = piece[0]
    if len(piece) < 2 or opening not in _OPEN or piece[-1] != _OPEN[opening]:
        return False
    depths = accumulate((char == opening) - (char == _OPEN[opening]) for char in piece[:-1])
    return all(depth > 0 for depth in depths)
