"""Marks of Markdown and HTML in running text: links, images, anchors, emphasis, escapes, tags of type."""

from __future__ import annotations

import re

from ingest.mapped import Edit, Guarded, Rule, substitute

_TARGET = r"\((?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?: \"[^\"]*\")?\)"
_IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,200}}\]{_TARGET}\s*")
_LINK = re.compile(rf"(?<!\\)\[(?P<text>(?:[^\[\]\n\\]|\\.|\[[^\[\]\n]*\]){{1,300}}?)\]{_TARGET}")
_NUMBER = re.compile(r"\d{1,4}(?:[-–,]\s?\d{1,4})*")
_OPENED = re.compile(r"(?:[\[(]|<sup>)\s*(?:\[[^\[\]]*\]\([^()]*\)[\s,;–-]*)*$")
_TAGS = re.compile(
    r"</?(?:i|b|u|em|strong|span|a|small|font|mark|tt|sc|italic|bold)(?: [a-z-]{1,20}=[^<>]{0,200})?/?>"
    r"|<(?:br|p|/p|div|/div)\b[^<>]{0,80}>",
    re.IGNORECASE,
)
_BREAKS = ("<br", "<p", "</p", "<div", "</div")


def find_link_edits(text: str) -> list[Edit]:
    r"""Return the edits that leave of a link what it shows, and nothing of an image.

    A number alone keeps brackets, as a citation has them, unless they or a raised position are there already.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_link_edits(text)).text
    >>> plain(r"see [\[1\]](#page-8-0), [17](#p2), [[18](#p2)], [here](https://a.b/c) ![x](i.png)"), plain("an [a] (b)")
    ('see \\[1\\], [17], [18], here ', 'an [a] (b)')
    """
    if "](" not in text:
        return []
    edits = [Edit(found.start(), found.end(), "") for found in _IMAGE.finditer(text)]
    for found in _LINK.finditer(text):
        if text[found.start() - 1 : found.start()] == "!":
            continue
        bare = _NUMBER.fullmatch(found["text"])
        if bare and not _OPENED.search(text, max(0, found.start() - 200), found.start()):
            edits.append(Edit(found.end("text") + 1, found.end(), ""))
            continue
        edits.append(Edit(found.start(), found.start("text"), ""))
        edits.append(Edit(found.end("text"), found.end(), ""))
    return edits


def find_tag_edits(text: str) -> list[Edit]:
    """Return the edits that take out the tags of HTML in which type, not content, is marked.

    >>> find_tag_edits("<i>operando</i>, a<b and b>c")
    [Edit(start=0, end=3, new=''), Edit(start=11, end=15, new='')]
    """
    if "<" not in text or ">" not in text:
        return []
    return [
        Edit(found.start(), found.end(), " " if found.group().lower().startswith(_BREAKS) else "")
        for found in _TAGS.finditer(text)
    ]


ESCAPES: Rule = substitute(re.compile(r"\\([_*#&%$~\[\]()|^<>@.+!'\"])"), r"\1", needs=("\\",))
EMPHASIS: tuple[Rule | Guarded, ...] = (
    substitute(
        re.compile(r"(?<![*\w])\*{1,3}(?=[^\s*])([^*\n]{1,120}?)(?<=[^\s*])\*{1,3}(?![*\w])"), r"\1", needs=("*",)
    ),
    substitute(
        re.compile(r"(?<![_\w])_{1,2}(?=[^\s_])([^_\n]{1,120}?)(?<=[^\s_])_{1,2}(?![_\w])"), r"\1", needs=("_",)
    ),
)
