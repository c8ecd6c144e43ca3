"""Lines put together to one: what a line end cut apart in formulas, ranges and addresses is closed again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

_TAG = re.compile(r"</?su[bp]>")
_WORD = re.compile(r"[^\s,;:!?\"“”‘’]+")
_LAST, _FIRST = re.compile(r"\S+$"), re.compile(r"^\S+")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org/|\b10\.\d{4,9}/)\S*$")
_ADDRESS_GOES_ON = re.compile(r"(?!\(?(?:18|19|20)\d\d\)?[.,;:]?$)(?=\S*\d)[a-z\d/._()-]+", re.IGNORECASE)
_CLOSED = re.compile(r"\S[-–—/]$")
_HYPHENED = re.compile(r"(?:[A-Za-z)]|\d|</su[bp]>)-$")


def find_words(lines: Iterable[str]) -> frozenset[str]:
    """Return the words within the lines of a document: the first and last of a line may be cut."""
    return frozenset(word.strip(".()[]") for line in lines for word in _WORD.findall(strip_tags(line))[1:-1])


def join_lines(lines: Sequence[str], words: Collection[str] = frozenset()) -> str:
    """Return the lines as one.

    A hyphen before a small letter keeps a blank, so that the repair of words decides on it; before a capital or a
    digit it is closed, and goes where the document prints the formula without it, as one of its ``words``. So are
    dashes, slashes and DOIs.

    >>> join_lines(["solid-", "state Li2S–", "P2S5 at 1.7–", "2.1 V, doi.org/10.1016/", "j.ssi.2015.11.034"])
    'solid- state Li2S–P2S5 at 1.7–2.1 V, doi.org/10.1016/j.ssi.2015.11.034'
    >>> join_lines(["on Li-", "CoO2"], {"LiCoO2"}), join_lines(["on Li-", "CoO2"])
    ('on LiCoO2', 'on Li-CoO2')
    """
    text = lines[0]
    for line in lines[1:]:
        text = _join(text, line, words)
    return text


def _join(before: str, line: str, words: Collection[str]) -> str:
    last, first = _LAST.search(before), _FIRST.search(line)
    if not last or not first:
        return f"{before} {line}"
    if _ADDRESS.search(last.group()) and not last.group().endswith((",", ";", ")")) and _goes_on(first.group()):
        return before + line
    if _HYPHENED.search(before):
        if re.match(r"[a-zà-ÿ]", line):
            return f"{before} {line}"
        whole = strip_tags(last.group()[:-1] + first.group()).strip(".,;:()[]")
        return (before[:-1] if whole in words else before) + line
    return before + line if _CLOSED.search(before) else f"{before} {line}"


def _goes_on(word: str) -> bool:
    return bool(_ADDRESS_GOES_ON.fullmatch(word.rstrip(",;"))) and not re.match(r"[A-Z][a-z]", word)


def strip_tags(text: str) -> str:
    """Return the text without the tags of what is raised or lowered."""
    return _TAG.sub("", text)
