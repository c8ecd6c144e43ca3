"""Reference fields that the markup tells apart, completed by what the text of the entry says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.references.parser import ReferenceFields, clean_pages, parse_reference
from ingest.repair.rules import repair_text

_SEVERAL = re.compile(r"\(?a\)\s*(?P<first>.+?)[;,.]?\s*(?:(?<![A-Za-z])\(?b\)\s.*)?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TaggedFields(ReferenceFields):
    """The fields of a reference that its markup names; None where it has none of that name.

    ``whole`` says that the markup names all that the entry prints, so that what is missing is not there: chemists
    often print no title.
    """

    raw: str = ""
    whole: bool = False


def complete_fields(text: str, tagged: TaggedFields) -> ReferenceFields | None:
    """Return the fields of an entry, the tagged ones first; None for a text that is no reference."""
    raw = re.sub(r"\s+", " ", repair_text(text)).strip()
    parsed = None if tagged.whole and tagged.authors else parse_reference(first_work(raw))
    if parsed is None and tagged == TaggedFields():
        return None
    parsed = parsed or ReferenceFields(raw)
    body = ReferenceFields(raw) if tagged.whole else parsed
    return ReferenceFields(
        raw=raw,
        authors=tagged.authors or parsed.authors,
        et_al=tagged.et_al or parsed.et_al,
        title=_plain(tagged.title) or body.title,
        journal=_plain(tagged.journal) or body.journal,
        volume=tagged.volume or body.volume,
        pages=clean_pages(tagged.pages) or body.pages,
        year=tagged.year or parsed.year,
        doi=tagged.doi or parsed.doi,
    )


def first_work(text: str) -> str:
    """Return the first of several works in one entry.

    >>> first_work("(a) Lu, Y. Nature 2015, 1, 2; (b) Wu, T. Science 2016, 3, 4")
    'Lu, Y. Nature 2015, 1, 2'
    """
    found = _SEVERAL.match(text)
    return found["first"] if found else text


def _plain(text: str | None) -> str | None:
    return re.sub(r"\s+", " ", repair_text(text)).strip(" ,;") or None if text else None
