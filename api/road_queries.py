"""The Cypher behind the main road: plain statements that both engines run."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from graph.stores import GraphStore

_DERIVED = (
    ("CAUSED_BY", "Issue", "Mechanism"),
    ("MITIGATED_BY", "Mechanism", "Strategy"),
    ("MITIGATED_BY", "Issue", "Strategy"),
    ("USES", "Strategy", "Material"),
    ("LEADS_TO", "Mechanism", "Mechanism"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """An edge of the road, with the names of its ends and the claims behind it."""

    type: str
    source_label: str
    source: str
    source_name: str
    target_label: str
    target: str
    target_name: str
    belief: float | None = None
    works: int = 0
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A strategy case that helped: what it addresses, at which place, with which materials."""

    claim: str
    strategy: str
    strategy_name: str
    place: str | None
    belief: float | None
    addresses: dict[str, str]
    materials: dict[str, str]

    def steps(self, concepts: Collection[str] | None) -> Iterator[Step]:
        """Yield its edges; ``concepts`` are the issues and mechanisms that may be drawn, None for all."""
        for concept, name in self.addresses.items():
            if concepts is None or concept in concepts:
                label = "Issue" if concept.startswith("issue:") else "Mechanism"
                yield Step("MITIGATED_BY", label, concept, name, "Strategy", self.strategy, self.strategy_name,
                           self.belief, 1, (self.claim,))  # fmt: skip
        for material, name in self.materials.items():
            yield Step("USES", "Strategy", self.strategy, self.strategy_name, "Material", material, name,
                       self.belief, 1, (self.claim,))  # fmt: skip


def read_steps(store: GraphStore) -> list[Step]:
    """Return the derived edges of the road and the background between issues and mechanisms."""
    steps = []
    for kind, source, target in _DERIVED:
        rows = store.read(
            f"MATCH (a:{source})-[r:{kind}]->(b:{target}) RETURN a.id AS source, a.name AS source_name, "
            "b.id AS target, b.name AS target_name, r.belief AS belief, r.works AS works, r.claims AS claims "
            "ORDER BY source, target"
        )
        steps += [
            Step(kind, source, row["source"], row["source_name"], target, row["target"], row["target_name"],
                 row["belief"], row["works"] or 0, tuple(row["claims"] or ()))
            for row in rows.dicts()
        ]  # fmt: skip
    rows = store.read(
        "MATCH (a:Mechanism)-[:BACKGROUND]->(b:Issue) RETURN a.id AS source, a.name AS source_name, "
        "b.id AS target, b.name AS target_name ORDER BY source, target"
    )
    return steps + [Step("BACKGROUND", "Mechanism", row["source"], row["source_name"], "Issue", row["target"],
                         row["target_name"]) for row in rows.dicts()]  # fmt: skip


def read_shown(store: GraphStore, interfaces: Collection[str]) -> list[Step]:
    """Return the mechanisms that are reported at the interfaces."""
    rows = store.read(
        "MATCH (a:Interface)-[r:SHOWS]->(b:Mechanism) WHERE a.id IN $interfaces RETURN a.id AS source, "
        "a.name AS source_name, b.id AS target, b.name AS target_name, r.belief AS belief, r.works AS works, "
        "r.claims AS claims ORDER BY source, target",
        {"interfaces": sorted(interfaces)},
    )
    return [
        Step("SHOWS", "Interface", row["source"], row["source_name"], "Mechanism", row["target"],
             row["target_name"], row["belief"], row["works"] or 0, tuple(row["claims"] or ()))
        for row in rows.dicts()
    ]  # fmt: skip


def read_cases(store: GraphStore) -> list[Case]:
    """Return the cases that helped, in the order of their ids."""
    rows = store.read(
        "MATCH (c:StrategyCase)-[:OF]->(s:Strategy) WHERE c.polarity = 'helps' RETURN c.id AS id, s.id AS strategy, "
        "s.name AS name, c.host AS host, c.electrode AS electrode, c.belief AS belief ORDER BY id"
    )
    addressed = _read_targets(store, "ADDRESSES", "Mechanism")
    for case, found in _read_targets(store, "ADDRESSES", "Issue").items():
        addressed.setdefault(case, {}).update(found)
    used = _read_targets(store, "USES", "Material")
    return [
        Case(row["id"], row["strategy"], row["name"],
             f"{row['host']}|{row['electrode']}" if row["host"] and row["electrode"] else row["host"],
             row["belief"], addressed.get(row["id"], {}), used.get(row["id"], {}))
        for row in rows.dicts()
    ]  # fmt: skip


def _read_targets(store: GraphStore, kind: str, label: str) -> dict[str, dict[str, str]]:
    rows = store.read(f"MATCH (c:StrategyCase)-[:{kind}]->(t:{label}) RETURN c.id, t.id, t.name ORDER BY c.id, t.id")
    found: dict[str, dict[str, str]] = {}
    for case, target, name in rows.rows:
        found.setdefault(case, {})[target] = name
    return found
