"""References printed in Chinese, Japanese or Korean: names without initials, titles without blanks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ingest.lexicon_files import read_lexicon
from ingest.references.authors import Authors
from ingest.references.body import Body
from ingest.references.patterns import CJK, YEAR
from ingest.references.places import find_place

_NAME = rf"(?:[{CJK}]{{2,4}}|[{CJK}]{{1,3}}\s[{CJK}]{{1,3}})(?:\.(?=\s?(?:[,;&]|and)))?"
_ONE_NAME = re.compile(_NAME)
_BETWEEN = r"\s?(?:[,，、;；·・.．]\s?(?:(?:&|and)\s)?|\s?(?:&|and)\s)\s?"
_DATED = re.compile(
    rf"(?P<names>{_NAME}(?:{_BETWEEN}{_NAME}){{0,20}})(?P<others>\s?(?:외|等|他)(?:\s?\d+[인명])?)?[\s.,，．。:]*"
    rf"[(（]?(?P<year>{YEAR})[a-z년年]*[)）]?(?![\s,，]*\d)[\s.,，．。:]*"
)
_SEPARATOR = re.compile(r"\s?(?P<mark>[,，、;；·・.．。:：]+|\s(?:&|and)\s|\s?[“'‘「『《])\s?(?:(?:&|and)\s)?")
_QUOTED = re.compile(
    r"[\s.,，]*(?:['‘](?P<a>.+?)[,.，]?['’](?=[\s,.，])|[“\"](?P<b>.+?)[,.，]?[”\"]|[「『《](?P<c>.+?)[」』》])"
)
_KANA = re.compile("[\u3041-\u30ff]")
_OTHERS = re.compile(r"\s?(?:외|等|他)(?:\s?\d+[인명])?[\s.,，．。]*")
_LAST = re.compile(r"(?:[.．。,，:：]|\s?//|\s)\s?(?=[^.．。,，\s]*$)")
_PLACE_NEXT = re.compile(r"[\s,.]*(?:vol\.?\s)?\d", re.IGNORECASE)


def is_asian(text: str) -> bool:
    """Tell whether a reference begins in an East Asian script."""
    first = next((char for char in text if char.isalpha()), "")
    return bool(re.match(f"[{CJK}]", first))


def read_asian(text: str) -> tuple[Authors, bool, Body]:
    """Return authors, whether more of them are meant, and the rest of a cleaned reference in an East Asian script.

    Names are kept whole, as such texts cite them.

    >>> read_asian("张伟, 李明. 固态电池界面研究进展. 电化学, 2020, 26: 101-110")[0]
    (('张伟', ''), ('李明', ''))
    """
    names, et_al, year, rest = _read_names(text)
    authors = tuple((re.sub(r"[\s.]", "", name), "") for name in names)
    quoted = _QUOTED.match(rest)
    tail = rest[quoted.end() :] if quoted else rest
    place = find_place(tail, year=year)
    before = tail[: place.start] if place else tail
    if quoted:
        title, journal = quoted["a"] or quoted["b"] or quoted["c"], before
    else:
        title, journal = _split(before, placed=place is not None)
    body = Body(_strip(re.sub(r"\s?\bIn$", "", title)), _strip(journal), year=year or _find_year(rest))
    if place:
        body = body._replace(volume=place.volume, pages=place.pages, year=year or place.year or body.year)
    return authors, et_al, body


def _split(text: str, *, placed: bool) -> tuple[str, str]:
    """Return title and journal; what no volume follows is all title, and what no stop parts all journal."""
    text = _strip(text) or ""
    if not placed:
        return text, ""
    cut = _LAST.search(text)
    return (text[: cut.start()], text[cut.end() :]) if cut else ("", text)


def _read_names(text: str) -> tuple[list[str], bool, str | None, str]:
    dated = _DATED.match(text)
    if dated and "  " not in dated["names"]:
        printed = [name for name in re.split(_BETWEEN, dated["names"]) if name]
        return printed, bool(dated["others"]), dated["year"], text[dated.end() :]
    names: list[str] = []
    position = 0
    surnames = _load_surnames("chinese and korean") + (_load_surnames("japanese") if _KANA.search(text) else "")
    while found := _ONE_NAME.match(text, position):
        separator = _SEPARATOR.match(text, found.end())
        if not separator or _PLACE_NEXT.match(text, found.end()) or (names and found.group()[0] not in surnames):
            break
        names.append(found.group())
        position = separator.end() - (1 if separator["mark"][-1] in "“'‘「『《" else 0)
        if separator["mark"] in (".", "．", "。", ":", "："):
            break
    others = _OTHERS.match(text, position)
    return names, bool(others), None, text[others.end() if others else position :]


@cache
def _load_surnames(which: str) -> str:
    rows: Mapping[str, str] = read_lexicon("surnames")
    return "".join(rows[which].split())


def _strip(text: str) -> str | None:
    return text.strip(" .,，．。:：;'‘’“”\"/") or None


def _find_year(text: str) -> str | None:
    found = re.findall(rf"(?<!\d)({YEAR})(?!\d)", text)
    return found[-1] if found else None
