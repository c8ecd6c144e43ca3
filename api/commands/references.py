"""`interphase references`: the reference list for a reference manager."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

from pathlib import Path

import click

from api.options import FilePath, example


@click.command(epilog=example("interphase references review.md --format bibtex --out review.bib"))
@click.argument("file", metavar="FILE", type=FilePath)
@click.option(
    "--format",
    "format_name",
    required=True,
    type=click.Choice(["bibtex", "ris", "csl-json"]),
    help="bibtex: for LaTeX; ris: for EndNote, Mendeley or Citavi; csl-json: for Zotero or pandoc.",
)
@click.option("--out", type=FilePath, help="The file to write.  [default: standard output]")
def references(*, file: Path, format_name: str, out: Path | None) -> None:
    """Write the reference list of a document as BibTeX, RIS or CSL-JSON.

    What an entry prints beyond the fields that were understood goes along as a note. Gaps in the numbers and
    entries without any field are told on standard error.
    """
    from api.words import count_of
    from graph.export.bibliography import REFERENCE_FORMATS, find_oddities
    from graph.export.files import write_file
    from ingest.reading import read_document

    listed = read_document(file).references
    text = REFERENCE_FORMATS[format_name](listed)
    if out is None or str(out) == "-":
        click.echo(text, nl=False)
    else:
        write_file(out, text)
        click.echo(f"{count_of(len(listed), 'reference')} of {file} in {out}", err=True)
    for oddity in find_oddities(listed):
        click.echo(f"Warning: {file}: {oddity}", err=True)
