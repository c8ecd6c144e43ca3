"""What is said between us and the worker, and what a text is made into: without the library."""

import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from ingest.pipeline import analyse_text
from ingest.second_reader import installation
from ingest.second_reader.findings import ask_sentence
from ingest.second_reader.heads import read_head, shorten
from ingest.second_reader.installation import find_python
from ingest.second_reader.models import choose_models, convert_values, known_properties, load_models
from ingest.second_reader.process import Worker
from ingest.second_reader.protocol import Answer, RawFinding, TableQuestion, TextQuestion, parse_answer, parse_ready
from ingest.second_reader.worker.spelling import LONGEST_WORD, MENTION, name_place, read_place, spell_number, split_text

TEXTS = st.text(max_size=200)
FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=4))
def test_a_question_is_one_line_of_ascii_that_says_it_again(text, mentions):
    question = TextQuestion(("length",), text + "\ud800", tuple(mentions))
    line = question.render(7)
    assert line.isascii()
    assert line.count("\n") == 1
    assert json.loads(line) == {
        "id": 7, "models": ["length"], "text": text + "\ud800", "mentions": [list(span) for span in mentions],
    }  # fmt: skip


@given(st.lists(st.lists(TEXTS, max_size=3), max_size=3))
def test_a_table_is_one_line_too(rows):
    line = TableQuestion((), "caption", tuple(map(tuple, rows))).render(1)
    assert json.loads(line)["rows"] == rows
    assert line.count("\n") == 1


@given(st.lists(FINITE, min_size=1, max_size=2), TEXTS, st.none() | st.integers(0, 50), st.integers(0, 9))
def test_an_answer_is_read_as_it_was_written(values, raw, mention, start):
    finding = {"model": "length", "property": "prop:thickness", "values": values, "raw": raw, "mention": mention}
    line = json.dumps({"id": 3, "findings": [{**finding, "start": start, "end": start + 4}, {**finding, "cell": 2}]})
    answer = parse_answer(line, 3)
    assert answer is not None
    assert answer.findings[0].span == (start, start + 4)
    assert answer.findings[1] == RawFinding("length", "prop:thickness", tuple(sorted(values)), raw, mention, cell=2)


@given(st.text() | st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_no_line_makes_the_reading_fail(line):
    assert parse_ready(line) is None
    assert parse_answer(line, 1) is None


@given(st.dictionaries(st.sampled_from(["id", "findings", "error"]), st.none() | st.integers() | st.lists(st.none())))
def test_an_answer_of_another_shape_is_none_or_an_error(value):
    answer = parse_answer(json.dumps(value), 1)
    assert answer is None or answer.error is not None or answer == Answer()


@given(st.integers(0, 10**7))
def test_a_place_is_named_without_digits_and_read_again(place):
    name = name_place(MENTION, place)
    assert not any(char.isdigit() for char in name)
    assert read_place(MENTION, f"12 {name}") == place


@given(st.text(max_size=300), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=5))
def test_tokens_stand_in_order_within_the_text(text, mentions):
    pieces = split_text(text, mentions)
    assert all(0 <= start < end <= len(text) for start, end, _ in pieces)
    assert all(before[1] <= after[0] for before, after in pairwise(pieces))
    assert all(word and not word.isspace() for _, _, word in pieces)


@given(st.floats(0.01, 99).map(lambda x: f"{x:.2f}"), st.integers(1, 12), st.sampled_from(["×", "x", "·"]))
def test_a_power_of_ten_is_spelt_in_one_way(mantissa, power, times):
    spelt = f"{mantissa}×10-{power}"
    raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(power))
    for printed in (
        f"{mantissa} {times} 10−{power}",
        f"{mantissa}{times}10⁻{raised}",
        f"{mantissa} {times} 10^{{-{power}}}",
    ):
        assert spell_number(printed) == spelt
        assert [word for _, _, word in split_text(f"is {printed} S")] == ["is", spelt, "S"]


@pytest.mark.parametrize(
    "text", ["m" * 10_000, "10-" * 4_000, "(" * 10_000, "𝟙−" * 5_000, "m/s·" * 3_000, "\x00\ud800" * 3_000]
)
def test_a_long_run_without_spaces_is_split_to_its_end(text):
    """Quadratic work on the hundredfold would not end while the tests run."""
    pieces = split_text(text * 20)
    assert all(len(word) <= LONGEST_WORD for _, _, word in pieces)


