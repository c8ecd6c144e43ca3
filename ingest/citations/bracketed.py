"""Citations by numbers in brackets, and those announced by a word (``Refs. 25 and 26``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.citations.numbers import NAMED, NUMBERS, parse_numbers
from ingest.documents import Callout

LEAD = (
    rf"(?:(?:\b(?:[Ss]ee|[Cc]f\.?|[Cc]ompare|[Rr]eviewed in|[Ii]n|[Aa]lso|[Ff]or (?:example|instance|reviews?)"
    rf"|[Ee]\.g\.?)|{NAMED}),?\s?){{0,3}}"
)
TAIL = (
    r"(?:,?\s(?:and|see)\s(?:the\s)?references\s(?:cited\s)?therein|,?\s?(?:pp?\.|[Cc]h(?:ap)?\.)\s?\d+(?:[-–]\d+)?)?"
)
_TARGET = r"(?:\((?:\#|https?:)[^()\s]{1,120}\))?"
_BRACKET = rf"\[{{1,2}}\^?\s?{LEAD}(?:{NUMBERS}){TAIL}\s?\]{{1,2}}{_TARGET}"
_IN_BRACKETS = re.compile(rf"{_BRACKET}(?:\s?[-–—−]\s?{_BRACKET})?")
_NAMED_BEFORE = re.compile(rf"{NAMED}$")
_ANNOUNCED = re.compile(
    rf"{NAMED}(?P<list>\d{{1,3}}[a-z]?(?:\s?(?:[,;]|[-–—−]|,?\sand\s|\sto\s)\s?\d{{1,3}}[a-z]?)*)(?![\d.]*\d|\s?[%°]|[A-Za-z])"
)
_LIST = re.compile(rf"(?<![A-Za-z\d#/.-])(?:{NUMBERS})(?![\d.]*\d)")
_PAGES = re.compile(r",?\s?(?:pp?\.|[Cc]h(?:ap)?\.)\s?\d+|\((?:#|https?:)[^()\s]*\)")


def find_bracketed(text: str, count: int) -> list[Callout]:
    """Return the citations in brackets; ``count`` is the number of references listed.

    A dash between two brackets is a range, as in ``[1]–[3]``. Intervals and crystal directions are none.

    >>> [(c.raw, c.refs) for c in find_bracketed("poor [17], as in [120–122], [1]–[3] and Ref. [25].", 167)]
    [('[17]', (17,)), ('[120–122]', (120, 121, 122)), ('[1]–[3]', (1, 2, 3)), ('Ref. [25]', (25,))]
    >>> find_bracketed("along the [110] direction on the interval [1, 2] of [x = 3]", 167)
    []
    """
    callouts = []
    for found in _IN_BRACKETS.finditer(text):
        refs = read_numbers(found.group(), count)
        if refs and not _is_other_bracket(text, found.start(), found.end(), refs):
            callouts.append(build_callout(text, found.start(), found.end(), refs))
    return callouts


def find_announced(text: str, count: int) -> list[Callout]:
    """Return the citations that the word before them makes one, in whatever style the others are.

    >>> [(c.raw, c.refs) for c in find_announced("as in Refs. 25 and 26, in ref 7 and 3 cells, reference 2%", 80)]
    [('Refs. 25 and 26', (25, 26)), ('ref 7', (7,))]
    """
    callouts = []
    for found in _ANNOUNCED.finditer(text):
        end, listed = found.end(), found["list"]
        plural = re.match(r"\w+", found.group())
        if plural and not plural.group().endswith(("s", "S")) and (joined := re.search(r",?\s(?:and|to)\s", listed)):
            # One reference and a number of something else.
            end, listed = found.start("list") + joined.start(), listed[: joined.start()]
        refs = parse_numbers(listed.replace(" to ", "–"), count)
        if refs:
            callouts.append(Callout(found.start(), end, text[found.start() : end], refs))
    return callouts


def build_callout(text: str, start: int, end: int, refs: tuple[int, ...]) -> Callout:
    """Return the callout with the word that announces it (``Ref. [25]``)."""
    named = _NAMED_BEFORE.search(text, max(0, start - 12), start)
    start = named.start() if named else start
    return Callout(start, end, text[start:end], refs)


def read_numbers(raw: str, count: int) -> tuple[int, ...] | None:
    """Return the numbers of a whole callout; two brackets with a dash between are a range."""
    lists = [found.group() for found in _LIST.finditer(_PAGES.sub(" ", raw))]
    if len(lists) == 2 and re.search(r"\]\)?\s?[-–—−]\s?\[", _PAGES.sub("", raw)):
        return parse_numbers(f"{lists[0]}–{lists[1]}", count)
    return parse_numbers(lists[0], count) if len(lists) == 1 else None


_INTERVAL_BEFORE = re.compile(r"(?:\b(?:interval|range|window|domain|between|matrix|vector|coordinates?)|[∈=×+])\s?$")
_CRYSTAL_AFTER = re.compile(
    r"[\]})]?(?:\s|-)?(?:direction|zone|ax[ei]s|plane|facet|face[sd]?\b|surface|orient|textur|reflection|peak|projection"
    r"|slab|terminat|diffraction|substrate|Bragg|spot|ring|edge|grown|crystal|lattice)|\s?/\s?[\[(]\d{3}"
)
_CRYSTAL_BEFORE = re.compile(
    r"(?:\b(?:along|direction|ax[ei]s|parallel to|normal to|perpendicular to|planes?|facets?|peaks?|reflections?"
    r"|surfaces?)(?: the)?|[\])]\s?/)\s?$",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(r"\b(?:Eqs?|Eqns?|Figs?)\.?\s?$", re.IGNORECASE)
_ELEMENT_AFTER = re.compile(r"[A-Z][a-z]?(?![a-z])")


def _is_other_bracket(text: str, start: int, end: int, refs: tuple[int, ...]) -> bool:
    if len(refs) == 2 and _INTERVAL_BEFORE.search(text, max(0, start - 14), start):
        return True
    if _LABEL_BEFORE.search(text, max(0, start - 14), start):
        return True
    if _ELEMENT_AFTER.match(text, end) and len(refs) == 1:
        # The coordination of an atom ([6]Al), not a sentence that lost its blank ([6]The).
        return True
    return is_crystal(text, start, end, refs)


def is_crystal(text: str, start: int, end: int, refs: tuple[int, ...]) -> bool:
    """Tell whether three digits are the indices of a direction or plane."""
    if len(refs) != 1 or refs[0] < 100:
        return False
    return bool(_CRYSTAL_AFTER.match(text, end) or _CRYSTAL_BEFORE.search(text, max(0, start - 24), start))


def iter_beyond(text: str, count: int) -> Iterator[str]:
    """Yield the bracketed numbers that are no year and lie beyond the list."""
    for found in re.finditer(rf"\[\s?({NUMBERS})\s?\]", text):
        numbers = [int(digits) for digits in re.findall(r"\d+", found[1])]
        if max(numbers) > count and max(numbers) < 1000 and not found[1].startswith("0"):
            yield found.group()
