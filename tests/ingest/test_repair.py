"""Each repair with what it must not touch, and the map that survives them all."""

from __future__ import annotations

import pytest

from ingest.mapped import Edit, apply_edits, build_mapped, join_mapped, slice_mapped
from ingest.repair.rules import Spelling, read_spelling, repair, repair_text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("Li₇La₃Zr₂O₁₂", "Li7La3Zr2O12"),
        ("Li_{3x}La_{2/3-x}TiO₃", "Li3xLa2/3-xTiO3"),
        (r"$\text{Na}_{1+y}\text{Zr}_2\text{Si}_y\text{P}_{3-y}\text{O}_{12}$", "Na1+yZr2SiyP3-yO12"),
        (r"$\mathrm{Li}_{10}\mathrm{GeP}_2\mathrm{S}_{12}$", "Li10GeP2S12"),
        ("LiNi $_{0.5}$ Mn $_{1.5}$ O $_4$ cathodes", "LiNi0.5Mn1.5O4 cathodes"),
        ("Na $_3$ P, Na $_2$ S and Na $_2$ O mixed", "Na3P, Na2S and Na2O mixed"),
        ("Li 6 PS5Cl and Li 2 S", "Li6PS5Cl and Li2S"),
        ("Li10GeP 2S12 with Li 7P3S11", "Li10GeP2S12 with Li7P3S11"),
        ("Na3 -x Sb1 -x W x S4", "Na3-xSb1-xWxS4"),
        ("Na 6.5 Y 2 Mo 0.5 P 6.5 O 24 |", "Na6.5Y2Mo0.5P6.5O24 |"),
        ("LiCoO 2 cathodes", "LiCoO2 cathodes"),
        ("[BH₄]⁻, Zr⁴⁺ and O²⁻", "[BH4]-, Zr4+ and O2-"),
        ("P 5+ /Mo 6+", "P5+/Mo6+"),
        ("vs. Li + /Li", "vs. Li+/Li"),
        ("Li<sub>3</sub>N", "Li3N"),
    ],
)
def test_formulas(damaged: str, mended: str) -> None:
    assert repair_text(damaged) == mended


@pytest.mark.parametrize(
    "text",
    [
        "at 3 V in 2 S cells",
        "Li 2 V above it",
        "Na3PS4 12 in the year",
        "In 2 S-rich cells",
        "Table 3 Co ions",
        "As 4 In ions",
        "Li2O 3 times",
        "0.1 M HCl 5 mL",
        "Li + Na + K alloys",
        "Fig. 2 C and D",
        "costs $5 or $6",
        "snake_case and max_length",
    ],
)
def test_what_is_no_formula_stays(text: str) -> None:
    assert repair_text(text) == text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("10⁻⁴ S cm⁻¹", "10^-4 S cm-1"),
        ("10^{-4} S cm^{-1}", "10^-4 S cm-1"),
        ("3.2 × 10 -3 S cm -1", "3.2 × 10^-3 S cm-1"),
        ("3.2 × 10−3 S cm−1", "3.2 × 10^-3 S cm-1"),
        (r"$(10^{-9}-10^{-7}~{\rm S~cm}^{-1})$", "(10^-9–10^-7 S cm-1)"),
        (r"$400 \Omega \text{ cm}^2$", "400 Ω cm2"),
        (r"$10^4 \,\Omega$", "10^4 Ω"),
        ("from 10 -5 to 10 -4 s", "from 10^-5 to 10^-4 s"),
        ("250 mAh g -1 and 272 Wh kg−1", "250 mAh g-1 and 272 Wh kg-1"),
        ("372 mAhg -1", "372 mAh g-1"),
        ("1 µ Ah cm -2", "1 µAh cm-2"),
        ("80 ° C", "80 °C"),
        ("at −25 °C", "at -25 °C"),
        (r"$90^\circ$", "90°"),
        ("a range of 1 -10 mS/cm", "a range of 1–10 mS/cm"),
    ],
)
def test_units_and_powers(damaged: str, mended: str) -> None:
    assert repair_text(damaged) == mended


@pytest.mark.parametrize(
    "text",
    ["10–25 mV", "1.7–4.2 V", "in 10 cells", "cells 5 to 10", "cm long", "from -20 to 60 °C", "10 samples"],
)
def test_what_is_no_power_stays(text: str) -> None:
    assert repair_text(text) == text


