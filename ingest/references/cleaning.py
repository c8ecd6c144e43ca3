"""A printed reference made ready to read: blanks where they belong, without number, links and emphasis."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.references.dois import locate_doi
from ingest.references.patterns import CAPITAL, CJK, MONTH, SMALL, YEAR


class CleanReference(NamedTuple):
    """A reference without its links: the text, the DOI, and whether it printed an address on the web."""

    text: str
    doi: str | None
    linked: bool


_DASHES = str.maketrans("᎐‑‐−‒\u00ad", "-----\u2011")
_TAGS = re.compile(r"</?(?:italic|i|b|em|bold|strong|sup|sub|span)\b[^>]*>")
_NAMED_LINK = re.compile(
    r"\[(?P<name>[^\[\]]{3,400})\]\((?P<address>(?:https?://|doi:)[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)"
)
_EMPHASIS = re.compile(r"[*_]{1,2}(?=\w)|(?<=\w)[*_]{1,2}|(?<=\W)[*]{1,2}(?=\W|$)")
_NUMBER = re.compile(
    rf"\s*(?:[-*•–]\s+)?(?:\[\s?\d{{1,4}}[a-z]?\s?\]|\(\s?\d{{1,4}}\s?\)|\d{{1,4}}\s?[.)](?!\d)"
    rf"|\d{{1,3}}\s?-?(?=[{CAPITAL}](?:\s?\.|[{SMALL}]|\s[{CAPITAL}])|[{CJK}]))?[\s,;.]*"
)
_SUB_ENTRY = re.compile(r"\(?a\)\s?(?=\w)")
_NEXT_SUB_ENTRY = re.compile(r"[;.,]?\s?\(?b\)\s")
_LEAD = re.compile(
    r"(?:[-—―_–]{2,}[\s.,:;]*(?:and\s|&\s)?"
    r"|(?:[Ss]ee(?:\salso)?|[Cc]f\.?)(?:,?\s(?:for\s(?:example|instance|a\sreview|reviews)|e\.\s?g\.))?[,:]?\s"
    r"|[Ff]or\s[^:;.]{3,60}(?:,?\ssee(?:\s(?:for\sexample|e\.\s?g\.))?[:,]?|:)\s)"
)
_URL = re.compile(
    r"<?(?:https?\s?:\s?/\s?/\s?|ftp://|www\s?\.\s?)\S+(?:\s(?=[\w.%-]*[/?=&])[\w./?=&%#~-]+)*>?", re.IGNORECASE
)
_ARXIV = (
    r",?\s?[\[(]?\s?\b(?:e-?[Pp]rints?\s)?arXiv\s?[:.]?\s?(?:\d{4}\s?\.\s?\d{4,5}|[\w-]+\s?/\s?\d{7})(?:v\d)?"
    r"\s?(?:\[\s?[\w. -]+\s?\]|\([A-Za-z][\w. -]+\))?[\])]?"
)
_PREPRINT_IDS = re.compile(
    rf"{_ARXIV}|\[?\s?\b(?:hep|astro|cond|nucl|quant|gr|math|physics)\s?-?\s?(?:ph|th|ex|lat|mat|qc)?\s?/\s?\d{{7}}"
    r"(?:v\d)?\s?\]?",
    re.IGNORECASE,
)
_MEDIA = (
    r"INSPIRE|IN ?SPIRE|CrossRef|PubMed|Google Scholar|Medline|Internet|Online|WWW ?(?:Document)?|en ligne|en línea"
)
_IDS = re.compile(
    rf"\[\s?(?:{_MEDIA}|Electronic resource|Web of Science)\s?\]|\bPMID\s?:?\s?\d+|\bPMCID\s?:?\s?\w+"
    r"|\bPub ?Med\s(?:PMID|ID)?:?\s?\d{5,}|\bISSN\s?:?\s?\d{4}-?\s?\d{3}[\dXx](?:\s?\([A-Za-z]+\))?"
    r"(?:,\s?\d{4}-\d{3}[\dX])?|\bISBN(?:-1[03])?\s?:?\s?[\dX-]{10,17}|\bMR\s?\d{5,}|\bZbl\s?[\d.]+",
    re.IGNORECASE,
)
_ACCESS = (
    r"(?:[Ll]ast\s)?[Aa]ccess(?:ed)?(?:\sdate)?|[Rr]etrieved|(?<=\[)[Cc]ited|[Ll]ast\s[Vv]isited|[Vv]isited|[Vv]iewed"
    r"|[Zz]ugriff|[Aa]bgerufen|[Cc]onsulted|дата обращения"
)
_ACCESSED = re.compile(
    rf"[\[(]?\s?\b(?:{_ACCESS})\b:?\s?(?:on\s|am\s)?[\w.,/\s-]{{0,24}}?{YEAR}(?:[-/.]\d{{1,2}}){{0,2}}"
    rf"(?:,?\s{MONTH}\.?(?:\s\d{{1,2}})?)?(?:\s{MONTH}\.?\s\d{{1,2}})?\s?[)\]]?"
)
_AVAILABLE = re.compile(
    r"[\[(]?\b(?:[Aa]vailable(?:\s(?:at|from|online|via|on))*|[Rr]etrieved(?:\sfrom)?|URL|DOI|doi|[Pp]reprint\sat"
    r"|(?<=\s)at)\s*:?\s*(?=\s*(?:$|[.,;)\]]|\((?:19|20)\d\d))[)\]]?"
)
_KIND = re.compile(r"\s?\[\s?(?:[JMCDPRSNGZA]|EB|DB|CP|DS)(?:/(?:OL|CD|MT|DK))?\s?\]\.?\s?")
_LATER = re.compile(
    r"[;.,]\s?(?:\[?Erratum|[Tt]ranslation in\b|\(in\s(?:Russian|Chinese|Japanese|German|French)\)$).*$"
)
_BEFORE_STOP = re.compile(r"(?<=[^\W\d_])\s+\.|\s+(?=[,;:)\]]|\.(?:\D|$))")
_AFTER_BRACKET = re.compile(r"([(\[])\s+")
_STOP_WITHOUT_BLANK = re.compile(
    rf"[.:,;](?=\S)(?:(?<=[{SMALL}][.:])(?=[{CAPITAL}]|\d{{1,5}}\b)|(?<=[,;])(?=[{CAPITAL}{SMALL}])"
    rf"|(?<=\d[.;])(?=[{CAPITAL}][.\s{CAPITAL}{SMALL}])|(?<=[{CAPITAL}]\.)(?=[{CAPITAL}][{SMALL}]{{2}})"
    rf"|(?<=[{SMALL}]\.[{CAPITAL}]\.)(?=\d)|(?<=[.,])(?=and\s)|(?<=[{SMALL}]{{3}}\.)(?=[a-z][A-Z]|npj\b))"
)
# Each begins with a literal or a digit, so that the search skips what cannot match.
_LOST_BEFORE = re.compile(
    rf"(?:{YEAR}\b(?<=[{SMALL}]{{2}}\d{{4}})|{YEAR}(?=\s[{CAPITAL}])(?<=\b[{CAPITAL}]\d{{4}}))"
    r"|(?:no|pp)\b(?<=\d(?:no|pp))"
)
_LOST_BEFORE_AND = re.compile(
    rf"and(?<=[{SMALL}]{{3}}and)(?=\s[{CAPITAL}]\.\s?[{CAPITAL}])|et(?<=[{SMALL}]et)(?=\sal\b)"
)
_LOST_AFTER_AND = re.compile(rf"and(?=[{CAPITAL}])|et(?<=[\s.,]et)(?=[{CAPITAL}])")
_BROKEN_PAIR = re.compile(r"(?<=\w)/ (?=\w)")
_PAGE_DASH = re.compile(r"(?<=\d)\s?([-–—~]{1,2})\s?(?=[A-Za-z]?\d)")
_LOST_DASH = re.compile(rf"(?<=, )(\d{{2,6}}) (\d{{2,6}})(?=,? \({YEAR}\))")
_ASIAN = re.compile(f"[{CJK}]")
_ASIAN_LABELS = (
    (re.compile(r"제?\s?(\d+)\s?[권卷巻],?\s?|第\s?(\d+)\s?[卷巻],?\s?"), r"Vol. \1\2, "),
    (re.compile(r"제\s?(\d+)\s?[호號号期]|第?\s?(\d+)\s?[호號号期](?=\W|$)"), r"No. \1\2"),
    (re.compile(r"第?\s?(\d[\d–-]*)\s?[쪽页頁]"), r"pp. \1"),
)


def clean_reference(text: str) -> CleanReference:
    """Return a reference with blanks where they belong, and without number, bullet, emphasis and links.

    >>> clean_reference("[3] S. Ejiri ,Phys .Rev.D62 ( 2000 )12 , [ arXiv:0812.1534].")
    CleanReference(text='S. Ejiri, Phys. Rev. D62 (2000)12.', doi=None, linked=False)
    """
    if "](" in text:
        text = _NAMED_LINK.sub(r"\g<name> \g<address> ", text)
    doi = locate_doi(text)
    if doi:
        text = f"{text[: doi.start].rstrip()} {text[doi.end :].lstrip()}"
    text = text.translate(_DASHES)
    if "<" in text:
        text = _TAGS.sub("", text)
    number = _NUMBER.match(text)
    text = text[number.end() :] if number else text
    text = _take_first(text)
    text, linked = _without_links(text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub("", text)
    if "[" in text:
        text = _KIND.sub(". ", text)
    text = _LATER.sub("", text)
    text = _space(text)
    if _ASIAN.search(text):
        for pattern, label in _ASIAN_LABELS:
            text = pattern.sub(label, text)
    return CleanReference(text, doi.doi if doi else None, linked)


def _take_first(text: str) -> str:
    """Return the first work of an entry that lists several under a), b), without words like `see`."""
    sub = _SUB_ENTRY.match(text)
    if sub:
        following = _NEXT_SUB_ENTRY.search(text, sub.end())
        text = text[sub.end() : following.start() if following else None]
    lead = _LEAD.match(text)
    return text[lead.end() :] if lead else text


_ID_WORDS = ("pm", "pub", "issn", "isbn", "[", "mr", "zbl")
_PREPRINT_WORDS = ("rxiv", "hep", "astro", "cond", "nucl", "quant", "gr-", "gr -", "math", "physics")
_ACCESS_WORDS = ("access", "retriev", "cited", "visited", "viewed", "zugriff", "abgerufen", "consult", "обращения")
_AVAILABLE_WORDS = ("avail", "retriev", "url", "doi", "preprint", " at")


def _without_links(text: str) -> tuple[str, bool]:
    """Return a text without addresses and what announces them; each pattern runs only where its words stand."""
    lower = text.lower()
    linked = "http" in lower or "www" in lower
    if linked:
        text = _URL.sub(" ", text)
    if ("rxiv" in lower or "/" in text) and any(word in lower for word in _PREPRINT_WORDS):
        text = _PREPRINT_IDS.sub(" ", text)
    if any(word in lower for word in _ID_WORDS):
        text = _IDS.sub(" ", text)
    if any(word in lower for word in _ACCESS_WORDS):
        text = _ACCESSED.sub(" ", text)
    if any(word in lower for word in _AVAILABLE_WORDS):
        text = _AVAILABLE.sub(" ", text)
    return text, linked


_BLANK_BEFORE = (" .", " ,", " ;", " :", " )", " ]")
_LOOSE_DASHES = (" -", "- ", " –", "– ", "--", "––", "~")


def _space(text: str) -> str:
    """Return a text with blanks where they belong."""
    if any(pair in text for pair in _BLANK_BEFORE):
        text = _BEFORE_STOP.sub(_close, text)
    text = _AFTER_BRACKET.sub(r"\1", text)
    text = _STOP_WITHOUT_BLANK.sub(r"\g<0> ", text)
    text = _LOST_BEFORE.sub(r" \g<0>", text)
    text = _LOST_BEFORE_AND.sub(r" \g<0>", text)
    text = _LOST_AFTER_AND.sub(r"\g<0> ", text)
    if any(dash in text for dash in _LOOSE_DASHES):
        text = _PAGE_DASH.sub(r"\1", text)
    text = " ".join(text.split())
    if "/ " in text:
        text = _BROKEN_PAIR.sub("/", text)
    return _LOST_DASH.sub(_restore_dash, text)


def _close(found: re.Match[str]) -> str:
    return found.group().lstrip()


def _restore_dash(found: re.Match[str]) -> str:
    """Close the gap between two pages whose dash a page break took."""
    return f"{found[1]}-{found[2]}" if len(found[1]) == len(found[2]) and found[1] < found[2] else found.group()
