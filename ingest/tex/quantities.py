"""Numbers and units of siunitx as print shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ingest.tex.names import load_tex_names

_EXPONENT = re.compile(r"(?P<mantissa>[^eEdD]*?)\s*[eEdD]\s*(?P<exponent>[+-]?\d+)")
_TOKEN = re.compile(
    r"\\(?P<command>[A-Za-z]+)|\\(?P<sign>.)|\^\s*(?:\{(?P<power>[^{}]*)\}|(?P<digit>-?\d))|(?P<text>[^\\^{}]+)|[{}]"
)
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_DECLARED = re.compile(
    r"\\DeclareSIUnit\s*(?:\[[^\]]*\])?\s*(?:\{\s*\\(\w+)\s*\}|\\(\w+))\s*\{((?:[^{}]|\{[^{}]*\})*)\}"
)
_POWERS = {"squared": "2", "cubed": "3"}
_POWERS_BEFORE = {"square": "2", "cubic": "3"}
_CLOSE = frozenset({"%", "°", "′", "″"})


def find_units(text: str) -> Mapping[str, str]:
    r"""Return the units by name: those of siunitx, and those that the document declares.

    >>> find_units(r"\DeclareSIUnit{\cycle}{cycle}")["cycle"]
    'cycle'
    """
    units = dict(load_tex_names().units)
    for braced, bare, body in _DECLARED.findall(text):
        units[braced or bare] = spell_unit(body, units) or braced or bare
    return units


def spell_quantity(command: str, arguments: Sequence[str], units: Mapping[str, str]) -> str:
    r"""Return what a command of siunitx prints; a range with a dash.

    >>> units = find_units("")
    >>> spell_quantity("SI", ["1.2e-4", r"\siemens\per\centi\metre"], units)
    '1.2 × 10^-4 S cm⁻¹'
    >>> spell_quantity("SIrange", ["10", "20", r"\degreeCelsius"], units)
    '10–20 °C'
    >>> spell_quantity("num", ["1e-4"], units), spell_quantity("ang", ["12.5"], units)
    ('10^-4', '12.5°')
    """
    if command in ("si", "unit", "unitfrac") or not arguments:
        return "/".join(spell_unit(argument, units) for argument in arguments)
    if command == "ang":
        return "".join(map("{}{}".format, map(spell_value, arguments[0].split(";")), "°′″"))
    unit = spell_unit(arguments[-1], units) if not command.startswith("num") else ""
    values = arguments if command.startswith("num") else arguments[:-1]
    if command.endswith("list"):
        number = ", ".join(spell_value(part) for part in values[0].split(";")) if values else ""
    else:
        number = "–".join(map(spell_value, values))
    blank = "" if not unit or not number or unit in _CLOSE else " "
    return f"{number}{blank}{unit}"


def spell_value(text: str) -> str:
    """Return a number as print shows it.

    >>> spell_value("1.2e-4"), spell_value("1.20(3)"), spell_value("0,5 +- 0.1"), spell_value("<-3")
    ('1.2 × 10^-4', '1.20(3)', '0.5 ± 0.1', '<-3')
    """
    text = text.replace(r"\pm", "±").replace("+-", "±").replace(r"\times", "x").replace("~", " ")
    text = re.sub(r"\\[A-Za-z]+|\\.|[{}$]", "", text)
    parts = [_spell_plain(part.strip()) for part in re.split(r"\s*(?:x|×)\s*", text)]
    return " × ".join(part for part in parts if part)


def _spell_plain(text: str) -> str:
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    text = re.sub(r"\s*±\s*", " ± ", text)
    found = _EXPONENT.fullmatch(text)
    if not found:
        return text
    exponent = found["exponent"].lstrip("+")
    mantissa = found["mantissa"].strip()
    power = f"10^{exponent}"
    if " ± " in mantissa:
        mantissa = f"({mantissa})"
    return power if mantissa in ("", "1") else f"{mantissa} × {power}"


def spell_unit(text: str, units: Mapping[str, str]) -> str:
    r"""Return a unit as print shows it, whether it is named or spelled.

    >>> units = find_units("")
    >>> spell_unit(r"\milli\siemens\per\centi\metre", units), spell_unit(r"\ohm\square\centi\metre", units)
    ('mS cm⁻¹', 'Ω cm²')
    >>> spell_unit("mA.cm^{-2}", units), spell_unit(r"\mAh\per\gram", units), spell_unit("kJ/mol", units)
    ('mA cm⁻²', 'mAh g⁻¹', 'kJ/mol')
    """
    return " ".join(_spell_parts(text, units)).replace(" /", "/").replace("/ ", "/").strip()


def _spell_parts(text: str, units: Mapping[str, str]) -> Iterator[str]:
    """Yield the parts of a product; a power belongs to the part before it."""
    prefixes = load_tex_names().prefixes
    prefix = before = pending = ""
    per = False
    for found in _TOKEN.finditer(text.replace("$", "")):
        command, power = found["command"], found["power"] or found["digit"]
        if command == "per":
            per = True
        elif command in prefixes:
            prefix = prefixes[command]
        elif command in _POWERS_BEFORE:
            before = _POWERS_BEFORE[command]
        elif command in _POWERS or power:
            pending = _raise(pending, _POWERS.get(command or "", power or ""))
        elif command in ("tothe", "raiseto", "of", "text", "mathrm", "rm", "highlight"):
            continue
        elif command or (found["text"] and found["text"].strip(" .~\n\t\u00a0")):
            if pending:
                yield pending
            name = units.get(command, command) if command else found["text"]
            pending = re.sub(r"[.~\s]+", " ", prefix + name).strip()
            if before or per:
                pending = _raise(pending, f"-{before or 1}" if per else before)
            prefix, before, per = "", "", False
    yield pending


_POWER = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+$")


def _raise(unit: str, power: str) -> str:
    """Return the unit to a power; behind ``per`` it keeps its sign."""
    power = power.strip().replace("−", "-")
    if _POWER.search(unit):
        unit, power = _POWER.sub("", unit), f"-{power}"
    return unit + power.translate(_RAISED)
