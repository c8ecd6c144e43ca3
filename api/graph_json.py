"""The road as JSON, for programs that draw it themselves."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from api.road import Road


class CitedReference(BaseModel):
    """A reference that a sentence cites."""

    n: int
    label: str
    doi: str | None


class Sentence(BaseModel):
    """A sentence of a document."""

    text: str
    document: str
    line: int
    references: list[CitedReference]


class RoadNode(BaseModel):
    """An issue, mechanism, strategy or material; `works` counts the distinct works behind it."""

    id: str
    label: str
    name: str
    works: int


class RoadEdge(BaseModel):
    """A step of the road; `evidence` names sentences of `sentences`. `BACKGROUND` has none and no belief."""

    source: str
    target: str
    type: str
    belief: float | None
    works: int
    evidence: list[str]


class RoadAnswer(BaseModel):
    """A part of the graph: `showing` nodes of `total`."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "title": "Li7La3Zr2O12 | Li",
                "showing": 42,
                "total": 42,
                "nodes": [
                    {
                        "id": "issue:poor-contact",
                        "label": "Issue",
                        "name": "Poor electrolyte/electrode contact",
                        "works": 5,
                    }
                ],
                "edges": [
                    {
                        "source": "issue:poor-contact",
                        "target": "mech:poor-wettability",
                        "type": "CAUSED_BY",
                        "belief": 0.93,
                        "works": 3,
                        "evidence": ["evidence:871665d9937dc3e3"],
                    }
                ],
                "sentences": {
                    "evidence:871665d9937dc3e3": {
                        "text": "Molten Li does not wet the garnet, so that the two touch at few points [17].",
                        "document": "review.md",
                        "line": 52,
                        "references": [{"n": 17, "label": "Han et al., Nat. Mater. 2017", "doi": "10.1038/nmat4821"}],
                    }
                },
            }
        }
    )

    title: str
    showing: int
    total: int
    nodes: list[RoadNode]
    edges: list[RoadEdge]
    sentences: dict[str, Sentence]


def render_road(road: Road) -> RoadAnswer:
    """Return the road with each sentence once."""
    edges = []
    sentences: dict[str, Sentence] = {}
    for source, target, data in road.graph.edges(data=True):
        quotes = road.sentences(data["claims"])
        for quote in quotes:
            references = [CitedReference(n=c.n, label=c.label, doi=c.doi) for c in quote.citations]
            sentences[quote.id] = Sentence(
                text=quote.text, document=quote.document, line=quote.line, references=references
            )
        edges.append(
            RoadEdge(
                source=source,
                target=target,
                type=data["type"],
                belief=data["belief"],
                works=data["works"],
                evidence=[quote.id for quote in quotes],
            )
        )
    nodes = [
        RoadNode(id=node, label=data["kind"], name=data["name"], works=data["works"])
        for node, data in road.graph.nodes(data=True)
    ]
    return RoadAnswer(
        title=road.heading, showing=len(nodes), total=road.total, nodes=nodes, edges=edges, sentences=sentences
    )
