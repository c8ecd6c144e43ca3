"""Citations by author and year, matched with the list by all the names they give. The works are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.records import ReferenceRecord
from ingest.citations.author_year import AuthorYears, find_author_years
from ingest.citations.cited_names import keys_of


def entry(n: int, year: int | None, *families: str, letter: str = "", et_al: bool = False) -> ReferenceRecord:
    initials = "ABCDEFGH"
    authors = tuple((family, f"{initials[place]}.") for place, family in enumerate(families))
    raw = f"{', '.join(families)}, {year or 'in press'}{letter}. A sheet. Joule {n}, 1."
    return ReferenceRecord(document="d", n=n, raw=raw, authors=authors, year=year, et_al=et_al)


LIST = [
    entry(1, 2016, "Han", "Zhu", "Wang"),
    entry(2, 2017, "Han", "Yue"),
    entry(3, 2019, "Kim", "Lee"),
    entry(4, 2017, "Sharafi", "Meyer", "Sakamoto", letter="a"),
    entry(5, 2017, "Sharafi", "Yu", "Sakamoto", letter="b"),
    entry(6, 2018, "Sharafi", "Sakamoto"),
    entry(7, 2016, "van den Broek", "Afyon", "Rupp"),
    entry(8, 2020, "Wang"),
    entry(9, 2020, "Wang", "Fu", "Hu"),
    entry(10, 2015, "Müller", "O’Neill"),
    entry(11, 2018, "García-Méndez", "Smith", "Sakamoto"),
    entry(12, 2014, "Ma", "Chen", "Chi"),
    entry(13, 2014, "Ma", "Chen", "Dudney"),
    entry(14, None, "Chen", "Li", "Yu"),
    entry(15, 2020, "IEA"),
    entry(16, 2017, "Porz", et_al=True),
]


def find(text: str) -> AuthorYears:
    return find_author_years([text], LIST)


@pytest.mark.parametrize(
    ("text", "raw", "refs"),
    [
        ("As Sharafi et al. (2017b) saw", "Sharafi et al. (2017b)", (5,)),
        ("flat (Sharafi et al., 2017a,b; Han et al., 2016).", "(Sharafi et al., 2017a,b; Han et al., 2016)", (4, 5, 1)),
        ("(e.g., Kim and Lee 2019; see also Wang, 2020)", "(e.g., Kim and Lee 2019; see also Wang, 2020)", (3, 8)),
        ("Sharafi and Sakamoto's (2018) model", "Sharafi and Sakamoto's (2018)", (6,)),
        ("flat (Kim & Lee, 2019)", "(Kim & Lee, 2019)", (3,)),
        ("In Han et al. 2016 it is", "Han et al. 2016", (1,)),
        ("While van den Broek et al. (2016) saw", "van den Broek et al. (2016)", (7,)),
        ("Broek et al. (2016)", "Broek et al. (2016)", (7,)),
        ("Muller and O'Neill, 2015", "Muller and O'Neill, 2015", (10,)),
        ("García-Méndez et al. [2018]", "García-Méndez et al. [2018]", (11,)),
        ("Han et al. (2016, 2017)", "Han et al. (2016, 2017)", (1, 2)),
        ("Sharafi et al. (2017a) and (2017b) differ", "Sharafi et al. (2017a) and (2017b)", (4, 5)),
        ("Ma et al. (2014b)", "Ma et al. (2014b)", (13,)),
        ("Ma et al. 2014a-b", "Ma et al. 2014a-b", (12, 13)),
        ("Chen et al. (in press)", "Chen et al. (in press)", (14,)),
        ("Porz and co-workers (2017)", "Porz and co-workers (2017)", (16,)),
        ("Han, Zhu, and Wang (2016)", "Han, Zhu, and Wang (2016)", (1,)),
        ("(IEA, 2020)", "(IEA, 2020)", (15,)),
        ("HAN ET AL. (2016)", "HAN ET AL. (2016)", (1,)),
    ],
)
def test_a_citation_leads_to_the_entry_with_its_names(text: str, raw: str, refs: tuple[int, ...]) -> None:
    found = find(text)
    assert [(c.raw, c.refs) for c in found.callouts[0]] == [(raw, refs)]
    assert not found.unresolved


def test_the_number_of_authors_tells_two_works_apart() -> None:
    found = find("Wang (2020) and Wang et al. (2020)")
    assert [c.refs for c in found.callouts[0]] == [(8,), (9,)]


def test_initials_tell_two_authors_of_a_name_apart() -> None:
    works = [
        ReferenceRecord(document="d", n=1, raw="Y. Zhang, 2018", authors=(("Zhang", "Y."), ("Xu", "A.")), year=2018),
        ReferenceRecord(document="d", n=2, raw="W. Zhang, 2018", authors=(("Zhang", "W."), ("Xu", "A.")), year=2018),
    ]
    found = find_author_years(["W. Zhang and Xu (2018), Zhang and Xu (2018)"], works)
    assert [c.refs for c in found.callouts[0]] == [(2,)]
    assert found.unresolved == ("Zhang and Xu (2018)",)


@pytest.mark.parametrize(
    "text", ["Ma et al. (2014) is one of two", "Unknown et al. (2017)", "(Nobody and Noone, 2011)", "Han et al. (2019)"]
)
def test_what_leads_to_no_single_entry_is_told_and_not_guessed(text: str) -> None:
    found = find(text)
    assert found.callouts == ((),)
    assert len(found.unresolved) == 1


@pytest.mark.parametrize(
    "text",
    ["Copyright 2018, Chemical Society", "(Elsevier, 2019)", "In 2017, cells were", "May 2016 and Fig. 3 (2020)"],
)
def test_a_year_without_author_is_no_citation(text: str) -> None:
    assert find(text) == AuthorYears(((),))


def test_a_parenthesis_with_other_words_is_no_callout_as_a_whole() -> None:
    found = find("as told elsewhere (see Fig. 3 and Kim and Lee, 2019, for voids)")
    assert [c.raw for c in found.callouts[0]] == ["Kim and Lee, 2019"]


def test_an_entry_without_parsed_authors_counts_by_its_first_word() -> None:
    work = ReferenceRecord(document="d", n=1, raw="Okafor sheet of 2003", year=2003)
    assert find_author_years(["Okafor (2003)"], [work]).callouts[0][0].refs == (1,)


def test_names_are_found_in_every_alphabet_with_capitals() -> None:
    works = [entry(1, 2015, "Иванов", "Петров"), entry(2, 2017, "Ġatt"), entry(3, 2018, "Ťažký")]
    text = "(Иванов и Петров, 2015) and Ġatt (2017), (Ťažký, 2018)"
    assert [c.refs for c in find_author_years([text], works).callouts[0]] == [(1,), (2,), (3,)]


def test_accents_particles_and_apostrophes_do_not_part_a_name_from_itself() -> None:
    assert set(keys_of("Van den Broek")) & set(keys_of("Broek"))
    assert keys_of("Müller") == keys_of("Muller")
    assert keys_of("García-Méndez") == keys_of("Garcia-Mendez")
    assert keys_of("Łukasz") == keys_of("Lukasz")


@settings(deadline=None)
@given(st.text(alphabet="HanKim et al.()[];,&2016789ab and", max_size=80))
def test_callouts_lie_in_order_and_point_into_the_list(text: str) -> None:
    end = 0
    for callout in find(text).callouts[0]:
        assert end <= callout.start < callout.end <= len(text)
        assert text[callout.start : callout.end] == callout.raw
        assert callout.refs
        end = callout.end
