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
