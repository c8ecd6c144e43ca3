"""How long work tells where it is: a bar on a terminal, plain lines elsewhere, both on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

import click

Item = TypeVar("Item")


def track(items: Sequence[Item], *, doing: str) -> Iterator[Item]:
    """Yield the items and show which one is at work."""
    if len(items) > 1 and sys.stderr.isatty():
        with click.progressbar(
            items, label=doing, file=sys.stderr, item_show_func=lambda item: "" if item is None else str(item)
        ) as bar:
            yield from bar
        return
    for number, item in enumerate(items, start=1):
        click.echo(f"{doing} {item} ({number} of {len(items)})", err=True)
        yield item
