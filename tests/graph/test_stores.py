"""What a graph store must do, asked of every engine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.errors import (
    InputError,
    QueryError,
    SchemaMismatchError,
    StoreError,
    StoreUnavailableError,
)
from graph.rows import EdgeKey, GraphChange, GraphRows, NodeKey, compare
from graph.schema import load_schema
from graph.stores import GraphStore, QueryLimits, open_store
from graph.stores.ddl import render_ladybug_ddl, render_neo4j_constraints
from graph.stores.ladybug import LadybugStore

NEO4J_URL = os.environ.get("INTERPHASE_TEST_NEO4J", "")

HOSTILE = (
    "quotes ' \" ` and ''",
    "commas, semicolons; and \\ backslashes \\n \\u0041",
    "line\nbreak\r\nand\ttab",
    "Ω cm² – 界面 🔋 e\u0301",
    "<script>alert(1)</script> & $rows {id: 1} */ //",
    "",
    " ",
    "null",
    "[1,2]",
    "2021-03-04",
)

MAIN_ROAD = (
    "MATCH (i:Issue)-[:CAUSED_BY]->(m:Mechanism)-[:MITIGATED_BY]->(s:Strategy)-[:USES]->(x:Material) "
    "RETURN i.name, m.name, s.name, x.id ORDER BY i.name, m.name, s.name, x.id"
)

Opener = Callable[[], GraphStore]


@pytest.fixture(params=["ladybug", "neo4j"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Open the same empty graph again and again."""
    if request.param == "ladybug":
        url = f"ladybug:{tmp_path / 'folder' / 'graph.lbug'}"
    elif NEO4J_URL:
        url = NEO4J_URL
        empty_neo4j()
    else:
        pytest.skip("no Neo4j server: start one with tests/neo4j/start.sh and set INTERPHASE_TEST_NEO4J to its URL")
    opened: list[GraphStore] = []

    def open_again() -> GraphStore:
        opened.append(open_store(url))
        return opened[-1]

    yield open_again
    for store in opened:
        store.close()


@pytest.fixture
def store(opener: Opener) -> GraphStore:
    return opener()


def empty_neo4j() -> None:
    import neo4j

    with neo4j.GraphDatabase.driver(NEO4J_URL) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        for name in driver.execute_query("SHOW CONSTRAINTS YIELD name").records:
            driver.execute_query(f"DROP CONSTRAINT `{name[0]}`")


def issue(name: str, **properties: Any) -> dict[NodeKey, dict[str, Any]]:
    return {NodeKey("Issue", name): {"name": name, **properties}}


def road() -> GraphRows:
    """Two issues, one mechanism, two strategies, two materials along the main road."""
    nodes = {
        **issue("dendrites", definition="Lithium grows through."),
        **issue("resistance"),
        NodeKey("Mechanism", "voids"): {"name": "void formation", "beneficial": False},
        NodeKey("Strategy", "coating"): {"name": "coating"},
        NodeKey("Strategy", "pressure"): {"name": "stack pressure"},
        NodeKey("Material", "Al2O3"): {"name": "Al2O3", "elements": ["Al", "O"], "families": []},
        NodeKey("Material", "LiF"): {"name": "LiF"},
    }
    edges = {
        EdgeKey("CAUSED_BY", "Issue", "Mechanism", "dendrites", "voids"): {"belief": 0.75, "works": 2},
        EdgeKey("CAUSED_BY", "Issue", "Mechanism", "resistance", "voids"): {"belief": 1},
        EdgeKey("MITIGATED_BY", "Mechanism", "Strategy", "voids", "coating"): {"claims": ["claim:1", "claim:2"]},
        EdgeKey("MITIGATED_BY", "Issue", "Strategy", "resistance", "pressure"): {},
        EdgeKey("USES", "Strategy", "Material", "coating", "Al2O3"): {},
        EdgeKey("USES", "Strategy", "Material", "coating", "LiF"): {},
    }
    return GraphRows(nodes, edges)


def write(store: GraphStore, rows: GraphRows) -> None:
    store.apply(compare(GraphRows(), rows))


def counts(store: GraphStore) -> tuple[int, int]:
    nodes = store.read("MATCH (n) RETURN count(n)").rows[0][0]
    return nodes, store.read("MATCH ()-[e]->() RETURN count(e)").rows[0][0]


def test_a_new_store_is_empty(store: GraphStore) -> None:
    assert counts(store) == (0, 0)
    assert store.read("MATCH (i:Issue) RETURN i.name").rows == ()


