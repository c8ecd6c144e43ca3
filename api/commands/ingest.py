"""`interphase ingest`: documents into the graph."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

from pathlib import Path

import click

from api.options import FilePath, db_option, enrich_option, example


@click.command(epilog=example("interphase ingest review.md paper.txt"))
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FilePath)
@enrich_option
@db_option
@click.pass_context
def ingest(ctx: click.Context, *, files: tuple[Path, ...], enrich: bool, db: str | None) -> None:
    """Read documents and put what they say into the graph.

    FILE is Markdown, plain text, HTML, JATS XML, LaTeX or PDF. Everything is extracted before the graph is
    touched. A document that is already there is replaced. One bad file does not stop the others; it is listed on
    standard error and the exit code is 2. Where ChemDataExtractor2 is set up it checks the measurements and reads the
    tables.
    """
    from api.batch import extract_files, report_failures
    from api.load_text import render_load
    from api.settings import read_settings
    from graph.load import load_records
    from graph.stores import open_store

    settings = read_settings(db=db)
    batch = extract_files(files, settings, enrich=enrich)
    with open_store(settings.db) as store:
        report = load_records(store, batch.records)
    report_failures(batch)
    click.echo(render_load(report, settings.db))
    ctx.exit(batch.exit_code)
