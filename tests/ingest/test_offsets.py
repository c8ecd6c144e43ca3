"""Offsets survive each repair: what the repaired text says stands in the stretch of source that it maps to."""

import os
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.markup import SUBSCRIPTS, SUPERSCRIPTS
from ingest.documents import MappedText
from ingest.mapped import build_mapped, join_mapped, slice_mapped
from ingest.reading import read_document
from ingest.repair.rules import read_spelling, repair
from ingest.sentences import find_sentence_spans

WORDS = st.sampled_from(
    "the interface of garnet LLZO Li7La3Zr2O12 Li6PS5Cl with lithium is poor (Fig. 2) [17] and 10 mA Li-ion in situ "
    "compatibility All Part II LiI Cl- Zr4+ x = 0.5 wt% 25 °C".split(" ")
)
DAMAGE = st.sampled_from(
    [
        "$\\text{Na}_{1+y}\\text{Zr}_2\\text{P}_{3-y}$", "Li_{3x}La_{2/3-x}TiO₃", "10^{-4} S cm^{-1}", "10⁻⁴ S cm⁻¹",
        "Li 6 PS5Cl", "sul /uniFB01 de", "GLYPH<0>", "compatibil-\nity", "solid-\nstate", "Li<sub>7</sub>La", "&amp;",
        "10 -3", "0 . 5", "LillLCO", "LilLLZOILi", "InlLPSILCO", "transport.72,73", "cm<sup>2</sup>", "**bold**",
        "ﬁlm", "electro\u00adlyte", "5 µ m", "−0.5", "a – b", "Li+ /Li", "x\u00a0=\u20091",
        "(cid:12)", "Young’s", "\r\n", "Li~7~La~3~", "10^-4^ S", "10 ^ -4", "Li\\textsubscript{2}S", "\\ce{LiCoO2}",
        "\\mathrm{Li}_{7}", "$10^{- 10}\\mathrm{S / cm}$", "70Li 2 S·30P 2 S 5", "Li 1.3 Al 0.3 Ti 1.7 (PO 4 ) 3",
        "S·cm −1", "mAh g − 1", "372mAhg -1", "1 . 2 × 10 − 4", "10 - 25 mV", "from − 20 °C", "m A h", "15 µ mthick",
        "eff ect", "of fi ce", "a fi rst", "1.2â€“3.4", "10 Âµm", "CÃ©line", "&amp;lt;", "Du ¨bendorf", "M¨uller",
        "cm /C0 1", "5 /C2 10 /C0 4", "20 1 C", "kg GLYPH&lt;0&gt; 1", "[\\[17\\]](#page-1)", "<i>operando</i>",
        "P 5+ /Mo 6+", "SO4 2-", "PS 4 3 -units", "SO3 2participated", "Li--Ge", "today ' s", "electrode -electrolyte",
        "Li-\nCoO2", "time- of- flight", "LPSCI", "inter\u00ad\nface", "25 ◦ C", "D evelopment",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.one_of(WORDS, DAMAGE), min_size=1, max_size=25).map(" ".join), st.text(min_size=1, max_size=60)
)

_CODE = re.compile(r"/uni([0-9A-F]{4})")
_NAMED = re.compile(r"\\[a-z]+|GLYPH<\d>|\(cid:\d+\)|</?su[bp]>|&amp;")


def letters(text: str) -> str:
    """The Latin letters and digits of a text, scripts, ligatures and codes read; what may be misread is left out."""
    text = _CODE.sub(lambda found: chr(int(found[1], 16)), _NAMED.sub("", text))
    text = unicodedata.normalize("NFKC", text.translate(SUBSCRIPTS).translate(SUPERSCRIPTS))
    return "".join(char for char in text if char.isascii() and char.isalnum() and char not in "lI")


def is_within(inner: str, outer: str) -> bool:
    """Tell whether the characters of one text stand in the other in this order."""
    rest = iter(outer)
    return all(char in rest for char in inner)


@given(TEXTS, st.data())
@settings(max_examples=400, deadline=None)
def test_a_span_of_repaired_text_stands_in_the_source_that_it_maps_to(text: str, data: st.DataObject) -> None:
    mapped = repair(build_mapped(text, 0, len(text)), read_spelling(text))
    if not mapped.text:
        return
    start = data.draw(st.integers(0, len(mapped.text) - 1))
    end = data.draw(st.integers(start + 1, len(mapped.text)))
    first, last = mapped.source_span(start, end)
    assert is_within(letters(mapped.text[start:end]), letters(text[first:last]))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_places_never_go_back_and_lie_in_the_source(text: str) -> None:
    mapped = repair(build_mapped(text, 0, len(text)), read_spelling(text))
    assert len(mapped.starts) == len(mapped.ends) == len(mapped.text)
    assert all(a <= b for a, b in pairwise(mapped.starts))
    assert all(a <= b for a, b in pairwise(mapped.ends))
    assert all(0 <= a <= b <= len(text) for a, b in zip(mapped.starts, mapped.ends, strict=True))


@given(st.lists(TEXTS, min_size=1, max_size=4), st.data())
@settings(max_examples=100, deadline=None)
def test_pieces_joined_over_a_caption_keep_their_places(texts: list[str], data: st.DataObject) -> None:
    source = "\n\nFig. 1 A caption.\n\n".join(texts)
    pieces, place = [], 0
    for text in texts:
        pieces.append(build_mapped(source, place, place + len(text)))
        place += len(text) + len("\n\nFig. 1 A caption.\n\n")
    joined = join_mapped(pieces)
    start = data.draw(st.integers(0, len(joined.text) - 1))
    end = data.draw(st.integers(start + 1, len(joined.text)))
    part = slice_mapped(joined, start, end)
    first, last = joined.source_span(start, end)
    assert part.text == joined.text[start:end]
    assert is_within(letters(part.text), letters(source[first:last]))


@given(st.lists(TEXTS, min_size=1, max_size=3), st.data())
@settings(max_examples=200, deadline=None)
def test_a_sentence_of_joined_and_repaired_pieces_stands_in_its_source(texts: list[str], data: st.DataObject) -> None:
    source = "\n\n12\n\nJournal of Sheets\n\n".join(texts)
    pieces, place = [], 0
    for text in texts:
        pieces.append(build_mapped(source, place, place + len(text)))
        place += len(text) + len("\n\n12\n\nJournal of Sheets\n\n")
    mapped = repair(join_mapped(pieces), read_spelling(source))
    for start, end in find_sentence_spans(mapped.text):
        first, last = mapped.source_span(start, end)
        assert is_within(letters(mapped.text[start:end]), letters(source[first:last]))


def sentences(content: MappedText) -> list[tuple[int, int]]:
    return [(found.start(), found.end()) for found in re.finditer(r"\S[^.]*\.?", content.text)]


@pytest.mark.skipif("INTERPHASE_SHARED" not in os.environ, reason="INTERPHASE_SHARED names no folder with the review")
def test_sentences_of_real_documents_stand_in_their_source() -> None:
    shared = Path(os.environ["INTERPHASE_SHARED"])
    paths = [*sorted((shared / "corpus").glob("*.txt")), *sorted((shared / "data" / "documents").glob("*.md"))]
    assert paths
    for path in paths:
        document = read_document(path)
        for paragraph in document.paragraphs:
            for start, end in sentences(paragraph.content):
                first, last = paragraph.content.source_span(start, end)
                source = re.sub(r"\\u[0-9A-F]{4}", "", document.source.text[first:last])
                assert is_within(letters(paragraph.text[start:end]), letters(source)), (
                    path.name,
                    paragraph.text[start:end],
                )
