"""`interphase export`: the graph as files."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

from pathlib import Path

import click

from api.options import FilePath, db_option, example


@click.command(epilog=example("interphase export --format graphml exported/"))
@click.argument("folder", metavar="DIR", type=FilePath)
@click.option(
    "--format",
    "format_name",
    required=True,
    type=click.Choice(["jsonl", "graphml", "csv", "jsonld"]),
    help="jsonl: the records; graphml: for Gephi or yEd; csv: one table a label and relation; jsonld: linked data.",
)
@db_option
def export(*, folder: Path, format_name: str, db: str | None) -> None:
    """Write the whole graph into DIR, which is made where it is missing."""
    from api.settings import read_settings
    from graph.export.formats import export as write_export
    from graph.stores import open_store

    with open_store(read_settings(db=db).db, read_only=True) as store:
        paths = write_export(store, format_name, folder)
    for path in paths:
        click.echo(str(path))
