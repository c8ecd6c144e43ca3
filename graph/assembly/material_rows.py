"""Materials and interfaces: from the records on them, and from every id that a claim names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.assembly.building import RowBuilder, place_key
from graph.concepts import load_vocabulary
from graph.materials import link_material
from graph.records import (
    CausalLinkRecord,
    InterfaceFactRecord,
    MaterialRecord,
    MeasurementRecord,
    Record,
    StrategyCaseRecord,
)
from graph.rows import NodeKey
from graph.uniting import unite


@dataclass(frozen=True, slots=True)
class Identity:
    """What the graph knows of a material: where its claims meet and to which families it belongs."""

    id: str
    system: str
    parent: str | None = None
    dopants: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    formula: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def variant_of(self) -> str | None:
        """The material that it is a variant of: its system, or its parent where it has a system of its own."""
        return self.system if self.system != self.id else self.parent

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """Return where its claims meet: system and dopants; a phase that is named stands apart."""
        if not self.dopants and self.id.endswith(f" {self.system}"):
            return self.id, ()
        return self.system, tuple(sorted(self.dopants))


def gather_materials(records: Iterable[Record]) -> dict[str, Identity]:
    """Return every material by id: of the material records, of the claims, and their systems."""
    groups: dict[str, list[MaterialRecord]] = {}
    named: set[str] = set()
    for record in records:
        if isinstance(record, MaterialRecord):
            groups.setdefault(record.id, []).append(record)
        named.update(find_places(record))
    found = {name: _read_identity(group) for name, group in sorted(groups.items())}
    for name in sorted(side for place in named for side in place.split("|")):
        if not name.startswith("family:") and name not in found:
            found[name] = _link_identity(name)
    while missing := {i.variant_of for i in found.values() if i.variant_of} - found.keys():
        found |= {origin: _link_identity(origin) for origin in sorted(missing)}
    return found


def find_places(record: Record) -> Iterator[str]:
    """Return the ids of materials, families and interfaces that the record names."""
    if isinstance(record, InterfaceFactRecord):
        yield render_place(record.electrolyte, record.electrode) or record.electrolyte
        yield from record.products
    elif isinstance(record, StrategyCaseRecord):
        yield from filter(None, (record.host, record.electrode, render_place(record.host, record.electrode)))
        yield from (*record.materials, *record.products)
    elif isinstance(record, MeasurementRecord) and record.subject:
        yield record.subject
    elif isinstance(record, CausalLinkRecord) and record.scope is not None:
        sides = record.scope.electrolyte, record.scope.electrode
        yield from filter(None, (*sides, render_place(*sides)))


def render_place(electrolyte: str | None, electrode: str | None) -> str | None:
    """Return the id of the interface, of the electrolyte alone, or None where no electrolyte is named.

    >>> render_place("LiPON", "Li"), render_place("LiPON", None), render_place(None, "Li")
    ('LiPON|Li', 'LiPON', None)
    """
    if electrolyte is None:
        return None
    return electrolyte if electrode is None else f"{electrolyte}|{electrode}"


def assemble_materials(builder: RowBuilder, materials: Mapping[str, Identity], places: Iterable[str]) -> None:
    """Add the materials with their systems and families, and the interfaces among the places."""
    for identity in materials.values():
        builder.add_node(
            NodeKey("Material", identity.id),
            identity.id,
            formula=identity.formula,
            system=identity.system,
            parent=identity.parent,
            dopants=list(identity.dopants),
            elements=list(identity.elements),
            families=list(identity.families),
            aliases=list(identity.aliases),
            roles=list(identity.roles),
        )
    for identity in materials.values():
        key = NodeKey("Material", identity.id)
        if identity.variant_of:
            builder.add_edge("VARIANT_OF", key, NodeKey("Material", identity.variant_of))
        for family in identity.families:
            builder.add_edge("IN_FAMILY", key, NodeKey("Family", family))
    for place in sorted({place for place in places if "|" in place}):
        _assemble_interface(builder, place)


def _assemble_interface(builder: RowBuilder, place: str) -> None:
    electrolyte, _, electrode = place.partition("|")
    name = " | ".join(load_vocabulary().name(side) for side in (electrolyte, electrode))
    key = builder.add_node(NodeKey("Interface", place), name, electrolyte=electrolyte, electrode=electrode)
    builder.add_edge("HAS_ELECTROLYTE", key, place_key(electrolyte))
    builder.add_edge("HAS_ELECTRODE", key, place_key(electrode))


def _read_identity(records: list[MaterialRecord]) -> Identity:
    record = unite(sorted(records, key=lambda r: r.document))
    assert isinstance(record, MaterialRecord)
    return Identity(
        record.name,
        record.system,
        record.parent,
        record.dopants,
        record.elements,
        record.families,
        record.formula,
        tuple(sorted({*record.aliases})),
        record.roles,
    )


def _link_identity(name: str) -> Identity:
    """Return what the name itself says: a claim may name a material that no record describes."""
    linked = link_material(name)
    if linked is None:
        return Identity(name, name)
    return Identity(
        name, linked.system, linked.parent, linked.dopants, linked.elements, linked.families, linked.formula
    )
