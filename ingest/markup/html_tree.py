"""HTML parsed into a tree with source offsets; every text parses, however its tags are left open."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from types import MappingProxyType

from ingest.markup.tree import DEEPEST, Element, TreeBuilder

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_OPENS_BLOCK = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hr main menu nav ol p pre section table ul".split()
)
_CLOSED_BY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "li": frozenset({"li"}),
        "dt": frozenset({"dt", "dd"}),
        "dd": frozenset({"dt", "dd"}),
        "tr": frozenset({"tr", "td", "th", "caption", "colgroup"}),
        "td": frozenset({"td", "th"}),
        "th": frozenset({"td", "th"}),
        "thead": frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"}),
        "tbody": frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"}),
        "tfoot": frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"}),
        "option": frozenset({"option"}),
        "a": frozenset({"a"}),
        "body": frozenset({"head"}),
    }
)
"""Which open elements a start tag ends, the innermost of them and all in it."""

_LIMITS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "li": frozenset({"ul", "ol", "menu", "dir", "table"}),
        "dt": frozenset({"dl", "table"}),
        "dd": frozenset({"dl", "table"}),
        "a": frozenset({"table", "td", "th", *_OPENS_BLOCK}),
    }
)
"""Behind which open elements no start tag looks; for all others it is the table."""

_INLINE = frozenset(
    "a abbr b big cite code em font i kbd mark q s samp small span strike strong sub sup tt u var".split()
)
_LINE_END = re.compile("\n")
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")


def parse_html(text: str) -> Element:
    """Parse HTML; never raises.

    >>> root = parse_html("<ul><li>LLZO<li>Li<sub>7</sub> &amp; x</ul>")
    >>> [element.name for element in root.children[0].children]
    ['li', 'li']
    >>> [(run.text, run.start) for run in root.children[0].children[1].children if hasattr(run, "text")]
    [('Li', 16), (' ', 30), ('&', 31), (' x', 36)]
    """
    return _Parser(text).parse()


class _Parser(HTMLParser):
    """One run over the text; it keeps the places that the standard parser tells as line and column."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._text = text
        self._lines = [0, *(found.end() for found in _LINE_END.finditer(text))]
        self._tree = TreeBuilder()

    def parse(self) -> Element:
        # No tag ends behind the last angle: the standard parser would look for its end over and over.
        last = self._text.rfind(">") + 1
        self.feed(self._text[:last])
        self.close()
        self._tree.add(self._text[last:], last, len(self._text))
        return self._tree.finish(len(self._text))

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; one that stands alone is closed at once."""
        start = self._place()
        end = start + len(self.get_starttag_text() or "")
        self._end_implied(tag, start)
        name = tag.rpartition(":")[2]
        attributes = {key.rpartition(":")[2]: value or "" for key, value in reversed(attrs)}
        if name in _VOID:
            self._tree.open(name, attributes, start)
            self._tree.close(end)
        elif len(self._tree.names) < DEEPEST:
            self._tree.open(name, attributes, start)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open and close an element written ``<x/>``, which HTML proper would leave open."""
        self.handle_starttag(tag, attrs)
        if tag.rpartition(":")[2] not in _VOID:
            self._close(tag.rpartition(":")[2], self._place() + len(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost open element of that name, with what is open in it."""
        start = self._place()
        end = self._text.find(">", start)
        self._close(tag.rpartition(":")[2], end + 1 if end >= 0 else len(self._text))

    def _close(self, name: str, end: int) -> None:
        """Close an element; a tag that fits none is ignored, and so is ``</b>`` across a block that began later."""
        names = self._tree.names
        for depth in range(len(names) - 1, -1, -1):
            if names[depth] == name:
                for _ in range(len(names) - depth):
                    self._tree.close(end)
                return
            if names[depth] == "table" or (name in _INLINE and names[depth] in _OPENS_BLOCK):
                return

    def _end_implied(self, tag: str, start: int) -> None:
        if tag in _OPENS_BLOCK:
            self._end_open(frozenset({"p"}), frozenset({"table", "td", "th", "caption", "figure", "object"}), start)
        if tag in _CLOSED_BY:
            self._end_open(_CLOSED_BY[tag], _LIMITS.get(tag, frozenset({"table"})), start)

    def _end_open(self, ended: frozenset[str], limits: frozenset[str], start: int) -> None:
        """Close the outermost element of these names that lies within the limits."""
        names = self._tree.names
        outermost = None
        for depth in range(len(names) - 1, -1, -1):
            if names[depth] in limits:
                break
            if names[depth] in ended:
                outermost = depth
        if outermost is not None:
            for _ in range(len(names) - outermost):
                self._tree.close(start)

    def handle_data(self, data: str) -> None:
        """Add the characters as they stand."""
        start = self._place()
        self._tree.add(data, start, start + len(data))

    def handle_entityref(self, name: str) -> None:
        """Add the characters that a named entity stands for."""
        self._add_reference()

    def handle_charref(self, name: str) -> None:
        """Add the character of a number."""
        self._add_reference()

    def _add_reference(self) -> None:
        start = self._place()
        found = _REFERENCE.match(self._text, start)
        if found:
            self._tree.add(html.unescape(found.group()), start, found.end())

    def unknown_decl(self, data: str) -> None:
        """Add the text of a CDATA section, which XHTML may have."""
        if data.startswith("CDATA["):
            start = self._place() + len("<![CDATA[")
            self._tree.add(data[len("CDATA[") :], start, start + len(data) - len("CDATA["))
