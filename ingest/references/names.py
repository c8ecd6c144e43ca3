"""The orders and spellings in which references print the name of a person."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.references.patterns import CAPITAL, INITIAL, INITIALS, NAME, PARTICLE, SMALL, SUFFIX

_ENDS = r"(?=\s?[,;:.&(\[“\"”…/]|\s(?:(?:and|AND|et|und|y|e|i|и|with|&|[–—])\s|[\d'‘])|\s?$)"
_NOT_SUFFIX = r"(?!(?:Jr|Sr|II|III|IV)\b)"
_FIRST_SURNAME = rf"(?:{PARTICLE}){{0,3}}{NAME}"
_SURNAME = rf"{_FIRST_SURNAME}(?:\s{_NOT_SUFFIX}(?:{PARTICLE}){{0,2}}{NAME}){{0,2}}"
_SHORT_SURNAME = rf"{_SURNAME}?(?={SUFFIX}{_ENDS})"  # The mark makes the last repeat of the pattern lazy.
_AFTER = (
    r"(?:\s(?P<particle>(?:van|von|de|der|den|du|di|da|dos|del|la|le|ter|ten)(?:\s(?:der|den|la|de|het))?)"
    r"(?=[,;.:\s(]))?"
)
_BARE = rf"[{CAPITAL}]{{1,4}}(?:[-–\s][{CAPITAL}]{{1,2}}){{0,3}}"
_BARE_ENDS = (
    rf"(?!\w|\.\s?[{CAPITAL}]\.)(?=\s?[,;:.&(\[“\"…]"
    rf"|\s(?:and|et|und|y|i|&|(?:Jr|Sr|I{{1,3}}|[23]nd)\b|{INITIAL}|[\d(]|[{CAPITAL}])|\s?$)"
)
_COMMA_BARE_ENDS = r"(?=\s?[,;:&(.“\"]|\s(?:and|et|und|y|&|\d{4}|(?:van|von|de)\b)|\s?$)"
_GIVEN = rf"(?:{INITIAL}\s{NAME}(?=,)|{NAME}(?:[\s-]{NAME})?(?:\s?{INITIAL}|\s[{CAPITAL}](?=[,;.]|\s(?:and|&)|$))*)"
_FIRST_NAMES = rf"(?:{INITIAL}\s)?{NAME}(?:\s{NAME})?(?:\s(?:{INITIAL}|[{CAPITAL}](?=\s)))*"

NAME_STYLES: Mapping[str, re.Pattern[str]] = {
    "initials first": re.compile(rf"(?P<initials>{INITIALS})\s?(?P<family>{_SHORT_SURNAME}){SUFFIX}"),
    "initials first, title next": re.compile(rf"(?P<initials>{INITIALS})\s?(?P<family>{_FIRST_SURNAME}){SUFFIX}"),
    "comma": re.compile(
        rf"(?P<family>{_SURNAME}){SUFFIX}\s?,\s?"
        rf"(?P<initials>{INITIALS}(?:-?[{CAPITAL}](?=[,;:]))?|{_BARE}{_COMMA_BARE_ENDS}){_AFTER}{SUFFIX}"
    ),
    "plain": re.compile(
        rf"(?P<family>{_SURNAME})(?:\s|(?<=[{SMALL}]))(?P<initials>{_BARE}){_BARE_ENDS}{_AFTER}{SUFFIX}"
    ),
    "dotted": re.compile(rf"(?P<family>{_SURNAME})(?:,?\s|(?<=[{SMALL}]))(?P<initials>{INITIALS}){_AFTER}{SUFFIX}"),
    "given last": re.compile(rf"(?P<family>{_SURNAME}),\s(?P<initials>{_GIVEN}){_AFTER}{SUFFIX}"),
    "given first": re.compile(
        rf"(?P<initials>{_FIRST_NAMES})\s"
        rf"(?P<family>(?:{PARTICLE}){{1,2}}{NAME}\s{NAME}(?=,)"
        rf"|(?:{PARTICLE}){{0,2}}{NAME}(?:\s(?:{PARTICLE}){{1,2}}{NAME})?)"
        rf"{SUFFIX}"
    ),
    "bare first": re.compile(
        rf"(?P<initials>[{CAPITAL}]{{1,3}}(?:-[{CAPITAL}])?)\s(?P<family>(?:{PARTICLE}){{0,2}}{NAME}){SUFFIX}{_ENDS}"
    ),
}
"""Each is tried on the whole list of authors."""

THEN: Mapping[str, tuple[str, ...]] = {
    "comma": ("initials first",),
    "plain": ("dotted",),
    "dotted": ("plain",),
    "given last": ("given first", "initials first"),
    "given first": ("initials first",),
    "initials first": ("bare first", "initials first, title next"),
}
"""Styles in which names after the first may be printed, as where only the first is turned round."""

SEPARATOR = re.compile(
    r"\s?(?:,\s?)?(?:/\s?)?(?:\.\s?\.\s?\.|…),?\s?(?:(?:&|and)\s)?"
    r"|\s?(?:[,;/]\s?(?:(?:and|AND|et|und|y|i|и)\s|&\s?)?|\s(?:and|AND|et|und|y|e|i|и|with|[–—-])\s|\s?&\s?"
    r"|\s?\.,\s?(?:(?:and|et)\s|&\s?)?)(?!\s)"
)


def join_initials(given: str) -> str:
    """Return initials with stops and without blanks; of given names their first letters.

    >>> join_initials("M. A."), join_initials("EE"), join_initials("Neil B."), join_initials("Y.-F. Y.")
    ('M.A.', 'E.E.', 'N.B.', 'Y.-F.Y.')
    >>> join_initials("Jean-Marie"), join_initials("C-Z"), join_initials("Yu. B.")
    ('J.-M.', 'C.-Z.', 'Yu.B.')
    """
    given = given.strip()
    if re.fullmatch(rf"[{CAPITAL}]{{1,4}}(?:[-–\s][{CAPITAL}]{{1,2}})*", given):
        letters = re.findall(r"[-–]?\w", given)
        return "".join(f"{letter.replace('–', '-')}." for letter in letters)
    parts = re.findall(r"-?\s?[^\W\d_][\w'’]*\.?", given)
    return "".join(_initial(part) for part in parts)


def _initial(part: str) -> str:
    hyphen = "-" if part.startswith("-") else ""
    name = part.lstrip("- ").rstrip(".")
    short = len(name) == 1 or (len(name) == 2 and part.endswith("."))
    return f"{hyphen}{name if short else name[0]}."
