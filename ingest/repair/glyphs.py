"""Characters that a conversion lost or disguised: entities, ligatures, glyph codes, odd blanks and bars."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from ingest.mapped import Edit, Rule, substitute

_ENTITY = re.compile(r"&(?:amp;)*(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,6});")
_RESIDUE = re.compile(r"GLYPH(?:<[^<>\n]{0,40}>|&lt;[^<>\n]{0,40}?&gt;)|\(cid:\d+\)")
_CODE = re.compile(r"(?P<before> ?)/(?:uni(?P<uni>[0-9A-F]{4})|u(?P<long>[0-9A-F]{5}))(?P<after> ?)")
_LIGATURES: Mapping[str, str] = MappingProxyType(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_BLANKS = "\u00a0\u202f\u205f\u3000\t" + "".join(map(chr, range(0x2000, 0x200B)))
_PLAIN: Mapping[str, str] = MappingProxyType(
    {
        **_LIGATURES,
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        **dict.fromkeys(_BLANKS, " "),
        **dict.fromkeys("∣│ǀ︱❘", "|"),
        **dict.fromkeys("∥‖", "||"),
        **dict.fromkeys("‐‑﹣－⁃", "-"),
        "\u2126": "Ω", "\u212b": "Å", "∆": "Δ", "∙": "·", "⋅": "·", "∼": "~", "˜": "~", "●": "·",
    }
)  # fmt: skip
_ODD = re.compile("\u00ad[ \t]*[\r\n]+[ \t]*|[" + "".join(map(re.escape, _PLAIN)) + "\ue000-\uf8ff\ufffd]")
_RING = re.compile(r"[◦º˚] ?(?=C\b)|(?<=\d)[◦º˚]| [◦º˚](?=[\s,.;)])(?! C\b)(?<=\d [◦º˚])")
_BOND = re.compile(r" ?[─━] ?")

_STARTS = re.compile(
    r"fi(?:rst|eld|lm|nd|nal|ne(?:[rl]|st)?\b|ll(?:ed|er|ing|s)?\b|x(?:ed|ing|ation)?\b|t(?:s"
    r"|ted|ting)?\b|ve\b|b(?:er|re)|g(?:ure|\.)"
    r"|nite|lter|re[ds]?\b|rm(?:ly)?\b|ve-?fold|les?\b|ssion|ngerprint|shery)"
    r"|fl(?:ow|u(?:x|or|id|ct|sh)|at|ex|am|ake|oat|aw|ight|ash|oor|ip)|ffi(?:xed)\b"
)
_STEMS = frozenset(
    ("de", "re", "con", "pro", "un", "pre", "sub", "multi", "super", "over", "back", "out", "bene", "sacri")
)
_AFTER_NAME = frozenset(("and", "et", "in", "of", "for", "with", "as", "is", "was", "to"))


def find_entity_edits(text: str) -> list[Edit]:
    """Return the edits that read HTML entities, also those that were written twice (``&amp;lt;``).

    >>> find_entity_edits("Wiley &amp; Sons")
    [Edit(start=6, end=11, new='&')]
    """
    if "&" not in text:
        return []
    return [Edit(f.start(), f.end(), _unescape(f.group())) for f in _ENTITY.finditer(text)]


def _unescape(entity: str) -> str:
    while (plain := html.unescape(entity)) != entity:
        entity = plain
    return entity


def find_glyph_edits(text: str) -> list[Edit]:
    """Return the edits that put ligatures and letters back for glyph codes.

    The blanks that a converter sets around a code go where the code stands inside a word; they stay before
    one that begins a word.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_glyph_edits(text)).text
    >>> plain("sul /uniFB01 de at the /uniFB01 rst surface /uniFB01 lm, o/uniFB00set, K /u1D6FC")
    'sulfide at the first surface film, offset, K α'
    """
    marked = "GLYPH" in text or "(cid:" in text
    edits = [Edit(f.start(), f.end(), "") for f in _RESIDUE.finditer(text)] if marked else []
    if "/u" not in text:
        return edits
    for found in _CODE.finditer(text):
        char = chr(int(found["uni"] or found["long"], 16))
        letters = _LIGATURES.get(char) or unicodedata.normalize("NFKC", char)
        if letters not in _LIGATURES.values():
            edits.append(Edit(found.start() + len(found["before"]), found.end() - len(found["after"]), letters))
            continue
        left = _word_before(text, found.start())
        right = re.match(r"[A-Za-z]*", text[found.end() :])
        tail = right.group() if right else ""
        before = " " if found["before"] and _begins_word(left, letters, tail) else ""
        after = " " if found["after"] and not before and left[:1].isupper() and tail in _AFTER_NAME else ""
        edits.append(Edit(found.start(), found.end(), before + letters + after))
    return edits


_PARTED = re.compile(r"(?P<before> ?)(?<![A-Za-z'’-])(?P<letters>ff[il]?|f[il])(?P<after> )(?=[a-z])")
_SINGLE = re.compile(
    r"\bf (?=(?:irst|inal|ilms?\b|ield|ibre|iber|igure|inite|ixed|lat\b|lux|luor|lake|lexib|luid)[a-z]*)"
)
_CUT = re.compile(r"(?<![A-Za-z'’-])(?P<left>[A-Za-z]*f(?:f|fi|fl|i|l)) (?P<right>[a-z]{2,})(?![A-Za-z])")
_WHOLE = frozenset(
    ("buff", "cliff", "cuff", "cutoff", "fluff", "hi-fi", "kickoff", "layoff", "off", "payoff", "puff", "rolloff",
     "runoff", "scoff", "sheriff", "sniff", "staff", "standoff", "stiff", "stuff", "takeoff", "tariff", "tradeoff",
     "turnoff", "wifi")
)  # fmt: skip
"""Words that end as a ligature does."""


def find_ligature_edits(text: str) -> list[Edit]:
    """Return the edits that close words parted at a ligature: ``sul fi de``, ``eff ect``.

    >>> from ingest.mapped import apply_edits, build_mapped
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_ligature_edits(text)).text
    >>> plain("a sul fi de with a fi rst fi lm, its eff ect and diff erent suffi cient defi ned")
    'a sulfide with a first film, its effect and different sufficient defined'
    >>> plain("cut off at a stiff wall, Wi-Fi in use, sci-fi novel, the trade-off between")
    'cut off at a stiff wall, Wi-Fi in use, sci-fi novel, the trade-off between'
    """
    edits: list[Edit] = [Edit(f.start() + 1, f.end(), "") for f in _SINGLE.finditer(text)] if " f " in text else []
    if "ff " not in text and "fi " not in text and "fl " not in text:
        return edits
    for found in _PARTED.finditer(text):
        left = _word_before(text, found.start())
        tail = re.match(r"[a-z]*", text[found.end() :])
        begins = not left or _begins_word(left, found["letters"], tail.group() if tail else "")
        if found["before"] and not begins:
            edits.append(Edit(found.start(), found.start() + 1, ""))
        edits.append(Edit(found.end() - 1, found.end(), ""))
    for found in _CUT.finditer(text):
        if len(found["left"]) > 2 and found["left"].lower() not in _WHOLE and found["right"] not in _AFTER_NAME:
            edits.append(Edit(found.end("left"), found.end("left") + 1, ""))
    return edits


def _word_before(text: str, end: int) -> str:
    found = re.search(r"[A-Za-z]*$", text[max(0, end - 30) : end])
    return found.group() if found else ""


def _begins_word(left: str, letters: str, tail: str) -> bool:
    if not left:
        return True
    return bool(_STARTS.match(letters + tail)) and left.lower() not in _STEMS


def find_odd_edits(text: str) -> list[Edit]:
    """Return the edits for ligatures, blanks of other widths, invisible characters, bars and bonds."""
    if text.isascii() and "\t" not in text:
        return []
    edits = [Edit(f.start(), f.end(), _PLAIN.get(f.group()[0], " ")) for f in _ODD.finditer(text)]
    return [*edits, *_substitute_bonds(text), *_substitute_rings(text)]


_substitute_bonds: Rule = substitute(_BOND, "-", needs=("─", "━"))
_substitute_rings: Rule = substitute(_RING, "°", needs=("◦", "º", "˚"))
