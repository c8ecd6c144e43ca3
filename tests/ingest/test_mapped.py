"""Text that is edited keeps its places: edits, joints, slices and rules, whatever is done to it."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents import MappedText
from ingest.mapped import (
    Edit,
    Guarded,
    apply_edits,
    apply_rules,
    build_mapped,
    join_mapped,
    slice_mapped,
    strip_mapped,
    substitute,
)

LETTERS = st.text(alphabet="abcXYZ 123-₂é\n", min_size=1, max_size=40)


def whole(text: str) -> MappedText:
    return build_mapped(text, 0, len(text))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, MappedText]:
    """A text and what some rounds of arbitrary edits make of it."""
    source = draw(LETTERS)
    mapped = whole(source)
    for _ in range(draw(st.integers(0, 3))):
        length = len(mapped.text)
        places = draw(st.lists(st.tuples(st.integers(0, length), st.integers(0, 4)), max_size=6))
        edits = [Edit(at, min(length, at + size), draw(st.text(alphabet="pq|", max_size=3))) for at, size in places]
        mapped = apply_edits(mapped, edits)
    return source, mapped


@given(edited())
@settings(max_examples=300, deadline=None)
def test_places_never_go_back_and_lie_in_the_source(case: tuple[str, MappedText]) -> None:
    source, mapped = case
    assert len(mapped.starts) == len(mapped.ends) == len(mapped.text)
    assert all(a <= b for a, b in pairwise(mapped.starts))
    assert all(a <= b for a, b in pairwise(mapped.ends))
    assert all(0 <= a <= b <= len(source) for a, b in zip(mapped.starts, mapped.ends, strict=True))


@given(edited())
@settings(max_examples=300, deadline=None)
def test_a_character_that_no_edit_made_stands_for_itself(case: tuple[str, MappedText]) -> None:
    source, mapped = case
    for char, start, end in zip(mapped.text, mapped.starts, mapped.ends, strict=True):
        if char not in "pq|" and end - start == 1:
            assert source[start:end] == char


@given(LETTERS, st.data())
@settings(max_examples=200, deadline=None)
def test_a_slice_maps_as_the_whole_does(text: str, data: st.DataObject) -> None:
    mapped = apply_edits(whole(text), [Edit(0, 1, "pq")])
    start = data.draw(st.integers(0, len(mapped.text) - 1))
    end = data.draw(st.integers(start + 1, len(mapped.text)))
    part = slice_mapped(mapped, start, end)
    assert part.text == mapped.text[start:end]
    assert part.source_span(0, len(part.text)) == mapped.source_span(start, end)


@given(st.lists(LETTERS, min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_joined_pieces_keep_each_its_places(texts: list[str]) -> None:
    source = "<gap>".join(texts)
    pieces, place = [], 0
    for text in texts:
        pieces.append(build_mapped(source, place, place + len(text)))
        place += len(text) + len("<gap>")
    joined = join_mapped(pieces)
    assert joined.text == " ".join(texts)
    place = 0
    for text, piece in zip(texts, pieces, strict=True):
        assert joined.source_span(place, place + len(text)) == piece.source_span(0, len(text))
        place += len(text) + 1


def test_the_joint_stands_for_all_between_two_pieces() -> None:
    source = "one\n\nFig. 1\n\ntwo"
    joined = join_mapped([build_mapped(source, 0, 3), build_mapped(source, 13, 16)])
    assert joined.text == "one two"
    assert source[slice(*joined.source_span(3, 4))] == "\n\nFig. 1\n\n"
    assert join_mapped([build_mapped(source, 0, 3)]).text == "one"
    assert join_mapped([]).text == ""


def test_new_text_stands_for_the_stretch_that_it_replaces() -> None:
    mapped = apply_edits(whole("ab(cid:1)cd"), [Edit(2, 9, "fi"), Edit(11, 11, "!")])
    assert mapped.text == "abficd!"
    assert [mapped.source_span(i, i + 1) for i in (1, 2, 3, 4)] == [(1, 2), (2, 9), (2, 9), (9, 10)]
    assert mapped.source_span(6, 7) == (11, 11)


def test_text_of_the_same_length_stands_for_its_source_letter_by_letter() -> None:
    mapped = apply_edits(whole("Li₇La₃"), [Edit(2, 3, "7"), Edit(5, 6, "3")])
    assert mapped.text == "Li7La3"
    assert [mapped.source_span(i, i + 1) for i in range(6)] == [(i, i + 1) for i in range(6)]


def test_of_edits_that_overlap_the_first_counts() -> None:
    assert apply_edits(whole("abcdef"), [Edit(2, 4, "Y"), Edit(1, 3, "X"), Edit(5, 5, "-")]).text == "aXde-f"


def test_edits_that_change_nothing_leave_the_text_itself() -> None:
    mapped = whole("abc")
    assert apply_edits(mapped, [Edit(0, 1, "a")]) is mapped
    assert apply_edits(mapped, []) is mapped


@pytest.mark.parametrize(("text", "kept"), [("  a b \n", "a b"), ("a", "a"), (" \n", ""), ("", "")])
def test_stripped_text_keeps_its_places(text: str, kept: str) -> None:
    stripped = strip_mapped(whole(text))
    assert stripped.text == kept
    assert not kept or text[slice(*stripped.source_span(0, len(kept)))] == kept


def test_a_rule_is_not_searched_where_what_it_needs_is_missing() -> None:
    asked: list[str] = []

    def rule(text: str) -> list[Edit]:
        asked.append(text)
        return [Edit(0, 1, "X")]

    assert apply_rules(whole("abc"), [Guarded(("z",), (rule,))]).text == "abc"
    assert asked == []
    assert apply_rules(whole("abz"), [Guarded(("z",), (rule,))]).text == "Xbz"
    assert substitute(re.compile("b"), "B", needs=("c",))("ab") == []
    assert substitute(re.compile("b(.)"), r"\1", group=1)("abc") == [Edit(2, 3, "c")]


def test_letters_that_move_stand_for_the_whole_stretch() -> None:
    mapped = apply_edits(whole("15 µ mthick"), [Edit(4, 6, "m ")])
    assert mapped.text == "15 µm thick"
    assert mapped.source_span(3, 5) == (3, 6)
