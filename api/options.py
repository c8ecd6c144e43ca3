"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

db_option: Decorator = click.option(
    "--db",
    metavar="URL",
    help="The graph: ladybug:PATH, bolt://HOST:PORT or neo4j://HOST:PORT "
    "(user and password by NEO4J_USERNAME and NEO4J_PASSWORD).  "
    "[default: INTERPHASE_DB, else ladybug:interphase.lbug]",
)

json_option: Decorator = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")

enrich_option: Decorator = click.option(
    "--enrich",
    is_flag=True,
    help="Look up missing DOIs and retractions at Crossref and OpenAlex; titles and DOIs of the reference list are "
    "sent to them, with your address where INTERPHASE_MAILTO names it.",
)

FilePath = click.Path(path_type=Path)
"""A path that is checked when it is read, so that one bad file does not stop the others."""


def example(*lines: str) -> str:
    r"""Return the end of a command's help: its example, kept as it stands (``\b``)."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
