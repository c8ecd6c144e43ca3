"""Citations that the source itself marks as raised: ``<sup>72,73</sup>``, ``^{72,73}``, ``⁷²,⁷³``."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.markup import SUPERSCRIPTS
from ingest.citations.numbers import is_list, parse_numbers
from ingest.documents import Callout, MappedText
from ingest.mapped import find_stretch


@dataclass(frozen=True, slots=True)
class RaisedSpan:
    """A stretch of source that stands raised, with its marks, and what it reads without them.

    ``leads`` tells that a letter follows at once, as behind the number of an isotope (``⁷Li``).
    """

    start: int
    end: int
    text: str
    leads: bool = False


_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARKS = (
    ("<sup", re.compile(r"<sup\b[^<>]{0,80}>(?P<body>.{1,600}?)</sup\s*>", re.DOTALL)),
    ("^", re.compile(r"\^\{(?P<body>[^{}\n]{1,80})\}|\^(?P<bare>\d+(?:\s?[,–-]\s?\d+)*)\^?")),
    ("\\textsuperscript", re.compile(r"\\textsuperscript\{(?P<body>[^{}\n]{1,80})\}")),
)
_AREA = r"(?:(?<=\bm)|(?<=\b[cdmnkµμ]m)|(?<=Å))[²³](?=[,;])"
_UNICODE = re.compile(rf"{_AREA}|[{_DIGITS}⁻⁺](?:[{_DIGITS}⁻⁺⁽⁾]|[,;˒’'–-]\s?(?=[{_DIGITS}]))*")
_INNER_MARKUP = re.compile(r"<[^<>]*>|\]\([^()\s]*\)|\\[a-z]+|[\\${}\[\]()^]")
_NO_DASH = str.maketrans("˒’'", ",,,")


def find_raised_spans(source: str) -> list[RaisedSpan]:
    """Return what stands raised in a source, in order; neighbours with a comma or dash between are one.

    >>> [span.text for span in find_raised_spans("flat<sup>7</sup>,<sup>8</sup> as ⁷²⁻⁷⁵, 10⁻⁴ or cm^{2}")]
    ['7,8', '72-75', '-4', '2']
    """
    spans: list[RaisedSpan] = []
    for mark, pattern in _MARKS:
        if mark in source:
            spans += (RaisedSpan(f.start(), f.end(), _plain(f["body"] or f["bare"])) for f in pattern.finditer(source))
    if not source.isascii():
        spans += (
            RaisedSpan(f.start(), f.end(), _plain(f.group().translate(_NO_DASH).translate(SUPERSCRIPTS)))
            for f in _UNICODE.finditer(source)
        )
    spans.sort(key=lambda span: span.start)
    return [replace(span, leads=_leads(source, span.end)) for span in _join(source, spans)]


def _leads(source: str, end: int) -> bool:
    following = source[end : end + 12]
    return re.match(r"\$?(?:<(?:i|em|b)>)?[^\W\d_]", following) is not None


def _plain(body: str) -> str:
    return html.unescape(_INNER_MARKUP.sub("", body)).strip()


_CHARGE = re.compile(r"[1-4][-−+]")
_JOINT = re.compile(r"\s?[,;–—-]\s?")
_LENGTH = re.compile(r"(?<![^\W\d_])(?:[kcdmnµμ]?m|Å)$")
"""What an area or a volume has before its power: of ``12 cm²,¹⁰`` the citation is 10 alone."""


def _join(source: str, spans: Sequence[RaisedSpan]) -> Iterator[RaisedSpan]:
    """Yield the spans, those that only commas and dashes part as one; of two that overlap the first counts."""
    last: RaisedSpan | None = None
    for span in spans:
        if last is None:
            last = span
            continue
        if span.start < last.end:
            continue
        gap = _plain(source[last.end : span.start]) if span.start - last.end < 40 else "."
        joint = _JOINT.fullmatch(gap) or (not gap and (_ends_open(last.text) or _ends_open(span.text[:1])))
        if (
            joint
            and not span.text.startswith(("-", "+"))
            and last.text[:1].isdigit()
            and not _CHARGE.fullmatch(last.text)
            and not (last.text in "23" and _LENGTH.search(source[max(0, last.start - 4) : last.start]))
        ):
            last = RaisedSpan(last.start, span.end, f"{last.text}{gap}{span.text}")
            continue
        yield last
        last = span
    if last is not None:
        yield last


def _ends_open(text: str) -> bool:
    return text.endswith((",", "–", "-", "—", ";"))


def find_marked(content: MappedText, raised: Sequence[RaisedSpan], count: int) -> tuple[list[Callout], list[Callout]]:
    """Return the raised numbers of a repaired text: the citations, and those that are exponents, charges or isotopes.

    ``raised`` are the spans of the whole source; the map of the text tells which of them lie in it.
    """
    if not content.text:
        return [], []
    citations: list[Callout] = []
    others: list[Callout] = []
    first = bisect_left(raised, content.starts[0], key=lambda span: span.start)
    last = bisect_left(raised, content.ends[-1], key=lambda span: span.start)
    for span in raised[first:last]:
        if not is_list(span.text):
            continue
        start, end = find_stretch(content, span.start, span.end)
        refs = parse_numbers(span.text, count)
        if start >= end or _digits(_plain(content.text[start:end])) != _digits(span.text):
            continue
        callout = Callout(start, end, content.text[start:end], refs or ())
        cites = refs is not None and not _is_exponent(content.text, start, end, span.leads, refs)
        (citations if cites else others).append(callout)
    return citations, others


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


_UNIT = re.compile(
    r"(?<![^\W\d_])(?:[kcdmnµμ]?m|Å|[mkn]?s|h|min|k?g|mg|m?L|m?V|m?A|Ah|J|K|mol|m?S|k?N|[kMG]?Pa|W|Wh|eV|Hz|at|wt|Ω|°C|in|ft)$"
)
_SYMBOL = re.compile(r"(?<![^\W\d_])[^\W\d_]$|\bsp$|\d[spdf]$|\b[et]_?2?g$|[|∂∇]$|\([^()]* [-+−·] [^()]*\)$")
_SIGN = re.compile(r"[-−^]$")
_ALWAYS = re.compile(r"(?<![\d.,A-Za-z])10[-−]?$|\d[spdf]$")
_NUMBER = re.compile(r"(?<![\d.,A-Za-z])(?:10|\d(?:\.\d+)?|\d+\.\d+)$")
_HIGHEST_POWER = 6


def _is_exponent(text: str, start: int, end: int, leads: bool, refs: tuple[int, ...]) -> bool:
    """Tell whether something else explains a raised number: a power, a charge, an isotope, an occupation."""
    if len(refs) > 1:
        return False
    head = text[max(0, start - 40) : start].removesuffix("^")
    if leads and (not head or not (head[-1].isalnum() or head[-1] in ".,;)")):
        return True
    if _ALWAYS.search(head) or text[end : end + 1] in ("+", "-", "−"):
        return True
    if refs[0] > _HIGHEST_POWER:
        return False
    return any(pattern.search(head) for pattern in (_UNIT, _SYMBOL, _NUMBER, _SIGN))
