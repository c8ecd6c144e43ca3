"""LaTeX documents read: their own commands expanded, then the text in parts, its citations linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import DocumentError
from ingest.blocks import HEADING, ITEM, PROSE, Block
from ingest.documents import MappedText, Source
from ingest.draft import Draft, Entry
from ingest.front import is_prose, read_front
from ingest.listed_references import take_listed
from ingest.mapped import Edit, apply_edits, build_mapped, join_mapped, slice_mapped
from ingest.outline import Piece, outline
from ingest.pieces import find_byline, is_reference_heading, join_cut, leave_out_front, tell_captions
from ingest.tex_acronyms import find_acronym_edits, find_acronyms
from ingest.tex_bibliography import Bibliography, read_bibliography
from ingest.tex_body import read_pieces
from ingest.tex_citations import find_joined, find_links, list_keys
from ingest.tex_context import TexContext
from ingest.tex_front import TexFront, find_abstract, read_tex_front
from ingest.tex_macros import expand_macros, find_definitions
from ingest.tex_mending import DEEPEST, Slip, find_depth, iter_lines, mend_braces, mend_dollars, mend_environments
from ingest.tex_names import load_tex_names
from ingest.tex_numbers import number_parts
from ingest.tex_quantities import find_units
from ingest.tex_source import clean_source, find_layout_edits
from ingest.tex_tree import TexNode, parse_tex

_BEGIN = re.compile(r"\\begin\s*\{document\}")
_END = re.compile(r"\\end\s*\{document\}")
_FIRST_SECTION = re.compile(r"\\(?:part|chapter|section|subsection)\*?\s*[\[{]|\\begin\s*\{(?:mcite)?thebibliography\}")
_ONE_LINE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A document ready to be parsed: the text with its place in the source, and where its body begins."""

    mapped: MappedText
    body: int
    warnings: tuple[str, ...]


def read_tex(source: Source, folder: Path) -> Draft:
    """Read a LaTeX document; its `.bbl` and `.bib` files are looked for in ``folder``.

    What is not well formed is read as far as it goes, with a warning that names the line. Raises `DocumentError`
    for a file that has no text of its own.
    """
    prepared = _prepare(source)
    text = prepared.mapped.text
    abstract = [] if prepared.body == 0 else find_abstract(text, prepared.body)
    nodes = [node for start, end in abstract for node in _parse_abstract(text, start, end)]
    nodes += parse_tex(text, prepared.body)
    numbers = number_parts(text, nodes, text[: prepared.body])
    context = TexContext(prepared.mapped, numbers, {}, {}, find_units(text))
    bibliography = read_bibliography(source.text, text, nodes, context, folder / source.name)
    cited = bibliography.numbers or {key: n for n, key in enumerate(list_keys(text[prepared.body :]), 1)}
    context = replace(context, cited=cited, people=bibliography.people or {})
    return _build_draft(source, prepared, nodes, context, bibliography)


def _build_draft(
    source: Source, prepared: _Prepared, nodes: Sequence[TexNode], context: TexContext, bibliography: Bibliography
) -> Draft:
    text = context.text
    first = _FIRST_SECTION.search(text, prepared.body)
    front = read_tex_front(context, first.start() if first else len(text))
    pieces = read_pieces(nodes, context)
    pieces, front = _take_front(pieces, front)
    entries = bibliography.entries
    if not entries and not context.cited:
        pieces, listed = _take_listed(pieces)
        entries = tuple(listed)
    inputs = _find_inputs(text[prepared.body :])
    if not entries and all(piece.kind == HEADING for piece in pieces):
        raise DocumentError(
            f"the text is in other files ({', '.join(inputs)})" if inputs else "no text is in this LaTeX file",
            where=source.name,
            remedy="join the parts to one file, for example with `latexpand main.tex > whole.tex`",
        )
    draft = Draft(
        title=front.title,
        authors=front.authors or find_byline(pieces),
        journal=front.journal,
        year=front.year,
        doi=front.doi,
        entries=entries,
        links=tuple(find_links(nodes, context)),
        warnings=(*prepared.warnings, *_warn_of_inputs(inputs), *bibliography.warnings),
    )
    prose = [replace(piece, kind=PROSE) if piece.kind == ITEM else piece for piece in pieces]
    return outline(draft, join_cut(tell_captions(prose)))


