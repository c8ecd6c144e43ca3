"""Interface facts: a mechanism at an interface, or in an electrolyte alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.concepts import load_vocabulary
from graph.records import InterfaceFactRecord
from ingest.causal_links import heads
from ingest.citing import find_refs
from ingest.concepts import ConceptMention
from ingest.context import Pair
from ingest.cues import find_cues
from ingest.findings import Finding
from ingest.products import find_products

_WITH_PRODUCTS = frozenset(
    {
        "mech:interphase-formation", "mech:electrolyte-reduction", "mech:electrolyte-oxidation",
        "mech:electron-conductive-interphase", "mech:li-depleted-interphase", "mech:elemental-interdiffusion",
        "mech:co-sintering-reaction", "mech:passivating-interphase", "mech:surface-contamination",
        "mech:moisture-reaction", "mech:carbon-induced-decomposition",
    }
)  # fmt: skip


def extract_interface_facts(finding: Finding) -> list[InterfaceFactRecord]:
    """Return the mechanisms that the sentence says occur, or are absent, where its electrolyte is known."""
    facts: dict[str, InterfaceFactRecord] = {}
    targets = _find_targets(finding)
    for mention in _find_mechanisms(finding):
        if mention.kind != "mech" or mention.bare or mention in targets:
            continue
        for pair in finding.context.all_pairs(mention.concept, mention.first):
            fact = _build_fact(finding, mention, pair)
            if fact is not None:
                facts.setdefault(fact.id, fact)
    return [fact for fact in facts.values() if not any(_says_more(other, fact) for other in facts.values())]


def _says_more(other: InterfaceFactRecord, fact: InterfaceFactRecord) -> bool:
    """Tell whether the other fact is a kind of this one at the same pair, and this one names no products beside it.

    A sentence that calls an interphase electron conducting says no second time that one forms.
    """
    if fact.products or other.mechanism == fact.mechanism or other.polarity != fact.polarity:
        return False
    same = (other.electrolyte, other.electrode) == (fact.electrolyte, fact.electrode)
    return same and load_vocabulary().is_a(other.mechanism, fact.mechanism)


_ALIKE = frozenset({"similar", "same", "likewise", "analogous", "similarly"})


def _find_mechanisms(finding: Finding) -> list[ConceptMention]:
    """Return the sentence's mechanisms; "a similar phenomenon" stands for those of the sentence before."""
    own = [m for m in finding.sentence.concepts if m.kind == "mech"]
    own += _find_described(finding, own)
    words = {term.text.lower() for term in finding.sentence.terms}
    if own or finding.previous is None or words.isdisjoint(_ALIKE):
        return own
    before = [m for m in finding.previous.sentence.concepts if m.kind == "mech"]
    return [replace(m, first=0, last=1) for m in before]


_INTERPHASES = frozenset({"sei", "seis", "cei", "ceis", "interphase", "interphases"})


def _find_described(finding: Finding, own: Sequence[ConceptMention]) -> list[ConceptMention]:
    """Return the interphase whose composition the sentence tells without calling it formed."""
    if any(_is_interphase(m) for m in own):
        return []
    terms = finding.sentence.terms
    layer = _find_formed_layer(finding)
    places = [n for n, term in enumerate(terms) if term.text.lower() in _INTERPHASES]
    if layer is None and (not places or not find_products(finding.sentence)):
        return []
    place = places[0] if layer is None else layer
    concept = _FORMATION
    if finding.previous is not None and place and terms[place - 1].text.lower() in _POINTERS:
        # "the SEI" after a sentence on a desirable SEI is that SEI
        concept = next((m.concept for m in finding.previous.sentence.concepts if _is_interphase(m)), concept)
    return [ConceptMention(place, place + 1, concept, -1)]


_FORMATION = "mech:interphase-formation"
_POINTERS = frozenset({"the", "this", "these", "such"})
_LAYERS = frozenset({"layer", "layers", "film", "films"})
_LAYER_REACH = 9  # terms from "formation of" to its layer: "formation of an ultrathin (6 nm) tetragonal LLZO layer"


def _is_interphase(mention: ConceptMention) -> bool:
    return mention.concept == _FORMATION or load_vocabulary().is_a(mention.concept, "mech:passivating-interphase")


def _find_formed_layer(finding: Finding) -> int | None:
    """Return the place of a layer of a named material whose formation at an interface the sentence tells."""
    terms = finding.sentence.terms
    if not finding.context.pairs or any(m.kind == "strat" for m in finding.sentence.concepts):
        return None
    for number, term in enumerate(terms[:-1]):
        if term.stem != "format" or terms[number + 1].text != "of":
            continue
        for place in range(number + 3, min(number + _LAYER_REACH + 1, len(terms))):
            if terms[place].text.lower() in _LAYERS and terms[place - 1].material is not None:
                return place
    return None


def _find_targets(finding: Finding) -> list[ConceptMention]:
    """Return the mechanisms that something reduces: they are what is fought, not what is found."""
    reduced = [r for r in finding.relations if r.polarity == "reduces"]
    return [mention for r in reduced for mention in heads(finding.sentence, r.effect)]


def _build_fact(finding: Finding, mention: ConceptMention, pair: Pair) -> InterfaceFactRecord | None:
    if pair.electrolyte is None or not _is_about(finding, mention):
        return None
    sentence = finding.sentence
    absent = mention.valence > 0 or _is_denied(finding, mention)
    if absent and any(m.kind == "strat" for m in sentence.concepts):
        # What a remedy takes away is the remedy's effect, not a property of the interface.
        return None
    partners = frozenset(filter(None, (pair.electrolyte, pair.electrode)))
    products = find_products(sentence, partners) if mention.concept in _WITH_PRODUCTS and not absent else []
    refs = find_refs(finding, mention.first, mention.last)
    consequence = next(
        (sentence.words(*r.effect) for r in finding.relations if r.cause[0] <= mention.first < r.cause[1]),
        None,
    )
    return InterfaceFactRecord(
        electrolyte=pair.electrolyte,
        electrode=pair.electrode,
        mechanism=mention.concept,
        polarity="absent" if absent else "occurs",
        products=tuple(products),
        consequence=consequence,
        confidence=0.7 if finding.context.pairs else 0.6,
        **finding.source(refs),
    )


_DENIAL_REACH = 8  # terms between a mechanism and the words that deny it


_DENIAL_ENDS = frozenset({",", ";", "but", "whereas", "while", "and"})


def _is_denied(finding: Finding, mention: ConceptMention) -> bool:
    """Tell whether words that deny stand beside the mechanism in its own clause."""
    terms = finding.sentence.terms
    for cue in find_cues(finding.sentence, "denials"):
        first, last = (cue.end, mention.first) if cue.end <= mention.first else (mention.last, cue.start)
        between = {terms[place].text.lower() for place in range(first, last)}
        if 0 <= last - first <= _DENIAL_REACH and between.isdisjoint(_DENIAL_ENDS):
            return True
    return False


_ANAPHORS = frozenset(
    {"sei", "seis", "cei", "ceis", "interphase", "interphases", "this", "these", "such", "it", "similar"}
)


def _is_about(finding: Finding, mention: ConceptMention) -> bool:
    """Tell whether the sentence is about its electrolyte: it names one, or points back to the one before."""
    if not finding.context.carried:
        return True
    words = {term.text.lower() for term in finding.sentence.terms}
    return mention.concept in _WITH_PRODUCTS and not words.isdisjoint(_ANAPHORS)
