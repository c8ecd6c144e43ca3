"""Concepts of the vocabulary in running text: problems, their relief, strategies and bare qualities.

A quality ("wettability", "interfacial resistance") names no problem by itself; a word that turns it up or
down does. Each mention therefore carries a ``valence``: -1 where more of what the words say means more of the
problem ("poor wettability", "contact angle"), +1 where it means less ("wettability", "improved contact"),
0 for a strategy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from graph.concepts import load_vocabulary
from ingest.lexicon_files import read_lexicon
from ingest.phrases import PhraseIndex, PhraseMatch, stem


@dataclass(frozen=True, slots=True)
class ConceptMention:
    """A concept in the terms ``first`` to ``last`` (exclusive) of a sentence; ``bare``: an unmodified quality."""

    first: int
    last: int
    concept: str
    valence: int
    bare: bool = False

    @property
    def kind(self) -> str:
        """``issue``, ``mech`` or ``strat``."""
        return self.concept.partition(":")[0]


@dataclass(frozen=True, slots=True)
class _Meaning:
    concept: str
    valence: int
    quality: bool = False


@dataclass(frozen=True, slots=True)
class _Lexicon:
    phrases: PhraseIndex[_Meaning]
    directions: Mapping[str, str]
    beside: Mapping[str, tuple[str, frozenset[str]]]


@cache
def _load_lexicon() -> _Lexicon:
    qualities = read_lexicon("qualities")
    directions = {stem(word): direction for direction in ("down", "bad", "up", "good") for word in qualities[direction]}
    beside = {
        concept: (entry["becomes"], frozenset(map(stem, entry["words"])))
        for concept, entry in qualities["beside"].items()
    }
    return _Lexicon(
        PhraseIndex(_list_phrases(qualities["qualities"], qualities["misleading_aliases"])),
        directions,
        beside,
    )


def _list_phrases(qualities: Sequence[Mapping[str, Any]], misleading: Sequence[str]) -> Iterable[tuple[str, _Meaning]]:
    for concept, entry in read_lexicon("concepts").items():
        problem = 0 if concept.startswith("strat:") else -1
        for phrase in entry["phrases"]:
            yield phrase, _Meaning(concept, problem)
        for phrase in entry.get("inverse", ()):
            yield phrase, _Meaning(concept, 1)
    for entry in qualities:
        meaning = _Meaning(entry["concept"], 1 if entry["more_is"] == "good" else -1, quality=True)
        for phrase in entry["phrases"]:
            yield phrase, meaning
    vocabulary = load_vocabulary()
    for kind in ("issues", "mechanisms", "strategies"):
        for concept_entry in vocabulary.of_kind(kind):
            valence = 0 if kind == "strategies" else -1
            for alias in concept_entry.aliases:
                if alias not in misleading:
                    yield alias, _Meaning(concept_entry.id, valence)


def find_turns() -> frozenset[str]:
    """Return the stems of the words that turn a quality up or down."""
    return frozenset(_load_lexicon().directions)


def find_concepts(keys: Sequence[Sequence[str]], verbs: frozenset[int] = frozenset()) -> list[ConceptMention]:
    """Return the concept mentions of a sentence given as its terms' keys, in order.

    ``verbs`` are the places of trigger words: they turn no quality, since the relation they make does.
    """
    lexicon = _load_lexicon()
    mentions = []
    # "results in void formation": the "in" belongs to the verb.
    particles = {place for place in verbs if place - 1 in verbs and keys[place][0] in _PARTICLES}
    for match in lexicon.phrases.find(keys, particles):
        if match.value.quality:
            mentions.append(_read_quality(match, keys, verbs, lexicon.directions))
        else:
            valence = match.value.valence
            if valence < 0 and _is_suppressed(match, keys, verbs):
                valence = 1
            mentions.append(ConceptMention(match.start, match.end, match.value.concept, valence))
    return [_reread(mention, keys, lexicon) for mention in mentions]


_PARTICLES = frozenset({"in", "to", "by", "from", "of", "for"})


def _reread(mention: ConceptMention, keys: Sequence[Sequence[str]], lexicon: _Lexicon) -> ConceptMention:
    """Return the concept that the words mean beside others: conducting electrons is the SEI's matter here."""
    wanted = lexicon.beside.get(mention.concept)
    if wanted is None:
        return mention
    concept, words = wanted
    near = keys[max(0, mention.first - _BESIDE_REACH) : mention.last + _BESIDE_REACH]
    return replace(mention, concept=concept) if any(key[0] in words for key in near) else mention


