"""Citations that the markup links, joined as print joins them, and those beside them that it does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from graph.records import ReferenceRecord
from ingest.citations.callouts import attach_callouts
from ingest.citations.linked import find_linked_callouts
from ingest.documents import MappedText, Paragraph
from ingest.draft import Link
from ingest.mapped import Edit, apply_edits, build_mapped

KEYS = {f"b{n}": n for n in range(1, 30)}
_TAG = re.compile(r"<a (?P<keys>[^>]+)>(?P<shown>.*?)</a>")


def read(source: str) -> tuple[MappedText, list[Link]]:
    """The text of a source with `<a b1 b2>shown</a>` for links."""
    edits, links = [], []
    for found in _TAG.finditer(source):
        edits += [Edit(found.start(), found.start("shown"), ""), Edit(found.end("shown"), found.end(), "")]
        links.append(Link(found.start("shown"), found.end("shown"), tuple(found["keys"].split())))
    return apply_edits(build_mapped(source, 0, len(source)), edits), links


def linked(source: str) -> list[tuple[str, tuple[int, ...]]]:
    content, links = read(source)
    return [(c.raw, c.refs) for c in find_linked_callouts([content], links, KEYS)[0]]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("flat [<a b1>1</a>].", [("[1]", (1,))]),
        ("flat <a b1>[1]</a>, <a b2>[2]</a>", [("[1]", (1,)), ("[2]", (2,))]),
        ("flat [<a b1>1</a>, <a b2>2</a>]", [("[1, 2]", (1, 2))]),
        ("flat [<a b1>1</a>–<a b4>4</a>]", [("[1–4]", (1, 2, 3, 4))]),
        ("flat [<a b1>1</a>]–[<a b4>4</a>]", [("[1]–[4]", (1, 2, 3, 4))]),
        ("flat <a b1>[1]</a>–<a b4>[4]</a>", [("[1]–[4]", (1, 2, 3, 4))]),
        ("flat [<a b1 b2 b3>1–3</a>]", [("[1–3]", (1, 2, 3))]),
        ("flat [<a b1>1–3</a>]", [("[1–3]", (1, 2, 3))]),
        ("flat [<a b3>3a</a>,<a b3>b</a>]", [("[3a,b]", (3,))]),
        ("flat<a b1>1</a>,<a b2>2</a>", [("1,2", (1, 2))]),
        ("flat (<a b1>1</a> and <a b2>2</a>)", [("(1 and 2)", (1, 2))]),
        ("(see <a b1>Kim, 2019</a>; also <a b2>Lee, 2020</a>)", [("(see Kim, 2019; also Lee, 2020)", (1, 2))]),
        ("<a b1>Kim et al. (2019)</a> saw", [("Kim et al. (2019)", (1,))]),
        ("Kim et al. (<a b1>2019</a>) saw", [("Kim et al. (2019)", (1,))]),
        ("<a b1>Kim et al.</a> (<a b1>2019</a>) saw", [("Kim et al. (2019)", (1,))]),
        ("flat <a b1>1</a> and thin <a b2>2</a>", [("1", (1,)), ("2", (2,))]),
        ("flat <a c9>9</a> and thin <a b2></a>", []),
    ],
)
def test_links_are_joined_as_print_joins_them(source: str, expected: Sequence[tuple[str, tuple[int, ...]]]) -> None:
    assert linked(source) == expected


def attach(source: str) -> list[tuple[str, tuple[int, ...]]]:
    content, links = read(source)
    works = [
        ReferenceRecord(document="d", n=n, raw=f"Work {n}", authors=(("Work", "A."),), year=2000) for n in range(1, 10)
    ]
    attached = attach_callouts([Paragraph(content, None)], works, source, links, KEYS)
    return [(c.raw, c.refs) for c in attached.paragraphs[0].callouts]


def test_what_the_markup_did_not_link_is_added() -> None:
    source = "flat [<a b1>1</a>], thin [<a b2>2</a>, 3], round [<a b4>4</a>–6], cold [7] and [8, 9], on [0, 1]"
    assert attach(source) == [
        ("[1]", (1,)), ("[2, 3]", (2, 3)), ("[4–6]", (4, 5, 6)), ("[7]", (7,)), ("[8, 9]", (8, 9)),
    ]  # fmt: skip


def test_numbers_that_are_not_those_of_the_links_add_nothing() -> None:
    source = "flat [<a b4>1</a>], thin [<a b5>2</a>], round [<a b6>3</a>] in case [7]"
    assert [refs for _, refs in attach(source)] == [(4,), (5,), (6,)]


def test_each_text_has_its_own_links() -> None:
    first, links = read("flat <a b1>1</a>")
    offset = 40
    second = MappedText("thin 2", range(offset, offset + 6), range(offset + 1, offset + 7))
    links.append(Link(offset + 5, offset + 6, ("b2",)))
    found = find_linked_callouts([first, second, MappedText("", [], [])], links, KEYS)
    assert [[c.refs for c in callouts] for callouts in found] == [[(1,)], [(2,)], []]
