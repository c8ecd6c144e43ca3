"""Material records: what a document names, in every sentence and table that names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.records import Evidence, MaterialRecord
from ingest.documents import Document
from ingest.mentions import MaterialMention
from ingest.sentences import Sentence


def extract_materials(document: Document, paragraphs: Iterable[Sequence[Sentence]]) -> Iterator[MaterialRecord]:
    """Yield a record for each mention of a material in the sentences."""
    for sentence in (s for paragraph in paragraphs for s in paragraph):
        for mention in sentence.materials:
            yield build_material(mention, sentence.render_evidence(document))


def build_material(mention: MaterialMention, evidence: Evidence) -> MaterialRecord:
    """Return the record of a mention; it cites what its sentence cites."""
    identity = mention.identity
    return MaterialRecord(
        document=evidence.document,
        section=evidence.section,
        refs=evidence.refs,
        confidence=0.9,
        evidence=(evidence,),
        name=identity.id,
        system=identity.system,
        aliases=(mention.text,),
        formula=identity.formula,
        parent=identity.parent,
        dopants=identity.dopants,
        elements=identity.elements,
        families=identity.families,
        roles=(mention.role,) if mention.role else (),
    )
