"""The Cypher that ships with the package: one statement a file, the same for every store."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from graph.stores.contract import GraphStore


@cache
def load_query(name: str) -> str:
    """Read the statement of that name; raises `FileNotFoundError` for another."""
    return (files("graph") / "cypher" / f"{name}.cypher").read_text(encoding="utf-8")


def read_rows(store: GraphStore, name: str, **parameters: Any) -> list[Mapping[str, Any]]:
    """Return the rows of a shipped statement, all of them: advice from a part of the graph would be wrong."""
    return list(store.read(load_query(name), parameters).dicts())
