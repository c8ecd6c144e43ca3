"""`interphase coverage` as a user runs it."""

import json
from pathlib import Path

from click.testing import CliRunner

from api.main import cli
from ingest.extract import extract_file

SAMPLE = Path(__file__).parents[2] / "ingest" / "sample" / "interfaces-review.md"


def test_the_json_holds_the_figures_of_the_document_record() -> None:
    done = CliRunner().invoke(cli, ["coverage", str(SAMPLE), "--json"])
    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    record = extract_file(SAMPLE)[0]
    assert answer["counts"] == record.coverage  # type: ignore[attr-defined]
    assert answer["counts"]["cue_without_record"] == len(answer["not_understood"])


def test_the_text_lists_places_and_says_when_it_shows_only_some() -> None:
    some = CliRunner().invoke(cli, ["coverage", str(SAMPLE)]).stdout
    whole = CliRunner().invoke(cli, ["coverage", str(SAMPLE), "--all"]).stdout
    assert "with cue words but without record" in some
    assert "more: see --all" in some
    assert "more: see --all" not in whole
    assert whole.count("  line ") > some.count("  line ")


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["coverage", str(tmp_path / "none.md")])
    assert done.exit_code != 0
    assert not done.stdout
