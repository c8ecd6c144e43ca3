"""Mentions of materials, of classes of materials and of interfaces in a text."""

from __future__ import annotations

from dataclasses import dataclass

from graph.identities import MaterialIdentity


@dataclass(frozen=True, slots=True)
class MaterialMention:
    """A material named in ``text[start:end]`` of a paragraph; ``role`` is what it does there (see `ingest.roles`)."""

    start: int
    end: int
    text: str
    identity: MaterialIdentity
    role: str | None = None


@dataclass(frozen=True, slots=True)
class FamilyMention:
    """A class of materials named in a paragraph; ``id`` is a family of the vocabulary."""

    start: int
    end: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class InterfaceMention:
    """Materials that the text puts in contact, in its order: a stack, or the two sides of an interface."""

    start: int
    end: int
    materials: tuple[MaterialMention, ...]
