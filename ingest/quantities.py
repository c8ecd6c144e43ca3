"""Quantities in text: numbers with units, ranges, pairs, lists and comparators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.units import convert, parse_unit
from ingest.comparators import parse_comparator
from ingest.factors import find_bare
from ingest.numbers import NUMBER, parse_number, parse_uncertainty
from ingest.unit_patterns import measured_pattern, range_pattern


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A number with its unit in a text.

    ``raw`` is ``text[start:end]`` with the words that compare; ``value_max`` is the upper end of a range;
    ``unit`` is the normalised unit, ``1`` for a factor, None where the text prints none; ``uncertainty`` is the
    printed one, in that unit.
    """

    start: int
    end: int
    raw: str
    value: float
    value_max: float | None = None
    comparator: str = "="
    unit: str | None = None
    uncertainty: float | None = None


def find_quantities(text: str) -> list[QuantityMention]:
    """Return the quantities in the order of the text; they do not overlap.

    Bare counts, years, callouts and subscripts of formulas are none. ``from A to B`` gives two mentions where
    something changes, one range where something extends.

    >>> text = "a drop from 1138.5 to 83 Ω cm2 at 1.7-4.2 V"
    >>> [(q.value, q.value_max, q.unit) for q in find_quantities(text)]
    [(1138.5, None, 'Ω cm2'), (83.0, None, 'Ω cm2'), (1.7, 4.2, 'V')]
    >>> find_quantities("more than 5000 cycles")[0].comparator
    '>'
    """
    bare = (
        (_mention(text, b.start, b.end, b.value, unit=b.unit, value_max=b.value_max, comparator=b.comparator),)
        for b in find_bare(text)
    )
    found: list[QuantityMention] = []
    taken = 0
    for group in sorted([*_find_measured(text), *bare], key=lambda group: (group[0].start, -group[-1].end)):
        if group[0].start >= taken:
            found.extend(group)
            taken = group[-1].end
    return found


