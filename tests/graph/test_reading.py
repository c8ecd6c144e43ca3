"""Statements that the Cypher guard lets pass, and attacks that it stops."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cypher_tokens import find_tokens
from graph.errors import QueryError
from graph.reading import MAX_DEPTH, check_reading
from graph.schema import load_schema

MAIN_ROAD = (
    "MATCH (i:Issue)-[:CAUSED_BY]->(m:Mechanism)-[:MITIGATED_BY]->(s:Strategy)-[:USES]->(x:Material) "
    "RETURN i.name, m.name, s.name, x.id ORDER BY i.name, m.name, s.name, x.id"
)

ACCEPTED = [
    MAIN_ROAD,
    f"{MAIN_ROAD};",
    "RETURN 1",
    "return 1 as one",
    "MATCH (n) RETURN count(*) AS n",
    "MATCH (n) RETURN count(DISTINCT n.name), collect(n.id)[0], collect(n.id)[1..3]",
    "MATCH (n:Issue {id: $id, name: 'a'}) WHERE NOT n.name IS NULL AND (n.name IS NOT NULL OR true) RETURN n",
    "MATCH (n) WHERE n.name STARTS WITH 'a' OR n.name ENDS WITH \"b\" XOR n.name CONTAINS 'c' RETURN n.`odd name`",
    "MATCH (n) WHERE n.id IN ['a', 'b'] AND n.name =~ '.*x' RETURN DISTINCT n ORDER BY n.name DESC SKIP 1 LIMIT 2",
    "MATCH (a)-->(b)<--(c)--(d)-[e]-(f)<-[:USES]-(g) RETURN a.id, e",
    "MATCH p = (a:Mechanism)-[:LEADS_TO*1..3]->(b) RETURN p, length(p), nodes(p), relationships(p)",
    "MATCH (a)-[e*]->(b) RETURN e",
    "MATCH (a)-[*..2]->(b) RETURN a",
    "MATCH (a)-[:LEADS_TO* SHORTEST 1..3]->(b) RETURN a",
    "MATCH p = shortestPath((a)-[*1..4]-(b)) RETURN p",
    "MATCH (a:Issue|Mechanism)-[e:CAUSED_BY|LEADS_TO]->(b:!Claim) RETURN a, label(e), type(e), labels(b)",
    "OPTIONAL MATCH (i:Issue) WITH i, count(*) AS n WHERE n > 1 RETURN i.name, -n AS m",
    "MATCH (i) OPTIONAL MATCH (i)-->(m) RETURN i, m",
    "UNWIND [1, 2.5, 3e2, .5] AS x RETURN x * 2 + 1 - 3 / 4 % 5 ^ 6",
    "MATCH (n) RETURN CASE WHEN n.belief >= 0.5 THEN 'high' ELSE 'low' END AS level",
    "MATCH (n) RETURN CASE n.kind WHEN 'a' THEN {end: 1, set: [1]} WHEN 'b' THEN null END",
    "MATCH (n) WHERE EXISTS { MATCH (n)-[:USES]->(:Material) WHERE n.id <> 'x' } RETURN n",
    "MATCH (n) WHERE EXISTS { (n)-[:USES]->(:Material) } AND EXISTS((n)-->()) RETURN n",
    "MATCH (n) RETURN n.id, COUNT { MATCH (n)-->() } AS out, COUNT { (n)<--() } AS back",
    "MATCH (n) RETURN n.id UNION ALL MATCH (m) RETURN m.id UNION MATCH (o) RETURN o.id",
    "MATCH (n) WHERE any(x IN n.tags WHERE x = 'a') RETURN [x IN n.tags WHERE x <> 'b' | toUpper(x)]",
    "MATCH (n)-[e]->() RETURN *",
    "MATCH (n) WITH *, n.id AS id RETURN id, coalesce(n.name, '-'), size(n.tags), CAST(n.year AS STRING)",
    "MATCH (n) RETURN n.set, n.create, n.call, n.end, n.start, n.load // properties may be called anything",
    "MATCH (n:Set)-[:CREATE]->(m) RETURN n /* so may labels,\nby two lines */ LIMIT 1",
    "MATCH (`delete me`:`Load`) RETURN `delete me`.id AS `CALL x`",
    "RETURN 'CREATE (n) ; DROP TABLE x // it\\'s a text', \"it's\"",
    "RETURN {a: 1, b: [1, {c: $p}]} AS map",
    "MATCH (n) WHERE n.name = '漢字 Ω 🔋' RETURN n",
]

REFUSED = [
    ("", "empty"),
    ("  // nothing\n", "empty"),
    (";", "empty"),
    ("CREATE (n:Issue {id: 'x'})", "CREATE"),
    ("create (n)", "create"),
    ("MATCH (n) DETACH DELETE n", "DETACH"),
    ("MATCH (n) DELETE n", "DELETE"),
    ("MATCH (n) SET n.name = 'x' RETURN n", "SET"),
    ("MATCH (n) REMOVE n.name", "REMOVE"),
    ("MERGE (n:Issue {id: 'x'}) RETURN n", "MERGE"),
    ("MATCH (n) WITH n CREATE (m) RETURN m", "CREATE"),
    ("MATCH (n) WITH * CREATE (m) RETURN m", "CREATE"),
    ("MATCH (n) RETURN n AS a CREATE (m)", "CREATE"),
    ("MATCH (n) RETURN n.as CREATE (m)", "CREATE"),
    ("MATCH (n) RETURN n AS CREATE (m)", "CREATE"),
    ("MATCH (n) FOREACH (x IN [1] | CREATE (:Y))", "FOREACH"),
    ("UNWIND [1] AS x INSERT (:Y)", "INSERT"),
    ("MATCH (n) RETURN n; MATCH (m) DELETE m", "more than one statement"),
    ("RETURN 1;;", "more than one statement"),
    ("CALL db.labels()", "CALL"),
    ("CALL dbms.killConnection('bolt-1')", "CALL"),
    ("CALL show_tables() RETURN *", "CALL"),
    ("CALL threads=1", "CALL"),
    ("MATCH (n) CALL { CREATE (m) } RETURN n", "CALL"),
    ("MATCH (n) CALL (n) { DELETE n } RETURN 1", "CALL"),
    ("MATCH (n) OPTIONAL CALL db.labels() YIELD label RETURN label", "CALL"),
    ("OPTIONAL CALL db.labels()", "CALL"),
    ("MATCH (n) RETURN n UNION CALL db.labels() YIELD label RETURN label", "CALL"),
    ("LOAD CSV FROM 'http://10.0.0.1/' AS line RETURN line", "LOAD"),
    ("LOAD FROM '/etc/passwd' (header=false) RETURN *", "LOAD"),
    ("MATCH (n) LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", "LOAD"),
    ("COPY (MATCH (n) RETURN n) TO '/tmp/out.csv'", "COPY"),
    ("COPY Issue FROM '/etc/passwd'", "COPY"),
    ("INSTALL httpfs", "INSTALL"),
    ("LOAD EXTENSION httpfs", "LOAD"),
    ("ATTACH '/tmp/x.db' AS x (dbtype sqlite)", "ATTACH"),
    ("USE neo4j MATCH (n) RETURN n", "USE"),
    ("EXPORT DATABASE '/tmp/out'", "EXPORT"),
    ("IMPORT DATABASE '/tmp/out'", "IMPORT"),
    ("SHOW SETTINGS", "SHOW"),
    ("SHOW USERS YIELD user RETURN user", "SHOW"),
    ("TERMINATE TRANSACTIONS 'neo4j-transaction-1'", "TERMINATE"),
    ("PROFILE MATCH (n) RETURN n", "PROFILE"),
    ("EXPLAIN MATCH (n) RETURN n", "EXPLAIN"),
    ("CYPHER runtime=slotted MATCH (n) RETURN n", "CYPHER"),
    ("DROP TABLE Issue", "DROP"),
    ("ALTER TABLE Issue ADD x STRING", "ALTER"),
    ("BEGIN TRANSACTION", "BEGIN"),
    ("COMMIT", "COMMIT"),
    ("ROLLBACK", "ROLLBACK"),
    ("CHECKPOINT", "CHECKPOINT"),
    ("COMMENT ON TABLE Issue IS 'x'", "COMMENT"),
    ("CREATE MACRO f(x) AS x + 1", "CREATE"),
    ("GRANT ROLE admin TO me", "GRANT"),
    ("START TRANSACTION", "START"),
    ("MATCH (n) USING INDEX n:Issue(id) RETURN n", "USING"),
    ("MATCH (n) RETURN apoc.load.json('http://x')", "apoc.load.json"),
    ("RETURN apoc . cypher . runFirstColumnSingle('CREATE (n)', {})", "apoc.cypher.runFirstColumnSingle"),
    ("RETURN {a: load_file('/etc/passwd')}", "load_file"),
    ("MATCH (n {a: load_file('/x')}) RETURN n", "load_file"),
    ("RETURN `load_file`('/etc/passwd')", "load_file"),
    ("RETURN `apoc`.`load`.`json`('http://x')", "json"),
    ("MATCH (n) RETURN size(range(1, 10000000000))", "range"),
    ("RETURN repeat('x', 10000000000)", "repeat"),
    ("UNWIND range(1, 100000000) AS x RETURN x", "range"),
    ("RETURN file('/etc/passwd')", "file"),
    ("RETURN current_setting('threads')", "current_setting"),
    ("RETURN nextval('s')", "nextval"),
    ("RETURN '\\u0027 CREATE (n) //'", "escape"),
    ("MATCH (n) \\u0043REATE (m)", "escape"),
    ("MATCH (n) RETURN `\\u0060 CREATE (m) //`", "escape"),
    ("MATCH (n) /* \\u002a/ CREATE (m) */ RETURN n", "escape"),
    ("MATCH (n) // \u2028 CREATE (m)\nRETURN n", "may end a line"),
    ("MATCH (n) // \x85 CREATE (m)\nRETURN n", "may end a line"),
    ("MATCH (n) // \r CREATE (m)\nRETURN n", "CREATE"),
    ("MATCH (n) /* a /* b */ CREATE (m) */ RETURN n", "comment"),
    ("MATCH (n) /* RETURN n", "no end"),
    ("MATCH (n) RETURN 'x", "no end"),
    ("MATCH (n) RETURN `x", "no end"),
    ("RETURN 'it''s'", "'s'"),
    ("MATCH (n)\u00a0RETURN n", "outside of texts"),
    ("MATCH (n) ſET n.x = 1", "outside of texts"),
    ("MATCH (n) RETURN n LIMIT 1CALL db.labels()", "no number"),
    ("MATCH (n) RETURN 0x1F", "no number"),
    ("MATCH (n:$(x)) RETURN n", "$"),
    ("MATCH (n) RETURN $", "$"),
    ("MATCH (n) WHERE n:Issue CREATE (m) RETURN m", "CREATE"),
    ("MATCH (n) WHERE EXISTS { CREATE (m) } RETURN n", "CREATE"),
    ("MATCH (n) WHERE EXISTS { MATCH (n) CALL db.x() RETURN 1 } RETURN n", "CALL"),
    ("MATCH (n) RETURN COLLECT { MATCH (n) RETURN n }", "{"),
    ("MATCH (n) RETURN n FINISH", "FINISH"),
    ("MATCH (n) RETURN n NEXT RETURN 1", "NEXT"),
    ("MATCH (n) FILTER n.x = 1 RETURN n", "FILTER"),
    ("MATCH (n RETURN n", "RETURN"),
    ("MATCH (n)) RETURN n", ")"),
    ("MATCH (n]) RETURN n", "]"),
    ("MATCH (n) RETURN (n", "not complete"),
    ("MATCH (n) RETURN", "not complete"),
    ("MATCH (n) OPTIONAL", "not complete"),
    ("MATCH (n) RETURN CASE WHEN true THEN 1", "not complete"),
    ("MATCH (n) RETURN 1 THEN 2", "THEN"),
    ("RETURN 1 IS TYPED STRING", "TYPED"),
    ("RETURN 1 ORDER 1", "1 is not allowed"),
    ("n", "n is not allowed"),
    ("'x'", "'x'"),
    ("(n)", "("),
    ("RETURN 1 1", "1 is not allowed"),
    ("RETURN \x00", "no part of a statement"),
    ("RETURN " + "(" * (MAX_DEPTH + 1) + "1" + ")" * (MAX_DEPTH + 1), "brackets"),
    ("RETURN '" + "x" * 20_000 + "'", "longer"),
]


@pytest.mark.parametrize("statement", ACCEPTED)
def test_a_reading_statement_passes(statement: str) -> None:
    check_reading(statement)


@pytest.mark.parametrize(("statement", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_anything_else_is_refused_with_its_reason(statement: str, reason: str) -> None:
    with pytest.raises(QueryError) as refusal:
        check_reading(statement)
    assert reason in str(refusal.value)


def test_a_refusal_names_the_place_and_what_to_do() -> None:
    with pytest.raises(QueryError) as refusal:
        check_reading("MATCH (n)\n  SET n.name = 'x'")
    assert refusal.value.where == "line 2, column 3"
    assert "RETURN" in (refusal.value.remedy or "")


def test_every_name_of_the_schema_may_be_asked_for_without_backticks() -> None:
    schema = load_schema()
    for node in schema.nodes.values():
        returned = ", ".join(f"n.{name}" for name in node.properties)
        check_reading(f"MATCH (n:{node.label}) RETURN {returned}")
    for edge in schema.edges.values():
        check_reading(f"MATCH ()-[e:{edge.name}]->() RETURN e")


@given(st.text(max_size=60))
def test_any_text_is_accepted_or_refused_with_a_query_error(text: str) -> None:
    try:
        check_reading(text)
    except QueryError:
        return
    assert find_tokens(text)


WORDS = ["MATCH", "(n)", "RETURN", "n", ".", ":", "{", "}", "(", ")", "[", "]", ",", "CALL", "CREATE", "LOAD", "SET"]


@given(st.lists(st.sampled_from([*WORDS, "WITH", "AS", "*", "IS", "NOT", "CASE", "UNION", "EXISTS", "`x`", "1", "-"])))
def test_a_writing_word_passes_only_as_a_property_a_label_or_a_key(words: list[str]) -> None:
    try:
        check_reading(" ".join(words))
    except QueryError:
        return
    padded = ["", *words, ""]
    for before, word, after in zip(padded, padded[1:], padded[2:], strict=False):
        if word in {"CALL", "CREATE", "LOAD", "SET"}:
            assert before in {".", ":"} or after == ":"
