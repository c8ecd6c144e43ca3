"""Citations that the markup links to their entries (`<xref rid="b17">`, `<a href="#ref17">`, `\\cite{key}`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from ingest.documents import Callout, MappedText
from ingest.draft import Link

_BETWEEN = re.compile(r"\s?(?P<range>[-–—−])?[,;]?\s?")
_BRACKETS = {"[": "]", "(": ")"}


def find_linked_callouts(content: MappedText, links: Sequence[Link], keys: Mapping[str, int]) -> list[Callout]:
    """Return the callouts of a repaired text; neighbours in one bracket are one, and a dash between two is a range.

    A link whose text the reader left out, or whose keys are not in the list, gives none.
    """
    callouts: list[Callout] = []
    for link in sorted(links, key=lambda link: link.start):
        start, end = _place(content, link)
        refs = tuple(dict.fromkeys(keys[key] for key in link.keys if key in keys))
        if start >= end or not refs:
            continue
        joined = _join(content.text, callouts[-1], start, end, refs) if callouts else None
        if joined:
            callouts[-1] = joined
        else:
            callouts.append(Callout(start, end, content.text[start:end], refs))
    return [_with_brackets(content.text, callout) for callout in callouts]


def _place(content: MappedText, link: Link) -> tuple[int, int]:
    """Return the stretch of repaired text that stands for the link; empty where it is not in this text."""
    start = bisect_left(content.starts, link.start)
    end = bisect_left(content.starts, link.end)
    while start < end and content.text[start].isspace():
        start += 1
    while end > start and content.text[end - 1].isspace():
        end -= 1
    return start, end


def _join(text: str, before: Callout, start: int, end: int, refs: tuple[int, ...]) -> Callout | None:
    """Return both as one callout, or None where more than a comma or dash stands between them."""
    between = _BETWEEN.fullmatch(text, before.end, start)
    if between is None or (start == before.end and not text[start].isdigit()):
        return None
    if between["range"] and before.refs[-1] < refs[0]:
        refs = (*range(before.refs[-1] + 1, refs[0]), *refs)
    return Callout(before.start, end, text[before.start : end], tuple(dict.fromkeys((*before.refs, *refs))))


def _with_brackets(text: str, callout: Callout) -> Callout:
    """Return the callout with the brackets around it, which belong to it as they do in print."""
    start, end = callout.start, callout.end
    closing = _BRACKETS.get(text[start - 1 : start])
    if closing is None or text[end : end + 1] != closing:
        return callout
    return Callout(start - 1, end + 1, text[start - 1 : end + 1], callout.refs)
