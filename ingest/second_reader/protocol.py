"""What is asked of the worker and what it answers: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about with the models to look for."""

    models: tuple[str, ...]

    def render(self, number: int) -> str:
        """Return the line that asks it, in ASCII: a lone surrogate would break any other encoding of the pipe."""
        return json.dumps({"id": number, **asdict(self)}) + "\n"


@dataclass(frozen=True, slots=True)
class TextQuestion(Question):
    """A sentence with the offsets of the materials named in it."""

    text: str
    mentions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TableQuestion(Question):
    """A table of cells in which marks of `worker.spelling` stand for materials and name the cells with numbers."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RawFinding:
    """A value as ChemDataExtractor2 read it.

    ``values`` holds one number, or the two ends of a range, in the standard unit of the model. ``mention`` is the place
    of its material in the question's list. A finding in a sentence has ``span``, one in a table ``cell``.
    """

    model: str
    property: str
    values: tuple[float, ...]
    raw: str
    mention: int | None = None
    span: tuple[int, int] | None = None
    cell: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The findings of a question; ``error`` says why there are none."""

    findings: tuple[RawFinding, ...] = ()
    error: str | None = None


def parse_ready(line: str) -> str | None:
    """Return the version of ChemDataExtractor2 that the first line of the worker tells; None where it is another line.

    >>> parse_ready('{"ready": true, "version": "2.4.1"}'), parse_ready("Traceback")
    ('2.4.1', None)
    """
    value = _parse(line)
    return str(value["version"]) if value.get("ready") is True and "version" in value else None


def parse_answer(line: str, number: int) -> Answer | None:
    """Return the answer to the question of this number; None where the line is none, or one to another question.

    >>> parse_answer('{"id": 3, "error": "ValueError: no"}', 3)
    Answer(findings=(), error='ValueError: no')
    >>> parse_answer('{"id": 3, "findings": []}', 4) is None
    True
    """
    value = _parse(line)
    if value.get("id") != number or isinstance(value["id"], bool):
        return None
    if "error" in value:
        return Answer(error=str(value["error"]))
    try:
        return Answer(tuple(_build_finding(finding) for finding in value["findings"]))
    except (KeyError, TypeError, ValueError):
        return None


def _parse(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _build_finding(value: Mapping[str, Any]) -> RawFinding:
    mention, cell = value.get("mention"), value.get("cell")
    return RawFinding(
        model=str(value["model"]),
        property=str(value["property"]),
        values=tuple(sorted(float(number) for number in value["values"][:2])),
        raw=str(value["raw"]),
        mention=None if mention is None else int(mention),
        span=(int(value["start"]), int(value["end"])) if "start" in value else None,
        cell=None if cell is None else int(cell),
    )
