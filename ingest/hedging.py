"""How sure a sentence is, and how its finding was obtained."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from graph.concepts import load_vocabulary
from ingest.lexicon_files import read_lexicon

_WORD = re.compile(r"\w+")


def _escape(word: str) -> str:
    """Return the pattern of a word; "May" with a capital is the month."""
    return "(?-i:may)" if word == "may" else re.escape(word)


@cache
def _lexicon() -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(
            r"\b(?:" + "|".join(_escape(word) for word in sorted(words, key=len, reverse=True)) + r")\b", re.I
        )
        for name, words in read_lexicon("hedges").items()
    }


@cache
def _technique_patterns() -> Mapping[str, re.Pattern[str]]:
    patterns = {}
    for technique in load_vocabulary().of_kind("techniques"):
        names = sorted({technique.name, *technique.aliases}, key=len, reverse=True)
        # Acronyms keep their case, words do not: "NMR" and "raman spectroscopy", but never "cv" or "sem".
        parts = [re.escape(n) if n.isupper() else f"(?i:{re.escape(n)})" for n in names]
        patterns[technique.id] = re.compile(r"(?<![\w-])(?:" + "|".join(parts) + r")(?![\w])")
    return patterns


@cache
def _first_words() -> frozenset[str]:
    return frozenset(
        re.split(r"\W", name.lower(), maxsplit=1)[0]
        for technique in load_vocabulary().of_kind("techniques")
        for name in (technique.name, *technique.aliases)
    )


def is_hedged(text: str) -> bool:
    """Tell whether the text hedges: may, likely, proposed, predicted by calculation.

    >>> is_hedged("The interphase may grow."), is_hedged("The interphase grows.")
    (True, False)
    """
    return _lexicon()["hedges"].search(text) is not None


def find_techniques(text: str) -> list[str]:
    """Return the ids of the techniques that the text names, in the vocabulary's order.

    >>> find_techniques("XPS and impedance spectroscopy show no change")
    ['tech:eis', 'tech:xps']
    """
    # Most sentences name none, which one look at their words tells sooner than two dozen patterns.
    if _first_words().isdisjoint(_WORD.findall(text.lower())):
        return []
    return [technique for technique, pattern in _technique_patterns().items() if pattern.search(text)]


def classify_source(text: str, techniques: list[str] | tuple[str, ...]) -> str:
    """Return experiment, computation, proposal or review: how the statement was obtained."""
    kinds = {load_vocabulary()[technique].evidence_kind for technique in techniques}
    lexicon = _lexicon()
    if "computation" in kinds and "experiment" not in kinds:
        return "computation"
    if "experiment" in kinds:
        return "experiment"
    for kind in ("computation", "experiment", "proposal"):
        if lexicon[kind].search(text):
            return kind
    return "review"
