"""The commands that a LaTeX document defines itself, replaced by what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.documents import MappedText
from ingest.mapped import Edit, apply_edits
from ingest.tex.groups import find_group_end
from ingest.tex.names import load_tex_names
from ingest.tex.source import NOTHING

_MOST_ROUNDS = 15
_LARGEST_GROWTH = 2_000_000
_MOST_CALLS = 50_000
_DEFINITION = re.compile(
    r"\\(?P<command>newcommand|renewcommand|providecommand|DeclareRobustCommand|DeclareMathOperator"
    r"|NewDocumentCommand|RenewDocumentCommand|ProvideDocumentCommand|DeclareDocumentCommand)(?![A-Za-z])\*?\s*"
    r"(?:\{\s*\\(?P<braced>[A-Za-z@]+|.)\s*\}|\\(?P<bare>[A-Za-z@]+|.))\s*"
)
_DEF = re.compile(r"\\(?:long\s*\\)?(?:def|gdef|edef|xdef)\s*\\(?P<name>[A-Za-z@]+)\s*(?P<pattern>[^{}\\]*)(?=\{)")
_LET = re.compile(r"\\let\s*\\(?P<name>[A-Za-z@]+)\s*=?\s*\\(?P<other>[A-Za-z@]+)")
_COUNT = re.compile(r"\s*\[\s*(\d)\s*\]")
_CALL = re.compile(r"\\([A-Za-z@]+|[^A-Za-z\s])")
_TOKEN = re.compile(r"\\[A-Za-z@]+|\\.|[^\s{}\\]")
_BLANKS = re.compile(r"[ \t]*(?:\n[ \t]*)?")
_PROGRAMMED = re.compile(
    r"\\(?:expandafter|csname|futurelet|@ifnextchar|@ifstar|if[a-z]*|catcode|begingroup|write|immediate|newif|global|the)(?![a-z])"
)
_BEFORE_ARGUMENT = re.compile(r"\\[A-Za-z@]+(?=#)")
_PARAMETER = re.compile(r"#([1-9])")


@dataclass(frozen=True, slots=True)
class Definition:
    """What a command stands for: ``body`` with ``#1`` ... for its arguments.

    ``defaults`` has one item for each argument: the text of an optional one that is not given, None for one in
    braces.
    """

    body: str
    defaults: tuple[str | None, ...] = ()


def find_definitions(text: str) -> tuple[Mapping[str, Definition], Sequence[Edit]]:
    r"""Return the commands that a text defines, and the edits that take the definitions out of it.

    Commands that are defined by programming, and those whose meaning readers know, are left alone.

    >>> found, _ = find_definitions(r"\newcommand{\LLZO}{Li$_7$La$_3$Zr$_2$O$_{12}$} \def\x#1{\emph{#1}}")
    >>> found["LLZO"].body, found["x"]
    ('Li$_7$La$_3$Zr$_2$O$_{12}$', Definition(body='\\emph{#1}', defaults=(None,)))
    """
    found: dict[str, Definition] = {}
    edits: list[Edit] = []
    kept = load_tex_names().protected
    for start, end, name, definition in sorted(_iter_definitions(text), key=lambda item: item[0]):
        if edits and start < edits[-1].end:
            continue
        edits.append(Edit(start, end, NOTHING))
        if definition is not None and name not in kept and not _is_programmed(name, definition.body):
            # A command keeps apart from the letters that an argument puts behind it.
            found[name] = replace(definition, body=_BEFORE_ARGUMENT.sub(r"\g<0> ", definition.body))
    return found, edits


def _is_programmed(name: str, body: str) -> bool:
    return bool(_PROGRAMMED.search(body) or re.search(rf"\\{re.escape(name)}(?![A-Za-z@])", body))


def _iter_definitions(text: str) -> Iterator[tuple[int, int, str, Definition | None]]:
    for match in _DEFINITION.finditer(text):
        name = match["braced"] or match["bare"]
        if "Document" in match["command"]:
            read = _read_xparse(text, match.end())
        else:
            read = _read_newcommand(text, match.end(), operator=match["command"] == "DeclareMathOperator")
        if read is not None:
            definition, end = read
            yield match.start(), end, name, definition
    for match in _DEF.finditer(text):
        close = find_group_end(text, match.end())
        parameters = re.fullmatch(r"(?:#\d)*", match["pattern"].strip())
        if close is not None:
            count = match["pattern"].count("#")
            body = text[match.end() + 1 : close - 1]
            yield match.start(), close, match["name"], Definition(body, (None,) * count) if parameters else None
    for match in _LET.finditer(text):
        yield match.start(), match.end(), match["name"], Definition(f"\\{match['other']}")


def _read_newcommand(text: str, place: int, *, operator: bool) -> tuple[Definition, int] | None:
    count = _COUNT.match(text, place)
    defaults: list[str | None] = [None] * int(count[1] if count else 0)
    place = _skip(text, count.end() if count else place)
    if defaults and text[place : place + 1] == "[":
        end = find_group_end(text, place, "[]")
        if end is None:
            return None
        defaults[0] = text[place + 1 : end - 1]
        place = _skip(text, end)
    end = find_group_end(text, place)
    if end is None:
        token = _CALL.match(text, place)
        return (Definition(token.group(), tuple(defaults)), token.end()) if token else None
    body = text[place + 1 : end - 1]
    return Definition(rf"\mathrm{{{body}}}" if operator else body, tuple(defaults)), end


def _read_xparse(text: str, place: int) -> tuple[Definition | None, int] | None:
    spec_end = find_group_end(text, place)
    body_start = _skip(text, spec_end) if spec_end is not None else place
    end = find_group_end(text, body_start) if spec_end is not None else None
    if spec_end is None or end is None:
        return None
    signs = re.findall(r"m|o|O\s*\{[^{}]*\}|\S", text[place + 1 : spec_end - 1])
    if not all(sign[0] in "moO" for sign in signs):
        return None, end
    defaults = tuple(None if sign == "m" else sign[1:].strip(" {}") for sign in signs)
    return Definition(text[body_start + 1 : end - 1], defaults), end


def _skip(text: str, place: int) -> int:
    found = _BLANKS.match(text, place)
    return found.end() if found else place


def expand_macros(mapped: MappedText, definitions: Mapping[str, Definition]) -> tuple[MappedText, bool]:
    r"""Return the text with each call replaced, and whether all were; an endless definition is left as it stands.

    What the body of a definition prints stands for the call, an argument for itself.

    >>> from ingest.mapped import build_mapped
    >>> text = r"the \new{garnet \LLZO} and \LLZO"
    >>> found = {"LLZO": Definition("Li7"), "new": Definition(r"\textbf{#1}", (None,))}
    >>> expanded, whole = expand_macros(build_mapped(text, 0, len(text)), found)
    >>> expanded.text, whole, expanded.source_span(19, 22)
    ('the \\textbf{garnet Li7} and Li7', True, (16, 21))
    """
    limit = len(mapped.text) + _LARGEST_GROWTH
    for _ in range(_MOST_ROUNDS if definitions else 0):
        edits = list(_find_calls(mapped.text, definitions))
        if not edits:
            return mapped, True
        grown = sum(len(edit.new) - (edit.end - edit.start) for edit in edits)
        if len(edits) > _MOST_CALLS or len(mapped.text) + grown > limit:
            return mapped, False
        mapped = apply_edits(mapped, edits)
    return mapped, next(_find_calls(mapped.text, definitions), None) is None


def _find_calls(text: str, definitions: Mapping[str, Definition]) -> Iterator[Edit]:
    done = 0
    for call in _CALL.finditer(text):
        definition = definitions.get(call[1])
        if definition is None or call.start() < done:
            continue
        arguments, end = _read_arguments(text, call.end(), definition)
        if arguments is None:
            continue
        done = end
        yield from _replace_call(text, call.start(), end, definition, arguments)


def _read_arguments(text: str, place: int, definition: Definition) -> tuple[list[tuple[int, int] | str] | None, int]:
    """Return each argument as the stretch that gives it, or as its default; None where one is missing."""
    arguments: list[tuple[int, int] | str] = []
    for default in definition.defaults:
        start = _skip(text, place)
        if default is not None:
            end = find_group_end(text, start, "[]")
            arguments.append(default if end is None else (start + 1, end - 1))
            place = place if end is None else end
            continue
        end = find_group_end(text, start)
        if end is not None:
            arguments.append((start + 1, end - 1))
        else:
            token = _TOKEN.match(text, start)
            if token is None:
                return None, place
            end = token.end()
            arguments.append(token.span())
        place = end
    return arguments, place


def _replace_call(
    text: str, start: int, end: int, definition: Definition, arguments: Sequence[tuple[int, int] | str]
) -> Iterator[Edit]:
    """Yield the edits for one call: around the arguments where they stand in order, else one for the whole."""
    parts = _PARAMETER.split(definition.body)
    wanted = [int(part) - 1 for part in parts[1::2]]
    given = [n for n in wanted if n < len(arguments) and not isinstance(arguments[n], str)]
    if given == sorted(set(given)) and given:
        place, new = start, parts[0]
        for n, following in zip(wanted, parts[2::2], strict=True):
            argument = arguments[n] if n < len(arguments) else ""
            if isinstance(argument, str):
                new += argument + following
                continue
            yield Edit(place, argument[0], new)
            place, new = argument[1], following
        yield Edit(place, end, _guard(new, text[end : end + 1]))
        return
    values = [a if isinstance(a, str) else text[a[0] : a[1]] for a in arguments]
    body = _PARAMETER.sub(lambda found: "".join(values[int(found[1]) - 1 : int(found[1])]), definition.body)
    yield Edit(start, end, _guard(body, text[end : end + 1]) or NOTHING)


def _guard(body: str, following: str) -> str:
    """Return a body kept apart from the letter that follows the call, into which its last command would run."""
    return f"{body}{{}}" if following.isalpha() and re.search(r"\\[A-Za-z@]+$", body) else body
