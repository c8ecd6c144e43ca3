"""How near the place of a statement is to the interface that is asked about.

Knowledge passes only within structural families, on the same side of the cell and for the same working ion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.concepts import load_vocabulary
from graph.names import AskedMaterial

BASES = ("interface", "variant", "family", "mechanism")
"""From the nearest to the farthest."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """The basis of a statement with how its electrolyte and electrode relate to those asked about."""

    basis: str
    host: str
    electrode: str


@dataclass(frozen=True, slots=True)
class Question:
    """The pair that is asked about, and the materials that the graph knows, by id."""

    electrolyte: AskedMaterial
    electrode: AskedMaterial
    materials: Mapping[str, AskedMaterial]

    @property
    def ion(self) -> str | None:
        """The working ion of the pair."""
        return self.electrolyte.ion or self.electrode.ion

    @property
    def side(self) -> str | None:
        """The side of the cell on which the electrode stands."""
        return self.electrode.side


def measure_nearness(question: Question, host: str | None, electrode: str | None) -> Nearness | None:
    """Return how near a statement on this host and electrode is, or None where it says nothing here."""
    host_is = relate_host(question, host)
    electrode_is = relate_electrode(question, electrode)
    if host_is is None or electrode_is is None:
        return None
    if host_is in ("general", "other"):
        basis = "mechanism"
    elif host_is in ("same", "variant") and electrode_is in ("same", "variant"):
        basis = "interface" if host_is == electrode_is == "same" else "variant"
    else:
        basis = "family"
    return Nearness(basis, host_is, electrode_is)


def relate_host(question: Question, host: str | None) -> str | None:
    """Return same, variant, class, family, kin, general or other; None for another working ion."""
    asked = question.electrolyte
    if host is None:
        return "general"
    if host.startswith("family:"):
        return "class" if host in asked.families else _relate_class(asked, host)
    material = question.materials.get(host)
    if material is None:
        return "other"
    if question.ion is not None and material.ion not in (None, question.ion):
        return None
    return _relate_identity(asked, material) or _relate_families(asked.families, material.families)


def relate_electrode(question: Question, electrode: str | None) -> str | None:
    """Return same, variant, side or none; None for the other side of the cell or another ion."""
    asked = question.electrode
    if electrode is None:
        return "none"
    if electrode.startswith("family:"):
        role = load_vocabulary()[electrode].role if electrode in load_vocabulary() else None
        return "side" if role == asked.side or electrode in asked.families else None
    material = question.materials.get(electrode)
    if material is None:
        return None
    identity = _relate_identity(asked, material)
    if identity is not None:
        return identity
    same_side = asked.side is not None and asked.side == material.side
    other_ion = question.ion is not None and material.ion not in (None, question.ion)
    return "side" if same_side and not other_ion else None


def describe_shared(question: Question, host: str | None) -> str | None:
    """Return the name of the nearest structural family that the host shares with the electrolyte asked about."""
    families = (host,) if host and host.startswith("family:") else _families_of(question, host)
    vocabulary = load_vocabulary()
    shared = [f for f in question.electrolyte.families if f in families and vocabulary[f].structural]
    return vocabulary.name(shared[0]) if shared else None


def _families_of(question: Question, host: str | None) -> tuple[str, ...]:
    material = question.materials.get(host) if host is not None else None
    return material.families if material is not None else ()


def _relate_identity(asked: AskedMaterial, other: AskedMaterial) -> str | None:
    """Return same or variant of one system, or None."""
    if _meets(asked) == _meets(other):
        return "same"
    return "variant" if asked.system == other.system and not _is_phase(other) else None


def _meets(material: AskedMaterial) -> tuple[str, tuple[str, ...]]:
    return (material.id, ()) if _is_phase(material) else (material.system, material.dopants)


def _is_phase(material: AskedMaterial) -> bool:
    return not material.dopants and material.id.endswith(f" {material.system}")


def _relate_class(asked: AskedMaterial, host: str) -> str:
    return _relate_families(asked.families, (host, *load_vocabulary().ancestors(host)))


def _relate_families(asked: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Return family where the nearest structural family is shared, kin for a wider one, else other."""
    vocabulary = load_vocabulary()
    mine = [f for f in asked if vocabulary[f].structural]
    theirs = [f for f in other if f in vocabulary and vocabulary[f].structural]
    if not set(mine) & set(theirs):
        return "other"
    return "family" if mine[0] in theirs or theirs[0] in mine else "kin"
