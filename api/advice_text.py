"""Advice as a person reads it in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.quotes import label_reference
from api.units_text import render_effect
from api.words import count_of, place_of, printable
from graph.concepts import load_vocabulary
from graph.stores import GraphStore

References = Mapping[tuple[str, int], str]

MOST_WIDTH = 100
MOST_MECHANISMS = 6
MOST_OPTIONS = 3
MOST_WARNINGS = 5

_BASIS = {
    "interface": "reported at this interface",
    "variant": "reported at a variant of this interface",
    "family": "reported for the same family; a hypothesis here",
    "mechanism": "reported elsewhere against the same mechanism; a hypothesis here",
}
_REPORTED = ("interface", "variant")
_BELIEFS = (
    (0.9, "well supported"), (0.7, "supported"), (0.4, "suggested"), (1e-6, "weakly supported"), (0.0, "not supported")
)  # fmt: skip


def read_references(store: GraphStore, advice: Mapping[str, Any]) -> dict[tuple[str, int], str]:
    """Return first author, journal, year and DOI of every reference that the advice names."""
    wanted = set(_find_references(advice))
    if not wanted:
        return {}
    rows = store.read(
        "MATCH (r:Reference) WHERE r.document IN $documents RETURN r.document AS document, r.n AS n, "
        "r.byline AS authors, r.journal AS journal, r.year AS year, r.doi AS doi, r.title AS title, "
        "r.retracted AS retracted",
        {"documents": sorted({document for document, _ in wanted})},
    )
    return {(row["document"], row["n"]): _label(row) for row in rows.dicts() if (row["document"], row["n"]) in wanted}


def _label(row: Mapping[str, Any]) -> str:
    label = label_reference(row["authors"], row["journal"], row["year"]) or row["title"] or f"[{row['n']}]"
    label = f"{label}, doi:{row['doi']}" if row["doi"] else label
    return f"{label} (retracted)" if row["retracted"] else label


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


def render_text(
    advice: Mapping[str, Any], references: References, *, width: int, most_mechanisms: int = MOST_MECHANISMS
) -> str:
    """Return the advice in lines of at most ``width`` letters, and of 100."""
    page = _Page(min(width, MOST_WIDTH), references)
    title = f"{advice['electrolyte']['id']} | {advice['electrode']['id']}"
    page.add(title)
    page.add("=" * len(title))
    page.add(advice["summary"])
    for side in (advice["electrolyte"], advice["electrode"]):
        if side.get("note"):
            page.add(f"{side['name']}: {side['note']}")
    _render_mechanisms(page, advice["mechanisms"], most_mechanisms)
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
            self.add(f"(and {count_of(len(evidence) - 1, 'more sentence')})", indent=indent + 2)

    def cite(self, item: Mapping[str, Any], *, indent: int) -> None:
        """Add the references of a sentence, or the place where it stands."""
        labels = [self.references.get(key) for key in _find_references(item.get("refs") or (), item["document"])]
        known = list(dict.fromkeys(label for label in labels if label))
        place = place_of(item["document"], item["page"], item["line"])
        for label in known:
            self.add(label, indent=indent, mark="- ")
        self.add(f"read in {place}" if known else f"{place}, which cites no one for it", indent=indent, mark="- ")


def _render_mechanisms(page: _Page, mechanisms: Sequence[Mapping[str, Any]], most: int) -> None:
    if not mechanisms:
        return
    page.heading("What goes wrong")
    vocabulary = load_vocabulary()
    for mechanism in mechanisms[:most]:
        name = vocabulary.name(mechanism["id"])
        absent = ", said to be absent" if mechanism["polarity"] == "absent" else ""
        beneficial = mechanism["id"] in vocabulary and vocabulary[mechanism["id"]].beneficial
        good = " (it protects)" if beneficial else ""
        page.add(f"{name}{good}{absent}: {_describe_belief(mechanism['belief'])}", indent=2, mark="* ")
        if mechanism["products"]:
            page.add(f"products: {', '.join(mechanism['products'])}", indent=4)
        page.quote(mechanism["evidence"], indent=4)
    _say_more(page, len(mechanisms) - most, "mechanism")


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
    if recommendation["basis"] not in _REPORTED:
        page.add(recommendation["why"], indent=5)
    against = [vocabulary.name(c) for c in (*recommendation["mechanisms"], *recommendation["issues"])]
    if against:
        page.add(f"against: {'; '.join(dict.fromkeys(against))}", indent=5)
    groups = _group_options(recommendation["options"])
    for group in groups[:MOST_OPTIONS]:
        page.add(_describe_options(group), indent=5, mark="> ")
        page.quote(group[0]["evidence"], indent=7)
    _say_more(page, len(groups) - MOST_OPTIONS, "finding", indent=5)
    for word, items in (("caveat", recommendation["caveats"]), ("conflict", recommendation["conflicts"])):
        for item in items:
            source = f" (doi:{item['doi']})" if item.get("doi") else ""
            page.add(f"{word}: {item['text']}{source}", indent=5, mark="! ")


def _group_options(options: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Return the options that one sentence tells together, those with numbers first."""
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for option in sorted(options, key=lambda option: not option["effects"]):
        groups.setdefault(tuple(item["text"] for item in option["evidence"]), []).append(option)
    return list(groups.values())


def _describe_options(group: Sequence[Mapping[str, Any]]) -> str:
    what = " or ".join(dict.fromkeys(" + ".join(option["materials"]) for option in group if option["materials"]))
    hosts = dict.fromkeys(option["host"] for option in group if option["host"] and option["basis"] != "interface")
    methods = dict.fromkeys(option["method"] for option in group if option["method"])
    effects = dict.fromkeys(render_effect(effect) for option in group for effect in option["effects"])
    parts = [what, f"by {', '.join(methods)}" if methods else "", f"on {', '.join(hosts)}" if hosts else ""]
    head = " ".join(part for part in parts if part) or "reported"
    head = f"{head} (retracted)" if all(option["retracted"] for option in group) else head
    return f"{head}: {'; '.join(effects)}" if effects else head


def _render_warnings(page: _Page, warnings: Sequence[Mapping[str, Any]]) -> None:
    if not warnings:
        return
    page.heading("What did not help, or does harm")
    vocabulary = load_vocabulary()
    for warning in warnings[:MOST_WARNINGS]:
        materials = f" ({', '.join(warning['materials'])})" if warning["materials"] else ""
        page.add(f"{vocabulary.name(warning['strategy'])}{materials}: {warning['why']}", indent=2, mark="! ")
        page.quote(warning["evidence"], indent=6)
    _say_more(page, len(warnings) - MOST_WARNINGS, "warning")


def _describe_belief(belief: float) -> str:
    words = next(words for least, words in _BELIEFS if belief >= least)
    return f"{words} (belief {belief:.2f})"


def _say_more(page: _Page, more: int, what: str, *, indent: int = 2) -> None:
    if more > 0:
        page.add(f"… and {count_of(more, f'more {what}')}: recommend --json shows all", indent=indent)
