"""Extraction of several files, in which one bad file never stops the others."""

from __future__ import annotations

import gc
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.progress import track
from api.second_reader import find_second_reader, open_second_reader, warn_of
from api.words import count_of
from graph.errors import DocumentError, InputError
from graph.records import DocumentRecord, Record

if TYPE_CHECKING:
    from api.settings import Settings
    from ingest.documents import Document
    from ingest.enrichment.sources import Access, Source
    from ingest.second_reader.reader import SecondReader

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """The records of the files that could be read, and for each of the others why not.

    ``notes`` say what came of looking up their references, ``warnings`` also what the readers left out or doubted, and
    what the second reader did not answer.
    ``layers`` are the names of PDF files with the text in which the offsets of their records count.
    """

    records: tuple[Record, ...]
    read: tuple[Path, ...]
    failures: tuple[str, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    layers: tuple[tuple[str, str], ...]

    @property
    def exit_code(self) -> int:
        """2 where a file was bad."""
        return 2 if self.failures else 0


@dataclass(frozen=True, slots=True)
class _Extracted:
    """What one file gave."""

    records: tuple[Record, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    layer: tuple[str, str] | None


def extract_files(paths: Sequence[Path], settings: Settings, *, enrich: bool = False) -> Batch:
    """Extract every file. Raises `InputError` where none of them could be read, or a setting names what is not there.

    With ``enrich`` references are looked up before anything else is made of them, since the DOI of a work is
    part of what tells two cases apart; without it no request is made.
    """
    extracted: list[_Extracted] = []
    read: dict[str, tuple[Path, str]] = {}
    failures: list[str] = []
    second = find_second_reader(settings.chemdataextractor)
    with _open_sources(settings.access if enrich else None) as sources, open_second_reader(second) as reader:
        extract = _prepare(settings.spacy_pipeline, reader)
        for path in track(paths, doing="reading"):
            try:
                found = _extract_one(path, sources, extract)
                if _is_new(found.records, path, read):
                    extracted.append(found)
            except InputError as error:
                failures.append(str(error))
    if not read:
        raise InputError("; ".join(failures))
    return Batch(
        records=tuple(record for found in extracted for record in found.records),
        read=tuple(path for path, _ in read.values()),
        failures=tuple(failures),
        notes=tuple(note for found in extracted for note in found.notes),
        warnings=(*(warning for found in extracted for warning in found.warnings), *warn_of(reader)),
        layers=tuple(found.layer for found in extracted if found.layer),
    )


@contextmanager
def _open_sources(access: Access | None) -> Iterator[tuple[Source, ...]]:
    if access is None:
        yield ()
        return
    # httpx is imported by those who ask for it.
    from ingest.enrichment.sources import open_sources  # noqa: PLC0415

    with open_sources(access) as sources:
        yield sources


@cache
def _load_lexicons() -> None:
    """Load what stays to the end, and keep garbage collection from walking it: a fifth of the time of a review."""
    from ingest.warming import load_lexicons  # noqa: PLC0415

    load_lexicons()
    gc.collect()
    gc.freeze()


def _prepare(pipeline: str | None, reader: SecondReader | None) -> Callable[[Document], tuple[Record, ...]]:
    """Return the extraction of a document with all that reads along. Raises `InputError` for a wrong pipeline."""
    # spaCy takes half a second to import, and `--help` does not need it.
    from ingest.extract import extract_document  # noqa: PLC0415
    from ingest.pretrained import load_pretrained  # noqa: PLC0415

    pretrained = load_pretrained(pipeline) if pipeline else None
    _load_lexicons()
    return lambda document: extract_document(document, second=reader, pretrained=pretrained).records


def _extract_one(
    path: Path, sources: Sequence[Source], extract: Callable[[Document], tuple[Record, ...]]
) -> _Extracted:
    from ingest.reading import read_document  # noqa: PLC0415

    try:
        document = read_document(path)
        notes: tuple[str, ...] = ()
        warnings = document.warnings
        if sources:
            from ingest.enrichment.enrich import enrich_document  # noqa: PLC0415

            enriched = enrich_document(document, sources)
            document, notes, warnings = enriched.document, enriched.notes, (*warnings, *enriched.warnings)
        source = document.source
        return _Extracted(
            extract(document),
            tuple(f"{path}: {note}" for note in notes),
            tuple(f"{path}: {warning}" for warning in warnings),
            (source.name, source.text) if source.page_starts else None,
        )
    except InputError:
        raise
    except Exception as error:
        # A fault of ours in one document must not cost the user the other documents.
        logger.debug("extraction of %s failed", path, exc_info=True)
        raise DocumentError(
            f"cannot be extracted ({type(error).__name__}: {error})",
            where=str(path),
            remedy="report it with the output of `interphase --debug extract`",
        ) from error


def _is_new(records: Sequence[Record], path: Path, read: dict[str, tuple[Path, str]]) -> bool:
    """Tell whether the document is the first with its id; the same file twice counts once."""
    document = next(record for record in records if isinstance(record, DocumentRecord))
    known = read.get(document.id)
    if known is None:
        read[document.id] = (path, document.sha256)
        return True
    if known[1] != document.sha256:
        raise DocumentError(
            f"has the id {document.id}, as {known[0]} has",
            where=str(path),
            remedy="rename one of them, or give one alone",
        )
    return False


def name_layers(out: Path, layers: Iterable[tuple[str, str]]) -> Iterator[tuple[Path, str]]:
    """Yield where each text layer is written beside the records, and the layer; a name that comes twice is numbered.

    >>> [str(path) for path, _ in name_layers(Path("a/records.jsonl"), [("x.pdf", ""), ("x.pdf", "")])]
    ['a/records.x.pdf.txt', 'a/records.x.pdf.2.txt']
    """
    seen: Counter[str] = Counter()
    for name, layer in layers:
        seen[name] += 1
        number = f".{seen[name]}" if seen[name] > 1 else ""
        yield out.with_name(f"{out.stem}.{name}{number}.txt"), layer


def report_failures(batch: Batch) -> None:
    """List on standard error what was looked up, what the readers warn of, and the bad files."""
    for note in batch.notes:
        click.echo(note, err=True)
    for warning in batch.warnings:
        click.echo(f"Warning: {warning}", err=True)
    for failure in batch.failures:
        click.echo(f"Error: {failure}", err=True)
    if batch.failures:
        click.echo(f"{count_of(len(batch.failures), 'file')} could not be read, {len(batch.read)} could", err=True)
