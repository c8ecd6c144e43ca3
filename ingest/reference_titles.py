"""Where the title of a reference ends and its journal begins."""

from __future__ import annotations

import re

from ingest.reference_patterns import load_connectors, load_journal_words

_QUOTED = re.compile(r"[“\"”„](?P<double>.{4,}?)[”\"“]|(?<!\w)[‘'](?P<single>.{8,}?)[,.]?[’'](?![a-z])")
_BOUNDARY = re.compile(
    r"(?P<year>[\s,.]+\(?(?:1[6-9]|20)\d\d\)?[,.:]?\s+(?=[A-Z]))|(?P<stop>[.?!]\)?[”\"]?)\s+"
    r"|(?P<comma>[,;])\s+|(?P<colon>:)\s+|(?P<blank>(?<=[a-z\d)])\s(?=[A-Z]))"
)
_BONUS = {"year": 2.0, "stop": 1.2, "comma": 0.6, "colon": -0.6, "blank": -1.0}
_ENDINGS = re.compile(r"(?:ics|ology|istry|onomy|graphy|ica|imica|ologica|ological|ical|ology)$")
_IN = re.compile(r"^(?:[Ii]n\s?:\s?|[Ii]n\s(?=[A-Z])|eng\.\s)+")
_PUBLISHED = re.compile(
    r"(?:\s?\[Internet\])?[.,;]\s(?:Elsevier|Springer|Wiley|Academic Press|Nature Publishing"
    r"|BioMed Central|Taylor|Oxford Univ).*$|[\s,;.]+\(?(?:1[6-9]|20)\d\d\b.*$"
)
_SERIES = re.compile(
    r"\s?\((?:London|Berlin|Paris|N\.? ?Y\.?|Wien|Oxford|UK|USA|Washington(?:,? DC)?|Moscow"
    r"|Cambridge|Lond|Tokyo)\.?\)\s*$"
)


def split_title(text: str, *, titled: bool = False) -> tuple[str | None, str | None]:
    """Return title and journal of the text between authors and volume; the title is None where there is none.

    ``titled`` says that there is one, as where a colon ends the authors.

    >>> split_title("Stability of solid electrolytes. J. Power Sources")
    ('Stability of solid electrolytes', 'J. Power Sources')
    >>> split_title("J. Mater. Chem. A")
    (None, 'J. Mater. Chem. A')
    """
    text = text.strip(" ,;:")
    quoted = _QUOTED.match(text.lstrip(". ")) or _QUOTED.search(text)
    if quoted and quoted.start() < 3:
        title = quoted["double"] or quoted["single"]
        after = text[text.index(title) + len(title) :] if title in text else ""
        return clean_title(title), _clean_journal(after.lstrip("”\"“’'.,; "))
    title_end, journal_start = _best_split(text, titled=titled)
    title, journal = text[:title_end], text[journal_start:]
    return clean_title(title) if title else None, _clean_journal(journal)


def _best_split(text: str, *, titled: bool) -> tuple[int, int]:
    """Return where the title ends and the journal starts; both 0 where all is journal."""
    best, best_score = (0, 0), _score_journal(text) - _title_words(text) - 1.5 * titled
    for found in _BOUNDARY.finditer(text):
        if found.end() >= len(text) or found.start() < 3:
            continue
        kind = next(name for name in _BONUS if found[name])
        score = _BONUS[kind] + _score_journal(text[found.end() :]) + _score_break(text, found)
        if score > best_score:
            best, best_score = (
                (found.start() + (1 if found["stop"] and found["stop"][0] in "?!" else 0), found.end()),
                score,
            )
    return best


def _score_break(text: str, found: re.Match[str]) -> float:
    """Weigh the word before a boundary: a stop behind an abbreviation is no end of a title."""
    words = text[: found.start()].split()
    if not words:
        return -2.0
    last = words[-1].strip("(),")
    score = 0.6 if _title_words(text[: found.start()]) > 1 else -0.8
    if (
        found["stop"]
        and found["stop"][0] == "."
        and len(last) < 5
        and last[:1].isupper()
        and last.lower() in load_journal_words()
    ):
        score -= 2.0
    if found["stop"] and len(last) == 1:
        score -= 1.5
    return score


def _score_journal(text: str) -> float:
    """Return how much a text reads as the name of a journal."""
    words = re.findall(r"[^\s,;:()]+", text)
    if not words:
        return -5.0
    score = 0.0
    for number, word in enumerate(words):
        score += _score_word(word, first=number == 0)
    score -= 0.5 * max(0, len(words) - 9)
    score -= 0.35 * text.count(", ") + 1.5 * len(re.findall(r"[?!]", text))
    return score


def _score_word(word: str, *, first: bool) -> float:
    bare = word.strip(".").lower()
    if bare in load_connectors():
        return -1.0 if first else 0.0
    parts = [part for part in re.split(r"[.-]", bare) if part]
    known = bool(parts) and all(part in load_journal_words() for part in parts)
    if not word[0].isupper():
        return -0.6 if known else -1.6 if word[0].isalpha() else -1.0
    if known:
        return 0.9
    if _ENDINGS.search(bare):
        return 0.6
    short = (word.endswith(".") and len(word) < 11) or (word.isupper() and word.isalpha() and len(word) < 7)
    return 0.5 if short else -0.25


def _title_words(text: str) -> int:
    """Count the words that only a title has: in lower case and no connectors."""
    return sum(
        1 for word in re.findall(r"(?<![\w.-])[a-zà-ÿ][a-zà-ÿ-]{2,}(?![\w.])", text) if word not in load_connectors()
    )


def clean_title(title: str) -> str | None:
    """Return a title without the quotes and stops around it; None where nothing is left."""
    title = re.sub(r"^[\s,.;:“\"'‘]+", "", title)
    title = re.sub(r"[\s,;:”\"’]+$|(?<!\.[A-Z])\.\s*$", "", title).strip()
    return title or None


def _clean_journal(journal: str) -> str | None:
    journal = re.sub(r"^[\s,.;:”\"’'“]+", "", journal)
    journal = _IN.sub("", journal)
    journal = re.sub(r"[\s,;:(\[]+$", "", journal)
    journal = re.sub(r",?\s?\b(?:[Vv]ol(?:ume)?\.?|pp?\.?|[Nn]o\.?|v\.)$", "", journal).rstrip(" ,;:")
    journal = _PUBLISHED.sub("", journal)
    journal = re.sub(r"(?<=Sci)(\.?),?\sU\.?\s?S\.?(?:\s?A\.?)?$", r"\1", journal)
    journal = _SERIES.sub("", journal)
    return journal.strip() or None
