"""`interphase compare-readers`: what each of the two readers found in a document."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

from pathlib import Path

import click

from api.options import FilePath, example, json_option


@click.command("compare-readers", epilog=example("interphase compare-readers review.md"))
@click.argument("file", metavar="FILE", type=FilePath)
@json_option
def compare_readers(*, file: Path, as_json: bool) -> None:
    """Show what our reader and ChemDataExtractor2 found in each sentence, and where they differ.

    Only the properties count that both look for. The values of tables are listed behind the sentences: there only
    ChemDataExtractor2 reads.
    """
    import json

    from api.readers_text import describe_comparison, render_comparison
    from api.second_reader import open_second_reader, warn_of
    from api.settings import read_settings
    from graph.errors import InputError
    from ingest.reading import read_document
    from ingest.second_reader.comparing import compare_document
    from ingest.second_reader.installation import find_python

    setting = read_settings().chemdataextractor
    python = find_python(setting)
    if python is None:
        raise InputError(
            "there is no second reader",
            where=f"INTERPHASE_CHEMDATAEXTRACTOR={setting}" if setting else None,
            remedy=f"{'unset it, or ' if setting else ''}set it up: interphase setup chemdataextractor",
        )
    document = read_document(file)
    with open_second_reader(python) as reader:
        assert reader is not None
        reader.start()
        comparison = compare_document(document, reader)
    for warning in warn_of(reader):
        click.echo(f"Warning: {warning}", err=True)
    if as_json:
        click.echo(json.dumps(describe_comparison(comparison), ensure_ascii=False, indent=2))
    else:
        click.echo(render_comparison(comparison))
