"""The names of elements in the tag sets of XML articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from ingest.lexicon_files import read_lexicon


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
    rows: Mapping[str, Any] = read_lexicon("xml")
    tables: Mapping[str, Any] = {
        name: MappingProxyType(row) if isinstance(row, dict) else frozenset(row) for name, row in rows.items()
    }
    return XmlNames(**tables)
