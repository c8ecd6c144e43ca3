"""The API over HTTP, against a real graph."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import httpx
import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings, read_settings
from graph.errors import InputError
from graph.load import load_records
from graph.records import DocumentRecord
from graph.stores import open_store


@contextmanager
def serve(**settings) -> Iterator[httpx.Client]:
    """Run the app in a real server in this process."""
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(**settings)), port=0, log_level="error"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def client(graph_url: str) -> Iterator[httpx.Client]:
    with serve(db=graph_url) as opened:
        yield opened


def test_recommend(client):
    answer = client.get("/v1/recommend", params={"electrolyte": "LLZO", "electrode": "Li metal", "top": 5}).json()
    assert answer["coverage"] == "direct"
    by_strategy = {r["strategy"]: r for r in answer["recommendations"]}
    option = by_strategy["strat:lithiophilic-interlayer"]["options"][0]
    assert (option["effects"][0]["before"], option["effects"][0]["after"]) == (900.0, 12.0)
    assert option["refs"][0]["doi"] == "10.1038/nmat4821"
    assert "900 to 12" in option["evidence"][0]["text"]


def test_graph(client):
    answer = client.get("/v1/graph", params={"pair": "LLZO|Li"}).json()
    assert answer["showing"] == answer["total"] == len(answer["nodes"])
    ids = {node["id"] for node in answer["nodes"]}
    assert all({edge["source"], edge["target"]} <= ids for edge in answer["edges"])
    assert all(name in answer["sentences"] for edge in answer["edges"] for name in edge["evidence"])
    assert client.get("/v1/graph", params={"limit": 2}).json()["showing"] == 2


def test_cypher(client):
    statement = "MATCH (m:Material {id: $id}) RETURN m.id AS id, m.families AS families"
    answer = client.post("/v1/cypher", json={"statement": statement, "parameters": {"id": "Li"}})
    assert answer.json() == {"columns": ["id", "families"], "rows": [["Li", ["family:li-metal"]]], "truncated": False}


def test_rows_are_limited(graph_url):
    with serve(db=graph_url, query_rows=2) as client:
        answer = client.post("/v1/cypher", json={"statement": "MATCH (m:Mechanism) RETURN m.id"}).json()
    assert (len(answer["rows"]), answer["truncated"]) == (2, True)


@pytest.mark.parametrize(
    ("method", "path", "given", "status"),
    [
        ("GET", "/v1/recommend", {"electrolyte": "unobtainium", "electrode": "Li"}, 404),
        ("GET", "/v1/recommend", {"electrolyte": "LLZO"}, 422),
        ("GET", "/v1/recommend", {"electrolyte": "LLZO", "electrode": "Li", "top": 0}, 422),
        ("GET", "/v1/recommend", {"electrolyte": "LLZO", "electrode": "Li", "issue": "issue:none"}, 422),
        ("GET", "/v1/graph", {"pair": "LLZO"}, 422),
        ("GET", "/v1/graph", {"pair": "LiPON|LiCoO2"}, 404),
        ("GET", "/nowhere", {}, 404),
        ("GET", "/v1/cypher", {}, 405),
        ("POST", "/v1/cypher", {"statement": "MATCH (n) DETACH DELETE n"}, 400),
        ("POST", "/v1/cypher", {"statement": "CALL show_tables() RETURN *"}, 400),
        ("POST", "/v1/cypher", {"statement": "LOAD FROM '/etc/passwd' RETURN *"}, 400),
        ("POST", "/v1/cypher", {"statement": "MATCH (n:Nothing) RETURN n"}, 400),
        ("POST", "/v1/cypher", {"statement": "RETURN 1", "limit": 3}, 422),
    ],
)
def test_errors_are_problems_with_a_remedy(client, method, path, given, status):
    answer = client.get(path, params=given) if method == "GET" else client.post(path, json=given)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["remedy"] or status == 400
    assert "Traceback" not in answer.text


def test_openapi_has_examples_that_hold_to_their_models(client):
    described = client.get("/openapi.json").json()
    assert set(described["paths"]) == {"/v1/recommend", "/v1/graph", "/v1/cypher", "/health"}
    for name in ("AdviceAnswer", "RoadAnswer", "CypherAnswer", "CypherQuestion", "Problem"):
        schema = described["components"]["schemas"][name]
        assert set(schema["required"]) <= set(schema["example"])


def test_pages_need_no_network(client):
    for path in ("/", "/?pair=LLZO%7CLi", "/?pair=&issue=", "/docs"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "http://" not in answer.text.split("<script>", maxsplit=1)[0]
        assert 'src="' not in answer.text.split("<script>", maxsplit=1)[0]
    assert "showing" in client.get("/").text
    assert "/v1/recommend" in client.get("/docs").text


def test_the_page_answers_a_wrong_question_itself(client):
    answer = client.get("/", params={"pair": "<script>alert(1)</script>|Li"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text
    assert client.get("/", params={"pair": "LLZO"}).status_code == 422


def test_the_server_sees_what_was_loaded_since(tmp_path, records):
    url = f"ladybug:{tmp_path / 'graph.lbug'}"
    with serve(db=url) as client:
        missing = client.get("/health")
        assert (missing.status_code, missing.json()["title"]) == (503, "Store unavailable")
        assert not (tmp_path / "graph.lbug").exists()
        with open_store(url) as store:
            load_records(store, records)
        assert client.get("/health").json() == {"status": "ok", "documents": 1}
        with open_store(url) as store:
            load_records(store, [DocumentRecord(document="second.md", sha256="1" * 64, media_type="text/plain")])
        assert client.get("/health").json() == {"status": "ok", "documents": 2}


def test_settings_come_from_the_environment_and_flags_win(empty_folder, monkeypatch):
    assert read_settings().db == "ladybug:interphase.lbug"
    monkeypatch.setenv("INTERPHASE_DB", "bolt://elsewhere:7687")
    monkeypatch.setenv("INTERPHASE_PORT", "8123")
    assert (read_settings().db, read_settings().port) == ("bolt://elsewhere:7687", 8123)
    assert read_settings(db="ladybug:x", port=1).db == "ladybug:x"
    monkeypatch.setenv("INTERPHASE_QUERY_ROWS", "0")
    with pytest.raises(InputError, match="INTERPHASE_QUERY_ROWS"):
        read_settings()


def test_serve_answers_from_a_folder_of_decoys(graph_url, tmp_path):
    for name in ("api", "graph", "ingest"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise ImportError('a decoy')", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root = Path(__file__).resolve().parents[2]
    start = f"import sys; sys.path[0] = {str(root)!r}; from api.main import main; main()"
    server = subprocess.Popen(
        [sys.executable, "-c", start, "serve", "--port", str(port), "--db", graph_url],
        cwd=tmp_path, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        for _ in range(100):
            try:
                answer = httpx.get(f"http://127.0.0.1:{port}/health")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        assert answer.json()["status"] == "ok"
    finally:
        server.terminate()
        server.communicate(timeout=20)
