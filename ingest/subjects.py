"""Which material or interface a number is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.materials import MaterialIdentity, side
from ingest.clauses import find_bracket, number_clauses
from ingest.context import Pair
from ingest.findings import Finding
from ingest.measured import Measured
from ingest.sentences import Sentence, Term

_INTERFACIAL = frozenset(
    {"prop:interfacial-resistance", "prop:contact-angle", "prop:diffusion-depth", "prop:adhesion-strength"}
)
_CELL = frozenset(
    {"prop:critical-current-density", "prop:voltage", "prop:overpotential", "prop:cycle-life"}
    | {"prop:temperature", "prop:pressure", "prop:cycle-number"}
)
_AMOUNTS = frozenset({"prop:concentration", "prop:mass-fraction", "prop:volume-fraction", "prop:thickness"})
_CONDUCTION = frozenset({"prop:ionic-conductivity", "prop:critical-current-density", "prop:transference-number"})
_OF_ELECTRODES = _AMOUNTS | frozenset(
    {"prop:capacity", "prop:gravimetric-energy-density", "prop:volumetric-energy-density", "prop:volume-expansion"}
    | {"prop:youngs-modulus", "prop:shear-modulus", "prop:bulk-modulus", "prop:hardness", "prop:particle-size"}
    | {"prop:diffusion-coefficient", "prop:surface-energy", "prop:loading"}
)
_OF_CATHODES = frozenset(
    {"prop:capacity", "prop:capacity-retention", "prop:coulombic-efficiency", "prop:loading"}
    | {"prop:gravimetric-energy-density", "prop:volumetric-energy-density"}
)
_OF_BODIES = (_OF_ELECTRODES - _OF_CATHODES) | {"prop:band-gap", "prop:electronic-conductivity", "prop:roughness"}
_SKIPPED = frozenset({")", "(", "of", "thick", "thin", "ultrathin"})
_LINKS = frozenset({"of", "for", "in"})
_NOUNS = frozenset(
    "the a an pure pristine bare pellet pellets electrolyte electrolytes powder powders layer film metal phase "
    "composite composites sample samples solid bulk cathode anode , ( ) and or both".split()
)
_HELPERS = frozenset({"current collector", "solvent", "binder", "conductive additive"})
_COMPARISONS = frozenset({"than", "compared"})
_COMPARED = frozenset({"as", "like", "unlike", "versus", "vs"})
_SIMILAR = frozenset({"similar", "comparable", "close", "analogous", "superior", "inferior", "contrast"})
_NO_COMPARISON = frozenset({"such", "known", "denoted", "well", "abbreviated", "referred", "used"})
_MODIFYING = frozenset({"coated", "modified", "protected", "supported", "free"})
_OBLIQUE = frozenset({"with", "by", "using", "via", "from", "on", "onto", "against", "without"})
_ARTICLES = frozenset({"the", "a", "an", "molten", "metallic"})


def find_subject(finding: Finding, measured: Measured, numbers: Sequence[Measured]) -> str | None:
    """Return the material or interface that the number is about; None where the text names none.

    ``numbers`` are all of the sentence: in a list with "respectively" each has its own material.
    """
    sentence = finding.sentence
    return (
        find_listed(sentence, numbers).get(measured.term)
        or _find_interface(finding, measured)
        or (_following_material(sentence, measured.term) if measured.property in _AMOUNTS else None)
        or _find_material(sentence, measured)
        or _find_topic(finding, measured)
    )


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
    if finding.context.carried and measured.property in _OF_CATHODES:
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


def _following_material(sentence: Sentence, place: int) -> str | None:
    """Return the material that the amount is of: "1 mol/L LiPF6", "a 6 nm thick LiF layer"."""
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
        _nearest_in_clause(terms, measured),
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
    """Return the material of "the conductivity of X is ..."."""
    if measured.named is None or measured.named[1] >= measured.term:
        return None
    at = measured.named[1]
    if at >= measured.term or terms[at].text.lower() not in _LINKS:
        return None
    number = next((n for n in range(at, measured.term) if terms[n].quantity), measured.term)
    if any(term.material for term in terms[number : measured.term]):
        return None  # "that of X is 1 and that of Y 2"
    for term in terms[at + 1 : min(at + 6, measured.term)]:
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


def _nearest_in_clause(terms: Sequence[Term], measured: Measured) -> str | None:
    """Return the material named last before the number in its clause, else the nearest of the sentence.

    One that is only compared with is not meant; one that something is done with, an electrode and a bare metal
    stand back.
    """
    clauses = number_clauses(terms)
    place, own = measured.term, clauses[measured.term]
    opening = {clause: terms[clauses.index(clause)].text.lower() for clause in set(clauses)}
    behind = range(place + 1, len(terms))
    if measured.property in _AMOUNTS and find_bracket(terms, place) is not None:
        behind = range(0)  # "active material (80 wt%) and PVDF": the bracket is of what stands before it
    order = [*range(place - 1, -1, -1), *behind]
    named = [(at, m.identity) for at in order if (m := terms[at].material) is not None]

    def standing(entry: tuple[int, MaterialIdentity]) -> tuple[int, int]:
        at, identity = entry
        doubts = 2 * _is_idle(identity, measured)
        doubts += measured.property not in _AMOUNTS and _is_oblique(terms, at)
        return abs(clauses[at] - own), doubts

    named = [
        (at, identity)
        for at, identity in named
        if not (_is_compared(terms, at) or _is_modifier(terms, at) or _is_helper(terms[at], measured))
        and (clauses[at] <= own or opening[clauses[at]] not in _COMPARISONS)
    ]
    usable = [entry for entry in named if side(entry[1]) != "anode" or measured.property in _OF_ELECTRODES]
    if not usable:
        return None
    _, chosen = min(usable, key=standing)
    return None if measured.property not in _OF_BODIES and _is_metal(chosen) else chosen.id


def _is_idle(identity: MaterialIdentity, measured: Measured) -> bool:
    """Tell whether the material is hardly what an electrochemical number is about: a metal, a non-conductor."""
    if measured.property in _AMOUNTS:
        return False
    known = side(identity)
    metal = _is_metal(identity) or (known == "anode" and measured.property != "prop:capacity")
    return metal or (measured.property in _CONDUCTION and known not in ("electrolyte", None))


def _is_metal(identity: MaterialIdentity) -> bool:
    """Tell whether the material is an element or a steel of no side of a cell: a current collector, a probe."""
    return side(identity) is None and (len(identity.elements) <= 1 or "steel" in identity.id)


def _is_helper(term: Term, measured: Measured) -> bool:
    """Tell whether the material has a part beside that of electrolyte and electrodes: a collector, a solvent."""
    helps = term.material is not None and term.material.role in _HELPERS
    return helps and measured.property not in _OF_BODIES


def _is_compared(terms: Sequence[Term], at: int) -> bool:
    before = [term.text.lower() for term in terms[max(0, at - 5) : at] if term.text.lower() not in _ARTICLES]
    if before[-1:] == ["of"] and before[-2:-1] in (["that"], ["those"]):
        before = before[:-2]
    before = before[-3:]
    if before[-1:] == ["to"] and _SIMILAR.intersection(before):
        return True
    return bool(before) and before[-1] in _COMPARED and not _NO_COMPARISON.intersection(before)


def _is_modifier(terms: Sequence[Term], at: int) -> bool:
    """Tell whether the material only says with what something is coated: "carbon-coated collectors"."""
    return at + 1 < len(terms) and terms[at + 1].text.lower() in _MODIFYING


def _is_oblique(terms: Sequence[Term], at: int) -> bool:
    before = [term.text.lower() for term in terms[max(0, at - 3) : at] if term.text.lower() not in _ARTICLES]
    return bool(before) and before[-1] in _OBLIQUE


def find_listed(sentence: Sentence, numbers: Sequence[Measured]) -> Mapping[int, str]:
    """Return the material of each number of a list that "respectively" pairs with a list of materials.

    Lists pair where they are of one length; the list of materials nearest to the numbers is taken.
    """
    terms = sentence.terms
    words = [term.text.lower() for term in terms]
    if "respectively" not in words and "respective" not in words:
        return {}
    names = _read_names(sentence)
    named = _read_lists(terms, sorted(names))
    listed: dict[int, str] = {}
    for run in _read_lists(terms, [m.term for m in numbers]):
        fitting = [places for places in named if len(places) == len(run) > 1]
        if fitting:
            nearest = min(fitting, key=lambda m: min(abs(m[0] - run[-1]), abs(run[0] - m[-1])))
            listed |= {n: names[place] for n, place in zip(run, nearest, strict=True)}
    return listed


def _read_names(sentence: Sentence) -> Mapping[int, str]:
    """Return the materials of the sentence by term; an interface stands at its last layer."""
    names: dict[int, str] = {}
    last: dict[int, int] = {}
    stacks = {m.start: n for n, i in enumerate(sentence.interfaces) if len(i.materials) == 2 for m in i.materials}
    for place, term in enumerate(sentence.terms):
        if term.material is None:
            continue
        if (
            _is_modifier(sentence.terms, place)
            and place + 2 < len(sentence.terms)
            and sentence.terms[place + 2].material
        ):
            continue  # of "X-coated Y" the item of a list is Y
        names[place] = term.material.identity.id
        stack = stacks.get(term.start)
        if stack in last and (pair := _pair_id(sentence.terms[last[stack]], term)):
            del names[last[stack]]
            names[place] = pair
        if stack is not None:
            last[stack] = place
    return names


def _pair_id(first: Term, second: Term) -> str | None:
    """Return the id of an interface, the electrolyte first; None where the two are no such pair."""
    identities = [term.material.identity for term in (first, second) if term.material is not None]
    electrolyte = [identity.id for identity in identities if side(identity) == "electrolyte"]
    electrode = [identity.id for identity in identities if side(identity) in ("anode", "cathode")]
    return f"{electrolyte[0]}|{electrode[0]}" if electrolyte and electrode else None


_BETWEEN_ITEMS = frozenset(
    {",", "and", "or", "the", "for", "(", ")", "electrolytes", "pellets", "to", "versus", "coated"}
)


def _read_lists(terms: Sequence[Term], places: Sequence[int]) -> list[list[int]]:
    """Return the runs of places between which only commas and conjunctions stand."""
    runs: list[list[int]] = []
    for place in places:
        between = terms[runs[-1][-1] + 1 : place] if runs else ()
        if between and all(term.material or term.text.lower() in _BETWEEN_ITEMS for term in between):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs
