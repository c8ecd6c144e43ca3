"""`interphase recommend`: advice for a pair."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

import json
import shutil

import click

from api.options import db_option, example, json_option


@click.command(
    epilog=example(
        "interphase recommend LLZO Li", "interphase recommend Li6PS5Cl NCM811 --issue issue:capacity-fade --json"
    )
)
@click.argument("electrolyte")
@click.argument("electrode")
@click.option("--issue", metavar="ID", help="Rank first what addresses this issue, such as issue:li-dendrite.")
@click.option("--top", metavar="N", type=click.IntRange(1), default=10, show_default=True, help="At most so many.")
@json_option
@db_option
def recommend(*, electrolyte: str, electrode: str, issue: str | None, top: int, as_json: bool, db: str | None) -> None:
    """Say what goes wrong between an electrolyte and an electrode, and what has helped.

    ELECTROLYTE and ELECTRODE are names, abbreviations or formulas (LLZO, "Li metal", LiNi0.8Co0.1Mn0.1O2) or
    a family word (garnet). Every statement comes with its sentence and the reference cited in it.
    """
    from api.advice_text import read_references, render_text
    from api.settings import read_settings
    from graph.recommend import recommend as find_advice
    from graph.recommend import render_advice
    from graph.stores import open_store

    with open_store(read_settings(db=db).db, read_only=True) as store:
        advice = render_advice(find_advice(store, electrolyte, electrode, issue=issue, top=top))
        references = {} if as_json else read_references(store, advice)
    if as_json:
        click.echo(json.dumps(advice, ensure_ascii=False))
        return
    click.echo(render_text(advice, references, width=shutil.get_terminal_size().columns))
