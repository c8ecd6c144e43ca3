"""Which material or interface a number is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.clauses import find_bracket, number_clauses
from ingest.context import Pair
from ingest.findings import Finding
from ingest.listed import find_listed
from ingest.measured import Measured
from ingest.sentences import Sentence, Term
from ingest.standing import AMOUNTS, OF_CATHODES, choose_material

_INTERFACIAL = frozenset(
    {"prop:interfacial-resistance", "prop:contact-angle", "prop:diffusion-depth", "prop:adhesion-strength"}
)
_CELL = frozenset(
    {"prop:critical-current-density", "prop:voltage", "prop:overpotential", "prop:cycle-life"}
    | {"prop:temperature", "prop:pressure", "prop:cycle-number", "prop:cycling-time"}
)
_PRESSING = ("pressed", "pressing", "densif", "compact", "pelleti")
_UNCHANGED = frozenset({"parent", "undoped", "unsubstituted", "unmodified"})
_CLASSES = frozenset({"class", "spinel", "cathode"})
_SKIPPED = frozenset({")", "(", "of", "thick", "thin", "ultrathin"}) | _CLASSES
_LINKS = frozenset({"of", "for", "in"})
_NOUNS = frozenset(
    "the a an pure pristine bare pellet pellets electrolyte electrolytes powder powders layer film metal phase "
    "composite composites sample samples solid bulk cathode anode disc discs disk disks foil foils sheet sheets "
    "membrane membranes film films coating coatings interlayer interlayers particle particles nanoparticles "
    "electrode electrodes counter reference working ceramic ceramics glass separator body , ( ) and or both".split()
)


def find_subject(finding: Finding, measured: Measured, numbers: Sequence[Measured]) -> str | None:
    """Return the material or interface that the number is about; None where the text names none.

    ``numbers`` are all of the sentence: in a list with "respectively" each has its own material.
    """
    if _is_setting(finding.sentence, measured):
        return _find_interface(finding, measured)
    sentence = finding.sentence
    measured = _find_kept(measured, numbers)
    return (
        find_listed(sentence, numbers).get(measured.term)
        or _owner_right_before(sentence, measured.term)
        or (_following_material(sentence, measured.term) if _is_of_following(sentence, measured) else None)
        or _find_interface(finding, measured)
        or _find_material(sentence, measured)
        or _find_topic(finding, measured)
    )


def _is_setting(sentence: Sentence, measured: Measured) -> bool:
    """Tell whether the number is set for a test, so that it is of no material, if of an interface."""
    if measured.property != "prop:pressure":
        return measured.property == "prop:c-rate"
    return not any(term.text.lower().startswith(_PRESSING) for term in sentence.terms)


def _owner_right_before(sentence: Sentence, place: int) -> str | None:
    """Return the material of "a Li-In electrode (0.62 V)", unless it is a layer of an interface that the text names."""
    bracket = place - 1
    if bracket < 1 or sentence.terms[bracket].text != "(":
        return None
    owner = next(_materials_before(sentence.terms, bracket), None)
    mention = next((m for term in reversed(sentence.terms[:bracket]) if (m := term.material) is not None), None)
    stacked = mention is not None and any(mention in interface.materials for interface in sentence.interfaces)
    return None if stacked else owner


def _find_kept(measured: Measured, numbers: Sequence[Measured]) -> Measured:
    """Return the capacity, or share of it, that was kept over the cycles that the number counts, else the number."""
    kept = [number for number in numbers if number.property in OF_CATHODES]
    if measured.property != "prop:cycle-number" or not kept:
        return measured
    return min(kept, key=lambda number: abs(number.term - measured.term))


def _find_interface(finding: Finding, measured: Measured) -> str | None:
    """Return the interface that a number of interfaces or cells is of, for a critical current its electrolyte."""
    pair = _nearest_pair(finding, measured)
    if pair is None:
        return None
    if (measured.property in _INTERFACIAL and pair.electrode) or (
        measured.property in _CELL and _is_cell(finding, measured, pair)
    ):
        return f"{pair.electrolyte}|{pair.electrode}"
    alone = measured.property in _INTERFACIAL or measured.property == "prop:critical-current-density"
    return pair.electrolyte if alone else None


def _find_topic(finding: Finding, measured: Measured) -> str | None:
    """Return the electrolyte that the paragraph is about; a capacity is hardly its own."""
    if finding.context.carried and measured.property in OF_CATHODES:
        return None
    pair = _nearest_pair(finding, measured)
    return pair.electrolyte if pair is not None else None


def _is_cell(finding: Finding, measured: Measured, pair: Pair) -> bool:
    """Tell whether the number is of a cell: the text puts the two in contact, or names both beside a potential."""
    if pair.electrode is None or finding.context.carried:
        return False
    terms = finding.sentence.terms
    clauses = number_clauses(terms)
    own = clauses[measured.term]
    named = {term.material.identity.id for n, term in enumerate(terms) if term.material and clauses[n] == own}
    both = {pair.electrolyte, pair.electrode} <= named and measured.property != "prop:critical-current-density"
    return bool(finding.context.pairs) or both


def _nearest_pair(finding: Finding, measured: Measured) -> Pair | None:
    mechanism = "mech:poor-wettability" if measured.property in _INTERFACIAL else ""
    pair = finding.context.pair_for(mechanism, measured.term)
    return pair if pair is not None and pair.electrolyte else None


def _is_of_following(sentence: Sentence, measured: Measured) -> bool:
    """Tell whether the number is an amount, a size that nothing else tells, or that of a class: "a 4.7 V spinel"."""
    if measured.property == "prop:voltage":
        return any(term.text.lower() in _CLASSES for term in sentence.terms[measured.term + 1 : measured.term + 2])
    return measured.property in AMOUNTS or (measured.property == "prop:particle-size" and not measured.named)


def _following_material(sentence: Sentence, place: int) -> str | None:
    """Return the material that the amount is of: "1 mol/L LiPF6", "a 6 nm thick LiF layer"."""
    bracket = find_bracket(sentence.terms, place)
    if bracket is not None and any(term.material for term in sentence.terms[bracket:place]):
        return None  # "(50 cycles Al2O3, 5 nm) LLZO"
    for term in sentence.terms[place + 1 : place + 4]:
        if term.material is not None:
            return term.material.identity.id
        if term.text.lower() not in _SKIPPED:
            return None
    return None


def _find_material(sentence: Sentence, measured: Measured) -> str | None:
    """Return the material of the number: its bracket's, that of its property, its clause's, the sentence's."""
    terms, place = sentence.terms, measured.term
    for found in (
        _owner_of_bracket(terms, place),
        _owner_of_property(terms, measured),
        _behind_number(terms, place),
        choose_material(terms, measured),
    ):
        if found is not None:
            return found
    return None


