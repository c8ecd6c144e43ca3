"""One record of several that make the same statement: lists united, text kept from the first that has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from itertools import chain
from typing import Any

from graph.records import Record, render_line


def unite_records(records: Iterable[Record]) -> list[Record]:
    """Return one record for each document and id, sorted by document, kind and id.

    The order of the input does not count. Exact copies fall together; records of one statement that differ
    are united: `refs`, `evidence` and the other lists are joined, `hedged` holds where every one hedges.
    """
    groups: dict[tuple[str, str, str], dict[str, Record]] = {}
    for record in records:
        groups.setdefault((record.document, record.KIND, record.id), {})[render_line(record)] = record
    return [unite(sorted(group.values(), key=_place)) for _, group in sorted(groups.items())]


def _place(record: Record) -> tuple[list[tuple[int, int]], str]:
    """Return where a record stands in the text; its line decides between records of one place."""
    return [(evidence.start, evidence.end) for evidence in record.evidence], render_line(record)


def unite(records: Sequence[Record]) -> Record:
    """Return the united record of a statement; the first gives what cannot be joined."""
    first, *others = records
    return _join(first, others) if others else first


_SETS = frozenset({"refs", "roles"})
"""Lists whose order says nothing: they are sorted."""


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
        elif isinstance(values[0], tuple):
            if field.name == "families":
                # Nearest first: the longest list has the ancestors behind the family that it begins with.
                values.sort(key=len, reverse=True)
            joined = dict.fromkeys(chain.from_iterable(values))
            changes[field.name] = tuple(sorted(joined) if field.name in _SETS else joined)
        else:
            changes[field.name] = next((value for value in values if value is not None), None)
    return replace(first, **changes)
