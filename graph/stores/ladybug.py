"""The embedded store: one Ladybug database file, no server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import ladybug

from graph.errors import QueryError, SchemaMismatchError, StoreError, StoreUnavailableError
from graph.rows import GraphChange
from graph.schema import load_schema
from graph.stores.contract import QueryLimits, QueryResult
from graph.stores.ddl import META_LABEL, render_ladybug_ddl
from graph.stores.writing import render_writes


class LadybugStore:
    """A graph in a file. One process writes; readers opened ``read_only`` see the state at their opening."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        if read_only and not path.exists():
            raise StoreUnavailableError(
                "there is no graph yet", where=str(path), remedy="make one with: interphase ingest FILE"
            )
        if path.is_dir():
            raise StoreUnavailableError("is a folder, not a graph file", where=str(path), remedy="name a file in it")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = ladybug.Database(str(path), read_only=read_only)
            self._connection = ladybug.Connection(self._database)
        except (RuntimeError, OSError) as error:
            raise _explain_opening(path, error) from error
        self._check_schema(read_only=read_only)

    @property
    def url(self) -> str:
        """The address, as `open_store` takes it."""
        return f"ladybug:{self._path}"

    def _check_schema(self, *, read_only: bool) -> None:
        version = str(load_schema().version)
        tables = {row[1] for row in self._rows("CALL show_tables() RETURN *")}
        if META_LABEL not in tables:
            if tables or read_only:
                raise StoreUnavailableError("holds no graph of Interphase", where=str(self._path))
            for statement in (*render_ladybug_ddl(load_schema()), f"CREATE (:{META_LABEL} {{id: '{version}', name: ''}})"):
                self._connection.execute(statement)
            return
        written = [row[0] for row in self._rows(f"MATCH (v:{META_LABEL}) RETURN v.id")]
        if written != [version]:
            raise SchemaMismatchError(
                f"was written with schema {', '.join(written) or 'unknown'}, this version has {version}",
                where=str(self._path),
                remedy="rebuild it: interphase load RECORDS.jsonl --db ladybug:NEW_FILE",
            )

    def _rows(self, statement: str) -> list[list[Any]]:
        result = self._connection.execute(statement)
        assert isinstance(result, ladybug.QueryResult)
        return [list(row) for row in result.get_all()]

    def read(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, limits: QueryLimits | None = None
    ) -> QueryResult:
        """Run a reading statement; see `GraphStore.read`."""
        limits = limits or QueryLimits()
        self._connection.set_query_timeout(int(limits.seconds * 1000))
        try:
            result = self._connection.execute(statement, dict(parameters or {}))
        except RuntimeError as error:
            raise _explain_query(error, limits) from error
        if not isinstance(result, ladybug.QueryResult):
            raise QueryError("holds more than one statement", remedy="send one statement at a time")
        rows: list[tuple[Any, ...]] = []
        while result.has_next() and len(rows) < limits.rows:
            rows.append(tuple(map(_plain, result.get_next())))
        return QueryResult(tuple(result.get_column_names()), tuple(rows), truncated=result.has_next())

    def apply(self, change: GraphChange) -> None:
        """Write the change whole or not at all."""
        self._connection.set_query_timeout(0)
        self._connection.execute("BEGIN TRANSACTION")
        try:
            for write in render_writes(change, load_schema()):
                self._connection.execute(write.statement, {"rows": write.rows})
        except Exception as error:
            self._connection.execute("ROLLBACK")
            if isinstance(error, RuntimeError) and not isinstance(error, StoreError):
                raise StoreError(f"the change was refused: {_first_line(error)}", where=str(self._path)) from error
            raise
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _plain(value: Any) -> Any:
    """Return nodes and relations as mappings of their own properties, with `_label` or `_type`."""
    if isinstance(value, dict) and "_LABEL" in value:
        kind = "_type" if "_SRC" in value else "_label"
        own = {k: _plain(v) for k, v in value.items() if not k.startswith("_") and v is not None}
        return {kind: value["_LABEL"], **dict(sorted(own.items()))}
    if isinstance(value, dict) and "_NODES" in value:
        return {"_nodes": _plain(value["_NODES"]), "_edges": _plain(value["_RELS"])}
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def _explain_opening(path: Path, error: Exception) -> StoreUnavailableError:
    if "lock" in str(error).lower():
        return StoreUnavailableError(
            "is being written by another process", where=str(path), remedy="wait for it, or name another --db"
        )
    return StoreUnavailableError(f"cannot be opened ({_first_line(error)})", where=str(path), remedy="name another --db")


def _explain_query(error: Exception, limits: QueryLimits) -> QueryError:
    if "interrupt" in str(error).lower() or "timeout" in str(error).lower():
        return QueryError(f"took longer than {limits.seconds:g} s", remedy="narrow the pattern or add a LIMIT")
    return QueryError(f"was refused by the graph store: {_first_line(error)}")
