"""Plain ASCII for the sub- and superscripts, dashes and markup in which formulas and units are printed."""

from __future__ import annotations

import html
import re

SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₓₐₙₘ", "0123456789+-()xanm")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", "0123456789+-=()")
DASHES = str.maketrans("‐‑‒–—−﹣－", "--------")
DOTS = str.maketrans("•∙⋅*‧・●", "·······")

_SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾]+")
_SIGNS = {
    "square": "□", "Box": "□", "cdot": "·", "bullet": "·", "leqslant": "≤", "leq": "≤", "le": "≤", "geqslant": "≥",
    "geq": "≥", "ge": "≥", "lt": "<", "gt": ">", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "prime": "′",
}  # fmt: skip
_COMMAND = re.compile(rf"\\({'|'.join(_SIGNS)})(?![A-Za-z])")
_PLAIN = SUBSCRIPTS | SUPERSCRIPTS | DASHES | DOTS | str.maketrans("☐▯◻⬜", "□□□□")
_MARKUP = re.compile(
    r"\\(?:text(?:subscript|rm|it)?|math(?:rm|it|sf|bf)|rm|ce|left|right)(?![A-Za-z])\s*"
    r"|</?(?:sub|i|b|em|strong|span)(?:\s[^<>]{0,40})?>|[{}$_]|\\[,;! ]?"
)
_RAISED = re.compile(r"<sup(?:\s[^<>]{0,40})?>|\\textsuperscript|\^")
_SPACE = re.compile(r"[\s\u200b-\u200d\u2060-\u2064\ufeff\xad]+")


def plain_formula(text: str) -> str:
    """Return the text without markup and spaces; ``^`` stays before what was raised.

    >>> plain_formula("Li$_{1+x}$Al<sub>x</sub>Ti₂₋ₓ(PO₄)₃")
    'Li1+xAlxTi2-x(PO4)3'
    >>> plain_formula("[BH₄]⁻")
    '[BH4]^-'
    """
    if text.isascii() and text.isalnum():
        return text
    if "&" in text:
        text = html.unescape(text)
    text = _COMMAND.sub(lambda found: _SIGNS[found[1]], text)
    text = _RAISED.sub("^", text.replace("</sup>", ""))
    text = _SUPERSCRIPT.sub(lambda found: "^" + found.group(), text)
    text = _MARKUP.sub("", text.translate(_PLAIN))
    return _SPACE.sub("", text).replace("^^", "^")
