"""What only a store on a server can get wrong."""

from __future__ import annotations

import neo4j
import pytest

from graph.errors import InputError, QueryError, SchemaMismatchError, StoreUnavailableError
from graph.rows import GraphRows, NodeKey, compare
from graph.schema import load_schema
from graph.stores import GraphStore, open_store


def write_issue(store: GraphStore, name: str) -> None:
    store.apply(compare(GraphRows(), GraphRows({NodeKey("Issue", name): {}})))


def count_nodes(store: GraphStore) -> int:
    return int(store.read("MATCH (n) RETURN count(n)").rows[0][0])


@pytest.mark.parametrize("url", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1", "bolt://"])
def test_a_server_that_does_not_answer_is_unavailable(url: str) -> None:
    with pytest.raises(StoreUnavailableError, match="start one, or use the embedded graph"):
        open_store(url)


def test_a_password_in_the_url_is_refused_and_not_repeated() -> None:
    with pytest.raises(InputError) as failure:
        open_store("bolt://neo4j:secret@127.0.0.1:1")
    assert "NEO4J_PASSWORD" in str(failure.value)
    assert "secret" not in str(failure.value)


@pytest.mark.parametrize("url", ["", "graph.lbug", "ladybug:", "http://127.0.0.1", "sqlite:x"])
def test_an_unknown_address_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="ladybug:PATH"):
        open_store(url)


def test_a_database_of_another_schema_is_refused(neo4j_url: str) -> None:
    with neo4j.GraphDatabase.driver(neo4j_url) as driver:
        driver.execute_query("CREATE CONSTRAINT interphase_schema_0_issue_id FOR (n:Issue) REQUIRE n.id IS UNIQUE")
        try:
            with pytest.raises(SchemaMismatchError, match="schema 0"):
                open_store(neo4j_url)
        finally:
            driver.execute_query("DROP CONSTRAINT interphase_schema_0_issue_id")


def test_reading_neither_writes_nor_prepares_a_database(neo4j_url: str) -> None:
    with open_store(neo4j_url) as store:
        assert store.read("SHOW CONSTRAINTS YIELD name RETURN name").rows == ()
        with pytest.raises(QueryError):
            store.read("CREATE (:Issue {id: 'x'})")
        write_issue(store, "x")
        assert len(store.read("SHOW CONSTRAINTS YIELD name RETURN name").rows) == len(load_schema().nodes)
