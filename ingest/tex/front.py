"""The head of a LaTeX document: title, authors, journal, year and DOI, in the shapes of the journals' classes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.draft import Draft
from ingest.repair.rules import repair_text
from ingest.tex.context import TexContext
from ingest.tex.groups import find_group_end
from ingest.tex.inline import InlineReader
from ingest.tex.names import load_tex_names
from ingest.tex.tree import MACRO, MATH, TexNode, parse_tex

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s{}\"<>]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AND = re.compile(r"\\(?:and|And|AND|quad|qquad)(?![A-Za-z])")
_BLOCK = re.compile(r"\\IEEEauthorblockN\s*(?=\{)")
_SUFFIX = re.compile(r"\s*\b(?:Ph\.?\s?D\.?|M\.?D\.?|(?:Senior |Student )?(?:Member|Fellow),? (?:IEEE|OSA))")


def read_tex_front(context: TexContext, end: int) -> Draft:
    """Begin the draft with the head of a document, whose commands stand before ``end``."""
    return Draft(
        title=_first_text(context, end, "title", "Title"),
        authors=tuple(dict.fromkeys(name for name in _find_authors(context, end) if name)),
        journal=_first_text(context, end, "journal", "journalname", "jname"),
        year=_find_year(context, end),
        doi=_find_doi(context, end),
    )


def find_calls(text: str, end: int, *commands: str) -> Iterator[tuple[int, int]]:
    r"""Yield what stands in the braces of each call of the commands; options before them are passed over.

    >>> text = r"\title[Short]{Wetting of {LLZO}}"
    >>> [text[start:stop] for start, stop in find_calls(text, len(text), "title")]
    ['Wetting of {LLZO}']
    """
    for found in re.finditer(rf"\\(?:{'|'.join(commands)})(?![A-Za-z@])\*?\s*", text[:end]):
        place = found.end()
        while (option := find_group_end(text, place, "[]")) is not None:
            place = option + len(text[option:]) - len(text[option:].lstrip())
        close = find_group_end(text, place)
        if close is not None:
            yield place + 1, close - 1


def _first_text(context: TexContext, end: int, *commands: str) -> str | None:
    for start, close in find_calls(context.text, end, *commands):
        text = repair_text(_read_plain(context, start, close)).strip(" *†‡§")
        if text:
            return text
    return None


def _read_plain(context: TexContext, start: int, end: int) -> str:
    """Return a stretch as text, without footnotes."""
    reader = InlineReader(context)
    reader.read(parse_tex(context.text, start, end))
    return reader.writer.build().text.strip()


def _find_authors(context: TexContext, end: int) -> Iterator[str]:
    text = context.text
    for start, close in find_calls(text, end, "author", "Author"):
        blocks = list(_BLOCK.finditer(text, start, close))
        for block in blocks:
            block_end = find_group_end(text, block.end()) or close
            yield from _read_people(context, block.end() + 1, block_end - 1)
        if not blocks:
            family = find_group_end(text, close + 1)
            # Copernicus gives the family name in braces of its own.
            if family is not None and text[close + 1] == "{":
                yield f"{_read_names(context, start, close)} {_read_names(context, close + 2, family - 1)}"
            else:
                yield from _read_people(context, start, close)


def _read_people(context: TexContext, start: int, end: int) -> Iterator[str]:
    """Yield the names between ``\\and``; behind a line break stands the address of one person."""
    marks = [(start, start), *(found.span() for found in _AND.finditer(context.text, start, end)), (end, end)]
    for (_, first), (last, _) in pairwise(marks):
        yield from split_people(_drop_address(context, first, last))


def _drop_address(context: TexContext, start: int, end: int) -> str:
    lines = re.split(r"\\\\(?:\[[^\]]*\])?|\\newline", context.text[start:end])
    kept = lines[0]
    for line in lines[1:]:
        if kept.strip() and not re.search(r"(?:,|\band)\s*(?:\$[^$]*\$|\{[^{}]*\})?\s*$", kept):
            break
        kept += " " * 2 + line
    length = len(kept) if len(lines) > 1 and kept == lines[0] else end - start
    return _read_names(context, start, start + length)


def _read_names(context: TexContext, start: int, end: int) -> str:
    """Return names without the marks that point to addresses and notes."""
    reader = InlineReader(context, _is_mark)
    reader.read(parse_tex(context.text, start, end))
    return reader.writer.build().text.strip()


def _is_mark(node: TexNode) -> bool:
    names = load_tex_names()
    if node.kind == MATH:
        return True
    return node.kind == MACRO and (node.name in names.raised or node.name in names.footnotes)


def split_people(text: str) -> list[str]:
    """Return the names in a line of authors.

    >>> split_people("Łukasz A. Example,1 Jo de Sample 2 and Max Third*")
    ['Łukasz A. Example', 'Jo de Sample', 'Max Third']
    """
    text = _SUFFIX.sub("", repair_text(text))
    names: list[str] = []
    for part in re.split(r"[,;]|\band\b|&|·|•", text):
        plain = re.sub(r"[\d*†‡§¶#^\[\]()✉]+(?:\s?[a-z]\b(?=\s*$))?", " ", part)
        plain = re.sub(r"\s+", " ", plain).strip(" .,:-–")
        words = plain.split()
        named = 0 < len(words) <= 7 and plain[0].isalpha() and any(word[0].isupper() for word in words)
        if named and len(plain) > 3 and "@" not in part:
            names.append(plain)
    return names


def _find_year(context: TexContext, end: int) -> int | None:
    for command in ("pubyear", "copyrightyear", "date", "published", "datepublished", "accepted", "dateaccepted"):
        for start, close in find_calls(context.text, end, command):
            found = _YEAR.search(context.text, start, close)
            if found:
                return int(found.group())
    return None


def _find_doi(context: TexContext, end: int) -> str | None:
    for start, close in find_calls(context.text, end, "doi", "doinum", "acmDOI", "articledoi", "DOI"):
        found = _DOI.search(context.text, start, close)
        if found:
            return found.group().replace("\\", "").rstrip(".,;)").lower()
    return None


def find_abstract(text: str, end: int) -> Sequence[tuple[int, int]]:
    """Return the place of the abstract where a class wants it before the document begins."""
    found = re.search(r"\\begin\s*\{abstract\}.*?\\end\s*\{abstract\}", text[:end], re.DOTALL)
    if found:
        return [found.span()]
    return list(find_calls(text, end, "abstract"))[:1]
