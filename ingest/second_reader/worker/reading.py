"""What ChemDataExtractor2 finds in a sentence or a table, as the plain values of the protocol."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from chemdataextractor.doc import Caption, Table

from ingest.second_reader.worker.dimensions import convert_to_standard
from ingest.second_reader.worker.models import Models
from ingest.second_reader.worker.spelling import CELL, MENTION, read_place
from ingest.second_reader.worker.texts import make_sentence

_MOST_TOKENS = 14
"""Tokens of the longest value with its unit."""


def read_sentence(text: str, mentions: Sequence[tuple[int, int]], models: Iterable[Models]) -> list[dict[str, Any]]:
    """Return the findings of a sentence: one of each model at most, the first of its dimension."""
    sentence = make_sentence(text, mentions, [model.sentence for model in models])
    found = []
    for record in sentence.records:
        finding = _render(record)
        if finding and (span := _find_span(sentence.tokens, record.raw_value, record.raw_units)):
            found.append({**finding, "start": span[0], "end": span[1]})
    return found


def read_table(caption: str, rows: Sequence[Sequence[str]], models: Iterable[Models]) -> list[dict[str, Any]]:
    """Return the findings of a table, each with the number of its cell.

    A cell is what the client made of it: materials and the number of a cell with digits in letters, after the marks of
    `spelling`.
    """
    table = Table(Caption(caption), table_data=[list(row) for row in rows], models=[model.table for model in models])
    found = []
    for record in table.records:
        place = read_place(CELL, getattr(record, "cell", "") or "")
        if place is not None and (finding := _render(record)):
            found.append({**finding, "cell": place})
    return found


def _render(record: Any) -> dict[str, Any] | None:
    """Return a record as plain values; None for one without value, unit or property."""
    if not getattr(record, "value", None) or record.units is None or not record.specifier:
        return None
    compound = record.compound
    return {
        "model": type(record).__name__,
        "property": record.specifier,
        "values": [convert_to_standard(record.units, value) for value in record.value],
        "raw": " ".join(part for part in (record.raw_value, record.raw_units) if part),
        "mention": read_place(MENTION, compound.names) if compound is not None and compound.names else None,
    }


def _find_span(tokens: Sequence[Any], value: str, units: str) -> tuple[int, int] | None:
    """Return where a value with its unit stands: the first run of tokens that spells it.

    The records of the library have no offsets.
    """
    wanted = value.replace(" ", "") + units
    for first in range(len(tokens)):
        spelt = ""
        for token in tokens[first : first + _MOST_TOKENS]:
            if wanted.startswith(spelt + token.text):
                spelt += token.text
                if spelt == wanted:
                    return tokens[first].start, token.end
            else:
                break
    return None
