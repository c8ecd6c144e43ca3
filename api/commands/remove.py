"""`interphase remove`: a document out of the graph."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

import click

from api.options import db_option, example


@click.command(epilog=example("interphase remove review.md", "interphase remove 10.1000/example.doi"))
@click.argument("document")
@db_option
def remove(*, document: str, db: str | None) -> None:
    """Take a document and all that only it says out of the graph.

    DOCUMENT is its DOI, or its file name where it has none, as `interphase cypher "MATCH (d:Document) RETURN
    d.id"` lists them.
    """
    from api.load_text import render_load
    from api.settings import read_settings
    from graph.load import remove_document
    from graph.stores import open_store

    settings = read_settings(db=db)
    # A graph that is not there must not be made in order to find the document missing.
    open_store(settings.db, read_only=True).close()
    with open_store(settings.db) as store:
        report = remove_document(store, document)
    click.echo(render_load(report, settings.db))
