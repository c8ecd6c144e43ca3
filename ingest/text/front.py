"""The head of an article: title, authors, DOI, journal and year, and where the text begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import yaml

from ingest.references.dois import find_doi as find_printed_doi
from ingest.repair.rules import repair_text
from ingest.text.blocks import FURNITURE, HEADING, ITEM, PROSE, Block, load_names, name_of
from ingest.text.bylines import names_people, split_names
from ingest.text.imprint import find_doi, find_issue

__all__ = ["Front", "is_prose", "read_front", "split_names"]


@dataclass(frozen=True, slots=True)
class Front:
    """What the head of an article says of itself; ``body`` is the index of the first block of its text.

    ``byline`` is the offset of the line of authors, which is no text where it stands behind that block.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    doi: str | None = None
    journal: str | None = None
    year: int | None = None
    body: int = 0
    byline: int | None = None


_SENTENCE = re.compile(r"[a-z]{3,}[^.]{20,}\.\s+[A-Z(]|[a-z]{3,}[^.]{60,}[.:]$")
_LONG_ENOUGH, _ENOUGH = 200, 5000
_LARGEST_HEAD = 60
"""Blocks among which a title is looked for that stands behind the beginning of the text."""


def read_front(text: str, blocks: Sequence[Block], references: range) -> Front:
    """Return the head of an article; ``references`` are the indices of the blocks of its reference list."""
    given = _read_yaml(text)
    begin = next((i for i, block in enumerate(blocks) if block.start >= given.body), len(blocks))
    body = _find_body(blocks, begin)
    head = [part for block in blocks[begin:body] for part in _part_lines(block)]
    printed = _read_fields(head)
    title, byline = _find_title(head, blocks[begin:_LARGEST_HEAD])
    named = printed.title or (_clean_title(title.text) if title else None)
    doi = find_doi(
        (b.text for i, b in enumerate(blocks) if i not in references), (b.text for b in head if not is_prose(b.text))
    )
    journal, year = find_issue(blocks, references)
    return Front(
        title=given.title or named,
        authors=given.authors or printed.authors or tuple(split_names(byline.text) if byline else ()),
        doi=given.doi or printed.doi or doi,
        journal=given.journal or printed.journal or journal,
        year=given.year or printed.year or year,
        body=body,
        byline=byline.start if byline else None,
    )


def _read_yaml(text: str) -> Front:
    """Read YAML front matter; ``body`` is the offset behind it."""
    found = re.match(r"\ufeff?---\r?\n(.*?)\r?\n(?:---|\.\.\.)\s*(?:\r?\n|$)", text, re.DOTALL)
    if not found:
        return Front()
    try:
        rows = yaml.safe_load(found[1])
    except yaml.YAMLError:
        rows = None
    return replace(_build_given(rows), body=found.end()) if isinstance(rows, dict) else Front(body=found.end())


def _build_given(rows: Mapping[str, object]) -> Front:
    """Return what fields with names say of an article."""
    people = rows.get("authors") or rows.get("author") or ()
    people = re.split(r"\s*(?:,|;| and )\s*", people) if isinstance(people, str) else people
    people = people if isinstance(people, list | tuple) else ()
    names = (str(a.get("name", "")) if isinstance(a, dict) else str(a) for a in people if a)
    year = re.search(r"(?:19|20)\d\d", str(rows.get("year") or rows.get("date") or rows.get("published") or ""))
    title, journal = rows.get("title"), rows.get("journal")
    return Front(
        title=str(title) if title else None,
        authors=tuple(re.sub(r"<[^<>]*>", "", name).strip() for name in names),
        doi=find_printed_doi(str(rows.get("doi") or rows.get("DOI") or "")),
        journal=str(journal) if journal else None,
        year=int(year.group()) if year else None,
    )


_FIELD = re.compile(r"[*_]*(title|authors?|doi|journal|year|date|published)[*_]*\s*:[*_]*\s+(\S.*)", re.IGNORECASE)


def _read_fields(head: Sequence[Block]) -> Front:
    """Read lines such as ``Title: ...``, where the head names two things or more in this way."""
    found = [_FIELD.fullmatch(line.strip()) for block in head for line in block.text.splitlines()]
    fields = {match[1].lower(): match[2].strip("*_ ") for match in found if match}
    return _build_given(fields) if len(fields) > 1 else Front()


def _find_body(blocks: Sequence[Block], begin: int) -> int:
    """Return the index of the first block of the text: a heading that opens it, or the first real prose."""
    names = load_names()
    for index in range(begin, len(blocks)):
        block = blocks[index]
        if block.kind == HEADING and (name_of(block.text) in names.body or block.number == "1"):
            return index
        whole = index > begin or block.text.rstrip().endswith(".")
        if block.kind == PROSE and is_prose(block.text) and whole:
            return index
    return begin


def is_prose(text: str) -> bool:
    """Tell whether a block is running text and no list of authors, address or notice."""
    if len(text) < _LONG_ENOUGH or not _SENTENCE.search(text[:_ENOUGH]):
        return False
    if "Creative Commons" in text or "exclusive licensee" in text:
        return False
    return "@" not in text or not re.search(r"[\w.-]+@[\w.-]+\.[a-z]{2,}", text)


def _part_lines(block: Block) -> Iterator[Block]:
    """Yield the parts of a block of the head in which a line of authors follows a title without an empty line."""
    if block.kind != PROSE or "\n" not in block.text or is_prose(block.text):
        yield block
        return
    lines = block.text.splitlines(keepends=True)
    place = next((i for i, line in enumerate(lines) if i and names_people(line.strip())), None)
    if place is None:
        yield block
        return
    start = block.start
    for part in ("".join(lines[:place]), lines[place], "".join(lines[place + 1 :])):
        plain = part.strip()
        if plain:
            begin = start + len(part) - len(part.lstrip())
            yield Block(PROSE, begin, begin + len(plain), plain)
        start += len(part)


def _find_title(head: Sequence[Block], blocks: Sequence[Block]) -> tuple[Block | None, Block | None]:
    """Return the title and the line of authors: a heading that such a line follows, else the first that may be one."""
    names = load_names()
    for group in (head, blocks):
        for index, block in enumerate(group):
            if block.kind == HEADING and len(block.text.split()) > 2 and name_of(block.text) not in names.back:
                byline = _find_byline(group[index + 1 :])
                if byline is not None:
                    return block, byline
    headings = [b for b in head if b.kind == HEADING and name_of(b.text) not in names.back]
    title = next((b for b in headings if b.marked), None)
    for block in (*(b for b in headings if len(b.text.split()) > 2), *head):
        if block.kind in (HEADING, PROSE) and 2 < len(block.text.split()) < 45 and not names_people(block.text):
            title = block
            break
    after = (b for b in head if title is None or b.start > title.start)
    return title, next((b for b in after if b.kind in (PROSE, ITEM, HEADING) and names_people(b.text)), None)


def _find_byline(following: Sequence[Block]) -> Block | None:
    """Return the line of authors right behind a heading."""
    for block in [b for b in following if b.kind != FURNITURE][:2]:
        if block.kind in (PROSE, ITEM) and names_people(block.text):
            return block
        if block.kind == HEADING or is_prose(block.text):
            return None
    return None


def _clean_title(text: str) -> str:
    return repair_text(re.sub(r"^[*_#\s]+|[*_\s]+$", "", text)).strip()
