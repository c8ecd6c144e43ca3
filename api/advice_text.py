"""Advice as a person reads it in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.quotes import label_reference
from api.tables import printable
from api.units_text import render_effect
from graph.concepts import load_vocabulary
from graph.stores import GraphStore, QueryLimits

References = Mapping[tuple[str, int], str]

MOST_WIDTH = 100
MOST_MECHANISMS = 6
MOST_OPTIONS = 3
MOST_WARNINGS = 5

_COVERAGE = {
    "direct": "Remedies are reported at this interface or at a variant of it.",
    "problem-only": "What goes wrong is reported at this interface; remedies are reported only elsewhere, "
    "so what follows is a hypothesis here.",
    "transfer": "Nothing is reported at this interface. What follows comes from the same family of materials "
    "at an electrode of the same side, and is a hypothesis here.",
    "none": "Nothing is known: no document in the graph reports a problem or a remedy for this pair, or for "
    "materials of the same family on the same side of the cell with the same working ion.",
}
_BASIS = {
    "interface": "reported at this interface",
    "variant": "reported at a variant of this interface",
    "family": "reported for the same family; a hypothesis here",
    "mechanism": "reported elsewhere against the same mechanism; a hypothesis here",
}
_BELIEFS = ((0.9, "well supported"), (0.7, "supported"), (0.4, "suggested"), (0.0, "weakly supported"))


def read_references(store: GraphStore, advice: Mapping[str, Any]) -> dict[tuple[str, int], str]:
    """Return first author, journal, year and DOI of every reference that the advice names."""
    wanted = set(_find_references(advice))
    if not wanted:
        return {}
    rows = store.read(
        "MATCH (r:Reference) WHERE r.document IN $documents RETURN r.document AS document, r.n AS n, "
        "r.authors AS authors, r.journal AS journal, r.year AS year, r.doi AS doi, r.title AS title",
        {"documents": sorted({document for document, _ in wanted})},
        limits=QueryLimits(rows=1_000_000),
    )
    return {(row["document"], row["n"]): _label(row) for row in rows.dicts() if (row["document"], row["n"]) in wanted}


def _label(row: Mapping[str, Any]) -> str:
    label = label_reference(row["authors"], row["journal"], row["year"]) or row["title"] or f"[{row['n']}]"
    return f"{label}, doi:{row['doi']}" if row["doi"] else label


def _find_references(value: Any, document: str = "") -> Iterator[tuple[str, int]]:
    """Yield document and number of every reference, of objects and of evidence that lists numbers."""
    if isinstance(value, Mapping):
        document = value.get("document") or document
        if isinstance(value.get("n"), int):
            yield document, value["n"]
        for item in value.values():
            yield from _find_references(item, document)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            if isinstance(item, int) and not isinstance(item, bool):
                yield document, item
            else:
                yield from _find_references(item, document)


def render_text(advice: Mapping[str, Any], references: References, *, width: int) -> str:
    """Return the advice in lines of at most ``width`` letters, and of 100."""
    page = _Page(min(width, MOST_WIDTH), references)
    title = f"{advice['electrolyte']['id']} | {advice['electrode']['id']}"
    page.add(title)
    page.add("=" * len(title))
    page.add(_COVERAGE[advice["coverage"]])
    for note in advice.get("notes") or ():
        page.add(f"Note: {note}")
    _render_mechanisms(page, advice["mechanisms"])
    _render_recommendations(page, advice["recommendations"], coverage=advice["coverage"])
    _render_warnings(page, advice["warnings"])
    return "\n".join(page.lines)


@dataclass(slots=True)
class _Page:
    """Lines of text that are wrapped as they are added."""

    width: int
    references: References
    lines: list[str]

    def __init__(self, width: int, references: References) -> None:
        self.width = max(width, 40)
        self.references = references
        self.lines = []

    def add(self, text: str, *, indent: int = 0, mark: str = "") -> None:
        """Add a paragraph; ``mark`` stands before its first line."""
        first = " " * indent + mark
        wrapped = textwrap.wrap(
            printable(text), self.width, initial_indent=first, subsequent_indent=" " * len(first),
            break_on_hyphens=False,
        )  # fmt: skip
        self.lines += wrapped or [""]

    def heading(self, text: str) -> None:
        """Add a heading after an empty line."""
        self.lines += ["", text.upper()]

    def quote(self, evidence: Sequence[Any], *, indent: int) -> None:
        """Add the first sentence with its references, and say how many more there are."""
        for item in evidence[:1]:
            self.add(f"“{item['text']}”", indent=indent)
            self.cite(item, indent=indent + 2)
        if len(evidence) > 1:
            self.add(f"(+ {len(evidence) - 1} more sentences)", indent=indent + 2)

    def cite(self, item: Mapping[str, Any], *, indent: int) -> None:
        """Add the references of a sentence, or the place where it stands."""
        labels = [self.references.get(key) for key in _find_references(item.get("refs") or (), item["document"])]
        known = list(dict.fromkeys(label for label in labels if label))
        place = f"{item['document']}, line {item['line']}"
        for label in known:
            self.add(label, indent=indent, mark="- ")
        self.add(f"read in {place}" if known else f"{place}, which cites no one for it", indent=indent, mark="- ")


def _render_mechanisms(page: _Page, mechanisms: Sequence[Mapping[str, Any]]) -> None:
    if not mechanisms:
        return
    page.heading("What goes wrong")
    vocabulary = load_vocabulary()
    for mechanism in mechanisms[:MOST_MECHANISMS]:
        name = vocabulary.name(mechanism["id"])
        absent = ", said to be absent" if mechanism["polarity"] == "absent" else ""
        beneficial = mechanism["id"] in vocabulary and vocabulary[mechanism["id"]].beneficial
        good = " (it protects)" if beneficial else ""
        page.add(f"{name}{good}{absent}: {_describe_belief(mechanism['belief'])}", indent=2, mark="* ")
        if mechanism["products"]:
            page.add(f"products: {', '.join(mechanism['products'])}", indent=4)
        page.quote(mechanism["evidence"], indent=4)
    _say_more(page, len(mechanisms) - MOST_MECHANISMS, "mechanisms")


def _render_recommendations(page: _Page, recommendations: Sequence[Mapping[str, Any]], *, coverage: str) -> None:
    if not recommendations:
        if coverage != "none":
            page.heading("What helps")
            page.add("No remedy is reported, here or elsewhere.", indent=2)
        return
    page.heading("What helps")
    for recommendation in recommendations:
        page.lines.append("")
        _render_recommendation(page, recommendation)


def _render_recommendation(page: _Page, recommendation: Mapping[str, Any]) -> None:
    vocabulary = load_vocabulary()
    materials = f": {', '.join(recommendation['materials'])}" if recommendation["materials"] else ""
    page.add(f"{vocabulary.name(recommendation['strategy'])}{materials}", indent=2, mark=f"{recommendation['rank']}. ")
    basis = _BASIS[recommendation["basis"]]
    page.add(f"{basis}; {_describe_belief(recommendation['belief'])}; score {recommendation['score']:.2f}", indent=5)
    against = [vocabulary.name(c).lower() for c in (*recommendation["mechanisms"], *recommendation["issues"])]
    if against:
        page.add(f"against: {', '.join(dict.fromkeys(against))}", indent=5)
    options = recommendation["options"]
    for option in options[:MOST_OPTIONS]:
        page.add(_describe_option(option), indent=5, mark="> ")
        page.quote(option["evidence"], indent=7)
    _say_more(page, len(options) - MOST_OPTIONS, "studies", indent=5)
    for word, items in (("caveat", recommendation["caveats"]), ("conflict", recommendation["conflicts"])):
        for item in items:
            page.add(f"{word}: {_text_of(item)}", indent=5, mark="! ")


def _describe_option(option: Mapping[str, Any]) -> str:
    what = " + ".join(option["materials"]) or "no added material"
    how = f" by {option['method']}" if option.get("method") else ""
    effects = "; ".join(render_effect(effect) for effect in option["effects"])
    return f"{what}{how}{': ' + effects if effects else ''}"


def _render_warnings(page: _Page, warnings: Sequence[Mapping[str, Any]]) -> None:
    if not warnings:
        return
    page.heading("What did not help, or does harm")
    vocabulary = load_vocabulary()
    for warning in warnings[:MOST_WARNINGS]:
        materials = f" ({', '.join(warning['materials'])})" if warning["materials"] else ""
        page.add(f"{vocabulary.name(warning['strategy'])}{materials}: {warning['why']}", indent=2, mark="! ")
        for key in dict.fromkeys(_find_references(warning["refs"])):
            if label := page.references.get(key):
                page.add(label, indent=6, mark="- ")
    _say_more(page, len(warnings) - MOST_WARNINGS, "warnings")


def _describe_belief(belief: float) -> str:
    words = next(words for least, words in _BELIEFS if belief >= least)
    return f"{words} (belief {belief:.2f})"


def _say_more(page: _Page, more: int, what: str, *, indent: int = 2) -> None:
    if more > 0:
        page.add(f"… and {more} more {what}: --json shows them all", indent=indent)


def _text_of(item: Any) -> str:
    if isinstance(item, Mapping):
        texts: Iterable[Any] = (item.get(name) for name in ("text", "why", "rationale", "topic"))
        return str(next((text for text in texts if text), item))
    return str(item)
