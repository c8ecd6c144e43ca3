"""References printed in Chinese, Japanese or Korean: names without initials, titles without blanks."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.references.patterns import CJK, YEAR
from ingest.references.places import find_place

_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鐘谭譚陆陸汪范"
    "金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯温康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關"
    "兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳欧管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁"
)
_NAME = rf"(?:[{CJK}]{{2,4}}|[{CJK}]{{1,3}}\s[{CJK}]{{1,3}})(?:\.(?=\s?(?:[,;&]|and)))?"
_BETWEEN = r"\s?(?:[,，、;；·・.．]\s?(?:(?:&|and)\s)?|\s?(?:&|and)\s)\s?"
_DATED = re.compile(
    rf"(?P<names>{_NAME}(?:{_BETWEEN}{_NAME}){{0,20}})(?P<others>\s?(?:외|等|他)(?:\s?\d+[인명])?)?[\s.,，．。:]*[(（]?(?P<year>{YEAR})[a-z년年]*[)）]?(?![\s,，]*\d)[\s.,，．。:]*"
)
_SEPARATOR = re.compile(r"\s?(?P<mark>[,，、;；·・.．。:：]+|\s(?:&|and)\s|\s?[“'‘「『《])\s?(?:(?:&|and)\s)?")
_QUOTED = re.compile(
    r"[\s.,，]*(?:['‘](?P<a>.+?)[,.，]?['’](?=[\s,.，])|[“\"](?P<b>.+?)[,.，]?[”\"]|[「『《](?P<c>.+?)[」』》])"
)
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
        names = [name for name in re.split(_BETWEEN, dated["names"]) if name]
        return names, bool(dated["others"]), dated["year"], text[dated.end() :]
    names = []
    position = 0
    while found := re.compile(_NAME).match(text, position):
        separator = _SEPARATOR.match(text, found.end())
        if not separator or _PLACE_NEXT.match(text, found.end()) or (names and found.group()[0] not in _SURNAMES):
            break
        names.append(found.group())
        position = separator.end() - (1 if separator["mark"][-1] in "“'‘「『《" else 0)
        if separator["mark"] in (".", "．", "。", ":", "："):
            break
    others = re.match(r"\s?(?:외|等|他)(?:\s?\d+[인명])?[\s.,，．。]*", text[position:])
    end = position + (others.end() if others else 0)
    return names, bool(others), None, text[end:]


def _strip(text: str) -> str | None:
    return text.strip(" .,，．。:：;'‘’“”\"/") or None


def _find_year(text: str) -> str | None:
    found = re.findall(rf"(?<!\d)({YEAR})(?!\d)", text)
    return found[-1] if found else None
