"""The authors at the head of a reference, in the order and spelling of any style."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.references.groups import match_group, skip_group
from ingest.references.names import NAME_STYLES, SEPARATOR, THEN, join_initials
from ingest.references.patterns import CAPITAL, ET_AL, INITIAL, MONTH, NAME, PARTICLE, YEAR, load_journal_words
from ingest.references.persons import is_person, starts_journal

__all__ = ["Authors", "join_initials", "read_authors"]

Authors = tuple[tuple[str, str], ...]
_MOST = 400


class _Found(NamedTuple):
    authors: Authors
    et_al: bool
    end: int


_NONE = _Found((), False, 0)
_INITIAL_FIRST = re.compile(INITIAL)
_STYLES_BY_INITIALS = ("initials first", "initials first, title next", "given first")
_STYLES_BY_FAMILY = ("comma", "plain", "dotted", "given last", "given first", "bare first")
_ELIDED = re.compile(r"…|\.\s?\.\s?\.")
_ENDED = re.compile(rf"[\s,.]*\(?{YEAR}|\s?:")


def read_authors(text: str) -> tuple[Authors, bool, int]:
    """Return the authors, whether the text says et al., and where the list ends; the longest reading wins.

    >>> read_authors("Tan, D. H. S. et al. Carbon-free")
    ((('Tan', 'D.H.S.'),), True, 20)
    >>> read_authors("T.-T. Zuo, R. Rueß, A study")[0]
    (('Zuo', 'T.-T.'), ('Rueß', 'R.'))
    >>> read_authors("Idaho National Laboratory. Manual of tests")[0]
    (('Idaho National Laboratory', ''),)
    """
    found = _read_group(text) or _read_persons(text) or _read_surnames(text)
    return (found.authors, found.et_al, skip_group(text, found.end)) if found else _NONE


def _read_persons(text: str) -> _Found | None:
    best: _Found | None = None
    for style in _STYLES_BY_INITIALS if _INITIAL_FIRST.match(text) else _STYLES_BY_FAMILY:
        found = _read_style(text, style)
        if found is None or _weigh(style, found) <= (best.end if best else 0):
            continue
        best = found
        if _ENDED.match(text, best.end) and not style.startswith(("given", "bare")):
            break
    return best


def _weigh(style: str, found: _Found) -> float:
    # Given names spelled out look like the words of a title: such a reading must be longer to win.
    return found.end - (8 if style.startswith("given") else 3 if style.startswith("bare") else 0)


def _read_style(text: str, style: str) -> _Found | None:
    """Read the whole list in one style of names, and in those that may follow it."""
    found = NAME_STYLES[style].match(text)
    if found is None or not is_person(found, text, style, first=True):
        return None
    styles = (style, *THEN.get(style, ()))
    in_full = style.startswith(("given", "bare"))
    authors: list[tuple[str, str]] = []
    elided = False
    end = 0
    while found is not None and len(authors) < _MOST:
        initials, end = _leave_journal(found, text)
        authors.append((_read_family(found), join_initials(initials)))
        if style.startswith("given") and text[end : end + 2] == ". ":
            break
        separator = SEPARATOR.match(text, end)
        found = _find_next(text, separator.end(), styles) if separator else None
        if found is None and not in_full:
            lost = _find_behind_lost(text, separator.end(), style) if separator else _find_unparted(text, end, style)
            found = lost[1] if lost else None
            authors += [lost[0]] if lost and lost[0] else []
        elided = elided or (found is not None and separator is not None and bool(_ELIDED.search(separator.group())))
    et_al = ET_AL.match(text, end)
    if style == "bare first" and len(authors) < 2 and not et_al:
        return None
    return _Found(tuple(authors), elided or et_al is not None, et_al.end() if et_al else end)


def _find_next(text: str, position: int, styles: tuple[str, ...]) -> re.Match[str] | None:
    matches = (NAME_STYLES[style].match(text, position) for style in styles)
    return next((m for m, s in zip(matches, styles, strict=True) if m and is_person(m, text, s, first=False)), None)


_LOST = re.compile(rf"(?P<name>[{CAPITAL}][^,;:()“”\"\d]{{0,28}}?)(?:,\s(?:and\s|&\s)?|;\s|\s(?:and|&)\s)")
_INITIALS_LAST = re.compile(rf"(?P<family>.+?)[\s,]+(?P<initials>(?:[{CAPITAL}]\.?[\s-]?){{1,4}})")
_TITLE_WORD = re.compile(r"(?<!\w)[a-z]\w{2,}|\b(?:AND|OF|THE|FOR|ON|In|The|An|On)\b")
_PARTED = re.compile(r",\s|\s(?:&|and)\s")


def _find_behind_lost(text: str, position: int, style: str) -> tuple[tuple[str, str], re.Match[str]] | None:
    """Return a name that cannot be read, as with a blank inside, and the person behind it."""
    lost = _LOST.match(text, position)
    if lost is None or _TITLE_WORD.search(lost["name"]) or starts_journal(text, position):
        return None
    found = _find_next(text, lost.end(), (style,))
    if found is None:
        return None
    name = lost["name"].strip()
    ends = _INITIALS_LAST.fullmatch(name) if "." not in name[:3] else None
    return ((ends["family"], join_initials(ends["initials"])) if ends else (name, "")), found


def _find_unparted(text: str, end: int, style: str) -> tuple[None, re.Match[str]] | None:
    """Return the person that follows another without comma, if the list then goes on."""
    found = _find_next(text, end + 1, (style,)) if text[end : end + 1] == " " else None
    return (None, found) if found and _PARTED.match(text, found.end()) else None


def _read_family(found: re.Match[str]) -> str:
    particle = found.groupdict().get("particle")
    family = " ".join(found["family"].split())
    return f"{particle} {family}" if particle else family


def _leave_journal(found: re.Match[str], text: str) -> tuple[str, int]:
    """Return the initials and where they end, without the J. of a journal that follows the last of them."""
    initials = found["initials"]
    if initials[-2:] in ("J.", "Z.") and len(initials) > 2 and found.end() == found.end("initials"):
        start = found.end() - 2
        if starts_journal(text, start):
            return initials[:-2].rstrip(), start
    return initials, found.end()


_INNER = re.compile(r"[\s,:]*[(\[]?")


def _read_group(text: str) -> _Found | None:
    """Read a collaboration or an institution that signs as author; the people behind its name, where there are any."""
    found = match_group(text)
    if not found:
        return None
    group = ((found["name"], ""),)
    et_al = ET_AL.match(text, found.end())
    if et_al:
        return _Found(group, True, et_al.end())
    inner = _INNER.match(text, found.end())
    begin = inner.end() if inner else found.end()
    people = _read_style(text[begin:], "initials first")
    if people and text[begin + people.end : begin + people.end + 1] in (",", ".", ")", ":", ";", ""):
        return _Found(people.authors, people.et_al, begin + people.end)
    return _Found(group, False, found.end())


_ONE_SURNAME = rf"(?:{PARTICLE})*{NAME}"
_SURNAMES = re.compile(
    rf"(?P<names>(?:{PARTICLE}){{0,3}}{NAME}(?:\s{_ONE_SURNAME})?"
    rf"(?:(?:,\s|,?\s(?:and|&|und|et)\s){_ONE_SURNAME}(?=[,.\s])){{0,6}}?)(?=,|\.|\s?:|\s\(|\s{YEAR}|\set\b)"
)
_BETWEEN_SURNAMES = re.compile(r",\s(?:and\s|&\s)?|\s(?:and|&|und|et)\s")
_MONTH = re.compile(rf"{MONTH}\b")
_DATED = re.compile(rf"[\s,.]*\(?{YEAR}")
_CITED = re.compile(
    r"[,:]\s(?:(?:[A-Z][a-z]+\.?\s?){1,3}\(?\d|(?:[A-Z][a-z]+\.\s?){2}|[A-Z][a-z]+\s[A-Z][a-z]+\.\s|[“\"'‘„])"
)


def _read_surnames(text: str) -> _Found | None:
    """Read surnames without initials, before et al., a year, a quotation or a journal."""
    found = _SURNAMES.match(text)
    if not found or found["names"].split()[0].lower().strip(".,") in load_journal_words() or _MONTH.match(text):
        return None
    et_al = ET_AL.match(text, found.end())
    if not (et_al or _DATED.match(text, found.end()) or _CITED.match(text, found.end())):
        return None
    names = tuple((name.strip(), "") for name in _BETWEEN_SURNAMES.split(found["names"]))
    return _Found(names, et_al is not None, et_al.end() if et_al else found.end())
