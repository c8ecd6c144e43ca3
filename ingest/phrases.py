"""Phrases of a lexicon: their short notation, their expansion and the search for the longest match."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Generic, TypeVar

import Stemmer

V = TypeVar("V")

_STEMMER = Stemmer.Stemmer("english")
_PART = re.compile(r"\{([^{}]*)\}|\[([^\[\]]*)\]|(\S+?)(?=\s|$|[{\[])")
_CLASS = re.compile(r"<[a-z]+>")
_BRITISH = re.compile(r"(?<=\w{4})is(e|es|ed|er|ing|ation|ations)$")
_WORD_BREAK = re.compile(r"[\s/\-–]+")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the Porter stem of the word in lower case; a class such as ``<material>`` stays as it is.

    >>> stem("Wettability"), stem("wetted"), stem("<material>")
    ('wettabl', 'wet', '<material>')
    """
    if _CLASS.fullmatch(word):
        return word
    return str(_STEMMER.stemWord(_BRITISH.sub(r"iz\1", word.lower())))


def parse_phrase(notation: str) -> list[tuple[str, ...]]:
    """Return every stemmed word sequence that the notation stands for, without duplicates.

    ``{a|b c}`` are alternatives, ``[a|b]`` the same and may be absent; hyphens and slashes part words.

    >>> parse_phrase("{low|poor} [surface] wetting")
    [('low', 'surfac', 'wet'), ('low', 'wet'), ('poor', 'surfac', 'wet'), ('poor', 'wet')]
    """
    choices: list[list[tuple[str, ...]]] = []
    for match in _PART.finditer(notation):
        required, optional, word = match.groups()
        if word is not None:
            choices.append([_stems(word)])
        elif required is not None:
            choices.append([_stems(option) for option in required.split("|")])
        else:
            choices.append([*(_stems(option) for option in optional.split("|")), ()])
    sequences = (tuple(s for part in parts for s in part) for parts in product(*choices))
    return [sequence for sequence in dict.fromkeys(sequences) if sequence]


def _stems(words: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in _WORD_BREAK.split(words.strip()) if word)


@dataclass(frozen=True, slots=True)
class PhraseMatch(Generic[V]):
    """A phrase found in a sequence: ``items[start:end]``, and what the lexicon says of it."""

    start: int
    end: int
    value: V


@dataclass(slots=True)
class _Node(Generic[V]):
    next: dict[str, _Node[V]] = field(default_factory=dict)
    values: list[V] = field(default_factory=list)


class PhraseIndex(Generic[V]):
    """All phrases of a lexicon in one prefix tree, each with a value."""

    def __init__(self, phrases: Iterable[tuple[str, V]]) -> None:
        self._root: _Node[V] = _Node()
        for notation, value in phrases:
            for words in parse_phrase(notation):
                node = self._root
                for word in words:
                    node = node.next.setdefault(word, _Node())
                if value not in node.values:
                    node.values.append(value)

    def find(self, keys: Sequence[Sequence[str]], not_at: Container[int] = ()) -> list[PhraseMatch[V]]:
        """Return the longest match at each place that no earlier match covers.

        ``keys[i]`` are the names under which item ``i`` may match: its stem, ``<material>`` ...
        A phrase with several values gives one match for each. None begins at a place of ``not_at``.
        """
        found: list[PhraseMatch[V]] = []
        opening = self._root.next.keys()
        covered = 0
        for place, names in enumerate(keys):
            if place < covered or opening.isdisjoint(names) or place in not_at:
                continue
            end, values = self._longest(keys, place)
            if values:
                found += [PhraseMatch(place, end, value) for value in values]
                covered = end
        return found

    def _longest(self, keys: Sequence[Sequence[str]], start: int) -> tuple[int, list[V]]:
        best: tuple[int, list[V]] = (start, [])
        nodes = [self._root]
        place = start
        while nodes and place < len(keys):
            nodes = list(_advance(nodes, keys[place]))
            place += 1
            if any(node.values for node in nodes):
                best = (place, list(dict.fromkeys(value for node in nodes for value in node.values)))
        return best


def _advance(nodes: list[_Node[V]], names: Sequence[str]) -> Iterator[_Node[V]]:
    for node in nodes:
        for name in names:
            if name in node.next:
                yield node.next[name]
