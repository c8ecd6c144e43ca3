"""The guard of the Cypher endpoint: a statement passes if every word of it is known to do no more than read.

A connection that is read-only is not enough: Ladybug's still loads files and writes copies, Neo4j's still
sends requests, shows settings and ends other users' work. A list of forbidden words is not enough either:
it misses the next version's. So a statement is followed word by word with three questions: may a clause
begin here, an expression, or what comes after one? Names are free only where nothing else can stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Literal

import yaml

from graph.cypher_tokens import Token, find_tokens, render_place
from graph.errors import QueryError

MAX_CHARACTERS = 20_000
MAX_DEPTH = 50
"""Brackets within brackets: the engines follow them on the stack."""

_CLOSING: Mapping[str, str] = {"(": ")", "[": "]", "{": "}"}
_INFIX = frozenset({",", "=", "<>", "<", ">", "<=", ">=", "=~", "+", "-", "*", "/", "%", "^", ".", "..", ":", "|", "&"})
_PREFIX = frozenset({"+", "-", "<", ">", ":", "..", "!", "=", "."})
_READING = "only reading is allowed: MATCH, WHERE, WITH, UNWIND, RETURN, ORDER BY, SKIP, LIMIT, UNION"

Expected = Literal["clause", "operand", "following"]


@dataclass(frozen=True, slots=True)
class AllowedWords:
    """The words of `graph/data/cypher-allowed.yaml`: functions in small letters, all others in capitals."""

    clauses: frozenset[str]
    following: frozenset[str]
    leading: frozenset[str]
    refused: frozenset[str]
    functions: frozenset[str]


@cache
def load_allowed() -> AllowedWords:
    """Read the list that ships with the package."""
    text = (files("graph") / "data" / "cypher-allowed.yaml").read_text(encoding="utf-8")
    listed = yaml.safe_load(text)
    functions = frozenset(name.lower() for name in chain.from_iterable(listed["functions"].values()))
    words = {name: frozenset(listed[name]) for name in ("clauses", "following", "leading", "refused")}
    return AllowedWords(**words, functions=functions)


def check_reading(statement: str) -> None:
    """Let one reading statement pass. Raises `QueryError` with the first word that is not allowed.

    >>> check_reading("MATCH (i:Issue)-[:CAUSED_BY]->(m) RETURN i.name, count(m) AS n ORDER BY n DESC LIMIT 5")
    >>> check_reading("MATCH (n) DETACH DELETE n")
    Traceback (most recent call last):
    graph.errors.QueryError: line 1, column 11: DETACH is not allowed here; only reading is allowed: MATCH, \
