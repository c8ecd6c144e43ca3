"""What the user sees does not depend on the engine."""

from __future__ import annotations

import os
from collections.abc import Iterator

import neo4j
import pytest

from api.road import read_road
from api.view import render_view
from graph.export.formats import export
from graph.load import load_records
from graph.recommend import recommend, render_advice
from graph.stores import GraphStore, open_store


@pytest.fixture
def both(graph_url: str, records) -> Iterator[tuple[GraphStore, GraphStore]]:
    url = os.environ.get("INTERPHASE_TEST_NEO4J")
    if not url:
        pytest.skip("no Neo4j server: start one with tests/neo4j/start.sh and set INTERPHASE_TEST_NEO4J to its URL")
    with neo4j.GraphDatabase.driver(url) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    with open_store(graph_url, read_only=True) as embedded, open_store(url) as server:
        load_records(server, records)
        yield embedded, server


def test_pages_advice_and_exports_are_the_same(both, tmp_path):
    embedded, server = both
    for narrowed in ({}, {"pair": "LLZO|Li"}, {"issue": "issue:poor-contact"}):
        assert render_view(read_road(embedded, **narrowed)) == render_view(read_road(server, **narrowed))
    assert render_advice(recommend(embedded, "LLZO", "Li")) == render_advice(recommend(server, "LLZO", "Li"))
    for name in ("jsonl", "csv", "graphml", "jsonld"):
        ours, theirs = (export(store, name, tmp_path / str(n)) for n, store in enumerate(both))
        assert [path.read_bytes() for path in ours] == [path.read_bytes() for path in theirs]
