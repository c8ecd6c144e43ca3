"""Citations in brackets and parentheses, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.citations.bracketed import find_announced, find_bracketed, iter_beyond
from ingest.citations.numbers import parse_numbers
from ingest.citations.parenthesised import find_parenthesised


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("poor [17].", [(17,)]),
        ("poor [36, 37] and worse [5–7].", [(36, 37), (5, 6, 7)]),
        ("poor [1,3-5].", [(1, 3, 4, 5)]),
        ("poor [17–\n20] or [12 and 13]", [(17, 18, 19, 20), (12, 13)]),
        ("from Ref. [25], in refs. [3, 4] and reference [12]", [(25,), (3, 4), (12,)]),
        ("poor [Ref. 17] or [refs 3, 4] or [see 5]", [(17,), (3, 4), (5,)]),
        ("poor.[12] Worse [3a,b] and [3a–c]", [(12,), (3,), (3,)]),
        ("poor [17][18] and [[19]]", [(17,), (18,), (19,)]),
        ("poor [1]–[3], [5]", [(1, 2, 3), (5,)]),
        ("poor [17](#page-3) and [1](#p1)–[3](#p1)", [(17,), (1, 2, 3)]),
        ("poor [12, and references therein] and [13, p. 40]", [(12,), (13,)]),
        ("poor [^4]", [(4,)]),
        ("poor [81, 82]", []),
        ("in [2020] and [BH4]-, on the interval [0, 1] or [1, 2]", [(1, 2)]),
        ("on the interval [1, 2], a window of [3, 4]", [(3, 4)]),
        ("see [S3] and [x = 3] and [9-3]", []),
        ("by Eq. [3] and in reactions [4]", [(4,)]),
        ("sites of [6]Al and bicyclo[2.2.1]heptane", []),
    ],
)
def test_brackets(text: str, expected: list[tuple[int, ...]]) -> None:
    assert [callout.refs for callout in find_bracketed(text, 80)] == expected


@pytest.mark.parametrize(
    "text",
    ["the [110] direction", "[111]-oriented grains", "along [110]", "the zone axis [112]", "[001] and [100] axes"],
)
def test_a_crystal_direction_is_no_citation(text: str) -> None:
    assert find_bracketed(text, 167) == []
    assert find_bracketed("as shown in [110].", 167)[0].refs == (110,)


def test_the_word_that_announces_a_bracket_belongs_to_it() -> None:
    (callout,) = find_bracketed("as in Refs. [2, 3] of", 9)
    assert callout.raw == "Refs. [2, 3]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Refs. 3 and 4 and", [(3, 4)]),
        ("in ref 17, of", [(17,)]),
        ("in ref. 3 and 5 cells", [(3,)]),
        ("references 12–14 show", [(12, 13, 14)]),
        ("a reference electrode of 5 cm, reference 20 °C", []),
        ("therefore 17 cells", []),
    ],
)
def test_numbers_that_a_word_announces(text: str, expected: list[tuple[int, ...]]) -> None:
    assert [callout.refs for callout in find_announced(text, 80)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("poor (43, 73).", [(43, 73)]),
        ("poor (9–11).", [(9, 10, 11)]),
        ("poor (Ref. 12), worse (refs. 12 and 13), worst (see 14)", [(12,), (12, 13), (14,)]),
        ("250 mAh g-1 (9).", [(9,)]),
        ("4.6 V versus Li/Li+ (27).", [(27,)]),
        ("the phase (12) of Kim et al. (29) is cubic", [(12,), (29,)]),
        ("lattices.(43) They hold,(44) as cells(45) do", [(43,), (44,), (45,)]),
        ("with Zeo++ (54) as before", [(54,)]),
        ("batteries (1) and capacitors (2) are sold", [(1,), (2,)]),
        ("a sum of x + (3)", []),
        ("in Fig. 3 (2020) and Eq. (3), Eqs. (1) and (2)", []),
        ("both (1) by heat and (2) by force", []),
        ("three steps: (1) mixing, (2) pressing, and (3) firing.", []),
        ("at 25 °C (298 K) with (5, 10) µm grains", []),
        ("a = 7.1920(1) and an occupancy of 0.974(2)", []),
        ("so that E = k T (7)", []),
    ],
)
def test_parentheses(text: str, expected: list[tuple[int, ...]]) -> None:
    assert [callout.refs for callout in find_parenthesised([text], 80)[0]] == expected


@pytest.mark.parametrize("text", ["the (111) plane", "a (003)/(104) ratio", "the (110) and (101) surfaces", "Pt(111)"])
def test_a_crystal_plane_is_no_citation(text: str) -> None:
    assert find_parenthesised([text], 167) == [[]]


def test_a_citation_run_into_a_formula_counts_where_others_are_run_into_words() -> None:
    text = "on sheets(11) and foils(12), on LiCoO2(13), sites O(2) of the lattice(14)."
    assert [callout.refs for callout in find_parenthesised([text], 80)[0]] == [(11,), (12,), (13,), (14,)]


def test_a_number_far_ahead_of_the_order_of_first_mention_is_no_citation() -> None:
    texts = [f"It is flat ({n})." for n in range(1, 21)]
    texts[2] = "It is flat (3) in a drum (19)."
    found = [callout.refs[0] for callouts in find_parenthesised(texts, 20) for callout in callouts]
    assert found == list(range(1, 21))


def test_numbers_beyond_the_list_are_told() -> None:
    assert list(iter_beyond("poor [7] and worse [12, 13], in [2019], on [0, 90]", 9)) == ["[12, 13]"]


def test_a_list_that_does_not_exist_is_none() -> None:
    assert parse_numbers("3, 900", 80) is None
    assert parse_numbers("0, 1", 80) is None
    assert find_bracketed("poor [17]", 0) == []


@settings(deadline=None)
@given(st.text(alphabet="[]()0123456789,–- abLi.Ref", max_size=60))
def test_callouts_lie_in_order_and_point_into_the_list(text: str) -> None:
    for callouts in (find_bracketed(text, 40), find_parenthesised([text], 40)[0], find_announced(text, 40)):
        end = 0
        for callout in callouts:
            assert end <= callout.start < callout.end <= len(text)
            assert text[callout.start : callout.end] == callout.raw
            assert callout.refs
            assert all(1 <= ref <= 40 for ref in callout.refs)
            end = callout.end
