"""What forms: the materials that a sentence lists as products of a reaction or parts of an interphase."""

from __future__ import annotations

from ingest.cues import find_cues
from ingest.sentences import Sentence

_LIST_GLUE = frozenset(
    {"and", "or", ",", "a", "an", "the", "of", "metallic", "mixture", "with", "as", "well", "(", ")"}
)
_GAP = 6  # words between the cue and the first product: "form metallic Y containing SEIs"


def find_products(sentence: Sentence, excluded: frozenset[str] = frozenset()) -> list[str]:
    """Return the ids of the products, in order; ``excluded`` are the partners themselves."""
    places: list[int] = []
    for cue in find_cues(sentence, "product_cues"):
        places += _list_after(sentence, cue.end)
    for cue in find_cues(sentence, "after_list"):
        places += _list_before(sentence, cue.start)
    ids = [m.identity.id for place in sorted(set(places)) if (m := sentence.terms[place].material)]
    return [product for product in dict.fromkeys(ids) if product not in excluded]


def _list_after(sentence: Sentence, start: int) -> list[int]:
    found: list[int] = []
    gap = 0
    for place in range(start, len(sentence.terms)):
        term = sentence.terms[place]
        if term.material is not None:
            found.append(place)
            gap = 0
        elif found and term.text.lower() not in _LIST_GLUE:
            gap += 1
            if gap > 1:
                break
        elif not found:
            gap += 1
            if gap > _GAP or term.text in {";", "which", "that", "at", "on", "between"}:
                break
    return found


def _list_before(sentence: Sentence, end: int) -> list[int]:
    found: list[int] = []
    for place in range(end - 1, -1, -1):
        term = sentence.terms[place]
        if term.material is not None:
            found.append(place)
        elif term.text.lower() not in _LIST_GLUE:
            break
    return found
