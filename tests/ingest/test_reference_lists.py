"""Reference lists cut into entries: numbers in every spelling, lost or broken, and lists without numbers."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.documents import Document
from ingest.reading import read_document

NAMES = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta")
WORKS = [
    f"{name}, A. B., Kim, C. D. & van Roe, E. F. Wetting of sheets by lithium in cells of kind {n}. "
    f"J. Power Sources {390 + n}, {100 * n}–{100 * n + 9} ({2000 + n}). "
    f"https://doi.org/10.1016/j.jpowsour.{2000 + n}.04.098"
    for n, name in enumerate(NAMES, 1)
]
DATED = [
    f"{name}, A.B., Kim, C.D., van Roe, E.F., {2000 + n}. Wetting of sheets by lithium in cells of kind {n}. "
    f"J. Power Sources {390 + n}, {100 * n}–{100 * n + 9}."
    for n, name in enumerate(NAMES, 1)
]


def read(tmp_path: Path, entries: str, head: str = "## References") -> Document:
    path = tmp_path / "list.md"
    path.write_text(f"# Sheets\n\nAbstract\n\nSheets are flat.\n\n{head}\n\n{entries}\n", encoding="utf-8")
    return read_document(path)


def first_authors(document: Document) -> list[tuple[int, str]]:
    return [(r.n, r.authors[0][0] if r.authors else "") for r in document.references]


def assert_whole(document: Document, names: Sequence[str] = NAMES) -> None:
    """Assert that the entries of ``WORKS`` or ``DATED`` are all there, in order and with their fields."""
    assert first_authors(document) == list(enumerate(names, 1))
    for n, reference in enumerate(document.references, 1):
        assert reference.title == f"Wetting of sheets by lithium in cells of kind {n}"
        assert (reference.journal, reference.volume) == ("J. Power Sources", str(390 + n))
        assert (reference.pages, reference.year) == (f"{100 * n}-{100 * n + 9}", 2000 + n)
        assert len(reference.authors) == 3


MARKS = ("[{}] ", "{}. ", "({}) ", "{}) ", "{} ", "- [{}] ", "- {}. ", "<sup>{}</sup> ")


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "paragraphs"])
@pytest.mark.parametrize("mark", MARKS)
def test_numbers_in_every_spelling(tmp_path: Path, mark: str, between: str) -> None:
    entries = between.join(mark.format(n) + work for n, work in enumerate(WORKS, 1))
    document = read(tmp_path, entries)
    assert_whole(document)
    assert not document.warnings


@pytest.mark.parametrize("mark", ["[{}] ", "{}. ", "({}) "])
@pytest.mark.parametrize("hanging", ["", "    "], ids=["flush", "hanging"])
def test_entries_broken_over_lines(tmp_path: Path, mark: str, hanging: str) -> None:
    wrapped = [
        textwrap.fill(mark.format(n) + work, 60, subsequent_indent=hanging, break_on_hyphens=False)
        for n, work in enumerate(WORKS, 1)
    ]
    assert_whole(read(tmp_path, "\n".join(wrapped)))


@pytest.mark.parametrize("mark", ["[{}] ", "{}. ", "({}) "])
def test_entries_that_run_together_in_one_line(tmp_path: Path, mark: str) -> None:
    assert_whole(read(tmp_path, " ".join(mark.format(n) + work for n, work in enumerate(WORKS, 1))))


def test_lost_numbers_are_counted_on(tmp_path: Path) -> None:
    lost = (2, 5, 6)
    entries = "\n\n".join(work if n in lost else f"{n}. {work}" for n, work in enumerate(WORKS, 1))
    document = read(tmp_path, entries)
    assert_whole(document)
    assert not document.warnings


def test_bullets_without_numbers_are_counted(tmp_path: Path) -> None:
    assert_whole(read(tmp_path, "\n".join(f"- {work}" for work in WORKS)))


def test_pieces_of_entries_are_put_together(tmp_path: Path) -> None:
    entries = (
        "- Alpha, A.: One. Joule 1, 1–2 (2001)\n- Beta, B.: Two. Joule 2, 1–2 (2002)\n"
        "- 3. Gamma, C.: Three. Joule 3, 1–2 (2003)\n\n\n\n- Delta, D.: Four and\n\n- more of "
        "four. Joule 4, 1–2 (2004)\n"
        "- 5. Epsilon, E.: Five. ACS Appl. Mater.\n\n- Inter. **5**, 1–2 "
        "(2005)\n- van den Zeta, F.: Six. Joule 6, 1\n\n 9 (2006)\n"
    )
    names = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "van den Zeta")
    assert first_authors(read(tmp_path, entries)) == list(enumerate(names, 1))


def test_an_entry_goes_on_behind_the_head_of_a_page(tmp_path: Path) -> None:
    pieces = [f"{n}. {work}" for n, work in enumerate(WORKS, 1)]
    for place in (1, 3, 5):
        begin, end = pieces[place].split(" in cells", 1)
        pieces[place] = f"{begin}\n\nSheet Letters 12 (2021) 100{place}\n\n{place + 7}\n\nin cells{end}"
    assert_whole(read(tmp_path, "\n\n".join(pieces)))


def test_pages_and_addresses_in_lines_of_their_own_return_to_their_entry(tmp_path: Path) -> None:
    entries = (
        "[1] Alpha, A. Layers in foils. Joule 2001, 12,\n\n012101.\n\n"
        "[2] Beta, B. Layers in foils. Joule 13, 1–2 (2002).\n\nhttps://doi.org/10.1016/j.joule.2002.01.002\n\n"
        "[3] Gamma, C. Layers in foils. Joule 14, 3–4 (2003). https://doi.org/10.1016/j.joule.2003.01.003\n"
    )
    one, two, three = read(tmp_path, entries).references
    assert (one.volume, one.pages) == ("12", "012101")
    assert (two.pages, two.doi) == ("1-2", "10.1016/j.joule.2002.01.002")
    assert (three.pages, three.doi) == ("3-4", "10.1016/j.joule.2003.01.003")


def test_a_doi_broken_over_lines_is_closed(tmp_path: Path) -> None:
    entries = (
        "1. Alpha, A.: One. Joule 1, 1–2 (2001). https://doi.org/10.1016/j.\njoule.2001.01.001\n"
        "2. Beta, B.: Two. Joule 2, 1–2 (2002). https://\ndoi.org/10.1016/j.joule.2002.\n01.002\n"
    )
    found = [reference.doi for reference in read(tmp_path, entries).references]
    assert found == ["10.1016/j.joule.2001.01.001", "10.1016/j.joule.2002.01.002"]


@pytest.mark.parametrize("between", ["\n\n", "\n", " "], ids=["paragraphs", "lines", "one line"])
def test_lists_of_authors_and_years_are_counted(tmp_path: Path, between: str) -> None:
    assert_whole(read(tmp_path, between.join(DATED)))


def test_lists_of_authors_and_years_broken_over_lines(tmp_path: Path) -> None:
    wrapped = [textwrap.fill(work, 60, subsequent_indent="  ", break_on_hyphens=False) for work in DATED]
    assert_whole(read(tmp_path, "\n".join(wrapped)))


def test_the_same_authors_in_one_year_are_two_entries(tmp_path: Path) -> None:
    entries = (
        "Alpha, A., Beta, B., 2017a. Sheets one. J. Power Sources 1, 1–2.\n\n"
        "Alpha, A., Beta, B., 2017b. Sheets two. J. Power Sources 2, 1–2.\n\n"
        "Gamma, C., 2019. Sheets three. J. Power Sources 3, 1–2.\n"
    )
    assert first_authors(read(tmp_path, entries)) == [(1, "Alpha"), (2, "Alpha"), (3, "Gamma")]


def test_the_works_of_one_number_stay_one_entry(tmp_path: Path) -> None:
    entries = (
        "[1] a) A. Alpha, Joule 2001, 1, 1; b) B. Other, Joule 2002, 2, 2;\nc) C. Third, Joule 2003, 3, 3.\n\n"
        "[2] B. Beta, Joule 2004, 4, 4.\n\n[3] C. Gamma, Joule 2005, 5, 5.\n"
    )
    document = read(tmp_path, entries)
    assert first_authors(document) == [(1, "Alpha"), (2, "Beta"), (3, "Gamma")]
    assert document.references[0].raw.endswith("c) C. Third, Joule 2003, 3, 3.")


def test_notes_and_scripts_keep_their_number(tmp_path: Path) -> None:
    entries = (
        "1. A. Alpha, Layers in foils. Joule 1, 2 (2001).\n2. See supplementary materials.\n"
        "3. Иванов А. А. Слои // Электрохимия. 2003. Т. 3. С. 3–4.\n4. 王伟, 李娜. 固态电池[J]. 电化学, 2004, 4: 4-5.\n"
        "5. E. Epsilon, Layers in foils. Joule 5, 6 (2005).\n"
    )
    found = first_authors(read(tmp_path, entries))
    assert found == [(1, "Alpha"), (2, ""), (3, "Иванов"), (4, "王伟"), (5, "Epsilon")]


def test_the_lists_of_chapters_are_counted_on(tmp_path: Path) -> None:
    numbered = [f"{n}. {work}" for n, work in enumerate(WORKS[:4], 1)]
    numbered += [f"{n}. {work}" for n, work in enumerate(WORKS[4:], 1)]
    document = read(tmp_path, "\n".join(numbered))
    assert_whole(document)
    assert any("begin again at 1" in warning for warning in document.warnings)


def test_of_several_lists_the_longest_is_read(tmp_path: Path) -> None:
    short = "\n".join(f"{n}. {work}" for n, work in enumerate(WORKS[:2], 1))
    whole = "\n".join(f"{n}. {work}" for n, work in enumerate(WORKS, 1))
    assert_whole(read(tmp_path, f"{short}\n\n## Methods\n\nWe rolled sheets.\n\n## References\n\n{whole}"))


@pytest.mark.parametrize("head", ["## References", "REFERENCES", "**Literature cited**", "# 6. Bibliography"])
def test_the_heading_of_the_list(tmp_path: Path, head: str) -> None:
    assert_whole(read(tmp_path, "\n".join(f"{n}. {work}" for n, work in enumerate(WORKS, 1)), head))


def test_furniture_and_back_matter_are_no_entries(tmp_path: Path) -> None:
    entries = (
        "1. Alpha, A.: One. Joule 1, 1–2 (2001)\n\nwww.example.org\n\n8\n\n2. Beta, B.: Two. Joule 2, 1–2 (2002)\n\n"
        "Ana Example received her degree in 2001 and works on sheets.\n\n## Acknowledgements\n\nWe thank them.\n"
    )
    assert first_authors(read(tmp_path, entries)) == [(1, "Alpha"), (2, "Beta")]


def test_a_gap_in_the_numbers_is_told(tmp_path: Path) -> None:
    document = read(tmp_path, "1. Alpha, A.: One. Joule 1, 1 (2001)\n4. Beta, B.: Four. Joule 4, 1 (2004)")
    assert [r.n for r in document.references] == [1, 4]
    assert any("2 to 3" in warning for warning in document.warnings)
