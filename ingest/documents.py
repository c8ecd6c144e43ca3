"""A document as the readers give it: source, sections, paragraphs, callouts and reference list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.records import ReferenceRecord


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it lies on disk, decoded: the text that all offsets and lines count in."""

    name: str
    text: str = field(repr=False)
    media_type: str
    sha256: str
    line_starts: tuple[int, ...] = field(repr=False, default=())

    def line_at(self, offset: int) -> int:
        """Return the 1-based line that holds the offset."""
        return bisect_right(self.line_starts, offset)


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
    warnings: tuple[str, ...] = ()
