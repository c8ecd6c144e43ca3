"""Citations in LaTeX: the order of their keys, what they show, and the links that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ingest.draft import Link
from ingest.tex.context import TexContext
from ingest.tex.groups import find_group_end
from ingest.tex.names import load_tex_names
from ingest.tex.tree import MACRO, TexNode, iter_nodes

_ARGUMENTS = r"\*?\s*(?:\[[^\[\]]*\]\s*){0,2}"
_PARTS = re.compile(r"(?:\{[^{}]*\}|\[(?:[^\[\]{}]|\{[^{}]*\})*\]|[^,{}\[\]])+")
_SEVERAL = re.compile(r"\\(?P<name>\w*cites)\*?(?P<groups>(?:\s*(?:\[[^\[\]]*\]\s*){0,2}\{[^{}]*\})+)")


def list_keys(text: str, *, with_names: bool = False) -> list[str]:
    r"""Return the keys that a text cites, in the order of first citation; a star stands for all.

    Those alone whose citation shows names where ``with_names`` is set.

    >>> list_keys(r"\cite[p. 3]{b,a}, \citep{a, c} \nocite{*}")
    ['b', 'a', 'c', '*']
    >>> list_keys(r"\cite{b}, \citet{a}", with_names=True)
    ['a']
    """
    styles = load_tex_names().citations
    chosen = (name for name, style in styles.items() if not with_names or style in ("named", "names"))
    names = "|".join(sorted(chosen, key=len, reverse=True))
    pattern = re.compile(rf"\\(?:{names})(?![A-Za-z]){_ARGUMENTS}(?=\{{)")
    keys: dict[str, None] = {}
    for found in pattern.finditer(text):
        end = find_group_end(text, found.end())
        keys |= dict.fromkeys(split_keys(text[found.end() + 1 : end - 1]) if end is not None else ())
    return list(keys)


def split_keys(argument: str) -> list[str]:
    """Return the keys in an argument, without the marks and notes that REVTeX allows before them.

    >>> split_keys("a, *b, [{see, also}]c, [in][p. 2]d, *")
    ['a', 'b', 'c', 'd', '*']
    """
    keys: list[str] = []
    for part in _PARTS.findall(argument):
        key = part.strip()
        while key.startswith(("[", "*")) and len(key) > 1:
            key = key[(find_group_end(key, 0, "[]") or 1) :].strip()
        if key:
            keys.append(key)
    return keys


def find_joined(text: str) -> Iterator[tuple[int, int, str]]:
    r"""Yield the places of commands that cite in several groups, and what says the same in one.

    >>> list(find_joined(r"as \cites[1]{a}{b,c}"))
    [(3, 20, '\\cite{a,b,c}')]
    """
    for found in _SEVERAL.finditer(text):
        name = "citet" if found["name"].lower().startswith("text") else "cite"
        keys = ",".join(re.findall(r"\{([^{}]*)\}", found["groups"]))
        yield found.start(), found.end(), rf"\{name}{{{keys}}}"


def read_keys(node: TexNode, context: TexContext) -> list[str]:
    """Return the keys of a citation in the order in which print shows their numbers."""
    arguments = node.mandatory
    keys = split_keys(context.inner(arguments[-1])) if arguments else []
    return sorted(keys, key=lambda key: context.cited.get(key, 0))


def spell_citation(node: TexNode, context: TexContext, notes: Sequence[str] = ()) -> tuple[str, str]:
    """Return what a citation shows: the names before its numbers, and the numbers; ``notes`` as in ``[see 3, p. 5]``.

    A note alone stands behind, as in LaTeX.
    """
    style = load_tex_names().citations[node.name]
    keys = read_keys(node, context)
    if style == "silent" or not keys:
        return "", ""
    names = " and ".join(dict.fromkeys(context.people[key] for key in keys if key in context.people))
    if style == "names":
        return names, ""
    numbers = _spell_numbers([context.cited.get(key) for key in keys])
    before, after = (notes[0], notes[1]) if len(notes) > 1 else ("", notes[0] if notes else "")
    shown = f"{before} {numbers}".strip() + (f", {after}" if after else "")
    if style == "bare":
        return "", shown
    return (f"{names} " if style == "named" and names else ""), f"[{shown}]"


def _spell_numbers(numbers: Sequence[int | None]) -> str:
    """Return numbers as print shows them, three and more in a row as a range."""
    known = sorted({number for number in numbers if number is not None})
    parts: list[str] = []
    for _, group in groupby(enumerate(known), key=lambda item: item[1] - item[0]):
        row = [number for _, number in group]
        parts += [f"{row[0]}–{row[-1]}"] if len(row) > 2 else map(str, row)
    return ", ".join([*parts, *("?" for number in numbers if number is None)])


def find_links(nodes: Sequence[TexNode], context: TexContext) -> Iterator[Link]:
    """Yield a link for each citation that shows numbers."""
    styles: Mapping[str, str] = load_tex_names().citations
    for node in iter_nodes(nodes):
        if node.kind == MACRO and styles.get(node.name) in ("bracketed", "named", "bare"):
            keys = read_keys(node, context)
            if keys:
                start, end = context.span(place_of_numbers(node), node.end)
                yield Link(start, end, tuple(keys))


def place_of_numbers(node: TexNode) -> int:
    """Return where in a citation its numbers stand: behind the names, if it shows them."""
    if load_tex_names().citations[node.name] != "named":
        return node.start
    return node.mandatory[-1].start if node.mandatory else node.start
