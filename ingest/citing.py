"""Which of a sentence's references support one of its clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents import Callout
from ingest.findings import Finding
from ingest.sentences import Sentence, find_sentence_spans

_AUTHOR_BEFORE = re.compile(
    r"(?:et al\.?(?:['’]s)?|and (?:co-?workers|colleagues)|[A-Z][\w’'-]+ (?:and|&) [A-Z][\w’'-]+|[Gg]roup"
    r"|[Cc]olleagues)[\s,]*$"
)
_NAMED = re.compile(r"[A-ZÀ-Þ][\w’'.-]+\s.*\(|[A-ZÀ-Þ][\w’'-]+,?\s[(\[]?\d{4}")
_SAME_AUTHORS = re.compile(
    r"\b(?:these|the|the same) (?:researchers|authors|investigators|workers|group|team)\b"
    r"|\b(?:they|he|she) (?:also |further |then |thus |therefore |subsequently |later |even )*"
    r"(?:also|further|found|report|propos|observ|conclud|suggest|attribut|argu|claim|ascrib|calculat|investigat|studied"
    r"|(?:show|demonstrat)\w* that|(?:develop|prepar|introduc|measur|explain|confirm|compar|predict)ed|credit|blame"
    r"|noted)"
    r"|\btheir (?:results?|work|stud(?:y|ies)|models?|simulations?|calculations?|experiments?|arguments?|findings?|data"
    r"|analys[ei]s|measurements?|approach|method|conclusions?)\b"
    r"|\b(?:in|of) (?:that|the same) (?:study|work|paper|report)\b",
    re.IGNORECASE,
)
_THESE_STUDIES = re.compile(
    r"\b(?:these|those|the above|the aforementioned|both|all these) (?:studies|works|reports|examples)\b", re.IGNORECASE
)
_POINTS_BACK = re.compile(
    r"(?:This|These|Such(?: an?)?)\s(?!(?:work|stud|paper|review|section|article|chapter|contribution|report)\w*)"
    r"(?:[a-z]+-)?[a-z]+\s"
    r"(?=(?:[a-z]+\s)?(?:can|could|may|might|will|would|is|are|was|were|has|have|leads?|causes?|results?)\b)"
)
_MODAL = re.compile(r"(?:This|These|Such)\s(?:can|could|may|might|will|would|is|are|was|were|has|have|also|then|in)\b")
_COMPARED = re.compile(
    r"\b(?:consistent|agree\w*|accordance|in line|similar to|ascribed|attributed|explained|previous\w*|prior|earlier"
    r"|reported)\b"
)
_OWN_WORK = re.compile(
    r"\b(?:we|our|ours)\b|\b(?:this|the present|the current) (?:work|study|paper|contribution)\b", re.IGNORECASE
)
_CREDIT = re.compile(
    r"\b(?:[Rr]e(?:printed|produced|drawn)|[Aa]dapted|[Aa]dopted|[Mm]odified|[Tt]aken|[Pp]ermission|[Ff]rom)\b"
)
_REACH = 700


def find_refs(finding: Finding, first: int, last: int, *, subject: tuple[int, int] | None = None) -> tuple[int, ...]:
    """Return the references cited for the terms ``first`` to ``last`` (exclusive) of the sentence.

    The callout that follows the clause supports it, and so does the one behind the authors whose finding
    the sentence tells; where no callout follows, the last one before does. Of "A [1] and B [2] cause C" each cause
    has its own: ``subject`` are the terms of the one that is meant. A sentence without callout that goes on about
    the same work ("These researchers") cites what the sentence before cited, one that the next sentence takes up
    ("This non-wetting ... [17]") what that one cites, and in a caption the credit that follows counts.
    """
    sentence = finding.sentence
    if not sentence.callouts:
        return _find_around(finding)
    text = sentence.paragraph.text
    if subject is not None:
        own = _find_own(sentence, *subject)
        if own:
            return own
    begin, end = sentence.terms[first].start, sentence.terms[last - 1].end
    behind_names = [c for c in sentence.callouts if _follows_names(text, sentence.start, c)]
    others = [c for c in sentence.callouts if c not in behind_names]
    authors = [c for c in behind_names if c.start < begin]
    following = [c for c in others if c.start >= end]
    if authors:
        chosen = authors[-1:]
    elif following:
        chosen = following[:1]
    else:
        chosen = [c for c in sentence.callouts if begin <= c.start < end][-1:]
        chosen = chosen or [c for c in others if c.start < begin][-1:] or behind_names[:1]
    return _refs_of(chosen)


def _refs_of(callouts: Sequence[Callout]) -> tuple[int, ...]:
    return tuple(sorted({ref for callout in callouts for ref in callout.refs}))


def _follows_names(text: str, start: int, callout: Callout) -> bool:
    """Tell whether a callout names authors or stands behind their names, so that what follows is their finding."""
    if callout.raw[:1].isalpha() and _NAMED.match(callout.raw):
        return True
    return _AUTHOR_BEFORE.search(text, max(start, callout.start - 60), callout.start) is not None


def _find_own(sentence: Sentence, first: int, last: int) -> tuple[int, ...]:
    """Return what is cited for one of several coordinated parts: its callout, where the next part has another."""
    if len(sentence.callouts) < 2:
        return ()
    text = sentence.paragraph.text
    end = sentence.terms[last - 1].end
    for callout in sentence.callouts:
        if callout.start >= end:
            between = text[end : callout.start]
            return callout.refs if len(between.split()) <= 3 and not re.search(r"[,;]|\b(?:and|or)\b", between) else ()
    return ()


def _find_around(finding: Finding) -> tuple[int, ...]:
    """Return what a sentence without callout cites by way of its neighbours."""
    sentence = finding.sentence
    if sentence.paragraph.caption:
        return _find_credit(sentence)
    before = finding.previous
    if before is not None and _THESE_STUDIES.search(sentence.text):
        return before.sentence.refs or _find_around(before)
    if before is not None and _SAME_AUTHORS.search(sentence.text) and not _OWN_WORK.search(sentence.text):
        return find_refs(before, 0, len(before.sentence.terms)) if before.sentence.terms else ()
    return _find_taken_up(sentence)


def _find_credit(sentence: Sentence) -> tuple[int, ...]:
    """Return the first citation behind a sentence of a caption that credits where its panels come from."""
    paragraph = sentence.paragraph
    later = (c for c in paragraph.callouts if c.start >= sentence.end)
    return next((c.refs for c in later if _CREDIT.search(paragraph.text, max(0, c.start - 80), c.start)), ())


def _find_taken_up(sentence: Sentence) -> tuple[int, ...]:
    """Return what the next sentence cites, where it takes up the matter of this one ("This cyclic stress can ...").

    A paragraph in which the authors tell of their own work gives nothing: its findings are theirs.
    """
    paragraph = sentence.paragraph
    offset = sentence.end
    tail = paragraph.text[offset : offset + _REACH].lstrip()
    if not _POINTS_BACK.match(tail) or _MODAL.match(tail):
        return ()
    if _OWN_WORK.search(paragraph.text) or "Supplementary" in paragraph.text:
        return ()
    begin = paragraph.text.index(tail, offset)
    later = [
        Callout(c.start - begin, c.end - begin, c.raw, c.refs)
        for c in paragraph.callouts
        if begin <= c.start and c.end <= begin + len(tail)
    ]
    _, end = find_sentence_spans(tail, later)[0]
    if _COMPARED.search(tail, 0, end):
        # The next sentence sets the finding against what is known: the finding is the document's own.
        return ()
    return next((c.refs for c in later if c.start < end), ())
