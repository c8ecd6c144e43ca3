"""What two readers found in a document, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.words import count_of, place_of, printable
from graph.records import MeasurementRecord, render_record
from ingest.second_reader.agreement import Comparison, Verdict
from ingest.second_reader.comparing import ComparedDocument
from ingest.second_reader.findings import Found

_NOTHING = "nothing"


def render_comparison(compared: ComparedDocument) -> str:
    """Return the comparison as lines for a terminal: the sentences, the tables, the totals."""
    return "\n".join(_render(compared))


def _render(compared: ComparedDocument) -> Iterator[str]:
    for sentence in compared.sentences:
        evidence = sentence.evidence
        yield f"{place_of(evidence.document, evidence.page, evidence.line)}: {printable(evidence.text)}"
        yield from (line for number in sentence.numbers for line in _render_number(number))
        yield ""
    for value in compared.tabled:
        evidence = value.record.evidence[0]
        yield f"table, {place_of(evidence.document, evidence.page, evidence.line)}: {printable(evidence.text)}"
        yield f"  theirs  {_describe_ours(value.record)}"
    yield from _render_totals(compared)


def _render_number(number: Comparison) -> Iterator[str]:
    theirs = number.theirs
    if number.verdict is Verdict.AGREE and number.ours is not None:
        yield f"  both    {_describe_ours(number.ours)}{_doubt(theirs)}"
        return
    yield f"  {number.verdict}"
    yield f"    ours    {_describe_ours(number.ours) if number.ours else _NOTHING}"
    yield f"    theirs  {_describe_theirs(theirs) + _doubt(theirs) if theirs else _NOTHING}"


def _doubt(found: Found | None) -> str:
    return "  (it took the first of several)" if found is not None and found.ambiguous else ""


def _describe_ours(record: MeasurementRecord) -> str:
    sign = "" if record.comparator == "=" else f"{record.comparator} "
    return _describe(record.property, f"{sign}{_value(record.value, record.value_max)}", record.unit, record.subject)


def _describe_theirs(found: Found) -> str:
    return _describe(found.property, _value(found.value, found.value_max), found.unit, found.subject)


def _describe(name: str, value: str, unit: str, subject: str | None) -> str:
    return printable(f"{name.removeprefix('prop:')}  {value} {unit}  of {subject or 'no material'}")


def _value(value: float | None, value_max: float | None) -> str:
    low = "?" if value is None else f"{value:g}"
    return low if value_max is None else f"{low} to {value_max:g}"


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
