"""Mechanisms at an interface or in an electrolyte. The facts in the sentences are invented."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str, str], list[Any]]


LLZO = "Li7La3Zr2O12"
LATP = "Li1+xAlxTi2-x(PO4)3"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LLZO shows a poor wettability by lithium metal.", (LLZO, "Li", "mech:poor-wettability")),
        ("Li10GeP2S12 is reduced by lithium metal.", ("Li10GeP2S12", "Li", "mech:electrolyte-reduction")),
        ("XPS shows that Li3PS4 is oxidized by LiCoO2.", ("Li3PS4", "LiCoO2", "mech:electrolyte-oxidation")),
        ("At the interface between Li3PS4 and LiCoO2, a space charge layer forms.",
         ("Li3PS4", "LiCoO2", "mech:space-charge-layer")),
        ("Interdiffusion of Co and La occurs at the LiCoO2/LLZO interface.",
         (LLZO, "LiCoO2", "mech:elemental-interdiffusion")),
        ("Side reactions were found between sulfide electrolytes and layered oxide cathodes.",
         ("family:sulfide", "family:layered-oxide", "mech:interphase-formation")),
        ("Lithium grows along grain boundaries of LLZO.", (LLZO, "Li", "mech:grain-boundary-propagation")),
        ("Dendrites grow through pores and cracks in LLZO.", (LLZO, "Li", "mech:pore-crack-filling")),
    ],
)  # fmt: skip
def test_a_mechanism_occurs_at_its_interface(text: str, expected: tuple[str, str, str], read: Reader) -> None:
    (fact,) = read(text, "interface_fact")
    assert (fact.electrolyte, fact.electrode, fact.mechanism) == expected
    assert fact.polarity == "occurs"


def test_a_layer_formed_at_an_interface_is_an_interphase(read: Reader) -> None:
    text = "Microscopy shows the formation of a thin (4 nm) Li3BO3 layer at the LLZO/Li interface."
    (fact,) = read(text, "interface_fact")
    assert (fact.electrolyte, fact.electrode, fact.mechanism) == (LLZO, "Li", "mech:interphase-formation")


def test_the_sei_is_the_one_told_before(read: Reader) -> None:
    text = "LiPON forms a stable SEI on lithium metal. XPS showed that the SEI was composed of Li3P, Li2O and Li3N."
    (fact,) = [fact for fact in read(text, "interface_fact") if fact.products]
    assert (fact.mechanism, set(fact.products)) == ("mech:passivating-interphase", {"Li3P", "Li2O", "Li3N"})
    assert len(fact.evidence) == 2


def test_a_reaction_in_air_needs_no_electrode(read: Reader) -> None:
    (fact,) = read("LLZO reacts with moisture and forms Li2CO3 and LiOH on its surface.", "interface_fact")
    assert (fact.electrolyte, fact.electrode, fact.mechanism) == (LLZO, None, "mech:moisture-reaction")
    assert set(fact.products) == {"Li2CO3", "LiOH"}


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("Li6PS5Cl decomposes into Li2S, Li3P and LiCl in contact with lithium metal.", {"Li2S", "Li3P", "LiCl"}),
        ("Li10GeP2S12 is reduced by lithium metal, forming Li3P, Li2S and Li-Ge alloys.", {"Li3P", "Li2S", "Li-Ge"}),
        ("Side reactions between Li3PS4 and LiCoO2 lead to the formation of Co3S4.", {"Co3S4"}),
    ],
)
def test_the_products_are_those_that_form(text: str, products: set[str], read: Reader) -> None:
    facts = read(text, "interface_fact")
    assert facts
    assert {product for fact in facts for product in fact.products} == products


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No interphase forms between LLZO and Li metal.", (LLZO, "Li", "mech:interphase-formation")),
        ("Void formation was not observed at the LLZO/Li interface.", (LLZO, "Li", "mech:void-formation")),
        ("Li3InCl6 shows no side reactions with LiCoO2.", ("Li3InCl6", "LiCoO2", "mech:interphase-formation")),
    ],
)
def test_a_mechanism_that_is_denied_is_absent(text: str, expected: tuple[str, str, str], read: Reader) -> None:
    (fact,) = read(text, "interface_fact")
    assert (fact.electrolyte, fact.electrode, fact.mechanism) == expected
    assert fact.polarity == "absent"


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("The reduction of Ti4+ in LATP by Li may form an interphase [1].", True),
        ("DFT calculations predict side reactions between LLZO and LiCoO2 [1].", True),
        ("Side reactions between LLZO and LiCoO2 were found by XPS [1].", False),
    ],
)
def test_a_fact_carries_its_hedge_and_references(text: str, hedged: bool, read: Reader) -> None:
    facts = read(text, "interface_fact")
    assert facts
    assert {(fact.hedged, fact.refs) for fact in facts} == {(hedged, (1,))}


def test_technique_and_source_are_those_of_the_sentence(read: Reader) -> None:
    (fact,) = read("XPS shows that Li3PS4 is oxidized by LiCoO2.", "interface_fact")
    assert (fact.techniques, fact.source_type) == (("tech:xps",), "experiment")


@pytest.mark.parametrize(
    "text",
    [
        "The interface between LLZO and LiCoO2 was studied.",
        "Stack pressure suppresses void formation at the LLZO/Li interface.",
        "Void formation is common at metal anodes.",
        "Li-In alloy anodes are used with Li6PS5Cl.",
        "Figure 2. Side reactions between Li3PS4 and LiCoO2.",
    ],
)
def test_what_names_no_mechanism_of_an_interface_is_no_fact(text: str, read: Reader) -> None:
    assert read(text, "interface_fact") == []


def test_a_class_named_only_for_comparison_has_no_fact(read: Reader) -> None:
    text = "Compared with garnet electrolytes, Li6PS5Cl is reduced by lithium metal."
    assert {fact.electrolyte for fact in read(text, "interface_fact")} == {"Li6PS5Cl"}


def test_a_sodium_electrolyte_meets_sodium(read: Reader) -> None:
    (fact,) = read("The SEI of Na3SbS4 grows by reduction of the electrolyte at low potentials.", "interface_fact")[:1]
    assert (fact.electrolyte, fact.electrode) == ("Na3SbS4", "Na")
