"""Acronyms that a document defines for its materials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from graph.formula import Formula, parse_formula
from graph.formula_reader import SYMBOLS
from graph.material_table import load_forms, load_material_table
from graph.materials import link_material, name_compound, split_doping
from graph.plausible import is_plausible_formula
from ingest.lexicon_files import read_lexicon

_REACH = 160
_ACRONYM = r"(?:[a-zα-ω]-)?[A-Z][A-Za-z]{1,9}(?:-[A-Z][A-Za-z]{0,5})?(?:-?\d{1,4}(?:\.\d+)?)?"
_LABEL = r"(?:[A-Z][A-Za-z]{0,7}-?\d{1,3}|[A-Z][A-Za-z0-9]{1,9}(?:[-@][A-Za-z0-9.]{1,6})?)"
_SAMPLE = re.compile(rf"(?P<prefix>[A-Z][A-Za-z0-9]{{0,3}})-(?P<name>{_ACRONYM})")
_TOKEN = re.compile(r"[^\s,;|∥]+$")
_VERB = re.compile(r",?(?:\s(?:is|was|are|were|will\sbe))?(?:\s(?:hereafter|hereinafter|henceforth))?,?\s?[(\[]?$")
_PLURAL = re.compile(r"[A-Z\d]s$")
_MOST_WORDS = 7


def find_acronyms(text: str) -> dict[str, str]:
    """Return the acronyms that the text defines, with the full form as it stands.

    Both orders count, ``Li7La3Zr2O12 (LLZO)`` and ``LLZTO (Li6.4La3Zr1.4Ta0.6O12)``, and words that define
    (``denoted as``, ``hereafter``, ``i.e.``). A known abbreviation that the text defines as something else
    (``principal component (PC)``) is returned too: it is no material. Linear in the length of the text.

    >>> find_acronyms("We use Li6.4La3Zr1.4Ta0.6O12 (LLZTO) and LPSCl (Li6PS5Cl).")
    {'LLZTO': 'Li6.4La3Zr1.4Ta0.6O12', 'LPSCl': 'Li6PS5Cl'}
    >>> find_acronyms("Li5.5PS4.5Cl1.5 (denoted as S-1) and Li3InCl6, i.e. LIC")
    {'S-1': 'Li5.5PS4.5Cl1.5', 'LIC': 'Li3InCl6'}
    >>> find_acronyms("boron-rich glass on LiCoO2 (B-LCO)")
    {'B-LCO': 'LiCoO2'}
    """
    found: dict[str, str] = {}
    brackets = tuple(_find_brackets(text))
    for short, full in (*_defined_after(text, brackets), *_defined_before(text, brackets)):
        found.setdefault(short[:-1] if _PLURAL.search(short) else short, full)
    return found


_LABELLED = re.compile(r"(?<![\w-])(?P<base>[A-Z]{2,5})-[A-Z]{1,2}\d{1,2}(?![\w-])")


def find_labels(text: str, acronyms: Mapping[str, str]) -> dict[str, str]:
    """Return the labels of samples that open with a name of many compositions, with the one that the document defines.

    >>> find_labels("coated powders NCM-L1 and NCM-L2", {"NCM83": "LiNi0.83Co0.11Mn0.06O2"})
    {'NCM-L1': 'LiNi0.83Co0.11Mn0.06O2', 'NCM-L2': 'LiNi0.83Co0.11Mn0.06O2'}
    """
    labels: dict[str, str] = {}
    for found in _LABELLED.finditer(text):
        grades = {full for short, full in acronyms.items() if short.rstrip("0123456789") == found["base"] != short}
        identity = link_material(found["base"]) if len(grades) == 1 else None
        formula = parse_formula(identity.formula) if identity is not None and identity.formula else None
        if formula is not None and formula.variables:
            labels[found.group()] = grades.pop()
    return labels


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = read_lexicon("definitions")
    naming, calling = words["naming"], words["calling"]
    lead = rf"(?:(?:(?P<naming>{naming})|{calling})[\s,:]{{1,3}}){{0,3}}(?:(?:as|by|to)\s)?[\"'“‘]?"
    listed = rf"(?P<short>{_ACRONYM})(?P<more>(?:(?:,\s|\s(?:or|and)\s|/){_ACRONYM}){{0,3}})"
    tail = r"s?[\"'”’]?(?=$|[,;]|\s\d|\scell|\shereafter|\shereinafter|\shenceforth|\sin\sthe\sfollowing)"
    return (
        re.compile(f"{lead}{listed}{tail}"),
        re.compile(
            rf"(?:{naming})[\s,]{{0,2}}(?:hereafter\s)?(?:as|by|to)?\s?[\"'“‘]?(?P<short>{_LABEL})s?(?=$|[\s,;.'\"’”])"
        ),
        re.compile(
            rf"\b(?:(?P<naming>{naming})|(?:{calling}))[\s,]{{1,2}}(?:(?:hereafter|simply)\s)?(?:(?:as|by|to)\s)?"
            rf"[\"'“‘]?(?P<short>{_ACRONYM}|{_LABEL})s?(?=$|[\s,;.'\"’”)\]])"
        ),
        re.compile(r",\s(?:i\.\s?e\.|viz\.|namely),?\s(?P<full>\S+)"),
    )


Bracket = tuple[int, str]


def _defined_after(text: str, brackets: Iterable[Bracket]) -> Iterator[tuple[str, str]]:
    """Yield what stands before its acronym: in a bracket, or with words that define."""
    bracketed, labelled, worded, _ = _patterns()
    for start, content in brackets:
        before = text[max(0, start - _REACH) : start].rstrip()
        if (found := bracketed.match(content)) is not None:
            shorts = [found["short"], *re.findall(_ACRONYM, found["more"])]
            for short in shorts:
                if (full := _read_before(before, short, named=found["naming"] is not None)) is not None:
                    yield short, full
        elif (label := labelled.match(content)) and (full := _read_label(before, label["short"])):
            yield label["short"], full
        if (sample := _SAMPLE.fullmatch(content)) and (full := _read_sample(before, sample)):
            yield content, full
    for found in worded.finditer(text):
        before = _VERB.sub("", text[max(0, found.start() - _REACH) : found.start()])
        short, named = found["short"], found["naming"] is not None
        full = _read_before(before, short, named=named)
        if full is not None and (named or parse_formula(full) is not None):
            yield short, full


def _find_brackets(text: str) -> Iterator[Bracket]:
    """Yield each bracket that no word follows, with its start and what is in it; inner ones too."""
    for opening in re.finditer(r"[(\[]", text):
        depth, start = 0, opening.start()
        for place in range(start, min(len(text), start + _REACH)):
            depth += (text[place] in "([") - (text[place] in ")]")
            if not depth:
                if not text[place + 1 : place + 2].isalnum():
                    yield start, text[start + 1 : place].strip()
                break


def _read_before(before: str, short: str, *, named: bool) -> str | None:
    """Return what the acronym stands for by the words right before it."""
    if _is_formula(short):
        return None
    if len(_capitals(short)) >= 2:
        if (formula := _formula_at(before, short)) is not None:
            return formula.text
        if (full := _full_form(_last_words(before), short)) is not None:
            return full
    return _read_label(before, short) if named else None


def _read_label(before: str, short: str) -> str | None:
    """Return the formula right before a name that words give to it, whatever its letters."""
    token = _TOKEN.search(before)
    if token is None or len(short) < 2 or _is_formula(short):
        return None
    formula = parse_formula(token.group())
    return formula.text if formula and len(formula.amounts) > 2 and is_plausible_formula(formula) else None


def _read_sample(before: str, sample: re.Match[str]) -> str | None:
    """Return the material right before ``(S-LRMO)``: its formula, or its name where the letters repeat it."""
    name, prefix = sample["name"], sample["prefix"]
    # Ta-LLZO is known and no sample; PEO-LLZO is two materials, where the symbol of an element says what was put in.
    if link_material(sample.group()) is not None or (prefix not in SYMBOLS and link_material(prefix) is not None):
        return None
    if (formula := _formula_at(before, name)) is not None:
        return formula.text
    token = _TOKEN.search(load_forms().heads.sub("", before))
    return name if token and token.group().split("-")[-1] == name else None


def _is_formula(short: str) -> bool:
    formula = parse_formula(short)
    return formula is not None and is_plausible_formula(formula)


def _capitals(short: str) -> list[str]:
    return [char for char in short if char.isupper()]


def _formula_at(before: str, short: str) -> Formula | None:
    """Return the formula at the end of the text, a noun behind it or not, that the acronym can stand for."""
    forms = load_forms()
    shorter = forms.heads.sub("", before)
    for text, least in ((before, 0.6), (shorter, 0.75), (forms.heads.sub("", shorter), 0.75)):
        token = _TOKEN.search(text)
        if token and (formula := _formula_of(token.group(), short, least)) is not None:
            return formula
    return None


def _formula_of(token: str, short: str, least: float) -> Formula | None:
    """Return the longest end of the token that is a formula which the acronym can stand for."""
    parts = re.split(r"(?<!\d)/|/(?!\d)", token)
    candidate = parts[-1].lstrip("(")
    if candidate.count(")") > candidate.count("(") and token.startswith("("):
        candidate = token
    for attempt in (candidate, candidate.split("coated")[-1].lstrip(" -")):
        formula = parse_formula(attempt)
        if (
            formula
            and len(formula.amounts) > 1
            and is_plausible_formula(formula)
            and _stands_for(short, formula.symbols, least)
        ):
            return formula
    return None


def _stands_for(short: str, symbols: tuple[str, ...], least: float = 0.6) -> bool:
    """Tell whether the capitals are initials of the elements; the first one of the first or second element."""
    letters = _capitals(short)
    initials = [symbol[0] for symbol in symbols]
    if len(letters) < 2 or letters[0] not in initials[:2]:
        return False
    return sum(char in initials for char in letters) >= least * len(letters)


def _last_words(text: str) -> list[str]:
    """Return the last words of the text up to a comma or semicolon; blanks within brackets part nothing.

    >>> _last_words("In this, a film of poly(vinylidene fluoride)")
    ['a', 'film', 'of', 'poly(vinylidene fluoride)']
    """
    words: list[str] = []
    end, depth = len(text), 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth < 0:
            words.append(text[place + 1 : end])
            break
        if not depth and text[place].isspace():
            words.append(text[place + 1 : end])
            end = place
            if len(words) == _MOST_WORDS or text[:place].endswith((",", ";")):
                break
    else:
        words.append(text[:end])
    return [word for word in reversed(words) if word]


def _full_form(listed: list[str], short: str) -> str | None:
    """Return the longest run of words before the acronym that names a material, else what it abbreviates."""
    for first in range(len(listed)):
        candidate = " ".join(listed[first:]).strip("([")
        if len(candidate) > 3 and candidate != short and _names_material(candidate, short):
            return candidate
    return _expansion(listed, short)


def _names_material(name: str, short: str) -> bool:
    """Tell whether a name is one of the table, doped or not, or sure by itself, and the acronym can be its."""
    table = load_material_table()
    entry, own = table.by_name(name), table.by_name(short)
    if entry is not None:
        return (
            _spells(short, name)
            if own is None
            else own.id == entry.id or (len(name) > len(short) + 2 and _spells(short, name))
        )
    doped = link_material(name) if split_doping(name) is not None else None
    if doped is not None:
        return _stands_for(short, (*doped.dopants, *doped.elements))
    return own is None and _spells(short, name) and name_compound(name) is not None


_ION_WORDS = (("Li", "lithium"), ("Na", "sodium"), ("K", "potassium"))


def _spells(short: str, name: str) -> bool:
    """Tell whether the letters of the acronym stand in the name in their order, the first one first."""
    letters = [char for char in short.rstrip("s") if char.isalpha()]
    rest = name.lower()
    for symbol, word in _ION_WORDS:
        if short.startswith(symbol) and rest.startswith(word):
            letters, rest = [char for char in short.removeprefix(symbol) if char.isalpha()], rest.removeprefix(word)
            break
    else:
        if not rest.startswith(letters[0].lower()):
            return False
    found = iter(rest)
    return all(char.lower() in found for char in letters)


def _expansion(words: list[str], short: str) -> str | None:
    """Return the words whose initials a known abbreviation has here: it is no material then."""
    if load_material_table().by_name(short) is None:
        return None
    initials = [word[0].upper() for word in re.split(r"[\s-]", " ".join(words)) if word]
    letters = _capitals(short)
    if len(letters) >= 2 and initials[-len(letters) :] == letters:
        return " ".join(words[-len(letters) :])
    return None


_SHORT_BEFORE = re.compile(rf"(?<![\w-])(?P<short>{_ACRONYM})s?$")
_LEAD = re.compile(r"(?:i\.\s?e\.|viz\.|namely|that\sis|short\sfor|abbreviation\sof)[\s,]{1,3}")


def _defined_before(text: str, brackets: Iterable[Bracket]) -> Iterator[tuple[str, str]]:
    """Yield acronyms whose full form stands behind them: in a bracket, or after ``i.e.``."""
    for start, content in brackets:
        found = _SHORT_BEFORE.search(text[max(0, start - 24) : start].rstrip())
        if found is None or content.endswith(f"-{found['short']}"):
            continue
        if (full := _read_behind(_LEAD.sub("", content, count=1), found["short"])) is not None:
            yield found["short"], full
    for told in _patterns()[3].finditer(text):
        found = _SHORT_BEFORE.search(text[max(0, told.start() - 24) : told.start()])
        if found and (full := _read_behind(told["full"].rstrip(".,;)"), found["short"])) is not None:
            yield found["short"], full


def _read_behind(content: str, short: str) -> str | None:
    if _is_formula(short):
        return None
    formula = parse_formula(re.split(r"[,;]\s|\s", content, maxsplit=1)[0].rstrip(",;"))
    if formula is not None and len(formula.amounts) > 2 and is_plausible_formula(formula):
        own = parse_formula(short)
        known = (own is None or bool(own.placeholders)) and _stands_for(short, formula.symbols)
        return formula.text if known and link_material(formula.text) else None
    whole = re.split(r";\s|,\s(?!\d)", content, maxsplit=1)[0]
    letters = _capitals(short)
    if len(letters) < 2 or len(whole) < 4:
        return None
    if _names_material(whole, short):
        return whole
    return _expansion(whole.split(), short) if len(re.split(r"[\s-]", whole)) == len(letters) else None
