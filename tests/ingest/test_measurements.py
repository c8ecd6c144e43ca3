"""Numbers with their property, subject and conditions. The facts in the sentences are invented."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str, str], list[Any]]


@pytest.mark.parametrize(
    ("text", "subject", "measured"),
    [
        ("The ionic conductivity of Li6PS5Cl is 3 mS cm−1.", "Li6PS5Cl", ("ionic-conductivity", 0.003, "S/cm")),
        ("The contact angle of molten Li on LLZO is 95°.", "Li7La3Zr2O12|Li", ("contact-angle", 95, "degree")),
        ("The Li|LLZO|Li cell had a critical current density of 0.6 mA cm−2.", "Li7La3Zr2O12|Li",
         ("critical-current-density", 0.6, "mA/cm^2")),
        ("A 5 nm thick LiNbO3 layer was coated on LiCoO2.", "LiNbO3", ("thickness", 5, "nm")),
        ("Garnet pellets have a relative density of 95%.", "family:garnet", ("relative-density", 95, "%")),
        ("Li3PS4 was pressed at 300 MPa.", "Li3PS4", ("pressure", 300, "MPa")),
        ("The Young's modulus of LLZO is 150 GPa.", "Li7La3Zr2O12", ("youngs-modulus", 150, "GPa")),
        ("The interfacial resistance was 20 Ω cm2.", None, ("interfacial-resistance", 20, "ohm*cm^2")),
        ("The interfacial resistance of LLZO/Li was 1.2 kΩ cm2.", "Li7La3Zr2O12|Li",
         ("interfacial-resistance", 1200, "ohm*cm^2")),
    ],
)  # fmt: skip
def test_a_number_is_converted_and_attached(
    text: str, subject: str | None, measured: tuple[str, float, str], read: Reader
) -> None:
    prop, value, unit = measured
    (m,) = read(text, "measurement")
    assert (m.subject, m.property, m.unit) == (subject, f"prop:{prop}", unit)
    assert m.value == pytest.approx(value)
    assert m.raw in m.evidence[0].text


@pytest.mark.parametrize(
    ("text", "comparator", "value", "value_max"),
    [
        ("The interfacial resistance of LLZO/Li is less than 10 Ω cm2.", "<", 10, None),
        ("The electronic conductivity of LLZO is below 10−8 S cm−1.", "<", 1e-8, None),
        ("The interfacial resistance of LLZO/Li exceeds 300 Ω cm2.", ">", 300, None),
        ("The thickness of the LiNbO3 layer was 10–20 nm.", "=", 10, 20),
    ],
)
def test_bounds_and_ranges_are_kept(
    text: str, comparator: str, value: float, value_max: float | None, read: Reader
) -> None:
    (m,) = read(text, "measurement")
    assert (m.comparator, m.value_max) == (comparator, value_max)
    assert m.value == pytest.approx(value)


@pytest.mark.parametrize("printed", ["RT", "room temperature", "ambient temperature"])
def test_room_temperature_is_one_condition_however_printed(printed: str, read: Reader) -> None:
    (m,) = read(f"The ionic conductivity of Li3PS4 is 0.2 mS cm−1 at {printed}.", "measurement")
    assert m.conditions == {"temperature": "RT"}


def test_each_number_has_its_own_subject_and_temperature(read: Reader) -> None:
    text = "LLZO has an ionic conductivity of 5 × 10−4 S cm−1 at RT, while LATP reaches 7 × 10−4 S cm−1 at 100 °C [2]."
    found = [m for m in read(text, "measurement") if m.property == "prop:ionic-conductivity"]
    assert [(m.subject, m.value, m.conditions) for m in found] == [
        ("Li7La3Zr2O12", pytest.approx(5e-4), {"temperature": "RT"}),
        ("Li1+xAlxTi2-x(PO4)3", pytest.approx(7e-4), {"temperature": "100 °C"}),
    ]
    assert all(m.refs == (2,) for m in found)


def test_a_condition_is_a_measurement_too(read: Reader) -> None:
    found = read("The ionic conductivity of Li3PS4 is 0.9 mS cm−1 at 80 °C.", "measurement")
    assert [(m.property, m.value) for m in found] == [
        ("prop:ionic-conductivity", pytest.approx(9e-4)),
        ("prop:temperature", 80),
    ]


def test_from_and_to_are_before_and_after(read: Reader) -> None:
    text = "The contact angle of molten Li on LLZO fell from 140° to 60°."
    found = read(text, "measurement")
    assert [(m.value, m.conditions["state"]) for m in found] == [(140, "before"), (60, "after")]


def test_two_materials_keep_their_numbers_apart(read: Reader) -> None:
    text = "The Young's modulus of LLZO is 150 GPa and that of Li6PS5Cl is 22 GPa."
    assert [(m.subject, m.value) for m in read(text, "measurement")] == [
        ("Li7La3Zr2O12", 150),
        ("Li6PS5Cl", 22),
    ]


@pytest.mark.parametrize(
    "text",
    ["Sample 12 was stored in a box.", "The cells of Refs. [1, 2] failed.", "LLZO reacts with Li.", "See Figure 3."],
)
def test_a_number_without_a_property_is_no_measurement(text: str, read: Reader) -> None:
    assert read(text, "measurement") == []


def test_the_number_of_a_caption_counts(read: Reader) -> None:
    text = "Figure 1. A LiNbO3 layer with a thickness of 10 nm on LiCoO2 [3]."
    assert [(m.subject, m.value, m.refs) for m in read(text, "measurement")] == [("LiNbO3", 10, (3,))]


def triples(records: list[Any]) -> list[tuple[str | None, str, float]]:
    return [(m.subject, m.property.removeprefix("prop:"), m.value) for m in records]


ATTACHED: dict[str, list[tuple[str | None, str, float]]] = {
    # each its own property, though the dimension is one
    "The fracture toughness of Li6PS5Cl is 0.25 MPa m^½ and its Young's modulus is 21 GPa.": [
        ("Li6PS5Cl", "fracture-toughness", 0.25), ("Li6PS5Cl", "youngs-modulus", 21)],
    "The adhesion strength of the LLZO/Li interface reached 3 MPa.": [("Li7La3Zr2O12|Li", "adhesion-strength", 3000)],
    "The lattice parameter of LLZO is 12.97 Å.": [("Li7La3Zr2O12", "lattice-parameter", 12.97)],
    "The bottleneck size in Na2ZrCl6 is 0.7 Å.": [("Na2ZrCl6", "bottleneck-size", 0.7)],
    "LLZO was annealed at 900 °C for 1.5 h.": [
        ("Li7La3Zr2O12", "temperature", 900), ("Li7La3Zr2O12", "process-time", 1.5)],
    "The Li|Li6PS5Cl|Li cell was cycled for 300 h.": [("Li6PS5Cl|Li", "cycling-time", 300)],
    "Li6PS5Cl was milled for two hours.": [("Li6PS5Cl", "process-time", 2)],
    "The LiCoO2 cathode retained 85% of its capacity in the 200th cycle.": [
        ("LiCoO2", "capacity-retention", 85), ("LiCoO2", "cycle-number", 200)],
    "A NCM811 electrode gave 150 mAh g−1 at 200 mA g−1.": [
        ("LiNi0.8Co0.1Mn0.1O2", "capacity", 150), ("LiNi0.8Co0.1Mn0.1O2", "specific-current", 200)],
    # lists with "respectively"
    "The conductivities of LLZO and LATP are 0.5 and 1.2 mS cm−1, respectively.": [
        ("Li7La3Zr2O12", "ionic-conductivity", 5e-4), ("Li1+xAlxTi2-x(PO4)3", "ionic-conductivity", 1.2e-3)],
    "The interfacial resistances of LLZO/Li and LATP/Li were 30 and 900 Ω cm2, respectively.": [
        ("Li7La3Zr2O12|Li", "interfacial-resistance", 30), ("Li1+xAlxTi2-x(PO4)3|Li", "interfacial-resistance", 900)],
    "Layers of LiNbO3, Al2O3 and LiF with thicknesses of 5, 2 and 8 nm, respectively, were tested.": [
        ("LiNbO3", "thickness", 5), ("Al2O3", "thickness", 2), ("LiF", "thickness", 8)],
    # the material of its own clause, bracket or phrase
    "Li3YCl6 reaches 0.5 mS cm−1 while Na2ZrCl6 shows only 0.02 mS cm−1.": [
        ("Li3YCl6", "ionic-conductivity", 5e-4), ("Na2ZrCl6", "ionic-conductivity", 2e-5)],
    "Na2ZrCl6, with the same framework as Li3YCl6, has a conductivity of 0.02 mS cm−1.": [
        ("Na2ZrCl6", "ionic-conductivity", 2e-5)],
    "Compared with Li3YCl6 (0.5 mS cm−1), Li3InCl6 has a conductivity of 1.5 mS cm−1.": [
        ("Li3YCl6", "ionic-conductivity", 5e-4), ("Li3InCl6", "ionic-conductivity", 1.5e-3)],
    "LGPS has a higher conductivity (12 mS cm−1) than LLZO (0.3 mS cm−1).": [
        ("Li10GeP2S12", "ionic-conductivity", 0.012), ("Li7La3Zr2O12", "ionic-conductivity", 3e-4)],
    "Crystalline electrolytes (LLZO, 10−4 S cm−1) and (LGPS, 10−2 S cm−1) are known.": [
        ("Li7La3Zr2O12", "ionic-conductivity", 1e-4), ("Li10GeP2S12", "ionic-conductivity", 1e-2)],
    "The capacity reached 150 mAh g−1 (LiCoO2) and 190 mAh g−1 (NCM811).": [
        ("LiCoO2", "capacity", 150), ("LiNi0.8Co0.1Mn0.1O2", "capacity", 190)],
    "Cells with carbon-coated collectors delivered 160 mAh g−1.": [(None, "capacity", 160)],
    "A modulus of 5 GPa was found for Li metal.": [("Li", "youngs-modulus", 5)],
    # a list of materials directly before a list of numbers
    "Li3YCl6, Li3YBr6 and Li3InCl6 show 0.5, 1.7 and 1.5 mS cm−1.": [
        ("Li3YCl6", "ionic-conductivity", 5e-4), ("Li3YBr6", "ionic-conductivity", 1.7e-3),
        ("Li3InCl6", "ionic-conductivity", 1.5e-3)],
    # a list of properties with "respectively"
    "The Young's modulus and hardness of LLZO are 150 and 9 GPa, respectively.": [
        ("Li7La3Zr2O12", "youngs-modulus", 150), ("Li7La3Zr2O12", "hardness", 9)],
    # what stands aside, in a blend, behind a preposition or with an amount is not what the number is of
    "Li3InCl6, a cold-pressed mixture of LiCl and InCl3, achieved 1.5 mS cm−1.": [
        ("Li3InCl6", "ionic-conductivity", 1.5e-3)],
    "Na2.9Sb0.9W0.1S4, obtained by putting W into Na3SbS4, conducts 20 mS cm−1.": [
        ("Na2.9Sb0.9W0.1S4", "ionic-conductivity", 0.02)],
    "A composite of Na3SbS4 and Na2ZrCl6 gives 0.9 mS cm−1.": [("Na3SbS4", "ionic-conductivity", 9e-4)],
    "LLZO was mixed with Li2CO3 and Al2O3 and fired at 950 °C.": [("Li7La3Zr2O12", "temperature", 950)],
    "PVDF-HFP soaked with 1 M LiPF6 has a conductivity of 0.8 mS cm−1.": [
        ("LiPF6", "concentration", 1), ("PVDF-HFP", "ionic-conductivity", 8e-4)],
    "The LiF layer on Li6PS5Cl is 20 nm thick.": [("LiF", "thickness", 20)],
    "The Li3N layer (formed on Li) has a thickness of 30 nm.": [("Li3N", "thickness", 30)],
    "NaCrO2 reacts at the Na2ZrCl6 side, thus showing a capacity of 90 mAh g−1.": [("NaCrO2", "capacity", 90)],
    # what precursors become
    "Li2S, P2S5 and LiCl were mixed and annealed at 550 °C to form Li6PS5Cl.": [("Li6PS5Cl", "temperature", 550)],
    # a capacity is of the electrode
    "The reversible capacity of NCM811 in an NCM811|Li6PS5Cl|graphite full cell reached a value of 185 mAh g−1.": [
        ("LiNi0.8Co0.1Mn0.1O2", "capacity", 185)],
    "NCM811|Li3InCl6|Li6PS5Cl|Li-In delivers 180 mAh g−1.": [("LiNi0.8Co0.1Mn0.1O2", "capacity", 180)],
    "Li3PO4 on NCM523 raised the capacity retention to 91% over 100 cycles.": [
        ("LiNi0.5Co0.2Mn0.3O2", "capacity-retention", 91), ("LiNi0.5Co0.2Mn0.3O2", "cycle-number", 100)],
    # the property of the number before holds on
    "The retention was 89% for NCM811, but 61% for LiCoO2.": [
        ("LiNi0.8Co0.1Mn0.1O2", "capacity-retention", 89), ("LiCoO2", "capacity-retention", 61)],
    "The relative density of LLZO fired in air was 88% and that of LATP fired in pure oxygen for as long was 96%.": [
        ("Li7La3Zr2O12", "relative-density", 88), ("Li1+xAlxTi2-x(PO4)3", "relative-density", 96)],
    "The NCM811 cathode delivered 196 vs. 183 mAh g−1.": [
        ("LiNi0.8Co0.1Mn0.1O2", "capacity", 196), ("LiNi0.8Co0.1Mn0.1O2", "capacity", 183)],
    # a share, a size or a number of cycles by what stands beside it
    "The electrode holds 2.5 % carbon.": [("carbon", "mass-fraction", 2.5)],
    "LiCoO2 disappointed (70% at the 100th cycle).": [
        ("LiCoO2", "capacity-retention", 70), ("LiCoO2", "cycle-number", 100)],
    "A sheet of Li6PS5Cl (30 µm) was used.": [("Li6PS5Cl", "thickness", 30000)],
    "The cell has a 20 µm LLZO membrane.": [("Li7La3Zr2O12", "thickness", 20000)],
    "NaCrO2 was stable over 60 cycles with a retention of 80%.": [
        ("NaCrO2", "cycle-number", 60), ("NaCrO2", "capacity-retention", 80)],
    "The roughness (Sq) of LLZO fell to values of 12, 45 and 210 nm.": [
        ("Li7La3Zr2O12", "roughness", 12), ("Li7La3Zr2O12", "roughness", 45), ("Li7La3Zr2O12", "roughness", 210)],
    "The polarization of NaCrO2 is large (with its capacity mainly below 2.5 V).": [("NaCrO2", "voltage", 2.5)],
    "NaCrO2 has an operating voltage of 3.0 V.": [("NaCrO2", "voltage", 3.0)],
    "NaCrO2 lost much: 40% of its capacity was lost.": [("NaCrO2", "relative-change", 40)],
    # who a number belongs to where several are named
    "The Zr-doped variant Li2.6Er0.6Zr0.4Cl6 reaches 1.1 mS cm−1, against 0.3 mS cm−1 for the parent.": [
        ("Li2.6Er0.6Zr0.4Cl6", "ionic-conductivity", 1.1e-3), ("Li3ErCl6", "ionic-conductivity", 3e-4)],
    "Two glasses, LiTaOCl4 and LiNbOCl4 (12.4 and 10.4 mS cm−1), conduct best.": [
        ("LiTaOCl4", "ionic-conductivity", 1.24e-2), ("LiNbOCl4", "ionic-conductivity", 1.04e-2)],
    "Conductivities of 0.5 and 2 mS cm−1 were found for Li3YCl6 and Li6PS5Cl (LPSCl), respectively.": [
        ("Li3YCl6", "ionic-conductivity", 5e-4), ("Li6PS5Cl", "ionic-conductivity", 2e-3)],
    "A Li-In counter electrode (0.62 V) served Li3InCl6.": [("Li-In", "voltage", 0.62)],
    "Li3ScCl6 combines 3 mS cm−1 with an electronic conductivity of 2 × 10−10 S cm−1.": [
        ("Li3ScCl6", "ionic-conductivity", 3e-3), ("Li3ScCl6", "electronic-conductivity", 2e-10)],
    "LPSCl in contact with NCM811 gave Li3PO4 and elemental sulfur, and the capacity was 121 mAh g−1.": [
        ("LiNi0.8Co0.1Mn0.1O2", "capacity", 121)],
    "With LLZO the CCD rose to 1.4 mA cm−2, and symmetric cells of it ran for 90 h at 0.5 mA cm−2.": [
        ("Li7La3Zr2O12", "critical-current-density", 1.4), ("Li7La3Zr2O12", "cycling-time", 90),
        ("Li7La3Zr2O12", "current-density", 0.5)],
    "LiCoO2 was cycled at C/10 under a stack pressure of 5 MPa.": [(None, "c-rate", 0.1), (None, "pressure", 5)],
    "The 4.7 V spinel LiNi0.5Mn1.5O4 wears Li3InCl6 down.": [("LiNi0.5Mn1.5O4", "voltage", 4.7)],
    # a number of a cell is of the interface that the paragraph is about, whatever a coating turns into
    "A film of SnO2 was put between LATP and Li. It forms Li2O, and the CCD reached 0.8 mA cm−2.": [
        ("Li1+xAlxTi2-x(PO4)3|Li", "critical-current-density", 0.8)],
    "The Li6PS5Cl|Na interface fails. A layer of graphite on the pellet gave 33 Ω cm2.": [
        ("Li6PS5Cl|Na", "interfacial-resistance", 33)],
    "LLZO wets badly. Ta-doped LLZO and Al-doped LLZO are dense. Pellets show a contact angle of 130° with Li.": [
        ("Li7La3Zr2O12|Li", "contact-angle", 130)],
    "Polishing LLZO/Li lowered its contact angle and resistance to 72° and 5 Ω cm2.": [
        ("Li7La3Zr2O12|Li", "contact-angle", 72), ("Li7La3Zr2O12|Li", "interfacial-resistance", 5)],
    # what is said of a class in general
    "LLZO is brittle. Uncoated garnets short at 0.2 mA cm−2.": [("family:garnet", "critical-current-density", 0.2)],
    # two electrolytes between electrodes that the text does not name
    "Cells with LPSCl|Li3YBr6 bilayers kept 77% after 60 cycles, versus 90% for LPSCl|Li3ScCl6.": [
        ("Li6PS5Cl|Li3YBr6", "capacity-retention", 77), ("Li6PS5Cl|Li3YBr6", "cycle-number", 60),
        ("Li6PS5Cl|Li3ScCl6", "capacity-retention", 90)],
    # a substitution starts from the parent
    "Fluorination of Li3YCl6 to Li3YCl4.5F1.5 shifted its oxidation potential from 4.1 to 4.9 V.": [
        ("Li3YCl6", "voltage", 4.1), ("Li3YCl4.5F1.5", "voltage", 4.9)],
    # what cells deliver is of the active material, named with them or before, and of nothing else
    "TiS2 was mixed with Li6PS5Cl. The graphite-coated and bare collectors gave 210 and 190 mAh g−1, respectively.": [
        ("TiS2", "capacity", 210), ("TiS2", "capacity", 190)],
    "The LiPF6 cell with Al2O3 and PVDF gave 150 mAh g−1.": [(None, "capacity", 150)],
    "TiS2 works in Li6PS5Cl. The discharge plateau lies at 2.1 V.": [("TiS2", "voltage", 2.1)],
    "NCM622 in Li3YCl6 was cycled between 2.7 and 4.2 V.": [("LiNi0.6Co0.2Mn0.2O2", "voltage", 2.7)],
    "Li metal allows energy densities of 450 Wh kg−1.": [(None, "gravimetric-energy-density", 450)],
    "Na3PS4 forms Na2S and Na3P against Na, its resistance growing from 35 to 600 Ω cm2.": [
        ("Na3PS4|Na", "interfacial-resistance", 35), ("Na3PS4|Na", "interfacial-resistance", 600)],
    "The PEO membrane has a storage modulus of 8 MPa.": [("poly(ethylene oxide)", "youngs-modulus", 0.008)],
    "A LATP separator (ca. 90 µm) was used.": [("Li1+xAlxTi2-x(PO4)3", "thickness", 90000)],
}  # fmt: skip


@pytest.mark.parametrize("text", ATTACHED)
def test_each_number_has_its_property_and_its_material(text: str, read: Reader) -> None:
    found = triples(read(text, "measurement"))
    assert [number[:2] for number in found] == [number[:2] for number in ATTACHED[text]]
    assert [number[2] for number in found] == pytest.approx([number[2] for number in ATTACHED[text]])


@pytest.mark.parametrize(
    "text",
    [
        "The ionic radius of Na+ (1.02 Å) is larger than that of Li+ (0.76 Å).",
        "The pattern was collected with Cu Kα radiation (λ = 1.5406 Å) between 10° and 80° 2θ.",
        "The O 1s peak of Li2CO3 at 531.5 eV was fitted.",
        "The images of LLZO were taken at an accelerating voltage of 5 kV.",
        "The time step of the simulation of LGPS was 2 fs.",
        "A perturbation amplitude of 10 mV was applied to LLZO.",
        "About 100 mg Li6PS5Cl was milled at 500 rpm.",
        "The 31P signal of Li3PS4 lies at 86 ppm.",
        "LaCl3 (Sigma, 99.9%) was used.",
        "The pellet of LLZO had a diameter of 10 mm.",
    ],
)
def test_what_the_vocabulary_does_not_hold_gives_no_measurement(text: str, read: Reader) -> None:
    assert read(text, "measurement") == []


CONDITIONS: dict[str, list[dict[str, str]]] = {
    "Cells with NCM811 were charged to 3.7 V vs. Li–In.": [{"reference": "In/InLi"}],
    "Na3V2(PO4)3 has a plateau at 3.4 V (vs. Na/Na+).": [{"reference": "Na/Na+"}],
    "LiPON is stable up to 5.5 V versus Li+/Li.": [{"reference": "Li/Li+"}],
    "The potential of Li is −3.04 V vs. SHE.": [{"reference": "SHE"}],
    "Na3PS4 has a room-temperature conductivity of 0.2 mS cm−1.": [{"temperature": "RT"}],
    "Na3PS4 has a σ25 of 0.2 mS cm−1.": [{"temperature": "25 °C"}],
    "LiCoO2 gave 104 mAh g−1 at 4 C, 81 mAh g−1 at 8 C.": [{"rate": "4 C"}, {}, {"rate": "8 C"}, {}],
    "Li6PS5Cl conducts 1, 2 and 5 mS cm−1 at 25, 40 and 60 °C, respectively.": [
        {"temperature": "25 °C"}, {"temperature": "40 °C"}, {"temperature": "60 °C"}, {}, {}, {}],
    "Na3-xSb1-xWxS4 conducts 2, 6 and 4 mS cm−1 for x = 0, 0.1 and 0.2, respectively.": [
        {"composition": "x = 0"}, {"composition": "x = 0.1"}, {"composition": "x = 0.2"}],
    "The resistance of LLZO/Li was 300 and 40 Ω cm2 before and after polishing, respectively.": [
        {"state": "before"}, {"state": "after"}],
    "LLZO was sintered at 1200 °C for 12 h and milled for 2 h.": [{}, {"temperature": "1200 °C"}, {}],
    "LLZO sintered at 1200 °C conducts 0.5 mS cm−1 at 25 °C.": [
        {}, {"process_temperature": "1200 °C", "temperature": "25 °C"}, {}],
    "Before annealing at 700 °C the resistance of LATP/LiCoO2 was 1200 Ω cm2.": [{}, {}],
    "LLZO/Li has 80 Ω cm2, at 5 MPa 20 Ω cm2 and at 25 MPa 6 Ω cm2.": [
        {}, {}, {"pressure": "5 MPa"}, {}, {"pressure": "25 MPa"}],
    "NaCrO2 gave 120 mAh g−1 at 0.1 C (1 C = 125 mA g−1).": [{"rate": "0.1 C"}, {}, {}],
    "LLZO (milled for 20 h) was fired (300 °C).": [{}, {}],
    "Li3YCl6 conducts 0.5 mS cm−1 at 25 °C and has a Young's modulus of 30 GPa.": [{"temperature": "25 °C"}, {}, {}],
    "The CCD of LATP/Li rose from 0.2 to 0.9 mA cm−2 at 40 °C.": [
        {"state": "before", "temperature": "40 °C"}, {"state": "after", "temperature": "40 °C"}, {}],
    "At 60 °C the resistance was 14 Ω cm2 for LLZO/Li and 50 Ω cm2 for LATP/Li.": [
        {}, {"temperature": "60 °C"}, {"temperature": "60 °C"}],
    "NaCrO2 gave 110 mAh g−1 and a retention of 83% over 70 cycles.": [{}, {"cycle": "over 70 cycles"}, {}],
    "Heating to 80 °C helps PVDF with 1 M LiTFSI.": [{}, {}],
    "The window (up to 6.0 V) of Li3InCl6 costs conductivity (0.5 mS cm−1 at RT).": [{}, {"temperature": "RT"}],
}  # fmt: skip


@pytest.mark.parametrize("text", CONDITIONS)
def test_each_number_has_its_own_conditions(text: str, read: Reader) -> None:
    found = sorted(read(text, "measurement"), key=lambda m: text.find(m.raw.replace("-", "−")))
    assert sorted(map(str, (m.conditions for m in found))) == sorted(map(str, CONDITIONS[text]))


def test_an_uncertainty_is_kept_in_the_unit_of_the_value(read: Reader) -> None:
    text = "The conductivity of Li6PS5Cl was 1.2(3) mS cm−1 at 298 ± 2 K and the activation energy 0.35(1) eV."
    found = {m.property: m.uncertainty for m in read(text, "measurement")}
    assert found["prop:ionic-conductivity"] == pytest.approx(3e-4)
    assert found["prop:temperature"] == pytest.approx(2)
    assert found["prop:activation-energy"] == pytest.approx(0.01)


def test_pressure_stress_modulus_and_strength_are_told_apart(read: Reader) -> None:
    text = "Under a stack pressure of 5 MPa the stress in LLZO reached 90 MPa; its shear modulus is 60 GPa."
    assert [m.property for m in read(text, "measurement")] == ["prop:pressure", "prop:stress", "prop:shear-modulus"]
