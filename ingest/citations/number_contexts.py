"""Whether anything but a citation explains a number on the line, by what stands around it."""

from __future__ import annotations

import re
from enum import IntEnum

from ingest.citations.number_words import load_number_words
from ingest.repair.formula_spacing import ELEMENTS


class Verdict(IntEnum):
    """What the surroundings say of a number."""

    OTHER = 0
    """It is a count, a value, a label, a part of a formula."""
    POSSIBLE = 1
    """It may be a citation, or part of a name."""
    CITATION = 2
    """Nothing but a citation explains it."""


_FORMULA = re.compile(rf"(?<![A-Za-z])(?:(?:{ELEMENTS}|[MXR])[\d.xyz+-]*|[()\[\]][\d.]*)+$")
_COMPOUND = re.compile(rf"(?:(?:{ELEMENTS})[\d.]*|[()\[\]][\d.]*){{2,}}")
_ANION = re.compile(r"(?<![A-Za-z0-9])\(?(?:CO3|SO[34]|PO[34]|NO[23]|BO3|SiO4|(?:Sb|W|P|Sn|Ge|As)S4|BH4)\)?$")
_YEAR = re.compile(r"\bin (?:19|20)\d\d$")
_MODEL = re.compile(r"\([A-Z][a-z]+$")
_SYMBOL = re.compile(r"(?<![A-Za-z-])[a-zA-Zα-ω]$")
_MEASURED = re.compile(r"\d\s?(?:°\s?C|[VKhsΩA])$")
_RAISED_UNIT = re.compile(r"[A-Za-z]{2,}-\d$|(?<![A-Za-z])[A-Za-z]-[1-3]$|(?<![A-Za-z])(?:[cmnkµμ]m|m|Å)[23]$")
_ITEM = re.compile(r"\(\w{1,2}\)$")
_NO_CITATION_AFTER = re.compile(r"\s?(?:[spdf](?![A-Za-z])|-|[=+×/·])|\s\(\d|\s(?:and|or|to)\s\d")
_JOINING_AFTER = re.compile(r"\s(?:to|or)(?![A-Za-z0-9])")
_SENTENCE_AFTER = re.compile(
    r"\s(?:[A-Z][a-z]{2,}|An|We|It|To|On|By|If|So|Is)\b|\s(?:A|In|As|At|No)\s[a-z]{2}|\s\([a-z]\)|\s*$"
)
_CLAUSE_AFTER = re.compile(r"\s[a-z(“]{2}|\s[A-Z]|\s*$|[)\]]")
_WORD = re.compile(r"[^\W\d_]+$")
_TOKEN = re.compile(r"[^\s(]+$")
_GROUP = re.compile(r"(?P<before>.?)\((?P<inside>[^()]*)\)$")
_LISTED = re.compile(r"\d[,–-]\d")
_NUMBER_FROM = re.compile(r"\d{1,4}")
_POWERS = 4
_LARGEST_AMOUNT = 12


def stands_behind_stop(text: str, start: int, end: int) -> Verdict:
    """Judge a number right behind a stop or comma.

    >>> stands_behind_stop("in transport.72 The", 13, 15).name, stands_behind_stop("Fig.3 shows", 4, 5).name
    ('CITATION', 'OTHER')
    """
    head = text[max(0, start - 40) : start]
    before = _token_before(head)
    if load_number_words().label_at_stop.search(head) or "=" in before:
        return Verdict.OTHER
    if not _has_letter(before):
        dated = head[-1] == "," and _YEAR.search(head[:-1]) and re.match(r"\s[a-z]{3}", text[end : end + 4])
        return Verdict.CITATION if dated else Verdict.OTHER
    if head[-1] == ",":
        return _behind_comma(before, text, end)
    if _SENTENCE_AFTER.match(text, end):
        return Verdict.CITATION
    if before[-1:].isdigit():
        # Behind a formula or unit a stop may be a decimal point; a semicolon cannot.
        parted = head[-1] == ";" and re.match(r"\s[a-z]{2}", text[end : end + 3])
        return Verdict.CITATION if parted else Verdict.OTHER
    return Verdict.CITATION if len(before) > 1 else Verdict.POSSIBLE


