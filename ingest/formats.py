"""The formats that are read, by media type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from ingest.documents import Source
from ingest.draft import Draft
from ingest.text.reader import read_text

TEXT, MARKDOWN, HTML, JATS, LATEX, PDF = (
    "text/plain", "text/markdown", "text/html", "application/jats+xml", "application/x-latex", "application/pdf",
)  # fmt: skip

_SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        MARKDOWN: ".md .markdown",
        TEXT: ".txt .text",
        HTML: ".html .htm .xhtml",
        JATS: ".xml .nxml",
        LATEX: ".tex .latex .ltx",
        PDF: ".pdf",
    }
)
_BY_SUFFIX = {suffix: media_type for media_type, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_PROLOGUE = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_SIGNS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        HTML: re.compile(_PROLOGUE + r"(?:<!doctype html|<html\b)", re.IGNORECASE | re.DOTALL),
        JATS: re.compile(_PROLOGUE + r"(?:<!DOCTYPE|<article\b)|\s*<\?xml\b", re.DOTALL),
        LATEX: re.compile(r"\s*(?:%[^\n]*\n\s*)*\\document(?:class|style)\b"),
    }
)


def media_type_of(name: str, head: str) -> str:
    """Return the media type by what the text begins with, else by the ending of the name, else plain text.

    >>> media_type_of("review.txt", "<!DOCTYPE html><html>"), media_type_of("review.md", "# A title")
    ('text/html', 'text/markdown')
    """
    for media_type, sign in _SIGNS.items():
        if sign.match(head.removeprefix("\ufeff")):
            return media_type
    return _BY_SUFFIX.get(Path(name).suffix.lower(), TEXT)


def read_draft(source: Source, folder: Path) -> Draft:
    """Read a source by its media type; ``folder`` is where a LaTeX file finds its bibliography.

    The parser of a format is imported only when a file needs it.
    """
    if source.media_type == HTML:
        from ingest.html.reader import read_html  # noqa: PLC0415

        return read_html(source)
    if source.media_type == JATS:
        from ingest.jats.reader import read_jats  # noqa: PLC0415

        return read_jats(source)
    if source.media_type == LATEX:
        from ingest.tex.reader import read_tex  # noqa: PLC0415

        return read_tex(source, folder)
    return read_text(source)
