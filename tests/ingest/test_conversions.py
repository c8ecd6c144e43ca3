"""What converters of PDF and word processors do to text, undone; each with what looks alike and must stay."""

import pytest

from ingest.repair.rules import read_spelling, repair_text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("Li~7~La~3~Zr~2~O~12~", "Li7La3Zr2O12"),
        ("Li~1+x~Al~x~Ti~2-x~(PO~4~)~3~", "Li1+xAlxTi2-x(PO4)3"),
        ("10^-4^ S cm^-1^, Zr^4+^ and O^2-^", "10^-4 S cm-1, Zr4+ and O2-"),
        ("10 ^ -4 S cm ^ -1", "10^-4 S cm-1"),
        ("10 ^ {-4}", "10^-4"),
        ("10^−4 S cm^−1", "10^-4 S cm-1"),
        (r"Li\textsubscript{2}S at 10\textsuperscript{-4} S cm\textsuperscript{-1}", "Li2S at 10^-4 S cm-1"),
        (r"\ce{Li7La3Zr2O12} and $\ce{Li_7La_3Zr_2O_{12}}$", "Li7La3Zr2O12 and Li7La3Zr2O12"),
        (r"\mathrm{Li}_{7}\mathrm{La}_{3}", "Li7La3"),
        (r"$\mathsf{Li}_{6}\mathsf{PS}_{5}\mathsf{Cl}$ and $\rm Li_6PS_5Cl$", "Li6PS5Cl and Li6PS5Cl"),
        (r"${\rm Li}_{6}{\rm PS}_{5}{\rm Cl}$", "Li6PS5Cl"),
        (r"$70\mathrm{Li_2S}\cdot30\mathrm{P_2S_5}$", "70Li2S·30P2S5"),
        ("Li _{7} La _{3} Zr _{2} O _{12}", "Li7La3Zr2O12"),
        ("Li_7_La_3_Zr_2_O_12_", "Li7La3Zr2O12"),
        ("Li<sub>1+<i>x</i></sub>Al<sub><i>x</i></sub>", "Li1+xAlx"),
        ("10<sup>−4</sup> S cm <sup>-1</sup> and 1 Ω·cm <sup>2</sup>", "10^-4 S cm-1 and 1 Ω·cm2"),
    ],
)
def test_scripts_of_every_spelling(damaged: str, mended: str) -> None:
    assert repair_text(damaged) == mended


@pytest.mark.parametrize(
    "text", ["~5 and ~10 of them", "a~b", "x^2 + y^2 = z", "snake_case_name", "max_length", "a < b and b > c", "5 * 3"]
)
def test_what_only_looks_like_a_script_stays(text: str) -> None:
    assert repair_text(text).replace("x2", "x^2").replace("y2", "y^2") == text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("1 . 2 × 10 − 4", "1.2 × 10^-4"),
        ("x = 0 . 5 and 3 . 5 V", "x = 0.5 and 3.5 V"),
        ("5 S·cm −1, 150 mAh g − 1, 150 mA h g−1", "5 S·cm-1, 150 mAh g-1, 150 mAh g-1"),
        ("150 m A h g −1 at 0.5 m A cm −2", "150 mAh g-1 at 0.5 mA cm-2"),
        ("1 mA ∙ cm -2, 24 mS · cm -1", "1 mA·cm-2, 24 mS·cm-1"),
        ("10 − 25 mV, from − 20 to 60 °C", "10–25 mV, from -20 to 60 °C"),
        ("a value of − 3.04 V", "a value of -3.04 V"),
        ("10 -6 eV", "10^-6 eV"),
        ("15 µ m thick, 15 µ mthick", "15 µm thick, 15 µm thick"),
        ("25 ºC, 25 ◦ C, 32 ◦ and 44 ◦ ,", "25 °C, 25 °C, 32° and 44°,"),
        ("1 , 2-dimethoxyethane", "1,2-dimethoxyethane"),
        ("a 0- 5 V window", "a 0–5 V window"),
    ],
)
def test_numbers_and_units_set_apart(damaged: str, mended: str) -> None:
    assert repair_text(damaged) == mended


@pytest.mark.parametrize(
    "text",
    [
        "as in Fig. 2. 5 cells were built",
        "10 - 5 = 5",
        "cells g - 1 in use",
        "5 m A-type rods",
        "samples 1, 2 and 3",
        "1 C rate, after 100 1 C cycles",
    ],
)
def test_numbers_that_are_none_stay_apart(text: str) -> None:
    assert repair_text(text) == text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("Li 1.3 Al 0.3 Ti 1.7 (PO 4 ) 3", "Li1.3Al0.3Ti1.7(PO4)3"),
        ("Li 2 S-P 2 S 5 and 70Li 2 S·30P 2 S 5", "Li2S-P2S5 and 70Li2S·30P2S5"),
        ("Na 3.4 Zr 2 Si 2.4 P0.6 O12 and Na3.4 Zr2 Si 2.4 P0.6 O12", "Na3.4Zr2Si2.4P0.6O12 and Na3.4Zr2Si2.4P0.6O12"),
        ("Li 6.6 Si 0.6 Sb0.5 S5 I (fast)", "Li6.6Si0.6Sb0.5S5I (fast)"),
        ("Li 6+ x P1 -x Ge x S5 I", "Li6+xP1-xGexS5I"),
        ("Nb 5 + , Ta 5 + , and Bi 5 + , Ni 2 + /Li + mixing", "Nb5+, Ta5+, and Bi5+, Ni2+/Li+ mixing"),
        ("S 2 -ions and PS 4 3 -units, X -anions", "S2- ions and PS43- units, X- anions"),
        ("the I -and S 2 -anions, O 2ions, SO3 2participated", "the I- and S2- anions, O2- ions, SO32- participated"),
        ("β -Li3PS4, a He -Ne laser", "β-Li3PS4, a He-Ne laser"),
    ],
)
def test_formulas_and_charges_set_apart(damaged: str, mended: str) -> None:
    assert repair_text(damaged) == mended


