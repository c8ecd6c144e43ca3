"""What the second reader looks for, and in which texts it is worth asking (`lexicons/second_reader.yaml`)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.concepts import load_vocabulary
from graph.units import convert, dimension_properties
from ingest.lexicon_files import read_lexicon

NAME = "chemdataextractor2"
"""How records name the reader."""
NO_PROPERTY = "none"


@dataclass(frozen=True, slots=True)
class Model:
    """A dimension with the properties that are measured in it; ``trigger`` finds a text that names one."""

    name: str
    standard: str
    properties: frozenset[str]
    trigger: re.Pattern[str]

    def fits(self, unit: str | None) -> bool:
        """Tell whether a value with this unit is one of the dimension."""
        return unit is not None and not self.properties.isdisjoint(dimension_properties(unit))


@cache
def load_description() -> Mapping[str, Mapping[str, Any]]:
    """Return the description of the models as the worker gets it."""
    described: Mapping[str, Mapping[str, Any]] = read_lexicon("second_reader")
    return described


@cache
def load_models() -> Mapping[str, Model]:
    """Return the models by name."""
    return {
        name: Model(
            name=name,
            standard=described["standard"],
            properties=frozenset({*described["names"], *described.get("symbols", {})} - {NO_PROPERTY}),
            trigger=_build_trigger(described),
        )
        for name, described in load_description().items()
    }


def known_properties() -> frozenset[str]:
    """Return the properties that the second reader may find."""
    return frozenset(name for model in load_models().values() for name in model.properties)


def _build_trigger(described: Mapping[str, Any]) -> re.Pattern[str]:
    """Return a pattern for the last word of each name, which is never optional, and for each symbol."""
    words = {name.split()[-1] for listed in described["names"].values() for name in listed}
    symbols = {name for listed in described.get("symbols", {}).values() for name in listed}
    parts = [f"(?i:{word})" for word in sorted(words)] + [f"(?:{symbol})" for symbol in sorted(symbols)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def choose_models(text: str, units: Iterable[str | None]) -> tuple[str, ...]:
    """Return the names of the models of which the text names a property and holds a value.

    >>> choose_models("LLZO has a conductivity at 25 °C.", ["°C"])
    ('temperature',)
    """
    known = {unit for unit in units if unit is not None}
    return tuple(
        name
        for name, model in load_models().items()
        if any(model.fits(unit) for unit in known) and model.trigger.search(text)
    )


def convert_values(model: Model, name: str, values: Iterable[float]) -> tuple[tuple[float, ...], str] | None:
    """Return values in the standard unit of the model in that of the property, with it.

    None where they have none, and for a property of another model.
    """
    if name not in model.properties:
        return None
    unit = load_vocabulary()[name].unit or "1"
    converted = [v for value in values if (v := convert(value, model.standard, unit)) is not None]
    return (tuple(converted), unit) if converted else None


def is_same(value: float | None, unit: str, other: float | None, other_unit: str) -> bool:
    """Tell whether two values are one in different units; the constants of the library have fewer digits than ours."""
    if value is None or other is None:
        return value is other
    converted = convert(value, unit, other_unit)
    return converted is not None and math.isclose(converted, other, rel_tol=1e-6, abs_tol=1e-30)
