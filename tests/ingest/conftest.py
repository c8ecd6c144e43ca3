import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from ingest.documents import Document
from ingest.extract import extract_file
from ingest.reading import read_document

DOCUMENT = """# Interfaces of solid electrolytes

Nobody

## 1 Interfaces

{text}

## References

1. First, A. Some title on garnets. J. Power Sources 1, 1–2 (2001). https://doi.org/10.1000/one
2. Second, B. Some title on sulfides. J. Power Sources 2, 3–4 (2002). https://doi.org/10.1000/two
3. Third, C. Some title on halides. J. Power Sources 3, 5–6 (2003). https://doi.org/10.1000/three
4. Fourth, D. Some title on lithium. J. Power Sources 4, 7–8 (2004). https://doi.org/10.1000/four
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, str], list[Any]]:
    """The records of a kind that a small document with the text gives."""

    def read_text(text: str, kind: str) -> list[Any]:
        path = tmp_path / "review.md"
        path.write_text(DOCUMENT.format(text=text), encoding="utf-8")
        return [record for record in extract_file(path) if kind == record.KIND]

    return read_text


@pytest.fixture
def read_tex(tmp_path: Path) -> Callable[..., Document]:
    """The document of a LaTeX text, with the other files that lie beside it."""

    def read_text(text: str, **others: str) -> Document:
        for name, content in others.items():
            (tmp_path / name.replace("_", ".")).write_text(content, encoding="utf-8")
        path = tmp_path / "paper.tex"
        path.write_text(text, encoding="utf-8")
        return read_document(path)

    return read_text


@pytest.fixture
def count_lines() -> Callable[[Callable[[], object]], int]:
    """How many lines of our own code a call runs: a measure of its work that no busy machine changes."""

    def count(call: Callable[[], object]) -> int:
        lines = 0

        def trace(frame: FrameType, event: str, _: object) -> Any:
            nonlocal lines
            if not re.search(r"[/\\](?:ingest|graph)[/\\]\w+\.py$", frame.f_code.co_filename):
                return None
            lines += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            call()
        finally:
            sys.settrace(before)
        return lines

    return count
