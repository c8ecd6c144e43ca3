"""Measurements: numbers attached to their property, subject and conditions."""

from __future__ import annotations

from graph.records import MeasurementRecord
from ingest.citing import find_refs
from ingest.conditions import find_conditions
from ingest.findings import Finding
from ingest.measured import find_measured
from ingest.subjects import find_subject


def extract_measurements(finding: Finding, following: Finding | None) -> list[MeasurementRecord]:
    """Return a record for each number of the sentence that measures a property of the vocabulary.

    ``following`` is the next sentence: in a caption it names the source of the figure ("from Ref. [12]").
    """
    sentence = finding.sentence
    found = find_measured(sentence)
    records = []
    for measured in found:
        refs = find_refs(finding, measured.term, measured.term + 1)
        if sentence.paragraph.caption and not refs and following is not None:
            refs = following.sentence.refs
        records.append(
            MeasurementRecord(
                subject=find_subject(finding, measured, found),
                property=measured.property,
                value=measured.value,
                value_max=measured.value_max,
                comparator=measured.quantity.comparator,
                unit=measured.unit,
                conditions=find_conditions(sentence, measured, found),
                raw=measured.quantity.raw,
                uncertainty=measured.uncertainty,
                confidence=0.7,
                **finding.source(refs),
            )
        )
    return records
