"""What an article prints of its own publication: DOI, journal and year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.references.dois import find_doi as find_printed_doi
from ingest.text.raw_blocks import CAPTION, FURNITURE, Block

_DOI_LINE = re.compile(r"(?:doi:? ?|https?://(?:dx\.)?doi\.org/)10\.", re.IGNORECASE)
_OWN_DOI = re.compile(
    r"(?:published\b.{0,60}|supplement\w+ (?:information|material)\b.{0,160}|(?:to )?cite this.{0,200}"
    r"|\W{0,3}electronic supplementary.{0,160})",
    re.IGNORECASE | re.DOTALL,
)


def find_doi(texts: Iterable[str], head: Iterable[str]) -> str | None:
    """Return the DOI that the article prints of itself: in the lines of its head, or beside its date.

    >>> find_doi([], ["DOI: 10.1039/ C9EE01903K."]), find_doi([], ["DOI: 10.1016/j. matt.2020. 02.008"])
    ('10.1039/c9ee01903k', '10.1016/j.matt.2020.02.008')
    """
    texts = list(texts)
    candidates = [*head, *(t for t in texts if len(t) < 400 and _DOI_LINE.match(t))]
    candidates += [t for t in texts if len(t) < 600 and _OWN_DOI.match(t)]
    candidates += [t[found.start() :] for t in texts[:_FIRST] if (found := _NAMED_DOI.search(t))]
    for candidate in candidates:
        if doi := find_printed_doi(candidate):
            return doi
    return None


_NAMED_DOI = re.compile(r"\bDOI:? ?10\.")
_FIRST = 30
"""Blocks among which a DOI that is named as one is the article's own."""
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WORD = r"[A-Z][A-Za-z]*\.?"
_JOURNAL = rf"(?P<journal>{_WORD}(?:[ :]{{1,2}}(?:{_WORD}|&(?:amp;)?|of|and|in|for|the|[A-Z]\b)){{0,7}})"
_ISSUES = (
    re.compile(rf"to cite this article: .{{2,60}}? {_YEAR} {_JOURNAL} \d", re.IGNORECASE),
    re.compile(rf"(?:to )?cite this(?: article)?:? ?{_JOURNAL},? ?{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"{_JOURNAL} {_YEAR} ?,? ?[\d,]* ?,? ?e?\d"),
    re.compile(rf"{_JOURNAL} ?(?:\d{{1,4}} )?\({_YEAR}\)(?: ?\d{{1,4}} ?:| ?[e\d]\d{{3,}})"),
    re.compile(rf"{_JOURNAL} ?\| ?(?:vol[. ]\S{{1,8}} ?\|? ?)?\({_YEAR}\)", re.IGNORECASE),
    re.compile(rf"{_JOURNAL},? \d{{1,4}}, ?[e\d][\d–-]{{1,12}} \({_YEAR}\)$"),
)
_DATED = re.compile(
    rf"(?:published(?: online)?|accepted|available online|received)\b[^.]{{0,40}}?\b{_YEAR}\b", re.IGNORECASE
)
_RIGHTS = re.compile(r"(?:©|Copyright)[^\d]{0,20}((?:19|20)\d\d)|\bThe Author\(s\),? ((?:19|20)\d\d)")
_ORDER = ("published", "running", "available", "rights", "accepted", "received")


def find_issue(blocks: Sequence[Block], references: range) -> tuple[str | None, int | None]:
    """Return the journal and the year of an article, by its running heads and dates."""
    journal: str | None = None
    years: dict[str, int] = {}
    for block in _read_lines(blocks, references):
        running = _read_running(block.text) if block.kind == FURNITURE else None
        if running:
            journal = journal or running[0]
            years.setdefault("running", running[1])
        for found in _DATED.finditer(block.text):
            years.setdefault(found.group().split()[0].strip(":").lower(), int(found["year"]))
        rights = _RIGHTS.search(block.text) if block.kind == FURNITURE else None
        if rights:
            years.setdefault("rights", int(rights[1] or rights[2]))
    return journal, next((years[key] for key in _ORDER if key in years), None)


def _read_lines(blocks: Sequence[Block], references: range) -> Iterator[Block]:
    for index, block in enumerate(blocks):
        if index not in references and block.kind != CAPTION and (len(block.text) <= 600 or block.kind == FURNITURE):
            yield block


def _read_running(text: str) -> tuple[str, int] | None:
    """Return journal and year of a running head such as ``Adv. Energy Mater. 2025 , 15, e04272``."""
    for pattern in _ISSUES:
        found = pattern.match(text.strip("*_# \n"))
        if found:
            return re.sub(r"\s+", " ", found["journal"].replace("&amp;", "&")).strip(" ,:"), int(found["year"])
    return None
