"""Missing DOIs and retractions from Crossref and OpenAlex, on a local server that speaks as they do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.documents import Document
from ingest.enrichment.cache import AnswerCache, find_cache_folder
from ingest.enrichment.client import ServiceClient, ServiceError
from ingest.enrichment.crossref import CROSSREF
from ingest.enrichment.enrich import Enrichment, enrich_document
from ingest.enrichment.openalex import OPENALEX
from ingest.enrichment.sources import Source
from ingest.finishing import finish_document
from ingest.reading import build_source
from ingest.text.reader import read_text

REVIEW = """# A review

## 1 Introduction

All of this is known [1-7].

## References

1. Han, X., Gong, Y., Fu, K.: Negating interfacial impedance in garnet-based solid-state Li metal batteries. Nat. Mater. 16, 572-579 (2017)
2. S. Wenzel, S. Randau, T. Leichtweiß, Chem. Mater. 2016, 28, 2400.
3. Höltschi, L.: Understanding degradation mechanisms of sulfide-based all-solid-state lithium-ion batteries at multiple length scales. J. Unlisted 1, 2-3 (2021)
4. Zhang, W., Leichtweiß, T.: The detrimental effects of carbon additives in Li10SnP2S12-based solid-state batteries. ACS Appl. Mater. Interfaces 9, 35888-35896 (2017)
5. Snider, E.: Room-temperature superconductivity in a carbonaceous sulfur hydride. Nature 586, 373-377 (2020). https://doi.org/10.1038/s41586-020-2801-z
6. Murugan, R., Thangadurai, V., Weppner, W.: Fast lithium ion conduction in garnet-type Li7La3Zr2O12. Angew. Chem. Int. Ed. 46, 7778-7781 (2007)
7. Nobody, A.: A printed work that no catalogue has. J. Unlisted 3, 4-5 (2011). https://doi.org/10.9999/unknown
"""  # noqa: E501


@pytest.fixture
def document() -> Document:
    source = build_source("review.md", REVIEW)
    return finish_document(source, read_text(source))


@pytest.fixture
def pauses() -> list[float]:
    """How long was slept, without sleeping."""
    return []


@pytest.fixture
def now() -> list[float]:
    """What time it is for the cache."""
    return [1_000_000.0]


Open = Callable[..., "tuple[Source, ...]"]


@pytest.fixture
def sources(catalogues: Any, pauses: list[float], now: list[float], tmp_path: Path) -> Iterator[tuple[Source, ...]]:
    cache = AnswerCache(tmp_path / "cache", now=lambda: now[0])
    clients = [
        ServiceClient(
            name, catalogues.url(name), mailto="chemist@example.org", api_key="key" if name == "openalex" else None,
            pace_seconds=0.0, timeout_seconds=0.5, sleep=pauses.append,
        )
        for name in ("crossref", "openalex")
    ]  # fmt: skip
    with closing(clients[0]), closing(clients[1]):
        yield Source(CROSSREF, clients[0], cache), Source(OPENALEX, clients[1], cache)


def dois(enriched: Enrichment) -> dict[int, tuple[str | None, str | None]]:
    return {r.n: (r.doi, r.doi_source) for r in enriched.document.references}


def test_missing_dois_are_found_and_say_where(document: Document, sources: tuple[Source, ...]) -> None:
    found = dois(enrich_document(document, sources))
    assert found[1] == ("10.1038/nmat4821", "crossref")
    assert found[6] == ("10.1002/anie.200701144", "crossref")


def test_an_entry_without_title_is_found_by_volume_and_page(document: Document, sources: tuple[Source, ...]) -> None:
    assert document.references[1].title is None
    found = dois(enrich_document(document, sources))
    assert found[2] == ("10.1021/acs.chemmater.6b00610", "crossref")


def test_the_second_catalogue_is_asked_where_the_first_has_nothing(
    document: Document, sources: tuple[Source, ...]
) -> None:
    thesis = replace(document.references[2], journal=None, volume=None, pages=None)
    alone = replace(document, references=(thesis,))
    assert dois(enrich_document(alone, sources)) == {3: ("10.3929/ethz-b-000547149", "openalex")}


def test_a_near_miss_is_refused(document: Document, sources: tuple[Source, ...], catalogues: Any) -> None:
    """The tin analogue of a germanium study: every field but one letter of the title agrees."""
    enriched = enrich_document(document, sources)
    assert dois(enriched)[4] == (None, None)
    asked = [a.parameters.get("query.bibliographic", "") for a in catalogues.asked]
    assert any("Li10SnP2S12" in query for query in asked)


def test_a_printed_doi_stays_and_is_searched_for_nowhere(
    document: Document, sources: tuple[Source, ...], catalogues: Any
) -> None:
    found = dois(enrich_document(document, sources))
    assert found[5] == ("10.1038/s41586-020-2801-z", None)
    assert not any("superconductivity" in str(asked.parameters) for asked in catalogues.asked)


@pytest.mark.parametrize("silent", ["crossref", "openalex"])
def test_either_catalogue_tells_of_a_retraction(
    document: Document, sources: tuple[Source, ...], catalogues: Any, silent: str
) -> None:
    catalogues.fail(silent, always=True, status=404)
    enriched = enrich_document(document, sources)
    flags = {r.n: r.retracted for r in enriched.document.references}
    assert flags[5] is True
    assert flags[7] is None, "what no catalogue has is not known to stand"
    assert "retracted: [5]" in enriched.warnings


def test_works_that_stand_are_known_to_stand(document: Document, sources: tuple[Source, ...]) -> None:
    flags = {r.n: r.retracted for r in enrich_document(document, sources).document.references}
    assert flags == {1: False, 2: False, 3: None, 4: None, 5: True, 6: False, 7: None}


def test_the_notice_of_a_retraction_is_not_the_retracted_work(document: Document, sources: tuple[Source, ...]) -> None:
    unprinted = replace(document.references[4], doi=None, volume=None, pages=None, year=2021)
    enriched = enrich_document(replace(document, references=(unprinted,)), sources)
    assert dois(enriched) == {5: ("10.1038/s41586-020-2801-z", "crossref")}
    notice = replace(document.references[4], doi="10.1038/s41586-022-05294-9")
    enriched = enrich_document(replace(document, references=(notice,)), sources)
    assert enriched.document.references[0].retracted is False


def test_a_retracted_document_is_warned_of(document: Document, sources: tuple[Source, ...]) -> None:
    own = replace(document, doi="10.1038/s41586-020-2801-z", references=())
    assert enrich_document(own, sources).warnings == ("this document itself is retracted",)


def test_one_request_asks_for_all_dois(document: Document, sources: tuple[Source, ...], catalogues: Any) -> None:
    enrich_document(document, sources)
    lookups = [asked for asked in catalogues.asked if asked.parameters.get("filter", "").startswith("doi:")]
    assert [asked.service for asked in lookups] == ["crossref", "openalex"]
    assert lookups[1].parameters["filter"].count("|") == 4


def test_long_lists_are_asked_for_by_fifties(sources: tuple[Source, ...], catalogues: Any) -> None:
    for source in sources:
        found, failure = source.look_up([f"10.5555/{n}" for n in range(120)])
        assert (len(found), failure) == (120, None)
    assert [catalogues.count("crossref"), catalogues.count("openalex")] == [3, 3]


def test_requests_say_who_asks(document: Document, sources: tuple[Source, ...], catalogues: Any) -> None:
    enrich_document(document, sources)
    for asked in catalogues.asked:
        assert asked.parameters["mailto"] == "chemist@example.org"
        assert asked.agent.startswith("interphase/")
        assert asked.agent.endswith("(mailto:chemist@example.org)")
        assert ("api_key" in asked.parameters) is (asked.service == "openalex")


def test_what_was_answered_is_asked_no_more(document: Document, sources: tuple[Source, ...], catalogues: Any) -> None:
    first = enrich_document(document, sources)
    catalogues.asked.clear()
    assert enrich_document(document, sources) == first
    assert catalogues.asked == []


def test_the_cache_names_no_one(document: Document, sources: tuple[Source, ...], tmp_path: Path) -> None:
    enrich_document(document, sources)
    kept = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "cache").rglob("*.json"))
    assert "nmat4821" in kept
    assert "chemist" not in kept
    assert "api_key" not in kept


def test_nothing_found_is_asked_again_after_a_month(
    document: Document, sources: tuple[Source, ...], catalogues: Any, now: list[float]
) -> None:
    missed = replace(document, references=(document.references[3],))
    enrich_document(missed, sources)
    count = len(catalogues.asked)
    now[0] += 29 * 86_400
    enrich_document(missed, sources)
    assert len(catalogues.asked) == count
    now[0] += 2 * 86_400
    enrich_document(missed, sources)
    assert len(catalogues.asked) == 2 * count


def test_a_doi_that_was_found_stays_but_its_standing_is_asked_for_again(
    document: Document, sources: tuple[Source, ...], catalogues: Any, now: list[float]
) -> None:
    known = replace(document, references=(document.references[0],))
    enrich_document(known, sources)
    catalogues.asked.clear()
    now[0] += 31 * 86_400
    enrich_document(known, sources)
    assert [asked.parameters["filter"] for asked in catalogues.asked] == ["doi:10.1038/nmat4821"] * 2


def test_a_damaged_cache_is_no_answer(
    document: Document, sources: tuple[Source, ...], catalogues: Any, tmp_path: Path
) -> None:
    first = enrich_document(document, sources)
    for path in (tmp_path / "cache").rglob("*.json"):
        path.write_text('{"question": ', encoding="utf-8")
    catalogues.asked.clear()
    assert enrich_document(document, sources) == first
    assert catalogues.asked


def test_a_cache_that_cannot_be_written_costs_no_answer(
    document: Document, sources: tuple[Source, ...], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cache").write_text("a file in its place", encoding="utf-8")
    assert dois(enrich_document(document, sources))[1][0] == "10.1038/nmat4821"
    assert len([record for record in caplog.records if "cannot be kept" in record.message]) == 1


def test_a_service_that_asks_for_a_pause_gets_it(
    document: Document, sources: tuple[Source, ...], catalogues: Any, pauses: list[float]
) -> None:
    catalogues.fail("crossref", status=429, headers={"Retry-After": "7"})
    assert dois(enrich_document(document, sources))[1][0] == "10.1038/nmat4821"
    assert pauses == [7.0]


def test_a_service_that_stumbles_is_asked_again(
    document: Document, sources: tuple[Source, ...], catalogues: Any, pauses: list[float]
) -> None:
    catalogues.fail("crossref", status=500)
    catalogues.fail("crossref", status=503)
    assert dois(enrich_document(document, sources))[1][0] == "10.1038/nmat4821"
    assert pauses == [1.0, 2.0]


def test_a_service_that_is_down_is_soon_left_alone(
    document: Document, sources: tuple[Source, ...], catalogues: Any
) -> None:
    catalogues.fail("crossref", always=True, status=500)
    catalogues.fail("openalex", always=True, status=500)
    enriched = enrich_document(document, sources)
    assert enriched.document.references == document.references
    assert enriched.notes == ("0 of 5 missing DOIs found",)
    (warning,) = enriched.warnings
    assert warning == "7 of 7 references were not looked up (Crossref: HTTP 500; OpenAlex: HTTP 500)"
    assert catalogues.count("crossref") == catalogues.count("openalex") == 6, "two questions, three times each"


def test_where_one_catalogue_is_down_the_other_answers(
    document: Document, sources: tuple[Source, ...], catalogues: Any
) -> None:
    catalogues.fail("crossref", always=True, status=500)
    enriched = enrich_document(document, sources)
    assert dois(enriched)[1] == ("10.1038/nmat4821", "openalex")
    assert enriched.document.references[4].retracted is True
    # The entry without a title, and those that OpenAlex does not have.
    assert "4 of 7 references were not looked up (Crossref: HTTP 500)" in enriched.warnings


def test_a_day_long_pause_is_not_waited_for(
    document: Document, sources: tuple[Source, ...], catalogues: Any, pauses: list[float]
) -> None:
    catalogues.fail("openalex", always=True, status=429, headers={"Retry-After": "40000"})
    enriched = enrich_document(document, sources)
    assert catalogues.count("openalex") == 1
    assert pauses == []
    assert any("pause of 40000 s" in warning for warning in enriched.warnings)


def test_no_answer_in_time_is_told(document: Document, sources: tuple[Source, ...], catalogues: Any) -> None:
    catalogues.fail("crossref", always=True, hang=True)
    catalogues.fail("openalex", always=True, status=401)
    alone = replace(document, references=document.references[:1])
    (warning,) = enrich_document(alone, sources).warnings
    assert warning == "1 of 1 references were not looked up (Crossref: no answer in time; OpenAlex: HTTP 401)"
    assert catalogues.count("openalex") == 1, "who is not let in does not knock again"


@pytest.mark.parametrize("body", ["<html>Sign in to this network</html>", "[]", '{"message": {"items": 3}}', "null"])
def test_an_answer_of_another_shape_is_told(
    document: Document, sources: tuple[Source, ...], catalogues: Any, body: str
) -> None:
    catalogues.fail("crossref", always=True, body=body)
    catalogues.fail("openalex", always=True, body=body)
    enriched = enrich_document(document, sources)
    assert enriched.document.references == document.references
    assert enriched.warnings[0].startswith("7 of 7 references were not looked up (Crossref: the answer")


@pytest.mark.parametrize(
    "work",
    [
        {}, None, 3, {"DOI": 7}, {"DOI": "10.1038/nmat4821", "title": "no list", "author": [None], "issued": None},
        {"DOI": "10.1038/nmat4821", "title": [None], "author": {}, "issued": {"date-parts": [[None]]}, "volume": 16},
    ],
)  # fmt: skip
def test_works_of_odd_shapes_match_nothing(
    document: Document, sources: tuple[Source, ...], catalogues: Any, work: Any
) -> None:
    catalogues.fail("crossref", always=True, body=json.dumps({"message": {"items": [work]}}))
    catalogues.fail("openalex", always=True, body=json.dumps({"results": [work]}))
    enriched = enrich_document(document, sources)
    assert [r.doi for r in enriched.document.references] == [r.doi for r in document.references]


def test_one_doi_that_a_service_refuses_costs_the_others_nothing(sources: tuple[Source, ...]) -> None:
    wanted = ["10.1038/nmat4821", "10.1/x", "10.1021/acsami.7b11530", "10.5555/none", "10.1038/s41586-020-2801-z"]
    found, failure = sources[0].look_up(wanted)
    assert set(found) == set(wanted) - {"10.1/x"}
    assert found["10.1038/s41586-020-2801-z"] is not None
    assert failure == "HTTP 400"


def test_a_doi_with_the_filters_own_comma_is_not_asked_for(
    document: Document, sources: tuple[Source, ...], catalogues: Any
) -> None:
    odd = replace(document.references[0], doi="10.5555/a,b")
    enriched = enrich_document(replace(document, references=(odd,)), sources)
    assert catalogues.asked == []
    assert enriched.warnings == ("1 of 1 references were not looked up (their DOIs cannot be asked for)",)


def test_a_place_where_no_one_listens_raises_no_other_error(pauses: list[float]) -> None:
    with closing(ServiceClient("x", "http://127.0.0.1:1", pace_seconds=0, sleep=pauses.append)) as client:
        for _ in range(3):
            with pytest.raises(ServiceError, match=r"not reached \(ConnectError\)"):
                client.get("/works", {})
    assert len(pauses) == 4, "the third question is not even tried"


def test_requests_keep_their_distance(catalogues: Any) -> None:
    time = [0.0]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        time[0] += seconds

    url = catalogues.url("openalex")
    query = {"filter": "title.search:lithium", "per-page": "1", "select": "doi"}
    with closing(ServiceClient("x", url, pace_seconds=1.0, sleep=sleep, clock=lambda: time[0])) as client:
        client.get("/works", query)
        time[0] += 0.25
        client.get("/works", query)
        time[0] += 5.0
        client.get("/works", query)
    assert slept == [0.75]


def test_the_cache_lies_where_the_system_keeps_caches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert find_cache_folder() == tmp_path / "interphase"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert find_cache_folder() == Path.home() / ".cache" / "interphase"
