"""What every reader of a format gives: a document before repair, its citations still to be found."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.documents import Equation, MappedText, Paragraph, Table
from ingest.references.parser import ReferenceFields


@dataclass(frozen=True, slots=True)
class Link:
    """A citation that the markup itself makes: the stretch of source that shows it and the entries it names."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the reference list, without bullet and number.

    ``n`` is the number it prints, None where it prints none; ``keys`` are the names under which links point to
    it; ``fields`` are given where the markup tells them apart, else its text is parsed.
    """

    content: MappedText
    n: int | None = None
    keys: tuple[str, ...] = ()
    fields: ReferenceFields | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before repair. Paragraphs, tables and equations know their section already."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    journal: str | None = None
    year: int | None = None
    doi: str | None = None
    paragraphs: tuple[Paragraph, ...] = field(repr=False, default=())
    tables: tuple[Table, ...] = field(repr=False, default=())
    equations: tuple[Equation, ...] = field(repr=False, default=())
    entries: tuple[Entry, ...] = field(repr=False, default=())
    links: tuple[Link, ...] = field(repr=False, default=())
    warnings: tuple[str, ...] = ()
