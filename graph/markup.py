"""Plain ASCII for the sub- and superscripts, dashes and markup in which formulas and units are printed."""

from __future__ import annotations

import re

SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₓₐₙₘ", "0123456789+-()xanm")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", "0123456789+-=()")
DASHES = str.maketrans("‐‑‒–—−﹣－", "--------")
DOTS = str.maketrans("•∙⋅*‧・", "······")

_SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾]+")
_MARKUP = re.compile(r"\\(?:text|mathrm|rm|mathit|ce)\b\s*|</?(?:sub|i|b|em|strong|span)[^<>]{0,40}>|[{}$_]|\\[,;! ]?")
_RAISED = re.compile(r"<sup[^<>]{0,40}>|\^")
_SPACE = re.compile(r"\s+")


def plain_formula(text: str) -> str:
    """Return the text without markup and spaces; ``^`` stays before what was raised.

    >>> plain_formula("Li$_{1+x}$Al<sub>x</sub>Ti₂₋ₓ(PO₄)₃")
    'Li1+xAlxTi2-x(PO4)3'
    >>> plain_formula("[BH₄]⁻")
    '[BH4]^-'
    """
    text = _RAISED.sub("^", text.replace("</sup>", ""))
    text = _SUPERSCRIPT.sub(lambda found: "^" + found.group(), text)
    text = text.translate(SUBSCRIPTS).translate(SUPERSCRIPTS).translate(DASHES).translate(DOTS)
    text = _MARKUP.sub("", text)
    return _SPACE.sub("", text).replace("^^", "^")
