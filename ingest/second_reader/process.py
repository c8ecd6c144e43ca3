"""The worker as a process: started, asked within a time limit, started again when it dies, closed."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, Self

from graph.errors import SecondReaderError
from ingest.second_reader.protocol import Answer, Question, parse_answer, parse_ready

_LAUNCHER = Path(__file__).parent / "worker" / "launch.py"
START_SECONDS = 60.0
"""How long the first import of the library may take, on a cold disk."""
ANSWER_SECONDS = 5.0
"""How long one question may take; the median is 10 ms."""
_CLOSE_SECONDS = 5.0
_LAST_WORDS = 400
_RESTARTS = 1
_REMEDY = "name another by INTERPHASE_CHEMDATAEXTRACTOR, or make it anew: interphase setup chemdataextractor"


class Worker:
    """A worker under the interpreter at ``python``; ``described`` are the models it is to build.

    It starts with the first question. A question on which it dies or takes longer than ``seconds`` is answered with an
    error, and the next one starts it again; when it then dies before it has answered anything it is given up, and
    `failure` says so.
    """

    def __init__(self, python: Path, described: Mapping[str, Any], *, seconds: float = ANSWER_SECONDS) -> None:
        self.python = python
        self.failure: str | None = None
        self._described = described
        self._seconds = seconds
        self._running: _Running | None = None
        self._deaths = 0
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> str:
        """Start it where it does not run and return the version of the library; raises `SecondReaderError`."""
        self._running = self._running or _Running(self.python, self._described)
        return self._running.version

    def ask(self, question: Question) -> Answer:
        """Return the answer; an error of the worker is an answer too, and so is that it was given up."""
        if self.failure is not None:
            return Answer(error=self.failure)
        try:
            self._running = self._running or _Running(self.python, self._described)
        except SecondReaderError as error:
            self.failure = str(error)
            return Answer(error=self.failure)
        self._number += 1
        answer = self._running.ask(question, self._number, self._seconds)
        if answer is not None:
            self._deaths = 0
            return answer
        self._running.kill()
        self._running = None
        self._deaths += 1
        if self._deaths > _RESTARTS:
            self.failure = "the second reader died twice without an answer and was given up"
        return Answer(error=f"no answer within {self._seconds:g} s")

    def close(self) -> None:
        """End the process, if it runs."""
        if self._running is not None:
            self._running.close()
            self._running = None


class _Running:
    """One process with its folder for the few files that the library wants to read and write.

    Raises `SecondReaderError` where it does not start.
    """

    def __init__(self, python: Path, described: Mapping[str, Any]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="interphase-", ignore_cleanup_errors=True)
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  closed with the process
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        try:
            self._process = subprocess.Popen(
                [str(python), "-P", "-s", "-W", "ignore", str(_LAUNCHER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                cwd=self._folder.name,
                env=_environment(),
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            self._clean_up()
            problem = f"cannot be run ({error.strerror or error})"
            raise SecondReaderError(problem, where=str(python), remedy=_REMEDY) from None
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            self.version = self._greet(python, described)
        except BaseException:
            self.kill()
            raise

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def _greet(self, python: Path, described: Mapping[str, Any]) -> str:
        """Describe the models and return the version of the library; raises `SecondReaderError`."""
        line = self._exchange(json.dumps(described) + "\n", START_SECONDS)
        version = parse_ready(line) if line is not None else None
        if version is None:
            problem = f"the second reader does not start: {self._last_words()}"
            raise SecondReaderError(problem, where=str(python), remedy=_REMEDY)
        return version

    def ask(self, question: Question, number: int, seconds: float) -> Answer | None:
        """Return the answer, None where the process is dead, mute or talks nonsense."""
        line = self._exchange(question.render(number), seconds)
        return parse_answer(line, number) if line is not None else None

    def _exchange(self, line: str, seconds: float) -> str | None:
        """Return the line that answers one, None where none comes in time."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
            return self._lines.get(timeout=seconds)
        except (OSError, queue.Empty):
            return None

    def _last_words(self) -> str:
        """Return the last line that it wrote to standard error, else how it ended."""
        size = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, size - _LAST_WORDS))
        lines = self._errors.read().decode("utf-8", errors="replace").split("\n")
        code = self._process.poll()
        silent = f"it ended with code {code}" if code is not None else f"no answer within {START_SECONDS:g} s"
        return next((line.strip() for line in reversed(lines) if line.strip()), silent)

    def close(self) -> None:
        """End the process: it ends by itself when its input does."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.close()
            self._process.wait(_CLOSE_SECONDS)
        except (OSError, subprocess.TimeoutExpired):
            pass
        self.kill()

    def kill(self) -> None:
        """End the process whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._clean_up()

    def _clean_up(self) -> None:
        self._errors.close()
        self._folder.cleanup()


def _environment() -> dict[str, str]:
    """Return the environment without what would lead the interpreter to our packages; the order of sets is fixed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "__PYVENV"))}
    return {**kept, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
