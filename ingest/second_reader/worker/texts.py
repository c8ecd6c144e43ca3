"""How ChemDataExtractor2 is made to see a text: our tokens, our mentions as its chemical names, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chemdataextractor.doc.text import Cell, RichToken, Sentence, Text
from chemdataextractor.nlp.lexicon import Lexicon
from chemdataextractor.nlp.subsentence import NoneSubsentenceExtractor
from chemdataextractor.nlp.tag import BaseTagger
from chemdataextractor.nlp.tokenize import BaseTokenizer, WordTokenizer

from ingest.second_reader.worker.spelling import MENTION, split_text

_BRACKETS = dict.fromkeys(map(ord, "()[]{}"), "|")


class Tokens(WordTokenizer):
    """The tokens of a text with the mentions that are known in it; each keeps its place in the text.

    In a sentence no bracket belongs to a unit, but the grammars would take it for one, with the number behind it.
    """

    def __init__(self, mentions: Sequence[tuple[int, int]] = (), *, sentence: bool = False) -> None:
        self.mentions = mentions
        self.table = _BRACKETS if sentence else {}

    def get_word_tokens(self, sentence: Any, additional_regex: Any = None) -> list[Any]:
        """Return the tokens as ChemDataExtractor2 wants them."""
        offset = sentence.start
        return [
            RichToken(word.translate(self.table), start + offset, end + offset, sentence.lexicon, sentence)
            for start, end, word in split_text(sentence.text, self.mentions)
        ]


class NoLexicon(Lexicon):
    """A lexicon that forgets: the library's own keeps every word of every document."""

    def add(self, text: str) -> None:
        """Keep nothing."""


class Materials(BaseTagger):
    """The tag of a chemical name for the token of a mention, none for any other."""

    tag_type = "ner_tag"

    def tag(self, tokens: Sequence[Any]) -> list[tuple[Any, str | None]]:
        """Return each token with its tag."""
        return [(token, "B-CM" if token.text.startswith(MENTION) else None) for token in tokens]


class Nouns(BaseTagger):
    """One part of speech for all: our grammars ask for none, but the library wants a tag for each token."""

    tag_type = "pos_tag"

    def tag(self, tokens: Sequence[Any]) -> list[tuple[Any, str]]:
        """Return each token with its tag."""
        return [(token, "NN") for token in tokens]


class WholeText(BaseTokenizer):
    """A caption as one sentence."""

    def get_sentences(self, text: Any) -> Any:
        """Return the sentences as ChemDataExtractor2 wants them."""
        return text._sentences_from_spans(self.span_tokenize(text.text))

    def span_tokenize(self, text: str) -> list[tuple[int, int]]:
        """Return the offsets of the sentences."""
        return [(0, len(text))] if text else []


def make_sentence(text: str, mentions: Sequence[tuple[int, int]], models: Sequence[Any]) -> Any:
    """Return a sentence of ChemDataExtractor2 in which the models are looked for."""
    return Sentence(text, word_tokenizer=Tokens(mentions, sentence=True), models=list(models))


def set_defaults() -> None:
    """Let sentences be read in this way, and captions and cells, which the library makes itself."""
    for kind in (Text, Sentence, Cell):
        kind.taggers = [Nouns(), Materials()]
        kind.word_tokenizer = Tokens()
        kind.lexicon = NoLexicon()
        kind.abbreviation_detector = None
        kind.subsentence_extractor = NoneSubsentenceExtractor()
    Text.sentence_tokenizer = WholeText()
