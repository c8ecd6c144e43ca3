"""Whether a stretch of running text that parses as a formula is one."""

from __future__ import annotations

import re
from functools import cache

from graph.data_files import read_data_text
from graph.formula import Formula, parse_formula
from graph.formula_reader import SYMBOLS

_HOMONUCLEAR = frozenset("I2 Br2 Cl2 F2 O2 H2 N2 S8 P4 C60".split())
_CAPITALS_ONLY = frozenset({"HF", "BN", "KOH", "KF", "KI", "VN", "CO"})
_GROUPS = frozenset("BH4 NH4 OH SCN CN B12H12 B10H10 CB11H12 CB9H10 NO2 MnO4 SO3 SeO3 SO4 PO3 Fe(CN)6".split())
"""Anions that lost their charge on the way; some of them would be neutral compounds."""
_UNSTABLE = frozenset(
    (
        "Tc Pm Po At Fr Ra Ac Pa Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og Th U"
        " He Ne Ar Kr Xe Rn"
    ).split()
)
"""Elements without a stable isotope and noble gases: their symbols are parts of acronyms (SEs, CNs)."""
_MOST_ELEMENTS = 14
_GASES = frozenset("HNOF")
_COUNT = re.compile(r"(?<![\d.])\d{4}|(?<![\d.])0\d")
_LABEL = re.compile(r"S\d{1,2}[A-Z]|(?!K)[A-Z]{2}\d{2,}|[A-Za-z]+1|[A-Z][a-z]?(?:I{2,3}|IV|VI{1,3})")
"""Panels of supplementary figures (``S2C``), names of genes and samples (``SV40``, ``BC1``), oxidation states."""
_HALF_POINT = re.compile(r"^(?!Li|Na|K).*(?<!\d)\.\d")
"""An amount without its zero, as a sentence glued to the next one gives it; of sodium oxides some are printed so."""
_ALKALI = frozenset({"Li", "Na", "K"})
_NEVER_ALLOYED = frozenset("Ti V Cr Mn Fe Co Ni Cu Y Zr Nb Mo Ta W".split())
"""Transition metals that form no compound with an alkali metal: ``NaFe`` is the beginning of another name."""
_WRITTEN_VARIABLES = frozenset({"x", "y", "z", "δ"})
_HIGHEST_CHARGE = {
    "H": 1, "Li": 1, "Na": 1, "K": 1, "Mg": 2, "Ca": 2, "Zn": 2, "Cu": 2, "Ni": 4, "Co": 4, "Fe": 4, "Mn": 7,
    "B": 3, "Al": 3, "Ga": 3, "In": 3, "Sc": 3, "Y": 3, "La": 3, "C": 4, "Si": 4, "Ge": 4, "Sn": 4, "Ti": 4,
    "Zr": 4, "Hf": 4, "N": 5, "P": 5, "As": 5, "Sb": 5, "V": 5, "Nb": 5, "Ta": 5, "S": 6, "Se": 6, "Cr": 6,
    "Mo": 6, "W": 6, "Te": 6, "Cl": 7, "Br": 7, "I": 7,
}  # fmt: skip
"""The highest oxidation state in oxides and halides (Greenwood and Earnshaw, Chemistry of the Elements)."""
_LOWEST_CHARGE = {"H": 1, "B": 3, "Y": 3, "C": 2, "P": 3, "V": 2, "W": 4, "N": -3}
"""The lowest oxidation state of the elements whose symbols make acronyms (ibid.)."""
_NONMETALS = frozenset("HCNOFPSI") | {"Cl", "Br", "Se", "Te", "As"}
_WHOLE_ENDS = ("OH", "SH", "OF", "OCl", "OBr", "OI", "SI", "SBr", "SeI", "CN", "ON")
"""How the compounds of three elements end that need no digit: hydroxides, oxyhalides, cyanides, oxynitrides."""
_ANION_CHARGE = {"O": 2, "S": 2, "Se": 2, "F": 1, "Cl": 1, "Br": 1, "I": 1}


def is_plausible_formula(formula: Formula) -> bool:
    """Tell whether a formula found in running text is one, and no word, acronym, ion or fragment.

    Refuses single elements, capitals without digits that may be an acronym, the stop list of the field, names
    of instruments, figures and samples, groups that no oxidation states make neutral (``TiO6``, ``PS4``), the metals
    of a compound without its anion (``NaFe``, ``Na3V2``), classes with an element variable (``Li6PS5X``), and stacks
    (``LLZO/Li`` and ``LiFePO4/C`` are written alike).

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
    if _is_label(formula):
        return False
    if formula.components:
        parts = [parse_formula(part) for _, part in formula.components]
        return not _is_sample(formula) and all(
            part and (part.text in part.symbols or is_plausible_formula(part)) for part in parts
        )
    return not _is_word(formula) and not _is_anion(formula.numbers) and not _is_cut_short(formula)


def _is_sample(formula: Formula) -> bool:
    """Tell a compound with the letter of a sample, ``FeOF-N``, and the end of a cut hydrate, ``xMn...·yH2O``."""
    (factor, _), *_, (_, last) = formula.components
    elements = [part in SYMBOLS for _, part in formula.components]
    letter = any(part in _GASES for _, part in formula.components)
    return (letter and not all(elements)) or (last == "H2O" and factor != "1")


def _is_label(formula: Formula) -> bool:
    """Tell what no compound has: an unstable element, the amounts of a year or a gene, the panels of a figure."""
    text, parts = formula.text, formula.components
    if not _UNSTABLE.isdisjoint(formula.symbols) or len(formula.amounts) > _MOST_ELEMENTS:
        return True
    if _COUNT.search(text) or _LABEL.fullmatch(text) or _HALF_POINT.search(text):
        return True
    counted = any(factor != "1" for factor, _ in parts)
    return counted and all(len(part) == 1 and part in SYMBOLS for _, part in parts)  # 3F-3H


def _is_word(formula: Formula) -> bool:
    text = formula.text
    if text[0].isdigit() or text[0].islower():
        return True
    if any(char.isdigit() for char in text):
        return False
    plural = text.endswith("s") and text[:-1].isupper()
    capitals = text.isalpha() and text.isupper() and text not in _CAPITALS_ONLY
    return plural or capitals or not _WRITTEN_VARIABLES.issuperset(formula.variables)


def _is_cut_short(formula: Formula) -> bool:
    """Tell the beginning or the shorthand of a formula: metals that form no alloy, an oxyanion without its count."""
    symbols, counted = frozenset(formula.symbols), any(char.isdigit() for char in formula.text)
    if symbols <= _ALKALI | _NEVER_ALLOYED:
        return bool(symbols & _ALKALI) or not counted
    if not counted and len(symbols) > 2 and not formula.variables:
        return not (symbols.isdisjoint(_NONMETALS) or formula.text.endswith(_WHOLE_ENDS))
    return counted and formula.text.isupper() and not _is_balanced(formula)


def _is_balanced(formula: Formula) -> bool:
    """Tell whether the charge of the last element, an anion, is within reach of the elements before it."""
    numbers = formula.numbers
    *others, anion = numbers
    if anion not in _ANION_CHARGE or not _LOWEST_CHARGE.keys() >= set(others) or formula.variables:
        return True
    low, high = (sum(numbers[s] * charge[s] for s in others) for charge in (_LOWEST_CHARGE, _HIGHEST_CHARGE))
    return low - 1e-9 <= numbers[anion] * _ANION_CHARGE[anion] <= high + 1e-9


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
    text = read_data_text("not_formulas.txt")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
