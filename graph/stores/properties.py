"""Properties as the schema types them, so that both engines are given the same values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from graph.errors import StoreError

_INTEGER_LIMIT = 2**63
"""Both engines keep whole numbers in 64 bits."""


def check_properties(properties: Mapping[str, Any], declared: Mapping[str, str], where: str) -> dict[str, Any]:
    """Return a value of the declared type for every declared property, None for one that is absent.

    What is absent now must not survive from before, so it is there as None. Raises `StoreError` for a
    property that is not declared and for a value that is not of its type.

    >>> check_properties({"belief": 1}, {"belief": "number", "works": "integer"}, "a claim")
    {'belief': 1.0, 'works': None}
    """
    for name in properties:
        if name not in declared:
            raise StoreError(f"the schema declares no property {name!r} of {where}")
    return {
        name: _check(properties.get(name), kind, f"property {name!r} of {where}") for name, kind in declared.items()
    }


def check_id(value: Any, where: str) -> str:
    """Return the id. Raises `StoreError` for one that is no text, or empty."""
    if not isinstance(value, str) or not value:
        raise StoreError(f"the id of {where} must be a text, not {value!r:.80}")
    return str(_check(value, "string", f"the id of {where}"))


def _check(value: Any, kind: str, where: str) -> Any:
    if value is None:
        return None
    checked = _CHECKS[kind](value)
    if checked is None:
        raise StoreError(f"{where} must be of type {kind}, not {value!r:.80}")
    return checked


def _check_string(value: Any) -> str | None:
    # Half of a surrogate pair, from a broken source, is text to Python and an error to both engines.
    valid = isinstance(value, str) and (value.isascii() or not any("\ud800" <= c <= "\udfff" for c in value))
    return value if valid else None


def _check_integer(value: Any) -> int | None:
    valid = isinstance(value, int) and not isinstance(value, bool) and -_INTEGER_LIMIT <= value < _INTEGER_LIMIT
    return value if valid else None


def _check_number(value: Any) -> float | None:
    valid = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if valid else None


def _check_boolean(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _check_strings(value: Any) -> list[str] | None:
    valid = isinstance(value, list | tuple) and all(_check_string(item) is not None for item in value)
    return list(value) if valid else None


_CHECKS: Mapping[str, Any] = {
    "string": _check_string,
    "integer": _check_integer,
    "number": _check_number,
    "boolean": _check_boolean,
    "strings": _check_strings,
}
