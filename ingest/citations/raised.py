"""Citations whose raised numbers lost their marks and stand on the line: ``transport.72,73``, ``LLZO24 and``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ingest.citations.number_contexts import (
    Verdict,
    goes_on,
    stands_alone,
    stands_attached,
    stands_behind_stop,
    stands_behind_stop_and_blank,
)
from ingest.citations.numbers import parse_numbers
from ingest.citations.order import Candidate, choose_by_order
from ingest.documents import Callout
from ingest.repair.formula_spacing import ELEMENTS

ATTACHED, IN_FORMULA, BEHIND_STOP, BEHIND_STOP_BLANK, BEHIND_COMMA_BLANK, BEHIND_BLANK = (
    "attached", "in a formula", "behind stop", "behind stop and blank", "behind comma and blank", "behind blank",
)  # fmt: skip
"""How a candidate stands in its line."""

_ENDS = r"\d{1,3}(?:\s?[-–—−]\s?\d{1,3})?"
_LIST = re.compile(rf"(?<!\d){_ENDS}(?:\s?,\s?{_ENDS})*(?![\d.]*\d)(?![A-Za-z_^])")
_PART = re.compile(r"(\d+)(?:\s?[-–—−]\s?(\d+))?")
_DIGITS = re.compile(r"\d{1,3}")
_ELEMENT = re.compile(ELEMENTS)
_ANION_BEFORE = re.compile(r"(?<![A-Za-z])(?:[A-Z][a-z]?\d{0,2}){1,4}\s?$")
_COMPOUND_BEFORE = re.compile(r"[A-Za-z\d().]+$")
_ON = re.compile(r"\s?[.,;:)\]?!”](?!\d)|\s+[A-Za-zα-ω(\[‘“\"–—-]|\s*$")
_AMOUNT_FIRST = re.compile(r"\d{1,2},(?=\d)")
_CHARGE_FIRST = re.compile(r"\d?(?P<charge>\d-) (?=\d)")
_UNIT_FIRST = re.compile(
    r"(?<![A-Za-z])(?:(?:[cmnkµμ]?m|Å|k?g|m?A?h|s|V|mol|L|K|A|S|Wh|Pa|min|W)-[1-4]\d|[cmnµμ]m[23]\d)$"
)
_CLOSERS = frozenset(')]”’"%+')
_STOPS = frozenset(".,;:!?")
_LONGEST = 30


def find_raised(texts: Sequence[str], count: int, captions: Collection[int] = ()) -> list[list[Callout]]:
    """Return the citations of each text; all texts of a document are read together, ``captions`` out of their order.

    A number that nothing but a citation explains is sure. One behind a formula or an acronym (``LLZO24``), or set
    apart by a comma and a blank, counts only where the order of first mention or another print of the same acronym
    asks for it. Numbers with a blank before them count in a document that sets many so.

    >>> text = "in transport.72,73 (1 cm2 of Li2S, Fig. 3, 10-4, in 2017), NCM811 of type 2, 2,3-dimethyl"
    >>> [[c.raw for c in callouts] for callouts in find_raised([text], 80)]
    [['72,73']]
    """
    candidates = [candidate for number, text in enumerate(texts) for candidate in _find_candidates(text, number, count)]
    candidates = list(_settle_names(_settle_blanks(candidates, texts), texts))
    found: list[list[Callout]] = [[] for _ in texts]
    for candidate in choose_by_order(candidates, captions):
        callouts = found[candidate.text]
        if not callouts or callouts[-1].end <= candidate.callout.start:
            callouts.append(candidate.callout)
    return found


def _find_candidates(text: str, number: int, count: int) -> Iterator[Candidate]:
    for found in _LIST.finditer(text):
        start, end = found.span()
        before = text[start - 1 : start]
        if not before or before == "^" or not _ON.match(text, end) or _counts_items(text, end):
            continue
        charge = _CHARGE_FIRST.match(text, start, end)
        if charge and _ANION_BEFORE.search(text, max(0, start - 12), charge.start("charge")):
            # The charge of an ion comes first: SO42- 21,37.
            start, before = charge.end(), " "
        if end - start > 3:
            end = _end_of_rise(text, start, end)
        place, kind, verdict = _judge(text, start, end, before)
        places = [(place, kind, verdict is Verdict.CITATION)] if verdict else []
        if verdict is not Verdict.CITATION and before.isalpha():
            places += ((split, IN_FORMULA, False) for split in _split_amount(text, start))
        for begin, kind, sure in places:
            refs = parse_numbers(text[begin:end], count)
            if refs and len(refs) <= _LONGEST:
                yield Candidate(number, Callout(begin, end, text[begin:end], refs), sure, kind)


def _judge(text: str, start: int, end: int, before: str) -> tuple[int, str, Verdict]:
    """Return where a number begins, how it stands and what its surroundings say."""
    if before == " ":
        return start, *_judge_behind_blank(text, start, end)
    if before in _STOPS:
        return start, BEHIND_STOP, stands_behind_stop(text, start, end)
    powered = before == "-" or (before == "m" and text[start : start + 3].isdigit())
    if powered and text[start + 1 : start + 2].isdigit() and _UNIT_FIRST.search(text[max(0, start - 6) : start + 2]):
        # The power of a unit comes first: 20 mA cm-220 is cm-2 and 20.
        return start + 1, ATTACHED, Verdict.CITATION
    if not (before.isalpha() or before in _CLOSERS):
        return start, ATTACHED, Verdict.OTHER
    verdict = stands_attached(text, start, end)
    if not verdict and (comma := _AMOUNT_FIRST.match(text, start, end)):
        # The first number belongs to the formula: Zr2O12,24 and (PO4)3,25.
        return comma.end(), BEHIND_STOP, stands_behind_stop(text, comma.end(), end)
    return start, ATTACHED, verdict


def _judge_behind_blank(text: str, start: int, end: int) -> tuple[str, Verdict]:
    earlier = text[start - 2 : start - 1]
    if earlier == ".":
        return BEHIND_STOP_BLANK, stands_behind_stop_and_blank(text, start, end)
    if earlier in (",", ";"):
        return BEHIND_COMMA_BLANK, stands_behind_stop_and_blank(text, start, end)
    if earlier.isalnum() or earlier == "-" or earlier in _CLOSERS:
        return BEHIND_BLANK, stands_alone(text, start, end)
    return BEHIND_BLANK, Verdict.OTHER


def _split_amount(text: str, start: int) -> list[int]:
    """Return where a citation may begin inside the last number of a formula (``Na3SbS434``)."""
    token = _COMPOUND_BEFORE.search(text, max(0, start - 40), start)
    digits = _DIGITS.match(text, start)
    if token is None or digits is None or len(_ELEMENT.findall(token.group())) < 2:
        return []
    return list(range(start + 1, digits.end()))


def _counts_items(text: str, end: int) -> bool:
    """Tell whether the number is that of an item, ``1)`` without opening parenthesis."""
    if text[end : end + 1] != ")":
        return False
    head = text[max(0, end - 300) : end]
    return head.count("(") <= head.count(")")


def _end_of_rise(text: str, start: int, end: int) -> int:
    """Return where a list ends that has a blank behind a comma: the numbers of a citation rise."""
    last, place = -1, end
    for part in _PART.finditer(text, start, end):
        if last >= int(part[1]):
            return place
        last, place = int(part[2] or part[1]), part.end()
    return end


_BLANK_SHARE = 0.15
_SEVERAL = 3


def _settle_blanks(candidates: Sequence[Candidate], texts: Sequence[str]) -> list[Candidate]:
    """Return the candidates, those behind a blank sure only where the document often cites so."""
    elsewhere = {ref for c in candidates if c.sure and c.kind != BEHIND_BLANK for ref in c.callout.refs}
    only_blank = {ref for c in candidates if c.sure and c.kind == BEHIND_BLANK for ref in c.callout.refs} - elsewhere
    often = len(only_blank) >= _BLANK_SHARE * (len(elsewhere) + len(only_blank))
    after_stops = sum(c.sure and c.kind == BEHIND_STOP_BLANK for c in candidates) >= _SEVERAL
    settled = []
    for candidate in candidates:
        sure = candidate.sure
        if candidate.kind == BEHIND_BLANK:
            sure = sure and often
        elif candidate.kind == BEHIND_COMMA_BLANK and not sure:
            sure = after_stops and goes_on(texts[candidate.text], candidate.callout.end)
        elif candidate.kind == BEHIND_STOP_BLANK:
            sure = sure or after_stops
        settled.append(candidate if sure == candidate.sure else replace(candidate, sure=sure))
    return settled


_TOKEN = re.compile(r"[A-Za-z][A-Za-z\d.()+-]*[A-Za-z\d)]")
_NAME = re.compile(r"[A-Za-z][A-Za-z\d.()+-]*[A-Za-z\d)]$")
_OFTEN = 2
_AHEAD = 3


def _settle_names(candidates: Sequence[Candidate], texts: Sequence[str]) -> Iterator[Candidate]:
    """Yield the candidates, those behind a name or formula sure that the document also prints without the number.

    A name with the same number again and again is a name (``C60``, ``NCM811``). What would cut a formula in two
    counts only so.
    """
    run_in = sum(c.sure and c.kind in (ATTACHED, BEHIND_STOP) for c in candidates) >= _SEVERAL
    printed = Counter(_TOKEN.findall(" ".join(texts))) if run_in else Counter()
    highest = 0
    for candidate in candidates:
        callout, sure = candidate.callout, candidate.sure
        if not sure and candidate.kind in (ATTACHED, IN_FORMULA):
            name = _NAME.search(texts[candidate.text], max(0, callout.start - 40), callout.start)
            known = name is not None and printed[name.group()] > 0 and printed[name.group() + callout.raw] <= _OFTEN
            sure = known and min(callout.refs) <= highest + _AHEAD
        if sure:
            highest = max(highest, *callout.refs)
        if sure or candidate.kind != IN_FORMULA:
            yield replace(candidate, sure=sure)
