"""`interphase explain-material`: how a name was read as a material."""

# ruff: noqa: PLC0415
# Imports wait until the command runs: `--help` is not to load a database driver, spaCy or FastAPI.

from __future__ import annotations

import json
from pathlib import Path

import click

from api.options import FilePath, example, json_option


@click.command(
    "explain-material",
    epilog=example("interphase explain-material LLZTO", "interphase explain-material LPSC --document review.md"),
)
@click.argument("name")
@click.option("--document", metavar="FILE", type=FilePath, help="Take the acronyms that this document defines.")
@json_option
def explain_material(*, name: str, document: Path | None, as_json: bool) -> None:
    """Say step by step how a name is read as a material, and what it is not merged with.

    NAME is a name, abbreviation or formula. For one that is no material the answer says what was tried and
    what to do; the exit code is then 2.
    """
    from api.material_text import describe_explanation, render_explanation
    from graph.errors import NameNotFoundError
    from graph.explain_material import explain_material as explain
    from ingest.pipeline import collect_acronyms
    from ingest.reading import read_document

    acronyms = collect_acronyms(read_document(document)) if document is not None else None
    explanation = explain(name, acronyms)
    if as_json:
        click.echo(json.dumps(describe_explanation(explanation), ensure_ascii=False, indent=2))
    else:
        click.echo(render_explanation(explanation))
    if explanation.identity is None:
        raise NameNotFoundError(f"{name!r} is no material that is known", remedy=explanation.remedies[0])
