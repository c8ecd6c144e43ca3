"""The studies behind a recommendation, each with its numbers, references and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.advice import Caveat, CitedReference, Option, Sentence
from graph.basis import BASES
from graph.candidates import Case, ClaimSources, reference_order

_NOTHING = ClaimSources()


def build_options(cases: Iterable[Case], sources: Mapping[str, ClaimSources]) -> tuple[Option, ...]:
    """Return one option a case: the nearest basis first, then the strongest belief."""
    ordered = sorted(cases, key=lambda c: (BASES.index(c.nearness.basis), not c.materials, -c.belief, c.id))
    return tuple(_build_option(case, sources.get(case.id, _NOTHING)) for case in ordered)


def _build_option(case: Case, sources: ClaimSources) -> Option:
    return Option(
        claim=case.id,
        basis=case.nearness.basis,
        host=case.host,
        electrode=case.electrode,
        materials=case.materials,
        products=case.products,
        method=case.method,
        effects=case.effects,
        outcome=case.outcome,
        belief=case.belief,
        retracted=sources.retracted,
        refs=sources.refs,
        evidence=sources.sentences,
    )


def warn_of_retractions(options: Iterable[Option]) -> tuple[Caveat, ...]:
    """Return the caveat that names the retracted works which the options cite, none where all of them stand."""
    refs = sort_refs(ref for option in options for ref in option.refs if ref.retracted)
    works = ", ".join(dict.fromkeys(_name_work(ref) for ref in refs))
    return (Caveat(f"Retracted, and counted for nothing here: {works}.", refs),) if refs else ()


def _name_work(ref: CitedReference) -> str:
    return f"doi:{ref.doi}" if ref.doi else ref.title or f"[{ref.n}] of {ref.document}"


def sort_refs(refs: Iterable[CitedReference]) -> tuple[CitedReference, ...]:
    """Return each reference once, by document and number."""
    return tuple(sorted(set(refs), key=reference_order))


def sort_sentences(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Return each sentence once, in the order of the documents."""
    return tuple(sorted(set(sentences), key=lambda s: (s.document, s.start, s.end, s.claim)))
