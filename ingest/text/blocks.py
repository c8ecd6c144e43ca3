"""A text cut into blocks: headings, prose, captions, equations, tables, list items and page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.text.headings import LONGEST_HEADING, find_named, find_numbered, is_known, reads_as_bare, reads_as_heading
from ingest.text.lines import find_page_lines, measure_setting, read_lines
from ingest.text.raw_blocks import (
    CAPTION,
    CODE,
    EQUATION,
    FURNITURE,
    HEADING,
    ITEM,
    PROSE,
    TABLE,
    Block,
    cut_blocks,
    is_caption,
)
from ingest.text.section_names import Numbered, load_names, name_of, parse_numbered

__all__ = [
    "CAPTION", "CODE", "EQUATION", "FURNITURE", "HEADING", "ITEM", "PROSE", "TABLE", "Block", "load_names", "name_of",
    "split_blocks",
]  # fmt: skip

_FEWEST_HEADINGS = 3
_LONGEST_CAPTION = 1500


@dataclass(frozen=True, slots=True)
class _Style:
    """How a text marks its headings: ``numbered`` are those of plain text by their offset; ``bare``: by nothing."""

    numbered: Mapping[int, Numbered]
    unmarked: bool
    bare: bool


def split_blocks(text: str) -> list[Block]:
    """Return the blocks of a text in order.

    >>> [(b.kind, b.text) for b in split_blocks("## 2.1. Wetting\\n\\nIt is poor.\\n\\nFig. 2 a Angles\\n")]
    [('heading', '2.1. Wetting'), ('prose', 'It is poor.'), ('caption', 'Fig. 2 a Angles')]
    """
    lines = read_lines(text)
    page = find_page_lines(lines)
    marks = sum(line.text.startswith("#") and place not in page for place, line in enumerate(lines))
    numbered = {} if marks >= _FEWEST_HEADINGS else find_numbered(lines, page)
    headings = {*numbered, *(find_named(lines) if marks < _FEWEST_HEADINGS else ())}
    raw = cut_blocks(text, lines, page, measure_setting(lines, page), headings)
    style = _Style(
        {lines[place].start: number for place, number in numbered.items()},
        marks < _FEWEST_HEADINGS,
        marks < _FEWEST_HEADINGS and len(numbered) < _FEWEST_HEADINGS and _names_parts(raw),
    )
    blocks: list[Block] = []
    for index, block in enumerate(raw):
        blocks += _classify(block, raw, index, style)
    return list(_letter_headings(blocks))


def _letter_headings(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, headings with a letter below one with a Roman number counted as its parts: ``II.A``."""
    upper = None
    for block in blocks:
        if block.kind == HEADING and block.number:
            upper = block.number if block.number.isalpha() else None
        elif block.kind == HEADING and upper:
            numbered = parse_numbered(_plain(block.text))
            if numbered is not None and numbered.style == "letter":
                yield replace(block, number=f"{upper}.{numbered.number}")
                continue
        yield block


def _plain(heading: str) -> str:
    return re.sub(r"[*_]{2,3}|<[^<>]*>", "", heading).strip("*_ ")


def _names_parts(blocks: Sequence[Block]) -> bool:
    """Tell whether a part of the text stands under nothing but its name."""
    return any(block.kind == PROSE and "\n" not in block.text and is_known(block.text) for block in blocks)


def _classify(block: Block, blocks: Sequence[Block], index: int, style: _Style) -> Iterator[Block]:
    if block.kind == HEADING:
        yield from _classify_heading(block)
    elif block.kind not in (PROSE, ITEM):
        yield block
    elif _is_furniture(block.text):
        yield replace(block, kind=FURNITURE)
    elif is_caption(block.text):
        yield replace(block, kind=CAPTION)
    elif style.bare and _is_bare_heading(block, blocks, index):
        yield replace(block, kind=HEADING)
    else:
        yield from _classify_prose(block, style)


_RUN_ON = re.compile(r".{3,80}?\s?\.\s+(?:[A-Z][a-z]+\s+[a-z]+\s+[a-z]+|.{60,})", re.DOTALL)


def _classify_heading(block: Block) -> Iterator[Block]:
    plain = _plain(block.text)
    numbered = parse_numbered(plain)
    title = numbered.title if numbered else plain
    if not is_known(plain) and _is_furniture(block.text):
        yield replace(block, kind=FURNITURE)
    elif is_caption(plain):
        yield replace(block, kind=CAPTION)
    elif _RUN_ON.match(title) and name_of(block.text) not in load_names().back:
        # A heading that runs into its paragraph: the converter marked the whole line.
        yield replace(block, kind=PROSE)
    else:
        lettered = numbered is not None and numbered.style == "letter"
        yield replace(block, number=numbered.number if numbered and not lettered else None)


