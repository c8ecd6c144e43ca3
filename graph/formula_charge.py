"""The charge of an ion, as it is printed behind its formula."""

from __future__ import annotations

import re

_INNER_CHARGE = re.compile(r"\^\d?[+-](?=[A-Z(\[])")
_CHARGE = re.compile(r"\^?(?P<size>\d{0,2})(?P<sign>[+-])$")
_SINGLE_ION = re.compile(r"^([A-Z][a-z]?)\^?(\d?)[+-]$")
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7}
_OXIDATION_STATE = re.compile(rf"(?<=[A-Za-z])\(({'|'.join(_ROMAN)})\)")
"""I and V alone would be iodine and vanadium."""
_HIGHEST = {"F": 1, "Cl": 1, "Br": 1, "I": 1, "O": 2, "S": 2, "Se": 2, "Te": 2, "Li": 1, "Na": 1, "K": 1, "Ag": 1}
"""The highest charge of a single ion: I3- is three atoms with one charge, S2- one atom with two."""


def split_charge(text: str) -> tuple[str, int]:
    """Split a formula, without spaces, into its composition and its charge, 0 for a material.

    >>> split_charge("PO43-"), split_charge("S2-"), split_charge("I3-"), split_charge("Fe(III)"), split_charge("LiF")
    (('PO4', -3), ('S', -2), ('I3', -1), ('Fe', 3), ('LiF', 0))
    """
    text = _INNER_CHARGE.sub("", text)
    if oxidation := _OXIDATION_STATE.search(text):
        alone = _SINGLE_ION.match(text[: oxidation.start()] + "+") and oxidation.end() == len(text)
        return text[: oxidation.start()] + text[oxidation.end() :], _ROMAN[oxidation[1]] if alone else 0
    if text[-1:] not in ("+", "-"):
        return text, 0
    found = _CHARGE.search(text)
    if not found or found.start() == 0:
        return text, 0
    size, start = found["size"], found.start()
    raised = text[start] == "^" or text[start - 1] in ")]}"
    if not raised and len(size) == 2:  # PO43-: the first digit counts atoms, the last one charges
        start, size = start + 1, size[1:]
    elif not raised and size:
        single = _SINGLE_ION.match(text)
        if not single or int(size) > _HIGHEST.get(single[1], 9):
            start, size = start + 1, ""
    value = int(size or 1)
    return text[:start].rstrip("^"), value if found["sign"] == "+" else -value
