"""`interphase serve`: the server."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

import click

from api.options import db_option, example


@click.command(
    epilog=example(
        "interphase serve --port 8000", 'curl "http://127.0.0.1:8000/v1/recommend?electrolyte=LLZO&electrode=Li"'
    )
)
@click.option("--host", metavar="H", help="Where to listen.  [default: INTERPHASE_HOST, else 127.0.0.1]")
@click.option("--port", metavar="P", type=click.IntRange(0, 65535), help="[default: INTERPHASE_PORT, else 8000]")
@db_option
def serve(*, host: str | None, port: int | None, db: str | None) -> None:
    """Serve the graph page, the API and its description until stopped with Ctrl-C.

    The page is at /, the description of the API at /docs. The graph is only read; when its file changes it is
    read anew.
    """
    import uvicorn

    from api.app import create_app
    from api.settings import read_settings
    from graph.stores import open_store

    settings = read_settings(db=db, host=host, port=port)
    # A graph that cannot be opened is said now, not at the first request.
    open_store(settings.db, read_only=True).close()
    click.echo(f"serving {settings.db} at http://{settings.host}:{settings.port} (Ctrl-C stops it)", err=True)
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, log_level="warning")
