"""Cause-effect statements in the text's own words. The facts in the sentences are invented."""

import pytest

from ingest.pipeline import analyse_text
from ingest.relations import find_relations, split_coordination


def relations(text: str) -> list[tuple[str, str, str]]:
    """Return (cause, polarity, effect) of each relation of the text's only sentence."""
    (sentence,) = analyse_text(text)
    words = [term.text.lower() for term in sentence.terms]
    found = find_relations(words, [term.keys for term in sentence.terms])
    return [(sentence.words(*r.cause), r.polarity, sentence.words(*r.effect)) for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poor wettability causes contact loss.", ("Poor wettability", "promotes", "contact loss")),
        ("Contact loss is caused by poor wettability.", ("poor wettability", "promotes", "Contact loss")),
        ("The contact loss results from poor wettability.", ("poor wettability", "promotes", "contact loss")),
        ("Dendrite growth is due to void formation.", ("void formation", "promotes", "Dendrite growth")),
        ("Roughness is responsible for dendrite growth.", ("Roughness", "promotes", "dendrite growth")),
        ("Swelling is the origin of contact loss.", ("Swelling", "promotes", "contact loss")),
        ("Impedance growth is attributed to voids.", ("voids", "promotes", "Impedance growth")),
        ("Crack growth arises from swelling.", ("swelling", "promotes", "Crack growth")),
        ("Stack pressure suppresses void formation.", ("Stack pressure", "reduces", "void formation")),
        ("Void formation is suppressed by stack pressure.", ("stack pressure", "reduces", "Void formation")),
        ("Dendrites can be prevented by a dense pellet.", ("dense pellet", "reduces", "Dendrites")),
        ("Stack pressure does not suppress void formation.", ("Stack pressure", "none", "void formation")),
        ("Stack pressure cannot prevent dendrite growth.", ("Stack pressure", "none", "dendrite growth")),
        ("Volume changes may lead to crack growth.", ("Volume changes", "promotes", "crack growth")),
    ],
)
def test_one_statement_gives_one_relation(text: str, expected: tuple[str, str, str]) -> None:
    assert relations(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Decreasing the grain size leads to cracks.", ("Decreasing the grain size", "promotes", "cracks")),
        ("Adding LiF and increasing the pressure suppress dendrites.",
         ("Adding LiF and increasing the pressure", "reduces", "dendrites")),
        ("Cycling leads not only to cracks, but also to voids.", ("Cycling", "promotes", "cracks, but also to voids")),
    ],
)  # fmt: skip
def test_a_gerund_is_a_subject_and_but_also_goes_on(text: str, expected: tuple[str, str, str]) -> None:
    assert relations(text) == [expected]


def test_two_verbs_share_their_subject() -> None:
    assert relations("Voids reduce the contact area and accelerate the growth of dendrites.") == [
        ("Voids", "reduces", "contact area"),
        ("Voids", "promotes", "growth of dendrites"),
    ]


def test_but_keeps_the_subject_too() -> None:
    assert relations("An interlayer alleviates side reactions but raises the internal resistance.") == [
        ("interlayer", "reduces", "side reactions"),
        ("interlayer", "promotes", "internal resistance"),
    ]


def test_which_goes_on_from_the_effect_before() -> None:
    assert relations("Void formation results in contact loss, which triggers dendrite growth.") == [
        ("Void formation", "promotes", "contact loss"),
        ("contact loss", "promotes", "dendrite growth"),
    ]


def test_a_participle_after_a_comma_takes_the_clause_as_its_cause() -> None:
    ((cause, polarity, effect),) = relations("Side reactions take place, increasing the interfacial resistance.")
    assert cause.startswith("Side reactions")
    assert (polarity, effect) == ("promotes", "interfacial resistance")


def test_whereas_parts_two_statements() -> None:
    text = "Contact loss arises from swelling, whereas dendrite growth originates from cracks."
    assert relations(text) == [
        ("swelling", "promotes", "Contact loss"),
        ("cracks", "promotes", "dendrite growth"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The effect of volume change on dendrite growth was studied.",
        "The cells were cycled for a week.",
        "The dendrites are suppressed.",
        "A cell with reduced resistance was shown.",
    ],
)
def test_a_sentence_without_a_cause_states_no_relation(text: str) -> None:
    assert relations(text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("cracks and voids", ["cracks", "voids"]),
        ("cracks , voids and pores", ["cracks", "voids", "pores"]),
        ("contact between anode and garnet", ["contact between anode and garnet"]),
        ("poor contact", ["poor contact"]),
    ],
)
def test_coordination_is_split_unless_between_holds_it(text: str, parts: list[str]) -> None:
    words = text.split()
    assert [" ".join(words[a:b]) for a, b in split_coordination(words, (0, len(words)))] == parts
