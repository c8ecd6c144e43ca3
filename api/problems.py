"""Errors as `application/problem+json` (RFC 9457), with the remedy beside."""

from __future__ import annotations

import re
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from graph.errors import (
    InputError,
    InterphaseError,
    NameNotFoundError,
    QueryError,
    SchemaMismatchError,
    StoreError,
    StoreUnavailableError,
)

MEDIA_TYPE = "application/problem+json"

_STATUS: tuple[tuple[type[InterphaseError], int], ...] = (
    (NameNotFoundError, 404),
    (QueryError, 400),
    (InputError, 422),
    (StoreUnavailableError, 503),
    (SchemaMismatchError, 503),
    (StoreError, 500),
)


class Problem(BaseModel):
    """What is wrong and what to do about it."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "urn:interphase:problem:name-not-found",
                "title": "Name not found",
                "status": 404,
                "detail": "'unobtainium' is no material that is known",
                "remedy": "give a formula, or a usual abbreviation such as LLZO",
            }
        }
    )

    type: str
    title: str
    status: int
    detail: str
    remedy: str | None = None


def install_problems(app: FastAPI) -> None:
    """Let every error of the app leave it as a problem."""
    app.exception_handler(InterphaseError)(_answer_ours)
    app.exception_handler(RequestValidationError)(_answer_invalid)
    app.exception_handler(HTTPException)(_answer_http)


def _answer_ours(_request: Request, error: InterphaseError) -> JSONResponse:
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    name = type(error).__name__.removesuffix("Error")
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    place = f"{error.where}: " if error.where else ""
    problem = Problem(
        type=f"urn:interphase:problem:{words.lower().replace(' ', '-')}",
        title=words.capitalize(),
        status=status,
        detail=f"{place}{error.problem}",
        remedy=error.remedy,
    )
    extra = {"suggestions": list(error.suggestions)} if isinstance(error, NameNotFoundError) else {}
    return _render(problem, extra)


def _answer_invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
    found = error.errors()
    where = ".".join(str(part) for part in found[0]["loc"])
    problem = Problem(
        type="urn:interphase:problem:invalid-request",
        title="Invalid request",
        status=422,
        detail=f"{where}: {found[0]['msg']}",
        remedy="see /docs for what this address takes",
    )
    return _render(problem, {"errors": [{"loc": item["loc"], "msg": item["msg"]} for item in found]})


def _answer_http(_request: Request, error: HTTPException) -> JSONResponse:
    problem = Problem(
        type="about:blank",
        title=str(error.detail),
        status=error.status_code,
        detail=str(error.detail),
        remedy="see /docs for the addresses that there are",
    )
    return _render(problem, {})


def _render(problem: Problem, extra: dict[str, Any]) -> JSONResponse:
    content = problem.model_dump() | jsonable_encoder(extra)
    return JSONResponse(content, status_code=problem.status, media_type=MEDIA_TYPE)
