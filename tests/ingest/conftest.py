from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.extract import extract_file

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
