"""The second reader as the commands use it: found or told that it is absent, opened, and what it did not answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.words import count_of

if TYPE_CHECKING:
    from ingest.second_reader.reader import SecondReader

ABSENT = (
    "no second reader: measurements are not checked and tables give no records; "
    "to set it up (40 s, 400 MB): interphase setup chemdataextractor"
)


def find_second_reader(setting: str | None) -> Path | None:
    """Return its interpreter, None where there is none; says so where the user has not switched it off.

    ``setting`` is that of INTERPHASE_CHEMDATAEXTRACTOR; raises `InputError` where it names nothing.
    """
    from ingest.second_reader.installation import find_python  # noqa: PLC0415  --help needs none of it

    python = find_python(setting)
    if python is None and not setting:
        click.echo(ABSENT, err=True)
    return python


@contextmanager
def open_second_reader(python: Path | None) -> Iterator[SecondReader | None]:
    """Yield the second reader under an interpreter, None without one."""
    if python is None:
        yield None
        return
    from ingest.second_reader.reader import SecondReader  # noqa: PLC0415  --help needs none of it

    with SecondReader(python) as reader:
        yield reader


def warn_of(reader: SecondReader | None) -> Iterator[str]:
    """Yield what a user should know of the second reader after a run."""
    if reader is None:
        return
    if reader.failure is not None:
        yield f"the second reader was given up, its checks are missing: {reader.failure}"
    elif reader.unanswered:
        yield f"the second reader did not answer {count_of(reader.unanswered, 'question')} of {reader.asked:,}"
