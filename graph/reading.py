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
from itertools import chain
from typing import Literal

from graph.cypher_tokens import Token, find_tokens, render_place
from graph.data_files import read_data
from graph.errors import QueryError

MAX_CHARACTERS = 20_000
MAX_DEPTH = 50
"""Brackets within brackets: the engines follow them on the stack."""

_CLOSING: Mapping[str, str] = {"(": ")", "[": "]", "{": "}"}
_INFIX = frozenset({",", "=", "<>", "<", ">", "<=", ">=", "=~", "+", "-", "*", "/", "%", "^", ".", "..", ":", "|", "&"})
_PREFIX = frozenset({"+", "-", "<", ">", ":", "..", "!"})
_PAIRS: Mapping[str, str] = {"ORDER": "BY", "STARTS": "WITH", "ENDS": "WITH"}
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
    listed = read_data("cypher-allowed")
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
    for token in tokens:
        reader.follow(token)
    reader.finish()


@dataclass(slots=True)
class _Reader:
    """Where in the statement we are.

    ``frames`` holds what is open: ( [ map subquery CASE; ``roles`` what each token was read as: a sign, a
    keyword in capitals, or nothing for names and values, so that a property called ``as`` is no AS.
    """

    statement: str
    tokens: list[Token]
    expected: Expected = "clause"
    frames: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)

    def follow(self, token: Token) -> None:
        role = ""
        if self._before() in _PAIRS and token.kind != "word":
            raise self._refuse(token)
        if token.kind == "word":
            role = self._follow_word(token)
        elif token.kind == "sign":
            self._follow_sign(token)
            role = token.text
        elif token.kind == "name" and self._next() == "(":
            raise self._refuse_function(token)
        elif self.expected == "operand" or (token.kind == "name" and self._before() == "AS"):
            self.expected = "following"
        else:
            raise self._refuse(token)
        self.roles.append(role)

    def finish(self) -> None:
        if self.frames or self.expected != "following":
            raise QueryError(
                "the statement is not complete",
                where=render_place(self.statement, len(self.statement)),
                remedy="close every bracket and end with RETURN",
            )

    def _follow_word(self, token: Token) -> str:
        """Return the keyword that the word is here, or nothing."""
        if self._is_free_name():
            if self._next() == "(":
                raise self._refuse_function(token)
            self.expected = "following"
            return ""
        if token.upper in load_allowed().refused:
            raise self._refuse(token)
        if self.expected == "clause":
            return self._begin_clause(token)
        if self.expected == "operand":
            return self._begin_operand(token)
        return self._continue(token)

    def _is_free_name(self) -> bool:
        """Tell whether any word may stand here: a property, a label, a key of a map."""
        before, frame = self._before(), self._frame()
        if frame == "map":
            return (before in {"{", ","} and self._next() == ":") or before == "."
        return before in {".", ":"}

    def _begin_clause(self, token: Token) -> str:
        word, before = token.upper, self._before()
        if before == "UNION" and word in {"ALL", "DISTINCT"}:
            return ""
        if word not in load_allowed().clauses or (before == "OPTIONAL" and word != "MATCH"):
            raise self._refuse(token)
        self.expected = "clause" if word == "OPTIONAL" else "operand"
        return word

    def _begin_operand(self, token: Token) -> str:
        word, before = token.upper, self._before()
        wanted = _PAIRS.get(before)
        if wanted is not None:
            if word != wanted:
                raise self._refuse(token)
            return ""
        if before == "*" and word == "SHORTEST":
            return ""
        if word in {"EXISTS", "COUNT"} and self._next() == "{":
            return word
        if self._next() == "(" and word not in load_allowed().leading:
            if token.text.lower() not in load_allowed().functions:
                raise self._refuse_function(token)
            return ""
        return self._begin_with_keyword(token)

    def _begin_with_keyword(self, token: Token) -> str:
        word = token.upper
        if word == "CASE":
            self._open("CASE", token)
            return word
        if word == "WHEN":
            if self._before() != "CASE":
                raise self._refuse(token)
            return word
        if word in {"NOT", "DISTINCT"} or (word == "EXISTS" and self._next() == "("):
            return word
        self.expected = "following"
        return ""

    def _continue(self, token: Token) -> str:
        word, before = token.upper, self._before()
        if before == "AS":
            return ""
        if before == "IS" or (before == "NOT" and self._before(2) == "IS"):
            if word != "NULL" and (word != "NOT" or before == "NOT"):
                raise self._refuse(token)
            return word
        allowed = load_allowed()
        clause = word in allowed.clauses or word == "UNION"
        if not clause and word not in allowed.following:
            raise self._refuse(token)
        if clause and self._frame() not in {"", "subquery"}:
            raise self._refuse(token)
        if word in {"WHEN", "THEN", "ELSE", "END"} and self._frame() != "CASE":
            raise self._refuse(token)
        if word == "END":
            self.frames.pop()
        elif word in {"OPTIONAL", "UNION"}:
            self.expected = "clause"
        elif word not in {"IS", "AS", "ASC", "ASCENDING", "DESC", "DESCENDING"}:
            self.expected = "operand"
        return word

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
        sign, before, frame = token.text, self._before(), self._frame()
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

    def _frame(self) -> str:
        return self.frames[-1] if self.frames else ""

    def _before(self, distance: int = 1) -> str:
        return self.roles[-distance] if len(self.roles) >= distance else ""

    def _next(self) -> str:
        index = len(self.roles) + 1
        return self.tokens[index].text if index < len(self.tokens) else ""

    def _refuse(self, token: Token) -> QueryError:
        return QueryError(
            f"{token.text} is not allowed here",
            where=render_place(self.statement, token.start),
            remedy=_READING,
        )

    def _refuse_function(self, token: Token) -> QueryError:
        name, index = token.text, len(self.roles)
        while index >= 2 and self.tokens[index - 1].text == ".":
            name, index = f"{self.tokens[index - 2].text}.{name}", index - 2
        return QueryError(
            f"the function {name} is not allowed",
            where=render_place(self.statement, token.start),
            remedy="use one of graph/data/cypher-allowed.yaml",
        )
