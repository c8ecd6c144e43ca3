"""Lists of materials that pair with lists of numbers: "X, Y and Z show 1, 2 and 3 mS/cm"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.identities import side
from ingest.measured import Measured
from ingest.runs import split_runs
from ingest.sentences import Sentence, Term
from ingest.standing import OF_CATHODES, is_modifier
from ingest.subject_words import word_set

_CONDITIONS = frozenset({"prop:temperature", "prop:pressure", "prop:process-time", "prop:cycling-time", "prop:voltage"})


def find_listed(sentence: Sentence, numbers: Sequence[Measured]) -> Mapping[int, str]:
    """Return the material of each number of a list that pairs with a list of materials.

    Lists pair where they are of one length; with "respectively" the list of materials nearest to the numbers is
    taken, without it the one directly before them, if no other number or material stands between.
    """
    terms = sentence.terms
    names = _read_names(sentence)

    def joined(last: int, place: int) -> bool:
        between = terms[last + 1 : place]
        return bool(between) and all(t.material or t.text.lower() in word_set("between items") for t in between)

    named = [run for run in split_runs(sorted(names), joined) if len(run) > 1]
    words = {term.text.lower() for term in terms} if named else set()
    told = bool(words & {"respectively", "respective"})
    listed: dict[int, str] = {}
    counted = [m.term for m in numbers if told or m.state is None]  # "from 1 to 2" is no list
    for run in split_runs(counted, joined) if named else ():
        fitting = [places for places in named if len(places) == len(run)]
        if not told:
            kinds = {m.property for m in numbers if m.term in run}
            plain = len(kinds) == 1 and not kinds & _CONDITIONS
            fitting = [places for places in fitting if plain and _leads_to(terms, places[-1], run[0])]
        if fitting:
            nearest = min(fitting, key=lambda m: min(abs(m[0] - run[-1]), abs(run[0] - m[-1])))
            charged = {m.term for m in numbers if m.property in OF_CATHODES}
            listed |= {
                n: names[place]
                for n, place in zip(run, nearest, strict=True)
                if n not in charged or not is_modifier(terms, place)
            }
    return listed


def _leads_to(terms: Sequence[Term], last: int, first: int) -> bool:
    """Tell whether the list of numbers stands behind that of materials with only words between."""
    between = terms[last + 1 : first]
    if len(between) == 1 and between[0].text == "(":
        return True
    return last < first and not any(term.material or term.quantity or term.text in ("(", ";") for term in between)


def _read_names(sentence: Sentence) -> Mapping[int, str]:
    """Return the materials of the sentence by term; an interface stands at its last layer."""
    names: dict[int, str] = {}
    last: dict[int, int] = {}
    stacks = {m.start: n for n, i in enumerate(sentence.interfaces) if len(i.materials) == 2 for m in i.materials}
    for place, term in enumerate(sentence.terms):
        if term.material is None:
            continue
        if (
            is_modifier(sentence.terms, place)
            and place + 2 < len(sentence.terms)
            and sentence.terms[place + 2].material
        ):
            continue  # of "X-coated Y" the item of a list is Y
        if _is_alias(sentence.terms, place):
            continue
        names[place] = term.material.identity.id
        stack = stacks.get(term.start)
        if stack in last and (pair := _pair_id(sentence.terms[last[stack]], term)):
            del names[last[stack]]
            names[place] = pair
        if stack is not None:
            last[stack] = place
    return names


def _is_alias(terms: Sequence[Term], place: int) -> bool:
    """Tell whether the name only repeats the one before its bracket: "Li6PS5Cl (LPSCl)"."""
    first, second = (terms[place - 2].material if place > 1 else None), terms[place].material
    if first is None or second is None or terms[place - 1].text != "(":
        return False
    return first.identity.id == second.identity.id


def _pair_id(first: Term, second: Term) -> str | None:
    """Return the id of an interface, the electrolyte first; None where the two are no such pair."""
    identities = [term.material.identity for term in (first, second) if term.material is not None]
    electrolyte = [identity.id for identity in identities if side(identity) == "electrolyte"]
    electrode = [identity.id for identity in identities if side(identity) in ("anode", "cathode")]
    return f"{electrolyte[0]}|{electrode[0]}" if electrolyte and electrode else None
