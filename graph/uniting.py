"""One record of several that make the same statement: lists united, text kept from the first that has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from graph.records import Evidence, Record, render_line


def unite_records(records: Iterable[Record]) -> list[Record]:
    """Return one record for each document and id, sorted by document, kind and id.

    The order of the input does not count. Exact copies fall together; records of one statement that differ
    are united: `refs`, `evidence` and the other lists are joined, `hedged` holds where every one hedges.
    """
    groups: dict[tuple[str, str, str], dict[str, Record]] = {}
    for record in records:
        groups.setdefault((record.document, record.KIND, record.id), {})[render_line(record)] = record
    return [unite([group[line] for line in sorted(group)]) for _, group in sorted(groups.items())]


def unite(records: Sequence[Record]) -> Record:
    """Return the united record of a statement; the first gives what cannot be joined."""
    first, *others = records
    return _join(first, others) if others else first


def _join(first: Record, others: Sequence[Record]) -> Record:
    changes: dict[str, Any] = {}
    for field in fields(first):
        values = [getattr(record, field.name) for record in (first, *others)]
        if field.name in first.HASHED:
            continue
        if field.name in ("hedged", "ambiguous"):
            changes[field.name] = all(values)
        elif field.name == "reader":
            # None is our own reader: what it has found as well is its finding.
            changes["reader"] = None if None in values else values[0]
        elif field.name == "confidence":
            changes["confidence"] = max(values)
        elif field.name == "families":
            # Nearest first: the longest list has the ancestors behind the family that it begins with.
            longest_first = sorted(values, key=len, reverse=True)
            changes["families"] = tuple(dict.fromkeys(family for families in longest_first for family in families))
        elif isinstance(values[0], tuple):
            changes[field.name] = _join_lists(values)
        else:
            changes[field.name] = next((value for value in values if value is not None), None)
    return replace(first, **changes)


def _join_lists(lists: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """Return each item once: evidence in text order, what sorts sorted, the rest as it comes."""
    if all(items == lists[0] for items in lists):
        return tuple(lists[0])
    joined: list[Any] = []
    for item in (item for items in lists for item in items):
        if item not in joined:
            joined.append(item)
    if all(isinstance(item, Evidence) for item in joined):
        return tuple(sorted(joined, key=lambda e: (e.document, e.start, e.end, e.text, e.refs)))
    if all(isinstance(item, str) for item in joined) or all(isinstance(item, int) for item in joined):
        return tuple(sorted(joined))
    return tuple(joined)
