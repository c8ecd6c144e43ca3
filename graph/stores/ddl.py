"""What a store needs before its first row: Ladybug's tables and Neo4j's constraints, rendered from the schema."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph.schema import Schema

LADYBUG_TYPES: Mapping[str, str] = MappingProxyType(
    {"string": "STRING", "integer": "INT64", "number": "DOUBLE", "boolean": "BOOLEAN", "strings": "STRING[]"}
)

META_LABEL = "SchemaVersion"
"""The one node that says with which schema the graph was written."""


def quote(name: str) -> str:
    """Return the name as a Cypher identifier; the schema's names need no escaping beyond backticks."""
    return f"`{name}`"


def render_ladybug_ddl(schema: Schema) -> list[str]:
    """Return the statements that create every table of the schema."""
    statements = [f"CREATE NODE TABLE {META_LABEL}(id STRING PRIMARY KEY, name STRING)"]
    for node in schema.nodes.values():
        columns = ", ".join(f"{quote(n)} {LADYBUG_TYPES[t]}" for n, t in node.properties.items())
        statements.append(f"CREATE NODE TABLE {quote(node.label)}({columns}, PRIMARY KEY (`id`))")
    for edge in schema.edges.values():
        pairs = [f"FROM {quote(a)} TO {quote(b)}" for a, b in edge.pairs]
        columns_of = [f"{quote(n)} {LADYBUG_TYPES[t]}" for n, t in edge.properties.items()]
        statements.append(f"CREATE REL TABLE {quote(edge.name)}({', '.join([*pairs, *columns_of])})")
    return statements


def render_neo4j_constraints(schema: Schema) -> list[str]:
    """Return the statements that make each label's id unique; run again they change nothing."""
    return [
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{quote(label)}) REQUIRE n.id IS UNIQUE"
        for label in (META_LABEL, *schema.nodes)
    ]
