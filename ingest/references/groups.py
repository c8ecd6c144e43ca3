"""Authors that are no persons: collaborations, institutions, and the groups for which persons write."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.references.patterns import CAPITAL, load_journal_abbreviations

GROUP_WORD = (
    r"(?i:collab(?:oration)?s?\b\.?|Group|Consorti(?:um|a)|Team|Investigators|Network|Committee|Association"
    r"|Societ(?:y|ies)|Organi[sz]ation|Agency|Institut(?:e|es|ion)|Laborator(?:y|ies)|Administration|Ministry"
    r"|Department|Council|Commission|Foundation|Cent(?:re|er)s?|Initiative|Federation|Academy|Programme|Program|Corporation|Inc\."
    r"|Ltd\b\.?|GmbH|Universit(?:y|ies)|Bureau|Office|Board|Authority|Compan(?:y|ies)|Project|Panel)"
)
"""The word by which the name of a group is known."""

EDITORS = re.compile(
    r"\s?[,;]?\s?(?:[(\[](?:[Ee]ds?|[Ee]ditors?|Hrsg|Hg|[Рр]ед)\.?[)\]]|(?:[Ee]ds?|[Ee]ditors?|Hrsg)\b\.?)"
    r"(?=\s?[,.:;(]|\s[A-Z])"
)
"""What marks the persons before it as editors."""

_WORD = rf"[{CAPITAL}][\w&’'-]*"
_NOUN = re.compile(rf"(?:[A-Za-z]*[a-z])?{GROUP_WORD}")
_GROUP = re.compile(
    rf"(?P<name>(?:[Tt]he\s)?(?:(?:{_WORD}|U\.\s?S\.|[Ff]or|of|and|de|the|&)\s){{0,7}}?(?:\w*[a-z])?{GROUP_WORD}"
    rf"(?:\s(?:of|for|on|in)\s(?:the\s)?{_WORD}(?:,?\s(?:and\s|&\s|for\s|of\s|the\s)*{_WORD}){{0,7}})?)"
    r"(?:\s?\([A-Z][\w.-]{1,9}\))?(?=\s?[,.:;]|\s?\(|\s[“\"']|\s\d{4}|\set\b)"
)
_BEHIND = re.compile(
    rf"\s?[\[(](?:(?:on\s)?behalf\sof\s|for\s)?(?:the\s)?[^()\[\]]{{2,60}}?(?:{GROUP_WORD})[)\]]"
    r"|,?\s(?:for|on\sbehalf\sof|and|in\scollaboration\swith)\sthe\s"
    rf"(?:{_WORD}\s|of\s|for\s|and\s|the\s){{0,8}}?{GROUP_WORD}\b"
    rf"|,\s(?:{_WORD}\s){{1,4}}(?:Collaboration|Consortium|Group)\b"
)


@lru_cache(maxsize=4096)
def is_group_word(word: str) -> bool:
    """Tell whether a word names a group of persons.

    >>> is_group_word("Collaboration"), is_group_word("Smith")
    (True, False)
    """
    return _NOUN.fullmatch(word) is not None


def match_group(text: str) -> re.Match[str] | None:
    """Return the name of a group at the head of a text, as ``name``; None where none stands there.

    >>> match_group("Centers for Disease Control and Prevention: On flu")["name"]
    'Centers for Disease Control and Prevention'
    """
    found = _GROUP.match(text)
    return found if found and found["name"].split()[0].lower() not in load_journal_abbreviations() else None


def skip_group(text: str, end: int) -> int:
    """Return where the authors end with the group for which they write, in brackets or behind `for the`."""
    behind = _BEHIND.match(text, end)
    return behind.end() if behind else end
