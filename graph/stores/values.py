"""Values that a graph engine returns, as plain Python: the same for every engine.

A node becomes its properties with ``_label``, a relation its properties with ``_type``, a path its ``_nodes``
and ``_edges``. Properties without a value are left out, names are in alphabetical order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any


def render_node(label: str | None, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node as a mapping.

    >>> render_node("Issue", {"name": "dendrites", "id": "d", "definition": None})
    {'_label': 'Issue', 'id': 'd', 'name': 'dendrites'}
    """
    return {"_label": label, **_present(properties)}


def render_relation(kind: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return a relation as a mapping.

    >>> render_relation("CAUSED_BY", {"belief": 0.9, "works": None})
    {'_type': 'CAUSED_BY', 'belief': 0.9}
    """
    return {"_type": kind, **_present(properties)}


def render_path(nodes: Iterable[Any], relations: Iterable[Any]) -> dict[str, Any]:
    """Return a path as the list of its nodes and the list of its edges."""
    return {"_nodes": list(nodes), "_edges": list(relations)}


def render_scalar(value: Any) -> Any:
    """Return a number as int or float, a time as ISO 8601 text, anything unknown as text.

    >>> render_scalar(Decimal("3")), render_scalar(Decimal("0.5")), render_scalar(date(2021, 3, 4))
    (3, 0.5, '2021-03-04')
    """
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, date | datetime | time) or hasattr(value, "iso_format"):
        return value.isoformat() if hasattr(value, "isoformat") else value.iso_format()
    return str(value)


def _present(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: properties[name] for name in sorted(properties) if properties[name] is not None}
