"""Import ChemDataExtractor2 without its neural half.

Its grammars, units and tables need neither torch nor transformers nor stanza, nor the models that it fetches from the
network at import; its imports do. What is named here is put in their place, in a full installation too, where only
the three modules of its own neural taggers are left out: the worker uses none of them.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import logging.handlers  # its classes derive from FileHandler: they are to be made before that is replaced
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

_VOCABULARY = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n"
_VOCABULARIES = ("scibert_uncased_vocab-1.0.txt", "hf_bert_crf_tagger/vocab.txt")


class _Absent:
    """A class that is imported and never used."""

    def __init__(self, *_: Any, **__: Any) -> None:
        raise RuntimeError("left out: the worker runs without it")


class _NotAnUrlError(Exception):
    """What Django raises for a string that is no URL."""


class _UrlValidator:
    """A validator that accepts nothing: the tables of the worker are lists, never addresses."""

    def __call__(self, value: str) -> None:
        raise _NotAnUrlError(value)


class _Tagger:
    """A tagger of the library's defaults, made at import and replaced before anything is tagged."""


_Modules = dict[str, dict[str, Any]]
"""The content of each module by its name."""

_SELENIUM: _Modules = {
    "selenium": {},
    "selenium.webdriver": {},
    **{f"selenium.webdriver.{name}": {} for name in ("firefox", "chrome", "edge", "ie", "common")},
    **{f"selenium.webdriver.{name}.options": {"Options": _Absent} for name in ("firefox", "chrome", "edge", "ie")},
    "selenium.webdriver.common.by": {"By": _Absent},
    "selenium.webdriver.support": {},
    "selenium.webdriver.support.expected_conditions": {},
    "selenium.webdriver.support.ui": {"WebDriverWait": _Absent},
}
_DJANGO: _Modules = {
    "django": {},
    "django.core": {},
    "django.core.validators": {"URLValidator": _UrlValidator},
    "django.core.exceptions": {"ValidationError": _NotAnUrlError},
}
_NEURAL: _Modules = {
    "chemdataextractor.nlp.crf": {"ConditionalRandomField": _Absent},
    "chemdataextractor.nlp.new_cem": {"CemTagger": _Tagger},
    "chemdataextractor.nlp.dependency": {"DependencyTagger": _Tagger, "IndexTagger": _Tagger},
}


def load(folder: Path) -> str:
    """Import ChemDataExtractor2 and return its version; ``folder`` is where it may look for models and write."""
    _write_vocabularies(folder)
    for package, modules in (("selenium", _SELENIUM), ("django", _DJANGO)):
        if importlib.util.find_spec(package) is None:
            _enter(modules)
    with _quiet_logging():
        _enter(_NEURAL)
        importlib.import_module("chemdataextractor")
    return version("chemdataextractor2")


def _write_vocabularies(folder: Path) -> None:
    """Write word lists where the import looks for them, so that it has nothing to fetch."""
    for name in _VOCABULARIES:
        path = folder / "models" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_VOCABULARY, encoding="utf-8")
    settings = folder / "chemdataextractor.yml"
    settings.write_text(f"data_dir: '{str(folder).replace(chr(39), chr(39) * 2)}'\n", encoding="utf-8")
    os.environ["CHEMDATAEXTRACTOR_CONFIG"] = str(settings)


def _enter(modules: _Modules) -> None:
    for name, content in modules.items():
        module = ModuleType(name)
        module.__dict__.update(content)
        module.__path__ = []
        sys.modules[name] = module
        parent, _, last = name.rpartition(".")
        if parent in modules:
            setattr(sys.modules[parent], last, module)


@contextmanager
def _quiet_logging() -> Iterator[None]:
    """Keep the import from configuring the root logger and from writing ``log.txt`` into the working folder."""
    configure, handler = logging.basicConfig, logging.FileHandler
    logging.basicConfig = lambda **_: None
    logging.FileHandler = lambda *_, **__: logging.NullHandler()  # type: ignore[assignment,misc]
    try:
        yield
    finally:
        logging.basicConfig, logging.FileHandler = configure, handler  # type: ignore[misc]
