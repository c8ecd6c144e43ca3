"""Reference lists for reference managers: what is written is read back, by other libraries too."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import bibtexparser
import pybtex.database
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from graph.export.bibliography import REFERENCE_FORMATS, find_oddities
from graph.export.bibtex import render_bibtex
from graph.export.csl_json import render_csl_json
from graph.export.reference_entries import build_keys, find_kind, space_initials
from graph.export.ris import ET_AL, render_ris
from graph.records import ReferenceRecord

HAN = ReferenceRecord(
    document="review.md", n=1, raw="X. Han, Y. Gong, Nat. Mater. 2017, 16, 572.",
    authors=(("Han", "X."), ("Gong", "Y.")), et_al=True,
    title="Negating interfacial impedance in garnet-based solid-state Li metal batteries",
    journal="Nat. Mater.", volume="16", pages="572-579", year=2017, doi="10.1038/nmat4821",
)  # fmt: skip
KLERK = ReferenceRecord(
    document="review.md", n=2, raw="de Klerk",
    authors=(("de Klerk", "N.J.J."), ("Leichtweiß", "T."), ("Krüger", "J.-M.")),
    title="100 % of {Li}_3 & the rest: 50 $ of α-Al₂O₃ at 5 °C", journal="Batteries & Supercaps", volume="1",
    pages="1606042", year=2018,
)  # fmt: skip
THESIS = ReferenceRecord(
    document="review.md", n=3, raw="Hölt, L. Degradation & more. PhD thesis, ETH Zürich (2021), p. 12.",
    authors=(("Hölt", "L."),), title="Degradation & more", year=2021,
)  # fmt: skip
TEXT = ReferenceRecord(document="review.md", n=4, raw="See www.example.org/a_b for {details")
LISTED = [HAN, KLERK, THESIS, TEXT]

CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": ["article-journal", "document", "patent", "report", "thesis"]},
            "author": {
                "type": "array",
                "items": {
                    "properties": {name: {"type": "string"} for name in ("family", "given", "literal")},
                    "additionalProperties": False,
                },
            },
            "issued": {
                "properties": {
                    "date-parts": {
                        "type": "array", "minItems": 1, "maxItems": 2,
                        "items": {
                            "type": "array", "minItems": 1, "maxItems": 3, "items": {"type": ["string", "number"]}
                        },
                    }
                },
                "additionalProperties": False,
            },
            "custom": {"type": "object"},
            **{
                name: {"type": "string"}
                for name in ("id", "title", "container-title", "volume", "page", "DOI", "status", "note")
            },
        },
    },
}  # fmt: skip
"""What csl-data.json of the Citation Style Language, version 1.0.2, says of the fields that are written here."""


def read_bibtex(text: str) -> dict[str, dict[str, str]]:
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware(keep_math_mode=False)])
    assert library.failed_blocks == []
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


def names_of(reference: ReferenceRecord) -> list[str]:
    return [f"{family}, {space_initials(initials)}" for family, initials in reference.authors]


def test_bibtex_is_read_back_into_the_same_fields() -> None:
    entries = read_bibtex(render_bibtex(LISTED))
    assert list(entries) == ["Han2017", "deKlerk2018", "Holt2021", "ref4n"]
    for reference, entry in zip(LISTED, entries.values(), strict=True):
        assert flatten(entry.get("title", "")) == flatten(reference.title or "")
        assert entry.get("journal") == reference.journal
        assert entry.get("volume") == reference.volume
        assert entry.get("year") == (str(reference.year) if reference.year else None)
        assert entry.get("doi") == reference.doi
        assert (entry["pages"].replace("–", "-") if "pages" in entry else None) == reference.pages
        names = [*names_of(reference), *(["others"] if reference.et_al else [])]
        assert entry.get("author", "") == " and ".join(names)


def test_another_library_reads_the_bibtex_with_its_people() -> None:
    found = pybtex.database.parse_string(render_bibtex(LISTED), "bibtex")
    first, second = found.entries["Han2017"], found.entries["deKlerk2018"]
    assert (first.type, found.entries["Holt2021"].type, found.entries["ref4n"].type) == ("article", "phdthesis", "misc")
    assert [str(person) for person in first.persons["author"]] == ["Han, X.", "Gong, Y.", "others"]
    klerk = second.persons["author"][0]
    assert (klerk.prelast_names, klerk.last_names, klerk.first_names) == (["de"], ["Klerk"], ["N."])
    assert klerk.middle_names == ["J.", "J."]


def test_bibtex_is_plain_latex() -> None:
    text = render_bibtex(LISTED)
    assert text.isascii()
    for expected in (r"Kr{\"u}ger", r"Leichtwei{\ss}", r"Batteries \& Supercaps", r"100 \%", r"\_3", r"\$"):
        assert expected in text
    assert r"{Li} metal batteries" in text


def test_a_name_that_bibtex_would_take_apart_stays_whole() -> None:
    office = replace(HAN, authors=(("Ministry of Science and Technology", ""), ("Smith, Jr.", "A.B.")), et_al=False)
    found = pybtex.database.parse_string(render_bibtex([office]), "bibtex")
    people = next(iter(found.entries.values())).persons["author"]
    assert [person.last_names for person in people] == [["{Ministry of Science and Technology}"], ["{Smith, Jr.}"]]


def test_ris_is_read_back_into_the_same_fields() -> None:
    entries = rispy.loads(render_ris(LISTED))
    assert [entry["type_of_reference"] for entry in entries] == ["JOUR", "JOUR", "THES", "GEN"]
    for reference, entry in zip(LISTED, entries, strict=True):
        first, _, last = (reference.pages or "").partition("-")
        assert entry.get("authors", []) == names_of(reference)
        assert entry.get("title") == reference.title
        assert entry.get("journal_name") == entry.get("secondary_title") == reference.journal
        assert entry.get("volume") == reference.volume
        assert (entry.get("start_page", ""), entry.get("end_page", "")) == (first, last)
        assert entry.get("year") == (str(reference.year) if reference.year else None)
        assert entry.get("doi") == reference.doi
    assert entries[0]["notes"] == [ET_AL]


def test_ris_has_nothing_between_its_entries() -> None:
    lines = render_ris(LISTED).splitlines()
    assert all(re.fullmatch(r"(?:[A-Z][A-Z0-9]  - .*)?", line) for line in lines)
    assert lines[0] == "TY  - JOUR"
    assert sum(line.startswith("ER  -") for line in lines) == len(LISTED)


def test_csl_json_has_the_published_shape_and_the_same_fields() -> None:
    entries: list[dict[str, Any]] = json.loads(render_csl_json(LISTED))
    assert list(Draft7Validator(CSL).iter_errors(entries)) == []
    for reference, entry in zip(LISTED, entries, strict=True):
        assert [f"{n['family']}, {n['given']}" for n in entry.get("author", [])] == names_of(reference)
        assert entry.get("title") == reference.title
        assert entry.get("container-title") == reference.journal
        assert (entry.get("volume"), entry.get("page")) == (reference.volume, reference.pages)
        assert entry.get("issued") == ({"date-parts": [[reference.year]]} if reference.year else None)
        assert entry.get("DOI") == reference.doi
        assert entry.get("custom", {}).get("et-al", False) is reference.et_al
    assert json.loads(render_csl_json([replace(HAN, authors=(("Science Council", ""),))]))[0]["author"] == [
        {"literal": "Science Council"}
    ]


@pytest.mark.parametrize("missing", ["authors", "title", "journal", "volume", "pages", "year"])
def test_the_text_goes_along_where_a_field_is_missing(missing: str) -> None:
    short = replace(HAN, **{missing: () if missing == "authors" else None}, raw="the printed text, in full")
    for name, render in REFERENCE_FORMATS.items():
        assert "the printed text, in full" in render([short]), name
        assert "the printed text" not in render([replace(HAN, raw="the printed text, in full")]), name


def test_a_retracted_work_says_so() -> None:
    for name, render in REFERENCE_FORMATS.items():
        assert "etracted" in render([replace(HAN, retracted=True)]), name
        assert "etracted" not in render([replace(HAN, retracted=False)]), name


def test_an_empty_list_is_an_empty_file() -> None:
    assert (render_bibtex([]), render_ris([]).strip(), json.loads(render_csl_json([]))) == ("", "", [])


def test_keys_tell_works_of_one_year_apart() -> None:
    same = [replace(HAN, n=n) for n in range(1, 4)]
    assert build_keys(same) == ["Han2017a", "Han2017b", "Han2017c"]
    assert build_keys([HAN, replace(HAN, n=2, year=2018)]) == ["Han2017", "Han2018"]


def test_a_key_stays_when_another_work_is_added() -> None:
    assert build_keys([KLERK, HAN, THESIS])[1] == build_keys([HAN])[0]


names = st.text(st.sampled_from("aAbßéİ王-' ") | st.characters(codec="utf-8"), max_size=4)


@given(st.lists(st.tuples(names, st.sampled_from([None, 2017, 2018])), max_size=60))
def test_keys_are_unique_plain_and_stable(drawn: list[tuple[str, int | None]]) -> None:
    references = [
        replace(HAN, n=n, authors=((family, "X."),), year=year) for n, (family, year) in enumerate(drawn, start=1)
    ]
    keys = build_keys(references)
    assert len({key.lower() for key in keys}) == len(references)
    assert all(re.fullmatch(r"[A-Za-z0-9]+", key) for key in keys)
    assert keys == build_keys(references)


prose = st.text(
    st.sampled_from("abc XYZ 12 &%_#$~^{}\\<>|@=,;:!?()[]*/+") | st.sampled_from("éüßøŁčĄαβΩµ°±×·₂³–—’“”"),
    min_size=1,
    max_size=40,
)


@given(st.lists(prose.filter(str.strip), min_size=1, max_size=3))
def test_any_title_survives_each_format(titles: Sequence[str]) -> None:
    tidy = [" ".join(title.split()) for title in titles]
    references = [replace(HAN, n=n, title=title) for n, title in enumerate(titles, start=1)]
    written = render_bibtex(references)
    assert len(pybtex.database.parse_string(written, "bibtex").entries) == len(titles)
    assert [flatten(entry["title"]) for entry in read_bibtex(written).values()] == list(map(flatten, tidy))
    assert [entry["title"] for entry in rispy.loads(render_ris(references))] == tidy
    assert [entry["title"] for entry in json.loads(render_csl_json(references))] == titles


def flatten(title: str) -> str:
    """Return the title as it looks, whichever of several code points for a letter a library prefers."""
    signs = str.maketrans("ˆ˜⋅", "^~·")
    return " ".join(unicodedata.normalize("NFKC", title.translate(signs)).split())


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("A. Bard, Some thesis title. PhD Thesis, MIT, 2001.", "thesis"),
        ("B. Lee, Solid electrolyte, US Patent 5,338,625 (1994)", "patent"),
        ("C. Kim, Cells. Final Report, DOE, 2010", "report"),
        ("D. Fox, A report on garnets, arXiv:2001.1", "other"),
    ],
)
def test_the_kind_of_work_is_what_the_entry_says(raw: str, kind: str) -> None:
    assert find_kind(replace(TEXT, raw=raw)) == kind
    assert find_kind(replace(TEXT, raw=raw, journal="J. Power Sources")) == "article"


def test_gaps_and_bare_entries_are_told() -> None:
    assert find_oddities([HAN, KLERK]) == []
    assert find_oddities([replace(HAN, n=2), replace(HAN, n=6), replace(TEXT, n=7)]) == [
        "no entry was found for the numbers 1, 3-5",
        "of these entries nothing but the text is known: 7",
    ]
    assert len(find_oddities([])) == 1
