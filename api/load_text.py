"""What a load changed, in words."""

from __future__ import annotations

from collections.abc import Mapping

from api.words import count_of
from graph.load import LoadReport
from graph.schema import load_schema

MOST_UNUSED = 5


def render_load(report: LoadReport, url: str) -> str:
    """Return the counts of the graph after the load, with the change of each that changed."""
    documents = count_of(len(report.documents), "document")
    done = "" if report.changed else " held all of it already, nothing was written"
    lines = [f"{documents}, {count_of(report.records, 'record')}: {url}{done}"]
    lines += render_counts(report.after, report.before or None)
    if report.unused:
        lines.append(f"not used: {'; '.join(report.unused[:MOST_UNUSED])}")
        if len(report.unused) > MOST_UNUSED:
            lines[-1] += f"; and {len(report.unused) - MOST_UNUSED} more"
    return "\n".join(lines)


def render_counts(after: Mapping[str, int], before: Mapping[str, int] | None = None) -> list[str]:
    """Return a line for the nodes and one for the edges, with changes where ``before`` is given.

    >>> render_counts({"Issue": 11, "CAUSED_BY": 3}, {"Issue": 11})
    ['nodes 11: Issue 11', 'edges 3: CAUSED_BY 3 (+3)']
    """
    lines = []
    for title, names in (("nodes", load_schema().nodes), ("edges", load_schema().edges)):
        counted = {name: after.get(name, 0) for name in names if after.get(name) or (before or {}).get(name)}
        parts = [_render_count(name, count, before) for name, count in counted.items()]
        lines.append(f"{title} {sum(counted.values()):,}: {', '.join(parts)}")
    return lines


def _render_count(name: str, count: int, before: Mapping[str, int] | None) -> str:
    change = count - before.get(name, 0) if before is not None else 0
    return f"{name} {count:,} ({change:+,})" if change else f"{name} {count:,}"
