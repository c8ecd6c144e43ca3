"""The authors at the head of a reference, in the order and spelling of any style."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ingest.reference_names import NAME_STYLES, SEPARATOR, THEN, join_initials
from ingest.reference_patterns import (
    CAPITAL,
    ET_AL,
    INITIAL,
    MONTH,
    NAME,
    PARTICLE,
    YEAR,
    load_connectors,
    load_journal_abbreviations,
    load_journal_words,
)

__all__ = ["EDITORS", "GROUP_WORD", "Authors", "join_initials", "read_authors"]

Authors = tuple[tuple[str, str], ...]
_MOST = 400


class _Found(NamedTuple):
    authors: Authors
    et_al: bool
    end: int


_INITIAL_LEADS = re.compile(rf"(?:{INITIAL})")
_STYLES_BY_INITIALS = ("initials first", "initials first, title next", "given first")
_STYLES_BY_FAMILY = ("comma", "plain", "dotted", "given last", "given first", "bare first")
_ENDED = re.compile(rf"[\s,.]*\(?{YEAR}|\s?:")
_NONE = _Found((), False, 0)


def read_authors(text: str) -> tuple[Authors, bool, int]:
    """Return the authors, whether the text says et al., and where the list ends; the longest reading wins.

    >>> read_authors("Tan, D. H. S. et al. Carbon-free")
    ((('Tan', 'D.H.S.'),), True, 20)
    >>> read_authors("T.-T. Zuo, R. Rueß, A study")[0]
    (('Zuo', 'T.-T.'), ('Rueß', 'R.'))
    >>> read_authors("Idaho National Laboratory. Manual of tests")[0]
    (('Idaho National Laboratory', ''),)
    """
    group = _read_group(text)
    if group.authors:
        return group
    best = _NONE
    leads = bool(_INITIAL_LEADS.match(text))
    for style in _STYLES_BY_INITIALS if leads else _STYLES_BY_FAMILY:
        found = _read_style(text, style)
        if found.authors and _weigh(style, found) > best.end:
            best = found
            if _ENDED.match(text, best.end) and not style.startswith(("given", "bare")):
                break
    if not best.authors:
        best = _read_surnames(text)
    end = _leave_groups(text, best.end) if best.authors else 0
    return best.authors, best.et_al, end


def _weigh(style: str, found: _Found) -> float:
    # Given names spelled out look like the words of a title: such a reading must be longer to win.
    return found.end - (8 if style.startswith("given") else 3 if style.startswith("bare") else 0)


def _read_style(text: str, style: str) -> _Found:
    first = NAME_STYLES[style].match(text)
    if first is None or not _is_person(first, text, style, first=True):
        return _NONE
    styles = (style, *THEN.get(style, ()))
    authors: list[tuple[str, str]] = []
    found: re.Match[str] | None = first
    end = 0
    while found is not None and len(authors) < _MOST:
        initials, end = _leave_journal(found, text)
        authors.append((_family(found), join_initials(initials)))
        separator = SEPARATOR.match(text, end)
        if style.startswith("given") and text[end : end + 2] == ". ":
            break
        found = _find_next(text, separator.end(), styles) if separator else None
        if found is None and not style.startswith(("given", "bare")):
            found, lost = _find_behind_lost(text, separator.end() if separator else end, styles, parted=bool(separator))
            authors += [lost] if lost else []
    if style == "bare first" and len(authors) < 2 and not ET_AL.match(text, end):
        return _NONE
    et_al = ET_AL.match(text, end)
    return _Found(tuple(authors), bool(et_al), et_al.end() if et_al else end)


def _find_next(text: str, position: int, styles: tuple[str, ...]) -> re.Match[str] | None:
    matches = (NAME_STYLES[style].match(text, position) for style in styles)
    return next((m for m, s in zip(matches, styles, strict=True) if m and _is_person(m, text, s, first=False)), None)


_LOST = re.compile(rf"(?P<name>[{CAPITAL}][^,;:()“”\"\d]{{0,28}}?)(?:,\s(?:and\s|&\s)?|;\s|\s(?:and|&)\s)")
_INITIALS_LAST = re.compile(rf"(?P<family>.+?)[\s,]+(?P<initials>(?:[{CAPITAL}]\.?[\s-]?){{1,4}})")
_LONG_WORD = re.compile(r"(?<!\w)[a-z]\w{2,}")


def _find_behind_lost(
    text: str, position: int, styles: tuple[str, ...], *, parted: bool
) -> tuple[re.Match[str] | None, tuple[str, str] | None]:
    """Return the next person behind a name that cannot be read, as with a blank inside, and that name."""
    if not parted:
        found = _find_next(text, position + 1, styles[:1]) if text[position : position + 1] == " " else None
        return (found, None) if found and re.match(r",\s|\s(?:&|and)\s", text[found.end() :]) else (None, None)
    lost = _LOST.match(text, position)
    if (
        lost is None
        or _LONG_WORD.search(lost["name"])
        or _NO_NAME.search(lost["name"])
        or starts_journal(text, position)
    ):
        return None, None
    found = _find_next(text, lost.end(), styles[:1])
    if found is None:
        return None, None
    ends = _INITIALS_LAST.fullmatch(lost["name"].strip()) if "." not in lost["name"][:3] else None
    return found, (ends["family"], join_initials(ends["initials"])) if ends else (lost["name"].strip(), "")


def _family(found: re.Match[str]) -> str:
    particle = found.groupdict().get("particle")
    family = re.sub(r"\s+", " ", found["family"])
    return f"{particle} {family}" if particle else family


def _leave_journal(found: re.Match[str], text: str) -> tuple[str, int]:
    """Return the initials and where they end, without the J. of a journal that follows the last of them."""
    initials = found["initials"]
    if initials[-2:] in ("J.", "Z.") and len(initials) > 2 and found.end() == found.end("initials"):
        start = found.end() - 2
        if starts_journal(text, start):
            return initials[:-2].rstrip(), start
    return initials, found.end()


_PHRASE = re.compile(r"[^\d,;(“\"]*")
_NUMBERS_NEXT = re.compile(rf"[\s,;(]*(?:(?P<year>{YEAR})\b(?!\)?\s?[,;]\s?\d)|\d)|\s*$")


def starts_journal(text: str, position: int) -> bool:
    """Tell whether a journal and its volume follow, as in `J. Power Sources 392`."""
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


_NAME_NEXT = re.compile(rf"\.?\s{NAME}(?:\s?[,;]|\.\s|\s(?:and|&)\s[{CAPITAL}])")
_PLACE_NEXT = re.compile(r"[^\d.,;]{0,30}[\s,]\(?\d")
_NO_NAME = re.compile(r"\b(?:and|of|the|for|on|AND|OF|THE|FOR|ON|In|The|An|On)\b|^A\s")
_AFTER_GIVEN = re.compile(r"\s?(?:[,;.(:“\"&]|…|\band\b|$|\set\b|\su\.|\sund\b|\sи\b)")


def _is_person(found: re.Match[str], text: str, style: str, *, first: bool) -> bool:
    if _NO_NAME.search(found.group()) or _is_group_word(found["family"].rsplit(" ", 1)[-1]):
        return False
    words = [w.strip(".").lower() for w in re.split(r"[\s-]", found["family"])]
    if style.startswith(("initials first", "bare first")):
        return not starts_journal(text, found.start())
    if style.startswith("given"):
        return _is_named_in_full(found, text, words, first=first)
    return _is_family_first(found, text, words, style, first=first)


def _is_family_first(found: re.Match[str], text: str, words: list[str], style: str, *, first: bool) -> bool:
    """Tell whether a name with the family first is no abbreviated journal."""
    if first and words[0] in load_journal_abbreviations() and starts_journal(text, found.start()):
        return False
    if first and style in ("plain", "dotted") and (after := _NAME_NEXT.match(text, found.end())):
        return bool(_PLACE_NEXT.match(text, after.end()))
    if len(words) > 1 and sum(word in load_journal_abbreviations() for word in words) > 1:
        return False
    acronym = len(found["initials"]) > 2 and found["initials"].lower() in load_journal_words()
    return first or not (acronym and words[-1] in load_journal_words())


def _is_named_in_full(found: re.Match[str], text: str, family: list[str], *, first: bool) -> bool:
    known = load_journal_words()
    given = [w.strip(".").lower() for w in re.split(r"[\s-]", found["initials"]) if len(w.strip(".")) > 1]
    if not (_AFTER_GIVEN.match(text, found.end()) or ("," in found.group() and found.group()[-1] == ".")):
        return False
    two_words = "," in found.group() and len(family) > 1 and not re.match(PARTICLE, found["family"])
    if two_words and (len(given) > 1 or _NAME_NEXT.match(text, found.end())):
        return False  # Two persons with their given names first.
    if given and given[-1] in load_journal_abbreviations() and text[found.end() : found.end() + 1] == ".":
        return False
    titled = [
        word in known or word.removesuffix("s") in known or bool(_TITLE_WORD.search(word)) for word in (*given, *family)
    ]
    return not all(titled) and not (first and titled[0] and titled[-1]) and not any(map(_TITLE_WORD.search, family))


_TITLE_WORD = re.compile(r"(?:.{4}(?:tions?|istry|ology|ments?|nesses|ities|ics)|.{5}(?:ical|ous|ance|ence|ability))$")
GROUP_WORD = (
    r"(?i:collab(?:oration)?s?\b\.?|Group|Consorti(?:um|a)|Team|Investigators|Network|Committee|Association|Societ(?:y|ies)|Organi[sz]ation|Agency"
    r"|Institut(?:e|es|ion)|Laborator(?:y|ies)|Administration|Ministry|Department|Council|Commission|Foundation|Cent(?:re|er)s?|Initiative"
    r"|Federation|Academy|Programme|Program|Corporation|Inc\.|Ltd\b\.?|GmbH|Universit(?:y|ies)|Bureau|Office|Board|Authority|Compan(?:y|ies)|Project|Panel)"
)
_GROUP_NOUN = re.compile(rf"(?:[A-Za-z]*[a-z])?{GROUP_WORD}")


@lru_cache(maxsize=4096)
def _is_group_word(word: str) -> bool:
    return _GROUP_NOUN.fullmatch(word) is not None


_WORD = rf"[{CAPITAL}][\w&’'-]*"
_GROUP = re.compile(
    rf"(?P<name>(?:[Tt]he\s)?(?:(?:{_WORD}|U\.\s?S\.|[Ff]or|of|and|de|the|&)\s){{0,7}}?(?:\w*[a-z])?{GROUP_WORD}"
    rf"(?:\s(?:of|for|on|in)\s(?:the\s)?{_WORD}(?:,?\s(?:and\s|&\s|for\s|of\s|the\s)*{_WORD}){{0,7}})?)"
    r"(?:\s?\([A-Z][\w.-]{1,9}\))?(?=\s?[,.:;]|\s?\(|\s[“\"']|\s\d{4}|\set\b)"
)


def _read_group(text: str) -> _Found:
    """Read a collaboration or an institution that signs as author; the people behind its name, where there are any."""
    found = _GROUP.match(text)
    if not found or found["name"].split()[0].lower() in load_journal_abbreviations():
        return _NONE
    end = found.end()
    et_al = ET_AL.match(text, end)
    if et_al:
        return _Found(((found["name"], ""),), True, et_al.end())
    inner = re.match(r"[\s,:]*[(\[]?", text[end:])
    begin = end + (inner.end() if inner else 0)
    people = _read_style(text[begin:], "initials first")
    if people.authors and text[begin + people.end : begin + people.end + 1] in (",", ".", ")", ":", ";", ""):
        return _Found(people.authors, people.et_al, begin + people.end)
    return _Found(((found["name"], ""),), False, end)


_LEFT = re.compile(
    rf"\s?[\[(](?:(?:on\s)?behalf\sof\s|for\s)?(?:the\s)?[^()\[\]]{{2,60}}?(?:{GROUP_WORD})[)\]]"
    rf"|,?\s(?:for|on\sbehalf\sof|and|in\scollaboration\swith)\sthe\s(?:{_WORD}\s|of\s|for\s|and\s|the\s){{0,8}}?{GROUP_WORD}\b"
    rf"|,\s(?:{_WORD}\s){{1,4}}(?:Collaboration|Consortium|Group)\b"
)


EDITORS = re.compile(
    r"\s?[,;]?\s?(?:[(\[](?:[Ee]ds?|[Ee]ditors?|Hrsg|Hg|[Рр]ед)\.?[)\]]|(?:[Ee]ds?|[Ee]ditors?|Hrsg)\b\.?)(?=\s?[,.:;(]|\s[A-Z])"
)
"""What marks the persons before it as editors."""


def _leave_groups(text: str, end: int) -> int:
    """Return where the authors end with the group for which they write."""
    left = _LEFT.match(text, end)
    return left.end() if left else end


_SURNAMES = re.compile(
    rf"(?P<names>(?:{PARTICLE}){{0,3}}{NAME}(?:-{NAME})?(?:\s(?:{PARTICLE})*{NAME})?(?:(?:,\s|,?\s(?:and|&|und|et)\s)(?:{PARTICLE})*{NAME}(?=[,.\s])){{0,6}}?)"
    rf"(?=,|\.|\s?:|\s\(|\s{YEAR}|\set\b)"
)
_MONTH = re.compile(rf"{MONTH}\b")
_DATED = re.compile(rf"[\s,.]*\(?{YEAR}")
_CITED = re.compile(
    r"[,:]\s(?:(?:[A-Z][a-z]+\.?\s?){1,3}\(?\d|(?:[A-Z][a-z]+\.\s?){2}|[A-Z][a-z]+\s[A-Z][a-z]+\.\s|[“\"'‘„])"
)


def _read_surnames(text: str) -> _Found:
    """Read surnames without initials, before et al., a year, a quotation or a journal."""
    found = _SURNAMES.match(text)
    if not found or found["names"].split()[0].lower().strip(".,") in load_journal_words() or _MONTH.match(text):
        return _NONE
    et_al = ET_AL.match(text, found.end())
    names = re.split(r",\s(?:and\s|&\s)?|\s(?:and|&|und|et)\s", found["names"])
    if et_al or _DATED.match(text, found.end()) or _CITED.match(text, found.end()):
        return _Found(tuple((name.strip(), "") for name in names), bool(et_al), et_al.end() if et_al else found.end())
    return _NONE
