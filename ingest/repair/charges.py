"""Charges of ions that stand apart from them, or whose minus was lost: ``Li + /Li``, ``SO4 2-``, ``O 2ions``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mapped import Edit, Guarded, Rule, substitute

_METALS = "Li|Na|K|Ag|Cu|Zn|Mg|Ca|Al|H|Cs|Rb|Tl"
_CATIONS = (
    "Li|Na|K|Mg|Ca|Al|Zn|Fe|Co|Ni|Mn|Ti|Zr|Nb|Ta|V|Cr|Cu|Ag|Ge|Sn|Si|Sb|P|B|Y|La|Sc|In|Ga|Mo|W|Ce|Er|Sm|Nd|Hf|Sr|Ba|Bi|Pb|Cd|Pr|Eu"
    "|Gd|Tb|Dy|Ho|Tm|Yb|Lu|Te|Ru|Rh|Pd|Pt|Au|Rb|Cs|M"
)
_SINGLE = "Cl|Br|F|I|X|OH|BH4|PF6|TFSI|FSI|NO3"
_AFTER = r"(?=[\s,.;:)/]|$)"
_ANIONS = {
    "O": "2", "S": "2", "Se": "2", "Te": "2", "SO3": "2", "SO4": "2", "CO3": "2", "PO4": "3", "PS4": "3", "BO3": "3",
    "SbS4": "3", "GeS4": "4", "SnS4": "4", "SiO4": "4", "SiS4": "4", "P2S6": "4", "P2S7": "4", "N": "3", "P": "3",
}  # fmt: skip
"""Anions with the charge they have, which tells it from another number."""

_PLUS, _MINUS = re.compile(rf"\+{_AFTER}"), re.compile(rf"-{_AFTER}")
_CATION_BEFORE = re.compile(rf"(?<![A-Za-z0-9])(?:{_CATIONS})(?: \d ?| ?\d )$")
_ANION_BEFORE = re.compile(r"(?<![A-Za-z0-9])(?:O|S|Se|N|P|(?:S|P|Si|Ge|Sn|W|Sb|B|C)[OS](?: ?\d)) \d ?$")
_LOST = re.compile(r" ([234])( ?[-–])?(?=[a-z(/])")
_SPELLED = "|".join(re.sub(r"(?<=[A-Z])(?=\d$)", " ?", name) for name in sorted(_ANIONS, key=len, reverse=True))
_BARE_ANION = re.compile(rf"(?<![A-Za-z0-9])(?:{_SPELLED})$")
_ION_WORD = re.compile(
    r"(?:an)?ions?\b|units?\b|vacanc|sublattice|species|site|redox|(?:to|and|or|from) (?=(?:SO|PO|O|S)\d? )"
)
_ANY_AFTER = re.compile(r"[a-z]{2}|[(/](?![\d.])")


def find_charge_edits(text: str) -> list[Edit]:
    """Return the edits that close the number and sign of an ion to it.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_charge_edits(text)).text
    >>> plain("P 5+ /Mo 6+, SO4 2-, PS 4 3- and SO3 2participated, O 2-ions, SO3 2/SO4 2(Fig. 2)")
    'P5+ /Mo6+, SO42-, PS43- and SO32- participated, O2- ions, SO32-/SO42- (Fig. 2)'
    >>> plain("O 1s and S 2p spectra, 3 S 2-rich cells, in O 2(g) and O 2/N 2, S 2 cells")
    'O 1s and S 2p spectra, 3 S 2-rich cells, in O 2(g) and O 2/N 2, S 2 cells'
    """
    return [*_find_apart(text, _PLUS, _CATION_BEFORE), *_find_apart(text, _MINUS, _ANION_BEFORE), *_find_lost(text)]


def _find_apart(text: str, sign: re.Pattern[str], ion: re.Pattern[str]) -> Iterator[Edit]:
    for found in sign.finditer(text):
        before = ion.search(text, max(0, found.start() - 10), found.start())
        if before:
            yield from _close(text, before.start(), found.start())


def _find_lost(text: str) -> Iterator[Edit]:
    """Yield the edits for anions that run into what stands behind them; their own charge tells them.

    Of a single element the same number may count its atoms (``O 2``), so that only a word for ions decides.
    """
    for found in _LOST.finditer(text):
        anion = _BARE_ANION.search(text, max(0, found.start() - 6), found.start())
        name = anion.group().replace(" ", "") if anion else ""
        if anion is None or found[1] != _ANIONS[name]:
            continue
        if (_ANY_AFTER if len(name) > 2 else _ION_WORD).match(text, found.end()):
            yield from _close(text, anion.start(), found.start())
            yield Edit(found.start(), found.end(), f"{found[1]}-" + ("" if text[found.end()] == "/" else " "))


def _close(text: str, start: int, end: int) -> Iterator[Edit]:
    for place in range(start, end):
        if text[place] == " ":
            yield Edit(place, place + 1, "")


CHARGES: tuple[Rule | Guarded, ...] = (
    Guarded(
        (" +",),
        (
            substitute(re.compile(rf"(?<![A-Za-z0-9])({_METALS}) \+ ?/ ?(?=(?:{_METALS})\b)"), r"\1+/"),
            substitute(
                re.compile(rf"(?<![A-Za-z0-9])({_METALS}|Ar|He|Ga) \+(?= ?[a-z(,.;:)/-]| ?$| [A-Z]{{2}})"), r"\1+"
            ),
        ),
    ),
    find_charge_edits,
    Guarded(
        (" -",),
        (
            substitute(re.compile(rf"(?<![A-Za-z0-9])({_SINGLE}) -(?=[a-z]{{3}})"), r"\1- "),
            substitute(re.compile(rf"(?<![A-Za-z0-9])({_SINGLE}) -(?=[\s,.;:)/])"), r"\1-"),
        ),
    ),
    substitute(re.compile(r"\+ /(?=[A-Z])(?<=[a-z\d]\+ /)"), "+/", needs=("+ /",)),
)