@pytest.mark.parametrize(
    "text", ["O 1s and S 2p spectra", "in O 2(g) or N 2 gas", "Li2S5 I think", "Al-doped, in-situ"]
)
def test_orbitals_gases_and_words_are_no_charges(text: str) -> None:
    assert repair_text(text) == text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("sulﬁde, eﬃcient ﬂuoride", "sulfide, efficient fluoride"),
        ("of fi ce, sul fi de, in fl uence", "office, sulfide, influence"),
        ("an eff ect, diff erent, suffi cient, signi fi cantly", "an effect, different, sufficient, significantly"),
        ("a fi rst fi lm, the f irst f ilm", "a first film, the first film"),
        ("1.2â€“3.4 V, 10 Âµm at 25 Â°C, Î±-phase", "1.2–3.4 V, 10 µm at 25 °C, α-phase"),
        ("HernÃ¡ndez, LeichtweiÃŸ, donâ€™t", "Hernández, Leichtweiß, don't"),
        ("Du ¨bendorf, Mu¨ller, M¨uller, Mart´ınez, Gene `ve", "Dübendorf, Müller, Müller, Martínez, Genève"),
        ("&amp;lt; 5 &nbsp;mm", "< 5 mm"),
        ("today ' s cells, a ' titrated ' metal", "today's cells, a 'titrated' metal"),
        ("1.71--2.14 V, Li--Ge, cells---all of them", "1.71–2.14 V, Li-Ge, cells—all of them"),
        (r"Li\|LAGP, \[1\], m\^0.5", "Li|LAGP, [1], m0.5"),
        ("p ¼ 4 Torr", "p = 4 Torr"),
        ("inter\u00ad\nface", "interface"),
    ],
)
def test_letters_and_marks(damaged: str, mended: str) -> None:
    assert repair_text(damaged) == mended


@pytest.mark.parametrize(
    "text",
    [
        "cut off at a stiff wall, the trade-off between",
        "3 Å to 4 Å, Ångström, São Paulo, Müller",
        "the `quoted´ word",
        "1 ¼ inch",
        "use --help or -----",
    ],
)
def test_letters_and_marks_that_belong_stay(text: str) -> None:
    assert repair_text(text) == text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("250 mAh g GLYPH&lt;0&gt; 1 and 10 GLYPH<0> 11 S cm GLYPH<0> 1", "250 mAh g-1 and 10^-11 S cm-1"),
        ("Mn GLYPH<0> O bonds, GLYPH<0>a sheet", "Mn-O bonds, a sheet"),
        ("(10 /C0 3 mbar) and 4.7 /C2 10 /C0 10 S cm /C0 1", "(10^-3 mbar) and 4.7 × 10^-10 S cm-1"),
        ("O 2 /C0 with F /C0 may, Na1 /C0 x CrO2", "O2- with F- may, Na1-xCrO2"),
        ("25 /C14 C, 5 /C6 1", "25 °C, 5 ± 1"),
    ],
)
def test_codes_of_symbol_fonts(damaged: str, mended: str) -> None:
    assert repair_text(damaged) == mended


def test_letters_stand_for_symbols_only_in_a_document_with_codes() -> None:
    text = "60 1 C, 5 m m thick, (0 o x o 0.5), B 10 nm"
    coded = read_spelling("1 /C0 2, 3 /C0 4, 5 /C0 6")
    assert repair_text(text, coded) == "60 °C, 5 µm thick, (0 < x < 0.5), ~10 nm"
    assert repair_text(text) == text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        (r"[\[1\].](#page-8-0), [\[2,](#page-8-1) [3\]](#page-8-2)", "[1]., [2, 3]"),
        ("[[17](#page-1-0)], [18](#page-1-1) shows", "[17], [18] shows"),
        ("text<sup>[12](#page-3-1)</sup>", "text12"),
        ('<span id="page-3-0"></span>Sheets, see [here](https://a.example/x).', "Sheets, see here."),
        ("![](images/a.jpg) Sheets<br>bend", "Sheets bend"),
        (r"$10^{- 10}\mathrm{S / cm}$ at $25^{\circ}C$, $40\mathrm{nm}$", "10^-10 S/cm at 25°C, 40 nm"),
        (r"$\mathrm{Cl^{4 + }}$, $0.75 - 5.0\mathrm{eV}$, $5\cdot 10^{- 7}$", "Cl4+, 0.75–5.0 eV, 5·10^-7"),
        (r"$40\mathrm{nm}\mathrm{Li}_3\mathrm{PO}_4$", "40 nm Li3PO4"),
        (r"$\sigma = 1.2 \times 10^{-4}$ S/cm", "σ = 1.2 × 10^-4 S/cm"),
        ("Li- ion, P- O- P, time- of- flight, X- ray", "Li-ion, P-O-P, time-of-flight, X-ray"),
    ],
)
def test_marks_of_converters_to_markdown(damaged: str, mended: str) -> None:
    assert repair_text(damaged) == mended


def test_a_dash_behind_angstroms_is_no_letter_decoded_twice() -> None:
    assert repair_text("3 Å–4 Å") == "3 Å-4 Å"


def test_an_array_in_brackets_is_no_link() -> None:
    assert repair_text("an [array] (see below)") == "an [array] (see below)"
