"""Records of the values in tables. They are read by the second reader; ours makes sure of what it found.

A finding becomes a record where nothing in it is doubtful: its cell holds one number and our grammar reads the same
one with the unit of the head; one material, and no other, stands in its row or above it, or in the caption of a table
without any; the power of ten in a head, if there is one, can be meant in one way only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.records import Evidence, MeasurementRecord
from graph.units import convert, dimension_properties
from ingest.documents import Document, Table
from ingest.mentions import MaterialMention
from ingest.quantities import QuantityMention, find_quantities
from ingest.second_reader.grids import Cell, Grid, own_cells
from ingest.second_reader.models import NAME, NO_PROPERTY, convert_values, is_possible, load_models
from ingest.second_reader.protocol import RawFinding

CONFIDENCE = 0.7
_ROOM = re.compile(r"\bRT\b|\b(?:room|ambient) temperature\b", re.IGNORECASE)
_NEXT_TO_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class TableValue:
    """The record of a value, and the mention of its material: the table may be all that names it."""

    record: MeasurementRecord
    material: MaterialMention
    row: int


@dataclass(frozen=True, slots=True)
class _Value:
    """A cell's number in the unit of its property, with the words and the unit that say it."""

    value: float
    value_max: float | None
    quantity: QuantityMention
    factor: float

    @property
    def raw(self) -> str:
        """The number and its unit, and the power of ten of the head."""
        if self.factor == 1.0 or self.quantity.unit is None:
            return self.quantity.raw
        number = self.quantity.raw.removesuffix(self.quantity.unit).rstrip()
        return f"{number} × 10^{round(math.log10(self.factor))} {self.quantity.unit}"


def extract_table_values(document: Document, table: Table, grid: Grid, found: Sequence[RawFinding]) -> list[TableValue]:
    """Return the values of the findings that are sure, in the order of the table."""
    values = []
    for finding in sorted(found, key=lambda f: (f.cell or 0, f.property)):
        place = grid.place(finding.cell) if finding.cell is not None else None
        if place is not None and (value := _build_value(document, table, grid, finding, place)) is not None:
            values.append(value)
    return _add_conditions(values)


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


def _build_value(
    document: Document, table: Table, grid: Grid, finding: RawFinding, place: tuple[int, int]
) -> TableValue | None:
    row, column = place
    cell, context = grid.cells[row][column], grid.context(row, column)
    material = _find_material(grid, finding, context)
    read = _read_value(cell, context, finding)
    if material is None or read is None:
        return None
    value, unit = read
    evidence = _build_evidence(document, table, row, column, grid.heads)
    record = MeasurementRecord(
        document=document.id,
        section=table.section,
        refs=evidence.refs,
        subject=material.identity.id,
        property=finding.property,
        value=value.value,
        value_max=value.value_max,
        comparator=value.quantity.comparator,
        unit=unit,
        conditions=_find_conditions(table, grid, row, context),
        raw=value.raw,
        reader=NAME,
        confidence=CONFIDENCE,
        evidence=(evidence,),
    )
    return TableValue(record, material, row)


def _find_material(grid: Grid, finding: RawFinding, context: Sequence[Cell]) -> MaterialMention | None:
    """Return the material of a finding, where it is the only one that can be meant."""
    named = {name for cell in context for name in cell.materials}
    if not named and not grid.mentions:
        captioned = {mention.identity.id: mention for mention in reversed(grid.captioned)}
        return next(iter(captioned.values())) if len(captioned) == 1 else None
    if finding.mention is None or finding.mention >= len(grid.mentions):
        return None
    material = grid.mentions[finding.mention]
    return material if named == {material.identity.id} else None


def _read_value(cell: Cell, context: Sequence[Cell], finding: RawFinding) -> tuple[_Value, str] | None:
    """Return the value of a finding and its unit, where our grammar reads the same number in the cell."""
    model = load_models().get(finding.model)
    if model is None or finding.property == NO_PROPERTY or finding.property not in model.properties:
        return None
    heads = [
        c.head for c in context if model.fits(c.head.unit) or (c.head.factor != 1.0 and model.trigger.search(c.text))
    ]
    if len(heads) > 1 or not all(head.sure for head in heads):
        return None
    factor = heads[0].factor if heads else 1.0
    quantity = _read_quantity(cell, heads[0].unit if heads else None)
    theirs = convert_values(model, finding.property, finding.values)
    if quantity is None or quantity.unit is None or theirs is None:
        return None
    values, unit = theirs
    ours = [convert(v, quantity.unit, unit) for v in (quantity.value, quantity.value_max) if v is not None]
    if len(ours) != len(values) or not all(map(_is_close, ours, values)):
        return None
    # Ours is the one to keep: the constants of the library have fewer digits.
    scaled = [float(f"{v * factor:.12g}") for v in ours if v is not None]
    value = _Value(scaled[0], scaled[1] if len(scaled) > 1 else None, quantity, factor)
    return (value, unit) if is_possible(finding.property, value.value, value.value_max) else None


def _is_close(ours: float | None, theirs: float) -> bool:
    return ours is not None and math.isclose(ours, theirs, rel_tol=_NEXT_TO_NOTHING, abs_tol=1e-30)


def _read_quantity(cell: Cell, unit: str | None) -> QuantityMention | None:
    """Return the one number that is the whole cell, with the unit that it prints, else that of its head."""
    text = cell.asked.rpartition(" ")[0]
    for whole in (text, f"{text} {unit}" if unit else ""):
        found = find_quantities(whole) if whole else []
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


_TEMPERATURE = re.compile(r"(?:(?:test(?:ing)?|measur\w+|operat\w+)\s)?(?:T\b|temp(?:erature|\.)?)", re.IGNORECASE)


def _find_row_temperatures(grid: Grid, row: int) -> Iterator[str]:
    """Yield the temperatures of a row with their units; at which something was sintered or annealed is none."""
    for column, cell in enumerate(grid.cells[row]):
        above = [cells[column] for cells in grid.cells[: grid.heads] if column < len(cells)]
        heads = [head.head for head in above if _TEMPERATURE.match(head.text)]
        if cell.value and heads:
            yield f"{cell.text} {heads[0].unit or ''}"


def _find_temperatures(text: str) -> Iterator[str]:
    for quantity in find_quantities(text):
        if quantity.unit and "prop:temperature" in dimension_properties(quantity.unit):
            yield quantity.raw
    if _ROOM.search(text):
        yield "RT"


def _build_evidence(document: Document, table: Table, row: int, column: int, heads: int) -> Evidence:
    """Return the row as evidence, citing what its cells cite and what the heads of the column do."""
    cells = list(own_cells(table.rows[row], table.rows[row - 1] if row else ())) or [table.rows[row][column]]
    start = min(cell.content.starts[0] for cell in cells)
    end = max(cell.content.ends[-1] for cell in cells)
    above = [cells[column] for cells in table.rows[:heads] if column < len(cells)]
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
