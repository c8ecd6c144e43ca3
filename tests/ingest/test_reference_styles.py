"""One article printed in the styles of publishers, societies and countries."""

from __future__ import annotations

import pytest

from ingest.references.parser import ReferenceFields, parse_reference

DOI = "10.1016/j.jpowsour.2018.04.098"


def parse(raw: str) -> ReferenceFields:
    fields = parse_reference(raw)
    assert fields is not None
    return fields


STYLES = {
    "Springer": f"Tian, H.K., Xu, B.: Wetting of garnet sheets by lithium. J. Power Sources 392, 79–86 (2018). https://doi.org/{DOI}",
    "Nature": "Tian, H. K. & Xu, B. Wetting of garnet sheets by lithium. J. Power Sources 392 , 79 -86 (2018).",
    "Science": "H. K. Tian, B. Xu, Wetting of garnet sheets by lithium. J. Power Sources 392 , 79-86 (2018).",
    "ACS": f"(3) Tian, H. K.; Xu, B. Wetting of garnet sheets by lithium. J. Power Sources 2018, 392 (4), 79–86. DOI: {DOI}",  # noqa: E501
    "MDPI": f"Tian, H.K.; Xu, B. Wetting of garnet sheets by lithium. J. Power Sources 2018, 392, 79–86, doi:{DOI}.",
    "Elsevier": "[3] H.K. Tian, B. Xu, Wetting of garnet sheets by lithium, J. Power Sources 392 (2018) 79–86.",
    "Elsevier Harvard": "Tian, H.K., Xu, B., 2018. Wetting of garnet sheets by lithium. J. Power Sources 392, 79–86.",
    "RSC": "3 H. K. Tian and B. Xu, Wetting of garnet sheets by lithium, J. Power Sources, 2018, 392, 79–86.",
    "APS": "[3] H. K. Tian and B. Xu, Wetting of garnet sheets by lithium, J. Power Sources 392, 79–86 (2018).",
    "IOP": "Tian H K and Xu B 2018 Wetting of garnet sheets by lithium J. Power Sources 392 79–86",
    "Copernicus": (
        "Tian, H. K. and Xu, B.: Wetting of garnet sheets by lithium, J. Power Sources, 392, 79–86, "
        f"https://doi.org/{DOI}, 2018."
    ),
    "IEEE": (
        'H. K. Tian and B. Xu, "Wetting of garnet sheets by lithium," J. Power Sources, vol. 392, no. 4, '
        f"pp. 79–86, May 2018, doi: {DOI}."
    ),
    "APA": "Tian, H. K., & Xu, B. (2018). Wetting of garnet sheets by lithium. J. Power Sources, 392(4), 79–86.",
    "Harvard": "Tian, H.K. and Xu, B. (2018) ‘Wetting of garnet sheets by lithium’, J. Power Sources, 392(4), pp. 79–86.",  # noqa: E501
    "Chicago": (
        "Tian, Hong K., and Bin Xu. 2018. “Wetting of garnet sheets by lithium.” J. Power Sources 392 (4): 79–86. "
        f"https://doi.org/{DOI}."
    ),
    "MLA": (
        "Tian, Hong K., and Bin Xu. “Wetting of garnet sheets by lithium.” J. Power Sources, vol. 392, no. 4, "
        "May 2018, pp. 79–86."
    ),
    "BibTeX plain": "Hong K. Tian and Bin Xu. Wetting of garnet sheets by lithium. J. Power Sources, 392(4):79–86, 2018.",  # noqa: E501
    "ACM": "TIAN, H. K., AND XU, B. Wetting of garnet sheets by lithium. J. Power Sources 392, 4 (2018), 79–86.",
    "GB/T 7714": "TIAN H K, XU B. Wetting of garnet sheets by lithium[J]. J. Power Sources, 2018, 392(4): 79-86.",
    "GOST": "Tian H.K., Xu B. Wetting of garnet sheets by lithium // J. Power Sources. 2018. V. 392. № 4. P. 79–86.",
}


@pytest.mark.parametrize("raw", STYLES.values(), ids=STYLES)
def test_one_article_in_every_style(raw: str) -> None:
    fields = parse(raw)
    authors = tuple((family.title(), initials) for family, initials in fields.authors)
    assert authors == (("Tian", "H.K."), ("Xu", "B."))
    assert (fields.title, fields.journal) == ("Wetting of garnet sheets by lithium", "J. Power Sources")
    assert (fields.volume, fields.pages, fields.year) == ("392", "79-86", 2018)
    assert fields.doi == (DOI if "10." in raw else None)


@pytest.mark.parametrize(
    "raw",
    [
        "1. Tian HK, Xu B. Wetting of garnet sheets by lithium. J Power Sources. 2018 May;392(4):79-86. PMID: 12345678.",  # noqa: E501
        "Tian HK, Xu B. Wetting of garnet sheets by lithium. J Power Sources 2018;392:79-86.",
        "Tian HK, Xu B: Wetting of garnet sheets by lithium. J Power Sources 2018, 392(4):79–86.",
        "Tian, H K & Xu, B, 2018, ‘Wetting of garnet sheets by lithium’, J Power Sources, vol. 392, no. 4, pp. 79–86.",
    ],
    ids=["NLM", "Vancouver", "BMC", "Australian Harvard"],
)
def test_styles_without_stops(raw: str) -> None:
    fields = parse(raw)
    assert fields.authors == (("Tian", "H.K."), ("Xu", "B."))
    assert (fields.title, fields.journal) == ("Wetting of garnet sheets by lithium", "J Power Sources")
    assert (fields.volume, fields.pages, fields.year) == ("392", "79-86", 2018)


