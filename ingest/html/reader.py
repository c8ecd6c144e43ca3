"""Web pages of articles read: one reader on what elements mean and on how the publishers name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.errors import DocumentError
from ingest.documents import Source
from ingest.draft import Draft
from ingest.html.body import BodyReader
from ingest.html.front import find_addresses, read_html_front
from ingest.html.inline import build_html_inline
from ingest.html.links import find_cited
from ingest.html.names import load_html_names
from ingest.html.page import Page
from ingest.html.references import find_entry_elements, read_entries
from ingest.markup.html_tree import parse_html
from ingest.markup.links import build_link, number_keys
from ingest.markup.listed_references import take_listed
from ingest.markup.outline import Piece, outline
from ingest.markup.pieces import find_byline, join_cut, leave_out_front, leave_out_sections, tell_captions
from ingest.markup.tree import text_of
from ingest.text.blocks import HEADING, PROSE


def read_html(source: Source) -> Draft:
    """Read a web page; raises `DocumentError` for one without text.

    Left out are menus, banners, share bars, related articles and what the page hides.
    """
    page = Page(parse_html(source.text))
    front = read_html_front(page.root, build_html_inline(page))
    listed = find_entry_elements(page)
    entries, numbers = number_keys(read_entries(page, listed))
    cited = find_cited(page, entries, numbers, listed, find_addresses(page.root))
    reader = BodyReader(page, frozenset(e.start for e, _ in cited), frozenset(e.start for e in listed))
    pieces = reader.read_article()
    authors = front.authors or find_byline(pieces)
    pieces = leave_out_front(pieces, front.title)
    pieces = leave_out_sections(pieces, load_html_names().left_out_sections)
    if not entries:
        pieces, found = take_listed(pieces)
        entries, _ = number_keys(found)
    if not entries and all(piece.kind == HEADING for piece in pieces):
        raise DocumentError(
            "no text of an article is in this page",
            where=source.name,
            remedy="save the page with its full text, not the frame or the script that loads it",
        )
    draft = replace(
        front,
        authors=authors,
        entries=tuple(entries),
        links=tuple(build_link(element, keys) for element, keys in cited),
        warnings=tuple(_warn(reader, pieces)),
    )
    return outline(draft, join_cut(tell_captions(pieces)))


def _warn(reader: BodyReader, pieces: Sequence[Piece]) -> Iterator[str]:
    if reader.pictured:
        yield f"{reader.pictured} equations are images without text"
    if reader.left_out:
        begin = text_of(reader.left_out[0])[:60]
        yield f"{len(reader.left_out)} longer texts beside the article were left out, the first: {begin!r}"
    if not any(piece.kind == PROSE for piece in pieces):
        yield "no paragraph of running text found"
