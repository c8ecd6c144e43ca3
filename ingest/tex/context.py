"""What the readers of LaTeX share: the text, where each of its characters lies, and what keys and labels stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.documents import MappedText
from ingest.markup.tree import Text
from ingest.markup.writer import MappedWriter
from ingest.tex.numbers import Numbers
from ingest.tex.tree import TexNode


@dataclass(frozen=True, slots=True)
class TexContext:
    """``mapped`` is the text that the nodes were parsed from, with its place in the source.

    ``cited`` gives the printed number of each key, ``people`` the names that stand for it in running text.
    """

    mapped: MappedText = field(repr=False)
    numbers: Numbers = field(default_factory=Numbers)
    cited: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(repr=False, default_factory=dict)

    @property
    def text(self) -> str:
        """The text that the nodes were parsed from."""
        return self.mapped.text

    def inner(self, node: TexNode) -> str:
        """Return what the delimiters of a node hold."""
        return self.mapped.text[node.inner_start : node.inner_end]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source of a stretch; an empty one lies where its next character does."""
        starts, ends = self.mapped.starts, self.mapped.ends
        if not len(starts):
            return 0, 0
        first = starts[start] if start < len(starts) else ends[-1]
        return first, ends[end - 1] if end > start else first

    def copy(self, writer: MappedWriter, start: int, end: int) -> None:
        """Write a stretch as it stands, line ends as blanks."""
        if start >= end:
            return
        text = self.text[start:end].replace("\n", " ")
        first, last = self.span(start, end)
        if last - first == end - start:
            writer.write(Text(text, first, last))
        else:
            writer.write_mapped(MappedText(text, self.mapped.starts[start:end], self.mapped.ends[start:end]))
