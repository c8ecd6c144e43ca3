"""Names that differ in a letter stay apart, and names of one material meet."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from graph.identities import MaterialIdentity
from graph.materials import link_material
from graph.names import resolve_material
from graph.stores import open_store

PAIRS = yaml.safe_load((Path(__file__).parent / "near_identical.yaml").read_text(encoding="utf-8"))


def link(name: str) -> MaterialIdentity:
    identity = link_material(name)
    assert identity is not None, name
    return identity


def test_the_table_is_large_enough() -> None:
    assert len(PAIRS["apart"]) >= 60
    assert len(PAIRS["meet"]) >= 40


@pytest.mark.parametrize(("first", "second"), PAIRS["apart"])
def test_near_names_are_never_merged(first: str, second: str) -> None:
    one, other = link(first), link(second)
    assert one.id != other.id
    if (one.system, one.dopants) == (other.system, other.dopants):
        variant = one if one.parent else other
        assert variant.parent in {one.id, other.id, variant.system}


@pytest.mark.parametrize(("first", "second"), PAIRS["meet"])
def test_names_of_one_material_meet(first: str, second: str) -> None:
    one, other = link(first), link(second)
    assert (one.system, one.dopants) == (other.system, other.dopants)


@pytest.mark.parametrize("name", sorted({name for pairs in PAIRS.values() for pair in pairs for name in pair}))
def test_every_reading_has_a_reason(name: str) -> None:
    identity = link(name)
    assert identity.steps
    assert all(identity.steps)


def test_a_question_finds_the_doped_garnet_by_every_name(tmp_path: Path) -> None:
    with open_store(f"ladybug:{tmp_path / 'graph.lbug'}") as store:
        names = ("LLZTO", "llzto", "Ta-doped garnet", "Li6.4La3Zr1.4Ta0.6O12", "Ta-doped garnet electrolyte")
        asked = [resolve_material(store, name) for name in names]
    assert {(material.system, material.dopants, material.side) for material in asked} == {
        ("Li7La3Zr2O12", ("Ta",), "electrolyte")
    }
    assert asked[2].note == "garnet is a family: answered for its best known member, Ta-doped Li7La3Zr2O12"


GENERIC = [
    "the electrolyte", "electrolyte", "solid electrolyte", "oxide", "sulfide", "sulfide electrolyte", "halide",
    "polymer", "polymer electrolyte", "cathode", "anode", "garnet", "garnets", "garnet pellets", "argyrodite",
    "perovskite", "NASICON", "thio-LISICON", "lithium salt", "sodium salts", "lithium electrolyte", "Li compound",
    "Sn alloy", "carbon composites", "lithium halides", "binder", "separator", "solvent", "SEI", "CEI", "metal",
    "alloy", "composite", "glass", "ceramic", "coating", "interlayer", "ionic liquid", "additive", "ion", "salt",
]  # fmt: skip


@pytest.mark.parametrize("name", GENERIC)
def test_generic_words_are_no_materials(name: str) -> None:
    assert link_material(name) is None
