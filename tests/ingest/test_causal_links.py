"""Relations between concepts of the vocabulary. The facts in the sentences are invented."""

from pathlib import Path
from typing import Any

import pytest

from ingest.extract import extract_file

DOCUMENT = """# Interfaces of solid electrolytes

Nobody

## 1 Interfaces

{text}

## References

1. First, A. Some title on garnets. J. Power Sources 1, 1–2 (2001). https://doi.org/10.1000/one
2. Second, B. Some title on sulfides. J. Power Sources 2, 3–4 (2002). https://doi.org/10.1000/two
3. Third, C. Some title on halides. J. Power Sources 3, 5–6 (2003). https://doi.org/10.1000/three
4. Fourth, D. Some title on lithium. J. Power Sources 4, 7–8 (2004). https://doi.org/10.1000/four
"""


def read(text: str, folder: Path, kind: str) -> list[Any]:
    """Return the records of a kind that a small document with the text gives."""
    path = folder / "review.md"
    path.write_text(DOCUMENT.format(text=text), encoding="utf-8")
    return [record for record in extract_file(path) if kind == record.KIND]


def links(text: str, folder: Path) -> list[tuple[str, str, str]]:
    return [(link.cause, link.relation, link.effect) for link in read(text, folder, "causal_link")]


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
        ("A high stack pressure accelerates dendrite growth.",
         ("strat:external-pressure", "worsens", "issue:li-dendrite")),
        ("Stack pressure does not suppress void formation.",
         ("strat:external-pressure", "contradicts", "mech:void-formation")),
        ("Stack pressure cannot prevent dendrite growth.",
         ("strat:external-pressure", "contradicts", "issue:li-dendrite")),
    ],
)  # fmt: skip
def test_one_statement_gives_one_link(text: str, expected: tuple[str, str, str], tmp_path: Path) -> None:
    assert links(text, tmp_path) == [expected]


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
    text: str, expected: set[tuple[str, str, str]], tmp_path: Path
) -> None:
    assert set(links(text, tmp_path)) == expected


def test_each_clause_cites_its_own_reference(tmp_path: Path) -> None:
    text = "Void formation causes contact loss [1], whereas side reactions increase the interfacial resistance [2]."
    found = {link.cause: link.refs for link in read(text, tmp_path, "causal_link")}
    assert found == {"mech:void-formation": (1,), "mech:interphase-formation": (2,)}


def test_the_reference_behind_the_authors_counts(tmp_path: Path) -> None:
    (link,) = read("Müller et al. [4] showed that stack pressure prevents void formation.", tmp_path, "causal_link")
    assert link.refs == (4,)


def test_a_link_of_a_named_interface_has_it_as_scope(tmp_path: Path) -> None:
    text = "Side reactions between Li6PS5Cl and LiCoO2 increase the interfacial resistance."
    (link,) = read(text, tmp_path, "causal_link")
    assert (link.scope.electrolyte, link.scope.electrode) == ("Li6PS5Cl", "LiCoO2")


def test_a_general_statement_has_no_scope(tmp_path: Path) -> None:
    (link,) = read("Poor wettability causes contact loss.", tmp_path, "causal_link")
    assert link.scope is None


def test_a_link_names_the_relation_it_rests_on(tmp_path: Path) -> None:
    text = "Poor wettability causes contact loss."
    (link,), (relation,) = (read(text, tmp_path, kind) for kind in ("causal_link", "relation"))
    assert link.relations == (relation.id,)
    assert (relation.cause_text, relation.trigger, relation.effect_text, relation.polarity) == (
        "Poor wettability", "causes", "contact loss", "promotes",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "hedged"),
    [("Voids may cause contact loss.", True), ("Voids cause contact loss.", False)],
)
def test_a_link_carries_its_hedge(text: str, hedged: bool, tmp_path: Path) -> None:
    (link,) = read(text, tmp_path, "causal_link")
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
def test_what_states_no_link_between_concepts_gives_none(text: str, tmp_path: Path) -> None:
    assert [relation for _, relation, _ in links(text, tmp_path) if relation != "contradicts"] == []


def test_a_section_heading_is_no_statement(tmp_path: Path) -> None:
    text = "Cells were dried.\n\n## 2 Stack pressure suppresses void formation\n\nCells were weighed."
    assert links(text, tmp_path) == []
