"""Findings that a text sets against each other. The facts in the sentences are invented."""

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


def read(text: str, folder: Path, kind: str) -> list[Any]:
    """Return the records of a kind that a small document with the text gives."""
    path = folder / "review.md"
    path.write_text(DOCUMENT.format(text=text), encoding="utf-8")
    return [record for record in extract_file(path) if kind == record.KIND]


def test_a_sentence_that_contradicts_the_one_before_gives_both_sides(tmp_path: Path) -> None:
    text = "Voids grow fast at LLZO [1]. This contradicts the slow growth found later [2]."
    (record,) = read(text, tmp_path, "contradiction")
    assert (record.side_a.refs, record.side_b.refs) == ((1,), (2,))
    assert record.side_a.text.startswith("Voids grow fast")
    assert record.side_b.text.startswith("This contradicts")
    assert record.refs == (1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "The role of space charge layers is controversial [3].",
        "Measurements of the critical current of LLZO are contradictory [3].",
        "The origin of dendrites remains debated [3].",
    ],
)
def test_what_the_text_calls_open_is_a_contradiction(text: str, tmp_path: Path) -> None:
    (record,) = read(text, tmp_path, "contradiction")
    assert record.refs == (3,)
    assert record.topic
    assert record.topic in text


def test_its_evidence_is_the_sentence_that_says_so(tmp_path: Path) -> None:
    text = "Voids grow fast at LLZO [1]. This contradicts the slow growth found later [2]."
    (record,) = read(text, tmp_path, "contradiction")
    assert [evidence.text for evidence in record.evidence] == ["This contradicts the slow growth found later [2]."]


@pytest.mark.parametrize(
    "text",
    [
        "Voids cause contact loss [1]. Cracks cause it as well [2].",
        "LLZO is stiff, whereas Li3PS4 is soft [1].",
        "However, voids grow [1].",
        "Figure 4. The controversial space charge layer [1].",
    ],
)
def test_a_mere_difference_is_none(text: str, tmp_path: Path) -> None:
    assert read(text, tmp_path, "contradiction") == []
