"""Words for a person at a terminal."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    r"""Return the text with control characters as blanks: a document must not steer the terminal.

    >>> printable("a\x1b[2Jb\nc")
    'a [2Jb c'
    """
    return "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)


def place_of(document: str, page: int | None, line: int) -> str:
    """Return where a sentence stands; the lines of a PDF are those of its text layer.

    >>> place_of("review.md", None, 47), place_of("paper.pdf", 3, 128)
    ('review.md, line 47', 'paper.pdf, page 3, line 128 of its text layer')
    """
    return f"{document}, line {line}" if page is None else f"{document}, page {page}, line {line} of its text layer"


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """Return the number with its noun.

    >>> count_of(1, "record"), count_of(1200, "record"), count_of(2, "stretch", "stretches")
    ('1 record', '1,200 records', '2 stretches')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"
