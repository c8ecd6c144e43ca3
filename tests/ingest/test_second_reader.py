"""The second reader with the real library: sentences, what becomes of its findings, and what it withstands."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.extract import extract_document
from ingest.pipeline import analyse_text
from ingest.reading import read_document
from ingest.second_reader.models import load_description
from ingest.second_reader.process import Worker
from ingest.second_reader.protocol import TextQuestion
from ingest.second_reader.reader import SecondReader

DOCUMENT = """# Some values

Nobody

## 1 Values

{text}

## References

1. First, A. Some title on garnets. J. Power Sources 1, 1–2 (2001). https://doi.org/10.1000/one
2. Second, B. Some title on sulfides. J. Power Sources 2, 3–4 (2002). https://doi.org/10.1000/two
"""


@pytest.fixture(scope="module")
def reader(second_reader_python: Path) -> Iterator[SecondReader]:
    with SecondReader(second_reader_python) as reader:
        yield reader


@pytest.fixture
def measure(reader: SecondReader, tmp_path: Path) -> Callable[..., list[Any]]:
    """The measurements of a text, with the second reader or without."""

    def read(text: str, *, second: bool = True) -> list[Any]:
        path = tmp_path / "review.md"
        path.write_text(DOCUMENT.format(text=text), encoding="utf-8")
        records = extract_document(read_document(path), second=reader if second else None).records
        return [record for record in records if record.KIND == "measurement"]

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Li6PS5Br has an ionic conductivity of 1.1 × 10−3 S cm−1.", ("ionic-conductivity", 1.1e-3, None, "Li6PS5Br")),
        ("The ionic conductivity of Li3ErCl6 is 0.3 mS/cm.", ("ionic-conductivity", 3e-4, None, "Li3ErCl6")),
        ("An electronic conductivity of 10^-8 S cm-1 in LiF holds.", ("electronic-conductivity", 1e-8, None, "LiF")),
        ("LiPON reached a conductivity of 2.3·10⁻⁶ S·cm⁻¹.", ("ionic-conductivity", 2.3e-6, None, "LiPON")),
        ("The interfacial resistance of LLZO fell to 14 Ω cm2.", ("interfacial-resistance", 14, None, "Li7La3Zr2O12")),
        ("The activation energy of Li3PS4 is 0.31 eV.", ("activation-energy", 0.31, None, "Li3PS4")),
        ("NCM811 delivered a capacity of 188 mAh g−1.", ("capacity", 188, None, "LiNi0.8Co0.1Mn0.1O2")),
        ("The thickness of the LiNbO3 layer was 5–10 nm.", ("thickness", 5, 10, "LiNbO3")),
        ("The voltage of LiFePO4 lies between 2.5 and 3.9 V.", ("voltage", 2.5, 3.9, "LiFePO4")),
        ("Li3InCl6 was annealed at −20 °C.", ("temperature", -20, None, "Li3InCl6")),
        ("A stack pressure of 5 MPa was kept on Li6PS5Cl.", ("pressure", 5, None, "Li6PS5Cl")),
        ("The critical current density of LiPON is 0.6 mA/cm².", ("critical-current-density", 0.6, None, "LiPON")),
    ],
)  # fmt: skip
def test_a_value_is_read_in_our_terms(reader: SecondReader, text: str, expected: tuple[Any, ...]) -> None:
    (sentence,) = analyse_text(text)
    (found,) = reader.read_sentence(sentence)
    name, value, value_max, subject = expected
    assert (found.property, found.subject) == (f"prop:{name}", subject)
    assert found.value == pytest.approx(value, rel=1e-6)
    assert found.value_max == (None if value_max is None else pytest.approx(value_max, rel=1e-6))
    assert text[found.start : found.end].endswith(found.raw)
    assert not found.ambiguous


def test_where_both_agree_one_record_remains_and_is_surer(measure) -> None:
    text = "The ionic conductivity of Li6PS5Cl is 3.2 mS cm−1 [2]."
    (ours,), (both,) = measure(text, second=False), measure(text)
    assert (ours.confidence, both.confidence) == (0.7, 0.85)
    assert (both.id, both.reader, both.confirmed_by, both.ambiguous) == (ours.id, None, "chemdataextractor2", False)
    assert both.evidence == ours.evidence


def test_an_agreement_on_the_first_of_several_counts_for_less(measure) -> None:
    (record,) = measure("The conductivity of Li3PS4 is 0.2 mS cm−1 and that of Li2S is far lower.")
    assert (record.subject, record.confidence, record.confirmed_by) == ("Li3PS4", 0.775, "chemdataextractor2")


def test_where_they_differ_on_the_subject_the_number_is_told_once(measure) -> None:
    text = "Unlike Li3PO4, whose layer is amorphous, LiPON has a conductivity of 2 × 10−6 S cm−1."
    ours, both = measure(text, second=False), measure(text)
    assert both == ours
    assert len(both) == 1
    assert both[0].confidence == 0.7


def test_numbers_that_our_reader_leaves_out_on_purpose_stay_out(measure) -> None:
    assert measure("The lithium was imaged with an accelerating voltage of 5 kV.") == []


def test_the_offsets_of_a_finding_hold_its_sentence(measure, tmp_path: Path) -> None:
    sentence = "The ionic conductivity of Li6PS5Cl is 3.2 mS cm−1."
    (record,) = measure(f"Nothing was found at first. {sentence} [1]")
    source = (tmp_path / "review.md").read_text(encoding="utf-8")
    assert source[record.evidence[0].start : record.evidence[0].end].startswith(sentence)
    assert record.refs == (1,)


HOSTILE = {
    "ten thousand letters": "m" * 10_000,
    "units without end": "S cm−1 " * 200,
    "letters of units": f"conductivity {'mm' * 8}# {'Smk' * 5}! 3 mS cm−1",
    "numbers without end": "10−3 × " * 180,
    "no spaces": "conductivity=" + "3mS/cm," * 190,
    "emoji": "The conductivity 🙃🙃🙃🙃 of LLZO 👩‍🔬 is 3 mS cm−1 🔋.",
    "control characters": "The conductivity\x00\x07 of LLZO\x1b[2J is\x85 3 mS cm−1.",
    "surrogates": "The conductivity \ud83d of LLZO is \udc00 3 mS cm−1.",
    "markup": "<b>conductivity</b> & ]]> 3 mS cm−1 </root>",
    "brackets": "(" * 700 + " conductivity 3 mS cm−1 " + ")" * 700,
    "slashes": "conductivity 1" + "/1" * 600 + " mS cm−1",
    "nothing": "",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_answered_in_time(second_reader_python: Path, text: str) -> None:
    with Worker(second_reader_python, load_description(), seconds=5) as worker:
        worker.ask(TextQuestion(tuple(load_description()), text, ((0, 5),)))
        answer = worker.ask(TextQuestion(("length",), "a thickness of 3 nm"))
    assert [finding.values for finding in answer.findings] == [(pytest.approx(3e-9),)]


def test_an_error_of_one_sentence_is_an_answer(second_reader_python: Path) -> None:
    with Worker(second_reader_python, load_description()) as worker:
        assert "KeyError" in (worker.ask(TextQuestion(("no such model",), "3 nm")).error or "")
        assert worker.ask(TextQuestion(("length",), "a thickness of 3 nm")).findings


def test_a_dead_worker_is_started_again_once(second_reader_python: Path) -> None:
    question = TextQuestion(("length",), "a thickness of 3 nm")
    with Worker(second_reader_python, load_description()) as worker:
        assert worker.ask(question).findings
        process = worker._running._process  # type: ignore[union-attr]
        process.kill()
        process.wait()
        assert worker.ask(question).error is not None
        assert worker.ask(question).findings
    assert worker.failure is None


def test_a_worker_that_never_answers_in_time_is_given_up(second_reader_python: Path) -> None:
    question = TextQuestion(("length",), "a thickness of 3 nm")
    with Worker(second_reader_python, load_description(), seconds=1e-6) as worker:
        assert [worker.ask(question).findings for _ in range(3)] == [(), (), ()]
        assert "given up" in (worker.failure or "")


def test_it_writes_nothing_where_it_runs_and_ends_when_it_is_closed(
    second_reader_python: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    worker = Worker(second_reader_python, load_description())
    assert worker.start() >= "2"
    process = worker._running._process  # type: ignore[union-attr]
    folder = Path(worker._running._folder.name)  # type: ignore[union-attr]
    worker.close()
    assert process.returncode == 0
    assert not folder.exists()
    assert list(tmp_path.iterdir()) == []


def test_the_same_text_gives_the_same_findings_in_another_process(second_reader_python: Path) -> None:
    text = "LLZO has a thickness of 3 µm, a conductivity of 0.4 mS cm−1 and a resistance of 20 Ω cm2 at 25 °C."
    question = TextQuestion(tuple(load_description()), text, ((0, 4),))
    answers = []
    for _ in range(2):
        with Worker(second_reader_python, load_description()) as worker:
            answers.append(worker.ask(question))
    assert answers[0] == answers[1]
    assert len(answers[0].findings) >= 4
