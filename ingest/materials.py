"""Materials in text: curated names, formulas, acronyms of the document, dopings and solutions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from graph.formula import parse_formula
from graph.formula_reader import SYMBOLS
from graph.identities import MaterialIdentity, side
from graph.material_table import load_material_table
from graph.materials import link_material
from ingest.acronyms import find_acronyms
from ingest.doped_mentions import (
    evaluate_mention,
    extend_mention,
    find_coordinated_dopings,
    find_worded_dopings,
    merge_solutions,
)
from ingest.families import find_families
from ingest.interfaces import find_interfaces, find_stacks
from ingest.material_contexts import (
    ENGLISH_SYMBOLS,
    is_callout,
    is_equipment,
    is_metal_piece,
    is_refused,
    is_supported,
    load_element_words,
)
from ingest.mentions import FamilyMention, InterfaceMention, MaterialMention
from ingest.roles import assign_roles
from ingest.runs import split_runs
from ingest.spread_formulas import find_spread_formulas
from ingest.trimming import trim

__all__ = [
    "FamilyMention",
    "InterfaceMention",
    "MaterialMention",
    "find_acronyms",
    "find_families",
    "find_interfaces",
    "find_materials",
]

_CHUNK = re.compile(r"[^\s,;!?\"“”=<>~≈→]+(?:,(?=\d-[a-z]|[A-Z][a-z]?[,)])[^\s,;!?\"“”]+)*")
_SPLIT = re.compile(r"[|∥‖:]+|(?<!\d)/|/(?!\d)|\.(?=[A-Z][a-z]{2,}(?:\s|$))")
_HYPHEN = re.compile(r"[-‐‑–—−]")


def find_materials(text: str, acronyms: Mapping[str, str] | None = None) -> list[MaterialMention]:
    """Return the materials named in repaired text, in order and without overlap.

    ``acronyms`` are those of the whole document. Elements that are only ions or dopants are no materials, nor
    is lithium as an ion; a dopant in words (``doping of Ta into LLZO``) is a mention of the doped material.

    >>> [m.identity.id for m in find_materials("Li-ion transport at the LLZO/Li interface and Ge4+")]
    ['Li7La3Zr2O12', 'Li']
    >>> [m.identity.id for m in find_materials("LiNbO3-coated Li(NixCoyMnz)O2 (NCM)")]
    ['LiNbO3', 'LiNixCoyMnzO2', 'LiNixCoyMnzO2']
    """
    known = acronyms or {}
    sure: list[MaterialMention] = []
    unsure: list[MaterialMention] = []
    taken = 0
    spread = find_spread_formulas(text)
    apart = next(spread, None)
    for start, end in _find_pieces(text):
        if end <= taken:
            continue
        if apart is not None and apart.start < end:
            if apart.start >= taken:
                sure.append(apart)
                taken = apart.end
            apart = next(spread, None)
            continue
        rest = (start, end) if start >= taken else trim(text, taken, end)
        for mention, certain in _read_piece(text, *rest, known):
            if mention.start < taken:
                continue
            (sure if certain else unsure).append(mention)
            taken = mention.end
    mentions = _accept_coordinated(text, sure, unsure)
    mentions = [evaluate_mention(text, extend_mention(text, mention)) for mention in mentions]
    mentions = merge_solutions(text, mentions)
    dopings = (*find_coordinated_dopings(text, mentions), *find_worded_dopings(text, mentions))
    mentions = sorted([*mentions, *dopings], key=lambda mention: mention.start)
    return assign_roles(text, mentions, find_stacks(text, mentions))


def _find_pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between spaces and the signs of a stack: three of ``Li|LLZO|Li``."""
    words, singles = _names_by_first_word(), _single_words()
    for chunk in _CHUNK.finditer(text):
        word = chunk.group()
        if word.isalpha() and word.islower():
            # Most words of a text: they need no trimming, and few of them are or begin a name.
            if word in words or word.rstrip("s") in singles:
                yield chunk.span()
            continue
        at = chunk.start()
        for cut in _SPLIT.finditer(text, chunk.start(), chunk.end()):
            if cut.start() > at:
                yield trim(text, at, cut.start())
            at = cut.end()
        if at < chunk.end():
            yield trim(text, at, chunk.end())


Read = tuple[MaterialMention, bool]


