"""The Cypher that ships with the package: one statement a file, the same for every store."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from graph.errors import StoreError
from graph.stores.contract import GraphStore, QueryLimits

_LIMITS = QueryLimits(seconds=60, rows=1_000_000)


@cache
def load_query(name: str) -> str:
    """Read the statement of that name; raises `FileNotFoundError` for another."""
    return (files("graph") / "cypher" / f"{name}.cypher").read_text(encoding="utf-8")


def read_rows(store: GraphStore, name: str, **parameters: Any) -> list[Mapping[str, Any]]:
    """Return the rows of a shipped statement, all of them.

    Raises `StoreError` where there are more than a million: advice from a part of the graph would be wrong.
    """
    result = store.read(load_query(name), parameters, limits=_LIMITS)
    if result.truncated:
        raise StoreError(f"the query {name} has more than {_LIMITS.rows} rows", where=store.url)
    return list(result.dicts())
