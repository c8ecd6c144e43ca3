"""The graph as the server sees it: read-only, and opened anew when its file has changed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from graph.errors import StoreError
from graph.stores import GraphStore, open_store

logger = logging.getLogger(__name__)

State = tuple[tuple[int, int, int], ...]


class LiveGraph:
    """One read-only store that requests take in turn.

    A read-only Ladybug database sees the state at its opening and none later, so before each request the file
    and its log are compared with what they were. A Neo4j server always shows its present state.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = Lock()
        self._store: GraphStore | None = None
        self._state: State = ()

    @contextmanager
    def reading(self) -> Iterator[GraphStore]:
        """Give the store to one reader; a connection of Ladybug serves one statement at a time.

        Raises `StoreUnavailableError` where it cannot be opened.
        """
        with self._lock:
            yield self._renew()

    def close(self) -> None:
        """Close the store, if one is open."""
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None

    def _renew(self) -> GraphStore:
        state = _read_state(self._url)
        if self._store is not None and state == self._state:
            return self._store
        try:
            store = open_store(self._url, read_only=True)
        except StoreError:
            if self._store is None:
                raise
            # A writer may hold the file just now: what was read before still holds until it is done.
            logger.info("the changed graph cannot be opened yet; the one before is shown", exc_info=True)
            return self._store
        if self._store is not None:
            self._store.close()
        self._store, self._state = store, state
        return store


def _read_state(url: str) -> State:
    """Return what changes when a Ladybug file is written; always the same for a server."""
    scheme, _, address = url.partition(":")
    if scheme != "ladybug":
        return ()
    found = []
    for name in (address, f"{address}.wal"):
        try:
            status = Path(name).stat()
        except FileNotFoundError:
            continue
        found.append((status.st_ino, status.st_size, status.st_mtime_ns))
    return tuple(found)
