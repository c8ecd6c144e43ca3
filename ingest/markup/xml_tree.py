"""XML parsed into a tree with source offsets, and refused where it is broken or could do harm."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from types import MappingProxyType
from xml.parsers import expat

from graph.errors import DocumentError
from ingest.markup.tree import DEEPEST, Element, TreeBuilder

_ENTITY = re.compile(r"&(?P<name>#?\w+);")
_LONGEST_ENTITY = 16


def parse_xml(text: str, where: str, names: Mapping[str, str] = MappingProxyType({})) -> Element:
    """Parse XML; raises `DocumentError` with file and line.

    ``where`` names the file; ``names`` gives elements another name by the one in the file, with its prefix. The
    named entities of HTML are read whether the document type declares them or not. Refused are entities that
    could grow (``<!ENTITY lol "&lol1;&lol1;">``) or that name a file.

    >>> root = parse_xml("<p>Li<sub>7</sub> &amp; &alpha;</p>", "a.xml")
    >>> [(run.text, run.start, run.end) for run in root.children[0].children if hasattr(run, "text")]
    [('Li', 3, 5), (' ', 17, 18), ('&', 18, 23), (' ', 23, 24), ('α', 24, 31)]
    """
    return _Parser(text, where, names).parse()


class _Parser:
    """One run of expat; it reads bytes, so that each place is turned into a place in the text."""

    def __init__(self, text: str, where: str, names: Mapping[str, str]) -> None:
        self._text = text
        self._where = where
        self._names = names
        # expat wants the declaration first; what stands before it is blank.
        self._skipped = len(text) - len(text.lstrip("\ufeff \t\r\n"))
        self._data = text[self._skipped :].encode("utf-8")
        self._plain = len(self._data) == len(text) - self._skipped
        self._seen = (0, self._skipped)
        self._tree = TreeBuilder()
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.UseForeignDTD(True)
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._add
        parser.SkippedEntityHandler = self._add_entity
        parser.EntityDeclHandler = self._declare

    def parse(self) -> Element:
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as error:
            line = error.lineno + self._text.count("\n", 0, self._skipped)
            raise DocumentError(
                f"the XML is broken or cut off: {expat.ErrorString(error.code)}",
                where=f"{self._where}, line {line}, column {error.offset + 1}",
                remedy="get the file again, or see with `xmllint --noout` what is wrong with it",
            ) from error
        return self._tree.finish(len(self._text))

    def _place(self) -> int:
        """Return where in the text the present event begins; events come in the order of the source."""
        position = self._parser.CurrentByteIndex
        if self._plain:
            return position + self._skipped
        seen, place = self._seen
        place += len(self._data[seen:position].decode("utf-8"))
        self._seen = (position, place)
        return place

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._tree.names) >= DEEPEST:
            raise self._refuse(f"elements are nested more than {DEEPEST} deep", "give the article without its wrapping")
        known = self._names.get(name) or _local(name)
        self._tree.open(known, {_local(key): value for key, value in attributes.items()}, self._place())

    def _close(self, _name: str) -> None:
        start = self._place()
        # Of an empty element expat tells the end, of any other where its end tag starts.
        self._tree.close(self._text.find(">", start) + 1 if self._text.startswith("</", start) else start)

    def _add(self, data: str) -> None:
        start = self._place()
        entity = _ENTITY.match(self._text, start) if len(data) == 1 or self._text[start] != data[0] else None
        if entity:
            end = entity.end()
        elif self._text.startswith(data, start):
            end = start + len(data)
        else:
            # Whatever the line end is, it is told as a line feed.
            end = start + (2 if self._text.startswith("\r\n", start) else 1)
        self._tree.add(data, start, end)

    def _add_entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            start = self._place()
            self._tree.add(html.unescape(f"&{name};"), start, start + len(name) + 2)

    def _declare(
        self, name: str, is_parameter: bool, value: str | None, _base: str | None, system: str | None,
        _public: str | None, notation: str | None,
    ) -> None:  # fmt: skip
        """Refuse an entity that grows or reads a file.

        Parameter entities are never expanded here, an entity with a notation is the name of a figure, and
        publishers declare letters that HTML lacks.
        """
        if is_parameter or notation:
            return
        if value is None or len(value) > _LONGEST_ENTITY or "&" in value or "<" in value:
            kind = f"reads {system!r}" if value is None else "stands for other text"
            raise self._refuse(f"the entity {name!r} {kind}", "replace it in the file by the text it stands for")

    def _refuse(self, problem: str, remedy: str) -> DocumentError:
        line = self._parser.CurrentLineNumber + self._text.count("\n", 0, self._skipped)
        return DocumentError(problem, where=f"{self._where}, line {line}", remedy=remedy)


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
