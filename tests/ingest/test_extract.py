"""The records of a whole document. The facts in the sentences are invented."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.records import CLAIM_KINDS, Record
from ingest.extract import extract_file

REVIEW = """# Interfaces of solid electrolytes

Nobody

## 1 Anodes

LLZO shows a poor wettability by lithium metal [1]. Poor wettability causes contact loss [1]. A ZnO layer between
LLZO and Li lowered the interfacial resistance from 500 to 20 Ω cm² at 60 °C [2]. The role of voids is controversial.

Figure 1. A ZnO layer with a thickness of 10 nm on LLZO [2].

## 2 Cathodes

Contact loss is caused by poor wettability [3]. Side reactions between Li₆PS₅Cl and LiCoO₂ may increase the
interfacial resistance [4].

## 3 Outlook

LLZO may show a poor wettability by lithium metal [3].

## References

1. First, A. Some title on garnets. J. Power Sources 1, 1–2 (2001). https://doi.org/10.1000/one
2. Second, B. Some title on sulfides. J. Power Sources 2, 3–4 (2002). https://doi.org/10.1000/two
3. Third, C. Some title on halides. J. Power Sources 3, 5–6 (2003). https://doi.org/10.1000/three
4. Fourth, D. Some title on lithium. J. Power Sources 4, 7–8 (2004). https://doi.org/10.1000/four
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    return extract_file(write(tmp_path_factory.mktemp("extract"), "review.md", REVIEW))


def of_kind(records: list[Record], kind: str) -> list[Any]:
    return [record for record in records if kind == record.KIND]


def claims(records: list[Record]) -> list[Record]:
    return [record for record in records if record.KIND in CLAIM_KINDS]


def test_every_kind_is_there_and_the_document_comes_first(review: list[Record]) -> None:
    assert review[0].KIND == "document"
    counts = Counter(record.KIND for record in review)
    assert (counts["document"], counts["reference"]) == (1, 4)
    assert set(counts) == {"document", "reference", "citation", "material", *CLAIM_KINDS}


def test_an_id_stands_for_one_record(review: list[Record]) -> None:
    assert [key for key, n in Counter((r.KIND, r.id) for r in review).items() if n > 1] == []


def test_every_claim_has_evidence_that_points_at_its_sentence(review: list[Record]) -> None:
    lines = REVIEW.splitlines()
    for record in claims(review):
        assert record.evidence
        for evidence in record.evidence:
            printed = " ".join(REVIEW[evidence.start : evidence.end].split())
            assert printed.translate(str.maketrans("₂₅₆²", "2562")) == evidence.text.replace("²", "2")
            assert lines[evidence.line - 1].find(printed.split()[0]) >= 0
            assert REVIEW[: evidence.start].count("\n") + 1 == evidence.line
            assert evidence.document == record.document == "review.md"


def test_offsets_count_the_line_ends_of_the_file(tmp_path: Path) -> None:
    windows = REVIEW.replace("\n", "\r\n")
    for record in claims(extract_file(write(tmp_path, "review.md", windows))):
        for evidence in record.evidence:
            assert windows[evidence.start :].startswith(evidence.text.split()[0])
            assert windows[: evidence.end].endswith(evidence.text.split()[-1])


def test_line_ends_do_not_change_what_is_said(review: list[Record], tmp_path: Path) -> None:
    windows = extract_file(write(tmp_path, "review.md", REVIEW.replace("\n", "\r\n")))
    assert [record.id for record in claims(windows)] == [record.id for record in claims(review)]


def test_two_sentences_that_say_the_same_are_one_record(review: list[Record]) -> None:
    (link,) = [r for r in of_kind(review, "causal_link") if r.effect == "issue:poor-contact"]
    assert [evidence.refs for evidence in link.evidence] == [(1,), (3,)]
    assert [evidence.section for evidence in link.evidence] == ["1", "2"]
    assert link.refs == (1, 3)


def test_a_record_is_hedged_only_where_every_sentence_hedges(review: list[Record]) -> None:
    (fact,) = [r for r in of_kind(review, "interface_fact") if r.mechanism == "mech:poor-wettability"]
    assert [evidence.hedged for evidence in fact.evidence] == [False, True]
    assert not fact.hedged
    assert [r.hedged for r in of_kind(review, "interface_fact") if r.electrode == "LiCoO2"] == [True]


def test_a_caption_gives_numbers_but_no_statement(review: list[Record]) -> None:
    captioned = [r.KIND for r in claims(review) for e in r.evidence if "with a thickness of" in e.text]
    assert captioned == ["measurement"]


