"""What a remedy is, and how the materials that a sentence lists are told apart in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.identities import MaterialIdentity, side
from ingest.context import Pair
from ingest.findings import Finding
from ingest.lexicon_files import read_lexicon
from ingest.materials import MaterialMention
from ingest.sentences import Sentence, Term


@dataclass(frozen=True, slots=True)
class Remedy:
    """One strategy with the materials it adds; ``first`` to ``last`` (exclusive) are its terms."""

    strategy: str
    materials: tuple[str, ...]
    pair: Pair
    first: int
    last: int


_LIST_GLUE = frozenset({"and", "or", ",", "(", ")", "as", "well"})


def list_before(terms: Sequence[Term], end: int, reach: int) -> list[int]:
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


def list_after(terms: Sequence[Term], start: int, openers: set[str] | None) -> list[int]:
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


def identity_at(term: Term) -> MaterialIdentity | None:
    """Return the material that the term names, if any."""
    return term.material.identity if term.material else None


def is_in_pair(finding: Finding, identity: MaterialIdentity) -> bool:
    """Tell whether the sentence names the material as a side of an interface."""
    return any(identity.id in (p.electrolyte, p.electrode) for p in finding.context.pairs)


def is_partner(finding: Finding, mention: MaterialMention | None) -> bool:
    """Tell whether the material is one of the cell's own parts here, not something added to it."""
    if mention is None:
        return True
    identity = mention.identity
    if is_in_pair(finding, identity):
        return True
    hosts = {p.electrolyte for p in finding.context.pairs} | {p.id for p in finding.context.electrolytes}
    alone = len(finding.context.electrolytes) <= 1 and not finding.context.pairs
    return side(identity) == "electrolyte" and identity.id in hosts and not alone


def is_withdrawn(sentence: Sentence, place: int) -> bool:
    """Tell whether the words before the term speak of too little or none of the remedy."""
    words = {term.text.lower() for term in sentence.terms[max(0, place - 3) : place]}
    return not words.isdisjoint(read_lexicon("remedies")["withdrawn"])


def is_contrasted(sentence: Sentence, place: int) -> bool:
    """Tell whether what stands at the term is only named for comparison."""
    words = {term.text.lower() for term in sentence.terms[max(0, place - 4) : place]}
    return not words.isdisjoint(read_lexicon("remedies")["contrasted"])
