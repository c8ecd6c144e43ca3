"""Where the nodes of the road stand: layers from left to right, ordered so that few edges cross."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from api.road import LAYERS

SWEEPS = 12
COLUMN_WIDTH = {"Issue": 200, "Mechanism": 220, "Strategy": 220, "Material": 170}
LAYER_GAP = 140
COLUMN_GAP = 24
ROW_GAP = 14
PADDING = 16
"""Upper and lower padding of a box together, in the units of the canvas."""
MOST_LINES = 3
SMALLEST_FONT = 11
LARGEST_FONT = 21
LETTER = 0.6
"""Width of a letter over the size of its font, on the wide side: a name must not be wrapped once more."""
SHARE_OF_HEIGHT = 0.66
"""Height over width that a screen offers beside header and legend."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node on the canvas: its middle, its size, and its label in lines."""

    x: float
    y: float
    width: int
    height: float
    font_size: int
    label: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The boxes by node, and each layer's middle and width for its heading."""

    boxes: Mapping[str, Box]
    headings: tuple[tuple[str, float, float], ...]
    top: float


def lay_out(graph: nx.DiGraph[str]) -> Layout:
    """Place every node of a road; the same graph is always placed in the same way.

    A node's ``works`` set the size of its label. A layer that is much taller than the others is broken into
    columns.
    """
    order = order_layers(graph)
    sizes = {node: _measure(data["kind"], data["name"], data["works"]) for node, data in graph.nodes(data=True)}
    columns = _count_columns(order, sizes)
    height = max((_height(nodes, sizes) / columns[kind] for kind, nodes in order.items()), default=0.0)
    boxes: dict[str, Box] = {}
    headings = []
    left = 0.0
    for kind, nodes in order.items():
        step = COLUMN_WIDTH[kind] + COLUMN_GAP
        for number, column in enumerate(_split(nodes, columns[kind])):
            boxes |= _stack(column, sizes, COLUMN_WIDTH[kind], left + number * step, height)
        span = columns[kind] * step - COLUMN_GAP
        headings.append((kind, left + (span - COLUMN_WIDTH[kind]) / 2, span))
        left += span + LAYER_GAP
    top = min((box.y - box.height / 2 for box in boxes.values()), default=0.0)
    return Layout(boxes, tuple(headings), top)


def _count_columns(order: Mapping[str, Sequence[str]], sizes: Mapping[str, _Size]) -> dict[str, int]:
    """Return for each layer the columns at which the whole is no higher than a screen is wide."""
    columns = dict.fromkeys(order, 1)
    while columns:
        heights = {kind: _height(nodes, sizes) / columns[kind] for kind, nodes in order.items()}
        tallest = max(heights, key=lambda kind: heights[kind])
        width = sum(columns[kind] * (COLUMN_WIDTH[kind] + COLUMN_GAP) + LAYER_GAP for kind in order)
        if heights[tallest] <= width * SHARE_OF_HEIGHT or columns[tallest] >= len(order[tallest]):
            break
        columns[tallest] += 1
    return columns


def order_layers(graph: nx.DiGraph[str]) -> dict[str, list[str]]:
    """Return the nodes of each layer that is not empty, ordered by the barycentre of their neighbours.

    The heuristic of Sugiyama, Tagawa and Toda (1981), swept to and fro; ties keep the order before.
    """
    layers = {kind: sorted(n for n, d in graph.nodes(data=True) if d["kind"] == kind) for kind in LAYERS}
    order = {kind: nodes for kind, nodes in layers.items() if nodes}
    rank = _rank(order.values())
    for sweep in range(SWEEPS):
        kinds = list(order) if sweep % 2 == 0 else list(reversed(order))
        for kind in kinds[1:]:
            before = kinds[: kinds.index(kind)]
            order[kind] = sorted(order[kind], key=lambda node: _barycentre(graph, node, before, rank))
            rank |= _rank([order[kind]])
    return order


def _rank(layers: Iterable[Sequence[str]]) -> dict[str, float]:
    """Return the place of each node in its layer, from 0 to 1."""
    return {node: (place + 0.5) / len(nodes) for nodes in layers for place, node in enumerate(nodes)}


def _barycentre(graph: nx.DiGraph[str], node: str, before: Sequence[str], rank: Mapping[str, float]) -> float:
    joined = [other for other in nx.all_neighbors(graph, node) if graph.nodes[other]["kind"] in before]
    return sum(rank[other] for other in joined) / len(joined) if joined else rank[node]


@dataclass(frozen=True, slots=True)
class _Size:
    height: float
    font_size: int
    label: str


def _measure(kind: str, name: str, works: int) -> _Size:
    """Return the size that the works give a name, or a smaller one at which it fits into the column."""
    room = COLUMN_WIDTH[kind] - PADDING
    font_size = min(SMALLEST_FONT + 2 + round(1.7 * math.log2(max(works, 1))), LARGEST_FONT)
    lines = wrap_name(name, int(room / (LETTER * font_size)))
    while font_size > SMALLEST_FONT and any(line.endswith("…") for line in lines):
        font_size -= 1
        lines = wrap_name(name, int(room / (LETTER * font_size)))
    return _Size(len(lines) * font_size * 1.2 + PADDING, font_size, "\n".join(lines))


def wrap_name(name: str, letters: int) -> list[str]:
    """Return the name in lines, broken at blanks, slashes and hyphens of words, and cut where it is too long.

    >>> wrap_name("Poor electrolyte/electrode contact", 18)
    ['Poor electrolyte/', 'electrode contact']
    >>> wrap_name("one two three four", 5)
    ['one', 'two', 'thre…']
    """
    lines = [""]
    for word in _words(name):
        if len((lines[-1] + word).rstrip()) > letters and lines[-1]:
            lines.append("")
        lines[-1] += word
    lines = [line.strip() for line in lines]
    if len(lines) > MOST_LINES:
        lines[MOST_LINES - 1] = f"{' '.join(lines[MOST_LINES - 1 : MOST_LINES + 1])[: letters - 1]}…"
    return [line if len(line) <= letters else f"{line[: letters - 1]}…" for line in lines[:MOST_LINES]]


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"(?<=\s)|(?<=/)|(?<=[a-z]{3}-)", name) if word]


def _height(nodes: Sequence[str], sizes: Mapping[str, _Size]) -> float:
    return sum(sizes[node].height + ROW_GAP for node in nodes)


def _split(nodes: Sequence[str], columns: int) -> list[list[str]]:
    """Return the nodes by column; neighbours in the order stay in one row, and so near to what they join."""
    return [list(nodes[number::columns]) for number in range(columns)]


def _stack(nodes: Sequence[str], sizes: Mapping[str, _Size], width: int, x: float, height: float) -> dict[str, Box]:
    """Return the boxes of one column, spread evenly around the middle line."""
    used = sum(sizes[node].height for node in nodes)
    gap = min((height - used) / max(len(nodes), 1), 4 * ROW_GAP)
    y = -(used + gap * (len(nodes) - 1)) / 2
    boxes = {}
    for node in nodes:
        size = sizes[node]
        boxes[node] = Box(x, round(y + size.height / 2, 1), width, size.height, size.font_size, size.label)
        y += size.height + gap
    return boxes
