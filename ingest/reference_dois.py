"""The DOI that a reference prints, with the blanks of a broken line closed."""

from __future__ import annotations

import re
from typing import NamedTuple

_BEFORE = re.compile(
    r"(?:<?(?:https?\s?:\s?/\s?/\s?|www\.)\S*?)?(?:\bdx\s?\.\s?)?\bdoi\s?[.:]?\s?(?:org\s?/\s?|org:?|:)?\s?[<(\[]?$"
    r"|<?(?:https?\s?:\s?/\s?/\s?|www\.)\S*$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"(?<![\d.])10\s?\.\s?(\d{4,9})\s?/\s?(?=\S)")
_OTHER_IDS = re.compile(
    r"https?:|www\.|(?:hep|astro|cond|nucl|quant|gr|math|arxiv|pmid|pmc|doi|accessed)\b", re.IGNORECASE
)
_YEAR_ONLY = re.compile(r"(?:1[89]|20)\d\d[a-z]?[.,;]?$")


class Doi(NamedTuple):
    """A DOI in lower case and the stretch of text that prints it, with `doi:` or address before it."""

    doi: str
    start: int
    end: int


def find_doi(text: str) -> str | None:
    """Return the DOI that a reference prints, in lower case, with the blanks of a broken line closed.

    >>> find_doi("Matter 2 (2020). https://doi. org/10.1016/j. matt.2020. 02.008")
    '10.1016/j.matt.2020.02.008'
    """
    found = locate_doi(text)
    return found.doi if found else None


def locate_doi(text: str) -> Doi | None:
    """Return the first DOI of a text and where it stands."""
    if "10" not in text:
        return None
    for prefix in _PREFIX.finditer(text):
        suffix, end = _read_suffix(text, prefix.end())
        if suffix:
            first = max(0, prefix.start() - 60)
            before = _BEFORE.search(text[first : prefix.start()])
            return Doi(f"10.{prefix[1]}/{suffix}".lower(), first + before.start() if before else prefix.start(), end)
    return None


def _read_suffix(text: str, start: int) -> tuple[str, int]:
    """Return what stands behind the slash, chunk by chunk as long as one goes on with the other."""
    pieces = list(re.finditer(r"\S+", text[start : start + 120]))
    suffix, end = "", start
    for number, piece in enumerate(pieces):
        chunk = piece.group()
        if number and not _goes_on(suffix, chunk, last=number + 1 == len(pieces), after=pieces[number + 1 :]):
            break
        if suffix.endswith("-") and re.match(r"[a-z]{2}", chunk) and re.search(r"[a-z]{2}-$", suffix):
            suffix = suffix[:-1]
        cut = re.search(
            r"[,;](?!\d)|<|>|[\])](?=[.,;]?$)" if "(" not in suffix + chunk else r"[,;](?!\d)|<|>|\](?=[.,;]?$)", chunk
        )
        suffix += chunk[: cut.start()] if cut else chunk
        end = start + piece.start() + (cut.start() if cut else len(chunk))
        if cut:
            break
    return _trim(suffix), end


def _trim(suffix: str) -> str:
    suffix = suffix.rstrip(".,;:]}\"”'’*")
    while suffix.endswith(")") and suffix.count(")") > suffix.count("("):
        suffix = suffix[:-1].rstrip(".,;:")
    return suffix.removesuffix("/")


def _goes_on(suffix: str, chunk: str, *, last: bool, after: list[re.Match[str]]) -> bool:
    """Tell whether a chunk behind a blank belongs to the DOI: a page break leaves an unfinished word."""
    if re.match(r"[./]\w", chunk):
        return True
    if not chunk[0].isalnum() or _OTHER_IDS.match(chunk):
        return False
    if suffix.endswith(("/", "-", "_")) or not any(char.isdigit() for char in suffix):
        return chunk[0].islower() or chunk[0].isdigit() or suffix.endswith("/")
    core = chunk.rstrip(".,;)")
    if chunk[0].isupper() or _YEAR_ONLY.match(chunk) or not any(char.isdigit() for char in core):
        return False
    closed = last or after[0].group()[0] in "([" or chunk[-1] in ".,;"
    if core.isdigit() and suffix.endswith(".") and len(core) < 4:
        return last
    return closed or (suffix.endswith(".") and not core.isdigit())
