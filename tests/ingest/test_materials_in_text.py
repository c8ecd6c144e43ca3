import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.materials import find_acronyms, find_families, find_interfaces, find_materials


def ids(text: str) -> list[str]:
    return [mention.identity.id for mention in find_materials(text, find_acronyms(text))]


FOUND = {
    "Li|LLZO|Li": ["Li", "Li7La3Zr2O12", "Li"],
    "In|LPS|LCO and LCO|LiPON|Cu": ["In", "Li2S-P2S5", "LiCoO2", "LiCoO2", "LiPON", "Cu"],
    "LPS/LCO interfaces": ["Li2S-P2S5", "LiCoO2"],
    "LiNbO3-coated Li(NixCoyMnz)O2 (NCM)": ["LiNbO3", "LiNixCoyMnzO2", "LiNixCoyMnzO2"],
    "a Li3PO4 (or LiPON)/LCO interface": ["Li3PO4", "LiPON", "LiCoO2"],
    "forms a Li-Al alloy": ["Li-Al"],
    "Co-S compounds": ["Co-S"],
    "Li3N-Zn or Li3N-Sn": ["Li3N-Zn", "Li3N-Sn"],
    "consisting of Li3N and Cu": ["Li3N", "Cu"],
    "Si, Mg, ZnO and carbon thin layers": ["Si", "Mg", "ZnO", "carbon"],
    "porous In and Sn anodes": ["In", "Sn"],
    "metallic Ti forms": ["Ti"],
    "a LiF-rich SEI": ["LiF"],
    "LiF- and LiCl-rich": ["LiF", "LiCl"],
    "LLZO-2 wt% Li3OCl": ["Li7La3Zr2O12", "Li3OCl"],
    "Zn–O co-doped LPS": ["Zn,O-doped Li2S-P2S5"],
    "Gedoped LATP": ["Ge-doped Li1+xAlxTi2-x(PO4)3"],
    "70LPS-30LiI": ["I-doped Li2S-P2S5"],
    "the doping of Ta into LLZO": ["Ta-doped Li7La3Zr2O12", "Li7La3Zr2O12"],
    "LLZO is stable, but Fe and Nb doping is not": [
        "Li7La3Zr2O12", "Fe-doped Li7La3Zr2O12", "Nb-doped Li7La3Zr2O12",
    ],
    "1 mol L-1 LiPF6 in ethylene carbonate and dimethyl carbonate": [
        "LiPF6 in EC/DMC", "ethylene carbonate", "dimethyl carbonate",
    ],
    "Li4(BH4)3I@SBA-15/LPS": ["Li4(BH4)3I@SBA-15", "Li2S-P2S5"],
    "0.4LiI–0.6Li4SnS4 in methanol": ["0.4LiI-0.6Li4SnS4", "methanol"],
    "a tetragonal LLZO layer": ["tetragonal Li7La3Zr2O12"],
    "graphite|LPSCl|LCO": ["graphite", "Li6PS5Cl", "LiCoO2"],
    "HFE (or I2)-coated LPS": ["HFE", "I2", "Li2S-P2S5"],
    "against lithium, the sulfur cathode": ["Li", "S"],
    "plating of molten Li on a Li foil": ["Li", "Li"],
    "vapor-grown carbon fibers": ["vapor-grown carbon fibers"],
    "Li1+xAlxTi2-x(PO4)3 (x = 0.3) pellets": ["Li1.3Al0.3Ti1.7(PO4)3"],
    "Li1+xAlxTi2-x(PO4)3 (0 < x < 0.3) pellets": ["Li1+xAlxTi2-x(PO4)3"],
    "t-Li7La3Zr2O12 beside c-Li7La3Zr2O12": ["tetragonal Li7La3Zr2O12", "Li7La3Zr2O12"],
    "N-doped and P-doped carbon": ["N-doped carbon", "P-doped carbon"],
    "N and P co-doped carbon": ["N,P-doped carbon"],
    "a film of polythiophene (PTh)": ["polythiophene", "polythiophene"],
    "1 M LiFSI-DME": ["LiFSI in DME"],
    "LATP (Li1.3Al0.3Ti1.7(PO4)3) and (LiNi0.5(Mn1.5)O4)": [
        "Li1.3Al0.3Ti1.7(PO4)3", "Li1.3Al0.3Ti1.7(PO4)3", "LiNi0.5Mn1.5O4",
    ],
    "Na2ZrCl6 ball-milled with ZrO2 balls": ["Na2ZrCl6"],
    "PVDF-HFP gels and LLZTOs": ["PVDF-HFP", "Ta-doped Li7La3Zr2O12"],
    "a dye on reduced graphene oxide (PDI/RGO)": ["reduced graphene oxide", "reduced graphene oxide"],
}  # fmt: skip


@pytest.mark.parametrize("text", FOUND)
def test_finds(text: str) -> None:
    assert ids(text) == FOUND[text]


@pytest.mark.parametrize(
    "text",
    [
        "Li-ion transport and Li+ conductivity",
        "a high Li concentration, Li content and Li diffusion",
        "2 V vs. Li/Li+",
        "lithium-ion batteries and lithium salts",
        "Li-S batteries",
        "Ge4+ and Ti⁴⁺ are reduced",
        "[BH4]- and [B12H12]2- anions",
        "Co, P and S elements in the map",
        "elemental Al segregates",
        "no metal Ga was found",
        "the O 1s, S 2p and Zr K-edge",
        "In this work, as shown in Fig. S1, no effect",
        "solid electrolytes (SEs) at a SOC of 50% with CV",
        "a carbon dioxide atmosphere of Ar and O2",
        "space group P21/c and Fd3m",
        "O3-type structures with TiO6 octahedra",
        "an oxide, a sulfide and a garnet",
        "W. Li et al.",
    ],
)
def test_does_not_find(text: str) -> None:
    assert ids(text) == []


