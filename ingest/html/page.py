"""A parsed web page with what its readers ask of it: where elements lie, how much they hold, what is left out."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from ingest.html.names import is_left_out
from ingest.markup.tree import Element, find_elements, find_first, find_texts, iter_elements

BLOCKS = frozenset(
    "address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_MOST_LEFT_OUT = 0.5
_ENOUGH = 0.5


class Page:
    """The tree of a page with the ways from an element to its parent and to the length of its text."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.body = find_first(root, "body") or root
        self._parents: dict[int, Element] = {}
        self._blocky: set[int] = set()
        self._index(root)
        texts = find_texts(self.body)
        self._places = [run.start for run in texts]
        self._lengths = [0, *accumulate(len(run.text.strip()) for run in texts)]
        self.main = self._find_main()

    def _index(self, root: Element) -> None:
        for element in (root, *iter_elements(root)):
            for child in element.children:
                if isinstance(child, Element):
                    self._parents[child.start] = element
            if element.name in BLOCKS:
                parent = self._parents.get(element.start)
                while parent is not None and parent.start not in self._blocky:
                    self._blocky.add(parent.start)
                    parent = self._parents.get(parent.start) if parent is not root else None

    def parent(self, element: Element) -> Element | None:
        """Return the element around an element."""
        return self._parents.get(element.start)

    def holds_block(self, element: Element) -> bool:
        """Tell whether a paragraph, list, table or heading stands in an element."""
        return element.start in self._blocky

    def length(self, element: Element) -> int:
        """Return the number of characters that an element of the body holds, blanks at the ends of runs aside."""
        first, last = bisect_left(self._places, element.start), bisect_left(self._places, element.end)
        return self._lengths[last] - self._lengths[first]

    def is_left_out(self, element: Element) -> bool:
        """Tell whether an element is no text of the article; what holds most of the page is, whatever its name."""
        if element.name == "header":
            return self._heads_the_site(element)
        if not is_left_out(element):
            return False
        whole = self.length(self.body)
        return element.name in ("script", "style", "head") or self.length(element) <= _MOST_LEFT_OUT * whole

    def _heads_the_site(self, header: Element) -> bool:
        """Tell whether a header is that of the site and not of the article or a section."""
        parent = self.parent(header)
        outside = parent is None or parent.name in ("body", "", "html")
        return (outside and find_first(header, "h1") is None) or bool(find_elements(header, "nav", "form"))

    def _find_main(self) -> Element:
        """Return the outermost article or main part that holds most of the text, else the body."""
        whole = sum(self.length(child) for child in self.body.children if isinstance(child, Element))
        for element in iter_elements(self.body):
            named = element.name in ("main", "article") or element.get("role") == "main"
            if (named or element.get("itemprop") == "articleBody") and self.length(element) >= _ENOUGH * whole:
                return element
        return self.body
