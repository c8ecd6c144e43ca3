"""Commands that neither the document nor LaTeX tells the meaning of, and whose text is therefore missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.tex.context import TexContext
from ingest.tex.names import load_tex_names
from ingest.tex.tree import ENVIRONMENT, GROUP, MACRO, MATH, TexNode, is_accent, is_known


def find_unknown(nodes: Sequence[TexNode], context: TexContext) -> Counter[str]:
    """Return the commands of running text that print nothing although they may stand for text, with their numbers.

    A command before braces is none: what the braces hold is read.
    """
    return Counter(_iter_unknown(nodes, context))


def _iter_unknown(nodes: Sequence[TexNode], context: TexContext) -> Iterator[str]:
    names = load_tex_names()
    for place, node in enumerate(nodes):
        if node.kind == MATH or (
            node.kind == ENVIRONMENT
            and (node.name in names.equations or node.name in names.left_out or node.name in names.bibliographies)
        ):
            continue
        if node.kind == MACRO and _is_silent(node):
            following = nodes[place + 1] if place + 1 < len(nodes) else None
            holds = following is not None and following.kind == GROUP and following.inner_end > following.inner_start
            if not holds and not context.text.startswith("[", node.end):
                yield node.name
        if node.name in names.quantities or node.name in names.chemistry:
            continue
        yield from _iter_unknown([argument for argument in node.arguments if argument is not None], context)
        yield from _iter_unknown(node.children, context)


def _is_silent(node: TexNode) -> bool:
    if node.arguments or len(node.name) < 2 or node.name.startswith("if") or is_accent(node):
        return False
    return not is_known(node.name) and node.name not in load_tex_names().silent


def tell_unknown(found: Counter[str]) -> Iterator[str]:
    """Yield a warning that names the commands, the most frequent first."""
    if found:
        listed = ", ".join(f"\\{name} ({count})" for name, count in found.most_common(6))
        rest = f" and {len(found) - 6} more" if len(found) > 6 else ""
        yield f"not defined in this file, and so without text: {listed}{rest}"
