"""Paragraphs put together over captions, heads of pages and headings; what is no text stays out."""

from pathlib import Path

import pytest

from ingest.documents import Document
from ingest.reading import read_document
from ingest.text.sentence_ends import is_complete

LONG = "Ceramic sheets are hard and brittle, and the metal wets them badly unless their surface has been cleaned. "


def read(tmp_path: Path, text: str, name: str = "sheets.md") -> Document:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    return read_document(path)


def body(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if not paragraph.caption]


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("It is poor.", True),
        ("It is poor [3].", True),
        ("transport.72,73", True),
        ("ions.⁷", True),
        ("poor.<sup>12</sup>", True),
        ("It is poor.$^{12}$", True),
        ("which leads", False),
        ("as in Fig.", False),
        ("shown by Li et al.", False),
        ("that holds:", False),
        ("poor (see", False),
        ("", False),
    ],
)
def test_whole_sentences(text: str, complete: bool) -> None:
    assert is_complete(text) is complete


CUTS = [
    "Fig. 1 a A sheet before polishing. b The same sheet after it. Copyright © 2019, Example Press",
    "Figure 1. Sheets.\n\n<!-- image -->",
    "![](images/a.jpg)\n\nFig. 1 | Sheets seen from above.",
    "## Figure 1. Sheets of garnet\n\n(A and B) The sheets seen from above and from below.",
    "J. Example et al.\n\n7\n\nwww.example.org",
    "| a | b |\n| --- | --- |\n| c | d |",
    "$$p = F/A$$",
    "1 Institute of Examples, University of Somewhere, 12345 Somewhere, Nowhere",
    "2 Example Way, #08-03, Somewhere 138634, Somewhere",
    "* Corresponding author. E-mail: ana@example.org (A. Example).",
    "o\n\nf\n\n|\n\nd",
]


@pytest.mark.parametrize("cut", CUTS)
def test_a_sentence_goes_on_behind_what_cuts_it(tmp_path: Path, cut: str) -> None:
    text = f"# Sheets\n\nAbstract\n\n{LONG}The contact therefore\n\n{cut}\n\ngrows with pressure. {LONG}\n"
    assert body(read(tmp_path, text)) == [f"{LONG}The contact therefore grows with pressure. {LONG}".strip()]


def test_a_citation_cut_by_a_page_is_whole(tmp_path: Path) -> None:
    entries = "".join(f"{n}. Example, A. Sheets. Nature {n}, 2 (2001).\n" for n in range(1, 90))
    text = f"# Sheets\n\nAbstract\n\n{LONG}It is poor [81,\n\n7\n\n82] and slow.\n\n## References\n\n{entries}"
    document = read(tmp_path, text)
    assert body(document) == [f"{LONG}It is poor [81, 82] and slow."]
    assert [callout.refs for callout in document.paragraphs[0].callouts] == [(81, 82)]


def test_an_introduction_goes_on_behind_the_abstract_beside_it(tmp_path: Path) -> None:
    text = (
        f"# Sheets of ceramics\n\n## 1. Introduction\n\n{LONG}The contact therefore\n\n## A B S T R A C T\n\n{LONG}\n\n"
        f"grows with pressure until it covers the whole face, which takes some time in most of the cells.\n\n{LONG}\n"
    )
    document = read(tmp_path, text)
    assert [p.section for p in document.paragraphs] == ["1", "abstract", "1"]
    assert "The contact therefore grows with pressure" in document.paragraphs[0].text


def test_a_heading_ends_a_whole_paragraph(tmp_path: Path) -> None:
    text = f"# Sheets\n\n## Results\n\n{LONG}\n\n## Discussion\n\nalso {LONG.lower()}\n"
    assert [p.section for p in read(tmp_path, text).paragraphs] == ["results", "discussion"]


def test_back_matter_gives_no_text(tmp_path: Path) -> None:
    back = ["Acknowledgements", "Author contributions", "Data availability", "Highlights", "Key references"]
    text = f"# Sheets\n\n## Results\n\n{LONG}\n\n" + "".join(f"## {name}\n\nWe thank all. {LONG}\n\n" for name in back)
    assert body(read(tmp_path, text)) == [LONG.strip()]


def test_code_is_left_out_with_a_warning(tmp_path: Path) -> None:
    document = read(tmp_path, f"# Sheets\n\nAbstract\n\n{LONG}\n\n```python\nprint('sheets')\n```\n\n{LONG}\n")
    assert body(document) == [LONG.strip()] * 2
    assert any("code" in warning for warning in document.warnings)


def test_labels_of_figures_are_no_text_but_sentences_are(tmp_path: Path) -> None:
    parts = ["# Sheets", "Abstract", LONG, "Binding Energy (eV)", "Pt", LONG, "Sheets stay flat.", "## Results", LONG]
    text = "\n\n".join(parts)
    assert body(read(tmp_path, text)) == [LONG.strip(), LONG.strip(), "Sheets stay flat.", LONG.strip()]


def test_tables_and_equations_stand_in_their_sections(tmp_path: Path) -> None:
    text = (
        f"# Sheets\n\n## 1 Results\n\n{LONG}\n\n**Table 1** Kinds of sheets.\n\n| Kind | Value |\n| --- | --- |\n"
        f"| a | 0.3 |\n\n{LONG}\n\n## 2 Theory\n\n{LONG}\n\n$$p = F/A$$ \n\n\\[ q = I t \\]\n\n{LONG}\n"
    )
    document = read(tmp_path, text)
    (table,) = document.tables
    assert (table.section, table.caption) == ("1", "Table 1 Kinds of sheets.")
    assert [[cell.text for cell in row] for row in table.rows] == [["Kind", "Value"], ["a", "0.3"]]
    assert [(equation.section, equation.content.text) for equation in document.equations] == [
        ("2", "$$p = F/A$$"),
        ("2", "\\[ q = I t \\]"),
    ]
    assert not any("|" in text or "$$" in text for text in body(document))
