"""Blanks inside numbers, powers of ten and units, closed where the neighbours leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ingest.mapped import Edit, Guarded, Rule, substitute

UNIT = (
    r"(?:[kmMGnpµμ]?(?:V|A|Ah|S|W|Wh|Pa|Hz|eV|F|Ω|m|g|s|L|l|M|K|J|N|mol|bar|Torr)|cm|dm|min|h|days?|wt|vol|at|ohm"
    r"|°|%|Å|C)(?![A-Za-z])"
)
_DECIMAL = re.compile(r" \. ?(?=\d)|(?<=0)\. (?=\d)")
_WHOLE_PART = re.compile(r"(?P<sign>[=<>~≈≤≥±×(–-] ?)?(?<![\d.])\d{1,3}$")
_AFTER_DECIMALS = re.compile(rf"\d{{1,4}}(?: ?[×x] ?10| ?{UNIT}|[,;)\]]| ?[-−–] ?\d|$)")


def find_decimal_edits(text: str) -> list[Edit]:
    """Return the edits that close the blanks around a decimal point.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_decimal_edits(text)).text
    >>> plain("x = 0 . 5, 1 . 2 × 10 and 3 . 5 V, 0. 25 mA"), plain("see Fig. 2 . 5 cells were built")
    ('x = 0.5, 1.2 × 10 and 3.5 V, 0.25 mA', 'see Fig. 2 . 5 cells were built')
    """
    if " ." not in text and "0. " not in text:
        return []
    edits = []
    for found in _DECIMAL.finditer(text):
        before = _WHOLE_PART.search(text, max(0, found.start() - 6), found.start())
        if before and (before["sign"] or _AFTER_DECIMALS.match(text, found.end())):
            edits.append(Edit(found.start(), found.end(), "."))
    return edits


_RANGE = re.compile(rf"(?<![\d.A-Za-z^–-])(\d+(?:\.\d+)?)( [-–] )(\d+(?:\.\d+)?)(?= ?{UNIT})")


def find_range_edits(text: str) -> list[Edit]:
    """Return the edits that close a range of rising numbers before a unit: ``10 - 25 mV``."""
    if " - " not in text and " – " not in text:
        return []
    return [Edit(*found.span(2), "–") for found in _RANGE.finditer(text) if float(found[1]) < float(found[3])]


MINUS: tuple[Rule, ...] = (
    substitute(re.compile(r" ?− (?=\d)(?<=[=<>~≈±×(]− )|(?<=[=<>~≈±×(]) − (?=\d)"), " -", needs=("− ",)),
    substitute(re.compile(r" , (?=\d-[a-z]{3})(?<=\d , )(?<!\d\d , )"), ",", needs=(" , ",)),
    substitute(re.compile(r"− (?=\d)(?<=[A-Za-z] − )(?<! [A-Za-z] − )"), "-", needs=("− ",)),
)
"""A blank behind a minus that subtracts nothing, as a word or relation stands before it; ``1 , 2-dimethoxyethane``."""

Table = Sequence[tuple[str, str | Callable[[re.Match[str]], str], Sequence[str]]]
"""What is replaced, by what, and of which strings every match holds one."""

_TEN = ("10 ", "10-", "10−", "10–")
_TENS: Table = (
    (r"(?<=[×≈~]) ?10 ?[-−–] ?(\d{1,2})(?!\d|\.\d)", r" 10^-\1", ("×", "≈", "~")),
    (r"10 ?[-−–] ?(\d{1,2})(?!\d|\.\d)(?<=\d x 10.)", r"10^-\1", ("x 10",)),
    (r"(?<=[·∙]) ?10 ?[-−–] ?(\d{1,2})(?!\d|\.\d)", r"10^-\1", ("·", "∙")),
    (r"(?<=[×]) ?10 (\d{1,2})(?= [A-ZΩm])", r" 10^\1", ("×",)),
    (r"10(?<![\d.^]10) ?[-−](?=\d\d?(?: to| ?,)(?: and)? ?10 ?[-−]\d)", "10^-", _TEN),
    (r"(?<=\^-\d (?:to|or)) ?10 ?[-−](?=\d)", " 10^-", ("^-",)),
    (r"(?<=\^-\d ,) ?10 ?[-−](?=\d)", " 10^-", ("^-",)),
    (r"10(?<![\d.^]10) [-−](?=\d to (?:1|10)\b)", "10^-", ("10 ",)),
    (r"10(?<![\d.^]10) ?[-−](?=[2-9] (?:[mµμ]?S\b|[cm]?m[ -]?2\b|s\b|Torr|mbar|Pa\b))", "10^-", _TEN),
    (r"10(?<![\d.^]10) ?[-−](?=1\d (?:[mµμ]?S[ /]c?m\b|cm ?2 s))", "10^-", _TEN),
    (rf"10(?<![\d.^–-]10)(?<!from 10) [-−](?=[1-9] {UNIT})", "10^-", ("10 -", "10 −")),
    (r"10(?<![\d.^]10) (\d{1,2})(?= (?:S|Ω|ohm|Hz)\b)", r"10^\1", ("10 ",)),
)
_FACTOR = r"(?:cm|mm|kg|mol|min|[gKhsmL])(?![A-Za-z])"
_RUN_ON = "thick|thickness|diameter|wide|long|layer|film|particles|pressure|and|for|with|from"
_UNIT_GAPS: Table = (
    (
        r"(?<![A-Za-z])([µμ]) (?=(?:m|A|Ah|S|V|W|L|l|g|mol|s|N)(?![a-z])|A?h? ?cm ?-|Acm ?-)",
        r"\1",
        ("µ ", "μ "),
    ),
    (r"([µμ]) m(?!ol|in)(?=[a-z]{3})(?<=\d .{3})", r"\1m ", ("µ m", "μ m")),
    (rf"(\d ?(?:nm|mm|cm|[µμ]m|[kMG]Pa|m?eV|mV))(?=(?:{_RUN_ON})\b)", r"\1 ", _RUN_ON.split("|")),
    (
        r"(?<=\d )([mkµμ]) (A h|A|S|W h|W|V)(?= ?(?:cm|kg|g|L|h)\b| ?/|[,.;)]|$)",
        lambda found: found[1] + found[2].replace(" ", ""),
        ("m A", "m S", "k W", "m W", "m V", "µ A", "μ A"),
    ),
    (r"\b([mkµμ]?[AW]) h(?= ?(?:k?g|L|cm) ?[-−–] ?[1-3])", r"\1h", ("A h", "W h")),
    (r"(?<=[\dΩSAWhgmlµ·] )(cm|mm|Å|dm|km) (?=[23](?:[\s.,;:)\]/]|$))", r"\1", ("m 2", "m 3", "Å 2", "Å 3")),
    (r"(?<=[Ω·]cm) (?=[23](?:[\s.,;:)\]/]|$))", "", ("cm 2", "cm 3")),
    (r"(?<=\d )m (?=2 (?:g|m|s|kg)\b)", "m", ("m 2",)),
    (r"° (?=[CFK]\b)", "°", ("° ",)),
    (rf"(?<=[A-Za-zΩ]) · ?(?={_FACTOR})|(?<=[A-Za-zΩ])· (?={_FACTOR})", "·", (" ·", "· ")),
    (rf"(?<=[\d ][SAVW]) / (?={_FACTOR})|(?<=[mµμ][SAVWg]) / (?={_FACTOR})|(?<=[AW]h) / (?={_FACTOR})", "/", (" / ",)),
)
_EXPONENT = re.compile(r"[-−–] ?([1-4])(?![\d.]*\d|[A-Za-z])")
_UNIT_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:cm|mm|nm|dm|[µμ]m|mol|kg|min) ?$|[\dΩSAWJVNalhezg%°·] ?\b(?:m|s|h|g|L|K|V|C|Å) ?$"
)
_GLUED = re.compile(
    r"(?P<number>\d)?(?<![A-Za-z])(?P<first>m?Ah|Wh|mol|m?A|mW|mg|[µμ]Ah?|m?S|J)(?P<gap> ?)(?P<last>cm|kg|g|L) ?$"
)


def find_inverse_edits(text: str) -> list[Edit]:
    """Return the edits that set inverse units as they are usual: ``S cm −1``, ``mAh g − 1``, ``372mAhg-1``.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_inverse_edits(text)).text
    >>> plain("5 S·cm −1, 150 mAh g − 1, 372mAhg -1"), plain("cells g - 1 in use, a-1, Fig. 1g–3, 10–25 mm")
    ('5 S·cm-1, 150 mAh g-1, 372 mAh g-1', 'cells g - 1 in use, a-1, Fig. 1g–3, 10–25 mm')
    """
    edits = []
    for found in _EXPONENT.finditer(text):
        start = max(0, found.start() - 12)
        glued = _GLUED.search(text, start, found.start())
        if not glued and not _UNIT_BEFORE.search(text, start, found.start()):
            continue
        if glued and glued["number"] and len(glued["first"]) > 1:
            edits.append(Edit(glued.start("first"), glued.start("first"), " "))
        if glued and not glued["gap"]:
            edits.append(Edit(glued.start("last"), glued.start("last"), " "))
        begin = found.start() - (text[found.start() - 1] == " ")
        if found.end() - begin != 2 or text[begin] != "-":
            edits.append(Edit(begin, found.end(), f"-{found[1]}"))
    return edits


def _rules(table: Table) -> Iterator[Rule]:
    for pattern, new, needs in table:
        yield substitute(re.compile(pattern), new, needs=needs)


NUMBERS: tuple[Rule | Guarded, ...] = (
    find_decimal_edits, find_range_edits, Guarded(("10",), tuple(_rules(_TENS))), *_rules(_UNIT_GAPS),
    find_inverse_edits,
)  # fmt: skip
"""Powers of ten first, then units: each needs the ones before it."""
