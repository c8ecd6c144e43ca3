"""docker-compose.yml says what it should, and its commands run: no container engine is needed to know that."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
COMMAND = Path(sys.executable).with_name("interphase")
HARMLESS_PROCEDURES = {"db.awaitIndexes", "db.ping", "dbms.components"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def commands(compose: dict[str, Any]) -> list[list[str]]:
    """The commands that the API's container runs, one after the other, without sh and exec."""
    shell, option, script = compose["services"]["api"]["command"]
    assert (shell, option) == ("sh", "-c")
    return [[word for word in shlex.split(part) if word != "exec"] for part in script.split("&&")]


def test_the_api_waits_for_a_healthy_server(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"neo4j", "api"}
    assert services["neo4j"]["image"] == "neo4j:5.26-community"
    assert services["api"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["api"]["environment"]["INTERPHASE_DB"] == "bolt://neo4j:7687"
    for service in services.values():
        assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert "7474" in services["neo4j"]["healthcheck"]["test"][1]
    assert "/health" in services["api"]["healthcheck"]["test"][-1]


def test_the_graph_outlives_its_container(compose: dict[str, Any]) -> None:
    (volume,) = compose["services"]["neo4j"]["volumes"]
    assert volume == "graph:/data"
    assert "graph" in compose["volumes"]


def test_the_password_comes_from_the_environment_or_nothing_starts(compose: dict[str, Any]) -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    services = compose["services"]
    required = r"\$\{NEO4J_PASSWORD:\?[^}]+\}"
    assert re.fullmatch(f"neo4j/{required}", services["neo4j"]["environment"]["NEO4J_AUTH"])
    assert re.fullmatch(required, services["api"]["environment"]["NEO4J_PASSWORD"])
    assert len(re.findall(required, text)) == len(re.findall(r"\$\{", text)) == 2


def read_settings(compose: dict[str, Any]) -> dict[str, str]:
    """Return the server's settings under the names that neo4j.conf has for them."""
    environment = compose["services"]["neo4j"]["environment"]
    return {
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): value
        for name, value in environment.items()
    }


def test_the_server_opens_no_file_no_address_and_few_procedures(compose: dict[str, Any]) -> None:
    settings = read_settings(compose)
    assert settings["dbms.security.allow_csv_import_from_file_urls"] == "false"
    assert settings["internal.dbms.cypher_ip_blocklist"] == "0.0.0.0/0,::/0"
    assert set(settings["dbms.security.procedures.allowlist"].split(",")) <= HARMLESS_PROCEDURES
    assert settings["db.memory.transaction.max"]


def test_the_tests_run_against_a_server_with_the_same_locks(compose: dict[str, Any]) -> None:
    settings = read_settings(compose)
    lines = (ROOT / "tests" / "neo4j" / "start.sh").read_text(encoding="utf-8").splitlines()
    for name in (
        "dbms.security.allow_csv_import_from_file_urls",
        "internal.dbms.cypher_ip_blocklist",
        "dbms.security.procedures.allowlist",
        "db.memory.transaction.max",
        "dbms.usage_report.enabled",
    ):
        assert f"{name}={settings[name]}" in lines


def test_every_command_is_one_of_the_command_line_with_its_options(commands: list[list[str]]) -> None:
    assert [command[:2] for command in commands] == [["interphase", "ingest"], ["interphase", "serve"]]
    for _, verb, *arguments in commands:
        shown = subprocess.run([COMMAND, verb, "--help"], capture_output=True, encoding="utf-8", check=True).stdout
        for argument in arguments:
            if argument.startswith("--"):
                assert re.search(rf"{argument}\b", shown)
            elif argument.startswith("/app/"):
                assert (ROOT / argument.removeprefix("/app/")).is_file()


def test_the_image_is_built_from_this_project(compose: dict[str, Any]) -> None:
    build = compose["services"]["api"]["build"]
    lines = build["dockerfile_inline"].splitlines()
    assert build["context"] == "."
    assert lines[0] == "FROM python:3.11-slim"
    assert {"WORKDIR /app", "COPY . .", "USER interphase"} <= set(lines)
    assert any(line.startswith("RUN pip install") for line in lines)


def test_the_commands_run_against_a_real_server(commands: list[list[str]], neo4j_url: str, tmp_path: Path) -> None:
    environment = {**os.environ, "INTERPHASE_DB": neo4j_url}
    ingest, serve = ([str(COMMAND), *command[1:]] for command in commands)
    ingest = [word.replace("/app/", f"{ROOT}/") for word in ingest]
    done = subprocess.run(ingest, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    serve[serve.index("--port") + 1] = port
    serve[serve.index("--host") + 1] = "127.0.0.1"
    with subprocess.Popen(serve, cwd=tmp_path, env=environment) as server:
        try:
            assert wait_for(f"http://127.0.0.1:{port}/health", seconds=30) == 200
        finally:
            server.terminate()


def wait_for(url: str, *, seconds: float) -> int:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=3) as answer:
                return int(answer.status)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
