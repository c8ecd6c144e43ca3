"""A text cut into blocks: headings, prose, captions, equations, tables, list items and page furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import yaml

from ingest.text_tables import is_table

HEADING, PROSE, CAPTION, EQUATION, TABLE, ITEM, FURNITURE = (
    "heading", "prose", "caption", "equation", "table", "item", "furniture",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of source. ``start`` and ``end`` bound what is to be read, without marks and bullets.

    ``kind`` is one of the names above; of a heading, ``number`` is its printed number; ``marked`` tells that
    a mark (``#``, a bullet) set the block off, so that it is no guess.
    """

    kind: str
    start: int
    end: int
    text: str
    number: str | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The names and patterns of `lexicons/sections.yaml`, ready to match."""

    body: frozenset[str]
    references: frozenset[str]
    back: frozenset[str]
    run_in_back: re.Pattern[str]
    furniture: re.Pattern[str]
    address: re.Pattern[str]


@cache
def load_names() -> Names:
    """Read the names of sections that ship with the package."""
    text = (files("ingest") / "lexicons" / "sections.yaml").read_text(encoding="utf-8")
    rows: Mapping[str, Sequence[str]] = yaml.safe_load(text)
    run_in = "|".join(sorted(map(re.escape, rows["run_in_back"]), key=len, reverse=True)).replace("'", " ?['’] ?")
    return Names(
        body=frozenset(rows["body"]),
        references=frozenset(rows["references"]),
        back=frozenset(rows["back"]),
        run_in_back=re.compile(rf"[*_]*({run_in})[*_]*[:.]?[*_]*\s+(?=[A-Z])", re.IGNORECASE),
        furniture=re.compile("|".join(f"(?:{pattern})" for pattern in rows["furniture"]), re.IGNORECASE),
        address=re.compile("|".join(rows["address"]), re.IGNORECASE),
    )


def name_of(heading: str) -> str:
    """Return a heading as it is compared: lower case, without number, emphasis and colon.

    >>> name_of("**2.1. Materials and Methods:**")
    'materials and methods'
    """
    plain = re.sub(r"[*_#]+", "", heading).strip()
    plain = _NUMBERED.sub(r"\g<title>", plain) if _NUMBERED.match(plain) else plain
    plain = re.sub(r" ?['’] ?(?=s\b)", "'", plain)
    return re.sub(r"\s+", " ", plain).strip(" :.|■●").lower()


_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4}(?=\.))\.?\s+(?P<title>[A-Z(“\"].*)", re.DOTALL)
_ITEM = re.compile(r"\s{0,6}(?:[-*•–]|\(?\d{1,3}[.)]|\[\d{1,3}\])\s+(?=\S)")
_CAPTION = re.compile(
    r"[*_]{0,3}(?:(?:Supplementary |Extended Data )?(?:Fig(?:ure|\.)?|Table|Scheme|Chart|Box)"
    r"|FIG(?:URE|\.)?|TABLE)\s?S?(?:\d{1,3}|[IVX]{1,5})"
    r"[*_]{0,3}(?:\s?[.:|*—–]|\s+[*_]{0,3}(?:[a-h]\)?[*_]{0,3}[\s,]|\([a-hA-H]\)\s|[A-Z0-9(“\"]))"
)
_PANEL_PROSE = re.compile(r"[*_]{0,3}Fig(?:ure|\.)?\s?\d+\s+\([A-Ha-h][^)]*\)\s+[a-z]+s\b")
_LONGEST_HEADING = 140
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")


def split_blocks(text: str) -> list[Block]:
    """Return the blocks of a text in order.

    >>> [(b.kind, b.text) for b in split_blocks("## 2.1. Wetting\\n\\nIt is poor.\\n\\nFig. 2 a Angles\\n")]
    [('heading', '2.1. Wetting'), ('prose', 'It is poor.'), ('caption', 'Fig. 2 a Angles')]
    """
    raw = list(_split_lines(text))
    marks = sum(block.kind == HEADING and block.marked for block in raw)
    heads = _find_running_heads(raw)
    blocks: list[Block] = []
    for block in raw:
        blocks += _classify(block, heads, bare_headings=marks < 3)
    return blocks


def _split_lines(text: str) -> Iterator[Block]:
    """Yield the blocks that blank lines and marks make."""
    start = end = -1
    fence = ""
    for found in _LINE.finditer(text, 1 if text.startswith("\ufeff") else 0):
        line = found.group().strip()
        first = found.start() + len(found.group()) - len(found.group().lstrip())
        last = found.start() + len(found.group().rstrip())
        kind = _line_kind(found.group()) if line and not fence else ""
        breaks = not line or (kind and not fence)
        if breaks and start >= 0:
            yield _build(text, start, end)
            start = -1
        if not line:
            fence = ""
            continue
        if kind in (HEADING, FURNITURE, TABLE):
            yield _build(text, first, last, kind)
            continue
        if start < 0:
            start = first
        if line.startswith("$$") and not (line.endswith("$$") and len(line) > 2):
            fence = "$$"
        elif fence and line.endswith("$$"):
            fence = ""
        end = last
    if start >= 0:
        yield _build(text, start, end)


def _line_kind(line: str) -> str:
    """Return the kind of block that a line starts by its mark alone, or an empty string."""
    stripped = line.strip()
    if re.match(r"#{1,6}\s+\S", stripped):
        return HEADING
    if stripped.startswith("<!--"):
        return FURNITURE
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 2:
        return TABLE
    if _ITEM.match(line):
        return ITEM
    return EQUATION if stripped.startswith("$$") else ""


def _build(text: str, start: int, end: int, kind: str = "") -> Block:
    content = text[start:end]
    if kind == HEADING:
        inner = re.match(r"#{1,6}\s+", content)
        begin = start + (inner.end() if inner else 0)
        return Block(HEADING, begin, end, text[begin:end].rstrip("# "), marked=True)
    if kind == FURNITURE and "formula" in content:
        kind = EQUATION
    if not kind and content.startswith(("$$", r"\[", r"\begin{eq")):
        kind = EQUATION
    if not kind:
        item = _ITEM.match(content)
        if item:
            return Block(ITEM, start, end, content, marked=True)
    return Block(kind or PROSE, start, end, content)


def _find_running_heads(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the short blocks that come back on page after page, digits aside."""
    counts = Counter(
        _head_key(block.text) for block in blocks if len(block.text) < 120 and block.kind in (PROSE, HEADING)
    )
    return frozenset(key for key, count in counts.items() if count > 2 and key)


