"""The Neo4j store: a server by URL, through the official driver."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import TracebackType
from typing import Any, LiteralString, Self, cast

import neo4j
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError
from neo4j.graph import Node, Path, Relationship

from graph.errors import QueryError, SchemaMismatchError, StoreError, StoreUnavailableError
from graph.rows import GraphChange
from graph.schema import load_schema
from graph.stores.contract import QueryLimits, QueryResult
from graph.stores.ddl import META_LABEL, render_neo4j_constraints
from graph.stores.writing import render_writes


class Neo4jStore:
    """A graph on a server; user, password and database come from the environment."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._database = os.environ.get("NEO4J_DATABASE") or None
        user, password = os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD")
        auth = neo4j.basic_auth(user, password) if password else None
        try:
            self._driver = neo4j.GraphDatabase.driver(url, auth=auth, notifications_min_severity="OFF")
            self._driver.verify_connectivity()
        except AuthError as error:
            raise StoreUnavailableError(
                "refuses the user or password", where=url, remedy="set NEO4J_USERNAME and NEO4J_PASSWORD"
            ) from error
        except (DriverError, Neo4jError, ValueError, OSError) as error:
            raise StoreUnavailableError(
                "no Neo4j server answers", where=url, remedy="start one, or leave --db out to use the embedded graph"
            ) from error
        self._prepare()

    @property
    def url(self) -> str:
        """The address, without user and password."""
        return self._url

    def _prepare(self) -> None:
        version = str(load_schema().version)
        with self._driver.session(database=self._database) as session:
            for statement in render_neo4j_constraints(load_schema()):
                session.run(cast(LiteralString, statement)).consume()
            found = session.run(cast(LiteralString, f"MATCH (v:{META_LABEL}) RETURN v.id")).value()
            if not found:
                statement = f"MERGE (v:{META_LABEL} {{id: $id}}) SET v.name = ''"
                session.run(cast(LiteralString, statement), id=version).consume()
            elif found != [version]:
                raise SchemaMismatchError(
                    f"was written with schema {found[0]}, this version has {version}",
                    where=self._url,
                    remedy="empty the database and load the records again",
                )

    def read(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, limits: QueryLimits | None = None
    ) -> QueryResult:
        """Run a reading statement; see `GraphStore.read`."""
        limits = limits or QueryLimits()

        @neo4j.unit_of_work(timeout=limits.seconds)
        def work(transaction: neo4j.ManagedTransaction) -> QueryResult:
            result = transaction.run(cast(LiteralString, statement), dict(parameters or {}))
            records = result.fetch(limits.rows + 1)
            rows = tuple(tuple(map(_plain, record.values())) for record in records[: limits.rows])
            return QueryResult(tuple(result.keys()), rows, truncated=len(records) > limits.rows)

        try:
            with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
                return session.execute_read(work)
        except ClientError as error:
            raise _explain_query(error, limits) from error
        except (DriverError, Neo4jError) as error:
            raise StoreError(f"failed: {error.__class__.__name__}", where=self._url) from error

    def apply(self, change: GraphChange) -> None:
        """Write the change whole or not at all."""

        def work(transaction: neo4j.ManagedTransaction) -> None:
            for write in render_writes(change, load_schema()):
                transaction.run(cast(LiteralString, write.statement), rows=write.rows).consume()

        try:
            with self._driver.session(database=self._database) as session:
                session.execute_write(work)
        except (DriverError, Neo4jError) as error:
            raise StoreError(f"the change was refused: {error}", where=self._url) from error

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _plain(value: Any) -> Any:
    """Return nodes and relations as mappings of their properties, with `_label` or `_type`."""
    if isinstance(value, Node):
        return {"_label": next(iter(value.labels), ""), **dict(sorted(value.items()))}
    if isinstance(value, Relationship):
        return {"_type": value.type, **dict(sorted(value.items()))}
    if isinstance(value, Path):
        return {"_nodes": _plain(list(value.nodes)), "_edges": _plain(list(value.relationships))}
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value


def _explain_query(error: ClientError, limits: QueryLimits) -> QueryError:
    if "TransactionTimedOut" in (error.code or ""):
        return QueryError(f"took longer than {limits.seconds:g} s", remedy="narrow the pattern or add a LIMIT")
    first_line = (error.message or str(error)).splitlines()[0]
    return QueryError(f"was refused by the graph store: {first_line}")
