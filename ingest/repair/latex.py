"""LaTeX in running text as plain text: inline mathematics, and commands left without dollars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml

from ingest.mapped import Edit
from ingest.repair.numbers import UNIT

_INLINE = re.compile(r"(?<![\\$])\$(?!\$)(?P<body>[^$\n]{1,400}?)(?<!\\)\$(?!\$)|\\\((?P<paren>.{1,400}?)\\\)")
MATHEMATICAL = re.compile(r"[\\_^{}=<>]|^\s*[A-Za-z0-9]\s*$|^[\d.,\s+-]+$")
"""By what the body between dollars is told from prices."""
_TOKEN = re.compile(
    r"\\(?:begin|end)\{[^{}]*\}|\\[A-Za-z]+\*?\s*|\\[,;:!> ]|\\[%$&#_{}|]|[{}]|\^|_|~|\s+|[^\\{}^_~\s]",
    re.DOTALL,
)
_COMMAND = re.compile(r"\\([A-Za-z]+)")
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
        group = "body" if found["body"] is not None else "paren"
        if MATHEMATICAL.search(found[group]):
            start, end = found.span(group)
            edits += [Edit(found.start(), start, ""), *_render(found[group], start), Edit(end, found.end(), "")]
    return edits


_TEXT_COMMANDS = frozenset((r"\text", r"\mathrm", r"\textrm", r"\mbox", r"\ce", r"\operatorname"))
_NUMBER_BEFORE = re.compile(r"(?:^|[\s(~<>=≈≤≥×·±–-])\d+(?:\.\d+)?(?:\^-?\d+)?$")
_QUANTITY_BEFORE = re.compile(rf"(?:^|[\s(~])\d+(?:\.\d+)? {UNIT}$")
_UNIT_AFTER = re.compile(rf"\{{\s*{UNIT}[^{{}}_]*\}}(?!\s*_)")
_RANGE_AFTER = re.compile(r"10\^|\s*\d+(?:\.\d+)?\s*~?\\(?:mathrm|text|rm|mu|Omega|,)")


def _render(body: str, offset: int) -> Iterator[Edit]:
    """Yield the edits of one formula."""
    formula = _Formula()
    for found in _TOKEN.finditer(body):
        token, start = found.group(), offset + found.start()
        new = formula.spell(token, body[found.end() :])
        if new != token:
            yield Edit(start, start + len(token), new)
        formula.written += new


@dataclass(slots=True)
class _Formula:
    """A formula while it is read: what it reads so far, and whether blanks in the open groups are text."""

    written: str = ""
    groups: list[bool] = field(default_factory=list)
    upright: bool = False
    opens_text: bool = False
    opens_script: bool = False

    def spell(self, token: str, after: str) -> str:
        """Return what a token reads as in plain text."""
        script, self.opens_script = self.opens_script, token in ("_", "^")
        new = token
        if token == "{":
            self.groups.append(self.upright)
            self.upright, self.opens_text, new = (self.upright and not script) or self.opens_text, False, ""
        elif token == "}":
            self.upright, new = self.groups.pop() if self.groups else False, ""
        elif token in ("_", "^"):
            degree = after.startswith((r"\circ", r"{\circ"))
            new = "^" if token == "^" and _RAISED_TEN.search(self.written) and not degree else ""
        elif token in _SPACING:
            new = _SPACING[token]
        elif token.isspace():
            self.opens_script = script
            new = token if self.upright or _keeps_blank(self.written, after) else ""
        elif token == "-" and self.written[-1:].isdigit() and _RANGE_AFTER.match(after):
            new = "–"
        elif token[0] == "\\" and len(token) > 1:
            new = self._spell_command(token, after)
        return new

    def _spell_command(self, token: str, after: str) -> str:
        name = token.rstrip() if len(token) > 2 else token
        new = _load_commands().get(name[1:], name[1:])
        self.opens_text = name in _TEXT_COMMANDS
        self.upright = self.upright or (name == r"\rm" and bool(self.groups))
        if name in (r"\mu", r"\upmu", r"\Omega") or (self.opens_text and _UNIT_AFTER.match(after)):
            new = " " + new if _NUMBER_BEFORE.search(self.written) else new
        elif self.opens_text and after[1:2].isupper() and _QUANTITY_BEFORE.search(self.written):
            new = " " + new
        if token != name and (_opens_relation(new, self.written) or after[:1] in _RELATION):
            new += " "
        return new


def _opens_relation(sign: str, written: str) -> bool:
    return sign in _RELATION and (not written or written[-1].isspace())


def _keeps_blank(written: str, following: str) -> bool:
    """Tell whether a blank of the source shows: between a number and its unit, and around a relation."""
    if written[-1:].isdigit() and following[:1] == "-" and _RANGE_AFTER.match(following[1:]):
        return False
    command = _COMMAND.match(following)
    sign = _load_commands().get(command[1], "") if command else following[:1]
    if written[-1:] in _RELATION or (sign and sign in _RELATION):
        return True
    return written[-1:].isdigit() and following.startswith((r"\Omega", r"\mu", r"\mathrm", r"\rm", r"{\rm", r"\text{ "))


_CALLED = re.compile(
    r"\\(?P<name>textsubscript|textsuperscript|ce|mathrm|mathit|mathbf|mathsf|text|textrm|textit|textbf|emph|rm|mbox)"
    r"\s?\{(?P<body>[^{}\n]{0,80})\}"
)
_NAMED = re.compile(r"\\(?P<name>[A-Za-z]{2,16})(?![A-Za-z{])|\\[,;:! ]")


def find_command_edits(text: str) -> list[Edit]:
    r"""Return the edits that read LaTeX commands which stand outside of mathematics.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_command_edits(text)).text
    >>> plain(r"Li\textsubscript{2}S, \ce{LiCoO2}, 10\textsuperscript{-4} and 5 \mu m, 3 \times 10")
    'Li2S, LiCoO2, 10^-4 and 5 μ m, 3 × 10'
    """
    if "\\" not in text:
        return []
    commands = _load_commands()
    edits: list[Edit] = []
    for found in _CALLED.finditer(text):
        before = text[max(0, found.start() - 3) : found.start()]
        raised = found["name"] == "textsuperscript" and _RAISED_TEN.search(before)
        edits.append(Edit(found.start(), found.start("body"), "^" if raised else ""))
        edits.append(Edit(found.end("body"), found.end(), ""))
    for found in _NAMED.finditer(text):
        sign = _SPACING.get(found.group()) if found["name"] is None else commands.get(found["name"])
        if sign is not None:
            edits.append(Edit(found.start(), found.end(), sign))
    return edits
