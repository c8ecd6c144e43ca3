"""LaTeX as a tree: what pylatexenc parses, in nodes that know their place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pylatexenc import latex2text, macrospec
from pylatexenc import latexwalker as walker

from ingest.tex.groups import find_group_end
from ingest.tex.names import load_tex_names

CHARS, GROUP, MACRO, ENVIRONMENT, MATH, SPECIAL = "chars", "group", "macro", "environment", "math", "special"
"""The kinds of nodes."""


@dataclass(frozen=True, slots=True)
class TexNode:
    """A node; ``text[start:end]`` is the whole of it and ``text[inner_start:inner_end]`` what its delimiters hold.

    ``name`` is that of a macro or environment, the characters of a special one, and ``inline`` or ``display`` of
    mathematics. An argument that is not given is None; ``spec`` has one sign for each argument: ``*[{+``.
    """

    kind: str
    name: str
    start: int
    end: int
    inner_start: int
    inner_end: int
    children: tuple[TexNode, ...] = field(repr=False, default=())
    arguments: tuple[TexNode | None, ...] = ()
    spec: str = ""

    @property
    def mandatory(self) -> list[TexNode]:
        """The arguments in braces."""
        signs = self.spec.ljust(len(self.arguments), "{")
        return [a for sign, a in zip(signs, self.arguments, strict=False) if a is not None and sign in "{+"]

    @property
    def optional(self) -> list[TexNode | None]:
        """The arguments in brackets, None for each that is not given."""
        return [a for sign, a in zip(self.spec, self.arguments, strict=False) if sign == "["]

    @property
    def starred(self) -> bool:
        """Whether a star follows the name."""
        return self.spec.startswith("*") and bool(self.arguments) and self.arguments[0] is not None


def parse_tex(text: str, start: int = 0, end: int | None = None) -> tuple[TexNode, ...]:
    r"""Return the nodes of a stretch of LaTeX; never raises on text that is not nested too deeply.

    >>> [(node.kind, node.name) for node in parse_tex(r"Li\textsubscript{7} $x$~\cite{a}")]
    [('chars', ''), ('macro', 'textsubscript'), ('chars', ''), ('math', 'inline'), ('special', '~'), ('macro', 'cite')]
    """
    parser = walker.LatexWalker(text[:end], latex_context=_build_context())
    nodes, _, _ = parser.get_latex_nodes(start)
    return tuple(_convert(node) for node in nodes if node is not None and not node.isNodeType(walker.LatexCommentNode))


def iter_nodes(nodes: Sequence[TexNode]) -> Iterator[TexNode]:
    """Yield the nodes and all that is inside them, in the order of the text."""
    for node in nodes:
        yield node
        yield from iter_nodes([argument for argument in node.arguments if argument is not None])
        yield from iter_nodes(node.children)


@cache
def symbol_of(command: str) -> str | None:
    """Return the text that a command without arguments stands for, None where it is none of a known symbol.

    >>> symbol_of("alpha"), symbol_of("upmu"), symbol_of("ss"), symbol_of("textbf")
    ('α', 'μ', 'ß', None)
    """
    listed = load_tex_names().symbols.get(command)
    if listed is not None:
        return listed
    spec = latex2text.get_default_latex_context_db().get_macro_spec(command)
    known = spec.simplify_repl if spec is not None and spec.macroname == command else None
    if isinstance(known, str) and "%" not in known and known:
        return known
    upright = re.fullmatch(r"(?:text|up)([a-z]{2,})", command)
    letter = symbol_of(upright[1]) if upright else None
    return letter if letter and "α" <= letter <= "ω" else None


@cache
def is_known(command: str) -> bool:
    """Tell whether LaTeX knows a command, so that it is right where it prints nothing."""
    if symbol_of(command) is not None or command in load_tex_names().specs:
        return True
    spec = latex2text.get_default_latex_context_db().get_macro_spec(command)
    return spec is not None and spec.macroname == command


_ACCENTS = frozenset("'`\"^~=.ckHbdruv")


def is_accent(node: TexNode) -> bool:
    """Tell whether a node puts an accent on its argument."""
    return node.kind == MACRO and node.name in _ACCENTS


def spell_accent(text: str) -> str:
    r"""Return an accented letter as text.

    >>> spell_accent(r"\"{o}"), spell_accent(r"\v s"), spell_accent(r"\'\i")
    ('ö', 'š', 'í')
    """
    spelled: str = latex2text.LatexNodes2Text().latex_to_text(text)
    return spelled.strip()


@cache
def _build_context() -> Any:
    """Return what is known of arguments: the tables of pylatexenc, and before them those of this package."""
    names = load_tex_names()
    known = walker.get_default_latex_context_db()
    parts = [known.filter_context(keep_categories=[name]) for name in reversed(known.categories())]
    macros = {spec.macroname: spec for part in parts for spec in part.iter_macro_specs()}
    macros |= {name: macrospec.std_macro(name, spec.replace("+", "{")) for name, spec in names.specs.items()}
    environments = {spec.environmentname: spec for part in parts for spec in part.iter_environment_specs()}
    environments |= {
        name: macrospec.std_environment(name, spec, is_math_mode=name in names.equations)
        for name, spec in {**dict.fromkeys(names.equations, ""), **names.environments}.items()
    }
    # One table for all: the parser looks through every table at every character.
    context = macrospec.LatexContextDb()
    context.set_unknown_macro_spec(macrospec.MacroSpec(""))
    context.set_unknown_environment_spec(macrospec.EnvironmentSpec(""))
    context.add_context_category(
        "all",
        macros=macros.values(),
        environments=environments.values(),
        specials=[spec for part in parts for spec in part.iter_specials_specs()],
    )
    return context


def _convert(node: Any) -> TexNode:
    """Return a node of pylatexenc as one of ours."""
    start, end = node.pos, node.pos + node.len
    if node.isNodeType(walker.LatexCharsNode):
        return TexNode(CHARS, "", start, end, start, end)
    if node.isNodeType(walker.LatexSpecialsNode):
        return TexNode(SPECIAL, node.specials_chars, start, end, start, end)
    if node.isNodeType(walker.LatexMacroNode):
        return _convert_macro(node)
    children = tuple(_convert(n) for n in node.nodelist if n is not None and not n.isNodeType(walker.LatexCommentNode))
    if node.isNodeType(walker.LatexEnvironmentNode):
        return _convert_environment(node, children)
    opening, closing = map(len, node.delimiters)
    kind, name = (MATH, node.displaytype) if node.isNodeType(walker.LatexMathNode) else (GROUP, node.delimiters[0])
    closed = max(start + opening, end - closing)
    return TexNode(kind, name, start, end, start + opening, closed, children)


def _convert_macro(node: Any) -> TexNode:
    arguments = _convert_arguments(node)
    end = node.pos + node.len
    spec = load_tex_names().specs.get(node.macroname, "")
    if len(spec) != len(arguments):
        spec = getattr(node.nodeargd, "argspec", None) or ""
    name_end = node.pos + 1 + len(node.macroname)
    return TexNode(MACRO, node.macroname, node.pos, end, name_end, end, (), arguments, spec)


def _convert_environment(node: Any, children: tuple[TexNode, ...]) -> TexNode:
    arguments = _convert_arguments(node)
    given = [argument.end for argument in arguments if argument is not None]
    end = node.pos + node.len
    head = node.pos + len(r"\begin{}") + len(node.environmentname)
    inner_start = max([head, *given])
    inner_end = max(inner_start, end - len(r"\end{}") - len(node.environmentname))
    if node.environmentname not in load_tex_names().environments:
        children, inner_start = _drop_options(node, children, inner_start)
    spec = getattr(node.nodeargd, "argspec", None) or ""
    return TexNode(
        ENVIRONMENT, node.environmentname, node.pos, end, inner_start, inner_end, children, arguments, spec
    )  # fmt: skip


def _drop_options(node: Any, children: tuple[TexNode, ...], start: int) -> tuple[tuple[TexNode, ...], int]:
    """Return what an unknown environment holds behind the options in brackets, and where it begins."""
    text = node.parsing_state.s
    end = find_group_end(text, start, "[]") if text.startswith("[", start) else None
    if end is None or end > node.pos + node.len:
        return children, start
    kept = tuple(
        replace(child, start=end, inner_start=end) if child.kind == CHARS and child.start < end else child
        for child in children
        if child.end > end
    )
    return kept, end


def _convert_arguments(node: Any) -> tuple[TexNode | None, ...]:
    given = node.nodeargd.argnlist if node.nodeargd is not None else None
    return tuple(_convert(argument) if argument is not None else None for argument in given or ())
