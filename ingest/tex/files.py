"""The files that lie beside a LaTeX document: its bibliographies and the definitions of its commands."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

_LARGEST = 50_000_000


class BesideFile(NamedTuple):
    """The text of a file, and what is odd about it."""

    text: str
    warnings: tuple[str, ...] = ()


def read_beside(folder: Path, name: str) -> BesideFile | None:
    """Return the text of a file in the folder or one beside it, None where there is none.

    A document names no file elsewhere. One that is not UTF-8 is read as Windows-1252.
    """
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve().parent) or not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        data = path.read_bytes()
    except (OSError, ValueError):  # a name that no file can have, or a file that may not be read
        return None
    try:
        return BesideFile(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        return BesideFile(text, (f"{path.name} is not UTF-8 and was read as Windows-1252",))
