"""Whether a work that a catalogue offers is the one that a reference means.

A catalogue ranks by likeness and always offers something. Likeness alone is never enough: parts I and II,
a letter and its full paper, an erratum, a preprint, the German and the English edition of a journal, or the
same study of Li6PS5Cl and of Li6PS5Br differ by a letter or two, and a wrong DOI would give a claim the wrong
source, its retraction included, in a way that nobody can see. So a title must be the same but for its spelling,
and year and first author, or volume and page, must agree with it; what agrees with two works is neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from graph.records import ReferenceRecord
from ingest.enrichment.works import FoundWork, first_page

_SHORT_TITLE = 4
"""Titles with fewer words ("Editorial", "Lithium batteries") are shared by many works."""
_MOST_VARIANTS = 2
_LEAST_VARIANT = 5
_ARTICLES = frozenset({"a", "an", "the"})
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "fur", "und"})


def find_matches(reference: ReferenceRecord, works: Iterable[FoundWork]) -> list[FoundWork]:
    """Return the works that a reference may mean, each DOI once: one is a match, several are none.

    Where volume and page tell works of one title apart, those that agree win.
    """
    fitting = {work.doi: work for work in works if is_match(reference, work)}
    placed = [work for work in fitting.values() if _agrees_in_place(reference, work)]
    return placed or list(fitting.values())


def is_match(reference: ReferenceRecord, work: FoundWork) -> bool:
    """Tell whether a work is safely the one that a reference means; see the head of this module.

    Without a title, first author, year, journal, volume and page must all agree.
    """
    if work.notice or (work.preprint and reference.volume) or _differs_in_place(reference, work):
        return False
    place, author, year = (
        _agrees_in_place(reference, work), _agrees_in_author(reference, work), _agrees_in_year(reference, work)
    )  # fmt: skip
    if not reference.title:
        return place and author and year and _agrees_in_journal(reference, work)
    if not any(is_same_title(reference.title, title) for title in work.titles):
        return False
    if place:
        return author or year
    if reference.journal and work.journals and not _agrees_in_journal(reference, work):
        # The talk, the thesis and the article of one study often share their title.
        return False
    return author and year and len(_split(reference.title)) >= _SHORT_TITLE


def is_same_title(printed: str, listed: str) -> bool:
    """Tell whether two titles are the same but for case, signs, blanks, articles and a letter too many in a word.

    Numbers, formulas and short words must be the same.

    >>> is_same_title("Stability of Li7La3Zr2O12 electrolytes", "Stability of Li 7 La 3 Zr 2 O 12 Electrolytes")
    True
    >>> is_same_title("Sulphide electrolytes for batteries", "Sulfide electrolyte for batteries")
    True
    >>> is_same_title("Transport in argyrodites. Part I", "Transport in argyrodites. Part II")
    False
    """
    mine, other = _split(printed), _split(listed)
    if not mine or not other:
        return False
    if "".join(mine) == "".join(other):
        return True
    if len(mine) != len(other):
        return False
    different = [pair for pair in zip(mine, other, strict=True) if pair[0] != pair[1]]
    return len(different) <= _MOST_VARIANTS and all(_is_variant(*sorted(pair, key=len)) for pair in different)


def _is_variant(shorter: str, longer: str) -> bool:
    """Tell whether a word has one letter more than the other, behind the first, and neither a digit."""
    if len(shorter) < _LEAST_VARIANT or len(longer) != len(shorter) + 1 or not (shorter + longer).isalpha():
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(1, len(longer)))


def _split(title: str) -> list[str]:
    words = re.findall(r"[^\W_]+", fold(title).replace("ph", "f"))
    return [word for word in words if word not in _ARTICLES]


def fold(name: str) -> str:
    """Return a text in small letters without accents, sub- and superscripts as plain digits.

    >>> fold("Krüger, Li₇P₃S₁₁")
    'kruger, li7p3s11'
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _agrees_in_author(reference: ReferenceRecord, work: FoundWork) -> bool:
    """Compare the last words of the family names: particles stand with the given names in some lists."""
    if not reference.authors or not work.family:
        return False
    mine, other = (_last_word(name) for name in (reference.authors[0][0], work.family))
    return bool(mine) and mine == other


def _last_word(name: str) -> str:
    words = re.findall(r"[^\W\d_]+", fold(re.sub(r"[-‐‑'’]", "", name)))
    # Krüger is printed as Kruger and as Krueger.
    return re.sub(r"(?<=[aou])e", "", words[-1]) if words else ""


def _agrees_in_year(reference: ReferenceRecord, work: FoundWork) -> bool:
    """Allow a year of difference: online and in print are often two."""
    return reference.year is not None and any(abs(reference.year - year) <= 1 for year in work.years)


def _agrees_in_place(reference: ReferenceRecord, work: FoundWork) -> bool:
    if not (reference.volume and reference.pages and work.volume and work.first_pages):
        return False
    return _same(reference.volume, work.volume) and first_page(reference.pages) in work.first_pages


def _differs_in_place(reference: ReferenceRecord, work: FoundWork) -> bool:
    """Tell whether volume and page are known on both sides and neither agrees."""
    if not (reference.volume and reference.pages and work.volume and work.first_pages):
        return False
    return not _same(reference.volume, work.volume) and first_page(reference.pages) not in work.first_pages


def _same(one: str, other: str) -> bool:
    return fold(one).strip() == fold(other).strip()


def _agrees_in_journal(reference: ReferenceRecord, work: FoundWork) -> bool:
    return bool(reference.journal) and any(is_same_journal(reference.journal or "", name) for name in work.journals)


def is_same_journal(printed: str, listed: str) -> bool:
    """Tell whether a journal's abbreviation stands for its name: word by word, as far as the shorter goes.

    >>> is_same_journal("J. Mater. Chem. A", "Journal of Materials Chemistry A")
    True
    >>> is_same_journal("JACS", "Journal of the American Chemical Society")
    True
    >>> is_same_journal("Nat. Mater.", "Nature Energy")
    False
    """
    mine, other = ([w for w in re.findall(r"[^\W_]+", fold(name)) if w not in _SMALL] for name in (printed, listed))
    if not mine or not other or (len(mine) > 1) != (len(other) > 1):
        return mine == ["".join(word[0] for word in other)]
    return all(_abbreviates(short, word) or _abbreviates(word, short) for short, word in zip(mine, other, strict=False))


def _abbreviates(short: str, word: str) -> bool:
    """Tell whether the letters of the short word stand in the other in their order, the first at its head."""
    rest = iter(word)
    return short[:1] == word[:1] and all(letter in rest for letter in short)
