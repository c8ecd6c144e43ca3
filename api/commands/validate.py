"""`interphase validate`: records against the schema."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from api.options import FilePath, example


@click.command(epilog=example("interphase validate records.jsonl"))
@click.argument("files", metavar="RECORDS...", nargs=-1, required=True, type=FilePath)
def validate(*, files: tuple[Path, ...]) -> None:
    """Check records files against the record contract.

    The first record that breaks it is named with file, line and field; the exit code is 2.
    """
    from graph.validate import read_records_file  # noqa: PLC0415  JSON Schema is needed by few commands

    for path in files:
        kinds = Counter(record.KIND for record in read_records_file(path))
        counts = ", ".join(f"{kind} {count:,}" for kind, count in sorted(kinds.items()))
        click.echo(f"{path}: {kinds.total():,} records, all valid ({counts})")
