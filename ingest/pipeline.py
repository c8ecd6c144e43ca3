"""The spaCy pipeline: a blank English tokenizer and our own components, no pretrained model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import compile_infix_regex

from ingest.concepts import ConceptMention, find_concepts, find_turns
from ingest.documents import Callout, Document, MappedText, Paragraph
from ingest.hedging import find_techniques, is_hedged
from ingest.materials import (
    FamilyMention,
    InterfaceMention,
    MaterialMention,
    find_acronyms,
    find_families,
    find_interfaces,
    find_materials,
)
from ingest.phrases import stem
from ingest.quantities import QuantityMention, find_quantities
from ingest.relations import find_triggers
from ingest.sentences import Sentence, Term, find_sentence_spans
from ingest.symbols import find_symbols, spell_out

COMPONENTS = ("interphase_callouts", "interphase_sentences", "interphase_mentions", "interphase_concepts")

_ION = re.compile(r"(?<![\w|/])(?:\[?[A-Z][A-Za-z0-9]{0,5}\]?\^?\d?[+-])(?![\w|])")
_KEPT_PUNCTUATION = frozenset(",;:()")

for _name in ("paragraph", "acronyms", "materials", "families", "interfaces", "quantities", "sentences"):
    Doc.set_extension(_name, default=None, force=True)


@cache
def build_pipeline() -> Language:
    """Return the pipeline; its components find sentences, mentions and concepts, in this order.

    Each `Doc` carries the results as ``doc._.materials`` (families, interfaces, quantities) with offsets in
    the text, and ``doc._.sentences`` as `Sentence` objects.
    """
    nlp = spacy.blank("en")
    infixes = [*(nlp.Defaults.infixes or ()), r"[|/]"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


@Language.component("interphase_callouts", retokenizes=True)
def part_callouts(doc: Doc) -> Doc:
    """Part a citation that is run into a word (``wettability.16``) from it: the word counts, the number does not."""
    callouts = doc._.paragraph.callouts
    with doc.retokenize() as retokenizer:
        for token in doc:
            end = token.idx + len(token)
            inside = {place for c in callouts for place in (c.start, c.end) if token.idx < place < end}
            if inside:
                stop = min(inside)
                stop -= doc.text[stop - 1] in ".,;:!?" and stop - 1 > token.idx
                inside.add(stop)
                bounds = [token.idx, *sorted(inside), end]
                parts = [doc.text[start:stop] for start, stop in pairwise(bounds)]
                retokenizer.split(token, parts, heads=[(token, 0)] * len(parts))
    return doc


@Language.component("interphase_sentences", assigns=["token.is_sent_start"])
def mark_sentences(doc: Doc) -> Doc:
    """Mark the first token of each sentence."""
    starts = {start for start, _ in find_sentence_spans(doc.text, doc._.paragraph.callouts)}
    # A new `Doc`: to mark the tokens of this one looks through the whole text for each of them.
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        user_data=doc.user_data,
        sent_starts=[token.idx in starts or token.i == 0 for token in doc],
    )


@Language.component("interphase_mentions", assigns=["doc._.materials", "doc._.quantities"])
def mark_mentions(doc: Doc) -> Doc:
    """Find materials, families of materials, interfaces and quantities."""
    callouts = doc._.paragraph.callouts
    text = _without_raised(doc.text, callouts)
    materials = tuple(find_materials(text, doc._.acronyms))
    doc._.materials = materials
    doc._.families = tuple(find_families(text))
    doc._.interfaces = tuple(find_interfaces(text, materials))
    doc._.quantities = tuple(
        quantity
        for quantity in find_quantities(text)
        if not any(c.start < quantity.end and quantity.start < c.end for c in callouts)
    )
    return doc


def _without_raised(text: str, callouts: Iterable[Callout]) -> str:
    """Return the text with blanks for citations without brackets, which would read as part of a formula or number."""
    for callout in callouts:
        if callout.raw[0].isdigit():
            text = text[: callout.start] + " " * (callout.end - callout.start) + text[callout.end :]
    return text


@Language.component("interphase_concepts", requires=["doc._.materials"], assigns=["doc._.sentences"])
def mark_concepts(doc: Doc) -> Doc:
    """Turn each sentence's tokens into terms and find the vocabulary's concepts in them."""
    mentions = _Mentions(doc)
    doc._.sentences = tuple(_build_sentence(doc, span.start, span.end, mentions) for span in doc.sents)
    return doc


class _Mentions:
    """The mentions of a text by the offset at which they start, and the stretches that are no words."""

    def __init__(self, doc: Doc) -> None:
        self.materials: Mapping[int, MaterialMention] = {m.start: m for m in doc._.materials}
        self.quantities: Mapping[int, QuantityMention] = {q.start: q for q in doc._.quantities}
        self.families: Mapping[int, FamilyMention] = {f.start: f for f in doc._.families}
        self.interfaces: Sequence[InterfaceMention] = doc._.interfaces
        # `Doc.text` joins the tokens anew each time it is asked for.
        self.text = doc.text
        self.ions = {match.start(): match.end() for match in _ION.finditer(self.text)}
        self.callouts = doc._.paragraph.callouts
        self.symbols = find_symbols(self.text)

    def terms(self, tokens: Iterable[Token]) -> Iterator[Term]:
        """Yield the terms of consecutive tokens: a mention is one term, a callout none."""
        covered = 0
        for token in tokens:
            if token.idx + len(token) <= covered or any(c.start <= token.idx < c.end for c in self.callouts):
                continue
            start = max(token.idx, covered)
            for begin in self._mention_starts(start, token.idx + len(token)):
                if begin > start:
                    yield from _word(token.text[start - token.idx : begin - token.idx], start)
                term = self._mention(begin)
                yield term
                start = covered = term.end
            if start < token.idx + len(token):
                yield from self._families(_word(token.text[start - token.idx :], start))
                covered = token.idx + len(token)

    def _mention_starts(self, start: int, end: int) -> Iterator[int]:
        for place in range(start, end):
            if place in self.materials or place in self.quantities or place in self.ions:
                yield place
                return

    def _mention(self, start: int) -> Term:
        if (material := self.materials.get(start)) is not None:
            words = stem(material.text.lower())
            return Term(
                material.text,
                start,
                material.end,
                ("<material>", words, material.identity.id.lower()),
                material,
            )
        if (quantity := self.quantities.get(start)) is not None:
            keys = ("<quantity>", "<zero>") if quantity.value == 0 else ("<quantity>",)
            return Term(quantity.raw, start, quantity.end, keys, quantity=quantity)
        end = self.ions[start]
        ion = self.text[start:end]
        return Term(ion, start, end, ("<ion>", ion.lower()))

    def _families(self, terms: Iterator[Term]) -> Iterator[Term]:
        for term in terms:
            family = self.families.get(term.start)
            if family is None:
                yield term
            else:
                yield Term(term.text, term.start, term.end, (*term.keys, "<family>"), family=family)


_WORD = re.compile(r"[,;:()]|[^\s,;:()\-–|/\"“”]+")


def _word(text: str, start: int) -> Iterator[Term]:
    for match in _WORD.finditer(text):
        word = match.group()
        if word in _KEPT_PUNCTUATION or any(character.isalnum() for character in word):
            yield Term(word, start + match.start(), start + match.end(), (stem(word),))


def _build_sentence(doc: Doc, first: int, last: int, mentions: _Mentions) -> Sentence:
    tokens = doc[first:last]
    start, end = tokens.start_char, tokens.start_char + len(tokens.text.rstrip())
    terms = tuple(mentions.terms(tokens))
    keys = [term.keys for term in terms]
    triggers = find_triggers([term.text.lower() for term in terms], keys)
    verbs = frozenset(place for t in triggers for place in range(t.first, t.last))
    text = mentions.text[start:end]
    return Sentence(
        paragraph=doc._.paragraph,
        start=start,
        end=end,
        terms=terms,
        concepts=tuple(_find_concepts(terms, verbs, mentions.symbols)),
        interfaces=tuple(i for i in mentions.interfaces if start <= i.start < end),
        callouts=tuple(c for c in mentions.callouts if start <= c.start < end),
        hedged=is_hedged(text),
        techniques=tuple(find_techniques(text)),
    )


def _find_concepts(
    terms: Sequence[Term], verbs: frozenset[int], symbols: Mapping[str, tuple[str, ...]]
) -> Iterator[ConceptMention]:
    keys = [term.keys for term in terms]
    if not symbols:
        yield from find_concepts(keys, verbs)
        return
    spelt, owners = spell_out([term.text for term in terms], keys, symbols, find_turns())
    for mention in find_concepts(spelt, frozenset(n for n, owner in enumerate(owners) if owner in verbs)):
        yield replace(mention, first=owners[mention.first], last=owners[mention.last - 1] + 1)


def analyse_paragraph(paragraph: Paragraph, acronyms: Mapping[str, str]) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph; ``acronyms`` are those that the document defines."""
    nlp = build_pipeline()
    doc = nlp.make_doc(paragraph.text)
    doc._.paragraph = paragraph
    doc._.acronyms = acronyms
    sentences: tuple[Sentence, ...] = nlp(doc)._.sentences
    return sentences


def analyse_text(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a piece of text that belongs to no document."""
    places = range(len(text))
    content = MappedText(text, places, range(1, len(text) + 1))
    return analyse_paragraph(Paragraph(content, None), find_acronyms(text))


def analyse_document(document: Document) -> list[tuple[Sentence, ...]]:
    """Return the sentences of each paragraph, with the acronyms of the whole document known in all."""
    acronyms: dict[str, str] = {}
    for paragraph in document.paragraphs:
        for acronym, full in find_acronyms(paragraph.text).items():
            acronyms.setdefault(acronym, full)
    return [analyse_paragraph(paragraph, acronyms) for paragraph in document.paragraphs]
