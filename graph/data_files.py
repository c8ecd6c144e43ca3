"""The data files that ship with the package."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_data(name: str) -> Any:
    """Return what `data/<name>.yaml` holds."""
    return yaml.load(read_data_text(f"{name}.yaml"), Loader=_LOADER)


def read_data_text(name: str) -> str:
    """Return the text of `data/<name>`."""
    return (files("graph") / "data" / name).read_text(encoding="utf-8")
