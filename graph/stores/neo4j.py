"""The Neo4j store: a server by URL, through the official driver."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

import neo4j
from neo4j.exceptions import AuthError, ClientError, DatabaseError, DriverError, Neo4jError, TransientError
from neo4j.graph import Node, Path, Relationship

from graph.errors import InputError, QueryError, SchemaMismatchError, StoreError, StoreUnavailableError
from graph.rows import GraphChange
from graph.schema import load_schema
from graph.stores.contract import QueryLimits, QueryResult
from graph.stores.ddl import constraint_names, parse_constraint_version, render_neo4j_constraints
from graph.stores.values import render_node, render_path, render_relation, render_scalar
from graph.stores.writing import render_writes, take_as_neo4j


class Neo4jStore:
    """A graph on a server; user, password and database come from the environment.

    Opening writes nothing: the constraints are made by the first change. May be used by several threads.
    """

    def __init__(self, url: str) -> None:
        if "@" in url:
            raise InputError(
                "the URL of a graph store holds no user or password",
                remedy="set NEO4J_USERNAME and NEO4J_PASSWORD",
            )
        self._url = url
        self._database = os.environ.get("NEO4J_DATABASE") or None
        user, password = os.environ.get("NEO4J_USERNAME") or "neo4j", os.environ.get("NEO4J_PASSWORD")
        auth = neo4j.basic_auth(user, password) if password else None
        with self._opening():
            # Labels and relations that are not there yet are no fault of a statement: no warnings for them.
            self._driver = neo4j.GraphDatabase.driver(
                url, auth=auth, notifications_min_severity="OFF", telemetry_disabled=True
            )
        try:
            with self._opening():
                self._driver.verify_connectivity()
                self._prepared = self._check_schema()
        except BaseException:
            self._driver.close()
            raise

    @property
    def url(self) -> str:
        """The address, without user and password."""
        return self._url

    def read(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limits: QueryLimits | None = None,
    ) -> QueryResult:
        """Run a reading statement; see `GraphStore.read`. Without limits none is set."""

        @neo4j.unit_of_work(timeout=limits.seconds if limits else None)
        def work(transaction: neo4j.ManagedTransaction) -> QueryResult:
            try:
                result = transaction.run(statement, dict(parameters or {}))
                return _collect(result, limits)
            except TransientError as error:
                # The driver would try again for half a minute what needs more memory than there is.
                if "OutOfMemory" in (error.code or ""):
                    raise _explain_query(error, limits) from error
                raise

        with self._working(), self._driver.session(database=self._database) as session:
            try:
                return session.execute_read(work)
            except (ClientError, DatabaseError) as error:
                # Some statements are only found wrong while they run: that counts as the server's error there.
                if isinstance(error, ClientError) or "Statement" in (error.code or ""):
                    raise _explain_query(error, limits) from error
                raise

    def apply(self, change: GraphChange) -> None:
        """Write the change whole or not at all."""
        writes = render_writes(change, load_schema(), take_as_neo4j)

        def work(transaction: neo4j.ManagedTransaction) -> None:
            for write in writes:
                result = transaction.run(write.statement, rows=write.rows)
                if write.edge:
                    write.check(result.single(strict=True)["written"])
                result.consume()

        with self._working():
            self._prepare()
            with self._driver.session(database=self._database) as session:
                try:
                    session.execute_write(work)
                except StoreError as error:
                    raise StoreError(error.problem, where=self._url) from error
                except ClientError as error:
                    raise StoreError(f"the change was refused: {_one_line(error)}", where=self._url) from error

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_schema(self) -> bool:
        """Return whether every constraint is there already."""
        with self._driver.session(database=self._database) as session:
            names = [str(name) for name in session.run("SHOW CONSTRAINTS YIELD name").value()]
        found = {version for name in names if (version := parse_constraint_version(name)) is not None}
        if found - {load_schema().version}:
            raise SchemaMismatchError(
                f"was written with schema {', '.join(map(str, sorted(found)))}, "
                f"this version has {load_schema().version}",
                where=self._url,
                remedy="use an empty database: interphase load RECORDS.jsonl --db URL",
            )
        return set(constraint_names(load_schema()).values()) <= set(names)

    def _prepare(self) -> None:
        if self._prepared:
            return
        with self._driver.session(database=self._database) as session:
            for statement in render_neo4j_constraints(load_schema()):
                session.run(statement).consume()
            session.run("CALL db.awaitIndexes(60)").consume()
        self._prepared = True

    @contextmanager
    def _opening(self) -> Iterator[None]:
        try:
            yield
        except AuthError as error:
            raise StoreUnavailableError(
                "refuses the user or password",
                where=self._url,
                remedy="set NEO4J_USERNAME and NEO4J_PASSWORD",
            ) from error
        except ClientError as error:
            raise StoreUnavailableError(
                f"cannot be used ({_one_line(error)})", where=self._url, remedy="check NEO4J_DATABASE"
            ) from error
        except (DriverError, Neo4jError, ValueError, OSError) as error:
            raise StoreUnavailableError(
                "no Neo4j server answers",
                where=self._url,
                remedy="start one, or use the embedded graph: ladybug:PATH",
            ) from error

    @contextmanager
    def _working(self) -> Iterator[None]:
        try:
            yield
        except (DriverError, Neo4jError, OSError) as error:
            raise StoreError(f"the server failed ({_one_line(error)})", where=self._url) from error


def _collect(result: neo4j.Result, limits: QueryLimits | None) -> QueryResult:
    columns = tuple(result.keys())
    rows: list[tuple[Any, ...]] = []
    for record in result:
        if limits is not None and len(rows) == limits.rows:
            result.consume()
            return QueryResult(columns, tuple(rows), truncated=True)
        rows.append(tuple(map(_plain, record.values())))
    return QueryResult(columns, tuple(rows))


def _plain(value: Any) -> Any:
    if isinstance(value, Node):
        return render_node(min(value.labels, default=None), {k: _plain(v) for k, v in value.items()})
    if isinstance(value, Relationship):
        return render_relation(value.type, {k: _plain(v) for k, v in value.items()})
    if isinstance(value, Path):
        return render_path(map(_plain, value.nodes), map(_plain, value.relationships))
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return render_scalar(value)


def _explain_query(error: Neo4jError, limits: QueryLimits | None) -> QueryError:
    code = error.code or ""
    if "TransactionTimedOut" in code and limits is not None:
        return QueryError(f"took longer than {limits.seconds:g} s", remedy="narrow the pattern")
    if "OutOfMemory" in code:
        return QueryError("needs more memory than a statement may have", remedy="narrow the pattern")
    return QueryError(f"was refused by the graph store: {_one_line(error)}")


def _one_line(error: Exception) -> str:
    """Return the server's message in one line, without the text of the statement below it."""
    message = (error.message if isinstance(error, Neo4jError) else None) or str(error) or type(error).__name__
    return message.strip().splitlines()[0][:300]
