"""Cell notation in which the bar was read as l or I: `LilLLZOILi` is `Li|LLZO|Li`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.formula import parse_formula
from graph.material_table import load_material_table
from ingest.mapped import Edit

_CANDIDATE = re.compile(r"[A-Za-z(\[][A-Za-z0-9.()\[\]/]*[lI|][A-Za-z0-9.()\[\]/|]*[A-Za-z0-9)\]]")
_RUN = re.compile(
    r"(?<![A-Za-z0-9.()\[\]/|])(?:[A-Za-z(\[][a-z]*[A-Z0-9.()\[\]/|]|(?:Li|Na|In|K)[lI]|[a-z]+electrolyte)"
    r"[A-Za-z0-9.()\[\]/|]*"
)
"""What is no plain word: a capital, digit or mark inside, a metal before a bar, an electrolyte behind a word."""
_SIGN = re.compile(r"[lI](?=[A-Z(\[]|electro|graphite|cathode|anode)")
"""A letter that may be a bar: what follows one begins with a capital, a bracket or the name of an electrode."""
_ELECTRODES = frozenset(
    ("Li", "In", "Na", "K", "Mg", "Ca", "Zn", "Al", "Cu", "Pt", "Au", "Ag", "Ni", "Ti", "C", "S", "Si", "Sn", "Ge",
     "Fe", "W", "Mo", "SS", "SUS", "graphite", "electrolyte", "electrode", "cathode", "anode", "NMC", "NCM", "NCA")
)  # fmt: skip
_BARS = ("||", "ll", "II", "lI", "Il", "|", "l", "I")
_LONGEST = 60


def find_cell_edits(text: str, acronyms: frozenset[str] = frozenset()) -> list[Edit]:
    """Return the edits that put the bar back between materials; ``acronyms`` are those the document uses.

    A stretch is read as a cell only where every part between two bars is a material and one of them is more
    than an element, or where the bar is doubled behind an alkali metal.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_cell_edits(text)).text
    >>> plain("LilLLZOILi, LillLCO, InlLPSILCO and (LTO)ILGPSILCO cells")
    'Li|LLZO|Li, Li||LCO, In|LPS|LCO and (LTO)|LGPS|LCO cells'
    >>> plain("Lill and Lillis in Fig. II of Part I on LiI and AlCl3, TII, AlI3")
    'Lill and Lillis in Fig. II of Part I on LiI and AlCl3, TII, AlI3'
    """
    edits: list[Edit] = []
    done = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < done:
            continue
        begin, done = _find_token(text, sign.start())
        for run in _RUN.finditer(text, begin, done):
            for found in _CANDIDATE.finditer(text, run.start(), run.end()):
                word = found.group()
                if len(word) <= _LONGEST and ("l" in word or "I" in word) and not _is_material(word, acronyms):
                    edits += _read_candidate(text, found.start(), word, acronyms)
    return [*edits, *_find_loose_bars(text, edits)]


def _find_token(text: str, place: int) -> tuple[int, int]:
    """Return the bounds of what stands between two blanks."""
    before = text.rfind(" ", 0, place) + 1
    after = text.find(" ", place)
    return before, after if after >= 0 else len(text)


def _read_candidate(text: str, offset: int, word: str, acronyms: frozenset[str]) -> Iterator[Edit]:
    lead = _leading_bar(text, offset, word)
    parts = _split(word[lead:], acronyms)
    if parts is None or (len(parts) == 1 and not lead):
        return
    if lead:
        blank = text[offset - 1] == " "
        yield Edit(offset - blank, offset + lead, "|" * lead)
    position = offset + lead
    for number, (bar, material) in enumerate(parts):
        if number:
            yield Edit(position, position + len(bar), "|" * len(bar))
        position += len(bar)
        known = _known_spelling(material, acronyms)
        if known:
            yield Edit(position, position + len(material), known)
        position += len(material)


def _leading_bar(text: str, offset: int, word: str) -> int:
    """Return how many letters of the word are a bar that follows a material or a bracket before it."""
    if word[0] not in "lI" or offset < 2:
        return 0
    before = re.search(r"([A-Za-z0-9.–-]+)?(\)| )$", text[max(0, offset - 20) : offset])
    if before is None or not (before[2] == ")" or (before[1] or "").lower().endswith(("-c", "–c", "li", "graphite"))):
        return 0
    return 1


@lru_cache(maxsize=4096)
def _split(word: str, acronyms: frozenset[str]) -> tuple[tuple[str, str], ...] | None:
    """Split a word into (bar, material) pairs, the longest first; None where a part is no material."""
    best = _split_from(word, acronyms)
    if best is None:
        return None
    names = [material for _, material in best]
    doubled = len(best) > 1 and len(best[1][0]) == 2 and names[0] in ("Li", "Na", "K", "In")
    if len(best) > 1 and not doubled and not any(_is_compound(name, acronyms) for name in names):
        return None
    return best


def _split_from(word: str, acronyms: frozenset[str]) -> tuple[tuple[str, str], ...] | None:
    for end in range(len(word), 0, -1):
        if not _is_part(word[:end], acronyms):
            continue
        if end == len(word):
            return (("", word),)
        for bar in _BARS:
            if word.startswith(bar, end):
                rest = _split_from(word[end + len(bar) :], acronyms)
                if rest:
                    return (("", word[:end]), (bar, rest[0][1]), *rest[1:])
    return None


def _is_part(name: str, acronyms: frozenset[str]) -> bool:
    bare = name.strip("()[]")
    return bool(bare) and (bare in _ELECTRODES or _is_compound(bare, acronyms))


def _is_compound(name: str, acronyms: frozenset[str]) -> bool:
    name = name.strip("()[]")
    return name == "electrolyte" or _is_material(name, acronyms) or _known_spelling(name, acronyms) is not None


@lru_cache(maxsize=8192)
def _is_material(name: str, acronyms: frozenset[str]) -> bool:
    """Tell whether a name is a known material, an acronym of the document or a formula with amounts."""
    if len(name) < 2 or name.isdigit():
        return False
    table = load_material_table()
    if name in acronyms or (name in table.exact and len(name) > 2):
        return True
    if not name[0].isupper() or not any(char.isdigit() for char in name):
        return False
    formula = parse_formula(name)
    if formula is None or formula.placeholders:
        return False
    return len(formula.amounts) > 1 and "I" not in name.replace("In", "").replace("Ir", "")


@lru_cache(maxsize=4096)
def _known_spelling(name: str, acronyms: frozenset[str]) -> str | None:
    """Return the acronym that a capital I for an l hides (``LPSCI``), or None."""
    if "CI" not in name or len(name) < 4:
        return None
    spelled = name.replace("CI", "Cl")
    return spelled if spelled in acronyms or spelled in load_material_table().exact else None


_LOOSE_START = re.compile(r"\b(Li|Na|In)(l|I) (?=electrolyte\||[A-Z][A-Za-z0-9]*\|)")
_LOOSE_END = re.compile(r"\|electrolyte \+ (C)([lI])(?=(?:Pt|Cu|Al|Au|Ni|Ti|SS)\b)")
_MISREAD = re.compile(r"(?<![A-Za-z0-9])(?:Li)?[A-Z]{0,4}PSCI(?![A-Za-z0-9])|\bLPSCI\b")


def _find_loose_bars(text: str, edits: list[Edit]) -> Iterator[Edit]:
    """Yield bars set off by a blank beside a cell that is sure, and the misread chloride in an acronym."""
    if not edits and "|" not in text and "PSCI" not in text:
        return
    taken = {edit.start for edit in edits}
    shadow = list(text)
    for edit in edits:
        if len(edit.new) == edit.end - edit.start:
            shadow[edit.start : edit.end] = edit.new
    mended = "".join(shadow)
    for pattern in (_LOOSE_START, _LOOSE_END):
        yield from (Edit(f.start(2), f.end(2), "|") for f in pattern.finditer(mended))
    for found in _MISREAD.finditer(mended):
        if found.start() not in taken:
            yield Edit(found.end() - 1, found.end(), "l")
