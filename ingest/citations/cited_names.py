"""The entries of a reference list by the names and years under which a text cites them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.records import ReferenceRecord

IN_PRESS = "in press"
"""The year of a work that has none yet."""

PARTICLES = frozenset(
    "van von der den de du la le di da del della dos das ter ten te zu zur el al bin ibn st af av mac mc d o".split()
)
"""The small words of surnames, which some print and some leave out."""

_UNPRINTED = re.compile(
    r"\b(?:[Ii]n press|[Ff]orthcoming|[Ss]ubmitted|[Aa]ccepted|[Uu]nder review|[Ii]n preparation|n\.\s?d\.)"
)


@dataclass(frozen=True, slots=True)
class CitedName:
    """A citation as printed: the surnames given, whether more are meant, the year and its letter."""

    families: tuple[str, ...]
    et_al: bool
    year: str
    letter: str = ""
    initials: str = ""


@dataclass(frozen=True, slots=True)
class _Listed:
    """An entry of the list: its surnames and the letter that its year prints."""

    n: int
    families: tuple[str, ...]
    initials: str
    et_al: bool
    letter: str


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The entries by the key of the first author and the year."""

    entries: Mapping[tuple[str, str], Sequence[_Listed]] = field(repr=False)
    names: frozenset[str] = field(repr=False)

    def knows(self, name: str) -> bool:
        """Tell whether any entry has this first author."""
        return any(key in self.names for key in keys_of(name))

    def find(self, cited: CitedName) -> tuple[int, ...]:
        """Return the numbers of the entries that a citation may mean: one where it is plain, several in doubt.

        All names given must be those of the entry. Where several entries have them, the letter printed with the
        year decides, and where the list prints none, its order: the second of two is ``b``.
        """
        entries = next((e for key in keys_of(cited.families[0]) if (e := self.entries.get((key, cited.year)))), ())
        entries = [entry for entry in entries if _has_names(entry, cited)]
        if cited.initials and len(entries) > 1:
            entries = [e for e in entries if e.initials[:1] == cited.initials[:1]] or entries
        entries = _of_length(entries, cited)
        if not cited.letter:
            return tuple(entry.n for entry in entries)
        lettered = [entry for entry in entries if entry.letter]
        if lettered:
            return tuple(entry.n for entry in lettered if entry.letter == cited.letter)
        place = ord(cited.letter) - ord("a")
        return (entries[place].n,) if place < len(entries) else ()


def keys_of(name: str) -> list[str]:
    """Return the keys under which a surname is found: whole, then without its small words.

    >>> keys_of("van den Broek"), keys_of("Müller"), keys_of("O’Neill")
    (['vandenbroek', 'broek'], ['muller'], ['oneill'])
    """
    words = re.split(r"[\s-]+", name.strip())
    whole = _fold("".join(words))
    short = _fold("".join(word for word in words if word.lower().rstrip(".'’") not in PARTICLES))
    return [whole, short] if short and short != whole else [whole]


def _fold(name: str) -> str:
    if name.isascii() and name.isalpha():
        return name.lower()
    plain = unicodedata.normalize("NFKD", name.translate(_LIGATURES)).casefold()
    return "".join(char for char in plain if char.isalpha())


_LIGATURES = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae", "đ": "d", "ı": "i"}
)


def build_name_index(references: Iterable[ReferenceRecord]) -> NameIndex:
    """Return the index of a reference list; an entry without parsed authors counts by the words it begins with."""
    entries: dict[tuple[str, str], list[_Listed]] = defaultdict(list)
    names: set[str] = set()
    for reference in references:
        raw = reference.raw
        families = tuple(family for family, _ in reference.authors) or _first_words(raw)
        unprinted = _UNPRINTED.search(raw) is not None
        years = [str(reference.year)] if reference.year else []
        years += [IN_PRESS] if unprinted else []
        if not families or not years:
            continue
        letter = re.search(r"(?<!\d)(?:18|19|20)\d\d\s?([a-k])(?![a-z])", raw)
        initials = reference.authors[0][1] if reference.authors else ""
        listed = _Listed(
            reference.n, families, initials, reference.et_al, letter[1] if letter and reference.year else ""
        )
        for key in keys_of(families[0]):
            names.add(key)
            for year in years:
                entries[key, year].append(listed)
    return NameIndex(dict(entries), frozenset(names))


def _first_words(raw: str) -> tuple[str, ...]:
    found = re.match(r"\W*((?:[a-z'’]{1,4}\s){0,2}[^\W\d_][\w'’-]+)", raw)
    return (found[1],) if found else ()


def _has_names(entry: _Listed, cited: CitedName) -> bool:
    """Tell whether the entry has every author that the citation names, in order."""
    for family, given in zip(cited.families[1:], entry.families[1:], strict=False):
        if not set(keys_of(family)) & set(keys_of(given)):
            return False
    return len(cited.families) <= len(entry.families) or entry.et_al


def _of_length(entries: Sequence[_Listed], cited: CitedName) -> list[_Listed]:
    """Return the entries with as many authors as the citation says, or all where none has."""
    if cited.et_al:
        fitting = [e for e in entries if len(e.families) > 2 or e.et_al]
    else:
        fitting = [e for e in entries if len(e.families) == len(cited.families) and not e.et_al]
    return fitting or list(entries)
