"""Text in lower case whose offsets are those of the text: patterns that ignore case are several times as slow."""

from __future__ import annotations


def fold_case(text: str) -> str:
    """Return the text in lower case, as long as it was: a letter that would become two stays as it is.

    >>> fold_case("Two Days"), len(fold_case("İ cells"))
    ('two days', 7)
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
