"""Which material or interface a number is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.clauses import find_bracket
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
    | {"prop:temperature", "prop:pressure", "prop:cycle-number"}
)
_SKIPPED = frozenset({")", "(", "of", "thick", "thin", "ultrathin"})
_LINKS = frozenset({"of", "for", "in"})
_NOUNS = frozenset(
    "the a an pure pristine bare pellet pellets electrolyte electrolytes powder powders layer film metal phase "
    "composite composites sample samples solid bulk cathode anode disc discs disk disks foil foils sheet sheets "
    "membrane membranes film films coating coatings interlayer interlayers particle particles nanoparticles "
    "ceramic ceramics glass separator body , ( ) and or both".split()
)


def find_subject(finding: Finding, measured: Measured, numbers: Sequence[Measured]) -> str | None:
    """Return the material or interface that the number is about; None where the text names none.

    ``numbers`` are all of the sentence: in a list with "respectively" each has its own material.
    """
    sentence = finding.sentence
    measured = _find_kept(measured, numbers)
    return (
        find_listed(sentence, numbers).get(measured.term)
        or _find_interface(finding, measured)
        or (_following_material(sentence, measured.term) if _is_of_following(measured) else None)
        or _find_material(sentence, measured)
        or _find_topic(finding, measured)
    )


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
    named = {mention.identity.id for mention in finding.sentence.materials}
    both = {pair.electrolyte, pair.electrode} <= named and measured.property != "prop:critical-current-density"
    return bool(finding.context.pairs) or both


def _nearest_pair(finding: Finding, measured: Measured) -> Pair | None:
    mechanism = "mech:poor-wettability" if measured.property in _INTERFACIAL else ""
    pair = finding.context.pair_for(mechanism, measured.term)
    return pair if pair is not None and pair.electrolyte else None


def _is_of_following(measured: Measured) -> bool:
    """Tell whether the number is an amount, or a size that nothing but the substance behind it tells."""
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


def _same_unit(terms: Sequence[Term], one: int, other: int) -> bool:
    first, second = terms[one].quantity, terms[other].quantity
    return first is not None and second is not None and first.unit == second.unit


def _materials_before(terms: Sequence[Term], bracket: int) -> Iterator[str]:
    """Yield the material directly before a bracket, at most a noun between: "LLZO pellets ("."""
    for term in reversed(terms[max(0, bracket - 2) : bracket]):
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
    if not behind or behind[0].text.lower() not in ("of", "for"):
        return None
    for term in behind[1:]:
        if term.material is not None:
            return term.material.identity.id
        if term.quantity is not None or term.text.lower() not in _NOUNS:
            return None
    return None
