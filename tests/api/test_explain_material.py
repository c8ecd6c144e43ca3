"""`interphase explain-material` as a user runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.main import cli, run
from graph.errors import NameNotFoundError


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["explain-material", *arguments])


def test_an_abbreviation_is_explained_by_its_entry() -> None:
    answer = json.loads(ask("LLZTO", "--json").stdout)
    assert (answer["id"], answer["system"], answer["dopants"]) == ("Ta-doped Li7La3Zr2O12", "Li7La3Zr2O12", ["Ta"])
    assert answer["steps"] == ["LLZTO is a name of Ta-doped Li7La3Zr2O12"]
    assert answer["families"][0] == {"id": "family:garnet", "why": "the table gives it for Ta-doped Li7La3Zr2O12"}
    assert answer["role"]["id"] == "electrolyte"
    assert {"id": "Li7La3Zr2O12", "why": "it is a variant with dopant Ta"} in answer["not_merged_with"]
    assert "Nb-doped Li7La3Zr2O12" in [other["id"] for other in answer["not_merged_with"]]


def test_a_formula_is_explained_so_that_its_place_can_be_checked_by_hand() -> None:
    text = ask("Li₆.₄La₃Zr₁.₄Ta₀.₆O₁₂").stdout
    assert "without markup and outer marks the name is Li6.4La3Zr1.4Ta0.6O12" in text
    assert "composition: Li 6.4, La 3, Zr 1.4, Ta 0.6, O 12" in text
    assert "at 12 O holds it: Li 6.4 (4.5 to 7.8), La 3 (2.4 to 3.2), Zr 1.4 (0.9 to 2.2)" in text
    assert "Ta: no element of Li7La3Zr2O12, so a dopant" in text


def test_a_family_by_composition_tells_its_rule() -> None:
    answer = json.loads(ask("Li5La3Sb2O12", "--json").stdout)
    assert answer["families"][0]["why"].startswith("by composition: Li3-7.5 A3 B2 O12")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("NCM712", "the digits of NCM712 count Ni, Co, Mn in tenths"),
        ("Ta-doped LLZO", "doped with Ta, it is a variant of Li7La3Zr2O12"),
        ("tetragonal LLZO", "the tetragonal phase is kept apart from Li7La3Zr2O12"),
        ("LLZO pellets", "'pellets' does not change what the material is"),
        ("LiTFSI in DOL and DME", "a solution of LiTFSI in 1,3-dioxolane and 1,2-dimethoxyethane"),
        ("PC", "PC has other meanings"),
        ("60Li2S-25P2S5-15LiI", "it is made of the parts of Li2S-P2S5"),
        ("PEO-LiClO4", "LiClO4 in PEO"),
    ],
)
def test_each_way_of_reading_is_told(name: str, said: str) -> None:
    done = ask(name)
    assert done.exit_code == 0
    assert said in done.stdout


def test_the_definitions_of_a_document_are_known(tmp_path: Path) -> None:
    document = tmp_path / "paper.md"
    document.write_text("# On pellets\n\nWe pressed Li5.5PS4.5Cl1.5 (denoted as S-1). A principal component (PC).\n")
    answer = json.loads(ask("S-1", "--document", str(document), "--json").stdout)
    assert answer["id"] == "Li5.5PS4.5Cl1.5"
    assert answer["steps"][0] == "S-1 is defined in the text as Li5.5PS4.5Cl1.5"
    taken = ask("PC", "--document", str(document))
    assert "the document defines PC as principal component, which is no material" in taken.stdout
    assert isinstance(taken.exception, NameNotFoundError)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("garnet", "garnet is a class of materials (family:garnet), none of them"),
        ("Ta-doped garnet", "Ta-doped garnet stands for Ta-doped Li7La3Zr2O12"),
        ("the electrolyte", "no name of one"),
        ("Ge4+", "an ion is no material"),
        ("llzo", "in a question it stands for Li7La3Zr2O12"),
        ("PS4", "can be read as a formula"),
        ("unobtainium", "it is no chemical formula"),
        ("LLZTX", "names spelled alike, never merged by that: "),
        ("  ", "it is no chemical formula"),
    ],
)
def test_a_name_that_is_no_material_says_why_and_what_to_do(name: str, said: str) -> None:
    done = ask(name)
    assert said in done.stdout
    assert "What to do:" in done.stdout
    assert isinstance(done.exception, NameNotFoundError)
    assert json.loads(ask(name, "--json").stdout)["id"] is None


def test_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain-material", "LLZO"]) == 0
    assert run(["explain-material", "unobtainium"]) == 2
    assert "no material that is known" in capsys.readouterr().err


def test_hostile_names_stay_text() -> None:
    for name in ("<script>", "\x1b[31m", "{}" * 200, "Li" * 400, "\u202e"):
        assert json.loads(ask(name, "--json").stdout)["name"] == name
