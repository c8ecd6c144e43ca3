"""The server: the graph page, the API and its description."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

import networkx as nx
from fastapi import FastAPI, Query
from fastapi.responses import HTMLResponse

from api.advice_json import AdviceAnswer
from api.api_page import render_api_page
from api.cypher_json import CypherAnswer, CypherQuestion
from api.graph_json import RoadAnswer, render_road
from api.live_graph import LiveGraph
from api.problems import MEDIA_TYPE, Problem, install_problems
from api.road import Road, read_road
from api.settings import Settings
from api.view import Link, render_view
from graph.errors import InputError, NameNotFoundError
from graph.reading import check_reading
from graph.recommend import recommend, render_advice
from graph.stores.isolated import read_isolated

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": words}
    for status, words in {
        400: "The statement is refused, wrong or too slow",
        404: "No such name, or nothing is known of it",
        422: "The request is not understood",
        503: "The graph cannot be opened",
    }.items()
}

Pair = Annotated[str | None, Query(max_length=400, description="ELECTROLYTE|ELECTRODE", examples=["LLZO|Li"])]
Issue = Annotated[str | None, Query(max_length=100, description="An issue's id", examples=["issue:li-dendrite"])]
Name = Annotated[str, Query(min_length=1, max_length=200)]


def create_app(settings: Settings) -> FastAPI:
    """Return the app for one graph, which is opened at the first request and closed at shutdown."""
    graph = LiveGraph(settings.db)
    # A slow statement of one user is not to hold up everybody's advice.
    cypher_graph = LiveGraph(settings.db)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        graph.close()
        cypher_graph.close()

    app = FastAPI(
        title="Interphase",
        version=_read_version(),
        summary="What goes wrong at battery interfaces, what helps, and who says so.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        responses=_PROBLEMS,
    )
    install_problems(app)
    _add_questions(app, graph, settings)
    _add_cypher(app, cypher_graph, settings)
    _add_pages(app, graph, settings)
    return app


def _add_questions(app: FastAPI, graph: LiveGraph, settings: Settings) -> None:
    @app.get("/v1/recommend", response_model=AdviceAnswer, summary="Advice for a pair", tags=["questions"])
    def ask(
        electrolyte: Annotated[Name, Query(examples=["LLZO"], description="A name, abbreviation, formula or family")],
        electrode: Annotated[Name, Query(examples=["Li"], description="A name, abbreviation, formula or family")],
        issue: Issue = None,
        top: Annotated[int, Query(ge=1, le=100, description="At most so many")] = 10,
    ) -> dict[str, Any]:
        """Say what goes wrong between an electrolyte and an electrode, and what has helped, with sentences."""
        with graph.reading() as store:
            return render_advice(recommend(store, electrolyte, electrode, issue=issue or None, top=top))

    @app.get("/v1/graph", summary="The road from issues to materials", tags=["questions"])
    def show_graph(
        pair: Pair = None,
        issue: Issue = None,
        limit: Annotated[int, Query(ge=1, le=300, description="At most so many nodes")] = settings.page_nodes,
    ) -> RoadAnswer:
        """Return nodes, edges and the sentences behind them: all, or of one interface or issue."""
        with graph.reading() as store:
            return render_road(read_road(store, pair=pair or None, issue=issue or None, most=limit))

    @app.get("/health", summary="Whether the graph can be read", tags=["state"])
    def check_health() -> dict[str, str | int]:
        """Return `ok` and how many documents the graph holds."""
        with graph.reading() as store:
            documents = store.read("MATCH (d:Document) RETURN count(d)").rows[0][0]
            return {"status": "ok", "documents": documents}


def _add_cypher(app: FastAPI, graph: LiveGraph, settings: Settings) -> None:
    @app.post("/v1/cypher", summary="A reading statement", tags=["questions"])
    def read_cypher(question: CypherQuestion) -> CypherAnswer:
        """Run a Cypher statement that only reads, within limits of time and rows."""
        check_reading(question.statement)
        with graph.reading() as store:
            result = read_isolated(store, question.statement, question.parameters, limits=settings.query_limits)
        rows = [list(row) for row in result.rows]
        return CypherAnswer(columns=list(result.columns), rows=rows, truncated=result.truncated)


def _add_pages(app: FastAPI, graph: LiveGraph, settings: Settings) -> None:
    links = (Link("/", "whole graph"), Link("/docs", "API"))

    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    def show_page(pair: Pair = None, issue: Issue = None) -> HTMLResponse:
        try:
            with graph.reading() as store:
                road = read_road(store, pair=pair or None, issue=issue or None, most=settings.page_nodes)
        except InputError as error:
            # Whoever asks by the form of the page reads the answer there.
            empty = Road(nx.DiGraph(), 0, pair or issue or "", {})
            page = render_view(empty, links=links, ask=True, note=f"{error.problem}; {error.remedy}")
            return HTMLResponse(page, status_code=404 if isinstance(error, NameNotFoundError) else 422)
        return HTMLResponse(render_view(road, links=links, ask=True))

    @app.get("/docs", response_class=HTMLResponse, include_in_schema=False)
    def show_docs() -> str:
        return render_api_page(app.openapi())


def _read_version() -> str:
    try:
        return version("interphase")
    except PackageNotFoundError:
        return "unknown"
