"""What a batch says of its files, and the text layers of PDFs beside the records."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reportlab.pdfgen.canvas import Canvas

from api.main import cli
from graph.errors import InputError

SENTENCE = "Poor wettability causes contact loss at the LLZO/Li interface."


def write_pdf(path: Path, *, pages: int = 1) -> Path:
    data = BytesIO()
    canvas = Canvas(data)
    for number in range(pages):
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(60, 780, "Wetting of garnets by lithium")
        canvas.setFont("Helvetica", 10)
        if number == 0:
            canvas.drawString(60, 740, SENTENCE)
        canvas.showPage()
    canvas.save()
    path.write_bytes(data.getvalue())
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_the_text_layer_of_a_pdf_stands_beside_the_records(tmp_path: Path) -> None:
    done = run("extract", write_pdf(tmp_path / "paper.pdf"), "--out", tmp_path / "records.jsonl")
    layer = (tmp_path / "records.paper.pdf.txt").read_text(encoding="utf-8")
    assert f"text layer: {tmp_path / 'records.paper.pdf.txt'}" in done.stderr
    records = [json.loads(line) for line in (tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    link = next(record for record in records if record["kind"] == "causal_link")
    evidence = link["evidence"][0]
    assert layer[evidence["start"] : evidence["end"]] == SENTENCE
    assert layer.count("\n", 0, evidence["start"]) + 1 == evidence["line"]
    assert evidence["page"] == 1


def test_with_standard_output_the_layer_is_not_stored_and_this_is_said(tmp_path: Path) -> None:
    done = run("extract", write_pdf(tmp_path / "paper.pdf"), "--out", "-")
    assert "text layer is not stored" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["paper.pdf"]
    assert all(json.loads(line)["kind"] for line in done.stdout.splitlines())


def test_what_a_reader_warns_of_is_said_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "bare.md"
    path.write_text(f"# A title of some words\n\n## 1 Text\n\n{SENTENCE}\n", encoding="utf-8")
    done = run("extract", path, "--out", tmp_path / "records.jsonl")
    assert done.exit_code == 0
    assert f"Warning: {path}: no reference list found" in done.stderr


BAD = {
    "empty.md": (b"", "empty"),
    "blank.html": (b"<html><body> </body></html>", "text"),
    "binary.md": (b"\x00\x01\x02", "binary"),
    "latin.txt": ("Grüße".encode("latin-1"), "UTF-8"),
    "earlier.jsonl": (b'{"kind": "document"}\n{"kind": "material"}\n', "JSON"),
    "data.txt": (b'[\n  {"a": 1}\n]\n', "JSON"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "broken or cut off"),
    "cut.xml": (b"<?xml version='1.0'?><article><front>", "line"),
    "bomb.xml": (
        b"<?xml version='1.0'?><!DOCTYPE article [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>"
        + b"".join(b"<!ENTITY b%d '%s'>" % (n, b"&a;" * 40) for n in range(9))
        + b"]><article>&b8;</article>",
        "entit",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    data, reason = BAD[name]
    (tmp_path / name).write_bytes(data)
    done = run("extract", tmp_path / name, "--out", tmp_path / "records.jsonl")
    assert done.exit_code == 2 or done.exception
    assert not (tmp_path / "records.jsonl").exists()
    message = done.stderr + str(done.exception)
    assert name in message
    assert reason in message


def test_a_file_that_is_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    done = run("extract", path, "--out", tmp_path / "records.jsonl")
    assert "200 MB" in done.stderr + str(done.exception)


def test_bad_files_in_a_batch_are_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    good = tmp_path / "good.md"
    good.write_text(f"# A title of some words\n\n## 1 Text\n\n{SENTENCE}\n", encoding="utf-8")
    done = run("extract", *sorted(tmp_path.iterdir()), "--out", tmp_path / "records.jsonl")
    assert done.exit_code == 2
    assert all(name in done.stderr for name in BAD)
    assert f"{len(BAD)} files could not be read, 1 could" in done.stderr
    records = (tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["document"] for line in records} == {"good.md"}


def test_a_pretrained_pipeline_that_is_not_installed_is_named_before_any_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERPHASE_SPACY_PIPELINE", "en_nowhere_sm")
    (tmp_path / "review.md").write_text(SENTENCE, encoding="utf-8")
    done = run("extract", tmp_path / "review.md", "--out", tmp_path / "records.jsonl")
    assert isinstance(done.exception, InputError)
    assert done.exception.problem.startswith("the spaCy pipeline 'en_nowhere_sm' cannot be loaded")
    assert not (tmp_path / "records.jsonl").exists()
