from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numbers import parse_number
from ingest.quantities import find_quantities


def read(text: str) -> list[tuple[float, float | None, str, str | None]]:
    return [(q.value, q.value_max, q.comparator, q.unit) for q in find_quantities(text)]


ONE = {
    "10^-4 S cm-1 at RT": (1e-4, None, "=", "S cm-1"),
    "10^{-4} S cm⁻¹": (1e-4, None, "=", "S cm-1"),
    "10-4 S cm-1": (1e-4, None, "=", "S cm-1"),
    "10⁻⁴ S cm⁻¹": (1e-4, None, "=", "S cm-1"),
    "3.2 × 10-3 S cm-1": (3.2e-3, None, "=", "S cm-1"),
    "3.2 × 10−3 S cm−1": (3.2e-3, None, "=", "S cm-1"),
    "1.5 × 103 Ω cm2": (1500.0, None, "=", "Ω cm2"),
    "(10^-9-10^-7 S cm-1)": (1e-9, 1e-7, "=", "S cm-1"),
    "10−9 to 10−7 S cm−1": (1e-9, 1e-7, "=", "S cm-1"),
    "a window of 1.7-4.2 V": (1.7, 4.2, "=", "V"),
    "is stable from 2.0 to 3.8 V.": (2.0, 3.8, "=", "V"),
    "between 3.5 and 5.1 V [58]": (3.5, 5.1, "=", "V"),
    "10-40 °C": (10.0, 40.0, "=", "°C"),
    "(>90°)": (90.0, None, ">", "°"),
    "less than 0.0 V (vs. Li/Li+)": (0.0, None, "<", "V"),
    "at −20 °C": (-20.0, None, "=", "°C"),
    "over 50 nm": (50.0, None, ">", "nm"),
    "up to 50% smaller": (50.0, None, "<=", "%"),
    "at least 5 h": (5.0, None, ">=", "h"),
    "≥ 99.5%": (99.5, None, ">=", "%"),
    "in the order of 15 GPa": (15.0, None, "~", "GPa"),
    "about 80 wt% of": (80.0, None, "~", "wt%"),
    "higher than 4 J m−2": (4.0, None, ">", "J m-2"),
    "3.2 ± 0.3 mS cm-1": (3.2, None, "=", "mS cm-1"),
    "46.8% ± 1.6%": (46.8, None, "=", "%"),
    "1 mol L-1 LiPF6": (1.0, None, "=", "mol L-1"),
    "1.0 mA h cm-2": (1.0, None, "=", "mAh cm-2"),
    "(> 900 Wh L-1)": (900.0, None, ">", "Wh L-1"),
    "over 5000 cycles": (5000.0, None, ">", "cycles"),
    "cycled at 0.2C": (0.2, None, "=", "C"),
    "cycled at C/10": (0.1, None, "=", "C"),
    "a 45-nm Li3.5Si0.5P0.5O4 layer": (45.0, None, "=", "nm"),
    "1,200 mAh g-1": (1200.0, None, "=", "mAh g-1"),
    "by two orders of magnitude": (100.0, None, "=", "1"),
    "10 times higher than": (10.0, None, "=", "1"),
    "resistances close to 0 (Fig. 2c)": (0.0, None, "~", None),
    "a transference number of 0.45": (0.45, None, "=", "1"),
    "from the 2nd to the 50th cycle": (2.0, 50.0, "=", "cycles"),
    "240 mAh g-1.7 Then": (240.0, None, "=", "mAh g-1"),
    "Na3V2(PO4)3 to 3 × 10−3 S cm−1": (3e-3, None, "=", "S cm-1"),
    "EO:Li = 18:1, 60 nm": (60.0, None, "=", "nm"),
    "the transference number of the polymer is 0.3": (0.3, None, "=", "1"),
    "(1.2 ± 0.1) × 10−4 S cm−1": (1.2e-4, None, "=", "S cm-1"),
    "1.2(3) × 10−4 S cm−1": (1.2e-4, None, "=", "S cm-1"),
    "0.35(1) eV": (0.35, None, "=", "eV"),
    "(0.35 ± 0.01) eV": (0.35, None, "=", "eV"),
    r"$3.1 \times 10^{-4}$ S/cm": (3.1e-4, None, "=", "S cm-1"),
    "0.23 MPa m^½": (0.23, None, "=", "MPa m0.5"),
    "1 MPa√m": (1.0, None, "=", "MPa m0.5"),
    "5 µA cm-2 -7 mA cm-2": (0.005, 7.0, "=", "mA cm-2"),
    "10 kPa–1 MPa": (0.01, 1.0, "=", "MPa"),
    "500 nm to 2 µm": (0.5, 2.0, "=", "μm"),
    "sub-10 nm": (10.0, None, "<", "nm"),
    "5 000 cycles": (5000.0, None, "=", "cycles"),
    "at 1/3 C": (0.333333, None, "=", "C"),
    "for ten cycles": (10.0, None, "=", "cycles"),
    "one hundred hours": (100.0, None, "=", "h"),
    "several hundred hours": (100.0, None, ">", "h"),
    "thousands of cycles": (1000.0, None, ">", "cycles"),
    "half an hour": (0.5, None, "=", "h"),
    "in the 200th cycle": (200.0, None, "=", "cycles"),
    "twice as high as": (2.0, None, "=", "1"),
    "fell by half": (0.5, None, "=", "1"),
    "a tenfold rise": (10.0, None, "=", "1"),
    "a 1.5-3 fold rise": (1.5, 3.0, "=", "1"),
    "5 to 10 times higher": (5.0, 10.0, "=", "1"),
    "2 to 3 orders of magnitude": (100.0, 1000.0, "=", "1"),
}


