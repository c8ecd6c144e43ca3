"""Compare reading a document, and finding its materials and quantities, with bare tokenization of its paragraphs.

    python bench/speed.py [FILE] [--runs 7]

Each run is a process of its own that times all of it, from built pipelines on: the way from the decoded file to its
document, references and citations in memory; from there to the records of its materials and measurements; and the first
pass of ``list(spacy.blank("en").pipe(paragraphs))`` over that document's paragraphs, the baseline. Neither the decoding
of PDF nor the second reader is counted. Prints the medians and their ratios to the baseline; the sample review is read
where no FILE is named.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import spacy

from graph.records import Record
from ingest.citations.callouts import extract_citations
from ingest.documents import Document, Source
from ingest.extract import merge_records
from ingest.findings import read_section_findings
from ingest.finishing import finish_document
from ingest.formats import read_draft
from ingest.material_records import extract_materials
from ingest.measurements import extract_measurements
from ingest.pipeline import analyse_document, build_pipeline
from ingest.reading import read_source
from ingest.warming import load_lexicons

SAMPLE = Path(__file__).parents[1] / "ingest" / "sample" / "interfaces-review.md"


def read(source: Source, folder: Path) -> Document:
    """Read a source with its references and citations."""
    document = finish_document(source, read_draft(source, folder))
    extract_citations(document)
    return document


def find(document: Document) -> list[Record]:
    """Return the records of materials and measurements; the concepts of the vocabulary are not looked for."""
    with build_pipeline().select_pipes(disable="interphase_concepts"):
        paragraphs = analyse_document(document)
    measurements = (
        record
        for findings in read_section_findings(document, paragraphs)
        for finding, following in zip(findings, [*findings[1:], None], strict=True)
        for record in extract_measurements(finding, following)
    )
    return merge_records([*extract_materials(document, paragraphs), *measurements])


def measure(path: Path) -> dict[str, float]:
    """Return the seconds that each part takes in this process, the number of words and of records."""
    load_lexicons()
    # As the commands do before their first document.
    gc.collect()
    gc.freeze()
    tokenizer = spacy.blank("en")
    source = read_source(path)
    begun = time.perf_counter()
    document = read(source, path.parent)
    was_read = time.perf_counter()
    records = find(document)
    found = time.perf_counter()
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    between = time.perf_counter()
    list(tokenizer.pipe(paragraphs))
    ended = time.perf_counter()
    return {
        "reading": was_read - begun,
        "materials and quantities": found - was_read,
        "tokenization": ended - between,
        "words": sum(len(paragraph.split()) for paragraph in paragraphs),
        "records": len(records),
    }


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
    for name in ("reading", "materials and quantities", "tokenization"):
        times = sorted(1000 * run[name] for run in runs)
        ratio = statistics.median(run[name] / run["tokenization"] for run in runs)
        print(f"{name:<25} {statistics.median(times):7.1f} ms  ({times[0]:.1f} to {times[-1]:.1f}), ratio {ratio:.1f}")
    print(f"medians of {options.runs} processes, {runs[0]['words']:,} words, {runs[0]['records']:,} records")


if __name__ == "__main__":
    main()