def test_what_is_written_is_read_along_the_main_road(store: GraphStore) -> None:
    write(store, road())
    result = store.read(MAIN_ROAD)
    assert result.columns == ("i.name", "m.name", "s.name", "x.id")
    assert result.rows == (
        ("dendrites", "void formation", "coating", "Al2O3"),
        ("dendrites", "void formation", "coating", "LiF"),
        ("resistance", "void formation", "coating", "Al2O3"),
        ("resistance", "void formation", "coating", "LiF"),
    )
    assert not result.truncated
    assert result.dicts()[0]["x.id"] == "Al2O3"


def test_values_are_plain_and_the_same_in_every_engine(store: GraphStore) -> None:
    write(store, road())
    statement = (
        "MATCH (i:Issue {id: 'dendrites'})-[e]->(m) OPTIONAL MATCH (m)-[u:USES]->(x) "
        "RETURN i, e, m, x, [1, 2] AS list, {a: 'b', c: null} AS map, i.definition, e.belief, e.works, e.claims"
    )
    (row,) = store.read(statement).rows
    assert row == (
        {"_label": "Issue", "definition": "Lithium grows through.", "id": "dendrites", "name": "dendrites"},
        {"_type": "CAUSED_BY", "belief": 0.75, "works": 2},
        {"_label": "Mechanism", "beneficial": False, "id": "voids", "name": "void formation"},
        None,
        [1, 2],
        {"a": "b", "c": None},
        "Lithium grows through.",
        0.75,
        2,
        None,
    )
    assert [type(value) for value in row[-3:-1]] == [float, int]
    assert list(row[0]) == ["_label", "definition", "id", "name"]


def test_numbers_keep_the_type_of_their_property(store: GraphStore) -> None:
    write(store, road())
    (belief,) = store.read("MATCH (i:Issue {id: 'resistance'})-[e:CAUSED_BY]->() RETURN e.belief").rows[0]
    assert (belief, type(belief)) == (1.0, float)
    (total,) = store.read("MATCH ()-[e:CAUSED_BY]->() RETURN sum(e.works)").rows[0]
    assert (total, type(total)) == (2, int)


def test_a_path_is_its_nodes_and_edges(store: GraphStore) -> None:
    write(store, road())
    (path,) = store.read("MATCH p = (:Issue {id: 'dendrites'})-[:CAUSED_BY]->(:Mechanism) RETURN p").rows[0]
    assert [node["id"] for node in path["_nodes"]] == ["dendrites", "voids"]
    assert [edge["_type"] for edge in path["_edges"]] == ["CAUSED_BY"]


def test_writing_the_same_twice_changes_nothing(store: GraphStore) -> None:
    write(store, road())
    before = counts(store), store.read("MATCH (n) RETURN n ORDER BY n.id").rows
    write(store, road())
    assert (counts(store), store.read("MATCH (n) RETURN n ORDER BY n.id").rows) == before
    store.apply(compare(road(), road()))
    assert counts(store) == before[0] == (7, 6)


def test_a_changed_row_is_replaced_not_merged(store: GraphStore) -> None:
    write(store, road())
    edge = EdgeKey("CAUSED_BY", "Issue", "Mechanism", "dendrites", "voids")
    write(store, GraphRows(issue("dendrites"), {edge: {"claims": ["claim:9"]}}))
    assert store.read("MATCH (i:Issue {id: 'dendrites'})-[e:CAUSED_BY]->() RETURN i, e").rows == (
        ({"_label": "Issue", "id": "dendrites", "name": "dendrites"}, {"_type": "CAUSED_BY", "claims": ["claim:9"]}),
    )


def test_lists_keep_their_order_and_an_empty_one_is_no_null(store: GraphStore) -> None:
    nodes = {
        NodeKey("Material", "a"): {"elements": ["Zr", "Li", "O"], "families": []},
        NodeKey("Material", "b"): {"elements": list(HOSTILE)},
    }
    write(store, GraphRows(nodes))
    assert store.read("MATCH (m:Material) RETURN m.elements, m.families ORDER BY m.id").rows == (
        (["Zr", "Li", "O"], []),
        (list(HOSTILE), None),
    )


def test_a_column_without_any_value_can_be_written(store: GraphStore) -> None:
    write(store, GraphRows({NodeKey("Measurement", name): {} for name in "ab"}))
    write(store, GraphRows({NodeKey("Measurement", "a"): {"value": 2}, NodeKey("Measurement", "b"): {"value": 0.5}}))
    assert store.read("MATCH (m:Measurement) RETURN m.value, m.unit ORDER BY m.id").rows == ((2.0, None), (0.5, None))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_went_in(store: GraphStore, text: str) -> None:
    key = NodeKey("Issue", f"id {text}")
    edge = EdgeKey("CAUSED_BY", "Issue", "Mechanism", key.id, "m")
    write(store, GraphRows({key: {"name": text}, NodeKey("Mechanism", "m"): {}}, {edge: {"claims": [text]}}))
    result = store.read(
        "MATCH (i:Issue {id: $id})-[e]->() RETURN i.name, e.claims, $text", {"id": key.id, "text": text}
    )
    assert result.rows == ((text, [text], text),)


