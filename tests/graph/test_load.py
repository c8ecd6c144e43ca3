"""Loading: twice is once, a document is replaced or removed whole, and a refused load changes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.assemble import assemble
from graph.errors import InputError, RecordError
from graph.load import count_rows, load_records, read_graph, read_records, remove_document
from graph.records import Record
from graph.rows import GraphChange, GraphRows, NodeKey, compare
from graph.stores import GraphStore, open_store
from graph.uniting import unite_records
from graph.validate import read_records_file

RECORDS = Path(__file__).parent / "records"


@pytest.fixture
def garnet() -> list[Record]:
    return read_records_file(RECORDS / "garnet.jsonl")


@pytest.fixture
def sulfide() -> list[Record]:
    return read_records_file(RECORDS / "sulfide.jsonl")


def test_a_graph_can_be_turned_back_into_its_records(store: GraphStore, garnet: list[Record]) -> None:
    load_records(store, garnet)
    assert read_records(store) == unite_records(garnet)


def test_loading_twice_writes_nothing(store: GraphStore, garnet: list[Record], sulfide: list[Record]) -> None:
    first = load_records(store, [*garnet, *sulfide])
    before = read_graph(store)
    second = load_records(store, [*sulfide, *garnet])
    assert first.changed and not second.changed
    assert first.before == {} and first.after == second.before == second.after
    assert read_graph(store) == before


def test_the_report_tells_what_the_store_holds(store: GraphStore, garnet: list[Record]) -> None:
    report = load_records(store, garnet)
    assert report.after == assemble(garnet).counts() == count_rows(store)
    assert read_graph(store) == assemble(garnet)
    assert report.documents == ("garnet.md",)
    assert report.records == len(garnet)
    assert (report.removed_nodes, report.removed_edges, report.unused) == (0, 0, ())


def test_what_cannot_be_used_is_reported(store: GraphStore, sulfide: list[Record]) -> None:
    assert any("[9]" in note for note in load_records(store, sulfide).unused)


def test_one_after_the_other_is_both_at_once(store: GraphStore, garnet: list[Record], sulfide: list[Record]) -> None:
    load_records(store, garnet)
    load_records(store, sulfide)
    assert count_rows(store) == assemble([*garnet, *sulfide]).counts()
    assert not load_records(store, [*garnet, *sulfide]).changed


def test_a_document_read_again_replaces_what_it_said(
    store: GraphStore, garnet: list[Record], sulfide: list[Record]
) -> None:
    load_records(store, [*garnet, *sulfide])
    shorter = [record for record in garnet if record.KIND != "causal_link"]
    report = load_records(store, shorter)
    assert report.removed_edges and report.removed_nodes
    assert read_records(store) == unite_records([*shorter, *sulfide])
    assert store.read("MATCH (i:Issue)-[r:CAUSED_BY]->(m:Mechanism) RETURN count(r)").rows == ((0,),)


def test_removal_equals_a_rebuild_without_the_document(
    tmp_path: Path, store: GraphStore, garnet: list[Record], sulfide: list[Record]
) -> None:
    load_records(store, [*garnet, *sulfide])
    report = remove_document(store, "10.1000/sulfide")
    assert report.documents == ("10.1000/sulfide",)
    with open_store(f"ladybug:{tmp_path / 'rebuilt.lbug'}") as rebuilt:
        load_records(rebuilt, garnet)
        assert read_graph(store) == read_graph(rebuilt)


def test_removing_what_is_not_there_names_what_is(store: GraphStore, garnet: list[Record]) -> None:
    load_records(store, garnet)
    with pytest.raises(InputError, match=r"no document 'other.md'.*garnet.md"):
        remove_document(store, "other.md")


def test_a_refused_load_leaves_the_graph_as_it_was(
    store: GraphStore, garnet: list[Record], sulfide: list[Record]
) -> None:
    load_records(store, garnet)
    before = read_graph(store)
    broken = [record for record in sulfide if record.KIND != "document"]
    with pytest.raises(RecordError, match="needs the Document"):
        load_records(store, broken)
    assert read_graph(store) == before


def test_two_reviews_of_one_paper_are_one_work(store: GraphStore, garnet: list[Record], sulfide: list[Record]) -> None:
    load_records(store, [*garnet, *sulfide])
    works = "MATCH (r:Reference) WHERE r.work = '10.1000/alumina' RETURN count(r), count(DISTINCT r.work)"
    assert store.read(works).rows == ((2, 1),)


def test_a_graph_changed_by_hand_is_put_right(store: GraphStore, garnet: list[Record]) -> None:
    load_records(store, garnet)
    before = read_graph(store)
    renamed = GraphRows({NodeKey("Issue", "issue:li-dendrite"): {"name": "renamed"}})
    stray = GraphRows({NodeKey("Issue", "issue:by-hand"): {"name": "by hand"}})
    lost = GraphChange({}, frozenset({NodeKey("Property", "prop:voltage")}), {}, frozenset())
    for rows in (stray, renamed):
        store.apply(compare(GraphRows(), rows))
    store.apply(lost)
    assert load_records(store, garnet).changed
    assert read_graph(store) == before


def test_records_of_one_statement_in_one_document_are_united(store: GraphStore, garnet: list[Record]) -> None:
    case = next(record for record in garnet if record.KIND == "strategy_case")
    again = replace(case, evidence=(replace(case.evidence[0], start=7000, end=7050, line=70),))
    load_records(store, [*garnet, again])
    (held,) = [record for record in read_records(store) if record.id == case.id]
    assert [evidence.start for evidence in held.evidence] == [100, 7000]
