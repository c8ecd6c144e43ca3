"""The reference list with what the catalogues know beside what is printed: missing DOIs, and retractions."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.records import ReferenceRecord
from ingest.documents import Document
from ingest.enrichment.client import ServiceError
from ingest.enrichment.sources import Source
from ingest.enrichment.works import FoundWork

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Search:
    """A reference after the search for its DOI; ``failures`` say which catalogues gave no answer, and why."""

    reference: ReferenceRecord
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the catalogues know of DOIs: retracted or not, for those that at least one of them has."""

    retracted: Mapping[str, bool]
    unanswered: frozenset[str]
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Enrichment:
    """A document with what was looked up; ``notes`` and ``warnings`` say in words what came of it."""

    document: Document
    notes: tuple[str, ...]
    warnings: tuple[str, ...]


def enrich_document(document: Document, sources: Sequence[Source]) -> Enrichment:
    """Look up missing DOIs and retractions of a document's references.

    A printed DOI stays; one that is found says in ``doi_source`` where. Nothing that a catalogue does or fails to
    do raises.
    """
    searched = [_search(reference, sources) for reference in document.references]
    own = [document.doi] if document.doi else []
    dois = dict.fromkeys([*own, *(found.reference.doi for found in searched if found.reference.doi)])
    standing = _look_up(dois, sources)
    references = tuple(
        replace(found.reference, retracted=standing.retracted.get(found.reference.doi or "")) for found in searched
    )
    without = sum(reference.doi is None for reference in document.references)
    found = sum(reference.doi_source is not None for reference in references)
    return Enrichment(
        document=replace(document, references=references),
        notes=(f"{found} of {without} missing DOIs found",) if without else (),
        warnings=tuple(_warn(document, searched, standing)),
    )


def _search(reference: ReferenceRecord, sources: Iterable[Source]) -> _Search:
    """Ask one catalogue after the other until one has a match; what agrees with several works is no match."""
    failures = []
    if reference.doi is None:
        for source in sources:
            try:
                matches = source.search(reference)
            except ServiceError as error:
                failures.append(f"{source.name}: {error}")
                continue
            if len(matches) == 1:
                return _Search(replace(reference, doi=matches[0].doi, doi_source=source.name.lower()))
            if matches:
                logger.info("[%d] agrees with %s", reference.n, ", ".join(work.doi for work in matches))
                return _Search(reference)
    return _Search(reference, tuple(failures))


def _look_up(dois: Iterable[str], sources: Iterable[Source]) -> _Standing:
    """Ask every catalogue for every DOI: each learns of retractions that the other does not have."""
    wanted = list(dois)
    known: dict[str, list[FoundWork]] = {}
    answered: set[str] = set()
    failures = []
    for source in sources:
        found, failure = source.look_up(wanted)
        answered |= found.keys()
        for doi, work in found.items():
            if work is not None:
                known.setdefault(doi, []).append(work)
        if failure:
            failures.append(f"{source.name}: {failure}")
    retracted = {doi: any(work.retracted for work in works) for doi, works in known.items()}
    return _Standing(retracted, frozenset(wanted) - answered, tuple(failures))


def _warn(document: Document, searched: Sequence[_Search], standing: _Standing) -> Iterator[str]:
    if standing.retracted.get(document.doi or ""):
        yield "this document itself is retracted"
    retracted = [result.reference.n for result in searched if standing.retracted.get(result.reference.doi or "")]
    if retracted:
        yield f"retracted: {', '.join(f'[{n}]' for n in retracted)}"
    lost = [result for result in searched if result.failures or result.reference.doi in standing.unanswered]
    failures = dict.fromkeys([*standing.failures, *(failure for result in searched for failure in result.failures)])
    why = "; ".join(failures) or "their DOIs cannot be asked for"
    if lost:
        yield f"{len(lost)} of {len(searched)} references were not looked up ({why})"
    elif failures:
        yield f"the references were looked up, though not everywhere ({why})"
