"""`interphase demo`: the sample review, from text to advice."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path

import click

from api.options import example

FOLDER = Path("demo-out")
PAIR = ("Li7La3Zr2O12", "Li")


@click.command(epilog=example("interphase demo"))
def demo() -> None:
    """Read the sample review, ask it about Li7La3Zr2O12 | Li, and draw its graph.

    The graph is made afresh in ./demo-out; no other graph is touched.
    """
    from importlib.resources import as_file, files

    from api.advice_text import read_references, render_text
    from api.load_text import render_counts
    from api.road import read_road
    from api.view import render_view
    from graph.export.files import write_file
    from graph.load import load_records
    from graph.recommend import recommend, render_advice
    from graph.stores import open_store
    from ingest.extract import extract_file

    FOLDER.mkdir(exist_ok=True)
    graph = FOLDER / "interphase.lbug"
    for name in (graph, Path(f"{graph}.wal")):
        name.unlink(missing_ok=True)
    page = FOLDER / "interphase.html"
    click.echo("reading the sample review ...", err=True)
    with as_file(files("ingest") / "sample" / "interfaces-review.md") as sample:
        records = extract_file(sample)
    with open_store(f"ladybug:{graph}") as store:
        report = load_records(store, records)
        advice = render_advice(recommend(store, *PAIR, top=3))
        references = read_references(store, advice)
        road = read_road(store)
    write_file(page, render_view(road))

    click.echo(f"{len(records):,} records of the sample review are now a graph in {graph}:")
    width = shutil.get_terminal_size().columns
    for line in render_counts(report.after):
        click.echo(textwrap.fill(line, width, initial_indent="  ", subsequent_indent="    "))
    click.echo()
    click.echo(render_text(advice, references, width=width, most_mechanisms=3))
    click.echo(_describe_next(graph, page))


def _describe_next(graph: Path, page: Path) -> str:
    return f"""
WHAT TO DO NEXT
  open {page} in a browser: the graph, works without network
  export INTERPHASE_DB=ladybug:{graph}
  interphase recommend Li6PS5Cl NCM811
  interphase serve                        then open http://127.0.0.1:8000
  interphase ingest YOUR-REVIEW.md        adds your own text
  interphase --help"""
