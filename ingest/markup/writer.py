"""Text put together piece by piece, each piece with the source it stands for."""

from __future__ import annotations

import re

from ingest.documents import MappedText
from ingest.mapped import Edit, apply_edits
from ingest.markup.tree import Text

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_TEN = re.compile(r"(?<![\d.,A-Za-z])10$")


class MappedWriter:
    """Collect text in the order of the source; a place before the last one is moved up to it."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []

    @property
    def last(self) -> str:
        """The last character, empty at the beginning."""
        return self._text[-1][-1] if self._text else ""

    @property
    def ends_in_ten(self) -> bool:
        """Whether a ten is the last thing written, whose power keeps a caret."""
        return _TEN.search(self.tail(3)) is not None

    def tail(self, length: int) -> str:
        """Return the last characters."""
        taken: list[str] = []
        missing = length
        for part in reversed(self._text):
            taken.append(part[-missing:])
            missing -= len(taken[-1])
            if missing <= 0:
                break
        return "".join(reversed(taken))

    def add(self, text: str, start: int, end: int) -> None:
        """Add characters that all stand for one stretch of source, or for none where it is empty."""
        if not text:
            return
        low = max(start, self._starts[-1]) if self._starts else start
        high = max(end, low, self._ends[-1]) if self._ends else max(end, low)
        self._text.append(text)
        self._starts += [low] * len(text)
        self._ends += [high] * len(text)

    def write(self, run: Text) -> None:
        """Add a run of the source."""
        if len(run.text) != run.end - run.start:
            self.add(run.text, run.start, run.end)
            return
        self._text.append(run.text)
        self._starts += range(run.start, run.end)
        self._ends += range(run.start + 1, run.end + 1)

    def write_mapped(self, mapped: MappedText) -> None:
        """Add text that knows its source."""
        for char, start, end in zip(mapped.text, mapped.starts, mapped.ends, strict=True):
            self.add(char, start, end)

    def drop_line_end(self) -> None:
        """Take back a line end, with the blanks around it, that is the last thing written."""
        last = self._text[-1] if self._text else ""
        kept = last.rstrip()
        blanks = len(last) - len(kept)
        if "\n" in last[len(kept) :]:
            self._text[-1:] = [kept] if kept else []
            del self._starts[-blanks:], self._ends[-blanks:]

    def build(self) -> MappedText:
        """Return what was collected, each run of blanks and line ends as one blank."""
        mapped = MappedText("".join(self._text), self._starts, self._ends)
        edits = [Edit(f.start(), f.end(), " ") for f in _BLANKS.finditer(mapped.text) if f.group() != " "]
        return apply_edits(mapped, edits)