def test_edges_and_nodes_are_removed(store: GraphStore) -> None:
    write(store, road())
    smaller = road()
    del smaller.edges[EdgeKey("USES", "Strategy", "Material", "coating", "LiF")]
    store.apply(compare(road(), smaller))
    assert counts(store) == (7, 5)
    store.apply(compare(smaller, GraphRows(issue("dendrites"))))
    assert counts(store) == (1, 0)
    store.apply(compare(smaller, GraphRows()))
    assert counts(store) == (0, 0)


def test_removing_a_node_takes_edges_along_that_the_change_does_not_name(store: GraphStore) -> None:
    write(store, road())
    store.apply(GraphChange({}, frozenset({NodeKey("Mechanism", "voids")}), {}, frozenset()))
    assert counts(store) == (6, 3)


def test_one_change_may_remove_and_add(store: GraphStore) -> None:
    write(store, road())
    new = GraphRows(
        {**road().nodes, NodeKey("Material", "LiN"): {}},
        {
            **{key: value for key, value in road().edges.items() if key.target != "LiF"},
            EdgeKey("USES", "Strategy", "Material", "coating", "LiN"): {},
        },
    )
    store.apply(compare(road(), new))
    rows = store.read("MATCH (:Strategy)-[:USES]->(m) RETURN m.id ORDER BY m.id").rows
    assert rows == (("Al2O3",), ("LiN",))


def test_more_rows_than_a_batch_are_written(store: GraphStore) -> None:
    nodes = {NodeKey("Claim", f"c{i}"): {"works": i} for i in range(4500)}
    edges = {EdgeKey("REFINES", "Claim", "Claim", f"c{i}", f"c{i + 1}"): {} for i in range(4400)}
    write(store, GraphRows(nodes, edges))
    assert counts(store) == (4500, 4400)
    assert store.read("MATCH (c:Claim) RETURN sum(c.works)").rows == ((sum(range(4500)),),)


FAILING = {
    "an end that is not there": GraphRows(
        issue("new"), {EdgeKey("CAUSED_BY", "Issue", "Mechanism", "new", "nowhere"): {}}
    ),
    "an undeclared label": GraphRows({**issue("new"), NodeKey("Person", "p"): {}}),
    "an undeclared relation": GraphRows(issue("new"), {EdgeKey("LIKES", "Issue", "Issue", "new", "dendrites"): {}}),
    "an undeclared pair": GraphRows(issue("new"), {EdgeKey("USES", "Issue", "Issue", "new", "dendrites"): {}}),
    "an undeclared property": GraphRows(issue("new", colour="red")),
    "a text for a number": GraphRows({**issue("new"), NodeKey("Measurement", "m"): {"value": "7"}}),
    "a fraction for a whole number": GraphRows({**issue("new"), NodeKey("Claim", "c"): {"works": 1.5}}),
    "a truth for a whole number": GraphRows({**issue("new"), NodeKey("Claim", "c"): {"works": True}}),
    "a whole number of 65 bits": GraphRows({**issue("new"), NodeKey("Claim", "c"): {"works": 2**64}}),
    "not a number": GraphRows({**issue("new"), NodeKey("Claim", "c"): {"belief": float("nan")}}),
    "a text for a list": GraphRows({**issue("new"), NodeKey("Material", "m"): {"elements": "Li"}}),
    "a null in a list": GraphRows({**issue("new"), NodeKey("Material", "m"): {"elements": ["Li", None]}}),
    "half a character": GraphRows(issue("new", definition="\ud83d")),
    "an empty id": GraphRows({**issue("new"), NodeKey("Issue", ""): {}}),
}


@pytest.mark.parametrize("rows", FAILING.values(), ids=FAILING)
def test_a_failing_change_leaves_the_graph_as_it_was(store: GraphStore, rows: GraphRows) -> None:
    write(store, road())
    change = compare(GraphRows(), rows)
    removed = frozenset({NodeKey("Material", "LiF")}), frozenset(key for key in road().edges if key.type == "USES")
    with pytest.raises(StoreError) as failure:
        store.apply(GraphChange(change.added_nodes, removed[0], change.added_edges, removed[1]))
    assert "\n" not in str(failure.value)
    assert counts(store) == (7, 6)
    write(store, GraphRows(issue("works again")))
    assert counts(store) == (8, 6)