def test_a_formula_in_subscripts_is_the_same_material(review: list[Record]) -> None:
    assert {"Li6PS5Cl", "LiCoO2", "Li7La3Zr2O12", "ZnO", "Li"} == {r.id for r in of_kind(review, "material")}


def test_references_of_a_claim_stand_in_the_list(review: list[Record]) -> None:
    listed = {record.n for record in of_kind(review, "reference")}
    assert all(set(record.refs) <= listed for record in claims(review))


def test_coverage_counts_add_up(review: list[Record]) -> None:
    coverage = of_kind(review, "document")[0].coverage
    assert coverage["sentences"] >= coverage["with_record"] + coverage["cue_without_record"]
    assert coverage["with_record"] == len({(e.start, e.end) for r in claims(review) for e in r.evidence})


def test_two_documents_that_say_the_same_have_the_same_claims(review: list[Record], tmp_path: Path) -> None:
    moved = REVIEW.replace("## 1 Anodes\n", "## 1 Anodes\n\nThe cells were dried before use.\n")
    other = extract_file(write(tmp_path, "other.md", moved))
    cited = [r for r in claims(other) if r.KIND != "contradiction"]
    assert {r.id for r in cited} == {r.id for r in claims(review) if r.KIND != "contradiction"}
    assert {e.document for r in cited for e in r.evidence} == {"other.md"}
    assert {r.id for r in of_kind(other, "reference")}.isdisjoint({r.id for r in of_kind(review, "reference")})


def test_a_study_told_under_another_number_is_the_same_case(tmp_path: Path) -> None:
    text = "# A review\n\nNobody\n\n## 1 Layers\n\nA Sn layer between LLZO and Li suppresses dendrites [{n}].\n\n"
    study = "{n}. Second, B. Tin on garnets. J. Power Sources 2, 3–4 (2002). https://doi.org/10.1000/two\n"
    first = "1. First, A. Other title. J. Power Sources 1, 1–2 (2001). https://doi.org/10.1000/one\n"
    one = text.format(n=1) + "## References\n\n" + study.format(n=1)
    two = text.format(n=2) + "## References\n\n" + first + study.format(n=2)
    (a,) = of_kind(extract_file(write(tmp_path, "one.md", one)), "strategy_case")
    (b,) = of_kind(extract_file(write(tmp_path, "two.md", two)), "strategy_case")
    assert (a.refs, b.refs) == ((1,), (2,))
    assert a.id == b.id


def test_the_order_of_hashing_does_not_change_the_records(tmp_path: Path) -> None:
    path = write(tmp_path, "review.md", REVIEW)
    program = (
        "import sys; from pathlib import Path; from graph.records import render_line; "
        "from ingest.extract import extract_file; "
        "sys.stdout.buffer.write('\\n'.join(map(render_line, extract_file(Path(sys.argv[1])))).encode('utf-8'))"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
        )
        for seed in ("1", "4711")
    ]
    outputs = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert len(outputs[0]) > 1000
    assert outputs[0] == outputs[1]


@pytest.fixture(scope="module")
def real() -> tuple[str, list[Record]]:
    folder = os.environ.get("INTERPHASE_SHARED")
    if not folder:
        pytest.skip("INTERPHASE_SHARED names no folder with the review")
    path = next(Path(folder, "corpus").glob("pang2021*.txt"))
    return path.read_bytes().decode("utf-8"), extract_file(path)


def test_a_real_review_is_read_in_full(real: tuple[str, list[Record]]) -> None:
    _, records = real
    counts = Counter(record.KIND for record in records)
    assert counts["reference"] == 167
    assert {record.n for record in of_kind(records, "reference")} == set(range(1, 168))
    for kind, least in (
        ("citation", 100), ("material", 100), ("measurement", 50), ("interface_fact", 50),
        ("causal_link", 60), ("strategy_case", 30), ("relation", 200), ("contradiction", 1),
    ):  # fmt: skip
        assert counts[kind] >= least, kind


def test_a_real_review_has_sound_evidence(real: tuple[str, list[Record]]) -> None:
    source, records = real
    listed = {record.n for record in of_kind(records, "reference")}
    for record in claims(records):
        assert record.evidence
        assert set(record.refs) <= listed
        for evidence in record.evidence:
            assert len(evidence.text) <= 1500
            assert 0 <= evidence.start < evidence.end <= len(source)
            assert source[: evidence.start].count("\n") + 1 == evidence.line
