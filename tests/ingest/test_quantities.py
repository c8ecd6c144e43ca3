import time
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


def test_long_text_is_read_in_linear_time() -> None:
    text = "The conductivity rose from 0.1 to 0.5 mS cm-1 between 25 and 80 °C, 1, 2, 3 and 4 h; " * 1000
    start = time.perf_counter()
    assert len(find_quantities(text)) == 7000
    assert time.perf_counter() - start < 3
