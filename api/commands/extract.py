"""`interphase extract`: documents to records, no database."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

from pathlib import Path

import click

from api.options import FilePath, enrich_option, example


@click.command(epilog=example("interphase extract review.md paper.txt --out records.jsonl"))
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FilePath)
@click.option("--out", required=True, type=FilePath, help="The records file to write; - for standard output.")
@enrich_option
@click.pass_context
def extract(ctx: click.Context, *, files: tuple[Path, ...], out: Path, enrich: bool) -> None:
    """Read documents and write what they say as records.

    FILE is Markdown, plain text, HTML, JATS XML, LaTeX or PDF. One bad file does not stop the others; it is listed
    on standard error and the exit code is 2. The records file is written whole or not at all. The text layer of a
    PDF, in which the lines and offsets of its records count, is written beside it. Where ChemDataExtractor2 is set up
    it checks the measurements and reads the tables.
    """
    from api.batch import extract_files, name_layers, report_failures
    from api.settings import read_settings
    from api.words import count_of
    from graph.export.files import write_file
    from graph.records import render_line

    batch = extract_files(files, read_settings(), enrich=enrich)
    text = "".join(f"{render_line(record)}\n" for record in batch.records)
    if str(out) == "-":
        click.echo(text, nl=False)
        for name, _ in batch.layers:
            click.echo(f"{name}: its text layer is not stored with standard output; name a file by --out", err=True)
    else:
        for path, layer in name_layers(out, batch.layers):
            write_file(path, layer)
            click.echo(f"text layer: {path}", err=True)
        write_file(out, text)
    report_failures(batch)
    click.echo(
        f"{count_of(len(batch.records), 'record')} of {count_of(len(batch.read), 'document')} in {out}", err=True
    )
    ctx.exit(batch.exit_code)
