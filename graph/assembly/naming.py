"""The plain sentence that names a claim in the graph."""

from __future__ import annotations

from collections.abc import Mapping

from graph.concepts import load_vocabulary
from graph.records import (
    CausalLinkRecord,
    ContradictionRecord,
    InterfaceFactRecord,
    MeasurementRecord,
    Record,
    RelationRecord,
    StrategyCaseRecord,
)

_HELPS = {"helps": "helps", "no-help": "does not help", "harms": "harms"}
_DENIED = {"contradicts": "does not act on"}
_RELATIONS = {"promotes": "promotes", "reduces": "reduces", "none": "does not change"}


def name_claim(record: Record) -> str:
    """Return the claim as a sentence in the names of the vocabulary.

    >>> name_claim(InterfaceFactRecord(
    ...     document="d", electrolyte="LiPON", electrode="Li", mechanism="mech:void-formation"))
    'Void formation on Li stripping occurs at LiPON | Li'
    """
    name = load_vocabulary().name
    match record:
        case InterfaceFactRecord():
            verb = "occurs" if record.polarity == "occurs" else "does not occur"
            sentence = f"{name(record.mechanism)} {verb}{_at(record.electrolyte, record.electrode)}"
        case StrategyCaseRecord():
            added = f" ({', '.join(map(name, record.materials))})" if record.materials else ""
            verb = _HELPS.get(record.polarity, record.polarity)
            sentence = f"{name(record.strategy)}{added} {verb}{_at(record.host, record.electrode)}"
        case CausalLinkRecord():
            where = _at(record.scope.electrolyte, record.scope.electrode) if record.scope else ""
            verb = _DENIED.get(record.relation, record.relation)
            sentence = f"{name(record.cause)} {verb} {_lower(name(record.effect))}{where}"
        case MeasurementRecord():
            sentence = _name_measurement(record)
        case RelationRecord():
            verb = _RELATIONS.get(record.polarity, record.polarity)
            sentence = f"{record.cause_text} {verb} {record.effect_text}"
        case ContradictionRecord():
            sentence = f"Contradiction: {record.topic}"
        case _:
            sentence = record.id
    return sentence


def _name_measurement(record: MeasurementRecord) -> str:
    subject = f" of {_place(*record.subject.split('|'))}" if record.subject else ""
    comparator = "" if record.comparator == "=" else f"{record.comparator} "
    number = render_number(record.value, record.value_max)
    value = f"{comparator}{number} {record.unit}{_where(record.conditions)}"
    return f"{load_vocabulary().name(record.property)}{subject}: {value}"


def _where(conditions: Mapping[str, str]) -> str:
    listed = ", ".join(str(conditions[key]) for key in sorted(conditions))
    return f" ({listed})" if listed else ""


def render_number(value: float | None, value_max: float | None = None) -> str:
    """Return the number as a person writes it, a range with its ends.

    >>> render_number(900.0), render_number(1e-4, 1e-3), render_number(None)
    ('900', '0.0001 to 0.001', 'no number')
    """
    if value is None:
        return "no number" if value_max is None else f"up to {value_max:g}"
    return f"{value:g}" if value_max is None else f"{value:g} to {value_max:g}"


def _at(electrolyte: str | None, electrode: str | None) -> str:
    if electrolyte is None:
        return f" at {load_vocabulary().name(electrode)}" if electrode else ""
    return f" in {_place(electrolyte)}" if electrode is None else f" at {_place(electrolyte, electrode)}"


def _place(*sides: str) -> str:
    return " | ".join(map(load_vocabulary().name, sides))


def _lower(name: str) -> str:
    """Return the name for the middle of a sentence: symbols and abbreviations keep their capitals."""
    word = name.partition(" ")[0]
    return name[:1].lower() + name[1:] if len(word) > 2 and word[1:].islower() else name
