"""Numbers with their units as they are printed in the field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graph.concepts import load_vocabulary

_RAISED = str.maketrans("0123456789-.", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻·")


def render_unit(unit: str) -> str:
    """Return a unit of the vocabulary in print.

    >>> render_unit("ohm*cm^2"), render_unit("mA/cm^2"), render_unit("degC"), render_unit("1")
    ('Ω cm²', 'mA/cm²', '°C', '')
    """
    if unit == "1":
        return ""
    printed = re.sub(r"\bohm\b", "Ω", unit).replace("degC", "°C").replace("degree", "°").replace("*", " ")
    return re.sub(r"\^(-?[\d.]+)", lambda found: found[1].translate(_RAISED), printed)


def render_effect(effect: Mapping[str, Any]) -> str:
    """Return what a remedy did to a property, with the conditions.

    >>> render_effect({"property": "prop:contact-angle", "before": 120.0, "after": 30.0, "unit": "degree",
    ...                "conditions": {"temperature": "200 °C"}})
    'contact angle of molten Li 120 → 30 ° (temperature 200 °C)'
    """
    name = load_vocabulary().name(effect["property"])
    name = name[:1].lower() + name[1:] if name[1:2].islower() else name
    before, after = effect.get("before"), effect.get("after")
    unit = f" {render_unit(effect.get('unit') or '1')}".rstrip()
    if before is None and after is None:
        numbers = "changed"
    elif before is None:
        numbers = f"{after:g}{unit}"
    elif after is None:
        numbers = f"before: {before:g}{unit}"
    else:
        numbers = f"{before:g} → {after:g}{unit}"
    conditions = ", ".join(
        f"{key.replace('_', ' ')} {value}" for key, value in (effect.get("conditions") or {}).items()
    )
    return f"{name} {numbers}{f' ({conditions})' if conditions else ''}"
