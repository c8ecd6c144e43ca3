"""The parts of a marked-up article in reading order, put under their sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.documents import Equation, MappedText, Paragraph, Table
from ingest.draft import Draft
from ingest.mapped import strip_mapped
from ingest.text.blocks import CAPTION, EQUATION, HEADING, TABLE, load_names, name_of

_EMPTY = MappedText("", (), ())


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text: its kind is one of those of `ingest.text.blocks`, a heading's ``level`` counts from 1.

    ``number`` is the number that a heading prints or that its format would print. ``rows`` are those of a table,
    whose caption, if it has one, is a piece of its own just before.
    """

    kind: str
    content: MappedText = _EMPTY
    level: int = 1
    number: str | None = None
    rows: tuple[tuple[MappedText, ...], ...] = ()


def outline(draft: Draft, pieces: Iterable[Piece]) -> Draft:
    """Return the draft with paragraphs, captions, tables and equations, each under its section.

    Back matter (acknowledgements, interests, ...) and whatever stands below it gives nothing. A heading without
    number is the section by its words in lower case.
    """
    names = load_names()
    section = heading = caption = None
    outside = 0
    paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    equations: list[Equation] = []
    for piece in pieces:
        content = strip_mapped(piece.content)
        if piece.kind == HEADING:
            if outside and piece.level > outside:
                continue
            name = name_of(content.text)
            outside = piece.level if name in names.back or name in names.references else 0
            section, heading, caption = piece.number or name, content.text, None
        elif outside:
            continue
        elif piece.kind == TABLE:
            rows = tuple(tuple(Paragraph(cell, section) for cell in row) for row in piece.rows)
            tables.append(Table(rows, section, caption))
        elif not content.text:
            continue
        elif piece.kind == EQUATION:
            equations.append(Equation(content, section))
        else:
            caption = content.text if piece.kind == CAPTION else None
            paragraphs.append(Paragraph(content, section, heading, piece.kind == CAPTION))
    return replace(draft, paragraphs=tuple(paragraphs), tables=tuple(tables), equations=tuple(equations))
