"""The sentences behind claims, with the references that each of them cites."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from graph.stores import GraphStore

_SENTENCES = """
MATCH (c:Claim)-[:SUPPORTED_BY]->(e:Evidence)-[:IN_DOCUMENT]->(d:Document)
WHERE c.id IN $claims
OPTIONAL MATCH (e)-[:CITES]->(r:Reference)
RETURN c.id AS claim, e.id AS evidence, e.text AS text, e.page AS page, e.line AS line,
       d.id AS document, d.doi AS own_doi,
       r.n AS n, r.byline AS authors, r.journal AS journal, r.year AS year, r.doi AS doi, r.work AS work,
       r.retracted AS retracted
ORDER BY claim, document, line, evidence, n
"""


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference as a reader knows it: ``label`` is first author, journal, year."""

    n: int
    label: str
    doi: str | None
    work: str
    retracted: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document; ``work`` is the document itself where the sentence cites nothing."""

    id: str
    text: str
    document: str
    page: int | None
    line: int
    citations: tuple[Citation, ...]

    @property
    def works(self) -> frozenset[str]:
        """The works that the sentence rests on, as far as they stand."""
        if not self.citations:
            return frozenset({self.document})
        return frozenset(citation.work for citation in self.citations if not citation.retracted)


def read_quotes(store: GraphStore, claims: Collection[str]) -> dict[str, tuple[Quote, ...]]:
    """Return the sentences of each claim, in the order of documents and lines."""
    if not claims:
        return {}
    rows = store.read(_SENTENCES, {"claims": sorted(claims)}).dicts()
    grouped: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for row in rows:
        grouped.setdefault(row["claim"], {}).setdefault(row["evidence"], []).append(row)
    return {
        claim: tuple(_build_quote(evidence, found) for evidence, found in sentences.items())
        for claim, sentences in grouped.items()
    }


def _build_quote(evidence: str, rows: list[dict[str, Any]]) -> Quote:
    first = rows[0]
    cited = tuple(_build_citation(row) for row in rows if row["n"] is not None)
    return Quote(evidence, first["text"], first["document"], first["page"], first["line"], cited)


def _build_citation(row: Mapping[str, Any]) -> Citation:
    label = label_reference(row["authors"], row["journal"], row["year"]) or f"[{row['n']}]"
    retracted = bool(row["retracted"])
    label = f"{label} (retracted)" if retracted else label
    return Citation(row["n"], label, row["doi"], row["work"] or row["doi"] or "", retracted)


def label_reference(authors: str | None, journal: str | None, year: int | None) -> str:
    """Return first author, journal and year, as far as they are known.

    >>> label_reference("Han, X.; Gong, Y.; Fu, K.", "Nat. Mater.", 2017)
    'Han et al., Nat. Mater. 2017'
    >>> label_reference("Bard, A. J.", None, 2001), label_reference(None, None, None)
    ('Bard, 2001', '')
    """
    names = [name for name in (authors or "").split("; ") if name]
    first = names[0].partition(",")[0].removesuffix(" et al.") if names else ""
    several = len(names) > 1 or (authors or "").endswith("et al.")
    who = f"{first} et al." if first and several else first
    where = " ".join(str(part) for part in (journal, year) if part)
    return ", ".join(part for part in (who, where) if part)
