"""One claim followed from its sentence to its records."""

import pytest

from graph.records import Effect, Record, StrategyCaseRecord
from ingest.extract import extract_file

REVIEW = """# Garnet interfaces

Nobody

## 1 Interlayers

Coating LLZO pellets with a lithiophilic Al2O3 layer by atomic layer deposition lowered the area specific \
resistance against lithium from 900 to 12 Ω cm² [4].

## References

1. First, A. Some title on garnets. J. Power Sources 1, 1–2 (2001). https://doi.org/10.1000/one
2. Second, B. Some title on sulfides. J. Power Sources 2, 3–4 (2002). https://doi.org/10.1000/two
3. Third, C. Some title on halides. J. Power Sources 3, 5–6 (2003). https://doi.org/10.1000/three
4. Fourth, D. Alumina against lithium. Nat. Mater. 16, 572–579 (2017). https://doi.org/10.1000/four
"""


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    path = tmp_path_factory.mktemp("trace") / "review.md"
    path.write_text(REVIEW, encoding="utf-8")
    return extract_file(path)


def of_kind(records: list[Record], kind: str) -> list:
    return [record for record in records if kind == record.KIND]


def test_three_materials_are_named(records: list[Record]) -> None:
    assert {r.id for r in of_kind(records, "material")} == {"Li7La3Zr2O12", "Al2O3", "Li"}


def test_two_measurements_share_property_unit_and_subject(records: list[Record]) -> None:
    found = of_kind(records, "measurement")
    assert [(m.subject, m.property, m.value, m.unit, m.conditions["state"]) for m in found] == [
        ("Li7La3Zr2O12|Li", "prop:interfacial-resistance", 900.0, "ohm*cm^2", "before"),
        ("Li7La3Zr2O12|Li", "prop:interfacial-resistance", 12.0, "ohm*cm^2", "after"),
    ]


def test_one_case_has_every_slot(records: list[Record]) -> None:
    cases = of_kind(records, "strategy_case")
    assert len(cases) == 1
    case = cases[0]
    assert isinstance(case, StrategyCaseRecord)
    assert (case.strategy, case.materials) == ("strat:lithiophilic-interlayer", ("Al2O3",))
    assert (case.host, case.electrode, case.method, case.polarity) == ("Li7La3Zr2O12", "Li", "ALD", "helps")
    assert case.effects == (Effect(property="prop:interfacial-resistance", before=900.0, after=12.0, unit="ohm*cm^2"),)
    assert case.refs == (4,)
    assert case.works == ("10.1000/four",)


def test_the_evidence_is_the_sentence_and_points_at_it(records: list[Record]) -> None:
    (case,) = of_kind(records, "strategy_case")
    (evidence,) = case.evidence
    assert evidence.text.startswith("Coating LLZO pellets")
    assert REVIEW[evidence.start : evidence.end].startswith("Coating LLZO pellets")
    assert REVIEW[evidence.start : evidence.end].endswith("[4].")
    assert REVIEW.splitlines()[evidence.line - 1].startswith("Coating LLZO pellets")


def test_the_reference_has_its_doi(records: list[Record]) -> None:
    assert [r.doi for r in of_kind(records, "reference") if r.n == 4] == ["10.1000/four"]
