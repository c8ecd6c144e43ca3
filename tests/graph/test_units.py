import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.concepts import load_vocabulary
from graph.units import convert, dimension_properties, load_registry, load_unit_names, parse_unit


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("S cm-1", "S cm-1"), ("S cm⁻¹", "S cm-1"), ("S/cm", "S cm-1"), ("S·cm^-1", "S cm-1"),
        ("S cm^{-1}", "S cm-1"), ("mA/cm²", "mA cm-2"), ("mA h g-1", "mAh g-1"), ("Ω·cm2", "Ω cm2"),
        ("ohm cm^2", "Ω cm2"), ("MPa m1/2", "MPa m0.5"), ("wt.%", "wt%"), ("µm", "μm"), ("° C", "°C"),
        ("hours", "h"), ("mol L−1", "mol L-1"), ("MPa√m", "MPa m0.5"), ("MPa m^½", "MPa m0.5"), ("‰", "‰"),
    ],
)  # fmt: skip
def test_normalises(printed: str, normal: str) -> None:
    assert parse_unit(printed) == normal


@pytest.mark.parametrize("text", ["furlong", "Li2S", "", "cm to", "x"])
def test_what_is_no_unit(text: str) -> None:
    assert parse_unit(text) is None


@pytest.mark.parametrize(
    ("value", "unit", "target", "expected"),
    [
        (1, "mS cm-1", "S/cm", 1e-3),
        (1, "S m-1", "S/cm", 1e-2),
        (1, "kΩ cm2", "ohm*cm^2", 1e3),
        (1, "A m-2", "mA/cm^2", 0.1),
        (10, "µm", "nm", 1e4),
        (298.15, "K", "degC", 25),
        (25, "°C", "degC", 25),
        (1, "GPa", "MPa", 1e3),
        (1, "N m-1", "J/m^2", 1),
        (30, "min", "h", 0.5),
        (96.485332, "kJ mol-1", "eV", 1),
        (25, "meV/atom", "eV/atom", 0.025),
        (1, "M", "mol/L", 1),
        (1.2, "MPa m1/2", "MPa*m^0.5", 1.2),
        (50, "%", "%", 50),
        (0.5, "C", "C", 0.5),
        (10, "1", "1", 10),
    ],
)
def test_converts(value: float, unit: str, target: str, expected: float) -> None:
    assert convert(value, unit, target) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("unit", "target"),
    [("V", "ohm"), ("%", "wt%"), ("wt%", "vol%"), ("°C", "degree"), ("C", "degC"), ("Ω", "ohm*cm^2"),
     ("MPa", "Wh/L"),
     ("Wh L-1", "GPa"), ("cycles", "h"), ("furlong", "nm"), ("1", "%"), ("eV", "eV/atom")],
)  # fmt: skip
def test_other_dimensions_give_none(unit: str, target: str) -> None:
    assert convert(1.0, unit, target) is None


def test_every_property_takes_its_own_unit() -> None:
    for concept in load_vocabulary().of_kind("properties"):
        assert concept.unit is not None
        assert convert(3.0, concept.unit, concept.unit) == 3.0
        assert concept.id in dimension_properties(concept.unit)


def test_the_dimension_narrows_the_properties() -> None:
    assert set(dimension_properties("S cm-1")) == {"prop:ionic-conductivity", "prop:electronic-conductivity"}
    assert dimension_properties("Ω cm2") == ("prop:interfacial-resistance",)
    assert "prop:pressure" not in dimension_properties("Wh L-1")


@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    parse_unit(text)
    convert(1.0, text, "nm")


def test_pint_is_imported_with_the_first_conversion_only() -> None:
    code = (
        "import sys; from ingest.quantities import find_quantities; find_quantities('5 mA cm-2');"
        "from graph.units import convert; convert(1.0, 'V', 'V'); sys.exit('pint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(
    st.lists(st.sampled_from([n for n in sorted(load_unit_names()) if n.isalpha()]), min_size=1, max_size=3),
    st.integers(-3, 3),
)
def test_a_normalised_unit_is_its_own_normal_form(names: list[str], power: int) -> None:
    printed = " ".join(names) + (str(power) if power else "")
    normal = parse_unit(printed)
    assert normal is None or parse_unit(normal) == normal


def test_the_definitions_redefine_nothing(caplog: pytest.LogCaptureFixture) -> None:
    load_registry.cache_clear()
    with caplog.at_level("WARNING", "pint"):
        load_registry()
    assert [record.getMessage() for record in caplog.records] == []
