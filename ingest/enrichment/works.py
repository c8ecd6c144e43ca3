"""A work as a catalogue of the literature knows it, whichever catalogue that is."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.records import ReferenceRecord

Query = Mapping[str, str]
"""The parameters of a question to a catalogue, without those that say who asks."""

_RETRACTED = re.compile(r"^\s*(?:retracted|withdrawn|removed)(?:\s+(?:article|chapter))?\s*[:.—–-]\s*", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundWork:
    """What of a work is compared with a reference.

    ``titles`` are with and without subtitle, ``years`` those of print and online publication, ``first_pages``
    the first page and the article number. A ``notice`` is about another work: a retraction or a correction.
    """

    doi: str
    titles: tuple[str, ...] = ()
    family: str | None = None
    years: tuple[int, ...] = ()
    journals: tuple[str, ...] = ()
    volume: str | None = None
    first_pages: tuple[str, ...] = ()
    preprint: bool = False
    notice: bool = False
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """How one catalogue is asked and how its answers are read.

    ``build_search`` returns None for a reference that prints too little; ``find_items`` returns the works of an
    answer as they come, and None for an answer of another shape; ``parse_work`` never raises. No DOI with one of
    the ``separators`` of its filters goes into a question.
    """

    name: str
    build_search: Callable[[ReferenceRecord], Query | None]
    build_lookup: Callable[[Sequence[str]], Query]
    find_items: Callable[[Any], list[Any] | None]
    parse_work: Callable[[Any], FoundWork | None]
    separators: str


def clean_title(title: str) -> str:
    """Return a title without markup, entities and the word that a publisher sets before it when it is retracted.

    >>> clean_title("RETRACTED ARTICLE: Ion transport in Li<sub>3</sub>N &amp;amp; its kin")
    'Ion transport in Li3N & its kin'
    """
    plain = _TAG.sub("", html.unescape(html.unescape(title)))
    return _RETRACTED.sub("", re.sub(r"\s+", " ", plain)).strip()


def clean_doi(doi: Any) -> str | None:
    """Return a DOI in lower case without resolver, None for what is none.

    >>> clean_doi("https://doi.org/10.1038/NMAT4821"), clean_doi(None)
    ('10.1038/nmat4821', None)
    """
    found = re.search(r"10\.\d{4,9}/\S+", doi) if isinstance(doi, str) else None
    return found[0].lower() if found else None


def first_page(pages: str) -> str:
    """Return where pages begin, in small letters.

    >>> first_page("A318-A328"), first_page("294–303")
    ('a318', '294')
    """
    return re.split(r"\s*[-–—]", pages.strip(), maxsplit=1)[0].lower()


def item(value: Any, *path: str) -> Any:
    """Return what stands under the keys, None where anything on the way is missing or no object."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def items(value: Any, *path: str) -> list[Any]:
    """Return the list under the keys; empty where there is none."""
    found = item(value, *path)
    return found if isinstance(found, list) else []


def text(value: Any, *path: str) -> str | None:
    """Return the text under the keys, None where there is none or nothing in it."""
    found = item(value, *path)
    return found.strip() or None if isinstance(found, str) else None
