"""The reference list cut into entries: by printed numbers, and by continuity where they are lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.references.entry_marks import (
    LARGEST_GAP,
    Mark,
    ends_sentence,
    find_marks_inside,
    find_style,
    goes_on,
    has_authors,
    has_dated_authors,
    has_only_authors,
    has_year,
    is_closed,
    is_open,
    read_mark,
)
from ingest.references.patterns import PARTICLE
from ingest.text.blocks import CAPTION, EQUATION, FURNITURE, HEADING, ITEM, PROSE, TABLE, Block, load_names, name_of


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry: its number and the stretches of source that hold its text, without bullet and number."""

    n: int
    spans: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Draft:
    number: int | None
    text: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)

    def add(self, line: _Line, begin: int, end: int) -> None:
        self.text = f"{self.text} {line.text[begin:end]}".lstrip()
        self.spans.append((line.start + begin, line.start + end))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the list: ``first`` if it begins a block, ``indent`` the blanks before it.

    ``doubtful`` is what reads as page furniture and may yet be the end of an entry: an address, bare numbers.
    """

    start: int
    text: str
    first: bool
    indent: int
    mark: Mark
    doubtful: bool = False


_AHEAD = 8
_ADDRESS = re.compile(r"(?:https?://|doi:\s?10\.)\S+/\S+(?:\s\S{1,30})?", re.IGNORECASE)
_BARE_NUMBERS = re.compile(r"\((?:1[6-9]|20)\d\d\)\.?|(?=.*\d.*\d.*\D.*\d)[\d\s,.;:()–-]{5,40}|\d{1,7}\.")
_LISTED = re.compile(r"\((?:1[6-9]|20)\d\d[a-z]?\)|10\.\d{4,9}/|\d[-–]\d|https?://")


def find_reference_list(blocks: Sequence[Block]) -> range:
    """Return the indices of the blocks of the reference list; empty where there is none.

    Of several lists the longest counts. Without a heading, a list counts that starts at 1 and whose first three
    entries have authors, the first of them with a year; a page may cut the others.
    """
    names = load_names()
    heads = [i for i, b in enumerate(blocks) if b.kind == HEADING and name_of(b.text) in names.references]
    if heads:
        full = [i for i in heads if any(_reads_as_entry(b.text) for b in blocks[i + 1 : i + 4])] or heads[-1:]
        ranges = [range(i + 1, _find_end(blocks, i + 1)) for i in full]
        return max(ranges, key=len)
    for index, block in enumerate(blocks):
        if block.kind in (ITEM, PROSE) and read_mark(block.text).number == 1 and _reads_as_entry(block.text):
            marks = ((b.text, read_mark(b.text)) for b in blocks[index : index + 12])
            first = [(mark.number, text[mark.end :]) for text, mark in marks if mark.number is not None][:3]
            if [number for number, _ in first] == [1, 2, 3] and all(has_authors(text) for _, text in first):
                return range(index, _find_end(blocks, index))
    return range(0)


def _find_end(blocks: Sequence[Block], start: int) -> int:
    """Return the index behind the list: at a heading, or at prose that neither is nor continues an entry."""
    names = load_names()
    text, number = "", 0
    for index in range(start, len(blocks)):
        block = blocks[index]
        if block.kind == HEADING and (block.marked or name_of(block.text) in names.back | names.body):
            return index
        if block.kind not in (ITEM, PROSE, HEADING):
            continue
        mark = read_mark(block.text)
        counted = mark.number is not None and number < mark.number <= number + LARGEST_GAP
        plain = block.text[mark.end :]
        belongs = counted or block.kind == ITEM or not text or is_open(text) or goes_on(plain) or _reads_as_entry(plain)
        if not belongs and not _resumes(blocks[index + 1 : index + 1 + _AHEAD], number):
            return index
        number = mark.number if counted and mark.number else number
        text = block.text
    return len(blocks)


def _resumes(blocks: Sequence[Block], number: int) -> bool:
    """Tell whether the list goes on behind a block that is no entry: at the next numbers, or unnumbered at once."""
    following = [b for b in blocks if b.kind in (ITEM, PROSE)]
    if number:
        marks = [read_mark(b.text).number for b in following]
        return any(m is not None and number < m <= number + 5 for m in marks)
    return any(_reads_as_entry(b.text) for b in following[:2])


def _reads_as_entry(text: str) -> bool:
    plain = text[read_mark(text).end :]
    if not (has_year(plain) or "doi.org/" in plain):
        return False
    return (
        has_authors(plain)
        or has_dated_authors(plain)
        or (len(plain) < 600 and _LISTED.search(plain) is not None and "\n\n" not in plain)
    )


def split_entries(blocks: Sequence[Block]) -> tuple[list[ListedEntry], list[str]]:
    """Return the entries of a reference list and what is odd about their numbers.

    A line begins an entry where it prints the next number, or where it has authors and the entry before is
    complete; any other line goes on with the entry before it. Sub-entries a), b) stay with their number.
    """
    lines = list(_read_lines(blocks))
    style = find_style(line.mark for line in lines)
    lines, odd = _count_on(lines, style)
    hanging = _hangs(lines)
    drafts: list[_Draft] = []
    last = printed_last = 0
    for place, line in enumerate(lines):
        if line.doubtful:
            if drafts and _lacks(drafts[-1].text, line.text):
                drafts[-1].add(line, 0, len(line.text))
            continue
        number = _take_number(line, printed_last if style else last, style, drafts)
        for begin, end, printed in _cut(line, number, last + 1, style):
            text = line.text[begin:end]
            ahead = text if end < len(line.text) or style else _look_ahead(text, lines[place + 1 : place + 4])
            if drafts and printed is None and not _begins(ahead, drafts[-1], line, style, hanging=hanging):
                drafts[-1].add(line, begin, end)
                continue
            last = printed if printed is not None else last + 1
            printed_last = printed if printed is not None else printed_last
            drafts.append(_Draft(printed))
            drafts[-1].add(line, begin, end)
    entries, gaps = _number(_merge_extra(drafts))
    return entries, [*odd, *gaps]


def _read_lines(blocks: Sequence[Block]) -> Iterator[_Line]:
    addresses = Counter(b.text.strip() for b in blocks if b.kind == FURNITURE and _ADDRESS.fullmatch(b.text.strip()))
    for block in blocks:
        plain = block.text.strip()
        if block.kind == FURNITURE and (addresses[plain] == 1 or _BARE_NUMBERS.fullmatch(plain)):
            yield _Line(block.start, plain, True, 0, Mark(None, None, 0), doubtful=True)
        if block.kind in (FURNITURE, EQUATION, TABLE, CAPTION) or (block.kind == HEADING and block.marked):
            continue
        place = 0
        for text in block.text.splitlines(keepends=True):
            plain = text.strip()
            if plain:
                indent = len(text) - len(text.lstrip())
                yield _Line(block.start + place + indent, plain, place == 0, indent, read_mark(plain))
            place += len(text)


def _count_on(lines: Sequence[_Line], style: str | None) -> tuple[list[_Line], list[str]]:
    """Return the lines with numbers that go on where those of another chapter begin again at 1."""
    counted: list[_Line] = []
    warnings: list[str] = []
    base = last = 0
    for place, line in enumerate(lines):
        number = line.mark.number if line.first and line.mark.style == style else None
        if number == 1 and last > 2 and _counts_up(lines[place + 1 :], style):
            base += last
            last = 0
            warnings.append(f"the reference numbers begin again at 1; they are counted on from {base + 1}")
        if number is not None and last < number <= last + LARGEST_GAP:
            last = number
        mark = replace(line.mark, number=line.mark.number + base) if base and line.mark.number else line.mark
        counted.append(replace(line, mark=mark))
    return counted, warnings


def _counts_up(lines: Sequence[_Line], style: str | None) -> bool:
    numbers = [line.mark.number for line in lines if line.first and line.mark.style == style and line.mark.number]
    return numbers[:2] == [2, 3]


def _look_ahead(text: str, following: Sequence[_Line]) -> str:
    """Return a text with the lines behind it in its block: long lists of authors put the year on a later line."""
    for line in following:
        if line.first:
            break
        text += f" {line.text}"
    return text


def _lacks(entry: str, text: str) -> bool:
    """Tell whether an entry still lacks the address or the numbers of a line that reads as page furniture."""
    if _ADDRESS.fullmatch(text):
        return "doi" not in entry.lower() and "http" not in entry and not is_open(entry)
    return is_open(entry)


def _hangs(lines: Sequence[_Line]) -> bool:
    """Tell whether the lines behind the first of each entry are indented."""
    inner = [line.indent for line in lines if not line.first]
    return len(inner) > 2 and any(inner) and sum(map(bool, inner)) >= len(inner) / 3


def _take_number(line: _Line, last: int, style: str | None, drafts: Sequence[_Draft]) -> int | None:
    """Return the number that begins an entry at a line; None where its number is none of the list's."""
    mark = line.mark
    if mark.number is None or (style and mark.style != style and not line.first):
        return None
    if drafts and not last < mark.number <= last + LARGEST_GAP:
        return None
    if line.first and (style is None or mark.style == style or mark.number == last + 1):
        return mark.number
    text = line.text[mark.end :]
    near = mark.number == last + 1 or (mark.number <= last + 3 and has_authors(text))
    sure = mark.style in ("square", "raised") or has_authors(text) or (mark.number == last + 1 and text[:1].isupper())
    return mark.number if near and sure and (not drafts or not is_open(drafts[-1].text) or has_authors(text)) else None


