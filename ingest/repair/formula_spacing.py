"""Blanks inside formulas, closed where the neighbours leave no doubt."""

from __future__ import annotations

import re

from ingest.mapped import Edit

ELEMENTS = (
    "Ac|Ag|Al|Am|Ar|As|Au|Ba|Be|Bi|Br|Ca|Cd|Ce|Cl|Co|Cr|Cs|Cu|Dy|Er|Eu|Fe|Ga|Gd|Ge|He|Hf|Hg|Ho"
    "|In|Ir|Kr|La|Li|Lu|Mg|Mn|Mo|Na|Nb|Nd|Ne"
    "|Ni|Os|Pb|Pd|Pm|Pr|Pt|Rb|Re|Rh|Ru|Sb|Sc|Se|Si|Sm|Sn|Sr|Ta|Tb|Tc|Te|Th|Ti|Tl|Tm|Xe|Yb|Zn"
    "|Zr|B|C|F|H|I|K|N|O|P|S|U|V|W|Y"
)
"""The symbols of the elements, two letters before one."""

_NUMBER = r"\d+(?:\.\d+)?"
_AMOUNT = rf"(?:{_NUMBER})?(?:[xyz](?![a-z]))?"
_RUN = rf"(?:[(\[]?(?:{ELEMENTS}|[MXAR](?=[\dxy ]))(?![a-wα-ω]){_AMOUNT}(?:[)\]]{_AMOUNT})?)+"

_START = re.compile(rf"(?<![A-Za-z0-9.^])(?:\d{{1,3}}(?=[A-Z][a-z]? \d))?(?:{_RUN})(?= ?[\d xyz+–-])")
_APART = re.compile(rf"( )({_NUMBER})( )(?=[(\[]?[A-Z])({_RUN})(?![a-zA-Z])")
_GLUED = re.compile(rf"( )({_NUMBER})({_RUN})(?![a-zA-Z])")
_SIGNED = re.compile(rf"( ?)([-+–])( ?)[xyzδ](?![a-z])(?:( ?)({_RUN})(?![a-zA-Z]))?")
_LETTER = re.compile(rf"( )[xyz]( )({_RUN})(?![a-zA-Z])")
_DECIMALS = re.compile(
    rf"( )((?=[A-Za-z\d]*\.\d){_RUN})(?![a-zA-Z])|( )((?:{ELEMENTS})\d(?:{_RUN})?)(?![a-zA-Z])"
    rf"|( )((?:{ELEMENTS})(?= \d+\.\d))"
)
_COUNTED = re.compile(rf"( )({_NUMBER})( ?)([-+–])( ?)[xyzδ](?![a-z])(?:( ?)({_RUN})(?![a-zA-Z]))?")
_HALIDE = re.compile(r"( )(?:Cl|Br|I|F)(?=[ ,.;:)/|]|$)")
_ENDS_IN_SULFUR = re.compile(r"S\d(?:\.\d+)?$")
_DECIMAL_END = re.compile(r"\d\.\d+$")
_LAST = re.compile(
    rf"( )({_NUMBER})(?=[,.;)\]|/]| ?$| \||-[a-z]| (?:and|or|with|in|as|at|on|is|are|was|were|to|for|of|by|from"
    r"|glass\w*|electrolytes?|system|powders?|cells?|pellets?|cathodes?|phases?|layers?)\b)"
)
_BARE_LAST = re.compile(r"( )[234](?![\d.,]*\d|[A-Za-z%°]| ?[%°]| [Vµμmnkg]| [A-Z]\b)")

_WORDS = frozenset(
    ("In", "As", "At", "No", "He", "Be", "I", "Am", "A", "C", "V", "S", "K", "W", "N", "H", "F", "P", "B", "U", "Y",
     "O", "R", "M", "X")
)  # fmt: skip
_UNITS = frozenset(("V", "K", "A", "W", "C", "N", "H", "F"))
_WHOLE_OXIDES = frozenset(
    ("LiO", "NaO", "KO", "HO", "Li2O", "Na2O", "K2O", "H2O", "MgO", "ZnO", "CaO", "BaO", "SrO", "NiO", "CoO", "CuO",
     "FeO", "MnO", "PbO", "SnO", "CO", "NO")
)  # fmt: skip


_JOINTS = ("-", "–", "·")
_CLOSING = (")", "]")
_GAP = re.compile(r" (?=\d|[-+–]|[xyz] |[(\[]?[A-Z][A-Za-z]{0,5}\d)|[-+–](?= [xyzδ](?![a-z]))|–(?=[xyzδ](?![a-z]))")
"""Where a formula may be parted: before an amount, around a sign, before an element with its amount."""


