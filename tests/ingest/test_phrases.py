"""The short notation of the lexicons and the search for the longest phrase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.phrases import PhraseIndex, parse_phrase, stem


def keys(*words: str) -> list[tuple[str, ...]]:
    return [(stem(word),) for word in words]


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("voids", [("void",)]),
        ("{voids|open pores} form", [("void", "form"), ("open", "pore", "form")]),
        ("[large] voids", [("larg", "void"), ("void",)]),
        ("solid-solid contact", [("solid", "solid", "contact")]),
        ("ion/electron", [("ion", "electron")]),
        ("[absent]", [("absent",)]),
        ("{void|voids}", [("void",)]),
        ("", []),
    ],
)
def test_notation_expands_to_every_word_sequence(notation: str, expected: list[tuple[str, ...]]) -> None:
    assert parse_phrase(notation) == expected


@given(st.text(alphabet="ab {}[]|<>-", max_size=30))
def test_any_notation_gives_non_empty_sequences_without_duplicates(notation: str) -> None:
    sequences = parse_phrase(notation)
    assert all(sequences)
    assert len(set(sequences)) == len(sequences)


def test_inflected_forms_match_one_entry() -> None:
    index = PhraseIndex([("lead to", "cause")])
    for verb in ("lead", "leads", "leading"):
        assert [match.value for match in index.find(keys("voids", verb, "to", "cracks"))] == ["cause"]


def test_the_longest_phrase_wins_and_covers_its_words() -> None:
    index = PhraseIndex([("void", "void"), ("void formation", "formation"), ("formation", "other")])
    (match,) = index.find(keys("void", "formation"))
    assert (match.start, match.end, match.value) == (0, 2, "formation")


def test_a_longer_phrase_that_breaks_off_falls_back_to_the_shorter() -> None:
    index = PhraseIndex([("space", "space"), ("space charge layer", "layer")])
    assert [(m.start, m.end, m.value) for m in index.find(keys("space", "charge", "transfer"))] == [(0, 1, "space")]


def test_a_mention_matches_by_its_class_and_by_its_name() -> None:
    index = PhraseIndex([("<material> layer", "any"), ("lif layer", "this")])
    found = index.find([("<material>", "lif"), ("layer",)])
    assert {match.value for match in found} == {"any", "this"}
    assert [match.value for match in index.find([("<material>", "licl"), ("layer",)])] == ["any"]


def test_nothing_is_found_where_nothing_stands() -> None:
    assert PhraseIndex([("void", "void")]).find([]) == []
    assert PhraseIndex([("void", "void")]).find(keys("avoid", "formation")) == []
