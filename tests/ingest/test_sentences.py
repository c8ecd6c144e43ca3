"""Where sentences begin and end, and what stands in one. The facts in the sentences are invented."""

import pytest

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
        ("No full stop at the end", ["No full stop at the end"]),
        ("", []),
    ],
)
def test_spans_are_whole_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


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