_BESIDE_REACH = 8


_SUPPRESSION = frozenset(
    map(
        stem,
        (
            "suppression",
            "prevention",
            "inhibition",
            "mitigation",
            "elimination",
            "alleviation",
            "absence",
            "lack",
            "accommodation",
            "relief",
            "free",
        ),
    )
)


def _is_suppressed(match: PhraseMatch[_Meaning], keys: Sequence[Sequence[str]], verbs: frozenset[int]) -> bool:
    """Tell whether a noun beside the problem takes it away: "dendrite suppression", "absence of cracks"."""
    if match.end < len(keys) and match.end not in verbs and keys[match.end][0] in _SUPPRESSION:
        return True
    return any(
        keys[place][0] in _SUPPRESSION
        and place not in verbs
        and any(keys[between][0] == "of" for between in range(place + 1, match.start))
        for place in range(max(0, match.start - 3), match.start)
    )


_REACH = 3  # words between a modifier and the quality it turns: "lower apparent LLZO/Li interfacial resistance"
_LINKS = frozenset(map(stem, ("is", "are", "was", "were", "becomes", "remains", "became")))
_NOUN_LINKS = frozenset({"in", "of"})


def _read_quality(
    match: PhraseMatch[_Meaning],
    keys: Sequence[Sequence[str]],
    verbs: frozenset[int],
    directions: Mapping[str, str],
) -> ConceptMention:
    meaning = match.value
    modifier = _find_modifier(match, keys, verbs, directions)
    if modifier is None:
        valence = 0 if _has_value(match, keys) else meaning.valence
        return ConceptMention(match.start, match.end, meaning.concept, valence, bare=True)
    place, direction = modifier
    valence = {"up": meaning.valence, "down": -meaning.valence, "good": 1, "bad": -1}[direction]
    return ConceptMention(min(place, match.start), max(place + 1, match.end), meaning.concept, valence)


def _has_value(match: PhraseMatch[_Meaning], keys: Sequence[Sequence[str]]) -> bool:
    """Tell whether a number follows ("a resistance of 20"): whether it is good or bad is not said."""
    return any(keys[place][0] == "<quantity>" for place in range(match.end, min(len(keys), match.end + 3)))


def _find_modifier(
    match: PhraseMatch[_Meaning],
    keys: Sequence[Sequence[str]],
    verbs: frozenset[int],
    directions: Mapping[str, str],
) -> tuple[int, str] | None:
    for place in range(match.start - 1, max(-1, match.start - 1 - _REACH), -1):
        word = keys[place][0]
        if place in verbs or word in {",", ";"}:
            break
        if word in directions:
            return place, directions[word]
    for place in range(match.start - 1, max(-1, match.start - 2 - _REACH), -1):
        # "a decrease in apparent interfacial resistance"
        if keys[place][0] in _NOUN_LINKS and place and place not in verbs:
            word = keys[place - 1][0]
            if word in directions and place - 1 not in verbs:
                return place - 1, directions[word]
            break
    if match.end < len(keys) and "<zero>" in keys[match.end]:
        return match.start, "down"
    if match.end < len(keys) and keys[match.end][0] in _LINKS:
        for place in range(match.end + 1, min(len(keys), match.end + 3)):
            if keys[place][0] in directions and place not in verbs:
                return place, directions[keys[place][0]]
    return None
