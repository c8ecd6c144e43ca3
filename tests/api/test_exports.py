"""The exports: everything that went in comes out, whatever it is made of."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import pytest
import rdflib

from graph.errors import InputError
from graph.export.files import write_files
from graph.export.formats import export
from graph.export.rows import read_rows
from graph.load import load_records, read_records
from graph.schema import load_schema
from graph.stores import open_store
from graph.validate import read_records_file


@pytest.fixture(scope="module")
def exported(graph_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports") / "deep" / "er"
    with open_store(graph_url, read_only=True) as store:
        for name in ("jsonl", "graphml", "csv", "jsonld"):
            for path in export(store, name, folder):
                assert path.is_file()
    assert not list(folder.glob(".*"))
    return folder


@pytest.fixture(scope="module")
def rows(graph_url: str):
    with open_store(graph_url, read_only=True) as store:
        return read_rows(store)


def test_records_make_the_same_graph_again(exported, graph_url, rows, tmp_path):
    with open_store(f"ladybug:{tmp_path / 'again.lbug'}") as again, open_store(graph_url, read_only=True) as store:
        load_records(again, read_records_file(exported / "records.jsonl"))
        assert read_rows(again) == rows
        assert read_records(again) == read_records(store)


def test_tables_hold_every_row(exported, rows, hostile):
    read = {}
    for name in (*load_schema().nodes, *load_schema().edges):
        with (exported / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            read[name] = list(csv.DictReader(file))
    counts = rows.counts()
    assert {name: len(found) for name, found in read.items() if found} == counts
    material = next(row for row in read["Material"] if row["id"] == hostile)
    assert json.loads(material["aliases"]) == ["hostile"]
    assert "\r\ny & \x1b" in read["Document"][0]["title"]
    assert (exported / "Issue.csv").read_bytes().count(b"\r\n") == counts["Issue"] + 1


def test_graphml_is_read_back(exported, rows, hostile):
    graph = nx.read_graphml(exported / "graph.graphml", force_multigraph=True)
    assert graph.number_of_nodes() == len(rows.nodes)
    assert graph.number_of_edges() == sum(edge.type != "RECORDED_IN" for edge in rows.edges)
    # XML has no escape character: the control character of the name is replaced, all else survives.
    clean = hostile.replace("\x1b", "\ufffd")
    assert graph.nodes[f"Material:{clean}"]["name"] == clean
    assert graph.nodes["Issue:issue:li-dendrite"]["type"] == "Issue"
    assert "\r\ny &" in graph.nodes["Document:reviewed interfaces.md"]["title"]


def test_jsonld_is_linked_data(exported, rows, hostile):
    graph = rdflib.Graph().parse(exported / "graph.jsonld", format="json-ld")
    term = rdflib.Namespace("urn:interphase:term:")
    name = rdflib.Literal(hostile)
    (material,) = [s for s in graph.subjects(term.name, name) if (s, rdflib.RDF.type, term.Material) in graph]
    assert str(material).isascii()
    assert len(set(graph.subjects(rdflib.RDF.type, term.StrategyCase))) == rows.counts()["StrategyCase"]
    uses = sum(edge.type == "USES" for edge in rows.edges)
    assert len(set(graph.subject_objects(term.USES))) == uses
    dendrite = rdflib.URIRef("urn:interphase:Issue:issue%3Ali-dendrite")
    skos = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")
    assert str(graph.value(dendrite, skos.exactMatch)).startswith("https://w3id.org/emmo/domain/electrochemistry#")
    beliefs = list(graph.objects(None, term.belief))
    assert beliefs
    assert all(isinstance(belief.toPython(), float) for belief in beliefs)
    text = (exported / "graph.jsonld").read_text(encoding="utf-8")
    assert '"@context": "http' not in text


def test_nothing_is_half_written(tmp_path):
    (tmp_path / "b.txt").write_text("before", encoding="utf-8")

    def fail():
        yield "after"
        raise OSError(28, "no space left")

    with pytest.raises(OSError, match="no space"):
        write_files(tmp_path, {"a.txt": ["after"], "b.txt": fail()})
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == "before"


def test_wrong_format_or_folder_is_refused(graph_url, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with open_store(graph_url, read_only=True) as store:
        with pytest.raises(InputError, match="jsonl"):
            export(store, "xml", tmp_path)
        with pytest.raises(InputError, match="this is a file"):
            export(store, "csv", tmp_path / "file")
