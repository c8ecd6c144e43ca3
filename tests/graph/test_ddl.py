"""The schema as each engine is told it."""

from graph.schema import load_schema
from graph.stores.ddl import render_ladybug_ddl, render_neo4j_constraints


def test_the_schema_is_rendered_for_both_engines() -> None:
    schema = load_schema()
    tables = render_ladybug_ddl(schema)
    assert "FROM `Mechanism` TO `Strategy`, FROM `Issue` TO `Strategy`, `belief` DOUBLE" in "\n".join(tables)
    assert len(tables) == 2 * len(schema.nodes) + len(schema.edges)
    assert len(render_neo4j_constraints(schema)) == len(schema.nodes)