def _head_key(text: str) -> str:
    """Return a line as it comes back on other pages; the number of a section ("3.1") is no number of a page."""
    return re.sub(r"(?<![\d.])\d+(?!\.?\d)", "0", text.strip("# ")).strip()


def _classify(block: Block, heads: frozenset[str], *, bare_headings: bool) -> Iterator[Block]:
    if block.kind == HEADING:
        yield from _classify_heading(block, heads)
        return
    if block.kind not in (PROSE, ITEM):
        yield block
        return
    if _head_key(block.text) in heads or _is_furniture(block.text):
        yield replace(block, kind=FURNITURE)
    elif _CAPTION.match(block.text) and not _PANEL_PROSE.match(block.text):
        yield replace(block, kind=CAPTION)
    elif block.kind == PROSE and is_table(block.text):
        yield replace(block, kind=TABLE)
    else:
        yield from _classify_prose(block, bare_headings=bare_headings)


_RUN_ON = re.compile(r".{3,80}?\s?\.\s+(?:[A-Z][a-z]+\s+[a-z]+\s+[a-z]+|.{60,})", re.DOTALL)


def _classify_heading(block: Block, heads: frozenset[str]) -> Iterator[Block]:
    numbered = _NUMBERED.match(block.text)
    title = numbered["title"] if numbered else block.text
    if _head_key(block.text) in heads or _is_furniture(block.text):
        yield replace(block, kind=FURNITURE)
    elif _CAPTION.match(block.text):
        yield replace(block, kind=CAPTION)
    elif _RUN_ON.match(title) and name_of(block.text) not in load_names().back:
        # A heading that runs into its paragraph: the converter marked the whole line.
        yield replace(block, kind=PROSE)
    else:
        yield replace(block, number=numbered["number"] if numbered else None)


def _classify_prose(block: Block, *, bare_headings: bool) -> Iterator[Block]:
    names = load_names()
    first = block.text.split("\n", 1)[0].strip()
    plain = first.strip("*_ ")
    name = name_of(first) if len(first) < _LONGEST_HEADING else ""
    whole = "\n" not in block.text.strip()
    known = name in names.body or name in names.references or name in names.back
    numbered = _NUMBERED.match(plain)
    bold = first.startswith("**") and first.endswith("**") and len(first) < _LONGEST_HEADING
    is_heading = known or (
        (bold or (bare_headings and numbered is not None and block.kind in (PROSE, ITEM))) and _reads_as_heading(plain)
    )
    if is_heading and (whole or known or bold or _continues_as_text(block.text)):
        number = numbered["number"] if numbered else None
        yield Block(HEADING, block.start, block.start + len(first), plain, number, marked=bold)
        rest = block.text[len(block.text.split("\n", 1)[0]) :]
        if rest.strip():
            begin = block.start + len(block.text) - len(rest.lstrip())
            yield Block(PROSE, begin, block.end, rest.lstrip())
        return
    run_in = re.match(r"[*_]*(Abstract|ABSTRACT|Summary|SUMMARY)[*_]*\s?[:.—–-]?[*_]*\s+(?=[A-Z])", block.text)
    if run_in and len(block.text) > 100:
        yield Block(HEADING, block.start, block.start + run_in.end(1), run_in[1])
        yield Block(PROSE, block.start + run_in.end(), block.end, block.text[run_in.end() :])
        return
    back = names.run_in_back.match(block.text)
    if back:
        yield Block(HEADING, block.start, block.start + back.end(1), back[1])
        yield Block(PROSE, block.start + back.end(), block.end, block.text[back.end() :])
        return
    glued = re.match(r"www\.\S+\s+(?=[a-z])", block.text)
    begin = glued.end() if glued else 0
    yield replace(block, start=block.start + begin, text=block.text[begin:])


def _reads_as_heading(line: str) -> bool:
    if not 3 < len(line) < _LONGEST_HEADING or (line[-1] in ".,;:?!" and not line.endswith("?")):
        return False
    if re.search(r"@|\b\d{5}\b|https?:|\b(?:19|20)\d\d\b", line) or load_names().address.search(line):
        return False
    return len(line.split()) <= 16


def _continues_as_text(text: str) -> bool:
    _, _, rest = text.partition("\n")
    return bool(re.match(r"\s*[A-Z]", rest)) and len(rest) > 80


def _is_furniture(text: str) -> bool:
    plain = text.strip("*_# \n")
    if not plain or not any(char.isalnum() for char in plain):
        return True
    found = load_names().furniture.match(plain)
    if found is None:
        return False
    # A long block that only begins like a page head is text.
    return len(plain) < 400 or "Downloaded from" in plain[:80] or plain.startswith(("©", "Copyright"))
