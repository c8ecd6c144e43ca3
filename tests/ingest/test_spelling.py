"""Words that a conversion broke or ran together, mended by how the document itself spells."""

import pytest

from ingest.repair.rules import repair_text
from ingest.repair.spelling import keeps_hyphen, read_spelling

NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("left", "right", "keeps"),
    [
        ("compatibil", "ity", False),
        ("solid", "state", True),
        ("lithium", "based", True),
        ("Li", "ion", True),
        ("LLZO", "coated", True),
        ("in", "stead", False),
        ("in", "situ", True),
        ("over", "potential", False),
        ("further", "more", False),
        ("X", "ray", True),
    ],
)
def test_the_parts_of_a_word_decide_on_its_hyphen(left: str, right: str, keeps: bool) -> None:
    assert keeps_hyphen(left, right, NONE) is keeps


@pytest.mark.parametrize(
    ("words", "keeps"),
    [({"grainboundary"}, False), ({"grain-boundary"}, True), ({"grain", "boundary"}, True), ({"grain"}, False)],
)
def test_the_words_of_the_document_decide_before(words: set[str], keeps: bool) -> None:
    assert keeps_hyphen("grain", "boundary", frozenset(words)) is keeps


def test_a_broken_word_is_no_word_of_the_document() -> None:
    assert read_spelling("compatibil- ity of inter-\nfaces").words == {"of"}


def test_an_ion_before_a_word_keeps_its_charge() -> None:
    spelling = read_spelling("many anions may move in the lattice")
    assert repair_text("F- may and Cl- move", spelling) == "F- may and Cl- move"


def test_a_formula_broken_at_a_hyphen_is_closed_by_the_document() -> None:
    spelling = read_spelling("LiCoO2 is an oxide; Li-\nCoO2 broke")
    assert repair_text("Li-\nCoO2 on SBA-\n15", spelling) == "LiCoO2 on SBA-15"


DOCUMENT = (
    "The findings show that an increased rate would be found here. The findings on the increased rate were tested "
    "with XRD and XRD again; imaging by SEM and imaging by SEM would show both cells. A sheet and a sheet was tested."
)


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("Thefindings on it", "The findings on it"),
        ("it wouldbeanincreasedrate here", "it would be an increased rate here"),
        ("by SEMimaging of it", "by SEM imaging of it"),
    ],
)
def test_words_that_ran_together_are_parted_by_words_of_the_document(damaged: str, mended: str) -> None:
    assert repair_text(damaged, read_spelling(f"{DOCUMENT} {damaged}")) == mended


@pytest.mark.parametrize("word", ["Therefore", "nevertheless", "microstructure", "Inappropriate", "Furthermore"])
def test_words_that_hold_others_stay_whole(word: str) -> None:
    text = f"There fore, never the less, micro structure, appropriate, more. {word} it is."
    assert repair_text(f"{word} it is", read_spelling(f"{text} {text.replace(word, '')}")) == f"{word} it is"


def test_a_compound_gets_the_hyphen_that_the_document_prints() -> None:
    spelling = read_spelling("solid-state solid-state solid-state solidstate; stainless-steel")
    assert repair_text("a solidstate cell on stainless -steel", spelling) == "a solid-state cell on stainless-steel"
    assert repair_text("cells -which were thin", spelling) == "cells -which were thin"


def test_an_endless_word_is_left_as_it_is() -> None:
    text = f"a plate of a garnet {'a' * 100_000}"
    assert repair_text(text, read_spelling(text)) == text
