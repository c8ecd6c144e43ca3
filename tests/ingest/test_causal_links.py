"""Relations between concepts of the vocabulary. The facts in the sentences are invented."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str, str], list[Any]]


def links(text: str, read: Reader) -> list[tuple[str, str, str]]:
    return [(link.cause, link.relation, link.effect) for link in read(text, "causal_link")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poor wettability causes contact loss.", ("mech:poor-wettability", "causes", "issue:poor-contact")),
        ("Contact loss is caused by poor wettability.", ("mech:poor-wettability", "causes", "issue:poor-contact")),
        ("Contact loss results from void formation.", ("mech:void-formation", "causes", "issue:poor-contact")),
        ("Dendrite growth is due to void formation.", ("mech:void-formation", "causes", "issue:li-dendrite")),
        ("Volume expansion is the origin of contact loss.",
         ("mech:volume-change-stress", "causes", "issue:poor-contact")),
        ("Side reactions take place, increasing the interfacial resistance.",
         ("mech:interphase-formation", "causes", "issue:sluggish-charge-transfer")),
        ("Stack pressure suppresses void formation.", ("strat:external-pressure", "mitigates", "mech:void-formation")),
        ("Void formation is suppressed by stack pressure.",
         ("strat:external-pressure", "mitigates", "mech:void-formation")),
        ("Hot pressing improves the contact with the electrode.",
         ("strat:hot-pressing", "mitigates", "issue:poor-contact")),
        ("Thin Ge films were introduced onto LLZO to promote the wettability by lithium.",
         ("strat:lithiophilic-interlayer", "mitigates", "mech:poor-wettability")),
        ("Decreasing R improves the contact between spheres of radius R.",
         ("strat:microstructure-optimization", "mitigates", "issue:poor-contact")),
        ("A high stack pressure accelerates dendrite growth.",
         ("strat:external-pressure", "worsens", "issue:li-dendrite")),
        ("Stack pressure does not suppress void formation.",
         ("strat:external-pressure", "contradicts", "mech:void-formation")),
        ("Stack pressure cannot prevent dendrite growth.",
         ("strat:external-pressure", "contradicts", "issue:li-dendrite")),
    ],
)  # fmt: skip
def test_one_statement_gives_one_link(text: str, expected: tuple[str, str, str], read: Reader) -> None:
    assert links(text, read) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Void formation and crack formation lead to contact loss.",
         {("mech:void-formation", "causes", "issue:poor-contact"),
          ("mech:stress-cracking", "causes", "issue:poor-contact")}),
        ("Void formation leads to contact loss and dendrite growth.",
         {("mech:void-formation", "causes", "issue:poor-contact"),
          ("mech:void-formation", "causes", "issue:li-dendrite")}),
        ("Void formation results in contact loss, which triggers dendrite growth.",
         {("mech:void-formation", "causes", "issue:poor-contact"),
          ("issue:poor-contact", "causes", "issue:li-dendrite")}),
        ("An interlayer alleviates side reactions but raises the internal resistance.",
         {("strat:interlayer", "mitigates", "mech:interphase-formation"),
          ("strat:interlayer", "worsens", "issue:high-internal-resistance")}),
        ("Voids reduce the contact area and accelerate the growth of dendrites.",
         {("mech:void-formation", "causes", "issue:poor-contact"),
          ("mech:void-formation", "causes", "issue:li-dendrite")}),
    ],
)  # fmt: skip
def test_coordinated_and_chained_statements_give_a_link_each(
    text: str, expected: set[tuple[str, str, str]], read: Reader
) -> None:
    assert set(links(text, read)) == expected


LONG = "After hundreds of cycles at room temperature and a high current density, the stripping of lithium "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG} results in void formation. Stack pressure addresses this issue [2].",
         ("strat:external-pressure", "mitigates", "mech:void-formation")),
        (f"{LONG} leads not only to cracks, but also to dendrites. Hot pressing is a way to solve these problems [2].",
         ("strat:hot-pressing", "mitigates", "issue:li-dendrite")),
        (f"{LONG} reduces the contact area. This problem leads to dendrites [2].",
         ("issue:poor-contact", "causes", "issue:li-dendrite")),
        (f"{LONG} increases the interfacial resistance. These two issues lead to capacity fading [2].",
         ("issue:sluggish-charge-transfer", "causes", "issue:capacity-fade")),
    ],
)  # fmt: skip
def test_this_issue_is_the_effect_told_before(text: str, expected: tuple[str, str, str], read: Reader) -> None:
    found = {(link.cause, link.relation, link.effect): link.refs for link in read(text, "causal_link")}
    assert found[expected] == (2,)


def test_what_was_relieved_is_no_problem_that_goes_on(read: Reader) -> None:
    text = "Polishing reduces the interfacial resistance. This leads to capacity fading."
    assert ("issue:sluggish-charge-transfer", "causes", "issue:capacity-fade") not in links(text, read)


def test_each_clause_cites_its_own_reference(read: Reader) -> None:
    text = "Void formation causes contact loss [1], whereas side reactions increase the interfacial resistance [2]."
    found = {link.cause: link.refs for link in read(text, "causal_link")}
    assert found == {"mech:void-formation": (1,), "mech:interphase-formation": (2,)}


def test_the_reference_behind_the_authors_counts(read: Reader) -> None:
    (link,) = read("Müller et al. [4] showed that stack pressure prevents void formation.", "causal_link")
    assert link.refs == (4,)


def test_a_link_of_a_named_interface_has_it_as_scope(read: Reader) -> None:
    text = "Side reactions between Li6PS5Cl and LiCoO2 increase the interfacial resistance."
    (link,) = read(text, "causal_link")
    assert (link.scope.electrolyte, link.scope.electrode) == ("Li6PS5Cl", "LiCoO2")


def test_a_general_statement_has_no_scope(read: Reader) -> None:
    (link,) = read("Poor wettability causes contact loss.", "causal_link")
    assert link.scope is None


def test_a_link_names_the_relation_it_rests_on(read: Reader) -> None:
    text = "Poor wettability causes contact loss."
    (link,), (relation,) = (read(text, kind) for kind in ("causal_link", "relation"))
    assert link.relations == (relation.id,)
    assert (relation.cause_text, relation.trigger, relation.effect_text, relation.polarity) == (
        "Poor wettability", "causes", "contact loss", "promotes",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "hedged"),
    [("Voids may cause contact loss.", True), ("Voids cause contact loss.", False)],
)
def test_a_link_carries_its_hedge(text: str, hedged: bool, read: Reader) -> None:
    (link,) = read(text, "causal_link")
    assert link.hedged is hedged


@pytest.mark.parametrize(
    "text",
    [
        "The effect of volume change on dendrite growth was studied.",
        "Voids and dendrites were found.",
        "The cell voltage causes a lower capacity.",
        "Figure 2. Void formation causes contact loss.",
        "Space charge layers do not increase the interfacial resistance.",
    ],
)
def test_what_states_no_link_between_concepts_gives_none(text: str, read: Reader) -> None:
    assert [relation for _, relation, _ in links(text, read) if relation != "contradicts"] == []


def test_a_section_heading_is_no_statement(read: Reader) -> None:
    text = "Cells were dried.\n\n## 2 Stack pressure suppresses void formation\n\nCells were weighed."
    assert links(text, read) == []
