"""References printed in Chinese, Japanese or Korean: names without initials, titles without blanks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

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


class AsianReference(NamedTuple):
    """What a reference in an East Asian script prints; names are kept whole, as such texts cite them."""

    authors: tuple[tuple[str, str], ...]
    et_al: bool
    title: str | None
    journal: str | None
    volume: str | None
    pages: str | None
    year: str | None


def is_asian(text: str) -> bool:
    """Tell whether a reference begins in an East Asian script."""
    first = next((char for char in text if char.isalpha()), "")
    return bool(re.match(f"[{CJK}]", first))


def read_asian(text: str) -> AsianReference:
    """Read a reference that begins in an East Asian script, cleaned.

    >>> read_asian("张伟, 李明. 固态电池界面研究进展. 电化学, 2020, 26: 101-110")[:4]
    ((('张伟', ''), ('李明', '')), False, '固态电池界面研究进展', '电化学')
    """
    names, et_al, year, rest = _read_names(text)
    quoted = _QUOTED.match(rest)
    place = find_place(rest[quoted.end() :] if quoted else rest, year=year)
    if quoted:
        title: str | None = quoted["a"] or quoted["b"] or quoted["c"]
        tail = rest[quoted.end() :]
        journal = _strip(tail[: place.start] if place else tail)
    else:
        before = _strip(rest[: place.start] if place else rest) or ""
        cut = _LAST.search(before)
        title, journal = (
            (before[: cut.start()], before[cut.end() :]) if cut and place else ("", before) if place else (before, None)
        )
    authors = tuple((re.sub(r"[\s.]", "", name), "") for name in names)
    volume, pages, printed = (place.volume, place.pages, place.year) if place else (None, None, None)
    return AsianReference(
        authors,
        et_al,
        _strip(re.sub(r"\s?\bIn$", "", title or "")),
        _strip(journal or ""),
        volume,
        pages,
        year or printed or _find_year(rest),
    )


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
    text = (files("ingest") / "lexicons" / "surnames.yaml").read_text(encoding="utf-8")
    rows: Mapping[str, str] = yaml.safe_load(text)
    return "".join(rows[which].split())


def _strip(text: str) -> str | None:
    return text.strip(" .,，．。:：;'‘’“”\"/") or None


def _find_year(text: str) -> str | None:
    found = re.findall(rf"(?<!\d)({YEAR})(?!\d)", text)
    return found[-1] if found else None
