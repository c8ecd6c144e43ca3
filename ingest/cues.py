"""Cue words of the claim rules: a lexicon of phrases by name, found in the terms of a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ingest.lexicon_files import read_lexicon
from ingest.phrases import PhraseIndex, PhraseMatch
from ingest.sentences import Sentence


@cache
def _index(name: str) -> PhraseIndex[str]:
    return PhraseIndex((phrase, phrase) for phrase in read_lexicon("claims")[name])


def find_cues(sentence: Sentence, name: str) -> list[PhraseMatch[str]]:
    """Return where the sentence has a phrase of the named list (``product_cues``, ``layer_nouns`` ...)."""
    return _index(name).find([term.keys for term in sentence.terms])


@cache
def _method_pattern() -> re.Pattern[str]:
    phrases = {phrase for phrases in read_lexicon("claims")["methods"].values() for phrase in phrases}
    alternatives = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


@cache
def _method_names() -> Mapping[str, str]:
    return {p.lower(): name for name, phrases in read_lexicon("claims")["methods"].items() for p in phrases}


def find_methods(text: str) -> list[str]:
    """Return the methods of preparation that the text names, in its order, each once.

    >>> find_methods("coated by atomic layer deposition (ALD) and ball milling")
    ['ALD', 'ball milling']
    """
    found = [_method_names()[match.group().lower()] for match in _method_pattern().finditer(text)]
    return list(dict.fromkeys(found))
