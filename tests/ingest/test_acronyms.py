"""Acronyms that a document defines, in the shapes in which papers define them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.materials import link_material
from ingest.acronyms import find_acronyms, find_labels

TA = "Li6.4La3Zr1.4Ta0.6O12"
DEFINED: dict[str, dict[str, str]] = {
    f"Pellets of {TA} (LLZTO) were cut.": {"LLZTO": TA},
    f"Pellets of LLZTO ({TA}) were cut.": {"LLZTO": TA},
    f"Pellets of {TA} [LLZTO] were cut.": {"LLZTO": TA},
    f"Pellets of {TA} (LLZTOs) were cut.": {"LLZTO": TA},
    f"Pellets of LLZTOs ({TA}) were cut.": {"LLZTO": TA},
    f"Powder of {TA}(LLZTO) was pressed.": {"LLZTO": TA},
    f"Powder of {TA} (LLZTO, 500 nm) was pressed.": {"LLZTO": TA},
    f"Powder of LLZTO ({TA}, 500 nm) was pressed.": {"LLZTO": TA},
    f"Powder of {TA} (LLZTO; 99.9%) was pressed.": {"LLZTO": TA},
    f"Powder of {TA} (hereafter LLZTO) was pressed.": {"LLZTO": TA},
    f"Powder of {TA} (LLZTO, hereafter) was pressed.": {"LLZTO": TA},
    f"Powder of {TA} (LLZTO hereafter) was pressed.": {"LLZTO": TA},
    f"Powder of {TA} (hereafter, LLZTO) was pressed.": {"LLZTO": TA},
    f"Powder of {TA} (hereafter denoted as LLZTO) was pressed.": {"LLZTO": TA},
    f"Powder of {TA} (hereinafter referred to as LLZTO) was pressed.": {"LLZTO": TA},
    f"Powder of {TA} (denoted by LLZTO) was pressed.": {"LLZTO": TA},
    f"Powder of {TA} (abbreviated as LLZTO) was pressed.": {"LLZTO": TA},
    f"Powder of {TA} (abbr. LLZTO) was pressed.": {"LLZTO": TA},
    f"Powder of {TA} (i.e., LLZTO) was pressed.": {"LLZTO": TA},
    f"Powder of LLZTO (i.e., {TA}) was pressed.": {"LLZTO": TA},
    f'Powder of {TA} ("LLZTO") was pressed.': {"LLZTO": TA},
    f"Powder of {TA}, denoted as LLZTO, was pressed.": {"LLZTO": TA},
    f"Powder of {TA}, hereafter referred to as LLZTO, was pressed.": {"LLZTO": TA},
    f"Powder of {TA} was abbreviated as LLZTO.": {"LLZTO": TA},
    f"We chose {TA}, i.e. LLZTO, for the cell.": {"LLZTO": TA},
    f"We chose LLZTO, i.e., {TA}, for the cell.": {"LLZTO": TA},
    "The Li6PS5Cl electrolyte (LPSC) was milled.": {"LPSC": "Li6PS5Cl"},
    "Li6PS5Cl (LPSC or LPSCl) was milled.": {"LPSC": "Li6PS5Cl", "LPSCl": "Li6PS5Cl"},
    "Li6PS5Cl (LPSCl, hereafter named so) was milled.": {"LPSCl": "Li6PS5Cl"},
    "Li3PS4 (LPS) and Li6PS5Cl (LPSCl)": {"LPS": "Li3PS4", "LPSCl": "Li6PS5Cl"},
    "Li5.5PS4.5Cl1.5 (denoted as S-1) conducts best.": {"S-1": "Li5.5PS4.5Cl1.5"},
    "Li5.5PS4.5Cl1.5, labelled as LPSC-15, conducts best.": {"LPSC-15": "Li5.5PS4.5Cl1.5"},
    "LiTFSI (lithium bis(trifluoromethanesulfonyl)imide) was dried.": {
        "LiTFSI": "lithium bis(trifluoromethanesulfonyl)imide"
    },
    "lithium bis(trifluoromethanesulfonyl)imide (LiTFSI) was dried.": {
        "LiTFSI": "lithium bis(trifluoromethanesulfonyl)imide"
    },
    "dry poly(vinylidene fluoride) (PVDF) was cast": {"PVDF": "poly(vinylidene fluoride)"},
    "a gel of polyethylene oxide (PEO)": {"PEO": "polyethylene oxide"},
    "the salt lithium 1,1,2,2,3,3-hexafluoropropane-1,3-disulfonimide (LiHFDF) dissolves": {
        "LiHFDF": "lithium 1,1,2,2,3,3-hexafluoropropane-1,3-disulfonimide"
    },
    "films of poly(diethylene glycol carbonate) (PDGC) were cast": {"PDGC": "poly(diethylene glycol carbonate)"},
    "Al-doped Li7La3Zr2O12 (ALLZO) was sintered": {"ALLZO": "Al-doped Li7La3Zr2O12"},
    "a stainless steel (SS) rod": {"SS": "stainless steel"},
    "the first principal component (PC) explains most": {"PC": "principal component"},
    "the scores of PC (principal component) were plotted": {"PC": "principal component"},
    "a low degree of lithiation (DOL) was kept": {"DOL": "degree of lithiation"},
    "an equivalent circuit (EC) was fitted": {"EC": "equivalent circuit"},
    "a Li|LiPON|LiCoO2 (LCO) cell": {"LCO": "LiCoO2"},
    "a LiNbO3-coated LiNi0.8Co0.1Mn0.1O2 cathode (NCM811)": {"NCM811": "LiNi0.8Co0.1Mn0.1O2"},
}  # fmt: skip


@pytest.mark.parametrize("text", DEFINED)
def test_finds(text: str) -> None:
    assert find_acronyms(text) == DEFINED[text]


@pytest.mark.parametrize(
    "text",
    [
        "the critical current density (CCD) of Li6PS5Cl",
        "a Li6PS5Cl solid electrolyte (SE) layer",
        "a Li6PS5Cl solid-state electrolyte (SSE) layer",
        "the cathode active material (CAM)",
        "X-ray photoelectron spectroscopy (XPS)",
        "Li6PS5Cl (Fig. 2) and LLZO (Table S1)",
        "Li6PS5Cl (denoted as A)",
        "Li2S (SE)",
        "the solid electrolyte interphase (SEI) of graphite",
        "Li7La3Zr2O12 (Sigma) and Zr(OH)4",
        "the Coulombic efficiency of sulfur (CE)",
        "a current collector (CC) of copper",
        "LiCoO2 (LiNbO3)",
        "LLZO, i.e. a garnet",
    ],
)
def test_does_not_find(text: str) -> None:
    assert find_acronyms(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "material", "families"),
    [
        ("Li5.5PS4.5Cl1.5 (denoted as S-1)", "S-1", "Li5.5PS4.5Cl1.5", ("family:argyrodite", "family:sulfide")),
        ("Al-doped Li7La3Zr2O12 (ALLZO)", "ALLZO", "Al-doped Li7La3Zr2O12", ("family:garnet", "family:oxide")),
        (
            "lithium 1,1,2,2,3,3-hexafluoropropane-1,3-disulfonimide (LiHFDF)", "LiHFDF",
            "lithium 1,1,2,2,3,3-hexafluoropropane-1,3-disulfonimide",
            ("family:additive", "family:liquid"),
        ),
        ("poly(diethylene glycol carbonate) (PDGC)", "PDGCs", "poly(diethylene glycol carbonate)", ("family:polymer",)),
    ],
)  # fmt: skip
def test_the_acronym_links_to_what_it_stands_for(
    text: str, name: str, material: str, families: tuple[str, ...]
) -> None:
    identity = link_material(name, find_acronyms(text))
    assert identity is not None
    assert (identity.id, identity.families) == (material, families)
    assert "is defined in the text as" in identity.reason


SAMPLES = {
    "boron-rich glass on LiCoO2 (B-LCO)": ("B-LCO", "LiCoO2"),
    "The cathode of milled Li1.2Mn0.54Co0.13Ni0.13O2 (M-LRMO) was pressed.": ("M-LRMO", "Li1.2Ni0.13Co0.13Mn0.54O2"),
    "LiCoO2 (LCO) was dried, then LiNbO3-coated LCO (N-LCO) was pressed.": ("N-LCO", "LiCoO2"),
    "a carbon-coated LFP powder (C-LFP)": ("C-LFP", "LiFePO4"),
}


@pytest.mark.parametrize("text", SAMPLES)
def test_a_sample_with_a_name_of_its_own_is_a_variant_and_not_the_material(text: str) -> None:
    name, parent = SAMPLES[text]
    identity = link_material(name, find_acronyms(text))
    assert identity is not None
    assert (identity.id, identity.system, identity.parent) == (name, name, parent)
    assert f"{name} is a sample of {parent}" in identity.reason


def test_a_known_variant_and_two_joined_materials_are_no_samples() -> None:
    text = "Ta-doped LLZO (Ta-LLZO) and PEO with LLZO (PEO-LLZO)"
    doped = link_material("Ta-LLZO", find_acronyms(text))
    assert doped is not None and doped.id == "Ta-doped Li7La3Zr2O12"
    assert "PEO-LLZO" not in find_acronyms(text)


def test_a_name_taken_away_is_no_material() -> None:
    assert link_material("PC", find_acronyms("the principal component (PC)")) is None


_PIECES = st.sampled_from(
    ["Li6PS5Cl", "LLZTO", TA, " (", ")", " [", "]", "denoted as ", "hereafter ", ", ", "i.e. ", " or ", "S-1", "poly",
     "lithium ", "imide", "principal component", "PC", "s", " ", "(", "|", "/", "-"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=150))
def test_never_raises_and_is_deterministic(text: str) -> None:
    found = find_acronyms(text)
    assert found == find_acronyms(text)
    assert all(full in text.replace("  ", " ") or link_material(full) for full in found.values())
    for short in found:
        link_material(short, found)


@pytest.mark.parametrize("piece", ["(", "LLZTO (", "a (b ", "A1", "denoted as ", "Li(", "x, i.e. ", ")", "poly("])
def test_twice_the_text_is_twice_the_work(piece: str, count_lines: Callable[[Callable[[], object]], int]) -> None:
    find_acronyms(piece * 40_000)
    short, long = (count_lines(lambda size=size: find_acronyms(piece * size)) for size in (400, 800))
    assert long < 2.5 * max(short, 100)


def test_a_label_stands_for_the_one_composition_that_its_name_can_mean() -> None:
    one = {"NCM83": "LiNi0.83Co0.11Mn0.06O2"}
    assert find_labels("NCM-L1, NCM-83x, LLZO-A1 and NCM", one) == {"NCM-L1": one["NCM83"]}
    assert find_labels("NCM-L1", one | {"NCM622": "LiNi0.6Co0.2Mn0.2O2"}) == {}
