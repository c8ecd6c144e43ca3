"""Concepts of the vocabulary in running text. The facts in the sentences are invented."""

import pytest

from ingest.concepts import ConceptMention
from ingest.pipeline import analyse_text


def concepts(text: str) -> list[ConceptMention]:
    return [mention for sentence in analyse_text(text) for mention in sentence.concepts]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Poor wettability was seen.", "mech:poor-wettability"),
        ("A high contact angle was seen.", "mech:poor-wettability"),
        ("Insufficient contact was seen.", "issue:poor-contact"),
        ("The loss of contact was seen.", "issue:poor-contact"),
        ("Li dendrites were seen.", "issue:li-dendrite"),
        ("Lithium filaments were seen.", "issue:li-dendrite"),
        ("A space-charge layer was seen.", "mech:space-charge-layer"),
        ("Space charge layers were seen.", "mech:space-charge-layer"),
        ("Cracking of the grains was seen.", "mech:stress-cracking"),
        ("A mixed conducting interphase was seen.", "mech:electron-conductive-interphase"),
        ("A reaction with moisture was seen.", "mech:moisture-reaction"),
        ("H2S evolution was seen.", "issue:air-instability"),
    ],
)
def test_a_problem_is_found_under_its_names(text: str, concept: str) -> None:
    assert [(mention.concept, mention.valence) for mention in concepts(text)] == [(concept, -1)]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Hot pressing was used.", "strat:hot-pressing"),
        ("Stack pressure was used.", "strat:external-pressure"),
        ("A lithiophilic interlayer was used.", "strat:lithiophilic-interlayer"),
        ("A lithiophobic interface was used.", "strat:lithiophobic-interface"),
    ],
)
def test_a_strategy_is_neither_good_nor_bad(text: str, concept: str) -> None:
    assert [(mention.concept, mention.valence) for mention in concepts(text)] == [(concept, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "An improved wettability was seen.",
        "A lower interfacial resistance was seen.",
        "A decrease in interfacial resistance was seen.",
        "Dendrite suppression was seen.",
        "Dendrite-free plating was seen.",
        "The absence of cracks was seen.",
    ],
)
def test_words_that_turn_a_problem_make_it_a_relief(text: str) -> None:
    (mention,) = concepts(text)
    assert mention.valence == 1


def test_a_quality_alone_is_no_problem() -> None:
    (mention,) = concepts("The wettability was studied.")
    assert mention.bare


def test_a_number_says_neither_more_nor_less_of_a_problem() -> None:
    assert [mention.valence for mention in concepts("The interfacial resistance of 20 Ω cm2 was seen.")] == [0]


def test_a_mention_is_of_its_kind_and_covers_its_words() -> None:
    (sentence,) = analyse_text("We saw void formation at once.")
    (mention,) = sentence.concepts
    assert mention.kind == "mech"
    assert sentence.words(mention.first, mention.last) == "void formation"


@pytest.mark.parametrize("text", ["", "The cells were dried.", "A lithium salt was weighed."])
def test_text_without_a_concept_gives_none(text: str) -> None:
    assert concepts(text) == []
