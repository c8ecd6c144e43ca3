"""What looks like a material and is none: ions, dopants, peaks, labels, elements as a resource."""

import pytest

from ingest.acronyms import find_acronyms
from ingest.materials import find_materials

NONE = [
    # ions and their motion
    "Ge4+ is reduced",
    "Al3+ and Ti⁴⁺ occupy the site",
    "Li+ transport through the pellet",
    "Na+ and K+ differ in size",
    "the Cl− content",
    "a Li-ion conductor",
    "Na ions hop",
    "Li or Na ions",
    "the PF6− and TFSI− anions",
    "[Fe(CN)6] vacancies and the [Fe(CN)6]n- unit",
    "OH− and PO43− groups",
    "Li/Ni intermixing",
    "Na/vacancy ordering",
    "the Na/M ratio",
    "the insertion of Li and the storage of Na",
    "the diffusion of lithium in the bulk",
    # dopants and elements
    "Ta doping and Nb substitution",
    "W-doped samples",
    "Table 1 | Sodium superionic conductors",
    "3.5 V for Li and 3.3 V for Na",
    "C-type Na 0.9 [Ti 1.7 Li 0.3 ]AO 4",
    "the amount of doping molybdenum",
    "elements such as Ta, Nb and W",
    "EDS maps of S, P and Cl",
    "the concentration of sulfur",
    "the ratio of oxygen to carbon",
    "a sulfur-rich shell",
    "the Fe content",
    # peaks, edges, isotopes
    "the S 2p and O 1s spectra",
    "Ti 2p3/2 and Co L-edge",
    "the Mn K-edge",
    "6Li and 7Li NMR",
    "31P MAS NMR",
    "Cu Kα radiation",
    # other chemistries and the element as a resource
    "the demand for lithium rises",
    "the scarcity of lithium and the abundance of sodium",
    "cheap compared to lithium",
    "Li resources are limited",
    "lithium-ion and sodium-ion batteries",
    "Na-S and Li-O2 batteries",
    "sodium metal oxides",
    "Na and Li chemistries",
    # gases of the atmosphere
    "in dry Ar, N2 and O2",
    "CO2 and H2O in air",
    # space groups, planes, types of structure
    "space group P63/mmc or R-3m",
    "the (110) and (003) planes",
    "P2-type and O3 phases",
    "the P3 stacking",
    "TiO6 octahedra",
    "an NaCl-type structure",
    # labels, initials, variables, axes, rates
    "samples S1, S2 and B3",
    "the NMg-0.1 and NMg-0.2 electrodes",
    "K. Li, S. P. Ong and C. Wang",
    "the pressure P and the current I",
    "F = 12.3 and P < 0.05",
    "the axes Z and Zim",
    "at a rate of C/10",
    "Cu(II) centres",
    # words
    "an oxide, a sulfide, a polymer and a garnet",
    "the electrolyte, the cathode and the anode",
    "the solid electrolyte interphase (SEI)",
    "No effect. In this case, As shown",
    # beginnings, shorthands and ions of a formula
    "the Na3V2-z3+ unit",
    "P2-NiMn and P2-NaNiMnO",
    "high-quality NaFe crystals",
    "the Fe(CN)64- dopant",
    "Mn(III) and MnIII sites",
    "the shared part of Na2 - xMn[Fe(CN)6]·zH2O",
    # lithium oxides taken over by name, labels of figures, genes and samples
    "Na-NMC and P2-NCM811",
    "Figure S8 and Figures S1B, S2C",
    "an SV40 promoter, HC49 and BC1 cells, CoNS in the panel 3F–3H",
    "the MFC-W electrode",
    # the element of the earth, its layers, its ions in one list
    "the spacing of the Na layers",
    "sodium is the sixth most abundant element",
    "the distribution of lithium",
    "the natures of Na and Li",
    "the demand is -3 V for Li and Na",
    "Li/Na-TCNE crystals",
    "Na-, K- and Mg-ion batteries",
    "the insertion of Li, Na and Mg atoms",
    "ash with Na, Al, K and Fe",
    "Co/Ni-free cathodes",
    "the transition metals (Fe, Cr)",
    "soil organic carbon and the carbon isotope record",
    "the Na D line",
    "Ag/AgCl in saturated solution",
    "gases such as N2O5 and CH3O",
    "non-aqueous NaO2 batteries",
    "the wood mouse",
    "Li, which is the end of another sentence",
    "the adsorption energies of lithium and sodium ions",
    "an alternative storage technology to lithium",
    "the Na amount in the pores",
    "aluminium substitution",
    # hardware
    "a ZrO2 jar with ZrO2 balls",
    "an Al2O3 crucible",
]


@pytest.mark.parametrize("text", NONE)
def test_names_no_material(text: str) -> None:
    assert [m.text for m in find_materials(text, find_acronyms(text))] == []


SOME = {
    "stainless steel | Li6PS5Cl | Li cell": ["stainless steel", "Li6PS5Cl", "Li"],
    "a Na | NZSP | Na cell": ["Na", "NZSP", "Na"],
    "bare Al and carbon-coated Al CCs": ["Al", "carbon", "Al"],
    "the volume expansion of Si": ["Si"],
    "1 M NaPF6 in PC": ["NaPF6", "PC"],
    "an EC/PC mixture": ["EC", "PC"],
    "the EC-PC electrolyte": ["EC", "PC"],
    "GO sheets": ["GO"],
    "we used NaCrO2.Then it failed": ["NaCrO2"],
    "NaNi 0.5 Mn 0.5 O 2 was made": ["NaNi 0.5 Mn 0.5 O 2"],
    "P2-Na 0.67 Ni 0.33 Mn 0.67 O 2": ["Na 0.67 Ni 0.33 Mn 0.67 O 2"],
    "Na 3 V 2 (PO 4 ) 3 particles": ["Na 3 V 2 (PO 4 ) 3"],
    "Li plating on a Cu foil": ["Li", "Cu foil"],
    "N-doped carbon": ["N-doped carbon"],
    "N-doped, P-doped and N, P co-doped carbon": ["N-doped", "P-doped", "N, P co-doped carbon"],
    "metallic counterparts (e.g. Fe, Cr)": ["Fe", "Cr"],
    "Al2O3-NaCrO2 particles": ["Al2O3", "NaCrO2"],
    "rods of Fe 2 (MoO 4 ) 3": ["Fe 2 (MoO 4 ) 3"],
    "at 60 °C. Li, which is soft, creeps": ["Li"],
    "a bare NTP electrode": ["NTP"],
    "Aluminum is known to alloy with lithium": ["Aluminum", "lithium"],
    "LFP-lithium titanate cells": ["LFP", "lithium titanate"],
    "forms Cu-S compounds": ["Cu-S"],
    "Fe4[Fe(CN)6]3 and Prussian blue cathodes": ["Fe4[Fe(CN)6]3", "Prussian blue"],
    "in the LiFSI-DME electrolyte": ["LiFSI-DME"],
    "Table 1 Na3PS4": ["Na3PS4"],
    "Cu, Ni and Li foils": ["Cu", "Ni", "Li foils"],
    "TiO2 cells": ["TiO2"],
    "compared to the Li|SE interface": ["Li"],
    "replacing the lithium anode": ["lithium anode"],
    "the Na–Na3PS4 interface": ["Na", "Na3PS4"],
}


@pytest.mark.parametrize("text", SOME)
def test_names_materials(text: str) -> None:
    assert [m.text for m in find_materials(text, find_acronyms(text))] == SOME[text]
