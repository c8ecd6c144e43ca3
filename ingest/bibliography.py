"""The reference list cut into entries: by printed numbers, and by continuity where they are lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.blocks import EQUATION, FURNITURE, HEADING, ITEM, PROSE, TABLE, Block, load_names, name_of


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry: its number and the stretches of source that hold its text, without bullet and number."""

    n: int
    spans: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Draft:
    number: int | None
    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)


_MARK = re.compile(
    r"(?P<bullet>[-*•–]\s+)?(?:\[(?P<square>\d{1,4})\]|\((?P<round>\d{1,4})\)"
    r"|(?P<point>\d{1,4})[.)](?=\s|[A-Z])|(?P<bare>\d{1,3})(?=\s+[A-Z]))?\s*"
)
_PARTICLE = r"(?:(?:van|von|der|den|de|du|la|le|di|da|del|dos|ter|ten|el|al|bin|St\.?)\s+)*"
_AUTHORS = re.compile(
    rf"{_PARTICLE}(?:[A-ZÀ-Þ][\w'’`.-]+(?:[ -][A-ZÀ-Þ][\w'’-]+){{0,2}},?\s+(?:[A-ZÀ-Þ]\s?\."
    rf"|[A-ZÀ-Þ]{{1,3}}[,.;: &])"
    rf"|(?:[A-ZÀ-Þ]\s?\.[\s-]*){{1,4}}{_PARTICLE}[A-ZÀ-Þ][\w'’-]+)"
)
_YEAR = re.compile(r"\b(?:18|19|20)\d\d[a-z]?\b")
_LARGEST_GAP = 30


def find_reference_list(blocks: Sequence[Block]) -> range:
    """Return the indices of the blocks of the reference list; empty where there is none.

    Without a heading, a list counts that starts at 1 and whose first three entries have authors and years.
    """
    names = load_names()
    heads = [i for i, b in enumerate(blocks) if b.kind == HEADING and name_of(b.text) in names.references]
    if heads:
        start = next(
            (i for i in heads if any(_AUTHORS.match(_strip(b.text)) for b in blocks[i + 1 : i + 4])),
            heads[-1],
        )
        return range(start + 1, _find_end(blocks, start + 1))
    for index, block in enumerate(blocks):
        if block.kind in (ITEM, PROSE) and _printed(block) == 1 and _reads_as_entry(block.text):
            following = [b for b in blocks[index : index + 12] if b.kind in (ITEM, PROSE)][:3]
            if [_printed(b) for b in following] == [1, 2, 3] and all(_reads_as_entry(b.text) for b in following):
                return range(index, _find_end(blocks, index))
    return range(0)


def _find_end(blocks: Sequence[Block], start: int) -> int:
    """Return the index behind the list: at a heading, or at prose that neither is nor continues an entry."""
    names = load_names()
    marked = sum(b.kind == ITEM for b in blocks[start : start + 8]) > 2
    last = ""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if block.kind == HEADING and (block.marked or name_of(block.text) in names.back | names.body):
            return index
        if block.kind in (FURNITURE, EQUATION, TABLE):
            continue
        if block.kind == PROSE and marked and last and not _is_open(last) and not _continues(block.text):
            return index
        if block.kind == PROSE and not marked and last and not _reads_as_entry(block.text) and not _is_open(last):
            return index
        last = block.text
    return len(blocks)


def _strip(text: str) -> str:
    return text[_match_mark(text).end() :]


def _match_mark(text: str) -> re.Match[str]:
    found = _MARK.match(text)
    assert found is not None  # every part of the pattern may be absent
    return found


def _printed(block: Block) -> int | None:
    mark = _match_mark(block.text)
    digits = mark["square"] or mark["round"] or mark["point"] or mark["bare"]
    return int(digits) if digits else None


def _reads_as_entry(text: str) -> bool:
    plain = _strip(text)
    return bool(_YEAR.search(plain)) and bool(_AUTHORS.match(plain))


def _is_open(text: str) -> bool:
    """Tell whether an entry goes on: it has no year yet, or breaks off at a hyphen or inside a DOI."""
    plain = text.rstrip()
    if plain.endswith(("-", "–", "/")) or re.search(r"\b(?:doi\.?|https?:/{0,2}|10\.\d{4,9}/?)$", plain):
        return True
    return not _YEAR.search(_strip(plain)) and "doi.org/10." not in plain


def _continues(text: str) -> bool:
    return bool(re.match(r"(?:[a-z(\d]|https?://|doi|10\.)", text)) and not _AUTHORS.match(text)


def split_entries(blocks: Sequence[Block]) -> tuple[list[ListedEntry], list[str]]:
    """Return the entries of a reference list and what is odd about their numbers.

    A block begins an entry where it prints the next number, or where it has authors and the entry before
    has its year; any other block goes on with the entry before it.
    """
    drafts: list[_Draft] = []
    last = 0
    for block in _entry_blocks(blocks):
        mark = _match_mark(block.text)
        number = _printed(block)
        if number is not None and drafts and not last < number <= last + _LARGEST_GAP:
            number = None
            mark = re.match(r"(?:[-*•–]\s+)?", block.text) or mark
        begin, text = block.start + mark.end(), block.text[mark.end() :]
        if drafts and number is None and not _begins(text, drafts[-1]):
            drafts[-1].spans.append((begin, block.end))
            drafts[-1].text += " " + text
        else:
            last = number if number is not None else last + 1
            drafts.append(_Draft(number, text, [(begin, block.end)]))
    return _number(drafts)


def _entry_blocks(blocks: Sequence[Block]) -> Iterable[Block]:
    return (b for b in blocks if b.kind not in (FURNITURE, EQUATION, TABLE) and not (b.kind == HEADING and b.marked))


def _begins(text: str, before: _Draft) -> bool:
    if _AUTHORS.match(text):
        return not (_is_open(before.text) and not _YEAR.search(text))
    return not _is_open(before.text) and not _continues(text)


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
