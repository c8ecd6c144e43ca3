"""Whether a symbol or word that may be a material is one where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from graph.formula_reader import SYMBOLS
from ingest.lexicon_files import read_lexicon

_REACH = 48
_DEFAULT_YES = frozenset({"carbon", "sulfur", "sulphur"})
_LITHIUM = frozenset({"Li", "Na"})
_LITHIUM_WORDS = frozenset({"lithium", "sodium"})
ENGLISH_SYMBOLS = frozenset({"In", "I", "As", "At", "No", "He", "Be", "K", "B", "C", "P", "S", "Y", "W"})
"""Symbols that are as often words, initials or variables: a comma beside a material proves nothing."""

_METAL = re.compile(r"[\s-](?:metal|anode|electrode|foil|interface|surface)|\s?[|∥‖/]")


@cache
def _load_contexts() -> Mapping[str, re.Pattern[str]]:
    lexicon = read_lexicon("material_contexts")
    return {name: re.compile("|".join(f"(?:{p})" for p in listed)) for name, listed in lexicon.items()}


@cache
def load_element_words() -> frozenset[str]:
    """Return the names of elements that stand for the solid unless their context says otherwise."""
    return frozenset(read_lexicon("material_contexts")["element_words"]) | _DEFAULT_YES


def is_refused(name: str, text: str, start: int, end: int) -> bool:
    """Tell whether what stands around an ambiguous name makes it an element, an ion or another word."""
    contexts = _load_contexts()
    after, before = text[end : end + _REACH], text[max(0, start - _REACH) : start]
    abundant = name in _LITHIUM | _LITHIUM_WORDS and contexts["abundance"].match(after)
    if abundant or contexts["quantity_before"].search(before):
        return True
    compared = bool(contexts["compared_before"].search(before)) and not _METAL.match(after)
    # The rest of a sentence that was parted at the abbreviation in "vs. Li, which".
    compared = compared or (not before and after.startswith(", which"))
    if name in _LITHIUM:
        return (
            compared
            or bool(contexts["lithium_not"].match(after) or contexts["lithium_not_before"].search(before))
            or before.endswith(("Li+/", "Na+/", "Li/", "Li^+/"))
        )
    if name.lower() in _LITHIUM_WORDS:
        return bool(compared or contexts["lithium_not"].match(after)) or not contexts["lithium_word_yes"].match(after)
    if name.lower() in load_element_words():
        not_carbon = name.lower() not in _DEFAULT_YES and contexts["element_not"].match(after)
        return bool(not_carbon or contexts["name_not"].match(after) or contexts["name_not_before"].search(before))
    if name not in SYMBOLS and _is_shared_name(before, after):
        return False
    return bool(contexts["element_not"].match(after) or contexts["element_not_before"].search(before))


def _is_shared_name(before: str, after: str) -> bool:
    """Tell whether an abbreviation of several meanings stands for the solvent or carbon: ``EC-PC``, ``GO sheets``."""
    contexts = _load_contexts()
    return bool(contexts["shared_after"].match(after) or contexts["shared_before"].search(before))


def is_equipment(text: str, start: int, end: int) -> bool:
    """Tell whether a name stands for a jar, a probe, a reference electrode or a structure type."""
    contexts = _load_contexts()
    after, before = text[end : end + _REACH], text[max(0, start - _REACH) : start]
    return bool(
        contexts["hardware"].match(after)
        or contexts["prototype"].match(after)
        or contexts["compound"].match(text, end)
        or contexts["reference_after"].match(after)
        or contexts["reference_before"].search(before)
    )


_CALLOUT = re.compile(r"[A-Z]\d{1,2}[A-Za-z]{0,2}")


def is_callout(text: str, start: int, end: int) -> bool:
    """Tell whether a name is the number of a figure or table: ``Figure S8``."""
    return bool(_CALLOUT.fullmatch(text, start, end)) and bool(
        _load_contexts()["callout_before"].search(text[max(0, start - _REACH) : start])
    )


def is_metal_piece(text: str, end: int) -> bool:
    """Tell whether a word for a piece of metal follows: ``Cu, Ni and Li foils``."""
    return bool(_load_contexts()["element_yes_after"].match(text, end))


def is_supported(name: str, text: str, start: int, end: int) -> bool:
    """Tell whether what stands around an ambiguous name says that it is the material."""
    if name in _LITHIUM or name.lower() in _LITHIUM_WORDS or name.lower() in load_element_words():
        return True
    contexts = _load_contexts()
    after, before = text[end : end + _REACH], text[max(0, start - _REACH) : start]
    if name in SYMBOLS or (len(name) > 2 and name[1:].islower()):
        return bool(contexts["element_yes_after"].match(after) or contexts["element_yes_before"].search(before))
    yes_after, yes_before = contexts["abbreviation_yes_after"], contexts["abbreviation_yes_before"]
    return _is_shared_name(before, after) or bool(yes_after.match(after) or yes_before.search(before))
