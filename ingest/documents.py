"""A document as the readers give it: source, sections, paragraphs, callouts and reference list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.records import ReferenceRecord


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it lies on disk, decoded: the text that all offsets and lines count in.

    Of a PDF this is the text layer that its reader made; ``warnings`` are what it met on the way.
    """

    name: str
    text: str = field(repr=False)
    media_type: str
    sha256: str
    line_starts: tuple[int, ...] = field(repr=False, default=())
    page_starts: tuple[int, ...] = field(repr=False, default=())
    warnings: tuple[str, ...] = ()

    def line_at(self, offset: int) -> int:
        """Return the 1-based line that holds the offset."""
        return bisect_right(self.line_starts, offset)

    def page_at(self, offset: int) -> int | None:
        """Return the 1-based page that holds the offset; None for a format without pages."""
        return bisect_right(self.page_starts, offset) or None


@dataclass(frozen=True, slots=True)
class MappedText:
    """Repaired text that knows for each of its characters the stretch of source it stands for.

    ``starts[i]`` and ``ends[i]`` bound the source of character ``i``; both never decrease.
    """

    text: str
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source offsets of ``text[start:end]``; the span must not be empty."""
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True)
class Callout:
    """A citation in running text: ``start`` and ``end`` count in the paragraph's text, ``refs`` are numbers."""

    start: int
    end: int
    raw: str
    refs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or caption after repair. ``section`` is the number ("3.1") or the lower-case heading."""

    content: MappedText
    section: str | None
    heading: str | None = None
    caption: bool = False
    callouts: tuple[Callout, ...] = ()

    @property
    def text(self) -> str:
        """The repaired text."""
        return self.content.text


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells, each a paragraph of its own; ``caption`` is that of the table's caption."""

    rows: tuple[tuple[Paragraph, ...], ...]
    section: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Equation:
    """A displayed equation, as the source spells it."""

    content: MappedText
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader gives: ``id`` is the DOI in lower case, else the file's name."""

    id: str
    source: Source
    title: str | None
    authors: tuple[str, ...]
    journal: str | None
    year: int | None
    doi: str | None
    paragraphs: tuple[Paragraph, ...]
    references: tuple[ReferenceRecord, ...]
    tables: tuple[Table, ...] = ()
    equations: tuple[Equation, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def citing(self) -> list[Paragraph]:
        """The paragraphs, captions and table cells that cite, in the order of the source."""
        cells = (cell for table in self.tables for row in table.rows for cell in row)
        citing = [paragraph for paragraph in (*self.paragraphs, *cells) if paragraph.callouts]
        return sorted(citing, key=lambda paragraph: paragraph.content.starts[0])
