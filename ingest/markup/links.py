"""Entries and citations tied together: the keys of entries, and what of a link shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.draft import Entry, Link
from ingest.markup.tree import Element, find_texts


def number_keys(entries: Sequence[Entry]) -> tuple[list[Entry], Mapping[int, str]]:
    """Return the entries, each with a key, and the key of each number; a number printed twice counts once."""
    keyed: list[Entry] = []
    keys: dict[int, str] = {}
    for place, entry in enumerate(entries, 1):
        n = entry.n if entry.n is not None and entry.n not in keys else None
        key = entry.keys[0] if entry.keys else f"entry {place}"
        keyed.append(replace(entry, n=n, keys=entry.keys or (key,)))
        keys.setdefault(n or place, key)
    return keyed, keys


def build_link(element: Element, keys: tuple[str, ...]) -> Link:
    """Return the link that an element makes: it stands where its first and last characters do."""
    shown = [run for run in find_texts(element) if run.text.strip()]
    if not shown:
        return Link(element.start, element.end, keys)
    return Link(shown[0].start, shown[-1].end, keys)
