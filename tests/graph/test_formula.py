import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.families import classify_formula
from graph.formula import parse_formula
from graph.formula_reader import SYMBOLS
from graph.plausible import is_plausible_formula

READ = {
    "Li7La3Zr2O12": {"Li": 7, "La": 3, "Zr": 2, "O": 12},
    "LiNi0.8Co0.15Al0.05O2": {"Li": 1, "Ni": 0.8, "Co": 0.15, "Al": 0.05, "O": 2},
    "Li1+xAlxTi2-x(PO4)3": {"Li": "1+x", "Al": "x", "Ti": "2-x", "P": 3, "O": 12},
    "Li3xLa2/3-xTiO3": {"Li": "3x", "La": "2/3-x", "Ti": 1, "O": 3},
    "Li3xLa(2/3)-xTiO3": {"Li": "3x", "La": "2/3-x", "Ti": 1, "O": 3},
    "LiNi1-x-yCoxMnyO2": {"Li": 1, "Ni": "1-x-y", "Co": "x", "Mn": "y", "O": 2},
    "Li3InCl6·xH2O": {"Li": 3, "In": 1, "Cl": 6, "H": "2x", "O": "x"},
    "70Li2S-30P2S5": {"Li": 140, "S": 220, "P": 60},
    "(100-x)Li2S-xP2S5": {"Li": "200-2x", "S": "100+4x", "P": "2x"},
    "(Li2S)8(P2S5)2(Ni3S2)": {"Li": 16, "S": 20, "P": 4, "Ni": 3},
    "Na2Fe[Fe(CN)6]": {"Na": 2, "Fe": 2, "C": 6, "N": 6},
    "Li4(BH4)3I@SBA-15": {"Li": 4, "B": 3, "H": 12, "I": 1},
    "Li3PS4-xLiI": {"Li": "3+x", "P": 1, "S": 4, "I": "x"},
    "Li7La3Zr2O12-δ": {"Li": 7, "La": 3, "Zr": 2, "O": "12-δ"},
}


@pytest.mark.parametrize("text", READ)
def test_reads_composition(text: str) -> None:
    formula = parse_formula(text)
    assert formula is not None
    assert formula.elements == READ[text]


@pytest.mark.parametrize(
    "printed",
    [
        "Li₁₊ₓAlₓTi₂₋ₓ(PO₄)₃",
        "Li_{1+x}Al_xTi_{2-x}(PO_4)_3",
        r"$\mathrm{Li_{1+x}Al_xTi_{2-x}(PO_4)_3}$",
        "Li<sub>1+x</sub>Al<sub>x</sub>Ti<sub>2-x</sub>(PO<sub>4</sub>)<sub>3</sub>",
        "Li1+xAlxTi2−x(PO4)3",
    ],
)
def test_markup_makes_no_difference(printed: str) -> None:
    formula = parse_formula(printed)
    assert formula is not None
    assert formula.text == "Li1+xAlxTi2-x(PO4)3"


@pytest.mark.parametrize(
    ("text", "charge"),
    [("Ge4+", 4), ("Li+", 1), ("[BH4]-", -1), ("[B12H12]2-", -2), ("PO43-", -3), ("Ti³⁺", 3), ("LiF", 0)],
)
def test_charge_marks_an_ion(text: str, charge: int) -> None:
    formula = parse_formula(text)
    assert formula is not None
    assert formula.charge == charge


@pytest.mark.parametrize(
    "text", ["", "garnet", "SEI", "Xx2O3", "Li2S·", "(Li2S", "Li2S)", "2", "Li--S", "x", "Lithium"]
)
def test_what_is_no_formula(text: str) -> None:
    assert parse_formula(text) is None


@pytest.mark.parametrize(
    "word",
    [
        "SOC",
        "OCV",
        "SEs",
        "CNs",
        "SICs",
        "PC",
        "S1",
        "U3",
        "TiO6",
        "PS4",
        "PO4",
        "SCS01",
        "SU8220",
        "In",
        "No",
        "As",
        "P2",
    ],
)
def test_words_and_fragments_are_not_plausible(word: str) -> None:
    formula = parse_formula(word)
    assert formula is None or not is_plausible_formula(formula)


@pytest.mark.parametrize(
    "text", ["LiF", "SiOx", "SnNx", "ZnO", "TiS2", "La2Ti7O2", "NaxMnO2", "I2", "LixV2O5", "Li2CN2"]
)
def test_plausible(text: str) -> None:
    formula = parse_formula(text)
    assert formula is not None
    assert is_plausible_formula(formula)


