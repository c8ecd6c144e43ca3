"""Where the title of a reference ends and its journal begins."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ingest.reference_patterns import YEAR, load_connectors, load_journal_abbreviations, load_journal_words

_OPENING = re.compile(r"[\s,.]{0,2}(?:(?P<double>[“\"”„«])|(?P<single>['‘‚`]))")
_CLOSING = {
    "double": re.compile(r"(?P<stop>[,.?!]?)\s?[”\"“»](?P<after>\s?[,.;:]?)(?=\s|$|[A-Z(])"),
    "single": re.compile(r"(?P<stop>[,.?!]?)['’´](?P<after>[,.;:]?)(?=\s|$)"),
}
_BOUNDARY = re.compile(
    rf"(?P<year>[\s,.]+\(?{YEAR}\)?[,.:]?\s+(?=[A-Z]))|(?P<stop>[.?!]\)?[”\"]?)\s+"
    r"|(?P<comma>[,;])\s+|(?P<colon>:)\s+|(?P<blank>(?<=[\w)])\s(?=[a-z]?[A-Z]|npj\s))"
)
_WORD = re.compile(r"[^\s,;()]+[,;]?")
_TITLE_WORD = re.compile(r"(?<![\w.-])[a-zà-ÿ][a-zà-ÿ-]{2,}(?![\w.])")
_ENDINGS = re.compile(r"(?:ics|ology|istry|onomy|graphy|ica|imica|ologica|ological|ical|ense|orum|icae)$")
_WHOLE_WORD = re.compile(
    r"(?:[aeiouy]|ions?|ings?|ists?|ers|ors|als?|tems|ments?|nces|cells?|ness|ous|ism|is|us|um|tes|des|res|ges|ses|ies|ed|ns|ts|ls|ks|ms|ds|ps)$"
)
_CUT_SHORT = re.compile(r"[A-Z][a-z]{0,5}[bcdfghjklmnpqrtvwxz]")
_IN = re.compile(
    r"^(?:[Ii]n\s?:\s?|[Ii]n\s(?=[A-Z])|eng\.\s|\((?:in\s)?(?:Russian|French|German|Chinese|Japanese|Italian|Spanish)\)\s?)+"
)
_PUBLISHED = re.compile(
    rf"(?:\s?\[Internet\])?[.,;]\s(?:Elsevier|Springer|Wiley|Academic Press|Nature Publishing"
    rf"|BioMed Central|Taylor|Oxford Univ|Blackwell|SAGE|Sage).*$|(?<!\bthe)[\s,;.]+\(?{YEAR}\b.*$"
)
_SERIES = re.compile(
    r"\s?\((?:London|Berlin|Paris|N\.? ?Y\.?|Wien|Oxford|UK|USA|Washington(?:,? DC)?|Moscow"
    r"|Cambridge|Lond|Tokyo|Basel|Copenhagen|Print|Online)\.?\)\s*$"
)
_TAIL = re.compile(r"[\s,;.:]*\(?\b(?:[Vv]ol(?:ume)?\.?|[Bb]d\.?|pp?\.?|[Nn]o\.?|v\.|S\.|art(?:icle)?\.?|issue)$")


class _Marks(NamedTuple):
    """The words of a text: where each begins, and what the words from there on speak for a journal."""

    starts: list[int]
    rest: list[float]
    titled: list[int]


def split_title(text: str, *, titled: bool = False) -> tuple[str | None, str | None]:
    """Return title and journal of the text between authors and volume; the title is None where there is none.

    ``titled`` says that there is one, as where a colon ends the authors.

    >>> split_title("Stability of solid electrolytes. J. Power Sources")
    ('Stability of solid electrolytes', 'J. Power Sources')
    >>> split_title("J. Mater. Chem. A")
    (None, 'J. Mater. Chem. A')
    """
    text = text.strip(" ,;:")
    quoted = find_quoted(text)
    if quoted:
        return clean_title(text[quoted[0] : quoted[1]]), clean_journal(text[quoted[2] :])
    title_end, journal_start = _best_split(text, titled=titled)
    title, journal = text[:title_end], text[journal_start:]
    return clean_title(title) if title else None, clean_journal(journal)


def find_quoted(text: str) -> tuple[int, int, int] | None:
    """Return where a title in quotation marks begins and ends and where what follows begins."""
    opening = _OPENING.match(text)
    if not opening:
        return None
    kind = str(opening.lastgroup)
    closings = [m for m in _CLOSING[kind].finditer(text, opening.end() + 3) if m.start() - opening.end() >= 3]
    if not closings:
        return None
    # Quotation marks inside a title come in pairs without a comma before them.
    sure = [m for m in closings if m["stop"] or m["after"].strip()] or closings
    chosen = sure[0] if kind == "double" and text[opening.end() : sure[0].start()].count("“") == 0 else sure[-1]
    return opening.end(), chosen.start() + len(chosen["stop"]), chosen.end()


def _best_split(text: str, *, titled: bool) -> tuple[int, int]:
    """Return where the title ends and the journal starts; both 0 where all is journal."""
    marks = _mark(text)
    if not marks.starts:
        return 0, 0
    lead = _WEIGHTS["lead"] if text.split(maxsplit=1)[0].lower().strip(".") in load_connectors() else 0.0
    best, best_score = (
        (0, 0),
        marks.rest[0] + lead - marks.titled[-1] - 1.5 * titled - _WEIGHTS["all"] * max(0, len(marks.starts) - 5),
    )
    index = 0
    for found in _BOUNDARY.finditer(text):
        if found.end() >= len(text) or found.start() < 3:
            continue
        while index < len(marks.starts) - 1 and marks.starts[index] < found.end():
            index += 1
        kind = str(found.lastgroup)
        if marks.rest[index] + _MOST[kind] <= best_score:
            continue
        score = _WEIGHTS[kind] + marks.rest[index] + _score_break(text, found, index, marks.titled[index])
        if score > best_score:
            sign = 1 if found["stop"] and found["stop"][0] in "?!" else 0
            best, best_score = (found.start() + sign, found.end()), score
    return best


def _mark(text: str) -> _Marks:
    words = [(m.start(), *_weigh_word(m.group())) for m in _WORD.finditer(text)]
    rest: list[float] = []
    total = 0.0
    for number in range(len(words) - 1, -1, -1):
        total += words[number][1] + (words[number][2] if rest else 0.0)
        rest.append(total - _WEIGHTS["long"] * max(0, len(rest) - 8))
    rest.reverse()
    titled = list(accumulate((word[3] for word in words), initial=0))
    return _Marks([word[0] for word in words], rest, titled)


@lru_cache(maxsize=32768)
def _weigh_word(word: str) -> tuple[float, float, bool]:
    """Return what a word and its end speak for a journal, and whether only titles have it."""
    return _score_word(word), _score_end(word), _is_title_word(word)


def _is_title_word(word: str) -> bool:
    return bool(_TITLE_WORD.match(word)) and word.strip(",;") not in load_connectors()


def _score_break(text: str, found: re.Match[str], words: int, titled: int) -> float:
    """Weigh the words beside a boundary: a stop behind an abbreviation is no end of a title."""
    start = text.rfind(" ", 0, found.start()) + 1
    last = text[start : found.start()].strip("(),")
    after = text[found.end() : found.end() + 24].split(" ", 1)[0].rstrip(",;")
    score = (
        _WEIGHTS["titled"] if titled > 1 else 0.0 if words > 3 else _WEIGHTS["few"] if words > 1 else _WEIGHTS["one"]
    )
    if after.lower().strip(".") in load_connectors():
        score += _WEIGHTS["connector"]
    if _PART.match(text, found.end()):
        score += _WEIGHTS["part"]
    if found["blank"]:
        score += _WEIGHTS["blank_lower"] if last[:1].islower() else _WEIGHTS["blank_capital"]
        return score + (_WEIGHTS["blank_dot"] if after[-1:] == "." and text[found.start() - 1] != "." else 0.0)
    if not found["stop"]:
        return score
    if (
        found["stop"][0] == "."
        and last[:1].isupper()
        and not (last.isupper() and len(last) > 1)
        and last.lower() in load_journal_abbreviations()
    ):
        score += _WEIGHTS["abbr"]
    elif (len(last) == 1 and last.isalpha()) or (last[:1].isupper() and _CUT_SHORT.fullmatch(last)):
        score += _WEIGHTS["cut"]
    elif len(last) > 3 and last[:1].islower():
        score += _WEIGHTS["lower_stop"]
    return score


_WEIGHTS = {
    "year": 2.0,
    "stop": 1.2,
    "comma": 0.75,
    "colon": -0.6,
    "blank": -1.3,
    "lead": -1.0,
    "all": 0.45,
    "long": 0.5,
    "titled": 0.6,
    "few": -1.2,
    "one": -2.0,
    "connector": -1.0,
    "part": -2.0,
    "blank_lower": -0.1,
    "blank_capital": -0.65,
    "blank_dot": 0.4,
    "abbr": -2.0,
    "cut": -1.35,
    "lower_stop": 0.5,
    "strong": 1.85,
    "known": 0.65,
    "ending": 0.0,
    "short": 0.65,
    "unknown": -0.6,
    "low_strong": 0.6,
    "low_known": -1.2,
    "low": -1.3,
    "digit": -1.6,
    "none": -0.3,
    "e_comma": -0.5,
    "e_quest": -1.5,
    "e_known": -2.2,
    "e_short": -0.8,
    "e_whole": -1.4,
    "e_colon": -1.6,
}
"""How much each sign speaks for the place where the title ends, chosen on reference strings of all sciences."""
_MOST = {
    kind: _WEIGHTS[kind] + _WEIGHTS["titled"] + max(_WEIGHTS["lower_stop"], _WEIGHTS["blank_dot"])
    for kind in ("year", "stop", "comma", "colon", "blank")
}
_PART = re.compile(r"(?:Part|Pt\.?|[IVX]+)\s?(?:[IVX\d]+)?[.:]")


def _score_word(word: str) -> float:
    """Return how much a word speaks for the name of a journal."""
    bare = word.strip(".,;:“”\"'’").lower()
    if not bare or bare in load_connectors():
        return 0.0 if bare else _WEIGHTS["none"]
    parts = [part for part in re.split(r"[.:/&–-]", bare) if part]
    known = bool(parts) and all(
        part in load_journal_words() or part[1:] in load_journal_abbreviations() for part in parts
    )
    strong = known and any(part in load_journal_abbreviations() for part in parts)
    if word[0].islower() and not word[1:2].isupper():
        return (
            (_WEIGHTS["low_strong"] if strong and len(bare) == 3 and not word.endswith(".") else _WEIGHTS["low_known"])
            if known
            else _WEIGHTS["low"]
        )
    if not word[0].isalpha() or (not known and any(map(str.isdigit, bare))):
        return _WEIGHTS["digit"]
    if known:
        return _WEIGHTS["strong"] if strong else _WEIGHTS["known"]
    if _ENDINGS.search(bare):
        return _WEIGHTS["ending"]
    short = (word.endswith(".") and len(word) < 12) or (word.isupper() and word.isalpha() and len(word) < 7)
    return _WEIGHTS["short"] if short else _WEIGHTS["unknown"]


def _score_end(word: str) -> float:
    """Return what the end of a word inside a name takes from it: commas and ends of sentences are rare there."""
    if word[-1] in ",;":
        return _WEIGHTS["e_comma"]
    if word[-1] in "?!":
        return _WEIGHTS["e_quest"]
    bare = word.rstrip(".:").lower()
    if word[-1] == ":":
        return _WEIGHTS["e_colon"] if word[-2:-1] != "." else 0.0
    if word[-1] != "." or len(bare) < 4 or bare in load_journal_abbreviations():
        return 0.0
    if _WHOLE_WORD.search(bare):
        return _WEIGHTS["e_known"] if bare in load_journal_words() else _WEIGHTS["e_whole"]
    return _WEIGHTS["e_short"] if bare in load_journal_words() else 0.0


def score_journal(text: str) -> float:
    """Return how much a text reads as the name of a journal: above 0 it rather is one.

    >>> score_journal("J. Power Sources") > 0 > score_journal("Stability of solid electrolytes")
    True
    """
    marks = _mark(text)
    return marks.rest[0] if marks.rest else -5.0


def clean_title(title: str) -> str | None:
    """Return a title without the quotes and stops around it; None where nothing is left."""
    title = re.sub(r"^[\s,.;:“\"'‘]+", "", title)
    title = re.sub(r"[\s,;:”\"’]+$|(?<!\.[A-Z])\.\s*$", "", title).strip()
    return title or None


def clean_journal(journal: str) -> str | None:
    """Return the name of a journal without what styles print around it; None where nothing is left."""
    journal = re.sub(r"^[\s,.;:”\"’'“–-]+", "", journal)
    journal = _IN.sub("", journal)
    journal = re.sub(r"[\s,;:(\[–/-]+$", "", journal)
    journal = _TAIL.sub("", journal).rstrip(" ,;:")
    journal = _PUBLISHED.sub("", journal)
    journal = re.sub(r"(?<=Sci)(\.?),?\sU\.?\s?S\.?(?:\s?A\.?)?$", r"\1", journal)
    journal = _SERIES.sub("", journal)
    if "Proc" in journal or "Conference" in journal:
        journal = re.sub(r"\s?[(\[][A-Z][\w\s.,-]+[)\]]$|(?<=Proceedings of the )Proceedings of the ", "", journal)
    return journal.strip() or None
