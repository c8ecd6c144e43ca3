"""What the commands and environments of LaTeX mean: the tables of `lexicons/tex.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class TexNames:
    """The tables of `lexicons/tex.yaml`.

    ``specs`` gives the arguments of every command that is listed anywhere, ``protected`` the commands that keep
    their meaning where a document redefines them, since it then changes their look alone.
    """

    commands: Mapping[str, str]
    environments: Mapping[str, str]
    symbols: Mapping[str, str]
    sections: tuple[str, ...]
    plain_sections: frozenset[str]
    section_numbers: Mapping[str, Sequence[str]]
    class_numbers: Mapping[str, str]
    citations: Mapping[str, str]
    references_to: frozenset[str]
    label_words: Mapping[str, str]
    chemistry: frozenset[str]
    raised: frozenset[str]
    footnotes: frozenset[str]
    fractions: frozenset[str]
    floats: Mapping[str, str]
    subfloats: frozenset[str]
    tabulars: frozenset[str]
    equations: frozenset[str]
    numbered_rows: frozenset[str]
    bibliographies: frozenset[str]
    abstracts: frozenset[str]
    left_out: frozenset[str]
    raw: tuple[str, ...]
    inputs: tuple[str, ...]
    quantities: frozenset[str]
    prefixes: Mapping[str, str]
    units: Mapping[str, str]
    math_commands: frozenset[str]
    protected: frozenset[str]
    silent: frozenset[str]
    specs: Mapping[str, str]
    captions: frozenset[str]
    running: frozenset[str]


@cache
def load_tex_names() -> TexNames:
    """Read the tables that ship with the package."""
    rows = _load("tex.yaml")
    citations = {name: style for style, names in rows["citations"].items() for name in names.split()}
    return TexNames(
        commands=MappingProxyType(rows["commands"]),
        environments=MappingProxyType({name: spec or "" for name, spec in rows["environments"].items()}),
        symbols=MappingProxyType(rows["symbols"]),
        sections=tuple(rows["sections"]),
        plain_sections=frozenset(rows["plain_sections"]),
        section_numbers=MappingProxyType(rows["section_numbers"]),
        class_numbers=MappingProxyType(rows["class_numbers"]),
        citations=MappingProxyType(citations),
        references_to=frozenset(rows["references_to"]),
        label_words=MappingProxyType(rows["label_words"]),
        chemistry=frozenset(rows["chemistry"]),
        raised=frozenset(rows["raised"]),
        footnotes=frozenset(rows["footnotes"]),
        fractions=frozenset(rows["fractions"]),
        floats=MappingProxyType(rows["floats"]),
        subfloats=frozenset(rows["subfloats"]),
        tabulars=frozenset(rows["tabulars"]),
        equations=frozenset(rows["equations"].split()),
        numbered_rows=frozenset(rows["numbered_rows"].split()),
        bibliographies=frozenset(rows["bibliographies"]),
        abstracts=frozenset(rows["abstracts"]),
        left_out=frozenset(rows["left_out_environments"].split()),
        raw=tuple(rows["raw_environments"]),
        inputs=tuple(rows["inputs"]),
        quantities=frozenset(rows["quantities"]),
        prefixes=MappingProxyType(rows["prefixes"]),
        units=MappingProxyType(rows["units"]),
        specs=MappingProxyType(_join_specs(rows, citations)),
        captions=frozenset(rows["captions"]),
        running=frozenset(rows["running"].split()),
        math_commands=frozenset(_load("latex.yaml")),
        silent=frozenset(rows["silent"].split()),
        protected=frozenset(rows["protected"].split()).union(
            citations, rows["sections"], rows["references_to"], rows["footnotes"], rows["inputs"]
        ),
    )


def _join_specs(rows: Mapping[str, Any], citations: Mapping[str, str]) -> dict[str, str]:
    """Return the arguments of each command: as its own table writes them, else those that its kind takes."""
    kinds = {"citations": "*[[{", "sections": "*[{", "plain_sections": "{", "references_to": "*{", "fractions": "{{",
             "footnotes": "[{", "chemistry": "[{", "raised": "{", "lowered": "{", "captions": "*[{"}  # fmt: skip
    specs = {name: spec for kind, spec in kinds.items() for name in (citations if kind == "citations" else rows[kind])}
    return {**rows["commands"], **specs, **rows["structure"]}


def _load(name: str) -> Mapping[str, Any]:
    rows: Mapping[str, Any] = yaml.safe_load((files("ingest") / "lexicons" / name).read_text(encoding="utf-8"))
    return rows
