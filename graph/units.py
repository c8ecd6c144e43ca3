"""Units of the battery field: reading them, converting them, and which properties they can measure.

A printed unit is normalised to factors joined by spaces with plain exponents (``mA cm-2``). Conversion uses
pint with the definitions of `data/units.txt`; its import is slow and waits for the first conversion.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from graph.concepts import load_vocabulary
from graph.data_files import read_data, read_data_text
from graph.markup import DASHES, SUPERSCRIPTS

if TYPE_CHECKING:
    from pint import UnitRegistry


@cache
def load_unit_names() -> Mapping[str, str]:
    """Return every spelling of one factor of a unit with its normalised form."""
    return {name: unit for unit, row in _load_rows().items() for name in (unit, *row["names"])}


@cache
def _load_rows() -> Mapping[str, Mapping[str, Any]]:
    rows: Mapping[str, Mapping[str, Any]] = read_data("unit_names")["units"]
    return rows


_FACTOR = re.compile(
    r"(?P<slash>[/⁄]|\bper\b)?[\s·*.]*"
    r"(?P<name>(?:wt|vol|mol|at|mass|weight)\.?-?\s?%|[°º]\s?C|[^\W\d_]+\.[^\W\d_]\.|[^\W\d_]+|[°º℃%‰])"
    r"\s?(?:\^?\(?(?P<power>[+-]?\d(?:\.\d|/[1-9])?)\)?)?"
)
_ROOT = re.compile(r"[\s·*⋅]?√\s?m(?!\w)")
_LATEX = str.maketrans({"{": None, "}": None, "$": None, "½": "1/2"})


@lru_cache(maxsize=2048)
def parse_unit(text: str) -> str | None:
    """Return the normalised form of a printed unit, or None where it is none.

    >>> parse_unit("S cm⁻¹"), parse_unit("mA/cm²"), parse_unit("Ω·cm^2"), parse_unit("MPa m^0.5")
    ('S cm-1', 'mA cm-2', 'Ω cm2', 'MPa m0.5')
    >>> parse_unit("MPa√m"), parse_unit("MPa m^½"), parse_unit("mol percent"), parse_unit("degrees C")
    ('MPa m0.5', 'MPa m0.5', 'mol%', '°C')
    """
    names = load_unit_names()
    plain = _ROOT.sub(" m0.5", text.translate(DASHES).translate(SUPERSCRIPTS)).translate(_LATEX).strip()
    if plain in ("", "1"):
        return plain or None
    if plain in names:
        return names[plain]
    at, parts = 0, list[str]()
    while at < len(plain):
        found = _FACTOR.match(plain, at)
        if not found or not found["name"]:
            return None
        unit = names.get(found["name"]) or names.get(re.sub(r"\s", "", found["name"]))
        if unit is None:
            return None
        power = _render_power(found["power"] or "1", inverse=bool(found["slash"]))
        # mA h, mol percent and degrees C are one factor each.
        if parts and (joined := names.get(f"{parts[-1]} {unit}")):
            parts[-1] = joined + power
        else:
            parts.append(unit + power)
        at = found.end()
        while at < len(plain) and plain[at] in " ·*()":
            at += 1
    return " ".join(parts) if parts else None


def _render_power(power: str, *, inverse: bool) -> str:
    number = float(Fraction(power)) * (-1 if inverse else 1)
    return "" if number == 1 else f"{number:g}"


def convert(value: float, unit: str, property_unit: str) -> float | None:
    """Return the value in the canonical unit of a property; None where the dimensions differ.

    ``property_unit`` is a string of the vocabulary (``ohm*cm^2``); ``unit`` may be printed or normalised.
    ``1`` converts to ``1`` only; percentages of mass and volume never become plain ones.

    >>> convert(2.0, "Ω cm2", "ohm*cm^2"), convert(25.0, "°C", "degC"), convert(1.0, "V", "ohm")
    (2.0, 25.0, None)
    >>> convert(1.0, "mS cm-1", "S/cm")
    0.001
    """
    scale = _conversion(unit, property_unit)
    if scale is None:
        return None
    factor, offset = scale
    result = value * factor + offset
    return float(f"{result:.12g}")


@lru_cache(maxsize=4096)
def _conversion(unit: str, property_unit: str) -> tuple[float, float] | None:
    source, target = _to_pint(unit), _to_pint(property_unit)
    if source is None or target is None:
        return None
    if source == target:
        return 1.0, 0.0
    if "degC" in (source, target):
        return _CELSIUS.get((source, target))
    return _convert_by_pint(source, target)


_CELSIUS = {("kelvin", "degC"): (1.0, -273.15), ("degC", "kelvin"): (1.0, 273.15)}
"""Temperatures convert by an offset, all else by a factor."""


def _convert_by_pint(source: str, target: str) -> tuple[float, float] | None:
    registry = load_registry()
    quantity, end = _read_quantity(source), _read_unit(target)
    if not hasattr(quantity, "units"):
        return None
    if _MOLAR_ENERGY.search(source) and "electron_volt" in target and "atom" not in target:
        quantity = quantity * registry.Quantity(1.0, "mole / avogadro_number")
    if _is_energy(source) != _is_energy(target) and quantity.check("[pressure]"):
        return None
    if quantity.dimensionality != end.dimensionality:
        return None
    return float(quantity.to(end).magnitude), 0.0


@lru_cache(maxsize=1024)
def _read_quantity(expression: str) -> Any:
    return load_registry().parse_expression(expression)


@cache
def _read_unit(expression: str) -> Any:
    return load_registry().parse_units(expression)


_MOLAR_ENERGY = re.compile(r"(?:joule|kilocalorie).*mole")


def _is_energy(pint_unit: str) -> bool:
    """Energy per volume has the dimension of a pressure and is none."""
    return "hour" in pint_unit or "joule" in pint_unit or "electron_volt" in pint_unit


_CANONICAL = {"1": "factor", "degree": "degree", "degC": "degC", "eV/atom": "electron_volt / atom"}


@lru_cache(maxsize=2048)
def _to_pint(unit: str) -> str | None:
    if unit in _CANONICAL:
        return _CANONICAL[unit]
    normal = parse_unit(unit.replace("*", " "))
    if normal is None:
        return None
    rows = _load_rows()
    parts = []
    for factor in normal.split(" "):
        found = re.fullmatch(r"(.*?)(-?\d(?:\.\d)?)?", factor)
        if found is None or found[1] not in rows:
            return None
        pint = rows[found[1]]["pint"]
        parts.append(f"({pint}) ** {found[2]}" if found[2] else pint if " " not in pint else f"({pint})")
    return " * ".join(parts)


@cache
def load_registry() -> UnitRegistry[Any]:
    """Build the unit registry with the definitions of the field."""
    import pint  # noqa: PLC0415  importing pint takes longer than reading a document

    registry: UnitRegistry[Any] = pint.UnitRegistry()
    registry.load_definitions(read_data_text("units.txt").splitlines())
    return registry


@lru_cache(maxsize=512)
def dimension_properties(unit: str) -> tuple[str, ...]:
    """Return the ids of the properties that the unit can measure, in the order of the vocabulary.

    >>> dimension_properties("mA cm-2")[0], dimension_properties("furlong")
    ('prop:critical-current-density', ())
    """
    properties = load_vocabulary().of_kind("properties")
    return tuple(p.id for p in properties if p.unit is not None and _conversion(unit, p.unit) is not None)