@pytest.mark.parametrize(
    ("head", "text", "unit", "factor", "sure"),
    [
        ("σ (mS cm−1)", "σ (mS cm−1)", "mS cm-1", 1, True),
        ("Ionic conductivity / S cm-1 at 25 °C", "Ionic conductivity / S cm-1", "S cm-1", 1, True),
        ("σ × 10−4 (S cm−1)", "σ (S cm−1)", "S cm-1", 1e-4, True),
        ("Conductivity (10⁻³ S/cm)", "Conductivity (S/cm)", "S cm-1", 1e-3, True),
        ("Resistance [×10^3 Ω]", "Resistance [Ω]", "Ω", 1e3, True),
        ("10^3 C (mAh/g)", "C (mAh/g)", "mAh g-1", 1e-3, False),
        ("ASR, Ω cm2", "ASR / Ω cm2", "Ω cm2", 1, True),
        ("Thickness in µm", "Thickness / µm", "μm", 1, True),
        ("Pressed at 100 MPa", "Pressed at 100 MPa", None, 1, True),
        ("Electrolyte", "Electrolyte", None, 1, True),
        ("σ 25 °C (mS cm−1)", "σ (mS cm−1)", "mS cm-1", 1, True),
        ("0.1C capacity (mAh g−1)", "0.1C capacity (mAh g−1)", "mAh g-1", 1, True),
        ("log σ (S cm−1)", "log σ (S cm−1)", "S cm-1", 1, False),
        ("105 σ (S cm−1)", "105 σ (S cm−1)", "S cm-1", 1, False),
        ("σ × 100 (S cm−1)", "σ × 100 (S cm−1)", "S cm-1", 1, False),
        ("Error of σ (S cm−1)", "Error of σ (S cm−1)", "S cm-1", 1, False),
    ],
)
def test_heads_of_tables(head, text, unit, factor, sure):
    read = read_head(head)
    assert (read.text, read.unit, read.sure) == (text, unit, sure)
    assert read.factor == pytest.approx(factor)


@given(st.text(max_size=300))
def test_any_head_is_read_and_kept_short(text):
    read_head(text)
    assert len(shorten(text)) <= max(60, min(len(text), 60))


def test_the_models_measure_properties_of_the_vocabulary_in_their_dimension():
    for model in load_models().values():
        for name in model.properties:
            assert convert_values(model, name, [1.0]) is not None, (model.name, name)
    assert {"prop:ionic-conductivity", "prop:temperature", "prop:activation-energy"} <= known_properties()


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("The conductivity of LLZO is 1 mS cm−1.", ("conductivity",)),
        ("The conductivity of LLZO is high.", ()),
        ("LLZO was studied by 12 groups in 2015.", ()),
        ("Its thickness is 3 µm at 60 °C.", ("length", "temperature")),
    ],
)
def test_only_a_sentence_with_a_value_and_a_name_is_asked_about(text, models):
    (sentence,) = analyse_text(text)
    question = ask_sentence(sentence)
    assert (question.models if question else ()) == models


def test_models_are_chosen_for_a_text_of_many_names():
    assert choose_models("thickness " * 200_000, ["nm", "V", None]) == ("length",)


def test_where_the_interpreter_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(installation, "default_folder", lambda: tmp_path / "absent")
    assert find_python(None) is None
    assert find_python("off") is None
    assert find_python(sys.executable) == Path(sys.executable)
    assert find_python(sys.prefix) is not None
    with pytest.raises(InputError, match="there is no Python interpreter"):
        find_python(str(tmp_path / "absent"))


def test_an_environment_without_the_library_is_an_answer_and_no_crash():
    with Worker(Path(sys.executable), {}) as worker:
        answer = worker.ask(TextQuestion(("length",), "3 nm"))
        assert "chemdataextractor" in (answer.error or "")
        assert worker.ask(TextQuestion(("length",), "4 nm")).error == worker.failure


def test_an_interpreter_that_cannot_be_run_is_named(tmp_path: Path):
    path = tmp_path / "python"
    path.write_text("no program", encoding="utf-8")
    with Worker(path, {}) as worker:
        assert str(path) in (worker.ask(TextQuestion((), "")).error or "")
