"""What the formats of reference managers share: citation keys, kinds of work, names and notes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from types import MappingProxyType
from typing import Literal

from graph.records import ReferenceRecord

Kind = Literal["article", "report", "thesis", "patent", "other"]

_SIGNS: Mapping[Kind, re.Pattern[str]] = MappingProxyType(
    {
        "thesis": re.compile(r"\b(?:thesis|dissertation)\b", re.IGNORECASE),
        "patent": re.compile(r"\b[Pp]atent\b|\b(?:US|EP|WO|JP|CN|KR|DE)\s?\d[\d/,]{5,}\s?[AB]\d?\b"),
        "report": re.compile(r"\b(?:technical|final|annual) report\b|\b(?:report no|tech\. rep)\b", re.IGNORECASE),
    }
)  # fmt: skip
"""How an entry without a journal says what it is."""

_ASCII: Mapping[int, str] = MappingProxyType(str.maketrans({
    "ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
    "ı": "i", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D",
}))  # fmt: skip
"""The Latin letters that Unicode does not take apart into a letter and a mark."""


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """A reference as a reference manager wants it.

    ``authors`` are (family name, initials with blanks between them); ``notes`` hold what no field does.
    """

    key: str
    kind: Kind
    record: ReferenceRecord
    authors: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def build_entries(references: Sequence[ReferenceRecord]) -> list[ReferenceEntry]:
    """Return one entry a reference, in its order, each with a key of its own.

    The text of an entry goes along as a note wherever a field is missing, so that nothing is lost.
    """
    keys = build_keys(references)
    return [
        ReferenceEntry(
            key=key,
            kind=find_kind(reference),
            record=reference,
            authors=tuple((family, space_initials(initials)) for family, initials in reference.authors),
            notes=tuple(_find_notes(reference)),
        )
        for key, reference in zip(keys, references, strict=True)
    ]


def build_keys(references: Sequence[ReferenceRecord]) -> list[str]:
    """Return a citation key for each reference: family name and year, with a, b, c where several share them.

    Keys are ASCII letters and digits and differ by more than capitals, since BibTeX takes `han2017` and
    `Han2017` for one. A reference without author is known by its number.
    """
    stems = [_build_stem(reference) for reference in references]
    counts = Counter(stem.lower() for stem in stems)
    taken = {stem for stem, count in counts.items() if count == 1}
    keys = []
    for stem in stems:
        key = stem
        if counts[stem.lower()] > 1:
            key = next(stem + suffix for suffix in _suffixes() if (stem + suffix).lower() not in taken)
            taken.add(key.lower())
        keys.append(key)
    return keys


def _build_stem(reference: ReferenceRecord) -> str:
    family = fold_letters(reference.authors[0][0]) if reference.authors else ""
    return f"{family or f'ref{reference.n}n'}{reference.year or ''}"


def _suffixes() -> Iterator[str]:
    yield from ascii_lowercase
    yield from (first + second for first in ascii_lowercase for second in _suffixes())


def fold_letters(text: str) -> str:
    """Return the letters of a name in ASCII; empty for a name in another script.

    >>> fold_letters("de Klerk"), fold_letters("Leichtweiß"), fold_letters("Šestáková"), fold_letters("王")
    ('deKlerk', 'Leichtweiss', 'Sestakova', '')
    """
    plain = unicodedata.normalize("NFKD", text.translate(_ASCII))
    return "".join(char for char in plain if char.isascii() and char.isalpha())


def space_initials(initials: str) -> str:
    """Return initials with a blank behind each point: else programs take them for one given name.

    >>> space_initials("N.J.J."), space_initials("J.-M."), space_initials("Yu.E.")
    ('N. J. J.', 'J.-M.', 'Yu. E.')
    """
    return re.sub(r"(?<=\.)(?=[^\W\d_])", " ", initials.strip())


def find_kind(reference: ReferenceRecord) -> Kind:
    """Return what kind of work it is, as far as the entry says: an article where it names a journal."""
    if reference.journal:
        return "article"
    return next((kind for kind, sign in _SIGNS.items() if sign.search(reference.raw)), "other")


def has_fields(reference: ReferenceRecord) -> bool:
    """Tell whether anything of the entry was understood."""
    return any((reference.authors, reference.title, reference.journal, reference.year, reference.doi))


def split_pages(pages: str) -> tuple[str, str | None]:
    """Return first and last page; an article number has no last page.

    >>> split_pages("A318-A328"), split_pages("1606042")
    (('A318', 'A328'), ('1606042', None))
    """
    found = re.fullmatch(r"(\w+)-(\w+)", pages)
    return (found[1], found[2]) if found else (pages, None)


def _find_notes(reference: ReferenceRecord) -> Iterator[str]:
    if reference.retracted:
        yield "Retracted."
    place = (reference.journal, reference.volume, reference.pages)
    if not all((reference.authors, reference.title, reference.year, *place)):
        yield reference.raw
