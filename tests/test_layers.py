"""The order of the packages (api -> ingest -> graph), and what a command line may load."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = {"graph": {"ingest", "api"}, "ingest": {"api"}, "api": set[str]()}
HEAVY = ["fastapi", "pyvis", "neo4j", "uvicorn"]
COMMAND = Path(sys.executable).with_name("interphase")


def find_imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and module of every import, wherever in the file it stands; a relative one keeps its dots."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            yield from ((node.lineno, str(a.value)) for a in node.args[:1] if isinstance(a, ast.Constant))


@pytest.mark.parametrize("package", FORBIDDEN)
def test_a_package_imports_nothing_above_it(package: str) -> None:
    paths = sorted((ROOT / package).rglob("*.py"))
    assert paths
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in paths
        for line, module in find_imports(path)
        if module.split(".")[0] in FORBIDDEN[package] or module.startswith(".") or module.split(".")[0] == "tests"
    ]
    assert wrong == []


def test_the_layer_test_sees_every_form_of_import(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(
        "import api.main as a\ndef f():\n    from ingest import x\n    from . import y\n"
        "    importlib.import_module('api.app')\n",
        encoding="utf-8",
    )
    assert [module for _, module in find_imports(path)] == ["api.main", "ingest", ".", "api.app"]


def test_every_package_and_every_file_of_data_is_installed() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    missing = []
    for package in FORBIDDEN:
        patterns = declared["package-data"][package]
        for path in (ROOT / package).rglob("*"):
            inner = path.relative_to(ROOT / package).as_posix()
            if path.is_dir() or "__pycache__" in inner:
                continue
            if path.suffix == ".py":
                name = ".".join(path.parent.relative_to(ROOT).parts)
                covered = any(fnmatchcase(name, pattern) for pattern in declared["packages"]["find"]["include"])
                covered = covered and path.with_name("__init__.py").exists()
            else:
                covered = any(fnmatchcase(inner, pattern) for pattern in patterns)
            if not covered:
                missing.append(f"{package}/{inner}")
    assert missing == []


def test_no_package_lies_below_the_tests() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["--version"]])
def test_help_loads_no_server_page_or_driver(arguments: list[str]) -> None:
    code = (
        "import json, sys\nfrom api.main import main\nsys.argv = ['interphase', *json.loads(sys.argv[1])]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-P", "-c", code, json.dumps(arguments)], capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    assert "interphase" in run.stdout
    assert json.loads(run.stderr.splitlines()[-1]) == []


@pytest.fixture
def decoys(tmp_path: Path) -> Path:
    """Make a folder of decoys: packages called like ours that end the process when they are imported."""
    for name in ("api", "graph", "ingest"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(f"raise SystemExit('decoy {name}')\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("verb", ["--help", "extract", "recommend", "serve", "cypher"])
def test_the_command_runs_beside_folders_of_the_same_names(decoys: Path, verb: str) -> None:
    arguments = [verb] if verb == "--help" else [verb, "--help"]
    run = subprocess.run([COMMAND, *arguments], cwd=decoys, capture_output=True, encoding="utf-8", check=False)
    assert (run.returncode, "decoy" in run.stdout + run.stderr) == (0, False), run.stderr
    assert "Usage: interphase" in run.stdout


def test_work_is_done_beside_folders_of_the_same_names(decoys: Path) -> None:
    (decoys / "note.md").write_text("# Note\n\nLLZO forms voids against Li metal.\n", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "INTERPHASE_DB"}
    for arguments in (["extract", "note.md", "--out", "records.jsonl"], ["load", "records.jsonl"]):
        run = subprocess.run(
            [COMMAND, *arguments], cwd=decoys, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert run.returncode == 0, run.stderr
    assert (decoys / "interphase.lbug").stat().st_size > 0
