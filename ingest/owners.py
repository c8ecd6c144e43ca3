"""The material that stands beside a number: in its bracket, behind it, or beside the name of its property."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.clauses import find_bracket
from ingest.measured import Measured
from ingest.sentences import Sentence, Term
from ingest.standing import OF_CATHODES, is_modifier
from ingest.subject_words import word_set


def find_owner(terms: Sequence[Term], measured: Measured) -> str | None:
    """Return the material of the number's bracket, of the name of its property, or of what follows it."""
    return (
        _owner_of_bracket(terms, measured.term)
        or _owner_of_property(terms, measured)
        or _behind_number(terms, measured)
    )


def owner_right_before(sentence: Sentence, place: int) -> str | None:
    """Return the material of "a Li-In electrode (0.62 V)", unless it is a layer of an interface that the text names."""
    bracket = place - 1
    if bracket < 1 or sentence.terms[bracket].text != "(":
        return None
    owner = next(_materials_before(sentence.terms, bracket), None)
    mention = next((m for term in reversed(sentence.terms[:bracket]) if (m := term.material) is not None), None)
    stacked = mention is not None and any(mention in interface.materials for interface in sentence.interfaces)
    return None if stacked else owner


def following_material(sentence: Sentence, place: int) -> str | None:
    """Return the material that the amount is of: "1 mol/L LiPF6", "a 6 nm thick LiF layer"."""
    bracket = find_bracket(sentence.terms, place)
    if bracket is not None and any(term.material for term in sentence.terms[bracket:place]):
        return None  # "(50 cycles Al2O3, 5 nm) LLZO"
    for term in sentence.terms[place + 1 : place + 4]:
        if term.material is not None:
            return term.material.identity.id
        if term.text.lower() not in word_set("skipped"):
            return None
    return None


def _owner_of_bracket(terms: Sequence[Term], place: int) -> str | None:
    """Return the material of "LLZO (1 mS/cm)" and of "(LLZO, 1 mS/cm)"."""
    bracket = find_bracket(terms, place)
    if bracket is None:
        return None
    first = max((n + 1 for n in range(bracket, place) if _same_unit(terms, n, place)), default=0)
    for term in terms[max(first, bracket) : place]:
        if term.material is not None:
            return term.material.identity.id
    before = next(_materials_before(terms, bracket), None)
    return before or _behind_bracket(terms, place)


def _behind_bracket(terms: Sequence[Term], place: int) -> str | None:
    """Return the material directly behind the bracket: "fine-grained (0.5 µm) X"."""
    close = next((n for n in range(place, len(terms)) if terms[n].text == ")"), len(terms))
    following = terms[close + 1].material if close + 1 < len(terms) else None
    return following.identity.id if following is not None else None


def _parent_before(terms: Sequence[Term], place: int) -> str | None:
    """Return what the variant named last before the number is made from: "1 mS/cm, against 0.4 for the parent"."""
    identities = (term.material.identity for term in reversed(terms[:place]) if term.material is not None)
    return next((identity.parent for identity in identities if identity.parent), None)


def _same_unit(terms: Sequence[Term], one: int, other: int) -> bool:
    first, second = terms[one].quantity, terms[other].quantity
    return first is not None and second is not None and first.unit == second.unit


def _materials_before(terms: Sequence[Term], bracket: int) -> Iterator[str]:
    """Yield the material directly before a bracket, at most a noun between: "LLZO pellets ("."""
    for term in reversed(terms[max(0, bracket - 3) : bracket]):
        if term.material is not None:
            yield term.material.identity.id
        elif term.text.lower() not in word_set("nouns"):
            return


def _owner_of_property(terms: Sequence[Term], measured: Measured) -> str | None:
    """Return the material of "the conductivity of X is ..."; the name nearest to the number that has one counts."""
    owners = (_owner_of_name(terms, end, measured.term) for _, end in measured.named)
    return next((owner for owner in owners if owner is not None), None)


def _owner_of_name(terms: Sequence[Term], at: int, place: int) -> str | None:
    if at >= place or terms[at].text.lower() not in word_set("links"):
        return None
    alike = (n for n in range(at, place) if _same_unit(terms, n, place))
    number = next(alike, place)
    if any(term.material for term in terms[number:place]):
        return None  # "that of X is 1 and that of Y 2"
    for term in terms[at + 1 : min(at + 6, place)]:
        if term.quantity is not None:
            return None
        if term.material is not None:
            return term.material.identity.id
    return None


def _behind_number(terms: Sequence[Term], measured: Measured) -> str | None:
    """Return the material of "1 mS/cm for X", a capacity's not of "80% for the X-coated cell"."""
    place = measured.term
    behind = terms[place + 1 : place + 5]
    if len(behind) > 2 and behind[0].text == "(" and behind[1].material and behind[2].text == ")":
        return behind[1].material.identity.id
    link = behind[0].text.lower() if behind else ""
    if link not in word_set("links") or (link == "in" and behind[1:2] and behind[1].material is None):
        return None
    if any(term.text.lower() in word_set("unchanged") for term in behind[1:]):
        return _parent_before(terms, place)
    for at, term in enumerate(behind[1:], place + 2):
        if term.material is not None:
            return None if measured.property in OF_CATHODES and is_modifier(terms, at) else term.material.identity.id
        if term.quantity is not None or term.text.lower() not in word_set("nouns"):
            return None
    return None
