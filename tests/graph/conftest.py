"""The graph stores that tests run against: Ladybug always, Neo4j where a server is named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import neo4j
import pytest

from graph.stores import GraphStore, open_store

Opener = Callable[[], GraphStore]


@pytest.fixture
def neo4j_url() -> str:
    """The address of an emptied test server."""
    url = os.environ.get("INTERPHASE_TEST_NEO4J", "")
    if not url:
        pytest.skip("no Neo4j server: start one with tests/neo4j/start.sh and set INTERPHASE_TEST_NEO4J to its URL")
    with neo4j.GraphDatabase.driver(url) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        for name in driver.execute_query("SHOW CONSTRAINTS YIELD name").records:
            driver.execute_query(f"DROP CONSTRAINT `{name[0]}`")
    return url


@pytest.fixture(params=["ladybug", "neo4j"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty graph, in each engine."""
    if request.param == "neo4j":
        return str(request.getfixturevalue("neo4j_url"))
    return f"ladybug:{tmp_path / 'folder' / 'graph.lbug'}"


@pytest.fixture
def store(store_url: str) -> Iterator[GraphStore]:
    """An empty graph, in each engine."""
    with open_store(store_url) as opened:
        yield opened
