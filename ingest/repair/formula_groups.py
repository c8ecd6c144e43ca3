"""Groups of a formula that a conversion set apart: ``Na2.5 (Fe1-yMny) 1.75 (SO4) 3``."""

from __future__ import annotations

import re

from graph.formula import parse_formula
from ingest.mapped import Edit

_PART = r"[A-Z][A-Za-z0-9.+/–-]{0,24}"
_COUNT = r" ?\d{1,2}(?:\.\d+)?(?:(?=[FO]\d?\b)|(?![\d.,]*\d|[A-Za-z%°]| ?[%°]| [Vµμmnkg]| [A-Z]\b))"
_LEFT = re.compile(rf"(?:(?<![A-Za-z0-9.-])|(?<=[PO]\d-)){_PART}(?= ?[(\[]{_PART}[)\]])")
_GROUP = re.compile(rf" ?[(\[](?P<part>{_PART})[)\]](?:{_COUNT})?")
_REST = re.compile(rf" ?({_PART})")
_ANIONS = frozenset({"O", "S", "F", "Cl", "Br", "I", "N", "Se", "H", "C"})
_POLYANIONS = frozenset("PO4 SO4 SiO4 BO3 BO4 PO3 P2O7 PS4 BH4 NH2 CN MoO4 WO4 VO4 GeO4 AsO4 CO3 OH".split())


def find_group_edits(text: str) -> list[Edit]:
    """Return the edits that close the blanks around groups where only the whole is a formula.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_group_edits(text)).text
    >>> plain("Na2.5 (Fe1-yMny) 1.75 (SO4) 3 and Na0.9 [Cu0.22Fe0.3Mn0.48] O2||C")
    'Na2.5(Fe1-yMny)1.75(SO4)3 and Na0.9[Cu0.22Fe0.3Mn0.48]O2||C'
    >>> plain("LiCoO2 (LCO) O2 and Li (Na) S cells of NaCl (KCl) 2 M")
    'LiCoO2 (LCO) O2 and Li (Na) S cells of NaCl (KCl) 2 M'
    """
    if not any(opening in text for opening in (" (", " [", ") ", "] ")):
        return []
    edits: list[Edit] = []
    for found in _LEFT.finditer(text):
        end = _follow(text, found)
        piece = text[found.start() : end]
        if " " in piece and _is_whole(piece):
            edits += [Edit(place, place + 1, "") for place in range(found.start(), end) if text[place] == " "]
    return edits


def _follow(text: str, found: re.Match[str]) -> int:
    """Return where the formula ends that cations begin: behind its groups, and an anion that follows them."""
    left = parse_formula(found.group())
    end = found.end()
    if left is None or not _ANIONS.isdisjoint(left.symbols):
        return end
    while (group := _GROUP.match(text, end)) and _is_group(group["part"]):
        end = group.end()
    rest = _REST.match(text, end) if end > found.end() else None
    formula = parse_formula(rest[1]) if rest else None
    return rest.end() if rest and formula is not None and _ANIONS.issuperset(formula.symbols) else end


def _is_group(part: str) -> bool:
    """Tell whether brackets hold a polyanion or cations that share a site."""
    formula = parse_formula(part)
    return part in _POLYANIONS or (formula is not None and _ANIONS.isdisjoint(formula.symbols))


def _is_whole(piece: str) -> bool:
    whole = parse_formula(piece.replace(" ", ""))
    return whole is not None and not _ANIONS.isdisjoint(whole.symbols) and any(char.isdigit() for char in piece)
