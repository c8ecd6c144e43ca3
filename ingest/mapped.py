"""Text that is edited without losing its place: every edit keeps the map to the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.documents import MappedText


class Edit(NamedTuple):
    """``text[start:end]`` becomes ``new``."""

    start: int
    end: int
    new: str


Rule = Callable[[str], Sequence[Edit]]
"""What a repair is: it looks at a text and says what to change in it."""


def build_mapped(source: str, start: int, end: int) -> MappedText:
    """Return ``source[start:end]``, each character standing for itself."""
    return MappedText(source[start:end], range(start, end), range(start + 1, end + 1))


def join_mapped(pieces: Sequence[MappedText], glue: str = " ") -> MappedText:
    """Return the pieces as one text; the glue stands for all the source between two pieces."""
    pieces = [piece for piece in pieces if piece.text]
    if len(pieces) == 1:
        return pieces[0]
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in pieces:
        if text and glue:
            text.append(glue)
            starts += [ends[-1]] * len(glue)
            ends += [max(ends[-1], piece.starts[0])] * len(glue)
        text.append(piece.text)
        starts += piece.starts
        ends += piece.ends
    return MappedText("".join(text), starts, ends)


def slice_mapped(mapped: MappedText, start: int, end: int) -> MappedText:
    """Return the part from ``start`` to ``end``."""
    return MappedText(mapped.text[start:end], mapped.starts[start:end], mapped.ends[start:end])


def strip_mapped(mapped: MappedText) -> MappedText:
    """Return the text without blanks at its ends."""
    kept = mapped.text.strip()
    start = mapped.text.index(kept)
    return slice_mapped(mapped, start, start + len(kept))


def find_stretch(mapped: MappedText, start: int, end: int) -> tuple[int, int]:
    """Return where the text stands for ``source[start:end]``, without blanks at its ends; empty where it does not."""
    first, last = bisect_left(mapped.starts, start), bisect_left(mapped.starts, end)
    while first < last and mapped.text[first].isspace():
        first += 1
    while last > first and mapped.text[last - 1].isspace():
        last -= 1
    return first, last


def apply_edits(mapped: MappedText, edits: Iterable[Edit]) -> MappedText:
    """Return the text with the edits made; they are sorted here, and of two that overlap the first counts.

    New text with blanks at the same places stands for its source character by character, any other for the whole
    stretch.

    >>> done = apply_edits(build_mapped("Li<sub>7</sub>", 0, 14), [Edit(2, 7, ""), Edit(8, 14, "")])
    >>> done.text, done.source_span(0, 3)
    ('Li7', (0, 8))
    """
    text, starts, ends = mapped.text, mapped.starts, mapped.ends
    new_text: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    done = 0
    for edit in sorted(edits):
        start, end, new = edit
        if start < done or text[start:end] == new:
            continue
        new_text += (text[done:start], new)
        new_starts += starts[done:start]
        new_ends += ends[done:start]
        if _is_alike(text[start:end], new):
            new_starts += starts[start:end]
            new_ends += ends[start:end]
        elif new:
            first, last = _stretch(mapped, start, end)
            new_starts += [first] * len(new)
            new_ends += [last] * len(new)
        done = end
    if not new_text:
        return mapped
    new_text.append(text[done:])
    new_starts += starts[done:]
    new_ends += ends[done:]
    return MappedText("".join(new_text), new_starts, new_ends)


def _is_alike(old: str, new: str) -> bool:
    """Tell whether each character of the new text stands for the one at its place in the old."""
    if len(old) < 2 or len(old) != len(new):
        return len(old) == len(new)
    return all(a.isspace() == b.isspace() for a, b in zip(old, new, strict=True))


def _stretch(mapped: MappedText, start: int, end: int) -> tuple[int, int]:
    """Return the source of a stretch; an empty one lies between its neighbours."""
    if end > start:
        return mapped.starts[start], mapped.ends[end - 1]
    before = mapped.ends[start - 1] if start else mapped.starts[0] if mapped.starts else 0
    after = mapped.starts[start] if start < len(mapped.starts) else before
    return min(before, after), max(before, after)


def substitute(
    pattern: re.Pattern[str],
    new: str | Callable[[re.Match[str]], str],
    *,
    group: int = 0,
    needs: Sequence[str] = (),
) -> Rule:
    """Return the rule that replaces the group of each match, by a template or by what a function returns.

    Every match holds one of the strings of ``needs``: a text without any is not searched, which is most of the time.
    """

    def rule(text: str) -> list[Edit]:
        if needs and not _holds_any(text, needs):
            return []
        return [
            Edit(
                found.start(group),
                found.end(group),
                found.expand(new) if isinstance(new, str) else new(found),
            )
            for found in pattern.finditer(text)
        ]

    return rule


@dataclass(frozen=True, slots=True)
class Guarded:
    """Rules that have nothing to do in a text that holds none of the strings."""

    needs: tuple[str, ...]
    rules: tuple[Rule | Guarded, ...]


def _holds_any(text: str, parts: Sequence[str]) -> bool:
    for part in parts:  # noqa: SIM110 - a loop is much faster, and this is asked ten thousand times for an article
        if part in text:
            return True
    return False


def apply_rules(mapped: MappedText, rules: Iterable[Rule | Guarded]) -> MappedText:
    """Return the text after each rule in turn."""
    for rule in rules:
        if isinstance(rule, Guarded):
            if _holds_any(mapped.text, rule.needs):
                mapped = apply_rules(mapped, rule.rules)
        elif edits := rule(mapped.text):
            mapped = apply_edits(mapped, edits)
    return mapped
