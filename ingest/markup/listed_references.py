"""A reference list that the markup does not tell from text: the paragraphs under its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.documents import MappedText
from ingest.draft import Entry
from ingest.mapped import join_mapped, slice_mapped
from ingest.markup.outline import Piece
from ingest.markup.pieces import is_reference_heading
from ingest.references.bibliography import split_entries
from ingest.text.blocks import HEADING, PROSE, Block

_MARK = re.compile(r"(?:^|(?<=[\s.)]))\[(\d{1,4})\]\s?(?=\D)")


def take_listed(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Entry]]:
    """Return the pieces without those under the heading of the reference list, and these as entries.

    They are cut as the entries of plain text are: by the numbers they print, else by their authors.
    """
    kept: list[Piece] = []
    listed: list[Piece] = []
    level = 0
    for piece in pieces:
        if piece.kind == HEADING and not (level and piece.level > level):
            level = piece.level if is_reference_heading(piece.content.text) else 0
        (listed if level else kept).append(piece)
    return kept, _split_listed([piece.content for piece in listed if piece.kind == PROSE])


def _split_listed(contents: Sequence[MappedText]) -> list[Entry]:
    """Return the entries in the paragraphs of a reference list."""
    contents = [part for content in contents for part in _split_lines(content)]
    whole = join_mapped(contents, "\n")
    blocks: list[Block] = []
    place = 0
    for content in contents:
        blocks.append(Block(PROSE, place, place + len(content.text), content.text))
        place += len(content.text) + 1
    entries, _ = split_entries(blocks)
    return [
        Entry(join_mapped([slice_mapped(whole, start, end) for start, end in entry.spans]), entry.n)
        for entry in entries
    ]


def holds_several(text: str) -> bool:
    """Tell whether a paragraph holds several entries, each behind the next number in brackets.

    >>> holds_several("[1] First, A. Nature 1, 2 (2001). [2] Second, B. Nature 3, 4 (2002).")
    True
    """
    return len(_find_marks(text)) > 1


def _find_marks(text: str) -> list[re.Match[str]]:
    marks = list(_MARK.finditer(text))
    numbers = [int(found[1]) for found in marks]
    return marks if numbers and numbers == list(range(numbers[0], numbers[0] + len(numbers))) else []


def _split_lines(content: MappedText) -> Iterator[MappedText]:
    """Yield the entries of a paragraph that holds several of them."""
    starts = [found.start() for found in _find_marks(content.text)]
    if len(starts) < 2:
        yield content
        return
    for start, end in zip(starts, [*starts[1:], len(content.text)], strict=True):
        yield slice_mapped(content, start, end)