def test_a_range_of_tens_is_no_power() -> None:
    assert repair_text("voltages of 10 -25 mV") == "voltages of 10–25 mV"


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("LilLLZOILi", "Li|LLZO|Li"),
        ("LillLCO", "Li||LCO"),
        ("InlLPSILCO", "In|LPS|LCO"),
        ("InlLPSINCM811", "In|LPS|NCM811"),
        ("LTOILGPSILCO", "LTO|LGPS|LCO"),
        ("(LTO)ILGPSILCO", "(LTO)|LGPS|LCO"),
        ("LilLiPONILiCoO₂", "Li|LiPON|LiCoO2"),
        ("LillCu₂ZnSnS₄", "Li||Cu2ZnSnS4"),
        ("LillS", "Li||S"),
        ("graphitelLPSCllLCO", "graphite|LPSCl|LCO"),
        ("LilLLZOICu", "Li|LLZO|Cu"),
        ("an LPSCI/Li interface", "an LPSCl/Li interface"),
        ("steel ∣ Li6PS5Cl ∣ Li", "steel | Li6PS5Cl | Li"),
    ],
)
def test_cell_notation(damaged: str, mended: str) -> None:
    assert repair_text(damaged) == mended


@pytest.mark.parametrize(
    "text",
    [
        "Lill and Lillis (2019)",
        "McGill, Neill and Bell",
        "Part I and Part II of Type III",
        "LiI, AlI3, PbI2 and CsPbI3",
        "LiAlCl4 and Li3InCl6",
        "TiCl4, CuInS2, SiI4",
        "ICSD, IUPAC and AIMD",
        "cell, well and full",
        "Li||LCO and Li|LLZO|Li",
    ],
)
def test_what_is_no_cell_stays(text: str) -> None:
    assert repair_text(text) == text


def test_acronyms_of_the_document_are_materials_of_its_cells() -> None:
    spelling = Spelling(acronyms=frozenset({"QXZO"}))
    assert repair_text("LilQXZOILi", spelling) == "Li|QXZO|Li"
    assert repair_text("LilQXZOILi") == "LilQXZOILi"


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("sul /uniFB01 de", "sulfide"),
        ("the /uniFB01 rst", "the first"),
        ("surface /uniFB01 lm", "surface film"),
        ("re /uniFB01 ned", "refined"),
        ("o/uniFB00set", "offset"),
        ("Shara /uniFB01 , A.", "Sharafi, A."),
        ("K /u1D6FC radiation", "K α radiation"),
        ("GLYPH<0>a sheet", "a sheet"),
        ("Smith &amp; Sons, &gt; 3", "Smith & Sons, > 3"),
        ("inter\u00adface", "interface"),
        ("5\u00a0mm\u2009thick", "5 mm thick"),
        ("an *operando* study of **389** cells", "an operando study of 389 cells"),
        ("D evelopment of sheets", "Development of sheets"),
        ("known ( 43 , 73 ) .", "known (43, 73)."),
    ],
)
def test_glyphs_blanks_and_emphasis(damaged: str, mended: str) -> None:
    assert repair_text(damaged) == mended


@pytest.mark.parametrize("text", ["2 * 3 * 4", "A sheet", "author*, other*", "x/unit", "AT&T"])
def test_what_is_no_markup_stays(text: str) -> None:
    assert repair_text(text) == text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("compatibil- ity", "compatibility"),
        ("compatibil-\nity", "compatibility"),
        ("all- solid-state", "all-solid-state"),
        ("Li-\nion cells", "Li-ion cells"),
        ("Li- and Na-ion cells", "Li- and Na-ion cells"),
        ("long- or short-lived", "long- or short-lived"),
        ("poor Liion transfer", "poor Li-ion transfer"),
    ],
)
def test_hyphens(damaged: str, mended: str) -> None:
    assert repair_text(damaged) == mended


def test_the_document_decides_on_a_hyphen() -> None:
    spelling = read_spelling(
        "grain-boundary grain-boundary grain-boundary soft-ware solidstate solid-state solid-state solid-state"
    )
    assert repair_text("grain- boundary", spelling) == "grain-boundary"
    assert repair_text("grain- boundary") == "grainboundary"
    assert repair_text("a solidstate cell", spelling) == "a solid-state cell"


def test_joined_pieces_keep_their_places() -> None:
    source = "cumulative neu-\n\nFig. 1 A sheet\n\ntron counts of Li₃N"
    pieces = [build_mapped(source, 0, 15), build_mapped(source, source.index("tron"), len(source))]
    mended = repair(join_mapped(pieces))
    assert mended.text == "cumulative neutron counts of Li3N"
    start, end = mended.source_span(mended.text.index("neutron"), mended.text.index("neutron") + 7)
    assert source[start:end] == "neu-\n\nFig. 1 A sheet\n\ntron"
    start, end = mended.source_span(len(mended.text) - 4, len(mended.text))
    assert source[start:end] == "Li₃N"


def test_edits_that_overlap_are_made_once() -> None:
    mapped = apply_edits(build_mapped("abcdef", 0, 6), [Edit(1, 3, "X"), Edit(2, 4, "Y"), Edit(5, 5, "-")])
    assert mapped.text == "aXde-f"
    assert slice_mapped(mapped, 1, 2).source_span(0, 1) == (1, 3)
    assert mapped.source_span(4, 5) == (5, 5)
