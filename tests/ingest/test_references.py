"""Records of references, and the lists of real articles where a folder with them is named."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from ingest.reading import read_document
from ingest.references.parser import parse_reference


def test_what_holds_no_letters_is_no_reference() -> None:
    assert parse_reference("") is None
    assert parse_reference("12, 13.") is None
    assert parse_reference(" \n ") is None


def test_a_record_leads_back_to_its_source(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(
        "# Sheets\n\nFlat.\n\n## References\n\n- Alpha, A.: Li₃N. Joule 1, 1–2 "
        "(2001)\n- Beta, B.: Two. Joule 2, 1 (2002)\n",
        encoding="utf-8",
    )
    document = read_document(path)
    reference = document.references[0]
    (evidence,) = reference.evidence
    assert (evidence.line, reference.title) == (7, "Li3N")
    assert document.source.text[evidence.start : evidence.end] == "Alpha, A.: Li₃N. Joule 1, 1–2 (2001)"


@pytest.fixture(scope="module")
def shared() -> Path:
    folder = os.environ.get("INTERPHASE_SHARED")
    if not folder:
        pytest.skip("INTERPHASE_SHARED names no folder with the review")
    return Path(folder)


def test_the_entries_of_the_review_are_exact(shared: Path) -> None:
    document = read_document(next((shared / "corpus").glob("pang2021*.txt")))
    found = {reference.n: reference for reference in document.references}
    assert list(found) == list(range(1, 168))
    wrong = []
    for line in (shared / "gold" / "references.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        mine = found[gold["n"]]
        same = all(getattr(mine, key) == gold[key] for key in ("journal", "volume", "pages", "year", "doi", "et_al"))
        titles = [re.sub(r"\W", "", title or "") for title in (mine.title, gold["title"])]
        if not same or titles[0] != titles[1] or [list(a) for a in mine.authors] != gold["authors"]:
            wrong.append(gold["n"])
    assert wrong == []


def test_the_lists_of_other_articles_are_whole(shared: Path) -> None:
    counts = {p.stem[:6]: len(read_document(p).references) for p in (shared / "data" / "documents").glob("*.md")}
    assert counts == {"alt202": 78, "design": 60, "low-pr": 50, "s41467": 27, "sciadv": 50}


def test_a_list_without_heading_is_found_where_a_page_cuts_its_entries(tmp_path: Path) -> None:
    path = tmp_path / "review.md"
    path.write_text(
        "# Interfaces of garnets\n\n## 1 Introduction\n\nIt is poor [1–3], as all know who have tried it once.\n\n"
        "[1] First, A., Other, B. Some title on garnets. J. Power Sources 1, 1–2 (2001).\n\n"
        "[2] Second, B., Other, C. Some title on sulfides that goes\n\n<!-- page 6 -->\n\n"
        "on behind a page. J. Power Sources 2, 3–4 (2002).\n\n"
        "[3] Third, C., Other, D. Some title on halides. J. Power Sources 3, 5–6 (2003).\n",
        encoding="utf-8",
    )
    document = read_document(path)
    assert [(r.n, r.year) for r in document.references] == [(1, 2001), (2, 2002), (3, 2003)]
    assert [c.refs for p in document.paragraphs for c in p.callouts] == [(1, 2, 3)]
