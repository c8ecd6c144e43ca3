"""The reference list that a LaTeX document holds, and how its entries are told in fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.draft import Entry
from ingest.mapped import strip_mapped
from ingest.markup.tagged_references import TaggedFields, complete_fields
from ingest.references.authors import join_initials
from ingest.repair.rules import repair_text
from ingest.tex.bibtex import parse_person
from ingest.tex.context import TexContext
from ingest.tex.inline import read_argument, read_inline
from ingest.tex.names import load_tex_names
from ingest.tex.tree import ENVIRONMENT, MACRO, TexNode, iter_nodes

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s{}\"<>]+")
_ET_AL = re.compile(r"\bet\s?al\b")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_REPEATED = re.compile(r"[—–-]{2,}[.,\s]*|—{1,}[.,\s]+")
_LABELLED = re.compile(r"(?P<names>.+?)\s*\(\s*(?:\d{4}|in press)")


class Item(NamedTuple):
    """An item of a bibliography: its key, its optional label, and what it holds."""

    key: str
    label: TexNode | None
    nodes: Sequence[TexNode]


def find_items(nodes: Sequence[TexNode], context: TexContext) -> list[Item]:
    """Return the items of all bibliographies in the nodes."""
    names = load_tex_names().bibliographies
    lists = [node for node in iter_nodes(nodes) if node.kind == ENVIRONMENT and node.name in names]
    return [item for node in lists for item in _split_items(node.children, context)]


def _split_items(nodes: Sequence[TexNode], context: TexContext) -> Iterator[Item]:
    starts = [i for i, node in enumerate(nodes) if node.kind == MACRO and node.name == "bibitem" and node.mandatory]
    for start, end in zip(starts, [*starts[1:], len(nodes)], strict=False):
        head = nodes[start]
        yield Item(context.inner(head.mandatory[0]).strip(), head.optional[0], nodes[start + 1 : end])


def build_entry(item: Item, context: TexContext) -> Entry:
    """Return an item as an entry, with the fields that its commands name."""
    content = strip_mapped(read_inline(item.nodes, context))
    tagged = read_tags(item.nodes, context)
    told = tagged != TaggedFields()
    tagged = replace(tagged, et_al=bool(tagged.authors and _ET_AL.search(content.text)))
    return Entry(content, keys=(item.key,), fields=complete_fields(content.text, tagged) if told else None)


def read_tags(nodes: Sequence[TexNode], context: TexContext) -> TaggedFields:
    """Return the fields that ``\\bibinfo`` and the links of an entry name."""
    found: dict[str, list[TexNode]] = {}
    linked: list[str] = []
    for node in iter_nodes(nodes):
        if node.kind == MACRO and node.name == "bibinfo" and len(node.mandatory) == 2:
            found.setdefault(context.inner(node.mandatory[0]).strip(), []).append(node.mandatory[1])
        elif node.kind == MACRO and node.name in ("href", "url", "doi", "path", "nolinkurl") and node.mandatory:
            linked.append(context.inner(node.mandatory[0]))
    texts = {name: read_argument(values[0], context).text.strip() for name, values in found.items()}
    authors = [author for node in found.get("author", ()) if (author := _read_author(node, context))[0]]
    year = _YEAR.search(texts.get("year", ""))
    journal = texts.get("journal") or (texts.get("booktitle") if texts.get("title") else None)
    return TaggedFields(
        authors=tuple(authors),
        title=texts.get("title") or texts.get("booktitle"),
        journal=journal,
        volume=texts.get("volume"),
        pages=repair_text(texts.get("pages") or texts.get("eid", "")) or None,
        year=int(year.group()) if year else None,
        doi=_find_linked_doi([texts.get("doi", ""), *linked]),
        whole=bool(authors and year and (texts.get("journal") or texts.get("title") or texts.get("booktitle"))),
    )


def _read_author(node: TexNode, context: TexContext) -> tuple[str, str]:
    """Return family name and initials of an author, whose parts REVTeX tags and Elsevier does not."""
    parts = {
        inner.name: read_argument(inner.mandatory[0], context).text.strip()
        for inner in iter_nodes([node])
        if inner.kind == MACRO and inner.name in ("bibnamefont", "bibfnamefont") and inner.mandatory
    }
    if "bibnamefont" in parts:
        return parts["bibnamefont"], join_initials(parts.get("bibfnamefont", ""))
    family, given = parse_person(read_argument(node, context).text.strip(" ,;"))
    return family, join_initials(given)


def _find_linked_doi(texts: Sequence[str]) -> str | None:
    for text in texts:
        found = _DOI.search(re.sub(r"\\(?=[_%&#])|[{}]", "", re.sub(r"\\(?:doibase|natexlab)\b", " ", text)))
        if found:
            return found.group().rstrip(".,;)").lower()
    return None


def repeat_authors(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, each dash that stands for the authors of the entry before read as these."""
    if not any(_REPEATED.match(entry.content.text) for entry in entries):
        return list(entries)
    read: list[Entry] = []
    authors: tuple[tuple[str, str], ...] = ()
    for entry in entries:
        dash = _REPEATED.match(entry.content.text)
        fields = entry.fields
        if dash and authors and not (fields and fields.authors):
            tagged = TaggedFields(authors=authors, doi=fields.doi if fields else None)
            fields = complete_fields(entry.content.text[dash.end() :], tagged)
        read.append(replace(entry, fields=fields))
        known = fields or complete_fields(entry.content.text, TaggedFields())
        authors = known.authors if known else ()
    return read


def find_people(item: Item, entry: Entry, context: TexContext) -> str:
    """Return the names that stand for an entry in running text: those of its label, else its authors."""
    label = read_inline(item.label.children, context).text.strip() if item.label is not None else ""
    found = _LABELLED.match(label)
    if found:
        return found["names"].strip(" ,")
    fields = entry.fields or complete_fields(entry.content.text, TaggedFields())
    return spell_people(fields.authors, et_al=fields.et_al) if fields else ""


def spell_people(authors: Sequence[tuple[str, str]], *, et_al: bool) -> str:
    """Return authors as running text names them.

    >>> spell_people([("Sharafi", "A."), ("Yu", "S."), ("Sakamoto", "J.")], et_al=False)
    'Sharafi et al.'
    >>> spell_people([("Monroe", "C."), ("Newman", "J.")], et_al=False)
    'Monroe and Newman'
    """
    families = [family for family, _ in authors]
    if len(families) > 2 or (families and et_al):
        return f"{families[0]} et al."
    return " and ".join(families)
