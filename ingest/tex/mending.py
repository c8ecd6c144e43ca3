"""LaTeX that is not well formed, mended so that one slip costs no more than its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.mapped import Edit
from ingest.tex.names import load_tex_names

DEEPEST = 150
"""More groups and environments inside one another than any document has; the walks over the tree rely on it."""

_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_ENVIRONMENTS = re.compile(r"\\(?P<side>begin|end)\s*\{\s*(?P<name>[^{}]+?)\s*\}")
_MATHEMATICS = re.compile(r"\\.|\$\$|\$|\n[ \t]*\n|\Z", re.DOTALL)
_OPENING = {r"\]": r"\[", r"\)": r"\("}
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?:\n|$)|\\(?:part|chapter|(?:sub)*section|begin\s*\{|end\s*\{)|$")


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that is not well formed: where it stands and what to say of it."""

    place: int
    message: str


def mend_braces(text: str) -> tuple[list[Edit], list[Slip]]:
    r"""Return the edits that balance the braces: an open one is closed at the end of its paragraph.

    >>> edits, slips = mend_braces("a \\textbf{b c\n\nd } e")
    >>> edits, [(slip.place, slip.message) for slip in slips]
    ([], [])
    >>> mend_braces("a \\textbf{b c\n\nd e")
    ([Edit(start=13, end=13, new='}')], [Slip(place=9, message='a brace is never closed')])
    """
    edits: list[Edit] = []
    slips: list[Slip] = []
    opened: list[int] = []
    for found in _BRACES.finditer(text):
        if found.group() == "{":
            opened.append(found.start())
        elif found.group() == "}":
            if opened:
                opened.pop()
            else:
                edits.append(Edit(found.start(), found.end(), ""))
                slips.append(Slip(found.start(), "a brace closes none that is open"))
    for place in opened:
        end = _PARAGRAPH_END.search(text, place + 1)
        close = end.start() if end else len(text)
        edits.append(Edit(close, close, "}"))
        slips.append(Slip(place, "a brace is never closed"))
    return edits, slips


def mend_environments(text: str) -> tuple[list[Edit], list[Slip]]:
    r"""Return the edits that close what is begun and take out the ends of what never began.

    >>> edits, slips = mend_environments(r"\begin{a} x \begin{b} y \end{a} \end{c}")
    >>> [edit.new for edit in edits], [slip.message for slip in slips]
    (['\\end{b}', ''], ['\\begin{b} has no \\end', '\\end{c} has no \\begin'])
    """
    edits: list[Edit] = []
    slips: list[Slip] = []
    opened: list[tuple[str, int]] = []
    for found in _ENVIRONMENTS.finditer(text):
        name = found["name"]
        if found["side"] == "begin":
            opened.append((name, found.end()))
        elif name not in [other for other, _ in opened]:
            edits.append(Edit(found.start(), found.end(), ""))
            slips.append(Slip(found.start(), rf"\end{{{name}}} has no \begin"))
        else:
            while opened[-1][0] != name:
                edits.append(_close(text, *opened[-1], found.start()))
                slips.append(_missing_end(*opened.pop()))
            opened.pop()
    for name, place in reversed(opened):
        edits.append(_close(text, name, place, len(text)))
        slips.append(_missing_end(name, place))
    return edits, sorted(slips, key=lambda slip: slip.place)


def _close(text: str, name: str, place: int, limit: int) -> Edit:
    """Return the edit that ends an environment: a float or table at the end of its paragraph, others at the limit."""
    names = load_tex_names()
    short = name in names.floats or name in names.tabulars or name in names.equations
    end = re.search(r"\n[ \t]*\n|\\(?:sub)*section", text[place:limit]) if short else None
    where = place + end.start() if end else limit
    return Edit(where, where, rf"\end{{{name}}}")


def _missing_end(name: str, place: int) -> Slip:
    return Slip(place, rf"\begin{{{name}}} has no \end")


def mend_dollars(text: str) -> tuple[list[Edit], list[Slip]]:
    r"""Return the edits that take out what opens or closes mathematics without its counterpart in the paragraph.

    >>> mend_dollars("costs $5 more\n\nof $x$")
    ([Edit(start=6, end=7, new='\\$')], [Slip(place=6, message='mathematics is never closed')])
    >>> edits, slips = mend_dollars(r"a \[ b = c \] d \) e")
    >>> edits, slips[0].message
    ([Edit(start=16, end=18, new='')], '\\) closes no mathematics')
    """
    edits: list[Edit] = []
    slips: list[Slip] = []
    opened: re.Match[str] | None = None
    for found in _MATHEMATICS.finditer(text):
        sign = found.group()
        if not sign.strip():
            if opened is not None and (opened.group() != "$$" or not sign):
                edits.append(Edit(opened.start(), opened.end(), r"\$" if opened.group() == "$" else ""))
                slips.append(Slip(opened.start(), "mathematics is never closed"))
                opened = None
        elif sign in _OPENING:
            if opened is not None and opened.group() == _OPENING[sign]:
                opened = None
            else:
                edits.append(Edit(found.start(), found.end(), ""))
                slips.append(Slip(found.start(), f"{sign} closes no mathematics"))
        elif sign in ("$", "$$", r"\[", r"\("):
            opened = _toggle(opened, found)
    return edits, slips


def _toggle(opened: re.Match[str] | None, found: re.Match[str]) -> re.Match[str] | None:
    """Return what is open behind a sign; two dollars in a row inside mathematics end it and begin the next."""
    if opened is None:
        return found
    if opened.group().startswith("\\"):
        return opened
    return found if opened.group() == "$" and found.group() == "$$" else None


def find_depth(text: str) -> int:
    """Return how many groups and environments stand inside one another at most."""
    depth = deepest = 0
    for found in re.finditer(r"\\begin|\\end|\\[^a-zA-Z]|[{}]", text):
        if found.group() in ("{", r"\begin"):
            depth += 1
            deepest = max(deepest, depth)
        elif found.group() in ("}", r"\end"):
            depth -= 1
    return deepest


def iter_lines(slips: Sequence[Slip], lines: Sequence[int]) -> Iterator[str]:
    """Yield one warning for each slip, with its line; beyond ten they are only counted."""
    for slip, line in list(zip(slips, lines, strict=True))[:10]:
        yield f"line {line}: {slip.message}; the text was read as far as it goes"
    if len(slips) > 10:
        yield f"{len(slips) - 10} more places are not well formed"
