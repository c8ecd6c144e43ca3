"""How far each material of a sentence stands back from a number: aside, compared with, used, of another part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.identities import MaterialIdentity, side
from ingest.clauses import find_bracket, number_clauses
from ingest.interfaces import is_functional
from ingest.measured import Measured
from ingest.sentences import Term
from ingest.subject_words import word_set

AMOUNTS = frozenset({"prop:concentration", "prop:mass-fraction", "prop:volume-fraction", "prop:thickness"})
"""What a text gives of one part alone: how much of it, or how thick."""

OF_CATHODES = frozenset(
    {"prop:capacity", "prop:capacity-retention", "prop:coulombic-efficiency", "prop:loading"}
    | {"prop:gravimetric-energy-density", "prop:volumetric-energy-density"}
)
"""What a text gives of an electrode, hardly of an electrolyte."""

_CONDUCTION = frozenset({"prop:ionic-conductivity", "prop:critical-current-density", "prop:transference-number"})
_OF_CELLS = frozenset(
    {"prop:critical-current-density", "prop:current-density", "prop:overpotential", "prop:cycling-time"}
    | {"prop:temperature", "prop:cycle-life", "prop:cycle-number"}
)
_OF_ELECTRODES = AMOUNTS | frozenset(
    {"prop:capacity", "prop:volume-expansion"}
    | {"prop:youngs-modulus", "prop:shear-modulus", "prop:bulk-modulus", "prop:hardness", "prop:particle-size"}
    | {"prop:diffusion-coefficient", "prop:surface-energy", "prop:loading"}
)
_OF_BODIES = (_OF_ELECTRODES - OF_CATHODES) | {"prop:band-gap", "prop:electronic-conductivity", "prop:roughness"}
_PROCESSING = frozenset({"prop:temperature", "prop:pressure", "prop:process-time"})


def choose_material(terms: Sequence[Term], measured: Measured) -> str | None:
    """Return the material of the number by its place: in the clause, not in an aside, named last before the number.

    One that is only compared with is not meant; one that something is done with, an electrode and a bare metal
    stand back. Behind ", thus showing" it is the one named first, the subject of the sentence.
    """
    if measured.property in _PROCESSING and (product := _find_product(terms, measured.term)):
        return product
    clauses = number_clauses(terms)
    place, own = measured.term, clauses[measured.term]
    opening = {clause: terms[clauses.index(clause)].text.lower() for clause in set(clauses)}
    asides = _find_asides(terms, place)
    blended = _find_blended(terms)
    oblique = _find_oblique(terms)

    def standing(entry: tuple[int, MaterialIdentity]) -> int:
        at = entry[0]
        doubts = 2 * _is_idle(terms, at, measured) + 2 * (at in asides) + blended.get(at, 0)
        rests = oblique.get(at) in word_set("rests")
        if measured.property in AMOUNTS:
            doubts += rests
        elif not (rests and measured.property in OF_CATHODES):  # "X on Y raised the capacity": of the electrode
            doubts += at in oblique or _is_ingredient(terms, at)
        return abs(clauses[at] - own) + doubts

    named = [
        (at, identity)
        for at, identity in _order_materials(terms, measured, clauses)
        if not (_is_compared(terms, at) or is_modifier(terms, at) or _is_helper(terms[at], measured))
        and (clauses[at] <= own or opening[clauses[at]] not in word_set("comparisons"))
    ]
    usable = [entry for entry in named if side(entry[1]) != "anode" or measured.property in _OF_ELECTRODES]
    if measured.property in OF_CATHODES:
        usable = [entry for entry in usable if not is_inactive(entry[1])]
    if not usable:
        return None
    at, chosen = min(usable, key=standing)
    if measured.property in OF_CATHODES | _OF_CELLS and _is_ingredient(terms, at):
        return None  # "cells with 1 M LiPF6": the electrode is not named
    return None if measured.property not in _OF_BODIES and _is_metal(chosen) else chosen.id


def _find_product(terms: Sequence[Term], place: int) -> str | None:
    """Return what precursors become: "A and B were mixed and fired at 900 °C to form X"."""
    words = [term.text.lower() for term in terms]
    if word_set("mixed").isdisjoint(words[:place]):
        return None
    for at in range(place + 1, len(terms) - 1):
        if terms[at].text == ";":
            return None
        if words[at] in word_set("forming") and words[at - 1] == "to":
            named = (term.material for term in terms[at + 1 : at + 4])
            return next((mention.identity.id for mention in named if mention is not None), None)
    return None


def _order_materials(
    terms: Sequence[Term], measured: Measured, clauses: Sequence[int]
) -> list[tuple[int, MaterialIdentity]]:
    """Return the places of the materials, the likeliest first."""
    place = measured.term
    order = [*range(place - 1, -1, -1)]
    if _follows_participle(terms, place):
        first = clauses.index(clauses[place])
        order = [*range(first, place), *range(first - 1, -1, -1)]
    if measured.property not in AMOUNTS or find_bracket(terms, place) is None:
        # "active material (80 wt%) and PVDF": the bracket is of what stands before it
        order += range(place + 1, len(terms))
    return [(at, mention.identity) for at in order if (mention := terms[at].material) is not None]


def _follows_participle(terms: Sequence[Term], place: int) -> bool:
    """Tell whether the number stands in ", thus showing a capacity of 1": its subject is that of the sentence."""
    comma = next((n for n in range(place - 1, -1, -1) if terms[n].text in (",", ";")), None)
    if comma is None or any(term.material for term in terms[comma + 1 : place]):
        return False
    words = [term.text.lower() for term in terms[comma + 1 : place] if term.text.lower() not in word_set("so")]
    return bool(words) and words[0] in word_set("having")


def _find_asides(terms: Sequence[Term], place: int) -> frozenset[int]:
    """Return the places in brackets or between commas that the number does not share: "X, made from Y, has 1"."""
    return frozenset(
        n
        for start, end in (*_find_brackets(terms), *_find_insertions(terms))
        if not start <= place <= end
        for n in range(start, end)
    )


def _find_brackets(terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Yield the stretches in brackets, but for those that give a material its other name."""
    open_at: list[int] = []
    for place, term in enumerate(terms):
        if term.text == "(":
            open_at.append(place)
        elif term.text == ")" and open_at:
            start = open_at.pop()
            if _head_of(terms, start + 1) == start + 1:
                yield start, place


