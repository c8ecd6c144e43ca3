"""`interphase setup chemdataextractor`, the readers side by side, and what a run says of an absent second reader."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REVIEW = """# Some values

Nobody

## 1 Values

The ionic conductivity of Li6PS5Cl is 3.2 mS cm−1 [1]. Unlike Li3PO4, amorphous LiPON has a thickness of 900 nm.

Table 1. Salts.

| Salt | σ (S cm−1) |
| --- | --- |
| Li3YCl6 | 5 × 10−4 |

## References

1. First, A. Some title on garnets. J. Power Sources 1, 1–2 (2001). https://doi.org/10.1000/one
"""
VARIABLE = "INTERPHASE_CHEMDATAEXTRACTOR"


@pytest.fixture
def review(empty_folder: Path) -> Path:
    path = empty_folder / "review.md"
    path.write_text(REVIEW, encoding="utf-8")
    return path


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch, empty_folder: Path) -> None:
    """Leave the choice to the command, for a user who has set nothing up."""
    monkeypatch.delenv(VARIABLE)
    for name in ("XDG_DATA_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(empty_folder / "home"))


def measurements(path: Path) -> list[dict[str, Any]]:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [record for record in records if record["kind"] == "measurement"]


@pytest.mark.usefixtures("unset")
def test_an_absent_second_reader_is_told_once_with_the_command(interphase: Callable[..., Any], review: Path) -> None:
    done = interphase("extract", str(review), "--out", "a.jsonl")
    assert done.returncode == 0
    (told,) = [line for line in done.stderr.splitlines() if "second reader" in line]
    assert told.endswith("interphase setup chemdataextractor")


def test_nothing_is_told_where_it_is_switched_off(interphase: Callable[..., Any], review: Path) -> None:
    assert "second reader" not in interphase("ingest", str(review), "--db", "ladybug:g.lbug").stderr


def test_a_setting_that_names_nothing_is_an_error(
    interphase: Callable[..., Any], review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "/no/such/python")
    done = interphase("extract", str(review), "--out", "a.jsonl")
    assert done.returncode == 2
    assert f"{VARIABLE}=/no/such/python" in done.stderr
    assert not Path("a.jsonl").exists()


def test_readers_are_not_compared_without_the_second(interphase: Callable[..., Any], review: Path) -> None:
    done = interphase("compare-readers", str(review))
    assert (done.returncode, done.stdout) == (2, "")
    assert "interphase setup chemdataextractor" in done.stderr


def test_an_installation_that_fails_leaves_nothing_and_says_why(
    interphase: Callable[..., Any], empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_CONFIG_FILE"):
        monkeypatch.setenv(name, "/dev/null" if name == "PIP_CONFIG_FILE" else "")
    done = interphase("setup", "chemdataextractor", "--into", "there")
    assert done.returncode == 1
    assert "its packages cannot be installed: " in done.stderr
    assert "PIP_INDEX_URL" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(empty_folder.iterdir()) == []


def test_a_python_that_makes_no_environment_is_named(interphase: Callable[..., Any], empty_folder: Path) -> None:
    done = interphase("setup", "chemdataextractor", "--into", "there", "--python", "/no/such/python")
    assert done.returncode == 1
    assert "the environment cannot be made: /no/such/python" in done.stderr
    assert list(empty_folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
@pytest.mark.parametrize(("printed", "what"), [("Python 3 9", "Python 3.9"), ("hello", "no Python"), ("", "no Python")])
def test_what_is_no_python_of_today_is_told(
    interphase: Callable[..., Any],
    empty_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    printed: str,
    what: str,
) -> None:
    script = tmp_path_factory.mktemp("bin") / "python"
    script.write_text(f"#!/bin/sh\necho {printed}\n", encoding="utf-8")
    script.chmod(0o755)
    done = interphase("setup", "chemdataextractor", "--into", "there", "--python", str(script))
    assert done.returncode == 1
    assert f"the environment cannot be made: {script} is {what}; name a Python 3.11" in done.stderr
    assert list(empty_folder.iterdir()) == []


def test_an_empty_setting_is_none(
    interphase: Callable[..., Any], review: Path, unset: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert "no second reader" in interphase("extract", str(review), "--out", "a.jsonl").stderr


def test_a_folder_with_something_else_in_it_is_refused(interphase: Callable[..., Any], empty_folder: Path) -> None:
    (empty_folder / "there").mkdir()
    (empty_folder / "there" / "thesis.tex").write_text("ten years of work", encoding="utf-8")
    done = interphase("setup", "chemdataextractor", "--into", "there")
    assert done.returncode == 2
    assert "was not made by this command; name another folder with --into" in done.stderr
    assert (empty_folder / "there" / "thesis.tex").exists()


def test_it_is_not_installed_twice(interphase: Callable[..., Any], second_reader_python: Path) -> None:
    folder = second_reader_python.parent.parent
    if not (folder / "interphase-requirements.txt").exists():
        pytest.skip(f"{folder} was not made by `interphase setup chemdataextractor`")
    done = interphase("setup", "chemdataextractor", "--into", str(folder))
    assert done.returncode == 0, done.stderr
    assert "was set up already" in done.stdout
    assert "it read: 3.2 mS cm" in done.stdout
    assert "installing" not in done.stderr


def test_a_run_uses_it(
    interphase: Callable[..., Any], review: Path, second_reader_python: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(second_reader_python))
    done = interphase("extract", str(review), "--out", "a.jsonl")
    assert done.returncode == 0, done.stderr
    first, _, third = measurements(Path("a.jsonl"))
    assert (first["subject"], first["confidence"], first["reader"]) == ("Li6PS5Cl", 0.85, None)
    assert first["confirmed_by"] == "chemdataextractor2"
    assert (third["subject"], third["value"], third["reader"]) == ("Li3YCl6", 5e-4, "chemdataextractor2")
    assert interphase("validate", "a.jsonl").returncode == 0
    assert interphase("extract", str(review), "--out", "b.jsonl").returncode == 0
    assert Path("a.jsonl").read_bytes() == Path("b.jsonl").read_bytes()
    assert interphase("load", "a.jsonl", "--db", "ladybug:g.lbug").returncode == 0


def test_both_readers_side_by_side(
    interphase: Callable[..., Any], review: Path, second_reader_python: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(second_reader_python))
    done = interphase("compare-readers", str(review))
    assert done.returncode == 0, done.stderr
    assert "both    ionic-conductivity  0.0032 S/cm  of Li6PS5Cl" in done.stdout
    assert "table, review.md, line 13" in done.stdout
    told = json.loads(interphase("compare-readers", str(review), "--json").stdout)
    assert told["totals"]["agree"] == 1
    assert sum(told["totals"].values()) == sum(len(sentence["numbers"]) for sentence in told["sentences"])
    numbers = [number for sentence in told["sentences"] for number in sentence["numbers"]]
    assert numbers[1]["ours"]["value"] == numbers[1]["theirs"]["value"] == 900
    assert numbers[1]["theirs"]["ambiguous"]
    assert [record["subject"] for record in told["tables"]] == ["Li3YCl6"]


def test_the_interpreter_of_the_second_reader_may_be_any(
    interphase: Callable[..., Any], review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One without the library costs the checks, never the run."""
    monkeypatch.setenv(VARIABLE, sys.executable)
    done = interphase("extract", str(review), "--out", "a.jsonl")
    assert done.returncode == 0
    assert "Warning: the second reader was given up, its checks are missing" in done.stderr
    assert [record["confidence"] for record in measurements(Path("a.jsonl"))] == [0.7, 0.7]
