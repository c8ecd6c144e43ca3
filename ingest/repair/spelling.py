"""How a document itself spells, and the words that a conversion broke or ran together, mended by it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from ingest.lexicon_files import read_lexicon
from ingest.mapped import Edit
from ingest.repair.font_codes import spells_symbols_by_codes


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the document itself spells: its words, compounds that it also prints run together, acronyms, formulas.

    ``joined`` are words that the document prints once, with the words of its own that ran together in them;
    ``coded`` tells that it has codes of a symbol font, so that letters stand for other symbols.
    """

    words: frozenset[str] = frozenset()
    compounds: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    acronyms: frozenset[str] = frozenset()
    formulas: frozenset[str] = frozenset()
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    coded: bool = False


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of words of `lexicons/word_parts.yaml`."""

    hyphened_first: frozenset[str]
    hyphened_second: frozenset[str]
    closed_first: frozenset[str]
    latin_second: frozenset[str]
    suspended: frozenset[str]
    function_words: frozenset[str]


@cache
def _load_parts() -> _Parts:
    rows: Mapping[str, Sequence[str]] = read_lexicon("word_parts")
    return _Parts(**{name: frozenset(words) for name, words in rows.items()})


_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_LINE_BREAK = re.compile(r"-\s+(?=([A-Za-z]+(?:-[A-Za-z]+)*))")
_WORD_BEFORE = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*$")
_BROKEN_FORMULA = re.compile(r"[-–][ ]*[\r\n][\s]*[A-Z0-9]")
_CAPITALS = re.compile(r"[A-Z]{2,}(?=[a-z])")
_ACRONYM = re.compile(r"\((?P<name>[A-Z][A-Za-z0-9]{1,9})\)")
_FORMULA = re.compile(r"(?<![A-Za-z0-9])[A-Z][a-z]?[A-Z0-9][A-Za-z0-9]*")
_SHORTEST_COMPOUND = 5


def read_spelling(text: str) -> Spelling:
    """Return the spelling of a document: what decides where a lost hyphen or a broken word is in doubt."""
    counts = Counter(_WORD.findall(text))
    for found in _LINE_BREAK.finditer(text):
        # The two parts of a word that a line end breaks are no words.
        before = _WORD_BEFORE.search(text, max(0, found.start() - 60), found.start())
        if before:
            counts.subtract((before.group(), found[1]))
    compounds = {}
    for word, count in counts.items():
        if "-" not in word:
            continue
        joined = word.replace("-", "")
        if len(joined) >= _SHORTEST_COMPOUND and count > 2 * counts[joined] > 0:
            compounds[joined] = word
    acronyms = {
        found["name"] for found in _ACRONYM.finditer(text) if sum(map(str.isupper, found["name"])) > 1
    }  # fmt: skip
    return Spelling(
        frozenset(word.lower() for word, count in counts.items() if count > 0),
        MappingProxyType(compounds),
        frozenset(acronyms),
        frozenset(_FORMULA.findall(text)) if _BROKEN_FORMULA.search(text) else frozenset(),
        MappingProxyType(_find_joined(counts)),
        spells_symbols_by_codes(text),
    )


_SHORTEST_JOINED, _LONGEST_JOINED = 9, 80
_LONGEST_PIECE = 18
_STARTERS = ("The", "This", "These", "Those", "Here", "Among")


def _find_joined(counts: Counter[str]) -> dict[str, tuple[str, ...]]:
    """Return the words printed once that are made of words which the document prints more often.

    A word may be one that English has, so what counts as run together begins with an article or an acronym, or
    holds three words and more with a function word among them.
    """
    lengths = range(_SHORTEST_JOINED, _LONGEST_JOINED + 1)
    rare = [word for word, count in counts.items() if count == 1 and len(word) in lengths and "-" not in word]
    if not rare:
        return {}
    usual = {word for word, count in counts.items() if count > 1 and "-" not in word}
    glue = _load_parts().function_words
    joined: dict[str, tuple[str, ...]] = {}
    for word in rare:
        parts = _part_start(word, usual) or (_part(word, usual, glue) if len(word) > _SHORTEST_JOINED + 3 else None)
        if parts:
            joined[word] = parts
    return joined


def _part_start(word: str, usual: Container[str]) -> tuple[str, str] | None:
    """Part a word into an article or acronym and a word of five letters or more."""
    if word.islower():
        return None
    found = _CAPITALS.match(word)
    for start in (*_STARTERS, *((found.group(),) if found else ())):
        rest = word[len(start) :]
        if word.startswith(start) and len(rest) > 4 and rest.islower() and rest in usual:
            return (start, rest) if start in _STARTERS or start in usual else None
    return None


def _part(word: str, usual: Container[str], glue: Container[str]) -> tuple[str, ...] | None:
    """Part a word into the fewest of the usual words, a function word among three or more of them."""
    best: dict[int, tuple[str, ...]] = {0: ()}
    for start in range(len(word)):
        if start not in best:
            continue
        for end in range(start + 1, min(start + _LONGEST_PIECE, len(word)) + 1):
            piece = word[start:end]
            if piece in glue or ((end - start > 3 or piece.isupper()) and (piece in usual or piece.lower() in usual)):
                parts = (*best[start], piece)
                if end not in best or len(parts) < len(best[end]):
                    best[end] = parts
    parts = best.get(len(word), ())
    return parts if len(parts) > 2 and any(part in glue for part in parts[1:-1]) else None


_BROKEN = re.compile(r"(?<![A-Za-z0-9])(?P<left>[A-Za-z][A-Za-z0-9]*)(?P<hyphen>-\s+)(?=(?P<right>[a-z][A-Za-z]*))")


def find_broken_words(text: str, spelling: Spelling) -> list[Edit]:
    """Return the edits that close words broken at a line end; the document decides on the hyphen.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_broken_words(text, Spelling())).text
    >>> plain("compatibil- ity, all- solid, Li- ion, Li- and Na-ion, in- stead, in- situ")
    'compatibility, all-solid, Li-ion, Li- and Na-ion, instead, in-situ'
    """
    if "- " not in text and "-\n" not in text and "-\r" not in text:
        return []
    words = spelling.words
    suspended = _load_parts().suspended
    edits = []
    for found in _BROKEN.finditer(text):
        left, right = found["left"], found["right"]
        if right not in suspended and not _is_ion(left, right, words):
            keeps = keeps_hyphen(left, right, words)
            edits.append(Edit(found.start("hyphen") + keeps, found.end("hyphen"), ""))
    return edits


_SYLLABLES = frozenset(("all", "anti", "multi", "no", "non", "post", "pre", "semi", "so"))
"""What begins compounds and is as often a mere syllable."""


def _is_ion(left: str, right: str, words: frozenset[str]) -> bool:
    """Tell whether a letter and a hyphen are an anion before the next word and no part of it: ``F- may``."""
    if len(left) > 1 and left not in _ANIONS:
        return False
    known = (left + right).lower() in words or f"{left}-{right}".lower() in words
    return not known and right not in _load_parts().hyphened_second


_ANIONS = frozenset(("Cl", "Br", "OH", "H"))
_JOINTS = frozenset(("of", "by", "the", "to"))
"""What stands between the hyphens of a longer compound: ``time-of-flight``."""
_ENDING = re.compile(
    r"(?:at|it|iv|ib|ab|ic|iz|is|if|al|an|ant|ent|ary|ous|olog|ograph|tion|sion|ment|ness|ful|ward|hood|ship|ther|ter|ten)"
)
"""What begins mere endings: ``crystal-lography`` is no compound."""


def keeps_hyphen(left: str, right: str, words: frozenset[str]) -> bool:
    """Tell whether a word that breaks between two parts keeps its hyphen; ``words`` are the document's, lower case.

    >>> [keeps_hyphen(*parts, frozenset()) for parts in (("compatibil", "ity"), ("energy", "dense"), ("over", "all"))]
    [False, True, False]
    """
    first, second = left.lower(), right.lower()
    joined, hyphened = first + second in words, f"{first}-{second}" in words
    if joined != hyphened:
        return hyphened
    parts = _load_parts()
    if first in ("in", "ex"):
        return second in parts.latin_second
    if first in parts.closed_first:
        return False
    if any(char.isupper() or char.isdigit() for char in left[1:]):
        return True
    if len(left) <= 2 and left[0].isupper():
        return not words or second in words or second in parts.hyphened_second
    return _reads_as_compound(first, second, words, parts)


def _reads_as_compound(first: str, second: str, words: frozenset[str], parts: _Parts) -> bool:
    """Tell whether two parts make a compound with hyphen by what they are themselves."""
    if second in _JOINTS and len(first) > 2:
        return True
    if second in parts.hyphened_second:
        return first in _JOINTS or (len(first) > 2 and (not words or first in words or first in parts.hyphened_first))
    free = len(second) > 2 and not _ENDING.match(second)
    if first in parts.hyphened_first:
        return not words or second in words or (free and first not in _SYLLABLES and len(second) > 5)
    return free and first in words and len(first) > 2 and second in words


_BROKEN_NAME = re.compile(
    r"(?P<left>[A-Za-z0-9]+)(?P<hyphen>[-–])(?P<blank> *[\r\n]+ *)(?P<right>[A-Z0-9][A-Za-z0-9]*)"
    r"|(?<=[a-z]–)(?P<dashed> *[\r\n]+ *)(?=[a-z])"
)


def find_broken_names(text: str, spelling: Spelling) -> list[Edit]:
    """Return the edits that close formulas, names and ranges which a line end breaks behind a hyphen or dash.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text, spelling):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_broken_names(text, spelling)).text
    >>> plain("Li-\\nCoO2 on SBA-\\n15", Spelling(formulas=frozenset({"LiCoO2"})))
    'LiCoO2 on SBA-15'
    """
    if "\n" not in text:
        return []
    edits = []
    for found in _BROKEN_NAME.finditer(text):
        if found["dashed"]:
            edits.append(Edit(found.start("dashed"), found.end("dashed"), ""))
        else:
            whole = found["left"] + found["right"] in spelling.formulas
            edits.append(Edit(found.start("hyphen") + (not whole), found.end("blank"), ""))
    return edits


def find_run_words(text: str, spelling: Spelling) -> list[Edit]:
    """Return the edits that part words run together, and give compounds the hyphen that the document prints."""
    places = {word: _joints(parts) for word, parts in spelling.joined.items() if word in text}
    places |= {word: _joints(whole.split("-"), "-") for word, whole in spelling.compounds.items() if word in text}
    if not places:
        return []
    return [
        Edit(found.start() + at, found.start() + at, new)
        for found in _WORD.finditer(text)
        for at, new in places.get(found.group(), ())
    ]


def _joints(parts: Sequence[str], glue: str = " ") -> list[tuple[int, str]]:
    return [(sum(map(len, parts[:number])), glue) for number in range(1, len(parts))]


_DASHED = re.compile(r"(?<![A-Za-z-])(?P<left>[A-Za-z]{3,}) -(?P<right>[a-z]{3,})(?![A-Za-z])")


def find_apart_hyphens(text: str, spelling: Spelling) -> list[Edit]:
    """Return the edits that close the blank before a hyphen of a compound that the document prints elsewhere.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> spelling = Spelling(words=frozenset({"stainless-steel"}))
    >>> text = "a stainless -steel disc -which is thin"
    >>> apply_edits(build_mapped(text, 0, len(text)), find_apart_hyphens(text, spelling)).text
    'a stainless-steel disc -which is thin'
    """
    if " -" not in text:
        return []
    return [
        Edit(found.end("left"), found.end("left") + 1, "")
        for found in _DASHED.finditer(text)
        if f"{found['left']}-{found['right']}".lower() in spelling.words
    ]
