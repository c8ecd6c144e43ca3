"""The heads of a table's columns and rows: their unit, their power of ten, what is left for the grammar of a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.units import parse_unit
from ingest.conditions import ROOM_TEMPERATURE
from ingest.numbers import parse_number

_EXPONENT = r"(?:\^\s?[({]?\s?[-−–⁻+]?\s?\d{1,2}\s?[)}]?|[-−–⁻+]\s?(?:\d|1[0-2])(?!\d)|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})"
_POWER = re.compile(rf"(?P<times>[×xX·*⋅∙]\s?)?(?<![\w.])(?P<power>10\s?{_EXPONENT})(?!\d)\s?(?P<after>[×·*⋅∙]\s?)?")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]")
_BEHIND = re.compile(r"(?:\s/\s?|/\s|,\s|\sin\s)(?P<unit>[^,;/]+(?:/[^,;\s]+)?)$")
_CONDITION = re.compile(
    r",?\s*[(\[]?\s*(?:(?:measured\s)?(?:at|@)\s?|(?<![A-Za-z\d.−-]))"
    rf"(?:{ROOM_TEMPERATURE.pattern}|[-−]?\d[\d.]*\s?(?:°\s?C|K|℃)(?!\w))\s*[)\]]?",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"(?<![^\W\d_])(?:log|lg|ln)(?:10)?(?![a-z])|Δ|\b(?:changes?|ratio|increase|decrease|error|deviation|uncertainty)\b"
    r"|(?:^|[×·*⋅∙]\s?)1\s?/|\d\s?[×*]|[×·*⋅∙]\s?\d|^[−-]?\d[\d.]*\s?(?!C\b)[^\W\d_](?![^\W\d_])",
    re.IGNORECASE,
)
"""A head of which the values are not those of the property: logarithms, differences, multiples (``105 σ``)."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head without condition and power of ten; a value under it is to be multiplied by ``factor``.

    ``unit`` is normalised, None where none is read; ``sure`` is false where the power may be meant either way, or
    where the values are something else than those of the property.
    """

    text: str
    unit: str | None
    factor: float = 1.0
    sure: bool = True

    @property
    def plain(self) -> bool:
        """Whether a value under it is that of the property, in the unit alone."""
        return self.sure and self.factor == 1.0


def read_head(text: str, *, literal: bool = False) -> Head:
    """Return what a head says. ``literal`` is for properties of which ``10^4 σ`` can only mean a value that is small.

    In "(10−4 S cm−1)" the power belongs to the unit. Beside the name a negative one is meant in the same way; a
    positive one is by the rules of quantity calculus what the value was multiplied by, and some mean it the other
    way.

    >>> read_head("σ × 10−4 (S cm−1)")
    Head(text='σ (S cm−1)', unit='S cm-1', factor=0.0001, sure=True)
    >>> read_head("Ionic conductivity / S cm-1 at 25 °C")
    Head(text='Ionic conductivity / S cm-1', unit='S cm-1', factor=1.0, sure=True)
    >>> read_head("10^3 R (Ω)").sure, read_head("10^4 σ / S cm-1", literal=True).factor
    (False, 0.0001)
    >>> read_head("log σ (S cm−1)").sure, read_head("105 σ (S cm−1)").sure
    (False, False)
    >>> read_head("ASR, Ω cm2").text, read_head("Li10-2xMgxGeP2S12").text
    ('ASR / Ω cm2', 'Li10-2xMgxGeP2S12')
    """
    plain = _CONDITION.sub(" ", text).strip()
    found = _find_power(plain)
    if found is None:
        return _read_plain(plain)
    bare = " ".join(f"{plain[: found.start()].rstrip()} {plain[found.end() :].lstrip()}".split())
    bare = re.sub(r"([(\[])\s+", r"\1", bare)
    value = parse_number(found["power"].replace(" ", "")) or 1.0
    head = _read_plain(bare)
    if _is_in_unit(plain, found) or value < 1:
        return replace(head, factor=value)
    return replace(head, factor=1 / value, sure=head.sure and literal)


def _read_plain(text: str) -> Head:
    """Return a head without power; a unit behind a comma goes behind a slash, where the grammar looks for it."""
    bare = " ".join(text.split())
    behind = _BEHIND.search(bare)
    if behind is not None and parse_unit(behind["unit"].strip()) not in (None, "1"):
        bare = f"{bare[: behind.start()]} / {behind['unit'].strip()}"
    return Head(bare, _find_unit(bare), sure=not _CHANGED.search(bare))


def _find_power(text: str) -> re.Match[str] | None:
    """Return the first power of ten."""
    return next((f for f in _POWER.finditer(text) if parse_number(f["power"].replace(" ", "")) is not None), None)


def _is_in_unit(text: str, power: re.Match[str]) -> bool:
    """Tell whether the power stands before a unit: behind the bracket or the slash that opens it."""
    before = text[: power.start()].rstrip()
    return before.endswith(("(", "[", "/", ",")) and bool(text[power.end() :].strip(" )]"))


def _find_unit(text: str) -> str | None:
    """Return the unit of a head: in brackets, or behind a slash or comma at its end."""
    behind = _BEHIND.search(text)
    parts = [*reversed(_BRACKETED.findall(text)), *([behind["unit"]] if behind else [])]
    return next((unit for part in parts if (unit := parse_unit(part.strip())) not in (None, "1")), None)


def shorten(text: str, longest: int = 60) -> str:
    """Return a text of at most so many characters: its beginning, which names, and its end, which has the unit.

    >>> len(shorten("a" * 80)), shorten("σ (S cm−1)")
    (60, 'σ (S cm−1)')
    """
    if len(text) <= longest:
        return text
    begin = longest // 3
    return f"{text[:begin]} … {text[len(text) - (longest - begin - 3) :]}"
