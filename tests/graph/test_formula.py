import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.families import classify_formula
from graph.formula import Formula, parse_formula
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
    "LiNi1-(x+y)CoxMnyO2": {"Li": 1, "Ni": "1-x-y", "Co": "x", "Mn": "y", "O": 2},
    "xLi3Zr2-(1-x)LiI": {"Li": "1+2x", "Zr": "2x", "I": "1-x"},
    "P2S5-xGeS2": {"P": 2, "S": "5+2x", "Ge": "x"},
    "Mg(BH4)2·1.6NH3": {"Mg": 1, "B": 2, "H": 12.8, "N": 1.6},
    "Li3InCl6·0.5H2O": {"Li": 3, "In": 1, "Cl": 6, "H": 1, "O": 0.5},
    "Li3PS4-xLiI": {"Li": "3+x", "P": 1, "S": 4, "I": "x"},
    "Li7La3Zr2O12-δ": {"Li": 7, "La": 3, "Zr": 2, "O": "12-δ"},
}


def read(text: str) -> Formula:
    formula = parse_formula(text)
    assert formula is not None, text
    return formula


@pytest.mark.parametrize("text", READ)
def test_reads_composition(text: str) -> None:
    assert read(text).elements == READ[text]


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
    assert read(printed).text == "Li1+xAlxTi2-x(PO4)3"


@pytest.mark.parametrize(
    "text", ["", "garnet", "SEI", "Xx2O3", "Li2S·", "(Li2S", "Li2S)", "2", "Li--S", "x", "Lithium"]
)
def test_what_is_no_formula(text: str) -> None:
    assert parse_formula(text) is None


@pytest.mark.parametrize(
    "word",
    (
        "SOC OCV SEs CNs SICs PC S1 U3 TiO6 PS4 PO4 SCS01 SU8220 In No As P2 NiMn NaFe Na3V2 NaNiMnO NaFePO HC49"
        " SV40 S2C BC1 BS2 CBF2 CoNS PTh MnIII 3F-3H FeOF-N SNAs.3b xMn[Fe(CN)6]·zH2O Fe(CN)6"
    ).split(),
)
def test_words_and_fragments_are_not_plausible(word: str) -> None:
    formula = parse_formula(word)
    assert formula is None or not is_plausible_formula(formula)


@pytest.mark.parametrize(
    "text",
    (
        "LiF SiOx SnNx ZnO TiS2 La2Ti7O2 NaxMnO2 I2 LixV2O5 Li2CN2 LiAl NaSn LiZn LiAlSi FeOF BiOCl NaSCN KC24 KO2"
        " V6O13 W18O49 PF5 BF3 Na.44MnO2 VOPO4 K2SO4 50Li-50Sn Li-P-O-N Na2Mn[Fe(CN)6]·2H2O AgI H3PO4 NH4OH C6O6"
    ).split(),
)
def test_plausible(text: str) -> None:
    assert is_plausible_formula(read(text))


def test_key_ignores_order_brackets_and_names_of_variables() -> None:
    assert len({read(text).key for text in ("LiNixCoyMnzO2", "Li(NixCoyMnz)O2", "Li(NiaCobMnn)O2")}) == 1
    assert read("Li2S-P2S5").key != read("Li2P2S6").key


@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    parse_formula(text)


@given(st.text(alphabet="LiNaCoOMXP()[]{}-+·□xδ/0123456789.^@<=, ", max_size=200))
def test_never_raises_on_what_looks_like_a_formula(text: str) -> None:
    formula = parse_formula(text)
    if formula is not None:
        is_plausible_formula(formula)
        classify_formula(formula)
        assert set(formula.symbols) <= SYMBOLS
        assert formula.render()


