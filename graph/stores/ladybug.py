"""The embedded store: one Ladybug database file, no server."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import ladybug

from graph.errors import QueryError, SchemaMismatchError, StoreError, StoreUnavailableError
from graph.rows import GraphChange
from graph.schema import load_schema
from graph.stores.contract import QueryLimits, QueryResult
from graph.stores.ddl import render_ladybug_ddl, render_version
from graph.stores.values import render_node, render_path, render_relation, render_scalar
from graph.stores.writing import render_writes, take_as_ladybug

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY_BYTES = 2**30
"""The most that the engine may keep in memory for pages, joins and sorting."""

_ADDRESS_SPACE_BYTES = 2**38  # The engine reserves 8 TiB if not told otherwise, which a container may refuse.

# The engine's file lock belongs to the process: within one process nothing else refuses a second writer.
_claims: set[Path] = set()
_claims_lock = threading.Lock()


class LadybugStore:
    """A graph in a file, created with its folder where there is none.

    One process writes. A store opened ``read_only`` beside it follows: it opens the file again where that
    has changed since. May be used by several threads.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._read_only = read_only
        self._lock = threading.Lock()
        self._claim: Path | None = None
        self._database: Any = None
        self._check_path()
        try:
            if not read_only:
                self._make_ready_for_writing()
            self._state = _file_state(path)
            self._database = self._open()
            self._check_schema()
        except BaseException:
            self.close()
            raise

    @property
    def url(self) -> str:
        """The address, as `open_store` takes it."""
        return f"ladybug:{self._path}"

    def read(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limits: QueryLimits | None = None,
    ) -> QueryResult:
        """Run a reading statement; see `GraphStore.read`. Without limits none is set."""
        with self._connection() as connection:
            try:
                if limits is not None:
                    connection.set_query_timeout(max(1, round(limits.seconds * 1000)))
                result = connection.execute(statement, dict(parameters or {}))
                if isinstance(result, list):
                    raise QueryError("there is more than one statement", remedy="send one at a time")
                return _collect(result, limits)
            except RuntimeError as error:
                raise self._explain_query(error, limits) from error

    def apply(self, change: GraphChange) -> None:
        """Write the change whole or not at all."""
        if self._read_only:
            raise StoreError("the graph is open for reading only", where=str(self._path))
        writes = render_writes(change, load_schema(), take_as_ladybug)
        with self._connection() as connection:
            try:
                with _transaction(connection):
                    for write in writes:
                        result = connection.execute(write.statement, {"rows": write.rows})
                        if write.edge:
                            write.check(result.get_next()[0])
            except StoreError as error:
                raise StoreError(error.problem, where=str(self._path)) from error
            except (RuntimeError, ValueError) as error:
                raise StoreError(f"the change was refused: {_one_line(error)}", where=str(self._path)) from error

    def close(self) -> None:
        """Close the file and let others write to it."""
        with self._lock:
            database, self._database = self._database, None
            if database is not None:
                database.close()
            if self._claim is not None:
                with _claims_lock:
                    _claims.discard(self._claim)
                self._claim = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_path(self) -> None:
        if self._path.is_dir():
            raise StoreUnavailableError("is a folder, not a graph file", where=str(self._path), remedy="name a file")
        if self._read_only and not (self._path.exists() and self._path.stat().st_size):
            raise StoreUnavailableError(
                "there is no graph yet", where=str(self._path), remedy="make one: interphase ingest FILE"
            )

    def _make_ready_for_writing(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailableError(
                f"the folder cannot be made ({error.strerror})",
                where=str(self._path),
                remedy="name another --db",
            ) from error
        claim = self._path.resolve()
        with _claims_lock:
            if claim in _claims:
                raise _locked(self._path)
            _claims.add(claim)
        self._claim = claim

    def _open(self) -> Any:
        try:
            return ladybug.Database(
                self._path,
                buffer_pool_size=MEMORY_BYTES,
                max_db_size=_ADDRESS_SPACE_BYTES,
                read_only=self._read_only,
            )
        except RuntimeError as error:
            message = _one_line(error)
            if "lock" in message.lower():
                raise _locked(self._path) from error
            problem = "is not a graph file" if "not a valid" in message else f"cannot be opened ({message})"
            raise StoreUnavailableError(problem, where=str(self._path), remedy="name another --db") from error

    @contextmanager
    def _connection(self) -> Iterator[Any]:
        with self._lock:
            if self._database is None:
                raise StoreError("the graph is closed", where=str(self._path))
            if self._read_only and (state := _file_state(self._path)) != self._state:
                # A read that still runs keeps the database it began with, which goes with its connection.
                self._database, self._state = self._open(), state
            connection = ladybug.Connection(self._database)
        try:
            yield connection
        finally:
            connection.close()

    def _check_schema(self) -> None:
        expected = render_version(load_schema())
        with self._connection() as connection:
            try:
                tables = connection.execute("CALL show_tables() RETURN type, comment").get_all()
                if not tables and not self._read_only:
                    with _transaction(connection):
                        for statement in render_ladybug_ddl(load_schema()):
                            connection.execute(statement)
                    return
            except RuntimeError as error:
                raise StoreUnavailableError(
                    f"cannot be prepared ({_one_line(error)})",
                    where=str(self._path),
                    remedy="name another --db",
                ) from error
        found = {comment for kind, comment in tables if kind == "NODE"}
        if found != {expected}:
            raise SchemaMismatchError(
                f"was written with {' and '.join(sorted(filter(None, found))) or 'no schema of Interphase'}, "
                f"this version has {expected}",
                where=str(self._path),
                remedy="rebuild it: interphase load RECORDS.jsonl --db ladybug:NEWPATH",
            )

    def _explain_query(self, error: RuntimeError, limits: QueryLimits | None) -> Exception:
        message = _one_line(error)
        if "Interrupted" in message and limits is not None:
            return QueryError(f"took longer than {limits.seconds:g} s", remedy="narrow the pattern")
        if message.startswith("Buffer manager"):
            return QueryError("needs more memory than a statement may have", remedy="narrow the pattern")
        if message.startswith(("IO exception", "Storage exception")):
            return StoreError(f"cannot be read ({message})", where=str(self._path))
        return QueryError(f"was refused by the graph store: {message}")


@contextmanager
def _transaction(connection: Any) -> Iterator[None]:
    connection.execute("BEGIN TRANSACTION")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        try:
            connection.execute("ROLLBACK")
        except RuntimeError as error:
            # A statement that fails has ended its transaction already.
            if "No active transaction" not in str(error):
                raise
        raise


def _locked(path: Path) -> StoreUnavailableError:
    return StoreUnavailableError(
        "is being written to by another process", where=str(path), remedy="wait for it, or name another --db"
    )


def _file_state(path: Path) -> tuple[tuple[int, int, int] | None, ...]:
    """Return what changes with every commit: inode, size and time of the file and of its write-ahead log."""
    return tuple(map(_stat, (path, path.with_name(f"{path.name}.wal"))))


def _stat(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _collect(result: Any, limits: QueryLimits | None) -> QueryResult:
    # The engine unfolds a row when it is asked for: a cross product of billions costs nothing until it is
    # read, so that it must never be read whole.
    rows: list[tuple[Any, ...]] = []
    while result.has_next() and (limits is None or len(rows) < limits.rows):
        rows.append(tuple(map(_plain, result.get_next())))
    return QueryResult(tuple(result.get_column_names()), tuple(rows), truncated=result.has_next())


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return render_scalar(value)
    if "_NODES" in value and "_RELS" in value:
        return render_path(map(_plain, value["_NODES"]), map(_plain, value["_RELS"]))
    plain = {name: _plain(item) for name, item in value.items() if name not in _INTERNAL}
    if "_SRC" in value and "_LABEL" in value:
        return render_relation(value["_LABEL"], plain)
    if "_ID" in value and "_LABEL" in value:
        return render_node(value["_LABEL"], plain)
    return plain


_INTERNAL = frozenset({"_ID", "_LABEL", "_SRC", "_DST"})


def _one_line(error: BaseException) -> str:
    """Return the engine's message in one line, without the statement and the tokens it expected."""
    message = str(error).split('\n"', 1)[0]
    message = re.sub(r"expecting \{.*\} \(", "(", message, flags=re.DOTALL)
    return re.sub(r"\s+", " ", message).strip()[:300] or type(error).__name__
