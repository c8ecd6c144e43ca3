"""`--enrich` as a user runs it, against a local server in place of Crossref and OpenAlex."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.quotes import read_quotes
from graph.stores import open_store

REVIEW = """# A short review

## 1 Introduction

Coating LLZO pellets with a lithiophilic Al2O3 layer by atomic layer deposition lowered the area specific
resistance against lithium from 900 to 12 Ω cm² [1]. Polishing LLZO removed Li2CO3 and improved the wetting by Li [2].

## References

1. Snider, E.: Room-temperature superconductivity in a carbonaceous sulfur hydride. Nature 586, 373-377 (2020)
2. Han, X., Gong, Y., Fu, K.: Negating interfacial impedance in garnet-based solid-state Li metal batteries. Nat. Mater. 16, 572-579 (2017)
"""  # noqa: E501


@pytest.fixture
def review(empty_folder, catalogues, monkeypatch):
    path = empty_folder / "review.md"
    path.write_text(REVIEW, encoding="utf-8")
    for name, value in catalogues.variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("INTERPHASE_CACHE", str(empty_folder / "cache"))
    monkeypatch.setenv("INTERPHASE_MAILTO", "chemist@example.org")
    return path


def read_references(path: str) -> list[dict[str, object]]:
    records = map(json.loads, Path(path).read_text(encoding="utf-8").splitlines())
    return [record for record in records if record["kind"] == "reference"]


def test_without_the_option_nothing_is_asked(interphase, review, catalogues):
    assert interphase("extract", "review.md", "--out", "records.jsonl").returncode == 0
    assert interphase("ingest", "review.md").returncode == 0
    assert interphase("references", "review.md", "--format", "ris").returncode == 0
    assert catalogues.asked == []
    assert not Path("cache").exists()
    for reference in read_references("records.jsonl"):
        assert (reference["doi"], reference["doi_source"], reference["retracted"]) == (None, None, None)


def test_dois_and_retractions_arrive_in_the_records(interphase, review, catalogues):
    done = interphase("extract", "review.md", "--out", "records.jsonl", "--enrich")
    assert (done.returncode, done.stdout) == (0, "")
    assert "review.md: 2 of 2 missing DOIs found" in done.stderr.splitlines()
    assert "Warning: review.md: retracted: [1]" in done.stderr.splitlines()
    first, second = read_references("records.jsonl")
    assert (first["doi"], first["doi_source"], first["retracted"]) == ("10.1038/s41586-020-2801-z", "crossref", True)
    assert (second["doi"], second["doi_source"], second["retracted"]) == ("10.1038/nmat4821", "crossref", False)
    assert interphase("validate", "records.jsonl").returncode == 0
    cases = [json.loads(line) for line in Path("records.jsonl").read_text(encoding="utf-8").splitlines()]
    works = [work for case in cases if case["kind"] == "strategy_case" for work in case["works"]]
    assert "10.1038/s41586-020-2801-z" in works, "a case names the work by the DOI that was found"


def test_a_second_run_asks_nothing_and_writes_the_same(interphase, review, catalogues):
    interphase("extract", "review.md", "--out", "first.jsonl", "--enrich")
    asked = len(catalogues.asked)
    assert asked
    interphase("extract", "review.md", "--out", "second.jsonl", "--enrich")
    assert len(catalogues.asked) == asked
    assert Path("first.jsonl").read_bytes() == Path("second.jsonl").read_bytes()


def test_the_retracted_work_is_marked_in_the_advice(interphase, review):
    assert interphase("ingest", "review.md", "--enrich").returncode == 0
    answer = json.loads(interphase("recommend", "LLZO", "Li", "--json").stdout)
    options = [option for r in answer["recommendations"] for option in r["options"]]
    assert {ref["retracted"] for option in options for ref in option["refs"]} == {True, False}
    assert {option["retracted"] for option in options} == {True, False}
    text = " ".join(interphase("recommend", "LLZO", "Li").stdout.split())
    assert "Al2O3 by ALD (retracted): " in text
    assert "Snider, Nature 2020, doi:10.1038/s41586-020-2801-z (retracted)" in text
    assert "! caveat: Retracted, and counted for nothing here: doi:10.1038/s41586-020-2801-z." in text
    assert "Han et al., Nat. Mater. 2017, doi:10.1038/nmat4821 (retracted)" not in text
    assert text.index("Snider") > text.index("Han et al."), "what stands comes first"


def test_the_page_marks_it_and_counts_it_for_no_work(interphase, review):
    assert interphase("ingest", "review.md", "--enrich").returncode == 0
    assert interphase("view", "page.html").returncode == 0
    page = Path("page.html").read_text(encoding="utf-8")
    assert "Snider, Nature 2020 (retracted)" in page
    assert "Han et al., Nat. Mater. 2017 (retracted)" not in page
    with open_store(f"ladybug:{Path('interphase.lbug')}", read_only=True) as store:
        claims = [row[0] for row in store.read("MATCH (c:Claim) RETURN c.id").rows]
        quotes = [quote for found in read_quotes(store, claims).values() for quote in found]
    works = {quote.works for quote in quotes if "Al2O3" in quote.text}
    assert works == {frozenset()}, "neither the retracted work nor the document in its place"


def test_no_network_stops_nothing(interphase, review, catalogues):
    catalogues.fail("crossref", always=True, status=429, headers={"Retry-After": "3600"})
    catalogues.fail("openalex", always=True, body="<html>")
    done = interphase("extract", "review.md", "--out", "records.jsonl", "--enrich")
    assert done.returncode == 0
    (warning,) = [line for line in done.stderr.splitlines() if line.startswith("Warning: ")]
    assert warning.startswith("Warning: review.md: 2 of 2 references were not looked up (Crossref: HTTP 429")
    assert len(read_references("records.jsonl")) == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("CROSSREF_URL", "api.crossref.org"), ("OPENALEX_URL", ""), ("MAILTO", "no address")]
)
def test_a_wrong_setting_is_named_before_anything_is_read(interphase, review, monkeypatch, name, value):
    monkeypatch.setenv(f"INTERPHASE_{name}", value)
    done = interphase("extract", "review.md", "--out", "records.jsonl", "--enrich")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"INTERPHASE_{name}" in done.stderr
    assert not Path("records.jsonl").exists()


def test_the_key_is_sent_and_never_shown(interphase, review, catalogues, monkeypatch):
    monkeypatch.setenv("INTERPHASE_OPENALEX_KEY", "s3cret")
    done = interphase("--debug", "extract", "review.md", "--out", "records.jsonl", "--enrich")
    assert {a.parameters.get("api_key") for a in catalogues.asked if a.service == "openalex"} == {"s3cret"}
    kept = "".join(path.read_text(encoding="utf-8") for path in Path("cache").rglob("*.json"))
    assert "s3cret" not in done.stderr + done.stdout + kept
