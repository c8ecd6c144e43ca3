from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.acronyms import find_acronyms
from ingest.context import Topic, read_context
from ingest.interfaces import find_interfaces
from ingest.materials import find_materials
from ingest.pipeline import analyse_text

LLZO, LPS, LCO, NCM811 = "Li7La3Zr2O12", "Li2S-P2S5", "LiCoO2", "LiNi0.8Co0.1Mn0.1O2"
LGPS, LPSCL, LATP, LFP = "Li10GeP2S12", "Li6PS5Cl", "Li1+xAlxTi2-x(PO4)3", "LiFePO4"
PEO, LLZTO = "poly(ethylene oxide)", "Ta-doped Li7La3Zr2O12"

# Text: the materials of each stack or pair, in the order in which they lie.
FOUND = {
    "Li|LLZO|Li": [["Li", LLZO, "Li"]],
    "a Li||LCO cell": [["Li", LCO]],
    "a graphite||NCM811 pouch cell": [["graphite", NCM811]],
    "In|LPS|NCM811": [["In", LPS, NCM811]],
    "Li/LLZO/LFP": [["Li", LLZO, LFP]],
    "Li//LFP": [["Li", LFP]],
    "Li | LLZO | Li symmetric cells": [["Li", LLZO, "Li"]],
    "Li∥LATP∥Li": [["Li", LATP, "Li"]],
    "Li metal|LLZO pellet|LCO cathode": [["Li", LLZO, LCO]],
    "Li|PEO|LATP|LFP": [["Li", PEO, LATP, LFP]],
    "Li-In|Li6PS5Cl|NCM811": [["Li-In", LPSCL, NCM811]],
    "In/InLi|Li6PS5Cl|NCM811": [["Li-In", LPSCL, NCM811]],
    "Na|Na3PS4|TiS2": [["Na", "Na3PS4", "TiS2"]],
    "Li|Al2O3|LLZO|LCO": [["Li", "Al2O3", LLZO, LCO]],
    "a LiNbO3-coated LCO|LPS cell": [[LCO, "LiNbO3", LPS]],
    "Li|LPSCl|LiNbO3-coated NCM811": [["Li", LPSCL, "LiNbO3", NCM811]],
    "Li|LLZTO|(LFP)": [["Li", LLZTO, LFP]],
    "stainless steel|LPSCl|Li": [["stainless steel", LPSCL, "Li"]],
    "the LLZO/Li interface": [[LLZO, "Li"]],
    "LLZO/Li and LLZO/LCO interfaces": [[LLZO, "Li"], [LLZO, LCO]],
    "the LGPS electrolyte/LCO cathode interface": [[LGPS, LCO]],
    "the Li–LLZO interface": [["Li", LLZO]],
    "the LPS-LCO interface": [[LPS, LCO]],
    "the interface between LGPS and LCO": [[LGPS, LCO]],
    "between the LLZO pellet and the Li anode": [[LLZO, "Li"]],
    "between Li metal and LATP": [["Li", LATP]],
    "the interface of LLZO with Li metal": [[LLZO, "Li"]],
    "Li metal in contact with LLZO": [["Li", LLZO]],
    "LPSCl in direct contact with NCM811": [[LPSCL, NCM811]],
    "LPS-coated LCO": [[LPS, LCO]],
    "LLZO is stable, LPS against Li is not": [[LPS, "Li"]],
    "LATP reacts; LGPS towards lithium metal": [[LGPS, "Li"]],
    "between LPS and LCO, NCM811 or LFP": [[LPS, LCO], [LPS, NCM811], [LPS, LFP]],
    "graphite|LPSCl composite|LCO": [["graphite", LPSCL, LCO]],
    "LLZTO in contact with both Li and LFP": [[LLZTO, "Li"], [LLZTO, LFP]],
    # no stacks
    "2 V vs. Li/Li+": [],
    "vs Na+/Na": [],
    "the Ni/Co ratio and the O/S ratio": [],
    "cycled at C/10": [],
    "a S/C composite": [],
    "LiPF6 in EC/DMC": [],
    "good and/or bad": [],
    "LiFePO4/C": [],
    "NVP/rGO composites": [],
    "Li/Ni intermixing": [],
    "an NCM811/LPSCl composite": [],
    "a PEO/LLZO composite electrolyte": [],
    "LiNbO3-coated LCO": [],
    "Si-coated LLZO": [],
    "LLZO and LPS were compared": [],
    "an LCO and an NCM811 cathode": [],
    "Li3N/LiF": [],
    "LLZO (Al2O3) and Li2CO3": [],
}  # fmt: skip


@pytest.mark.parametrize("text", FOUND)
def test_finds_stacks_and_pairs(text: str) -> None:
    mentions = find_materials(text, find_acronyms(text))
    assert [[m.identity.id for m in i.materials] for i in find_interfaces(text, mentions)] == FOUND[text]


PAIRS = {
    "Li|LLZO|LCO cells": [(LLZO, "Li"), (LLZO, LCO)],
    "a Si interlayer between LLZO and Li": [(LLZO, "Li")],
    "Li|Si|LLZO|Li": [(LLZO, "Li")],
    "Li|Al2O3|LLZO|LCO": [(LLZO, "Li"), (LLZO, LCO)],
    "Li|PEO|LATP|LFP": [(PEO, "Li"), (LATP, LFP)],
    "a LiNbO3-coated LCO|LPS cell": [(LPS, LCO)],
    "Si-coated LLZO against lithium metal": [(LLZO, "Li")],
    "stainless steel|LPSCl|Li": [(LPSCL, "Li")],
    "LPS-coated LCO": [(LPS, LCO)],
}  # fmt: skip


@pytest.mark.parametrize("text", PAIRS)
def test_layers_between_are_no_electrodes(text: str) -> None:
    sentence = analyse_text(text)[0]
    assert [(p.electrolyte, p.electrode) for p in read_context(sentence, Topic()).pairs] == PAIRS[text]


@given(st.text(alphabet="LiZOCP|/ -‖()S coated", max_size=200))
def test_never_raises(text: str) -> None:
    find_interfaces(text, find_materials(text))


@pytest.mark.parametrize("part", ["LLZO|", "LPS-coated ", "LCO/LPS ", "between LLZO and "])
def test_twice_the_text_is_twice_the_work(part: str, count_lines: Callable[[Callable[[], object]], int]) -> None:
    def work(times: int) -> int:
        text = part * times
        mentions = find_materials(text)
        return count_lines(lambda: find_interfaces(text, mentions))

    find_interfaces(part * 3000, find_materials(part * 3000))
    assert work(200) < 2.5 * max(work(100), 100)
