"""Crossref and OpenAlex on a local server, with answers in the shape that they document."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

import pytest

FOLDER = Path(__file__).parent / "catalogues"
SELECTS = frozenset(
    "DOI type title subtitle author issued published-print published-online container-title short-container-title "
    "volume page article-number update-to updated-by relation score publisher ISSN URL".split()
)
"""Some of the fields that Crossref lets a request select; it refuses a request for any other."""


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    service: str
    parameters: dict[str, str]
    agent: str


@dataclass(frozen=True)
class Fault:
    """What a service does in place of an answer."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str = "{}"
    hang: bool = False


@dataclass
class Catalogues:
    """The server: what it was asked, and what it is to do wrong, for the next requests and for all."""

    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    faults: dict[str, list[Fault]] = field(default_factory=lambda: {"crossref": [], "openalex": []})
    lasting: dict[str, Fault] = field(default_factory=dict)
    released: threading.Event = field(default_factory=threading.Event)

    def url(self, service: Literal["crossref", "openalex"]) -> str:
        return f"http://127.0.0.1:{self.port}/{service}"

    def fail(self, service: str, *, always: bool = False, **fault: Any) -> None:
        """Do this in place of the next answer, or of all."""
        if always:
            self.lasting[service] = Fault(**fault)
        else:
            self.faults[service].append(Fault(**fault))

    def count(self, service: str) -> int:
        """Return how often a service was asked."""
        return sum(asked.service == service for asked in self.asked)

    @property
    def variables(self) -> dict[str, str]:
        """The settings that lead the command line here."""
        return {f"INTERPHASE_{name.upper()}_URL": self.url(name) for name in ("crossref", "openalex")} | {
            "NO_PROXY": "127.0.0.1"
        }


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"<[^>]+>", "", text).lower()))


def load(service: str) -> list[dict[str, Any]]:
    works: list[dict[str, Any]] = json.loads((FOLDER / f"{service}.json").read_text(encoding="utf-8"))
    return works


def answer_crossref(parameters: dict[str, str]) -> tuple[int, Any]:
    """Return what is most alike, whether or not it is meant, or the works of the DOIs, in no order."""
    selected = parameters.get("select", "").split(",")
    if not SELECTS.issuperset(selected):
        return 400, {"status": "failed", "message-type": "validation-failure"}
    works = load("crossref")
    if "filter" in parameters:
        wanted = {name.partition(":")[2] for name in parameters["filter"].split(",")}
        if not all(re.fullmatch(r"10\.\d{4,9}/\S+", doi) for doi in wanted):
            return 400, {"status": "failed", "message-type": "validation-failure"}
        found = [work for work in works if work["DOI"] in wanted][::-1]
    else:
        query = words_of(parameters["query.bibliographic"])
        found = sorted(works, key=lambda work: -len(query & words_of(json.dumps(work, ensure_ascii=False))))
    rows = found[: int(parameters["rows"])]
    listed = [{name: work[name] for name in selected if name in work} for work in rows]
    return 200, {
        "status": "ok",
        "message-type": "work-list",
        "message-version": "1.0.0",
        "message": {"facets": {}, "total-results": len(found), "items": listed, "items-per-page": len(rows)},
    }


def answer_openalex(parameters: dict[str, str]) -> tuple[int, Any]:
    """Return the works with all words in their title, or those of the DOIs."""
    attribute, _, value = parameters["filter"].partition(":")
    if "," in value:
        return 403, {"error": "Invalid query parameters error."}
    works = load("openalex")
    if attribute == "doi":
        found = [work for work in works if work["doi"].removeprefix("https://doi.org/") in value.split("|")]
    else:
        found = [work for work in works if words_of(value) <= words_of(work["title"])]
    rows = found[: int(parameters["per-page"])]
    selected = parameters["select"].split(",")
    return 200, {
        "meta": {"count": len(found), "page": 1, "per_page": int(parameters["per-page"])},
        "results": [{name: work[name] for name in selected} for work in rows],
        "group_by": [],
    }


@pytest.fixture
def catalogues() -> Iterator[Catalogues]:
    state = Catalogues()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            service = url.path.split("/")[1]
            parameters = {name: values[-1] for name, values in parse_qs(url.query).items()}
            state.asked.append(Asked(service, parameters, self.headers["User-Agent"]))
            fault = state.faults[service].pop(0) if state.faults[service] else state.lasting.get(service)
            if fault is not None:
                if fault.hang:
                    state.released.wait(5)
                self.respond(fault.status, fault.body, fault.headers)
                return
            status, answer = (answer_crossref if service == "crossref" else answer_openalex)(parameters)
            self.respond(status, json.dumps(answer), {"Content-Type": "application/json"})

        def respond(self, status: int, body: str, headers: dict[str, str]) -> None:
            data = body.encode("utf-8")
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A client that gave up waiting is no error of the server."""

    server = Server(("127.0.0.1", 0), Handler)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield state
    state.released.set()
    server.shutdown()
    server.server_close()
    thread.join()
