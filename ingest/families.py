"""Classes of materials in text: ``sulfide electrolytes``, ``garnet pellets``, ``layered oxide cathodes``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from graph.data_files import read_data
from ingest.folding import fold_case
from ingest.mentions import FamilyMention


def find_families(text: str) -> list[FamilyMention]:
    """Return the mentions of classes; a bare word such as ``oxide`` or ``sulfide`` is none without its head.

    >>> [(m.text, m.id) for m in find_families("Sulfide electrolytes and garnet pellets; a Cu sulfide.")]
    [('Sulfide electrolytes', 'family:sulfide'), ('garnet pellets', 'family:garnet')]
    """
    pattern, names = _load_pattern()
    found = []
    for match in pattern.finditer(fold_case(text)):
        group = match.lastgroup or ""
        phrase = re.sub(r"\s+", " ", match[group])
        family = names[group].get(phrase) or names[group].get(phrase.rstrip("s"))
        if family:
            found.append(FamilyMention(match.start(), match.end(), text[match.start() : match.end()], family))
    return found


@cache
def _load_pattern() -> tuple[re.Pattern[str], Mapping[str, Mapping[str, str]]]:
    data = read_data("family_names")
    names: dict[str, dict[str, str]] = {}
    patterns = []
    for group, heads in (
        ("cathodes", data["cathode_heads"]),
        ("anodes", data["anode_heads"]),
        ("classes", data["heads"]),
        ("generic", data["generic_heads"]),
    ):
        names[group] = {name: family for family, listed in data[group].items() for name in listed}
        patterns.append(rf"(?P<{group}>{_alternatives(names[group])})[\s-](?:{_alternatives(heads)})s?")
    names["alone"] = {name: family for family, listed in data["alone"].items() for name in listed}
    patterns.append(rf"(?P<alone>{_alternatives(names['alone'])})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?!\w)"), names


def _alternatives(names: Mapping[str, str] | list[str]) -> str:
    return "|".join(re.escape(name.lower()).replace(r"\ ", r"[\s-]") for name in sorted(names, key=len, reverse=True))
