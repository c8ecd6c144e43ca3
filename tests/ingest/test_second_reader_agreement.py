"""What becomes of findings of the second reader: without the library, from findings made by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.records import MeasurementRecord
from ingest.documents import Document, Source
from ingest.extract import merge_records
from ingest.findings import Finding, read_findings
from ingest.measurements import extract_measurements
from ingest.pipeline import analyse_text
from ingest.second_reader.agreement import Verdict, compare, confirm
from ingest.second_reader.alone import extract_alone
from ingest.second_reader.findings import Found, build_findings
from ingest.second_reader.protocol import RawFinding

TEXT = "Li6PS5Cl shows an ionic conductivity of 3.2 mS cm−1 at 25 °C."


def read(text: str) -> tuple[Finding, list[MeasurementRecord]]:
    source = Source("note.md", text, "text/markdown", "0" * 64, (0,))
    document = Document("note.md", source, None, (), None, None, None, (), ())
    (finding,) = read_findings(document, analyse_text(text))
    return finding, extract_measurements(finding, None)


def found_in(text: str, raw: str, **changes: object) -> Found:
    start = text.index(raw)
    found = Found(
        property="prop:ionic-conductivity", value=3.2e-3, value_max=None, unit="S/cm", raw=raw, start=start,
        end=start + len(raw), subject="Li6PS5Cl", named=frozenset({"Li6PS5Cl"}), ambiguous=False,
    )  # fmt: skip
    return replace(found, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "verdict", "confidence"),
    [
        ({}, Verdict.AGREE, 0.85),
        ({"value": 3.2000000001e-3}, Verdict.AGREE, 0.85),
        ({"ambiguous": True}, Verdict.AGREE, 0.775),
        ({"subject": "Li3PS4"}, Verdict.SUBJECT, 0.7),
        ({"subject": None}, Verdict.NO_SUBJECT, 0.7),
        ({"property": "prop:electronic-conductivity"}, Verdict.PROPERTY, 0.7),
        ({"value": 0.32}, Verdict.VALUE, 0.7),
        ({"value_max": 5e-3}, Verdict.VALUE, 0.7),
    ],
)
def test_a_number_is_told_once_and_surer_where_both_agree(changes, verdict, confidence) -> None:
    finding, ours = read(TEXT)
    compared = compare(finding.sentence, ours, [found_in(TEXT, "3.2 mS cm−1", **changes)])
    records = confirm(ours, compared)
    assert compared[0].verdict is verdict
    assert [record.id for record in records] == [record.id for record in ours]
    (record,) = [record for record in records if record.property == "prop:ionic-conductivity"]
    assert record.confidence == confidence
    assert (record.confirmed_by == "chemdataextractor2") is (verdict is Verdict.AGREE)
    assert list(extract_alone(finding, compared)) == []


def test_a_side_of_our_interface_is_its_subject() -> None:
    text = "The LLZO/Li interface has a resistance of 12 Ω cm2."
    finding, ours = read(text)
    one = found_in(
        text, "12 Ω cm2", property="prop:interfacial-resistance", value=12.0, unit="ohm*cm^2", subject="Li7La3Zr2O12",
        named=frozenset({"Li7La3Zr2O12", "Li"}), ambiguous=True,
    )  # fmt: skip
    third = replace(one, named=one.named | {"Al2O3"})
    assert [c.verdict for c in compare(finding.sentence, ours, [one])] == [Verdict.AGREE]
    assert [c.verdict for c in compare(finding.sentence, ours, [third])] == [Verdict.SUBJECT]


def test_what_it_alone_finds_is_a_record_of_its_own() -> None:
    finding, _ = read(TEXT)
    (record,) = extract_alone(finding, compare(finding.sentence, [], [found_in(TEXT, "3.2 mS cm−1")]))
    assert (record.subject, record.value, record.unit, record.raw) == ("Li6PS5Cl", 3.2e-3, "S/cm", "3.2 mS cm−1")
    assert (record.reader, record.confidence, record.ambiguous) == ("chemdataextractor2", 0.6, False)
    assert record.conditions == {"temperature": "25 °C"}
    assert record.evidence[0].text == TEXT


def test_what_it_alone_finds_among_several_is_marked() -> None:
    finding, _ = read(TEXT)
    (record,) = extract_alone(finding, compare(finding.sentence, [], [found_in(TEXT, "3.2 mS cm−1", ambiguous=True)]))
    assert (record.ambiguous, record.confidence) == (True, 0.3)


@pytest.mark.parametrize(
    "changes",
    [{"subject": None}, {"value": 3.2}, {"value_max": 1.0}, {"start": 0, "end": 8}],
    ids=["no subject", "another number", "a range", "where we read no number"],
)
def test_what_it_alone_finds_and_nothing_supports_is_no_record(changes) -> None:
    finding, _ = read(TEXT)
    assert list(extract_alone(finding, compare(finding.sentence, [], [found_in(TEXT, "3.2 mS cm−1", **changes)]))) == []


def test_an_impossible_value_is_no_record() -> None:
    text = "Li6PS5Cl was imaged at a voltage of 5000 V."
    found = found_in(text, "5000 V", property="prop:voltage", value=5000.0, unit="V")
    finding, _ = read(text)
    assert list(extract_alone(finding, compare(finding.sentence, [], [found]))) == []


def test_units_and_materials_are_ours() -> None:
    finding, _ = read(TEXT)
    start = TEXT.index("3.2")
    raw = RawFinding("conductivity", "prop:ionic-conductivity", (0.32,), "3.2 mScm-1", 0, (start, start + 11))
    (found,) = build_findings(finding.sentence, [raw])
    assert found == found_in(TEXT, "3.2 mS cm−1")
    others = [
        replace(raw, property="none"),
        replace(raw, model="no such"),
        replace(raw, span=None),
        replace(raw, property="prop:voltage"),
    ]
    assert build_findings(finding.sentence, others) == ()
    (stray,) = build_findings(finding.sentence, [replace(raw, mention=7)])
    assert stray.subject is None


def test_the_value_of_a_shorter_unit_is_left_out() -> None:
    text = "The resistance of LLZO is 12 Ω cm2."
    finding, _ = read(text)
    start = text.index("12")
    whole = RawFinding("area_resistance", "prop:interfacial-resistance", (1.2e-3,), "12 Ωcm2", 0, (start, start + 8))
    part = RawFinding("resistance", "prop:resistance", (12.0,), "12 Ω", 0, (start, start + 4))
    assert [found.property for found in build_findings(finding.sentence, [part, whole])] == [
        "prop:interfacial-resistance"
    ]


def test_one_record_of_both_readers_is_ours_and_one_of_the_second_alone_is_its_own(tmp_path: Path) -> None:
    _, ours = read(TEXT)
    record = next(r for r in ours if r.property == "prop:ionic-conductivity")
    theirs = replace(record, reader="chemdataextractor2", ambiguous=True, confidence=0.3)
    for pair in ([record, theirs], [theirs, record]):
        (united,) = merge_records(pair)
        assert (united.reader, united.ambiguous, united.confidence) == (None, False, 0.7)
    (alone,) = merge_records([theirs, theirs])
    assert (alone.reader, alone.ambiguous) == ("chemdataextractor2", True)
