"""Reference lists and single references in the styles that the field prints."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.reading import read_document
from ingest.references.parser import ReferenceFields, clean_pages, find_doi, parse_reference
from ingest.references.records import extract_references

WORK = {
    "title": "Wetting of garnet sheets by lithium",
    "journal": "J. Power Sources",
    "volume": "392",
    "pages": "79-86",
    "year": 2018,
}


def parse(raw: str) -> ReferenceFields:
    fields = parse_reference(raw)
    assert fields is not None
    return fields


@pytest.mark.parametrize(
    ("style", "raw"),
    [
        (
            "Springer",
            ("Tian, H.K., Xu, B.: Wetting of garnet sheets by lithium. J. Power Sources 392, 79–86 (2018)"),
        ),
        (
            "Nature",
            ("Tian, H. K. & Xu, B. Wetting of garnet sheets by lithium. J. Power Sources 392 , 79 -86 (2018)."),
        ),
        (
            "ACS",
            ("Tian, H. K.; Xu, B. Wetting of garnet sheets by lithium. J. Power Sources 2018, 392, 79–86."),
        ),
        (
            "Elsevier",
            ("H.K. Tian, B. Xu, Wetting of garnet sheets by lithium, J. Power Sources 392 (2018) 79–86."),
        ),
        (
            "Science",
            ("H. K. Tian, B. Xu, Wetting of garnet sheets by lithium. J. Power Sources 392 , 79-86 (2018)."),
        ),
        (
            "APA",
            ("Tian, H. K., & Xu, B. (2018). Wetting of garnet sheets by lithium. J. Power Sources, 392(4), 79–86."),
        ),
        (
            "IEEE",
            'H. K. Tian and B. Xu, "Wetting of garnet sheets by lithium," '
            "J. Power Sources, vol. 392, no. 4, pp. 79–86, May 2018.",
        ),
        ("Vancouver", "Tian HK, Xu B. Wetting of garnet sheets by lithium. J Power Sources 2018;392:79-86."),
    ],
)
def test_one_work_in_many_styles(style: str, raw: str) -> None:
    fields = parse(raw)
    assert fields.authors == (("Tian", "H.K."), ("Xu", "B."))
    journal = (fields.journal or "").replace("J Power", "J. Power")
    found = (fields.title, journal, fields.volume, fields.pages, fields.year)
    assert found == tuple(WORK.values()), style


@pytest.mark.parametrize(
    "raw",
    [
        "H. K. Tian, B. Xu, J. Power Sources 2018 , 392 , 79.",
        "H. K. Tian and B. Xu, J. Power Sources, 2018, 392, 79.",
        "H. K. Tian, B. Xu, J. Power Sources 392 (2018) 79.",
        "H. K. Tian and B. Xu, J. Power Sources 392, 79 (2018).",
        "[12] H. K. Tian, B. Xu, J. Power Sources 2018, 392, 79",
        "Tian, H. K.; Xu, B. J. Power Sources 2018, 392, 79.",
    ],
)
def test_styles_without_title(raw: str) -> None:
    fields = parse(raw)
    assert fields.authors == (("Tian", "H.K."), ("Xu", "B."))
    assert (fields.title, fields.journal, fields.volume, fields.pages, fields.year) == (
        None,
        "J. Power Sources",
        "392",
        "79",
        2018,
    )


@pytest.mark.parametrize(
    ("raw", "authors", "et_al"),
    [
        (
            "de Klerk, N.J., Wagemaker, M.: Layers. Joule 1, 2–3 (2018)",
            (("de Klerk", "N.J."), ("Wagemaker", "M.")),
            False,
        ),
        ("van den Broek, J., et al.: Layers. Joule 1, 2–3 (2018)", (("van den Broek", "J."),), True),
        (
            "Yao, Y.-F. Y. & Kummer, J. T. Layers. Joule 1, 2–3 (2018).",
            (("Yao", "Y.-F.Y."), ("Kummer", "J.T.")),
            False,
        ),
        (
            "M. El Kazzi, T.-T. Zuo, Layers. Joule 1, 2-3 (2018).",
            (("El Kazzi", "M."), ("Zuo", "T.-T.")),
            False,
        ),
        ("A. Van der Ven, J. A. S. Oh, Joule 2018, 1, 2.", (("Van der Ven", "A."), ("Oh", "J.A.S.")), False),
        (
            "Toby, B. H. & Von Dreele, R. B. Layers. Joule 1, 2 (2018).",
            (("Toby", "B.H."), ("Von Dreele", "R.B.")),
            False,
        ),
        ("Shao-Horn, Y. et al. Layers. Joule 1, 2 (2018).", (("Shao-Horn", "Y."),), True),
        ("Spencer Jolly, D., et al.: Layers. Joule 1, 2 (2018)", (("Spencer Jolly", "D."),), True),
        ("T. Leichtweiß, A. Muñoz, Joule 2018, 1, 2.", (("Leichtweiß", "T."), ("Muñoz", "A.")), False),
    ],
)
def test_names(raw: str, authors: tuple[tuple[str, str], ...], et_al: bool) -> None:
    fields = parse(raw)
    assert (fields.authors, fields.et_al) == (authors, et_al)


def test_article_numbers_and_letters_in_pages() -> None:
    assert parse("Wu, B.: Layers. Adv. Energy Mater. 8, 1800933 (2018)").pages == "1800933"
    assert parse("Wu, B.: Layers. J. Electrochem. Soc. 166, A318–A328 (2019)").pages == "A318-A328"
    assert parse("B. Wu, Layers. Sci. Adv. 7 , eabi5520 (2021).").pages == "eabi5520"
    assert clean_pages(None) is None


def test_articles_without_volume_books_and_sections_of_journals() -> None:
    early = parse("Wang, P., et al.: Layers in cells. Adv. Funct. Mater. (2019). https://doi.org/10.1002/adfm.1")
    assert (early.journal, early.volume, early.pages, early.year) == ("Adv. Funct. Mater.", None, None, 2019)
    book = parse("Allen, J.B., Larry, R.K.: Methods of sheets. Wiley, New York (2001)")
    assert (book.title, book.journal, book.year) == ("Methods of sheets", None, 2001)
    section = parse("C. Itoh, Phys. Rev. B54, 504 (1996).")
    assert (section.journal, section.volume, section.pages) == ("Phys. Rev. B", "54", "504")


@pytest.mark.parametrize(
    ("raw", "doi"),
    [
        ("https://doi.org/10.1038/nature11475", "10.1038/nature11475"),
        ("https://doi. org/10.1016/j. matt.2020. 02.008", "10.1016/j.matt.2020.02.008"),
        ("https:// doi.org/10.1002/AENM.20150 1590", "10.1002/aenm.201501590"),
        ("doi:10.1149/2.0601902jes.", "10.1149/2.0601902jes"),
        ("no identifier, 10.5 V", None),
    ],
)
def test_dois_are_closed_and_in_lower_case(raw: str, doi: str | None) -> None:
    assert find_doi(raw) == doi


def test_what_is_not_printed_is_none() -> None:
    assert parse_reference("") is None
    assert parse_reference("12, 13.") is None
    assert parse("See the text below").doi is None


@settings(deadline=2000, max_examples=200)
@given(st.one_of(st.text(max_size=200), st.from_regex(r"([A-Z]\. ?)*[A-Z][a-z]+,? ([A-Z][a-z]+\.? )*[\d(), -]{0,20}")))
def test_the_parser_never_raises(raw: str) -> None:
    fields = parse_reference(raw)
    assert fields is None or fields.pages is None or "–" not in fields.pages


def read_list(tmp_path: Path, entries: str) -> list[tuple[int, str]]:
    path = tmp_path / "list.md"
    path.write_text(f"# Sheets\n\nAbstract\n\nSheets are flat.\n\n## References\n\n{entries}", encoding="utf-8")
    return [(r.n, r.authors[0][0] if r.authors else "") for r in extract_references(read_document(path))]


def test_lost_numbers_are_counted_on(tmp_path: Path) -> None:
    entries = (
        "- Alpha, A.: One. Joule 1, 1–2 (2001)\n- Beta, B.: Two. Joule 2, 1–2 (2002)\n"
        "- 3. Gamma, C.: Three. Joule 3, 1–2 (2003)\n\n\n\n- Delta, D.: Four and\n\n- more of "
        "four. Joule 4, 1–2 (2004)\n"
        "- 5. Epsilon, E.: Five. ACS Appl. Mater.\n\n- Inter. **5**, 1–2 "
        "(2005)\n- van den Zeta, F.: Six. Joule 6, 1\n\n 9 (2006)\n"
    )
    assert read_list(tmp_path, entries) == [
        (1, "Alpha"),
        (2, "Beta"),
        (3, "Gamma"),
        (4, "Delta"),
        (5, "Epsilon"),
        (6, "van den Zeta"),
    ]


@pytest.mark.parametrize("mark", ["[{}] ", "{}. ", "({}) ", "- [{}] ", "- {}. "])
def test_numbers_in_every_spelling(tmp_path: Path, mark: str) -> None:
    names = ("Alpha", "Beta", "Gamma", "Delta")
    entries = "\n".join(
        f"{mark.format(n)}{name}, A.: Sheet {n}. Joule {n}, 1–2 (2001)" for n, name in enumerate(names, 1)
    )
    assert read_list(tmp_path, entries) == list(enumerate(names, 1))


def test_a_list_of_authors_and_years_is_counted(tmp_path: Path) -> None:
    entries = (
        "Alpha, A., Beta, B., 2017a. Sheets one. J. Power Sources 1, 1–2.\n\n"
        "Alpha, A., Beta, B., 2017b. Sheets two. J. Power Sources 2, 1–2.\n\n"
        "Gamma, C., 2019. Sheets three. J. Power Sources 3, 1–2.\n"
    )
    assert read_list(tmp_path, entries) == [(1, "Alpha"), (2, "Alpha"), (3, "Gamma")]


def test_furniture_and_back_matter_are_no_entries(tmp_path: Path) -> None:
    entries = (
        "1. Alpha, A.: One. Joule 1, 1–2 (2001)\n\nwww.example.org\n\n8\n\n2. Beta, B.: Two. J"
        "oule 2, 1–2 (2002)\n\n"
        "Ana Example received her degree in 2001 and works on sheets.\n\n## Acknowledgement"
        "s\n\nWe thank them.\n"
    )
    assert read_list(tmp_path, entries) == [(1, "Alpha"), (2, "Beta")]


def test_a_gap_in_the_numbers_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    text = (
        "# Sheets\n\nFlat.\n\n## References\n\n1. Alpha, A.: One. Joule 1, 1 "
        "(2001)\n4. Beta, B.: Four. Joule 4, 1 (2004)\n"
    )
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    assert [r.n for r in document.references] == [1, 4]
    assert any("2 to 3" in warning for warning in document.warnings)


def test_a_record_leads_back_to_its_source(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(
        "# Sheets\n\nFlat.\n\n## References\n\n- Alpha, A.: Li₃N. Joule 1, 1–2 "
        "(2001)\n- Beta, B.: Two. Joule 2, 1 (2002)\n",
        encoding="utf-8",
    )
    document = read_document(path)
    reference = extract_references(document)[0]
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
    wrong = []
    for line in (shared / "gold" / "references.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        mine = found[gold["n"]]
        same = all(getattr(mine, key) == gold[key] for key in ("journal", "volume", "pages", "year", "doi", "et_al"))
        if not same or [list(a) for a in mine.authors] != gold["authors"]:
            wrong.append(gold["n"])
    assert len(wrong) <= 2, wrong


def test_the_lists_of_other_articles_are_whole(shared: Path) -> None:
    counts = {p.stem[:6]: len(read_document(p).references) for p in (shared / "data" / "documents").glob("*.md")}
    assert counts == {"alt202": 78, "design": 60, "low-pr": 50, "s41467": 27, "sciadv": 50}


def test_a_list_without_heading_is_found_where_a_page_cuts_its_entries(tmp_path: Path) -> None:
    path = tmp_path / "review.md"
    path.write_text(
        "# Interfaces of garnets\n\n## 1 Introduction\n\nIt is poor [1–3], as everybody knows who has tried it once.\n\n"  # noqa: E501
        "[1] First, A., Other, B. Some title on garnets. J. Power Sources 1, 1–2 (2001).\n\n"
        "[2] Second, B., Other, C. Some title on sulfides that goes\n\n<!-- page 6 -->\n\n"
        "on behind a page. J. Power Sources 2, 3–4 (2002).\n\n"
        "[3] Third, C., Other, D. Some title on halides. J. Power Sources 3, 5–6 (2003).\n",
        encoding="utf-8",
    )
    document = read_document(path)
    assert [(r.n, r.year) for r in document.references] == [(1, 2001), (2, 2002), (3, 2003)]
    assert [c.refs for p in document.paragraphs for c in p.callouts] == [(1, 2, 3)]
