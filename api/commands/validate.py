"""`interphase validate`: records against the schema."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from api.options import FilePath, example


@click.command(epilog=example("interphase validate records.jsonl"))
@click.argument("files", metavar="RECORDS...", nargs=-1, required=True, type=FilePath)
@click.pass_context
def validate(ctx: click.Context, *, files: tuple[Path, ...]) -> None:
    """Check records files against the record contract.

    What breaks it is listed on standard error with file, line and field, at most 20 for a file; the exit code
    is then 2.
    """
    from api.words import count_of
    from graph.errors import RecordError
    from graph.validate import find_problems, read_records_file

    broken = False
    for path in files:
        try:
            problems = find_problems(path)
        except RecordError as error:
            click.echo(f"Error: {error}", err=True)
            broken = True
            continue
        broken = broken or bool(problems)
        for problem in problems:
            click.echo(f"Error: {problem}", err=True)
        if not problems:
            kinds = Counter(record.KIND for record in read_records_file(path))
            counts = ", ".join(f"{kind} {count:,}" for kind, count in sorted(kinds.items()))
            click.echo(f"{path}: {count_of(kinds.total(), 'record')}, all valid ({counts})")
    ctx.exit(2 if broken else 0)
