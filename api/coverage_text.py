"""What a document was read for and what was left, in words and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from api.words import count_of, printable
from ingest.coverage import Passage
from ingest.extract import Extraction


def render_coverage(extraction: Extraction, *, most: int | None) -> str:
    """Return the coverage as lines for a terminal; of each list the first ``most``, all where it is None."""
    return "\n".join(_render(extraction, most))


def _render(extraction: Extraction, most: int | None) -> Iterator[str]:
    document, coverage = extraction.document, extraction.coverage
    captions = sum(paragraph.caption for paragraph in document.paragraphs)
    read = (
        (coverage.sentences, "sentence"),
        (len(document.paragraphs) - captions, "paragraph"),
        (captions, "caption"),
        (len(document.tables), "table"),
        (len(document.equations), "equation"),
        (coverage.references, "reference"),
        (sum(len(paragraph.callouts) for paragraph in document.citing), "citation"),
    )
    yield printable(f"{document.title or document.source.name} ({document.id}, {document.source.media_type})")
    yield f"read: {', '.join(count_of(number, noun) for number, noun in read)}"
    share = coverage.with_record / max(coverage.sentences, 1)
    yield f"understood: claims from {count_of(coverage.with_record, 'sentence')} ({share:.0%})"
    yield f"not understood: {count_of(len(coverage.not_understood), 'sentence')} with cue words but without record"
    yield from _list(coverage.not_understood, most)
    yield f"references that no claim cites: {_numbers(coverage.without_claim, coverage.references)}"
    yield f"references that the text never cites: {_numbers(coverage.uncited, coverage.references)}"
    if coverage.pages:
        yield f"pages without text: {_numbers(coverage.pages_without_text, coverage.pages)}"
    yield f"left out: {count_of(len(coverage.left_out), 'longer stretch', 'longer stretches')} of the file"
    yield from _list(coverage.left_out, most)
    for warning in document.warnings:
        yield f"warning: {printable(warning)}"


def _list(passages: Sequence[Passage], most: int | None) -> Iterator[str]:
    for passage in passages[:most]:
        page = f"page {passage.page}, " if passage.page else ""
        words = textwrap.shorten(printable(passage.text), 160, placeholder=" ...")
        yield f"  {page}line {passage.line}: {words}"
    if most is not None and len(passages) > most:
        yield f"  and {len(passages) - most} more: see --all"


def _numbers(numbers: Sequence[int], total: int) -> str:
    if not numbers:
        return f"none of {total}"
    return f"{len(numbers)} of {total}: {render_ranges(numbers)}"


def render_ranges(numbers: Sequence[int]) -> str:
    """Return rising numbers with runs of three and more as ranges.

    >>> render_ranges([1, 3, 4, 5, 9, 10])
    '1, 3-5, 9, 10'
    """
    parts: list[str] = []
    for _, run in groupby(enumerate(numbers), key=lambda item: item[1] - item[0]):
        found = [number for _, number in run]
        parts += [f"{found[0]}-{found[-1]}"] if len(found) > 2 else map(str, found)
    return ", ".join(parts)


def describe_coverage(extraction: Extraction) -> dict[str, Any]:
    """Return the coverage as JSON: the counts of the document's record, and what stands behind them."""
    coverage = extraction.coverage
    return {
        "document": extraction.document.id,
        "counts": coverage.counts,
        "not_understood": [_describe(passage) for passage in coverage.not_understood],
        "references_without_claim": list(coverage.without_claim),
        "references_uncited": list(coverage.uncited),
        "pages_without_text": list(coverage.pages_without_text),
        "left_out": [_describe(passage) for passage in coverage.left_out],
        "warnings": list(extraction.document.warnings),
    }


def _describe(passage: Passage) -> dict[str, Any]:
    return {"page": passage.page, "line": passage.line, "text": passage.text}
