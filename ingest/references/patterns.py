"""The smallest pieces of printed references: letters, years, months, names of persons and words of journals."""

from __future__ import annotations

import re
import sys
from functools import cache

from ingest.lexicon_files import read_lexicon

YEAR = r"(?:1[5-9]|20)\d\d"
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Fall|Winter)"
)

CAPITAL = "".join(c for c in map(chr, range(0x0500)) if c.isupper())
SMALL = "".join(c for c in map(chr, range(0x0500)) if c.islower())
CJK = "\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"

_APOSTROPHES = "'’`´ʹ"
NAME = rf"[{CAPITAL}](?:[\w\u0300-\u036f{_APOSTROPHES}]|-(?=\w)){{0,60}}[{CAPITAL}{SMALL}\u0300-\u036f{_APOSTROPHES}]"
PARTICLE = (
    r"(?:(?i:van|von|der|den|de|du|la|le|las|los|di|da|del|della|dos|das|do|ter|ten|el|al|bin|ibn|zu[mr]?|af|av|vom"
    r"|san|santa|st\.?|'t|’t)\s+|[dO]['’])"
)
_SECOND = (
    r"(?:(?<=Y)[aeouAEU]|(?<=[KCZSTPG])[hH]|(?<=[TC])[sS]|(?<=I)[ua]|(?<=[FGBKT])r|(?<=W)m|(?<=S)[tz]|(?<=[GL])y"
    r"|(?<=[DS])z|(?<=[VACG])l|(?<=E)[dvu]|(?<=J)[eou])"
)
INITIAL = rf"[{CAPITAL}](?:{_SECOND}(?=\.))?\s?\.(?:\s?-\s?[{CAPITAL}{SMALL}]{{1,2}}\s?\.)*"
"""One initial with its stop, also of two letters (`Yu.`) and with a hyphen (`J.-M.`)."""
INITIALS = rf"{INITIAL}(?:\s?-?(?!St\.\s[{CAPITAL}][{SMALL}]){INITIAL}){{0,5}}"
SUFFIX = r"(?:,?\s?(?:Jr|Sr|II|III|IV|[23]nd|3rd)\b\.?)?"
ET_AL = re.compile(
    r"[\s,;]*(?:(?:&|and)\s)?(?:\bet[\s.]*al[li]*\b\.?|\band\s(?:co-?workers|others|colleagues)"
    r"|\band\s\d+\s(?:others|more)|\bu\.\s?a\.|\bи\s?др\.|等|\.\s?\.\s?\.(?!\s?\w)|…(?!\s?\w))",
    re.IGNORECASE,
)


@cache
def load_journal_words() -> frozenset[str]:
    """Return the words of which journal names are made, abbreviations among them."""
    return _read_words("words") | load_journal_abbreviations()


@cache
def load_journal_abbreviations() -> frozenset[str]:
    """Return the abbreviations and words that stand in the names of journals and hardly elsewhere."""
    return _read_words("abbreviations")


def _read_words(name: str) -> frozenset[str]:
    return frozenset(map(sys.intern, read_lexicon("journals")[name].split()))


@cache
def load_connectors() -> frozenset[str]:
    """Return the small words inside journal names."""
    return frozenset(read_lexicon("journals")["connectors"])
