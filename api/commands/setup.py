"""`interphase setup`: what is not installed with Interphase itself."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

from pathlib import Path

import click

from api.options import FilePath, example


@click.command(epilog=example("interphase setup chemdataextractor"))
@click.argument("what", metavar="chemdataextractor", type=click.Choice(["chemdataextractor"]))
@click.option("--into", type=FilePath, help="The folder to make.  [default: the user's data folder]")
@click.option("--python", type=FilePath, help="The Python 3.11 or later to make it with.  [default: this one]")
def setup(*, what: str, into: Path | None, python: Path | None) -> None:
    """Set up ChemDataExtractor2 as second reader of measurements and tables.

    Makes an environment of its own with 33 packages from the package index: about 40 seconds, 60 MB to download, 400
    MB on disk. Where it is there already nothing is done but to let it read a sentence.
    """
    from ingest.second_reader.installation import default_folder, set_up

    done = set_up(into or default_folder(), base=python, tell=lambda step: click.echo(f"{step} ...", err=True))
    click.echo(
        f"{what} {done.version} {'is set up' if done.installed else 'was set up already'} in {done.folder} "
        f"({done.seconds:.0f} s); it read: {done.found}"
    )
    if into is not None:
        click.echo(f"to use it: export INTERPHASE_CHEMDATAEXTRACTOR={done.folder}")
