"""Assembly: the same records give the same graph, and the graph says what the records say."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.assemble import assemble, find_unused
from graph.concepts import SORTING_ROOTS, load_vocabulary
from graph.errors import RecordError
from graph.records import (
    DocumentRecord,
    Evidence,
    InterfaceFactRecord,
    MaterialRecord,
    Record,
    StrategyCaseRecord,
    build_record,
    render_record,
)
from graph.rows import EdgeKey, GraphRows, NodeKey
from graph.schema import load_schema
from graph.uniting import unite_records
from graph.validate import read_records_file

RECORDS = Path(__file__).parent / "records"
GARNET = "Li7La3Zr2O12"


@pytest.fixture
def garnet() -> list[Record]:
    return read_records_file(RECORDS / "garnet.jsonl")


@pytest.fixture
def sulfide() -> list[Record]:
    return read_records_file(RECORDS / "sulfide.jsonl")


def edges(rows: GraphRows, kind: str) -> dict[tuple[str, str], Any]:
    return {(key.source, key.target): value for key, value in rows.edges.items() if key.type == kind}


def node(rows: GraphRows, label: str, name: str) -> Any:
    return rows.nodes[NodeKey(label, name)]


def find_case(records: list[Record], strategy: str, polarity: str = "helps") -> StrategyCaseRecord:
    return next(
        r for r in records
        if isinstance(r, StrategyCaseRecord) and r.strategy == strategy and r.polarity == polarity
    )  # fmt: skip


def test_the_claim_of_one_sentence_is_followed_into_the_graph() -> None:
    records = read_records_file(RECORDS / "followed-claim.jsonl")
    rows = assemble(records)
    case = find_case(records, "strat:lithiophilic-interlayer")

    assert node(rows, "Claim", case.id)["name"] == f"Lithiophilic interlayer (Al2O3) helps at {GARNET} | Li"
    assert (case.id, case.id) in edges(rows, "STATES")
    assert (case.id, "strat:lithiophilic-interlayer") in edges(rows, "OF")
    assert (case.id, f"{GARNET}|Li") in edges(rows, "AT")
    assert (case.id, "Al2O3") in edges(rows, "USES")
    assert json.loads(node(rows, "StrategyCase", case.id)["effects"])[0]["after"] == 12.0
    (evidence,) = [target for source, target in edges(rows, "SUPPORTED_BY") if source == case.id]
    sentence = case.evidence[0]
    assert node(rows, "Evidence", evidence)["text"] == sentence.text
    assert (node(rows, "Evidence", evidence)["start"], node(rows, "Evidence", evidence)["stop"]) == (100, 150)
    (reference,) = [target for source, target in edges(rows, "CITES") if source == evidence]
    assert node(rows, "Reference", reference)["doi"] == "10.1000/alumina"
    measured = [n for key, n in rows.nodes.items() if key.label == "Measurement"]
    assert sorted(m["value"] for m in measured) == [12.0, 900.0]
    assert {m["subject"] for m in measured} == {f"{GARNET}|Li"}


def test_records_in_any_order_give_equal_rows(garnet: list[Record], sulfide: list[Record]) -> None:
    records = [*garnet, *sulfide]
    expected = assemble(records)
    for seed in range(5):
        random.Random(seed).shuffle(records)
        assert assemble(records) == expected


def test_records_given_twice_are_counted_once(garnet: list[Record]) -> None:
    assert assemble([*garnet, *garnet]) == assemble(garnet)


def test_every_edge_is_declared_and_has_both_ends(garnet: list[Record], sulfide: list[Record]) -> None:
    rows = assemble([*garnet, *sulfide])
    schema = load_schema()
    for key in rows.edges:
        assert (key.source_label, key.target_label) in schema.edges[key.type].pairs
        assert NodeKey(key.source_label, key.source) in rows.nodes
        assert NodeKey(key.target_label, key.target) in rows.nodes
    for node_key, properties in rows.nodes.items():
        assert properties.keys() <= schema.nodes[node_key.label].properties.keys()
        assert properties["name"]
    for edge_key, properties in rows.edges.items():
        assert properties.keys() <= schema.edges[edge_key.type].properties.keys()


def test_the_vocabulary_is_there_without_records_and_counts_nowhere() -> None:
    rows = assemble([])
    assert len(rows.nodes) == len(list(load_vocabulary()))
    assert {key.type for key in rows.edges} == {"KIND_OF", "BACKGROUND"}
    assert ("mech:void-formation", "issue:li-dendrite") in edges(rows, "BACKGROUND")


def test_the_main_road_is_derived_with_belief_works_and_claims(garnet: list[Record]) -> None:
    rows = assemble(garnet)
    caused = edges(rows, "CAUSED_BY")["issue:poor-contact", "mech:poor-wettability"]
    # Two links, scoped and general, rest on works 5 and 5 + 6.
    assert caused["works"] == 2
    assert len(caused["claims"]) == 2
    assert 0 < caused["belief"] < 1
    mitigated = edges(rows, "MITIGATED_BY")
    assert ("mech:poor-wettability", "strat:lithiophilic-interlayer") in mitigated
    assert ("issue:poor-contact", "strat:lithiophilic-interlayer") in mitigated
    assert ("strat:lithiophilic-interlayer", "Al2O3") in edges(rows, "USES")
    assert (f"{GARNET}|Li", "mech:poor-wettability") in edges(rows, "SHOWS")


def test_a_sorting_root_gets_no_derived_edge(garnet: list[Record]) -> None:
    root = sorted(SORTING_ROOTS)[0]
    case = replace(find_case(garnet, "strat:lithiophilic-interlayer"), strategy=root)
    rows = assemble([*garnet, case])
    derived = [*edges(rows, "MITIGATED_BY"), *(pair for pair in edges(rows, "USES") if pair[0].startswith("strat:"))]
    assert root not in {end for pair in derived for end in pair}


def test_a_material_that_only_a_claim_names_is_there_with_its_system(sulfide: list[Record]) -> None:
    rows = assemble(sulfide)
    assert node(rows, "Material", "O-doped Li10GeP2S12")["dopants"] == ["O"]
    assert ("O-doped Li10GeP2S12", "Li10GeP2S12") in edges(rows, "VARIANT_OF")
    assert ("Li10GeP2S12", "family:lgps") in edges(rows, "IN_FAMILY")
    assert ("Li10GeP2S12|Li", "Li10GeP2S12") in edges(rows, "HAS_ELECTROLYTE")


def test_two_findings_on_one_remedy_contradict_each_other(garnet: list[Record]) -> None:
    rows = assemble(garnet)
    helps, harms = (find_case(garnet, "strat:cation-doping", polarity) for polarity in ("helps", "harms"))
    (pair,) = edges(rows, "CONTRADICTS")
    assert set(pair) == {helps.id, harms.id}
    claim = node(rows, "Claim", helps.id)
    assert (claim["works"], claim["against"]) == (1, 1)
    alone = assemble([record for record in garnet if record.id != harms.id])
    assert claim["belief"] < node(alone, "Claim", helps.id)["belief"]


def test_two_methods_are_not_called_a_conflict(garnet: list[Record]) -> None:
    helps, harms = (find_case(garnet, "strat:cation-doping", polarity) for polarity in ("helps", "harms"))
    others = [record for record in garnet if record.id not in (helps.id, harms.id)]
    rows = assemble([*others, replace(helps, method="sintering"), replace(harms, method="hot-pressing")])
    assert not edges(rows, "CONTRADICTS")


def test_the_claim_on_a_doped_host_refines_the_one_on_its_parent_and_carries_its_works(
    garnet: list[Record],
) -> None:
    parent = next(record for record in garnet if isinstance(record, InterfaceFactRecord))
    sentence = replace(parent.evidence[0], refs=(6,), start=9000, end=9050)
    doped = replace(parent, electrolyte="Ta-doped Li7La3Zr2O12", evidence=(sentence,), refs=(6,))
    rows = assemble([*garnet, doped])
    assert (doped.id, parent.id) in edges(rows, "REFINES")
    assert node(rows, "Claim", parent.id)["works"] == 2
    assert node(rows, "Claim", doped.id)["works"] == 1


def test_what_is_absent_in_a_variant_says_nothing_of_the_parent(garnet: list[Record]) -> None:
    parent = next(record for record in garnet if isinstance(record, InterfaceFactRecord))
    absent = replace(parent, electrolyte="Ta-doped Li7La3Zr2O12", polarity="absent")
    assert (
        assemble([*garnet, absent]).nodes[NodeKey("Claim", parent.id)]
        == assemble(garnet).nodes[NodeKey("Claim", parent.id)]
    )


def test_a_protecting_mechanism_never_refines_a_harmful_one(garnet: list[Record]) -> None:
    fact = next(record for record in garnet if isinstance(record, InterfaceFactRecord))
    harmful = replace(fact, mechanism="mech:interphase-formation")
    specific = replace(fact, mechanism="mech:electrolyte-reduction")
    protecting = replace(fact, mechanism="mech:passivating-interphase")
    refines = edges(assemble([*garnet, harmful, specific, protecting]), "REFINES")
    assert (specific.id, harmful.id) in refines
    assert (protecting.id, harmful.id) not in refines


def test_a_phase_is_not_taken_for_its_parent(garnet: list[Record]) -> None:
    fact = next(record for record in garnet if isinstance(record, InterfaceFactRecord))
    phase = replace(fact, electrolyte="tetragonal Li7La3Zr2O12", polarity="absent")
    assert (min(fact.id, phase.id), max(fact.id, phase.id)) not in edges(assemble([*garnet, phase]), "CONTRADICTS")


def test_two_documents_that_say_the_same_share_the_claim_and_keep_their_sentences(garnet: list[Record]) -> None:
    other = [build_record({**render_record(r), "document": "other.md"}) for r in garnet if r.KIND != "citation"]
    moved = [replace(r, evidence=tuple(replace(e, document="other.md") for e in r.evidence)) for r in other]
    rows = assemble([*garnet, *moved])
    case = find_case(garnet, "strat:lithiophilic-interlayer")
    sentences = [target for source, target in edges(rows, "SUPPORTED_BY") if source == case.id]
    assert len(sentences) == 2
    # Both cite one DOI: two reviews of one paper are one work.
    assert node(rows, "Claim", case.id)["works"] == 1


def test_a_claim_without_evidence_is_refused(garnet: list[Record]) -> None:
    case = replace(find_case(garnet, "strat:lithiophilic-interlayer"), evidence=(), method="sputtering")
    with pytest.raises(RecordError, match="no evidence"):
        assemble([*garnet, case])


def test_a_document_without_its_record_is_refused(garnet: list[Record]) -> None:
    with pytest.raises(RecordError, match="needs the Document"):
        assemble([record for record in garnet if not isinstance(record, DocumentRecord)])


def test_an_unknown_concept_is_refused(garnet: list[Record]) -> None:
    case = replace(find_case(garnet, "strat:lithiophilic-interlayer"), mechanisms=("mech:no-such-thing",))
    with pytest.raises(RecordError, match="no-such-thing"):
        assemble([*garnet, replace(case, method="other")])


def test_what_cannot_be_drawn_is_told(sulfide: list[Record]) -> None:
    notes = find_unused(sulfide, {"10.1000/sulfide"})
    assert any("[9]" in note for note in notes)
    assert any("interface_fact:0000000000000000" in note for note in notes)
    assert find_unused(sulfide, {"another"}) == []


def test_sentences_that_repeat_without_citing_add_no_work(garnet: list[Record]) -> None:
    case = find_case(garnet, "strat:lithiophilic-interlayer")
    repeated = Evidence(document="garnet.md", line=90, start=9900, end=9950, text="Again.")
    rows = assemble([r for r in garnet if r.id != case.id] + [replace(case, evidence=(*case.evidence, repeated))])
    assert node(rows, "Claim", case.id)["works"] == 1


def test_materials_of_several_documents_are_one_node(garnet: list[Record]) -> None:
    first = next(record for record in garnet if isinstance(record, MaterialRecord) and record.name == GARNET)
    other = replace(first, document="b.md", aliases=("garnet LLZO",))
    about = DocumentRecord(document="b.md", sha256="1" * 64, media_type="text/plain")
    rows = assemble([*garnet, other, about])
    assert node(rows, "Material", GARNET)["aliases"] == ["LLZO", "garnet LLZO"]
    assert EdgeKey("RECORDED_IN", "Material", "Document", GARNET, "b.md") in rows.edges


def test_families_stay_nearest_first_when_documents_differ() -> None:
    def material(document: str, *families: str) -> MaterialRecord:
        return MaterialRecord(document=document, name="Li3PS4", system="Li3PS4", families=families)

    first = material("a", "family:thiophosphate", "family:sulfide")
    (united,) = unite_records([first, material("a", "family:sulfide")])
    assert isinstance(united, MaterialRecord)
    assert united.families == ("family:thiophosphate", "family:sulfide")


def test_a_sample_is_a_variant_of_its_parent_and_what_the_text_makes_of_it_stands_in_the_graph() -> None:
    document = DocumentRecord(document="d", sha256="0", media_type="text/markdown")
    sample = MaterialRecord(document="d", name="B-LCO", system="B-LCO", parent="LiCoO2", roles=("cathode",))
    rows = assemble([document, sample])
    assert ("B-LCO", "LiCoO2") in edges(rows, "VARIANT_OF")
    assert node(rows, "Material", "B-LCO")["roles"] == ["cathode"]
