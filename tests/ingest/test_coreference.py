from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.acronyms import find_acronyms
from ingest.coreference import find_references
from ingest.materials import find_materials
from ingest.sentences import find_sentence_spans

LLZO, LPS, LCO, NCM811 = "Li7La3Zr2O12", "Li2S-P2S5", "LiCoO2", "LiNi0.8Co0.1Mn0.1O2"
LGPS, LPSCL, LATP, LFP = "Li10GeP2S12", "Li6PS5Cl", "Li1+xAlxTi2-x(PO4)3", "LiFePO4"


def references(text: str) -> list[list[str]]:
    mentions = find_materials(text, find_acronyms(text))
    found = find_references(text, mentions, find_sentence_spans(text))
    return [[mention.identity.id for mention in reference.materials] for reference in found]


# Text: the materials of each resolved reference.
RESOLVED = {
    "LLZO and LPS were compared. The former is brittle.": [[LLZO]],
    "LLZO and LPS were compared. The latter is softer.": [[LPS]],
    "LGPS is softer than LATP, but the latter is cheaper.": [[LATP]],
    "LCO was paired with LPSCl. The latter decomposed.": [[LPSCL]],
    "We tested LFP and NCM811. The former cathode is safer.": [[LFP]],
    "LPS and LGPS were pressed. Both are soft.": [[LPS, LGPS]],
    "LPS and LGPS were pressed. Both electrolytes decompose.": [[LPS, LGPS]],
    "We studied LLZO and LATP. Both of them crack.": [[LLZO, LATP]],
    "We studied LLZO, LATP and LPS. These electrolytes differ in stiffness.": [[LLZO, LATP, LPS]],
    "LPSCl and LGPS are soft. These sulfides deform under pressure.": [[LPSCL, LGPS]],
    "LiNbO3-coated and Li2ZrO3-coated NCM811 were made. These coatings help.": [["LiNbO3", "Li2ZrO3"]],
    "LCO and LFP are common. These two cathodes last long.": [[LCO, LFP]],
    "Na3SbS4 was made. This material is stable in air.": [["Na3SbS4"]],
    "LLZO was sintered. The pellets were polished.": [[LLZO]],
    "LLZO was sintered. The garnet was then polished.": [[LLZO]],
    "LLZO reacts with LPS. The garnet keeps its shape.": [[LLZO]],
    "LLZO was joined to LPSCl. The sulfide flows under load.": [[LPSCL]],
    "Li6PS5Cl (LPSCl) was pressed. This argyrodite is soft.": [[LPSCL]],
    "NCM811 was coated with LiNbO3. The coating blocks oxygen loss.": [["LiNbO3"]],
    "An Al2O3 interlayer was put between LLZO and Li. The interlayer became an alloy.": [["Al2O3"]],
    "Li3InCl6 meets LCO. This halide is stable at high voltage.": [["Li3InCl6"]],
    "LATP meets Li. Within days it fails. This electrolyte is reduced.": [[LATP]],
    "LLZO contacts LCO and LFP. These cathodes were cycled.": [[LCO, LFP]],
    "LGPS was tested against LFP. This cathode held its capacity.": [[LFP]],
    "PEO swells. The polymer softens at 60 °C.": [["poly(ethylene oxide)"]],
    "FEC was added to the cell. This additive forms LiF.": [["fluoroethylene carbonate"]],
    "LLZO was hot-pressed; the garnet/Li contact was good.": [[LLZO]],
}  # fmt: skip

UNRESOLVED = [
    "The latter is softer.",
    "LLZO, LATP and LPS were compared. The latter is softer.",
    "LLZO was pressed. The former is brittle.",
    "LLZO was made. LPS was bought. The former is brittle.",
    "Both LLZO and LPS were pressed.",
    "LPS and LGPS were pressed on both sides.",
    "LLZO was pressed. Both are soft.",
    "LLZO, LATP and LPS were pressed. Both are soft.",
    "LLZO was pressed. These electrolytes are soft.",
    "LLZO and LATP were made. These three electrolytes are hard.",
    "LLZO was pressed. These sulfides are soft.",
    "LLZO and LATP were made. This electrolyte is hard.",
    "LPSCl and LGPS were made. The sulfide is soft.",
    "LLZO was made. The sulfide is soft.",
    "LLZO was made. The garnet structure is cubic.",
    "LLZO was made. Garnets are hard.",
    "LLZO lies on steel. This oxide layer is thin.",
    "LPSCl was made. The sulfide superionic conductor of others is older.",
    "LLZO was made. The electrolyte was pressed.",
    "LLZO was made. The material cracked.",
    "LLZO was made. The cathode was cast.",
    "NCM811 was coated with LiNbO3 and LCO with Li2ZrO3. The coating is thin.",
    "NCM811 was coated with LiNbO3. The coating process took an hour.",
    "NCM811 was coated with LiNbO3. A coating of carbon followed.",
    "LLZO was made. It was ground. It was pressed. It was fired. This garnet is white.",
    "LLZO was made. The garnet LLZTO is better.",
    "LLZO meets Li and LCO meets LPS. These materials were cycled.",
    "This material is stable.",
    "LPS was bought. The coating is thin.",
    "LPS and LGPS were bought. These sulfide is soft.",
    "LLZO and LPS were pressed. Both anode and cathode were cast.",
    "LLZO, LATP, LAGP, LPS, LGPS, LPSCl and Li3InCl6 exist. These electrolytes are solids.",
]


@pytest.mark.parametrize("text", RESOLVED)
def test_resolves(text: str) -> None:
    assert references(text) == RESOLVED[text]


@pytest.mark.parametrize("text", UNRESOLVED)
def test_leaves_unresolved(text: str) -> None:
    assert references(text) == []


@given(st.text(alphabet="LiZOPS theformladbc,. ", max_size=200))
def test_never_raises(text: str) -> None:
    references(text)


@pytest.mark.parametrize("part", ["LLZO and LPS. The latter, ", "both are ", "these sulfides of LPS, "])
def test_twice_the_text_is_twice_the_work(part: str, count_lines: Callable[[Callable[[], object]], int]) -> None:
    def work(times: int) -> int:
        text = part * times
        mentions, spans = find_materials(text), find_sentence_spans(text)
        return count_lines(lambda: find_references(text, mentions, spans))

    references(part * 2000)
    assert work(200) < 2.5 * max(work(100), 100)
