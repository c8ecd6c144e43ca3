"""A Cypher statement and its answer over HTTP."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from graph.reading import MAX_CHARACTERS


class CypherQuestion(BaseModel):
    """A statement that only reads, with the values of its `$parameters`."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "statement": "MATCH (m:Mechanism {id: $id})-[r:MITIGATED_BY]->(s:Strategy) "
                "RETURN s.name, r.works ORDER BY r.works DESC",
                "parameters": {"id": "mech:poor-wettability"},
            }
        },
    )

    statement: str = Field(min_length=1, max_length=MAX_CHARACTERS)
    parameters: dict[str, Any] = Field(default_factory=dict)


class CypherAnswer(BaseModel):
    """Columns and rows; `truncated` where the row limit cut the answer."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"columns": ["s.name", "r.works"], "rows": [["Lithiophilic interlayer", 7]], "truncated": False}
        }
    )

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool
