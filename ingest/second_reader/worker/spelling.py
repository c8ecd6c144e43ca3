"""Numbers and units as the grammars of ChemDataExtractor2 read them, each still at its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

MENTION, CELL, HEAD = "mention#", "cell#", "head#"
"""How the token of a material, a cell or the head of a column begins; its number in letters follows."""
LONGEST_WORD = 16
"""Characters of the longest word that can be a unit. The patterns for units backtrack: on a long word, for ever."""
_LONG = "…"

_DIGITS = dict(zip(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"), "01234567890123456789", strict=True))
_SIGNS = dict.fromkeys(map(ord, "−–‐‑⁻"), "-") | {ord("⁺"): "+", ord("\u2126"): "Ω", ord("µ"): "μ", ord("\u212b"): "Å"}
_PLAIN = _DIGITS | _SIGNS
_DEGREES = {ord("℃"): "°C", ord("º"): "°"}

_MANTISSA = r"\d+(?:\.\d+)?\s?[×xX*·⋅∙•]\s?"
_EXPONENT = r"(?:\s?\^\s?[({]?\s?[-−–⁻+]?\s?\d{1,2}\s?[)}]?|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[-−–]\s?\d{1,2}(?![\d.]))"
_SCIENTIFIC = re.compile(
    rf"(?P<mantissa>{_MANTISSA})?10(?P<power>{_EXPONENT})|(?P<e>\d+(?:\.\d+)?[eE][-−–+]?\d{{1,2}}(?!\d))"
)
_NUMBER = re.compile(
    rf"(?<![\w.])(?<![^\W\d_][-−–])(?:{_SCIENTIFIC.pattern}|(?P<plain>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?))"
    r"(?![\d])"
)
_WORD = re.compile(r"[,;()\[\]{}±~∼≈≃<>=≤≥|]|[-−–](?=\s)|[^\s,;()\[\]{}±~∼≈≃<>=≤≥|]+")

_DASH = re.compile(r"\s?[-−–]\s?\d")
_TEN = "10.0"
"""A ten before a dash, or the library takes what follows for its power."""

Piece = tuple[int, int, str]
"""Start and end in the text, and the text of the token."""


def name_place(kind: str, place: int) -> str:
    """Return the token that stands for a mention or a cell: no digits, which would be read as a value.

    >>> [name_place(MENTION, place) for place in (0, 25, 26, 702)]
    ['mention#a', 'mention#z', 'mention#aa', 'mention#aaa']
    """
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters = chr(ord("a") + letter) + letters
        place -= 1
    return kind + letters


def read_place(kind: str, text: str) -> int | None:
    """Return the number of the first mention or cell that a text names.

    >>> read_place(CELL, "0.51 cell#ab"), read_place(MENTION, "LLZO")
    (27, None)
    """
    found = re.search(rf"{kind}([a-z]{{1,6}})", text)
    if found is None:
        return None
    place = -1
    for letter in found[1]:
        place = (place + 1) * 26 + ord(letter) - ord("a")
    return place


def split_text(text: str, mentions: Sequence[tuple[int, int]] = ()) -> list[Piece]:
    """Return the tokens of a text; a mention is one token, so that no grammar takes a formula apart.

    >>> split_text("σ of LLZO: 3.2 × 10−4 S cm−1", [(5, 9)])  # doctest: +NORMALIZE_WHITESPACE
    [(0, 1, 'σ'), (2, 4, 'of'), (5, 9, 'mention#a'), (9, 10, ':'), (11, 21, '3.2×10-4'), (22, 23, 'S'),
     (24, 28, 'cm-1')]
    """
    pieces: list[Piece] = []
    start = 0
    for place, (begin, end) in enumerate(mentions):
        if start <= begin < end <= len(text):
            pieces += _split_gap(text, start, begin)
            pieces.append((begin, end, name_place(MENTION, place)))
            start = end
    return [*pieces, *_split_gap(text, start, len(text))]


def _split_gap(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the numbers of a stretch between two mentions and the words between its numbers."""
    at = start
    while (found := _NUMBER.search(text, at, end)) is not None:
        yield from _split_words(text, at, found.start())
        stop = found.end()
        if found["power"] and _is_range(found, text[stop : stop + 4]):
            stop = found.start() + 2
            yield found.start(), stop, _TEN
        else:
            ranged = found.group() == "10" and _DASH.match(text, stop)
            yield found.start(), stop, _TEN if ranged else spell_number(found.group())
        at = stop
    yield from _split_words(text, at, end)


def _is_range(number: re.Match[str], following: str) -> bool:
    """Tell whether a bare ``10-40`` is a range: only conductivities and diffusivities are as small as a power."""
    if number["mantissa"] or number["power"][0] not in "-−–":
        return False
    power = int(re.sub(r"\D", "", number["power"]))
    return power > 10 and not following.lstrip().startswith(("S", "mS", "cm"))


def spell_number(text: str) -> str:
    """Return a number as the grammars read it; a bare power of ten gets its mantissa, or it would be a range.

    >>> [spell_number(text) for text in ("3.2 × 10⁻³", "10^{-6}", "1.2e-4", "1,200", "0.5")]
    ['3.2×10-3', '1×10-6', '1.2×10-4', '1200', '0.5']
    """
    found = _SCIENTIFIC.fullmatch(text)
    if found is None:
        return text.replace(",", "")
    if found["e"]:
        mantissa, power = re.split("[eE]", found["e"])
    else:
        mantissa, power = re.sub(r"[^\d.]", "", (found["mantissa"] or "1")), found["power"]
    power = re.sub(r"[^\d-]", "", power.translate(_PLAIN))
    return f"{mantissa}×10{power}"


def _split_words(text: str, start: int, end: int) -> Iterator[Piece]:
    for found in _WORD.finditer(text, start, end):
        word, stop = found.group(), found.end()
        kept = word.rstrip(".:!?") or word
        if kept != word:
            yield found.start(), found.start() + len(kept), spell_word(kept)
            yield found.start() + len(kept), stop, word[len(kept) :]
        else:
            yield found.start(), stop, spell_word(word)


def spell_word(word: str) -> str:
    """Return a word as the grammars read it, a unit without raised digits and dots between its factors.

    >>> [spell_word(word) for word in ("cm⁻¹", "Ω·cm^2", "℃", "mAh·g−1", "charge-transfer", "m" * 40)]
    ['cm-1', 'Ωcm2', '°C', 'mAhg-1', 'charge-transfer', '…']
    """
    plain = word.translate(_PLAIN).translate(_DEGREES)
    if any(character in plain for character in "·⋅∙^"):
        plain = re.sub(r"[·⋅∙^]", "", plain) or plain
    return plain if len(plain) <= LONGEST_WORD else _LONG
