"""LaTeX made ready to be parsed: as TeX reads it, every character still knowing its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DocumentError
from ingest.documents import MappedText, Source
from ingest.mapped import Edit, apply_edits, join_mapped, slice_mapped
from ingest.tex.acronyms import find_acronym_edits, find_acronyms
from ingest.tex.citations import find_joined
from ingest.tex.files import read_beside
from ingest.tex.macros import expand_macros, find_definitions
from ingest.tex.mending import DEEPEST, Slip, find_depth, iter_lines, mend_braces, mend_dollars, mend_environments
from ingest.tex.source import clean_source, find_layout_edits

_BEGIN = re.compile(r"\\begin\s*\{document\}")
_END = re.compile(r"\\end\s*\{document\}")
_TAKEN = re.compile(r"\\(?P<command>input|include|usepackage|RequirePackage)\s*(?:\[[^\]]*\])?\s*\{(?P<names>[^{}]*)\}")


@dataclass(frozen=True, slots=True)
class PreparedTex:
    """A document ready to be parsed: the text with its place in the source, and where its body begins."""

    mapped: MappedText
    body: int
    warnings: tuple[str, ...]


def prepare_tex(source: Source, folder: Path) -> PreparedTex:
    """Return a document without comments and definitions, its commands expanded, its slips mended.

    Commands that the preamble takes from a file in ``folder`` are expanded too. Raises `DocumentError` where groups
    are nested beyond reason.
    """
    mapped = clean_source(source.text)
    mapped = apply_edits(mapped, [Edit(*found) for found in find_joined(mapped.text)])
    mapped, braces = _mend(mapped, *mend_braces(mapped.text))
    taken = "\n".join(_read_taken(mapped.text, folder))
    definitions, edits = find_definitions(mapped.text)
    definitions = {**find_definitions(taken)[0], **definitions}
    acronyms = find_acronyms(taken + mapped.text)
    mapped, whole = expand_macros(apply_edits(mapped, edits), definitions)
    mapped = apply_edits(mapped, find_acronym_edits(mapped.text, acronyms))
    mapped = apply_edits(mapped, find_layout_edits(mapped.text))
    if find_depth(mapped.text) > DEEPEST:
        raise DocumentError(
            f"more than {DEEPEST} groups stand inside one another",
            where=source.name,
            remedy="check the braces, most likely one is opened again and again",
        )
    head, body = _split(mapped)
    body, environments = _mend(body, *mend_environments(body.text))
    body, dollars = _mend(body, *mend_dollars(body.text))
    slips = sorted((*braces, *environments, *dollars), key=lambda slip: slip.place)
    warnings = list(iter_lines(slips, [source.line_at(slip.place) for slip in slips]))
    if not whole:
        warnings.append("a command is defined by itself, or by more text than a document has, and was left as it is")
    return PreparedTex(join_mapped([head, body], ""), len(head.text), tuple(warnings))


def _read_taken(text: str, folder: Path) -> Iterator[str]:
    """Yield the files beside the document that its preamble takes commands from."""
    begin = _BEGIN.search(text)
    for found in _TAKEN.finditer(text, 0, begin.start()) if begin else ():
        for name in found["names"].split(","):
            suffix = "" if Path(name).suffix else (".sty" if "package" in found["command"].lower() else ".tex")
            read = read_beside(folder, f"{name.strip()}{suffix}")
            if read is not None:
                yield clean_source(read.text).text


def _mend(mapped: MappedText, edits: Sequence[Edit], slips: Sequence[Slip]) -> tuple[MappedText, list[Slip]]:
    """Return the text with the edits made, and the slips at their place in the source."""
    placed = [Slip(mapped.starts[min(slip.place, len(mapped.starts) - 1)], slip.message) for slip in slips]
    return apply_edits(mapped, edits), placed


def _split(mapped: MappedText) -> tuple[MappedText, MappedText]:
    """Return the preamble and the body; a part of a document has no preamble."""
    begin = _BEGIN.search(mapped.text)
    start = begin.end() if begin else 0
    end = _END.search(mapped.text, start)
    return slice_mapped(mapped, 0, start), slice_mapped(mapped, start, end.start() if end else len(mapped.text))
