"""The `.bbl` files that Biber writes: data for BibLaTeX, and no text to be printed."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.tex.bibtex import BibRecord
from ingest.tex.groups import NESTED

_ENTRY = re.compile(r"\\entry\s*\{(?P<key>[^{}]*)\}\s*\{(?P<kind>\w+)\}(?P<body>.*?)\\endentry", re.DOTALL)
_FIELD = re.compile(rf"\\(?:field|list)\s*\{{(?P<name>\w+)\}}\s*(?:\{{\d+\}})?\s*\{{(?P<value>{NESTED})\}}")
_VERBATIM = re.compile(r"\\verb\s*\{(?P<name>\w+)\}\s*\\verb\s+(?P<value>\S+)\s*\\endverb")
_NAMES = re.compile(r"\\name\s*\{(?P<role>author|editor)\}.*?(?=\\(?:name|list|strng|field)\b)", re.DOTALL)
_PART = re.compile(rf"(?<![a-z])(?P<name>family|given|prefix)=\{{(?P<value>{NESTED})\}}")
_DELIMITER = re.compile(r"\\bibnamedelim[a-z]\s?")
_RENAMED = {"journaltitle": "journal", "location": "address"}


def is_biblatex(text: str) -> bool:
    """Tell whether a `.bbl` file was written by Biber or for BibLaTeX."""
    return r"\refsection" in text or bool(_ENTRY.search(text))


def parse_biblatex_bbl(text: str, decode: Callable[[str], str]) -> dict[str, BibRecord]:
    r"""Return the entries by key, in the order of the file.

    >>> text = r"\entry{a}{article}{} \name{author}{1}{}{{{hash=1}{family={Han}, given={F.}}}} \strng{x}{y}"
    >>> record = parse_biblatex_bbl(text + r"\field{title}{Glue} \field{year}{2018} \endentry", str)["a"]
    >>> record.authors, record.values
    ((('Han', 'F.'),), {'title': 'Glue', 'year': '2018'})
    """
    records: dict[str, BibRecord] = {}
    for entry in _ENTRY.finditer(text):
        body = entry["body"]
        values = {
            _RENAMED.get(found["name"], found["name"]): decode(found["value"]).strip(" {}")
            for found in (*_FIELD.finditer(body), *_VERBATIM.finditer(body))
        }
        people = {found["role"]: found.group() for found in _NAMES.finditer(body)}
        names = people.get("author") or people.get("editor") or ""
        records.setdefault(
            entry["key"],
            BibRecord(entry["key"], entry["kind"], values, tuple(_read_names(names, decode)), r"\true{more" in body),
        )
    return records


def _read_names(text: str, decode: Callable[[str], str]) -> list[tuple[str, str]]:
    names: list[dict[str, str]] = []
    for found in _PART.finditer(_DELIMITER.sub(" ", text)):
        if found["name"] == "family" or not names:
            names.append({})
        names[-1][found["name"]] = decode(found["value"].replace(r"\bibinitperiod", ".")).strip()
    return [
        (" ".join(name[part] for part in ("prefix", "family") if name.get(part)), name.get("given", ""))
        for name in names
    ]