def _read_piece(text: str, start: int, end: int, acronyms: Mapping[str, str]) -> Iterator[Read]:
    """Yield what a stretch without spaces names, from left to right; the longest name at each place counts."""
    while start < end:
        named = _match_name(text, start)
        if named is not None:
            yield _judge(text, start, named, link_material(text[start:named], acronyms), acronyms)
            start, end = trim(text, named, end)
            continue
        if not _may_name(text, start, end):
            return
        cuts = [found.start() for found in _HYPHEN.finditer(text, start, min(end, start + _LONGEST))]
        for stop in (end, *reversed(cuts)):
            if stop == start or (stop == end and text[end - 1] in "+-⁺⁻"):
                continue
            begin, close = trim(text, start, stop)
            identity = _link(text[begin:close], acronyms)
            if identity is not None:
                yield _judge(text, begin, close, identity, acronyms)
                start, end = trim(text, stop + 1, end)
                break
        else:
            if not cuts or text[end - 1] in "+⁺⁻":
                return
            start = cuts[0] + 1


_LONGEST = 200


def _may_name(text: str, start: int, end: int) -> bool:
    """Tell whether a piece can begin with a name: it is no ion, and has a capital or a word of the table."""
    if _ION.search(text, max(start, end - 6), end):
        return False
    piece = text[start:end]
    return any(map(str.isupper, piece)) or piece.partition("-")[0].rstrip("s") in _single_words()


def _link(name: str, acronyms: Mapping[str, str]) -> MaterialIdentity | None:
    if name in acronyms or (name.endswith("s") and name[:-1] in acronyms):
        return link_material(name, acronyms)
    return _link_plain(name)


_MAYBE = re.compile(r"[A-Z][a-z]?\d|[A-Z][a-z]?[A-Z(]|[)\]]\d|[a-z][xyδ]?[A-Z]|^[A-Z][a-z]?$|[-–]")


@lru_cache(maxsize=16384)
def _link_plain(name: str) -> MaterialIdentity | None:
    """Link a stretch without spaces by name or formula; words and parts of sentences are left alone."""
    if name in _ATMOSPHERE or any(word in name for word in ("doped", "coated", "based")):
        return None
    maybe = len(name) <= 80 and _MAYBE.search(name) and not (_NO_COMPOUND.match(name) or _WORD_END.search(name))
    if not maybe and load_material_table().by_name(name) is None:
        return None
    identity = link_material(name)
    refused = identity is not None and (_is_small_molecule(identity) or _is_coated_cathode(identity))
    return None if refused else identity


def _is_coated_cathode(identity: MaterialIdentity) -> bool:
    """Tell a cathode written with its coating, ``Al2O3-LiCoO2``, which is no mixed phase: each is a material."""
    formula = parse_formula(identity.formula) if identity.formula and "-" in identity.formula else None
    parts = formula.components if formula is not None else ()
    if identity.id in load_material_table().entries or any(factor != "1" or part in SYMBOLS for factor, part in parts):
        return False
    sides = [side(part) if (part := link_material(name)) else None for _, name in parts]
    return "cathode" in sides and None in sides


def _is_small_molecule(identity: MaterialIdentity) -> bool:
    """Tell a gas or a radical that the table does not hold (``N2O4``, ``CH3O``): no material of a cell."""
    formula = parse_formula(identity.formula) if identity.formula else None
    if formula is None or identity.id in load_material_table().entries:
        return False
    symbols = frozenset(formula.symbols)
    small = 0 < formula.numbers.get("C", 0) <= 2 and symbols <= {"C", "H", "N", "O", "Cl"}
    return small or symbols <= {"N", "O"} or symbols <= {"Cl", "O"}


_WORD_END = re.compile(r"[-–][a-z]{3,}$")
_NO_COMPOUND = re.compile(
    r"(?:[NOFI]|Cl|Br)(?!H)[A-Z(]|(?:Li|Na|K)(?:O|S|Se)$|\(?[A-Z][a-z]?\((?:I{1,3}|I?V|VI{0,3})\)|\[[^\[\]]+\](?:\d*[a-z]?)$"
    r"|(?:Li|Na|K)[-–—−][A-Z][A-Za-z]*\d"
)
"""Sample labels that open with a non-metal (``NMg-0.1``), fragments, oxidation states (``Cu(II)``), complex ions, and
a metal beside what it meets (``Li-O2`` batteries, the ``Na-Na3PS4`` interface)."""

_ATMOSPHERE = frozenset({"O2", "N2", "H2", "H2O", "CO2", "CO", "F2", "Cl2", "SO2", "SO3", "NO2", "O3", "NH3", "CH4"})
"""Gases and moisture: conditions of an experiment, not materials of a cell."""


