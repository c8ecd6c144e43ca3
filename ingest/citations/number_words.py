"""The words around a number that tell what it is, ready to match."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.lexicon_files import read_lexicon

_BEFORE_BARE = "in|of|for|and|or|to|by|from|at|on|with|as|than|between|see|while|where|both|that|when|is|was"


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The patterns of `lexicons/numbers.yaml`: those that end before a number, and those that begin behind it."""

    label_at_stop: re.Pattern[str]
    label_attached: re.Pattern[str]
    label_before: re.Pattern[str]
    counting_before: re.Pattern[str]
    unit_after: re.Pattern[str]
    going_on_after: re.Pattern[str]
    units_before: frozenset[str]
    before_counts: frozenset[str]
    short_ends: frozenset[str]


@cache
def load_number_words() -> NumberWords:
    """Read the words that ship with the package.

    What numbers is told apart by what stands between: a stop (``Fig.3``), nothing (``Table3``) or a blank (``step 3``).
    """
    rows: Mapping[str, Sequence[str]] = read_lexicon("numbers")
    patterns = {name: "|".join(map(re.escape, words)) for name, words in rows.items()}
    short, labels, kinds, nouns = (patterns[name] for name in ("abbreviations", "labels", "kinds", "counted_nouns"))
    part = r"\s?S?\d{0,3}[a-z]?"
    bare = rf"(?:^|[,;:(]\s|\b(?:{_BEFORE_BARE})\s)(?:{patterns['bare_nouns']})$"
    units = rf"[kmMGnµμp]?(?:{patterns['prefixed_units']})|{patterns['units_after']}"
    return NumberWords(
        label_at_stop=re.compile(rf"\b(?:{short})\.$|\b(?:{short}|{labels})\.?{part},$", re.IGNORECASE),
        label_attached=re.compile(rf"\b(?:{short}|{labels}|{kinds})$"),
        label_before=re.compile(
            rf"\b(?:{short}|{labels})\.?(?:{part}(?:,|\sand|\sto))?$|\b(?-i:{kinds})$|\b(?:{nouns})$|{bare}",
            re.IGNORECASE,
        ),
        counting_before=re.compile(rf"(?:\b(?:{patterns['counting']})|[=≈~<>±×])$", re.IGNORECASE),
        unit_after=re.compile(rf"\s?(?:{units})(?![A-Za-z0-9])"),
        going_on_after=re.compile(
            rf"\s(?:{patterns['going_on']}|(?!{patterns['counted_ing']})[a-z]{{3,}}(?:ing|ly))(?![\w-])"
        ),
        units_before=frozenset(rows["units_before"]),
        before_counts=frozenset(rows["before_counts"]),
        short_ends=frozenset(rows["short_ends"]),
    )
