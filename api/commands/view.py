"""`interphase view`: the graph as a page."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

from pathlib import Path

import click

from api.options import FilePath, db_option, example


@click.command(epilog=example("interphase view graph.html", 'interphase view llzo.html --pair "LLZO|Li"'))
@click.argument("out", metavar="OUT.html", type=FilePath)
@click.option("--pair", metavar='"A|B"', help="Only what is known of this electrolyte against this electrode.")
@click.option("--issue", metavar="ID", help="Only what leads to and from this issue, such as issue:li-dendrite.")
@db_option
def view(*, out: Path, pair: str | None, issue: str | None, db: str | None) -> None:
    """Draw the road from issues to mechanisms, strategies and materials.

    The page is one file and works without network. It holds at most 300 nodes, those with the most works
    behind them, and says how many there are.
    """
    from api.road import read_road
    from api.settings import read_settings
    from api.view import render_view
    from graph.export.files import write_file
    from graph.stores import open_store

    settings = read_settings(db=db)
    with open_store(settings.db, read_only=True) as store:
        road = read_road(store, pair=pair, issue=issue, most=settings.page_nodes)
    write_file(out, render_view(road))
    click.echo(f"{out}: showing {len(road.graph)} of {road.total} nodes; open it in a browser")
