"""Relations in the text's own words: each coordinated cause with each coordinated effect."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.relations import Relation, find_relations, split_coordination
from ingest.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """One cause and one effect of a relation: spans of terms, and the words as they stand."""

    cause: tuple[int, int]
    effect: tuple[int, int]
    cause_text: str
    trigger: str
    effect_text: str
    polarity: str


def split_relation(sentence: Sentence, relation: Relation) -> list[Statement]:
    """Return the statements of a relation: "A and B cause C and D" makes four."""
    words = [term.text.lower() for term in sentence.terms]
    trigger = sentence.words(relation.trigger.first, relation.trigger.last)
    return [
        Statement(cause, effect, sentence.words(*cause), trigger, sentence.words(*effect), relation.polarity)
        for cause in split_coordination(words, relation.cause)
        for effect in split_coordination(words, relation.effect)
    ]


def find_statements(sentence: Sentence) -> list[Statement]:
    """Return every statement of a sentence, in its order.

    >>> from ingest.pipeline import analyse_text
    >>> (sentence,) = analyse_text("Voids and cracks reduce the contact area.")
    >>> [(s.cause_text, s.trigger, s.effect_text, s.polarity) for s in find_statements(sentence)]
    [('Voids', 'reduce', 'contact area', 'reduces'), ('cracks', 'reduce', 'contact area', 'reduces')]
    """
    relations = find_relations(sentence.folded, sentence.keys, sentence.tags)
    return [statement for relation in relations for statement in split_relation(sentence, relation)]
