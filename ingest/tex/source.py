"""LaTeX without what TeX never reads: comments, switched off branches, verbatim listings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest.documents import MappedText
from ingest.mapped import Edit, apply_edits, build_mapped
from ingest.tex.names import load_tex_names

_LINE_END = re.compile("\ufeff|\r(?=\n)")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n|$)")
_NEXT_LINE = re.compile(r"\n?[ \t]*")
NOTHING = "{}"
"""What stands for text that is taken out, so that its line does not become a blank one, which ends a paragraph."""

_SPECIAL = re.compile(r"([{}$&#^_%])")
_NEWIF = re.compile(r"\\newif\s*\\if(\w+)")
_CONDITION = re.compile(
    r"\\(?P<name>if(?!thenelse|def(?:ined)?\b|toggle|bool|blank|str|cs|num(?:comp|equal))[A-Za-z@]*|else|fi)(?![A-Za-z@])"
)


def clean_source(text: str) -> MappedText:
    r"""Return the text of a LaTeX file as TeX reads it.

    >>> clean_source("Sheets% of garnet\n are 50\\% dense.\n% dropped\n\\iffalse Not \\fi Here.").text
    'Sheetsare 50\\% dense.\n{} Here.'
    """
    mapped = build_mapped(text, 0, len(text))
    mapped = apply_edits(mapped, (Edit(found.start(), found.end(), "") for found in _LINE_END.finditer(text)))
    mapped = apply_edits(mapped, _find_unread(mapped.text))
    return apply_edits(mapped, _find_branches(mapped.text))


def _find_unread(text: str) -> Iterator[Edit]:
    """Yield the edits that take out comments and listings, and make literal what is printed as it stands."""
    raw = "|".join(re.escape(name) for name in load_tex_names().raw)
    pattern = re.compile(
        rf"\\begin\s*\{{(?P<raw>{raw})\}}.*?\\end\s*\{{(?P=raw)\}}"
        r"|\\(?:verb|lstinline)\*?(?P<mark>[^\sA-Za-z*\[{\\])(?P<literal>[^\n]*?)(?P=mark)"
        r"|\\(?:url|href|path|nolinkurl|doi)\s*\{(?P<link>[^{}\n]*)\}"
        r"|\\."
        r"|(?P<comment>%[^\n]*)",
        re.DOTALL,
    )
    for found in pattern.finditer(text):
        if found["raw"]:
            yield Edit(found.start(), found.end(), NOTHING)
        elif found["literal"] is not None:
            plain = _SPECIAL.sub(r"\\\1", found["literal"].replace("\\", r"\textbackslash "))
            yield Edit(found.start(), found.end(), plain)
        elif found["link"] is not None:
            places = [i for i in range(*found.span("link")) if text[i] == "%" and text[i - 1] != "\\"]
            yield from (Edit(place, place, "\\") for place in places)
        elif found["comment"]:
            yield Edit(found.start(), _end_of_comment(text, found.end()), "")


def _end_of_comment(text: str, end: int) -> int:
    """Return where TeX reads on: on the next line, unless that is blank and so ends the paragraph."""
    if _BLANK_LINE.match(text, end):
        return end
    found = _NEXT_LINE.match(text, end)
    return found.end() if found else end


def _find_branches(text: str) -> Iterator[Edit]:
    """Yield the edits that take out the branches which are switched off."""
    values = _read_switches(text)
    tokens = list(_CONDITION.finditer(text))
    done = 0
    for place, token in enumerate(tokens):
        value = values.get(token["name"])
        if value is None or token.start() < done:
            continue
        parts = _find_parts(tokens, place)
        if parts is None:
            continue
        otherwise, end = parts
        if value:
            yield Edit(token.start(), token.end(), NOTHING)
            yield Edit(otherwise.start() if otherwise else end.start(), end.end(), NOTHING)
        else:
            done = otherwise.end() if otherwise else end.end()
            yield Edit(token.start(), done, NOTHING)
            if otherwise:
                yield Edit(end.start(), end.end(), NOTHING)


def _read_switches(text: str) -> Mapping[str, bool]:
    """Return the conditions whose value the file itself sets."""
    values = {"iffalse": False, "iftrue": True}
    for name in _NEWIF.findall(text):
        set_to = re.findall(rf"\\{name}(true|false)(?![A-Za-z])", text)
        values[f"if{name}"] = bool(set_to) and set_to[-1] == "true"
    return values


def _find_parts(tokens: list[re.Match[str]], place: int) -> tuple[re.Match[str] | None, re.Match[str]] | None:
    """Return the ``else`` and the ``fi`` of the condition at ``place``; None where it never ends."""
    depth, otherwise = 0, None
    for token in tokens[place + 1 :]:
        if token["name"] == "fi":
            if not depth:
                return otherwise, token
            depth -= 1
        elif token["name"] == "else":
            otherwise = otherwise or (token if not depth else None)
        else:
            depth += 1
    return None


_LAYOUT = re.compile(
    r"\\(?:penalty\s*-?\d+"
    r"|[hv]skip\s*-?[\d.]+\s*[a-z]{2}(?:\s+plus\s+-?[\d.]+\s*[a-z]{2})?(?:\s+minus\s+-?[\d.]+\s*[a-z]{2})?"
    r"|[hv]space\*?\s*\{[^{}]*\}"
    r"|kern\s*-?[\d.]+\s*[a-z]{2}"
    r"|cmidrule\s*(?:\[[^\]]*\])?\s*(?:\([^)]*\))?\s*\{[^{}]*\})(?:\\relax(?![A-Za-z]))?[ \t]?"
)
_THOUSANDS = re.compile(r"(?<=\d)\\,(?=\d{3}(?!\d))")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{(?P<name>[^{}\\\n]+)\}")
_INTERNAL = re.compile(r"(?<=\\)[A-Za-z]*@[A-Za-z@]*")


def find_layout_edits(text: str) -> Iterator[Edit]:
    r"""Yield the edits that take out commands of layout whose arguments are not in braces.

    The names of internal commands (``\href@noop``) lose their ``@``, which is a letter in them alone, and numbers
    the thin space before each three digits.

    >>> from ingest.mapped import build_mapped
    >>> text = r"7\penalty0 (3), 10\,000, \href@noop {} {x}"
    >>> apply_edits(build_mapped(text, 0, len(text)), find_layout_edits(text)).text
    '7{}(3), 10000, \\hrefnoop {} {x}'
    """
    for found in _LAYOUT.finditer(text):
        yield Edit(found.start(), found.end(), "{ }" if found.group().startswith(("\\hs", "\\vs")) else NOTHING)
    for found in _ENVIRONMENT.finditer(text):
        # The names of internal environments have signs that the parser does not allow for.
        places = [i for i in range(*found.span("name")) if not (text[i].isalnum() or text[i] in "*_-. ")]
        yield from (Edit(place, place + 1, "") for place in places)
    for found in _THOUSANDS.finditer(text):
        yield Edit(found.start(), found.end(), "")
    for found in _INTERNAL.finditer(text):
        yield Edit(found.start(), found.end(), found.group().replace("@", ""))
