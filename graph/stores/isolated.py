"""A statement of somebody else, run against a Ladybug file in a process of its own.

The engine runs inside the process that asks, and its limits of time and memory do not hold everywhere: a
short statement that doubles a text thirty times takes gigabytes, and some end the process. Here that is
another one, which is ended at the limit. It costs some 0.3 s a statement.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.errors import QueryError, SchemaMismatchError, StoreError, StoreUnavailableError
from graph.stores.contract import GraphStore, QueryLimits, QueryResult

logger = logging.getLogger(__name__)

MEMORY_BYTES = 2 * 2**30
"""The most that a statement's process may grow to: the engine's own limit and as much again for values."""

_TOO_MUCH_MEMORY = 99
_START_SECONDS = 10.0


def read_isolated(
    store: GraphStore, statement: str, parameters: Mapping[str, Any] | None = None, *, limits: QueryLimits
) -> QueryResult:
    """Run a reading statement that `graph.reading` has accepted so that it can harm no one else.

    A Neo4j server sees to that itself. Parameters must be JSON. Raises as `GraphStore.read` does, and
    `QueryError` where the process ends early.
    """
    scheme, _, address = store.url.partition(":")
    if scheme != "ladybug":
        return store.read(statement, parameters, limits=limits)
    question = {
        "path": str(Path(address).absolute()),
        "statement": statement,
        "parameters": dict(parameters or {}),
        "seconds": limits.seconds,
        "rows": limits.rows,
    }
    # -P: a folder in which the server was started may hold packages of our names.
    command = [sys.executable, "-P", "-m", "graph.stores.isolated"]
    try:
        run = subprocess.run(
            command,
            input=json.dumps(question),
            capture_output=True,
            encoding="utf-8",
            timeout=limits.seconds + _START_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise QueryError(f"took longer than {limits.seconds:g} s", remedy="narrow the pattern") from error
    if run.returncode:
        problem = (
            "needs more memory than a statement may have"
            if run.returncode in {_TOO_MUCH_MEMORY, -9}
            else "made the graph engine fail"
        )
        logger.warning("the process of a statement ended with %d: %s", run.returncode, run.stderr[-2000:])
        raise QueryError(problem, remedy="narrow the pattern")
    return _parse_answer(json.loads(run.stdout))


def _parse_answer(answer: Mapping[str, Any]) -> QueryResult:
    if "error" in answer:
        kinds = {kind.__name__: kind for kind in (QueryError, StoreUnavailableError, SchemaMismatchError)}
        raise kinds.get(answer["error"], StoreError)(answer["problem"], where=answer["where"], remedy=answer["remedy"])
    return QueryResult(tuple(answer["columns"]), tuple(map(tuple, answer["rows"])), truncated=answer["truncated"])


def answer_question(question: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result of the statement, or its error, as JSON types."""
    from graph.stores.ladybug import LadybugStore  # noqa: PLC0415 - the asking process does not need the engine

    limits = QueryLimits(question["seconds"], question["rows"])
    try:
        with LadybugStore(Path(question["path"]), read_only=True) as store:
            result = store.read(question["statement"], question["parameters"], limits=limits)
    except (QueryError, StoreError) as error:
        kind = type(error).__name__
        return {"error": kind, "problem": error.problem, "where": error.where, "remedy": error.remedy}
    return {"columns": result.columns, "rows": result.rows, "truncated": result.truncated}


def _end_at_limit() -> None:
    """End this process when it has grown too large."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows, where only the time is limited
    except ImportError:
        return
    unit = 1 if sys.platform == "darwin" else 1024
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < MEMORY_BYTES:
        time.sleep(0.01)
    os._exit(_TOO_MUCH_MEMORY)


def main() -> None:
    """Answer the question on standard input."""
    question = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    threading.Thread(target=_end_at_limit, daemon=True).start()
    answer = json.dumps(answer_question(question))
    sys.stdout.write(answer)
    sys.stdout.flush()
    # What the engine may still be at is not waited for.
    os._exit(0)


if __name__ == "__main__":
    main()
