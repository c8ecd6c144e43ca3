"""Where sentences begin and end, and what stands in one. The facts in the sentences are invented."""

import cProfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Callout
from ingest.pipeline import analyse_text
from ingest.sentences import find_sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wetting is poor. Voids grow.", ["Wetting is poor.", "Voids grow."]),
        ("Maier et al. saw voids. They grow.", ["Maier et al. saw voids.", "They grow."]),
        ("Voids grow (Fig. 3). Cracks follow.", ["Voids grow (Fig. 3).", "Cracks follow."]),
        ("See Eq. 2 and Ref. 5. It holds.", ["See Eq. 2 and Ref. 5.", "It holds."]),
        ("It is ca. 10 nm thick. It grows.", ["It is ca. 10 nm thick.", "It grows."]),
        ("At 0.5 V it decomposes. At 1.0 V it lasts.", ["At 0.5 V it decomposes.", "At 1.0 V it lasts."]),
        ("Does it wet? It does.", ["Does it wet?", "It does."]),
        ("Coatings (Si, Ge, etc.) help. They adhere.", ["Coatings (Si, Ge, etc.) help.", "They adhere."]),
        ("Coatings of Si, Ge, etc. They adhere.", ["Coatings of Si, Ge, etc.", "They adhere."]),
        ("Cl vs. Br is open. So is I.", ["Cl vs. Br is open.", "So is I."]),
        ("The anode is Li. Sodium comes next.", ["The anode is Li.", "Sodium comes next."]),
        (
            "Cells ran at 40 °C. Others ran at 0.2 C. All lasted.",
            ["Cells ran at 40 °C.", "Others ran at 0.2 C.", "All lasted."],
        ),
        ("It holds to 3.8 V. LTO is stable.", ["It holds to 3.8 V.", "LTO is stable."]),
        ("It starts at point A. The rest follows.", ["It starts at point A.", "The rest follows."]),
        ("The sheet of N. Maier held. It is flat.", ["The sheet of N. Maier held.", "It is flat."]),
        ("As fig. S12 and refs. 3 and 4 show. It is so.", ["As fig. S12 and refs. 3 and 4 show.", "It is so."]),
        ("Foils of Sheet Co. Ltd. were cut. They fit.", ["Foils of Sheet Co. Ltd. were cut.", "They fit."]),
        ("A (see Fig. 2. Also b) holds. It is so.", ["A (see Fig. 2. Also b) holds.", "It is so."]),
        ("A cell (no. 7), and b) hold. It is so (c).", ["A cell (no. 7), and b) hold.", "It is so (c)."]),
        ("It is flat (as told. It is thin (really).", ["It is flat (as told.", "It is thin (really)."]),
        ("It grows, e.g. in cells, i.e. at 5 V. It stops.", ["It grows, e.g. in cells, i.e. at 5 V.", "It stops."]),
        ("It grows. β-Li3PS4 does not. n-Type does.", ["It grows.", "β-Li3PS4 does not.", "n-Type does."]),
        ("It grows. 5 cells failed. pH fell.", ["It grows.", "5 cells failed.", "pH fell."]),
        ("1. Cut the foil. 2. Press it.", ["1. Cut the foil.", "2. Press it."]),
        ("It is “flat.” They say so.", ["It is “flat.”", "They say so."]),
        ("Fig. 2 a A sheet. b A foil. c–e Discs.", ["Fig. 2 a A sheet.", "b A foil.", "c–e Discs."]),
        ("It was seen by Maier et al. The voids grow.", ["It was seen by Maier et al.", "The voids grow."]),
        ("No full stop at the end", ["No full stop at the end"]),
        ("", []),
    ],
)
def test_spans_are_whole_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "raws", "expected"),
    [
        ("It is flat.72 The end.", ["72"], ["It is flat.72", "The end."]),
        ("It is flat. 5,6 The end.", ["5,6"], ["It is flat. 5,6", "The end."]),
        ("It is flat. [1-3] The end.", ["[1-3]"], ["It is flat. [1-3]", "The end."]),
        ("It is “flat.”7 The end.", ["7"], ["It is “flat.”7", "The end."]),
        ("As seen by He et al.17 The end.", ["17"], ["As seen by He et al.17", "The end."]),
        ("He et al.17 saw it. The end.", ["17"], ["He et al.17 saw it.", "The end."]),
        ("It is flat [Ref. 25]. The end.", ["[Ref. 25]"], ["It is flat [Ref. 25].", "The end."]),
        ("Flat (A. Bo, pers. C. et al. 2017). The end.", ["(A. Bo, pers. C. et al. 2017)"], None),
    ],
)
def test_a_callout_stays_with_its_sentence(text: str, raws: list[str], expected: list[str] | None) -> None:
    callouts = [Callout(text.index(raw), text.index(raw) + len(raw), raw, (1,)) for raw in raws]
    found = [text[start:end] for start, end in find_sentence_spans(text, callouts)]
    assert found == (expected or [text.removesuffix(" The end."), "The end."])


@given(st.text(alphabet="aB .!?()[]“”3,\n", max_size=60))
def test_spans_are_in_order_and_leave_out_nothing_but_blanks(text: str) -> None:
    place = 0
    for start, end in find_sentence_spans(text):
        assert not text[place:start].strip()
        assert place <= start < end <= len(text)
        place = end
    assert not text[place:].strip()


def test_a_sentence_knows_its_mentions_in_order() -> None:
    (sentence,) = analyse_text("Li3PS4 against LiCoO2 gave 40 Ω cm² and 0.3 mS cm−1.")
    assert [mention.identity.id for mention in sentence.materials] == ["Li3PS4", "LiCoO2"]
    assert [quantity.value for quantity in sentence.quantities] == [40, 0.3]


def test_terms_point_at_their_own_text() -> None:
    text = "Li6PS5Cl/LiCoO2 cells lose contact. An Li-In anode keeps it at 5 MPa."
    for sentence in analyse_text(text):
        assert [text[term.start : term.end] for term in sentence.terms] == [term.text for term in sentence.terms]
        starts = [term.start for term in sentence.terms]
        assert starts == sorted(set(starts))


def test_words_returns_the_text_as_it_stands() -> None:
    (sentence,) = analyse_text("Voids (and cracks) grow.")
    assert sentence.words(0, len(sentence.terms)) == "Voids (and cracks) grow"
    assert sentence.words(2, 2) == ""


def test_what_runs_on_is_broken_at_semicolons_then_between_words() -> None:
    run_on = "Cells held 0.5 V against LLZO and Li at 60 °C " * 40
    listed = "LLZO cracked at 0.3 mA cm−2 in a cell of 2 mm; " * 40
    for text in (run_on, listed, "x" * 4000):
        spans = find_sentence_spans(text)
        assert max(end - start for start, end in spans) <= 1500
        assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
    assert all(listed[:end].rstrip().endswith(";") for _, end in find_sentence_spans(listed))


def test_a_paragraph_without_sentences_takes_time_in_proportion() -> None:
    piece = "Li7La3Zr2O12 against Li gave 40 Ω cm² at 60 °C and led to voids "
    analyse_text(piece)
    steps = [_count_calls(piece * n) for n in (40, 160)]
    assert steps[1] < 6 * steps[0]


def _count_calls(text: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(analyse_text, text)
    return sum(entry.callcount for entry in profile.getstats())
