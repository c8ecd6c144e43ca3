"""What all readers of markup do with the parts of an article: numbers off headings, cut sentences joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.documents import MappedText
from ingest.mapped import Edit, apply_edits, join_mapped, strip_mapped
from ingest.markup.outline import Piece
from ingest.text.blocks import CAPTION, HEADING, PROSE, load_names, name_of, split_blocks
from ingest.text.front import is_prose, split_names
from ingest.text.sections import is_complete

_NUMBERED = re.compile(
    r"(?:(?:Section|Sect\.|Chapter|§)\s?)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4}(?=\.|\s+[A-Z][a-z]))"
    r"(?P<after>\.?[\s:–—|]+(?=[A-Z(“\"])|\.?(?=[A-Z][a-z]{3}))"
)
_LABEL = re.compile(
    r"(?:Section|Sect\.|Chapter|§)?\s*(?P<number>(?:[A-Z]\.?)?\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4})[.):]?\s*"
)
_LOWER = re.compile(r"[a-zα-ω(,;)\]\d–-]")
_CUT = re.compile(
    r"\b(?:in|of|the|by|with|and|or|to|from|for|at|on|a|an|is|are|was|were|as|than|that|which|see|between)$"
)
_CAPTION_SIGN = re.compile(r"\W{0,6}(?:Fig|FIG|Tab|TAB|Scheme|Chart|Box|Supplementary|Extended)")


def build_heading(content: MappedText, level: int, label: MappedText | None = None) -> Piece:
    """Return a heading with the number that its text or its label prints; the label becomes part of the text.

    >>> from ingest.mapped import build_mapped
    >>> def number(text):
    ...     return build_heading(build_mapped(text, 0, len(text)), 2).number
    >>> [number(text) for text in ("2.1. Wetting", "2.1Wetting", "IV. Results", "3D cells", "7Li NMR", "Results")]
    ['2.1', '2.1', 'IV', None, None, None]
    """
    content = strip_mapped(content)
    if label is not None and label.text.strip():
        label = strip_mapped(label)
        found = _LABEL.fullmatch(label.text)
        return Piece(HEADING, join_mapped([label, content]), level, found["number"] if found else None)
    found = _NUMBERED.match(content.text)
    if not found:
        return Piece(HEADING, content, level)
    if found["after"] in ("", "."):
        content = apply_edits(content, [Edit(found.end(), found.end(), " ")])
    return Piece(HEADING, content, level, found["number"])


def build_silent_heading(name: str, place: int, level: int = 1) -> Piece:
    """Return a heading that the document does not print, so that what follows stands under this name."""
    return Piece(HEADING, MappedText(name, [place] * len(name), [place] * len(name)), level)


def tell_captions(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with the paragraphs that begin as captions do as such, unless the markup itself tells any.

    A caption that stands twice, in the text and in the large view of its figure, counts once.
    """
    if any(piece.kind == CAPTION for piece in pieces):
        seen: set[str] = set()
        kept: list[Piece] = []
        for piece in pieces:
            letters = letters_of(piece.content.text) if piece.kind == CAPTION else ""
            if not letters or letters not in seen:
                kept.append(piece)
            seen.add(letters)
        return kept
    return [
        replace(piece, kind=CAPTION) if piece.kind == PROSE and _reads_as_caption(piece.content.text) else piece
        for piece in pieces
    ]


def _reads_as_caption(text: str) -> bool:
    """Tell whether a paragraph begins as a caption, by the same signs as in plain text."""
    if not _CAPTION_SIGN.match(text):
        return False
    blocks = split_blocks(text[:400])
    return bool(blocks) and blocks[0].kind == CAPTION


def join_cut(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with each sentence whole that a caption, table or equation cuts, or that a list ends."""
    joined: list[Piece] = []
    open_at: int | None = None
    for piece in pieces:
        if piece.kind == HEADING:
            open_at = None
        elif piece.kind == PROSE:
            if open_at is not None and _goes_on(joined[open_at].content.text, piece.content.text):
                whole = join_mapped([joined[open_at].content, piece.content])
                joined[open_at] = replace(piece, content=whole)
            else:
                open_at = len(joined)
                joined.append(piece)
            if is_complete(joined[open_at].content.text):
                open_at = None
            continue
        joined.append(piece)
    return joined


def _goes_on(text: str, following: str) -> bool:
    """Tell whether a sentence that is not complete goes on in the paragraph that follows."""
    return bool(_LOWER.match(following) or _CUT.search(text))


def leave_out_front(pieces: Sequence[Piece], title: str | None) -> list[Piece]:
    """Return the pieces without what stands before the text: the title, and lines that are no running text.

    Where an article has no headings, all its paragraphs are text.
    """
    known = letters_of(title or "")
    kept = [p for p in pieces if not (p.kind == HEADING and known and letters_of(p.content.text) == known)]
    first = next((place for place, piece in enumerate(kept) if piece.kind == HEADING), None)
    if first is None:
        return kept
    front = [piece for piece in kept[:first] if is_prose(piece.content.text)]
    if front and not any(name_of(piece.content.text) == "abstract" for piece in kept if piece.kind == HEADING):
        # As in print, the first paragraph above all headings is the abstract.
        start = front[0].content.starts[0]
        front.insert(0, build_silent_heading("Abstract", start))
        front[2:2] = [build_silent_heading("Introduction", start)]
    return [*front, *kept[first:]]


def find_byline(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return the names in the first paragraph of the front that is made up of names."""
    headings = [place for place, piece in enumerate(pieces) if piece.kind == HEADING]
    last = next((place for place in headings if place > min(headings)), len(pieces)) if headings else 0
    for piece in pieces[:last]:
        names = split_names(piece.content.text) if piece.kind == PROSE else []
        if 2 * len(letters_of("".join(names))) > len(letters_of(piece.content.text)):
            return tuple(names)
    return ()


def letters_of(text: str) -> str:
    """Return the letters and digits of a title in lower case, by which two spellings of it compare."""
    return re.sub(r"[\W_]+", "", text).lower()


def leave_out_sections(pieces: Iterable[Piece], names: frozenset[str]) -> list[Piece]:
    """Return the pieces without the sections of these names and what is below them; a numbered one is the article's."""
    kept: list[Piece] = []
    outside = 0
    for piece in pieces:
        if piece.kind == HEADING and not (outside and piece.level > outside):
            named = piece.number is None and name_of(piece.content.text.replace("’", "'")) in names
            outside = piece.level if named else 0
        if not outside:
            kept.append(piece)
    return kept


def is_reference_heading(text: str) -> bool:
    """Tell whether a heading announces the reference list."""
    return name_of(re.sub(r"\s*\(\d+\)\s*$", "", text)) in load_names().references