def _judge(text: str, start: int, end: int, identity: MaterialIdentity | None, acronyms: Mapping[str, str]) -> Read:
    """Pair the mention with whether it is sure; a refused one names nothing and falls out."""
    name = text[start:end]
    if _PAIR.fullmatch(name) and not _is_pair(text, end, name):
        identity = None
    if name in _LETTERS and _SAMPLE_BEFORE.search(text, max(0, start - 8), start):
        identity = None
    mention = MaterialMention(start, end, name, identity or _NOTHING)
    if (
        identity is None
        or _is_fragment(text, end, identity)
        or _is_of_sodium(text, start, name, identity)
        or is_equipment(text, start, end)
        or is_callout(text, start, end)
    ):
        return replace(mention, identity=_NOTHING), False
    if name in acronyms or not _is_ambiguous(name):
        return mention, True
    if _is_barred(text, start, end) and not _CHARGED.match(text, end):
        return mention, True
    stacked = _is_stacked(text, start, end)
    if stacked and not is_refused(name, text, start, end):
        return mention, True
    if is_refused(name, text, start, end):
        return replace(mention, identity=_NOTHING), False
    return mention, is_supported(name, text, start, end)


_NOTHING = MaterialIdentity("", "")
_LETTERS = frozenset("BIKNOUVWY")
_SAMPLE_BEFORE = re.compile(r"\w[-–]$")
"""What a letter ends: the name of a sample, ``NFM-W``; carbon, sulfur and phosphorus end those of composites."""
_ION = re.compile(r"(?:\^\d{0,2}[+-]|\]\d{0,2}[+-]|[⁺⁻])$")
_PAIR = re.compile(r"[A-Z][a-z]?(?:[-–][A-Z][a-z]?)+")
_PAIR_YES = re.compile(
    r"[\s-](?:binary\s|ternary\s)?"
    r"(?:compounds?|alloys?|phases?|interlayers?|layers?|composites?|intermetallics?|interphases?|coatings?)\b"
)
_DOPED_AFTER = re.compile(r"[\s-]{0,2}(?:(?:co|dual|tri)-?\s?)?(?:doped|doping|substituted|substitution)\b")


_ION_TAIL = re.compile(r"\s[-−]|[-−](?=[\s,.;)])(?!-\s?(?:and|or|to)\b|-,)")


def _is_fragment(text: str, end: int, identity: MaterialIdentity) -> bool:
    """Tell an ion, a fragment of mass spectrometry among them: an unknown formula with a minus behind it."""
    unknown = identity.formula == identity.id == identity.system and identity.id not in load_material_table().entries
    return unknown and len(identity.id) < 10 and bool(_ION_TAIL.match(text, end))


_OF_SODIUM = re.compile(r"(?<!\w)(?:Na|K|[PO]\s?['′]?[23])[-–_]$")


def _is_of_sodium(text: str, start: int, name: str, identity: MaterialIdentity) -> bool:
    """Tell the name of a lithium oxide taken over for that of sodium: ``Na-NMC``, ``P2-NCM``."""
    return (
        "Li" in identity.elements
        and "Li" not in name
        and "family:layered-oxide" in identity.families
        and bool(_OF_SODIUM.search(text, max(0, start - 8), start))
    )


def _is_pair(text: str, end: int, name: str) -> bool:
    """Tell whether symbols joined by a hyphen are a material: known, or a noun says so; no dopants."""
    if _DOPED_AFTER.match(text, end):
        return False
    known = load_material_table().by_name(name.translate(_DASH_TABLE)) is not None
    return known or bool(_PAIR_YES.match(text, end))


@cache
def _ambiguous_names() -> frozenset[str]:
    table = load_material_table()
    return table.ambiguous | load_element_words() | {symbol for symbol in SYMBOLS if symbol in table.exact}


def _is_ambiguous(name: str) -> bool:
    return name in _ambiguous_names() or name.lower() in _ambiguous_names()


_CHARGED = re.compile(r"\s?\^?\d?[+⁺]|[-–]ions?\b|\s\^?\d?ions?\b")


def _is_barred(text: str, start: int, end: int) -> bool:
    """Tell a layer of a cell by a name of more than a symbol across a ``|``, whatever follows: ``LLZO | Li cell``.

    A table sets bare symbols and numbers beside each other.
    """
    return text[start:end] in SYMBOLS and _stands_beside(text, start, end, r"[|∥‖]{1,3}")