def _cut(line: _Line, printed: int | None, expected: int, style: str | None) -> Iterator[tuple[int, int, int | None]]:
    """Yield the stretches of a line that hold one entry each, for entries that run together, with their numbers."""
    number = expected if printed is None else printed
    begin = line.mark.end if line.mark.number == number else _skip_bullet(line.text)
    if style:
        for start, inside in find_marks_inside(line.text, style):
            after = line.text[inside.end :]
            if start > begin and _follows(inside, number, line.text[begin:start], after, style):
                yield begin, start, printed
                begin, printed, number = inside.end, inside.number, inside.number or number
    else:
        for start in _find_joints(line.text, begin):
            yield begin, start, printed
            begin, printed = start, None
    yield begin, len(line.text), printed


def _follows(mark: Mark, number: int, before: str, after: str, style: str) -> bool:
    """Tell whether a number inside a line begins the next entry: it counts on, behind what may be an end."""
    if mark.number is None or not ends_sentence(before):
        return False
    authors = has_authors(after)
    if mark.number == number + 1:
        return authors or style in ("square", "raised") or is_closed(before)
    return number < mark.number <= number + 4 and authors and is_closed(before)


def _skip_bullet(text: str) -> int:
    found = re.match(r"[-*•–◦]\s+", text)
    return found.end() if found else 0


