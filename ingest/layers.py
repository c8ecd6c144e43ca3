"""Layers and coatings in a sentence: what was put on, between or into what."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.context import Pair, name_metal
from ingest.cues import find_cues
from ingest.findings import Finding
from ingest.layer_kinds import COATED, find_carried_kind, type_layer
from ingest.lexicon_files import read_lexicon
from ingest.phrases import stem
from ingest.remedies import (
    Remedy,
    identity_at,
    is_contrasted,
    is_in_pair,
    is_partner,
    list_after,
    list_before,
)
from ingest.sentences import Sentence

METALS = frozenset({"Li", "Na"})


_LAYER_ADJECTIVES = 3  # words between a material and its layer noun: "Cu3N mixed conductive interlayer"


def find_layers(finding: Finding) -> Iterator[Remedy]:
    """Yield each material that the sentence puts as a layer or coating between or on others."""
    sentence = finding.sentence
    seen: set[str] = set()
    put_on = [*_put_on(sentence), *_with_result(finding), *_layer_nouns(sentence)]
    for first, last, places in (*put_on, *_coated(sentence)):
        if is_contrasted(sentence, first):
            continue
        listed = frozenset(i.id for p in places if (i := identity_at(sentence.terms[p])) is not None)
        for place in places:
            identity = identity_at(sentence.terms[place])
            if identity is None or identity.id in seen or identity.id in METALS:
                continue
            if is_in_pair(finding, identity) or (
                (first, last, places) not in put_on and is_partner(finding, sentence.terms[place].material)
            ):
                continue
            seen.add(identity.id)
            for pair, end in _target_pairs(finding, last, listed):
                strategy = type_layer(finding, identity, pair, first)
                yield Remedy(strategy, (identity.id,), _complete_pair(strategy, pair), first, end)


def _layer_nouns(sentence: Sentence) -> Iterator[tuple[int, int, list[int]]]:
    for cue in find_cues(sentence, "layer_nouns"):
        if (
            sentence.terms[cue.start].text.endswith("ed")
            or _forms_by_itself(sentence, cue.start)
            or _names_method(sentence, cue.start, cue.end)
        ):
            continue
        places = list_before(sentence.terms, cue.start, _LAYER_ADJECTIVES)
        if not places:
            places = list_after(sentence.terms, cue.end, _OPENERS)
        if places:
            yield min(*places, cue.start), max(cue.end, *(p + 1 for p in places)), places


_OPENERS = {"of", "consisting", "composed", "comprising", "made", "including", "such", "like", "namely"}


_FORMING = frozenset({"form", "format", "consist", "product"})


def _forms_by_itself(sentence: Sentence, place: int) -> bool:
    """Tell whether the layer is what forms in situ, not what was put there."""
    following = sentence.terms[place + 1 : place + 5]
    grown = any(t.text.lower() in {"forms", "form", "grows", "grow"} for t in following)
    return grown or any(term.stem in _FORMING for term in sentence.terms[max(0, place - 9) : place])


def _names_method(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether the layer noun is part of a method: atomic layer deposition, spin coating."""
    before = sentence.terms[first - 1].text.lower() if first else ""
    deposited = last < len(sentence.terms) and sentence.terms[last].stem == "deposit"
    return deposited or before in read_lexicon("remedies")["method_words"]


def _coated(sentence: Sentence) -> Iterator[tuple[int, int, list[int]]]:
    """Find "X-coated Y": a material, the participle, what is coated."""
    for place, term in enumerate(sentence.terms[1:-1], start=1):
        if term.stem in COATED and term.text.endswith("ed"):
            places = list_before(sentence.terms, place, 0)
            target = place + 1
            while target < len(sentence.terms) - 1 and sentence.terms[target].stem in COATED | {"and"}:
                target += 1
            if places and identity_at(sentence.terms[target]) is not None:
                yield min(places), target + 1, places


def _put_on(sentence: Sentence) -> Iterator[tuple[int, int, list[int]]]:
    lexicon = read_lexicon("remedies")
    put, cover = (frozenset(map(stem, lexicon[name])) for name in ("put_on", "cover_with"))
    onto = frozenset(lexicon["onto"])
    for place, term in enumerate(sentence.terms):
        if term.stem in put:
            places = list_after(sentence.terms, place + 1, None)
            rest = sentence.terms[places[-1] + 1 : places[-1] + 5] if places else ()
            if places and any(t.text.lower() in onto | {"between"} for t in rest):
                yield place, places[-1] + 1, places
                continue
        if term.stem in cover:
            for number in range(place + 1, min(place + 7, len(sentence.terms))):
                before = sentence.terms[number - 1].text.lower()
                if sentence.terms[number].text.lower() == "with" and before not in lexicon["met_with"]:
                    places = list_after(sentence.terms, number + 1, None)
                    if places:
                        yield place, places[-1] + 1, places
                    break


def _with_result(finding: Finding) -> Iterator[tuple[int, int, list[int]]]:
    """Find "with X the resistance went from A to B", where the text before speaks of layers."""
    terms = finding.sentence.terms
    heading = (finding.sentence.paragraph.heading or "").lower()
    about_layers = "interlayer" in heading or "coating" in heading or find_carried_kind(finding) is not None
    if not terms or terms[0].text.lower() != "with" or not about_layers:
        return
    places = list_after(terms, 1, None)
    if places and any(term.quantity for term in terms):
        yield 0, places[-1] + 1, places


def _target_pairs(finding: Finding, place: int, added: frozenset[str]) -> list[tuple[Pair, int]]:
    """Return where the layer lies, each with the term at which that is said.

    The pair whose electrode is named nearest; all pairs where the sentence lists interfaces ("applied in A/B and
    C/D"); else the electrolyte and electrode nearest to the layer.
    """
    context = finding.context
    electrolytes = [p for p in context.electrolytes if p.id not in added]
    electrodes = [p for p in context.electrodes if p.id not in added]
    electrode = min(electrodes, key=lambda p: abs(p.term - place)).id if electrodes else None
    free = [p for p in context.pairs if added.isdisjoint((p.electrolyte, p.electrode))]
    if len({p.electrolyte for p in free}) > 1:
        return [(pair, _end_of(finding, pair, place)) for pair in free]
    if free:
        pair = next((p for p in free if p.electrode == electrode), free[0])
        doped = next((p.id for p in electrolytes if p.id.endswith(f"-doped {pair.electrolyte}")), None)
        return [(Pair(doped or pair.electrolyte, pair.electrode), place)]
    host = min(electrolytes, key=lambda p: abs(p.term - place)).id if electrolytes else None
    if electrode is None and host is not None and context.side != "cathode":
        at_metal = context.side == "anode" or _speaks_of_wetting(finding)
        electrode = name_metal(host) if at_metal else context.topic.electrode
    return [(Pair(host, electrode), place)]


def _complete_pair(strategy: str, pair: Pair) -> Pair:
    """Return the pair with the metal of the electrolyte's ion where the layer by its kind lies at the metal."""
    if pair.electrode is not None or pair.electrolyte is None or strategy not in read_lexicon("remedies")["at_metal"]:
        return pair
    return Pair(pair.electrolyte, name_metal(pair.electrolyte))


def _end_of(finding: Finding, pair: Pair, place: int) -> int:
    """Return the end of the terms that name the pair's electrode, from which its reference is looked for."""
    named = [p.term for p in finding.context.electrodes if p.id == pair.electrode]
    return max([place, *(term + 1 for term in named)])


def _speaks_of_wetting(finding: Finding) -> bool:
    return any(m.concept == "mech:poor-wettability" for m in finding.sentence.concepts)
