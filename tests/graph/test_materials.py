import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.concepts import load_vocabulary
from graph.identities import MaterialIdentity, side, working_ion
from graph.material_table import load_material_table
from graph.materials import link_material, render_formula

IDS = {
    "LLZO": "Li7La3Zr2O12",
    "LPS": "Li2S-P2S5",
    "LGPS": "Li10GeP2S12",
    "LLTO": "Li3xLa2/3-xTiO3",
    "LATP": "Li1+xAlxTi2-x(PO4)3",
    "LATPO": "Li1+xAlxTi2-x(PO4)3",
    "LAGP": "Li1+xAlxGe2-x(PO4)3",
    "LAGPO": "Li1+xAlxGe2-x(PO4)3",
    "LCO": "LiCoO2",
    "LTO": "Li4Ti5O12",
    "NCM": "LiNixCoyMnzO2",
    "NMC": "LiNixCoyMnzO2",
    "NCM811": "LiNi0.8Co0.1Mn0.1O2",
    "NMC811": "LiNi0.8Co0.1Mn0.1O2",
    "LPSCl": "Li6PS5Cl",
    "LiPON": "LiPON",
    "Li metal": "Li",
    "lithium": "Li",
    "lithium metal": "Li",
    "Lithium metal anode": "Li",
    "LLZTO": "Ta-doped Li7La3Zr2O12",
    "Ta-doped LLZO": "Ta-doped Li7La3Zr2O12",
    "Zn–O co-doped LPS": "Zn,O-doped Li2S-P2S5",
    "O,Zn-doped LPS": "Zn,O-doped Li2S-P2S5",
    "Al and Ga co-doped LLZO": "Al,Ga-doped Li7La3Zr2O12",
    "Ga-doped LLZTO": "Ga,Ta-doped Li7La3Zr2O12",
    "tetragonal LLZO": "tetragonal Li7La3Zr2O12",
    "cubic LLZO": "Li7La3Zr2O12",
    "single-crystal LLZO": "Li7La3Zr2O12",
    "LLZO pellets": "Li7La3Zr2O12",
    "β-Li3PS4": "Li3PS4",
    "Li₆PS₅Cl": "Li6PS5Cl",
    "Li(Ni0.8Co0.1Mn0.1)O2": "LiNi0.8Co0.1Mn0.1O2",
    "Li1+rAlrGe2-r(PO4)3": "Li1+xAlxGe2-x(PO4)3",
    "LiPF6 in EC/DMC": "LiPF6 in EC/DMC",
    "LiPF6 in ethylene carbonate and dimethyl carbonate solution": "LiPF6 in EC/DMC",
    "PDMS": "polydimethylsiloxane",
    "VGCFs": "vapor-grown carbon fibers",
    "Li-Al alloy": "Li-Al",
    "Li3N–Zn": "Li3N-Zn",
    "Ag–C": "Ag-C",
    "Graphite": "graphite",
    "PEO/LiClO4": "PEO-LiClO4",
    "alumina": "Al2O3",
    "t-Li7La3Zr2O12": "tetragonal Li7La3Zr2O12",
    "c-Li7La3Zr2O12": "Li7La3Zr2O12",
    "t-ZrO2": "ZrO2",
    "a-Si": "Si",
    "Li7La3Zr2O12 (LLZO)": "Li7La3Zr2O12",
    "LATP (Li1.3Al0.3Ti1.7(PO4)3)": "Li1.3Al0.3Ti1.7(PO4)3",
    "lithium lanthanum zirconate (LLZO)": "Li7La3Zr2O12",
    "LiFSI-DME": "LiFSI in DME",
    "NaPF6-EC/DEC": "NaPF6 in EC/DEC",
    "Li1+xAlxTi2-x(PO4)3 (x = 0.3)": "Li1.3Al0.3Ti1.7(PO4)3",
    "Li1+xAlxTi2-x(PO4)3 (x = 0.3, 0.4)": "Li1+xAlxTi2-x(PO4)3",
    "S, N co-doped carbon": "N,S-doped carbon",
    "P,N-doped carbon": "N,P-doped carbon",
    "MWCNTs": "multi-walled carbon nanotubes",
    "NVPOF": "Na3V2(PO4)2O2F",
    "CMC-Na": "carboxymethyl cellulose",
}


@pytest.mark.parametrize("name", IDS)
def test_identity(name: str) -> None:
    identity = link_material(name)
    assert identity is not None
    assert identity.id == IDS[name]


