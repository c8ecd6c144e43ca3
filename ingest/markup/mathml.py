"""MathML as text: the TeX that it carries, else its letters in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from ingest.documents import MappedText
from ingest.mapped import apply_edits, slice_mapped
from ingest.markup.tree import Element, Node, Text, find_elements, find_texts, text_of
from ingest.markup.writer import MappedWriter
from ingest.repair.latex import find_math_edits

_LONGEST = 380
_TEX_SIGNS = re.compile(r"[\\^_{]")
_NOT_PRINTED = re.compile(r"^\\(?:displaystyle|textstyle)\s*|%\n\s*")
_BODY = re.compile(r"\\begin\{document\}(?P<document>.*?)\\end\{document\}", re.DOTALL)
_MARKS = re.compile(r"^(?:\$\$?|\\\[|\\\(|\s)+|(?:\$\$?|\\\]|\\\)|\s)+$")
_RELATIONS = frozenset("=<>≤≥≈∼~≪≫≡≠→←↔⇌")
_UNSEEN = frozenset("\u2061\u2062\u2063\u2064\u200b\u2009\u200a")
_ACCENTS = frozenset("¯‾^ˆ~˜→⃗˙¨̂̄.")


def write_math(writer: MappedWriter, element: Element) -> None:
    """Write inline mathematics as text, from the TeX where the element carries it."""
    tex = find_tex(element)
    if tex is not None and len(tex.text) <= _LONGEST:
        spelled = spell_tex(tex)
        writer.write_mapped(apply_edits(spelled, find_math_edits(spelled.text)))
    else:
        _write(writer, element)


def spell_tex(tex: MappedText) -> MappedText:
    """Return TeX between dollars."""
    first, last = tex.starts[0], tex.ends[-1]
    return MappedText(f"${tex.text}$", [first, *tex.starts, last], [first, *tex.ends, last])


def find_tex(element: Element) -> MappedText | None:
    """Return the TeX of a formula, without dollars and without the document that some publishers put around it.

    It stands in an annotation, in ``tex-math`` or, as a whole stretch of source, in the attribute ``alttext``.
    """
    for found in (element, *find_elements(element, "annotation", "tex-math")):
        if found.name == "tex-math" or "tex" in found.get("encoding"):
            return _strip_tex(_join(find_texts(found)))
    maths = [element, *find_elements(element, "math")]
    spelled = next((math for math in maths if _TEX_SIGNS.search(math.get("alttext"))), None)
    tex = re.sub(r"\s+", " ", _NOT_PRINTED.sub("", spelled.get("alttext"))).strip() if spelled is not None else ""
    if spelled is None or not tex:
        return None
    writer = MappedWriter()
    writer.add(tex, spelled.start, spelled.end)
    return writer.build()


def _join(runs: Sequence[Text]) -> MappedText:
    writer = MappedWriter()
    for run in runs:
        writer.write(run)
    return writer.build()


def _strip_tex(tex: MappedText) -> MappedText | None:
    """Return what is set, without preamble, dollars and blanks at the ends."""
    body = _BODY.search(tex.text)
    start, end = body.span("document") if body else (0, len(tex.text))
    while found := _MARKS.search(tex.text[start:end]):
        if found.end() == end - start and found.start():
            end = start + found.start()
        else:
            start += found.end()
    return slice_mapped(tex, start, end) if end > start else None


def _write(writer: MappedWriter, node: Node) -> None:
    if isinstance(node, Text):
        if node.text.strip():
            writer.write(node)
        return
    parts = [child for child in node.children if isinstance(child, Element) or child.text.strip()]
    write = _WRITERS.get(node.name)
    if write is not None:
        write(writer, node, parts)
    else:
        for part in parts:
            _write(writer, part)


def _write_letters(writer: MappedWriter, node: Element, _parts: Sequence[Node]) -> None:
    """Write a number, name or sign; blanks are set around a relation as in running text."""
    text = "".join(char for char in text_of(node) if char not in _UNSEEN)
    if node.name == "mo" and text in _RELATIONS:
        text = f" {text} "
    writer.add(text, node.start, node.end)


def _write_words(writer: MappedWriter, node: Element, _parts: Sequence[Node]) -> None:
    for run in find_texts(node):
        writer.write(run)


def _write_space(writer: MappedWriter, node: Element, _parts: Sequence[Node]) -> None:
    if not node.get("width").startswith(("-", "0em", "0.0")):
        writer.add(" ", node.start, node.end)


def _write_first(writer: MappedWriter, _node: Element, parts: Sequence[Node]) -> None:
    for part in parts[:1]:
        _write(writer, part)


def _write_fraction(writer: MappedWriter, node: Element, parts: Sequence[Node]) -> None:
    for number, part in enumerate(parts[:2]):
        if number:
            writer.add("/", part.start, part.start)
        compound = len(find_elements(part, "mi", "mn", "mo", "mtext")) > 1 if isinstance(part, Element) else False
        if compound:
            writer.add("(", part.start, part.start)
        _write(writer, part)
        if compound:
            writer.add(")", part.end, part.end)


def _write_scripts(writer: MappedWriter, node: Element, parts: Sequence[Node]) -> None:
    """Write a base and its scripts; a power of ten keeps a caret, an accent gives nothing."""
    for number, part in enumerate(parts):
        if number and node.name in ("mover", "munderover", "munder") and text_of(part) in _ACCENTS:
            continue
        raised = number == len(parts) - 1 and node.name in ("msup", "msubsup")
        if number and raised and writer.ends_in_ten:
            writer.add("^", part.start, part.start)
        _write(writer, part)


def _write_root(writer: MappedWriter, node: Element, parts: Sequence[Node]) -> None:
    writer.add("√", node.start, node.start)
    for part in parts[: 1 if node.name == "mroot" else None]:
        _write(writer, part)


def _write_fence(writer: MappedWriter, node: Element, parts: Sequence[Node]) -> None:
    separators = node.attributes.get("separators", ",").strip()
    writer.add(node.attributes.get("open", "("), node.start, node.start)
    for number, part in enumerate(parts):
        if number and separators:
            writer.add(separators[min(number, len(separators)) - 1] + " ", part.start, part.start)
        _write(writer, part)
    writer.add(node.attributes.get("close", ")"), node.end, node.end)


def _write_rows(writer: MappedWriter, _node: Element, parts: Sequence[Node]) -> None:
    for number, part in enumerate(parts):
        if number:
            writer.add(" ", part.start, part.start)
        _write(writer, part)


_Write = Callable[[MappedWriter, Element, Sequence[Node]], None]
_WRITERS: Mapping[str, _Write] = MappingProxyType(
    {
        **dict.fromkeys(("mi", "mn", "mo", "ms"), _write_letters),
        **dict.fromkeys(("semantics", "maction", "alternatives"), _write_first),
        **dict.fromkeys(("msub", "msup", "msubsup", "munder", "mover", "munderover"), _write_scripts),
        **dict.fromkeys(("msqrt", "mroot"), _write_root),
        **dict.fromkeys(("mtable", "mtr"), _write_rows),
        "mtext": _write_words,
        "mspace": _write_space,
        "mfrac": _write_fraction,
        "mfenced": _write_fence,
        **dict.fromkeys(("mphantom", "annotation", "annotation-xml"), lambda _writer, _node, _parts: None),
    }
)
