"""Formulas whose subscripts a conversion set apart from their symbols: ``NaNi 0.5 Mn 0.5 O 2``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.materials import link_material
from ingest.mentions import MaterialMention

_AMOUNT = r" ?(?:\d(?:[\d./]*\d)?|[xyz](?![a-z]))"
_FIRST = rf"(?:[A-Z][A-Za-z]{{0,3}}|[(\[][A-Z][A-Za-z]{{0,5}}){_AMOUNT}"
_FURTHER = rf"(?: |(?<=\d)(?=[A-Z(\[]))[(\[]?[A-Z][A-Za-z]{{0,5}}{_AMOUNT}(?: ?[)\]](?: ?\d+)?)?"
_GROUP = r" ?\([A-Z][A-Za-z]{0,3} ?\d ?\) ?\d"
_SPREAD = re.compile(rf"(?:(?<![\w.-])|(?<=[PO][23]-)){_FIRST}(?:(?:{_FURTHER}){{2,12}}|{_GROUP})(?!\w)")
_APART = re.compile(r"[A-Za-z)\]] [\dxyz]")
_ALKALI = ("Li", "Na", "K")


def find_spread_formulas(text: str) -> Iterator[MaterialMention]:
    """Yield the formulas of three elements and more, with two amounts set apart, or one where lithium or sodium leads.

    >>> [m.identity.id for m in find_spread_formulas("O3-NaNi 0.5 Mn 0.5 O 2 and Li 7 La 3 Zr 2 O 12")]
    ['NaNi0.5Mn0.5O2', 'Li7La3Zr2O12']
    >>> [m.identity.id for m in find_spread_formulas("rods of Fe 2 (MoO 4 ) 3")]
    ['Fe2(MoO4)3']
    """
    for match in _SPREAD.finditer(text):
        name = match.group()
        apart = len(_APART.findall(name))
        if apart < 2 and not (apart and name.startswith(_ALKALI)):
            continue
        identity = link_material(name.replace(" ", ""))
        if identity is not None and len(identity.elements) > 2:
            yield MaterialMention(match.start(), match.end(), name, identity)
