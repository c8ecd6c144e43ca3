"""XML articles read: JATS and its older forms, books in BITS, Elsevier's own tags told in the names of JATS."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.errors import DocumentError
from ingest.documents import Source
from ingest.draft import Draft, Entry
from ingest.jats.body import BodyReader, build_inline, find_targets
from ingest.jats.front import read_xml_front
from ingest.jats.names import load_xml_names
from ingest.jats.references import read_entries
from ingest.markup.inline import Inline
from ingest.markup.links import build_link, number_keys
from ingest.markup.listed_references import take_listed
from ingest.markup.outline import Piece, outline
from ingest.markup.pieces import join_cut, leave_out_front, leave_out_sections, tell_captions
from ingest.markup.tree import Element, find_child, find_elements, find_first, find_outermost, text_of
from ingest.markup.xml_tree import parse_xml
from ingest.text.blocks import HEADING

_ARTICLES = (
    "article",
    "book-part",
    "converted-article",
    "simple-article",
    "book-review",
    "full-text-retrieval-response",
)


def read_jats(source: Source) -> Draft:
    """Read an XML article; raises `DocumentError` for XML that is broken, dangerous or without text.

    Of several articles in one file the first is read, and a warning tells of the others.
    """
    root = parse_xml(source.text, source.name, load_xml_names().names)
    articles = find_outermost(root, *_ARTICLES)
    article = articles[0] if articles else root
    entries, _ = number_keys(read_entries(article, build_inline({})))
    cited = list(_find_cited(article, entries))
    inline = build_inline(_spell_empty(article, entries))
    front = read_xml_front(root, find_child(article, "front", "head") or find_first(article, "front", "head"), inline)
    pieces, front = _read_pieces(article, front, inline, frozenset(element.start for element, _ in cited))
    pieces = leave_out_sections(pieces, load_xml_names().left_out_sections)
    if not entries:
        pieces, listed = take_listed(pieces)
        entries, _ = number_keys(listed)
    if not entries and all(piece.kind == HEADING for piece in pieces):
        raise DocumentError(
            "no text of an article is in this XML",
            where=source.name,
            remedy="give an article in JATS, NLM or BITS tags",
        )
    draft = replace(
        front,
        entries=tuple(entries),
        links=tuple(build_link(element, targets) for element, targets in cited),
        warnings=tuple(_warn(article, articles)),
    )
    return outline(draft, join_cut(tell_captions(pieces)))


def _read_pieces(article: Element, front: Draft, inline: Inline, cited: frozenset[int]) -> tuple[list[Piece], Draft]:
    """Return the parts of the text; one section around all the others is no section, its title that of the article."""
    reader = BodyReader(article, inline, cited)
    body = find_first(article, "body") or article
    whole = _find_wrapping(body)
    if whole is None:
        return reader.read_article(body), front
    title = find_child(whole, "title")
    if front.title is None and title is not None:
        front = replace(front, title=text_of(title))
    return leave_out_front(reader.read_article(whole, skipped=title), front.title), front


def _find_wrapping(body: Element) -> Element | None:
    """Return the section that alone makes up the body and has sections of its own."""
    parts = [child for child in body.children if isinstance(child, Element)]
    alone = len(parts) == 1 and parts[0].name == "sec" and len(find_elements(parts[0], "sec")) > 1
    return parts[0] if alone and find_child(parts[0], "sec") is not None else None


def _find_cited(article: Element, entries: Sequence[Entry]) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Yield the cross-references to entries of the list, each with its targets."""
    known = {key for entry in entries for key in entry.keys}
    for xref in find_elements(article, "xref"):
        targets = find_targets(xref)
        if targets and (xref.get("ref-type") == "bibr" or known.intersection(targets)):
            yield xref, targets


def _spell_empty(article: Element, entries: list[Entry]) -> dict[int, str]:
    """Return the text of each citation that the file leaves to be printed, by where it starts."""
    numbers = {key: entry.n or place for place, entry in enumerate(entries, 1) for key in entry.keys}
    spelled: dict[int, str] = {}
    for xref in find_elements(article, "xref"):
        shown = [numbers[key] for key in find_targets(xref) if key in numbers]
        if shown and not text_of(xref):
            spelled[xref.start] = f"[{', '.join(map(str, shown))}]"
    return spelled


def _warn(article: Element, articles: list[Element]) -> Iterator[str]:
    if not articles:
        yield "this XML is no article in JATS, NLM, BITS or Elsevier tags: its paragraphs were read as they stand"
    if len(articles) > 1:
        yield f"{len(articles)} articles are in this file, only the first was read"
    replies = find_outermost(article, "sub-article", "response")
    if replies:
        yield f"{len(replies)} reviews or replies behind the article were left out"
