"""Sub- and superscripts in every spelling but mathematics: Unicode, HTML, braces, carets, tildes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.markup import SUBSCRIPTS, SUPERSCRIPTS
from ingest.mapped import Edit
from ingest.repair.formula_spacing import ELEMENTS

_TEN = re.compile(r"(?<![\d.,A-Za-z])10$")
_BETWEEN_SCRIPTS = re.compile(
    r"(?<=[A-Za-z\d)\]])( )(?=_\{)"
    rf"|_\{{[^{{}}\n]{{1,12}}\}}( )(?=[(\[]?(?:{ELEMENTS})(?![a-z])(?: ?_\{{|[\d(),.;]|\s|$))"
)
_APART_CARET = re.compile(r"(?<=[\w)\]}])( ?)\^( ?)(?=[-−–+]? ?\d|\{)")
_UNIT_SCRIPT = re.compile(
    r"(?<![A-Za-z])(?:[cdkmnµμ]?m|[kmµμ]?g|[mµμ]?A|[mµμ]?S|L|s|h|K|V|mol|Å)( )(?=<sup>\s?[-−–]\s?\d\s?</sup>)"
    r"|[cdmnµμ]?m( )(?=<sup>[23]</sup>)"
)


def find_apart_scripts(text: str) -> list[Edit]:
    """Return the edits that close the blanks around what marks a script: ``Li _{7} La``, ``10 ^ -4``, ``cm <sup>``.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_apart_scripts(text)).text
    >>> plain("Li _{7} La _{3}, 10 ^ -4 S cm ^ -1, 5 mA cm <sup>-2</sup>, transport <sup>12</sup>")
    'Li_{7}La_{3}, 10^-4 S cm^-1, 5 mA cm<sup>-2</sup>, transport <sup>12</sup>'
    """
    patterns = []
    if " _{" in text or "} " in text:
        patterns.append(_BETWEEN_SCRIPTS)
    if " ^" in text or "^ " in text:
        patterns.append(_APART_CARET)
    if " <sup>" in text:
        patterns.append(_UNIT_SCRIPT)
    return [
        Edit(*found.span(group), "")
        for pattern in patterns
        for found in pattern.finditer(text)
        for group in range(1, pattern.groups + 1)
        if found[group]
    ]


_BRACED = re.compile(
    r"_(?<=[A-Z)a-z]_)(?<![a-z]{2}_)(?P<under>\d[\d.]{0,5}|[xyz])_(?=[A-Z(\s.,;)]|$)"
    r"|(?P<mark>\\?[_^])(?:\{(?P<group>[^{}\n]{1,40})\}"
    r"|(?P<closed>[-−–+]?\d+(?:\.\d+)?[-−–+]?|[-−–+])\^(?![\w{])"
    r"|(?P<plain>\d+(?:\.\d+)?(?![\d.]*\d)|[a-z](?![a-z])|[-−–+]\d*))"
)
_TAGGED = re.compile(r"<(?P<tag>sub|sup)>(?P<html>[^<>\n]{1,40})</(?P=tag)>")
_TILDE = re.compile(r"~(?<=[A-Za-z)\]]~)(?P<tilde>[\dxyzδnm.+\-−–/]{1,12}|[a-z]{1,3})~(?![\d~])")


def find_script_edits(text: str) -> list[Edit]:
    """Return the edits that undo sub- and superscripts written without dollars.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_script_edits(text)).text
    >>> plain("Li_{3x}La_{2/3-x}TiO_3, 10^{-4} S cm^{-1}, Zr^{4+}, 1.2 cm<sup>2</sup>, Li~7~La~3~ at 10^-4^ S")
    'Li3xLa2/3-xTiO3, 10^-4 S cm-1, Zr4+, 1.2 cm2, Li7La3 at 10^-4 S'
    """
    edits: list[Edit] = []
    if "_" in text or "^" in text:
        for found in _BRACED.finditer(text):
            before = text[found.start() - 1 : found.start()]
            if before and (before.isalnum() or before in "_)]}"):
                group = next(name for name in ("under", "group", "closed", "plain") if found[name] is not None)
                edits += _set_script(text, found, group, raised=(found["mark"] or "").endswith("^"))
    if "<su" in text:
        for found in _TAGGED.finditer(text):
            edits += _set_script(text, found, "html", raised=found["tag"] == "sup")
    if "~" in text:
        for found in _TILDE.finditer(text):
            edits += _set_script(text, found, "tilde", raised=False)
    return edits


def _set_script(text: str, found: re.Match[str], group: str, *, raised: bool) -> Iterator[Edit]:
    """Yield the edits that leave of a marked script what it says; a power of ten keeps a caret."""
    caret = "^" if raised and _TEN.search(text, max(0, found.start() - 3), found.start()) else ""
    yield Edit(found.start(), found.start(group), caret)
    yield Edit(found.end(group), found.end(), "")
    for place, char in enumerate(found[group], found.start(group)):
        if char in "−–":
            yield Edit(place, place + 1, "-")


_UNICODE = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₓₐₙₘ]+")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾]+")


def find_raised_edits(text: str) -> list[Edit]:
    """Return the edits that print Unicode sub- and superscripts in ASCII; a power of ten gets a caret.

    >>> find_raised_edits("10⁻⁴")
    [Edit(start=2, end=4, new='^-4')]
    """
    if text.isascii():
        return []
    edits = []
    for found in _UNICODE.finditer(text):
        plain = _RAISED.sub(lambda run: run.group().translate(SUPERSCRIPTS), found.group()).translate(SUBSCRIPTS)
        raised = _RAISED.match(found.group())
        ten = raised and _TEN.search(text, max(0, found.start() - 3), found.start())
        edits.append(Edit(found.start(), found.end(), f"^{plain}" if ten else plain))
    return edits
