"""Citations by numbers in parentheses: ``(43, 73)``, ``(12–15)``, ``transport.(12)``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ingest.citations.bracketed import LEAD, TAIL, build_callout, is_crystal, read_numbers
from ingest.citations.numbers import NUMBERS
from ingest.citations.order import Candidate, choose_by_order
from ingest.documents import Callout

_IN_PARENTHESES = re.compile(rf"\(\s?{LEAD}(?:{NUMBERS}){TAIL}\s?\)")
_RUN_ON = re.compile(r"[^\s(\[]*[A-Za-z0-9]$")
_WORD = re.compile(r"[a-z]{4}$")
_RUN_ON_SHARE = 0.3
_SITES = 4


def find_parenthesised(texts: Sequence[str], count: int, captions: Collection[int] = ()) -> list[list[Callout]]:
    """Return the citations of each text in parentheses; ``count`` is the number of references listed.

    Figures, equations, crystal planes, numbers with a unit and the marks of an enumeration are none. One run into a
    formula (``LiCoO2(12)``) counts where the document runs others into words or the order of first mention asks
    for it; ``captions`` are the texts that stand aside from that order.

    >>> text = "poor (43, 73), both (1) by heat and (2) by force, Eq. (3)"
    >>> [[callout.raw for callout in found] for found in find_parenthesised([text], 80)]
    [['(43, 73)']]
    """
    candidates = [candidate for number, text in enumerate(texts) for candidate in _find_candidates(text, number, count)]
    run_on = [c for c in candidates if c.kind]
    if sum(c.sure for c in run_on) > _RUN_ON_SHARE * sum(c.sure for c in candidates):
        candidates = [replace(c, sure=c.sure or (bool(c.kind) and c.callout.refs[-1] > _SITES)) for c in candidates]
    found: list[list[Callout]] = [[] for _ in texts]
    for candidate in choose_by_order(candidates, captions):
        found[candidate.text].append(candidate.callout)
    return found


def _find_candidates(text: str, number: int, count: int) -> Iterator[Candidate]:
    found_all = [
        (found, refs) for found in _IN_PARENTHESES.finditer(text) if (refs := read_numbers(found.group(), count))
    ]
    counted = _find_counted(text, found_all)
    labelled = -1
    for found, refs in found_all:
        start, end = found.span()
        if _is_other(text, start, end, refs) or (labelled >= 0 and _AND.fullmatch(text, labelled, start)):
            labelled = end
            continue
        if start in counted:
            continue
        token = _RUN_ON.search(text, max(0, start - 40), start)
        if token is not None and not any(char.isalpha() for char in token.group()):
            # The deviation of a number: 7.1920(1).
            continue
        run_on = token is not None or text[start - 1 : start] in (".", ",")
        sure = token is None or _WORD.search(token.group()) is not None
        yield Candidate(number, build_callout(text, start, end, refs), sure, "run on" if run_on else "")


_AND = re.compile(r"\s?(?:,?\s(?:and|or|to)\s|[,–-])\s?")
_LABELLED = re.compile(
    r"(?:\b(?:Fig(?:ure|s|ures)?|Tables?|Eqs?|Eqns?|Equations?|Sect(?:ion|ions)?|Schemes?|Chapter|Nos?|Part|Inequality"
    r"|Expressions?|Formulas?)\.?\s?[a-z]?|(?<![A-Za-z\d+])[=+×·≈~]\s?|\d\s?[±×])$",
    re.IGNORECASE,
)
_SOFTLY_LABELLED = re.compile(
    r"\b(?:Reaction|Step|Route|Type|Stage|Sample|Compound)\s?$",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(r"\s?(?:[kcmµμn]?m|Å|°C|K|[MG]Pa|mA|m?V|wt|mol|%|h|mg|kg|days?|cycles?|times)(?![A-Za-z0-9])")
_EQUATION = re.compile(r"[=→⇌↔][^;()]{0,60}\s$")


def _is_other(text: str, start: int, end: int, refs: tuple[int, ...]) -> bool:
    """Tell whether the number names a figure, equation, sample or plane, or has a unit."""
    if _LABELLED.search(text, max(0, start - 16), start) or _UNIT_AFTER.match(text, end):
        return True
    if len(refs) > 1:
        return False
    if refs[0] < 10 and _SOFTLY_LABELLED.search(text, max(0, start - 16), start):
        return True
    if len(text) - end < 3 and _EQUATION.search(text, max(0, start - 64), start):
        return True
    plane = refs[0] >= 100 and text.endswith(("the ", "and ", "or ", ", ", "of "), 0, start)
    return plane or is_crystal(text, start, end, refs)


_ITEM = re.compile(r"\(\s?\d{1,2}\s?\)")
_OPENS_ITEM = re.compile(
    r"(?:[:;,—–]\s|\b(?:and|or|i\.e\.|namely|are|is|by|to|of|include|includes|including)\s|(?<!al)[.?!]\s|^)$"
)


def _find_counted(text: str, found_all: Sequence[tuple[re.Match[str], tuple[int, ...]]]) -> set[int]:
    """Return where the numbers stand that count the items of a list: (1) to the last, each opening its item.

    The first may stand behind any word (``by means of three steps (1) heating, (2) pressing``).
    """
    items = [
        (refs[0], found.start(), bool(_OPENS_ITEM.search(text, max(0, found.start() - 12), found.start())))
        for found, refs in found_all
        if _ITEM.fullmatch(found.group()) and re.match(r"\s?\w", text[found.end() : found.end() + 2])
    ]
    counted: set[int] = set()
    expected, waiting = 1, -1
    for number, start, opens in items:
        if number == 1 and (opens or waiting < 0):
            expected, waiting = 2, start
            if opens:
                counted.add(start)
        elif number == expected and expected > 1 and opens:
            counted |= {waiting, start}
            expected, waiting = expected + 1, start
    return counted
