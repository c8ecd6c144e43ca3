"""Acronyms that the packages glossaries, acronym and acro keep, written out as print shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ingest.mapped import Edit
from ingest.tex.groups import NESTED

_GROUP = rf"\{{({NESTED})\}}"
_NEW = re.compile(rf"\\newacronym\s*(?:\[[^\]]*\])?\s*{_GROUP}\s*{_GROUP}\s*{_GROUP}")
_ACRO = re.compile(rf"\\(?:acro|acrodef|newacro)\s*{_GROUP}\s*(?:\[([^\]]*)\])?\s*{_GROUP}")
_DECLARED = re.compile(rf"\\DeclareAcronym\s*{_GROUP}\s*{_GROUP}")
_KEY = re.compile(rf"(short|long)\s*=\s*(?:{_GROUP}|([^,{{}}]+))")
_USE = re.compile(
    r"\\(?P<name>[Gg]ls(?:pl)?|GLS|acrshort(?:pl)?|acrlong(?:pl)?|acrfull(?:pl)?|[Aa]c[slf]?p?|iac)(?![A-Za-z])\*?\s*"
    r"(?:\[[^\]]*\])?\{(?P<label>[^{}]*)\}(?:\[[^\]]*\])?"
)


class Acronym(NamedTuple):
    """The short and the long form."""

    short: str
    long: str


def find_acronyms(text: str) -> Mapping[str, Acronym]:
    r"""Return the acronyms that a text declares, by label.

    >>> find_acronyms(r"\newacronym{eis}{EIS}{impedance spectroscopy} \acro{SEI}{interphase}")
    {'eis': Acronym(short='EIS', long='impedance spectroscopy'), 'SEI': Acronym(short='SEI', long='interphase')}
    """
    found = {label: Acronym(short, long) for label, short, long in _NEW.findall(text)}
    found |= {label: Acronym(short or label, long) for label, short, long in _ACRO.findall(text)}
    for label, keys in _DECLARED.findall(text):
        values = {name: (grouped or plain).strip() for name, grouped, plain in _KEY.findall(keys)}
        if values:
            found[label] = Acronym(values.get("short", label), values.get("long", ""))
    return found


def find_acronym_edits(text: str, acronyms: Mapping[str, Acronym]) -> Iterator[Edit]:
    r"""Yield the edits that write the acronyms out: at the first use in full, then short.

    >>> eis = {"eis": Acronym("EIS", "impedance spectroscopy")}
    >>> [edit.new for edit in find_acronym_edits(r"By \gls{eis}; \gls{eis}, \acrlong{eis}.", eis)]
    ['impedance spectroscopy (EIS)', 'EIS', 'impedance spectroscopy']
    """
    used: set[str] = set()
    for found in _USE.finditer(text) if acronyms else ():
        acronym = acronyms.get(found["label"].strip())
        if acronym is not None:
            yield Edit(found.start(), found.end(), _spell(found["name"], acronym, first=acronym.short not in used))
            if "short" not in found["name"] and "long" not in found["name"]:
                used.add(acronym.short)


def _spell(name: str, acronym: Acronym, *, first: bool) -> str:
    plural = "s" if name.endswith(("p", "pl")) else ""
    stem = name.lower().removesuffix("pl")
    stem = stem.removesuffix("p") if stem.startswith("ac") and not stem.startswith("acr") else stem
    short, long = acronym.short + plural, acronym.long + plural
    if name[0].isupper():
        long = long[:1].upper() + long[1:]
    if stem in ("acrshort", "acs") or not acronym.long:
        return short
    if stem in ("acrlong", "acl"):
        return long
    return f"{long} ({short})" if first or stem in ("acrfull", "acf") else short
