"""The answers of the catalogues on disk: a file a question, so that nothing is asked twice."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.writing import write_text

logger = logging.getLogger(__name__)

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The works of an answer as the catalogue gave them, and how old it is."""

    works: list[Any]
    age_days: float


def find_cache_folder() -> Path:
    """Return where answers are kept unless the user names a folder: `$XDG_CACHE_HOME/interphase`, else `~/.cache`."""
    home = os.environ.get("XDG_CACHE_HOME")
    # The XDG specification: a path that is not absolute is to be ignored.
    base = Path(home) if home and Path(home).is_absolute() else Path.home() / ".cache"
    return base / "interphase"


class AnswerCache:
    """Answers by question. A folder that cannot be written costs requests, never the answer."""

    def __init__(self, folder: Path, *, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._now = now
        self._writable = True

    def read(self, question: str) -> KeptAnswer | None:
        """Return the answer to a question, None where there is none or its file is damaged."""
        try:
            kept = json.loads(self._path(question).read_text(encoding="utf-8"))
            if kept["question"] == question and isinstance(kept["works"], list):
                return KeptAnswer(kept["works"], max(0.0, self._now() - kept["asked"]) / _DAY)
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def write(self, question: str, works: list[Any]) -> None:
        """Keep an answer, whole or not at all."""
        if not self._writable:
            return
        kept = {"question": question, "asked": self._now(), "works": works}
        path = self._path(question)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_text(path, json.dumps(kept, ensure_ascii=False))
        except OSError as error:
            self._writable = False
            logger.warning("answers cannot be kept in %s: %s", self._folder, error.strerror or error)

    def _path(self, question: str) -> Path:
        digest = hashlib.sha256(question.encode("utf-8")).hexdigest()
        return self._folder / digest[:2] / f"{digest[2:34]}.json"
