"""`interphase coverage`: what of a document was read and understood, and what was not."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

from pathlib import Path

import click

from api.options import FilePath, example, json_option


@click.command(epilog=example("interphase coverage review.pdf"))
@click.argument("file", metavar="FILE", type=FilePath)
@click.option("--all", "show_all", is_flag=True, help="List everything, not only the first of each.")
@json_option
def coverage(*, file: Path, show_all: bool, as_json: bool) -> None:
    """Say what of a document was read and what was not.

    Lists the sentences that speak of a problem, its cause or a remedy and gave no record, the references that no
    claim cites, the pages without text and the stretches of the file that were left out.
    """
    import json

    from api.coverage_text import describe_coverage, render_coverage
    from ingest.extract import extract_document
    from ingest.reading import read_document

    extraction = extract_document(read_document(file))
    if as_json:
        click.echo(json.dumps(describe_coverage(extraction), ensure_ascii=False, indent=2))
    else:
        click.echo(render_coverage(extraction, most=None if show_all else 10))
