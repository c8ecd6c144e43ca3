"""Web pages as documents: each publisher's shape, offsets, and pages that follow no rule."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import DocumentError
from ingest.documents import Document
from ingest.draft import Draft
from ingest.html.reader import read_html
from ingest.markup.html_tree import parse_html
from ingest.markup.tree import find_texts
from ingest.reading import build_source, read_document

PAGES = sorted((Path(__file__).parent / "html_pages").glob("*.html"))
NUMBERED = [page for page in PAGES if page.stem != "aps"]
PREPRINTS = ("latexml", "plain")
WORKS = [
    (
        (("Sharafi", "A."), ("Kazyak", "E."), ("Davis", "A.L.")),
        "Surface chemistry mechanism of ultra-low interfacial resistance in the solid-state electrolyte",
        "Chem Mater", "29", "7961-7968", 2017, "10.1021/acs.chemmater.7b03002",
    ),
    (
        (("Zhu", "Y."), ("He", "X."), ("Mo", "Y.")),
        "Origin of outstanding stability in the lithium solid electrolyte materials",
        "ACS Appl Mater Interfaces", "7", "23685-23693", 2015, "10.1021/acsami.5b07517",
    ),
    (
        (("Ma", "C."), ("Cheng", "Y."), ("Yin", "K.")),
        "Interfacial stability of Li metal-solid electrolyte elucidated via in situ electron microscopy",
        "Nano Lett", "16", "7030-7036", 2016, "10.1021/acs.nanolett.6b03223",
    ),
]  # fmt: skip
SHELL = """<!DOCTYPE html><html><head><title>On plates</title></head><body><h1>On plates</h1>
<h2>1 Plates</h2>{body}
<h2>References</h2><ol>
<li id="r1">First, A. Some title on garnets. J. Power Sources 1, 1–2 (2001).</li>
<li id="r2">Second, B. Some title on sulfides. J. Power Sources 2, 3–4 (2002).</li>
<li id="r3">Third, C. Some title on halides. J. Power Sources 3, 5–6 (2003).</li></ol></body></html>"""


def by_name(pages: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", pages, ids=lambda page: page.stem)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Document]:
    """The document that a body of HTML in a small page gives."""

    def read_body(body: str) -> Document:
        path = tmp_path / "page.html"
        path.write_text(SHELL.format(body=body), encoding="utf-8")
        return read_document(path)

    return read_body


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


@by_name(PAGES)
def test_each_publisher_s_page_tells_title_and_authors(page: Path) -> None:
    document = read_document(page)
    assert document.title == "Wetting of garnet plates by lithium"
    assert document.authors == ("Ana B. Example", "Jo Sample")
    if page.stem not in PREPRINTS:
        assert (document.journal, document.year, document.doi) == ("Journal of Interfaces", 2021, "10.9999/joi.2021.17")


@by_name(PAGES)
def test_each_publisher_s_page_gives_the_same_text(page: Path) -> None:
    document = read_document(page)
    prose = [paragraph for paragraph in document.paragraphs if not paragraph.caption]
    assert prose[0].text == (
        "Plates of Li7La3Zr2O12 were polished and pressed against lithium. The resistance fell to 2 Ω cm2."
    )
    assert prose[0].section == "abstract"
    assert prose[1].text.startswith("Garnets conduct lithium ions nearly as well as liquids do")
    wetting = next(
        p for p in prose if p.text.startswith("On a clean plate of Li7La3Zr2O12 the contact angle fell from 146°")
    )
    assert re.search(r"stayed at 3 ?× ?10\^-4 S cm-1 at 25 °C\.$", wetting.text)


@by_name(NUMBERED)
def test_printed_numbers_are_the_sections(page: Path) -> None:
    document = read_document(page)
    assert list(dict.fromkeys(p.section for p in document.paragraphs)) == ["abstract", "1", "2.1"]


@by_name(PAGES)
def test_nothing_of_the_site_is_text(page: Path) -> None:
    text = "\n".join(texts(read_document(page))).lower()
    for word in (
        "cookie", "workshop", "scholar", "download", "recommended", "another article", "another study", "newsletter",
        "all rights", "received", "institute of", "cited by", "competing", "carbonate from", "full size", "new tab",
        "advertisement", "supplementary information", "jurisdictional", "jump to",
    ):  # fmt: skip
        assert word not in text, word


@by_name(PAGES)
def test_each_publisher_s_list_gives_the_fields_of_the_references(page: Path) -> None:
    references = read_document(page).references
    assert [reference.n for reference in references] == [1, 2, 3]
    found = [
        (r.authors, r.title, (r.journal or "").replace(".", ""), r.volume, r.pages, r.year, r.doi) for r in references
    ]
    assert found == WORKS
    for reference in references:
        assert not re.search(
            r"scholar|crossref|pubmed|\bCAS\b|view|article reference|\[\s*\]", reference.raw, re.IGNORECASE
        )


@by_name(PAGES)
def test_each_publisher_s_citations_lead_to_their_entries(page: Path) -> None:
    document = read_document(page)
    cited = [n for p in document.paragraphs if not p.caption for callout in p.callouts for n in callout.refs]
    assert cited == [1, 2, 3, 1, 2, 3]
    for paragraph in document.paragraphs:
        for callout in paragraph.callouts:
            assert paragraph.text[callout.start : callout.end] == callout.raw


@by_name(PAGES)
def test_captions_stand_apart_with_their_label(page: Path) -> None:
    captions = [p.text for p in read_document(page).paragraphs if p.caption]
    assert re.fullmatch(
        r"(?:FIG\.|Fig\.|Figure|FIGURE) 1[.:]? Contact angles of molten lithium on \(a\) polished and \(b\) heated .*",
        captions[0],
    )
    assert re.fullmatch(r"(?:Table|TABLE) (?:1|I)[.:]? Resistance of the contact\.?", captions[1])
    assert all("Measured" in caption for caption in captions[2:])


@by_name(PAGES)
def test_tables_are_rows_with_spans_repeated(page: Path) -> None:
    (table,) = read_document(page).tables
    rows = [[cell.text for cell in row] for row in table.rows]
    assert rows == [
        ["Plate", "Resistance (Ω cm2)", "Resistance (Ω cm2)"],
        ["polished", "127", "115"],
        ["heated", "2", "1"],
    ]
    assert table.caption is not None
    assert "Resistance of the contact" in table.caption


def plain(source: str) -> str:
    """The letters that a stretch of HTML or XML shows."""
    shown = html.unescape(re.sub(r"<[^>]*>", "", source))
    return re.sub(r"[^\w]+", "", shown)


@by_name([page for page in PAGES if page.stem not in ("latexml", "elsevier")])
def test_the_source_of_every_paragraph_holds_its_text(page: Path) -> None:
    source = build_source(page.name, page.read_text(encoding="utf-8"))
    for paragraph in read_html(source).paragraphs:
        content = paragraph.content
        start, end = content.source_span(0, len(content.text))
        shown = iter(plain(source.text[start:end]))
        assert all(char in shown for char in re.sub(r"[^\w]+", "", content.text))
        for place, char in enumerate(content.text):
            first, last = content.source_span(place, place + 1)
            stretch = source.text[first:last]
            assert stretch == char or char in " ^-," or char in html.unescape(stretch) or stretch.startswith("<")
        assert list(content.starts) == sorted(content.starts)
        assert list(content.ends) == sorted(content.ends)


def test_a_sentence_s_span_holds_its_markup() -> None:
    source = build_source("page.html", SHELL.format(body="<p>A plate of Li<sub>7</sub>La &amp; more. It broke.</p>"))
    content = read_html(source).paragraphs[0].content
    start, end = content.source_span(0, content.text.index(".") + 1)
    assert source.text[start:end] == "A plate of Li<sub>7</sub>La &amp; more."


def test_equations_stand_apart_as_tex() -> None:
    for name in ("springer", "latexml"):
        page = next(page for page in PAGES if page.stem == name)
        (equation,) = read_document(page).equations
        assert "\\gamma_{s}" in equation.content.text
        assert equation.content.text.startswith("$")
        assert "(1)" not in equation.content.text


def test_an_equation_in_a_table_is_no_table() -> None:
    (equation,) = read_document(next(page for page in PAGES if page.stem == "rsc")).equations
    assert equation.content.text == "E = 2γ"


def test_a_raised_citation_is_no_part_of_the_formula_before_it(read: Callable[[str], Document]) -> None:
    document = read(
        '<p>Plates of LiCoO<sub>2</sub><sup><a href="#r1">1</a>,<a href="#r2">2</a></sup>'
        ' at 5 mA<sup><a href="#r3">3</a></sup> crack.</p>'
    )
    assert texts(document) == ["Plates of LiCoO2 1,2 at 5 mA 3 crack."]
    assert [(c.raw, c.refs) for c in document.paragraphs[0].callouts] == [("1,2", (1, 2)), ("3", (3,))]


@pytest.mark.parametrize(
    "anchor",
    [
        '<a href="#r2">2</a>',
        '<a href="https://x.org/doi/full/1#r2">2</a>',
        '<a href="javascript:void(0)" data-rid="r2">2</a>',
        '<a href="#" rid="r2">2</a>',
        "<a onclick=\"showRef(event, 'r2'); return false;\">2</a>",
        '<button aria-label="Reference 2">2</button>',
        '<span class="xref" data-ref="r2">2</span>',
    ],
)
def test_citations_are_found_however_they_point(anchor: str, read: Callable[[str], Document]) -> None:
    document = read(f"<p>Plates crack under load [{anchor}].</p>")
    assert [(c.raw, c.refs) for c in document.paragraphs[0].callouts] == [("[2]", (2,))]


def test_a_link_to_a_fragment_of_another_page_is_no_citation() -> None:
    page = SHELL.replace("<head>", '<head><link rel="canonical" href="https://x.org/here">')
    source = build_source(
        "a.html", page.format(body='<p>As told <a href="/there#r2">elsewhere</a> and <a href="/here#r3">here</a>.</p>')
    )
    assert [link.keys for link in read_html(source).links] == [("r3",)]


def test_a_range_under_one_link_cites_all_of_it(read: Callable[[str], Document]) -> None:
    document = read('<p>Plates crack.<a href="#r1"><sup>1–3</sup></a></p>')
    assert document.paragraphs[0].callouts[0].refs == (1, 2, 3)


def test_a_footnote_s_mark_is_no_text(read: Callable[[str], Document]) -> None:
    document = read('<p>Plates crack<a href="#fn1"><sup>1</sup></a> under load<a href="#x">†</a> soon.</p>')
    assert texts(document) == ["Plates crack under load soon."]


def test_footnotes_are_text_behind_the_references() -> None:
    page = SHELL.format(body='<p>Plates crack.<a href="#fn1" role="doc-noteref"><sup>1</sup></a></p>').replace(
        "</body>",
        '<section class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>Some did not.'
        '<a role="doc-backlink" href="#x">b</a></p></li></ol></section></body>',
    )
    draft = read_html(build_source("a.html", page))
    assert [(p.section, p.text) for p in draft.paragraphs] == [("1", "Plates crack."), ("footnotes", "Some did not.")]


def test_a_section_is_text_whatever_its_heading_makes_of_its_id(read: Callable[[str], Document]) -> None:
    document = read(
        '<section id="metrics"><h3>1.1 Metrics</h3><p>Plates are counted.</p></section>'
        '<section class="related-work"><h3>1.2 Related work</h3><p>Others broke plates.</p></section>'
    )
    assert [(p.section, p.text) for p in document.paragraphs] == [
        ("1.1", "Plates are counted."),
        ("1.2", "Others broke plates."),
    ]


def test_a_sentence_goes_on_behind_a_figure(read: Callable[[str], Document]) -> None:
    document = read(
        "<p>The load on the plate was</p><figure><img src=x><figcaption>Fig. 1 A plate.</figcaption></figure>"
        "<p>raised until it broke.</p>"
    )
    assert texts(document) == ["The load on the plate was raised until it broke.", "Fig. 1 A plate."]


def test_a_page_without_figures_tells_captions_by_their_words(read: Callable[[str], Document]) -> None:
    document = read("<p>Fig. 1. A plate before it broke.</p><p>Fig. 1 shows a plate. It broke.</p>")
    assert [(p.text, p.caption) for p in document.paragraphs] == [
        ("Fig. 1. A plate before it broke.", True),
        ("Fig. 1 shows a plate. It broke.", False),
    ]


def test_text_between_blocks_and_breaks_makes_paragraphs(read: Callable[[str], Document]) -> None:
    document = read(
        "<div>The first plate broke at once under load.<br><br>The second one did not break at all."
        "<ul><li>One was polished.<li>One was <b>heated</b>.</ul>It lasted for the whole of the day.</div>"
    )
    assert texts(document) == [
        "The first plate broke at once under load.",
        "The second one did not break at all.",
        "One was polished.",
        "One was heated.",
        "It lasted for the whole of the day.",
    ]


def test_bold_words_head_sections_where_nothing_else_does() -> None:
    page = (
        "<html><body><h1>On plates</h1><p><b>Abstract</b> Plates break under load, as is shown here.</p>"
        "<p><b>1. Introduction</b></p><p>Plates are brittle bodies.</p><p><b>2. Results</b></p><p>They broke.</p>"
        "<p><b>Acknowledgements.</b> We thank all those who helped.</p></body></html>"
    )
    draft = read_html(build_source("a.html", page))
    assert [(p.section, p.text) for p in draft.paragraphs] == [
        ("abstract", "Plates break under load, as is shown here."),
        ("1", "Plates are brittle bodies."),
        ("2", "They broke."),
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>at 10<sup>–4</sup> S cm<sup>−1</sup> here</p>", "at 10^-4 S cm-1 here"),
        ("<p>Li<sub>1−<i>x</i></sub>CoO<sub>2</sub> here</p>", "Li1-xCoO2 here"),
        ("<p>heated to 80 <sup>o</sup>C here</p>", "heated to 80 °C here"),
        ("<p>with x &lt; <math><msup><mn>10</mn><mn>3</mn></msup></math> here</p>", "with x < 10^3 here"),
        (r"<p>with <span class='math inline'>\(\alpha_{x}\)</span> here</p>", "with αx here"),
        ("<p>of <script type='math/tex'>\\beta</script> here</p>", "of β here"),
        ("<p>of <script type='math/tex'> </script> here</p>", "of here"),
        ("<p>of <math alttext='\\displaystyle'><mi>x</mi></math> here</p>", "of x here"),
        ("<p>a&nbsp;plate&#8201;of<br>garnet here</p>", "a plate of garnet here"),
        ("<p>a <span style='display: none'>hid</span>plate <a class='internalNav'>here</a></p>", "a plate here"),
        ("<p>at 7<img alt='[thin space (1/6-em)]'/>:<img alt='[thin space (1/6-em)]'/>2 here</p>", "at 7: 2 here"),
    ],
)  # fmt: skip
def test_inline_elements_read_as_print_shows_them(body: str, text: str, read: Callable[[str], Document]) -> None:
    assert texts(read(body)) == [text]


def test_a_list_in_plain_paragraphs_is_cut_by_its_numbers() -> None:
    page = (
        "<html><body><h1>On plates</h1><h2>1 Plates</h2><p>Plates break [1, 2].</p><h2>References</h2>"
        "<p>[1] First, A. Some title. J. Power Sources 1, 1–2 (2001).<br>[2] Second, B. Another title. J. Power"
        " Sources 2, 3–4 (2002).</p></body></html>"
    )
    draft = read_html(build_source("a.html", page))
    assert [(entry.n, entry.content.text[:6]) for entry in draft.entries] == [(1, "First,"), (2, "Second")]


def test_several_works_in_one_entry_are_one_reference_told_by_the_first() -> None:
    page = SHELL.format(body="<p>Plates break [1].</p>").replace(
        "First, A. Some title on garnets. J. Power Sources 1, 1–2 (2001).",
        "<ol><li>a) A. First, B. Second, J. Power Sources 2001, 1, 1; </li>"
        "<li>b) C. Third, Adv. Mater. 2002, 2, 3.</li></ol>",
    )
    (first, *_) = read_html(build_source("a.html", page)).entries
    assert "C. Third" in first.content.text
    assert first.fields is not None
    assert (first.fields.authors[0], first.fields.volume, first.fields.year) == (("First", "A."), "1", 2001)


def test_numbers_of_a_list_come_from_what_it_prints_or_counts() -> None:
    page = SHELL.format(body="<p>Plates break.</p>").replace("<ol>", '<ol start="7">')
    assert [entry.n for entry in read_html(build_source("a.html", page)).entries] == [7, 8, 9]


def test_long_text_beside_the_article_is_told() -> None:
    aside = "<aside><p>" + "This box tells of another plate that broke as well. " * 12 + "</p></aside>"
    body = "<p>" + "Plates break under load in every way. " * 40 + "</p>" + aside
    draft = read_html(build_source("a.html", SHELL.format(body=body)))
    assert any("beside the article" in warning for warning in draft.warnings)


@pytest.mark.parametrize(
    "page", ["<html><head><title>x</title></head><body></body></html>", "<html><script>1</script>", "<html>"]
)
def test_a_page_without_text_is_an_error_that_names_it(page: str) -> None:
    with pytest.raises(DocumentError, match=r"^empty\.html: "):
        read_html(build_source("empty.html", page))


TAGS = st.sampled_from(
    "<p> </p> <div> </div> <li> <ul> </ul> <ol> <table> <tr> <td> </table> <b> </b> <i> <sup> </sup> <sub> <a href=#r1>"
    " </a> <h2> </h2> <br> <math> <mi> </math> <figure> <figcaption> <script> </script> <!-- --> &amp; &#x3b1; &bogus"
    " <section class=references> <span id=r1> </span> </body> <pre> <td colspan=3> <img alt=x> <x:y/> < > \"".split(" ")
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(TAGS, st.text("Li7 .–α\n", max_size=6), st.just("Plates break under load. ")), max_size=40))
def test_no_page_is_too_odd(parts: list[str]) -> None:
    source = build_source("odd.html", "".join(parts))
    try:
        draft = read_html(source)
    except DocumentError:
        return
    assert isinstance(draft, Draft)
    for paragraph in draft.paragraphs:
        content = paragraph.content
        assert len(content.text) == len(content.starts) == len(content.ends)
        assert all(
            0 <= start <= end <= len(source.text) for start, end in zip(content.starts, content.ends, strict=True)
        )


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(TAGS, st.text(max_size=8)), max_size=30))
def test_every_character_of_the_tree_lies_where_it_says(parts: list[str]) -> None:
    text = "".join(parts)
    for run in find_texts(parse_html(text)):
        stretch = text[run.start : run.end]
        assert stretch == run.text or html.unescape(stretch) == run.text


def test_deep_nesting_is_read() -> None:
    page = "<html><body>" + "<div>" * 3000 + "<p>Plates break under load.</p>" + "</div>" * 3000
    assert [p.text for p in read_html(build_source("deep.html", page)).paragraphs] == ["Plates break under load."]
