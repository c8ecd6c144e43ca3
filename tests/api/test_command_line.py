"""The command line as a user runs it: processes, exit codes, what goes to which stream."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from api.main import VERBS
from graph.stores import open_store

REVIEW = """# A short review

## 1 Introduction

Coating LLZO pellets with a lithiophilic Al2O3 layer by atomic layer deposition lowered the area specific
resistance against lithium from 900 to 12 Ω cm² [1].

## References

1. X. Han, Y. Gong, Nat. Mater. 2017, 16, 572. https://doi.org/10.1038/nmat4821
"""


@pytest.fixture
def review(empty_folder: Path) -> Path:
    path = empty_folder / "review.md"
    path.write_text(REVIEW, encoding="utf-8")
    return path


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["recommend", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; from api.main import run; run(sys.argv[1:]); "
        "print([m for m in ('fastapi', 'pyvis', 'neo4j', 'ladybug', 'spacy', 'pint', 'networkx') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(root)},
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("verb", VERBS)
def test_every_help_has_an_example(interphase, verb):
    done = interphase(verb, "--help")
    assert done.returncode == 0
    assert f"  interphase {verb}" in done.stdout or f"| interphase {verb}" in done.stdout


def test_version_and_unknown_commands(interphase):
    assert interphase("--version").stdout.startswith("interphase ")
    unknown = interphase("recomend")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert interphase().returncode == 2


def test_extract_writes_records_and_says_so_on_stderr(interphase, review):
    done = interphase("extract", "review.md", "--out", "records.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert "review.md (1 of 1)" in done.stderr
    kinds = {json.loads(line)["kind"] for line in Path("records.jsonl").read_text(encoding="utf-8").splitlines()}
    assert {"document", "reference", "material"} <= kinds
    assert interphase("validate", "records.jsonl").returncode == 0


def test_one_bad_file_does_not_stop_the_others(interphase, review, empty_folder):
    (empty_folder / "bad.md").write_bytes(b"\x00\x01")
    (empty_folder / "empty.md").write_text("", encoding="utf-8")
    done = interphase("extract", "bad.md", "review.md", "empty.md", "missing.md", "--out", "records.jsonl")
    assert done.returncode == 2
    errors = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
    assert [line.split(":")[1].split(",")[0].strip() for line in errors] == ["bad.md", "empty.md", "missing.md"]
    assert "Traceback" not in done.stderr
    assert len(Path("records.jsonl").read_text(encoding="utf-8")) > 0


def test_only_bad_files_leave_everything_as_it_was(interphase, empty_folder):
    (empty_folder / "records.jsonl").write_text("kept", encoding="utf-8")
    (empty_folder / "empty.md").write_text(" \n", encoding="utf-8")
    assert interphase("extract", "empty.md", "--out", "records.jsonl").returncode == 2
    assert interphase("ingest", "empty.md", "missing.md").returncode == 2
    assert interphase("load", "missing.jsonl").returncode == 2
    assert sorted(path.name for path in empty_folder.iterdir()) == ["empty.md", "records.jsonl"]
    assert Path("records.jsonl").read_text(encoding="utf-8") == "kept"


def test_two_documents_of_one_name_are_told_apart(interphase, review, empty_folder):
    (empty_folder / "other").mkdir()
    (empty_folder / "other" / "review.md").write_text(REVIEW + "\nMore.\n", encoding="utf-8")
    done = interphase("extract", "review.md", "other/review.md", "review.md", "--out", "records.jsonl")
    assert done.returncode == 2
    assert "Error: other/review.md: has the id review.md, as review.md has" in done.stderr
    assert done.stderr.count("Error") == 1


def test_ingest_ask_and_remove(interphase, review):
    assert interphase("ingest", "review.md").returncode == 0
    again = interphase("ingest", "review.md")
    assert "nothing was written" in again.stdout
    rows = json.loads(interphase("cypher", "MATCH (d:Document) RETURN d.id AS id", "--json").stdout)
    assert rows == {"columns": ["id"], "rows": [["review.md"]], "truncated": False}
    assert interphase("remove", "nothing.md").returncode == 2
    assert interphase("remove", "review.md").returncode == 0
    assert json.loads(interphase("cypher", "MATCH (d:Document) RETURN d.id", "--json").stdout)["rows"] == []


def test_load_says_what_changed(interphase, review):
    interphase("extract", "review.md", "--out", "records.jsonl")
    done = interphase("load", "records.jsonl", "--db", "ladybug:folder/graph.lbug")
    assert done.returncode == 0
    assert "Document 1," in done.stdout
    other = Path("records.jsonl").read_text(encoding="utf-8").replace("review.md", "other.md")
    documents = [line for line in other.splitlines() if '"kind": "document"' in line]
    Path("other.jsonl").write_text("\n".join(documents), encoding="utf-8")
    assert "Document 2 (+1)" in interphase("load", "other.jsonl", "--db", "ladybug:folder/graph.lbug").stdout
    broken = Path("records.jsonl").read_text(encoding="utf-8").replace('"line": ', '"lines": ')
    Path("broken.jsonl").write_text(broken, encoding="utf-8")
    refused = interphase("load", "broken.jsonl", "--db", "ladybug:folder/graph.lbug")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "broken.jsonl, line 1, field evidence.0" in refused.stderr


def test_demo_goes_from_text_to_advice_and_page(interphase, empty_folder):
    done = interphase("demo")
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    for expected in ("Li7La3Zr2O12 | Li", "WHAT GOES WRONG", "WHAT HELPS", "doi:10.", "interphase serve", "nodes"):
        assert expected in text
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert (empty_folder / "demo-out" / "interphase.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert interphase("demo").stdout == done.stdout


def test_cypher_reads_only(interphase, graph_url):
    table = interphase("cypher", "MATCH (i:Issue)-[:CAUSED_BY]->(m) RETURN i.name AS issue, m.name", "--db", graph_url)
    assert table.stdout.splitlines()[0].split() == ["issue", "m.name"]
    assert "Poor electrolyte/electrode contact" in table.stdout
    refused = interphase("cypher", "MATCH (n) DETACH DELETE n", "--db", graph_url)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1
    with open_store(graph_url, read_only=True) as store:
        assert store.read("MATCH (d:Document) RETURN count(d)").rows == ((1,),)


def test_a_document_cannot_steer_the_terminal(interphase, graph_url):
    table = interphase("cypher", "MATCH (d:Document) RETURN d.title", "--db", graph_url)
    assert "\x1b" not in table.stdout


def test_recommend_prints_json_alone(interphase, graph_url):
    done = interphase("recommend", "LLZO", "Li metal", "--json", "--db", graph_url)
    advice = json.loads(done.stdout)
    assert (advice["coverage"], done.stderr) == ("direct", "")
    assert {r["strategy"] for r in advice["recommendations"]} >= {"strat:lithiophilic-interlayer"}
    for recommendation in advice["recommendations"]:
        total = sum(part["amount"] for part in recommendation["contributions"])
        assert total == pytest.approx(recommendation["score"], abs=1e-6)


def test_recommend_tells_what_helped_and_who_says_so(interphase, graph_url):
    done = interphase("recommend", "LLZO", "Li metal", "--db", graph_url)
    text = " ".join(done.stdout.split())
    assert done.returncode == 0
    assert "900 → 12 Ω cm²" in text
    assert "“An Al2O3 layer lowered the resistance of LLZO against Li from 900 to 12 Ω cm² [1].”" in text
    assert "Han et al., Nat. Mater. 2017, doi:10.1038/nmat4821" in text
    assert max(len(line) for line in done.stdout.splitlines()) <= 90
    assert "\x1b" not in done.stdout


def test_recommend_is_honest_where_nothing_is_known(interphase, graph_url):
    done = interphase("recommend", "Na3PS4", "Na", "--db", graph_url)
    assert done.returncode == 0
    assert "Nothing is known" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["recommend", "unobtainium", "Li"], 2),
        (["recommend", "LLZO", "Li", "--issue", "issue:none"], 2),
        (["view", "out.html", "--pair", "LLZO"], 2),
        (["view", "out.html", "--issue", "issue:none"], 2),
        (["view", "out.html", "--pair", "LiPON|LiCoO2"], 2),
        (["view", "no/such/folder/out.html"], 2),
        (["cypher", "MATCH (n"], 2),
        (["cypher", "MATCH (n:Nothing) RETURN n"], 2),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(interphase, graph_url, arguments, code):
    done = interphase(*arguments, "--db", graph_url)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1


def test_failures_are_exit_1(interphase, empty_folder):
    (empty_folder / "no.lbug").write_text("this is no database", encoding="utf-8")
    for arguments in (["recommend", "LLZO", "Li"], ["recommend", "LLZO", "Li", "--db", "ladybug:no.lbug"]):
        done = interphase(*arguments)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
    assert sorted(path.name for path in empty_folder.iterdir()) == ["no.lbug"]


def test_debug_shows_the_traceback(interphase):
    assert "Traceback" in interphase("--debug", "recommend", "LLZO", "Li").stderr


def test_a_wrong_setting_is_named(interphase, monkeypatch):
    monkeypatch.setenv("INTERPHASE_PORT", "many")
    done = interphase("serve")
    assert done.returncode == 2
    assert "INTERPHASE_PORT" in done.stderr


def test_a_reader_that_goes_away_is_no_error(graph_url):
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        f"{sys.executable} -m api.main cypher 'MATCH (c:Concept) RETURN c' --db '{graph_url}' 2>&1 | true; "
        f"seq 1 20000 | {sys.executable} -m api.main parse formula --lines - 2>err | head -1; cat err",
        shell=True, capture_output=True, text=True, check=False, cwd=Path(graph_url.partition(":")[2]).parent,
        env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert json.loads(done.stdout.splitlines()[0])["input"] == "1"
    assert done.stdout.count("\n") == 1


def test_interrupting_leaves_nothing_behind(empty_folder):
    (empty_folder / "records.jsonl").write_text("kept", encoding="utf-8")
    for number in range(40):
        (empty_folder / f"{number}.md").write_text(REVIEW * 20, encoding="utf-8")
    files = [f"{number}.md" for number in range(40)]
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "api.main", "extract", *files, "--out", "records.jsonl"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={"PYTHONPATH": str(root)}) as process:
        for line in process.stderr:
            if "(2 of 40)" in line:
                process.send_signal(signal.SIGINT)
                break
        rest = process.stderr.read()
    assert process.returncode == 130
    assert rest.splitlines()[-1] == "interrupted"
    assert "Traceback" not in rest
    assert Path("records.jsonl").read_text(encoding="utf-8") == "kept"
    assert len(list(empty_folder.iterdir())) == 41


def test_parse_answers_line_by_line(interphase):
    done = interphase("parse", "formula", "--lines", "-", stdin="LLZO\nLi6.4La3Zr1.4Ta0.6O12\n\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["input"] for answer in answers] == ["LLZO", "Li6.4La3Zr1.4Ta0.6O12", ""]
    assert answers[1]["result"]["family"] == "family:garnet"
    assert answers[1]["result"]["elements"]["Ta"] == 0.6
    assert answers[2]["result"] is None


@pytest.mark.parametrize(
    ("kind", "line", "keys"),
    [
        ("reference", "X. Han, Y. Gong, Nat. Mater. 2017, 16, 572.", {"raw", "authors", "journal", "year", "doi"}),
        ("quantity", "pressed at 400 MPa", {"start", "end", "raw", "value", "value_max", "comparator", "unit"}),
        ("material", "pellets of LLZO", {"start", "end", "text", "id", "families"}),
        (
            "relation",
            "Poor wettability leads to dendrite growth.",
            {"cause_text", "trigger", "effect_text", "polarity"},
        ),
    ],
)
def test_parse_has_the_shapes_of_the_contract(interphase, empty_folder, kind, line, keys):
    (empty_folder / "lines.txt").write_text(line + "\n", encoding="utf-8")
    (answer,) = map(json.loads, interphase("parse", kind, "--lines", "lines.txt").stdout.splitlines())
    result = answer["result"][0] if isinstance(answer["result"], list) else answer["result"]
    assert keys <= set(result)
