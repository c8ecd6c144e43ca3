"""Clauses of a sentence, as far as numbers need them: two halves of a comparison, what stands in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.sentences import Term
from ingest.subject_words import word_set


def number_clauses(terms: Sequence[Term]) -> list[int]:
    """Return the number of the clause of each term; what stands in brackets belongs to the clause around it.

    A clause ends before a word that sets two things against each other, and where a sentence opens with such
    a word, behind the first comma after its number.

    >>> words = "X reaches 1 while Y has 2".split()
    >>> number_clauses([Term(word, 0, 0, (word,)) for word in words])
    [0, 0, 0, 1, 1, 1, 1]
    """
    numbers: list[int] = []
    clause = depth = 0
    opened = bool(terms) and terms[0].text.lower() in word_set("openers")
    measured = not any(term.quantity for term in terms[: _first_comma_after_number(terms)])
    for place, term in enumerate(terms):
        depth = _depth_after(term, depth)
        measured = measured or term.quantity is not None
        if place and not depth:
            comma = opened and measured and term.text == ","
            if comma or term.text.lower() in word_set("breaks") or _takes_up(terms, place):
                clause += 1
                opened = opened and not comma
        numbers.append(clause)
    return numbers


def _takes_up(terms: Sequence[Term], place: int) -> bool:
    """Tell whether a second half begins that takes up the property of the first: "X has 1 and that of Y is 2"."""
    words = [term.text.lower() for term in terms[place : place + 3]]
    return len(words) > 2 and words[0] == "and" and words[1] in word_set("anaphors") and words[2] in word_set("links")


def _first_comma_after_number(terms: Sequence[Term]) -> int:
    first = next((place for place, term in enumerate(terms) if term.quantity), len(terms))
    return next((place for place in range(first, len(terms)) if terms[place].text == ","), 0)


def _depth_after(term: Term, depth: int) -> int:
    return depth + 1 if term.text == "(" else max(0, depth - (term.text == ")"))


def find_bracket(terms: Sequence[Term], place: int) -> int | None:
    """Return the place of the bracket that is open at a term, None where none is."""
    closed = 0
    for before in range(place - 1, -1, -1):
        if terms[before].text == ")":
            closed += 1
        elif terms[before].text == "(":
            if not closed:
                return before
            closed -= 1
    return None
