"""The main road out of a store: issues, mechanisms, strategies, materials, and what stands behind each step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import networkx as nx

from api.places import find_interfaces
from api.quotes import Quote, read_quotes
from api.road_queries import Case, Step, read_cases, read_shown, read_steps
from graph.concepts import load_vocabulary
from graph.errors import InputError, NameNotFoundError
from graph.stores import GraphStore

LAYERS = ("Issue", "Mechanism", "Strategy", "Material")


@dataclass(frozen=True, slots=True)
class Road:
    """A part of the main road.

    Nodes of ``graph`` carry ``kind`` (a layer), ``name``, ``works`` and ``claims``, edges ``type``, ``works``,
    ``belief`` and ``claims``. ``total`` counts the nodes before the weakest were left out; ``quotes`` holds
    the sentences of every claim.
    """

    graph: nx.DiGraph[str]
    total: int
    heading: str
    quotes: Mapping[str, tuple[Quote, ...]] = field(repr=False)

    def sentences(self, claims: Iterable[str]) -> list[Quote]:
        """Return the sentences of the claims, each once."""
        found = {(q.document, q.text): q for claim in claims for q in self.quotes.get(claim, ())}
        return list(found.values())


def read_road(store: GraphStore, *, pair: str | None = None, issue: str | None = None, most: int = 300) -> Road:
    """Read the road, or what belongs to one interface (``pair``: ``A|B``), to one issue, or to both.

    A whole road is the aggregate of all claims; one that is narrowed is drawn from the strategy cases of that
    interface or issue, so that a material never meets a mechanism that no study joined to it. Raises
    `InputError` for an unknown name or issue, or where the graph holds nothing of it.
    """
    if issue is not None:
        _check_issue(issue)
    steps = read_steps(store)
    if pair is None and issue is None:
        graph = _build_graph(step for step in steps if step.type in ("CAUSED_BY", "MITIGATED_BY", "USES"))
        heading = "What goes wrong at battery interfaces, and what helps"
    else:
        graph, heading = _read_narrow(store, steps, pair, issue)
    _add_background(graph, steps, reach=pair is not None)
    total = len(graph)
    graph = _keep_strongest(graph, most)
    quotes = read_quotes(store, {claim for _, _, data in graph.edges(data=True) for claim in data["claims"]}
                         | {claim for _, data in graph.nodes(data=True) for claim in data["claims"]})  # fmt: skip
    _count_works(graph, quotes)
    return Road(graph, total, heading, quotes)


def _read_narrow(
    store: GraphStore, steps: Iterable[Step], pair: str | None, issue: str | None
) -> tuple[nx.DiGraph[str], str]:
    vocabulary = load_vocabulary()
    interfaces, heading = find_interfaces(store, pair) if pair is not None else (frozenset[str](), "")
    shown = read_shown(store, interfaces)
    cases = [case for case in read_cases(store) if pair is None or case.place in interfaces]
    mechanisms = {step.target for step in shown} | {
        concept for case in cases for concept in case.addresses if concept.startswith("mech:")
    }
    if issue is not None:
        mechanisms &= {s.target for s in steps if s.source == issue} | _background_causes(steps, issue)
        cases = [case for case in cases if mechanisms.union({issue}).intersection(case.addresses)]
        heading = f"{heading}: {vocabulary.name(issue)}" if heading else vocabulary.name(issue)
    concepts = mechanisms if issue is None else mechanisms | {issue}
    graph = _build_graph(_narrow_steps(steps, cases, concepts, issue=issue, aggregates=pair is None))
    for step in shown:
        if step.target in mechanisms:
            graph.add_node(step.target, kind="Mechanism", name=step.target_name)
            graph.nodes[step.target].setdefault("claims", set()).update(step.claims)
    if not graph:
        raise NameNotFoundError(
            f"the graph says nothing of {heading}",
            remedy="look at the whole graph, or ask `interphase recommend` what is known of similar pairs",
        )
    return graph, heading


def _narrow_steps(
    steps: Iterable[Step], cases: Iterable[Case], concepts: set[str], *, issue: str | None, aggregates: bool
) -> Iterable[Step]:
    for step in steps:
        drawn = {
            "CAUSED_BY": step.target in concepts and issue in (None, step.source),
            "LEADS_TO": {step.source, step.target} <= concepts,
            "MITIGATED_BY": aggregates and step.source in concepts,
        }
        if drawn.get(step.type, False):
            yield step
    for case in cases:
        yield from case.steps(concepts if issue is not None else None)


def _background_causes(steps: Iterable[Step], issue: str) -> set[str]:
    return {step.source for step in steps if step.type == "BACKGROUND" and step.target == issue}


def _check_issue(issue: str) -> None:
    known = [concept.id for concept in load_vocabulary().of_kind("issues")]
    if issue not in known:
        raise InputError(f"{issue!r} is no issue", remedy=f"use one of {', '.join(known)}")


def _build_graph(steps: Iterable[Step]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    for step in sorted(steps, key=lambda s: (s.source, s.target, s.type)):
        graph.add_node(step.source, kind=step.source_label, name=step.source_name)
        graph.add_node(step.target, kind=step.target_label, name=step.target_name)
        if not graph.has_edge(step.source, step.target):
            graph.add_edge(step.source, step.target, type=step.type, belief=step.belief, claims=set(), works=0)
        edge = graph.edges[step.source, step.target]
        edge["claims"].update(step.claims)
        edge["works"] += step.works
    for _, data in graph.nodes(data=True):
        data["claims"] = set()
    return graph


def _add_background(graph: nx.DiGraph[str], steps: Iterable[Step], *, reach: bool) -> None:
    """Join nodes that only general knowledge joins; with ``reach`` also to issues that are not there yet.

    The vocabulary says which issue a mechanism causes; the road runs from the issue to the mechanism.
    """
    stranded = {
        node for node, data in graph.nodes(data=True) if data["kind"] == "Mechanism" and not graph.in_degree(node)
    }
    for step in steps:
        if step.type != "BACKGROUND" or step.target_label != "Issue" or step.source not in graph:
            continue
        if step.target not in graph and not (reach and step.source in stranded):
            continue
        graph.add_node(step.target, **({"kind": "Issue", "name": step.target_name, "claims": set()}
                                       if step.target not in graph else {}))  # fmt: skip
        if not graph.has_edge(step.target, step.source):
            graph.add_edge(step.target, step.source, type="BACKGROUND", belief=None, claims=set(), works=0)


def _keep_strongest(graph: nx.DiGraph[str], most: int) -> nx.DiGraph[str]:
    """Return at most so many nodes: concepts before materials, then those with the most works."""
    weight = {
        node: sum(data["works"] for *_, data in (*graph.in_edges(node, data=True), *graph.out_edges(node, data=True)))
        for node in graph
    }
    ranked = sorted(graph, key=lambda node: (graph.nodes[node]["kind"] == "Material", -weight[node], node))
    kept: nx.DiGraph[str] = graph.subgraph(ranked[:most]).copy()
    return kept


def _count_works(graph: nx.DiGraph[str], quotes: Mapping[str, tuple[Quote, ...]]) -> None:
    """Count for each node and edge the distinct works behind it, and give each node its edges' claims."""
    for source, target, data in graph.edges(data=True):
        data["claims"] = tuple(sorted(data["claims"]))
        for node in (source, target):
            graph.nodes[node]["claims"].update(data["claims"])
    for _, data in graph.nodes(data=True):
        data["claims"] = tuple(sorted(data["claims"]))
    for data in (*(d for *_, d in graph.edges(data=True)), *(d for _, d in graph.nodes(data=True))):
        data["works"] = len({work for claim in data["claims"] for q in quotes.get(claim, ()) for work in q.works})