def test_more_rows_than_the_limit_are_cut_and_said_to_be(store: GraphStore) -> None:
    write(store, road())
    statement = "MATCH (n) RETURN n.id ORDER BY n.id"
    assert len(store.read(statement, limits=QueryLimits(rows=7)).rows) == 7
    assert not store.read(statement, limits=QueryLimits(rows=7)).truncated
    cut = store.read(statement, limits=QueryLimits(rows=6))
    assert (len(cut.rows), cut.truncated) == (6, True)
    assert len(store.read(statement).rows) == 7


def test_a_statement_that_takes_too_long_is_ended(store: GraphStore) -> None:
    write(store, GraphRows({NodeKey("Claim", f"c{i}"): {"works": i} for i in range(2000)}))
    slow = "MATCH (a:Claim), (b:Claim), (c:Claim) WHERE a.works + b.works + c.works < 0 RETURN a.id"
    with pytest.raises(QueryError, match=r"longer than 0\.3 s"):
        store.read(slow, limits=QueryLimits(seconds=0.3))
    assert counts(store) == (2000, 0)


def test_a_huge_result_is_not_read_whole(store: GraphStore) -> None:
    write(store, GraphRows({NodeKey("Claim", f"c{i}"): {} for i in range(2000)}))
    result = store.read("MATCH (a:Claim), (b:Claim), (c:Claim) RETURN a.id, b.id, c.id", limits=QueryLimits(rows=10))
    assert (len(result.rows), result.truncated) == (10, True)


@pytest.mark.parametrize("statement", ["MATCH (n RETURN n", "RETURN unknown_function(1)", "MATCH (n) RETURN m", ""])
def test_a_wrong_statement_is_the_users_error_in_one_line(store: GraphStore, statement: str) -> None:
    with pytest.raises(QueryError) as failure:
        store.read(statement)
    assert "\n" not in str(failure.value)
    assert len(str(failure.value)) < 400


def test_a_graph_opened_again_is_the_same(opener: Opener) -> None:
    with opener() as store:
        write(store, road())
        before = store.read("MATCH (n) RETURN n ORDER BY n.id").rows
    assert opener().read("MATCH (n) RETURN n ORDER BY n.id").rows == before


def test_every_label_and_relation_can_be_written_and_asked_for_without_backticks(store: GraphStore) -> None:
    schema = load_schema()
    nodes = {NodeKey(label, f"{label} {end}"): {"name": label} for label in schema.nodes for end in "ab"}
    edges = {
        EdgeKey(edge.name, source, target, f"{source} a", f"{target} b"): {}
        for edge in schema.edges.values()
        for source, target in edge.pairs
    }
    write(store, GraphRows(nodes, edges))
    assert counts(store) == (len(nodes), len(edges))
    for edge in schema.edges.values():
        for source, target in edge.pairs:
            statement = f"MATCH (a:{source})-[e:{edge.name}]->(b:{target}) RETURN a.id, b.id"
            assert store.read(statement).rows == ((f"{source} a", f"{target} b"),)
    for node in schema.nodes.values():
        returned = ", ".join(f"n.{name} AS {name}_1" for name in node.properties)
        assert len(store.read(f"MATCH (n:{node.label}) RETURN {returned}").rows) == 2


def test_a_store_says_where_it_is(store: GraphStore) -> None:
    assert store.url.startswith(("ladybug:", "bolt:"))


# --- what only a file can get wrong ---------------------------------------------------------------------------


def test_a_reader_may_not_write_and_sees_what_is_written_beside_it(tmp_path: Path) -> None:
    url = f"ladybug:{tmp_path / 'graph.lbug'}"
    with open_store(url) as writer:
        write(writer, GraphRows(issue("first")))
        with open_store(url, read_only=True) as reader:
            assert counts(reader) == (1, 0)
            write(writer, GraphRows(issue("second")))
            assert counts(reader) == (2, 0)
            with pytest.raises(StoreError, match="reading only"):
                write(reader, GraphRows(issue("third")))
            with pytest.raises(QueryError, match="read-only"):
                reader.read("CREATE (:Issue {id: 'x'})")
        write(writer, GraphRows(issue("third")))
    with open_store(url, read_only=True) as reader:
        assert counts(reader) == (3, 0)


@pytest.mark.parametrize("content", [None, b""])
def test_a_reader_of_nothing_is_told_how_to_make_a_graph(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "graph.lbug"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreUnavailableError, match="interphase ingest FILE"):
        open_store(f"ladybug:{path}", read_only=True)