@pytest.mark.parametrize(
    "raw",
    [
        "H. K. Tian, B. Xu, J. Power Sources 2018 , 392 , 79.",
        "H. K. Tian and B. Xu, J. Power Sources, 2018, 392, 79.",
        "H. K. Tian, B. Xu, J. Power Sources 392 (2018) 79.",
        "H. K. Tian and B. Xu, J. Power Sources 392, 79 (2018).",
        "[12] H. K. Tian, B. Xu, J. Power Sources 2018, 392, 79",
        "Tian, H. K.; Xu, B. J. Power Sources 2018, 392, 79.",
        "Tian H. K., Xu B., 2018, J. Power Sources, 392, 79",
        "12 Tian, H. K. & Xu, B. J. Power Sources 392, 79 (2018).",
    ],
)
def test_styles_without_title(raw: str) -> None:
    fields = parse(raw)
    assert fields.authors == (("Tian", "H.K."), ("Xu", "B."))
    assert (fields.title, fields.journal) == (None, "J. Power Sources")
    assert (fields.volume, fields.pages, fields.year) == ("392", "79", 2018)


def test_of_the_works_of_one_number_the_first_is_read() -> None:
    raw = "[3] a) H. K. Tian, B. Xu, J. Power Sources 2018, 392, 79; b) A. Roe, Adv. Mater. 2019, 31, 1902029."
    fields = parse(raw)
    assert (fields.raw, fields.authors) == (raw, (("Tian", "H.K."), ("Xu", "B.")))
    assert (fields.journal, fields.volume, fields.pages) == ("J. Power Sources", "392", "79")


@pytest.mark.parametrize(
    ("raw", "authors", "title", "journal"),
    [
        (
            "Иванов И. И., Петров П. П. Смачивание листов граната литием // Электрохимия. 2018. Т. 54. № 4. С. 79–86.",
            (("Иванов", "И.И."), ("Петров", "П.П.")),
            "Смачивание листов граната литием",
            "Электрохимия",
        ),
        (
            "王伟, 李娜. 石榴石电解质与锂的润湿性[J]. 无机材料学报, 2018, 54(4): 79-86.",
            (("王伟", ""), ("李娜", "")),
            "石榴石电解质与锂的润湿性",
            "无机材料学报",
        ),
        (
            "田中一郎, 鈴木花子. ガーネット電解質の濡れ性. 電気化学, 第54巻, 第4号, pp. 79-86, 2018.",
            (("田中一郎", ""), ("鈴木花子", "")),
            "ガーネット電解質の濡れ性",
            "電気化学",
        ),
        (
            "김민수, 이지은. 가넷 전해질의 젖음성. 전기화학회지, 54(4), 79-86 (2018).",
            (("김민수", ""), ("이지은", "")),
            "가넷 전해질의 젖음성",
            "전기화학회지",
        ),
        (
            "Müller, A., Łukasik, B.: Benetzung von Granat durch Lithium. Z. Anorg. Allg. Chem. 54(4), S. 79–86 (2018)",
            (("Müller", "A."), ("Łukasik", "B.")),
            "Benetzung von Granat durch Lithium",
            "Z. Anorg. Allg. Chem.",
        ),
    ],
    ids=["Russian", "Chinese", "Japanese", "Korean", "German"],
)
def test_other_scripts_and_languages(raw: str, authors: tuple[tuple[str, str], ...], title: str, journal: str) -> None:
    fields = parse(raw)
    assert (fields.authors, fields.title, fields.journal) == (authors, title, journal)
    assert (fields.volume, fields.pages, fields.year) == ("54", "79-86", 2018)


@pytest.mark.parametrize(
    "journal",
    [
        "Nature",
        "Joule",
        "Small",
        "Nano Lett.",
        "Adv. Energy Mater.",
        "ACS Appl. Mater. Interfaces",
        "Energy & Environmental Science",
        "Proceedings of the National Academy of Sciences",
        "Journal of the Electrochemical Society",
        "J. Mater. Chem. A",
        "Phys. Rev. B",
        "Solid State Ionics",
        "npj Computational Materials",
        "Zeitschrift für Physikalische Chemie",
        "Angew. Chem., Int. Ed.",
    ],
)
@pytest.mark.parametrize(
    "style",
    [
        "Roe, A., Lee, B.C.: {title}. {journal} 12, 345–356 (2019)",
        "A. Roe, B. C. Lee, {title}, {journal} 12 (2019) 345–356.",
        "Roe, A.; Lee, B. C. {title}. {journal} 2019, 12, 345–356.",
        "Roe, A., & Lee, B. C. (2019). {title}. {journal}, 12, 345–356.",
    ],
    ids=["Springer", "Elsevier", "ACS", "APA"],
)
def test_titles_end_where_journals_begin(style: str, journal: str) -> None:
    title = "In situ XPS of Li7La3Zr2O12 in contact with Li: a study of layers"
    fields = parse(style.format(title=title, journal=journal))
    assert (fields.title, fields.journal, fields.volume, fields.pages) == (title, journal, "12", "345-356")
