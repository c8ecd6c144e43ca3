"""The lexicons that ship with the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def read_lexicon(name: str) -> Any:
    """Return what `lexicons/<name>.yaml` holds."""
    return yaml.safe_load((files("ingest") / "lexicons" / f"{name}.yaml").read_text(encoding="utf-8"))
