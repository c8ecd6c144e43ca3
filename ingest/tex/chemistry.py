"""Chemical formulas of mhchem and chemformula as running text."""

from __future__ import annotations

import re

from ingest.documents import MappedText
from ingest.mapped import Rule, apply_rules, substitute
from ingest.tex.tree import symbol_of


def _symbol(found: re.Match[str]) -> str:
    return symbol_of(found["command"]) or ""


_RULES: tuple[Rule, ...] = (
    substitute(re.compile(r"\\bond\s*\{(-|=|#|~+-*)\}"), r"\1"),
    substitute(re.compile(r"\\(?:text|mathrm|mathit|textit|textrm|rm|it|bond)(?![A-Za-z])\s*"), ""),
    substitute(re.compile(r"\\(?P<command>[A-Za-z]+)\s*"), _symbol),
    substitute(re.compile(r"\\[,;:!> ]"), " "),
    substitute(re.compile(r"[ ~]*<(?:=>|<=>|=|->|-->)>?[ ~]*(?:\[[^\]]*\])*[ ~]*"), " ⇌ "),
    substitute(re.compile(r"[ ~]*-{1,2}>(?:\[[^\]]*\])*[ ~]*"), " → "),
    substitute(re.compile(r"[ ~]*<-{1,2}(?:\[[^\]]*\])*[ ~]*"), " ← "),
    substitute(re.compile(r"(?<=[\w)\]])\s?(?:\*|\.(?=\s?(?:\d{0,2})?H2O))\s?(?=\d*[A-Z(])"), "·"),
    substitute(re.compile(r"[{}$_^]|\\"), ""),
    substitute(re.compile("[\n~]"), " "),
)


def spell_formula(content: MappedText) -> MappedText:
    r"""Return the argument of ``\ce`` as text; charges and subscripts run on, as everywhere in the text.

    >>> from ingest.mapped import build_mapped
    >>> def plain(text):
    ...     return spell_formula(build_mapped(text, 0, len(text))).text
    >>> plain("Li_{6.4}La3Zr_{1.4}Ta_{0.6}O12"), plain("SO4^2-"), plain(r"\beta-Li3PS4"), plain("Li$_x$CoO2")
    ('Li6.4La3Zr1.4Ta0.6O12', 'SO42-', 'β-Li3PS4', 'LixCoO2')
    >>> plain("Li2CO3 + H2O -> 2 LiOH + CO2 ^"), plain("CuSO4.5H2O")
    ('Li2CO3 + H2O → 2 LiOH + CO2 ', 'CuSO4·5H2O')
    """
    return apply_rules(content, _RULES)
