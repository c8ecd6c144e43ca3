"""A small graph made by hand, with strings that are hostile to HTML, CSV, XML and a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.load import load_records
from graph.records import (
    CausalLinkRecord,
    DocumentRecord,
    Effect,
    Evidence,
    InterfaceFactRecord,
    MaterialRecord,
    Record,
    ReferenceRecord,
    StrategyCaseRecord,
)
from graph.stores import open_store

DOCUMENT = "reviewed interfaces.md"
HOSTILE = "</script><img src=x onerror=alert(1)> \"quoted\", 'single'; Ω — x\r\ny & \x1b[31m"
NAME = HOSTILE.replace("\r\n", " ")
"""The same without a line end, which no name may hold."""
ROOT = Path(__file__).resolve().parents[2]


def evidence(text: str, line: int, *refs: int) -> tuple[Evidence, ...]:
    return (Evidence(document=DOCUMENT, line=line, start=line * 100, end=line * 100 + len(text), text=text, refs=refs),)


def build_records() -> list[Record]:
    here = {"document": DOCUMENT, "section": "2"}
    coated = "An Al2O3 layer lowered the resistance of LLZO against Li from 900 to 12 Ω cm² [1]."
    return [
        DocumentRecord(document=DOCUMENT, sha256="0" * 64, media_type="text/markdown", title=f"On {HOSTILE}"),
        ReferenceRecord(
            document=DOCUMENT, n=1, raw="Han", authors=(("Han", "X."), ("Gong", "Y.")), title="Negating resistance",
            journal="Nat. Mater.", year=2017, doi="10.1038/nmat4821",
        ),
        ReferenceRecord(
            document=DOCUMENT, n=2, raw="x", authors=(("O'Neil & Søn", "A."),), title=HOSTILE, journal="J. <b>",
            year=2019,
        ),
        *(
            MaterialRecord(
                document=DOCUMENT, name=name, system=name, elements=parts, families=families, aliases=(alias,)
            )
            for name, parts, families, alias in (
                ("Li7La3Zr2O12", ("Li", "La", "Zr", "O"), ("family:garnet", "family:oxide"), "LLZO"),
                ("Li", ("Li",), ("family:li-metal",), "Li metal"),
                ("Al2O3", ("Al", "O"), ("family:coating",), "alumina"),
                (NAME, (), (), "hostile"),
            )
        ),
        InterfaceFactRecord(
            **here, electrolyte="Li7La3Zr2O12", electrode="Li", mechanism="mech:poor-wettability", refs=(1,),
            evidence=evidence("Molten Li does not wet LLZO [1].", 4, 1),
        ),
        CausalLinkRecord(
            **here, cause="mech:poor-wettability", relation="causes", effect="issue:poor-contact", refs=(1,),
            evidence=evidence("Poor wetting leaves LLZO and Li in poor contact [1].", 5, 1),
        ),
        StrategyCaseRecord(
            **here, strategy="strat:lithiophilic-interlayer", materials=("Al2O3",), host="Li7La3Zr2O12", electrode="Li",
            method="ALD", works=("10.1038/nmat4821",), mechanisms=("mech:poor-wettability",),
            issues=("issue:poor-contact",), refs=(1,),
            effects=(Effect(property="prop:interfacial-resistance", before=900.0, after=12.0, unit="ohm*cm^2"),),
            evidence=evidence(coated, 6, 1),
        ),
        StrategyCaseRecord(
            **here, strategy="strat:artificial-sei", materials=(NAME,), host="Li7La3Zr2O12", electrode="Li",
            works=(HOSTILE.casefold(),), issues=("issue:li-dendrite",), refs=(2,),
            evidence=evidence(f"It helped {HOSTILE} [2].", 7, 2),
        ),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def records() -> list[Record]:
    return build_records()


@pytest.fixture(scope="session")
def hostile() -> str:
    """The name of a material of the graph."""
    return NAME


@pytest.fixture(scope="session")
def graph_url(tmp_path_factory: pytest.TempPathFactory, records: list[Record]) -> str:
    url = f"ladybug:{tmp_path_factory.mktemp('graph') / 'small.lbug'}"
    with open_store(url) as store:
        load_records(store, records)
    return url


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder is empty and no setting is inherited."""
    for name in [name for name in os.environ if name.startswith("INTERPHASE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("INTERPHASE_CHEMDATAEXTRACTOR", "off")
    monkeypatch.chdir(tmp_path)
    yield tmp_path


Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def interphase(empty_folder: Path) -> Command:
    """Run the command line as a process of its own in an empty folder."""

    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "api.main", *arguments],
            capture_output=True, input=stdin, encoding="utf-8", check=False, cwd=empty_folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1", "COLUMNS": "90"},
        )  # fmt: skip

    return run
