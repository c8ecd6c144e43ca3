"""Numbers as they are printed: decimals, powers of ten in every spelling, thousands, words."""

from __future__ import annotations

import re

from graph.markup import DASHES, SUPERSCRIPTS

_POWER = r"(?:\^\s?[({]?\s?[-−–+]?\s?\d{1,2}\s?[)}]?|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[-−–]\d{1,2}(?![\d.]))"
_PLAIN = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}|\s000)+(?![\d.,])"
    r"|\d+\.\d+\(\d{1,2}\)|\d+(?:\.\d+)?(?:[eE][-−+]?\d{1,2}(?!\d))?)"
)
PLUS_MINUS = r"\s?(?:±|\+/[-−–])\s?"
_TIMES = r"\s?(?:[×xX·*⋅∙]|\\times)\s?"
_SPREAD = rf"\d+(?:\.\d+)?{PLUS_MINUS}\d+(?:\.\d+)?"
_FACTOR = rf"(?:\(\s?{_SPREAD}\s?\)|{_SPREAD}|\d+(?:\.\d+)?(?:\(\d{{1,2}}\))?)"
SCIENTIFIC = rf"(?:{_FACTOR}{_TIMES}10\s?(?:{_POWER}|\d{{1,2}}(?![\d.]))|(?<![\d.])10{_POWER})"
NUMBER = rf"(?:(?:(?<=[\s(~≈∼<>=≤≥])|^)[-−–+])?(?:{SCIENTIFIC}|{_PLAIN})"
"""A printed number, without unit; to be embedded in a larger pattern."""

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "twenty": 20, "fifty": 50, "hundred": 100,
}  # fmt: skip

_MANTISSA = re.compile(
    rf"^(?P<sign>[-+]?)(?:(?P<mantissa>[\d.]+){_TIMES})?10\s?[\^({{\s]*(?P<power>[-+]?\s?\d{{1,2}})[\s)}}]*$"
)
_UNCERTAIN = re.compile(
    rf"\(?\s?(?P<value>\d+(?:\.(?P<decimals>\d+))?)(?:\((?P<digits>\d{{1,2}})\)|{PLUS_MINUS}(?P<spread>\d+(?:\.\d+)?))\s?\)?"
)


def parse_number(text: str) -> float | None:
    """Return the value of a printed number, or None where it is none.

    A number and a dash after a bare ten is a power: ``10-4`` is 0.0001. An uncertainty is left out.

    >>> [parse_number(t) for t in ("3.2 × 10⁻³", "10^{-4}", "10-9", "1,200", "−0.5", "1.5e-7", "two", "1.2(3)")]
    [0.0032, 0.0001, 1e-09, 1200.0, -0.5, 1.5e-07, 2.0, 1.2]
    """
    word = WORDS.get(text.lower())
    if word is not None:
        return float(word)
    text = _UNCERTAIN.sub(lambda found: found["value"], text, count=1)
    raised = "⁰" <= text[-1:] <= "⁹" or text[-1:] in "¹²³"
    plain = text.translate(DASHES).translate(SUPERSCRIPTS).strip()
    found = _MANTISSA.match(plain)
    if found and (raised or found["mantissa"] or not plain.lstrip("+-")[2:].isdigit()):
        mantissa = found["mantissa"] or "1"
        try:
            value = float(f"{float(mantissa)}e{int(found['power'].replace(' ', ''))}")
        except ValueError:
            return None
        return -value if found["sign"] == "-" else value
    try:
        return float(re.sub(r"[,\s]", "", plain))
    except ValueError:
        return None


def parse_uncertainty(text: str) -> float | None:
    """Return the uncertainty that a printed number carries, in brackets or behind ``±``; None where it has none.

    >>> [parse_uncertainty(t) for t in ("1.2(3) × 10-4", "(1.2 ± 0.1) × 10⁻³", "0.35(1)", "5")]
    [3e-05, 0.0001, 0.01, None]
    """
    found = _UNCERTAIN.search(text)
    if found is None:
        return None
    size = found["spread"] or f"{int(found['digits']) * 10.0 ** -len(found['decimals'] or ''):.12g}"
    return parse_number(text[: found.start()].lstrip("-−–+") + size + text[found.end() :])
