"""The citations of a document: its style, what it mixes, what it cannot resolve, and the records."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from ingest.citations.callouts import extract_citations
from ingest.documents import Document
from ingest.reading import read_document

ENTRIES = "".join(f"{n}. Alpha, A.: Sheet {n}. Joule {n}, 1–2 (20{n:02})\n" for n in range(1, 10))
NAMES = "Alpha Borg Chen Dietz Ekman Fabre Gallo Horn Ivers".split()
NAMED = "".join(
    f"{n}. {name}, A., Zorn, B., Yale, C.: Sheet. Joule {n}, 1 (20{n:02})\n" for n, name in enumerate(NAMES, 1)
)
DATED = "".join(
    f"{name}, A., Zorn, B., Yale, C., 20{n:02}. Sheet. Joule {n}, 1.\n\n" for n, name in enumerate(NAMES, 1)
)


def read(folder: Path, text: str, entries: str = ENTRIES) -> Document:
    path = folder / "sheets.md"
    path.write_text(f"# Sheets\n\nAbstract\n\n{text}\n\n## References\n\n{entries}", encoding="utf-8")
    return read_document(path)


def refs(document: Document) -> list[tuple[int, ...]]:
    return [record.refs for record in extract_citations(document)]


NUMBERED = [(1,), (2, 3), (4, 5, 6), (7,), (8, 9)]


@pytest.mark.parametrize(
    "text",
    [
        "Flat [1], thin [2, 3], round [4–6] and cold [7], as in Refs. [8, 9], after (1) heat and (2) force.",
        r"Flat \[1\], thin \[2, 3\], round \[4–6\] and cold \[\[7\]\], as in Ref. \[8, 9\].",
        "Flat (1), thin (2, 3), round (4–6) and cold (7), as in (refs. 8 and 9), at 25 °C [5 h].",
        "Flat.1 Thin,2,3 round ones4–6 are cold.7 They hold 5 cells and 3 cm2 of NCM811.8,9",
        "Flat 1. They are thin 2,3. Round ones 4–6 are cold 7. They hold 5 cells and 3 cm2 of it 8,9.",
        "Flat. 1 Thin, 2,3 while round. 4–6 They are cold. 7 They hold 5 cells. 8,9",
        "Flat<sup>1</sup>, thin<sup>2,3</sup>, round<sup>4–6</sup>, cold<sup>7</sup> (3 cm<sup>2</sup>)<sup>8,9</sup>.",
        "Flat.¹ Thin,²,³ round ones⁴⁻⁶ are cold.⁷ They hold 3 cm² and 10⁻⁴ S cm⁻¹ of Li⁺.⁸,⁹",
        "Flat^{1}, thin^{2,3}, round^{4–6} and cold^{7}, of 3 cm^{2}.^{8,9}",
    ],
)
def test_every_style_gives_the_same_citations(tmp_path: Path, text: str) -> None:
    assert refs(read(tmp_path, text)) == NUMBERED


def test_a_document_by_author_and_year_may_have_a_numbered_list(tmp_path: Path) -> None:
    text = "Alpha et al. (2001) saw sheets in 3 cells [5 h], as others did (Borg et al., 2002; Chen et al., 2003)."
    assert refs(read(tmp_path, text, NAMED)) == [(1,), (2, 3)]
    assert refs(read(tmp_path, text, DATED)) == [(1,), (2, 3)]


def test_a_numbered_document_may_cite_some_by_name(tmp_path: Path) -> None:
    text = "Flat [1], thin [2, 3] and [4–8]. Borg et al. (2002) [2] saw it. They are cold (Ivers et al., 2009)."
    assert refs(read(tmp_path, text, NAMED)) == [(1,), (2, 3), (4, 5, 6, 7, 8), (2,), (9,)]


def test_what_cannot_be_resolved_is_told(tmp_path: Path) -> None:
    document = read(tmp_path, "Flat (Alpha et al., 2001; Borg et al., 2002) as Nobody et al. (2005) saw.", DATED)
    assert refs(document) == [(1, 2)]
    assert any("1 citations by author and year" in w and "Nobody et al. (2005)" in w for w in document.warnings)
    document = read(tmp_path, "Flat [1], thin [2, 3], round [4–6] and cold [12].")
    assert any("beyond the 9 references" in w and "[12]" in w for w in document.warnings)


def test_a_list_alone_makes_no_citation(tmp_path: Path) -> None:
    assert refs(read(tmp_path, "It holds 5 cells at 25 °C for 3 h, of type 2, and 4 samples.")) == []


def test_a_callout_cut_by_a_page_counts_once_where_it_starts(tmp_path: Path) -> None:
    text = "Sheets are flat [1] and known well [2,\n\nFig. 1 A flat sheet [4].\n\n3] since long ago."
    document = read(tmp_path, text)
    records = extract_citations(document)
    assert [(r.line, r.refs, r.caption) for r in records] == [(5, (1,), False), (5, (2, 3), False), (7, (4,), True)]
    first = records[0]
    assert document.source.text[first.start : first.start + 3] == "[1]" == first.raw
    assert first.evidence[0].line == 5
    assert first.evidence[0].text == "Sheets are flat [1]"


def test_the_source_of_a_callout_is_the_callout(tmp_path: Path) -> None:
    document = read(
        tmp_path, "Flat<sup>1</sup>, thin<sup>2,3</sup>, round<sup>4–6</sup>, cold<sup>7</sup> ones<sup>8,9</sup>."
    )
    spans = [record.evidence[0] for record in extract_citations(document)]
    assert [document.source.text[e.start : e.end] for e in spans] == ["1", "2,3", "4–6", "7", "8,9"]


def test_the_citations_of_the_review_are_exact() -> None:
    folder = os.environ.get("INTERPHASE_SHARED")
    if not folder:
        pytest.skip("INTERPHASE_SHARED names no folder with the review")
    document = read_document(next(Path(folder, "corpus").glob("pang2021*.txt")))
    lines = Path(folder, "gold", "citations.jsonl").read_text(encoding="utf-8").splitlines()
    gold = Counter((row["line"], ref) for row in map(json.loads, lines) for ref in row["refs"])
    ranges = json.loads(Path(folder, "gold", "ranges.json").read_text(encoding="utf-8"))["ranges"]
    mine = Counter(
        (record.line, ref)
        for record in extract_citations(document)
        if any(first <= record.line <= last for first, last in ranges)
        for ref in record.refs
    )
    both = sum((gold & mine).values())
    assert 2 * both / (sum(gold.values()) + sum(mine.values())) >= 0.99
    assert {ref for record in extract_citations(document) for ref in record.refs} >= set(range(1, 160))
