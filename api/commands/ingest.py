"""`interphase ingest`: documents into the graph."""

from __future__ import annotations

from pathlib import Path

import click

from api.options import FilePath, db_option, example


@click.command(epilog=example("interphase ingest review.md paper.txt"))
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FilePath)
@db_option
@click.pass_context
def ingest(ctx: click.Context, *, files: tuple[Path, ...], db: str | None) -> None:
    """Read documents and put what they say into the graph.

    Everything is extracted before the graph is touched. A document that is already there is replaced. One bad
    file does not stop the others; it is listed on standard error and the exit code is 2.
    """
    from api.batch import extract_files, report_failures  # noqa: PLC0415  spaCy is slow to import
    from api.load_text import render_load  # noqa: PLC0415
    from api.settings import read_settings  # noqa: PLC0415
    from graph.load import load_records  # noqa: PLC0415
    from graph.stores import open_store  # noqa: PLC0415

    settings = read_settings(db=db)
    batch = extract_files(files)
    with open_store(settings.db) as store:
        report = load_records(store, batch.records)
    report_failures(batch)
    click.echo(render_load(report, settings.db))
    ctx.exit(batch.exit_code)
