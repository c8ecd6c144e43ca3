"""What every test may need: a Neo4j server, and a strict run in which nothing may be skipped."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest

os.environ["INTERPHASE_CHEMDATAEXTRACTOR"] = "off"
"""The tests read alike whether or not the second reader is set up on this machine; its own tests ask for it."""

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.fixture
def neo4j_url() -> str:
    """Return the address of the test server that ``INTERPHASE_TEST_NEO4J`` names, emptied."""
    import neo4j  # noqa: PLC0415 - most tests need no driver

    url = os.environ.get("INTERPHASE_TEST_NEO4J", "")
    if not url:
        pytest.skip("no Neo4j server: start one with tests/neo4j/start.sh and set INTERPHASE_TEST_NEO4J to its URL")
    if urlsplit(url).hostname not in {"127.0.0.1", "localhost"}:
        pytest.fail("INTERPHASE_TEST_NEO4J must be a server of this machine: the tests empty its database")
    with neo4j.GraphDatabase.driver(url) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        for name in driver.execute_query("SHOW CONSTRAINTS YIELD name").records:
            driver.execute_query(f"DROP CONSTRAINT `{name[0]}`")
    return url


collect_ignore = [
    # They run in the environment of the second reader, where the library is that they import.
    f"ingest/second_reader/worker/{name}.py"
    for name in ("dimensions", "models", "reading", "texts")
]


@pytest.fixture(scope="session")
def second_reader_python() -> Path:
    """Return the interpreter of the second reader: the one that is named for tests, else where it is set up."""
    from ingest.second_reader.installation import find_python  # noqa: PLC0415 - most tests need none of it

    python = find_python(os.environ.get("INTERPHASE_TEST_CHEMDATAEXTRACTOR") or None)
    if python is None:
        pytest.skip(
            "no second reader: run `interphase setup chemdataextractor`, or name its environment by "
            "INTERPHASE_TEST_CHEMDATAEXTRACTOR"
        )
    return python


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a skipped test fail under ``INTERPHASE_CI=1``: there, all that a test needs is installed."""
    report = yield
    return _forbid_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let a skipped module fail in the same way."""
    report = yield
    return _forbid_skip(report)


def _forbid_skip(report: Report) -> Report:
    if os.environ.get("INTERPHASE_CI") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} may not be skipped here: {reason}"
    return report
