"""References as BibTeX, in ASCII as far as LaTeX has a name for the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from pylatexenc.latexencode import RULE_DICT, UnicodeToLatexConversionRule, UnicodeToLatexEncoder

from graph.export.reference_entries import Kind, ReferenceEntry, build_entries, split_pages
from graph.records import ReferenceRecord

_TYPES: Mapping[Kind, str] = MappingProxyType(
    {"article": "article", "report": "techreport", "thesis": "phdthesis", "patent": "misc", "other": "misc"}
)
_SIGNS: Mapping[int, str] = MappingProxyType(
    {ord(sign): f"\\{sign}" for sign in "&%_#${}"}
    | {ord(sign): rf"\textsubscript{{{plain}}}" for sign, plain in zip("₀₁₂₃₄₅₆₇₈₉₊₋ₓ", "0123456789+-x", strict=True)}
    | {ord(sign): rf"\textsuperscript{{{plain}}}" for sign, plain in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", strict=True)}
    | {ord("·"): r"\ensuremath{\cdot}"}
)
"""What is written in text rather than in the formula that the encoder would make of it."""

_BRACES = {"{": r"\ensuremath{\lbrace}", "}": r"\ensuremath{\rbrace}"}
_WORD = re.compile(r"[^\W_]+(?:[.+()]+[^\W_]+)*")
"""A word, or a formula as far as no dash goes through it."""


def render_bibtex(references: Sequence[ReferenceRecord]) -> str:
    """Return the references as a BibTeX file; empty for an empty list."""
    return "\n".join(map(_render_entry, build_entries(references)))


def _render_entry(entry: ReferenceEntry) -> str:
    fields = (f"  {name} = {{{balance(value)}}},\n" for name, value in _find_fields(entry))
    return f"@{_find_type(entry)}{{{entry.key},\n{''.join(fields)}}}\n"


def _find_type(entry: ReferenceEntry) -> str:
    if entry.kind == "thesis" and re.search(r"\bmaster", entry.record.raw, re.IGNORECASE):
        return "mastersthesis"
    return _TYPES[entry.kind]


def _find_fields(entry: ReferenceEntry) -> Iterator[tuple[str, str]]:
    record = entry.record
    if entry.authors:
        names = [_render_name(family, initials) for family, initials in entry.authors]
        yield "author", " and ".join([*names, "others"] if record.et_al else names)
    if record.title:
        yield "title", render_title(record.title)
    if record.journal:
        yield "journal", escape(record.journal)
    if record.volume:
        yield "volume", escape(record.volume)
    if record.pages:
        yield "pages", "--".join(escape(page) for page in split_pages(record.pages) if page)
    if record.year:
        yield "year", str(record.year)
    if record.doi:
        # Styles set this field verbatim: an escaped underscore would be part of the DOI.
        yield "doi", re.sub(r"[{}\\]", _percent_encode, record.doi)
    if entry.notes:
        yield "note", " ".join(map(escape, entry.notes))


def _render_name(family: str, initials: str) -> str:
    """Return ``Family, I. J.``; what BibTeX would take apart goes into braces."""
    if not initials or "," in family or re.search(r"\band\b", family, re.IGNORECASE):
        family = f"{{{escape(family)}}}"
        return f"{family}, {escape(initials)}" if initials else family
    return f"{escape(family)}, {escape(initials)}"


def render_title(title: str) -> str:
    r"""Return a title with the words in braces whose capitals a style must not take away.

    In a title with capitals throughout only formulas and abbreviations are kept.

    >>> render_title("Stability of Li7La3Zr2O12 against Li metal & LiCoO2")
    'Stability of {Li7La3Zr2O12} against {Li} metal \\& {LiCoO2}'
    >>> render_title("Stability of Garnet LLZO Against Lithium Metal")
    'Stability of Garnet {LLZO} Against Lithium Metal'
    """
    words = [word for word in _WORD.findall(title)[1:] if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words) > len(words) / 2
    return "".join(
        f"{{{escape(part)}}}" if _keeps_capitals(part, first=place <= 1, capitals=capitals) else escape(part)
        for place, part in enumerate(re.split(f"({_WORD.pattern})", title))
    )


def _keeps_capitals(word: str, *, first: bool, capitals: bool) -> bool:
    if any(char.isupper() for char in word[1:]):
        return True
    return word[:1].isupper() and (any(map(str.isdigit, word)) or not (first or capitals))


def escape(text: str) -> str:
    r"""Return the text for LaTeX: special signs escaped, accents and symbols by name.

    >>> escape("Krüger & Søn, 50 % of Li_3")
    'Kr{\\"u}ger \\& S{\\o}n, 50 \\% of Li\\_3'
    """
    escaped: str = _load_encoder().unicode_to_latex(re.sub(r"\s+", " ", text))
    return escaped


def balance(value: str) -> str:
    r"""Return a field's value with its printed braces by name where they do not come in pairs.

    BibTeX counts braces before LaTeX sees them, escaped or not: one alone would swallow the entries behind it.

    >>> balance(r"\{1 1 0\}"), balance(r"a \{ b {\'e}")
    ('\\{1 1 0\\}', "a \\ensuremath{\\lbrace} b {\\'e}")
    """
    depth = 0
    for char in value:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            break
    return value if depth == 0 else re.sub(r"\\([{}])", lambda found: _BRACES[found[1]], value)


@cache
def _load_encoder() -> UnicodeToLatexEncoder:
    signs = UnicodeToLatexConversionRule(RULE_DICT, dict(_SIGNS), replacement_latex_protection="none")
    return UnicodeToLatexEncoder(
        conversion_rules=[signs, "defaults"],
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )


def _percent_encode(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"
