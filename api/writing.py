"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from graph.errors import InputError


def write_whole(path: Path, text: str) -> None:
    """Write the text as UTF-8 into a file beside the path, then put it in its place."""
    if path.is_dir():
        raise InputError("is a folder", where=str(path), remedy="name a file")
    if not path.parent.is_dir():
        raise InputError("the folder does not exist", where=str(path.parent), remedy="make it first, or name another")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
