"""Headings without a mark, told from short lines by their names, their numbers and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from ingest.text.lines import Line
from ingest.text.section_names import Numbered, follows, load_names, name_of, parse_numbered
from ingest.text.sentence_ends import is_complete, opens_sentence

LONGEST_HEADING = 140
_MOST_WORDS = 16
_NO_HEADING = re.compile(
    r"@|\b\d{5}\b|https?:|\b(?:19|20)\d\d\b|[=<>≈±]|\t|\s{3}"
    r"|\((?!(?:[a-z0-9-]*[A-Z]){3})[^\s()]{1,6}(?: [^\s()]{1,4})?\)$"
)
_PEOPLE = re.compile(r"(?:[A-Z]\.[\s-]?){1,3}[A-Z][a-z]+|[A-Z][a-z]+ [A-Z]\.(?: [A-Z][a-z]+)?\s*(?:,|and|$)|·|†|\*$")
_FIRST = frozenset("0123456789IVXABCDEFGHSC§")
_LONGEST_NAME = 60
_WORD = re.compile(r"[A-Za-z]{4,}")


def reads_as_heading(line: str) -> bool:
    """Tell whether a line may be a heading: short, without a stop, and no address, date or web page.

    >>> [reads_as_heading(t) for t in ("Wetting of garnets", "It is poor.", "12345 Somewhere, Nowhere")]
    [True, False, False]
    """
    if not 3 < len(line) < LONGEST_HEADING or line[-1] in ".,;:!-":
        return False
    if re.search(r"@|\b\d{5}\b|https?:|\b(?:19|20)\d\d\b", line) or load_names().is_address(line):
        return False
    return len(line.split()) <= _MOST_WORDS


def find_numbered(lines: Sequence[Line], page: Container[int]) -> dict[int, Numbered]:
    """Return the lines that are headings by a number: the longest row of them that counts on.

    Each stands behind an empty line, a whole sentence or another heading. Letters count below a Roman number, with
    which they go on.
    """
    candidates = list(_find_candidates(lines, page))
    lengths: list[int] = []
    links: list[int] = []
    for index, (_, numbered) in enumerate(candidates):
        before = [i for i in range(index) if follows(numbered.place, candidates[i][1].place)]
        link = max(before, key=lambda i: lengths[i], default=-1)
        links.append(link)
        lengths.append(lengths[link] + 1 if link >= 0 else int(follows(numbered.place, None)))
    index = max(range(len(candidates)), key=lambda i: lengths[i], default=-1)
    found: dict[int, Numbered] = {}
    while index >= 0 and lengths[index]:
        found[candidates[index][0]] = candidates[index][1]
        index = links[index]
    return dict(sorted(found.items()))


def _find_candidates(lines: Sequence[Line], page: Container[int]) -> Iterator[tuple[int, Numbered]]:
    upper: Numbered | None = None
    last = -1
    for place, line in enumerate(lines):
        if not line.text or len(line.text) > LONGEST_HEADING or line.text[0] not in _FIRST:
            continue
        numbered = parse_numbered(line.text)
        if numbered is None or not reads_as_heading(line.text):
            continue
        before = next((i for i in range(place - 1, -1, -1) if i not in page), -1)
        if before >= 0 and before != last and lines[before].text and not is_complete(lines[before].text):
            continue
        if numbered.style == "letter":
            if upper is None:
                continue
            number, above = f"{upper.number}.{numbered.number}", (*upper.place, *numbered.place)
            numbered = Numbered(number, above, numbered.title, numbered.style)
        upper = numbered if numbered.style == "roman" else upper
        last = place
        yield place, numbered


def find_named(lines: Sequence[Line]) -> set[int]:
    """Return the lines that are nothing but the name of a part, behind a whole sentence or a line with room left."""
    return {
        place
        for place, (above, line, after) in enumerate(zip(lines, lines[1:], lines[2:], strict=False), 1)
        if len(line.text) < _LONGEST_NAME and line.text[:1].isupper() and is_known(line.text)
        if opens_sentence(after.text) and (is_complete(above.text) or 2 * len(above.text) < len(after.text) + 20)
    }


def is_known(line: str) -> bool:
    """Tell whether a line is the name that a part of an article has."""
    return len(line) < LONGEST_HEADING and load_names().is_known(name_of(line))


def reads_as_bare(line: str, before: str | None, after: str | None) -> bool:
    """Tell whether a line of its own, with neither mark nor number, heads the text after it.

    ``before`` and ``after`` are the blocks around it, None where that is another heading or a caption.
    """
    if len(line) > 100 or not reads_as_heading(line) or not (line[0].isupper() or line[:2].isalnum()):
        return False
    if _NO_HEADING.search(line) or _PEOPLE.search(line) or not _WORD.search(line):
        return False
    if before is not None and not is_complete(before):
        return False
    return after is None or (len(after) > 150 and after[0].isupper() and "." in after)
