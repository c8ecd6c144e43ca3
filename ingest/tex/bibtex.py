"""Entries of BibTeX and BibLaTeX files: their fields, and how print would show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pybtex.database import Entry as BibtexEntry
from pybtex.database import Person
from pybtex.database.input.bibtex import Parser
from pybtex.errors import capture

from ingest.references.authors import join_initials
from ingest.references.parser import ReferenceFields, clean_pages, find_doi
from ingest.repair.rules import repair_text

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_ARXIV = re.compile(r"\s*\(?(?:arxiv|corr)\b", re.IGNORECASE)
_ARXIV_ID = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_LINEAGE = re.compile(r"(?:Jr|Sr|I{2,3}|IV)\.?")
_BLANKS = re.compile(r"\s+")
_KINDS_OF_THESES = {
    "phdthesis": "PhD thesis", "mastersthesis": "Master's thesis", "bathesis": "Bachelor's thesis",
    "mathesis": "Master's thesis", "candthesis": "Candidate thesis", "thesis": "Thesis",
}  # fmt: skip
_JOURNAL = ("journal", "journaltitle", "shortjournal")


@dataclass(frozen=True, slots=True)
class BibRecord:
    """An entry of a bibliography file, its values in plain text; names of fields are in lower case.

    ``authors`` are family and given names; editors where there are no authors.
    """

    key: str
    kind: str
    values: Mapping[str, str]
    authors: tuple[tuple[str, str], ...] = ()
    et_al: bool = False

    def first(self, *names: str) -> str:
        """Return the first of the fields that is given, an empty text where none is."""
        return next((self.values[name] for name in names if self.values.get(name)), "")


class BibFile(NamedTuple):
    """The entries of a file by key, what is odd about it, and how many it has, wanted or not."""

    records: dict[str, BibRecord]
    odd: list[str]
    size: int


def parse_bibtex(text: str, decode: Callable[[str], str], wanted: Collection[str] | None = None) -> BibFile:
    r"""Read a file; ``decode`` turns LaTeX into plain text, which takes its time and is done for ``wanted`` keys alone.

    All are wanted where it is None. An entry that is not well formed costs no other.

    >>> text = "@article{a, author={de Klerk, N. J. J. and others}, title={Space {C}harge}, year=2018}"
    >>> records, odd, _ = parse_bibtex(text, lambda value: value.replace("{", "").replace("}", ""))
    >>> records["a"].authors, records["a"].et_al, records["a"].values["title"], odd
    ((('de Klerk', 'N. J. J.'),), True, 'Space Charge', [])
    """
    parser = Parser()
    with capture() as problems:
        data = parser.parse_string(text)
    chosen = None if wanted is None else {key.lower() for key in wanted}
    records = {
        key: _read_entry(key, entry, data.entries, decode)
        for key, entry in data.entries.items()
        if chosen is None or key.lower() in chosen
    }
    return BibFile(records, [_BLANKS.sub(" ", str(problem)) for problem in problems], len(data.entries))


def _read_entry(
    key: str, entry: BibtexEntry, entries: Mapping[str, BibtexEntry], decode: Callable[[str], str]
) -> BibRecord:
    people = entry.persons.get("author") or entry.persons.get("editor") or entry.persons.get("inventor") or []
    names = [_read_person(person, decode) for person in people]
    values: dict[str, str] = {}
    for name, value in _join_fields(entry, entries).items():
        spell = _plain_address if name in ("doi", "url", "eprint") else decode
        values[name] = _tidy(spell(value))
    authors = tuple(name for name in names if name != ("others", "") and name[0])
    return BibRecord(key, entry.type.lower(), values, authors, et_al=("others", "") in names)


def _join_fields(entry: BibtexEntry, entries: Mapping[str, BibtexEntry]) -> dict[str, str]:
    """Return the fields of an entry with those that it takes from the whole of which it is a part."""
    own = {name.lower(): str(value) for name, value in entry.fields.items()}
    whole = entries.get(own.get("crossref", ""))
    if whole is None:
        return own
    taken = {name.lower(): str(value) for name, value in whole.fields.items()}
    return {"booktitle": taken.get("title", ""), **taken, **own}


def _read_person(person: Person, decode: Callable[[str], str]) -> tuple[str, str]:
    family = " ".join((*person.prelast_names, *person.last_names))
    given = " ".join((*person.first_names, *person.middle_names))
    if _LINEAGE.fullmatch(given) and " " in family:
        # "J. Doe, Jr." is not how BibTeX wants it, and common.
        return _read_person(Person(family), decode)
    return _tidy(decode(family)), _tidy(decode(given))


def _plain_address(value: str) -> str:
    """Return an address without the braces and backslashes that only LaTeX needs."""
    return _tidy(re.sub(r"\\(?=[_%&#~$])|[{}]", "", value))


def _tidy(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def parse_person(name: str) -> tuple[str, str]:
    """Return family and given names of a name in any of the orders of BibTeX.

    >>> parse_person("Niek J. J. de Klerk"), parse_person("de Klerk, N. J. J.")
    (('de Klerk', 'Niek J. J.'), ('de Klerk', 'N. J. J.'))
    """
    with capture():
        return _read_person(Person(name), str)


def build_fields(record: BibRecord) -> ReferenceFields:
    """Return the fields of an entry; ``raw`` is the entry as print would show it.

    >>> values = {"title": "Wetting", "journal": "Joule", "volume": "2", "pages": "1--9", "year": "2018"}
    >>> fields = build_fields(BibRecord("a", "article", values, (("Han", "Fudong"),), et_al=True))
    >>> fields.raw, fields.pages
    ('Han, F., et al. Wetting. Joule 2, 1–9 (2018).', '1-9')
    """
    year = _find_year(record)
    return ReferenceFields(
        raw=render_entry(record),
        authors=tuple((family, join_initials(given)) for family, given in record.authors),
        et_al=record.et_al,
        title=_repaired(record.first("title", "booktitle")) or None,
        journal=_repaired(_find_journal(record)) or None,
        volume=record.first("volume") or None,
        pages=clean_pages(_find_pages(record)),
        year=int(year) if year else None,
        doi=_find_doi(record),
    )


def _repaired(text: str) -> str:
    return repair_text(text).strip(" ,;") if text else ""


def _find_year(record: BibRecord) -> str:
    found = _YEAR.search(record.first("year", "date", "issued"))
    return found.group() if found else ""


def _find_journal(record: BibRecord) -> str:
    """Return what an entry appeared in: a journal, or the book or proceedings that it is a part of."""
    journal = record.first(*_JOURNAL)
    if _ARXIV.match(journal):
        return "arXiv"
    if journal or record.kind in ("book", "patent", "online", *_KINDS_OF_THESES):
        return journal
    return record.first("booktitle") if record.values.get("title") else ""


def _find_pages(record: BibRecord) -> str:
    pages = record.first("pages", "eid", "articleno", "article-number", "elocation-id")
    pages = re.sub(r"\s*(?:-{2,3}|–|—)\s*", "–", pages)
    if _ARXIV.match(pages):
        return ""
    return pages if re.search(r"\w", pages) else ""


def _find_doi(record: BibRecord) -> str | None:
    named = record.first("doi")
    if named:
        bare = re.sub(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi:\s*", "", named, flags=re.IGNORECASE)
        return bare.lower() if bare.startswith("10.") else find_doi(named)
    linked = next((value for value in (record.first("url"), record.first("note")) if "doi.org/10." in value), "")
    return find_doi(linked)


def render_entry(record: BibRecord) -> str:
    """Return an entry as a reference list prints it: authors, title, where it appeared, year, DOI or address."""
    head = [part for part in (_spell_authors(record), record.first("title", "booktitle")) if part]
    closed = [part if part.endswith((".", "?", "!")) else f"{part}." for part in head]
    year, doi = _find_year(record), _find_doi(record)
    text = " ".join(filter(None, (*closed, _spell_place(record), f"({year})" if year else "")))
    address = f"https://doi.org/{doi}" if doi else record.first("url")
    return _tidy(f"{text}. {address}")


def _spell_authors(record: BibRecord) -> str:
    names = [", ".join(filter(None, (family, _apart(join_initials(given))))) for family, given in record.authors]
    return ", ".join([*names, *(["et al."] if record.et_al else [])])


def _apart(initials: str) -> str:
    return re.sub(r"\.(?=[^\W\d_])", ". ", initials)


def _spell_place(record: BibRecord) -> str:
    """Return where an entry appeared."""
    journal, volume, pages = _find_journal(record), record.first("volume"), _find_pages(record)
    if record.first(*_JOURNAL) and journal != "arXiv":
        return ", ".join(filter(None, (f"{journal} {volume}".strip(), pages)))
    identifier = _ARXIV_ID.search(record.first("eprint", "journal", "journaltitle"))
    if identifier and not record.first("booktitle", "school", "institution"):
        return f"arXiv:{identifier.group()}"
    if record.kind in _KINDS_OF_THESES:
        kind = record.first("type") or _KINDS_OF_THESES[record.kind]
        return ", ".join(filter(None, (kind, record.first("school", "institution"))))
    if record.kind == "patent":
        return f"{record.first('type') or 'Patent'} {record.first('number')}".strip()
    publisher = ", ".join(
        filter(None, (record.first("publisher", "organization"), record.first("address", "location")))
    )
    if journal:
        place = f"In: {journal}" + (f" {volume}" if volume else "") + (f", pp. {pages}" if pages else "")
        return f"{place}. {publisher}" if publisher else place
    report = f"{record.first('type')} {record.first('number')}".strip()
    return ", ".join(filter(None, (report, publisher or record.first("institution"), record.first("howpublished"))))
