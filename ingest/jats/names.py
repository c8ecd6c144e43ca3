"""The names of elements in the tag sets of XML articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class XmlNames:
    """What `lexicons/xml.yaml` lists; ``names`` tells other tag sets in the names of JATS."""

    names: Mapping[str, str]
    left_out: frozenset[str]
    left_out_sections: frozenset[str]
    marks: frozenset[str]
    other_abstracts: frozenset[str]
    back: Mapping[str, str]
    other_ids: frozenset[str]
    print: frozenset[str]


@cache
def load_xml_names() -> XmlNames:
    """Read the names that ship with the package."""
    text = (files("ingest") / "lexicons" / "xml.yaml").read_text(encoding="utf-8")
    rows: Mapping[str, Any] = yaml.safe_load(text)
    return XmlNames(
        names=MappingProxyType(rows["names"]),
        left_out=frozenset(rows["left_out"]),
        left_out_sections=frozenset(rows["left_out_sections"]),
        marks=frozenset(rows["marks"]),
        other_abstracts=frozenset(rows["other_abstracts"]),
        back=MappingProxyType(rows["back"]),
        other_ids=frozenset(rows["other_ids"]),
        print=frozenset(rows["print"]),
    )
