"""The numbers that LaTeX prints: of sections, figures, tables and equations, and what each label stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.tex.names import load_tex_names
from ingest.tex.tree import CHARS, ENVIRONMENT, MACRO, MATH, TexNode

_SECNUMDEPTH = re.compile(r"\\setcounter\s*\{secnumdepth\}\s*\{\s*([^{}]*?)\s*\}")
_CLASS = re.compile(r"\\document(?:class|style)\s*(?:\[[^\]]*\])?\s*\{\s*([\w./-]+)\s*\}")
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Label:
    """What a label stands for: the kind (``figure``, ``section``, ...) and the printed number."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The printed number of each numbered section by where its command starts, and the labels by name."""

    sections: Mapping[int, str] = field(default_factory=dict)
    labels: Mapping[str, Label] = field(default_factory=dict)


def number_parts(text: str, nodes: Sequence[TexNode], preamble: str = "") -> Numbers:
    r"""Return the numbers of a document; ``text`` is what the nodes were parsed from.

    >>> from ingest.tex.tree import parse_tex
    >>> text = r"\section{A}\label{a}\subsection{B}\section*{C}\begin{figure}\caption{D}\label{d}\end{figure}"
    >>> numbers = number_parts(text, parse_tex(text))
    >>> list(numbers.sections.values()), numbers.labels["a"].number, numbers.labels["d"]
    (['1', '1.1'], '1', Label(kind='figure', number='1'))
    """
    has_chapters = re.search(r"\\chapter(?![A-Za-z])", text) is not None
    counting = _Counting(text, _read_depth(preamble + text), _read_styles(preamble), has_chapters)
    counting.visit_all(nodes)
    return Numbers(counting.sections, counting.labels)


def _read_depth(text: str) -> int:
    found = _SECNUMDEPTH.findall(text)
    if not found:
        return _DEEPEST
    return int(found[-1]) if re.fullmatch(r"-?\d{1,4}", found[-1]) else -1


def _read_styles(preamble: str) -> Sequence[str]:
    names = load_tex_names()
    found = _CLASS.search(preamble)
    kind = names.class_numbers.get(found[1].rsplit("/", 1)[-1] if found else "", "plain")
    return names.section_numbers[kind]


