"""References back to materials within a paragraph: ``these electrolytes``, ``the former``, ``both``, ``the garnet``.

A reference is resolved only where one reading is left: number and class agree with what the nearest sentence names.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from graph.identities import MaterialIdentity, side
from ingest.lexicon_files import read_lexicon
from ingest.mentions import MaterialMention

_BACK = 2  # sentences: what was named further back is no longer at hand
_MANY = 6  # materials: a longer list is a survey, not what "these materials" takes up


@dataclass(frozen=True, slots=True)
class ReferenceMention:
    """Words of a paragraph that stand for materials named before, in the order in which they were named."""

    start: int
    end: int
    text: str
    materials: tuple[MaterialMention, ...]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """What refers back: the pattern of the phrases, what each noun wants, the nouns that a bare "the" suffices for."""

    pattern: re.Pattern[str]
    nouns: Mapping[str, Mapping[str, str]]
    definite: frozenset[str]


@cache
def _load_lexicon() -> _Lexicon:
    lexicon = read_lexicon("coreference")
    nouns, heads = _alternatives(lexicon["nouns"]), _alternatives(lexicon["heads"])
    pattern = re.compile(
        rf"(?<![\w-])(?:(?P<order>[Tt]he (?:former|latter))(?: (?P<ordered>{nouns})s?)?"
        rf"|(?P<both>[Bb]oth)(?P<them> of (?:them|these))?(?: (?P<paired>{nouns})(?: (?:{heads}))?s)?"
        r"|(?P<lead>[Tt]his|[Tt]hese(?: two| three| four)?|[Tt]he(?: two| three| four)?)"
        rf" (?P<noun>{nouns})(?: (?:{heads}))?(?P<plural>s?))"
        rf"(?![\w-])(?! (?:{'|'.join(lexicon['not'])})\b)"
    )
    return _Lexicon(pattern, lexicon["nouns"], frozenset(lexicon["definite"]))


def _alternatives(words: Sequence[str] | Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def find_references(
    text: str, mentions: Sequence[MaterialMention], sentences: Sequence[tuple[int, int]]
) -> list[ReferenceMention]:
    """Return the references that are resolved; ``mentions`` and ``sentences`` (start, end) are in order.

    >>> from ingest.materials import find_materials
    >>> text = "LLZO and LPS were compared. The latter is softer."
    >>> [r.materials[0].identity.id for r in find_references(text, find_materials(text), [(0, 27), (28, 49)])]
    ['Li2S-P2S5']
    """
    lexicon = _load_lexicon()
    resolved: list[ReferenceMention] = []
    starts = [mention.start for mention in mentions]
    opened = [start for start, _ in sentences]
    for match in lexicon.pattern.finditer(text) if mentions else ():
        following = bisect_left(starts, match.end())
        if following < len(starts) and text[match.end() : starts[following]] in (" ", " (", "-", ", "):
            continue  # "the garnet LLZO" names it
        number = max(bisect_right(opened, match.start()) - 1, 0)
        scopes = _list_scopes(mentions, starts, opened, number, match.start())
        found = _resolve(text, match, scopes, lexicon)
        if found:
            resolved.append(ReferenceMention(match.start(), match.end(), match.group(), tuple(found)))
    return resolved


Scope = Sequence[MaterialMention]


def _list_scopes(
    mentions: Sequence[MaterialMention], starts: Sequence[int], opened: Sequence[int], number: int, before: int
) -> list[Scope]:
    """Return what the sentence names before the place, then what each of the sentences before it names."""
    scopes: list[Scope] = []
    end = before
    for place in range(number, max(number - _BACK, 0) - 1, -1):
        begin = opened[place] if opened else 0
        scopes.append(mentions[bisect_left(starts, begin) : bisect_left(starts, end)])
        end = begin
    return scopes


def _resolve(text: str, match: re.Match[str], scopes: Sequence[Scope], lexicon: _Lexicon) -> list[MaterialMention]:
    """Return the materials that the phrase takes up; [] where none or more than one reading is left."""
    if match["order"]:
        pair = _nearest(scopes, lexicon.nouns.get(match["ordered"] or "", {}))
        if len(pair) != 2 or not _are_listed(text, pair, scopes):
            return []
        return pair[:1] if match["order"].endswith("former") else pair[1:]
    if match["both"]:
        certain = match["paired"] or match["them"] or _PREDICATE.match(text, match.end())
        pair = _nearest(scopes, lexicon.nouns.get(match["paired"] or "", {})) if certain else []
        return pair if len(pair) == 2 else []
    found = _nearest(scopes, lexicon.nouns[match["noun"]])
    return found if _agrees(text, match, found, scopes, lexicon) else []


def _agrees(
    text: str, match: re.Match[str], found: Sequence[MaterialMention], scopes: Sequence[Scope], lexicon: _Lexicon
) -> bool:
    """Tell whether the number of the noun and its article let the phrase stand for exactly what was found."""
    noun, (article, *count) = match["noun"], match["lead"].lower().split(" ")
    if count:
        return len(found) == _COUNTS[count[0]] and bool(match["plural"])
    if article == "the" and noun not in lexicon.definite:
        return False
    if noun == "pellet" and len(found) == 1:
        return True
    if not match["plural"]:
        return article != "these" and len(found) == 1
    if article == "this" or not 2 <= len(found) <= _MANY:
        return False
    return "any" not in lexicon.nouns[noun] or _are_listed(text, found, scopes)


_COUNTS = {"two": 2, "three": 3, "four": 4}
_PREDICATE = re.compile(
    r" (?:are|were|have|had|show|showed|exhibit|exhibited|can|could|react|reacted|form|suffer|remain)\b"
)


def _nearest(scopes: Sequence[Scope], wanted: Mapping[str, str]) -> list[MaterialMention]:
    """Return the different materials of the class in the nearest sentence that names any; all names count as one."""
    for scope in scopes:
        found: dict[str, MaterialMention] = {}
        for mention in scope:
            if _is_of_class(mention, wanted):
                found.setdefault(mention.identity.id, mention)
        if found:
            return list(found.values())
    return []


def _is_of_class(mention: MaterialMention, wanted: Mapping[str, str]) -> bool:
    identity: MaterialIdentity = mention.identity
    if "side" in wanted:
        return side(identity) == wanted["side"]
    if "role" in wanted:
        return mention.role == wanted["role"]
    return "family" not in wanted or wanted["family"] in identity.families


_LINK = re.compile(
    r"(?: ?\([^()]{0,60}\))?(?:[ \w-]{0,30}?)"
    r"(?:, |,? (?:and|or|with|to|than|against|but|while|whereas)\b[ \w,-]{0,40}?)"
)


def _are_listed(text: str, found: Sequence[MaterialMention], scopes: Sequence[Scope]) -> bool:
    """Tell whether the materials are all that their sentence names and stand in one list or comparison."""
    scope = next(s for s in scopes if any(m is found[0] for m in s))
    if len({m.identity.id for m in scope}) != len(found):
        return False
    return all(_LINK.fullmatch(text[first.end : second.start]) for first, second in pairwise(found))