def test_acronyms() -> None:
    text = (
        "Li3xLa2/3-xTiO3 [LLTO, 10^-4 S cm-1], Li2S-P2S5 (LPS 10^-3 S cm-1), a Li|LiPON|LiCoO2 (LCO) cell, "
        "LLZTO (Li6.4La3Zr1.4Ta0.6O12), the critical current density (CCD) and "
        "principal component (PC) scores"
    )
    assert find_acronyms(text) == {
        "LLTO": "Li3xLa2/3-xTiO3",
        "LPS": "Li2S-P2S5",
        "LCO": "LiCoO2",
        "LLZTO": "Li6.4La3Zr1.4Ta0.6O12",
        "PC": "principal component",
    }


def test_a_defined_acronym_stands_for_the_documents_formula() -> None:
    acronyms = find_acronyms("We used Li6.5La3Zr1.5Ta0.5O12 (LLZTO).")
    assert [m.identity.id for m in find_materials("LLZTO pellets", acronyms)] == ["Li6.5La3Zr1.5Ta0.5O12"]


@pytest.mark.parametrize(
    ("text", "stack"),
    [
        ("a Li|LLZO|LCO cell", ["Li", "Li7La3Zr2O12", "LiCoO2"]),
        ("LLZO/Li interface", ["Li7La3Zr2O12", "Li"]),
        ("the interface between LGPS and LCO", ["Li10GeP2S12", "LiCoO2"]),
        ("LPS-coated LCO", ["Li2S-P2S5", "LiCoO2"]),
        ("LLZO in contact with Li metal", ["Li7La3Zr2O12", "Li"]),
        ("wettability of LLZO to Li", ["Li7La3Zr2O12", "Li"]),
    ],
)
def test_interfaces(text: str, stack: list[str]) -> None:
    found = find_interfaces(text, find_materials(text))
    assert [[m.identity.id for m in interface.materials] for interface in found] == [stack]


@pytest.mark.parametrize("text", ["LLZO and LGPS", "S/C composite", "EC/DMC", "Ni/Co ratio", "LLZO, Li and LCO"])
def test_what_is_no_interface(text: str) -> None:
    assert find_interfaces(text, find_materials(text)) == []


def test_families_need_their_head() -> None:
    text = "Sulfide electrolytes, garnet pellets, NASICON-type ceramics, borohydrides, layered oxide cathodes, an oxide"
    assert [mention.id for mention in find_families(text)] == [
        "family:sulfide",
        "family:garnet",
        "family:nasicon",
        "family:borohydride",
        "family:layered-oxide",
    ]


@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    found = find_materials(text, find_acronyms(text))
    assert all(text[m.start : m.end] == m.text for m in found)
    find_interfaces(text, found)
    find_families(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "Li",
                "LLZO",
                "/",
                "|",
                " and ",
                ", ",
                "-doped ",
                "Ta",
                " doping ",
                "Ge4+",
                "(",
                ")",
                "-",
                " in ",
            ]
        )
    )
)
def test_mentions_are_ordered_and_apart(parts: list[str]) -> None:
    found = find_materials("".join(parts))
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "part",
    [
        "N-doped and P-doped ",
        "Li7La3Zr2O12 (x = ",
        "Na, Al, K and Fe, ",
        "Fe 2 (MoO 4 ",
        "Figure S1A, S2B and ",
        "Al2O3-LiCoO2-",
        "metals (e.g. Fe, Cr, ",
    ],
)
def test_twice_the_text_is_twice_the_work(part: str, count_lines: Callable[[Callable[[], object]], int]) -> None:
    find_materials(part * 4000)
    short, long = (count_lines(lambda times=times: find_materials(part * times)) for times in (200, 400))
    assert long < 2.5 * max(short, 100)


def test_finds_the_materials_of_an_article() -> None:
    if not (shared := os.environ.get("INTERPHASE_SHARED")):
        pytest.skip("INTERPHASE_SHARED is not set")
    text = (Path(shared) / "corpus" / "pang2021-interfaces-review.txt").read_text(encoding="utf-8")
    assert len(find_materials(text)) > 400


@pytest.mark.parametrize(
    "text",
    [
        "milled in a zirconia jar with ZrO2 balls",
        "sealed in boron capillaries",
        "the UCl3-type and LGPS-type structure",
        "TOF-SIMS signals of InO - and FeO -",
        "Li- and Na-conducting oxides",
        "substitution of tungsten for antimony",
    ],
)
def test_equipment_prototypes_and_fragments_are_no_materials(text: str) -> None:
    assert ids(text) == []


def test_a_greek_letter_makes_another_material() -> None:
    assert ids("β-alumina and β -Li3PS4, not alumina") == ["NaAl11O17", "Li3PS4", "Al2O3"]


def test_a_raised_citation_is_no_amount_of_the_formula_before_it(read: Callable[[str, str], list[Any]]) -> None:
    text = "Cells were dry.^1^ A shell was made of LiNbO3.^4^ It held for years.^2,3^ Nobody knew why."
    assert [record.name for record in read(text, "material")] == ["LiNbO3"]
