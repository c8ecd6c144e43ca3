"""The records that the graph was assembled from, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.load import read_records
from graph.records import render_line
from graph.stores.contract import GraphStore


def render_jsonl(store: GraphStore) -> Mapping[str, Iterable[str]]:
    """Return ``records.jsonl``, which `interphase load` takes."""
    return {"records.jsonl": (f"{render_line(record)}\n" for record in read_records(store))}
