"""Plain text and Markdown as documents: structure, offsets, errors."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from graph.errors import DocumentError
from ingest.documents import Document
from ingest.reading import read_document

ARTICLE = """## ARTICLE

https://doi.org/10.9999/Example.1

# Wetting of ceramic sheets by a soft metal

Ana B. Example 1,2 *, Jo Sample 1 &amp; Max de Third 2

Received: 3 May 2021 / Accepted: 9 June 2021

**Abstract**

Sheets were polished and pressed against the metal [1]. The resistance fell by half.

## 1 Introduction

Ceramic sheets are hard and brittle, and the metal wets them badly unless their surface has been cleaned with
great care [1, 2]. The contact therefore

Fig. 1 a A sheet before polishing. b The same sheet after it. Copyright © 2019, Example Press

1234567890():,;

grows with pressure until it covers the whole face [2–4]. This happens at room temperature.

1 Institute of Examples, University of Somewhere, 12345 Somewhere, Nowhere

### 1.1 Pressure

Pressure helps as long as it lasts.

$$p = F / A \\tag{1}$$

where the force acts on the whole face, as was shown [4].

## Acknowledgements

We thank the workshop for the sheets, which they cut with much patience and without a single complaint.

## References

1. Example, A., Sample, J.: Polishing. J. Power Sources 10, 1–9 (2011). https://doi.org/10.1016/j. jps.1
2. Third, M.: Pressing sheets. Nature 20, 11–19 (2012)
3. Fourth, N., et al.: Heating sheets against metals until they
wet. Adv. Mater. 30, 1600021 (2013)
4. Fifth, O.: Leaving sheets alone. Joule 4, 31–39 (2014)
"""


def read(tmp_path: Path, text: str, name: str = "article.md") -> Document:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    return read_document(path)


def body(document: Document) -> list[str]:
    return [p.text for p in document.paragraphs if not p.caption]


def test_front_matter_names_the_document(tmp_path: Path) -> None:
    document = read(tmp_path, ARTICLE)
    assert document.id == document.doi == "10.9999/example.1"
    assert document.title == "Wetting of ceramic sheets by a soft metal"
    assert document.authors == ("Ana B. Example", "Jo Sample", "Max de Third")
    assert document.year == 2021
    assert document.warnings == ()


def test_a_document_without_doi_is_called_by_its_file(tmp_path: Path) -> None:
    document = read(tmp_path, ARTICLE.replace("https://doi.org/10.9999/Example.1", ""))
    assert document.doi is None
    assert document.id == "article.md", "the DOI of a reference is not the document's"


def test_sections_are_numbers_or_lower_case_headings(tmp_path: Path) -> None:
    document = read(tmp_path, ARTICLE)
    assert [p.section for p in document.paragraphs] == ["abstract", "1", "1", "1.1", "1.1"]
    assert document.paragraphs[1].heading == "1 Introduction"


def test_a_paragraph_cut_by_a_figure_and_furniture_is_one(tmp_path: Path) -> None:
    document = read(tmp_path, ARTICLE)
    introduction = body(document)[1]
    assert "The contact therefore grows with pressure" in introduction
    assert "Institute" not in " ".join(body(document))
    at = introduction.index("therefore grows")
    start, end = document.paragraphs[1].content.source_span(at, at + len("therefore grows"))
    source = document.source.text[start:end]
    assert source.startswith("therefore") and source.endswith("grows") and "Fig. 1" in source


def test_an_equation_does_not_cut_its_sentence(tmp_path: Path) -> None:
    text = "# Sheets\n\nAbstract\n\nThe pressure follows from\n\n$$p = F/A$$\n (1)\n\nwhere the face is flat.\n"
    assert body(read(tmp_path, text)) == ["The pressure follows from where the face is flat."]


def test_captions_stand_apart_and_back_matter_gives_nothing(tmp_path: Path) -> None:
    document = read(tmp_path, ARTICLE)
    assert [p.text.split(".")[0] for p in document.paragraphs if p.caption] == ["Fig"]
    assert not any("workshop" in p.text for p in document.paragraphs)


@pytest.mark.parametrize("head", ["Fig. 3 ", "**Figure 3.** ", "Table 2 | ", "Scheme 1: ", "Fig. 4 a "])
def test_captions_by_their_marks(tmp_path: Path, head: str) -> None:
    text = f"# Sheets\n\nAbstract\n\nSheets are flat.\n\n{head}Sheets seen from above\n"
    assert [p.caption for p in read(tmp_path, text).paragraphs] == [False, True]


def test_a_sentence_about_a_figure_is_no_caption(tmp_path: Path) -> None:
    text = "# Sheets\n\nAbstract\n\nSheets are flat.\n\nFigure 3 shows the sheets. Fig. 3b shows them again.\n"
    assert [p.caption for p in read(tmp_path, text).paragraphs] == [False, False]


def test_a_caption_goes_on_after_a_blank_line(tmp_path: Path) -> None:
    text = (
        "# Sheets\n\nAbstract\n\nSheets are flat.\n\nFig. 1 a Sheets as seen from\n\n"
        "above. Reprinted with permission from Ref. [1]. Copyright © 2019, Example Press\n\nThey stay flat.\n"
    )
    document = read(tmp_path, text)
    caption = next(p.text for p in document.paragraphs if p.caption)
    assert caption.startswith("Fig. 1 a Sheets as seen from above.")
    assert body(document) == ["Sheets are flat.", "They stay flat."]


def test_windows_line_ends_and_byte_order_mark_keep_offsets(tmp_path: Path) -> None:
    text = "\ufeff" + ARTICLE.replace("\n", "\r\n")
    document = read(tmp_path, text)
    assert document.title == "Wetting of ceramic sheets by a soft metal"
    assert document.source.text == text
    assert document.source.sha256 == hashlib.sha256(text.encode("utf-8")).hexdigest()
    paragraph = document.paragraphs[0]
    at = paragraph.text.index("polished")
    start, end = paragraph.content.source_span(at, at + 8)
    assert text[start:end] == "polished"
    assert document.source.line_at(start) == text[:start].count("\n") + 1
    assert [p.text for p in document.paragraphs] == [p.text for p in read(tmp_path, ARTICLE).paragraphs]


def test_media_type_goes_by_the_file_name(tmp_path: Path) -> None:
    assert read(tmp_path, ARTICLE).source.media_type == "text/markdown"
    assert read(tmp_path, ARTICLE, "article.txt").source.media_type == "text/plain"


def test_bare_headings_of_plain_text(tmp_path: Path) -> None:
    text = (
        "On sheets and metals of this world\n\nAna Example · Jo Sample\n\nIntroduction\n\nShee"
        "ts are flat.\n\n"
        "2 Bending of Sheets\n\nThey bend.\n\n2.1 Slow Bending\n\nIt takes time.\n\nConclusion"
        "s\n\nAll bend.\n"
    )
    document = read(tmp_path, text, "sheets.txt")
    assert [p.section for p in document.paragraphs] == ["introduction", "2", "2.1", "conclusions"]


def test_yaml_front_matter(tmp_path: Path) -> None:
    text = "---\ntitle: On sheets\nauthors: [Ana Example]\ndoi: 10.9999/ABC\nyear: 2020\n---\n\n# Abstract\n\nFlat.\n"
    document = read(tmp_path, text)
    assert (document.title, document.authors, document.id, document.year) == (
        "On sheets", ("Ana Example",), "10.9999/abc", 2020,
    )  # fmt: skip


def test_references_are_found_without_a_heading(tmp_path: Path) -> None:
    entries = "\n".join(f"- [{n}] A. Example, B. Sample, Nano Lett. 20{n:02} , {n} , {100 + n}." for n in range(1, 6))
    document = read(tmp_path, f"# Sheets\n\nAbstract\n\nSheets are flat.\n\n{entries}\n")
    assert [r.n for r in document.references] == [1, 2, 3, 4, 5]
    assert body(document) == ["Sheets are flat."]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"text\x00more", "binary"),
        (b"first\nsecond \xe9", "line 2"),
        (b"\xff\xfe\x00t", "binary"),
    ],
)
def test_a_bad_file_is_named_with_place_and_remedy(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "bad.md"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert words in str(caught.value) and str(path) in str(caught.value)
    assert caught.value.remedy


def test_missing_files_folders_and_giants_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        read_document(tmp_path / "none.md")
    with pytest.raises(DocumentError, match="folder"):
        read_document(tmp_path)
    giant = tmp_path / "giant.md"
    with giant.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(DocumentError, match="60 MB"):
        read_document(giant)


@pytest.fixture(scope="module")
def review() -> Document:
    folder = os.environ.get("INTERPHASE_SHARED")
    if not folder:
        pytest.skip("INTERPHASE_SHARED names no folder with the review")
    return read_document(next(Path(folder, "corpus").glob("pang2021*.txt")))


def test_the_review_is_read_whole(review: Document) -> None:
    assert len(review.references) == 167
    assert [r.n for r in review.references] == list(range(1, 168))
    assert len(review.authors) == 5 and review.year == 2021
    sections = list(dict.fromkeys(p.section for p in review.paragraphs))
    assert sections[0] == "abstract" and sections[-1] == "7" and {"3.1", "4.2", "5.2", "6.2"} < set(sections)
    assert review.warnings == ()


def test_paragraphs_of_the_review_end_as_sentences(review: Document) -> None:
    assert [p.text[-60:] for p in review.paragraphs if not p.caption and p.text[-1] not in ".])"] == []
    assert sum(p.caption for p in review.paragraphs) == 12


def test_no_damage_is_left_in_the_review(review: Document) -> None:
    left = [
        mark
        for mark in ("$", "_{", "^{", "/uni", "₂", "⁻", "LillL", "lLLZO", "IL", "&amp;", "**", "  ")
        if any(mark in paragraph.text for paragraph in review.paragraphs)
    ]
    assert left == []


def test_maps_of_the_review_never_go_back(review: Document) -> None:
    for paragraph in review.paragraphs:
        starts, ends = list(paragraph.content.starts), list(paragraph.content.ends)
        assert len(starts) == len(ends) == len(paragraph.text)
        assert starts == sorted(starts) and ends == sorted(ends)


def test_headings_that_differ_in_their_section_number_are_no_page_heads(tmp_path: Path) -> None:
    sections = "".join(
        f"## {n} Class {n}\n\n### {n}.1 Against lithium metal\n\nIt is poor {'very ' * n}there.\n\n"
        for n in range(1, 5)
    )
    path = tmp_path / "review.md"
    path.write_text(f"# Interfaces of four classes\n\n{sections}", encoding="utf-8")
    assert [p.section for p in read_document(path).paragraphs] == ["1.1", "2.1", "3.1", "4.1"]
