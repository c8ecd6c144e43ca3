"""Which work of a catalogue a reference means, and above all which it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.records import ReferenceRecord
from ingest.enrichment.matching import find_matches, is_match, is_same_title
from ingest.enrichment.works import FoundWork

TITLE = "Interfacial stability of Li6PS5Cl solid electrolytes against lithium metal"
PRINTED = ReferenceRecord(
    document="d", n=1, raw="", authors=(("Krüger", "D."),), title=TITLE, journal="J. Power Sources", volume="302",
    pages="135-139", year=2016,
)  # fmt: skip
LISTED = FoundWork(
    doi="10.1/a", titles=(TITLE,), family="Krueger", years=(2015, 2016), journals=("Journal of Power Sources",),
    volume="302", first_pages=("135",),
)  # fmt: skip


def test_the_same_work_is_a_match() -> None:
    assert is_match(PRINTED, LISTED)
    assert is_match(replace(PRINTED, volume=None, pages=None), LISTED)
    assert is_match(replace(PRINTED, authors=()), LISTED)
    assert is_match(PRINTED, replace(LISTED, volume=None, first_pages=()))


@pytest.mark.parametrize(
    "title",
    [
        "Interfacial stability of Li 6 PS 5 Cl Solid Electrolytes Against Lithium Metal",
        "Interfacial stability of Li₆PS₅Cl solid electrolytes against lithium metal",
        "The interfacial stability of Li6PS5Cl solid electrolyte against lithium-metal",
    ],
)
def test_a_title_may_be_spelled_otherwise(title: str) -> None:
    assert is_match(PRINTED, replace(LISTED, titles=(title,)))


@pytest.mark.parametrize(
    "title",
    [
        TITLE.replace("Cl", "Br"),
        TITLE.replace("Li6PS5Cl", "Li6PS5I"),
        TITLE.replace("Li6PS5Cl", "Li7PS6"),
        TITLE.replace("against", "and"),
        TITLE.replace("stability", "instability"),
        TITLE.replace("lithium", "sodium"),
        f"{TITLE}: Part II",
        f"Erratum: {TITLE}",
        f"Comment on {TITLE}",
        "",
    ],
)
def test_a_title_that_is_nearly_the_same_is_another_work(title: str) -> None:
    """Author, year, volume and page agree in all of them: the title alone must refuse."""
    assert not is_match(PRINTED, replace(LISTED, titles=(title,)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Intergranular lithium growth", "Intragranular lithium growth"),
        ("Symmetric cells at rest", "Asymmetric cells at rest"),
        ("Oxide layers on lithium", "Dioxide layers on lithium"),
        ("Anode interfaces in cells", "Cathode interfaces in cells"),
        ("Study of cells I", "Study of cells II"),
        ("Cells at 25 C", "Cells at 60 C"),
    ],
)
def test_a_letter_or_two_make_another_title(one: str, other: str) -> None:
    assert not is_same_title(one, other)
    assert not is_same_title(other, one)


def test_a_likely_title_with_another_author_and_place_is_refused() -> None:
    assert not is_match(PRINTED, replace(LISTED, family="Meyer", volume="12", first_pages=("1",)))
    assert not is_match(PRINTED, replace(LISTED, family="Meyer", volume=None, first_pages=()))
    assert not is_match(PRINTED, replace(LISTED, volume="12", first_pages=("1",)))


def test_the_talk_of_a_study_is_not_its_article() -> None:
    talk = replace(LISTED, journals=("ECS Meeting Abstracts",), volume=None, first_pages=())
    assert not is_match(PRINTED, talk)
    assert is_match(replace(PRINTED, journal=None), talk)
    assert is_match(PRINTED, replace(LISTED, journals=("ECS Meeting Abstracts",))), "volume and page tell it"


def test_a_year_may_differ_by_one_and_no_more() -> None:
    bare = replace(PRINTED, volume=None, pages=None)
    assert is_match(replace(bare, year=2017), LISTED)
    assert not is_match(replace(bare, year=2019), LISTED)
    assert not is_match(replace(bare, year=None), LISTED)


def test_a_notice_and_a_preprint_are_not_the_article() -> None:
    assert not is_match(PRINTED, replace(LISTED, notice=True))
    preprint = replace(LISTED, preprint=True, volume=None, first_pages=())
    assert not is_match(PRINTED, preprint)
    assert is_match(replace(PRINTED, journal=None, volume=None, pages=None), preprint)


def test_a_title_of_few_words_needs_volume_and_page() -> None:
    short = replace(PRINTED, title="Lithium batteries")
    listed = replace(LISTED, titles=("Lithium Batteries",))
    assert is_match(short, listed)
    assert not is_match(replace(short, pages=None), listed)


def test_without_title_everything_else_must_agree() -> None:
    untitled = replace(PRINTED, title=None)
    assert is_match(untitled, LISTED)
    for other in (
        {"family": "Meyer"}, {"years": (2012,)}, {"volume": "301"}, {"first_pages": ("136",)},
        {"journals": ("Journal of Physics",)}, {"journals": ()},
    ):  # fmt: skip
        assert not is_match(untitled, replace(LISTED, **other)), other  # type: ignore[arg-type]
    assert not is_match(replace(untitled, journal=None), LISTED)


def test_two_editions_are_told_apart_by_the_page_or_not_at_all() -> None:
    german = replace(LISTED, doi="10.1/b", volume="119", first_pages=("7925",))
    assert [work.doi for work in find_matches(PRINTED, [german, LISTED])] == ["10.1/a"]
    unplaced = replace(PRINTED, volume=None, pages=None)
    assert len(find_matches(unplaced, [german, LISTED, LISTED])) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("de Klerk", "Klerk"), ("Müller", "Mueller"), ("Søn", "Son"), ("Šestáková", "Sestakova"), ("Lee-Kim", "Lee‐Kim")],
)
def test_a_family_name_may_be_spelled_otherwise(one: str, other: str) -> None:
    bare = replace(PRINTED, volume=None, pages=None, authors=((one, "A."),))
    assert is_match(bare, replace(LISTED, family=other))
    assert not is_match(bare, replace(LISTED, family=f"{other}s"))
