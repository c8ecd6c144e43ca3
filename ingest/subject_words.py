"""The words by which a text tells whose number it is, by the part that they play."""

from __future__ import annotations

from functools import cache

from ingest.lexicon_files import read_lexicon


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a set of words of `lexicons/subjects.yaml`.

    >>> "whereas" in word_set("breaks")
    True
    """
    return frozenset(read_lexicon("subjects")[name])


@cache
def word_starts(name: str) -> tuple[str, ...]:
    """Return the beginnings of words of `lexicons/subjects.yaml`, as ``str.startswith`` takes them.

    >>> "substituted".startswith(word_starts("changes"))
    True
    """
    return tuple(read_lexicon("subjects")[name])
