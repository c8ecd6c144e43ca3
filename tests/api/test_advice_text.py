"""Advice as a person reads it."""

from __future__ import annotations

import pytest

from api.advice_text import read_references, render_text
from graph.recommend import recommend, render_advice
from graph.stores import open_store


@pytest.fixture(scope="module")
def answer(graph_url):
    with open_store(graph_url, read_only=True) as store:
        advice = render_advice(recommend(store, "LLZO", "Li"))
        return advice, read_references(store, advice)


def test_every_sentence_stands_beside_its_reference(answer):
    text = " ".join(render_text(*answer, width=80).split())
    told = text.index("from 900 to 12 Ω cm² [1].”")
    assert text[told:].split("- ", 2)[1].strip() == "Han et al., Nat. Mater. 2017, doi:10.1038/nmat4821"
    assert "read in reviewed interfaces.md, line 6" in text


@pytest.mark.parametrize("width", [20, 60, 80, 300])
def test_lines_are_wrapped(answer, width):
    lines = render_text(*answer, width=width).splitlines()
    longest_word = max(len(word) for line in lines for word in line.split())
    assert max(map(len, lines)) <= max(min(width, 100), 40, longest_word + 12)


def test_numbers_stand_with_unit_and_method(answer):
    text = " ".join(render_text(*answer, width=100).split())
    assert "Al2O3 by ALD: interfacial (area specific) resistance 900 → 12 Ω cm²" in text


def test_nothing_of_a_document_steers_the_terminal(answer):
    assert not any(ord(char) < 32 for line in render_text(*answer, width=80).splitlines() for char in line)


def test_each_basis_and_belief_has_words(answer):
    advice, references = answer
    first = advice["recommendations"][0]
    for basis in ("interface", "variant", "family", "mechanism"):
        for belief in (0.0, 0.5, 0.75, 1.0):
            changed = advice | {"recommendations": [first | {"basis": basis, "belief": belief}]}
            assert f"(belief {belief:.2f})" in " ".join(render_text(changed, references, width=100).split())
