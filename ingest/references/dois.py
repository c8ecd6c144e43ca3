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
_CHUNK = re.compile(r"\S+")
_JOINED = re.compile(r"[./][a-z\d]")
_HYPHENATED = re.compile(r"[a-z]{2}-$")
_CUT = re.compile(r"[,;](?!\d)|<|>|\](?=[.,;]?$)")
_CUT_BRACKETS = re.compile(r"[,;](?!\d)|<|>|[\])](?=[.,;]?$)")
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
    """Return what stands behind the slash, chunk by chunk as long as one goes on with the other, and its end."""
    pieces = list(_CHUNK.finditer(text, start, start + 120))
    suffix, end = "", start
    for number, piece in enumerate(pieces):
        chunk = piece.group()
        following = pieces[number + 1].group() if number + 1 < len(pieces) else ""
        if number and not _goes_on(suffix, chunk, following):
            break
        if _HYPHENATED.search(suffix) and chunk[:2].islower():
            suffix = suffix[:-1]
        cut = (_CUT if "(" in suffix + chunk else _CUT_BRACKETS).search(chunk)
        suffix += chunk[: cut.start()] if cut else chunk
        end = piece.start() + (cut.start() if cut else len(chunk))
        if cut:
            break
    return _trim(suffix), end


def _trim(suffix: str) -> str:
    suffix = suffix.rstrip(".,;:]}\"”'’*")
    while suffix.endswith(")") and suffix.count(")") > suffix.count("("):
        suffix = suffix[:-1].rstrip(".,;:")
    return suffix.removesuffix("/")


def _goes_on(suffix: str, chunk: str, following: str) -> bool:
    """Tell whether a chunk behind a blank belongs to the DOI: a broken line leaves an unfinished word."""
    if _JOINED.match(chunk):
        return True
    if _OTHER_IDS.match(chunk) or not chunk[0].isalnum() or (chunk[0].isupper() and suffix[-1] != "/"):
        return False
    if suffix[-1] in "/-_" or not any(map(str.isdigit, suffix)):
        return True
    core = chunk.rstrip(".,;)")
    if _YEAR_ONLY.match(chunk) or not any(map(str.isdigit, core)):
        return False
    if core.isdigit() and suffix[-1] == "." and len(core) < 4:
        return not following
    closed = following[:1] in ("", "(", "[") or chunk[-1] in ".,;"
    return closed or (suffix[-1] == "." and not core.isdigit())
