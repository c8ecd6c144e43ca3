"""Dopings: elements put into an electrolyte, as a doped material or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.concepts import load_vocabulary
from graph.identities import MaterialIdentity, side
from graph.materials import link_material
from ingest.context import Pair
from ingest.findings import Finding
from ingest.lexicon_files import read_lexicon
from ingest.remedies import Remedy
from ingest.sentences import Sentence

_ELEMENT = re.compile(
    r"(?:Ag|Al|As|B|Ba|Bi|Br|Ca|Ce|Cl|Co|Cr|Cu|F|Fe|Ga|Gd|Ge|Hf|I|La|Mg|Mn|Mo|N|Nb|Nd|Ni|O|P|S|Sb|Sc|Se|Si|Sm"
    r"|Sn|Sr|Ta|Te|Ti|V|W|Y|Yb|Zn|Zr)$"
)
_HEADS = frozenset({"dope", "substitut", "incorpor", "addit", "co-dop", "codop"})
_GLUE = frozenset({"and", "or", ",", "of", "the", "element", "elements", "partial", "into", "in", "with", "by", "co"})


def find_dopings(finding: Finding) -> list[Remedy]:
    """Return each doping that the sentence says something of; a doped host that is only named is none."""
    found: dict[tuple[str, tuple[str, ...]], Remedy] = {}
    for remedy in (*_doped_materials(finding), *_worded(finding)):
        found.setdefault((remedy.strategy, remedy.materials), remedy)
    return list(found.values())


def _doped_materials(finding: Finding) -> Iterator[Remedy]:
    causes = [relation.cause for relation in finding.relations]
    subject_end = _find_subject_end(finding)
    taken = {
        place
        for mention in finding.sentence.concepts
        if mention.kind == "strat" and not load_vocabulary().is_a(mention.concept, "strat:doping")
        for place in range(mention.first, mention.last)
    }
    for place, term in enumerate(finding.sentence.terms):
        identity = term.material.identity if term.material and place not in taken else None
        if identity is None or not identity.dopants or "-doped " not in identity.id or side(identity) != "electrolyte":
            continue
        if any(first <= place < last for first, last in causes) or place < subject_end:
            yield _build(finding, identity, place, place + 1)


def _find_subject_end(finding: Finding) -> int:
    """Return the term at which the sentence begins to say what came of its subject."""
    if finding.relations:
        return finding.relations[0].trigger.first
    return next((m.first for m in finding.sentence.concepts if m.valence > 0), 0)


def _worded(finding: Finding) -> Iterator[Remedy]:
    """Find "doping of Ta into LLZO", "Fe and Nb doping", "substitution of S with O in LGPS"."""
    sentence = finding.sentence
    for place, term in enumerate(sentence.terms):
        if term.stem not in _HEADS:
            continue
        elements = _elements_around(sentence, place)
        if term.stem == "substitut" and len(elements) > 1:
            # "substitution of S with O": what goes in comes last
            elements = elements[-1:]
        for element in elements:
            for host in _hosts(finding, place):
                identity = link_material(f"{element}-doped {host}")
                if identity is not None:
                    yield _build(finding, identity, place, place + 1)


def _hosts(finding: Finding, place: int) -> list[str]:
    """Return the electrolytes doped: those named after the doping, else before it, else the topic's."""
    named = [
        (number, term.material.identity.parent or term.material.identity.id)
        for number, term in enumerate(finding.sentence.terms)
        if term.material is not None and side(term.material.identity) == "electrolyte"
    ]
    after = [host for number, host in named if number > place]
    hosts = after or [host for _, host in named]
    return list(dict.fromkeys(hosts)) or [e for e in finding.context.topic.electrolytes if not e.startswith("family:")]


def _elements_around(sentence: Sentence, place: int) -> list[str]:
    terms = sentence.terms
    before: list[str] = []
    for number in range(place - 1, max(-1, place - 10), -1):
        text = terms[number].text
        if _ELEMENT.match(text) and not (text == "Co" and number == 0):
            before.insert(0, text)
        elif text.lower() not in _GLUE or (not before and text.lower() != "co"):
            break
    if before:
        return before
    after: list[str] = []
    for number in range(place + 1, min(len(terms), place + 12)):
        text = terms[number].text
        if _ELEMENT.match(text):
            after.append(text)
        elif text.lower() not in _GLUE and (after or terms[number].material is None):
            break
    return after


def _build(finding: Finding, identity: MaterialIdentity, first: int, last: int) -> Remedy:
    pair = finding.context.pair_for("mech:electrolyte-reduction", first)
    electrode = pair.electrode if pair is not None else None
    return Remedy(_kind(identity), (identity.id,), Pair(identity.parent or identity.system, electrode), first, last)


def _kind(identity: MaterialIdentity) -> str:
    halogens = set(read_lexicon("remedies")["halogens"])
    if "O" in identity.dopants:
        return "strat:oxygen-doping"
    return "strat:halide-doping" if set(identity.dopants) <= halogens else "strat:cation-doping"