def _behind_comma(before: str, text: str, end: int) -> Verdict:
    if load_number_words().unit_after.match(text, end) or not _CLAUSE_AFTER.match(text, end):
        return Verdict.OTHER
    word = re.search(r"[^\W\d_]{2}$|[)\]”’\"]$|\bal\.$", before) or _COMPOUND.fullmatch(before)
    return Verdict.CITATION if word else Verdict.POSSIBLE


def stands_behind_stop_and_blank(text: str, start: int, end: int) -> Verdict:
    """Judge a number between a stop and the next sentence (``cells. 5 The``), or between a comma and more of its own.

    Behind a comma only a list (``cells, 5,6 which``) is surely a citation; of one number `goes_on` says more.

    >>> stands_behind_stop_and_blank("in cells. 5 The", 10, 11).name
    'CITATION'
    """
    head = text[max(0, start - 41) : start].rstrip()
    before = _token_before(head)
    if load_number_words().label_at_stop.search(head) or "=" in before or not _has_letter(before):
        return Verdict.OTHER
    if head[-1] == "." and (head.endswith("et al.") or _SENTENCE_AFTER.match(text, end)):
        return Verdict.CITATION
    if load_number_words().unit_after.match(text, end):
        return Verdict.OTHER
    if head[-1] != ".":
        listed = _LISTED.search(text, start, end) and re.match(r" [a-z]{2}", text[end : end + 3])
        return Verdict.CITATION if listed else Verdict.POSSIBLE
    return Verdict.POSSIBLE if re.match(r" [A-Z]", text[end : end + 2]) else Verdict.OTHER


def goes_on(text: str, end: int) -> bool:
    """Tell whether the sentence goes on behind a number as it does behind a citation, and not with what is counted.

    >>> goes_on("with lithium, 19 and so", 16), goes_on("In total, 19 cells", 12)
    (True, False)
    """
    return load_number_words().going_on_after.match(text, end) is not None


def stands_attached(text: str, start: int, end: int) -> Verdict:
    """Judge a number run into what stands before it; behind a formula or an acronym it is possible only.

    >>> words = ("transport", "LLZO", "cm", "(PO4)", "(SEI)")
    >>> [stands_attached(f"{word}24 and", len(word), len(word) + 2).value for word in words]
    [2, 1, 2, 0, 2]
    """
    head = text[max(0, start - 200) : start]
    if load_number_words().label_attached.search(head, max(0, len(head) - 22)):
        return Verdict.OTHER
    word = _WORD.search(head, max(0, len(head) - 40))
    if word is None:
        return _behind_mark(head)
    if word.group() in load_number_words().units_before:
        return _behind_unit(word.group(), text[start:end])
    if word.group().islower():
        return _behind_lower_case(word.group(), head[: word.start()][-1:])
    if re.fullmatch(r"[A-Z]{2,}s|[A-ZÀ-Þ][a-zß-ÿ]{3,}", word.group()):
        is_model = _MODEL.search(head) and text[end : end + 1] == ","
        return Verdict.OTHER if is_model else Verdict.CITATION
    return _behind_name(word.group(), head, text[start:end])


def _behind_unit(unit: str, number: str) -> Verdict:
    """Judge a number run into a unit: its power, or a citation where no power is so high."""
    if _first_of(number) <= _POWERS:
        return Verdict.OTHER
    return Verdict.CITATION if len(number) > 1 and len(unit) > 1 else Verdict.POSSIBLE


def _behind_lower_case(word: str, before: str) -> Verdict:
    words = load_number_words()
    if before.isdigit() or len(word) == 1:
        return Verdict.OTHER
    ends = word in words.short_ends if len(word) == 2 else word not in words.before_counts
    return Verdict.CITATION if ends else Verdict.POSSIBLE


