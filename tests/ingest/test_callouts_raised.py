"""Raised citations: marked in the source, or run into the word before. The facts in the sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.citations.marked import find_marked, find_raised_spans
from ingest.citations.raised import find_raised
from ingest.mapped import build_mapped
from ingest.repair.rules import repair


def raised(text: str, count: int = 80) -> list[tuple[int, ...]]:
    return [callout.refs for callout in find_raised([text], count)[0]]


def marked(source: str, count: int = 80) -> list[tuple[int, ...]]:
    content = repair(build_mapped(source, 0, len(source)))
    citations, _ = find_marked(content, find_raised_spans(source), count)
    assert all(content.text[c.start : c.end] == c.raw for c in citations)
    return [callout.refs for callout in citations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in transport.72,73 It", [(72, 73)]),
        ("in transport72,73 of", [(72, 73)]),
        ("in the conductivity,41 also known", [(41,)]),
        ("in transport.10- 12 The", [(10, 11, 12)]),
        ("characteristics 1–4. To", [(1, 2, 3, 4)]),
        ("by the rules 35. Among", [(35,)]),
        ("of electrolytes. 5,6 The", [(5, 6)]),
        ("the electrolytes, 5,6 which", [(5, 6)]),
        ("(LGPS)7,8 and", [(7, 8)]),
        ("(LGPS) 1, Li7P3S11", [(1,)]),
        ("an “interface”12 and", [(12,)]),
        ("of Na3SbS4 11–13. In", [(11, 12, 13)]),
        ("of SO42- 21,37. In", [(21, 37)]),
        ("known in 2012 7, studies", [(7,)]),
        ("in 2012,7 studies", [(7,)]),
        ("proposed by He et al. 34, which", [(34,)]),
        ("by He et al.17 in", [(17,)]),
        ("by Newman26 and", [(26,)]),
        ("of SICs22–24 and SEI19–22 layers", [(22, 23, 24), (19, 20, 21, 22)]),
        ("at 20 mA cm-220. It", [(20,)]),
        ("of 12 mS/cm30. For", [(30,)]),
        ("in Zr2O12,24 which", [(24,)]),
        ("as in ref. 21. The", []),
        ("at 25 °C 35. The", [(35,)]),
    ],
)
def test_numbers_that_only_a_citation_explains(text: str, expected: list[tuple[int, ...]]) -> None:
    assert raised(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "an area of 1 cm2 and of Li2S",
        "10^-4 S cm-1 at 25 °C, 10-4 of",
        "only 5 cells and 12 samples",
        "a voltage of 0.5 V or 3.7 V, 0.1 mA",
        "in Fig. 3, Table 2 and Step 4, Fig.3 and",
        "the S 2 p and Cl 2 p spectra",
        "a ratio of 1:2:5 in total",
        "with SbS4 3 -units",
        "a mill (Pulverisette 7, Fritsch) and (Nano3, Maker)",
        "after 20 cycles at 60 °C",
        "for 10 h under 5 MPa",
        "x = 0.05 and y = 1.25, x = 3.12 The",
        "in 2017, of type 2, at pH 7, LiPF6 in 2,3-dimethyl",
        "NCM811, NMC622, Li6PS5Cl and C60 and",
        "of Ca(OH)2 and Ti2(PO4)3 and",
        "1) heating and 2) pressing",
        "of 1000–2000 Å 2 and",
        "in figs. S12 to S19). Then",
    ],
)
def test_numbers_that_are_no_citations(text: str) -> None:
    assert raised(text) == []


def in_order(*sentences: str) -> list[str]:
    """Sentences between others that cite 1 to 3 and 5 to 8 in order."""
    before = ["Sheets are flat.1 Foils are thin.2 Discs are round.3"]
    return [*before, *sentences, "Rods are long.5 Rings are open.6 Bars are stiff.7 Bows are bent.8"]


def test_the_order_of_first_mention_settles_what_is_in_doubt() -> None:
    found = find_raised(in_order("A coat of LLZO4 and more"), 8)
    assert [callout.raw for callout in found[1]] == ["4"]
    assert find_raised(in_order("A disc.4 A coat of LLZO7 and more"), 8)[1][0].refs == (4,)


def test_an_acronym_that_is_printed_without_a_number_carries_a_citation() -> None:
    found = find_raised(in_order("Discs of LLZO.4 A coat of LLZO3 and LLZO"), 8)
    assert [callout.refs for callout in found[1]] == [(4,), (3,)]


def test_a_citation_run_into_a_formula_is_parted_from_its_last_number() -> None:
    found = find_raised(in_order("Discs.4 A coat of Na3SbS43 on Na3SbS4 and"), 8)
    assert [callout.refs for callout in found[1]] == [(4,), (3,)]


def test_a_number_behind_a_comma_and_blank_is_read_where_others_stand_so() -> None:
    text = "Sheets are flat. 1 Foils are thin. 2 Discs are round. 3 Rods, 1 which are long, and, in total, 2 cells."
    assert raised(text, 5) == [(1,), (2,), (3,), (1,)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("in transport<sup>72,73</sup> of", [(72, 73)]),
        ("in transport.^{72,73} It", [(72, 73)]),
        ("in transport$^{72,73}$ of", [(72, 73)]),
        ("in transport^72 of", [(72,)]),
        ("in transport⁷²,⁷³ and ions⁷⁻⁹ of", [(72, 73), (7, 8, 9)]),
        (r"in transport\textsuperscript{72} of", [(72,)]),
        ("on sheets<sup>7</sup>,<sup>8</sup> and <sup>7</sup><sup>–</sup><sup>9</sup>", [(7, 8), (7, 8, 9)]),
        ("of <sup>[17](#page-2)</sup>", [(17,)]),
        ("of Li<sub>7</sub>La<sub>3</sub>Zr<sub>2</sub>O<sub>12</sub><sup>16</sup>", [(16,)]),
        ("in 2012<sup>7</sup> and SO<sub>4</sub><sup>2-</sup><sup>12,13</sup>", [(7,), (12, 13)]),
        ("of 12 cm²,¹⁰ and (8 cm<sup>2</sup>),<sup>12</sup> so", [(10,), (12,)]),
        ("1 cm² of 10⁻⁴ S cm⁻¹, Li⁺, Zr⁴⁺, 5 m², s⁻¹, 10<sup>4</sup>", []),
        ("an R<sup>2</sup> of sp<sup>3</sup> and 3d<sup>5</sup>, 7.4 Å<sup>3</sup>", []),
        ("<sup>7</sup>Li and ³¹P, ⁶Li NMR, Cs<sup>+</sup>", []),
        ("the 2<sup>nd</sup> of flat<sup>a,b</sup>", []),
        ("see <sup>99</sup>", []),
    ],
)
def test_what_the_source_raises(source: str, expected: list[tuple[int, ...]]) -> None:
    assert marked(source) == expected


def test_exponents_are_told_apart_from_citations() -> None:
    source = "in 5 cm<sup>2</sup> of foil<sup>2</sup>"
    content = repair(build_mapped(source, 0, len(source)))
    citations, others = find_marked(content, find_raised_spans(source), 9)
    assert [content.text[: callout.end] for callout in others] == ["in 5 cm2"]
    assert [content.text[: callout.end] for callout in citations] == ["in 5 cm2 of foil2"]


def test_a_raised_span_outside_a_text_is_not_found_in_it() -> None:
    source = "Flat.<sup>1</sup>\n\nThin.<sup>2</sup>"
    spans = find_raised_spans(source)
    second = source.index("Thin")
    citations, _ = find_marked(build_mapped(source, second, len(source)), spans, 9)
    assert [callout.refs for callout in citations] == [(2,)]


@settings(deadline=None)
@given(st.lists(st.text(alphabet="0123456789,–-. abLiOS()cm^", max_size=50), min_size=1, max_size=3))
def test_callouts_lie_in_order_and_point_into_the_list(texts: list[str]) -> None:
    for text, callouts in zip(texts, find_raised(texts, 40), strict=True):
        end = 0
        for callout in callouts:
            assert end <= callout.start < callout.end <= len(text)
            assert text[callout.start : callout.end] == callout.raw
            assert callout.refs
            assert all(1 <= ref <= 40 for ref in callout.refs)
            end = callout.end


@settings(deadline=None)
@given(st.text(alphabet="0123456789,–- <sup>/^{}$⁷²⁻,ab", max_size=60))
def test_marks_of_any_shape_are_read(source: str) -> None:
    content = repair(build_mapped(source, 0, len(source)))
    for callouts in find_marked(content, find_raised_spans(source), 40):
        assert all(content.text[c.start : c.end] == c.raw for c in callouts)
