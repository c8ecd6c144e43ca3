"""Lexicons, patterns and tables, loaded before the first document rather than in it."""

from __future__ import annotations

from pathlib import Path

from ingest.extract import extract_document
from ingest.finishing import finish_document
from ingest.formats import read_draft
from ingest.reading import build_source

_TEXT = """# A title

## 1 Anodes

Lithium wets LLZO poorly in LilLLZOILi cells [1–3], with $10^{-4}$ S cm^{-1} at 25 °C (Fig. 1) [4, 5].
First et al. (2001) agree.^6,7^ A LiF coating on Ta-doped Li7La3Zr2O12 lowered the resistance from 500 to 20 Ω cm2 at
two times the pressure of 5 MPa, whereas sulfide electrolytes were reduced to Li2S [8].

## References

1. First, A. Some title on garnets. J. Power Sources 1, 1–2 (2001). https://doi.org/10.1000/one
2. B. Second, C. Third, Phys. Rev. B 2014, 90, 064914.
3. Fourth, D. A chapter on glasses. In: Handbook of Glasses, E. Fifth (ed.), Springer, Berlin, 2003, pp. 3–14.
4. Sixth, F. Some title on dendrites. PhD thesis, University of Example (2010).
5. Seventh, G. Some preprint on halides. arXiv:1409.4571 (2014).
6. Eighth, H. Coated cathode. US Patent 1234567 (2012).
7. Some page on cells, https://example.org/page (accessed 3 May 2020).
8. Ninth, I. Some title on sulfides. Nature 1, 2–3 (2002).
"""


def load_lexicons() -> None:
    """Load all that is loaded once, by reading a text that asks for it."""
    source = build_source("warming.md", _TEXT)
    extract_document(finish_document(source, read_draft(source, Path())))
