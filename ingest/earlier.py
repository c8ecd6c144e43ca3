"""What the sentences before one in its paragraph were about, as far as its numbers need it."""

from __future__ import annotations

from graph.concepts import load_vocabulary
from graph.identities import side
from ingest.context import Pair
from ingest.findings import Finding
from ingest.sentences import Term
from ingest.standing import is_cathode, is_modifier

_THREAD = 4  # sentences: a pair named further back is no longer at hand
_FAR = 10  # sentences: what a cell works with is named once


def find_pair_before(finding: Finding) -> str | None:
    """Return the interface that the paragraph named last, if the sentence goes on about it without naming one."""
    if _names_electrolyte(finding):
        return None
    earlier = finding.previous
    for _ in range(_THREAD):
        if earlier is None:
            return None
        if _names_electrolyte(earlier):
            pair = _last_pair(earlier)
            return f"{pair.electrolyte}|{pair.electrode}" if pair and pair.electrolyte and pair.electrode else None
        earlier = earlier.previous
    return None


def _last_pair(finding: Finding) -> Pair | None:
    """Return the pair that the sentence names last, or its only electrolyte and electrode."""
    context = finding.context
    named = {mention.identity.id for mention in finding.sentence.materials}
    electrolytes = {place.id for place in context.electrolytes} & named
    electrodes = {place.id for place in context.electrodes} & named
    if context.pairs or len(electrolytes) != 1 or len(electrodes) != 1:
        return context.pairs[-1] if context.pairs else None
    return Pair(electrolytes.pop(), electrodes.pop())


def _names_electrolyte(finding: Finding) -> bool:
    """Tell whether the sentence names an electrolyte or an interface, not only a word that takes one up."""
    if finding.context.pairs:
        return True
    return any(is_electrolyte(term) for term in finding.sentence.terms)


def is_electrolyte(term: Term) -> bool:
    """Tell whether the term names an electrolyte or a class of them."""
    if term.material is not None:
        return side(term.material.identity) == "electrolyte"
    return term.family is not None and load_vocabulary()[term.family.id].role == "electrolyte"


def went_on_to_class(finding: Finding) -> bool:
    """Tell whether the sentence before speaks of a class of electrolytes in general, no longer of the topic."""
    earlier = finding.previous
    if earlier is None or earlier.context.pairs:
        return False
    named = [term for term in earlier.sentence.terms if is_electrolyte(term)]
    return bool(named) and all(term.material is None for term in named)


def find_active_before(finding: Finding) -> str | None:
    """Return the active material of a cathode that the paragraph named last."""
    earlier = finding
    for _ in range(_FAR):
        terms = earlier.sentence.terms
        for place in range(len(terms) - 1, -1, -1):
            mention = terms[place].material
            if mention is not None and is_cathode(mention.identity) and not is_modifier(terms, place):
                return mention.identity.id
        if earlier.previous is None or _is_of_other_work(finding, earlier.previous):
            return None
        earlier = earlier.previous
    return None


def _is_of_other_work(finding: Finding, earlier: Finding) -> bool:
    """Tell whether both sentences cite, and nothing in common: what one study used is not what the other did."""
    refs, others = finding.sentence.refs, earlier.sentence.refs
    return bool(refs and others) and not set(refs) & set(others)