@pytest.mark.parametrize(
    ("name", "system", "dopants"),
    [
        ("Li6.4La3Zr1.4Ta0.6O12", "Li7La3Zr2O12", ("Ta",)),
        ("Li6.25Al0.25La3Zr2O12", "Li7La3Zr2O12", ("Al",)),
        ("Li7-xLa3Zr2-xTaxO12", "Li7La3Zr2O12", ("Ta",)),
        ("Li1.3Al0.3Ti1.7(PO4)3", "Li1+xAlxTi2-x(PO4)3", ()),
        ("Li1.5Al0.5Ge1.5(PO4)3", "Li1+xAlxGe2-x(PO4)3", ()),
        ("Li0.34La0.56TiO3", "Li3xLa2/3-xTiO3", ()),
        ("Li5.5PS4.5Cl1.5", "Li6PS5Cl", ()),
        ("Li9.88GeP1.96Sb0.04S11.88Cl0.12", "Li10GeP2S12", ("Sb", "Cl")),
        ("Na3.3Zr1.7Y0.3Si2PO12", "Na3Zr2Si2PO12", ("Y",)),
        ("Li0.5CoO2", "LiCoO2", ()),
        ("LiNi0.65Co0.15Mn0.2O2", "LiNi0.65Co0.15Mn0.2O2", ()),
    ],
)
def test_system_and_dopants_of_a_formula(name: str, system: str, dopants: tuple[str, ...]) -> None:
    identity = link_material(name)
    assert identity is not None
    assert (identity.id, identity.system, identity.dopants) == (name, system, dopants)


APART = [
    ("Li6PS5Cl", "Li6PS5Br"), ("Li6PS5Br", "Li6PS5I"), ("LPSCl", "LPSBr"), ("LPSCl", "LPSI"),
    ("LPS", "LPSCl"), ("LPS", "Li3PS4"), ("Li3PS4", "Li7P3S11"), ("Li2S-P2S5", "Li2P2S6"),
    ("LPS", "LGPS"), ("LGPS", "LSnPS"), ("Li10GeP2S12", "Li10SnP2S12"), ("Li10GeP2S12", "Na10GeP2S12"),
    ("Li10GeP2S12", "Li10SiP2S12"), ("NCM811", "NCM622"), ("NCM622", "NCM523"), ("NCM523", "NCM111"),
    ("NCM811", "NCM"), ("NMC811", "NCA"), ("LiNi0.8Co0.1Mn0.1O2", "LiNi0.8Co0.15Al0.05O2"),
    ("LiNi0.8Co0.1Mn0.1O2", "LiNi0.83Co0.11Mn0.06O2"), ("Ta-doped LLZO", "Nb-doped LLZO"),
    ("Ta-doped LLZO", "LLZO"), ("Al-doped LLZO", "Ga-doped LLZO"), ("LLZTO", "LLZNO"), ("LLZTO", "LLTO"),
    ("LLZO", "LLTO"), ("LATP", "LAGP"), ("LATP", "LiTi2(PO4)3"), ("Si-doped LATP", "Ge-doped LATP"),
    ("Si-doped LATP", "LATP"), ("tetragonal LLZO", "LLZO"), ("Li3YCl6", "Li3YBr6"),
    ("Li3YCl6", "Li3InCl6"), ("Li3InCl6", "Li3ScCl6"), ("Li3YCl6", "Na3YCl6"), ("Li2ZrCl6", "Na2ZrCl6"),
    ("Li3OCl", "Li3OBr"), ("LiTaOCl4", "LiNbOCl4"), ("LiBH4", "NaBH4"), ("Li2B12H12", "Na2B12H12"),
    ("Li2B12H12", "Li2B10H10"), ("Na3PS4", "Na3SbS4"), ("Na3PS4", "Li3PS4"), ("LiCoO2", "LiCoPO4"),
    ("LiFePO4", "LiMnPO4"), ("LiMn2O4", "LiNi0.5Mn1.5O4"), ("LCO", "LTO"), ("LFP", "LMFP"),
    ("LiF", "LiCl"), ("LiCl", "LiBr"), ("LiBr", "LiI"), ("Li2O", "Li2O2"), ("Li2S", "Li2S2"),
    ("Li2S", "Li2SO4"), ("Li3N", "Li3P"), ("Li2CO3", "LiHCO3"), ("LiNbO3", "LiTaO3"), ("LiNbO3", "LiNO3"),
    ("LiTFSI", "LiFSI"), ("Li", "Na"), ("Li", "Li-In"), ("Li-In", "In"), ("Li-Al", "Li-Sn"), ("Sn", "Si"),
    ("Si", "SiOx"), ("Co", "CoO"), ("CoO", "Co3O4"), ("Co-S", "Co3S4"), ("TiS2", "TiO2"),
    ("carbon", "graphite"), ("graphite", "graphene"), ("carbon nanotubes", "carbon nanofibers"),
    ("ethylene carbonate", "dimethyl carbonate"), ("ethylene carbonate", "fluoroethylene carbonate"),
    ("PVDF", "PVDF-HFP"), ("PEO", "PEO-LiTFSI"), ("ethanol", "methanol"),
    ("Zn,O-doped LPS", "Sb,O-doped LPS"), ("O-doped LPS", "I-doped LPS"),
    ("LiPF6 in EC/DMC", "LiPF6 in EC/DEC"), ("LiPF6", "LiPF6 in EC/DMC"), ("Cu", "Cu3N"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), APART)
