"""Belief: what the noise model promises, whatever its parameters are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.belief import Support, load_belief_parameters, measure_belief

supports = st.builds(
    Support,
    work=st.sampled_from(["10.1/a", "10.1/b", "10.1/c", "review.md"]),
    source_type=st.sampled_from([None, "experiment", "computation", "review", "proposal"]),
    hedged=st.booleans(),
    confidence=st.floats(min_value=0.0, max_value=1.0),
)


def test_one_plain_experiment_is_worked_out_by_hand() -> None:
    noise = load_belief_parameters().sources["experiment"]
    expected = (1 - noise.systematic) * (1 - noise.random)
    assert measure_belief([Support("a", "experiment")]).value == pytest.approx(expected)


def test_three_reviews_that_cite_one_paper_count_once() -> None:
    told = [Support("10.1/paper", "review") for _ in range(3)]
    assert measure_belief(told) == measure_belief(told[:1])
    assert measure_belief(told).works == 1


def test_independent_works_of_two_types_are_believed_more_than_of_one() -> None:
    # Reviews and calculations have the same noise: what differs is that they fail for different reasons.
    same = measure_belief([Support("a", "review"), Support("b", "review")])
    other = measure_belief([Support("a", "review"), Support("b", "computation")])
    assert other.value > same.value


def test_a_hedged_sentence_counts_less_than_a_plain_one() -> None:
    plain, hedged = Support("a", "experiment"), Support("a", "experiment", hedged=True)
    assert measure_belief([hedged]).value < measure_belief([plain]).value
    assert measure_belief([hedged, plain]) == measure_belief([plain])


def test_no_evidence_is_no_belief() -> None:
    assert measure_belief([]).value == 0.0
    assert measure_belief([Support("a", confidence=0.0)]).value == 0.0


@given(st.lists(supports), st.lists(supports), st.randoms(use_true_random=False))
def test_belief_is_a_probability_and_order_does_not_count(
    found: list[Support], against: list[Support], random: object
) -> None:
    belief = measure_belief(found, against)
    assert 0.0 <= belief.value <= 1.0
    shuffled, other = list(found), list(against)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(other)  # type: ignore[attr-defined]
    assert measure_belief(shuffled, other) == belief


@given(st.lists(supports, min_size=1), supports.map(lambda s: replace(s, work="10.1/another")))
def test_another_work_never_lowers_belief_and_what_is_against_never_raises_it(
    found: list[Support], more: Support
) -> None:
    before = measure_belief(found)
    assert measure_belief([*found, more]).value >= before.value - 1e-6
    assert measure_belief(found, [more]).value <= before.value
