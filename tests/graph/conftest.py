"""The graph stores that tests run against: Ladybug always, Neo4j where a server is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.stores import GraphStore, open_store


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
