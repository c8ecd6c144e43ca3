"""Where a LaTeX document has its references: in itself, in a `.bbl` beside it, or in `.bib` files."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.documents import MappedText
from ingest.draft import Entry
from ingest.mapped import apply_edits, build_mapped
from ingest.tex.biblatex_bbl import is_biblatex, parse_biblatex_bbl
from ingest.tex.bibtex import BibRecord, build_fields, parse_bibtex
from ingest.tex.citations import list_keys
from ingest.tex.context import TexContext
from ingest.tex.files import BesideFile, read_beside
from ingest.tex.inline import read_inline
from ingest.tex.macros import expand_macros, find_definitions
from ingest.tex.references import build_entry, find_items, find_people, repeat_authors, spell_people
from ingest.tex.source import clean_source, find_layout_edits
from ingest.tex.tree import TexNode, parse_tex

_NAMED = re.compile(r"\\(?:bibliography|addbibresource|nobibliography\*?)\s*(?:\[[^\]]*\])?\s*\{([^{}]*)\}")
_PRINTED = re.compile(r"\\(?:printbibliography|bibliography\s*\{)[^\n}]*\}?")
_PRINTED_FILE = re.compile(r"\\(?:input|include)\s*\{([^{}]+\.bbl)\}")
_EMBEDDED = re.compile(
    r"\\begin\s*\{filecontents\*?\}\s*(?:\[[^\]]*\])?\s*\{(?P<name>[^{}]+)\}(?P<body>.*?)\\end\s*\{filecontents\*?\}",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The entries in the order of their numbers, the names that stand for each key in the text, and warnings."""

    entries: tuple[Entry, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def numbers(self) -> Mapping[str, int]:
        """The printed number of each key."""
        return {key: n for n, entry in enumerate(self.entries, 1) for key in entry.keys}


def read_bibliography(
    source: str, text: str, nodes: Sequence[TexNode], context: TexContext, path: Path
) -> Bibliography:
    """Return the references of a document; ``path`` is the file, ``source`` its text and ``text`` that as TeX reads it.

    The list in the document comes first, then the `.bbl` beside it, which is what was printed, then the `.bib` files.
    """
    own = _read_items(nodes, context, list_keys(text, with_names=True))
    if own.entries:
        return own
    place = _find_place(source)
    named = [name.strip() for found in _NAMED.findall(text) for name in found.split(",") if name.strip()]
    for name in (f"{path.stem}.bbl", *_PRINTED_FILE.findall(text)):
        printed = read_beside(path.parent, name)
        bibliography = _read_bbl(printed.text, text, place) if printed else Bibliography()
        if printed and bibliography.entries:
            return replace(bibliography, warnings=(*bibliography.warnings, *printed.warnings))
    return _read_bib_files(source, text, named, place, path)


def _read_items(nodes: Sequence[TexNode], context: TexContext, named: Collection[str]) -> Bibliography:
    items = find_items(nodes, context)
    read = [(item, build_entry(item, context)) for item in items]
    read = [(item, entry) for item, entry in read if entry.content.text]
    people = {item.key: find_people(item, entry, context) for item, entry in read if item.key in named}
    entries = repeat_authors([entry for _, entry in read])
    return Bibliography(tuple(entries), {key: names for key, names in people.items() if names})


def _find_place(source: str) -> tuple[int, int]:
    """Return the place of the command that prints the list, the end of the text where there is none."""
    found = _PRINTED.search(source)
    return found.span() if found else (max(0, len(source.rstrip()) - 1), len(source.rstrip()))


def _read_bbl(text: str, document: str, place: tuple[int, int]) -> Bibliography:
    if is_biblatex(text):
        records = parse_biblatex_bbl(text, spell_value)
        return _build(list(records.values()), place)
    mapped = clean_source(text)
    definitions, edits = find_definitions(mapped.text)
    mapped, _ = expand_macros(apply_edits(mapped, edits), definitions)
    mapped = apply_edits(mapped, find_layout_edits(mapped.text))
    nodes = parse_tex(mapped.text)
    found = _read_items(nodes, _plain_context(mapped.text), list_keys(document, with_names=True))
    entries = tuple(replace(entry, content=_place_text(entry.content.text, *place)) for entry in found.entries)
    return replace(found, entries=entries)


def _plain_context(text: str) -> TexContext:
    return TexContext(build_mapped(text, 0, len(text)))


def spell_value(value: str) -> str:
    r"""Return a value of a bibliography file as plain text.

    >>> spell_value(r"Sch{\"o}bel and {Li$_7$La$_3$Zr$_2$O$_{12}$}, 5% \& \emph{more}")
    'Schöbel and Li7La3Zr2O12, 5% & more'
    """
    if not re.search(r"[\\{}$~`%]|--|''", value):
        return re.sub(r"\s+", " ", value)
    text = re.sub(r"(?<!\\)%", r"\\%", value)
    return read_inline(parse_tex(text), _plain_context(text)).text


def _read_bib_files(source: str, text: str, named: Sequence[str], place: tuple[int, int], path: Path) -> Bibliography:
    embedded = {found["name"].strip(): found["body"] for found in _EMBEDDED.finditer(source)}
    keys = list_keys(text)
    wanted = None if "*" in keys else keys
    records: dict[str, BibRecord] = {}
    total = 0
    warnings: list[str] = []
    for name in dict.fromkeys(_with_suffix(name) for name in named):
        read = BesideFile(embedded[name]) if name in embedded else read_beside(path.parent, name)
        if read is None:
            warnings.append(
                f"the bibliography {name} is not beside {path.name}: put it there, or the file {path.stem}.bbl"
                " that LaTeX writes"
            )
            continue
        found, odd, size = parse_bibtex(read.text, spell_value, wanted)
        total += size
        records |= {key: record for key, record in found.items() if key not in records}
        warnings += [*read.warnings, *_shorten(name, odd)]
    chosen = _order(records, keys)
    if total > len(chosen):
        warnings.append(f"entries of the bibliography that are never cited, and were left out: {total - len(chosen)}")
    if not named and any(key != "*" for key in keys):
        warnings.append(f"{path.name} has no reference list: put the file {path.stem}.bbl that LaTeX writes beside it")
    bibliography = _build(chosen, place)
    return replace(bibliography, warnings=tuple(warnings))


def _with_suffix(name: str) -> str:
    return name if name.lower().endswith(".bib") else f"{name}.bib"


def _shorten(name: str, problems: Sequence[str]) -> list[str]:
    if not problems:
        return []
    return [f"{name} is not well formed in {len(problems)} places, the first: {problems[0]}"]


def _order(records: Mapping[str, BibRecord], keys: Sequence[str]) -> list[BibRecord]:
    """Return the entries in the order of first citation, then, where all are asked for, in that of the file."""
    by_key = {key.lower(): record for key, record in records.items()}
    cited = [replace(by_key[key.lower()], key=key) for key in keys if key.lower() in by_key]
    seen = {record.key.lower() for record in cited}
    return [*cited, *(record for key, record in records.items() if "*" in keys and key.lower() not in seen)]


def _build(records: Sequence[BibRecord], place: tuple[int, int]) -> Bibliography:
    entries: list[Entry] = []
    people: dict[str, str] = {}
    for record in records:
        fields = build_fields(record)
        entries.append(Entry(_place_text(fields.raw, *place), keys=(record.key,), fields=fields))
        people[record.key] = spell_people(fields.authors, et_al=fields.et_al)
    return Bibliography(tuple(entries), {key: names for key, names in people.items() if names})


def _place_text(text: str, start: int, end: int) -> MappedText:
    """Return text from another file, all of which stands for one place in this one."""
    return MappedText(text, [start] * len(text), [end] * len(text))
