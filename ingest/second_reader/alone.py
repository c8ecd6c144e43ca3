"""Records of what the second reader alone has found in a sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from graph.records import MeasurementRecord
from graph.units import convert, dimension_properties
from ingest.citing import find_refs
from ingest.findings import Finding
from ingest.quantities import QuantityMention
from ingest.second_reader.agreement import Comparison, Verdict
from ingest.second_reader.findings import Found
from ingest.second_reader.models import NAME, is_possible

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
    for quantity in finding.sentence.quantities:
        if quantity.start < found.end and found.start < quantity.end and quantity.unit is not None:
            value = convert(quantity.value, quantity.unit, found.unit)
            same = value is not None and math.isclose(value, found.value, rel_tol=1e-6, abs_tol=1e-30)
            return quantity if same and (quantity.value_max is None) == (found.value_max is None) else None
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
    """Return the temperature, where the sentence has a single one."""
    heats = [q for q in finding.sentence.quantities if q.unit and "prop:temperature" in dimension_properties(q.unit)]
    return {"temperature": heats[0].raw} if len(heats) == 1 and found.property != "prop:temperature" else {}
