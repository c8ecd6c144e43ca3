"""The graph page: one file, no network, nothing of a document but text."""

from __future__ import annotations

import json
import os
import re
import shutil
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import sync_playwright

from api.layout import COLUMN_WIDTH, lay_out
from api.road import LAYERS, Road, read_road
from api.view import render_view
from graph.errors import InputError
from graph.stores import open_store


@pytest.fixture(scope="module")
def road(graph_url: str) -> Road:
    with open_store(graph_url, read_only=True) as store:
        return read_road(store)


class Attributes(HTMLParser):
    """Collects every address that a browser would follow or load."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "action", "data"}]

    def handle_data(self, data):
        self.text.append(data)


def test_nothing_comes_from_afar(road):
    html = render_view(road)
    parsed = Attributes()
    parsed.feed(html)
    assert parsed.addresses == []
    assert not re.search(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//""", html)
    assert not re.search(r"@import|url\(\s*['\"]?(?!data:|['\"]?data:)", html.split("<script>")[0])
    assert "vis.Network" in html


def test_the_same_graph_gives_the_same_bytes(graph_url, road):
    with open_store(graph_url, read_only=True) as store:
        assert render_view(read_road(store)) == render_view(road)


def test_hostile_names_stay_text(road, hostile):
    html = render_view(Road(road.graph, road.total, f"<script>bad()</script>{hostile}", road.quotes))
    parsed = Attributes()
    parsed.feed(html)
    assert "img" not in parsed.tags
    assert parsed.tags.count("script") == 3
    assert "<script>bad()" in "".join(parsed.text)
    nodes = json.loads(re.search(r"const nodes = new vis.DataSet\((.*)\);", html)[1])
    # What vis-network gets is the text itself: it escapes nothing twice, since it sets titles as text.
    assert hostile in {node["name"] for node in nodes}


def test_the_page_counts_what_it_shows(graph_url):
    with open_store(graph_url, read_only=True) as store:
        road = read_road(store, most=3)
    assert len(road.graph) == 3 < road.total
    assert f"showing 3 of {road.total} nodes" in render_view(road)


def test_the_road_runs_from_issue_to_material(road):
    ends = {(road.graph.nodes[a]["kind"], road.graph.nodes[b]["kind"]) for a, b in road.graph.edges}
    assert ends == {("Issue", "Mechanism"), ("Issue", "Strategy"), ("Mechanism", "Strategy"), ("Strategy", "Material")}
    edge = road.graph.edges["strat:lithiophilic-interlayer", "Al2O3"]
    (quote,) = road.sentences(edge["claims"])
    assert quote.citations[0].label == "Han et al., Nat. Mater. 2017"
    assert edge["works"] == 1


def test_background_is_dashed_and_counts_nothing(road):
    edges = [data for *_, data in road.graph.edges(data=True) if data["type"] == "BACKGROUND"]
    assert all(data["works"] == 0 and data["belief"] is None for data in edges)
    html = render_view(road)
    drawn = json.loads(re.search(r"const edges = new vis.DataSet\((.*)\);", html)[1])
    assert all(edge["dashes"] == [6, 6] for edge in drawn if not edge["quotes"])


def test_a_pair_joins_only_what_a_study_joined(graph_url, hostile):
    with open_store(graph_url, read_only=True) as store:
        road = read_road(store, pair="LLZO|Li metal")
        issue = read_road(store, pair="LLZO|Li", issue="issue:li-dendrite")
    assert road.heading == "Li7La3Zr2O12 | Li"
    assert not nx.has_path(road.graph, "mech:poor-wettability", hostile)
    assert nx.has_path(road.graph, "issue:poor-contact", "Al2O3")
    assert "strat:lithiophilic-interlayer" not in issue.graph or not issue.graph.has_edge(
        "issue:li-dendrite", "strat:lithiophilic-interlayer"
    )


@pytest.mark.parametrize("pair", ["LLZO", "|Li", "A|B|C", "unobtainium|Li", "LiPON|LiCoO2"])
def test_a_wrong_pair_is_refused(graph_url, pair):
    with open_store(graph_url, read_only=True) as store, pytest.raises(InputError):
        read_road(store, pair=pair)


def test_boxes_do_not_overlap_and_layers_stand_in_order():
    graph = nx.DiGraph()
    sizes = {"Issue": 12, "Mechanism": 50, "Strategy": 50, "Material": 188}
    for kind, count in sizes.items():
        for number in range(count):
            graph.add_node(f"{kind}{number}", kind=kind, name=f"{kind} with the long name {number}", works=number % 9)
    for first, second in pairwise(LAYERS):
        for number in range(sizes[second]):
            graph.add_edge(f"{first}{number % sizes[first]}", f"{second}{number}")
    layout = lay_out(graph)
    boxes = list(layout.boxes.values())
    assert len(boxes) == 300
    for number, box in enumerate(boxes):
        for other in boxes[number + 1 :]:
            beside = abs(box.x - other.x) >= (box.width + other.width) / 2
            above = abs(box.y - other.y) >= (box.height + other.height) / 2 - 0.2
            assert beside or above
    middles = [x for _, x, _ in layout.headings]
    assert middles == sorted(middles)
    assert {box.width for box in boxes} == set(COLUMN_WIDTH.values())
    assert lay_out(graph) == layout


def test_an_empty_road_can_be_drawn():
    html = render_view(Road(nx.DiGraph(), 0, "nothing", {}))
    assert "showing 0 of 0" in html
    assert "interphase ingest FILE" in html


def find_chromium() -> str | None:
    return os.environ.get("INTERPHASE_TEST_CHROMIUM") or shutil.which("chromium")


@pytest.mark.skipif(find_chromium() is None, reason="no Chromium: set INTERPHASE_TEST_CHROMIUM or install chromium")
def test_chromium_draws_the_page_without_network(road, tmp_path: Path):
    page_file = tmp_path / "graph page.html"
    page_file.write_text(render_view(road), encoding="utf-8")
    problems: list[str] = []
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.on(
            "console", lambda message: problems.append(message.text) if message.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: problems.append(f"dialog {dialog.message}"))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(page_file.as_uri())
        page.wait_for_timeout(500)
        assert page.locator("#legend").is_visible()
        assert (
            page.evaluate(
                "() => { const c = document.querySelector('#mynetwork canvas');"
                "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                "let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; }"
            )
            > 5000
        )
        shown = page.evaluate("() => network.getViewPosition() && nodes.getIds().length")
        assert shown == len(road.graph)
        # A click on a strategy opens the panel with the sentence, as text.
        where = page.evaluate("(id) => network.canvasToDOM(network.getPosition(id))", "strat:artificial-sei")
        box = page.locator("#mynetwork").bounding_box()
        page.mouse.click(box["x"] + where["x"], box["y"] + where["y"])
        page.wait_for_timeout(400)
        assert "It helped </script>" in page.locator("#panel").inner_text()
        page.fill("#filter", "lithiophilic")
        page.click("#reset")
        assert page.locator("#panel").is_hidden()
        browser.close()
    assert problems == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