WHERE, WITH, UNWIND, RETURN, ORDER BY, SKIP, LIMIT, UNION
    """
    if len(statement) > MAX_CHARACTERS:
        raise QueryError(f"the statement is longer than {MAX_CHARACTERS} characters", remedy="shorten it")
    tokens = find_tokens(statement)
    if tokens and tokens[-1].text == ";":
        tokens.pop()
    if not tokens:
        raise QueryError("the statement is empty", remedy="try MATCH (i:Issue) RETURN i.name")
    reader = _Reader(statement, tokens)
    for index in range(len(tokens)):
        reader.index = index
        reader.follow(tokens[index])
    reader.finish()


@dataclass(slots=True)
class _Reader:
    """Where in the statement we are. ``frames`` holds the open brackets: ( [ map subquery CASE."""

    statement: str
    tokens: list[Token]
    index: int = 0
    expected: Expected = "clause"
    frames: list[str] = field(default_factory=list)

    def follow(self, token: Token) -> None:
        if token.kind == "word":
            self._follow_word(token)
        elif token.kind == "sign":
            self._follow_sign(token)
        elif self.expected != "operand" or (token.kind == "name" and self._next() == "("):
            raise self._refuse(token)
        else:
            self.expected = "following"

    def finish(self) -> None:
        if self.frames or self.expected != "following":
            raise QueryError(
                "the statement is not complete",
                where=render_place(self.statement, len(self.statement)),
                remedy="close every bracket and end with RETURN",
            )

    def _follow_word(self, token: Token) -> None:
        word, before = token.upper, self._before()
        if self._is_free_name(before):
            if self._next() == "(":
                raise self._refuse_function(token)
            self.expected = "following"
            return
        if word in load_allowed().refused:
            raise self._refuse(token)
        if self.expected == "clause":
            self._begin_clause(token)
        elif self.expected == "operand":
            self._begin_operand(token)
        else:
            self._continue(token)

    def _is_free_name(self, before: str) -> bool:
        """Tell whether any word may stand here: a property, a label, a key of a map."""
        if self.expected == "clause":
            return False
        frame = self.frames[-1] if self.frames else ""
        if frame == "map" and before in {"{", ","} and self._next() == ":":
            return True
        return before == "." or (before == ":" and frame != "map")

    def _begin_clause(self, token: Token) -> None:
        if token.upper == "ALL" and self._before() == "UNION":
            return
        if token.upper == "DISTINCT" and self._before() == "UNION":
            return
        optional = self._before() == "OPTIONAL"
        if token.upper not in load_allowed().clauses or (optional and token.upper != "MATCH"):
            raise self._refuse(token)
        self.expected = "clause" if token.upper == "OPTIONAL" else "operand"

    def _begin_operand(self, token: Token) -> None:
        word, before = token.upper, self._before()
        if word in load_allowed().leading and not (word == "COUNT" and self._next() == "("):
            self._begin_with_keyword(token)
        elif before in {"ORDER"}:
            if word != "BY":
                raise self._refuse(token)
        elif before in {"STARTS", "ENDS"}:
            if word != "WITH":
                raise self._refuse(token)
        elif before == "*" and word in {"SHORTEST", "TRAIL", "ACYCLIC"}:
            pass
        elif self._next() == "(":
            if token.text.lower() not in load_allowed().functions:
                raise self._refuse_function(token)
        else:
            self.expected = "following"

    def _begin_with_keyword(self, token: Token) -> None:
        word, following = token.upper, self._next()
        if word in {"EXISTS", "COUNT"} and following == "{":
            return
        if word == "EXISTS" and following == "(":
            return
        if word == "CASE":
            self._open("CASE", token)
        elif word == "WHEN" and self._before() != "CASE":
            raise self._refuse(token)
        elif word in {"TRUE", "FALSE", "NULL", "EXISTS", "COUNT"}:
            self.expected = "following"

    def _continue(self, token: Token) -> None:
        word, before = token.upper, self._before()
        if before == "AS":
            self.expected = "following"
            return
        if before == "IS" or (before == "NOT" and self._before(2) == "IS"):
            if word not in {"NOT", "NULL"} or (word == before):
                raise self._refuse(token)
            return
        allowed = load_allowed()
        if word in allowed.clauses:
            if self.frames and self.frames[-1] != "subquery":
                raise self._refuse(token)
            self.expected = "clause" if word == "OPTIONAL" else "operand"
            return
        if word not in allowed.following or word == "NOT":
            raise self._refuse(token)
        self._continue_with_keyword(token)

    def _continue_with_keyword(self, token: Token) -> None:
        word = token.upper
        if word in {"WHEN", "THEN", "ELSE", "END"} and (not self.frames or self.frames[-1] != "CASE"):
            raise self._refuse(token)
        if word == "UNION":
            if self.frames and self.frames[-1] != "subquery":
                raise self._refuse(token)
            self.expected = "clause"
        elif word == "END":
            self.frames.pop()
        elif word not in {"IS", "AS", "ASC", "ASCENDING", "DESC", "DESCENDING"}:
            self.expected = "operand"

    def _follow_sign(self, token: Token) -> None:
        sign = token.text
        if sign in _CLOSING:
            self._follow_opening(token)
        elif sign in _CLOSING.values():
            self._follow_closing(token)
        elif sign == ";":
            raise QueryError(
                "there is more than one statement",
                where=render_place(self.statement, token.start),
                remedy="send one statement at a time",
            )
        elif self.expected == "following" and sign in _INFIX and self._before() != "AS":
            self.expected = "operand"
        elif self.expected == "operand" and sign == "*":
            if self._before() in {"RETURN", "WITH", "DISTINCT", "("}:
                self.expected = "following"
        elif self.expected != "operand" or sign not in _PREFIX:
            raise self._refuse(token)

    def _follow_opening(self, token: Token) -> None:
        sign, before = token.text, self._before()
        frame = self.frames[-1] if self.frames else ""
        if sign == "{" and self.expected == "operand" and before in {"EXISTS", "COUNT"}:
            self._open("subquery", token)
            self.expected = "operand" if self._next() == "(" else "clause"
            return
        inside = sign == "[" or (sign == "{" and frame in {"(", "["})
        if self.expected == "clause" or (self.expected == "following" and not inside) or before == "AS":
            raise self._refuse(token)
        self._open("map" if sign == "{" else sign, token)
        self.expected = "operand"

    def _follow_closing(self, token: Token) -> None:
        frame = self.frames.pop() if self.frames else ""
        opening = {"map": "{", "subquery": "{"}.get(frame, frame)
        if _CLOSING.get(opening) != token.text or self.expected == "clause":
            raise self._refuse(token)
        self.expected = "following"

    def _open(self, frame: str, token: Token) -> None:
        if len(self.frames) == MAX_DEPTH:
            raise QueryError(
                f"more than {MAX_DEPTH} brackets are open", where=render_place(self.statement, token.start)
            )
        self.frames.append(frame)

    def _before(self, distance: int = 1) -> str:
        """Return the sign or, in capitals, the word so many tokens before."""
        if self.index < distance:
            return ""
        token = self.tokens[self.index - distance]
        return token.text if token.kind == "sign" else token.upper

    def _next(self) -> str:
        return self.tokens[self.index + 1].text if self.index + 1 < len(self.tokens) else ""

    def _refuse(self, token: Token) -> QueryError:
        return QueryError(
            f"{token.text} is not allowed here",
            where=render_place(self.statement, token.start),
            remedy=_READING,
        )

    def _refuse_function(self, token: Token) -> QueryError:
        name = token.text
        for distance in range(1, self.index + 1, 2):
            if self._before(distance) != "." or self.index < distance + 1:
                break
            name = f"{self.tokens[self.index - distance - 1].text}.{name}"
        return QueryError(
            f"the function {name} is not allowed",
            where=render_place(self.statement, token.start),
            remedy="use one of graph/data/cypher-allowed.yaml",
        )
