"""The environment in which the second reader lives: where it is, and how it is made."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from graph.errors import InputError, SecondReaderError
from ingest.second_reader.models import load_description
from ingest.second_reader.process import Worker
from ingest.second_reader.protocol import TextQuestion

OFF = "off"
_REQUIREMENTS = Path(__file__).with_name("requirements.txt")
_STAMP = "interphase-requirements.txt"
_PYTHON = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
_MATERIAL = "Li6PS5Cl"
_SENTENCE = f"The ionic conductivity of {_MATERIAL} is 3.2 mS cm−1 at 25 °C."
_REASON = re.compile(r"^\s*(?:ERROR|error): (?!subprocess-exited)(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Setup:
    """What the command did: ``installed`` is false where all was there. ``found`` is the proof that it reads."""

    folder: Path
    version: str
    found: str
    seconds: float
    installed: bool


def default_folder() -> Path:
    """Return where the environment lies unless the user says otherwise: the data folder of this user."""
    return user_data_path("interphase", appauthor=False) / "chemdataextractor"


def find_python(setting: str | None) -> Path | None:
    """Return the interpreter of the second reader, None where it is switched off or not set up.

    ``setting`` is None or empty, ``off``, or the path of an interpreter or of an environment; raises `InputError` where
    nothing is there.
    """
    if not setting:
        python = default_folder() / _PYTHON
        return python if python.is_file() else None
    if setting.strip().lower() == OFF:
        return None
    path = Path(setting).expanduser()
    python = path / _PYTHON if path.is_dir() else path
    if not python.is_file():
        raise InputError(
            "there is no Python interpreter",
            where=f"INTERPHASE_CHEMDATAEXTRACTOR={setting}",
            remedy=f"name one, or set it to {OFF}, or unset it and run: interphase setup chemdataextractor",
        )
    return python


def set_up(folder: Path, *, base: Path | None = None, tell: Callable[[str], None] = lambda _: None) -> Setup:
    """Make the environment in the folder, unless one is there that works, and let it read a sentence.

    It is built beside the folder and put in its place when it works. ``base`` is the interpreter to build it with, ours
    by default; ``tell`` is told each step. Raises `InputError` for a folder that holds something else and
    `SecondReaderError` where it cannot be built; nothing is left behind then, and what was there stays.
    """
    begun = time.monotonic()
    folder = folder.expanduser().absolute()
    _refuse_other(folder)
    read = _try_current(folder, tell)
    if read is not None:
        return Setup(folder, *read, time.monotonic() - begun, installed=False)
    building = folder.with_name(f".{folder.name}.building")
    try:
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        _build(building, base or Path(sys.executable), tell)
        tell("reading a sentence")
        read = _try(building)
        shutil.copyfile(_REQUIREMENTS, building / _STAMP)
        if folder.exists():
            shutil.rmtree(folder)
        building.rename(folder)
    except OSError as error:
        problem = f"cannot be written ({(error.strerror or str(error)).lower()})"
        raise SecondReaderError(problem, where=str(folder), remedy=_ELSEWHERE) from error
    except SecondReaderError as error:
        raise SecondReaderError(error.problem, where=str(folder), remedy=error.remedy) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return Setup(folder, *read, time.monotonic() - begun, installed=True)


_ELSEWHERE = "name another folder with --into"


def _refuse_other(folder: Path) -> None:
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir()) and not (folder / _STAMP).is_file()):
        raise InputError("is there already and was not made by this command", where=str(folder), remedy=_ELSEWHERE)


def _try_current(folder: Path, tell: Callable[[str], None]) -> tuple[str, str] | None:
    """Let the environment read that was made for the packages of this version; None where it is to be made (again)."""
    stamp = folder / _STAMP
    if not stamp.is_file() or stamp.read_bytes() != _REQUIREMENTS.read_bytes():
        return None
    tell(f"found in {folder}")
    try:
        return _try(folder)
    except SecondReaderError as error:
        tell(f"it does not work any more ({error.problem}): making it again")
        return None


def _build(folder: Path, base: Path, tell: Callable[[str], None]) -> None:
    tell(f"making an environment with {base}")
    problem, another = "the environment cannot be made", "name a Python 3.11 or later with --python"
    told = _run([str(base), "-c", "import sys; print('Python', *sys.version_info[:2])"], problem, another)
    version = re.fullmatch(r"Python (\d+) (\d+)\s*", told)
    if version is None or (int(version[1]), int(version[2])) < (3, 11):
        what = f"Python {version[1]}.{version[2]}" if version else "no Python"
        raise SecondReaderError(f"{problem}: {base} is {what}", remedy=another)
    _run([str(base), "-m", "venv", str(folder)], problem, f"{another}, or {_ELSEWHERE}")
    tell(f"installing {len(read_requirements())} packages")
    pip = [str(folder / _PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    _run(
        [*pip, "--no-deps", "--requirement", str(_REQUIREMENTS)],
        "its packages cannot be installed",
        "check the network (PIP_INDEX_URL names a mirror) and that 400 MB are free, then run it again",
    )


def _run(command: list[str], problem: str, remedy: str) -> str:
    """Run a program and return what it prints."""
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError as error:
        raise SecondReaderError(f"{problem}: {command[0]}: {error.strerror}", remedy=remedy) from None
    if done.returncode:
        reason = _reason(f"{done.stdout}\n{done.stderr}") or f"{command[0]} ended with code {done.returncode}"
        raise SecondReaderError(f"{problem}: {reason}", remedy=remedy)
    return done.stdout


def _reason(output: str) -> str:
    """Return the first error that a program names, else its last line."""
    found = _REASON.search(output)
    return found[1].strip() if found else output.strip().rpartition("\n")[2]


def _try(folder: Path) -> tuple[str, str]:
    """Let the environment read a sentence; return the version of the library and what it found."""
    start = _SENTENCE.index(_MATERIAL)
    question = TextQuestion(("conductivity",), _SENTENCE, ((start, start + len(_MATERIAL)),))
    try:
        with Worker(folder / _PYTHON, load_description()) as worker:
            version, answer = worker.start(), worker.ask(question)
    except SecondReaderError as error:
        raise SecondReaderError(error.problem, where=str(folder), remedy="report it") from error
    if not answer.findings:
        why = answer.error or "it found nothing"
        raise SecondReaderError(f"it starts but cannot read a sentence: {why}", where=str(folder), remedy="report it")
    first, last = answer.findings[0].span or (0, 0)
    return version, _SENTENCE[first:last]


def read_requirements() -> list[str]:
    """Return the packages to install, each with its version."""
    lines = _REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
