"""The spaCy pipeline: a blank English tokenizer and our own components, no pretrained model."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import compile_infix_regex

from ingest.acronyms import find_labels
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

COMPONENTS = (
    "interphase_callouts",
    "interphase_sentences",
    "interphase_mentions",
    "interphase_terms",
    "interphase_concepts",
)

_ION = re.compile(r"(?<![\w|/])(?:\[?[A-Z][A-Za-z0-9]{0,5}\]?\^?\d?[+-])(?![\w|])")
_WORD = re.compile(r"[,;:()]|[^\s,;:()\-–|/\"“”]+")
_KEPT_PUNCTUATION = frozenset(",;:()")

for _name in ("paragraph", "acronyms", "materials", "families", "interfaces", "quantities", "sentences"):
    Doc.set_extension(_name, default=None, force=True)
Doc.set_extension("tags", default={}, force=True)


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
    text = doc._.paragraph.text
    places = sorted({place for c in doc._.paragraph.callouts for place in (c.start, c.end)})
    starts = doc.to_array("IDX").tolist()
    with doc.retokenize() as retokenizer:
        for number in sorted({bisect_right(starts, place) - 1 for place in places}):
            token = doc[number]
            end = token.idx + len(token)
            inside = set(places[bisect_right(places, token.idx) : bisect_left(places, end)])
            if inside:
                stop = min(inside)
                stop -= text[stop - 1] in ".,;:!?" and stop - 1 > token.idx
                inside.add(stop)
                bounds = [token.idx, *sorted(inside), end]
                parts = [text[start:stop] for start, stop in pairwise(bounds)]
                retokenizer.split(token, parts, heads=[(token, 0)] * len(parts))
    return doc


@Language.component("interphase_sentences", assigns=["token.is_sent_start"])
def mark_sentences(doc: Doc) -> Doc:
    """Mark the first token of each sentence."""
    starts = {start for start, _ in find_sentence_spans(doc._.paragraph.text, doc._.paragraph.callouts)}
    # As one array: to mark the tokens one by one looks through the whole text for each of them.
    marks = doc.to_array("IDX").astype("int64")
    marks[:] = [1 if place in starts or not place else -1 for place in marks.tolist()]
    return doc.from_array(["SENT_START"], marks.reshape(-1, 1).astype("uint64"))  # type: ignore[arg-type]


@Language.component("interphase_mentions", assigns=["doc._.materials", "doc._.quantities"])
def mark_mentions(doc: Doc) -> Doc:
    """Find materials, families of materials, interfaces and quantities."""
    callouts = doc._.paragraph.callouts
    text = _without_raised(doc._.paragraph.text, callouts)
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
        if callout.raw.lstrip("^")[:1].isdigit():
            text = text[: callout.start] + " " * (callout.end - callout.start) + text[callout.end :]
    return text


@Language.component("interphase_terms", requires=["doc._.materials"], assigns=["doc._.sentences"])
def mark_terms(doc: Doc) -> Doc:
    """Turn each sentence's tokens into terms; a mention is one."""
    mentions = _Mentions(doc)
    doc._.sentences = tuple(_build_sentence(doc, span, mentions) for span in doc.sents)
    return doc


@Language.component("interphase_concepts", requires=["doc._.sentences"], assigns=["doc._.sentences"])
def mark_concepts(doc: Doc) -> Doc:
    """Find the vocabulary's concepts in each sentence."""
    symbols = find_symbols(doc._.paragraph.text)
    doc._.sentences = tuple(replace(s, concepts=tuple(_find_concepts(s, symbols))) for s in doc._.sentences)
    return doc


