"""The controlled vocabulary: issues, mechanisms, strategies, families, properties and techniques."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

KINDS = ("issues", "mechanisms", "strategies", "families", "properties", "techniques")

SORTING_ROOTS = frozenset({"strat:compositional", "strat:structural", "strat:processing"})
"""Strategies that only sort the others: never advice, never a match."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the vocabulary. ``id`` is stable; ``parent`` is is-a and nothing else."""

    id: str
    name: str
    kind: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()
    beneficial: bool = False
    opposes: str | None = None
    unit: str | None = None
    role: str | None = None
    structural: bool = False
    examples: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    definition: str | None = None
    evidence_kind: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All concepts by id, with their is-a hierarchy."""

    concepts: Mapping[str, Concept] = field(repr=False)

    def __getitem__(self, concept_id: str) -> Concept:
        return self.concepts[concept_id]

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self.concepts

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts.values())

    def of_kind(self, kind: str) -> tuple[Concept, ...]:
        """Return the concepts of one file of the vocabulary, in its order: ``issues``, ``mechanisms`` ..."""
        return tuple(concept for concept in self if concept.kind == kind)

    def ancestors(self, concept_id: str) -> tuple[str, ...]:
        """Return the is-a ancestors, nearest first; empty for an unknown id."""
        found: list[str] = []
        concept = self.concepts.get(concept_id)
        while concept is not None and concept.parent is not None and concept.parent not in found:
            found.append(concept.parent)
            concept = self.concepts.get(concept.parent)
        return tuple(found)

    def is_a(self, concept_id: str, ancestor_id: str) -> bool:
        """Tell whether the concept is the ancestor or a kind of it."""
        return concept_id == ancestor_id or ancestor_id in self.ancestors(concept_id)

    def name(self, concept_id: str) -> str:
        """Return the plain name, or the id where the vocabulary does not know it."""
        concept = self.concepts.get(concept_id)
        return concept.name if concept else concept_id


@cache
def load_vocabulary() -> Vocabulary:
    """Read the vocabulary that ships with the package."""
    folder = files("graph") / "vocabulary"
    concepts: dict[str, Concept] = {}
    for kind in KINDS:
        for entry in yaml.safe_load((folder / f"{kind}.yaml").read_text(encoding="utf-8")):
            concepts[entry["id"]] = _parse_concept(kind, entry)
    return Vocabulary(concepts)


def _parse_concept(kind: str, entry: Mapping[str, Any]) -> Concept:
    return Concept(
        id=entry["id"],
        name=entry["name"],
        kind=kind,
        parent=entry.get("parent"),
        aliases=tuple(map(str, entry.get("aliases", ()))),
        issues=tuple(entry.get("issues", ())),
        leads_to=tuple(entry.get("leads_to", ())),
        beneficial=bool(entry.get("beneficial", False)),
        opposes=entry.get("opposes"),
        unit=entry.get("unit"),
        role=entry.get("role"),
        structural=entry.get("kind") == "structural",
        examples=tuple(map(str, entry.get("examples", ()))),
        tells=tuple(entry.get("tells", ())),
        definition=entry.get("definition"),
        evidence_kind=entry.get("kind") if kind == "techniques" else None,
    )
