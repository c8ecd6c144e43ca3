"""Which of a sentence's references support one of its clauses."""

from __future__ import annotations

import re

from ingest.findings import Finding

_AUTHOR_BEFORE = re.compile(r"(?:et al\.?|and co-?workers|[A-Z][a-z]+ and [A-Z][a-z]+|[Gg]roup|[Cc]olleagues)[\s,]*$")


_SAME_AUTHORS = re.compile(
    r"\b(?:these|the|same) (?:researchers|authors|investigators|workers)\b|\b[Tt]hey (?:also|further|found)\b"
)


def find_refs(finding: Finding, first: int, last: int) -> tuple[int, ...]:
    """Return the references cited for the terms ``first`` to ``last`` (exclusive) of the sentence.

    The callout that follows the clause supports it, and so does the one behind the authors whose finding
    the sentence tells; where no callout follows, the last one before does. "These researchers" cites what
    the sentence before cited.
    """
    sentence = finding.sentence
    callouts = sentence.callouts
    if not callouts and finding.previous is not None and _SAME_AUTHORS.search(sentence.text):
        before = finding.previous
        return find_refs(before, 0, len(before.sentence.terms)) if before.sentence.terms else ()
    if len(callouts) <= 1:
        return sentence.refs
    begin, end = sentence.terms[first].start, sentence.terms[last - 1].end
    text = sentence.paragraph.text
    authors = [c for c in callouts if c.start < begin and _AUTHOR_BEFORE.search(text[sentence.start : c.start])]
    following = [c for c in callouts if c.start >= end and not _AUTHOR_BEFORE.search(text[sentence.start : c.start])]
    inside = [c for c in callouts if begin <= c.start < end]
    if authors:
        chosen = authors[-1:]
    elif following:
        chosen = following[:1]
    else:
        chosen = inside[-1:] or [c for c in callouts if c.start < begin][-1:]
    return tuple(sorted({ref for callout in chosen for ref in callout.refs}))
