"""Works that are no articles: books, chapters, theses, patents, preprints, reports, pages, data, notes."""

from __future__ import annotations

import pytest

from ingest.references.parser import ReferenceFields, parse_reference


def parse(raw: str) -> ReferenceFields:
    fields = parse_reference(raw)
    assert fields is not None
    return fields


@pytest.mark.parametrize(
    "raw",
    [
        "Allen, J. B., Larry, R. K.: Methods of sheets, 2nd edn. Wiley, New York (2001)",
        "Allen, J. B.; Larry, R. K. Methods of sheets, 2nd ed.; Wiley: New York, 2001; pp 12–15.",
        "J.B. Allen, R.K. Larry, Methods of sheets, second ed., Wiley, New York, 2001.",
        "J. B. Allen and R. K. Larry, Methods of sheets (Wiley, New York, 2001).",
        "Allen JB, Larry RK. Methods of sheets. New York: Wiley; 2001.",
        "Allen, J. B., & Larry, R. K. (2001). Methods of sheets (2nd ed.). Wiley.",
        "Allen, J.B. and Larry, R.K. (2001) Methods of sheets. New York: Wiley.",
        "ALLEN J B, LARRY R K. Methods of sheets[M]. New York: Wiley, 2001.",
    ],
)
def test_a_book_has_a_title_and_no_journal(raw: str) -> None:
    fields = parse(raw)
    assert [(family.title(), initials) for family, initials in fields.authors] == [("Allen", "J.B."), ("Larry", "R.K.")]
    assert (fields.title, fields.journal, fields.volume, fields.year) == ("Methods of sheets", None, None, 2001)


@pytest.mark.parametrize(
    "raw",
    [
        "Allen, J.B.: Sheets in cells. In: Roe, A., Lee, B. (eds.) Handbook of Foils, pp. 3–9. Springer, Berlin (2001)",
        "Allen, J. B. Sheets in cells. In Handbook of Foils; Roe, A., Lee, B., Eds.; Wiley-VCH: Weinheim, 2001; pp 3–9.",  # noqa: E501
        "J.B. Allen, Sheets in cells, in: A. Roe, B. Lee (Eds.), Handbook of Foils, Elsevier, Amsterdam, 2001, pp. 3–9.",  # noqa: E501
        'J. B. Allen, "Sheets in cells," in Handbook of Foils, A. Roe and B. Lee, Eds. Berlin: Springer, 2001, pp. 3–9.',  # noqa: E501
        "Allen, J. B. (2001). Sheets in cells. In A. Roe & B. Lee (Eds.), Handbook of Foils (pp. 3–9). Springer.",
        "Allen JB. Sheets in cells. In: Roe A, Lee B, editors. Handbook of Foils. Berlin: Springer; 2001. p. 3-9.",
    ],
)
def test_a_chapter_stands_in_its_book(raw: str) -> None:
    fields = parse(raw)
    assert fields.authors == (("Allen", "J.B."),)
    assert (fields.title, fields.journal) == ("Sheets in cells", "Handbook of Foils")
    assert (fields.volume, fields.pages, fields.year) == (None, "3-9", 2001)


def test_a_chapter_without_title_still_names_its_book() -> None:
    fields = parse("Allen, J. B. in Handbook of Foils (eds Roe, A. & Lee, B.) 3–9 (Wiley, 2001).")
    assert (fields.title, fields.journal, fields.pages) == (None, "Handbook of Foils", "3-9")
    fields = parse("Allen, J. B. in Handbook of Foils (eds Roe, A. & Lee, B.) 131 (North Holland, 1979).")
    assert (fields.journal, fields.volume, fields.pages, fields.year) == ("Handbook of Foils", None, "131", 1979)


def test_a_paper_of_a_conference_stands_in_its_proceedings() -> None:
    fields = parse('J. B. Allen, "Sheets in cells," in Proc. 12th Int. Conf. Solid State Ionics, 2001, pp. 3–9.')
    assert (fields.title, fields.journal) == ("Sheets in cells", "Proc. 12th Int. Conf. Solid State Ionics")
    fields = parse("Allen, J.B., 2001. Sheets in cells. In: Proceedings of the Conference on Foils. Oslo, pp. 3–9.")
    assert (fields.title, fields.journal, fields.pages) == (
        "Sheets in cells",
        "Proceedings of the Conference on Foils",
        "3-9",
    )