def _is_bare_heading(block: Block, blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a block of one line heads the text after it, in a text whose headings have no marks."""
    if "\n" in block.text or block.kind != PROSE or len(block.text) > LONGEST_HEADING:
        return False
    above = next((b for b in reversed(blocks[max(0, index - 3) : index]) if b.kind != FURNITURE), None)
    before = above.text if above and above.kind == PROSE and len(above.text) > LONGEST_HEADING else None
    following = [b for b in blocks[index + 1 : index + 4] if b.kind != FURNITURE]
    after = following[0] if following else None
    if after is None or after.kind not in (PROSE, HEADING):
        return False
    if len(after.text) < 100 and len(following) > 1 and following[1].kind == PROSE:
        # A heading of its own below this one.
        return reads_as_bare(block.text, before, None) and reads_as_bare(after.text, None, following[1].text)
    return reads_as_bare(block.text, before, after.text)


def _classify_prose(block: Block, style: _Style) -> Iterator[Block]:
    first = block.text.split("\n", 1)[0].strip()
    heading = _find_heading(block, first, style)
    if heading is not None:
        yield heading
        rest = block.text[heading.end - block.start :]
        if rest.strip():
            begin = block.end - len(rest.lstrip())
            yield Block(PROSE, begin, block.end, rest.lstrip())
        return
    run_in = _RUN_IN_ABSTRACT.match(block.text) if len(block.text) > 100 else None
    run_in = run_in or load_names().run_in_back.match(block.text)
    if run_in:
        yield Block(HEADING, block.start, block.start + run_in.end(1), run_in[1])
        yield Block(PROSE, block.start + run_in.end(), block.end, block.text[run_in.end() :])
        return
    glued = re.match(r"www\.\S+\s+(?=[a-z])", block.text)
    begin = glued.end() if glued else 0
    yield from _part_caption(replace(block, start=block.start + begin, text=block.text[begin:]))


_RUN_IN_ABSTRACT = re.compile(
    r"[*_]*(Abstract|ABSTRACT|Summary|SUMMARY|CONSPECTUS|Conspectus|A B S T R A C T)[*_]*\s?[:.—–-]?[*_]*\s+(?=[A-Z])"
)


def _find_heading(block: Block, first: str, style: _Style) -> Block | None:
    """Return the heading that the first line of a block is, or both its lines where the block is nothing more."""
    if len(first) > LONGEST_HEADING:
        return None
    plain = first.strip("*_ ")
    known = is_known(first)
    bold = len(first) > 4 and first.startswith("**") and first.endswith("**")
    numbered = style.numbered.get(block.start)
    if numbered is None and (style.unmarked or bold or known):
        numbered = parse_numbered(plain)
        numbered = None if numbered and numbered.style == "letter" else numbered
    number = numbered.number if numbered else None
    whole = " ".join(block.text.split())
    if style.unmarked and numbered and "\n" in block.text and len(whole) < LONGEST_HEADING and reads_as_heading(whole):
        return Block(HEADING, block.start, block.end, whole, number)
    if not known and not ((bold or (style.unmarked and numbered)) and reads_as_heading(plain)):
        return None
    if "\n" in block.text.strip() and not (known or bold or _continues_as_text(block.text)):
        return None
    return Block(HEADING, block.start, block.start + len(first), plain, number, marked=bold)


def _continues_as_text(text: str) -> bool:
    _, _, rest = text.partition("\n")
    return bool(re.match(r"\s*[A-Z]", rest)) and len(rest) > 80


_INNER_CAPTION = re.compile(
    r"\b[a-z]+ (?=Fig(?:ure|\.)? ?\d{1,2}(?: ?[:|] ?[A-Z]| (?:[a-z] )?[A-Z][a-z]+ (?:[a-z]+|[A-Z]) ))"
)
_CITING = re.compile(r"\b(?:in|of|see|from|by|and|to|with|on|as|the|also|at|than|per|both|like|refer|versus|or) $")


def _part_caption(block: Block) -> Iterator[Block]:
    """Yield a paragraph and the caption that a sentence of it runs into, which no sentence says of itself."""
    found = _INNER_CAPTION.search(block.text) if "Fig" in block.text else None
    if found is None or _CITING.search(block.text, 0, found.end()) or len(block.text) - found.end() > _LONGEST_CAPTION:
        yield block
        return
    middle = block.start + found.end()
    yield replace(block, end=middle - 1, text=block.text[: found.end() - 1])
    yield Block(CAPTION, middle, block.end, block.text[found.end() :])


def _is_furniture(text: str) -> bool:
    plain = text.strip("*_# \n")
    if not plain or not any(char.isalnum() for char in plain[:80] or plain):
        return True
    found = load_names().furniture.match(plain)
    if found is None:
        return False
    # A long block that only begins like a page head is text.
    return len(plain) < 400 or "Downloaded from" in plain[:80] or plain.startswith(("©", "Copyright"))
