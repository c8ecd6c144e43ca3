"""Remedies as a study reports them. The facts in the sentences are invented."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str, str], list[Any]]


LLZO = "Li7La3Zr2O12"


@pytest.mark.parametrize(
    ("text", "remedy", "place"),
    [
        ("Introducing a LiNbO3 layer between Li6PS5Cl and LiCoO2 suppresses side reactions.",
         ("cathode-coating", {"LiNbO3"}), ("Li6PS5Cl", "LiCoO2")),
        ("LiCoO2 particles were coated with LiNbO3, which suppressed the side reactions with Li6PS5Cl.",
         ("cathode-coating", {"LiNbO3"}), ("Li6PS5Cl", "LiCoO2")),
        ("A ZnO layer was deposited on LLZO, which improved the wettability by molten Li.",
         ("lithiophilic-interlayer", {"ZnO"}), (LLZO, "Li")),
        ("Sputtering a Mg layer onto LLZO improved the wettability by Li metal.",
         ("lithiophilic-interlayer", {"Mg"}), (LLZO, "Li")),
        ("LLZO was coated with a Sn film, improving the wettability by lithium metal.",
         ("lithiophilic-interlayer", {"Sn"}), (LLZO, "Li")),
        ("Garnet electrolytes coated with Al2O3 showed an improved wettability by lithium metal.",
         ("lithiophilic-interlayer", {"Al2O3"}), ("family:garnet", "Li")),
        ("A Cu3N mixed conductive interlayer between Li6PS5Cl and Li suppresses dendrite growth.",
         ("mixed-conductive-interlayer", {"Cu3N"}), ("Li6PS5Cl", "Li")),
        ("A gel polymer interlayer between LATP and Li suppresses side reactions.",
         ("polymer-interlayer", set()), ("Li1+xAlxTi2-x(PO4)3", "Li")),
        ("Doping of Ta into LLZO suppresses dendrite growth at the lithium anode.",
         ("cation-doping", {"Ta-doped Li7La3Zr2O12"}), (LLZO, "Li")),
        ("Nb doping of LLZO suppresses dendrite growth at the lithium anode.",
         ("cation-doping", {"Nb-doped Li7La3Zr2O12"}), (LLZO, "Li")),
        ("Ta-doped LLZO suppresses dendrite growth at the lithium anode.",
         ("cation-doping", {"Ta-doped Li7La3Zr2O12"}), (LLZO, "Li")),
        ("Ta substitution in LLZO suppresses dendrite growth at the lithium anode.",
         ("cation-doping", {"Ta-doped Li7La3Zr2O12"}), (LLZO, "Li")),
        ("Substitution of S with O in argyrodite Li6PS5Cl improves the stability against lithium metal.",
         ("oxygen-doping", {"O-doped Li6PS5Cl"}), ("Li6PS5Cl", "Li")),
        ("Substitution of Cl by Br in Li6PS5Cl suppresses dendrite growth at the lithium anode.",
         ("halide-doping", {"Br-doped Li6PS5Cl"}), ("Li6PS5Cl", "Li")),
        ("Stack pressure suppresses void formation at the LLZO/Li interface.",
         ("external-pressure", set()), (LLZO, "Li")),
        ("Void formation at the LLZO/Li interface is suppressed by stack pressure.",
         ("external-pressure", set()), (LLZO, "Li")),
        ("Acid treatment of LLZO improves the wettability by lithium metal.",
         ("surface-cleaning", set()), (LLZO, "Li")),
    ],
)  # fmt: skip
def test_a_remedy_has_its_strategy_materials_and_place(
    text: str, remedy: tuple[str, set[str]], place: tuple[str, str], read: Reader
) -> None:
    (case,) = read(text, "strategy_case")
    assert (case.strategy.removeprefix("strat:"), set(case.materials)) == remedy
    assert (case.host, case.electrode) == place
    assert case.polarity == "helps"


@pytest.mark.parametrize(
    ("text", "materials"),
    [
        ("Coatings of Si, Ge, Mg or ZnO on LLZO improve the wettability by lithium metal [1-4].",
         {"Si", "Ge", "Mg", "ZnO"}),
        ("LiNbO3 and Li3PO4 coatings at the LiCoO2/Li6PS5Cl interface prevent side reactions [1].",
         {"LiNbO3", "Li3PO4"}),
        ("Doping of Fe and Nb into LLZO suppresses dendrite growth [1].",
         {"Fe-doped Li7La3Zr2O12", "Nb-doped Li7La3Zr2O12"}),
    ],
)  # fmt: skip
def test_alternatives_are_a_case_each(text: str, materials: set[str], read: Reader) -> None:
    cases = read(text, "strategy_case")
    assert sorted(case.materials for case in cases) == sorted((material,) for material in materials)
    assert len({case.id for case in cases}) == len(materials)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("A Sn interlayer between LLZO and Li improved the contact.", "helps"),
        ("A Sn interlayer between LLZO and Li may improve the contact.", "helps"),
        ("A Sn interlayer between LLZO and Li increased the interfacial resistance.", "harms"),
        ("A Sn layer between LLZO and Li accelerates dendrite growth.", "harms"),
        ("A Sn interlayer between LLZO and Li did not improve the contact.", "no-help"),
        ("A Sn layer between LLZO and Li does not suppress dendrite growth.", "no-help"),
        ("Coating LiCoO2 with LiNbO3 did not reduce the interfacial resistance with Li6PS5Cl.", "no-help"),
    ],
)
def test_polarity_says_whether_it_helped(text: str, polarity: str, read: Reader) -> None:
    (case,) = read(text, "strategy_case")
    assert case.polarity == polarity


def test_a_doping_that_harms_gives_a_case_for_each_element(read: Reader) -> None:
    text = "Fe and Nb doping of LLZO accelerate side reactions with lithium metal [1]."
    cases = read(text, "strategy_case")
    assert {(case.materials, case.polarity, case.mechanisms) for case in cases} == {
        ((f"{element}-doped {LLZO}",), "harms", ("mech:interphase-formation",)) for element in ("Fe", "Nb")
    }


def test_numbers_before_and_after_are_the_effect(read: Reader) -> None:
    text = "A ZnO layer between LLZO and Li lowered the interfacial resistance from 500 to 20 Ω cm² at 60 °C [4]."
    (case,) = read(text, "strategy_case")
    (effect,) = case.effects
    assert (effect.property, effect.before, effect.after, effect.unit) == (
        "prop:interfacial-resistance", 500, 20, "ohm*cm^2",
    )  # fmt: skip
    assert dict(effect.conditions) == {"temperature": "60 °C"}
    assert case.issues == ("issue:sluggish-charge-transfer",)


def test_one_number_is_what_came_after(read: Reader) -> None:
    text = "A Ge film between LLZO and Li metal lowered the interfacial resistance to 115 Ω cm²."
    (case,) = read(text, "strategy_case")
    assert [(effect.before, effect.after) for effect in case.effects] == [(None, 115)]


def test_the_result_may_stand_in_the_next_sentence(read: Reader) -> None:
    text = (
        "An Al2O3 coating on LLZO lowered the contact angle of molten Li. "
        "As a result, the interfacial resistance dropped from 900 to 30 Ω cm²."
    )
    (case,) = read(text, "strategy_case")
    assert case.mechanisms == ("mech:poor-wettability",)
    assert [(effect.before, effect.after) for effect in case.effects] == [(900, 30)]


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("A ZnO layer on LLZO reacts with lithium to form LiZn and Li2O, which improves the wettability.",
         {"Li-Zn", "Li2O"}),
        ("An In interlayer between LLZO and Li forms a Li-In alloy and reduces the interfacial resistance.",
         {"Li-In"}),
    ],
)  # fmt: skip
def test_what_forms_from_the_layer_is_a_product(text: str, products: set[str], read: Reader) -> None:
    (case,) = read(text, "strategy_case")
    assert set(case.products) == products


@pytest.mark.parametrize(
    ("words", "method"),
    [
        ("atomic layer deposition", "ALD"),
        ("pulsed laser deposition", "PLD"),
        ("magnetron sputtering", "magnetron sputtering"),
    ],
)
def test_the_method_has_one_name(words: str, method: str, read: Reader) -> None:
    text = f"A ZnO layer was deposited on LLZO by {words}, which improved the wettability by molten Li."
    (case,) = read(text, "strategy_case")
    assert case.method == method


@pytest.mark.parametrize(
    "text",
    [
        "A Li3N layer between LLZO and Li suppresses dendrite growth, but it is difficult to prepare.",
        "A Li3N layer between LLZO and Li suppresses dendrite growth. However, it is difficult to prepare.",
    ],
)
def test_a_limit_is_the_caveat(text: str, read: Reader) -> None:
    (case,) = read(text, "strategy_case")
    assert case.polarity == "helps"
    assert "difficult to prepare" in case.caveat


def test_a_remedy_without_a_limit_has_no_caveat(read: Reader) -> None:
    text = "A Li3N layer between LLZO and Li suppresses dendrite growth. The cells were cycled."
    (case,) = read(text, "strategy_case")
    assert case.caveat is None


@pytest.mark.parametrize(
    ("text", "refs", "works"),
    [
        ("A Sn layer between LLZO and Li suppresses dendrites [4].", (4,), ("10.1000/four",)),
        ("A Sn layer between LLZO and Li suppresses dendrites [1, 3].", (1, 3), ("10.1000/one", "10.1000/three")),
        ("Maier et al. [2] showed that a Sn layer between LLZO and Li suppresses dendrites.", (2,), ("10.1000/two",)),
        ("A Sn layer between LLZO and Li suppresses dendrites.", (), ("review.md",)),
    ],
)
def test_the_works_are_the_studies_cited(
    text: str, refs: tuple[int, ...], works: tuple[str, ...], read: Reader
) -> None:
    (case,) = read(text, "strategy_case")
    assert (case.refs, tuple(sorted(case.works))) == (refs, works)


def test_a_guess_is_hedged(read: Reader) -> None:
    (case,) = read("An Al2O3 layer between LLZO and Li may suppress dendrite growth.", "strategy_case")
    assert case.hedged


@pytest.mark.parametrize(
    "text",
    [
        "Coatings on LiCoO2 are common.",
        "A Li3PO4 layer was introduced between LiPON and Li.",
        "The LiNbO3 coating on LiCoO2 has a thickness of 10 nm.",
        "LLZO doped with Ta was used as the electrolyte.",
        "Garnets are stiffer than coated sulfides.",
        "An interphase layer composed of Li3P and Li2S forms between Li3PS4 and Li.",
        "An interphase layer of Li3P and Li2S was reported between Li3PS4 and Li.",
        "Side reactions between Li6PS5Cl and LiCoO2 increase the interfacial resistance.",
        "Li2CO3 on LLZO causes poor wetting by lithium metal.",
        "Figure 1. A LiNbO3 layer between Li6PS5Cl and LiCoO2 suppresses side reactions.",
        "## 2 Suppression of dendrite growth at LLZO by Al2O3 interlayers",
    ],
)
def test_what_reports_no_remedy_is_no_case(text: str, read: Reader) -> None:
    assert read(text, "strategy_case") == []


def test_a_conductivity_alone_makes_no_remedy(read: Reader) -> None:
    text = "A composition doped from the parent phase has a conductivity of 8.8 mS cm−1 at room temperature."
    assert read(text, "strategy_case") == []


def test_what_is_said_of_a_class_stands_beside_what_is_said_of_its_members(read: Reader) -> None:
    text = (
        "Motivated by LiPON, oxygen doping of sulfide electrolytes suppresses dendrite growth;"
        " replacing sulfur is one way, and the substitution of S by O in Li6PS5Br improves its stability to Li [1]."
    )
    found = {(case.host, case.materials) for case in read(text, "strategy_case")}
    assert found == {("family:sulfide", ()), ("Li6PS5Br", ("O-doped Li6PS5Br",))}


def test_a_symbol_is_what_the_text_says_it_is(read: Reader) -> None:
    text = (
        "Two spheres of radii R1 and R2 are pressed by a force F, in which E1 and E2 are the elastic moduli."
        " Decreasing R and E and increasing F can result in a larger contact area."
    )
    found = {case.strategy.removeprefix("strat:") for case in read(text, "strategy_case")}
    assert found == {"microstructure-optimization", "soft-electrolyte", "external-pressure"}


def test_a_strategy_of_another_work_does_not_take_the_electrolyte_before(read: Reader) -> None:
    text = "A composite cathode of Li6PS5Cl and LiCoO2 lost contact [1]. Smaller particles improve the contact [2]."
    (case,) = [case for case in read(text, "strategy_case") if case.refs == (2,)]
    assert (case.host, case.electrode) == (None, None)
