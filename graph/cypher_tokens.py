"""The words of a Cypher statement with their places, for engines that agree on nothing but the plain ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from graph.errors import QueryError

TokenKind = Literal["word", "name", "parameter", "text", "number", "sign"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a statement. ``name`` is a name in backticks; ``start`` and ``end`` are offsets."""

    kind: TokenKind
    text: str
    start: int
    end: int

    @property
    def upper(self) -> str:
        """A word in capitals; of every other kind the empty string, so that it is no keyword."""
        return self.text.upper() if self.kind == "word" else ""


_TOKENS = re.compile(
    r"""(?P<blank>[ \t\r\n]+)
    | (?P<comment>//[^\r\n]*|/\*.*?\*/)
    | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<name>`[^`\\]+`)
    | (?P<parameter>\$[A-Za-z_][A-Za-z0-9_]*)
    | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<sign><>|<=|>=|=~|\.\.|/(?![/*])|[-+*%^=<>()\[\]{},.:;|&!])
    """,
    re.VERBOSE | re.DOTALL,
)
_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def find_tokens(statement: str) -> list[Token]:
    r"""Return the tokens of the statement, without blanks and comments.

    Raises `QueryError` for whatever the engines might read otherwise: Unicode escapes (Neo4j resolves them
    before it looks for the ends of texts), signs and letters beyond ASCII outside of texts and backticks,
    other ends of lines, comments in comments, what is not closed.

    >>> [token.text for token in find_tokens("RETURN n.name // the name")]
    ['RETURN', 'n', '.', 'name']
    >>> find_tokens("RETURN '\\u0027'")
    Traceback (most recent call last):
    graph.errors.QueryError: line 1, column 9: \u begins an escape; write the character itself
    """
    _refuse_ambiguous(statement)
    tokens: list[Token] = []
    position = 0
    while position < len(statement):
        match = _TOKENS.match(statement, position)
        if match is None:
            raise _unreadable(statement, position)
        kind, text = str(match.lastgroup), match.group()
        if kind == "comment" and "/*" in text[2:]:
            raise QueryError("a comment is in a comment", where=render_place(statement, position))
        if kind == "word" and tokens and tokens[-1].kind == "number" and tokens[-1].end == position:
            raise QueryError(f"{tokens[-1].text}{text} is no number", where=render_place(statement, position))
        if kind not in {"blank", "comment"}:
            tokens.append(Token(kind, text, position, match.end()))  # type: ignore[arg-type]
        position = match.end()
    return tokens


def render_place(statement: str, position: int) -> str:
    r"""Return the line and column of an offset, both from 1.

    >>> render_place("MATCH (n)\nRETURN n", 10)
    'line 2, column 1'
    """
    before = statement[:position]
    return f"line {before.count(chr(10)) + 1}, column {position - before.rfind(chr(10))}"


def _refuse_ambiguous(statement: str) -> None:
    escape = re.search(r"\\[uU]", statement)
    if escape:
        raise QueryError(
            r"\u begins an escape",
            where=render_place(statement, escape.start()),
            remedy="write the character itself",
        )
    line_end = _LINE_ENDS.search(statement)
    if line_end:
        raise QueryError(
            f"the character U+{ord(line_end.group()):04X} may end a line",
            where=render_place(statement, line_end.start()),
            remedy="break lines with a line feed",
        )


def _unreadable(statement: str, position: int) -> QueryError:
    where = render_place(statement, position)
    character = statement[position]
    if character in "'\"`":
        return QueryError(f"what begins with {character} has no end", where=where, remedy=f"close it with {character}")
    if statement.startswith("/*", position):
        return QueryError("a comment has no end", where=where, remedy="close it with */")
    if character == "$":
        return QueryError("$ is not followed by a parameter's name", where=where, remedy="write $name")
    if ord(character) > 127:
        return QueryError(f"{character!r} stands outside of texts", where=where, remedy="put names in `backticks`")
    return QueryError(f"{character!r} is no part of a statement", where=where)
