"""What a graph store must do, and how one is opened by its URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from graph.errors import InputError
from graph.rows import GraphChange


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How long a reading statement may take, and how many rows it may return."""

    seconds: float = 30.0
    rows: int = 10_000


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to a reading statement: plain values, no driver types. ``truncated`` at the row limit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False

    def dicts(self) -> list[dict[str, Any]]:
        """Return each row as a mapping from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class GraphStore(Protocol):
    """A graph that can be read with Cypher and changed in one transaction at a time."""

    @property
    def url(self) -> str:
        """The address, without password."""
        ...

    def read(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limits: QueryLimits | None = None,
    ) -> QueryResult:
        """Run a reading statement of our own or one that `graph.reading` has accepted.

        Raises `QueryError` for a wrong statement or an exceeded limit, `StoreError` for a failing store.
        """
        ...

    def apply(self, change: GraphChange) -> None:
        """Write the change whole or not at all."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_store(url: str, *, read_only: bool = False) -> GraphStore:
    """Open the store at the URL: ``ladybug:PATH``, ``bolt://``, ``neo4j://`` and their ``+s``, ``+ssc`` forms.

    A Ladybug file that does not exist is created, unless ``read_only``. User, password and database of Neo4j
    come from ``NEO4J_USERNAME``, ``NEO4J_PASSWORD``, ``NEO4J_DATABASE``. Raises `InputError` for another
    scheme, `StoreUnavailableError` where nothing answers.
    """
    scheme, _, address = url.partition(":")
    if scheme == "ladybug" and address:
        from graph.stores.ladybug import LadybugStore  # noqa: PLC0415 - loads the engine

        return LadybugStore(Path(address), read_only=read_only)
    if scheme.partition("+")[0] in {"bolt", "neo4j"}:
        from graph.stores.neo4j import Neo4jStore  # noqa: PLC0415 - loads the driver

        return Neo4jStore(url)
    raise InputError(
        f"no graph store is known for {url!r}",
        remedy="use ladybug:PATH, bolt://HOST:PORT or neo4j://HOST:PORT",
    )
