"""Writing files whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.errors import InputError
from graph.writing import write_text


def write_file(path: Path, text: str) -> None:
    """Write the text as UTF-8, whole or not at all; what is no regular file (a pipe) is written to directly.

    Raises `InputError` where the folder is missing or the path is one.
    """
    if path.is_dir():
        raise InputError("this is a folder", where=str(path), remedy="name a file")
    if not path.parent.is_dir():
        raise InputError("the folder does not exist", where=str(path.parent), remedy="make it, or name another")
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8", newline="")
    else:
        write_text(path, text)


def write_files(folder: Path, contents: Mapping[str, Iterable[str]]) -> list[Path]:
    """Write all files beside their places, then rename them; the folder is made where it is missing.

    Where anything fails before the first is renamed, every file is left as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pairs = {folder / f".{name}.{os.getpid()}.part": folder / name for name in contents}
    try:
        for temporary, chunks in zip(pairs, contents.values(), strict=True):
            with temporary.open("w", encoding="utf-8", newline="") as file:
                file.writelines(chunks)
        for temporary, path in pairs.items():
            temporary.replace(path)
    except BaseException:
        for temporary in pairs:
            temporary.unlink(missing_ok=True)
        raise
    return list(pairs.values())
