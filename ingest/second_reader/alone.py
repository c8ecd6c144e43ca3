"""Records of what the second reader alone has found in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.records import MeasurementRecord
from graph.units import dimension_properties
from ingest.citing import find_refs
from ingest.conditions import PROCESS_WORDS
from ingest.findings import Finding
from ingest.measured import is_possible
from ingest.quantities import QuantityMention
from ingest.second_reader.agreement import Comparison, Verdict
from ingest.second_reader.findings import Found
from ingest.second_reader.models import NAME, is_same

CONFIDENCE, AMBIGUOUS_CONFIDENCE = 0.6, 0.3


def extract_alone(finding: Finding, compared: Iterable[Comparison]) -> Iterator[MeasurementRecord]:
    """Yield a record for each finding that our reader has no measurement for and that deserves one.

    What our reader leaves out it mostly leaves out on purpose (the voltage of a microscope, the diameter of a foil).
    Hence a finding counts only where it has a subject, our grammar reads the same number in the same place, and the
    value is possible for the property.
    """
    for comparison in compared:
        found = comparison.theirs
        if comparison.verdict is not Verdict.THEIRS or found is None or found.subject is None:
            continue
        quantity = _find_quantity(finding, found)
        if quantity is not None and is_possible(found.property, found.value, found.value_max):
            yield _build_record(finding, found, quantity)


def _find_quantity(finding: Finding, found: Found) -> QuantityMention | None:
    """Return our reading of the number, where it is the same."""
    for q in finding.sentence.quantities:
        if q.start < found.end and found.start < q.end and q.unit is not None:
            same = is_same(q.value, q.unit, found.value, found.unit)
            return q if same and is_same(q.value_max, q.unit, found.value_max, found.unit) else None
    return None


def _build_record(finding: Finding, found: Found, quantity: QuantityMention) -> MeasurementRecord:
    places = [n for n, term in enumerate(finding.sentence.terms) if term.start < found.end and found.start < term.end]
    return MeasurementRecord(
        subject=found.subject,
        property=found.property,
        value=found.value,
        value_max=found.value_max,
        comparator=quantity.comparator,
        unit=found.unit,
        conditions=_find_conditions(finding, found),
        raw=quantity.raw,
        reader=NAME,
        ambiguous=found.ambiguous,
        confidence=AMBIGUOUS_CONFIDENCE if found.ambiguous else CONFIDENCE,
        **finding.source(find_refs(finding, places[0], places[-1] + 1)),
    )


def _find_conditions(finding: Finding, found: Found) -> dict[str, str]:
    """Return the temperature, where the sentence has a single one and nothing was made at it."""
    sentence = finding.sentence
    heats = [q for q in sentence.quantities if q.unit and "prop:temperature" in dimension_properties(q.unit)]
    if len(heats) != 1 or found.property == "prop:temperature":
        return {}
    made = PROCESS_WORDS.search(sentence.paragraph.text[sentence.start : heats[0].start])
    return {} if made else {"temperature": heats[0].raw}
