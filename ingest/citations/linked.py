"""Citations that the markup links to their entries (`<xref rid="b17">`, `<a href="#ref17">`, `\\cite{key}`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from ingest.citations.author_year import find_printed
from ingest.citations.groups import unite_in_brackets
from ingest.citations.numbers import parse_numbers
from ingest.documents import Callout, MappedText
from ingest.draft import Link
from ingest.mapped import find_stretch

_BETWEEN = re.compile(r"[\])]?\s?(?P<range>[-–—−])?(?:[,;]|,?\s(?:and|&))?\s?[\[(]?")
_YEAR = re.compile(r"[(\[]?(?:18|19|20)\d\d[a-k]?[)\]]?")
_LONGEST_RANGE = 60


def find_linked_callouts(
    contents: Sequence[MappedText], links: Sequence[Link], keys: Mapping[str, int]
) -> list[list[Callout]]:
    """Return the callouts of each repaired text; neighbours in one bracket are one, and a dash between two is a range.

    A link whose text the reader left out, or whose keys are not in the list, gives none. One that shows only a year
    takes in the names before it, and one that shows more numbers than it names (``17–20``) means all of them.
    """
    ordered = sorted(links, key=lambda link: link.start)
    count = max(keys.values(), default=0)
    return [_unite(content.text, list(_find(content, ordered, keys, count))) for content in contents]


def _find(content: MappedText, links: Sequence[Link], keys: Mapping[str, int], count: int) -> Iterator[Callout]:
    """Yield what the links of a text show, each by itself."""
    if not content.text:
        return
    first = bisect_left(links, content.starts[0], key=lambda link: link.start)
    last = bisect_left(links, content.ends[-1], key=lambda link: link.start)
    for link in links[first:last]:
        start, end = find_stretch(content, link.start, link.end)
        refs = tuple(dict.fromkeys(keys[key] for key in link.keys if key in keys))
        if start < end and refs:
            shown = parse_numbers(content.text[start:end].strip("[]() "), count) or ()
            yield Callout(start, end, content.text[start:end], shown if set(refs) <= set(shown) else refs)


def _unite(text: str, parts: Sequence[Callout]) -> list[Callout]:
    if not parts:
        return []
    printed = find_printed(text)
    named = [_with_names(text, part, printed) for part in parts]
    callouts: list[Callout] = []
    for part in named:
        joined = _join(text, callouts[-1], part) if callouts else None
        if joined:
            callouts[-1] = joined
        else:
            callouts.append(part)
    return unite_in_brackets(text, callouts)


def _with_names(text: str, part: Callout, printed: Sequence[tuple[int, int]]) -> Callout:
    """Return a link that shows only a year with the names that it belongs to."""
    if not _YEAR.fullmatch(part.raw):
        return part
    around = next(((start, end) for start, end in printed if start < part.start and part.end <= end), None)
    return part if around is None else Callout(*around, text[slice(*around)], part.refs)


def _join(text: str, before: Callout, part: Callout) -> Callout | None:
    """Return both as one callout, or None where more than a comma or dash stands between them."""
    start, end = before.start, max(before.end, part.end)
    refs = part.refs
    if part.start >= before.end:
        between = _BETWEEN.fullmatch(text, before.end, part.start)
        if between is None or (part.start == before.end and not text[part.start].isdigit()):
            return None
        apart = "[" in between.group() or "(" in between.group() or text[part.start] in "[("
        if apart and not between["range"]:
            return None
        if between["range"] and before.refs[-1] < refs[0] <= before.refs[-1] + _LONGEST_RANGE:
            refs = (*range(before.refs[-1] + 1, refs[0]), *refs)
        if "[" in between.group() and text[start - 1 : start] == "[" and text[end : end + 1] == "]":
            start, end = start - 1, end + 1
    return Callout(start, end, text[start:end], tuple(dict.fromkeys((*before.refs, *refs))))
