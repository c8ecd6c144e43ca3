"""Other spellings of one name: separators, British English and typewriter signs."""

from __future__ import annotations

import re

_RULES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"^([A-Z]{3,4})(\d{2,6})$"), (r"\1-\2", r"\1 \2")),
    (re.compile(r"\b(poly|bis|tris)(?=\()"), (r"\1 ", r"\1-")),
    (re.compile("sulf"), ("sulph",)),
    (re.compile("aluminum"), ("aluminium",)),
    (re.compile("fiber"), ("fibre",)),
    (re.compile("vapor"), ("vapour",)),
    (re.compile(r"(?<=[a-z]{3})ize"), ("ise",)),
    (re.compile("''"), ("″", '"', "′′", "’’")),
)


def spell_variants(name: str) -> tuple[str, ...]:
    """Return the other ways in which the name is written; the letters that tell materials apart stay.

    >>> spell_variants("NCM811"), spell_variants("lithium sulfide"), spell_variants("LLZO")
    (('NCM-811', 'NCM 811'), ('lithium sulphide',), ())
    """
    found = {name: None}
    for pattern, replacements in _RULES:
        for known in list(found):
            if pattern.search(known):
                found.update(dict.fromkeys(pattern.sub(replacement, known) for replacement in replacements))
    return tuple(found)[1:]