@pytest.mark.parametrize(
    "raw",
    [
        "Allen, J. B. Layers in foils. Ph.D. Thesis, University of Roe, Oslo, 2001.",
        "J.B. Allen, Layers in foils, PhD thesis, University of Roe, 2001.",
        "Allen, J.B.: Layers in foils. Dissertation, University of Roe (2001)",
        "Allen, J. B. (2001). Layers in foils [Doctoral dissertation, University of Roe].",
        "Allen, J. B. Layers in foils. U.S. Patent 4,302,518, November 24, 2001.",
        "J. B. Allen, Layers in foils, US Patent 4302518, 2001.",
        "Allen, J. B. Layers in foils; Report INL/EXT-15-34184; Idaho National Laboratory, 2001.",
        "Allen, J. B. Layers in foils. Zenodo https://doi.org/10.5281/zenodo.123456 (2001).",
        "Allen, J. B. (2001). Layers in foils (Version 1.2) [Computer software]. https://example.org/foils",
        "Allen, J. B.: Layers in foils [Data set]. Zenodo (2001). https://doi.org/10.5281/zenodo.123457",
    ],
)
def test_theses_patents_reports_software_and_data_stand_in_no_journal(raw: str) -> None:
    fields = parse(raw)
    assert fields.authors == (("Allen", "J.B."),)
    assert (fields.title, fields.journal, fields.volume, fields.year) == ("Layers in foils", None, None, 2001)


@pytest.mark.parametrize(
    ("raw", "server"),
    [
        ("J. B. Allen, Layers in foils, arXiv:1901.01234 (2019).", "arXiv"),
        ("Allen, J. B. Layers in foils. arXiv 2019, arXiv:1901.01234.", "arXiv"),
        ("J. B. Allen, Layers in foils, arXiv preprint arXiv:1901.01234, 2019.", "arXiv"),
        ("Allen, J. B. Layers in foils. ChemRxiv, 2019. https://doi.org/10.26434/chemrxiv.8273645.v1.", "ChemRxiv"),
        ("Allen, J. B., 2019. Layers in foils. bioRxiv 123456.", "bioRxiv"),
        ("Allen, J. B. Layers in foils. Preprint at https://arxiv.org/abs/1901.01234 (2019).", None),
    ],
)
def test_the_server_of_a_preprint_is_its_journal_where_it_is_printed(raw: str, server: str | None) -> None:
    fields = parse(raw)
    assert fields.authors == (("Allen", "J.B."),)
    assert (fields.title, fields.journal, fields.volume, fields.year) == ("Layers in foils", server, None, 2019)


def test_an_article_that_also_names_its_preprint_keeps_its_journal() -> None:
    fields = parse("J. B. Allen, Layers in foils, Phys. Rev. B 99, 104101 (2019), arXiv:1901.01234.")
    assert (fields.title, fields.journal) == ("Layers in foils", "Phys. Rev. B")
    assert (fields.volume, fields.pages) == ("99", "104101")


def test_articles_in_press_have_a_journal_and_no_numbers() -> None:
    for raw in (
        "Allen, J. B. Layers in foils. Adv. Energy Mater. (in press).",
        "Allen, J.B.: Layers in foils. Adv. Energy Mater. (2020). https://doi.org/10.1002/aenm.202000001",
    ):
        fields = parse(raw)
        assert (fields.title, fields.journal, fields.volume) == ("Layers in foils", "Adv. Energy Mater.", None)


def test_the_day_of_a_visit_is_no_year() -> None:
    fields = parse("Materials Project. https://materialsproject.org (accessed 12 May 2021).")
    assert (fields.title, fields.journal, fields.year) == ("Materials Project", None, None)
    fields = parse("Allen, J. B. Foil calculator. https://example.org/foils (accessed May 12, 2021).")
    assert (fields.authors, fields.title, fields.year) == ((("Allen", "J.B."),), "Foil calculator", None)


@pytest.mark.parametrize(
    "raw",
    [
        "See Supplementary Information for details of the cells.",
        "Materials and methods are available as supplementary materials.",
        "These authors contributed equally.",
    ],
)
def test_notes_among_the_references_have_no_fields(raw: str) -> None:
    assert parse_reference(raw) == ReferenceFields(raw)
