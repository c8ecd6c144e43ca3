"""The head of an article: title, authors, DOI, journal and year, and where the text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from ingest.repair.rules import repair_text
from ingest.text.blocks import CAPTION, FURNITURE, HEADING, ITEM, PROSE, Block, load_names, name_of


@dataclass(frozen=True, slots=True)
class Front:
    """What the head of an article says of itself; ``body`` is the index of the first block of its text."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    doi: str | None = None
    journal: str | None = None
    year: int | None = None
    body: int = 0


_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>|]+")
_OWN_DOI = re.compile(
    r"(?:published\b.{0,60}|supplement\w+ (?:information|material)\b.{0,160}|cite this.{0,200})",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCE = re.compile(r"[a-z]{3,}[^.]{20,}\.\s+[A-Z(]|[a-z]{3,}[^.]{60,}[.:]$")
_LONG_ENOUGH, _ENOUGH = 200, 5000


def read_front(text: str, blocks: Sequence[Block], references: range) -> Front:
    """Return the head of an article; ``references`` are the indices of the blocks of its reference list."""
    given = _read_yaml(text)
    begin = next((i for i, block in enumerate(blocks) if block.start >= given.body), len(blocks))
    body = _find_body(blocks, begin)
    head = blocks[begin:body]
    title = _find_title(head)
    doi = given.doi or _find_doi([b.text for i, b in enumerate(blocks) if i not in references], head)
    journal, year = _find_issue(blocks, references)
    return Front(
        title=given.title or (_clean_title(title.text) if title else None),
        authors=given.authors or _find_authors(head, title),
        doi=doi,
        journal=given.journal or journal,
        year=given.year or year,
        body=body,
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
    if not isinstance(rows, dict):
        return Front(body=found.end())
    authors = rows.get("authors") or rows.get("author") or ()
    authors = re.split(r"\s*(?:,|;| and )\s*", authors) if isinstance(authors, str) else authors
    names = tuple(str(a.get("name", "")) if isinstance(a, dict) else str(a) for a in authors if a)
    year = re.search(r"(?:19|20)\d\d", str(rows.get("year") or rows.get("date") or ""))
    doi = _DOI.search(str(rows.get("doi") or ""))
    return Front(
        title=str(rows["title"]) if rows.get("title") else None,
        authors=names,
        doi=doi.group().lower() if doi else None,
        journal=str(rows["journal"]) if rows.get("journal") else None,
        year=int(year.group()) if year else None,
        body=found.end(),
    )


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


def _find_title(head: Sequence[Block]) -> Block | None:
    names = load_names()
    headings = [b for b in head if b.kind == HEADING and name_of(b.text) not in names.back]
    for block in (*(b for b in headings if len(b.text.split()) > 2), *head):
        if block.kind in (HEADING, PROSE) and 2 < len(block.text.split()) < 45 and not _names_people(block.text):
            return block
    return next((b for b in headings if b.marked), None)


def _clean_title(text: str) -> str:
    return repair_text(re.sub(r"^[*_#\s]+|[*_\s]+$", "", text)).strip()


_PERSON = re.compile(r"(?:(?:[A-ZÀ-Þ][\w'’.-]*|van|von|der|den|de|la|di|da|del|ter|Jr\.?)\s?){1,6}")
_NOT_NAMES = re.compile(r"\b(?:the|in|for|with|on|by|from|to|toward|under|Science|Research|Energy|Materials)\b")


def _find_authors(head: Sequence[Block], title: Block | None) -> tuple[str, ...]:
    after = [b for b in head if title is None or b.start > title.start]
    for block in after:
        if block.kind in (PROSE, ITEM, HEADING) and _names_people(block.text):
            return tuple(split_names(block.text))
    return ()


_RAISED = re.compile(r"<sup>[^<]*</sup>")


def split_names(text: str) -> list[str]:
    """Return the names in a line of authors, without marks and numbers.

    >>> split_names("Ana B. Example 1,2 *, Jo Sample¹ · Lee Third³ &amp; Max de Fourth 1")
    ['Ana B. Example', 'Jo Sample', 'Lee Third', 'Max de Fourth']
    >>> split_names("Ana Example<sup>a,b,*</sup>, Jo Sample<sup>b</sup>")
    ['Ana Example', 'Jo Sample']
    """
    plain = re.sub(
        r"[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§#✉]|\$.*?\$|\^?\{[\d,* ]*\}|(?<![A-Za-z])\d+(?:\s?,\s?\d+)*",
        " ",
        repair_text(_RAISED.sub(" ", text.replace("&amp;", "&"))),
    )
    plain = re.sub(r"(?<=[a-z])\d+(?:,\d+)*", " ", plain)
    names = (part.strip(" .,*_") for part in re.split(r"[,;·•&]|\band\b", plain))
    return [re.sub(r"\s+", " ", name) for name in names if len(name) > 3 and _PERSON.fullmatch(name.strip())]


def _names_people(text: str) -> bool:
    if len(text) > 1500 or _NOT_NAMES.search(text) or load_names().is_address(text) or "@" in text:
        return False
    names = split_names(text)
    parts = [part for part in re.split(r"[,;·•&]|\band\b|\d", _RAISED.sub(" ", text)) if len(part.strip(" *")) > 3]
    return (len(names) > 1 and len(names) >= 0.7 * len(parts)) or (
        len(names) == 1 and bool(re.search(r"[\d*¹²]\s*$", text))
    )


def _find_doi(texts: Sequence[str], head: Sequence[Block]) -> str | None:
    """Return the DOI that the article prints of itself: in its head, or beside its date."""
    candidates = [block.text for block in head if not is_prose(block.text)]
    candidates += [
        t for t in texts if len(t) < 400 and re.match(r"(?:doi:? ?|https?://(?:dx\.)?doi\.org/)10\.", t, re.IGNORECASE)
    ]
    candidates += [t for t in texts if len(t) < 600 and _OWN_DOI.match(t)]
    for candidate in candidates:
        found = _DOI.search(re.sub(r"(?<=/)\s+(?=\S)", "", candidate))
        if found:
            return found.group().rstrip(".,;)").lower()
    return None


_DATED = re.compile(
    r"(?:published(?: online)?|accepted|available online|received)\b[^.]{0,40}?\b((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:©|Copyright)[^\d]{0,20}((?:19|20)\d\d)|\bThe Author\(s\),? ((?:19|20)\d\d)")
_RUNNING = re.compile(
    r"(?P<journal>[A-Z][A-Za-z]*\.?(?: [A-Z&][A-Za-z]*\.?){0,6}) (?P<year>(?:19"
    r"|20)\d\d) ?,? ?[\d,]* ?,? ?e?\d"
)


def _find_issue(blocks: Sequence[Block], references: range) -> tuple[str | None, int | None]:
    journal: str | None = None
    years: dict[str, int] = {}
    for index, block in enumerate(blocks):
        if index in references or block.kind == CAPTION or (len(block.text) > 600 and block.kind != FURNITURE):
            continue
        running = _RUNNING.match(block.text) if block.kind == FURNITURE else None
        if running:
            journal = journal or running["journal"]
            years.setdefault("running", int(running["year"]))
        for found in _DATED.finditer(block.text):
            years.setdefault(found.group().split()[0].strip(":").lower(), int(found[1]))
        rights = _RIGHTS.search(block.text) if block.kind == FURNITURE else None
        if rights:
            years.setdefault("rights", int(rights[1] or rights[2]))
    order = ("published", "running", "available", "rights", "accepted", "received")
    return journal, next((years[key] for key in order if key in years), None)
