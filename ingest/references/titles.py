"""Where the title of a reference ends and its journal begins."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from ingest.references.patterns import YEAR, load_connectors, load_journal_abbreviations
from ingest.references.weights import ALL_JOURNAL, BESIDE, BOUNDARIES, HIGHEST_BESIDE, LONG_NAME, is_whole, weigh_word

_OPENING = re.compile(r"[\s,.]{0,2}(?:(?P<double>[“\"”„«])|(?P<single>['‘‚`]))")
_CLOSING = {
    "double": re.compile(r"(?P<stop>[,.?!]?)\s?[”\"“»](?P<after>\s?[,.;:]?)(?=\s|$|[A-Z(])"),
    "single": re.compile(r"(?P<stop>[,.?!]?)['’´](?P<after>[,.;:]?)(?=\s|$)"),
}
_BOUNDARY = re.compile(
    rf"(?P<year>(?=[\s,.])(?<!\bto)(?<!\bof)(?<!\bin)(?<!\band)(?<!\bsince)[\s,.]+\(?{YEAR}\)?[,.:]?\s+(?=[A-Z]))"
    r"|(?P<stop>[.?!]\)?[”\"]?)\s+|(?P<comma>[,;])\s+|(?P<colon>:)\s+|(?P<blank>(?<=[\w)])\s(?=[a-z]?[A-Z]|npj\s))"
)
_WORD = re.compile(r"[^\s,;()]+[,;]?")
_PART = re.compile(r"(?:Part|Pt\.?|[IVX]+)\s?(?:[IVX\d]+)?[.:]")
_CUT_SHORT = re.compile(r"[A-Z][a-z]{0,5}[bcdfghjklmnpqrtvwxz]")
_LANGUAGE = r"\((?:in\s)?(?:Russian|French|German|Chinese|Japanese|Italian|Spanish)\)\s?"
_LEAD = re.compile(rf"^(?:[Ii]n\s?:\s?|[Ii]n\s(?=[A-Z])|eng\.\s|{_LANGUAGE})+")
_PUBLISHED = re.compile(
    r"[.,;]\s(?:Elsevier|Springer|Wiley|Academic Press|Nature Publishing|BioMed Central|Taylor|Oxford Univ|Blackwell"
    rf"|SAGE|Sage).*$|(?<!\bthe)[\s,;.]+\(?{YEAR}\b.*$"
)
_SERIES = re.compile(
    r"\s?\((?:London|Berlin|Paris|N\.? ?Y\.?|Wien|Oxford|UK|USA|Washington(?:,? DC)?|Moscow"
    r"|Cambridge|Lond|Tokyo|Basel|Copenhagen|Print|Online)\.?\)\s*$"
)
_NATION = re.compile(r"(?<=Sci)(\.?),?\sU\.?\s?S\.?(?:\s?A\.?)?$")
_MEETING = re.compile(r"\s?[(\[][A-Z][\w\s.,-]+[)\]]$|(?<=Proceedings of the )Proceedings of the ")
_TITLE_ENDS = re.compile(r"(?:[\s,;:”\"’]|(?<!\.[A-Z])\.)+$")
_MEDIUM = re.compile(
    r"[\s.]*(?:\((?:Version|[Vv]er\.|v\.?\s?(?=\d)|Rev(?:ision)?\.?)\s?[\w. -]{1,20}\)[\s.]*)?"
    r"\[(?:[Cc]omputer\s(?:[Ss]oftware|[Pp]rogram)|[Ss]oftware|[Dd]ata\s?[Ss]et|[Dd]ata|[Ss]ource\s[Cc]ode|[Cc]ode"
    r"|[Pp]reprint|[Vv]ideo|[Mm]aster['’]s\s[Tt]hesis|[Dd]octoral\s[Dd]issertation|[Tt]hesis)\]$"
)
_LABEL = re.compile(r"[\s,;.:]*\(?\b(?:[Vv]ol(?:ume)?\.?|[Bb]d\.?|pp?\.?|[Nn]o\.?|v\.|S\.|art(?:icle)?\.?|issue)$")


class _Marks(NamedTuple):
    """Of each word of a text: where it begins, and what the words from there on speak for a journal.

    ``titled`` counts the words before that only titles have.
    """

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
    """Return where a title in quotation marks begins and ends, and where the text behind it begins.

    None for a text that does not begin with a quotation.

    >>> find_quoted('"On sheets," Joule')
    (1, 11, 13)
    """
    opening = _OPENING.match(text)
    if not opening:
        return None
    kind = str(opening.lastgroup)
    closings = [m for m in _CLOSING[kind].finditer(text, opening.end() + 3) if m.start() - opening.end() >= 3]
    if not closings:
        return None
    # Quotation marks inside a title come in pairs, without a comma or a stop beside them.
    marked = [m for m in closings if m["stop"] or m["after"].strip()] or closings
    nested = kind == "single" or "“" in text[opening.end() : marked[0].start()]
    chosen = marked[-1] if nested else marked[0]
    return opening.end(), chosen.start() + len(chosen["stop"]), chosen.end()


def _best_split(text: str, *, titled: bool) -> tuple[int, int]:
    """Return where the title ends and the journal starts; both 0 where all is journal."""
    marks = _mark(text)
    if not marks.starts:
        return 0, 0
    best, best_score = (0, 0), _score_without_title(text, marks, titled=titled)
    index = 0
    for found in _BOUNDARY.finditer(text):
        if found.end() >= len(text) or found.start() < 3:
            continue
        while index < len(marks.starts) - 1 and marks.starts[index] < found.end():
            index += 1
        kind = str(found.lastgroup)
        score = BOUNDARIES[kind] + marks.rest[index]
        if score + HIGHEST_BESIDE <= best_score:
            continue
        score += _weigh_words_before(found, text, index, marks.titled[index], titled=titled)
        score += _weigh_words_behind(found, text)
        if score > best_score:
            sign = 1 if found["stop"] and found["stop"][0] in "?!" else 0
            best, best_score = (found.start() + sign, found.end()), score
    return best


def _score_without_title(text: str, marks: _Marks, *, titled: bool) -> float:
    first = text.split(maxsplit=1)[0].lower().strip(".")
    score = marks.rest[0] - marks.titled[-1] + ALL_JOURNAL["word beyond five"] * max(0, len(marks.starts) - 5)
    score += ALL_JOURNAL["connector first"] * (first in load_connectors())
    return score + ALL_JOURNAL["title promised"] * titled


def _mark(text: str) -> _Marks:
    words = [(found.start(), *weigh_word(found.group())) for found in _WORD.finditer(text)]
    rest: list[float] = []
    total = 0.0
    for _, word, end, _ in reversed(words):
        total += word + (end if rest else 0.0)
        rest.append(total + LONG_NAME * max(0, len(rest) - 8))
    rest.reverse()
    titled = list(accumulate((word[3] for word in words), initial=0))
    return _Marks([word[0] for word in words], rest, titled)


def _weigh_words_before(found: re.Match[str], text: str, words: int, small: int, *, titled: bool) -> float:
    """Weigh what stands before a boundary: a stop behind an abbreviation is no end of a title."""
    last = text[text.rfind(" ", 0, found.start()) + 1 : found.start()].strip("(),")
    if small > 1:
        score = BESIDE["title before"]
    else:
        score = 0.0 if words > 3 or titled else BESIDE["three words before" if words > 1 else "one word before"]
    if found["blank"]:
        return score + BESIDE["small word before blank" if last[:1].islower() else "capital before blank"]
    if not found["stop"]:
        return score
    capital = last[:1].isupper()
    if capital and found["stop"][0] == "." and last.lower() in load_journal_abbreviations():
        return score + BESIDE["abbreviation before"] * (len(last) == 1 or not last.isupper())
    if (len(last) == 1 and last.isalpha()) or (capital and not titled and _CUT_SHORT.fullmatch(last)):
        return score + BESIDE["cut word before"]
    return score + BESIDE["whole word before"] * (len(last) > 3 and last[:1].islower())


def _weigh_words_behind(found: re.Match[str], text: str) -> float:
    after = text[found.end() : found.end() + 24].split(" ", 1)[0].rstrip(",;")
    score = BESIDE["connector after"] * (after.lower().strip(".") in load_connectors())
    score += BESIDE["part after"] * (_PART.match(text, found.end()) is not None)
    abbreviated = found["blank"] and after[-1:] == "." and text[found.start() - 1] != "."
    return score + BESIDE["abbreviation behind blank"] * bool(abbreviated)


def score_journal(text: str) -> float:
    """Return how much a text reads as the name of a journal: above 0 it rather is one.

    >>> score_journal("J. Power Sources") > 0 > score_journal("Stability of solid electrolytes")
    True
    """
    marks = _mark(text)
    return marks.rest[0] if marks.rest else -5.0


def clean_title(title: str) -> str | None:
    """Return a title without quotes and stops around it, and without its medium; None where nothing is left.

    >>> clean_title("Tools for foils (Version 1.2) [Computer software].")
    'Tools for foils'
    """
    title = re.sub(r"^[\s,.;:“\"'‘]+", "", title)
    title = _TITLE_ENDS.sub("", title)
    if title.endswith("]"):
        title = _TITLE_ENDS.sub("", _MEDIUM.sub("", title))
    return title.strip() or None


def clean_journal(journal: str) -> str | None:
    """Return the name of a journal without what styles print around it; None where nothing is left."""
    journal = re.sub(r"^[\s,.;:”\"’'“–-]+", "", journal)
    journal = _LEAD.sub("", journal)
    journal = re.sub(r"[\s,;:(\[–/-]+$", "", journal)
    journal = _LABEL.sub("", journal).rstrip(" ,;:")
    journal = _PUBLISHED.sub("", journal)
    journal = _NATION.sub(r"\1", journal)
    journal = _SERIES.sub("", journal)
    if "Proc" in journal or "Conference" in journal:
        journal = _MEETING.sub("", journal)
    return _without_stop(journal.strip()) or None


def _without_stop(journal: str) -> str:
    """Return a name without the stop of the sentence: one behind a whole word, or behind words that miss theirs."""
    *before, last = journal.removesuffix(".").split() or [""]
    if journal[-1:] != "." or "." in journal[:-1]:
        return journal
    whole = last.lower() not in load_journal_abbreviations() and (not before or (len(last) > 3 and is_whole(last)))
    return journal[:-1] if whole or any(map(_misses_stop, before)) else journal


def _misses_stop(word: str) -> bool:
    return word == "J" or (word.istitle() and word.lower() in load_journal_abbreviations() and not is_whole(word))