def test_near_names_stay_apart(first: str, second: str) -> None:
    one, other = link_material(first), link_material(second)
    assert one is not None
    assert other is not None
    assert one.id != other.id
    assert (one.system, one.dopants, one.parent is None) != (
        other.system,
        other.dopants,
        other.parent is None,
    )


@pytest.mark.parametrize(
    "name",
    [
        "",
        "electrolyte",
        "oxide",
        "sulfide",
        "garnet",
        "anode",
        "cathode",
        "SEI",
        "Ge4+",
        "Li+",
        "[BH4]-",
        "As",
        "No",
        "PS4",
        "SOC",
    ],
)
def test_what_is_no_material(name: str) -> None:
    assert link_material(name) is None


def test_the_documents_own_definition_wins() -> None:
    formula = {"LLZTO": "Li6.5La3Zr1.5Ta0.5O12"}
    identity = link_material("LLZTO", formula)
    assert identity is not None
    assert identity.id == "Li6.5La3Zr1.5Ta0.5O12"
    assert "defined in the text" in identity.reason
    assert link_material("PC", {"PC": "principal component"}) is None
    assert link_material("LPS", {"LPS": "LPS"}) is not None


def test_definitions_that_go_round_end() -> None:
    assert link_material("XAB", {"XAB": "XCD", "XCD": "XAB"}) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("LLZO", "electrolyte"), ("LPS", "electrolyte"), ("LiPF6 in EC/DMC", "electrolyte"), ("Li", "anode"),
        ("graphite", "anode"), ("LTO", "anode"), ("In", "anode"), ("NCM811", "cathode"), ("S", "cathode"),
        ("LiFePO4", "cathode"), ("LiF", None), ("Al2O3", None), ("LiNbO3", None), ("Cu", None),
        ("carbon", None), ("HFE", None), ("Li3PO4", None),
    ],
)  # fmt: skip
def test_side(name: str, expected: str | None) -> None:
    identity = link_material(name)
    assert identity is not None
    assert side(identity) == expected


def test_working_ion() -> None:
    ions = [working_ion(link_material(n)) for n in ("LLZO", "Na3PS4", "β''-alumina", "carbon")]  # type: ignore[arg-type]
    assert ions == ["Li", "Na", "Na", None]


def test_every_entry_of_the_table_links_to_itself_by_every_name() -> None:
    table = load_material_table()
    assert len(table.entries) >= 250
    for entry in table.entries.values():
        for name in (entry.id, *entry.names, *entry.ambiguous, *entry.formulas):
            identity = link_material(name)
            assert identity is not None, name
            assert identity.id == entry.id, name


def test_the_families_of_the_table_exist() -> None:
    vocabulary = load_vocabulary()
    for entry in load_material_table().entries.values():
        assert all(family in vocabulary for family in entry.families), entry.id
        assert entry.parent is None or link_material(entry.parent) is not None, entry.id


def test_the_examples_of_the_vocabulary_link_to_their_family() -> None:
    for concept in load_vocabulary().of_kind("families"):
        for example in concept.examples:
            identity = link_material(example)
            assert identity is not None, example
            assert concept.id in identity.families, (example, concept.id, identity.families)


def test_formula_of_the_command_line() -> None:
    rendered = render_formula("Li6.4La3Zr1.4Ta0.6O12")
    assert rendered is not None
    assert rendered["elements"] == {"Li": 6.4, "La": 3, "Zr": 1.4, "Ta": 0.6, "O": 12}
    assert (rendered["dopants"], rendered["family"]) == (["Ta"], "family:garnet")


@given(st.text(max_size=120))
def test_never_raises(text: str) -> None:
    identity = link_material(text)
    assert identity is None or isinstance(identity, MaterialIdentity)


@given(st.sampled_from(sorted(IDS)), st.text(alphabet=" -–'(),.₂abcLiO23+", max_size=6))
def test_never_raises_near_a_name(name: str, noise: str) -> None:
    link_material(name + noise)
    link_material(noise + name)


@given(st.sampled_from(sorted(IDS.values())))
def test_an_identity_links_to_itself(material_id: str) -> None:
    identity = link_material(material_id)
    assert identity is not None
    assert identity.id == material_id


def test_every_id_is_ascii_but_for_the_dot_of_a_hydrate() -> None:
    assert [entry for entry in load_material_table().entries if not entry.replace("·", "").isascii()] == []