def test_key_ignores_order_brackets_and_names_of_variables() -> None:
    spellings = ("LiNixCoyMnzO2", "Li(NixCoyMnz)O2", "Li(NiaCobMnn)O2")
    assert len({parse_formula(s).key for s in spellings}) == 1  # type: ignore[union-attr]
    assert parse_formula("Li2S-P2S5").key != parse_formula("Li2P2S6").key  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Li6.25Al0.25La3Zr2O12", "garnet"),
        ("Li5La3Ta2O12", "garnet"),
        ("Li0.34La0.56TiO3", "perovskite"),
        ("Li1.5Al0.5Ge1.5(PO4)3", "nasicon"),
        ("Li5.5PS4.5Cl1.5", "argyrodite"),
        ("Li6.6Si0.6Sb0.4S5I", "argyrodite"),
        ("Li9.54Si1.74P1.44S11.7Cl0.3", "lgps"),
        ("Li3PS4", "thiophosphate"),
        ("Li4SnS4", "sulfide"),
        ("Li2.5Y0.5Zr0.5Cl6", "halide"),
        ("LiTaOCl4", "oxyhalide"),
        ("Li3OCl", "antiperovskite"),
        ("Li2B12H12", "hydroborate"),
        ("LiBH4", "borohydride"),
        ("Li14ZnGe4O16", "lisicon"),
        ("LiNi0.65Co0.15Mn0.2O2", "layered-oxide"),
        ("Li1.2Mn0.54Co0.13Ni0.13O2", "li-rich-oxide"),
        ("LiNi0.5Mn1.5O4", "spinel"),
        ("LiMn0.6Fe0.4PO4", "olivine"),
        ("Na3V2(PO4)3", "polyanionic"),
        ("Na2/3Ni1/3Mn2/3O2", "na-layered-oxide"),
        ("NaAl11O17", "beta-alumina"),
        ("Li22Sn5", "li-alloy"),
        ("Li2.9PO3.3N0.46", "lipon"),
    ],
)
def test_family_of_composition(text: str, family: str) -> None:
    formula = parse_formula(text)
    assert formula is not None
    assert classify_formula(formula)[0] == f"family:{family}"


@pytest.mark.parametrize("text", ["LiF", "Al2O3", "LiNbO3", "Li2CO3", "H2O", "Ge4+"])
def test_unknown_structure_gets_no_family(text: str) -> None:
    formula = parse_formula(text)
    assert formula is not None
    assert classify_formula(formula) == ()


def test_sodium_electrolytes_carry_the_tag_and_cathodes_do_not() -> None:
    tagged = [classify_formula(parse_formula(t)) for t in ("Na3PS4", "Na3V2(PO4)3")]  # type: ignore[arg-type]
    assert "family:sodium" in tagged[0]
    assert "family:sodium" not in tagged[1]


@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    parse_formula(text)


@given(st.text(alphabet="LiNaCoO()[]{}-+·x/0123456789.^@", max_size=200))
def test_never_raises_on_what_looks_like_a_formula(text: str) -> None:
    formula = parse_formula(text)
    if formula is not None:
        is_plausible_formula(formula)
        classify_formula(formula)
        assert set(formula.symbols) <= SYMBOLS


AMOUNTS = st.one_of(
    st.integers(2, 40).map(str), st.decimals("0.01", "9.99", places=2).map(lambda d: str(d.normalize()))
)
PARTS = st.lists(
    st.tuples(st.sampled_from(sorted(SYMBOLS)), AMOUNTS),
    min_size=1,
    max_size=6,
    unique_by=lambda part: part[0],
)


@given(PARTS)
def test_round_trip(parts: list[tuple[str, str]]) -> None:
    text = "".join(symbol + ("" if "E" in amount else amount) for symbol, amount in parts)
    formula = parse_formula(text)
    assert formula is not None
    assert formula.text == text
    rendered = "".join(f"{symbol}{amount}" for symbol, amount in formula.elements.items())
    again = parse_formula(rendered)
    assert again is not None
    assert again.elements == formula.elements


def test_long_hostile_text_is_refused_at_once() -> None:
    start = time.perf_counter()
    for text in ("(" * 5000, "Li" * 5000, "Li1+x" * 3000, "((((((((Li)x)y)z)w)u)v)n)m" * 5, "1+x" * 50):
        parse_formula(text)
    assert time.perf_counter() - start < 0.5
