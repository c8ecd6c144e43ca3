"""Start the worker: ``python launch.py`` under the interpreter in whose environment ChemDataExtractor2 is.

Nothing of ours is installed there. The packages above this folder are entered as empty names, so that the modules of
the worker, and they alone, are imported under the names by which they are known everywhere else.
"""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

PACKAGE = "ingest.second_reader.worker"


def enter_packages(folder: Path) -> None:
    """Enter the packages above the worker without running any code of theirs."""
    names = PACKAGE.split(".")
    for depth in range(1, len(names) + 1):
        package = ModuleType(".".join(names[:depth]))
        package.__path__ = [str(folder)] if depth == len(names) else []
        sys.modules[package.__name__] = package


if __name__ == "__main__":
    enter_packages(Path(__file__).resolve().parent)
    import_module(f"{PACKAGE}.serve").serve()
