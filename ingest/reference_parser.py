"""One printed reference read into its fields, in the styles of the sciences, with or without title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from ingest.reference_authors import read_authors
from ingest.reference_patterns import DOI, LOCATORS, YEAR, load_journal_words
from ingest.reference_titles import clean_title, split_title

_LONGEST = 2500


@dataclass(frozen=True, slots=True)
class ReferenceFields:
    """The fields of a reference as `docs/records.md` names them; None where the text prints none."""

    raw: str
    authors: tuple[tuple[str, str], ...] = ()
    et_al: bool = False
    title: str | None = None
    journal: str | None = None
    volume: str | None = None
    pages: str | None = None
    year: int | None = None
    doi: str | None = None


def parse_reference(raw: str) -> ReferenceFields | None:
    """Read one reference; None for an empty text, never raises.

    >>> r = parse_reference("Chu, S., Lee, A.: Some energy. Nature 488, 294–303 (2012). doi:10.1038/ nature1")
    >>> r.authors, r.title, r.journal, r.volume, r.pages, r.year, r.doi
    ((('Chu', 'S.'), ('Lee', 'A.')), 'Some energy', 'Nature', '488', '294-303', 2012, '10.1038/nature1')
    >>> r = parse_reference("[3] Y. Liu, X. Meng, et al., Sci. Adv. 2022 , 8 , abl8390.")
    >>> r.authors, r.et_al, r.title, r.journal, r.volume, r.pages, r.year
    ((('Liu', 'Y.'), ('Meng', 'X.')), True, None, 'Sci. Adv.', '8', 'abl8390', 2022)
    """
    text = re.sub(r"\s+", " ", raw).strip()
    if not any(char.isalpha() for char in text):
        return None
    plain = tidy(_without_links(text[:_LONGEST]))
    authors, et_al, end = read_authors(plain)
    year, rest = _take_year_after_authors(plain[end:])
    place = _find_place(rest)
    titled = plain[end : end + 1] == ":"
    fields = _read_place(rest, place, year, titled=titled) if place else _read_without_place(rest, year)
    return ReferenceFields(
        raw=text,
        authors=authors,
        et_al=et_al,
        title=fields.title,
        journal=fields.journal,
        volume=fields.volume,
        pages=fields.pages,
        year=int(fields.year) if fields.year else None,
        doi=find_doi(text),
    )


class _Body(NamedTuple):
    """What stands behind the authors."""

    title: str | None
    journal: str | None
    volume: str | None
    pages: str | None
    year: str | None


def _read_place(rest: str, place: re.Match[str], year: str | None, *, titled: bool) -> _Body:
    """Read an article whose volume or pages stand at ``place``."""
    values = place.groupdict()
    year = year or values.get("year") or values.get("year2")
    before, volume, pages = (
        rest[: place.start()].rstrip(),
        values.get("volume"),
        clean_pages(values.get("pages")),
    )
    letter = re.fullmatch(r"([A-Z])(\d+)", volume or "")
    if letter and before.endswith((".", "Rev", "Lett", "Phys")):
        # The section of a journal printed with its volume: `Phys. Rev. B54`.
        before, volume = f"{before} {letter[1]}", letter[2]
    if not year and pages and re.fullmatch(YEAR, pages):
        year, pages = pages, None
    if not year and volume and re.fullmatch(YEAR, volume):
        year, volume = volume, None
    return _Body(*split_title(before, titled=titled), volume, pages, year or _find_year(rest, place.span()))


def find_doi(text: str) -> str | None:
    """Return the DOI that a reference prints, in lower case, with the blanks of a broken line closed.

    >>> find_doi("Matter 2 (2020). https://doi. org/10.1016/j. matt.2020. 02.008")
    '10.1016/j.matt.2020.02.008'
    """
    found = re.search(r"(?:doi\s?\.?\s?org\s?/\s?|doi\s?[:.]?\s?)?\b10\.\s?\d{4,9}\s?/\s?\S", text, re.IGNORECASE)
    if not found:
        return None
    start = text.index("10.", found.start())
    tail = re.split(
        r"(?<=[\w)])[.,;]?\s+(?=\(|\[|PMID|PubMed|URL|Accessed|arXiv|[A-Z][a-z]+ )|\s(?=https?:)",
        text[start:],
        maxsplit=1,
    )[0]
    closed = re.sub(r"\s+", "", tail) if len(tail) < 80 else tail.split()[0]
    matched = DOI.match(closed)
    return matched.group().rstrip(".,;:]").removesuffix("/").lower() if matched else None


_LINKS = re.compile(
    r"\[?\b(?:https?\s?:\s?/\s?/\s?|doi\s?[:.]?\s?(?:org\s?/)?\s?(?=10\.)"
    r"|www\.)\S.*?(?=\s\((?:1[6-9]|20)\d\d\)|\s[\[(]|$)"
    r"|,?\s?\[?\barXiv\s?[:.]?\s?[\w./-]*\d\s?(?:v\d)?\s?(?:\[\s?[\w. -]+\s?\])?\]?"
    r"|\[?\s?\b(?:hep|astro|cond|nucl|quant|gr|math|physics)\s?-?\s?(?:ph|th|ex|lat|mat"
    r"|qc)?\s?/\s?\d{7}(?:v\d)?\s?\]?"
    r"|\[\s?(?:INSPIRE|IN ?SPIRE|CrossRef|PubMed|Google Scholar|Medline|Internet|cited [^\]]*)\s?\]"
    r"|\bPMID\s?:?\s?\d+|\bPMCID\s?:?\s?\w+|\bPub ?Med.*?:?\s?\d{5,}"
    r"|\bISSN\s?:?\s?\d{4}-?\s?\d{3}[\dX](?:\s?\([A-Za-z]+\))?|\bMR\s?\d{5,}|\bZbl\s?[\d.]+",
    re.IGNORECASE,
)


def _without_links(text: str) -> str:
    return _LINKS.sub(" ", text)


def tidy(text: str) -> str:
    """Return a reference with blanks where they belong, and without number, bullet and emphasis."""
    text = re.sub(
        r"^\s*(?:[-*•]\s+)?(?:\[\d+\]|\(\d{1,3}\)|\d{1,4}\.(?!\d)|\d{1,3}-(?=[A-Z][a-z])"
        r"|[-—]{2,})\s*[,;]?\s*",
        "",
        text,
    )
    text = re.sub(r"</?(?:italic|i|b|em|bold|sup|sub)>", "", text)
    text = re.sub(r"[;.,]\s?(?:\[?Erratum|[Tt]ranslation in\b).*$", "", text)
    text = re.sub(r"[*_]{1,2}(?=\w)|(?<=\w)[*_]{1,2}", "", text)
    text = re.sub(r"[᎐‑‐−]", "-", text)
    text = re.sub(r"\s+([,.;:)\]])", r"\1", text)
    text = re.sub(r"([(\[])\s+", r"\1", text)
    text = re.sub(r"(?<=[a-z])([.,;:])(?=[A-Z][a-z.])", r"\1 ", text)
    text = re.sub(r"(?<=[\w)])([,;])(?=[A-Za-z])", r"\1 ", text)
    text = re.sub(r"(?<=[a-z])\.(?=[A-Z]\s?\d)", ". ", text)
    text = re.sub(r"\band(?=[A-Z]\s?\.)", "and ", text)
    text = re.sub(r"(?<=[a-z]\.)(?=\d{1,4}\s?(?:[,(:]\s?|\s)[\d(A-Z])", " ", text)
    text = re.sub(r"(?<=[\d,])(?=\((?:1[6-9]|20)\d\d\))", " ", text)
    text = re.sub(r"(?<=\w)\((?=(?:1[6-9]|20)\d\d\))", " (", text)
    text = re.sub(r"(?<=\d)\s?([-–—]{1,2})\s?(?=[A-Za-z]?\d)", r"\1", text)
    text = re.sub(r"제\s?(\d+)\s?권,?\s?", r"Vol. \1, ", re.sub(r"제\s?(\d+)\s?[호號]", r"No. \1", text))
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(rf"(?<=, )(\d{{2,6}}) (\d{{2,6}})(?=,? \({YEAR}\))", _restore_dash, text)


def _restore_dash(found: re.Match[str]) -> str:
    """Close the gap between two pages whose dash a page break took."""
    return f"{found[1]}-{found[2]}" if len(found[1]) == len(found[2]) and found[1] < found[2] else found.group()


_AFTER_AUTHORS = re.compile(
    rf"[\s,.;:]*(?:\((?:[A-Z][a-z]+\.?\s)?(?P<round>{YEAR})[a-z]?(?:,[^)]{{0,20}})?\)"
    rf"|(?P<bare>{YEAR})[a-z]?(?=\s?[,.:;]|\s[A-Z]))[\s,.:;]*"
)


def _take_year_after_authors(rest: str) -> tuple[str | None, str]:
    found = _AFTER_AUTHORS.match(rest)
    if not found or re.match(r"\s?(?:;|,?\s?\d{1,4}\s?[(:,])", rest[found.end() :]):
        return None, re.sub(r"^[\s,.;:]+", "", rest)
    return found["round"] or found["bare"], rest[found.end() :]


def _find_place(rest: str) -> re.Match[str] | None:
    """Return the surest place of volume and pages, as far right as its spelling allows."""
    for pattern in LOCATORS:
        matches = [m for m in pattern.finditer(rest) if m.start() > 1 and _is_place(m, rest)]
        if matches:
            return matches[-1]
    return None


def _is_place(found: re.Match[str], rest: str) -> bool:
    volume = found.groupdict().get("volume") or ""
    if re.fullmatch(YEAR, volume) and not found.groupdict().get("pages"):
        return False
    before = rest[: found.start()].rstrip()
    return bool(re.search(r"[^\W\d]$|[.)\]’'”\",:;]$", before))


def _find_year(rest: str, place: tuple[int, int]) -> str | None:
    """Return the year outside volume and pages: one in parentheses first, else the last."""
    outside = [
        m for m in re.finditer(rf"(?<![\d–-])({YEAR})[a-z]?(?![\d–-])", rest) if not place[0] <= m.start() < place[1]
    ]
    rounded = [m for m in outside if rest[m.start() - 1 : m.start()] == "("]
    chosen = rounded or outside
    return chosen[-1][1] if chosen else None


_PUBLISHER = re.compile(
    r"\b(?:Wiley|Springer|Elsevier|Academic|Pergamon|North[ -]Holland|Dover|McGraw|CRC|Kluwer"
    r"|Marcel Dekker|Freeman|Plenum|VCH|Press|Verlag"
    r"|Addison|Prentice|Pitman|Chapman|World Scientific|Thesis|thesis|Dissertation"
    r"|dissertation|Report|patent|Patent)\b"
)


def _read_without_place(rest: str, year: str | None) -> _Body:
    """Read a book, a web page, or an article without volume."""
    year = year or _find_year(rest, (0, 0))
    cut = re.split(rf"\(?\b{year}\b", rest, maxsplit=1)[0] if year else rest
    publisher = _PUBLISHER.search(cut)
    if publisher:
        head = cut[: publisher.start()]
        stop = max(head.rfind(". "), head.rfind(", "), head.rfind(" ("))
        title = head[:stop] if stop > 8 else head
        title = re.sub(r"^(?:[\s,.:;“\"‘']|[Ii]n:?\s)+|\s\(eds?\b.*$|[\s,.:;”\"’'(]+$", "", title)
        return _Body(title or None, None, None, None, year)
    named, journal = split_title(cut)
    if journal and not load_journal_words().intersection(re.findall(r"[a-z]+", journal.lower())):
        named, journal = clean_title(cut), None
    return _Body(named, journal, None, None, year)


def clean_pages(pages: str | None) -> str | None:
    """Return pages as ``first-last`` with an ASCII hyphen, or the article number.

    >>> clean_pages("294–303"), clean_pages("p.13"), clean_pages("A318 – A328")
    ('294-303', '13', 'A318-A328')
    """
    if not pages:
        return None
    pages = re.sub(r"^(?:pp?\.?|pages?)\s?(?=\d)", "", pages)
    return re.sub(r"\s?[-–—−]+\s?", "-", pages).rstrip(".") or None
