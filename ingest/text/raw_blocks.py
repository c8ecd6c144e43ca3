"""Lines put together to blocks: by empty lines and marks, and by how the text is set where these are missing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.text.lines import PARAGRAPHS, WRAPPED, Line, Setting, ends_paragraph, leaves_room
from ingest.text.section_names import load_names, name_of
from ingest.text.sentence_ends import goes_on_in, is_complete, opens_sentence
from ingest.text.tables import find_table_lines

HEADING, PROSE, CAPTION, EQUATION, TABLE, ITEM, FURNITURE, CODE = (
    "heading", "prose", "caption", "equation", "table", "item", "furniture", "code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of source. ``start`` and ``end`` bound what is to be read, without marks and bullets.

    ``kind`` is one of the names above; of a heading, ``number`` is its printed number; ``marked`` tells that
    a mark (``#``, a bullet) set the block off, so that it is no guess; ``goes_on`` that it is the rest of the block
    before it, cut off by the head of a page.
    """

    kind: str
    start: int
    end: int
    text: str
    number: str | None = None
    marked: bool = False
    goes_on: bool = False


_HASHES = re.compile(r"#{1,6}\s+(?=\S)")
_ITEM = re.compile(r"(?:[-*•–▪◦]|(?P<number>\(?\d{1,3}[.)]|\\?\[\d{1,3}\\?\]))\s+(?=\S)")
_RULER = re.compile(r"([-=~^\"*+_#:.`])\1{2,}")
_UNDERLINES = frozenset('-=~^"*+')
_GRID = re.compile(r"[+|][-=+|: ]{3,}[+|]")
_CAPTION = re.compile(
    r"[*_]{0,3}(?:(?:Supplementary |Supporting |Extended Data )?(?:Fig(?:ure|\.)?|Table|Scheme|Chart|Box)"
    r"|FIG(?:URE|\.)?|TABLE|SCHEME)\s?S?(?:\d{1,3}|[IVX]{1,5})"
    r"[*_]{0,3}(?:\s?[.:|*—–]|\s+[*_]{0,3}(?:[a-h]\)?[*_]{0,3}[\s,]|\([a-hA-H]\)\s|[A-Z0-9(“\"]))"
)
_PANEL_PROSE = re.compile(r"[*_]{0,3}Fig(?:ure|\.)?\s?\d+\s+\([A-Ha-h][^)]*\)\s+[a-z]+s\b")
_CITING = re.compile(
    r"(?:\b(?:in|of|see|from|by|and|to|with|on|as|cf\.?|the|e\.g\.|also|at|than|per|both|like|refer|versus|vs\.)|[(\[,–-])$",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"!\[[^\[\]]*\]\(\S*\)")
_EQUATION_NUMBER = re.compile(r"\(?[A-Z]?\d{1,3}[a-z]?\)?")
_OPENERS: Sequence[tuple[re.Pattern[str], str, str]] = (
    (re.compile(r"<!--"), "-->", FURNITURE),
    (re.compile(r"\$\$"), "$$", EQUATION),
    (re.compile(r"\\\[(?!\s*\d{1,4}\s*(?:[,–-]\s*\d{1,4}\s*)*\\\])"), r"\]", EQUATION),
    (re.compile(r"\\begin\{(?:equation|align|gather|multline|eqnarray|displaymath)\*?\}"), r"\end{", EQUATION),
    (re.compile(r"```+\s*math\b"), "```", EQUATION),
    (re.compile(r"```"), "```", CODE),
    (re.compile(r"<table\b", re.IGNORECASE), "</table>", TABLE),
)


def is_caption(text: str) -> bool:
    """Tell whether a text begins as the captions of figures and tables do.

    >>> [is_caption(t) for t in ("Fig. 2 a Angles", "**Table 1** Ions", "Figure 3 shows it", "Fig. 2 (A) reveals it")]
    [True, True, False, False]
    """
    return bool(_CAPTION.match(text)) and not _PANEL_PROSE.match(text)


@dataclass(slots=True)
class _Cutter:
    """The blocks made so far, and the lines of the one that is open."""

    text: str
    lines: Sequence[Line]
    setting: Setting
    headings: Container[int]
    blocks: list[Block] = field(default_factory=list)
    group: list[int] = field(default_factory=list)
    last: int = -1
    turned: bool = False
    listed: bool = False

    def add(self, kind: str, first: int, last: int, *, marked: bool = False) -> None:
        start, end = self.lines[first].start, self.lines[last].end
        self.blocks.append(Block(kind, start, end, self.text[start:end], marked=marked))

    def turn_page(self, place: int) -> None:
        self.close()
        self.add(FURNITURE, place, place)
        self.turned = True

    def mark_heading(self, place: int, skipped: int) -> None:
        line = self.lines[place]
        start = line.start + skipped
        text = self.text[start : line.end].rstrip("# ")
        self.listed = name_of(text) in load_names().references
        self.blocks.append(Block(HEADING, start, line.end, text, marked=True))

    def close(self) -> None:
        """Make blocks of the open lines."""
        if not self.group:
            return
        first = self.group[0]
        turned = self.turned and self.setting.lines == WRAPPED and self._continues(first)
        for part in self._split(self.group):
            line = self.lines[part[0]]
            start, end = line.start, self.lines[part[-1]].end
            item = _ITEM.match(line.text)
            kind = ITEM if item else PROSE
            self.blocks.append(Block(kind, start, end, self.text[start:end], None, bool(item), turned))
            turned = False
        self.last = self.group[-1]
        self.turned = False
        self.group = []

    def _continues(self, place: int) -> bool:
        """Tell whether the first line of a page goes on with the last paragraph of the page before."""
        if self.last < 0 or self.blocks[-1].kind != FURNITURE or place in self.headings:
            return False
        before, line = self.lines[self.last], self.lines[place]
        if _ITEM.match(line.text) or is_caption(line.text) or line.indent > before.indent + 1:
            return False
        return not leaves_room(before, line, self.setting)

    def _split(self, group: Sequence[int]) -> Iterator[Sequence[int]]:
        begin = 0
        for number in range(1, len(group)):
            if self._breaks(group[begin], group[number - 1], group[number]):
                yield group[begin:number]
                begin = number
        yield group[begin:]

    def _breaks(self, first: int, before: int, place: int) -> bool:
        """Tell whether a block ends between two lines; it began at ``first``."""
        above, line = self.lines[before], self.lines[place]
        complete = is_complete(above.text)
        if place in self.headings:
            return True
        if before in self.headings and before == first:
            return not line.text[0].islower()
        item = _ITEM.match(line.text)
        if item and (complete or self._lists(first, above.text, item)):
            return True
        if is_caption(line.text) and (complete or not _CITING.search(above.text)):
            return True
        if is_caption(self.lines[first].text) and self._ends_caption(above, line, complete=complete):
            return True
        return ends_paragraph(above, line, self.setting)

    def _lists(self, first: int, above: str, item: re.Match[str]) -> bool:
        """Tell whether a line that begins with a mark is an item, though the line above it is not complete."""
        if self.listed or above.endswith((":", ";", ",")) or not item["number"]:
            return True
        begun = _ITEM.match(self.lines[first].text)
        return begun is not None and bool(begun["number"]) and _value(item) == _value(begun) + 1

    def _ends_caption(self, above: Line, line: Line, *, complete: bool) -> bool:
        if self.setting.lines == PARAGRAPHS:
            return True
        if self.setting.lines == WRAPPED and leaves_room(above, line, self.setting):
            return opens_sentence(line.text) or goes_on_in(line.text)
        return complete and bool(re.match(r"[a-z]{2}", line.text))


def _value(item: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", item["number"]))


def cut_blocks(
    text: str, lines: Sequence[Line], page: Container[int], setting: Setting, headings: Container[int]
) -> list[Block]:
    """Return the blocks that empty lines, marks and the setting of the text make.

    ``page`` are the lines that pages print around the text, ``headings`` those that are headings without a mark.
    """
    cutter = _Cutter(text, lines, setting, headings)
    tables = find_table_lines(lines)
    place = 0
    while place < len(lines):
        line = lines[place]
        if not line.text:
            cutter.close()
        elif place in page:
            cutter.turn_page(place)
        elif line.text.startswith("![") and _IMAGE.fullmatch(line.text):
            cutter.close()
            cutter.add(FURNITURE, place, place)
        elif line.text[0] in "<$\\`" and (stop := _find_fence(lines, place)):
            cutter.close()
            place = _take_fence(cutter, place, stop)
        elif place in tables or _is_barred(line.text):
            cutter.close()
            cutter.add(TABLE, place, place)
        elif hashes := _HASHES.match(line.text):
            cutter.close()
            cutter.mark_heading(place, hashes.end())
        elif _RULER.fullmatch(line.text):
            _take_ruler(cutter, place)
        else:
            if len(line.text) < 30 and name_of(line.text) in load_names().references:
                cutter.close()
                cutter.listed = True
            cutter.group.append(place)
        place += 1
    cutter.close()
    return cutter.blocks


def _is_barred(text: str) -> bool:
    return text[0] in "|+" and len(text) > 2 and (text[-1] == "|" or _GRID.fullmatch(text) is not None)


def _find_fence(lines: Sequence[Line], place: int) -> tuple[int, str] | None:
    """Return the last line of what a comment, code or formula encloses, and what it is."""
    text = lines[place].text
    for opening, closing, kind in _OPENERS:
        found = opening.match(text)
        if found is None:
            continue
        at = place
        rest = text[found.end() :]
        while closing not in rest:
            at += 1
            if at == len(lines) or (kind == EQUATION and not lines[at].text):
                return at - 1, kind
            rest = lines[at].text
        return at, kind
    return None


def _take_fence(cutter: _Cutter, place: int, stop: tuple[int, str]) -> int:
    """Take what is enclosed, and the number of an equation on the line after it; return the last line taken."""
    last, kind = stop
    if kind == EQUATION and last + 1 < len(cutter.lines) and _EQUATION_NUMBER.fullmatch(cutter.lines[last + 1].text):
        last += 1
    if "<!--" in cutter.lines[place].text and "formula" in cutter.lines[place].text:
        kind = EQUATION
    cutter.add(kind, place, last)
    return last


def _take_ruler(cutter: _Cutter, place: int) -> None:
    """Take a line of dashes or the like: it makes a heading of the single line above it."""
    char = cutter.lines[place].text[0]
    if len(cutter.group) == 1 and char in _UNDERLINES:
        above = cutter.lines[cutter.group[0]]
        if len(above.text) < 140 and not above.text.endswith((".", "|")) and "   " not in above.text:
            cutter.mark_heading(cutter.group.pop(), 0)
            return
    cutter.close()
    cutter.add(FURNITURE, place, place)
