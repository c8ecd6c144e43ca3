"""Findings that a text sets against each other. The facts in the sentences are invented."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str, str], list[Any]]


def test_a_sentence_that_contradicts_the_one_before_gives_both_sides(read: Reader) -> None:
    text = "Voids grow fast at LLZO [1]. This contradicts the slow growth found later [2]."
    (record,) = read(text, "contradiction")
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
def test_what_the_text_calls_open_is_a_contradiction(text: str, read: Reader) -> None:
    (record,) = read(text, "contradiction")
    assert record.refs == (3,)
    assert record.topic
    assert record.topic in text


def test_its_evidence_is_the_sentence_that_says_so(read: Reader) -> None:
    text = "Voids grow fast at LLZO [1]. This contradicts the slow growth found later [2]."
    (record,) = read(text, "contradiction")
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
def test_a_mere_difference_is_none(text: str, read: Reader) -> None:
    assert read(text, "contradiction") == []