def _is_stacked(text: str, start: int, end: int) -> bool:
    """Tell a layer of a cell: beside ``|``, or beside ``/`` where the other side is no bare symbol."""
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    barred = before.rstrip().endswith(("|", "∥", "‖")) or after.lstrip().startswith(("|", "∥", "‖"))
    return barred or _stands_beside(text, start, end, "/")


def _stands_beside(text: str, start: int, end: int, sign: str) -> bool:
    """Tell whether a name of more than a symbol stands across the sign on either side."""
    left = re.search(rf"([A-Za-z][\w()-]{{2,}})\s?{sign}\s?$", text[max(0, start - 24) : start])
    right = re.match(rf"\s?{sign}\s?([A-Za-z][\w()-]{{2,}})", text[end : end + 24])
    return any(
        found[1] not in SYMBOLS and (not found[1].islower() or found[1].endswith(("lyte", "ode", "steel")))
        for found in (left, right)
        if found
    )


_ALKALI = frozenset({"Li", "Na"})


def _accept_coordinated(text: str, sure: list[MaterialMention], unsure: list[MaterialMention]) -> list[MaterialMention]:
    """Accept symbols that stand in one list with materials, unless one of the list is refused."""
    ordered = sorted([*sure, *unsure], key=lambda mention: mention.start)
    accepted = set(map(id, sure))
    for run in split_runs(ordered, lambda last, m: _LIST_GAP.fullmatch(text, last.end, m.start) is not None):
        if any(mention.identity is _NOTHING for mention in run):
            refused = {text[mention.start : mention.end] for mention in run if mention.identity is _NOTHING}
            alkali = len(run) > 2 or not _ALKALI.isdisjoint(refused)
            for mention in run:
                if mention.text in SYMBOLS and (alkali or mention.text not in _ALKALI):
                    accepted.discard(id(mention))
            continue
        anchors = [m for m in run if id(m) in accepted and m.text not in ("Li", "Na", "lithium", "sodium")]
        elements = len(run) > 2 and all(m.text in SYMBOLS for m in run)
        metals = elements and is_metal_piece(text, run[-1].end)
        if elements and not anchors and not metals:
            accepted -= set(map(id, run))  # the elements of an analysis: "Na, Al, K and Fe"
        if anchors or metals:
            accepted.update(
                id(m) for m in run if m.text not in ENGLISH_SYMBOLS or (m is run[-1] and _joined_by_word(text, m))
            )
    return [mention for mention in ordered if id(mention) in accepted and mention.identity is not _NOTHING]


def _joined_by_word(text: str, mention: MaterialMention) -> bool:
    return text[: mention.start].endswith((" and ", " or "))


_LIST_GAP = re.compile(r"\s?,\s?|,?\s(?:and|or)\s|\s?\(or\s")


@cache
def _names_by_first_word() -> Mapping[str, tuple[tuple[str, bool], ...]]:
    """Names of several words by their first word, longest first, with whether case counts."""
    table = load_material_table()
    found: dict[str, list[tuple[str, bool]]] = {}
    for names, exact in ((table.exact, True), (table.folded, False)):
        for name in names:
            if " " in name or "/" in name or ":" in name or "," in name:
                found.setdefault(re.split(r"[\s/:,()-]", name)[0].lower(), []).append((name, exact))
    return {first: tuple(sorted(names, key=lambda n: -len(n[0]))) for first, names in found.items()}


@cache
def _single_words() -> frozenset[str]:
    return frozenset(name.split("-")[0].rstrip("s") for name in load_material_table().folded if " " not in name)


_WORD = re.compile(r"[^\s/:,\-()]+")
_DASH_TABLE = str.maketrans("‐‑–—−", "-----")


def _match_name(text: str, start: int) -> int | None:
    """Return the end of the longest name of several words that starts here."""
    first = _WORD.match(text, start)
    if not first:
        return None
    for name, exact in _names_by_first_word().get(first.group().lower(), ()):
        end = start + len(name)
        piece = text[start:end].translate(_DASH_TABLE)
        if (piece == name or (not exact and piece.lower() == name)) and _ends_word(text, end):
            return end if text[end : end + 1] != "s" else end + 1
    return None


def _ends_word(text: str, end: int) -> bool:
    following = text[end : end + 2]
    if following[:1] == "s":
        following = following[1:]
    return not following[:1].isalnum()
