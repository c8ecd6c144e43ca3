"""The export formats by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from graph.errors import InputError
from graph.export.csv import render_csv
from graph.export.files import write_files
from graph.export.graphml import render_graphml
from graph.export.jsonl import render_jsonl
from graph.export.jsonld import render_jsonld
from graph.stores.contract import GraphStore

Renderer = Callable[[GraphStore], Mapping[str, Iterable[str]]]

FORMATS: Mapping[str, Renderer] = {
    "jsonl": render_jsonl,
    "graphml": render_graphml,
    "csv": render_csv,
    "jsonld": render_jsonld,
}


def export(store: GraphStore, format_name: str, folder: Path) -> list[Path]:
    """Write the whole graph into the folder and return the files; nothing is left half-written.

    Raises `InputError` for an unknown format or a folder that is a file.
    """
    if format_name not in FORMATS:
        raise InputError(f"{format_name!r} is no export format", remedy=f"use one of {', '.join(FORMATS)}")
    if folder.exists() and not folder.is_dir():
        raise InputError("this is a file", where=str(folder), remedy="name a folder")
    return write_files(folder, FORMATS[format_name](store))