class _Mentions:
    """The mentions of a text by the offset at which they start, and the stretches that are no words."""

    def __init__(self, doc: Doc) -> None:
        self.materials: Mapping[int, MaterialMention] = {m.start: m for m in doc._.materials}
        self.quantities: Mapping[int, QuantityMention] = {q.start: q for q in doc._.quantities}
        self.families: Mapping[int, FamilyMention] = {f.start: f for f in doc._.families}
        self.interfaces: Sequence[InterfaceMention] = doc._.interfaces
        # Not `Doc.text`, which joins the tokens anew each time it is asked for.
        self.text: str = doc._.paragraph.text
        self.ions = {match.start(): match.end() for match in _ION.finditer(self.text)}
        self.callouts: Sequence[Callout] = doc._.paragraph.callouts
        self.tags: Mapping[int, str] = doc._.tags
        self._starts = sorted({*self.materials, *self.quantities, *self.ions})
        self._cited = {place for c in self.callouts for place in range(c.start, c.end)}

    def terms(self, tokens: Iterable[Token]) -> Iterator[Term]:
        """Yield the terms of consecutive tokens: a mention is one term, a callout none."""
        covered = 0
        for token in tokens:
            first, last = token.idx, token.idx + len(token)
            if last <= covered or first in self._cited:
                continue
            start = max(first, covered)
            begin = self._next_mention(start)
            if begin is not None and begin < last:
                if begin > start:
                    yield from self._words(start, begin)
                term = self._mention(begin)
                yield term
                start = covered = term.end
            if start < last:
                yield from self._families(self._words(start, last))
                covered = last

    def _next_mention(self, start: int) -> int | None:
        place = bisect_left(self._starts, start)
        return self._starts[place] if place < len(self._starts) else None

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

    def _words(self, start: int, end: int) -> Iterator[Term]:
        for match in _WORD.finditer(self.text, start, end):
            word = match.group()
            if word.isalnum() or word in _KEPT_PUNCTUATION or any(character.isalnum() for character in word):
                yield Term(word, match.start(), match.end(), (stem(word),), tag=self.tags.get(match.start()))

    def _families(self, terms: Iterator[Term]) -> Iterator[Term]:
        for term in terms:
            family = self.families.get(term.start)
            if family is None:
                yield term
            else:
                yield Term(term.text, term.start, term.end, (*term.keys, "<family>"), family=family)


def _build_sentence(doc: Doc, span: Span, mentions: _Mentions) -> Sentence:
    start = span.start_char
    end = start + len(mentions.text[start : span.end_char].rstrip())
    text = mentions.text[start:end]
    return Sentence(
        paragraph=doc._.paragraph,
        start=start,
        end=end,
        terms=tuple(mentions.terms(span)),
        interfaces=tuple(i for i in mentions.interfaces if start <= i.start < end),
        callouts=tuple(c for c in mentions.callouts if start <= c.start < end),
        hedged=is_hedged(text),
        techniques=tuple(find_techniques(text)),
    )


def _find_concepts(sentence: Sentence, symbols: Mapping[str, tuple[str, ...]]) -> Iterator[ConceptMention]:
    keys = sentence.keys
    triggers = find_triggers(sentence.folded, keys, sentence.tags)
    verbs = frozenset(place for t in triggers for place in range(t.first, t.last))
    if not symbols:
        yield from find_concepts(keys, verbs)
        return
    spelt, owners = spell_out([term.text for term in sentence.terms], keys, symbols, find_turns())
    for mention in find_concepts(spelt, frozenset(n for n, owner in enumerate(owners) if owner in verbs)):
        yield replace(mention, first=owners[mention.first], last=owners[mention.last - 1] + 1)


def analyse_paragraph(
    paragraph: Paragraph, acronyms: Mapping[str, str], pretrained: Language | None = None
) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph; ``acronyms`` are those that the document defines.

    With a ``pretrained`` pipeline each word also carries the part of speech that it gives.
    """
    nlp = build_pipeline()
    doc = nlp.make_doc(paragraph.text)
    doc._.paragraph = paragraph
    doc._.acronyms = acronyms
    doc._.tags = {token.idx: token.pos_ for token in pretrained(paragraph.text)} if pretrained else {}
    sentences: tuple[Sentence, ...] = nlp(doc)._.sentences
    return sentences


def analyse_text(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a piece of text that belongs to no document."""
    places = range(len(text))
    content = MappedText(text, places, range(1, len(text) + 1))
    return analyse_paragraph(Paragraph(content, None), find_acronyms(text))


def analyse_document(document: Document, pretrained: Language | None = None) -> list[tuple[Sentence, ...]]:
    """Return the sentences of each paragraph, with the acronyms of the whole document known in all."""
    acronyms = collect_acronyms(document)
    return [analyse_paragraph(paragraph, acronyms, pretrained) for paragraph in document.paragraphs]


def collect_acronyms(document: Document) -> dict[str, str]:
    """Return the acronyms that a document defines with what they stand for; the first definition counts."""
    acronyms: dict[str, str] = {}
    for paragraph in document.paragraphs:
        for acronym, full in find_acronyms(paragraph.text).items():
            acronyms.setdefault(acronym, full)
    labels = (find_labels(paragraph.text, acronyms) for paragraph in document.paragraphs)
    return acronyms | {label: full for found in labels for label, full in found.items() if label not in acronyms}
