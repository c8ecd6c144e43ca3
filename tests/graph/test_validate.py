"""Records files: what is wrong is said with file, line, field and remedy, and nothing wrong passes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from graph.errors import RecordError
from graph.validate import LISTED, find_problems, load_record_schema, read_records_file, write_records

RECORDS = Path(__file__).parent / "records"


@pytest.fixture
def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (RECORDS / "garnet.jsonl").read_text(encoding="utf-8").splitlines()]


def write(path: Path, *values: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")
    return path


def first(lines: list[dict[str, Any]], kind: str, **changes: Any) -> dict[str, Any]:
    return {**next(line for line in lines if line["kind"] == kind), **changes}


def test_the_schema_is_a_schema_and_accepts_the_samples() -> None:
    schema = load_record_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path in sorted(RECORDS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            validator.validate(json.loads(line))
        assert find_problems(path) == []


def test_records_survive_writing_and_reading(tmp_path: Path) -> None:
    records = read_records_file(RECORDS / "garnet.jsonl")
    write_records(tmp_path / "out.jsonl", records)
    assert read_records_file(tmp_path / "out.jsonl") == records
    assert b"\r" not in (tmp_path / "out.jsonl").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_failed_write_leaves_the_file_and_no_rest(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        broken = read_records_file(RECORDS / "garnet.jsonl")
        object.__setattr__(broken[0], "title", "\ud800")
        write_records(path, broken)
    assert path.read_text(encoding="utf-8") == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["out.jsonl"]


def test_additional_fields_are_allowed(tmp_path: Path, lines: list[dict[str, Any]]) -> None:
    path = write(tmp_path / "r.jsonl", first(lines, "material", colour="white"))
    assert find_problems(path) == []


@pytest.mark.parametrize(
    "wrong",
    [
        ("strategy_case", {"polarity": "maybe"}, "polarity", "not allowed"),
        ("strategy_case", {"strategy": "strat:magic"}, "strategy", "not in the vocabulary"),
        ("strategy_case", {"strategy": "magic"}, "strategy", "wrong form"),
        ("strategy_case", {"evidence": []}, "evidence", "empty"),
        ("strategy_case", {"host": "family:unheard-of"}, "host", "not in the vocabulary"),
        ("interface_fact", {"mechanism": "mech:OTHER:new"}, "mechanism", "wrong form"),
        ("interface_fact", {"electrolyte": "a|b"}, "electrolyte", "wrong form"),
        ("measurement", {"value": "12"}, "value", "12"),
        ("measurement", {"property": "prop:colour"}, "property", "not in the vocabulary"),
        ("measurement", {"comparator": "≈"}, "comparator", "not allowed"),
        ("causal_link", {"id": "causal_link:0123456789abcdef"}, "id", "not the id of these fields"),
        ("document", {"schema_version": "99"}, "schema_version", "99"),
        ("document", {"kind": "poem"}, "kind", "no kind of record"),
        ("reference", {"doi": "https://doi.org/10.1/x"}, "doi", "wrong form"),
    ],
)
def test_a_broken_field_is_named_with_its_line(
    tmp_path: Path, lines: list[dict[str, Any]], wrong: tuple[str, dict[str, Any], str, str]
) -> None:
    kind, changes, field, words = wrong
    path = write(tmp_path / "r.jsonl", lines[0], first(lines, kind) | changes)
    problems = [problem for problem in find_problems(path) if f"field {field}" in problem.where]
    assert problems, find_problems(path)
    assert f"{path}, line 2" in problems[0].where
    assert words in problems[0].problem
    assert problems[0].remedy
    with pytest.raises(RecordError, match="line 2"):
        read_records_file(path)


def test_a_missing_field_is_named(tmp_path: Path, lines: list[dict[str, Any]]) -> None:
    broken = first(lines, "strategy_case")
    del broken["evidence"][0]["line"], broken["host"]
    problems = find_problems(write(tmp_path / "r.jsonl", broken))
    assert {problem.where.rpartition("field ")[2] for problem in problems} == {"evidence.0.line", "host"}


def test_problems_are_listed_up_to_a_limit(tmp_path: Path, lines: list[dict[str, Any]]) -> None:
    path = write(tmp_path / "r.jsonl", *[first(lines, "document") | {"kind": "poem"}] * (LISTED + 5))
    assert len(find_problems(path)) == LISTED


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"\x00\x01\x02", "binary"),
        (b'{"kind": "caf\xe9"}', "UTF-8"),
        (b"{not json}", "no JSON"),
        (b"[1, 2]", "no JSON object"),
        (b'{"kind": ["a"]}', "no kind of record"),
        (b'{"kind": "measurement", "value": NaN}', "NaN"),
    ],
)
def test_what_is_no_records_file_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(content)
    with pytest.raises(RecordError, match=words) as raised:
        read_records_file(path)
    assert raised.value.where is not None and str(path) in raised.value.where
    assert raised.value.remedy


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="does not exist"):
        read_records_file(tmp_path / "none.jsonl")
    with pytest.raises(RecordError, match="cannot be read"):
        find_problems(tmp_path)


def test_a_byte_order_mark_and_odd_line_ends_in_text_do_no_harm(tmp_path: Path, lines: list[dict[str, Any]]) -> None:
    value = first(lines, "reference", raw="one\u2028two\u0085three")
    path = tmp_path / "r.jsonl"
    path.write_text("\ufeff" + json.dumps(value, ensure_ascii=False) + "\r\n", encoding="utf-8", newline="")
    (record,) = read_records_file(path)
    assert getattr(record, "raw") == "one\u2028two\u0085three"  # noqa: B009