@dataclass(slots=True)
class _Counting:
    """The counters while the document is walked through."""

    text: str
    depth: int
    styles: Sequence[str]
    has_chapters: bool
    sections: dict[int, str] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    _counts: list[int] = field(default_factory=lambda: [0] * 7)
    _appendix: bool = False
    _others: dict[str, int] = field(default_factory=dict)
    _current: Label | None = None
    _float: str | None = None
    _letters: int = 0
    _parent: str | None = None

    def visit_all(self, nodes: Sequence[TexNode | None]) -> None:
        for node in nodes:
            if node is not None:
                self._visit(node)

    def _visit(self, node: TexNode) -> None:
        names = load_tex_names()
        if node.kind == MACRO:
            self._visit_macro(node)
        elif node.kind == ENVIRONMENT and node.name == "appendices":
            self._start_appendix()
            self.visit_all(node.children)
        elif node.kind == ENVIRONMENT and node.name in names.floats:
            self._visit_float(node, names.floats[node.name])
        elif node.kind == ENVIRONMENT and node.name in names.subfloats and self._float:
            self._visit_subfloat(node.children)
        elif node.kind == ENVIRONMENT and node.name in names.equations:
            self._visit_equation(node)
        elif node.kind == ENVIRONMENT and node.name == "subequations":
            self._visit_subequations(node)
        elif node.kind == ENVIRONMENT and node.name == "enumerate":
            self._visit_list(node)
        elif node.kind != MATH:
            self.visit_all(node.children)

    def _visit_macro(self, node: TexNode) -> None:
        names = load_tex_names()
        if node.name in names.sections:
            self._visit_section(node)
        elif node.name in ("appendix", "appendices"):
            self._start_appendix()
        elif node.name == "setcounter":
            self._set_counter(node)
        elif node.name == "label":
            if self._current is not None and node.mandatory:
                self.labels.setdefault(self._inner(node.mandatory[0]), self._current)
        elif node.name == "caption" and self._float:
            self._step_float(self._float)
            self.visit_all(node.arguments)
        elif node.name == "subfloat" and self._float:
            self._visit_subfloat(node.arguments)
        else:
            self.visit_all(node.arguments)

    def _inner(self, node: TexNode) -> str:
        return self.text[node.inner_start : node.inner_end].strip()

    def _visit_section(self, node: TexNode) -> None:
        level = load_tex_names().sections.index(node.name)
        base = 1 if self.has_chapters else 2
        if node.starred or level - 1 > self.depth or level < base or level - base >= len(self.styles):
            return
        self._counts[level] += 1
        self._counts[level + 1 :] = [0] * (len(self._counts) - level - 1)
        parts = []
        for step in range(base, level + 1):
            style = "Alph" if self._appendix and step == base else self.styles[step - base]
            parts.append(spell_number(self._counts[step], style))
        number = ".".join(parts)
        self.sections[node.start] = number
        self._current = Label("section", number)
        self.visit_all(node.arguments)

    def _start_appendix(self) -> None:
        self._appendix = True
        self._counts = [0] * len(self._counts)

    def _set_counter(self, node: TexNode) -> None:
        name, value = (self._inner(argument) for argument in [*node.mandatory, node, node][:2])
        if not value.isdigit() or len(value) > 4:
            return
        if name in load_tex_names().sections:
            self._counts[load_tex_names().sections.index(name)] = int(value)
        else:
            self._others[name] = int(value)

    def _visit_float(self, node: TexNode, kind: str) -> None:
        outer, letters, self._float, self._letters = self._float, self._letters, kind, 0
        before = self._current
        self._current = Label(kind, str(self._others.get(kind, 0) + 1))
        self.visit_all(node.children)
        self._float, self._letters, self._current = outer, letters, before

    def _step_float(self, kind: str) -> None:
        self._others[kind] = self._others.get(kind, 0) + 1
        self._current = Label(kind, str(self._others[kind]))

    def _visit_subfloat(self, nodes: Sequence[TexNode | None]) -> None:
        kind, whole = self._float or "figure", self._current
        self._letters += 1
        number = whole.number if whole is not None else ""
        self._float, self._current = None, Label(kind, number + spell_number(self._letters, "alph"))
        self.visit_all(nodes)
        self._float, self._current = kind, whole

    def _visit_subequations(self, node: TexNode) -> None:
        self._others["equation"] = self._others.get("equation", 0) + 1
        whole = self._others["equation"]
        self._parent, self._letters = str(whole), 0
        before, self._current = self._current, Label("equation", str(whole))
        self.visit_all(node.children)
        self._parent, self._current = None, before
        self._others["equation"] = whole

    def _visit_equation(self, node: TexNode) -> None:
        if node.name.endswith("*") or node.name == "displaymath":
            return
        before = self._current
        for row in split_rows(node) if node.name in load_tex_names().numbered_rows else [list(node.children)]:
            named = {inner.name: inner for inner in row if inner.kind == MACRO}
            if "tag" in named and named["tag"].mandatory:
                self._current = Label("equation", self._inner(named["tag"].mandatory[0]))
            elif not {"nonumber", "notag"} & named.keys() and any(not self._is_blank(inner) for inner in row):
                self._current = Label("equation", self._next_equation())
            self.visit_all([inner for inner in row if inner.kind == MACRO and inner.name == "label"])
        self._current = before

    def _is_blank(self, node: TexNode) -> bool:
        return node.kind == CHARS and not self.text[node.start : node.end].strip()

    def _next_equation(self) -> str:
        if self._parent:
            self._letters += 1
            return self._parent + spell_number(self._letters, "alph")
        self._others["equation"] = self._others.get("equation", 0) + 1
        return str(self._others["equation"])

    def _visit_list(self, node: TexNode) -> None:
        before, count = self._current, 0
        for child in node.children:
            if child.kind == MACRO and child.name == "item":
                count += 1
                self._current = Label("item", str(count))
            self._visit(child)
        self._current = before


def split_rows(node: TexNode) -> list[list[TexNode]]:
    r"""Return the nodes of an environment cut at each ``\\``."""
    rows: list[list[TexNode]] = [[]]
    for child in node.children:
        if child.kind == MACRO and child.name in ("\\", "tabularnewline", "cr"):
            rows.append([])
        else:
            rows[-1].append(child)
    return rows


_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def spell_number(number: int, style: str) -> str:
    """Return a counter as LaTeX prints it in a style.

    >>> spell_number(14, "Roman"), spell_number(2, "Alph"), spell_number(3, "arabic")
    ('XIV', 'B', '3')
    """
    if style in ("Alph", "alph") and 0 < number <= 26:
        letter = chr(ord("A") + number - 1)
        return letter if style == "Alph" else letter.lower()
    if style != "Roman" or not 0 < number < 50:
        return str(number)
    spelled = ""
    for value, letters in _ROMAN:
        while number >= value:
            spelled += letters
            number -= value
    return spelled
