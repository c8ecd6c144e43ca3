"""Acronyms that a document defines for its materials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.formula import parse_formula
from graph.material_table import load_material_table
from graph.materials import link_material
from graph.plausible import is_plausible_formula

_ACRONYM = r"[A-Z][A-Za-z]{1,7}(?:-?\d{1,4}(?:\.\d+)?)?"
_AFTER = re.compile(
    r"\s?[(\[](?:(?:denoted|abbreviated|hereafter|labell?ed|named|termed|referred)\s(?:to\s)?(?:as)?\s?|i\.e\.,?\s)?"
    rf"(?P<short>{_ACRONYM})"
    r"(?=s?(?:[)\]](?!\w)|,|;|\s\d|\s10|\scell|\shereafter))"
)
_BEFORE = re.compile(
    rf"(?<![\w-])(?P<short>{_ACRONYM})\s?[(\[](?P<full>[^\s()\[\]]*(?:\([^()]*\)[^\s()\[\]]*)*)[)\],;]"
)
_TOKEN = re.compile(r"[^\s,;|∥]+$")
_WORDS = re.compile(r"(?:[^\s,;()]+\s){0,6}[^\s,;()]+$")


def find_acronyms(text: str) -> dict[str, str]:
    """Return the acronyms that the text defines, with the full form as it stands.

    Both orders count, ``Li7La3Zr2O12 (LLZO)`` and ``LLZTO (Li6.4La3Zr1.4Ta0.6O12)``. A known abbreviation
    that the text defines as something else (``principal component (PC)``) is returned too: it is no material.

    >>> find_acronyms("We use Li6.4La3Zr1.4Ta0.6O12 (LLZTO) and LPSCl (Li6PS5Cl).")
    {'LLZTO': 'Li6.4La3Zr1.4Ta0.6O12', 'LPSCl': 'Li6PS5Cl'}
    """
    found: dict[str, str] = {}
    for short, full in (*_defined_after(text), *_defined_before(text)):
        found.setdefault(short, full)
    return found


def _defined_after(text: str) -> Iterator[tuple[str, str]]:
    for match in _AFTER.finditer(text):
        short = match["short"]
        if sum(char.isupper() for char in short) < 2 or _is_formula(short):
            continue
        before = text[max(0, match.start() - 120) : match.start()].rstrip()
        token = _TOKEN.search(before)
        if token and (formula := _formula_of(token.group(), short)):
            yield short, formula
        elif words := _WORDS.search(before):
            full = _full_form(words.group(), short)
            if full is not None:
                yield short, full


def _is_formula(short: str) -> bool:
    formula = parse_formula(short)
    return formula is not None and is_plausible_formula(formula)


def _formula_of(token: str, short: str) -> str | None:
    """Return the longest end of the token that is a formula which the acronym can stand for."""
    parts = re.split(r"(?<!\d)/|/(?!\d)", token)
    candidate = parts[-1].lstrip("(")
    if candidate.count(")") > candidate.count("(") and token.startswith("("):
        candidate = token
    for attempt in (candidate, candidate.split("coated")[-1].lstrip(" -")):
        formula = parse_formula(attempt)
        if (
            formula
            and len(formula.amounts) > 1
            and is_plausible_formula(formula)
            and _stands_for(short, formula.symbols)
        ):
            return formula.text
    return None


def _stands_for(short: str, symbols: tuple[str, ...]) -> bool:
    letters = [char for char in short if char.isupper()]
    initials = {symbol[0] for symbol in symbols}
    return len(letters) >= 2 and sum(char in initials for char in letters) >= 0.6 * len(letters)


def _full_form(words: str, short: str) -> str | None:
    """Return the longest run of words before the acronym that names a material, else what it abbreviates."""
    table = load_material_table()
    listed = words.split()
    for first in range(len(listed)):
        candidate = " ".join(listed[first:]).strip("([")
        if len(candidate) > 3 and candidate != short and (entry := table.by_name(candidate)):
            own = table.by_name(short)
            return candidate if own is None or own.id == entry.id or len(candidate) > len(short) + 2 else None
    if table.by_name(short) is None:
        return None
    initials = [word[0].upper() for word in re.split(r"[\s-]", " ".join(listed)) if word]
    letters = [char for char in short.rstrip("s") if char.isupper()]
    if len(letters) >= 2 and initials[-len(letters) :] == letters:
        return " ".join(re.split(r"\s", " ".join(listed))[-len(letters) :])
    return None


def _defined_before(text: str) -> Iterator[tuple[str, str]]:
    for match in _BEFORE.finditer(text):
        formula = parse_formula(match["full"])
        if formula is None or len(formula.amounts) < 3 or not is_plausible_formula(formula):
            continue
        if (
            parse_formula(match["short"]) is None
            and _stands_for(match["short"], formula.symbols)
            and link_material(formula.text)
        ):
            yield match["short"], formula.text
