"""`interphase references` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import bibtexparser
import pytest
import rispy

REVIEW = """# A short review

## 1 Introduction

Coating LLZO with Al2O3 lowered the resistance [1], and doping did so as well [2,4].

## References

1. X. Han, Y. Gong, Nat. Mater. 2017, 16, 572-579. https://doi.org/10.1038/nmat4821
2. X. Han, T. Krüger, F. Leichtweiß, Energy & Environ. Sci. 2017, 10, 1-9.
4. http://example.org/x
"""


@pytest.fixture
def review(empty_folder: Path) -> Path:
    path = empty_folder / "review.md"
    path.write_text(REVIEW, encoding="utf-8")
    return path


def test_standard_output_holds_the_export_and_nothing_else(interphase, review):
    bibtex = interphase("references", "review.md", "--format", "bibtex")
    library = bibtexparser.parse_string(bibtex.stdout)
    assert [entry.key for entry in library.entries] == ["Han2017a", "Han2017b", "ref4n"]
    assert (library.comments, library.failed_blocks, bibtex.returncode) == ([], [], 0)
    ris = rispy.loads(interphase("references", "review.md", "--format", "ris").stdout)
    assert [entry["id"] for entry in ris] == ["Han2017a", "Han2017b", "ref4n"]
    csl = json.loads(interphase("references", "review.md", "--format", "csl-json").stdout)
    assert csl[1]["author"][1] == {"family": "Krüger", "given": "T."}


def test_what_is_missing_is_told_on_standard_error(interphase, review):
    done = interphase("references", "review.md", "--format", "ris")
    warnings = [line for line in done.stderr.splitlines() if line.startswith("Warning: review.md: ")]
    assert len(warnings) == 2
    assert warnings[0].endswith("no entry was found for the numbers 3")
    assert warnings[1].endswith("nothing but the text is known: 4")


def test_the_file_is_written_whole(interphase, review, empty_folder):
    done = interphase("references", "review.md", "--format", "bibtex", "--out", "review.bib")
    assert (done.returncode, done.stdout) == (0, "")
    assert "3 references of review.md in review.bib" in done.stderr
    assert (empty_folder / "review.bib").read_text(encoding="utf-8").startswith("@article{Han2017a,")
    assert sorted(path.name for path in empty_folder.iterdir()) == ["review.bib", "review.md"]


def test_a_document_without_references_gives_an_empty_export(interphase, empty_folder):
    (empty_folder / "note.md").write_text("# Note\n\nLLZO forms voids against Li metal.\n", encoding="utf-8")
    done = interphase("references", "note.md", "--format", "csl-json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "no reference list found" in done.stderr


@pytest.mark.parametrize(
    "arguments", [["missing.md", "--format", "ris"], ["review.md", "--format", "endnote"], ["review.md"]]
)
def test_bad_input_writes_nothing(interphase, review, empty_folder, arguments):
    done = interphase("references", *arguments, *(["--out", "out"] if len(arguments) > 1 else []))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: " in done.stderr
    assert not (empty_folder / "out").exists()
