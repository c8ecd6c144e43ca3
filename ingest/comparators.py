"""Words and signs before a number that compare: ``up to``, ``>``, ``about``."""

from __future__ import annotations

import re

_WORDS = {
    ">=": (
        r">\s?=|≥|⩾|\bat least|\bno less than|\bnot less than|\bno lower than|\ba minimum of"
        r"|\bstarting from|\bupwards of"
    ),
    "<=": (
        r"<\s?=|≤|⩽|\bup to|\bat most|\bno more than|\bnot more than|\bno higher than|\bwithin"
        r"|\ba maximum of|\bnot exceeding"
    ),
    ">": (
        r">{1,2}|≫|\bmore than|\b(?:high|great|larg|long|thick|strong|fast)er than|\bover|\babove"
        r"|\bexceed(?:ing|s|ed)?|\bbeyond|\bin excess of"
    ),
    "<": (
        r"<{1,2}|≪|\bless than|\bfewer than|\b(?:low|small|short|thin|slow)er than|\bbelow"
        r"|\bunder|\bsub-"
    ),
    "~": (
        r"~|∼|≈|≃|≅|\babout|\bapproximately|\bapprox\.?|\baround|\bnearly|\balmost|\bca\.?|\bcirca|\broughly|\bsome"
        r"|\b[io]n the order of|\bof the order of|\bclose to|\bnear"
    ),
}
_KIND = re.compile("|".join(f"({pattern})" for pattern in _WORDS.values()), re.IGNORECASE)
_BEFORE_NUMBER = re.compile(rf"(?:{'|'.join(_WORDS.values())})\s?(?:an?\s|every\s)?$", re.IGNORECASE)
_REACH = 24


def parse_comparator(text: str, start: int) -> tuple[str, int]:
    """Return the comparator before the number at ``start`` and where its words begin; ``=`` for none.

    >>> parse_comparator("cycled for more than 50 h", 21)
    ('>', 11)
    """
    lead = text[max(0, start - _REACH) : start]
    found = _BEFORE_NUMBER.search(lead)
    if not found:
        return "=", start
    kind = _KIND.match(lead, found.start())
    sign = list(_WORDS)[kind.lastindex - 1] if kind and kind.lastindex else "="
    return sign, start - len(lead) + found.start()
