"""How much words and the marks between them speak for the name of a journal.

Each weight is what a human reader goes by: a journal is a run of capitalised, often abbreviated words of
journals without verbs; a title has small words, and its end is a stop behind a whole word. The amounts were
found by a search over titles and journals of many sciences, printed in some forty styles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ingest.references.patterns import load_connectors, load_journal_abbreviations, load_journal_words

WORDS: Mapping[str, float] = {
    "abbreviation": 1.85,
    "known": 0.65,
    "ending": 0.0,
    "short": 0.65,
    "unknown": -0.6,
    "small prefix": 0.6,
    "small known": -1.2,
    "small": -1.3,
    "digits": -1.6,
    "sign": -0.3,
}
"""By kind of word: `Mater.`, `Materials`, `Biologica`, `Xyz.`, `Smith`, `npj`, `journal`, `growth`, `1.0`, `?`."""

ENDS: Mapping[str, float] = {"comma": -0.5, "question": -1.5, "colon": -1.6, "known": -2.2, "cut": -0.8, "whole": -1.4}
"""By what ends a word inside the name: names rarely hold commas, and no stops behind whole words."""

BOUNDARIES: Mapping[str, float] = {"year": 2.0, "stop": 1.2, "comma": 0.75, "colon": -0.6, "blank": -1.3}
"""By what parts title and journal."""

BESIDE: Mapping[str, float] = {
    "title before": 0.6,
    "three words before": -1.2,
    "one word before": -2.0,
    "connector after": -1.0,
    "part after": -2.0,
    "abbreviation before": -2.0,
    "cut word before": -1.35,
    "whole word before": 0.5,
    "small word before blank": -0.1,
    "capital before blank": -0.65,
    "abbreviation behind blank": 0.4,
}
"""By the words on either side of a boundary."""

ALL_JOURNAL: Mapping[str, float] = {"connector first": -1.0, "title promised": -1.5, "word beyond five": -0.45}
"""Against a reading without title."""

LONG_NAME = -0.5
"""For each word beyond the ninth."""

HIGHEST_BESIDE = BESIDE["title before"] + max(BESIDE["whole word before"], BESIDE["abbreviation behind blank"])

_TITLE_WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ-]{2,}(?![\w.])")
_ENDINGS = re.compile(r"(?:ics|ology|istry|onomy|graphy|ica|imica|ologica|ological|ical|ense|orum|icae)$")
_WHOLE_WORD = re.compile(
    r"(?:[aeiouy]|ions?|ings?|ists?|ers|ors|als?|tems|ments?|nces|cells?|ness|ous|ism|is|us|um|tes|des|res|ges|ses|ies"
    r"|ed|ns|ts|ls|ks|ms|ds|ps)$"
)


@lru_cache(maxsize=32768)
def weigh_word(word: str) -> tuple[float, float, bool]:
    """Return what a word and its end speak for a journal, and whether only titles have such a word.

    >>> weigh_word("Mater.")[0] > 0 > weigh_word("growth")[0]
    True
    """
    titled = _TITLE_WORD.match(word) is not None and word.strip(",;") not in load_connectors()
    return _weigh(word), _weigh_end(word), titled


def _weigh(word: str) -> float:
    bare = word.strip(".,;:“”\"'’").lower()
    if not bare or bare in load_connectors():
        return 0.0 if bare else WORDS["sign"]
    parts = [part for part in re.split(r"[.:/&–-]", bare) if part]
    known = bool(parts) and all(map(_is_known, parts))
    abbreviated = known and any(part in load_journal_abbreviations() for part in parts)
    if word[0].islower() and not word[1:2].isupper():
        prefix = abbreviated and len(bare) == 3 and not word.endswith(".")
        return WORDS["small prefix" if prefix else "small known" if known else "small"]
    if not word[0].isalpha() or (not known and any(map(str.isdigit, bare))):
        return WORDS["digits"]
    if known:
        return WORDS["abbreviation" if abbreviated else "known"]
    if _ENDINGS.search(bare):
        return WORDS["ending"]
    short = (word.endswith(".") and len(word) < 12) or (word.isupper() and word.isalpha() and len(word) < 7)
    return WORDS["short" if short else "unknown"]


def is_whole(word: str) -> bool:
    """Tell whether a word in lower case ends as whole words do, and abbreviations do not.

    >>> is_whole("energy"), is_whole("electrochem")
    (True, False)
    """
    return _WHOLE_WORD.search(word) is not None


def _is_known(part: str) -> bool:
    return part in load_journal_words() or part[1:] in load_journal_abbreviations()


def _weigh_end(word: str) -> float:
    last = word[-1]
    if last in ",;":
        return ENDS["comma"]
    if last in "?!":
        return ENDS["question"]
    if last == ":":
        return ENDS["colon"] if word[-2:-1] != "." else 0.0
    bare = word.rstrip(".").lower()
    if last != "." or len(bare) < 4 or bare in load_journal_abbreviations():
        return 0.0
    known = bare in load_journal_words()
    if is_whole(bare):
        return ENDS["known" if known else "whole"]
    return ENDS["cut"] if known else 0.0
