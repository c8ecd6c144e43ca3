"""A text as lines: where each stands, which the page prints around the text, and how wide the text is set."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ingest.text.sentence_ends import is_complete, opens_sentence


class Line(NamedTuple):
    """A line without the blanks around it; ``page`` tells that a form feed stands before it."""

    start: int
    end: int
    text: str
    indent: int
    page: bool = False


WRAPPED, PARAGRAPHS, SENTENCES = "wrapped", "paragraphs", "sentences"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a line of the text is: wrapped at ``width``, a whole paragraph, a sentence; None where that is in doubt.

    ``reach`` is the least that lines inside a sentence measure together with the first word of the next line.
    """

    lines: str | None = None
    width: int = 0
    reach: int = 0


_LONGEST_HEAD = 120
_LONGEST_WRAPPED = 160
_PAGE_HEIGHT = range(15, 130)
"""Lines between the heads of two pages."""
_FEWEST_WRAPPED = 6
_ANCHOR = re.compile(r"(?:<(?:span|a)\b[^<>]*>\s*</(?:span|a)>\s*)+")
_LOWER_WORDS = re.compile(r"\b[a-z]{2,}\b")
_PAGE_NUMBER = re.compile(r"(?<![\d.])\d+(?!\.?\d)")
_DIGITS = re.compile(r"\d+")
_INNER_END = re.compile(r"[a-z\])][.?!]\s+[A-Z]")
_MARKED = re.compile(r"[|#]|<!--|\W{0,3}\d{1,4}[.)\]]\s")
_NUMBER = re.compile(r"(?:page |p\. ?|[-–—] ?)?(\d{1,4})(?: ?[-–—]| (?:of|/) \d{1,4})?", re.IGNORECASE)


def read_lines(text: str) -> list[Line]:
    """Return the lines of a text, the empty ones too, without its byte order mark and the anchors before them."""
    lines: list[Line] = []
    place = 1 if text.startswith("\ufeff") else 0
    page = False
    for raw in text[place:].splitlines(keepends=True):
        plain = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        start = place + (indent if plain else 0)
        if plain[:1] == "<" and (anchor := _ANCHOR.match(plain)):
            plain = plain[anchor.end() :]
            start += anchor.end()
        lines.append(Line(start, start + len(plain), plain, indent if plain else 0, page))
        page = raw.endswith("\f") or (page and not plain)
        place += len(raw)
    return lines


def find_page_lines(lines: Sequence[Line]) -> set[int]:
    """Return the places of the lines that pages print around the text: running heads and page numbers.

    A head comes back on three pages or more, digits aside. One that first stands as the title of the article is
    text there. Inside a paragraph only a line counts in which nothing but the page number counts up.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.text and len(line.text) < _LONGEST_HEAD and (line.text[0] == "#" or not _MARKED.match(line.text)):
            places[_head_key(line.text)].append(place)
    found: set[int] = set()
    for key, at in places.items():
        if len(at) > 2 and key and not (is_complete(key) and len(_LOWER_WORDS.findall(key)) > _FEWEST_WRAPPED):
            found.update(_find_heads(lines, key, at))
    return found | set(_find_page_numbers(lines, found))


def _head_key(text: str) -> str:
    """Return a line as it comes back on other pages; the number of a section ("3.1") is no number of a page."""
    return _PAGE_NUMBER.sub("0", text.strip("# ")).strip()


def _find_heads(lines: Sequence[Line], key: str, at: Sequence[int]) -> Iterator[int]:
    counting = sum(map(str.isalpha, key)) > 9 and _counts_pages([lines[place].text for place in at], at)
    wide = "  " in key or "\t" in key
    for number, place in enumerate(at):
        titled = number == 0 and place < _PAGE_HEIGHT.start and not wide and "0" not in key and len(key.split()) > 4
        if counting or (_stands_alone(lines, place) and not titled):
            yield place


def _counts_pages(texts: Sequence[str], at: Sequence[int]) -> bool:
    """Tell whether lines differ at most by a number that counts up, and stand a page apart."""
    columns = zip(*(map(int, _DIGITS.findall(text)) for text in texts), strict=True)
    varying = [column for column in columns if len(set(column)) > 1]
    if len(varying) > 1 or any(list(column) != sorted(set(column)) for column in varying):
        return False
    return 2 * sum(b - a in _PAGE_HEIGHT for a, b in pairwise(at)) >= len(at) - 1


def _stands_alone(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a line has none before and behind it."""
    before = place == 0 or not lines[place - 1].text
    return before and (place + 1 == len(lines) or not lines[place + 1].text)


def _find_page_numbers(lines: Sequence[Line], heads: set[int]) -> Iterator[int]:
    numbers = {
        place: int(found[1])
        for place, line in enumerate(lines)
        if len(line.text) < 16 and (found := _NUMBER.fullmatch(line.text))
    }
    for place, number in numbers.items():
        alone = _stands_alone(lines, place)
        beside = {place - 1, place + 1} & heads or any(line.page for line in lines[place : place + 2])
        counts = any(
            abs(other - place) in _PAGE_HEIGHT and numbers[other] - number == (1 if other > place else -1)
            for other in numbers
        )
        if alone or beside or counts:
            yield place


def measure_setting(lines: Sequence[Line], page: set[int]) -> Setting:
    """Return how the text is set, by the lines that others follow without an empty line between."""
    followed = [
        (line, after) for place, (line, after) in enumerate(pairwise(lines))
        if line.text and after.text and place not in page and not _MARKED.match(line.text)
    ]  # fmt: skip
    short = sorted(len(line.text) for line, _ in followed if len(line.text) <= _LONGEST_WRAPPED)
    long = [line for line, _ in followed if len(line.text) > _LONGEST_WRAPPED]
    if 2 * len(long) > len(short):
        several = sum(bool(_INNER_END.search(line.text)) for line in long)
        return Setting(PARAGRAPHS if 2 * several > len(long) else SENTENCES)
    if len(short) < _FEWEST_WRAPPED:
        return Setting()
    width = short[int(0.9 * (len(short) - 1))]
    inner = [(line, after) for line, after in followed if not is_complete(line.text)]
    if 2 * len(inner) < len(followed):
        return Setting(SENTENCES)
    if 2 * sum(length > 0.75 * width for length in short) <= len(short):
        return Setting()
    # Where the next word would have fitted, the line was ended on purpose: but for few lines inside a sentence.
    reaches = sorted(_reach(line, after) for line, after in inner if len(line.text) > 0.7 * width)
    return Setting(WRAPPED, width, min(width, reaches[len(reaches) // 20]))


def _reach(line: Line, after: Line) -> int:
    """Return how long a line would be with the first word of the next."""
    return len(line.text) + 1 + len(after.text.split(" ", 1)[0])


def ends_paragraph(line: Line, after: Line, setting: Setting) -> bool:
    """Tell whether a paragraph ends with a line, though no empty line follows.

    The last line of wrapped text is complete, and the next word would have had room on it.
    """
    if setting.lines == PARAGRAPHS:
        return True
    if setting.lines != WRAPPED:
        return False
    if len(line.text) > 1.5 * setting.width:
        return True
    return leaves_room(line, after, setting) and is_complete(line.text) and opens_sentence(after.text)


def leaves_room(line: Line, after: Line, setting: Setting) -> bool:
    """Tell whether the first word of the next line would have had room on a line."""
    return _reach(line, after) < setting.reach
