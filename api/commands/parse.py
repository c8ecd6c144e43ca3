"""`interphase parse`: single lines through one part of the reading."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import BinaryIO

import click

from api.options import FilePath, example

KINDS = ("reference", "formula", "quantity", "material", "relation")


@click.command(
    epilog=example(
        "interphase parse formula --lines formulas.txt", "echo '400 MPa' | interphase parse quantity --lines -"
    )
)
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--lines", required=True, type=FilePath, help="The file with one input a line; - for standard input.")
def parse(*, kind: str, lines: Path) -> None:
    """Parse each line of a file as a reference, formula, quantity, material or relation.

    Each line is answered by one line of JSON: {"input": ..., "result": ...}.
    """
    from api.line_parsers import build_parser
    from graph.errors import DocumentError

    parser = build_parser(kind)
    with _open_lines(lines) as file:
        for number, raw in enumerate(file, start=1):
            try:
                line = raw.decode("utf-8").removesuffix("\n").removesuffix("\r")
            except UnicodeDecodeError as error:
                raise DocumentError(
                    f"byte 0x{raw[error.start]:02x} is not UTF-8",
                    where=f"{lines}, line {number}",
                    remedy="save it as UTF-8",
                ) from None
            click.echo(json.dumps({"input": line, "result": parser(line)}, ensure_ascii=False))


def _open_lines(path: Path) -> BinaryIO:
    if str(path) == "-":
        return sys.stdin.buffer
    if path.is_dir():
        raise IsADirectoryError(21, "this is a folder", str(path))
    return path.open("rb")
