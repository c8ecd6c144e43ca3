"""Whatever a text says in whatever order, its extraction ends, and every record points into the text."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extract import extract_file

_THINGS = (
    """
LLZO|Li6PS5Cl|Li10GeP2S12 and LPS|Ta-doped LLZO|sulfide electrolytes|the SEI|the Li anode|a ZnO layer
Al2O3-coated LCO|the LLZO/Li interface|Li∥LLZO∥Li cells|the reduction of Zr4+|O-doping|Nb and Ta
an interlayer of LiF between LPS and Li|resistive interphases|poor wettability|void formation|dendrite growth
side reactions|a high interfacial resistance|stack pressure|SEI engineering|the use of hot pressing|cracks
a contact angle of 146°|a critical current density of 0.5 mA cm−2|decreasing R|in which E is the modulus
a resistance from 500 to 20 Ω cm²|this issue|these problems|these two issues|this|both of which|it|no cracks
the formation of a LiF layer|a thickness of 10 nm [2, 3]|spheres of radius R
""".strip()
    .replace("\n", "|")
    .split("|")
)
_VERBS = (
    """
causes|leads to|suppresses|is caused by|is due to|, resulting in|prevents|was coated with|was introduced onto
can address|cannot reduce|increases|can result not only in|because of|, whereas|, although|and|or|, but also
as well as|of|at|between|with|and therefore|, which leads to|composed of|;|was deposited on|does not prevent
contradicts|is more stable than|in contrast to|respectively [1–4],|(Fig. 2)|is inspired by|at 60 °C|> 5000 cycles
""".strip()
    .replace("\n", "|")
    .split("|")
)
_SENTENCES = st.lists(st.tuples(st.sampled_from(_THINGS), st.sampled_from(_VERBS)), min_size=1, max_size=5)
_OPENINGS = st.sampled_from(["", "However, ", "Here, ", "With ", "Similarly, ", "Despite this, ", "In addition, "])

_DOCUMENT = """# Interfaces

Nobody

## 1 Contact

{text}

## References

1. First, A. Some title on garnets. J. Power Sources 1, 1–2 (2001). https://doi.org/10.1000/one
2. Second, B. Some title on sulfides. J. Power Sources 2, 3–4 (2002). https://doi.org/10.1000/two
3. Third, C. Some title on halides. J. Power Sources 3, 5–6 (2003). https://doi.org/10.1000/three
4. Fourth, D. Some title on lithium. J. Power Sources 4, 7–8 (2004). https://doi.org/10.1000/four
"""


@given(st.lists(st.tuples(_OPENINGS, _SENTENCES, st.sampled_from(_THINGS)), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_any_order_of_words_is_read_to_the_end(
    tmp_path_factory: pytest.TempPathFactory, sentences: list[tuple[str, list[tuple[str, str]], str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "words.md"
    told = [f"{start}{' '.join(f'{thing} {verb}' for thing, verb in body)} {end}." for start, body, end in sentences]
    text = _DOCUMENT.format(text=" ".join(f"{sentence[0].upper()}{sentence[1:]}" for sentence in told))
    path.write_text(text, encoding="utf-8", newline="")
    records = extract_file(path)
    assert all(0 <= e.start <= e.end <= len(text) for record in records for e in record.evidence)


@pytest.mark.skipif("INTERPHASE_SHARED" not in os.environ, reason="INTERPHASE_SHARED names no folder with documents")
def test_real_documents_are_read_to_the_end() -> None:
    paths = sorted((Path(os.environ["INTERPHASE_SHARED"]) / "data" / "documents").glob("*.md"))
    assert len(paths) == 5
    for path in paths:
        assert {"document", "material", "relation", "measurement"} <= {r.KIND for r in extract_file(path)}, path.name
