"""The catalogues with the way to them: what they answered before is read from disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from graph.records import ReferenceRecord
from ingest.enrichment.cache import AnswerCache, find_cache_folder
from ingest.enrichment.client import QuestionRefusedError, ServiceClient, ServiceError
from ingest.enrichment.crossref import CROSSREF
from ingest.enrichment.matching import find_matches
from ingest.enrichment.openalex import OPENALEX
from ingest.enrichment.works import Catalogue, FoundWork, Query

FRESH_DAYS = 30.0
"""How long it holds that a work is not found, and whether it is retracted; a DOI that was found stays."""
_PATH = "/works"
_MOST_DOIS = 50
"""DOIs that go into one question at most."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who asks and where. Without ``mailto`` Crossref answers slower, without ``openalex_key`` OpenAlex seldom."""

    mailto: str | None
    openalex_key: str | None
    crossref_url: str
    openalex_url: str
    cache: Path | None


@dataclass(frozen=True, slots=True)
class Source:
    """One catalogue that can be asked."""

    catalogue: Catalogue
    client: ServiceClient
    cache: AnswerCache

    @property
    def name(self) -> str:
        """The catalogue's name."""
        return self.catalogue.name

    def search(self, reference: ReferenceRecord) -> list[FoundWork]:
        """Return the works that the reference may mean; raises `ServiceError` without an answer."""
        query = self.catalogue.build_search(reference)
        if query is None:
            return []
        question = self._question(query)
        kept = self.cache.read(question)
        if kept is not None:
            matches = find_matches(reference, self._parse(kept.works))
            if matches or kept.age_days < FRESH_DAYS:
                return matches
        works = self._ask(query)
        self.cache.write(question, works)
        return find_matches(reference, self._parse(works))

    def look_up(self, dois: Iterable[str]) -> tuple[dict[str, FoundWork | None], str | None]:
        """Return what is known of each DOI, None for one that the catalogue does not have.

        DOIs without an answer are left out; why, stands beside.
        """
        found: dict[str, FoundWork | None] = {}
        asked = []
        for doi in dois:
            kept = self.cache.read(self._doi_question(doi))
            if kept is not None and kept.age_days < FRESH_DAYS:
                found[doi] = next(self._parse(kept.works), None)
            elif not any(sign in doi for sign in self.catalogue.separators):
                asked.append(doi)
        batches = [asked[start : start + _MOST_DOIS] for start in range(0, len(asked), _MOST_DOIS)]
        failure = None
        while batches:
            batch = batches.pop()
            try:
                found |= self._keep(batch, self._ask(self.catalogue.build_lookup(batch)))
            except QuestionRefusedError as error:
                # One DOI that the service takes for none must not cost the others their answer.
                middle = len(batch) // 2
                batches += [batch[:middle], batch[middle:]] if middle else []
                failure = str(error)
            except ServiceError as error:
                return found, str(error)
        return found, failure

    def _keep(self, dois: Sequence[str], works: Sequence[Any]) -> dict[str, FoundWork | None]:
        parsed = {work.doi: (work, raw) for raw in works if (work := self.catalogue.parse_work(raw)) is not None}
        for doi in dois:
            self.cache.write(self._doi_question(doi), [parsed[doi][1]] if doi in parsed else [])
        return {doi: parsed[doi][0] if doi in parsed else None for doi in dois}

    def _ask(self, query: Query) -> list[Any]:
        works = self.catalogue.find_items(self.client.get(_PATH, query))
        if works is None:
            raise ServiceError("the answer has another shape than documented")
        return works

    def _parse(self, works: Iterable[Any]) -> Iterator[FoundWork]:
        return filter(None, map(self.catalogue.parse_work, works))

    def _question(self, query: Query) -> str:
        return f"{self.client.base_url}{_PATH}?{urlencode(sorted(query.items()))}"

    def _doi_question(self, doi: str) -> str:
        return f"{self.client.base_url}{_PATH} doi {doi}"


@contextmanager
def open_sources(access: Access) -> Iterator[tuple[Source, ...]]:
    """Give the catalogues, the one to ask first first, and close their connections."""
    cache = AnswerCache(access.cache or find_cache_folder())
    # Crossref allows lists once a second, three times with an address; OpenAlex far more often.
    crossref = ServiceClient(
        CROSSREF.name, access.crossref_url, mailto=access.mailto, pace_seconds=0.35 if access.mailto else 1.05
    )
    openalex = ServiceClient(
        OPENALEX.name, access.openalex_url, mailto=access.mailto, api_key=access.openalex_key, pace_seconds=0.1
    )
    with closing(crossref), closing(openalex):
        yield Source(CROSSREF, crossref, cache), Source(OPENALEX, openalex, cache)
