"""How web pages spell what stands in running text: breaks, letters as images, formulas in scripts, marks of notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from ingest.html.names import is_field, is_part, load_html_names, reads_as_button
from ingest.html.page import BLOCKS, Page
from ingest.markup.html_tree import parse_html
from ingest.markup.inline import Inline
from ingest.markup.mathml import write_math
from ingest.markup.tree import Element, find_elements, find_first, find_texts, iter_elements, text_of
from ingest.markup.writer import MappedWriter

_NOTE = re.compile(r"#(?:fn|footnote|note|tfn|t\d+fn|tbl\d+fn|tab\w*fn)", re.IGNORECASE)
_BUTTONS = ("a", "span", "button", "div", "p", "li", "b", "strong")
_MARKS = re.compile(r"[†‡§¶‖*#⁎∗]{1,3}|\[[†‡§¶*]+\]")
_RENDERED = re.compile(r"(?:^|\s)(?:MathJax(?:_SVG|_CHTML|_Display)?|MJX\w*)(?:\s|$)")


def build_html_inline(
    page: Page, *, cited: Collection[int] = frozenset(), buttons: bool = False, apart: str = " "
) -> Inline:
    """Return how the page spells; with ``buttons`` links that read as such are left out, as in references.

    ``cited`` are the starts of the citations, which count whatever element they are; ``apart`` is what stands
    between blocks that end without a stop.
    """
    has_scripts = any("math/" in script.get("type") for script in find_elements(page.root, "script"))

    def spell(element: Element) -> str | None:
        if element.start in cited:
            return None
        if element.name in _SPELLED:
            return _SPELLED[element.name](element)
        if _RENDERED.search(element.get("class")) or element.name == "mjx-container":
            return "" if has_scripts else _spell_rendered(element)
        if page.is_left_out(element) or _is_note(element):
            return ""
        return "" if buttons and element.name in _BUTTONS and reads_as_button(text_of(element)) else None

    def part(element: Element) -> str | None:
        if element.name in BLOCKS:
            return apart
        return " " if buttons and any(is_field(element, name) for name in ("title", "journal")) else None

    return Inline(spell, part)


def _spell_image(image: Element) -> str:
    alt = image.get("alt")
    return next((text for begin, text in load_html_names().images.items() if alt.startswith(begin)), "")


def _spell_script(script: Element) -> str:
    """Return the formula in a script: TeX between dollars, or the letters of its MathML."""
    kind = script.get("type")
    texts = find_texts(script)
    if kind.startswith("math/tex"):
        tex = text_of(script)
        return f"${tex}$" if tex else ""
    if kind.startswith("math/mml") and texts:
        return _read_formula("".join(run.text for run in texts))
    return ""


def _spell_rendered(element: Element) -> str | None:
    """Return the formula that MathJax drew: the MathML that it keeps for readers, else what it was made from."""
    math = find_first(element, "math")
    if math is not None:
        return _write(math)
    kept = next((e.get("data-mathml") for e in (element, *iter_elements(element)) if e.get("data-mathml")), "")
    return _read_formula(kept) if kept else None


def _read_formula(text: str) -> str:
    return _write(parse_html(text))


def _write(element: Element) -> str:
    writer = MappedWriter()
    write_math(writer, element)
    return writer.build().text


def _is_note(element: Element) -> bool:
    """Tell whether an element is a footnote, or its mark, which is no text and could be read as a citation."""
    if element.get("role") == "doc-backlink" or is_part(element, "footnotes") or is_part(element, "note_marks"):
        return True
    if element.name != "a" or not element.get("href"):
        return False
    text = text_of(element)
    return bool(_MARKS.fullmatch(text)) or (bool(_NOTE.match(element.get("href"))) and len(text) < 4)


_SPELLED: Mapping[str, Callable[[Element], str]] = MappingProxyType(
    {"br": lambda _element: " ", "img": _spell_image, "script": _spell_script}
)