@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_no_graph_file_is_left_alone(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("notes\n" * 1000, encoding="utf-8")
    with pytest.raises(StoreUnavailableError, match="is not a graph file"):
        open_store(f"ladybug:{path}", read_only=read_only)
    assert path.read_text(encoding="utf-8") == "notes\n" * 1000
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_is_no_graph_file(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(StoreUnavailableError, match="is a folder"):
        open_store(f"ladybug:{tmp_path}", read_only=read_only)


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreUnavailableError, match="folder cannot be made"):
        open_store(f"ladybug:{tmp_path / 'file' / 'graph.lbug'}")


def test_a_second_writer_in_this_process_is_refused(tmp_path: Path) -> None:
    url = f"ladybug:{tmp_path / 'graph.lbug'}"
    with open_store(url):
        with pytest.raises(StoreUnavailableError, match="being written to"):
            open_store(url)
        with pytest.raises(StoreUnavailableError, match="being written to"):
            open_store(f"ladybug:{tmp_path / '.' / 'graph.lbug'}")
    open_store(url).close()


def test_a_second_writer_in_another_process_is_refused(tmp_path: Path) -> None:
    url = f"ladybug:{tmp_path / 'graph.lbug'}"
    code = "import sys; from graph.stores import open_store; open_store(sys.argv[1])"
    with open_store(url):
        other = subprocess.run([sys.executable, "-c", code, url], capture_output=True, encoding="utf-8", check=False)
    assert "StoreUnavailableError" in other.stderr
    assert "is being written to by another process; wait for it" in other.stderr


def test_a_file_of_another_schema_is_refused_with_the_command_that_rebuilds_it(tmp_path: Path) -> None:
    import ladybug

    path = tmp_path / "graph.lbug"
    open_store(f"ladybug:{path}").close()
    with ladybug.Database(path) as database, ladybug.Connection(database) as connection:
        for label in load_schema().nodes:
            connection.execute(f"COMMENT ON TABLE `{label}` IS 'interphase schema 0, tables x'")
    for read_only in (True, False):
        with pytest.raises(SchemaMismatchError, match=r"interphase load RECORDS\.jsonl --db ladybug:NEWPATH"):
            open_store(f"ladybug:{path}", read_only=read_only)


def test_a_ladybug_file_of_somebody_else_is_refused(tmp_path: Path) -> None:
    import ladybug

    path = tmp_path / "graph.lbug"
    with ladybug.Database(path) as database, ladybug.Connection(database) as connection:
        connection.execute("CREATE NODE TABLE Person(id STRING PRIMARY KEY)")
    with pytest.raises(SchemaMismatchError, match="no schema of Interphase"):
        open_store(f"ladybug:{path}")


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = LadybugStore(tmp_path / "graph.lbug")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.read("RETURN 1")


# --- what only a server can get wrong -------------------------------------------------------------------------


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


@pytest.mark.skipif(not NEO4J_URL, reason="no Neo4j server: start one with tests/neo4j/start.sh")
def test_a_database_of_another_schema_is_refused() -> None:
    import neo4j

    empty_neo4j()
    with neo4j.GraphDatabase.driver(NEO4J_URL) as driver:
        driver.execute_query("CREATE CONSTRAINT interphase_schema_0_issue_id FOR (n:Issue) REQUIRE n.id IS UNIQUE")
        try:
            with pytest.raises(SchemaMismatchError, match="schema 0"):
                open_store(NEO4J_URL)
        finally:
            driver.execute_query("DROP CONSTRAINT interphase_schema_0_issue_id")


@pytest.mark.skipif(not NEO4J_URL, reason="no Neo4j server: start one with tests/neo4j/start.sh")
def test_reading_neither_writes_nor_prepares_a_database() -> None:
    empty_neo4j()
    with open_store(NEO4J_URL) as store:
        assert store.read("SHOW CONSTRAINTS YIELD name RETURN name").rows == ()
        with pytest.raises(QueryError):
            store.read("CREATE (:Issue {id: 'x'})")
        write(store, road())
        assert len(store.read("SHOW CONSTRAINTS YIELD name RETURN name").rows) == len(load_schema().nodes)


# --- the rendered schema --------------------------------------------------------------------------------------


def test_the_schema_is_rendered_for_both_engines() -> None:
    schema = load_schema()
    tables = render_ladybug_ddl(schema)
    assert "FROM `Mechanism` TO `Strategy`, FROM `Issue` TO `Strategy`, `belief` DOUBLE" in "\n".join(tables)
    assert len(tables) == 2 * len(schema.nodes) + len(schema.edges)
    assert len(render_neo4j_constraints(schema)) == len(schema.nodes)
