"""The README's commands do what the README says."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
INTERPHASE = Path(sys.executable).parent / "interphase"


def list_commands() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    lines = [
        line[2:].split("  # ")[0].strip() for block in blocks for line in block.splitlines() if line.startswith("$ ")
    ]
    return [line for line in lines if line.startswith(".venv/bin/interphase")]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("readme")
    shutil.copy(ROOT / "ingest" / "sample" / "interfaces-review.md", folder / "review.md")
    done = subprocess.run(
        [INTERPHASE, "demo"], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return folder, done.stdout


def test_there_are_commands_to_test() -> None:
    assert len(list_commands()) >= 8


def test_the_commands_run_in_their_order(demo: tuple[Path, str]) -> None:
    folder, _ = demo
    exported = re.search(r"export (INTERPHASE_DB)=(\S+)", README)
    assert exported
    environment = {**os.environ, exported[1]: exported[2]}
    for command in list_commands():
        words = shlex.split(command)
        if words[1] in ("serve", "setup", "compare-readers") or "bolt://" in command:
            continue  # their own tests have the server or the network that they need
        done = subprocess.run(
            [INTERPHASE, *words[1:]],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
    assert (folder / "page.html").exists()
    assert list((folder / "exported").iterdir())


def test_the_shown_output_is_what_the_demo_prints(demo: tuple[Path, str]) -> None:
    shown = re.search(r"<!-- demo -->\n```text\n(.*?)```", README, re.DOTALL)
    assert shown
    printed = demo[1]
    paragraphs = [p for p in shown[1].strip("\n").split("\n…\n") if p.strip()]
    assert paragraphs
    for paragraph in paragraphs:
        assert paragraph.strip("\n") in printed
