"""The words of a sentence that name a property, or a quantity that the vocabulary does not hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.concepts import load_vocabulary
from graph.units import convert, dimension_properties
from ingest.lexicon_files import read_lexicon
from ingest.phrases import PhraseIndex
from ingest.quantities import QuantityMention
from ingest.runs import split_runs
from ingest.sentences import Sentence

_OTHER = "other:"
_JOINTS = frozenset({",", "and", "or", "the", "a", "an", "its", "their"})


@dataclass(frozen=True, slots=True)
class PropertyName:
    """A stretch of terms that names a property, or by its unit a quantity that the vocabulary does not hold."""

    start: int
    end: int
    property: str

    def fits(self, unit: str | None, candidates: Sequence[str]) -> bool:
        """Tell whether a number of the unit can be of what is named; ``candidates`` are the properties of the unit."""
        if self.property.startswith(_OTHER):
            return unit is not None and convert(1.0, unit, self.property.removeprefix(_OTHER)) is not None
        return self.property in candidates


@cache
def _load_names() -> PhraseIndex[str]:
    phrases = []
    for name, listed in read_lexicon("properties").items():
        rows: Mapping[str, Sequence[str]] = listed if isinstance(listed, dict) else {name: listed}
        for key, row in rows.items():
            value = key if key.startswith("prop:") else _OTHER + key
            phrases += [(phrase, value) for phrase in row]
    return PhraseIndex(phrases)


def find_names(sentence: Sentence) -> list[PropertyName]:
    """Return the names of properties in the order of the sentence; they do not overlap."""
    matches = _load_names().find([term.keys for term in sentence.terms])
    return [PropertyName(match.start, match.end, match.value) for match in matches]


def find_candidates(quantity: QuantityMention) -> Sequence[str]:
    """Return the properties that a number of this unit can measure, all where it has none."""
    return dimension_properties(quantity.unit) if quantity.unit else _known_properties()


@cache
def _known_properties() -> tuple[str, ...]:
    return tuple(concept.id for concept in load_vocabulary().of_kind("properties"))


def is_also(other: PropertyName, name: PropertyName, place: int, clauses: Sequence[int]) -> bool:
    """Tell whether a name of the same property stands before that of the number: "capacity of X ... capacity of 1"."""
    same = other.property == name.property and clauses[other.start] == clauses[place]
    return same and other.end <= min(name.start, place)


def pair_names(sentence: Sentence, places: Sequence[int], names: Sequence[PropertyName]) -> dict[int, PropertyName]:
    """Return the name of each number in "hardness and modulus are 1 and 2 GPa, respectively"."""
    words = sentence.folded
    if "respectively" not in words:
        return {}
    listed = split_runs(names, lambda last, n: _are_listed(words[last.end : n.start]))
    paired: dict[int, PropertyName] = {}
    for numbers in split_runs(places, lambda last, place: _are_listed(words[last + 1 : place])):
        for chosen in listed:
            if (
                len(numbers) == len(chosen) > 1
                and len({n.property for n in chosen}) > 1
                and all(
                    name.fits(quantity.unit, find_candidates(quantity))
                    for name, place in zip(chosen, numbers, strict=True)
                    if (quantity := sentence.terms[place].quantity)
                )
            ):
                paired |= dict(zip(numbers, chosen, strict=True))
    return paired


def _are_listed(between: Sequence[str]) -> bool:
    """Tell whether only commas and conjunctions stand between two items."""
    return bool(between) and _JOINTS.issuperset(between)
