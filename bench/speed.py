"""Compare reading a document, its references and citations with bare tokenization of the same paragraphs.

    python bench/speed.py [FILE] [--runs 7]

Each run is a process of its own that times both, from built pipelines on: the way from the decoded file to its
document, references and citations in memory, and the first pass of ``list(spacy.blank("en").pipe(paragraphs))`` over
that document's paragraphs, the baseline. The decoding of PDF is not counted. Prints the medians and their ratio; the
sample review is read where no FILE is named.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import spacy

from ingest.citations.callouts import extract_citations
from ingest.documents import Source
from ingest.finishing import finish_document
from ingest.formats import read_draft
from ingest.reading import build_source, read_source

SAMPLE = Path(__file__).parents[1] / "ingest" / "sample" / "interfaces-review.md"
ANOTHER = """# Another title

## 1 Anodes

Lithium wets LLZO poorly in LilLLZOILi cells [1–3], with $10^{-4}$ S cm^{-1} at 25 °C (Fig. 1) [4, 5].
First et al. (2001) agree.^6,7^

## References

1. First, A. Some title on garnets. J. Power Sources 1, 1–2 (2001). https://doi.org/10.1000/one
2. B. Second, C. Third, Phys. Rev. B 2014, 90, 064914.
3. Fourth, D. A chapter on glasses. In: Handbook of Glasses, E. Fifth (ed.), Springer, Berlin, 2003, pp. 3–14.
4. Sixth, F. Some title on dendrites. PhD thesis, University of Example (2010).
5. Seventh, G. Some preprint on halides. arXiv:1409.4571 (2014).
6. Eighth, H. Coated cathode. US Patent 1234567 (2012).
7. Some page on cells, https://example.org/page (accessed 3 May 2020).
"""


def read(source: Source, folder: Path) -> list[str]:
    """Read a source with its references and citations; return the paragraphs."""
    document = finish_document(source, read_draft(source, folder))
    extract_citations(document)
    return [paragraph.text for paragraph in document.paragraphs]


def measure(path: Path) -> dict[str, float]:
    """Return the seconds that reading and tokenization take in this process, and the number of words."""
    read(build_source("another.md", ANOTHER), path.parent)  # loads the lexicons, as building a pipeline does
    tokenizer = spacy.blank("en")
    source = read_source(path)
    begun = time.perf_counter()
    paragraphs = read(source, path.parent)
    between = time.perf_counter()
    list(tokenizer.pipe(paragraphs))
    ended = time.perf_counter()
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    return {"reading": between - begun, "tokenization": ended - between, "words": words}


def main() -> None:
    """Run the measurement in fresh processes and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--once", action="store_true", help="measure once in this process and print JSON")
    options = parser.parse_args()
    if options.once:
        print(json.dumps(measure(options.file)))
        return
    command = [sys.executable, __file__, "--once", str(options.file)]
    done = [
        subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout for _ in range(options.runs)
    ]
    runs = [json.loads(text) for text in done]
    for name in ("reading", "tokenization"):
        times = sorted(1000 * run[name] for run in runs)
        print(f"{name:<13} {statistics.median(times):7.1f} ms  ({times[0]:.1f} to {times[-1]:.1f})")
    ratio = statistics.median(run["reading"] / run["tokenization"] for run in runs)
    print(f"{'ratio':<13} {ratio:7.1f}     median of {options.runs} processes, {runs[0]['words']:,} words")


if __name__ == "__main__":
    main()
