"""Patterns of a number with its unit, built from the unit names that ship with the package."""

from __future__ import annotations

import re
from functools import cache

from graph.units import load_unit_names
from ingest.numbers import NUMBER, PLUS_MINUS


@cache
def unit_pattern() -> str:
    """Return the pattern of a unit: a factor, then factors that are raised or divided by.

    A second factor needs its power (``mA cm-2``), a slash or ``per``, so that a word that happens to be a
    unit is not taken in; ``A h`` and ``Ω cm`` are the exceptions of the field.
    """
    names = sorted(load_unit_names(), key=len, reverse=True)
    name = "(?:" + "|".join(re.escape(n).replace(r"\ ", r"\s?") for n in names) + ")"
    size = r"[-−–]\s?\d(?:\.5|/\d)?"
    negative = rf"\s?\^?\s?(?:\(\s?{size}\s?\)|\{{\s?{size}\s?\}}|{size})"
    positive = r"\^\s?(?:\d(?:\.\d|/\d)?|\{\d(?:\.\d|/\d)?\}|\(\d(?:\.\d|/\d)\))|[⁻]?[¹²³]|[23](?!\d)|1/2|0\.5|\^?½"
    power = rf"(?:{negative}|{positive})"
    raised = rf"(?:[\s·*⋅.∙]{{0,2}}{name}{power}|[\s·*⋅]?√\s?m(?!\w))"
    divided = rf"(?:\s?[/⁄]\s?(?:\({name}{power}?\)|{name}{power}?)|\sper\s{name}{power}?)"
    hours = r"(?:[\s·⋅-]?h(?![a-z]))"
    # "10 kPa–1 MPa" is a range: what stands before a number with a unit of its own is no power.
    upper = rf"[-−–]\s?\d+(?:\.\d+)?\s?{name}(?!\w)"
    first = rf"{name}(?:(?<=A){hours}|(?<=W){hours}|(?<=Ω)[\s·⋅]?c?m(?![\w]))?(?:(?!{upper}){power})?"
    return rf"{first}(?:{raised}|{divided}){{0,6}}"


@cache
def measured_pattern() -> re.Pattern[str]:
    """Return the pattern of one number with its unit; a bracket may close between them (``(5, 10) µm``)."""
    unit = unit_pattern()
    return re.compile(
        rf"(?P<number>(?<![\w.,/^)])(?:{NUMBER}))(?:{PLUS_MINUS}(?P<spread>\d+(?:\.\d+)?))?(?P<close>\s?\))?\$?"
        rf"(?P<gap>[\s-]{{0,2}})(?P<unit>{unit})(?![\w°]|[-–]\d(?!\d*(?:\.\d+)?\s?{unit}(?!\w)))"
        rf"(?:{PLUS_MINUS}(?P<behind>\d+(?:\.\d+)?)\s?{unit}(?!\w))?"
    )


@cache
def range_pattern() -> re.Pattern[str]:
    """Return the pattern of the lower end of a range, to be searched in what stands before its upper end."""
    hedges = (
        r"about around roughly approximately nearly almost some only just merely a\smere beyond above below over "
        r"more\sthan less\sthan at\sleast as\slow\sas as\shigh\sas ca\. [~≈∼<>]"
    )
    return re.compile(
        rf"(?P<first>(?<![\w.,^/)]){NUMBER})(?P<unit>\s?{unit_pattern()})?"
        r"\s?(?:(?P<joint>-|−|–|—|~|∼|\bto\b|\band\b|\bor\b|→)"
        rf"|(?P<hedged>\bto)\s(?:{'|'.join(hedges.split(' '))}))\s?$"
    )
