"""Citations that share one pair of brackets, which print makes one callout."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents import Callout

_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\)){0,800}\)|\[(?:[^\[\]]|\[[^\[\]]*\]){0,800}\]")
_FILLING = re.compile(
    r"(?:[\s,;.:()–—-]|\b(?:e\.g|i\.e|cf|see|also|and|or|as|in|by|from|for|example|instance|reviews?|reviewed|references?"
    r"|therein|compare|especially|particularly|among|others|most|recently|refs?|both|but)\b)*",
    re.IGNORECASE,
)


def unite_in_brackets(text: str, callouts: Sequence[Callout]) -> list[Callout]:
    """Return the callouts, those of a pair of brackets that holds nothing else as one with its brackets.

    >>> text = "flat (e.g., Kim 2019; see also Wang, 2020) and (in 2016, Han 2016)"
    >>> parts = [Callout(text.index(name), text.index(name) + len(name), name, (n,))
    ...          for n, name in enumerate(("Kim 2019", "Wang, 2020", "Han 2016"), 1)]
    >>> [(c.raw, c.refs) for c in unite_in_brackets(text, parts)]
    [('(e.g., Kim 2019; see also Wang, 2020)', (1, 2)), ('Han 2016', (3,))]
    """
    united = list(callouts)
    for bracket in _BRACKETS.finditer(text) if callouts else ():
        start, end = bracket.span()
        inside = [c for c in united if start < c.start and c.end < end]
        if not inside:
            continue
        ends = [start + 1, *(c.end for c in inside)]
        starts = [*(c.start for c in inside), end - 1]
        if all(_FILLING.fullmatch(text, at, until) for at, until in zip(ends, starts, strict=True)):
            refs = tuple(dict.fromkeys(ref for c in inside for ref in c.refs))
            united = [c for c in united if c not in inside]
            united.append(Callout(start, end, text[start:end], refs))
    return sorted(united, key=lambda c: c.start)
