"""The models that ChemDataExtractor2 looks for, made from their description (`lexicons/second_reader.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chemdataextractor.model.base import BaseModel, ModelType, SetType, StringType
from chemdataextractor.model.units.quantity_model import QuantityModel
from chemdataextractor.parse.auto import AutoSentenceParser, AutoTableParser
from chemdataextractor.parse.elements import And, First, Group, NoMatch, Optional, R, T
from lxml.builder import E

from ingest.second_reader.worker.dimensions import build_dimension

_MATERIAL = Group(T("B-CM")("names"))("compound")
"""A mention of ours as it is: the library's own grammar of chemical names joins those on both sides of a slash."""


class Material(BaseModel):
    """A material: the token that stands for one of our mentions."""

    names = StringType(parse_expression=T("B-CM"))
    labels = SetType(StringType(), parse_expression=NoMatch())  # the library asks each compound for them
    parsers: Sequence[Any] = ()


class SentenceParser(AutoSentenceParser):
    """The library's parser of sentences, whose grammar is built once and not for each sentence."""

    def __init__(self) -> None:
        super().__init__(chem_name=_MATERIAL, activate_to_range=True)

    @cached_property
    def root(self) -> Any:
        """The grammar."""
        return AutoSentenceParser.root.fget(self)


class TableParser(AutoTableParser):
    """The library's parser of cells with their heads; what it finds remembers its cell."""

    def __init__(self) -> None:
        super().__init__(chem_name=_MATERIAL)

    @cached_property
    def root(self) -> Any:
        """The grammar."""
        return AutoTableParser.root.fget(self)

    def parse_cell(self, cell: Any) -> Any:
        """Yield the records of a cell."""
        for record in super().parse_cell(cell):
            record.cell = cell.data
            yield record


@dataclass(frozen=True)
class Models:
    """A model in its two forms: for sentences and for tables, whose parsers exclude each other."""

    sentence: Any
    table: Any


def build_models(described: Mapping[str, Mapping[str, Any]]) -> dict[str, Models]:
    """Return the models by name."""
    return {
        name: Models(_build_model(name, model, SentenceParser()), _build_model(name, model, TableParser()))
        for name, model in described.items()
    }


def _build_model(name: str, model: Mapping[str, Any], parser: Any) -> Any:
    fields = {
        "dimensions": build_dimension(model["dimension"]),
        "specifier": StringType(parse_expression=_build_specifier(model), required=True),
        "compound": ModelType(Material, required=False, contextual=False),
        "parsers": [parser],
        "__module__": __name__,
    }
    return type(QuantityModel)(name, (QuantityModel,), fields)


def _build_specifier(model: Mapping[str, Any]) -> Any:
    """Return the grammar of the names of a model's properties: the longest name first, its result the property."""
    names = [(name, prop, re.IGNORECASE) for prop, listed in model.get("names", {}).items() for name in listed]
    names += [(name, prop, re.RegexFlag(0)) for prop, listed in model.get("symbols", {}).items() for name in listed]
    names.sort(key=lambda entry: -len(entry[0].split()))
    return First([_build_name(name.split(), prop, flags) for name, prop, flags in names])


def _build_name(words: Sequence[str], prop: str, flags: re.RegexFlag) -> Any:
    return And([_build_word(word, flags) for word in words]).add_action(_name_property(prop))


def _build_word(word: str, flags: re.RegexFlag) -> Any:
    bare = word.removeprefix("[").removesuffix("]") if word.startswith("[") else word
    element = R(f"^(?:{bare})$", flags)
    return Optional(element) if bare != word else element


def _name_property(prop: str) -> Callable[[Any, int, Any], Any]:
    """Return the action that puts the property in the place of the words that name it."""
    return lambda _tokens, _start, _result: [E("specifier", prop)]
