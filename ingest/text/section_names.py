"""How the parts of an article announce themselves: their names, and numbers in every spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.lexicon_files import read_lexicon


@dataclass(frozen=True, slots=True)
class Names:
    """The names and patterns of `lexicons/sections.yaml`, ready to match."""

    body: frozenset[str]
    references: frozenset[str]
    back: frozenset[str]
    run_in_back: re.Pattern[str]
    furniture: re.Pattern[str]
    address: re.Pattern[str]
    address_stems: tuple[str, ...]

    def is_address(self, text: str) -> bool:
        """Tell whether a text holds what only an address does."""
        lower = text.lower()
        return any(stem in lower for stem in self.address_stems) and self.address.search(lower) is not None

    def is_known(self, name: str) -> bool:
        """Tell whether a name in lower case is one of those that parts of articles have."""
        return name in self.body or name in self.references or name in self.back


@cache
def load_names() -> Names:
    """Read the names of sections that ship with the package."""
    rows: Mapping[str, Sequence[str]] = read_lexicon("sections")
    run_in = "|".join(sorted(map(re.escape, rows["run_in_back"]), key=len, reverse=True)).replace("'", " ?['’] ?")
    return Names(
        body=frozenset(rows["body"]),
        references=frozenset(rows["references"]),
        back=frozenset(rows["back"]),
        run_in_back=re.compile(rf"[*_]*({run_in})[*_]*[:.]?[*_]*\s+(?=[A-Z])", re.IGNORECASE),
        furniture=re.compile("|".join(f"(?:{pattern})" for pattern in rows["furniture"]), re.IGNORECASE),
        address=re.compile("|".join(rows["address"])),
        address_stems=tuple(re.split(r"[^a-z ]", pattern)[0] for pattern in rows["address"]),
    )


_TITLE = r"(?P<title>\d?[A-ZΑ-Ω(“\"‘$*][^\n]*(?:\n[^\n]*)*)"
_NUMBERED = re.compile(
    rf"(?:(?:Section|Sect\.|Chapter|§)\s?)?(?:(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})(?:\s*[|:–—]\s*|\.?\s+)"
    rf"|(?P<roman>[IVX]{{1,5}})(?:\.\s*|\s*[|:–—]\s*)|(?P<letter>[A-H])\.\s+){_TITLE}"
)
_SPACED = re.compile(r"\w(?: {1,3}\w)+")
"""A name whose letters stand apart: ``A B S T R A C T``."""
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading with its number as printed ("2.1", "IV", "B") and as a place in the order of the sections."""

    number: str
    place: tuple[int, ...]
    title: str
    style: str


def parse_numbered(heading: str) -> Numbered | None:
    """Return the number and title of a heading; None where it has no number.

    >>> [parse_numbered(t).number for t in ("2.1. Wetting", "3 | Methods", "IV. RESULTS", "Section 2: Cells")]
    ['2.1', '3', 'IV', '2']
    >>> [parse_numbered(t) for t in ("Wetting", "2 V cells", "10.5 mm", "In 2020")]
    [None, None, None, None]
    """
    found = _NUMBERED.match(heading)
    if found is None:
        return None
    if found["decimal"]:
        place = tuple(int(part) for part in found["decimal"].split("."))
        return None if _is_unit(found["title"]) else Numbered(found["decimal"], place, found["title"], "decimal")
    if found["roman"]:
        place = (_read_roman(found["roman"]),)
        return Numbered(found["roman"], place, found["title"], "roman")
    return Numbered(found["letter"], (ord(found["letter"]) - ord("A") + 1,), found["title"], "letter")


def _is_unit(title: str) -> bool:
    """Tell whether what follows a number is its unit: ``2 V cells``."""
    return bool(re.match(r"(?:V|W|J|K|C|S|N|M|Pa|Hz|MPa|GPa|Ah|Wh)\b(?!\.)", title))


def _read_roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def follows(place: tuple[int, ...], last: tuple[int, ...] | None) -> bool:
    """Tell whether the number of a heading goes on behind the last one; one number may be lost between them.

    >>> follows((2, 1), (2,)), follows((3,), (2, 4)), follows((1, 4), (1, 2)), follows((7,), (2, 4))
    (True, True, True, False)
    """
    if last is None:
        return place[0] <= 2 and len(place) == 1
    if len(place) > len(last):
        return place[: len(last)] == last and len(place) == len(last) + 1 and place[-1] <= 2
    level = len(place) - 1
    return place[:level] == last[:level] and last[level] < place[level] <= last[level] + 2


def name_of(heading: str) -> str:
    """Return a heading as it is compared: lower case, without number, emphasis and colon.

    >>> name_of("**2.1. Materials and Methods:**"), name_of("■ RESULTS"), name_of("A R T I C L E  I N F O")
    ('materials and methods', 'results', 'article info')
    """
    plain = re.sub(r"[*_#■●▪◆†‡]+|<[^<>]*>", "", heading).strip()
    if _SPACED.fullmatch(plain):
        plain = " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", plain))
    numbered = _NUMBERED.match(plain)
    plain = numbered["title"] if numbered and not numbered["letter"] else plain
    plain = re.sub(r" ?['’] ?(?=s\b)", "'", plain)
    return re.sub(r"\s+", " ", plain).strip(" :.|■●").lower()
