"""Remedies in a sentence: what was added or done, to which electrolyte, at which electrode."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.concepts import SORTING_ROOTS, load_vocabulary
from graph.materials import MaterialIdentity, link_material, side, working_ion
from ingest.concepts import ConceptMention
from ingest.context import Pair
from ingest.cues import find_cues
from ingest.findings import Finding
from ingest.materials import MaterialMention
from ingest.phrases import stem
from ingest.sentences import Sentence, Term


@dataclass(frozen=True, slots=True)
class Remedy:
    """One strategy with the materials it adds; ``first`` to ``last`` (exclusive) are its terms."""

    strategy: str
    materials: tuple[str, ...]
    pair: Pair
    first: int
    last: int


@cache
def load_remedy_lexicon() -> Mapping[str, Any]:
    """Read the lexicon of remedies."""
    text = (files("ingest") / "lexicons" / "remedies.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.safe_load(text)
    return loaded


_LIST_GLUE = frozenset({"and", "or", ",", "(", ")", "as", "well"})
_LAYER_ADJECTIVES = 3  # words between a material and its layer noun: "Cu3N mixed conductive interlayer"


# --- layers -------------------------------------------------------------------------------------------------


def find_layers(finding: Finding) -> Iterator[Remedy]:
    """Yield each material that the sentence puts as a layer or coating between or on others."""
    sentence = finding.sentence
    seen: set[str] = set()
    put_on = [*_put_on(sentence), *_with_result(finding), *_layer_nouns(sentence)]
    for first, last, places in (*put_on, *_coated(sentence)):
        if is_contrasted(sentence, first):
            continue
        listed = frozenset(i.id for p in places if (i := _identity(sentence.terms[p])) is not None)
        for place in places:
            identity = _identity(sentence.terms[place])
            if identity is None or identity.id in seen or identity.id in _METALS:
                continue
            if _is_in_pair(finding, identity) or (
                (first, last, places) not in put_on and _is_partner(finding, sentence.terms[place].material)
            ):
                continue
            seen.add(identity.id)
            for pair, end in _target_pairs(finding, last, listed):
                strategy = _type_layer(finding, identity, pair, first)
                yield Remedy(strategy, (identity.id,), _complete_pair(strategy, pair), first, end)


def _identity(term: Term) -> MaterialIdentity | None:
    return term.material.identity if term.material else None


def is_contrasted(sentence: Sentence, place: int) -> bool:
    """Tell whether what stands at the term is only named for comparison."""
    words = {term.text.lower() for term in sentence.terms[max(0, place - 4) : place]}
    return not words.isdisjoint(load_remedy_lexicon()["contrasted"])


_METALS = frozenset({"Li", "Na"})


def _is_in_pair(finding: Finding, identity: MaterialIdentity) -> bool:
    return any(identity.id in (p.electrolyte, p.electrode) for p in finding.context.pairs)


def _is_partner(finding: Finding, mention: MaterialMention | None) -> bool:
    """Tell whether the material is one of the cell's own parts here, not something added to it."""
    if mention is None:
        return True
    identity = mention.identity
    if _is_in_pair(finding, identity):
        return True
    hosts = {p.electrolyte for p in finding.context.pairs} | {p.id for p in finding.context.electrolytes}
    alone = len(finding.context.electrolytes) <= 1 and not finding.context.pairs
    return side(identity) == "electrolyte" and identity.id in hosts and not alone


def _layer_nouns(sentence: Sentence) -> Iterator[tuple[int, int, list[int]]]:
    for cue in find_cues(sentence, "layer_nouns"):
        if (
            sentence.terms[cue.start].text.endswith("ed")
            or _forms_by_itself(sentence, cue.start)
            or _names_method(sentence, cue.start, cue.end)
        ):
            continue
        places = _list_before(sentence.terms, cue.start, _LAYER_ADJECTIVES)
        if not places:
            places = _list_after(sentence.terms, cue.end, _OPENERS)
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
    return deposited or before in load_remedy_lexicon()["method_words"]


def _coated(sentence: Sentence) -> Iterator[tuple[int, int, list[int]]]:
    """Find "X-coated Y": a material, the participle, what is coated."""
    for place, term in enumerate(sentence.terms[1:-1], start=1):
        if term.stem in _COATED and term.text.endswith("ed"):
            places = _list_before(sentence.terms, place, 0)
            target = place + 1
            while target < len(sentence.terms) - 1 and sentence.terms[target].stem in _COATED | {"and"}:
                target += 1
            if places and _identity(sentence.terms[target]) is not None:
                yield min(places), target + 1, places


_COATED = frozenset({"coat", "modifi", "decor", "protect", "infiltr"})


