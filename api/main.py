"""The command line: where settings, logging and errors are dealt with, and each verb is found."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

import click

from api.lazy_group import LazyGroup
from graph.errors import InputError, InterphaseError

VERBS = (
    "demo", "ingest", "recommend", "view", "serve", "cypher", "export",
    "extract", "coverage", "references", "validate", "load", "remove", "parse", "explain-material",
    "compare-readers", "setup",
)  # fmt: skip


def _show_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"interphase {version('interphase')}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    lazy_commands={verb: f"api.commands.{name}:{name}" for verb in VERBS for name in [verb.replace("-", "_")]},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: interphase demo",
)
@click.option("--verbose", is_flag=True, help="Log what is done on standard error.")
@click.option("--debug", is_flag=True, help="Log everything and show the traceback of an error.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version."
)
def cli(*, verbose: bool, debug: bool) -> None:
    """Read reviews on battery interfaces, keep what they say as a graph, and ask it for advice.

    The graph is kept where --db says, else where the variable INTERPHASE_DB says, else in the file
    interphase.lbug of the current folder.
    """
    level = logging.DEBUG if debug else logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s", force=True)
    for library in ("httpx", "httpcore"):
        # They log whole addresses, in which the user's key for a service stands.
        logging.getLogger(library).setLevel(logging.WARNING)
    if not debug:
        # Their warnings are about our code (pint: units that we redefine on purpose), nothing a user can mend.
        for library in ("neo4j", "pint"):
            logging.getLogger(library).setLevel(logging.ERROR)


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code: 0, 1 for a failure, 2 for bad input, 130 when interrupted."""
    try:
        code = cli.main(list(arguments), prog_name="interphase", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return 130
    except BrokenPipeError:
        _drop_output()
        return 1
    except Exception as error:
        if "--debug" in arguments:
            raise
        click.echo(f"Error: {explain(error)}", err=True)
        return 2 if isinstance(error, InputError) else 1
    return code if isinstance(code, int) else 0


def explain(error: Exception) -> str:
    """Return one sentence that says what is wrong, where, and what to do."""
    if isinstance(error, InterphaseError):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {(error.strerror or 'failed').lower()}; check the path and its permissions"
    what = " ".join(str(error).split()) or "no message"
    return f"unexpected {type(error).__name__}: {what}; run again as `interphase --debug ...` and report it"


def _drop_output() -> None:
    """Let the interpreter's last flush go nowhere, after the reader of a pipe has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
