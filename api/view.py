"""The road as one self-contained page: drawn by pyvis and vis-network, laid out here, no file from afar."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader
from pyvis.network import Network

from api.layout import Box, Layout, lay_out
from api.quotes import Quote
from api.road import LAYERS, Road
from api.words import count_of, place_of

COLOURS: Mapping[str, str] = {
    "Issue": "#D55E00",
    "Mechanism": "#E69F00",
    "Strategy": "#0072B2",
    "Material": "#009E73",
}
"""Okabe and Ito's palette, which readers with any colour vision can tell apart (jfly.uni-koeln.de/color)."""

CAPTIONS: Mapping[str, str] = {
    "Issue": "what goes wrong",
    "Mechanism": "why",
    "Strategy": "what helps",
    "Material": "with which material",
}
NOTHING_YET = "The graph holds nothing yet. Read a document: interphase ingest FILE"
HOVER_SENTENCES = 3
PANEL_SENTENCES = 20

_OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "tooltipDelay": 120, "zoomSpeed": 0.6, "keyboard": False},
    "nodes": {"borderWidth": 1.5, "shapeProperties": {"borderRadius": 6}, "chosen": False},
    "edges": {
        "smooth": {"type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.35}},
        "selectionWidth": 0,
        "hoverWidth": 0.5,
    },
}


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the page's head to another page of the same server."""

    href: str
    text: str


def render_view(road: Road, *, links: tuple[Link, ...] = (), ask: bool = False, note: str = NOTHING_YET) -> str:
    """Return the page as HTML; the same road gives the same bytes.

    ``links`` stand in the head, ``ask`` adds a form for a pair: both only make sense on a server. ``note``
    stands in place of a graph without nodes. Everything
    that comes from a document is text on the page: escaped by the template, or set as text by its script.
    """
    layout = lay_out(road.graph)
    network = Network(directed=True, cdn_resources="in_line", heading=road.heading, height="100%")
    for node, data in road.graph.nodes(data=True):
        network.add_node(node, **_draw_node(road, data, layout.boxes[node]))
    for source, target, data in road.graph.edges(data=True):
        network.add_edge(source, target, **_draw_edge(road, source, target, data))
    network.set_options(json.dumps(_OPTIONS))
    network.templateEnv = _build_environment(network, road, layout, {"links": links, "ask": ask, "note": note})
    network.path = "graph.html"
    html: str = network.generate_html()
    return html


def _build_environment(network: Network, road: Road, layout: Layout, given: Mapping[str, Any]) -> Environment:
    """Return pyvis's own environment with our page before its pages, and escaping switched on."""
    loader = ChoiceLoader([PackageLoader("api", "templates"), network.templateEnv.loader])
    environment = Environment(loader=loader, autoescape=True)
    counts = {kind: sum(d["kind"] == kind for _, d in road.graph.nodes(data=True)) for kind in LAYERS}
    environment.globals["page"] = {
        "shown": len(road.graph),
        "total": road.total,
        "counts": counts,
        "colours": COLOURS,
        "captions": CAPTIONS,
        "headings": [
            {"text": kind, "caption": CAPTIONS[kind], "colour": COLOURS[kind], "x": x, "width": width}
            for kind, x, width in layout.headings
        ],
        "top": layout.top,
        "quotes": _gather_quotes(road),
        **given,
    }
    return environment


def _draw_node(road: Road, data: Mapping[str, Any], box: Box) -> dict[str, Any]:
    colour = COLOURS[data["kind"]]
    quotes = road.sentences(data["claims"])
    return {
        "shape": "box",
        "label": box.label,
        "title": _render_hover(f"{data['name']}\n{data['kind']}, {count_of(data['works'], 'work')}", quotes),
        "color": {
            "background": _tint(colour),
            "border": colour,
            "hover": {"background": _tint(colour, 0.4), "border": colour},
        },
        "font": {"size": box.font_size, "color": "#1a1a1a", "face": "system-ui, sans-serif"},
        "widthConstraint": {"minimum": box.width - 16, "maximum": box.width - 16},
        "margin": {"top": 7, "bottom": 7, "left": 8, "right": 8},
        "x": box.x,
        "y": box.y,
        "kind": data["kind"],
        "name": data["name"],
        "works": data["works"],
        "quotes": [quote.id for quote in quotes[:PANEL_SENTENCES]],
        "more": max(len(quotes) - PANEL_SENTENCES, 0),
    }


_VERBS = {
    "CAUSED_BY": "is caused by",
    "MITIGATED_BY": "is mitigated by",
    "USES": "uses",
    "LEADS_TO": "leads to",
    "BACKGROUND": "is commonly caused by",
}


def _draw_edge(road: Road, source: str, target: str, data: Mapping[str, Any]) -> dict[str, Any]:
    nodes = road.graph.nodes
    said = f"{nodes[source]['name']} {_VERBS[data['type']]} {nodes[target]['name']}"
    background = data["type"] == "BACKGROUND"
    known = "general knowledge, no source read" if background else count_of(data["works"], "work")
    quotes = road.sentences(data["claims"])
    colour = "#8a8a8a" if background else COLOURS[nodes[source]["kind"]]
    within = nodes[source]["kind"] == nodes[target]["kind"]
    return {
        "id": f"{source} {target}",
        "title": _render_hover(f"{said}\n{known}", quotes),
        "width": 1 if background else round(1 + 0.9 * math.log2(max(data["works"], 1)), 2),
        "color": {"color": colour, "hover": colour, "highlight": colour, "opacity": 0.45, "inherit": False},
        "dashes": [6, 6] if background else False,
        **({"smooth": {"type": "curvedCW", "roundness": 0.45}} if within else {}),
        "name": said,
        "quotes": [quote.id for quote in quotes[:PANEL_SENTENCES]],
        "more": max(len(quotes) - PANEL_SENTENCES, 0),
    }


def _render_hover(head: str, quotes: list[Quote]) -> str:
    """Return the text that vis-network shows, as text, while the pointer rests on a node or edge."""
    lines = [head]
    for quote in quotes[:HOVER_SENTENCES]:
        cited = "; ".join(citation.label for citation in quote.citations)
        lines.append(f"\n“{quote.text}”\n{cited or quote.document}")
    if len(quotes) > HOVER_SENTENCES:
        lines.append(f"\n… and {len(quotes) - HOVER_SENTENCES} more sentences: click to read them")
    return "\n".join(lines)


def _gather_quotes(road: Road) -> dict[str, dict[str, Any]]:
    """Return every sentence once, for the panel of the page."""
    return {
        quote.id: {
            "text": quote.text,
            "place": place_of(quote.document, quote.page, quote.line),
            "citations": [{"n": c.n, "label": c.label, "doi": c.doi} for c in quote.citations],
        }
        for quotes in road.quotes.values()
        for quote in quotes
    }


def _tint(colour: str, strength: float = 0.16) -> str:
    """Return the colour on white at a strength from 0 to 1.

    >>> _tint("#000000", 0.5)
    '#808080'
    """
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (part - 255) * strength):02x}" for part in parts)