_JOINT = re.compile(rf"(?<=[\w)\].;/])\s+(?=(?:{PARTICLE})*[A-ZÀ-Þ][\w'’-]+)")


def _find_joints(text: str, begin: int) -> Iterator[int]:
    """Yield where an unnumbered entry follows another in the same line: authors and a year behind a complete one."""
    for found in _JOINT.finditer(text, begin):
        if found.end() - begin < 60 or not ends_sentence(text[begin : found.start()]):
            continue
        before, after = text[begin : found.start()], text[found.end() : found.end() + 1500]
        if has_year(before) and not has_only_authors(before) and has_dated_authors(after):
            yield found.end()
            begin = found.end()


def _begins(text: str, before: _Draft, line: _Line, style: str | None, *, hanging: bool) -> bool:
    """Tell whether a text without number begins an entry."""
    if not style and has_only_authors(before.text):
        return False
    if not style and ends_sentence(before.text) and not (hanging and line.indent) and has_dated_authors(text):
        return True
    if has_authors(text):
        if line.first:
            return not is_open(before.text) or (has_year(text) and not style)
        return is_closed(before.text) and not (hanging and line.indent)
    return line.first and not is_open(before.text) and not goes_on(text) and is_closed(before.text)


def _merge_extra(drafts: list[_Draft]) -> list[_Draft]:
    """Return the drafts without those that the printed numbers leave no room for: continuity decides."""
    kept: list[_Draft] = []
    for draft in drafts:
        if draft.number is not None:
            after = next((i for i in range(len(kept) - 1, -1, -1) if kept[i].number is not None), -1)
            room = draft.number - ((kept[after].number or 0) if after >= 0 else 0) - 1
            while len(kept) - 1 - after > max(0, room) and len(kept) > 1:
                weakest = min(
                    range(max(after, 0) + 1, len(kept)),
                    key=lambda i: (has_authors(kept[i].text), is_closed(kept[i - 1].text), len(kept[i].text)),
                )
                extra = kept.pop(weakest)
                kept[weakest - 1].spans += extra.spans
                kept[weakest - 1].text += " " + extra.text
        kept.append(draft)
    return kept


def _number(drafts: Sequence[_Draft]) -> tuple[list[ListedEntry], list[str]]:
    entries: list[ListedEntry] = []
    warnings: list[str] = []
    expected = 1
    for draft in drafts:
        n = expected
        if draft.number is not None and draft.number != expected:
            if draft.number > expected:
                n = draft.number
                missing = f"{expected}" if n == expected + 1 else f"{expected} to {n - 1}"
                warnings.append(f"reference {missing} not found before the printed number {n}")
            else:
                warnings.append(f"reference {expected} prints the number {draft.number}")
        entries.append(ListedEntry(n, tuple(draft.spans)))
        expected = n + 1
    return entries, warnings
