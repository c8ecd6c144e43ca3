"""`interphase load`: records into the graph."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

from pathlib import Path

import click

from api.options import FilePath, db_option, example


@click.command(
    epilog=example("interphase load records.jsonl", "interphase load records.jsonl --db bolt://localhost:7687")
)
@click.argument("files", metavar="RECORDS...", nargs=-1, required=True, type=FilePath)
@db_option
def load(*, files: tuple[Path, ...], db: str | None) -> None:
    """Put the records of `extract` into the graph.

    Every file is checked before the graph is touched. What the same documents said before is replaced.
    """
    from api.load_text import render_load
    from api.settings import read_settings
    from graph.load import load_records
    from graph.stores import open_store
    from graph.validate import read_records_file

    settings = read_settings(db=db)
    records = [record for path in files for record in read_records_file(path)]
    with open_store(settings.db) as store:
        report = load_records(store, records)
    click.echo(render_load(report, settings.db))
