"""The description of the API as a page that needs no network: FastAPI's own loads Swagger UI from afar."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader


def render_api_page(openapi: Mapping[str, Any]) -> str:
    """Return the operations of an OpenAPI document, each with its parameters, an example and a form."""
    environment = Environment(loader=PackageLoader("api", "templates"), autoescape=True)
    environment.filters["pretty"] = lambda value: json.dumps(value, ensure_ascii=False, indent=2)
    operations = [
        {"path": path, "method": method, **operation, **_examples(openapi, operation)}
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    ]
    return environment.get_template("docs.html").render(info=openapi["info"], operations=operations)


def _examples(openapi: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return {
        "body_example": _resolve(openapi, body).get("example"),
        "answer_example": _resolve(openapi, answer).get("example"),
    }


def _resolve(openapi: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    found: Mapping[str, Any] = openapi["components"]["schemas"][name] if name else schema
    return found
