"""Figures and tables of a web page: which elements they are, where their caption stands, which tables hold data."""

from __future__ import annotations

import re

from ingest.html.names import HEADINGS, is_part
from ingest.html.page import Page
from ingest.markup.tree import Element, find_children, find_elements, find_first, find_outermost, iter_elements, text_of

_EQUATION_NUMBER = re.compile(r"\(\s?[A-Z]?\.?\d{1,3}(?:\.\d{1,2})?[a-z]?\s?\)")
_LABEL = re.compile(r"(?:Fig(?:ure)?|Table|Scheme|Chart|Box)\.?\s?S?(?:\d{1,3}|[IVX]{1,5})[.:]?", re.IGNORECASE)
_LONGEST = 8000
_PICTURES = ("img", "picture", "svg", "table", "figcaption", "video", "object")


def is_figure(element: Element, page: Page) -> bool:
    """Tell whether an element is a figure or table with its caption, and not only named like one."""
    if element.name == "figure":
        return True
    if element.name in ("span", "a", "p", "li", "td"):
        return False
    if is_part(element, "captions") and find_first(element, "table") is None:
        return False
    if not (is_part(element, "figures") or is_part(element, "captions") or _is_headed_so(element)):
        return False
    shows = find_first(element, *_PICTURES) is not None or any(is_part(e, "captions") for e in iter_elements(element))
    return shows and page.length(element) < _LONGEST


def _is_headed_so(element: Element) -> bool:
    """Tell whether a part of the page is headed by nothing but the label of a figure or table."""
    first = next((child for child in element.children if isinstance(child, Element)), None)
    return first is not None and first.name in HEADINGS and bool(_LABEL.fullmatch(text_of(first)))


def find_caption(figure: Element, page: Page) -> list[Element]:
    """Return the elements that make up the caption of a figure, its label first; what shows data is none."""
    parts: list[Element] = []
    end = -1
    for element in iter_elements(figure):
        if element.start < end:
            continue
        if page.is_left_out(element) or is_part(element, "caption_notes"):
            end = element.end
        elif _tells(element):
            parts.append(element)
            end = element.end
    if parts:
        return parts
    if find_first(figure, "table") is None:
        return [figure]
    return [child for child in find_children(figure, "p", "div") if find_first(child, "table") is None]


def _tells(element: Element) -> bool:
    return (
        element.name in ("figcaption", "caption", *HEADINGS)
        or is_part(element, "captions")
        or is_part(element, "labels")
    )


def find_tables(element: Element) -> list[Element]:
    """Return the tables below an element that hold data: not those that only lay out the page."""
    found: list[Element] = []
    for table in find_outermost(element, "table"):
        if lays_out(table):
            found += find_tables(table)
        else:
            found.append(table)
    return found


def find_equation_cells(table: Element) -> list[Element]:
    """Return the cells of the equation that a table sets beside its number; none for any other table."""
    cells = find_elements(table, "td", "th")
    if not 2 <= len(cells) <= 4 or not _EQUATION_NUMBER.fullmatch(text_of(cells[-1])):
        return []
    return cells[:-1]


def lays_out(table: Element) -> bool:
    """Tell whether a table holds parts of a page: other tables, headings or captions, or but one cell."""
    if table.get("role") == "presentation" or find_elements(table, "table", "figure", *HEADINGS):
        return True
    if any(is_part(cell, "captions") for cell in iter_elements(table) if cell.name != "caption"):
        return True
    return len(find_elements(table, "td", "th")) < 2
