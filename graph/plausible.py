"""Whether a stretch of running text that parses as a formula is one."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from graph.formula import Formula, parse_formula

_HOMONUCLEAR = frozenset({"I2", "Br2", "Cl2", "F2", "O2", "H2", "N2", "S8", "P4", "C60"})
_CAPITALS_ONLY = frozenset({"HF", "BN", "KOH", "KF", "KI", "VN", "CO"})
_GROUPS = frozenset(
    {"BH4", "NH4", "OH", "SCN", "CN", "B12H12", "B10H10", "CB11H12", "CB9H10", "NO2", "MnO4", "SO3", "SeO3",
     "SO4", "PO3"}
)  # fmt: skip
"""Anions that lost their charge on the way; some of them would be neutral compounds."""
_UNSTABLE = frozenset(
    {"Tc", "Pm", "Po", "At", "Fr", "Ra", "Ac", "Pa", "Np", "Pu", "Am", "Cm", "Bk", "Cf", "Es", "Fm", "Md",
     "No", "Lr", "Rf", "Db", "Sg", "Bh", "Hs", "Mt", "Ds", "Rg", "Cn", "Nh", "Fl", "Mc", "Lv", "Ts", "Og",
     "He", "Ne", "Ar", "Kr", "Xe", "Rn"}
)  # fmt: skip
"""Elements without a stable isotope and noble gases: their symbols are parts of acronyms (SEs, CNs)."""
_COUNT = re.compile(r"(?<![\d.])\d{4}|(?<![\d.])0\d")
_WRITTEN_VARIABLES = frozenset({"x", "y", "z", "δ"})
_HIGHEST_CHARGE = {
    "H": 1, "Li": 1, "Na": 1, "K": 1, "Mg": 2, "Ca": 2, "Zn": 2, "Cu": 2, "Ni": 4, "Co": 4, "Fe": 4, "Mn": 7,
    "B": 3, "Al": 3, "Ga": 3, "In": 3, "Sc": 3, "Y": 3, "La": 3, "C": 4, "Si": 4, "Ge": 4, "Sn": 4, "Ti": 4,
    "Zr": 4, "Hf": 4, "N": 5, "P": 5, "As": 5, "Sb": 5, "V": 5, "Nb": 5, "Ta": 5, "S": 6, "Se": 6, "Cr": 6,
    "Mo": 6, "W": 6, "Te": 6, "Cl": 7, "Br": 7, "I": 7,
}  # fmt: skip
"""The highest oxidation state in oxides and halides (Greenwood and Earnshaw, Chemistry of the Elements)."""
_ANION_CHARGE = {"O": 2, "S": 2, "Se": 2, "F": 1, "Cl": 1, "Br": 1, "I": 1}


def is_plausible_formula(formula: Formula) -> bool:
    """Tell whether a formula found in running text is one, and no word, acronym, ion or fragment.

    Refuses single elements, capitals without digits that may be an acronym, the stop list of the field, names
    of instruments, groups that no oxidation states make neutral (``TiO6``, ``PS4``), classes with an element
    variable (``Li6PS5X``), and stacks (``LLZO/Li`` and ``LiFePO4/C`` are written alike).

    >>> names = ("LiF", "Li3N", "Co", "SOC", "PO4", "S1", "SiOx", "SEs")
    >>> [is_plausible_formula(parse_formula(name)) for name in names]
    [True, True, False, False, False, False, True, False]
    """
    if formula.placeholders or any(part.separator == "/" for part in formula.tree):
        return False
    if formula.charge or formula.text in _load_stop_list() or formula.text in _GROUPS:
        return False
    if len(formula.amounts) == 1:
        return formula.text in _HOMONUCLEAR
    if not _UNSTABLE.isdisjoint(formula.symbols) or _COUNT.search(formula.text) or len(formula.amounts) > 14:
        return False
    if formula.components:
        parts = [parse_formula(part) for _, part in formula.components]
        return all(part and (part.text in part.symbols or is_plausible_formula(part)) for part in parts)
    return not _is_word(formula) and not _is_anion(formula.numbers)


def _is_word(formula: Formula) -> bool:
    text = formula.text
    if text[0].isdigit() or text[0].islower():
        return True
    if any(char.isdigit() for char in text):
        return False
    plural = text.endswith("s") and text[:-1].isupper()
    capitals = text.isalpha() and text.isupper() and text not in _CAPITALS_ONLY
    return plural or capitals or not _WRITTEN_VARIABLES.issuperset(formula.variables)


def _is_anion(numbers: dict[str, float]) -> bool:
    if len(numbers) != 2:
        return False
    first, second = numbers
    centre, anion = (first, second) if second in _ANION_CHARGE else (second, first)
    if anion not in _ANION_CHARGE or _HIGHEST_CHARGE.get(centre, 1) <= 1:
        return False
    supplied = max(numbers[centre], 1) * _HIGHEST_CHARGE[centre]
    excess = numbers[anion] * _ANION_CHARGE[anion] > supplied + 1e-9
    return excess and numbers[centre] <= 1 and numbers[anion] > 2


@cache
def _load_stop_list() -> frozenset[str]:
    text = (files("graph") / "data" / "not_formulas.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
