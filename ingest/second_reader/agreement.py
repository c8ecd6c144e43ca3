"""What becomes of the findings of the second reader beside the measurements of our own.

A number is told once. Where both readers give it the same property, unit and subject, our record stays and its
confidence rises: half of the doubt goes (0.7 becomes 0.85), a quarter where the second reader had several candidates
in the sentence and took the first (0.775). Where they differ in subject, property or value, our record stays as it
is: ours chooses among the materials of a sentence, the second reader takes the first. What it alone finds becomes a
record of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.records import MeasurementRecord
from ingest.second_reader.findings import Found
from ingest.second_reader.models import NAME, is_same, known_properties
from ingest.sentences import Sentence

_DOUBT_LEFT, _DOUBT_LEFT_BY_FIRST = 0.5, 0.75
"""What an agreement leaves of the doubt: the second where the other reader took the first of several candidates."""


class Verdict(StrEnum):
    """How a finding of one reader stands to those of the other."""

    AGREE = "agree"
    NO_SUBJECT = "theirs without subject"
    SUBJECT = "another subject"
    PROPERTY = "another property"
    VALUE = "another value"
    OURS = "ours alone"
    THEIRS = "theirs alone"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A number as each reader has it, None for one that has it not."""

    verdict: Verdict
    ours: MeasurementRecord | None
    theirs: Found | None


def compare(sentence: Sentence, ours: Sequence[MeasurementRecord], theirs: Iterable[Found]) -> list[Comparison]:
    """Return each finding of the second reader with ours of the same number, then what ours alone has.

    Of ours those properties count that the second reader looks for.
    """
    compared = [_compare_one(sentence, ours, found) for found in theirs]
    matched = {id(c.ours) for c in compared if c.ours is not None}
    alone = [r for r in ours if id(r) not in matched and r.property in known_properties()]
    return [*compared, *(Comparison(Verdict.OURS, record, None) for record in alone)]


def _compare_one(sentence: Sentence, ours: Sequence[MeasurementRecord], found: Found) -> Comparison:
    same = [record for record in ours if _is_same_number(record, found)]
    if same:
        chosen = min(same, key=lambda record: _ORDER.index(_judge(record, found)))
        return Comparison(_judge(chosen, found), chosen, found)
    other = next((record for record in ours if _overlaps(sentence, record, found)), None)
    return Comparison(Verdict.VALUE if other else Verdict.THEIRS, other, found)


_ORDER = (Verdict.AGREE, Verdict.NO_SUBJECT, Verdict.SUBJECT, Verdict.PROPERTY)


def _judge(record: MeasurementRecord, found: Found) -> Verdict:
    """Return how a finding stands to our record of the same number."""
    if record.property != found.property:
        return Verdict.PROPERTY
    if _is_same_subject(record, found):
        return Verdict.AGREE
    return Verdict.NO_SUBJECT if found.subject is None else Verdict.SUBJECT


def _is_same_number(record: MeasurementRecord, found: Found) -> bool:
    return is_same(found.value, found.unit, record.value, record.unit) and is_same(
        found.value_max, found.unit, record.value_max, record.unit
    )


def _is_same_subject(record: MeasurementRecord, found: Found) -> bool:
    """Tell whether both name the same subject.

    The second reader knows no interfaces: a side of ours is the same, where the sentence names no third material.
    """
    if record.subject is None or "|" not in record.subject:
        return record.subject == found.subject
    sides = record.subject.split("|")
    return found.subject in sides and found.named.issubset(sides)


def _overlaps(sentence: Sentence, record: MeasurementRecord, found: Found) -> bool:
    """Tell whether the words of our number and theirs share a place of the sentence."""
    first = max(sentence.start, found.start - len(record.raw) + 1)
    last = min(sentence.end, found.end + len(record.raw) - 1)
    return record.raw != "" and record.raw in sentence.paragraph.text[first:last]


def confirm(ours: Sequence[MeasurementRecord], compared: Iterable[Comparison]) -> list[MeasurementRecord]:
    """Return our records in their order, more sure where the second reader agrees."""
    confirmed = {
        id(c.ours): _confirm_one(c.ours, c.theirs)
        for c in compared
        if c.verdict is Verdict.AGREE and c.ours is not None and c.theirs is not None
    }
    return [confirmed.get(id(record), record) for record in ours]


def _confirm_one(record: MeasurementRecord, found: Found) -> MeasurementRecord:
    doubt = _DOUBT_LEFT_BY_FIRST if found.ambiguous else _DOUBT_LEFT
    confidence = round(1 - (1 - record.confidence) * doubt, 6)
    return replace(record, confidence=confidence, confirmed_by=NAME)
