"""What speaks for and against each statement, and how far it is believed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.assembly.statements import Statement
from graph.belief import Belief, Support, measure_belief

POSITIVE = frozenset({"occurs", "helps", "causes", "mitigates", "worsens"})
"""What a special case supports in general; what is absent somewhere may be elsewhere."""


def polarity_of(statement: Statement) -> str | None:
    """Return the polarity of the claim, for a causal link its relation, None where it has neither."""
    record = statement.record
    said: str | None = getattr(record, "polarity", None) or getattr(record, "relation", None)
    return said


def measure_statements(
    statements: Mapping[str, Statement],
    conflicts: Iterable[tuple[str, str]],
    refinements: Sequence[tuple[str, str]],
) -> dict[str, Belief]:
    """Return the belief in each claim by its id.

    Refinement carries sentences, not scores, from the special claim to the general one; the sentences of
    claims that oppose it count against it.
    """
    carried: dict[str, list[Support]] = {claim: list(s.supports) for claim, s in statements.items()}
    for special, general in refinements:
        if polarity_of(statements[special]) in POSITIVE:
            carried[general].extend(statements[special].supports)
    against: dict[str, list[Support]] = {claim: [] for claim in statements}
    for first, second in conflicts:
        against[first].extend(statements[second].supports)
        against[second].extend(statements[first].supports)
    return {claim: measure_belief(carried[claim], against[claim]) for claim in statements}
