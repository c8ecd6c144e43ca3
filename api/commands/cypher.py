"""`interphase cypher`: a reading statement."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

import json
import sys

import click

from api.options import db_option, example, json_option


@click.command(
    epilog=example('interphase cypher "MATCH (m:Mechanism)-[:MITIGATED_BY]->(s:Strategy) RETURN m.name, s.name"')
)
@click.argument("statement")
@json_option
@db_option
def cypher(*, statement: str, as_json: bool, db: str | None) -> None:
    """Ask the graph with a Cypher statement that only reads.

    STATEMENT - is read from standard input. With --json: {"columns": [...], "rows": [[...]], "truncated":
    false}.
    """
    from api.settings import read_settings
    from api.tables import render_table
    from api.words import count_of
    from graph.reading import check_reading
    from graph.stores import open_store

    settings = read_settings(db=db)
    text = sys.stdin.read() if statement == "-" else statement
    check_reading(text)
    with open_store(settings.db, read_only=True) as store:
        result = store.read(text, limits=settings.query_limits)
    if as_json:
        plain = {"columns": result.columns, "rows": result.rows, "truncated": result.truncated}
        click.echo(json.dumps(plain, ensure_ascii=False, default=str))
        return
    click.echo(render_table(result.columns, result.rows))
    more = f"; only the first {settings.query_rows:,}, set INTERPHASE_QUERY_ROWS for more" if result.truncated else ""
    click.echo(f"{count_of(len(result.rows), 'row')}{more}", err=True)