@pytest.mark.parametrize("text", ONE)
def test_reads_one(text: str) -> None:
    assert read(text) == [ONE[text]]


MANY = {
    "a decrease from 1138.5 to 83 Ω cm2": [(1138.5, "Ω cm2"), (83.0, "Ω cm2")],
    "improved from 0.2 mS cm-1 to 0.5 mS cm-1": [(0.2, "mS cm-1"), (0.5, "mS cm-1")],
    "sintered at 1050, 1100 and 1150 °C": [(1050.0, "°C"), (1100.0, "°C"), (1150.0, "°C")],
    "(5, 10, 15) µm particles": [(5.0, "μm"), (10.0, "μm"), (15.0, "μm")],
    "for (1) 0, (2) 24 and (3) 32 h": [(0.0, "h"), (24.0, "h"), (32.0, "h")],
    "a 30 wt% 3 µm electrolyte": [(30.0, "wt%"), (3.0, "μm")],
    "falls from 90 to 80, 70 and 60 mAh g-1": [
        (90.0, "mAh g-1"),
        (80.0, "mAh g-1"),
        (70.0, "mAh g-1"),
        (60.0, "mAh g-1"),
    ],
    "129.9 vs. 122.5 mAh g-1": [(129.9, "mAh g-1"), (122.5, "mAh g-1")],
    "windows of 2.0-4.0 and 2.0-4.5 V": [(2.0, "V"), (2.0, "V")],
    "the transference number rose from 0.2 to 0.4.": [(0.2, "1"), (0.4, "1")],
    "at 0.5 mA cm-2 and 1 mAh cm-2": [(0.5, "mA cm-2"), (1.0, "mAh cm-2")],
    "retained 80% after 500 cycles at 1C and 60 °C": [
        (80.0, "%"),
        (500.0, "cycles"),
        (1.0, "C"),
        (60.0, "°C"),
    ],
}


@pytest.mark.parametrize("text", MANY)
def test_reads_lists_and_pairs(text: str) -> None:
    assert [(q.value, q.unit) for q in find_quantities(text)] == MANY[text]


