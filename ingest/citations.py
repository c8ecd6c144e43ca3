"""Citations in running text: in brackets, in parentheses, raised behind a word, by author and year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.records import CitationRecord, Evidence, ReferenceRecord
from ingest.documents import Callout, Document, Paragraph
from ingest.formula_spacing import ELEMENTS

BRACKETS, PARENTHESES, RAISED, AUTHORS = "brackets", "parentheses", "raised", "authors"
"""The styles of callouts."""

_LIST = r"\d{1,4}[a-z]?(?:\s?[-–—−]\s?\d{1,4}[a-z]?)?(?:\s?[,;]\s?\d{1,4}[a-z]?(?:\s?[-–—−]\s?\d{1,4}[a-z]?)?)*"
_PREFIX = r"(?:\b[Rr]efs?\.?|\b[Rr]eferences?)\s?"
_IN_BRACKETS = re.compile(rf"(?:{_PREFIX})?\[\s?(?P<list>{_LIST})\s?\]")
_IN_PARENTHESES = re.compile(rf"(?<![A-Za-z0-9])(?:{_PREFIX})?\(\s?(?P<list>{_LIST})\s?\)")
_NAMED = re.compile(rf"{_PREFIX}(?P<list>{_LIST})(?![\d.]*\d|\s?[%°]|[A-Za-z])")
_NOT_PARENTHESES = re.compile(
    r"(?:\b(?:Fig(?:ure|s)?|Table|Tables|Eqs?|Eqns?|Equations?|Sect(?:ion)?|Scheme|Step"
    r"|Chapter|No|Part)\.?\s?[a-z]?|\d|(?<![A-Za-z\d])[=+×·]\s?)$",
    re.IGNORECASE,
)
_SINGLE_NUMBER = r"\d{1,3}(?:\s?[-–—−]\s?\d{1,3})?(?:\s?,\s?\d{1,3}(?:\s?[-–—−]\s?\d{1,3})?)*"
_AFTER_WORD = re.compile(
    rf"(?<=[a-zA-Z)\]”’%\d+])(?P<gap> ?)\^?(?P<list>{_SINGLE_NUMBER})(?=\s?[.,;:)]"
    rf"|\s+[A-Za-z(‘“\"–—-]|\s*$)(?!\.\d|\s?[,–]\d)"
)
_AFTER_STOP = re.compile(
    rf"(?<=[a-zA-Z)\]”’%][.,;])(?P<list>{_SINGLE_NUMBER})(?=\s|$)"
    rf"|(?<=et al\.) ?(?P<people>{_SINGLE_NUMBER})(?=[ ,.;)])"
    rf"|(?<=[a-z)\]]\.) (?P<apart>{_SINGLE_NUMBER})(?= [A-Z])"
    rf"|(?<=[a-z)\]],) (?P<several>\d{{1,3}}[–-]\d{{1,3}})(?= [a-z]{{2}})"
)
_NAME = r"[A-ZÀ-Þ][\w'’-]+(?:[ -][A-ZÀ-Þ][\w'’-]+)?"
_AUTHOR_YEAR = re.compile(
    rf"(?P<name>{_NAME})(?:\s(?:et\sal\.?|(?:and|&)\s{_NAME}))?,?\s\(?(?P<year>(?:19"
    rf"|20)\d\d)(?P<suffix>[a-z])?\)?"
)
_MANY = 5


def find_callouts(text: str, count: int, style: str) -> list[Callout]:
    """Return the citations of a text in a style; ``count`` is the number of references listed.

    >>> [(c.raw, c.refs) for c in find_callouts("poor [17], as in [120–122] and Ref. [25].", 167, "brackets")]
    [('[17]', (17,)), ('[120–122]', (120, 121, 122)), ('Ref. [25]', (25,))]
    >>> [(c.raw, c.refs) for c in find_callouts("in transport.72,73 (1 cm2 of Li2S)", 80, "raised")]
    [('72,73', (72, 73))]
    """
    found = {BRACKETS: _find_bracketed, PARENTHESES: _find_parenthesised, RAISED: _find_raised}
    if count < 1 or style not in found:
        return []
    callouts = sorted((*found[style](text, count), *_find_named(text, count)), key=lambda c: (c.start, -c.end))
    return [c for i, c in enumerate(callouts) if i == 0 or c.start >= callouts[i - 1].end]


def choose_style(texts: Sequence[str], count: int) -> str:
    """Return the style in which a document cites: the one of which it has most, brackets first."""
    brackets = sum(len(list(_find_bracketed(text, count))) for text in texts)
    if brackets >= max(_MANY, count // 8) or (brackets and count < 2 * _MANY):
        return BRACKETS
    others = {
        PARENTHESES: sum(len(list(_find_parenthesised(text, count))) for text in texts),
        RAISED: sum(len(list(_find_raised(text, count))) for text in texts),
        AUTHORS: sum(len(_AUTHOR_YEAR.findall(text)) for text in texts),
        BRACKETS: brackets,
    }
    best = max(others, key=lambda style: others[style])
    return best if others[best] >= min(_MANY, max(1, count // 4)) else BRACKETS


def parse_numbers(text: str, count: int) -> tuple[int, ...] | None:
    """Return the numbers of a list such as ``17, 120–123``, or None where ``count`` references do not reach.

    >>> parse_numbers("4, 120–123", 167), parse_numbers("2019", 167), parse_numbers("9-3", 10)
    ((4, 120, 121, 122, 123), None, None)
    """
    numbers: list[int] = []
    for part in re.split(r"\s?[,;]\s?", text.strip()):
        if re.match(r"0", part):
            return None
        ends = [int(digits) for digits in re.findall(r"\d+", part)]
        if not ends or not 1 <= ends[0] <= count or ends[-1] > count or ends[-1] < ends[0] or len(ends) > 2:
            return None
        numbers += range(ends[0], ends[-1] + 1)
    return tuple(dict.fromkeys(numbers))


def _find_bracketed(text: str, count: int) -> Iterator[Callout]:
    for found in _IN_BRACKETS.finditer(text):
        refs = parse_numbers(found["list"], count)
        if refs:
            yield Callout(found.start(), found.end(), found.group(), refs)


def _find_named(text: str, count: int) -> Iterator[Callout]:
    for found in _NAMED.finditer(text):
        refs = parse_numbers(found["list"], count)
        if refs:
            yield Callout(found.start(), found.end(), found.group(), refs)


def _find_parenthesised(text: str, count: int) -> Iterator[Callout]:
    enumerated = {f.group() for f in re.finditer(r"\(\d\)(?= [a-z])", text)}
    counts_up = {"(1)", "(2)"} <= enumerated
    for found in _IN_PARENTHESES.finditer(text):
        refs = parse_numbers(found["list"], count)
        if not refs or _NOT_PARENTHESES.search(text, max(0, found.start() - 14), found.start()):
            continue
        if counts_up and len(refs) == 1 and found.group() in enumerated:
            continue
        yield Callout(found.start(), found.end(), found.group(), refs)


_FORMULA_BEFORE = re.compile(rf"(?<![A-Za-z])(?:(?:{ELEMENTS}|[MXR])[\d.xyz+-]*|[()\[\]][\d.]*)+$|\bin (?:19|20)\d\d$")
_ANION_BEFORE = re.compile(r"(?<![A-Za-z0-9])\(?(?:CO3|SO[34]|PO[34]|NO[23]|BO3|SiO4|(?:Sb|W|P|Sn|Ge|As)S4|BH4)\)?$")
_NUMBERED_BEFORE = re.compile(
    r"\b(?:Fig(?:ure)?s?|Tables?|Eqs?|Equations?|Sect(?:ion)?s?|Scheme|Step|No|Notes?|Part"
    r"|ICSD|Version|Movie|Video"
    r"|Supplementary|vol|page|pp?|Grant|Nos|cycle|step|stage|grade)\.?$"
    r"|\b(?-i:Type|Class|Group|Cycle|Stage|Mode|Model|Phase|Sample|Cell|Region|Point|Peak"
    r"|Level|Method|Grade)$",
    re.IGNORECASE,
)
_COUNTING_BEFORE = re.compile(
    r"\b(?:of|to|at|in|by|from|than|with|about|over|under|below|above|only|nearly|after|before"
    r"|for|and|or|between|the|a|an|is|was|are|were|every|per"
    r"|first|last|next|=|≈|~|<|>|±|×|up|least|most|within|around|approximately|exceeding"
    r"|reached|reaching|equal|x|y|z|n|i|CN|until|additional)$",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(
    r"\s?(?:[kmMGnµμp]?(?:m|g|s|h|V|A|Ah|W|Wh|J|C|K|Pa|S|Ω|Hz|L|l|N|eV|mol|M|bar)|cm|min|wt"
    r"|vol|at|mol|ohms?|days?|hours?|weeks?|years?|minutes?|cycles?"
    r"|times?|samples?|cells?|layers?|atoms?|°|%|Å|µ|μ|×|x 10|to|or|types?|steps?|D|nm|rpm|ppm"
    r"|tons?|T|sccm|mTorr|Torr|psi|months?)(?![A-Za-z0-9])"
)


def _find_raised(text: str, count: int) -> Iterator[Callout]:
    """Yield numbers that stand behind a word or stop as a superscript did, and that nothing else explains."""
    for pattern in (_AFTER_STOP, _AFTER_WORD):
        for found in pattern.finditer(text):
            group = next(name for name in ("list", "people", "apart", "several") if found.groupdict().get(name))
            start, end = found.span(group)
            refs = parse_numbers(found[group], count)
            if not refs or len(refs) > 30 or text[start - 3 : start] == "10^":
                continue
            if not (_stands_raised(text, found) if pattern is _AFTER_WORD else _follows_sentence(text, start)):
                continue
            yield Callout(start, end, found[group], refs)


def _follows_sentence(text: str, start: int) -> bool:
    return not _NUMBERED_BEFORE.search(text[max(0, start - 20) : start].rstrip())


_MODEL_BEFORE = re.compile(r"\([A-Z][a-z]+$")
_SYMBOL_BEFORE = re.compile(r"(?<![A-Za-z])[a-zA-Zα-ω]$")
_NO_CITATION_AFTER = re.compile(r"\s?(?:[spdf](?![A-Za-z])|-|[=+×/·])|\s\(\d")


def _stands_raised(text: str, found: re.Match[str]) -> bool:
    """Tell whether nothing but a citation explains the number: no unit, count, formula or charge."""
    head = text[max(0, found.start() - 40) : found.start()]
    tail = text[found.end() : found.end() + 12]
    if not found["gap"]:
        word = re.search(r"[A-Za-z]{4,}$", head)
        return word is not None and word.group().islower()
    if head[-1].isdigit() and not _FORMULA_BEFORE.search(head) and not re.search(r"[A-Za-z]{2,}-\d$", head):
        return False
    if _MODEL_BEFORE.search(head) and tail.startswith(","):
        return False
    before = (_ANION_BEFORE, _NUMBERED_BEFORE, _COUNTING_BEFORE, _SYMBOL_BEFORE)
    if any(pattern.search(head) for pattern in before):
        return False
    return not (_UNIT_AFTER.match(tail) or _NO_CITATION_AFTER.match(tail))


def find_author_callouts(text: str, references: Sequence[ReferenceRecord]) -> list[Callout]:
    """Return the citations by author and year (``Sharafi et al. (2017b)``) that name an entry of the list."""
    by_key: dict[tuple[str, int], list[int]] = {}
    for reference in references:
        if reference.authors and reference.year:
            by_key.setdefault((reference.authors[0][0].casefold(), reference.year), []).append(reference.n)
    callouts = []
    for found in _AUTHOR_YEAR.finditer(text):
        numbers = by_key.get((found["name"].casefold(), int(found["year"])), [])
        place = ord(found["suffix"]) - ord("a") if found["suffix"] else 0
        if place < len(numbers):
            callouts.append(Callout(found.start(), found.end(), found.group(), (numbers[place],)))
    return callouts


def attach_callouts(paragraphs: Sequence[Paragraph], references: Sequence[ReferenceRecord]) -> tuple[Paragraph, ...]:
    """Return the paragraphs with their citations, in the style of the whole document."""
    if not references:
        return tuple(paragraphs)
    count = max(reference.n for reference in references)
    style = choose_style([paragraph.text for paragraph in paragraphs], count)
    if style == AUTHORS:
        return tuple(replace(p, callouts=tuple(find_author_callouts(p.text, references))) for p in paragraphs)
    return tuple(replace(p, callouts=tuple(find_callouts(p.text, count, style))) for p in paragraphs)


def extract_citations(document: Document) -> list[CitationRecord]:
    """Return a record for each citation in the text and captions, in the order of the paragraphs."""
    records = []
    for paragraph in document.paragraphs:
        for callout in paragraph.callouts:
            start, end = paragraph.content.source_span(callout.start, callout.end)
            line = document.source.line_at(start)
            records.append(
                CitationRecord(
                    document=document.id,
                    section=paragraph.section,
                    refs=callout.refs,
                    line=line,
                    start=start,
                    raw=callout.raw,
                    caption=paragraph.caption,
                    evidence=(
                        Evidence(
                            document=document.id,
                            line=line,
                            start=start,
                            end=end,
                            text=_surroundings(paragraph.text, callout),
                            section=paragraph.section,
                            refs=callout.refs,
                        ),
                    ),
                )
            )
    return records


def _surroundings(text: str, callout: Callout) -> str:
    """Return the words up to the citation from the last stop before it."""
    before = text[max(0, callout.start - 300) : callout.start]
    stops = [found.end() for found in re.finditer(r"[.!?]\s+(?=[A-Z])", before)]
    return (before[stops[-1] :] if stops else before).lstrip() + text[callout.start : callout.end]