def _owner_of_bracket(terms: Sequence[Term], place: int) -> str | None:
    """Return the material of "LLZO (1 mS/cm)" and of "(LLZO, 1 mS/cm)"."""
    bracket = find_bracket(terms, place)
    if bracket is None:
        return None
    first = max((n + 1 for n in range(bracket, place) if terms[n].quantity and _same_unit(terms, n, place)), default=0)
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
        elif term.text.lower() not in _NOUNS:
            return


def _owner_of_property(terms: Sequence[Term], measured: Measured) -> str | None:
    """Return the material of "the conductivity of X is ..."; the name nearest to the number that has one counts."""
    owners = (_owner_of_name(terms, end, measured.term) for _, end in measured.named)
    return next((owner for owner in owners if owner is not None), None)


def _owner_of_name(terms: Sequence[Term], at: int, place: int) -> str | None:
    if at >= place or terms[at].text.lower() not in _LINKS:
        return None
    alike = (n for n in range(at, place) if terms[n].quantity and _same_unit(terms, n, place))
    number = next(alike, place)
    if any(term.material for term in terms[number:place]):
        return None  # "that of X is 1 and that of Y 2"
    for term in terms[at + 1 : min(at + 6, place)]:
        if term.quantity is not None:
            return None
        if term.material is not None:
            return term.material.identity.id
    return None


def _behind_number(terms: Sequence[Term], place: int) -> str | None:
    """Return the material of "1 mS/cm for X"."""
    behind = terms[place + 1 : place + 5]
    if len(behind) > 2 and behind[0].text == "(" and behind[1].material and behind[2].text == ")":
        return behind[1].material.identity.id
    if not behind or behind[0].text.lower() not in ("of", "for", "in"):
        return None
    if behind[0].text.lower() == "in" and behind[1:2] and behind[1].material is None:
        return None
    if any(term.text.lower() in _UNCHANGED for term in behind[1:]):
        return _parent_before(terms, place)
    for term in behind[1:]:
        if term.material is not None:
            return term.material.identity.id
        if term.quantity is not None or term.text.lower() not in _NOUNS:
            return None
    return None
