"""The process: JSON lines in, JSON lines out, until standard input ends.

The first line describes the models and is answered by ``{"ready": true, "version": ...}``. Every other line is a
question: ``{"id", "models", "text", "mentions"}`` or ``{"id", "models", "caption", "rows"}``, answered by ``{"id",
"findings"}`` or, where the library fails on it, ``{"id", "error"}``.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from ingest.second_reader.worker.models import Models


def serve() -> None:
    """Answer the lines of standard input."""
    out = _keep_output()
    warnings.simplefilter("ignore")
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]

    from ingest.second_reader.worker.light import load  # noqa: PLC0415  after standard output is ours

    version = load(Path.cwd() / "models")

    from ingest.second_reader.worker.models import build_models  # noqa: PLC0415  it imports the library
    from ingest.second_reader.worker.texts import set_defaults  # noqa: PLC0415

    set_defaults()
    models: dict[str, Models] = build_models(json.loads(sys.stdin.readline()))
    _write(out, {"ready": True, "version": version})
    for line in sys.stdin:
        _write(out, answer(json.loads(line), models))


def answer(question: dict[str, Any], models: dict[str, Models]) -> dict[str, Any]:
    """Return the answer to a question; what goes wrong is an answer too."""
    from ingest.second_reader.worker.reading import read_sentence, read_table  # noqa: PLC0415

    try:
        wanted = [models[name] for name in question["models"]]
        if "rows" in question:
            findings = read_table(question["caption"], question["rows"], wanted)
        else:
            findings = read_sentence(question["text"], [(start, end) for start, end in question["mentions"]], wanted)
    except Exception as error:
        # A grammar that fails on one sentence must not cost the others.
        return {"id": question["id"], "error": f"{type(error).__name__}: {error}"}
    return {"id": question["id"], "findings": findings}


def _keep_output() -> TextIO:
    """Return standard output and let whatever the library prints go to standard error."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return out


def _write(out: TextIO, value: dict[str, Any]) -> None:
    out.write(json.dumps(value) + "\n")
    out.flush()