def _put_on(sentence: Sentence) -> Iterator[tuple[int, int, list[int]]]:
    lexicon = load_remedy_lexicon()
    put, cover = (frozenset(map(stem, lexicon[name])) for name in ("put_on", "cover_with"))
    onto = frozenset(lexicon["onto"])
    for place, term in enumerate(sentence.terms):
        if term.stem in put:
            places = _list_after(sentence.terms, place + 1, None)
            rest = sentence.terms[places[-1] + 1 : places[-1] + 5] if places else ()
            if places and any(t.text.lower() in onto | {"between"} for t in rest):
                yield place, places[-1] + 1, places
                continue
        if term.stem in cover:
            for number in range(place + 1, min(place + 7, len(sentence.terms))):
                before = sentence.terms[number - 1].text.lower()
                if sentence.terms[number].text.lower() == "with" and before not in lexicon["met_with"]:
                    places = _list_after(sentence.terms, number + 1, None)
                    if places:
                        yield place, places[-1] + 1, places
                    break


def _with_result(finding: Finding) -> Iterator[tuple[int, int, list[int]]]:
    """Find "with X the resistance went from A to B", where the text before speaks of layers."""
    terms = finding.sentence.terms
    heading = (finding.sentence.paragraph.heading or "").lower()
    about_layers = "interlayer" in heading or "coating" in heading or _carried_kind(finding) is not None
    if not terms or terms[0].text.lower() != "with" or not about_layers:
        return
    places = _list_after(terms, 1, None)
    if places and any(term.quantity for term in terms):
        yield 0, places[-1] + 1, places


def _list_before(terms: Sequence[Term], end: int, reach: int) -> list[int]:
    """Return the places of the materials listed right before ``end``, past ``reach`` other words at most."""
    found: list[int] = []
    for place in range(end - 1, -1, -1):
        if terms[place].material is not None:
            found.insert(0, place)
        elif (found or terms[place].text == ")") and terms[place].text.lower() in _LIST_GLUE:
            continue
        elif not found and reach and terms[place].text.isalpha() and terms[place].text not in {"of", "with", "to"}:
            reach -= 1
        else:
            break
    return found


def _list_after(terms: Sequence[Term], start: int, openers: set[str] | None) -> list[int]:
    """Return the places of the materials listed after ``start``; ``openers`` must come first where given."""
    found: list[int] = []
    opened = openers is None
    words = 0
    for place in range(start, len(terms)):
        text = terms[place].text.lower()
        if not opened:
            if text not in (openers or set()):
                return []
            opened = True
        elif terms[place].material is not None:
            found.append(place)
        elif found and text in _LIST_GLUE:
            continue
        elif found or words >= 3 or text in {"into", "onto", "between", "on", "with", "from"}:
            break
        else:
            words += 1
    return found


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
        electrode = "Li" if context.side == "anode" or _speaks_of_wetting(finding) else context.topic.electrode
    return [(Pair(host, electrode), place)]


def _complete_pair(strategy: str, pair: Pair) -> Pair:
    """Return the pair with the metal of the electrolyte's ion where the layer by its kind lies at the metal."""
    if pair.electrode is not None or pair.electrolyte is None or strategy not in load_remedy_lexicon()["at_metal"]:
        return pair
    host = link_material(pair.electrolyte)
    return Pair(pair.electrolyte, working_ion(host) if host else None)


def _end_of(finding: Finding, pair: Pair, place: int) -> int:
    """Return the end of the terms that name the pair's electrode, from which its reference is looked for."""
    named = [p.term for p in finding.context.electrodes if p.id == pair.electrode]
    return max([place, *(term + 1 for term in named)])


def _speaks_of_wetting(finding: Finding) -> bool:
    return any(m.concept == "mech:poor-wettability" for m in finding.sentence.concepts)


def _type_layer(finding: Finding, identity: MaterialIdentity, pair: Pair, place: int) -> str:
    vocabulary = load_vocabulary()
    lexicon = load_remedy_lexicon()
    named = [
        m for m in finding.sentence.concepts
        if m.kind == "strat" and m.concept != "strat:interlayer" and vocabulary.is_a(m.concept, "strat:interlayer")
    ]  # fmt: skip
    if named:
        return min(named, key=lambda m: abs(m.first - place)).concept
    if _is_into_electrolyte(finding, pair, place):
        return _type_mixture(finding, identity)
    for strategy, families in lexicon["by_material"].items():
        if set(families) & set(identity.families):
            return str(strategy)
    if _is_cathode(pair.electrode) or (pair.electrode is None and finding.context.side == "cathode"):
        return "strat:cathode-coating"
    text = finding.sentence.text.lower().replace("-", " ")
    for strategy, words in lexicon["by_words"].items():
        if any(word.lower().replace("-", " ") in text for word in words):
            return str(strategy)
    return _carried_kind(finding) or "strat:interlayer"


