"""Extraction of several files, in which one bad file never stops the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from api.progress import track
from api.words import count_of
from graph.errors import DocumentError, InputError
from graph.records import DocumentRecord, Record

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """The records of the files that could be read, and for each of the others why not."""

    records: tuple[Record, ...]
    read: tuple[Path, ...]
    failures: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """2 where a file was bad."""
        return 2 if self.failures else 0


def extract_files(paths: Sequence[Path]) -> Batch:
    """Extract every file. Raises `InputError` where none of them could be read."""
    # spaCy takes half a second to import, and `--help` does not need it.
    from ingest.extract import extract_file  # noqa: PLC0415

    records: list[Record] = []
    read: dict[str, tuple[Path, str]] = {}
    failures: list[str] = []
    for path in track(paths, doing="reading"):
        try:
            found = _extract_one(path, extract_file)
            if _is_new(found, path, read):
                records += found
        except InputError as error:
            failures.append(str(error))
    if not read:
        raise InputError("; ".join(failures))
    return Batch(tuple(records), tuple(path for path, _ in read.values()), tuple(failures))


def _extract_one(path: Path, extract_file: Callable[[Path], list[Record]]) -> list[Record]:
    try:
        return extract_file(path)
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


def report_failures(batch: Batch) -> None:
    """List the bad files on standard error."""
    for failure in batch.failures:
        click.echo(f"Error: {failure}", err=True)
    if batch.failures:
        click.echo(f"{count_of(len(batch.failures), 'file')} could not be read, {len(batch.read)} could", err=True)
