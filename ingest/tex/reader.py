"""LaTeX documents read: their own commands expanded, then the text in parts, its citations linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph.errors import DocumentError
from ingest.documents import Source
from ingest.draft import Draft, Entry
from ingest.markup.listed_references import take_listed
from ingest.markup.outline import Piece, outline
from ingest.markup.pieces import find_byline, is_reference_heading, join_cut, leave_out_front, tell_captions
from ingest.tex.bibliography import Bibliography, read_bibliography
from ingest.tex.body import read_pieces
from ingest.tex.citations import find_links, list_keys
from ingest.tex.context import TexContext
from ingest.tex.front import find_abstract, read_tex_front
from ingest.tex.names import load_tex_names
from ingest.tex.numbers import number_parts
from ingest.tex.preparation import PreparedTex, prepare_tex
from ingest.tex.quantities import find_units
from ingest.tex.tree import ENVIRONMENT, TexNode, parse_tex
from ingest.tex.unknown import find_unknown, tell_unknown
from ingest.text.blocks import HEADING, ITEM, PROSE, Block
from ingest.text.front import is_prose, read_front

_FIRST_SECTION = re.compile(r"\\(?:part|chapter|section|subsection)\*?\s*[\[{]|\\begin\s*\{(?:mcite)?thebibliography\}")
_JOIN = "join the parts to one file, for example with `latexpand main.tex > whole.tex`"
_ONE_LINE = re.compile(r"\s+")


def read_tex(source: Source, folder: Path) -> Draft:
    """Read a LaTeX document; its `.bbl` and `.bib` files are looked for in ``folder``.

    What is not well formed is read as far as it goes, with a warning that names the line. Raises `DocumentError`
    for a file that has no text of its own.
    """
    prepared = prepare_tex(source, folder)
    text = prepared.mapped.text
    abstract = [] if prepared.body == 0 else find_abstract(text, prepared.body)
    nodes = [node for start, end in abstract for node in _parse_abstract(text, start, end)]
    nodes += parse_tex(text, prepared.body)
    numbers = number_parts(text, nodes, text[: prepared.body])
    context = TexContext(prepared.mapped, numbers, units=find_units(text))
    bibliography = read_bibliography(source.text, text, nodes, context, folder / source.name)
    cited = bibliography.numbers or {key: n for n, key in enumerate(list_keys(text[prepared.body :]), 1)}
    context = replace(context, cited=cited, people=bibliography.people)
    return _build_draft(source, prepared, nodes, context, bibliography)


def _build_draft(
    source: Source, prepared: PreparedTex, nodes: Sequence[TexNode], context: TexContext, bibliography: Bibliography
) -> Draft:
    text = context.text
    first = _FIRST_SECTION.search(text, prepared.body)
    front = read_tex_front(context, first.start() if first else len(text))
    pieces, draft = _take_front(read_pieces(nodes, context), front)
    entries = bibliography.entries
    if not entries and not context.cited:
        pieces, listed = _take_listed(pieces)
        entries = tuple(listed)
    inputs = _find_inputs(text[prepared.body :])
    if not entries and all(piece.kind == HEADING for piece in pieces):
        raise DocumentError(
            f"the text is in other files ({', '.join(inputs)})" if inputs else "no text is in this LaTeX file",
            where=source.name,
            remedy=_JOIN if inputs else "give the file that holds the text",
        )
    draft = replace(
        draft,
        authors=draft.authors or find_byline(pieces),
        entries=entries,
        links=tuple(find_links(nodes, context)),
        warnings=(
            *prepared.warnings,
            *_warn_of_inputs(inputs),
            *tell_unknown(find_unknown(nodes, context)),
            *bibliography.warnings,
        ),
    )
    prose = [replace(piece, kind=PROSE) if piece.kind == ITEM else piece for piece in pieces]
    return outline(draft, join_cut(tell_captions(prose)))


def _parse_abstract(text: str, start: int, end: int) -> Sequence[TexNode]:
    nodes = parse_tex(text, start, end)
    if text.startswith("\\begin", start):
        return nodes
    return [TexNode(ENVIRONMENT, "abstract", start, end, start, end, tuple(nodes))]


def _take_front(pieces: list[Piece], front: Draft) -> tuple[list[Piece], Draft]:
    """Return the pieces of the text, and the front completed by what only print shows of it."""
    if front.title is not None:
        return leave_out_front(_leave_out_lines(pieces), front.title), front
    blocks = [
        Block(p.kind, c.starts[0], c.ends[-1], _ONE_LINE.sub(" ", c.text), p.number, marked=p.kind == HEADING)
        for p in pieces
        if (c := p.content).text
    ]
    shown = read_front("", blocks, range(0))
    whole = [
        piece for piece in pieces if not piece.content.text or piece.content.starts[0] >= _start(blocks, shown.body)
    ]
    completed = Draft(
        title=shown.title.strip(" *†‡§") if shown.title else None,
        authors=front.authors or shown.authors,
        journal=front.journal or shown.journal,
        year=front.year or shown.year,
        doi=front.doi or shown.doi,
    )
    return leave_out_front(whole, shown.title), completed


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
        yield f"the part {name!r} is another file and was not read: {_JOIN}"
