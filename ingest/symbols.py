"""Symbols of an equation: "decreasing R and E" read as what the text says that R and E are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from spacy.lang.en.stop_words import STOP_WORDS

from ingest.phrases import stem

_SYMBOL = r"[A-Za-zΑ-Ωα-ω](?:\d|_\w+)?"
_LIST = rf"(?P<symbols>{_SYMBOL}(?:(?:, | and |, and ){_SYMBOL}){{0,5}})"
_DEFINED = re.compile(
    rf"(?<![\w.|/–-]){_LIST}"
    r" (?:is|are|denotes?|represents?|stands? for) the (?P<name>(?:[\w'’-]+ ){0,3}?[\w'’-]+)"
    r"(?=[,;.)]| (?:and|of|in|for|at|between|with|respectively)\b)"
)
_NAMED = re.compile(rf"\b(?P<name>[a-z]{{4,}}(?<!ing)) {_LIST}(?![\w–-])")
_GLUE = frozenset({",", "and", "or", "the"})


def find_symbols(text: str) -> dict[str, tuple[str, ...]]:
    """Return what each symbol of the text stands for; one that stands for two things is left out.

    The index of a symbol does not count: ``R1`` and ``R2`` are both R.

    >>> find_symbols("bodies of radii R1 and R2 under a force F, in which E1 and E2 are the elastic moduli.")
    {'R': ('radii',), 'F': ('force',), 'E': ('elastic', 'moduli')}
    """
    defined, named = (_read(pattern.finditer(text)) for pattern in (_DEFINED, _NAMED))
    return {symbol: names[0] for symbol, names in {**named, **defined}.items() if len(names) == 1}


def _read(matches: Iterable[re.Match[str]]) -> dict[str, list[tuple[str, ...]]]:
    """Return the different names that the matches give each symbol."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for match in matches:
        name = tuple(match["name"].split())
        if STOP_WORDS.issuperset(name):
            continue
        for symbol in re.findall(_SYMBOL, match["symbols"].replace(" and ", ",")):
            names = found.setdefault(symbol[0], [])
            if name not in names:
                names.append(name)
    return found


def spell_out(
    words: Sequence[str], keys: Sequence[tuple[str, ...]], symbols: Mapping[str, tuple[str, ...]], turns: frozenset[str]
) -> tuple[list[tuple[str, ...]], list[int]]:
    """Return the phrase keys with each symbol after a word of change spelt out, and the term each key comes from.

    ``turns`` are the stems that say a quantity goes up or down; in a list each symbol takes the word again:
    "decreasing R and E" is "decreasing radius, decreasing elastic modulus".
    """
    spelt: list[tuple[str, ...]] = []
    owners: list[int] = []
    turn: int | None = None
    for place, (word, names) in enumerate(zip(words, keys, strict=True)):
        if turn is not None and word in symbols:
            if owners[-1] != turn:
                spelt.append(keys[turn])
                owners.append(turn)
            spelt += [(stem(part),) for part in symbols[word]]
            owners += [place] * len(symbols[word])
            continue
        if names[0] in turns:
            turn = place
        elif word.lower() not in _GLUE:
            turn = None
        spelt.append(names)
        owners.append(place)
    return spelt, owners