_Group = tuple[QuantityMention, ...]


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A number directly before its unit; what stands before it may share the unit."""

    text: str
    start: int
    end: int
    value: float
    unit: str
    closed: bool
    uncertainty: float | None = None

    def before(self, reach: int) -> tuple[str, int]:
        first = max(0, self.start - reach)
        return self.text[first : self.start], first


_REFUSED_ALONE = frozenset({"S", "N", "F", "T", "Wb", "rad"})
"""Letters that stand for an element or a tensor more often than for a unit of their own."""
_REFUSED_GLUED = frozenset({"s", "d", "F", "K", "L", "M", "m", "N"})
"""Glued to a single digit these are orbitals (1s, 3d), labels and names (2M, 3L), not units."""
_DECADE = re.compile(r"(?:1[89]|20)\d0s")
_REFUSED_HYPHENATED = frozenset({"C", "K", "M", "A", "L", "d", "W", "g"})
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:Figs?|Figures?|Tables?|Refs?|Eqs?|Equations?|Sects?|Sections?|Schemes?|Chapters?|Movies?|Notes?"
    r"|Steps?|Type|Space group)\.?\s?S?|(?<!\bsu)[A-Za-z][-−–]|[A-Za-z\d]\.|\d/|[×x]\s?)$"
)
_ORBITAL_OF = re.compile(r"\b[A-Z][a-z]?\s?$")
_ORBITALS = frozenset({"s", "d"})
_LABEL_REACH = 24
_RANGE_REACH = 60
_LIST_REACH = 160


def _find_measured(text: str) -> Iterator[_Group]:
    for found in measured_pattern().finditer(text):
        unit = parse_unit(found["unit"])
        if unit is None or not _is_unit_here(text, found, unit):
            continue
        start = found.start() + _range_offset(text, found, unit)
        value = parse_number(text[start : found.end("number")])
        if value is None or _is_labelled(text, found.start()):
            continue
        spread = parse_number(found["spread"] or found["behind"] or "")
        uncertainty = parse_uncertainty(found["number"]) if spread is None else spread
        in_brackets = bool(found["close"]) and spread is not None and text[start - 1 : start] == "("
        anchor = _Anchor(
            text, start - in_brackets, found.end(), value, unit, bool(found["close"]) and not in_brackets, uncertainty
        )
        group = _read_group(anchor)
        if group:
            yield group


def _is_labelled(text: str, start: int) -> bool:
    """Tell whether a number belongs to what stands before it: a figure, a hyphenated name, a product."""
    lead = text[max(0, start - _LABEL_REACH) : start]
    if not _LABEL_BEFORE.search(lead):
        return False
    joined = range_pattern().search(lead) if lead[-1] in "-−–" else None
    return joined is None or not (joined["unit"] or "").strip()


def _is_unit_here(text: str, found: re.Match[str], unit: str) -> bool:
    number, following = found["number"], text[found.end() : found.end() + 1]
    if unit in _ORBITALS and len(number) == 1 and _ORBITAL_OF.search(text[max(0, found.start() - 4) : found.start()]):
        return False
    if unit in _REFUSED_ALONE or unit.startswith(("atom", "f.u.")):
        return False
    if not found["gap"] and unit in _REFUSED_GLUED and (len(number) == 1 or _DECADE.fullmatch(number + unit)):
        return False
    if "-" in found["gap"] and unit in _REFUSED_HYPHENATED:
        return False
    if unit == "C":
        value = parse_number(number)
        return value is not None and 0 < value <= 100 and following not in ("-", "–", "/", "=", "≡")
    return not (len(unit) == 1 and unit.isupper() and following in ("-", "+", "|") and unit != "V")


_SPACED_DASH = re.compile(r"[\w%°Å²]\s[-−–]$")


def _range_offset(text: str, found: re.Match[str], unit: str) -> int:
    """Return where the last number begins in what may be ``10-40``: a range, unless it is a power of ten.

    Powers go down from ten or stand before a conductivity or diffusivity. A dash between a unit and a number
    with another (``5 µA cm-2 -7 mA cm-2``) is no sign.
    """
    number = found["number"]
    if number[0] in "-−–" and _SPACED_DASH.search(text[max(0, found.start() - 4) : found.start() + 1]):
        lead = text[max(0, found.start() - _RANGE_REACH) : found.start() + 1]
        joined = range_pattern().search(lead)
        return int(joined is not None and bool((joined["unit"] or "").strip()))
    bare = re.fullmatch(r"10[-−–](\d{1,2})", number)
    return 3 if bare and int(bare[1]) > 10 and not unit.startswith(("S ", "mS ", "cm2 s")) else 0


def _read_group(anchor: _Anchor) -> _Group:
    lead, first = anchor.before(_RANGE_REACH)
    joined = range_pattern().search(lead) if lead else None
    if joined and (low := _read_low(joined, anchor.unit)) is not None:
        return _read_range(anchor, joined, low, first)
    listed = _read_list(anchor, anchor.start)
    if anchor.closed and not (listed and anchor.text[listed[0].start - 1] == "("):
        return ()
    comparator, start = ("=", anchor.start) if listed else parse_comparator(anchor.text, anchor.start)
    if anchor.unit.endswith("Pa") and anchor.text[start : anchor.start].lower().startswith("under"):
        comparator, start = "=", anchor.start  # "under 10 MPa" is at this pressure
    last = _mention(anchor.text, start, anchor.end, anchor.value, unit=anchor.unit, comparator=comparator)
    return (*listed, replace(last, uncertainty=anchor.uncertainty))


def _read_low(joined: re.Match[str], unit: str) -> float | None:
    """Return the lower end of a range in the unit of its upper end; None where the units do not go together."""
    value, printed = parse_number(joined["first"]), (joined["unit"] or "").strip()
    own = parse_unit(printed) if printed else unit
    if value is None or own is None or own == unit:
        return value if own else None
    return convert(value, own, unit)


_RANGING = re.compile(r"\b(?:rang\w+|var(?:y|ies|ied|ying)|span\w*)\sfrom\s$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s(?:(?:about|around|roughly|approximately|nearly|ca\.)\s|~\s?)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:decreas|reduc|increas|drop|improv|lower|rais|enhanc|chang|declin|f[ae]ll|rise|rose|gr[oe]w|shr[iu]nk"
    r"|shift|mov|boost|expan|doubl|tripl|halv)\w*",
    re.IGNORECASE,
)


def _read_range(anchor: _Anchor, joined: re.Match[str], low: float, offset: int) -> _Group:
    """Read "A to B unit" as one range, or as two numbers where the words tell of a change."""
    text, start = anchor.text, offset + joined.start("first")
    lead = text[max(0, start - 90) : start]
    joint, between = joined["joint"] or joined["hedged"], bool(_BETWEEN.search(lead))
    from_to = joint == "to" and bool(_FROM.search(lead))
    told = not _RANGING.search(lead) and (low > anchor.value or bool(_CHANGE.search(lead)))
    changes = joint == "→" or (from_to and (told or joined["hedged"] is not None))
    if changes or (joint in ("and", "or") and not between):
        end = offset + joined.end("unit" if (joined["unit"] or "").strip() else "first")
        comparator, second = parse_comparator(text, max(anchor.start, offset + joined.end()))
        return (
            *_read_list(anchor, start),
            _mention(text, start, end, low, unit=anchor.unit),
            _mention(text, second, anchor.end, anchor.value, unit=anchor.unit, comparator=comparator),
        )
    low, high = sorted((low, anchor.value))
    comparator, begin = parse_comparator(text, start)
    begin -= len("between ") if between else 0
    top = high if high != low else None
    last = _mention(text, begin, anchor.end, low, value_max=top, unit=anchor.unit, comparator=comparator)
    return (*_read_ranges(anchor, start), last)


_RANGE_BEFORE = re.compile(
    r"(?P<low>(?<![\w.,^/)–−-])\d+(?:\.\d+)?)\s?[-–−]\s?(?P<high>\d+(?:\.\d+)?)\s?(?:,|,?\s(?:and|or|vs\.?|versus))\s?$"
)


def _read_ranges(anchor: _Anchor, end: int) -> list[QuantityMention]:
    """Return the ranges before ``end`` of a list with one unit at its end: ``2.0-4.0 and 2.0-4.5 V``."""
    items: list[QuantityMention] = []
    offset = max(0, end - _LIST_REACH)
    before = anchor.text[offset:end]
    while (found := _RANGE_BEFORE.search(before)) and len(items) < _LONGEST_LIST:
        low, high = float(found["low"]), float(found["high"])
        before = before[: found.start()]
        if low >= high or _LABEL_BEFORE.search(before[-_LABEL_REACH:]) or before.endswith("["):
            return items
        start, stop = offset + found.start("low"), offset + found.end("high")
        items.insert(0, _mention(anchor.text, start, stop, low, unit=anchor.unit, value_max=high))
    return items


_ITEM_BEFORE = re.compile(
    rf"(?P<item>(?<![\w.,^/):]){NUMBER})(?P<degree>°?)\s?(?:,|,?\s(?:and|or|vs\.?|versus))\s?(?:\((?:\d|[a-z]|iv|i{{1,3}})\)\s?)?$"
)
_ENUMERATOR = re.compile(r"\((?:\d|[a-z]|i{1,3}v?)\)\s?$")
_FIRST_BEFORE = re.compile(rf"\bfrom\s(?P<item>{NUMBER})\s?to\s?$")
_LONGEST_LIST = 12


def _read_list(anchor: _Anchor, end: int) -> list[QuantityMention]:
    """Return the items before ``end`` of a list with one unit at its end: ``1050, 1100 and 1150 °C``."""
    items: list[QuantityMention] = []
    offset = max(0, end - _LIST_REACH)
    before = anchor.text[offset:end]
    while (found := _ITEM_BEFORE.search(before)) and len(items) < _LONGEST_LIST:
        value = parse_number(found["item"])
        before = before[: found.start("item")]
        if value is None or _LABEL_BEFORE.search(before[-_LABEL_REACH:]) or before.endswith(("[", "= ")):
            return []
        start, stop = offset + found.start("item"), offset + found.end("degree")
        angle = found["degree"] and not anchor.unit.startswith("°")  # "95° and 2 Ω": of a unit of its own
        items.insert(0, _mention(anchor.text, start, stop, value, unit="°" if angle else anchor.unit))
        enumerator = _ENUMERATOR.search(before)
        before = before[: enumerator.start()] if enumerator else before
    if items and (found := _FIRST_BEFORE.search(before)) and (value := parse_number(found["item"])) is not None:
        start, stop = offset + found.start("item"), offset + found.end("item")
        items.insert(0, _mention(anchor.text, start, stop, value, unit=anchor.unit))
    return items


def _mention(
    text: str,
    start: int,
    end: int,
    value: float,
    *,
    unit: str | None,
    value_max: float | None = None,
    comparator: str = "=",
) -> QuantityMention:
    return QuantityMention(start, end, text[start:end], value, value_max, comparator, unit)
