"""A paragraph as extraction reads it: each sentence with its context and its relations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.records import Evidence
from ingest.context import Context, Topic, follow_topic, read_context
from ingest.coreference import find_references
from ingest.documents import Document
from ingest.hedging import classify_source
from ingest.relations import Relation, find_relations
from ingest.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence with what it is about and the relations it states; ``previous`` is the one before."""

    document: Document = field(repr=False)
    sentence: Sentence
    context: Context
    relations: tuple[Relation, ...]
    previous: Finding | None = field(default=None, repr=False)

    def source(self, refs: Sequence[int]) -> dict[str, Any]:
        """Return the fields that every record of this sentence shares, citing the references given."""
        sentence = self.sentence
        evidence: Evidence = sentence.render_evidence(self.document, refs=refs)
        return {
            "document": self.document.id,
            "section": sentence.paragraph.section,
            "refs": tuple(sorted(refs)),
            "hedged": sentence.hedged,
            "source_type": classify_source(sentence.text, sentence.techniques),
            "techniques": sentence.techniques,
            "evidence": (evidence,),
        }


def read_findings(document: Document, paragraph: Sequence[Sentence], topic: Topic | None = None) -> Iterator[Finding]:
    """Yield the findings of a paragraph's sentences, each knowing the one before and the running topic.

    ``topic`` is what the section has been about before the paragraph.
    """
    topic = topic or Topic()
    previous: Finding | None = None
    materials = [mention for sentence in paragraph for mention in sentence.materials]
    spans = [(sentence.start, sentence.end) for sentence in paragraph]
    references = find_references(paragraph[0].paragraph.text, materials, spans) if materials else []
    for sentence in paragraph:
        own = [r for r in references if sentence.start <= r.start < sentence.end]
        context = read_context(sentence, topic, own)
        relations = tuple(find_relations(sentence.folded, sentence.keys, sentence.tags))
        previous = Finding(document, sentence, context, relations, previous)
        yield previous
        topic = follow_topic(topic, context)


def read_section_findings(document: Document, paragraphs: Sequence[Sequence[Sentence]]) -> list[list[Finding]]:
    """Return the findings of each paragraph; a section's topic goes on from one of its paragraphs to the next."""
    read: list[list[Finding]] = []
    topic, section = Topic(), None
    for paragraph in paragraphs:
        own = paragraph[0].paragraph.section if paragraph else None
        if own != section:
            topic, section = Topic(), own
        findings = list(read_findings(document, paragraph, topic))
        read.append(findings)
        if findings and not findings[0].sentence.paragraph.caption:
            # The electrode of the last sentence is too slight a thread to carry on.
            last = findings[-1].context
            topic = replace(follow_topic(last.topic, last), electrode=None, inherited=True)
    return read
