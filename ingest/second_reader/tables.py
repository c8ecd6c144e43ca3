"""Records of the values in tables. They are read by the second reader; ours makes sure of what it found.

A finding becomes a record where nothing in it is doubtful: its cell holds one number and our grammar reads the same
one with the unit of the head; one material, and no other, stands in its row or above it, or the caption of a table
without any is about one; the head says nothing but a name, a unit, and a power of ten that can be meant in one way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.records import Evidence, MeasurementRecord
from graph.units import convert, dimension_properties
from ingest.conditions import PROCESS_WORDS, ROOM_TEMPERATURE
from ingest.documents import Document, Table
from ingest.lexicon_files import read_lexicon
from ingest.measured import is_possible, read_spread
from ingest.mentions import MaterialMention
from ingest.quantities import QuantityMention, find_quantities
from ingest.second_reader.grids import Cell, Grid, own_cells
from ingest.second_reader.models import NAME, Model, convert_values, is_same, load_models
from ingest.second_reader.protocol import RawFinding

CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class TableValue:
    """The record of a value, and the mention of its material: the table may be all that names it."""

    record: MeasurementRecord
    material: MaterialMention
    row: int


def extract_table_values(document: Document, table: Table, grid: Grid, found: Sequence[RawFinding]) -> list[TableValue]:
    """Return the values of the findings that are sure, in the order of the table."""
    ordered = sorted(found, key=lambda f: (f.cell or 0, f.property))
    values = (_build_value(document, table, grid, finding) for finding in ordered)
    return _add_conditions([value for value in values if value is not None])


_ALSO_CONDITIONS = {"prop:pressure": "pressure", "prop:current-density": "current_density"}


def _add_conditions(values: Sequence[TableValue]) -> list[TableValue]:
    """Return the values, each with the pressure and the current density that its own row gives."""
    rows: dict[int, list[MeasurementRecord]] = {}
    for value in values:
        rows.setdefault(value.row, []).append(value.record)
    return [replace(value, record=_add_row(value.record, rows[value.row])) for value in values]


def _add_row(record: MeasurementRecord, row: Sequence[MeasurementRecord]) -> MeasurementRecord:
    if record.property in _ALSO_CONDITIONS:
        return record
    given = [(_ALSO_CONDITIONS[r.property], r.raw) for r in row if r.property in _ALSO_CONDITIONS]
    names = [name for name, _ in given]
    return replace(record, conditions={**record.conditions, **{n: raw for n, raw in given if names.count(n) == 1}})


def _build_value(document: Document, table: Table, grid: Grid, finding: RawFinding) -> TableValue | None:
    place = grid.place(finding.cell) if finding.cell is not None else None
    model = load_models().get(finding.model)
    if place is None or model is None:
        return None
    row, column = place
    context = grid.context(row, column)
    material = _find_material(grid, finding, row, context)
    read = _read_quantity(grid.cells[row][column], context, model, finding)
    if material is None or read is None:
        return None
    quantity, unit, factor = read
    value, value_max = (_scale(v, quantity, unit, factor) for v in (quantity.value, quantity.value_max))
    if value is None or not is_possible(finding.property, value, value_max):
        return None
    evidence = _build_evidence(document, table, row, column, grid.heads)
    spread = read_spread(quantity, unit)
    record = MeasurementRecord(
        document=document.id,
        section=table.section,
        refs=evidence.refs,
        subject=material.identity.id,
        property=finding.property,
        value=value,
        value_max=value_max,
        comparator=quantity.comparator,
        unit=unit,
        uncertainty=None if spread is None else float(f"{spread * factor:.6g}"),
        conditions=_find_conditions(table, grid, row, context),
        raw=_render_raw(quantity, factor),
        reader=NAME,
        confidence=CONFIDENCE,
        evidence=(evidence,),
    )
    return TableValue(record, material, row)


def _scale(value: float | None, quantity: QuantityMention, unit: str, factor: float) -> float | None:
    """Return a value of ours, not of the library, whose constants have fewer digits."""
    converted = None if value is None else convert(value, quantity.unit or "1", unit)
    return None if converted is None else float(f"{converted * factor:.12g}")


def _render_raw(quantity: QuantityMention, factor: float) -> str:
    """Return the number and its unit, with the power of ten of the head."""
    if factor == 1.0:
        return quantity.raw
    number = quantity.raw.removesuffix(quantity.unit or "").rstrip()
    return f"{number} × 10^{round(math.log10(factor))} {quantity.unit}"


def _find_material(grid: Grid, finding: RawFinding, row: int, context: Sequence[Cell]) -> MaterialMention | None:
    """Return the material of a finding, where it is the only one that can be meant."""
    named = {name for cell in context for name in cell.materials}
    if not named and not grid.mentions:
        return grid.captioned
    if finding.mention is None or finding.mention >= len(grid.mentions):
        return None
    if finding.model != "length" and _names_what_is_added(grid, row):
        return None
    material = grid.mentions[finding.mention]
    return material if named == {material.identity.id} else None


@cache
def _added_pattern() -> re.Pattern[str]:
    nouns: Mapping[str, list[str]] = read_lexicon("roles")["nouns"]
    return re.compile(rf"\b(?:{'|'.join([*nouns['additive'], *nouns['coating'], 'dopants?'])})\b", re.IGNORECASE)


def _names_what_is_added(grid: Grid, row: int) -> bool:
    """Tell whether a material of a row is a filler or a coating: only its size is its own."""
    columns = [column for column, cell in enumerate(grid.cells[row]) if cell.materials]
    return any(_added_pattern().search(cell.text) for column in columns for cell in grid.heads_of(column))


def _read_quantity(
    cell: Cell, context: Sequence[Cell], model: Model, finding: RawFinding
) -> tuple[QuantityMention, str, float] | None:
    """Return the number of a cell, the unit of the property and the power of the head; both readers read the same."""
    heads = [c.head for c in context if model.fits(c.head.unit) or (not c.head.plain and model.trigger.search(c.text))]
    theirs = convert_values(model, finding.property, finding.values)
    if len(heads) > 1 or not all(head.sure for head in heads) or theirs is None:
        return None
    quantity = _read_cell(cell, heads[0].unit if heads else None)
    if quantity is None or quantity.unit is None:
        return None
    values, unit = theirs
    ours = [value for value in (quantity.value, quantity.value_max) if value is not None]
    if len(ours) != len(values) or not all(
        is_same(o, quantity.unit, v, unit) for o, v in zip(ours, values, strict=True)
    ):
        return None
    return quantity, unit, heads[0].factor if heads else 1.0


def _read_cell(cell: Cell, unit: str | None) -> QuantityMention | None:
    """Return the one number that is the whole cell, with the unit that it prints, else that of its head."""
    text = cell.asked.rpartition(" ")[0]
    for whole in (text, f"{text} {unit}" if unit else ""):
        found = find_quantities(whole)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(whole)) and found[0].unit not in (None, "1"):
            return found[0]
    return None


def _find_conditions(table: Table, grid: Grid, row: int, context: Sequence[Cell]) -> Mapping[str, str]:
    """Return the temperature of a column of temperatures, of the heads, or of the caption, where it is a single one."""
    for texts in (list(_find_row_temperatures(grid, row)), [cell.text for cell in context], [table.caption or ""]):
        heats = {heat for text in texts for heat in _find_temperatures(text)}
        if heats:
            return {"temperature": heats.pop()} if len(heats) == 1 else {}
    return {}


_TEMPERATURE = re.compile(
    r"(?:(?:test(?:ing)?|measur\w+|operat\w+)\s)?(?:T\b|temp(?:erature|\.)?(?!\s(?:of|for)\b))", re.IGNORECASE
)


def _find_row_temperatures(grid: Grid, row: int) -> Iterator[str]:
    """Yield the temperatures of a row with their units; at which something was sintered or annealed is none."""
    for column, cell in enumerate(grid.cells[row]):
        heads = [above.head for above in grid.heads_of(column) if _TEMPERATURE.match(above.head.text)]
        if cell.value and heads:
            yield f"{cell.text} {heads[0].unit or ''}"


def _find_temperatures(text: str) -> Iterator[str]:
    for quantity in find_quantities(text):
        made = PROCESS_WORDS.search(text[: quantity.start])
        if quantity.unit and not made and "prop:temperature" in dimension_properties(quantity.unit):
            yield quantity.raw
    if ROOM_TEMPERATURE.search(text):
        yield "RT"


def _build_evidence(document: Document, table: Table, row: int, column: int, heads: int) -> Evidence:
    """Return the row as evidence, citing what its cells cite and what the heads of the column do."""
    cells = list(own_cells(table.rows[row], table.rows[row - 1] if row else ())) or [table.rows[row][column]]
    start = min(cell.content.starts[0] for cell in cells)
    end = max(cell.content.ends[-1] for cell in cells)
    above = (cells[column] for cells in table.rows[:heads] if column < len(cells))
    refs = {ref for cell in (*table.rows[row], *above) for callout in cell.callouts for ref in callout.refs}
    return Evidence(
        document=document.id,
        line=document.source.line_at(start),
        start=start,
        end=end,
        text=" | ".join(cell.text for cell in table.rows[row]),
        section=table.section,
        page=document.source.page_at(start),
        refs=tuple(sorted(refs)),
    )
