"""Advice: the right remedies for the right reasons, with sentences and numbers that can be checked."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.concepts import load_vocabulary
from graph.errors import InputError, NameNotFoundError
from graph.load import load_records
from graph.recommend import recommend, render_advice
from graph.records import InterfaceFactRecord, Record, StrategyCaseRecord
from graph.scoring import load_weights, measure_change
from graph.stores import GraphStore, open_store
from graph.validate import read_records_file

RECORDS = Path(__file__).parent / "records"
GARNET = "Li7La3Zr2O12"


@pytest.fixture
def records() -> list[Record]:
    return [*read_records_file(RECORDS / "garnet.jsonl"), *read_records_file(RECORDS / "sulfide.jsonl")]


@pytest.fixture
def known(store: GraphStore, records: list[Record]) -> GraphStore:
    load_records(store, records)
    return store


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The sample records in one graph that no test changes."""
    with open_store(f"ladybug:{tmp_path_factory.mktemp('held') / 'graph.lbug'}") as opened:
        for name in ("garnet", "sulfide"):
            load_records(opened, read_records_file(RECORDS / f"{name}.jsonl"))
        yield opened


@pytest.fixture
def ladybug(tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(f"ladybug:{tmp_path / 'graph.lbug'}") as opened:
        yield opened


def ask(store: GraphStore, electrolyte: str, electrode: str, **options: Any) -> dict[str, Any]:
    return render_advice(recommend(store, electrolyte, electrode, **options))


def by_strategy(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {recommendation["strategy"]: recommendation for recommendation in answer["recommendations"]}


def a_case(records: list[Record], strategy: str) -> StrategyCaseRecord:
    return next(r for r in records if isinstance(r, StrategyCaseRecord) and r.strategy == strategy)


def test_the_claim_of_one_sentence_is_followed_into_the_advice(store: GraphStore) -> None:
    load_records(store, read_records_file(RECORDS / "followed-claim.jsonl"))
    answer = ask(store, "LLZO", "Li metal")

    assert answer["coverage"] == "direct"
    assert (answer["electrolyte"]["id"], answer["electrode"]["id"]) == (GARNET, "Li")
    (advice,) = answer["recommendations"]
    assert advice["strategy"] == "strat:lithiophilic-interlayer"
    assert (advice["rank"], advice["basis"], advice["materials"]) == (1, "interface", ["Al2O3"])
    (option,) = advice["options"]
    assert option["method"] == "ALD"
    (effect,) = option["effects"]
    assert (effect["before"], effect["after"], effect["unit"]) == (900.0, 12.0, "ohm*cm^2")
    (sentence,) = option["evidence"]
    assert sentence["text"].startswith("Sentence 1 of claim.md")
    assert (sentence["document"], sentence["line"], sentence["start"], sentence["end"]) == ("claim.md", 2, 100, 150)
    assert sentence["refs"] == [4]
    (reference,) = advice["refs"]
    assert reference == {
        "document": "claim.md", "n": 4, "doi": "10.1000/alumina", "title": "Work 4 of claim.md", "retracted": None,
    }  # fmt: skip
    assert "900 to 12 ohm*cm^2" in advice["why"]


def test_the_answer_has_the_fields_of_the_contract(known: GraphStore) -> None:
    answer = ask(known, "LLZO", "Li")
    assert {"electrolyte", "electrode", "coverage", "mechanisms", "recommendations", "warnings"} <= answer.keys()
    for mechanism in answer["mechanisms"]:
        assert {"id", "belief", "polarity", "products", "refs", "evidence"} <= mechanism.keys()
    for advice in answer["recommendations"]:
        assert {
            "rank", "strategy", "materials", "basis", "score", "belief", "mechanisms", "issues",
            "options", "refs", "caveats", "conflicts", "why", "contributions",
        } <= advice.keys()  # fmt: skip
        for option in advice["options"]:
            assert {"materials", "method", "effects", "refs", "evidence"} <= option.keys()
            assert option["evidence"]
    assert json.loads(json.dumps(answer)) == answer


@pytest.mark.parametrize("pair", [("LLZO", "Li"), ("LPSCl", "Li"), ("LPSCl", "NCM811"), ("LGPS", "Li")])
def test_contributions_add_up_to_the_score(held: GraphStore, pair: tuple[str, str]) -> None:
    for issue in (None, "issue:li-dendrite"):
        for advice in ask(held, *pair, issue=issue)["recommendations"]:
            assert math.isclose(sum(c["amount"] for c in advice["contributions"]), advice["score"], abs_tol=1e-9)


def test_ranks_follow_the_score_and_top_cuts(held: GraphStore) -> None:
    answer = ask(held, "LLZO", "Li")
    scores = [advice["score"] for advice in answer["recommendations"]]
    assert scores == sorted(scores, reverse=True)
    assert [advice["rank"] for advice in answer["recommendations"]] == list(range(1, len(scores) + 1))
    assert len(ask(held, "LLZO", "Li", top=1)["recommendations"]) == 1


def test_the_same_question_has_the_same_answer(known: GraphStore) -> None:
    assert ask(known, "LLZO", "Li") == ask(known, "LLZO", "Li")


def test_an_issue_ranks_what_addresses_it_first_and_hides_nothing(held: GraphStore) -> None:
    without = by_strategy(ask(held, "LLZO", "Li"))
    asked = ask(held, "LLZO", "Li", issue="issue:poor-contact")
    first = asked["recommendations"][0]
    assert "issue:poor-contact" in first["issues"]
    assert without.keys() <= by_strategy(asked).keys()


@pytest.mark.parametrize(
    ("electrolyte", "electrode", "coverage"),
    [
        ("LLZO", "Li", "direct"),
        ("Ta-doped LLZO", "Li", "direct"),
        ("LGPS", "Li", "direct"),
        ("Li6PS5Cl", "Li", "transfer"),
        ("LPSCl", "NCM811", "transfer"),
        ("LLZO", "LiCoO2", "none"),
        ("Na3PS4", "Na", "none"),
        ("LiPON", "Li", "none"),
    ],
)
def test_coverage(held: GraphStore, electrolyte: str, electrode: str, coverage: str) -> None:
    answer = ask(held, electrolyte, electrode)
    assert answer["coverage"] == coverage
    if coverage == "none":
        assert (answer["mechanisms"], answer["recommendations"], answer["warnings"]) == ([], [], [])
        assert "Nothing is known" in answer["summary"]


def test_a_reported_problem_without_remedy_is_problem_only(ladybug: GraphStore, records: list[Record]) -> None:
    fact = next(r for r in records if isinstance(r, InterfaceFactRecord) and r.electrolyte == "Li10GeP2S12")
    nasicon = replace(fact, electrolyte="Li1+xAlxTi2-x(PO4)3")
    load_records(ladybug, [*records, nasicon])
    answer = ask(ladybug, "LATP", "Li")
    assert answer["coverage"] == "problem-only"
    assert [m["id"] for m in answer["mechanisms"] if m["basis"] == "interface"] == ["mech:electrolyte-reduction"]


def test_knowledge_of_the_other_side_of_the_cell_does_not_pass(held: GraphStore) -> None:
    assert "strat:cathode-coating" in by_strategy(ask(held, "LPSCl", "NCM811"))
    assert "strat:cathode-coating" not in by_strategy(ask(held, "LPSCl", "Li"))
    assert "strat:oxygen-doping" not in by_strategy(ask(held, "LPSCl", "NCM811"))


def test_a_transfer_is_called_a_hypothesis_with_what_is_shared(held: GraphStore) -> None:
    advice = by_strategy(ask(held, "LPSCl", "Li", issue="issue:li-dendrite"))["strat:oxygen-doping"]
    assert advice["basis"] == "family"
    assert advice["why"].startswith("Hypothesis")
    assert "ulfide" in advice["why"]


def test_doping_is_not_carried_to_another_structure(ladybug: GraphStore, records: list[Record]) -> None:
    fact = next(r for r in records if isinstance(r, InterfaceFactRecord) and r.electrolyte == "Li10GeP2S12")
    load_records(ladybug, [*records, replace(fact, electrolyte="Li1+xAlxTi2-x(PO4)3")])
    answer = by_strategy(ask(ladybug, "LATP", "Li", issue="issue:li-dendrite"))
    assert "strat:oxygen-doping" not in answer


def test_a_layer_that_conducts_electrons_is_warned_of_where_lithium_reduces(held: GraphStore) -> None:
    answer = ask(held, "LGPS", "Li")
    assert "strat:mixed-conductive-interlayer" not in by_strategy(answer)
    assert "strat:mixed-conductive-interlayer" in {warning["strategy"] for warning in answer["warnings"]}


def test_what_was_reported_at_the_interface_keeps_its_place_and_carries_the_caveat(held: GraphStore) -> None:
    advice = by_strategy(ask(held, "LLZO", "Li"))["strat:mixed-conductive-interlayer"]
    assert advice["basis"] == "interface"
    assert [caveat["text"] for caveat in advice["caveats"]] == ["only for stable electrolytes"]


def test_the_caveat_of_a_class_flows_to_its_strategies(ladybug: GraphStore, records: list[Record]) -> None:
    layer = a_case(records, "strat:lithiophilic-interlayer")
    whole = replace(layer, materials=(), host=None, method=None, caveat="may conduct electrons", works=("class",))
    load_records(ladybug, [*records, whole])
    texts = [c["text"] for c in by_strategy(ask(ladybug, "LLZO", "Li"))["strat:lithiophilic-interlayer"]["caveats"]]
    assert "may conduct electrons" in texts


def test_a_failure_is_a_conflict_and_a_warning_and_lowers_belief(ladybug: GraphStore, records: list[Record]) -> None:
    load_records(ladybug, records)
    answer = ask(ladybug, "LLZO", "Li")
    advice = by_strategy(answer)["strat:cation-doping"]
    assert [conflict["polarity"] for conflict in advice["conflicts"]] == ["harms"]
    assert [ref["n"] for ref in advice["conflicts"][0]["refs"]] == [7]
    warning = next(w for w in answer["warnings"] if w["strategy"] == "strat:cation-doping")
    assert warning["materials"] == ["Ta-doped Li7La3Zr2O12"]
    harm = next(r for r in records if isinstance(r, StrategyCaseRecord) and r.polarity == "harms")
    load_records(ladybug, [r for r in records if r.id != harm.id])
    unopposed = by_strategy(ask(ladybug, "LLZO", "Li"))["strat:cation-doping"]
    assert advice["belief"] < unopposed["belief"]


def test_a_variant_is_told_apart_from_the_pair_itself(held: GraphStore) -> None:
    advice = by_strategy(ask(held, "LLZTO", "Li"))["strat:lithiophilic-interlayer"]
    assert advice["basis"] == "variant"


def test_a_sorting_root_is_never_advice(ladybug: GraphStore, records: list[Record]) -> None:
    root = replace(a_case(records, "strat:surface-cleaning"), strategy="strat:processing")
    load_records(ladybug, [*records, root])
    assert "strat:processing" not in by_strategy(ask(ladybug, "LLZO", "Li"))


@pytest.mark.parametrize(
    ("name", "material"),
    [
        ("LLZO", GARNET),
        ("  llzo ", GARNET),
        ("LLZO pellets", GARNET),
        ("licoo2", "LiCoO2"),
        ("garnet", GARNET),
        ("garnet electrolyte", GARNET),
        ("family:lgps", "Li10GeP2S12"),
        ("Li₇La₃Zr₂O₁₂", GARNET),
    ],
)
def test_a_name_is_resolved(held: GraphStore, name: str, material: str) -> None:
    electrolyte = ask(held, name, "Li")["electrolyte"]
    assert electrolyte["id"] == material
    if "garnet" in name or "family" in name:
        assert "best known member" in electrolyte["note"]


def test_two_names_the_other_way_round_are_turned(held: GraphStore) -> None:
    answer = ask(held, "Li", "LLZO")
    assert (answer["electrolyte"]["id"], answer["electrode"]["id"]) == (GARNET, "Li")
    assert "other way round" in answer["electrolyte"]["note"]


def test_an_unknown_name_is_refused_with_suggestions(held: GraphStore) -> None:
    with pytest.raises(NameNotFoundError, match="did you mean") as raised:
        recommend(held, "LLZ0", "Li")
    assert "LLZO" in raised.value.suggestions


@pytest.mark.parametrize("options", [{"issue": "issue:unknown"}, {"issue": "mech:void-formation"}, {"top": 0}])
def test_wrong_options_are_refused(held: GraphStore, options: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        recommend(held, "LLZO", "Li", **options)


def test_an_empty_graph_knows_nothing(store: GraphStore) -> None:
    assert ask(store, "LLZO", "Li")["coverage"] == "none"


def test_the_weights_name_what_the_vocabulary_has() -> None:
    weights, vocabulary = load_weights(), load_vocabulary()
    named = {
        *weights.replacing,
        *weights.composition,
        *(strategy for listed in weights.sides.values() for strategy in listed),
        *(prop for listed in weights.better.values() for prop in listed),
        *(name for rule in weights.rules for name in (*rule.strategies, *rule.families, *rule.mechanisms)),
    }
    assert {name for name in named if name not in vocabulary} == set()


@pytest.mark.parametrize(
    ("effect", "decades"),
    [
        (("prop:interfacial-resistance", 100.0, 1.0), 2.0),
        (("prop:critical-current-density", 1.0, 10.0), 1.0),
        (("prop:interfacial-resistance", 1.0, 10.0), -1.0),
        (("prop:interfacial-resistance", 100.0, 0.0), math.inf),
        (("prop:interfacial-resistance", None, 2.0), None),
        (("prop:interfacial-resistance", 0.0, 2.0), None),
        (("prop:pressure", 1.0, 2.0), None),
    ],
)
def test_a_change_is_measured_in_decades(effect: tuple[str, Any, Any], decades: float | None) -> None:
    name, before, after = effect
    measured = measure_change({"property": name, "before": before, "after": after, "unit": "x"})
    assert measured == (decades if decades is None else pytest.approx(decades))
