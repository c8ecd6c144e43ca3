"""Contradictions: findings that the text itself sets against each other, or calls controversial."""

from __future__ import annotations

from graph.records import ContradictionRecord, Side
from ingest.cues import find_cues
from ingest.findings import Finding

_TOPIC_WORDS = 12


def extract_contradictions(finding: Finding) -> list[ContradictionRecord]:
    """Return the contradiction that the sentence states: with the sentence before, or between its clauses."""
    sentence = finding.sentence
    cues = find_cues(sentence, "contrast_cues")
    if not cues or sentence.paragraph.caption:
        return []
    cue = cues[0]
    before = finding.previous
    if before is not None:
        first = Side(text=before.sentence.text, refs=before.sentence.refs)
        second = Side(text=sentence.text, refs=sentence.refs)
    else:
        first = Side(text=sentence.words(0, cue.start) or sentence.text, refs=sentence.refs)
        second = Side(text=sentence.words(cue.start, len(sentence.terms)), refs=sentence.refs)
    topic = sentence.words(0, min(_TOPIC_WORDS, len(sentence.terms)))
    refs = tuple(sorted({*first.refs, *second.refs}))
    return [ContradictionRecord(topic=topic, side_a=first, side_b=second, confidence=0.5, **finding.source(refs))]
