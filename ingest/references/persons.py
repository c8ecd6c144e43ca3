"""Whether what is spelled like a person is one, and not a journal, a title or a group."""

from __future__ import annotations

import re

from ingest.references.groups import is_group_word
from ingest.references.patterns import (
    CAPITAL,
    NAME,
    PARTICLE,
    YEAR,
    load_connectors,
    load_journal_abbreviations,
    load_journal_words,
)

_PHRASE = re.compile(r"[^\d,;(“\"]*")
_NUMBERS_NEXT = re.compile(rf"[\s,;(]{{0,6}}(?:(?P<year>{YEAR})\b(?!\)?\s?[,;]\s?\d)|\d)|\s*$")
_NAME_NEXT = re.compile(rf"\.?\s{NAME}(?:\s?[,;]|\.\s|\s(?:and|&)\s[{CAPITAL}])")
_PLACE_NEXT = re.compile(r"[^\d.,;]{0,30}[\s,]\(?\d")
_NO_FAMILIES = frozenset(
    (
        "Patent Pat Patents Thesis Dissertation Diss Press Preprint arXiv ChemRxiv Report Accessed Available Private "
        "Unpublished Proc Proceedings Journal Vol"
    ).split()
)
_SMALL_WORD = re.compile(r"\b(?:and|of|the|for|on|AND|OF|THE|FOR|ON|In|The|An|On)\b|^A\s")
_AFTER_GIVEN = re.compile(r"\s?(?:[,;.(:“\"&]|…|\band\b|$|\set\b|\su\.|\sund\b|\sи\b)")
_TITLE_WORD = re.compile(r"(?:.{4}(?:tions?|istry|ology|ments?|nesses|ities|ics)|.{5}(?:ical|ous|ance|ence|ability))$")


def starts_journal(text: str, position: int) -> bool:
    """Tell whether a journal and its volume follow, as in `J. Power Sources 392`.

    A year may also follow the last of the authors: then a lone word of journals is no proof.

    >>> starts_journal("J. Power Sources 392, 79", 0), starts_journal("J. Stone 2004", 0)
    (True, False)
    """
    phrase = _PHRASE.match(text, position)
    number = _NUMBERS_NEXT.match(text, phrase.end()) if phrase else None
    if phrase is None or number is None:
        return False
    printed = [w for w in re.split(r"[\s.:-]+", phrase.group()) if w and w.lower() not in load_connectors()]
    if len(printed) > 8 or any(word[0].islower() for word in printed):
        return False
    words = [w for w in map(str.lower, printed) if len(w) > 1 or w in ("j", "z")]
    if len(words) < 2 or sum(w in load_journal_words() for w in words) < max(2, len(words) - 1):
        return False
    return len(words) > 2 or any(len(w) > 1 and w in load_journal_abbreviations() for w in words) or not number["year"]


def is_person(found: re.Match[str], text: str, style: str, *, first: bool) -> bool:
    """Tell whether a match of a style of names is a person; ``first`` if no author stands before it."""
    family = found["family"]
    if family in _NO_FAMILIES or _SMALL_WORD.search(found.group()) or is_group_word(family.rsplit(" ", 1)[-1]):
        return False
    if style.startswith(("initials first", "bare first")):
        return not starts_journal(text, found.start())
    words = [w.strip(".").lower() for w in re.split(r"[\s-]", family)]
    if style.startswith("given"):
        return _is_named_in_full(found, text, words, first=first)
    if first:
        return _begins_list(found, text, style, words)
    acronym = len(found["initials"]) > 2 and found["initials"].lower() in load_journal_words()
    return not (_is_abbreviated(words) or (acronym and words[-1] in load_journal_words()))


def _begins_list(found: re.Match[str], text: str, style: str, family: list[str]) -> bool:
    """Tell whether a family name with its initials begins a list: not so a journal, nor a given name."""
    if family[0] in load_journal_abbreviations() and starts_journal(text, found.start()):
        return False
    after = _NAME_NEXT.match(text, found.end()) if style in ("plain", "dotted") else None
    if after:
        # `Barry W. Smith, Title` is no family `Barry`; `Smith J. Sepsis. Lancet 2` is one.
        return _PLACE_NEXT.match(text, after.end()) is not None
    return not _is_abbreviated(family)


def _is_abbreviated(words: list[str]) -> bool:
    return len(words) > 1 and sum(word in load_journal_abbreviations() for word in words) > 1


def _is_named_in_full(found: re.Match[str], text: str, family: list[str], *, first: bool) -> bool:
    """Tell whether given names and a family name are a person's: words of titles look the same."""
    turned = "," in found.group()
    if not (_AFTER_GIVEN.match(text, found.end()) or (turned and found.group()[-1] == ".")):
        return False
    given = [w.strip(".").lower() for w in re.split(r"[\s-]", found["initials"]) if len(w.strip(".")) > 1]
    several = turned and len(family) > 1 and not re.match(PARTICLE, found["family"])
    if several and (len(given) > 1 or _NAME_NEXT.match(text, found.end())):
        return False  # Two persons with their given names first.
    journal = (
        bool(given) and given[-1] in load_journal_abbreviations() and (turned or family[-1] in load_journal_words())
    )
    if journal and text[found.end() : found.end() + 1] == ".":
        return False
    titled = [_is_of_titles(word) for word in (*given, *family)]
    return not all(titled) and not (first and titled[0] and titled[-1]) and not any(map(_TITLE_WORD.search, family))


def _is_of_titles(word: str) -> bool:
    known = load_journal_words()
    return word in known or word.removesuffix("s") in known or _TITLE_WORD.search(word) is not None
