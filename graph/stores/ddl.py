"""What a store needs before its first row, from the schema: Ladybug's tables and Neo4j's constraints.

Neither keeps the schema's version in a node, which every count of nodes would include: Ladybug has it in the
comment of each node table, Neo4j in the name of each constraint.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from graph.schema import Schema

LADYBUG_TYPES: Mapping[str, str] = MappingProxyType(
    {"string": "STRING", "integer": "INT64", "number": "DOUBLE", "boolean": "BOOLEAN", "strings": "STRING[]"}
)
"""The column type of each property type of the schema."""

_CONSTRAINT_PREFIX = "interphase_schema_"


def quote(name: str) -> str:
    """Return the name as a Cypher identifier, whatever keyword it may be.

    >>> quote("end")
    '`end`'
    """
    return f"`{name.replace('`', '``')}`"


def render_ladybug_ddl(schema: Schema) -> list[str]:
    """Return the statements that create every table and note the schema's version on the node tables."""
    comment = render_version(schema)
    return _render_tables(schema) + [f"COMMENT ON TABLE {quote(name)} IS '{comment}'" for name in schema.nodes]


def _render_tables(schema: Schema) -> list[str]:
    statements = []
    for node in schema.nodes.values():
        columns = ", ".join(_render_columns(node.properties))
        statements.append(f"CREATE NODE TABLE {quote(node.label)}({columns}, PRIMARY KEY (`id`))")
    for edge in schema.edges.values():
        pairs = [f"FROM {quote(a)} TO {quote(b)}" for a, b in edge.pairs]
        columns = ", ".join([*pairs, *_render_columns(edge.properties)])
        statements.append(f"CREATE REL TABLE {quote(edge.name)}({columns})")
    return statements


def _render_columns(properties: Mapping[str, str]) -> list[str]:
    return [f"{quote(name)} {LADYBUG_TYPES[kind]}" for name, kind in properties.items()]


def render_version(schema: Schema) -> str:
    """Return what tells one schema from another: its version, and a digest of its tables.

    The tables of a Ladybug file stay as they were created, so a property declared later counts even where
    the version was forgotten.
    """
    digest = hashlib.sha256("\n".join(_render_tables(schema)).encode("utf-8")).hexdigest()[:12]
    return f"interphase schema {schema.version}, tables {digest}"


def render_neo4j_constraints(schema: Schema) -> list[str]:
    """Return the statements that make each label's id unique; run again they change nothing.

    Community edition has no constraints on types or existence: every row is checked before it is written.
    """
    return [
        f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{quote(label)}) REQUIRE n.id IS UNIQUE"
        for label, name in constraint_names(schema).items()
    ]


def constraint_names(schema: Schema) -> dict[str, str]:
    """Return the name of each label's Neo4j constraint."""
    return {label: f"{_CONSTRAINT_PREFIX}{schema.version}_{label.lower()}_id" for label in schema.nodes}


def parse_constraint_version(name: str) -> int | None:
    """Return the schema version in the name of a Neo4j constraint, None for a constraint that is not ours.

    >>> parse_constraint_version("interphase_schema_1_issue_id")
    1
    >>> parse_constraint_version("person_name") is None
    True
    """
    version, _, _ = name.removeprefix(_CONSTRAINT_PREFIX).partition("_")
    return int(version) if name.startswith(_CONSTRAINT_PREFIX) and version.isdecimal() else None