_CARRIED = 3  # sentences: "SEI-like interlayers ... For example, X ... Y et al. also"


def _carried_kind(finding: Finding) -> str | None:
    """Return the kind of layer that the sentences before speak of, where they lead up to this one."""
    vocabulary = load_vocabulary()
    earlier = finding.previous
    for _ in range(_CARRIED):
        if earlier is None:
            return None
        for mention in earlier.sentence.concepts:
            if mention.concept != "strat:interlayer" and vocabulary.is_a(mention.concept, "strat:interlayer"):
                return mention.concept
        earlier = earlier.previous
    return None


def _is_into_electrolyte(finding: Finding, pair: Pair, place: int) -> bool:
    """Tell whether the material goes into the electrolyte itself: "introduced X into Y", "X-coated Y" powder."""
    terms = finding.sentence.terms[place : place + 12]
    hosts = [n for n, t in enumerate(terms) if t.material is not None and t.material.identity.id == pair.electrolyte]
    if not hosts:
        return False
    if hosts[0] + 1 < len(terms) and terms[hosts[0] + 1].text.lower() in {"pellet", "pellets", "surface", "disc"}:
        return False
    before = {t.text.lower() for t in terms[: hosts[0]]}
    if any(word.endswith(("layer", "layers", "coating", "coatings", "film", "films")) for word in before):
        return False
    return "into" in before or bool({t.stem for t in terms[1 : hosts[0]]} & _COATED)


def _type_mixture(finding: Finding, identity: MaterialIdentity) -> str:
    text = finding.sentence.text
    if "SEI" in text or "interphase" in text:
        return "strat:sei-engineering"
    if "grain bound" in text:
        return "strat:grain-boundary-modification"
    if "-doped" in text and set(identity.elements) & set(load_remedy_lexicon()["halogens"]):
        return "strat:halide-doping"
    return "strat:composite-electrolyte"


def _is_cathode(electrode: str | None) -> bool:
    if electrode is None:
        return False
    if electrode.startswith("family:"):
        vocabulary = load_vocabulary()
        return electrode in vocabulary and vocabulary[electrode].role == "cathode"
    identity = link_material(electrode)
    return identity is not None and side(identity) == "cathode"


# --- strategies named as such -------------------------------------------------------------------------------


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


def is_withdrawn(sentence: Sentence, place: int) -> bool:
    """Tell whether the words before the term speak of too little or none of the remedy."""
    words = {term.text.lower() for term in sentence.terms[max(0, place - 3) : place]}
    return not words.isdisjoint(load_remedy_lexicon()["withdrawn"])


_APPLIED_REACH = 8  # terms from "through" to what it is done with: "through the reaction between X and Y"


def _applied(sentence: Sentence) -> list[int]:
    """Return the places of the materials that the sentence introduces, or says that something is done through."""
    put = frozenset(map(stem, load_remedy_lexicon()["introduce"]))
    for number, term in enumerate(sentence.terms):
        if term.stem in put and (places := _list_after(sentence.terms, number + 1, None)):
            return places
    for number, term in enumerate(sentence.terms):
        if term.text.lower() in {"through", "via", "using"}:
            following = sentence.terms[number + 1 : number + 1 + _APPLIED_REACH]
            start = next((n for n, t in enumerate(following) if t.material is not None), None)
            if start is not None:
                return _list_after(sentence.terms, number + 1 + start, None)
    return []


def _name_strategy(finding: Finding, mention: ConceptMention) -> Remedy:
    sentence = finding.sentence
    pair = finding.context.pair_for("", mention.first) or Pair(None, None)
    inside = [n for n in range(mention.first, mention.last) if sentence.terms[n].material is not None]
    places = inside or _list_before(sentence.terms, mention.first, 1)
    if not places and mention.last < len(sentence.terms):
        places = _list_after(sentence.terms, mention.last, {"of", "with", "using", "by", "from"})
    if not places:
        places = [p for p in _applied(sentence) if not _is_partner(finding, sentence.terms[p].material)]
    ids = [i.id for place in places if (i := _identity(sentence.terms[place])) is not None]
    own = {"Li", "Na"} if inside else {pair.electrolyte, pair.electrode, "Li", "Na"}
    adds_nothing = mention.concept in load_remedy_lexicon()["no_material"]
    materials = () if adds_nothing else tuple(m for m in dict.fromkeys(ids) if m not in own)
    return Remedy(mention.concept, materials, pair, min([mention.first, *places]), mention.last)