def _behind_name(letters: str, head: str, number: str) -> Verdict:
    """Judge a number run into an acronym or a formula; a list is too much for a formula without amounts."""
    formula = _FORMULA.search(head)
    if formula and _first_of(number) <= _LARGEST_AMOUNT and not formula.group().isupper():
        return Verdict.OTHER
    if len(letters) == 1:
        return Verdict.POSSIBLE if formula else Verdict.OTHER
    amounts = formula is not None and any(char.isdigit() for char in formula.group())
    return Verdict.CITATION if not amounts and _LISTED.search(number) else Verdict.POSSIBLE


def _behind_mark(head: str) -> Verdict:
    """Judge a number behind a bracket or a quotation mark."""
    if head[-1] in '”’"%]+':
        return Verdict.CITATION if head[-1] in '”’"' else Verdict.POSSIBLE
    group = _GROUP.search(head)
    if group is None:
        return Verdict.CITATION if re.search(r"[a-z]{3}\)$", head) else Verdict.OTHER
    before, inside = group["before"], group["inside"]
    if re.fullmatch(r"(?:19|20)\d\d[a-z]?", inside):
        return Verdict.CITATION
    if before.isalnum() or before in (")", "]") or not _has_letter(inside):
        return Verdict.OTHER
    if _ANION.search(inside) or re.fullmatch(r"[a-z]", inside):
        return Verdict.OTHER
    acronym = inside.isalpha() and inside.isupper() and len(inside) > 2
    return Verdict.CITATION if acronym or not _FORMULA.fullmatch(inside) else Verdict.POSSIBLE


def stands_alone(text: str, start: int, end: int) -> Verdict:
    """Judge a number with a blank before it: it cites where no unit, count, formula or charge explains it.

    >>> stands_alone("such cells 2. Even", 11, 12).name, stands_alone("only 5 cells", 5, 6).name
    ('CITATION', 'OTHER')
    """
    head = text[max(0, start - 41) : start - 1]
    tail = text[end : end + 12]
    if head.endswith("permission from"):
        return Verdict.CITATION
    unit = _WORD.search(head)
    if unit and unit.group() in load_number_words().units_before and text[start:end].isdigit() and end - start == 1:
        return _behind_unit(unit.group(), text[start:end])
    if not head or _is_explained_behind(tail) or _is_explained_before(head, tail):
        return Verdict.OTHER
    tight = re.fullmatch(r"\d+(?:[,–-]\d+)+", text[start:end]) is not None
    return Verdict.CITATION if tight or not _JOINING_AFTER.match(tail) else Verdict.POSSIBLE


def _is_explained_behind(tail: str) -> bool:
    return bool(load_number_words().unit_after.match(tail) or _NO_CITATION_AFTER.match(tail))


def _is_explained_before(head: str, tail: str) -> bool:
    if head[-1].isdigit() and not any(pattern.search(head) for pattern in (_FORMULA, _YEAR, _RAISED_UNIT)):
        return True
    if (_MODEL.search(head) and tail.startswith(",")) or _ITEM.search(head) or _ANION.search(head):
        return True
    words = load_number_words()
    if words.counting_before.search(head) or words.label_before.search(head):
        return True
    # A symbol counts its orbitals (2 p); a unit ends its clause (5 V 7.).
    return bool(_SYMBOL.search(head)) and not (_MEASURED.search(head) and tail[:1] in (".", ",", ";", "", ")"))


def _token_before(head: str) -> str:
    """Return what stands before the stop at the end of the text."""
    token = _TOKEN.search(head)
    return token.group()[:-1] if token else ""


def _has_letter(token: str) -> bool:
    return any(char.isalpha() or char in ')]”’"%' for char in token)


def _first_of(numbers: str) -> int:
    found = _NUMBER_FROM.match(numbers)
    return int(found.group()) if found else 0
