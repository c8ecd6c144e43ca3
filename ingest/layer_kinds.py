"""The kind of a layer: by its name, what it is made of, where it lies and what the text says of it."""

from __future__ import annotations

from graph.concepts import load_vocabulary
from graph.identities import MaterialIdentity, side
from graph.materials import link_material
from ingest.context import Pair
from ingest.findings import Finding
from ingest.lexicon_files import read_lexicon

COATED = frozenset({"coat", "modifi", "decor", "protect", "infiltr"})


def type_layer(finding: Finding, identity: MaterialIdentity, pair: Pair, place: int) -> str:
    """Return the strategy of a layer of the material between the pair, named at the term.

    A name in the sentence counts first, then a mixture into the electrolyte, the material's family, the side
    of the cell, the words around it, and last the kind that the sentences before speak of.
    """
    vocabulary = load_vocabulary()
    lexicon = read_lexicon("remedies")
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
    return find_carried_kind(finding) or "strat:interlayer"


_CARRIED = 3  # sentences: "SEI-like interlayers ... For example, X ... Y et al. also"


def find_carried_kind(finding: Finding) -> str | None:
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
    return "into" in before or bool({t.stem for t in terms[1 : hosts[0]]} & COATED)


def _type_mixture(finding: Finding, identity: MaterialIdentity) -> str:
    text = finding.sentence.text
    if "SEI" in text or "interphase" in text:
        return "strat:sei-engineering"
    if "grain bound" in text:
        return "strat:grain-boundary-modification"
    if "-doped" in text and set(identity.elements) & set(read_lexicon("remedies")["halogens"]):
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