def find_formula_edits(text: str) -> list[Edit]:
    """Return the edits that close formulas printed with blanks between elements and amounts.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_formula_edits(text)).text
    >>> plain("Li 6 PS5Cl with Li 2 S in Na3 -x Sb1 -x W x S4 and Li 0.5 In")
    'Li6PS5Cl with Li2S in Na3-xSb1-xWxS4 and Li0.5In'
    >>> plain("Li 2 V above; Na3PS4 12 In 2020; In 2 S cells; LiCl 4 mg")
    'Li 2 V above; Na3PS4 12 In 2020; In 2 S cells; LiCl 4 mg'
    """
    edits: list[Edit] = []
    done = 0
    for gap in _GAP.finditer(text):
        before = text[gap.start() - 1 : gap.start()]
        if gap.start() < done or not (before.isalnum() or before in _CLOSING):
            continue
        begin = max(done, text.rfind(" ", 0, gap.start()) + 1)
        while (found := _START.search(text, begin, gap.end() + 2)) and found.start() <= gap.start():
            begin = found.end()
            if found.group() not in _WORDS:
                found_edits, done = _follow(text, found)
                edits += found_edits
                begin = max(begin, done)
    return edits


def _follow(text: str, found: re.Match[str]) -> tuple[list[Edit], int]:
    """Follow a formula and those that are joined to it in one name; returns the edits and where they end."""
    edits, end = _extend(text, found, 0)
    added = edits
    while added and text[end : end + 1] in _JOINTS and (part := _START.match(text, end + 1)):
        added, end = _extend(text, part, 1)
        edits = edits + added
    return edits, end


def _extend(text: str, start: re.Match[str], apart: int) -> tuple[list[Edit], int]:
    """Follow a formula over its blanks; returns the edits and where it ends.

    ``apart`` counts the blanks that leave no doubt, those of the compound before it in one name among them.
    """
    edits: list[Edit] = []
    run, end, decimals = start.group(), start.end(), False
    while True:
        decimals = decimals or _DECIMAL_END.search(run) is not None
        found = _find_next(text, end, run, apart, decimals=decimals)
        if found is None:
            break
        apart += found.re in (_APART, _GLUED)
        following = found[found.lastindex or 0]
        edits += _close(found)
        run, end = (following if following and following[-1] not in "+-–" else "x"), found.end()
        run = "x" if not run.strip() else run
    last = _find_last(text, start, run, end, apart)
    if last is None and edits and _ENDS_IN_SULFUR.search(run):
        last = _HALIDE.match(text, end)
    if last is not None:
        edits.append(Edit(last.start(1), last.end(1), ""))
        end = last.end()
    if edits and "(" in text[start.start() : end]:
        place = end + (text[end : end + 1] == ")" and text[end - 1] != ")")
        group = (_BARE_LAST.match(text, place) or _LAST.match(text, place)) if text[place - 1] == ")" else None
        if group is not None:
            edits.append(Edit(group.start(1), group.end(1), ""))
            end = group.end()
    return edits, end


def _find_next(text: str, end: int, run: str, apart: int, *, decimals: bool) -> re.Match[str] | None:
    """Find the blank over which a formula goes on; an amount that is as well a number with its unit ends it."""
    letter = not run[-1].isdigit() and run[-1] not in "xyz)]"
    if letter and (found := _APART.match(text, end) or _GLUED.match(text, end)):
        return None if apart < 1 and found[found.lastindex or 0] in _UNITS else found
    found = _SIGNED.match(text, end) or _LETTER.match(text, end) or (_COUNTED.match(text, end) if letter else None)
    return found or (_DECIMALS.match(text, end) if decimals else None)


def _close(found: re.Match[str]) -> list[Edit]:
    new = {" ": "", "–": "-"}
    return [Edit(*found.span(i), new[part]) for i, part in enumerate(found.groups(), 1) if part in new]


def _find_last(text: str, start: re.Match[str], run: str, end: int, apart: int) -> re.Match[str] | None:
    """Find the blank before the last amount: after other blanks, or where an oxide is not whole."""
    if apart > 1 and run.endswith(("O", "S", "F", "Cl", "Br", "I", "N", "H", "Se")):
        return _LAST.match(text, end)
    whole = text[start.start() : end]
    if run.endswith("O") and len(whole) > 2 and whole not in _WHOLE_OXIDES and not whole.endswith("CO"):
        return _BARE_LAST.match(text, end)
    return None
