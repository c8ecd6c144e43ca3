"""What the second reader found in a sentence, in our terms: property ids, canonical units, ids of materials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.units import convert
from ingest.second_reader.models import choose_models, convert_values, load_models
from ingest.second_reader.protocol import RawFinding, TextQuestion
from ingest.sentences import Sentence

LONGEST = 2000
"""Characters of the longest text that is asked about; sentences of prose end before 1,500."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the second reader in the canonical unit of its property.

    ``start`` and ``end`` count in the paragraph's text. ``subject`` is the first material of the sentence, as it
    takes it; ``named`` are all. ``ambiguous`` tells that it had several materials, or several values of the
    dimension, to choose from.
    """

    property: str
    value: float
    value_max: float | None
    unit: str
    raw: str
    start: int
    end: int
    subject: str | None
    named: frozenset[str]
    ambiguous: bool


def ask_sentence(sentence: Sentence) -> TextQuestion | None:
    """Return the question about a sentence; None where it holds no value of a property that it names."""
    text = sentence.text
    if len(text) > LONGEST:
        return None
    models = choose_models(text, [quantity.unit for quantity in sentence.quantities])
    if not models:
        return None
    for callout in sentence.callouts:
        # The library takes the number of a citation for the power of the unit before it.
        first, last = callout.start - sentence.start, callout.end - sentence.start
        text = text[:first] + " " * (last - first) + text[last:]
    mentions = tuple((start - sentence.start, end - sentence.start) for start, end, _ in _find_mentions(sentence))
    return TextQuestion(models, text, mentions)


def _find_mentions(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Return place and id of each material; a sentence that names none may be about a class of materials."""
    materials = [(m.start, m.end, m.identity.id) for m in sentence.materials]
    return materials or [(term.start, term.end, term.family.id) for term in sentence.terms if term.family]


def build_findings(sentence: Sentence, raw: Sequence[RawFinding]) -> tuple[Found, ...]:
    """Return the findings of an answer, in text order."""
    found = [finding for item in raw if (finding := _build_finding(sentence, item)) is not None]
    whole = [f for f in found if not any(_lies_within(f, other) for other in found)]
    return tuple(sorted(whole, key=lambda f: (f.start, f.property)))


def _lies_within(finding: Found, other: Found) -> bool:
    """Tell the value of a shorter unit (``1 Ω`` of ``1 Ω cm2``), which is a misreading."""
    inside = other.start <= finding.start and finding.end <= other.end
    return inside and (finding.end - finding.start) < (other.end - other.start)


def _build_finding(sentence: Sentence, raw: RawFinding) -> Found | None:
    model = load_models().get(raw.model)
    converted = convert_values(model, raw.property, raw.values) if model else None
    if raw.span is None or converted is None:
        return None
    values, unit = converted
    mentions = _find_mentions(sentence)
    named = frozenset(name for _, _, name in mentions)
    subject = mentions[raw.mention][2] if raw.mention is not None and raw.mention < len(mentions) else None
    alike = [q for q in sentence.quantities if q.unit and convert(1.0, q.unit, unit) is not None]
    start, end = sentence.start + raw.span[0], sentence.start + raw.span[1]
    return Found(
        property=raw.property,
        value=values[0],
        value_max=values[1] if len(values) > 1 and values[1] != values[0] else None,
        unit=unit,
        raw=sentence.paragraph.text[start:end],
        start=start,
        end=end,
        subject=subject,
        named=named,
        ambiguous=len(named) > 1 or len(alike) > 1,
    )
