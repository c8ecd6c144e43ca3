"""What a graph store must do, asked of every engine."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import (
    QueryError,
    StoreError,
)
from graph.rows import EdgeKey, GraphChange, GraphRows, NodeKey, compare
from graph.schema import load_schema
from graph.stores import GraphStore, QueryLimits, open_store

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


def test_a_graph_opened_again_is_the_same(store_url: str) -> None:
    with open_store(store_url) as store:
        write(store, road())
        before = store.read("MATCH (n) RETURN n ORDER BY n.id").rows
    with open_store(store_url) as store:
        assert store.read("MATCH (n) RETURN n ORDER BY n.id").rows == before


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
