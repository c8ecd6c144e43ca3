"""What coverage says of a document. The facts in the sentences are invented."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.coverage import Coverage
from ingest.extract import extract_document
from ingest.reading import read_document

TEXT = """# Interfaces of solid electrolytes

Nobody of the Example Institute for Interfaces, Example Street 1, 12345 Exampletown, Exampleland. This address stands
here to be left out of the text, since it is no part of it.

## 1 Anodes

Poor wettability causes contact loss at the LLZO/Li interface [1]. Improvement is a
long story. The sky is blue [3].

## Acknowledgements

We thank the people who have worked on the interfaces of solid electrolytes for decades and told everybody about it,
and those who paid for all of the work.

## References

1. First, A. Some title on garnets. J. Power Sources 1, 1–2 (2001). https://doi.org/10.1000/one
2. Second, B. Some title on sulfides. J. Power Sources 2, 3–4 (2002). https://doi.org/10.1000/two
3. Third, C. Some title on halides. J. Power Sources 3, 5–6 (2003). https://doi.org/10.1000/three
"""


@pytest.fixture
def cover(tmp_path: Path) -> Callable[[str], Coverage]:
    def read(text: str) -> Coverage:
        path = tmp_path / "review.md"
        path.write_text(text, encoding="utf-8")
        return extract_document(read_document(path)).coverage

    return read


def test_a_sentence_with_cue_words_but_without_record_is_listed_with_its_line(cover: Callable[[str], Coverage]) -> None:
    not_understood = cover(TEXT).not_understood
    assert [(p.line, p.text) for p in not_understood] == [(8, "Improvement is a long story.")]


def test_references_without_claim_and_those_never_cited_are_told_apart(cover: Callable[[str], Coverage]) -> None:
    coverage = cover(TEXT)
    assert coverage.without_claim == (2, 3)
    assert coverage.uncited == (2,)


def test_what_is_no_part_of_the_text_is_listed_as_left_out(cover: Callable[[str], Coverage]) -> None:
    left_out = [passage.text for passage in cover(TEXT).left_out]
    assert len(left_out) == 2
    assert "Example Institute" in left_out[0]
    assert "We thank the people" in left_out[1]


def test_nothing_between_two_parts_of_a_cut_paragraph_is_lost(cover: Callable[[str], Coverage]) -> None:
    stamp = "Downloaded from a library on a day of the year by a reader who agreed to the terms of use. " * 2
    cut = TEXT.replace("is a\nlong", f"is a\n\n<!-- {stamp} -->\n\nlong")
    assert cover(cut).not_understood == cover(cut.replace(stamp, "")).not_understood


def test_the_counts_are_those_of_the_lists(cover: Callable[[str], Coverage]) -> None:
    coverage = cover(TEXT)
    assert coverage.counts == {
        "sentences": 3,
        "with_record": coverage.with_record,
        "cue_without_record": 1,
        "quantities": 0,
        "quantities_without_record": 0,
        "references": 3,
        "references_without_claim": 2,
        "references_uncited": 1,
        "characters": len(TEXT),
        "characters_left_out": sum(len(passage.text) for passage in coverage.left_out),
    }
