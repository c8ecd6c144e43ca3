"""Citations in every style, and what only looks like one."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.citations import choose_style, extract_citations, find_callouts, parse_numbers
from ingest.reading import read_document


def refs(text: str, style: str, count: int = 80) -> list[tuple[int, ...]]:
    return [callout.refs for callout in find_callouts(text, count, style)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("poor [17].", [(17,)]),
        ("poor [36, 37] and worse [5–7].", [(36, 37), (5, 6, 7)]),
        ("poor [1,3-5].", [(1, 3, 4, 5)]),
        ("from Ref. [25] and Refs. 3 and", [(25,), (3,)]),
        ("poor.[12]", [(12,)]),
        ("poor [81, 82]", []),
        ("in [2020] and [BH4]-, an interval [0, 1]", []),
        ("unit cells [9-3]", []),
    ],
)
def test_brackets(text: str, expected: list[tuple[int, ...]]) -> None:
    assert refs(text, "brackets") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("poor (43, 73).", [(43, 73)]),
        ("poor (9–11).", [(9, 10, 11)]),
        ("250 mAh g-1 (9).", [(9,)]),
        ("4.6 V versus Li/Li+ (27).", [(27,)]),
        ("a sum of x + (3)", []),
        ("in Fig. 3 (2020) and Eq. (3)", []),
        ("both (1) by heat and (2) by force", []),
        ("at 25 °C (298 K)", []),
    ],
)
def test_parentheses(text: str, expected: list[tuple[int, ...]]) -> None:
    assert refs(text, "parentheses") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in transport.72,73 It", [(72, 73)]),
        ("characteristics 1–4. To", [(1, 2, 3, 4)]),
        ("by the rules 35. Among", [(35,)]),
        ("of Na3SbS4 11–13. In", [(11, 12, 13)]),
        ("(LGPS) 1, Li7P3S11", [(1,)]),
        ("known in 2012 7, studies", [(7,)]),
        ("proposed by He et al. 34, which", [(34,)]),
        ("as in ref. 21. The", [(21,)]),
        ("transport⁷² again".replace("⁷²", "72"), [(72,)]),
    ],
)
def test_raised_numbers(text: str, expected: list[tuple[int, ...]]) -> None:
    assert refs(text, "raised") == expected


@pytest.mark.parametrize(
    "text",
    [
        "an area of 1 cm2 and of Li2S",
        "10^-4 S cm-1 at 25 °C",
        "only 5 cells and 12 samples",
        "a voltage of 0.5 V or 3.7 V",
        "in Fig. 3, Table 2 and Step 4",
        "the S 2 p and Cl 2 p spectra",
        "a ratio of 1:2:5 in total",
        "with SbS4 3 -units",
        "a mill (Pulverisette 7, Fritsch)",
        "after 20 cycles at 60 °C",
        "for 10 h under 5 MPa",
        "x = 0.05 and y = 1.25",
    ],
)
def test_numbers_that_are_no_citations(text: str) -> None:
    assert refs(text, "raised") == []


def test_the_style_is_the_documents() -> None:
    assert choose_style(["poor [1], bad [2, 3], worse [4]", "(1) and (2) and [5] [6] [7]"], 20) == "brackets"
    assert choose_style(["poor (1), bad (2, 3), worse (4), worst (5), (6) and (7)"], 20) == "parentheses"
    assert choose_style(["rules 1. Bad rules 2. Worse rules 3, and rules 4. The rules 5, so rules 6."], 20) == "raised"


def test_a_list_of_references_that_does_not_exist_is_no_citation() -> None:
    assert parse_numbers("3, 900", 80) is None
    assert refs("poor [17]", "brackets", count=0) == []


@settings(deadline=None)
@given(
    st.text(alphabet="[]()0123456789,–- abLi.", max_size=60),
    st.sampled_from(["brackets", "parentheses", "raised"]),
)
def test_callouts_lie_in_order_and_point_into_the_list(text: str, style: str) -> None:
    end = 0
    for callout in find_callouts(text, 40, style):
        assert end <= callout.start < callout.end <= len(text)
        assert text[callout.start : callout.end] == callout.raw
        assert callout.refs and all(1 <= ref <= 40 for ref in callout.refs)
        end = callout.end


ENTRIES = "".join(f"{n}. Alpha, A.: Sheet {n}. Joule {n}, 1–2 (20{n:02})\n" for n in range(1, 10))


def test_a_callout_cut_by_a_page_counts_once_where_it_starts(tmp_path: Path) -> None:
    path = tmp_path / "cut.md"
    path.write_text(
        "# Sheets\n\nAbstract\n\nSheets are flat [1] and known well [2,\n\nFig. 1 A flat sheet"
        " [4].\n\n3] since long ago.\n\n"
        f"## References\n\n{ENTRIES}",
        encoding="utf-8",
    )
    document = read_document(path)
    records = extract_citations(document)
    assert [(r.line, r.refs, r.caption) for r in records] == [
        (5, (1,), False),
        (5, (2, 3), False),
        (7, (4,), True),
    ]
    first = records[0]
    assert document.source.text[first.start : first.start + 3] == "[1]" == first.raw
    assert first.evidence[0].line == 5
    assert first.evidence[0].text == "Sheets are flat [1]"


def test_authors_and_years_lead_to_their_entries(tmp_path: Path) -> None:
    path = tmp_path / "years.md"
    path.write_text(
        "# Sheets\n\nAbstract\n\nAlpha et al. (2017b) saw sheets, as did Gamma "
        "(2019) and Alpha et al. (2017a). "
        "Others (Gamma, 2019; Delta and Beta, 2020) agree.\n\n## References\n\n"
        "Alpha, A., Beta, B., 2017a. Sheets one. J. Power Sources 1, 1–2.\n\n"
        "Alpha, A., Beta, B., 2017b. Sheets two. J. Power Sources 2, 1–2.\n\n"
        "Delta, D., Beta, B., 2020. Sheets four. J. Power Sources 4, 1–2.\n\n"
        "Gamma, C., 2019. Sheets three. J. Power Sources 3, 1–2.\n",
        encoding="utf-8",
    )
    found = [record.refs for record in extract_citations(read_document(path))]
    assert found == [(2,), (4,), (1,), (4,), (3,)]


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
