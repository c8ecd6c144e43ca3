"""Statements of somebody else: as good as any other, and harmless at their worst."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from graph.errors import QueryError, StoreUnavailableError
from graph.reading import check_reading
from graph.rows import GraphRows, NodeKey, compare
from graph.stores import GraphStore, QueryLimits, open_store
from graph.stores.isolated import read_isolated

LIMITS = QueryLimits(seconds=20, rows=3)
ISSUES = GraphRows({NodeKey("Issue", f"issue {i}"): {"name": f"Ω ' \" \n 界 {i}"} for i in range(4)})


def test_the_answer_is_that_of_the_store(store: GraphStore) -> None:
    store.apply(compare(GraphRows(), ISSUES))
    statement = "MATCH (i:Issue) WHERE i.name <> $name RETURN i, i.definition, i.name, 1.5 AS x ORDER BY i.id"
    answer = read_isolated(store, statement, {"name": "界 🔋"}, limits=LIMITS)
    assert answer == store.read(statement, {"name": "界 🔋"}, limits=LIMITS)
    assert (len(answer.rows), answer.truncated) == (3, True)


@pytest.mark.parametrize("statement", ["MATCH (n RETURN n", "RETURN unknown_function(1)", ""])
def test_a_wrong_statement_is_the_users_error(store: GraphStore, statement: str) -> None:
    with pytest.raises(QueryError):
        read_isolated(store, statement, limits=LIMITS)


def test_it_sees_what_was_written_and_runs_beside_the_writer(store: GraphStore) -> None:
    for count, key in enumerate(ISSUES.nodes, start=1):
        store.apply(compare(GraphRows(), GraphRows({key: {}})))
        assert read_isolated(store, "MATCH (n) RETURN count(n) AS n", limits=LIMITS).rows == ((count,),)


def test_the_time_limit_holds(store: GraphStore) -> None:
    store.apply(compare(GraphRows(), GraphRows({NodeKey("Claim", f"c{i}"): {"works": i} for i in range(2000)})))
    slow = "MATCH (a:Claim), (b:Claim), (c:Claim) WHERE a.works + b.works + c.works < 0 RETURN a.id"
    with pytest.raises(QueryError, match=r"longer than 0\.3 s"):
        read_isolated(store, slow, limits=QueryLimits(seconds=0.3))


@pytest.mark.skipif(sys.platform == "win32", reason="the memory of a process can be limited on POSIX only")
def test_a_short_statement_that_grows_without_end_is_stopped_at_the_memory_limit(tmp_path: Path) -> None:
    statement = f"WITH 'x' AS s {'WITH s + s AS s ' * 40}RETURN size(s)"
    check_reading(statement)
    with open_store(f"ladybug:{tmp_path / 'graph.lbug'}") as store:
        with pytest.raises(QueryError, match="memory"):
            read_isolated(store, statement, limits=QueryLimits(seconds=60))
        assert store.read("RETURN 1").rows == ((1,),)


def test_a_graph_that_is_gone_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    with open_store(f"ladybug:{path}") as store:
        path.unlink()
        with pytest.raises(StoreUnavailableError, match="no graph yet"):
            read_isolated(store, "RETURN 1", limits=LIMITS)
