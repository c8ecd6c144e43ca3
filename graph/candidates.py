"""What the graph holds that may bear on a question: cases, facts and the sentences behind them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.advice import CitedReference, Sentence
from graph.basis import Nearness, Question, measure_nearness, relate_electrode
from graph.belief import Support
from graph.materials import link_material
from graph.names import AskedMaterial, build_material, describe_material
from graph.queries import read_rows
from graph.stores.contract import GraphStore


@dataclass(frozen=True, slots=True)
class Case:
    """One remedy as one study reports it, and how near it is to the interface asked about."""

    id: str
    name: str
    strategy: str
    host: str | None
    electrode: str | None
    method: str | None
    polarity: str
    outcome: str | None
    caveat: str | None
    effects: tuple[Mapping[str, Any], ...]
    belief: float
    mechanisms: tuple[str, ...]
    issues: tuple[str, ...]
    materials: tuple[str, ...]
    products: tuple[str, ...]
    nearness: Nearness

    @property
    def of_class(self) -> bool:
        """Whether it speaks of a whole class of remedies or hosts rather than of one study."""
        return not self.materials and (self.host is None or self.host.startswith("family:"))


@dataclass(frozen=True, slots=True)
class Fact:
    """A mechanism found, or found absent, and how near its place is to the interface asked about."""

    id: str
    mechanism: str
    polarity: str
    belief: float
    electrolyte: str
    electrode: str | None
    products: tuple[str, ...]
    nearness: Nearness


@dataclass(frozen=True, slots=True)
class Opposition:
    """A claim that contradicts another, as a sentence, with the reason why it does."""

    claim: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimSources:
    """The sentences of a claim and the works that these rest on."""

    sentences: tuple[Sentence, ...] = ()
    supports: tuple[Support, ...] = ()

    @property
    def retracted(self) -> bool:
        """Whether every work that the sentences rest on is retracted."""
        return bool(self.supports) and all(support.retracted for support in self.supports)

    @property
    def refs(self) -> tuple[CitedReference, ...]:
        """The references that the sentences cite, each once, by document and number."""
        return tuple(sorted({ref for sentence in self.sentences for ref in sentence.refs}, key=reference_order))


def reference_order(ref: CitedReference) -> tuple[str, int]:
    """Return the order of references: by document, then by number."""
    return ref.document, ref.n


def read_materials(store: GraphStore, places: Iterable[str | None]) -> dict[str, AskedMaterial]:
    """Return the materials at these places by id: as the tables know them, else as the graph does."""
    wanted = {place for place in places if place and not place.startswith("family:")}
    found = {}
    for row in read_rows(store, "materials"):
        if row["id"] in wanted:
            linked = link_material(row["id"])
            known = linked if linked is not None and linked.system == row["system"] else build_material(row)
            found[row["id"]] = describe_material(known, row["id"])
    return found


def read_question(store: GraphStore, electrolyte: AskedMaterial, electrode: AskedMaterial) -> Question:
    """Return the pair with what the graph knows of every material that stands at an interface."""
    names = {row["id"] for query in ("hosts", "electrodes") for row in read_rows(store, query)}
    return Question(electrolyte, electrode, read_materials(store, names))


def read_cases(store: GraphStore, question: Question) -> list[Case]:
    """Return the cases on the side that is asked about, for the same working ion."""
    known = [row["id"] for row in read_rows(store, "electrodes")]
    electrodes = [name for name in known if relate_electrode(question, name) is not None]
    found = []
    for row in read_rows(store, "cases", electrodes=electrodes):
        nearness = measure_nearness(question, row["host"], row["electrode"])
        if nearness is not None:
            found.append(_build_case(row, nearness))
    return found


def read_facts(store: GraphStore, question: Question) -> list[Fact]:
    """Return the mechanisms stated for places on the side that is asked about, for the same working ion."""
    found = []
    for row in read_rows(store, "facts"):
        nearness = measure_nearness(question, row["electrolyte"], row["electrode"])
        if nearness is not None and nearness.basis != "mechanism":
            found.append(
                Fact(
                    id=row["id"],
                    mechanism=row["mechanism"],
                    polarity=row["polarity"],
                    belief=row["belief"],
                    electrolyte=row["electrolyte"],
                    electrode=row["electrode"],
                    products=_texts(row["products"]),
                    nearness=nearness,
                )
            )
    return found


def read_opposed(store: GraphStore, claims: Iterable[str]) -> dict[str, list[Opposition]]:
    """Return for each claim the claims that contradict it."""
    found: dict[str, list[Opposition]] = {}
    for row in read_rows(store, "conflicts", claims=sorted(claims)):
        found.setdefault(row["claim"], []).append(Opposition(row["opposed"], row["name"], row["rationale"]))
    return found


def read_sources(store: GraphStore, claims: Iterable[str]) -> dict[str, ClaimSources]:
    """Return the sentences of the claims with the references each cites, by claim."""
    rows: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
    for row in read_rows(store, "sentences", claims=sorted(claims)):
        rows.setdefault(row["claim"], {}).setdefault(row["id"], []).append(row)
    return {claim: _build_sources(claim, list(sentences.values())) for claim, sentences in rows.items()}


def _build_sources(claim: str, sentences: Sequence[Sequence[Mapping[str, Any]]]) -> ClaimSources:
    built = tuple(_build_sentence(claim, rows) for rows in sentences)
    cites = {sentence.document for sentence in built if sentence.refs}
    return ClaimSources(built, tuple(s for rows in sentences for s in _find_supports(rows, cites)))


def _build_case(row: Mapping[str, Any], nearness: Nearness) -> Case:
    return Case(
        id=row["id"],
        name=row["name"],
        strategy=row["strategy"],
        host=row["host"],
        electrode=row["electrode"],
        method=row["method"],
        polarity=row["polarity"],
        outcome=row["outcome"],
        caveat=row["caveat"],
        effects=tuple(json.loads(row["effects"] or "[]")),
        belief=row["belief"],
        mechanisms=_texts(row["mechanisms"]),
        issues=_texts(row["issues"]),
        materials=_texts(row["materials"]),
        products=_texts(row["products"]),
        nearness=nearness,
    )


def _build_sentence(claim: str, rows: Sequence[Mapping[str, Any]]) -> Sentence:
    row = rows[0]
    return Sentence(
        claim=claim,
        document=row["document"],
        line=row["line"],
        start=row["start"],
        end=row["stop"],
        text=row["text"],
        section=row["section"],
        page=row["page"],
        hedged=bool(row["hedged"]),
        refs=tuple(
            CitedReference(row["document"], row["n"], row["doi"], row["title"], row["retracted"])
            for row in rows
            if row["n"] is not None
        ),
    )


def _find_supports(rows: Sequence[Mapping[str, Any]], cites: set[str]) -> Iterable[Support]:
    """Yield the works behind one sentence: a document that cites elsewhere adds none by repeating itself."""
    for row in rows:
        work = row["work"] if row["n"] is not None else None
        if work is None and row["document"] in cites:
            continue
        own = row["document_doi"] or row["document"]
        yield Support(
            work=(work or own).lower(),
            source_type=row["source_type"],
            hedged=bool(row["hedged"]),
            confidence=row["confidence"],
            retracted=bool(row["retracted"]),
        )


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(sorted(value or ()))
