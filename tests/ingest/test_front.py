"""The head of an article in the shapes that publishers and converters give it."""

from pathlib import Path

import pytest

from ingest.documents import Document
from ingest.reading import read_document
from ingest.text.bylines import names_people, split_names

LONG = "Ceramic sheets are hard and brittle, and the metal wets them badly unless their surface has been cleaned. "
TITLE = "Wetting of ceramic sheets by a soft metal"
NAMES = ("Ana B. Example", "Jo Sample", "Max de Third")
LIST = "## References\n\n1. Example, A. Sheets. Nature 1, 2 (2001).\n"
BODY = f"\n\n## 1. Introduction\n\n{LONG * 2}It grows [1].\n\n{LIST}"


def read(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "article.md"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


@pytest.mark.parametrize(
    "line",
    [
        "Ana B. Example 1,2 *, Jo Sample 1 &amp; Max de Third 2",
        "Ana B. Example¹ · Jo Sample² · Max de Third³",
        "Ana B. Example a , Jo Sample a,b,* , Max de Third b",
        "Ana B. Example, * ab Jo Sample a and Max de Third * b",
        "Ana B. Example,<sup>1</sup>[\\*](#page-9-0) Jo Sample,<sup>1,2</sup> and Max de Third<sup>2</sup>",
        "Ana B. Example, ⊥ Jo Sample, ⊥ Max de Third *",
        "Ana B. Example, $^{1,2}$ Jo Sample, $^{2}$ and Max de Third $^{1}$",
        "**Ana B. Example**, **Jo Sample** and **Max de Third**",
    ],
)
def test_authors_with_every_kind_of_mark(line: str) -> None:
    assert tuple(split_names(line)) == NAMES
    assert names_people(line)


@pytest.mark.parametrize(
    "line", [TITLE, "Institute of Examples, University of Somewhere", "Received: 3 May 2021", "a@b.example", LONG]
)
def test_lines_that_name_nobody(line: str) -> None:
    assert not names_people(line)


@pytest.mark.parametrize(
    "head",
    [
        f"# {TITLE}\n\nAna B. Example, Jo Sample and Max de Third",
        f"## ARTICLE\n\nOPEN\n\n## {TITLE}\n\nAna B. Example 1 , Jo Sample 1 &amp; Max de Third 2",
        "Contents lists available at Somewhere\n\n## Journal of Ceramic Sheets\n\njournal homepage: www.example.org\n\n"
        f"## {TITLE}\n\nAna B. Example a , Jo Sample a , Max de Third b,*",
        f"# You may also like\n\n- Another title Ana Other\n\n# {TITLE}\n\nAna B. Example, Jo Sample and Max de Third",
        f"{TITLE}\nAna B. Example, Jo Sample and Max de Third",
        f"Title: {TITLE}\nAuthors: Ana B. Example, Jo Sample, Max de Third\nDOI: 10.9999/abc\n",
        f"---\ntitle: {TITLE}\nauthors:\n  - name: Ana B. Example\n  - name: Jo Sample\n  - name: Max de Third\n---\n",
        f"---\r\ntitle: {TITLE}\r\nauthors: Ana B. Example, Jo Sample and Max de Third\r\n---\r\n",
        f"{TITLE}\n{'=' * 40}\n\nAna B. Example, Jo Sample and Max de Third",
    ],
)
def test_title_and_authors_of_every_shape(tmp_path: Path, head: str) -> None:
    document = read(tmp_path, head + BODY)
    assert document.title == TITLE
    assert document.authors == NAMES


def test_a_title_behind_the_beginning_of_the_text_opens_the_abstract(tmp_path: Path) -> None:
    text = (
        "## Energy &amp; Sheets\n\nPAPER\n\nCite this: Energy Sheets, 2017, , 2609\n\n1\n\n0\n\n"
        "Received 23rd August 2017, Accepted 17th November 2017\n\nDOI: 10.9999/c7ee0\n\n## Broader context\n\n"
        f"{LONG * 2}\n\n## Introduction\n\n{LONG * 2}The contact therefore\n\nView Article Online\n\n"
        f"## {TITLE}\n\nAna B. Example, ab Jo Sample * a and Max de Third b\n\nWe report {LONG.lower() * 2}\n\n"
        f"grows with pressure until it covers the whole face, which takes some time in most of the cells.\n\n"
        f"## Results\n\n{LONG * 2}\n"
    )
    document = read(tmp_path, text)
    assert (document.title, document.authors, document.doi) == (TITLE, NAMES, "10.9999/c7ee0")
    assert (document.journal, document.year) == ("Energy Sheets", 2017)
    assert [p.section for p in document.paragraphs] == ["abstract", "introduction", "abstract", "results"]
    assert "The contact therefore grows with pressure" in document.paragraphs[1].text
    assert not any("Jo Sample" in p.text for p in document.paragraphs)


@pytest.mark.parametrize(
    ("line", "journal", "year"),
    [
        ("Adv. Sheet Mater. 2025 , 15, e04272", "Adv. Sheet Mater.", 2025),
        ("Electrochemical Sheet Reviews (2021) 4:169–193", "Electrochemical Sheet Reviews", 2021),
        ("Journal of Sheets 472 (2023) 144774", "Journal of Sheets", 2023),
        ("Cite This: Acc. Sheet Res. 2021, 54, 2717 -2728", "Acc. Sheet Res.", 2021),
        ("To cite this article: B. Example et al 2019 J. Sheet. Soc. 166 A1239", "J. Sheet. Soc.", 2019),
        ("SHEET COMMUNICATIONS | (2019) 10:5266 | https://doi.org/10.9999/x", "SHEET COMMUNICATIONS", 2019),
    ],
)
def test_journal_and_year_by_the_heads_of_pages(tmp_path: Path, line: str, journal: str, year: int) -> None:
    cut = BODY.replace("It grows", f"It\n\n{line}\n\ngrows")
    text = f"# {TITLE}\n\nAna Example and Jo Sample\n\n{line}{cut}\n\n{line}\n"
    document = read(tmp_path, text)
    assert (document.journal, document.year) == (journal, year)
    assert not any(line[:12] in p.text for p in document.paragraphs)


@pytest.mark.parametrize(
    "line",
    [
        "https://doi.org/10.9999/Example.1",
        "DOI: 10.9999/ example.1",
        "† Electronic supplementary information (ESI) available. See DOI: https://doi.org/ 10.9999/example.1",
        "[DOI: 10.9999/example.1]",
    ],
)
def test_the_doi_that_an_article_prints_of_itself(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, f"# {TITLE}\n\nAna Example and Jo Sample\n\n{line}{BODY}").doi == "10.9999/example.1"


def test_the_doi_of_a_reference_is_not_the_articles(tmp_path: Path) -> None:
    text = f"# {TITLE}{BODY.replace('(2001).', '(2001). https://doi.org/10.9999/other')}"
    assert read(tmp_path, text).doi is None
