"""Volume, pages, year and DOI in every order, and references that the text layer of a page has damaged."""

from __future__ import annotations

import pytest

from ingest.references.parser import ReferenceFields, clean_pages, find_doi, parse_reference


def parse(raw: str) -> ReferenceFields:
    fields = parse_reference(raw)
    assert fields is not None
    return fields


@pytest.mark.parametrize(
    ("printed", "volume", "pages"),
    [
        ("Joule 8, 1800933 (2018)", "8", "1800933"),
        ("J. Electrochem. Soc. 166, A318–A328 (2018)", "166", "A318-A328"),
        ("Sci. Adv. 7 , eabi5520 (2018).", "7", "eabi5520"),
        ("Nat. Commun. 9:1234 (2018)", "9", "1234"),
        ("Joule 2018, 12 (3), 1234-41.", "12", "1234-41"),
        ("Joule, vol. 12, no. 3, pp. 225-243, Apr. 2018", "12", "225-243"),
        ("Joule 2018;12(Suppl 1):S7–S11.", "12", "S7-S11"),
        ("Joule, 12, Art. no. 104101, 2018.", "12", "104101"),
        ("Joule. 2018 May 12;12(3):225-43.", "12", "225-43"),
        ("Joule 12, 225 — 243 (2018)", "12", "225-243"),
        ("Joule 12, 1475 1483 (2018)", "12", "1475-1483"),
        ("Joule, Bd. 12, S. 225–243 (2018)", "12", "225-243"),
        ("Joule 12 (2018) 225.", "12", "225"),
    ],
)
def test_numbers_in_every_order(printed: str, volume: str, pages: str) -> None:
    fields = parse(f"Wu, B., Lee, A.: Layers in foils. {printed}")
    assert (fields.title, fields.volume, fields.pages, fields.year) == ("Layers in foils", volume, pages, 2018)
    assert (fields.journal or "").startswith(("Joule", "J. Electrochem. Soc.", "Sci. Adv.", "Nat. Commun."))


def test_the_section_of_a_journal_printed_with_its_volume() -> None:
    fields = parse("C. Itoh, Phys. Rev. B54, 504 (1996).")
    assert (fields.journal, fields.volume, fields.pages) == ("Phys. Rev. B", "54", "504")


def test_the_month_of_an_issue_is_no_volume() -> None:
    fields = parse("A. Roe, Layers in foils, JHEP 05 (2016) 023.")
    assert (fields.journal, fields.volume, fields.pages, fields.year) == ("JHEP", None, "023", 2016)


def test_numbers_in_titles_are_no_places() -> None:
    fields = parse("Roe, A.: Review of 20 years of layers, 1990 to 2010. Joule 12, 3–9 (2018)")
    assert (fields.title, fields.volume, fields.year) == ("Review of 20 years of layers, 1990 to 2010", "12", 2018)
    fields = parse("Roe, A. (2018). Layers of Li10GeP2S12 at 25 °C, 2nd part. Joule, 12, 3–9.")
    assert (fields.title, fields.volume, fields.year) == ("Layers of Li10GeP2S12 at 25 °C, 2nd part", "12", 2018)


@pytest.mark.parametrize(
    ("raw", "doi"),
    [
        ("https://doi.org/10.1038/nature11475", "10.1038/nature11475"),
        ("https://doi. org/10.1016/j. matt.2020. 02.008", "10.1016/j.matt.2020.02.008"),
        ("https:// doi.org/10.1002/AENM.20150 1590", "10.1002/aenm.201501590"),
        ("https://doi.org/10. 1149/2.0331608jes", "10.1149/2.0331608jes"),
        ("https://doi.org/10.1021/ acsenergylett.9b00816", "10.1021/acsenergylett.9b00816"),
        ("doi:10.1149/2.0601902jes.", "10.1149/2.0601902jes"),
        ("doi: 10.1016/S0167-2738(00)00123-4, 2001.", "10.1016/s0167-2738(00)00123-4"),
        ("[doi:10.1038/nature11475]", "10.1038/nature11475"),
        ("https://doi.org/10.1038/nature11475 (2012).", "10.1038/nature11475"),
        ("doi:10.1038/nature11475 PMID: 12345678", "10.1038/nature11475"),
        ("no identifier, 10.5 V", None),
        ("10.1038/", None),
    ],
)
def test_dois_are_closed_and_in_lower_case(raw: str, doi: str | None) -> None:
    assert find_doi(raw) == doi


def test_a_link_with_a_name_gives_both() -> None:
    fields = parse("1. Roe, A. [Layers in foils](https://doi.org/10.1016/S0167-2738(00)00123-4). Joule 12, 3–9 (2001).")
    assert (fields.title, fields.journal, fields.doi) == ("Layers in foils", "Joule", "10.1016/s0167-2738(00)00123-4")


@pytest.mark.parametrize(
    "raw",
    [
        "Tian ,H . K . , Xu ,B . : Wetting of garnet sheets . J . Power Sources 392 , 79 –86 ( 2018 )",
        "Tian,H.K.,Xu,B.:Wetting of garnet sheets.J.Power Sources 392,79–86(2018)",
        "*Tian, H.K., Xu, B.*: Wetting of garnet sheets. _J. Power Sources_ **392**, 79–86 (2018)",
        "<i>Tian, H.K., Xu, B.</i>: Wetting of garnet sheets. J. Power Sources <b>392</b>, 79–86 (2018)",
        "Tian, H.K., Xu, B.: Wetting of garnet sheets. J. Power\nSources 392,\n79–86 (2018)",
        "[12]Tian, H.K., Xu, B.: Wetting of garnet sheets. J. Power Sources 392, 79‐86 (2018)",
    ],
    ids=["loose", "tight", "Markdown", "HTML", "broken", "glued number"],
)
def test_lost_and_spurious_blanks_and_markup(raw: str) -> None:
    fields = parse(raw)
    assert fields.authors == (("Tian", "H.K."), ("Xu", "B."))
    assert (fields.title, fields.journal) == ("Wetting of garnet sheets", "J. Power Sources")
    assert (fields.volume, fields.pages, fields.year) == ("392", "79-86", 2018)


def test_pages_have_an_ascii_hyphen_and_no_label() -> None:
    printed = ("294–303", "p.13", "A318 – A328", "pp. 3−9", "e1234", None)
    assert [clean_pages(pages) for pages in printed] == ["294-303", "13", "A318-A328", "3-9", "e1234", None]
