"""LaTeX in running text as plain text: inline mathematics, and scripts left without dollars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import yaml

from ingest.mapped import Edit

_INLINE = re.compile(r"(?<![\\$])\$(?!\$)(?P<body>[^$\n]{1,400}?)(?<!\\)\$(?!\$)|\\\((?P<paren>.{1,400}?)\\\)")
_MATHEMATICAL = re.compile(r"[\\_^{}=<>]|^\s*[A-Za-z0-9]\s*$|^[\d.,\s+-]+$")
_TOKEN = re.compile(
    r"\\(?:begin|end)\{[^{}]*\}|\\[A-Za-z]+\*?\s*|\\[,;:!> ]|\\[%$&#_{}|]|[{}]|\^|_|~|\s+|[^\\{}^_~\s]",
    re.DOTALL,
)
_RAISED_TEN = re.compile(r"(?:^|[^\d.,A-Za-z])10$")
_RELATION = frozenset("=<>≈~≤≥×±∝→↔∼")
_SPACING = {r"\,": " ", r"\;": " ", r"\:": " ", r"\>": " ", r"\ ": " ", r"\!": "", "~": " "}


@cache
def _load_commands() -> Mapping[str, str]:
    text = (files("ingest") / "lexicons" / "latex.yaml").read_text(encoding="utf-8")
    commands: Mapping[str, str] = yaml.safe_load(text)
    return commands


def find_math_edits(text: str) -> list[Edit]:
    r"""Return the edits that turn inline mathematics into plain text; a power of ten keeps its caret.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_math_edits(text)).text
    >>> plain(r"$\text{Na}_{1+y}\text{Zr}_2\text{Si}_y\text{P}_{3-y}\text{O}_{12}$")
    'Na1+yZr2SiyP3-yO12'
    >>> plain(r"$10^{-9}~{\rm S~cm}^{-1}$")
    '10^-9 S cm-1'
    """
    if "$" not in text and "\\(" not in text:
        return []
    edits: list[Edit] = []
    for found in _INLINE.finditer(text):
        body = found["body"] if found["body"] is not None else found["paren"]
        if _MATHEMATICAL.search(body):
            edits += _render(text, found.start("body" if found["body"] is not None else "paren"), body)
            width = 1 if found["body"] is not None else 2
            edits += [
                Edit(found.start(), found.start() + width, ""),
                Edit(found.end() - width, found.end(), ""),
            ]
    return edits


def _render(text: str, offset: int, body: str) -> Iterator[Edit]:
    """Yield the edits of one formula. ``upright`` counts the open groups in which blanks are text."""
    commands = _load_commands()
    written = ""  # what the formula reads so far
    groups: list[bool] = []
    upright = opens_text = False
    for found in _TOKEN.finditer(body):
        token, start = found.group(), offset + found.start()
        name = token.rstrip() if token.startswith("\\") and len(token) > 2 else token
        new = token
        if token == "{":
            groups.append(upright)
            upright, opens_text, new = upright or opens_text, False, ""
        elif token == "}":
            upright, new = groups.pop() if groups else False, ""
        elif token == "_":
            new = ""
        elif token == "^":
            degree = body.startswith((r"\circ", r"{\circ"), found.end())
            new = "^" if _RAISED_TEN.search(written) and not degree else ""
        elif token in _SPACING:
            new = _SPACING[token]
        elif token.isspace():
            new = token if upright or _keeps_blank(written, body[found.end() :]) else ""
        elif name.startswith("\\"):
            new = commands.get(name[1:], name[1:])
            opens_text = name in (r"\text", r"\mathrm", r"\textrm", r"\mbox", r"\ce", r"\operatorname")
            upright = upright or (name == r"\rm" and bool(groups))
        elif token == "-" and written[-1:].isdigit() and body.startswith("10^", found.end()):
            new = "–"
        if new != token:
            yield Edit(start, start + len(token), new)
        written += new


def _keeps_blank(written: str, following: str) -> bool:
    """Tell whether a blank of the source shows: between a number and its unit, and around a relation."""
    if written[-1:] in _RELATION or following[:1] in _RELATION:
        return True
    return written[-1:].isdigit() and following.startswith((r"\Omega", r"\mu", r"\mathrm", r"\rm", r"{\rm", r"\text{ "))


_BARE = re.compile(
    r"(?<=[\w)\]}])(?P<mark>\\?_|\^)(?:\{(?P<group>[^{}\n]{1,40})\}"
    r"|(?P<plain>\d+(?:\.\d+)?(?![\d.]*\d)|[a-z](?![a-z])|[+-]\d*))"
    r"|<(?P<tag>sub|sup)>(?P<html>[^<>\n]{1,40})</(?P=tag)>"
)


def find_script_edits(text: str) -> list[Edit]:
    """Return the edits that undo sub- and superscripts written without dollars.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_script_edits(text)).text
    >>> plain("Li_{3x}La_{2/3-x}TiO_3, 10^{-4} S cm^{-1}, Zr^{4+}, 1.2 cm<sup>2</sup>")
    'Li3xLa2/3-xTiO3, 10^-4 S cm-1, Zr4+, 1.2 cm2'
    """
    if "_" not in text and "^" not in text and "<su" not in text:
        return []
    edits: list[Edit] = []
    for found in _BARE.finditer(text):
        group = next(name for name in ("group", "plain", "html") if found[name] is not None)
        raised = found["mark"] == "^" or found["tag"] == "sup"
        caret = "^" if raised and _RAISED_TEN.search(text, max(0, found.start() - 3), found.start()) else ""
        edits.append(Edit(found.start(), found.start(group), caret))
        edits.append(Edit(found.end(group), found.end(), ""))
        edits += [
            Edit(found.start(group) + i, found.start(group) + i + 1, "-")
            for i, char in enumerate(found[group])
            if char in "−–"
        ]
    return edits
