"""A file read as a document: the one entry to all readers."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

from graph.errors import DocumentError
from ingest.documents import Document, Source
from ingest.finishing import finish_document
from ingest.formats import PDF, media_type_of, read_draft

MAX_BYTES = 50_000_000
_LINE_END = re.compile("\n")


def read_document(path: Path) -> Document:
    """Read a file in any of the formats of `ingest.formats`.

    Offsets count the code points of the file decoded as UTF-8, with its own line ends, and with its byte
    order mark as a first character where it has one; of a PDF they count in its text layer. Raises
    `DocumentError` for a file that is missing, a folder, empty, binary, in another encoding, JSON, broken or
    above 50 MB.
    """
    source = read_source(path)
    return finish_document(source, read_draft(source, path.parent))


def read_source(path: Path) -> Source:
    """Return the decoded file with its hash and the places where its lines start."""
    data = _read_bytes(path)
    if data.startswith(b"%PDF-"):
        from ingest.pdf import read_layer  # noqa: PLC0415

        layer = read_layer(data, str(path))
        source = build_source(path.name, layer.text, sha256=hashlib.sha256(data).hexdigest())
        return replace(source, media_type=PDF, page_starts=layer.page_starts, warnings=layer.warnings)
    if b"\x00" in data:
        where = f"{path}, byte {data.index(0)}"
        raise DocumentError("the file is binary", where=where, remedy="give plain text or Markdown in UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"byte 0x{data[error.start]:02x} is not UTF-8",
            where=f"{path}, line {line}",
            remedy="save the file as UTF-8, for example with `iconv -f latin1 -t utf-8`",
        ) from error
    if not text.strip("\ufeff \t\r\n"):
        raise DocumentError("the file is empty", where=str(path), remedy="give a file with text")
    if _is_json(text):
        raise DocumentError(
            "the file holds JSON, not the text of a document",
            where=str(path),
            remedy="give the document itself; records of `interphase extract` go to `interphase load`",
        )
    return build_source(path.name, text, sha256=hashlib.sha256(data).hexdigest())


def _is_json(text: str) -> bool:
    """Tell whether the file, or its first line, is a JSON object or array."""
    start = text.lstrip("\ufeff \t\r\n")
    if not start.startswith(("{", "[")):
        return False
    for candidate in (start.partition("\n")[0], start):
        try:
            return isinstance(json.loads(candidate), dict | list)
        except (ValueError, RecursionError):
            continue
    return False


def build_source(name: str, text: str, *, sha256: str | None = None) -> Source:
    """Return a source for a text; the media type goes by how it begins and by the ending of its name."""
    starts = (0, *(found.end() for found in _LINE_END.finditer(text)))
    return Source(
        name=name,
        text=text,
        media_type=media_type_of(name, text[:2000]),
        sha256=sha256 or hashlib.sha256(text.encode("utf-8")).hexdigest(),
        line_starts=starts,
    )


def _read_bytes(path: Path) -> bytes:
    if path.is_dir():
        raise DocumentError("this is a folder", where=str(path), remedy="name the files in it, such as `folder/*.md`")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(
                f"the file has {size / 1e6:.0f} MB, more than the {MAX_BYTES / 1e6:.0f} MB that one document may have",
                where=str(path),
                remedy="split it into its articles",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentError("there is no such file", where=str(path), remedy="check the path") from None
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise DocumentError(reason.lower(), where=str(path), remedy="check the path and its permissions") from error