def _parse_abstract(text: str, start: int, end: int) -> Sequence[TexNode]:
    nodes = parse_tex(text, start, end)
    if text.startswith("\\begin", start):
        return nodes
    return [TexNode("environment", "abstract", start, end, start, end, tuple(nodes))]


def _prepare(source: Source) -> _Prepared:
    """Return the document without comments and definitions, its commands expanded, its slips mended."""
    mapped = clean_source(build_mapped(source.text, 0, len(source.text)))
    mapped = apply_edits(mapped, [Edit(*found) for found in find_joined(mapped.text)])
    mapped, braces = _mend(mapped, *mend_braces(mapped.text))
    definitions, edits = find_definitions(mapped.text)
    acronyms = find_acronyms(mapped.text)
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
    return _Prepared(join_mapped([head, body], ""), len(head.text), tuple(warnings))


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


def _take_front(pieces: list[Piece], front: TexFront) -> tuple[list[Piece], TexFront]:
    """Return the pieces of the text, and the front completed by what only print shows of it."""
    if front.title is not None:
        return leave_out_front(_leave_out_lines(pieces), front.title), front
    blocks = [
        Block(p.kind, *_bounds(p.content), _ONE_LINE.sub(" ", p.content.text), p.number, marked=p.kind == HEADING)
        for p in pieces
        if p.content.text
    ]
    shown = read_front("", blocks, range(0))
    whole = [
        piece for piece in pieces if not piece.content.text or piece.content.starts[0] >= _start(blocks, shown.body)
    ]
    completed = TexFront(
        title=shown.title,
        authors=front.authors or shown.authors,
        journal=front.journal or shown.journal,
        year=front.year or shown.year,
        doi=front.doi or shown.doi,
    )
    return leave_out_front(whole, shown.title), completed


def _bounds(content: MappedText) -> tuple[int, int]:
    return content.source_span(0, len(content.text))


def _start(blocks: Sequence[Block], place: int) -> int:
    return blocks[place].start if place < len(blocks) else 0


def _leave_out_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without the lines between abstract and first heading that are no running text."""
    headings = [place for place, piece in enumerate(pieces) if piece.kind == HEADING]
    silent = [place for place in headings if pieces[place].content.text == "Introduction" and _is_silent(pieces[place])]
    if not silent or headings[-1] == silent[0]:
        return list(pieces)
    start = silent[0]
    end = headings[headings.index(start) + 1]
    kept = [piece for piece in pieces[start + 1 : end] if piece.kind != PROSE or is_prose(piece.content.text)]
    return [*pieces[:start], *(pieces[start : start + 1] if kept else []), *kept, *pieces[end:]]


def _is_silent(piece: Piece) -> bool:
    """Tell whether a heading is not printed: all of it stands for one place."""
    return piece.content.starts[0] == piece.content.ends[-1]


def _take_listed(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Entry]]:
    """Return the pieces without a reference list that is written as a list or as paragraphs, and its entries."""
    places = [i for i, p in enumerate(pieces) if p.kind == HEADING and is_reference_heading(p.content.text)]
    if places:
        end = next((i for i in range(places[-1] + 1, len(pieces)) if pieces[i].kind == HEADING), len(pieces))
        items = [piece for piece in pieces[places[-1] + 1 : end] if piece.kind == ITEM]
        if len(items) > 1:
            return [*pieces[: places[-1]], *pieces[end:]], [Entry(piece.content) for piece in items]
    return take_listed(pieces)


def _find_inputs(text: str) -> list[str]:
    """Return the names of the parts of the text that are other files."""
    commands = "|".join(sorted(load_tex_names().inputs, key=len, reverse=True))
    found = re.findall(
        rf"\\(?:{commands})(?![A-Za-z])\s*(?:\{{([^{{}}]*)\}}(?:\{{([^{{}}]*)\}})?|([^\s\\{{}}]+))", text
    )
    names = ["".join(parts).strip() for parts in found]
    return [name for name in dict.fromkeys(names) if name and not name.endswith((".bbl", ".sty", ".def"))]


def _warn_of_inputs(inputs: Sequence[str]) -> Iterator[str]:
    for name in inputs:
        yield (
            f"the part {name!r} is another file and was not read: join the parts to one file, for example with"
            " `latexpand main.tex > whole.tex`"
        )