@pytest.mark.parametrize(
    ("text", "values", "wanted"),
    [
        ("Li1+xAlxTi2-x(PO4)3", {"x": 0.3}, "Li1.3Al0.3Ti1.7(PO4)3"),
        ("Li1+xAlxTi2-x(PO4)3", {"x": 0}, "LiTi2(PO4)3"),
        ("Li3xLa2/3-x□1/3-2xTiO3", {"x": "1/6"}, "Li0.5La0.5TiO3"),
        ("(100-x)Li2S-xP2S5", {"x": 30}, "70Li2S-30P2S5"),
        ("Li1+x+yAlxTi2-xSiyP3-yO12", {"y": 0}, "Li1+xAlxTi2-xP3O12"),
        ("Li3InCl6·xH2O", {"x": 2}, "Li3InCl6·2H2O"),
        ("LiNi1/3+xCo1/3Mn1/3-xO2 (x = 0.1)", {}, "LiNi13/30Co1/3Mn7/30O2"),
        ("Li4(BH4)3-xIx@SBA-15", {"x": 1}, "Li4(BH4)2I@SBA-15"),
    ],
)
def test_evaluates_variables(text: str, values: dict[str, float | str], wanted: str) -> None:
    assert read(text).evaluate(values).text == wanted


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Li1+xAlxTi2-x(PO4)3", {"y": 1}),
        ("Li1+xAlxTi2-x(PO4)3", {"x": 3}),
        ("Li1+xAlxTi2-x(PO4)3 (0 <= x <= 0.5)", {"x": 0.6}),
        ("Na0.44Mn0.6Ni0.4-xCuxO2 (x = 0, 0.1, 0.2)", {"x": 0.3}),
        ("LiNixCoyMnzO2 (x + y + z = 1)", {"x": 0.8, "y": 0.1, "z": 0.2}),
    ],
)
def test_refuses_values_that_the_formula_cannot_have(text: str, values: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"no variable|would be|does not hold|no other value"):
        read(text).evaluate(values)


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("Li1+xAlxTi2-x(PO4)3 (0 ≤ x ≤ 0.5)", ["0 <= x <= 0.5"]),
        ("Li1+xAlxTi2-x(PO4)3, 0<x<0.5", ["0 < x < 0.5"]),
        ("LiFe1-xMnxPO4 with x = 0.3", ["x = 0.3"]),
        ("LiFe1-xMnxPO4 (x = 0–1)", ["0 <= x <= 1"]),
        ("NaxMyCl6 (M = La, Ce, etc.; 0 < x < 1, 1.5 < y < 2)", ["M = La, Ce", "0 < x < 1", "1.5 < y < 2"]),
        ("Li3MX6 (M = Y or Er; X = Cl and Br)", ["M = Y, Er", "X = Cl, Br"]),
    ],
)
def test_reads_what_is_said_of_variables(text: str, conditions: list[str]) -> None:
    assert [str(condition) for condition in read(text).conditions] == conditions


@pytest.mark.parametrize("text", ["LiFePO4 (x = 0.3)", "Li3PS4 (T = 300)", "LiMO2 (y < 1)", "x = 0.3", "(M = Y)"])
def test_conditions_on_what_is_no_variable_make_no_formula(text: str) -> None:
    assert parse_formula(text) is None


def test_a_letter_that_is_an_element_stays_one_unless_it_is_stated() -> None:
    assert read("LaBO3").elements == {"La": 1, "B": 1, "O": 3}
    stated = read("LaBO3 (B = Ti, Zr)")
    assert (stated.elements, stated.placeholders) == ({"La": 1, "O": 3}, {"B": 1})
    assert [member.text for member in stated.members()] == ["LaTiO3", "LaZrO3"]
    assert read("Li6PS5I").placeholders == {}


def test_a_pattern_is_never_one_of_its_members() -> None:
    pattern = read("Li3MCl6 (M = Y, In)")
    for member in pattern.members():
        assert member != pattern
        assert member.key != pattern.key
        assert not member.has_composition_of(pattern)
    assert not is_plausible_formula(pattern)
    with pytest.raises(ValueError, match="one of Y, In"):
        pattern.substitute({"M": "Sc"})
    with pytest.raises(ValueError, match="cannot stand for"):
        pattern.substitute({"X": "Cl"})


@pytest.mark.parametrize("word", ["XPS", "NMC", "NMC811", "LiTFSI", "CMC-Na", "SAXS", "TEM"])
def test_acronyms_are_no_patterns(word: str) -> None:
    assert parse_formula(word) is None


@pytest.mark.parametrize(
    ("text", "charge"),
    [
        ("Ge4+", 4), ("Li+", 1), ("[BH4]-", -1), ("[B12H12]2-", -2), ("PO43-", -3), ("Ti³⁺", 3), ("LiF", 0),
        ("I3-", -1), ("N3-", -3), ("S2-", -2), ("NH4+", 1), ("S2O32-", -2), ("Fe^{3+}", 3), ("Fe(III)", 3),
        ("Li<sup>+</sup>", 1), ("[AlCl4]−", -1), ("Li2+", 1), ("Al3+", 3),
    ],
)  # fmt: skip
def test_charges_in_their_spellings(text: str, charge: int) -> None:
    assert read(text).charge == charge


def test_composition_up_to_a_common_factor() -> None:
    assert read("Li12P2S10Cl2").has_composition_of(read("Li6PS5Cl"))
    assert not read("Li6PS5Cl").has_composition_of(read("Li6PS5Br"))
    assert not read("PO43-").has_composition_of(read("PO4"))
    assert read("Li12P2S10Cl2") != read("Li6PS5Cl")
    assert read("Li12P2S10Cl2").key != read("Li6PS5Cl").key
