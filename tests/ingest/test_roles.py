from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.materials import link_material
from ingest.acronyms import find_acronyms
from ingest.materials import find_materials
from ingest.roles import default_role

# Sentence: the role of each material in it, in order.
ROLES = {
    # what the material's own family does, where the text is silent
    "LLZO conducts well": ["electrolyte"],
    "The voltage of LiCoO2 drops": ["cathode"],
    "Graphite swells": ["anode"],
    "XPS shows Li3P": ["product"],
    "FEC improves the cycle life": ["additive"],
    "EMC evaporates quickly": ["solvent"],
    "The price of LiPF6 fell": ["salt"],
    # layers on particles
    "LiNbO3-coated NCM811 keeps its capacity": ["coating", "cathode"],
    "NCM622 coated with a thin layer of Li2ZrO3": ["cathode", "coating"],
    "Al2O3- and ZrO2-coated LiCoO2": ["coating", "coating", "cathode"],
    "carbon-coated LiFePO4 with PVDF as the binder": ["coating", "cathode", "binder"],
    "LiCoO2 particles wrapped with graphene": ["cathode", "coating"],
    "a Li3PO4 coating on LiNi0.5Mn1.5O4": ["coating", "cathode"],
    "an Al2O3 layer was deposited on the separator by ALD": ["coating"],
    "TiO2 was sputtered onto the pellet": ["coating"],
    "atomic layer deposition of ZnO on LLZO": ["coating", "electrolyte"],
    "coatings such as LiTaO3 and Li4SiO4": ["coating", "coating"],
    "Si, Mg and ZnO coatings": ["coating", "coating", "coating"],
    "an LPSCl-coated NCM811": ["coating", "cathode"],
    "LiNbO3 is a common cathode coating": ["coating"],
    # layers between others
    "with a Li3N interlayer": ["interlayer"],
    "An Au interlayer between LLZO and Li": ["interlayer", "electrolyte", "anode"],
    "a thin Si interlayer wets the garnet": ["interlayer"],
    "A Cu3N mixed conductive interlayer": ["interlayer"],
    "graphite as an interlayer against LLZTO": ["interlayer", "electrolyte"],
    "interlayers of Al2O3 or ZnO": ["interlayer", "interlayer"],
    "a PEO film between LATP and lithium metal": ["interlayer", "electrolyte", "anode"],
    "ZnO was inserted between LLZO and Li": ["interlayer", "electrolyte", "anode"],
    "a BN buffer layer": ["interlayer"],
    "Li|Au|LLZO|LCO cells": ["anode", "interlayer", "electrolyte", "cathode"],
    # stacks
    "In|LPS|NCM811": ["anode", "electrolyte", "cathode"],
    "a Li|PEO|LATP|LFP bilayer cell": ["anode", "electrolyte", "electrolyte", "cathode"],
    # what forms
    "LPS decomposes into Li2S and Li3P": ["electrolyte", "product", "product"],
    "LATP is reduced to form a Li-Al alloy": ["electrolyte", "product"],
    "the SEI consists mainly of Li2O and LiF": ["product", "product"],
    "formation of Li2CO3 on LLZO": ["product", "electrolyte"],
    "decomposition products such as Na2S and Na3P": ["product", "product"],
    "a LiF-rich interphase": ["product"],
    "Co3O4 was detected after sintering LiCoO2": ["product", "cathode"],
    "La2Zr2O7 is formed at high temperature": ["product"],
    "LiCl precipitates at the surface": ["product"],
    "LLZO reacts to form tetragonal LLZO": ["electrolyte", "product"],
    "lithium metal forms dendrites in LPS": ["anode", "electrolyte"],
    "Li3InCl6 is reduced by Li to form LiCl and indium metal": ["electrolyte", "anode", "product", "product"],
    # what is added
    "LiF as an additive in the electrolyte": ["additive"],
    "the addition of LiI to LPS": ["additive", "electrolyte"],
    "2 wt% LiNO3 was added": ["additive"],
    "by adding Li3BO3 as a sintering aid": ["additive"],
    "SiO2 filler in PEO": ["additive", "electrolyte"],
    "the electrolyte additive VEC": ["additive"],
    # electrodes and electrolytes named as such
    "NaCrO2 as the cathode and hard carbon as the anode": ["cathode", "anode"],
    "using Na3V2(PO4)3 as the cathode": ["cathode"],
    "Na3V2(PO4)3 was used as the anode": ["anode"],
    "a sulfur composite cathode and Li10GeP2S12 solid electrolyte": ["cathode", "electrolyte"],
    "Li4Ti5O12 anodes": ["anode"],
    "the cathode material LiFePO4": ["cathode"],
    "the solid electrolyte (Li6PS5Br)": ["electrolyte"],
    "MoS2 served as the cathode": ["cathode"],
    "an Al current collector": ["current collector"],
    "acetylene black as the conductive additive": ["conductive additive"],
    "PVDF binder in NMP solvent": ["binder", "solvent"],
    "1 M LiPF6 in EC and DEC": ["electrolyte", "solvent", "solvent"],
    "LiBOB is a promising salt": ["salt"],
    "NaClO4 as salt in DMC solvent": ["salt", "solvent"],
    "bare copper foil and carbon black-coated copper foil": ["current collector", "coating", "current collector"],
    "HFE (or I2)-coated LPS": ["coating", "coating", "electrolyte"],
    "the decomposition products of NaTaCl6": ["electrolyte"],
    "an NCM811/LPSCl mixture as the cathode": ["cathode", "electrolyte"],
    # what must not mislead
    "Li was deposited on Cu foil": ["anode", "current collector"],
    "an EMC-DMC electrolyte": ["solvent", "solvent"],
    "LLZO reacts with the cathode": ["electrolyte"],
    "LiNbO3 suppresses the growth of cathode resistance": ["coating"],
    "LiPON was deposited on LiCoO2": ["electrolyte", "cathode"],
    "LPS is stable against the anode": ["electrolyte"],
    "the LLZO/cathode interface": ["electrolyte"],
    "Al2O3 reduces anode corrosion": ["coating"],
}  # fmt: skip


@pytest.mark.parametrize("text", ROLES)
def test_reads_the_role(text: str) -> None:
    assert [mention.role for mention in find_materials(text, find_acronyms(text))] == ROLES[text]


def test_default_roles_follow_the_family() -> None:
    names = ("LLZO", "NCM811", "graphite", "LiF", "Al2O3", "NaPF6", "DOL", "VC", "Ni")
    expected = [
        "electrolyte", "cathode", "anode", "product", "coating", "salt", "solvent", "additive", "current collector",
    ]  # fmt: skip
    assert [default_role(identity) for name in names if (identity := link_material(name))] == expected


@given(st.text(alphabet="LiOSNaFP2345-|/ ,()coated with as the", max_size=200))
def test_never_raises(text: str) -> None:
    find_materials(text)


@pytest.mark.parametrize("part", ["LiF as ", "LiF (", "formed of ", "coated with a ", "Li|LiF|"])
def test_twice_the_text_is_twice_the_work(part: str, count_lines: Callable[[Callable[[], object]], int]) -> None:
    find_materials(part * 4000)
    short, long = (count_lines(lambda times=times: find_materials(part * times)) for times in (200, 400))
    assert long < 2.5 * max(short, 100)
