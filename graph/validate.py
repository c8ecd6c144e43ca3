"""Records files: one JSON object a line, held to the JSON Schema that ships with the package."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from graph.concepts import load_vocabulary
from graph.data_files import read_data_text
from graph.errors import RecordError
from graph.records import RECORD_TYPES, SCHEMA_VERSION, Record, build_record, render_line
from graph.writing import write_text

LISTED = 20
"""How many problems of one file are told: who has more has one cause."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one record, where, and what to do about it."""

    where: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}; {self.remedy}"


def read_records_file(path: Path) -> list[Record]:
    """Return the records of a file, in its order.

    Raises `RecordError` for a missing, empty or binary file and for the first record that breaks the
    contract; the error names file, line and field.
    """
    problems = list(_find_problems(path, 1))
    if problems:
        first = problems[0]
        raise RecordError(first.problem, where=first.where, remedy=first.remedy)
    return [build_record(json.loads(line)) for _, line in _read_lines(path)]


def find_problems(path: Path, *, limit: int = LISTED) -> list[Problem]:
    """Return what is wrong with the file's records, at most ``limit`` problems; empty where all is well.

    Raises `RecordError` where the file cannot be read at all.
    """
    return list(_find_problems(path, limit))


def write_records(path: Path, records: Iterable[Record]) -> None:
    """Write the records, a line each, whole or not at all: a file that is there survives a failure."""
    write_text(path, "".join(f"{render_line(record)}\n" for record in records))


def load_record_schema() -> dict[str, Any]:
    """Return the JSON Schema of a record (draft 2020-12)."""
    schema: dict[str, Any] = json.loads(read_data_text("record.schema.json"))
    return schema


def _find_problems(path: Path, limit: int) -> Iterator[Problem]:
    found = 0
    for number, line in _read_lines(path):
        for field, problem, remedy in _check_line(line):
            where = f"{path}, line {number}" + (f", field {field}" if field else "")
            yield Problem(where, problem, remedy)
            found += 1
            if found == limit:
                return


def _read_lines(path: Path) -> list[tuple[int, str]]:
    """Return the lines that hold a record with their numbers; raises `RecordError` where there is none."""
    where = str(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise RecordError("the file does not exist", where=where, remedy="check the name") from None
    except OSError as error:
        raise RecordError(f"the file cannot be read ({error.strerror})", where=where, remedy="check it") from None
    if b"\x00" in content:
        raise RecordError("the file is binary", where=where, remedy="give the JSON lines of interphase extract")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RecordError("is not UTF-8", where=f"{where}, line {line}", remedy="save it as UTF-8") from None
    # Only \n ends a line: a text may hold the other ends that str.splitlines knows.
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise RecordError("the file is empty", where=where, remedy="extract records: interphase extract FILE")
    return lines


def _check_line(line: str) -> Iterator[tuple[str, str, str]]:
    """Yield (field, problem, remedy) for one line."""
    try:
        value = json.loads(line, parse_constant=_refuse_constant)
    except ValueError as error:
        yield "", f"is no JSON ({error})", "write one JSON object a line"
        return
    if not isinstance(value, dict):
        yield "", "is no JSON object", "write one JSON object a line"
        return
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in RECORD_TYPES:
        yield "kind", f"{kind!r} is no kind of record", f"use one of {', '.join(RECORD_TYPES)}"
        return
    errors = sorted(_load_validators()[kind].iter_errors(value), key=lambda e: (list(map(str, e.path)), e.message))
    if errors:
        yield from map(_explain, errors)
        return
    yield from _check_meaning(value)


def _check_meaning(value: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield what a schema cannot say: ids of the vocabulary, the id as hash of its fields, the version."""
    vocabulary = load_vocabulary()
    for field, concept in _find_concepts(value):
        if concept not in vocabulary:
            yield field, f"{concept!r} is not in the vocabulary", "use an id of graph/vocabulary"
    expected = build_record(value).id
    if value["id"] != expected:
        yield "id", f"{value['id']!r} is not the id of these fields", f"the id must be {expected!r}"
    version = value.get("schema_version", SCHEMA_VERSION)
    if version != SCHEMA_VERSION:
        yield "schema_version", f"is {version!r}, this version reads {SCHEMA_VERSION!r}", "extract the document again"


_CONCEPT_FIELDS = (
    "mechanism", "strategy", "property", "cause", "effect",
    "techniques", "families", "mechanisms", "issues", "effects",
)  # fmt: skip
_PLACE_FIELDS = ("electrolyte", "electrode", "host", "subject", "materials", "scope")


def _find_concepts(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every field that names a concept with its id, and every family that stands for a material."""
    for field in _CONCEPT_FIELDS:
        item = value.get(field)
        for one in item if isinstance(item, list) else [item]:
            concept = one.get("property") if isinstance(one, dict) else one
            if concept is not None:
                yield field, concept
    for field in _PLACE_FIELDS:
        item = value.get(field)
        listed = item.values() if isinstance(item, dict) else item if isinstance(item, list) else [item]
        for place in listed:
            yield from ((field, side) for side in str(place or "").split("|") if side.startswith("family:"))


@cache
def _load_validators() -> Mapping[str, Draft202012Validator]:
    """Return one validator a kind: the whole schema would try them all."""
    definitions = load_record_schema()["$defs"]
    return {kind: Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": definitions}) for kind in RECORD_TYPES}


def _explain(error: ValidationError) -> tuple[str, str, str]:
    inner = [branch for branch in error.context or () if branch.validator_value != "null"]
    if error.validator == "anyOf" and inner:
        return _explain(inner[0])
    field = ".".join(map(str, error.absolute_path))
    instance: Any = error.instance
    wanted: Any = error.validator_value
    match error.validator:
        case "required":
            missing = [name for name in wanted if name not in instance]
            field = ".".join(filter(None, (field, missing[0] if missing else "")))
            return field, "is missing", "give it"
        case "enum":
            allowed = ", ".join("null" if item is None else repr(item) for item in wanted)
            return field, f"{instance!r:.80} is not allowed", f"use one of {allowed}"
        case "pattern":
            return field, f"{instance!r:.80} has the wrong form", f"it must match {wanted}"
        case "minItems":
            return field, "is empty", "a claim needs the sentence that says it"
    return field, f"{error.message:.200}", "see graph/data/record.schema.json"


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")
