"""Documents, references, callouts and the sentences behind each claim."""

from __future__ import annotations

import json
from collections.abc import Iterable

from graph.assembly.building import RowBuilder
from graph.assembly.statements import Sources, Statement, cited, evidence_id
from graph.records import (
    CLAIM_KINDS,
    CitationRecord,
    DocumentRecord,
    Evidence,
    MaterialRecord,
    Record,
    ReferenceRecord,
    render_record,
)
from graph.rows import NodeKey


def assemble_sources(builder: RowBuilder, records: Iterable[Record], sources: Sources) -> None:
    """Add documents, references and callouts, and to each record's node the record itself."""
    for record in records:
        document = NodeKey("Document", record.document)
        match record:
            case DocumentRecord():
                node = _assemble_document(builder, record)
            case ReferenceRecord():
                node = _assemble_reference(builder, record, sources)
            case CitationRecord():
                node = _assemble_citation(builder, record, sources)
            case MaterialRecord():
                node = NodeKey("Material", record.id)
            case _ if record.KIND in CLAIM_KINDS:
                node = NodeKey("Claim", record.id)
            case _:
                continue
        whole = json.dumps(render_record(record), ensure_ascii=False, sort_keys=True)
        builder.add_edge("RECORDED_IN", node, document, record=whole)


def _assemble_document(builder: RowBuilder, document: DocumentRecord) -> NodeKey:
    return builder.add_node(
        NodeKey("Document", document.id),
        document.title or document.id,
        title=document.title,
        authors=list(document.authors),
        journal=document.journal,
        year=document.year,
        doi=document.doi,
        sha256=document.sha256,
    )


def _assemble_reference(builder: RowBuilder, reference: ReferenceRecord, sources: Sources) -> NodeKey:
    authors = "; ".join(", ".join(filter(None, author)) for author in reference.authors)
    key = builder.add_node(
        NodeKey("Reference", reference.id),
        f"[{reference.n}] {reference.title or reference.raw}",
        document=reference.document,
        n=reference.n,
        title=reference.title,
        byline=authors + (" et al." if reference.et_al else "") or None,
        journal=reference.journal,
        volume=reference.volume,
        pages=reference.pages,
        year=reference.year,
        doi=reference.doi,
        work=reference.work,
        retracted=sources.is_retracted(reference),
    )
    builder.add_edge("IN_DOCUMENT", key, NodeKey("Document", reference.document))
    return key


def _assemble_citation(builder: RowBuilder, citation: CitationRecord, sources: Sources) -> NodeKey:
    key = builder.add_node(
        NodeKey("Citation", citation.id),
        citation.raw,
        line=citation.line,
        start=citation.start,
        raw=citation.raw,
        caption=citation.caption,
    )
    builder.add_edge("IN_DOCUMENT", key, NodeKey("Document", citation.document))
    _add_references(builder, key, citation.document, citation.refs, sources)
    return key


def assemble_evidence(builder: RowBuilder, statement: Statement, sources: Sources) -> None:
    """Add the sentences of a claim, with the references that each of them cites."""
    claim = NodeKey("Claim", statement.id)
    for record in statement.records:
        for evidence in record.evidence:
            key = _assemble_sentence(builder, statement.id, record, evidence)
            builder.add_edge("SUPPORTED_BY", claim, key)
            builder.add_edge("IN_DOCUMENT", key, NodeKey("Document", record.document))
            _add_references(builder, key, record.document, cited(record, evidence), sources)


def _assemble_sentence(builder: RowBuilder, claim: str, record: Record, evidence: Evidence) -> NodeKey:
    text = evidence.text
    return builder.add_node(
        NodeKey("Evidence", evidence_id(claim, evidence)),
        text if len(text) <= 80 else f"{text[:79].rstrip()}…",
        text=text,
        section=evidence.section,
        line=evidence.line,
        start=evidence.start,
        stop=evidence.end,
        page=evidence.page,
        hedged=evidence.hedged,
        source_type=record.source_type,
        confidence=float(record.confidence),
    )


def _add_references(
    builder: RowBuilder, source: NodeKey, document: str, numbers: Iterable[int], sources: Sources
) -> None:
    for n in numbers:
        reference = sources.references.get((document, n))
        if reference is not None:
            builder.add_edge("CITES", source, NodeKey("Reference", reference.id))
