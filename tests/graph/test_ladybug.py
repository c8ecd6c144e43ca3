"""What only a store in a file can get wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import ladybug
import pytest

from graph.errors import QueryError, SchemaMismatchError, StoreError, StoreUnavailableError
from graph.rows import GraphRows, NodeKey, compare
from graph.schema import load_schema
from graph.stores import GraphStore, open_store
from graph.stores.ladybug import LadybugStore


def write_issue(store: GraphStore, name: str) -> None:
    store.apply(compare(GraphRows(), GraphRows({NodeKey("Issue", name): {}})))


def count_nodes(store: GraphStore) -> int:
    return int(store.read("MATCH (n) RETURN count(n)").rows[0][0])


def test_a_reader_may_not_write_and_sees_what_is_written_beside_it(tmp_path: Path) -> None:
    url = f"ladybug:{tmp_path / 'graph.lbug'}"
    with open_store(url) as writer:
        write_issue(writer, "first")
        with open_store(url, read_only=True) as reader:
            assert count_nodes(reader) == 1
            write_issue(writer, "second")
            assert count_nodes(reader) == 2
            with pytest.raises(StoreError, match="reading only"):
                write_issue(reader, "third")
            with pytest.raises(QueryError, match="read-only"):
                reader.read("CREATE (:Issue {id: 'x'})")
        write_issue(writer, "third")
    with open_store(url, read_only=True) as reader:
        assert count_nodes(reader) == 3


@pytest.mark.parametrize("content", [None, b""])
def test_a_reader_of_nothing_is_told_how_to_make_a_graph(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "graph.lbug"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreUnavailableError, match="interphase ingest FILE"):
        open_store(f"ladybug:{path}", read_only=True)


@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_no_graph_file_is_left_alone(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("notes\n" * 1000, encoding="utf-8")
    with pytest.raises(StoreUnavailableError, match="is not a graph file"):
        open_store(f"ladybug:{path}", read_only=read_only)
    assert path.read_text(encoding="utf-8") == "notes\n" * 1000
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_is_no_graph_file(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(StoreUnavailableError, match="is a folder"):
        open_store(f"ladybug:{tmp_path}", read_only=read_only)


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreUnavailableError, match="folder cannot be made"):
        open_store(f"ladybug:{tmp_path / 'file' / 'graph.lbug'}")


def test_a_second_writer_in_this_process_is_refused(tmp_path: Path) -> None:
    url = f"ladybug:{tmp_path / 'graph.lbug'}"
    with open_store(url):
        with pytest.raises(StoreUnavailableError, match="being written to"):
            open_store(url)
        with pytest.raises(StoreUnavailableError, match="being written to"):
            open_store(f"ladybug:{tmp_path / '.' / 'graph.lbug'}")
    open_store(url).close()


def test_a_second_writer_in_another_process_is_refused(tmp_path: Path) -> None:
    url = f"ladybug:{tmp_path / 'graph.lbug'}"
    code = "import sys; from graph.stores import open_store; open_store(sys.argv[1])"
    with open_store(url):
        other = subprocess.run([sys.executable, "-c", code, url], capture_output=True, encoding="utf-8", check=False)
    assert "StoreUnavailableError" in other.stderr
    assert "is being written to by another process; wait for it" in other.stderr


def test_a_file_of_another_schema_is_refused_with_the_command_that_rebuilds_it(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    open_store(f"ladybug:{path}").close()
    with ladybug.Database(path) as database, ladybug.Connection(database) as connection:
        for label in load_schema().nodes:
            connection.execute(f"COMMENT ON TABLE `{label}` IS 'interphase schema 0, tables x'")
    for read_only in (True, False):
        with pytest.raises(SchemaMismatchError, match=r"interphase load RECORDS\.jsonl --db ladybug:NEWPATH"):
            open_store(f"ladybug:{path}", read_only=read_only)


def test_a_ladybug_file_of_somebody_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    with ladybug.Database(path) as database, ladybug.Connection(database) as connection:
        connection.execute("CREATE NODE TABLE Person(id STRING PRIMARY KEY)")
    with pytest.raises(SchemaMismatchError, match="no schema of Interphase"):
        open_store(f"ladybug:{path}")


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = LadybugStore(tmp_path / "graph.lbug")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.read("RETURN 1")
