"""The pieces of which printed references are made, as regular expressions: names, years, volumes, pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

YEAR = r"(?:1[6-9]|20)\d\d"
_DASH = r"\s?(?:[-–—−]{1,3})\s?"
PAGE = (
    rf"(?!(?:[Nn]o|NO|[Nn]r|[Nn]os|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov"
    rf"|Dec)\b)(?:[A-Za-z]{{1,5}}\.?\s?)?\d[\dA-Za-z.]*(?:{_DASH}[A-Za-z]{{0,3}}\d[\dA-Za-z]*)?"
)
_PAGES = rf"(?:(?:[Pp]p?\.?|[Pp]ages?|[Ss]eiten|S\.)\s?:?\s?)?(?P<pages>{PAGE})"
_VOLUME = (
    r"(?:(?:(?:[Vv]ol(?:ume)?|VOL)s?\.?|[Bb]and|[Bb]d\.?"
    r"|v\.)\s?)?(?P<volume>(?:[A-Z]{1,3}-?)?\d{1,5}[A-Z]?(?:[-/–]\d{1,4})?)"
)
_ISSUE = (
    r"(?:\s?\(\s?(?:[Nn]os?\.?\s?|[Ii]ss(?:ue)?\.?\s?|Suppl\.?\s?"
    r"|Pt\.?\s?)?(?P<issue>[\w.–/, -]{1,14}?)\s?\)|,?\s?(?:[Nn]umber|NUMBER|[Nn]um|[Nn]o|NO|[Nn]r"
    r"|[Ii]ss(?:ue)?)s?\.?\s?(?P<number>\d[\w–-]{0,6}))?"
)
_MONTHS = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov"
    r"|Dec)[a-z]*\.?(?:\s?[-–/]\s?[A-Z][a-z]+\.?)?\s?(?:\d{1,2},?\s)?|Spring |Summer |Fall "
    r"|Autumn |Winter )?"
)
_YEAR_ROUND = rf"[(\[]\s?{_MONTHS}(?P<year>{YEAR})[a-z]?\s?[)\]]"
_YEAR_BARE = rf"{_MONTHS}(?P<year>{YEAR})[a-z]?(?!\d)"
_NO_MORE = r"(?![\w–-]|\.\d)"

LOCATORS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        # 1996; 88(2):3698-8703 and (1996) 88:3698
        rf"(?<![\d–-])(?:{_YEAR_BARE}|{_YEAR_ROUND.replace('year', 'year2')})[^\d;:,"
                rf"()]{{0,3}}[;,]?\s?{_VOLUME}{_ISSUE}\s?[:;,]+\s?{_PAGES}{_NO_MORE}",
        # vol. 15, no. 3, April 2011, 225-243
        (rf"\b(?:(?:[Vv]ol(?:ume)?|VOL)\.?|[Bb]and)\s?(?P<volume>[A-Z]{{0,3}}-?\d{{1,5}}"
                rf"){_ISSUE}[\s,;:]+(?:{_YEAR_ROUND}|{_YEAR_BARE.replace('year', 'year2')})[\s,;:.]"
                rf"+{_PAGES}{_NO_MORE}"),
        # vol. 81, no. 5, pp. 730-744, May 1993
        (rf"\b(?:[Vv]ol(?:ume)?|VOL)\.?\s?(?P<volume>[A-Z]{{0,3}}-?\d{{1,5}}){_ISSUE}"
                rf"(?:\s?[,:;.]\s?|\s){_PAGES}{_NO_MORE}(?:[\s,.;:]*\(?{_YEAR_BARE}\)?)?"),
        # 179(3):7055-7062, 1997 and 179, 7055-7062 (1997)
        (rf"(?<![\w–.-]){_VOLUME}{_ISSUE}(?:\s?[:,;]\s?"
                rf"|\s){_PAGES}{_NO_MORE}[\s,.;]*(?:{_YEAR_ROUND}"
                rf"|{_YEAR_BARE.replace('year', 'year2')})"),
        # 24 (1967) 562
        (rf"(?<![\w–.-]){_VOLUME}{_ISSUE}[\s,]*{_YEAR_ROUND}[\s,:]*"
                rf"(?:[Nn]o\.?\s?\d[\d–-]*[\s,]+)?{_PAGES}{_NO_MORE}"),
        # 2013 46 494001 and 2006, 1, 12: the year stands before volume and page
        rf"(?<![\d–-]){_YEAR_BARE}[\s,.:]+{_VOLUME}{_ISSUE}[\s,:]+{_PAGES}{_NO_MORE}",
        # 29(1), 15-21 with the year elsewhere
        rf"(?<![\w–.-]){_VOLUME}{_ISSUE}\s?[,:]\s?{_PAGES}{_NO_MORE}",
        # 59 1207-1223
        rf"(?<![\w–.-]){_VOLUME}{_ISSUE}\s{_PAGES}{_NO_MORE}",
        # Bull. Soc. Chim. Fr. 4143 (1967), Phys. Rev. D77 (2008)
        rf"(?<![\w–.-]){_VOLUME}{_ISSUE}[\s,]*(?:{_YEAR_ROUND}|{_YEAR_BARE.replace('year', 'year2')})",
        rf"\b(?:[Vv]ol(?:ume)?|VOL)\.?\s?(?P<volume>[A-Z]{{0,3}}-?\d{{1,5}}){_ISSUE}",
        r"(?<![\w–.-])(?P<volume>\d{1,4})\s?\((?P<issue>[\w–-]{1,8})\)(?=\s?[.,;]?\s?$|\.\s)",
    )
)  # fmt: skip
"""Where volume and pages stand, the surest spelling first."""

_INITIAL = r"(?:[A-ZÀ-ÞŠŽ]|[A-Z][a-z](?=\.))\s?\.(?:\s?-\s?[A-Za-z]\s?\.)?"
INITIALS = rf"{_INITIAL}(?:\s?{_INITIAL}){{0,4}}"
PARTICLE = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]e|[Dd]u|[Ll]a|[Ll]e|[Dd]i|[Dd]a|[Dd]el|[Dd]ella|[Dd]os"
    r"|[Tt]er|[Tt]en|[Ee]l|al|bin|St\.?|'t|zu|af)\s+)"
)
NAME = r"[A-ZÀ-ÞŠŽČŁØ][\w'’`´\u0300-\u036f-]*[a-zà-ÿA-ZÀ-Þ][\w'’`´\u0300-\u036f-]*"
SURNAME = rf"{PARTICLE}{{0,3}}(?:[A-Z]['’])?{NAME}(?:\s{PARTICLE}{{0,2}}{NAME}){{0,2}}"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|IV|[23]nd|3rd)\b\.?)?"
_GIVEN = rf"{NAME}(?:[\s-]{NAME})?(?:\s{_INITIAL})*"

_UNDOTTED = r"[A-Z](?:\s[A-Z]){1,3}(?=\s\(?\d|,|\sand\s|\.)|[A-Z]{1,4}(?:-[A-Z])?"
_AFTER_INITIALS = rf"(?!\w|\.\s?[A-Z]\.){_SUFFIX}(?:\s(?:Jr|Sr|II|III|2nd|3rd)\b\.?)?"
_COMMA_INITIALS = rf"{INITIALS}|[A-Z]{{1,4}}(?=\s?[,;:&(.]|\s(?:and|&))"
_FIRST_NAMES = rf"{NAME}(?:\s(?:{_INITIAL}|[A-Z](?=\s)))*"

AUTHOR_STYLES: Mapping[str, re.Pattern[str]] = {
    "initials first": re.compile(rf"(?P<initials>{INITIALS})\s?(?P<family>{SURNAME}){_SUFFIX}"),
    "comma": re.compile(rf"(?P<family>{SURNAME}){_SUFFIX}\s?,\s?(?P<initials>{_COMMA_INITIALS})(?:\s{PARTICLE})?"),
    "plain": re.compile(rf"(?P<family>{SURNAME})\s(?P<initials>{_UNDOTTED}){_AFTER_INITIALS}"),
    "dotted": re.compile(rf"(?P<family>{SURNAME})\s(?P<initials>{INITIALS}){_SUFFIX}"),
    "given last": re.compile(rf"(?P<family>{SURNAME}),\s(?P<initials>{_GIVEN})"),
    "given first": re.compile(rf"(?P<initials>{_FIRST_NAMES})\s(?P<family>{PARTICLE}{{0,2}}{NAME})"),
}
"""The orders and spellings of names; each is tried on the whole list."""

SEPARATOR = re.compile(
    r",?\s?(?:\.\s?\.\s?\.|…),?\s?(?:&|and)?\s|\s?(?:[,;]\s?(?:and\s|&\s?|et\s|und\s)?"
    r"|\s(?:and|et|und|y|with)\s|\s?&\s?)(?!\s)|\s?\.,\s"
)
ET_AL = re.compile(
    r"[\s,;]*(?:et\s?\.?\s?al\b\.?|and\s(?:co-?workers|others|coworkers)|and\s\d+\sothers|\.\.\.|…)",
    re.IGNORECASE,
)
DOI = re.compile(r"10\.\d{4,9}/\S+")


@cache
def load_journal_words() -> frozenset[str]:
    """Return the words of which journal names are made."""
    return frozenset(str(_load()["words"]).split())


@cache
def load_connectors() -> frozenset[str]:
    """Return the small words inside journal names."""
    return frozenset(map(str, _load()["connectors"]))


@cache
def _load() -> Mapping[str, str | Sequence[str]]:
    text = (files("ingest") / "lexicons" / "journals.yaml").read_text(encoding="utf-8")
    rows: Mapping[str, str | Sequence[str]] = yaml.safe_load(text)
    return rows
