"""What two readers found in a document, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from api.words import count_of, place_of, printable
from graph.records import MeasurementRecord, render_record
from ingest.second_reader.agreement import Comparison, Verdict
from ingest.second_reader.comparing import ComparedDocument
from ingest.second_reader.findings import Found


def render_comparison(compared: ComparedDocument) -> str:
    """Return the comparison as lines for a terminal: the sentences, the tables, the totals."""
    return "\n".join(_render(compared))


def _render(compared: ComparedDocument) -> Iterator[str]:
    for sentence in compared.sentences:
        evidence = sentence.evidence
        yield f"{place_of(evidence.document, evidence.page, evidence.line)}: {printable(evidence.text)}"
        yield from (line for number in sentence.numbers for line in _render_number(number))
        yield ""
    for evidence, values in groupby(compared.tabled, key=lambda value: value.record.evidence[0]):
        yield f"table, {place_of(evidence.document, evidence.page, evidence.line)}: {printable(evidence.text)}"
        yield from (f"  theirs  {_describe(value.record)}" for value in values)
        yield ""
    yield from _render_totals(compared)


def _render_number(number: Comparison) -> Iterator[str]:
    first = "  (ChemDataExtractor2 took the first of several)" if number.theirs and number.theirs.ambiguous else ""
    if number.verdict is Verdict.AGREE and number.ours is not None:
        yield f"  both    {_describe(number.ours)}{first}"
    else:
        yield f"  {number.verdict}"
        yield f"    ours    {_describe(number.ours)}"
        yield f"    theirs  {_describe(number.theirs)}{first}"


def _describe(found: MeasurementRecord | Found | None) -> str:
    if found is None:
        return "nothing"
    sign = "" if isinstance(found, Found) or found.comparator == "=" else f"{found.comparator} "
    low = "?" if found.value is None else f"{found.value:g}"
    value = low if found.value_max is None else f"{low} to {found.value_max:g}"
    name = found.property.removeprefix("prop:")
    return printable(f"{name}  {sign}{value} {found.unit}  of {found.subject or 'no material'}")


def _render_totals(compared: ComparedDocument) -> Iterator[str]:
    totals = compared.totals
    yield f"{count_of(sum(totals.values()), 'number')} in {count_of(len(compared.sentences), 'sentence')}:"
    yield from (f"  {count:6,}  {verdict}" for verdict, count in totals.items())
    yield f"{count_of(len(compared.tabled), 'value')} of {count_of(len(compared.document.tables), 'table')}"
    yield f"asked: {count_of(compared.asked, 'question')}, {compared.unanswered:,} of them without answer"


def describe_comparison(compared: ComparedDocument) -> dict[str, Any]:
    """Return the comparison as a JSON object."""
    return {
        "document": compared.document.id,
        "sentences": [
            {
                "line": sentence.evidence.line,
                "page": sentence.evidence.page,
                "text": sentence.evidence.text,
                "numbers": [_describe_number(number) for number in sentence.numbers],
            }
            for sentence in compared.sentences
        ],
        "tables": [render_record(value.record) for value in compared.tabled],
        "totals": {str(verdict): count for verdict, count in compared.totals.items()},
        "asked": compared.asked,
        "unanswered": compared.unanswered,
    }


def _describe_number(number: Comparison) -> dict[str, Any]:
    return {
        "verdict": str(number.verdict),
        "ours": _plain(number.ours) if number.ours else None,
        "theirs": {**_plain(number.theirs), "ambiguous": number.theirs.ambiguous} if number.theirs else None,
    }


def _plain(found: MeasurementRecord | Found) -> dict[str, Any]:
    names = ("subject", "property", "value", "value_max", "unit", "raw")
    return {name: getattr(found, name) for name in names}