def _head_of(terms: Sequence[Term], at: int) -> int:
    """Return the place of the material that a bracket opening before the term gives another name, else the term's."""
    named = at > 1 and terms[at - 1].text == "(" and terms[at - 2].material is not None
    return at - 2 if named and terms[at].material is not None else at


def _find_insertions(terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Yield what stands between two commas behind a material and opens like an apposition or a participle."""
    commas = [place for place, term in enumerate(terms) if term.text == ","]
    for start, end in pairwise(commas):
        opening = terms[start + 1]
        named = any(term.material or term.family for term in terms[max(0, start - 3) : start])
        if named and opening.material is None and end > start + 2 and _opens_insertion(opening.text.lower()):
            yield start, end


def _opens_insertion(word: str) -> bool:
    if word in word_set("relatives") or word in word_set("articles"):
        return True
    return len(word) > len("need") and word.endswith(("ed", "made"))


def _find_blended(terms: Sequence[Term]) -> dict[int, int]:
    """Return the parts of "a composite of A and B", with a doubt for the first and more for those behind it."""
    parts: dict[int, int] = {}
    doubt = 0
    for place, term in enumerate(terms):
        lead = {t.text.lower() for t in terms[max(0, place - 3) : place]}
        if term.material is not None:
            if not doubt and "of" in lead and (word_set("blends") | word_set("made of")) & lead:
                doubt = 1
            if doubt:
                parts[place] = doubt
                doubt = 2
        elif term.text.lower() not in word_set("joints"):
            doubt = 0
    return parts


def _find_oblique(terms: Sequence[Term]) -> dict[int, str]:
    """Return the places of materials behind a preposition, and of those listed with them: "with A and B"."""
    found: dict[int, str] = {}
    lead = ""
    for place, term in enumerate(terms):
        word = term.text.lower()
        if term.material is not None:
            if lead:
                found[place] = lead
        elif word in word_set("oblique"):
            lead = word
        elif word == "," or not (word in word_set("joints") or word in word_set("articles")):
            lead = ""
    return found


def _is_idle(terms: Sequence[Term], at: int, measured: Measured) -> bool:
    """Tell whether the material is hardly what an electrochemical number is about: a metal, a non-conductor."""
    material = terms[at].material
    if measured.property in AMOUNTS or material is None:
        return False
    known = side(material.identity)
    if measured.property in OF_CATHODES:
        spent = known == "anode" and (measured.property != "prop:capacity" or _is_stacked(terms, _head_of(terms, at)))
        idle = known is None and material.role in word_set("around")
        return known == "electrolyte" or spent or idle or _is_metal(material.identity)
    metal = _is_metal(material.identity) or known == "anode"
    return metal or (measured.property in _CONDUCTION and known not in ("electrolyte", None))


def _is_stacked(terms: Sequence[Term], at: int) -> bool:
    """Tell whether the material is a layer of a cell, of which the terms keep no signs: "cathode|SE|X"."""
    beside = [*terms[max(0, at - 1) : at], *terms[at + 1 : at + 2]]
    return any(term.material is not None or term.text.isupper() for term in beside)


def _is_metal(identity: MaterialIdentity) -> bool:
    """Tell whether the material is an element or a steel of no side of a cell: a current collector, a probe."""
    return side(identity) is None and (len(identity.elements) <= 1 or "steel" in identity.id)


def _is_helper(term: Term, measured: Measured) -> bool:
    """Tell whether the material has a part beside that of electrolyte and electrodes: a collector, a solvent."""
    if term.material is None or measured.property in _OF_BODIES:
        return False
    role = term.material.role
    made = side(term.material.identity) is not None and is_functional(term.material)  # an electrode by family alone
    formed = role == "product" and measured.property in _OF_CELLS
    return role in word_set("helpers") or formed or (made and measured.property in OF_CATHODES)


def _is_ingredient(terms: Sequence[Term], at: int) -> bool:
    """Tell whether the material only has an amount, as in "5 wt% X": what is made with it has the other numbers."""
    quantity = terms[at - 1].quantity if at else None
    return quantity is not None and quantity.unit in ("wt%", "vol%", "mol L-1", "mol%", "M")


def _is_compared(terms: Sequence[Term], at: int) -> bool:
    before = [term.text.lower() for term in terms[max(0, at - 5) : at] if term.text.lower() not in word_set("articles")]
    if before[-1:] == ["of"] and before[-2:-1] in (["that"], ["those"]):
        before = before[:-2]
    before = before[-3:]
    if before[-1:] == ["to"] and word_set("similar").intersection(before):
        return True
    return bool(before) and before[-1] in word_set("compared") and not word_set("no comparison").intersection(before)


def is_cathode(identity: MaterialIdentity) -> bool:
    """Tell whether the material is the active one of a cathode; what a cell converts is called a product as well."""
    return side(identity) == "cathode" or "family:conversion-cathode" in identity.families


def is_inactive(identity: MaterialIdentity) -> bool:
    """Tell whether the material is known to store no charge: an electrolyte, a salt, a binder, a coating."""
    return bool(identity.families) and not is_cathode(identity) and side(identity) != "anode"


def is_modifier(terms: Sequence[Term], at: int) -> bool:
    """Tell whether the material only says with what something is coated: "carbon-coated collectors"."""
    return at + 1 < len(terms) and terms[at + 1].text.lower() in word_set("modifying")
