"""The formats of reference managers by name, and what a list that is exported lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from graph.export.bibtex import render_bibtex
from graph.export.csl_json import render_csl_json
from graph.export.reference_entries import has_fields
from graph.export.ris import render_ris
from graph.records import ReferenceRecord

REFERENCE_FORMATS: Mapping[str, Callable[[Sequence[ReferenceRecord]], str]] = MappingProxyType(
    {"bibtex": render_bibtex, "ris": render_ris, "csl-json": render_csl_json}
)
"""What renders each format."""


def find_oddities(references: Sequence[ReferenceRecord]) -> list[str]:
    """Return in words what a list lacks: all of it, numbers, or the fields of an entry."""
    if not references:
        return ["no reference list found: nothing to export"]
    found = []
    missing = list(_find_gaps([reference.n for reference in references]))
    if missing:
        found.append(f"no entry was found for the numbers {', '.join(missing)}")
    plain = [str(reference.n) for reference in references if not has_fields(reference)]
    if plain:
        found.append(f"of these entries nothing but the text is known: {', '.join(plain)}")
    return found


def _find_gaps(numbers: Sequence[int]) -> Iterator[str]:
    for before, after in pairwise([0, *sorted(set(numbers))]):
        if after - before == 2:
            yield f"{before + 1}"
        elif after - before > 2:
            yield f"{before + 1}-{after - 1}"
