"""A retracted work counts nothing, and everyone who meets it in an answer is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.assemble import assemble
from graph.belief import Support, measure_belief
from graph.load import load_records, read_records
from graph.recommend import recommend, render_advice
from graph.records import DocumentRecord, Record, ReferenceRecord, StrategyCaseRecord
from graph.rows import GraphRows, NodeKey
from graph.stores import GraphStore
from graph.validate import find_problems, read_records_file, write_records

RECORDS = Path(__file__).parent / "records"
INTERLAYER = "strat:lithiophilic-interlayer"


@pytest.fixture
def garnet() -> list[Record]:
    return read_records_file(RECORDS / "garnet.jsonl")


def retract(records: Iterable[Record], *numbers: int, retracted: bool | None = True) -> list[Record]:
    return [
        replace(r, retracted=retracted) if isinstance(r, ReferenceRecord) and r.n in numbers else r for r in records
    ]


def ask(store: GraphStore, records: Iterable[Record]) -> dict[str, Any]:
    load_records(store, records)
    return render_advice(recommend(store, "LLZO", "Li"))


def pick(answer: dict[str, Any], strategy: str) -> dict[str, Any]:
    found: dict[str, Any] = next(r for r in answer["recommendations"] if r["strategy"] == strategy)
    return found


def a_case(records: Iterable[Record], strategy: str) -> StrategyCaseRecord:
    return next(r for r in records if isinstance(r, StrategyCaseRecord) and r.strategy == strategy)


def in_another_document(case: StrategyCaseRecord, **changes: Any) -> list[Record]:
    """The same case as a second document tells it of a work of its own."""
    evidence = tuple(replace(item, document="other.md", refs=(1,)) for item in case.evidence)
    return [
        DocumentRecord(document="other.md", sha256="1" * 64, media_type="text/markdown"),
        ReferenceRecord(document="other.md", n=1, raw="other", title="Another work"),
        replace(
            case, **({"document": "other.md", "refs": (1,), "evidence": evidence, "works": ("another work",)} | changes)
        ),
    ]


def test_a_retracted_work_falls_in_rank_and_stays_visible(store: GraphStore, garnet: list[Record]) -> None:
    before = pick(ask(store, garnet), INTERLAYER)
    answer = ask(store, retract(garnet, 4))
    after = pick(answer, INTERLAYER)

    assert before["rank"] == 1
    assert after["rank"] == len(answer["recommendations"]) > 1
    assert after["score"] < before["score"]
    assert (after["belief"], after["works"]) == (0.0, 0)
    assert sum(c["amount"] for c in after["contributions"]) == pytest.approx(after["score"])
    assert not any("1710" in c["what"] or " to " in c["what"] for c in after["contributions"]), "no numbers of it count"
    (option,) = after["options"]
    assert option["retracted"] is True
    assert option["effects"] == before["options"][0]["effects"], "but they are shown"
    assert option["evidence"] == before["options"][0]["evidence"]
    assert [ref["retracted"] for ref in after["refs"]] == [True]
    assert after["caveats"][0]["text"] == "Retracted, and counted for nothing here: doi:10.1000/alumina."
    assert after["caveats"][0]["refs"] == after["refs"]
    assert "works that are all retracted" in after["why"]


def test_without_retraction_nothing_is_said_of_it(store: GraphStore, garnet: list[Record]) -> None:
    for retracted in (None, False):
        advice = pick(ask(store, retract(garnet, 4, 5, 6, 7, retracted=retracted)), INTERLAYER)
        assert [option["retracted"] for option in advice["options"]] == [False]
        assert [ref["retracted"] for ref in advice["refs"]] == [retracted]
        assert not any("etracted" in caveat["text"] for caveat in advice["caveats"])


def test_the_work_that_stands_beside_it_still_counts(store: GraphStore, garnet: list[Record]) -> None:
    told = in_another_document(a_case(garnet, INTERLAYER), effects=(), materials=("Al2O3",))
    alone = pick(ask(store, [*garnet, *told]), INTERLAYER)
    beside = pick(ask(store, [*retract(garnet, 4), *told]), INTERLAYER)
    assert (alone["works"], beside["works"]) == (2, 1)
    assert 0.0 < beside["belief"] < alone["belief"]
    assert sorted(option["retracted"] for option in beside["options"]) == [False, True]
    assert "1 independent work" in beside["why"]
    assert any("etracted" in caveat["text"] for caveat in beside["caveats"])
    assert any("no numbers" in c["what"] for c in beside["contributions"])


def test_a_place_that_only_a_retracted_work_reports_is_no_basis(store: GraphStore, garnet: list[Record]) -> None:
    """What stands was found at a variant of the interface: the strategy is advised as such."""
    told = in_another_document(a_case(garnet, INTERLAYER), host="Ta-doped Li7La3Zr2O12", effects=())
    assert pick(ask(store, [*garnet, *told]), INTERLAYER)["basis"] == "interface"
    after = pick(ask(store, [*retract(garnet, 4), *told]), INTERLAYER)
    assert (after["basis"], after["works"]) == ("variant", 1)
    assert len(after["options"]) == 2


def test_one_document_that_knows_is_enough_for_all(store: GraphStore, garnet: list[Record]) -> None:
    case = a_case(garnet, INTERLAYER)
    told = in_another_document(case, works=case.works)
    told[1] = ReferenceRecord(document="other.md", n=1, raw="x", title="Al2O3", doi="10.1000/alumina")
    advice = pick(ask(store, [*retract(garnet, 4), *told]), INTERLAYER)
    assert (advice["works"], advice["belief"]) == (0, 0.0)
    assert [ref["retracted"] for ref in advice["refs"]] == [True, True]


def test_a_retracted_failure_speaks_against_nothing(store: GraphStore, garnet: list[Record]) -> None:
    doping = "strat:cation-doping"
    before, after = ask(store, garnet), ask(store, retract(garnet, 7))
    assert pick(after, doping)["belief"] > pick(before, doping)["belief"]
    warned = {warning["strategy"]: warning for warning in after["warnings"]}
    assert "in a work that is retracted" in warned[doping]["why"]
    assert "retracted" not in {w["strategy"]: w for w in before["warnings"]}[doping]["why"]


def test_the_graph_holds_the_flag_and_gives_it_back(store: GraphStore, garnet: list[Record]) -> None:
    records = retract(garnet, 4)
    records = [replace(r, doi_source="openalex") if isinstance(r, ReferenceRecord) and r.n == 4 else r for r in records]
    load_records(store, records)
    rows = store.read("MATCH (r:Reference) WHERE r.retracted = true RETURN r.n AS n, r.doi AS doi").dicts()
    assert list(rows) == [{"n": 4, "doi": "10.1000/alumina"}]
    kept = {r.n: r for r in read_records(store) if isinstance(r, ReferenceRecord)}
    assert (kept[4].retracted, kept[4].doi_source, kept[5].retracted) == (True, "openalex", None)


def beliefs_of(rows: GraphRows) -> dict[NodeKey, Any]:
    return {key: (p["belief"], p["works"]) for key, p in rows.nodes.items() if key.label == "Claim"}


def test_claims_and_derived_edges_lose_what_rested_on_it(garnet: list[Record]) -> None:
    case = a_case(garnet, INTERLAYER)
    before, after = assemble(garnet), assemble(retract(garnet, 4))
    key = NodeKey("Claim", case.id)
    assert beliefs_of(before)[key][1] == 1
    assert beliefs_of(after)[key] == (0.0, 0)
    assert before.edges.keys() == after.edges.keys(), "nothing is taken out of the graph"
    road = [k for k in after.edges if k.type == "MITIGATED_BY" and k.target == INTERLAYER]
    assert road
    for edge in road:
        assert after.edges[edge]["belief"] <= before.edges[edge]["belief"]


def test_records_with_the_new_fields_are_valid(garnet: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    write_records(path, retract(garnet, 4))
    assert find_problems(path) == []
    path.write_text(
        path.read_text(encoding="utf-8").replace('"retracted": true', '"retracted": "yes"'), encoding="utf-8"
    )
    assert [problem.where.endswith("field retracted") for problem in find_problems(path)] == [True]


supports = st.builds(
    Support, work=st.sampled_from("abc"), source_type=st.sampled_from([None, "experiment", "review"]),
    hedged=st.booleans(), confidence=st.floats(0, 1), retracted=st.booleans(),
)  # fmt: skip


@given(st.lists(supports), st.lists(supports))
def test_belief_is_that_of_the_works_that_stand(told: list[Support], against: list[Support]) -> None:
    standing = [[s for s in side if not s.retracted] for side in (told, against)]
    assert measure_belief(told, against) == measure_belief(*standing)
