"""Strategies that a sentence names as such: hot pressing, stack pressure, a bilayer electrolyte."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.concepts import SORTING_ROOTS, load_vocabulary
from ingest.concepts import ConceptMention
from ingest.context import Pair
from ingest.findings import Finding
from ingest.lexicon_files import read_lexicon
from ingest.phrases import stem
from ingest.remedies import Remedy, identity_at, is_partner, is_withdrawn, list_after, list_before
from ingest.sentences import Sentence


def find_named_strategies(finding: Finding, others: Sequence[Remedy]) -> Iterator[Remedy]:
    """Yield the strategies that the sentence names as such, beside the remedies found in it already.

    A strategy that stands in the effect of a relation beside such a remedy is what the remedy brings about.
    """
    vocabulary = load_vocabulary()
    taken = {place for r in others for place in range(r.first, r.last)}
    has_layers = any(vocabulary.is_a(r.strategy, "strat:interlayer") for r in others)
    effects = {p for r in finding.relations for p in range(*r.effect)} if others else set()
    for mention in finding.sentence.concepts:
        if mention.kind != "strat" or mention.concept in SORTING_ROOTS:
            continue
        if has_layers and vocabulary.is_a(mention.concept, "strat:interlayer"):
            continue
        if is_withdrawn(finding.sentence, mention.first):
            continue
        if others and (mention.first in effects or mention.concept == "strat:sei-engineering"):
            continue
        if taken.isdisjoint(range(mention.first, mention.last)):
            yield _name_strategy(finding, mention)


_APPLIED_REACH = 8  # terms from "through" to what it is done with: "through the reaction between X and Y"


def _applied(sentence: Sentence) -> list[int]:
    """Return the places of the materials that the sentence introduces, or says that something is done through."""
    put = frozenset(map(stem, read_lexicon("remedies")["introduce"]))
    for number, term in enumerate(sentence.terms):
        if term.stem in put and (places := list_after(sentence.terms, number + 1, None)):
            return places
    for number, term in enumerate(sentence.terms):
        if term.text.lower() in {"through", "via", "using"}:
            following = sentence.terms[number + 1 : number + 1 + _APPLIED_REACH]
            start = next((n for n, t in enumerate(following) if t.material is not None), None)
            if start is not None:
                return list_after(sentence.terms, number + 1 + start, None)
    return []


def _find_pair(finding: Finding, mention: ConceptMention) -> Pair:
    """Return where the strategy applies; another study's electrolyte, named before, is not this one's."""
    context = finding.context
    pair = context.pair_for("", mention.first) or Pair(None, None)
    if context.carried and finding.sentence.callouts:
        return Pair(None, pair.electrode if context.side else None)
    return pair


def _name_strategy(finding: Finding, mention: ConceptMention) -> Remedy:
    sentence = finding.sentence
    pair = _find_pair(finding, mention)
    inside = [n for n in range(mention.first, mention.last) if sentence.terms[n].material is not None]
    places = inside or list_before(sentence.terms, mention.first, 1)
    if not places and mention.last < len(sentence.terms):
        places = list_after(sentence.terms, mention.last, {"of", "with", "using", "by", "from"})
    if not places:
        places = [p for p in _applied(sentence) if not is_partner(finding, sentence.terms[p].material)]
    ids = [i.id for place in places if (i := identity_at(sentence.terms[place])) is not None]
    own = {"Li", "Na"} if inside else {pair.electrolyte, pair.electrode, "Li", "Na"}
    adds_nothing = mention.concept in read_lexicon("remedies")["no_material"]
    materials = () if adds_nothing else tuple(m for m in dict.fromkeys(ids) if m not in own)
    return Remedy(mention.concept, materials, pair, min([mention.first, *places]), mention.last)