@pytest.mark.parametrize(
    "text",
    [
        "as reported [12] V",
        "in 2019 and 2020",
        "Fig. 2 C and Table 3 V",
        "0.4LiI-0.6Li4SnS4",
        "LiNi0.8Co0.1Mn0.1O2 and Li6PS5Cl",
        "the Li 1s and O 1s spectra",
        "the Li 1 s and S 2 p spectra",
        "one of two layers in five samples",
        "on the other hand",
        "23 electrolytes in 3 categories",
        "a 3D model of 2D defects",
        "equation (3) and Sect. 4.1",
        "Mg ha−1 year−1",
        "refs. 12, 13 and 14",
        "Ti4+ to Ti3+",
        "close to 0.5",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


def test_raw_is_the_text_and_mentions_do_not_overlap() -> None:
    text = "It fell from 1138.5 to 83 Ω cm2 (more than 10 times lower) at 1050, 1100 and 1150 °C, 1.7-4.2 V."
    found = find_quantities(text)
    assert len(found) == 7
    assert all(q.raw == text[q.start : q.end] for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    for quantity in find_quantities(text):
        assert quantity.raw == text[quantity.start : quantity.end]
        assert quantity.value_max is None or quantity.value <= quantity.value_max


@given(st.text(alphabet="0123456789.,-–−^×10 ()±<>~toandfrmVSc%°CΩ/⁻¹²", max_size=120))
def test_never_raises_on_what_looks_like_numbers(text: str) -> None:
    found = find_quantities(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.floats(1e-12, 1e12, allow_nan=False))
def test_numbers_round_trip(value: float) -> None:
    assert parse_number(f"{value:.6e}") == pytest.approx(value, rel=1e-5)
    mantissa, power = f"{value:.4e}".split("e")
    assert parse_number(f"{mantissa} × 10^{int(power)}") == pytest.approx(value, rel=1e-3)


@pytest.mark.parametrize(
    ("text", "uncertainty"),
    [("1.2 ± 0.1 mS cm-1", 0.1), ("1.2(3) × 10−4 S cm−1", 3e-5), ("(2.0 ± 0.5) × 10−3 S/cm", 5e-4),
     ("0.35(1) eV", 0.01), ("46.8% ± 1.6%", 1.6), ("5 V", None)],
)  # fmt: skip
def test_an_uncertainty_is_kept(text: str, uncertainty: float | None) -> None:
    (quantity,) = find_quantities(text)
    assert quantity.uncertainty == (None if uncertainty is None else pytest.approx(uncertainty))


UNITS = {
    "S cm-1": ["S cm-1", "S cm−1", "S cm⁻¹", "S/cm", "S·cm−1", "S cm^{-1}"],
    "mA cm-2": ["mA cm-2", "mA cm⁻²", "mA/cm2", "mA/cm²", "mA cm^-2"],
    "Ω cm2": ["Ω cm2", "Ω cm²", "Ω·cm2", "ohm cm^2"],
    "mAh g-1": ["mAh g-1", "mA h g−1", "mAh/g", "mA·h g⁻¹"],
    "MPa m0.5": ["MPa m1/2", "MPa m^0.5", "MPa m^½", "MPa√m"],
    "°C": ["°C", "° C", "ºC", "℃"],
    "μm": ["µm", "μm", "microns"],
    "wt%": ["wt%", "wt.%", "wt %"],
    "V": ["V"],
}
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
POWERS = [lambda n: f"10^{n}", lambda n: f"10^{{{n}}}", lambda n: f"10{str(n).translate(RAISED)}", lambda n: f"10{n}"]


@given(
    st.decimals(1, 9999, places=2), st.integers(-12, -1), st.sampled_from(POWERS),
    st.sampled_from(["×", " × ", "·", " x "]), st.sampled_from([(u, p) for u, row in UNITS.items() for p in row]),
)  # fmt: skip
def test_a_power_of_ten_in_any_print_is_read_back(
    mantissa: Decimal, power: int, render: Callable[[int], str], times: str, unit: tuple[str, str]
) -> None:
    (quantity,) = find_quantities(f"It was {mantissa}{times}{render(power)} {unit[1]} in all.")
    assert quantity.value == pytest.approx(float(f"{mantissa}e{power}"))
    assert quantity.unit == unit[0]


@given(
    st.integers(1, 99999), st.integers(0, 3), st.integers(1, 99),
    st.sampled_from([(u, p) for u, row in UNITS.items() for p in row]),
    st.sampled_from(["{0}({1}) {2}", "{0} ± {3} {2}", "({0} ± {3}) {2}"]),
)  # fmt: skip
def test_a_number_in_any_print_is_read_back(
    digits: int, places: int, error: int, unit: tuple[str, str], style: str
) -> None:
    number = f"{digits / 10**places:.{places}f}"
    spread = f"{error / 10**places:.{places}f}"
    if not places and "(" in style[:4]:
        style = "{0} ± {3} {2}"
    (quantity,) = find_quantities(f"It was {style.format(number, error, unit[1], spread)}, as told.")
    assert quantity.value == pytest.approx(float(number))
    assert quantity.unit == unit[0]
    assert quantity.uncertainty == pytest.approx(float(spread))


@given(
    st.integers(0, 500),
    st.integers(1, 500),
    st.sampled_from(["–", "-", " to ", " – "]),
    st.sampled_from(["V", "°C", "nm", "h"]),
)
def test_a_range_is_read_back(low: int, width: int, joint: str, unit: str) -> None:
    first, second = low + 0.5, low + width + 0.5
    (quantity,) = find_quantities(f"It lay at {first}{joint}{second} {unit}.")
    assert (quantity.value, quantity.value_max, quantity.unit) == (first, second, unit)


@pytest.mark.parametrize(
    "part",
    [
        "The conductivity rose from 0.1 to 0.5 mS cm-1 between 25 and 80 °C, 1, 2, 3 and 4 h; ",
        "1, 2, 3, 4, ",
        "(1.2 ± 0.1) × 10",
        "10-10-10-",
        "one two three hundred several ",
        "transference number of a b c d ",
        "5 µA -5 kPa–1 ",
    ],
)
def test_twice_the_text_is_twice_the_work(part: str, count_lines: Callable[[Callable[[], object]], int]) -> None:
    find_quantities(part * 3)
    short, long = (count_lines(lambda n=n: find_quantities(part * n)) for n in (100, 200))  # type: ignore[misc]
    assert long < 2.5 * max(short, 100)


@pytest.mark.parametrize(
    ("text", "values", "comparators"),
    [
        ("shifted the onset from 4.3 to beyond 5.3 V", [4.3, 5.3], ["=", ">"]),
        ("drops from 50 to below 5 Ω cm²", [50, 5], ["=", "<"]),
        ("lowered it from 260 to roughly 20 Ω cm²", [260, 20], ["=", "~"]),
        ("better by a factor of about 2.5", [2.5], ["="]),
        ("it more than doubled in two years, from 8 to 19 Ω cm²", [2, 8, 19], ["=", "=", "="]),
    ],
)
def test_a_word_may_stand_before_the_second_number(text: str, values: list[float], comparators: list[str]) -> None:
    found = find_quantities(text)
    assert [(q.value, q.value_max) for q in found] == [(value, None) for value in values]
    assert [q.comparator for q in found] == comparators
