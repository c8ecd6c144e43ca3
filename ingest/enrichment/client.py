"""Polite requests to a catalogue: who asks, how often, and when to stop."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any

import httpx

logger = logging.getLogger(__name__)

MOST_TRIES = 3
MOST_FAILURES = 2
"""Questions in a row without an answer after which a service is asked no more in this run."""
LONGEST_WAIT_SECONDS = 60.0
"""A service that wants a longer pause is asked no more: a daily allowance is used up."""
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_CLOSED = frozenset({401, 403})


class ServiceError(Exception):
    """A question has no answer; the message says why in a few words."""


class QuestionRefusedError(ServiceError):
    """A service that works does not take this very question."""


class ServiceClient:
    """One service, asked no more often than every ``pace_seconds``."""

    def __init__(
        self,
        name: str,
        base_url: str,
        *,
        mailto: str | None = None,
        api_key: str | None = None,
        pace_seconds: float,
        timeout_seconds: float = 20.0,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self.base_url = base_url.rstrip("/")
        self._identity = {"mailto": mailto, "api_key": api_key}
        self._pace = pace_seconds
        self._sleep = sleep
        self._clock = clock
        self._free_at = clock()
        self._failures = 0
        self._stopped: str | None = None
        contact = f" (mailto:{mailto})" if mailto else ""
        self._http = httpx.Client(
            headers={"User-Agent": f"interphase/{version('interphase')}{contact}", "Accept": "application/json"},
            timeout=httpx.Timeout(timeout_seconds, connect=min(timeout_seconds, 10.0)),
            follow_redirects=True,
        )

    def get(self, path: str, query: Mapping[str, str]) -> Any:
        """Return the JSON that answers a question. Raises `ServiceError`, at once where the service is given up."""
        if self._stopped:
            raise ServiceError(self._stopped)
        logger.info("%s is asked for %s", self.name, dict(query))
        try:
            answer = self._ask(path, {**query, **{name: value for name, value in self._identity.items() if value}})
        except QuestionRefusedError:
            raise
        except ServiceError as error:
            self._failures += 1
            if self._failures >= MOST_FAILURES:
                self._stopped = str(error)
            raise
        self._failures = 0
        return answer

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _ask(self, path: str, parameters: Mapping[str, str]) -> Any:
        wait = 0.0
        reason = ""
        for attempt in range(MOST_TRIES):
            self._pause(wait)
            try:
                response = self._http.get(f"{self.base_url}{path}", params=parameters)
            except httpx.TimeoutException:
                reason, wait = "no answer in time", 2.0**attempt
                continue
            except httpx.HTTPError as error:
                reason, wait = f"not reached ({type(error).__name__})", 2.0**attempt
                continue
            if response.is_success:
                return self._read(response)
            reason = f"HTTP {response.status_code}"
            if response.status_code in _CLOSED:
                self._stopped = reason
                break
            if response.status_code not in _PASSING:
                raise QuestionRefusedError(reason)
            wait = parse_retry_after(response.headers.get("Retry-After")) or 2.0**attempt
            if wait > LONGEST_WAIT_SECONDS:
                self._stopped = f"{reason}, it asks for a pause of {wait:.0f} s"
                raise ServiceError(self._stopped)
        logger.info("%s: %s", self.name, reason)
        raise ServiceError(reason)

    def _read(self, response: httpx.Response) -> Any:
        try:
            return response.json()
        except ValueError:
            raise ServiceError("the answer is no JSON") from None

    def _pause(self, wait: float) -> None:
        """Sleep until the service may be asked again, at least for ``wait`` seconds."""
        pause = max(wait, self._free_at - self._clock())
        if pause > 0:
            self._sleep(pause)
        self._free_at = self._clock() + self._pace


def parse_retry_after(value: str | None) -> float | None:
    """Return the seconds of a Retry-After header, given as such or as a date; None without a usable one.

    >>> parse_retry_after("3"), parse_retry_after("soon"), parse_retry_after("Wed, 21 Oct 2015 07:28:00 GMT")
    (3.0, None, 0.0)
    """
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
