"""Dimensions with the units that ChemDataExtractor2 lacks: siemens, ohm and pascal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import mul
from typing import Any

from chemdataextractor.model.units.current import ElectricalCurrent
from chemdataextractor.model.units.dimension import Dimension
from chemdataextractor.model.units.electric_potential import ElectricPotential
from chemdataextractor.model.units.energy import Energy
from chemdataextractor.model.units.length import Length
from chemdataextractor.model.units.mass import Mass
from chemdataextractor.model.units.temperature import Temperature
from chemdataextractor.model.units.time import Time
from chemdataextractor.model.units.unit import Unit
from chemdataextractor.parse.elements import R


class _StandardUnit(Unit):
    """A unit that is the standard of its dimension: values and errors in it need no conversion."""

    dimension: type[Any]

    def __init__(self, magnitude: float = 0.0, powers: Any = None) -> None:
        super().__init__(self.dimension(), magnitude, powers)

    def convert_value_to_standard(self, value: float) -> float:
        """Return the value."""
        return value

    convert_value_from_standard = convert_error_to_standard = convert_error_from_standard = convert_value_to_standard


def _make_dimension(name: str, unit_name: str, pattern: str) -> type[Any]:
    dimension: type[Any] = type(name, (Dimension,), {"__module__": __name__})
    unit = type(unit_name, (_StandardUnit,), {"__module__": __name__, "dimension": dimension})
    dimension.units_dict = {R(pattern, group=0): unit}
    dimension.standard_units = unit()
    return dimension


_BASES: Mapping[str, type[Any]] = {
    "conductance": _make_dimension("Conductance", "Siemens", "S(iemens)?"),
    "resistance": _make_dimension("Resistance", "Ohm", "[\u03a9\u2126]|[Oo]hms?"),
    "pressure": _make_dimension("Pressure", "Pascal", "[Pp]a(scals?)?"),
    "current": ElectricalCurrent,
    "electric_potential": ElectricPotential,
    "energy": Energy,
    "length": Length,
    "mass": Mass,
    "temperature": Temperature,
    "time": Time,
}


def build_dimension(powers: Mapping[str, float]) -> Any:
    """Return the product of the base dimensions, each to its power."""
    parts = [_BASES[name]() if power == 1 else _BASES[name]() ** float(power) for name, power in powers.items()]
    return reduce(mul, parts)


def convert_to_standard(units: Any, value: float) -> float:
    """Return the value in the standard unit of its dimension.

    The library takes roots of the value, which a negative one and zero have not. A unit alone, such as °C, has an
    offset and needs its value as it is.
    """
    powers = units.powers or {units: 1.0}
    if list(powers.values()) == [1.0]:
        (unit,) = powers
        scale = 10.0**units.magnitude if units.powers else 1.0
        return float(unit.convert_value_to_standard(value * scale))
    size = abs(value) and float(units.convert_value_to_standard(abs(value)))
    return -size if value < 0 else size
