"""The curated table of materials: names, compositions and systems, loaded once from the shipped data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.data_files import read_data
from graph.formula import Formula, parse_formula
from graph.formula_reader import SYMBOLS
from graph.plausible import is_plausible_formula
from graph.spellings import spell_variants


@dataclass(frozen=True, slots=True)
class Entry:
    """A material of the table, as `data/materials.yaml` describes it."""

    id: str
    names: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    system: str | None = None
    parent: str | None = None
    dopants: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    side: str | None = None
    short: str | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name that the table gives, the id first."""
        return (self.id, *self.names, *self.ambiguous, *self.formulas)


@dataclass(frozen=True, slots=True)
class System:
    """A canonical material and the compositions that belong to it; ``ranges`` count at ``scale`` anions."""

    system: str
    host: frozenset[str]
    scale: float
    anions: frozenset[str]
    ranges: Mapping[str, tuple[float, float]]
    without: frozenset[str]
    separate: bool

    def dopants_of(self, amounts: Mapping[str, float]) -> tuple[str, ...] | None:
        """Return the elements that the composition has beyond the host, or None where it is no member."""
        if not self.without.isdisjoint(amounts) or not self.ranges.keys() <= amounts.keys():
            return None
        size = sum(value for symbol, value in amounts.items() if symbol in self.anions)
        needed = self.host - {"H"}
        if not size or not needed <= amounts.keys():
            return None
        factor = self.scale / size
        if any(not low <= amounts[s] * factor <= high for s, (low, high) in self.ranges.items()):
            return None
        return tuple(symbol for symbol in amounts if symbol not in self.host)


@dataclass(frozen=True, slots=True)
class MaterialTable:
    """The entries by exact name, by name in any case, by composition and, as Li2S-P2S5, by the parts of a mixture."""

    entries: Mapping[str, Entry]
    exact: Mapping[str, Entry]
    folded: Mapping[str, Entry]
    compositions: Mapping[str, Entry]
    mixtures: Mapping[frozenset[str], Entry]
    ambiguous: frozenset[str]

    def by_name(self, name: str) -> Entry | None:
        """Return the entry of a name: as it stands, as a word in any case, or as the plural of a word."""
        entry = self.exact.get(name) or self.folded.get(name.lower())
        if entry is None and len(name) > 4 and name.endswith("s"):
            entry = self.exact.get(name[:-1]) or self.folded.get(name[:-1].lower())
        return entry

    def by_formula(self, formula: Formula) -> Entry | None:
        """Return the entry with the same composition, whatever its spelling."""
        return self.compositions.get(formula.key)


@cache
def load_material_table() -> MaterialTable:
    """Read the table that ships with the package."""
    entries = {entry.id: entry for entry in map(_build_entry, read_data("materials"))}
    exact: dict[str, Entry] = {}
    folded: dict[str, Entry] = {}
    compositions: dict[str, Entry] = {}
    named = [(name.replace("–", "-"), entry) for entry in entries.values() for name in entry.spellings]
    # A name that the table gives wins over a spelling that is made from another one.
    for name, entry in (*named, *((other, entry) for known, entry in named for other in spell_variants(known))):
        (folded if name == name.lower() else exact).setdefault(name, entry)
    mixtures: dict[frozenset[str], Entry] = {}
    for name, entry in named:
        formula = parse_formula(name)
        if formula is not None and name == entry.id and _is_mixture(formula):
            mixtures[frozenset(part for _, part in formula.components)] = entry
        # A phase in the name (β-Al2O3) may make another material than the bare composition stands for.
        bare = formula is not None and not formula.phase and len(formula.amounts) > 1
        if formula is not None and bare and is_plausible_formula(formula):
            compositions.setdefault(formula.key, entry)
    listed = [name for entry in entries.values() for name in entry.ambiguous]
    ambiguous = frozenset((*listed, *(other for name in listed for other in spell_variants(name))))
    return MaterialTable(entries, exact, folded, compositions, mixtures, ambiguous)


def _is_mixture(formula: Formula) -> bool:
    """Tell whether a formula names the parts of a mixture, compounds in no given amount: ``Li2S-P2S5``."""
    return bool(formula.components) and all(
        factor == "1" and part not in SYMBOLS for factor, part in formula.components
    )


@dataclass(frozen=True, slots=True)
class CompoundKind:
    """A kind of compound whose names in words are sure by their parts."""

    kind: str
    pattern: re.Pattern[str]
    families: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """What may stand before and after a name without changing the material."""

    adjectives: re.Pattern[str]
    heads: re.Pattern[str]
    compound_heads: re.Pattern[str]
    elements: Mapping[str, str]
    compounds: tuple[CompoundKind, ...]


@cache
def load_forms() -> Forms:
    """Read the words that do not change the identity of a material."""
    data: Mapping[str, Any] = read_data("forms")
    adjectives, heads, compound_heads = ("|".join(data[name]) for name in ("adjectives", "heads", "compound_heads"))
    return Forms(
        re.compile(rf"^(?:{adjectives})[\s-](?=\S)", re.IGNORECASE),
        re.compile(rf"[\s-](?:{heads}|{compound_heads})$", re.IGNORECASE),
        re.compile(rf"[\s-](?:{compound_heads})$", re.IGNORECASE),
        data["elements"],
        tuple(CompoundKind(c["kind"], re.compile(c["pattern"]), tuple(c["families"])) for c in data["compounds"]),
    )


@cache
def load_systems() -> tuple[System, ...]:
    """Read the rules that tell to which system a composition belongs."""
    return tuple(
        System(
            system=row["system"],
            host=frozenset(row["host"]),
            scale=row["anions"][0],
            anions=frozenset(row["anions"][1]),
            ranges={symbol: (low, high) for symbol, (low, high) in row["ranges"].items()},
            without=frozenset(row.get("without", ())),
            separate=bool(row.get("separate", False)),
        )
        for row in read_data("systems")
    )


def _build_entry(row: Mapping[str, Any]) -> Entry:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Entry(**values)
