"""Which works a clause cites. The facts in the sentences are invented; reference n is the n-th of the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[[str, str], list[Any]]


def cited(records: list[Any], **fields: str) -> tuple[int, ...]:
    (found,) = [r for r in records if all(getattr(r, name) == value for name, value in fields.items())]
    refs: tuple[int, ...] = found.refs
    return refs


def test_each_of_two_causes_has_its_own_work(read: Read) -> None:
    links = read(
        "Undesirable interphases [1] as well as space charge layers [2] can lead to sluggish charge transfer.",
        "causal_link",
    )
    assert cited(links, cause="mech:interphase-formation") == (1,)
    assert cited(links, cause="mech:space-charge-layer") == (2,)


def test_each_of_two_effects_has_its_own_work(read: Read) -> None:
    relations = read("Voids cause contact loss [1] and uneven current [2]; they lower the yield [3].", "relation")
    assert cited(relations, effect_text="contact loss") == (1,)
    assert cited(relations, effect_text="uneven current") == (2,)


def test_effects_told_together_share_the_work_behind_them(read: Read) -> None:
    relations = read("Voids cause contact loss and uneven current [2]; they lower the yield [3].", "relation")
    assert cited(relations, effect_text="contact loss") == cited(relations, effect_text="uneven current") == (2,)


@pytest.mark.parametrize(
    "text",
    [
        "Kim et al. [2] pressed discs of Li3PS4 at 300 MPa. These researchers measured 5 mS cm−1 [x].",
        "Kim et al. [2] pressed discs of Li3PS4 at 300 MPa. They found a conductivity of 5 mS cm−1.",
        "Discs of Li3PS4 were pressed at 300 MPa [2]. Their conductivity in that study was 5 mS cm−1.",
        "Kim et al. [2] pressed Li3PS4. They found it dense. They also reported a conductivity of 5 mS cm−1.",
    ],
)
def test_a_sentence_about_the_same_work_cites_it(read: Read, text: str) -> None:
    values = [m for m in read(text.replace(" [x]", ""), "measurement") if m.property == "prop:ionic-conductivity"]
    assert [m.refs for m in values] == [(2,)]


@pytest.mark.parametrize(
    "text",
    [
        "Discs of Li3PS4 were pressed [2]. In this study, we found a conductivity of 5 mS cm−1.",
        "Discs of Li3PS4 were pressed [2]. The conductivity of Li3PS4 was 5 mS cm−1.",
    ],
)
def test_a_sentence_on_its_own_cites_nothing(read: Read, text: str) -> None:
    values = [m for m in read(text, "measurement") if m.property == "prop:ionic-conductivity"]
    assert [m.refs for m in values] == [()]


def test_a_sentence_that_the_next_takes_up_cites_what_that_does(read: Read) -> None:
    text = "Rigid contacts lead to a contact angle of 120°. This poor wetting can cause contact loss [3]."
    (angle,) = [m for m in read(text, "measurement") if m.property == "prop:contact-angle"]
    assert angle.refs == (3,)


def test_an_own_finding_is_not_laid_to_the_work_that_explains_it(read: Read) -> None:
    text = "The contact angle of our discs was 120°. This poor wetting can cause contact loss [3]."
    (angle,) = [m for m in read(text, "measurement") if m.property == "prop:contact-angle"]
    assert angle.refs == ()


def test_a_callout_covers_its_sentence_back_to_the_one_before(read: Read) -> None:
    text = "The conductivity of Li3PS4 is 5 mS cm−1 [1] and that of Li6PS5Cl is 3 mS cm−1 [2]."
    values = {m.value: m.refs for m in read(text, "measurement")}
    assert values == {0.005: (1,), 0.003: (2,)}


def test_the_studies_of_the_sentence_before_are_all_meant(read: Read) -> None:
    text = "Discs of Li3PS4 [1] and of Li6PS5Cl [2] were pressed. In both studies the pressure was 300 MPa."
    (pressure,) = read(text, "measurement")
    assert pressure.refs == (1, 2)


def test_the_credit_of_a_caption_counts_for_the_panels_before_it(read: Read) -> None:
    text = "Fig. 1 a Discs of Li3PS4 under 300 MPa. Reprinted with permission from Ref. [4]. Copyright 2004, Nobody"
    (pressure,) = read(text, "measurement")
    assert pressure.refs == (4,)
