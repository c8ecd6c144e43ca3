"""XML articles as documents: the tag sets, reference fields, offsets, and files that are refused."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DocumentError
from ingest.documents import Document
from ingest.jats.reader import read_jats
from ingest.markup.tree import find_texts
from ingest.markup.xml_tree import parse_xml
from ingest.reading import build_source, read_document

ARTICLES = sorted((Path(__file__).parent / "xml_articles").iterdir())
WORKS = [
    (
        (("Sharafi", "A."), ("Kazyak", "E."), ("Davis", "A.L.")),
        "Surface chemistry mechanism of ultra-low interfacial resistance in the solid-state electrolyte",
        "Chem. Mater.", "29", "7961-7968", 2017, "10.1021/acs.chemmater.7b03002",
    ),
    (
        (("Zhu", "Y."), ("He", "X."), ("Mo", "Y.")),
        "Origin of outstanding stability in the lithium solid electrolyte materials",
        "ACS Appl. Mater. Interfaces", "7", "23685-23693", 2015, "10.1021/acsami.5b07517",
    ),
    (
        (("Ma", "C."), ("Cheng", "Y."), ("Yin", "K.")),
        "Interfacial stability of Li metal-solid electrolyte elucidated via in situ electron microscopy",
        "Nano Lett.", "16", "7030-7036", 2016, "10.1021/acs.nanolett.6b03223",
    ),
]  # fmt: skip
SHELL = """<article xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink"><front>
<article-meta><title-group><article-title>On plates</article-title></title-group></article-meta></front>
<body>{body}</body><back><ref-list>{refs}</ref-list>{back}</back></article>"""
REF = '<ref id="b1"><label>1</label><mixed-citation>First, A.: Some title. Nature 1, 1–2 (2001)</mixed-citation></ref>'


def by_name(articles: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("article", articles, ids=lambda article: article.name)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Document]:
    """The document that a body, references and back matter give."""

    def read_parts(body: str, refs: str = REF, back: str = "") -> Document:
        path = tmp_path / "article.xml"
        path.write_text(SHELL.format(body=body, refs=refs, back=back), encoding="utf-8")
        return read_document(path)

    return read_parts


def fields(citation: str, read: Callable[..., Document]) -> tuple[object, ...]:
    """What a citation element gives as the one entry of a list."""
    (reference,) = read("<p>Plates break.</p>", refs=f"<ref id='b1'>{citation}</ref>").references
    r = reference
    return (r.authors, r.et_al, r.title, r.journal, r.volume, r.pages, r.year, r.doi)


@by_name(ARTICLES)
def test_each_tag_set_tells_what_the_article_is(article: Path) -> None:
    document = read_document(article)
    assert document.title == "Wetting of garnet plates by lithium"
    assert document.authors == ("Ana B. Example", "Jo Sample")
    assert (document.year, document.doi) == (2021, "10.9999/joi.2021.17")
    assert document.journal == (None if article.stem == "bits" else "Journal of Interfaces")


@by_name(ARTICLES)
def test_each_tag_set_gives_the_same_text(article: Path) -> None:
    document = read_document(article)
    prose = [paragraph for paragraph in document.paragraphs if not paragraph.caption]
    assert prose[0].text == (
        "Plates of Li7La3Zr2O12 were polished and pressed against lithium. The resistance fell to 2 Ω cm2."
    )
    assert prose[1].text.startswith("Garnets conduct lithium ions nearly as well as liquids do")
    assert re.search(r"stayed at 3 × 10\^- ?4 S cm-1 at 25 °C\.$", prose[2].text)
    assert list(dict.fromkeys(p.section for p in document.paragraphs)) == ["abstract", "1", "2.1"]
    assert not any(
        word in p.text for p in document.paragraphs for word in ("workshop", "keep all", "interest", "final")
    )


@by_name(ARTICLES)
def test_each_tag_set_gives_captions_and_rows(article: Path) -> None:
    document = read_document(article)
    assert [p.text for p in document.paragraphs if p.caption] == [
        "Fig. 1 Contact angles of molten lithium on (a) polished and (b) heated plates.",
        "Table 1 Resistance of the contact",
    ]
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Plate", "Resistance (Ω cm2)", "Resistance (Ω cm2)"],
        ["polished", "127", "115"],
        ["heated", "2", "1"],
    ]
    assert table.caption == "Table 1 Resistance of the contact"


@by_name(ARTICLES)
def test_each_tag_set_gives_the_fields_of_the_references(article: Path) -> None:
    references = read_document(article).references
    assert [reference.n for reference in references] == [1, 2, 3]
    found = [(r.authors, r.title, r.journal, r.volume, r.pages, r.year, r.doi) for r in references]
    assert found == WORKS


@by_name(ARTICLES)
def test_each_tag_set_s_citations_lead_to_their_entries(article: Path) -> None:
    document = read_document(article)
    cited = [n for p in document.paragraphs for callout in p.callouts for n in callout.refs]
    assert cited == [1, 2, 3, 1, 2, 3]
    for paragraph in document.paragraphs:
        for callout in paragraph.callouts:
            assert paragraph.text[callout.start : callout.end] == callout.raw


def letters(text: str) -> str:
    return re.sub(r"[^\w]+", "", text)


@by_name([article for article in ARTICLES if article.name != "springer.xml"])
def test_the_source_of_every_paragraph_holds_its_text(article: Path) -> None:
    source = build_source(article.name, article.read_text(encoding="utf-8"))
    for paragraph in read_jats(source).paragraphs:
        content = paragraph.content
        start, end = content.source_span(0, len(content.text))
        shown = iter(letters(html.unescape(re.sub(r"<[^>]*>", "", source.text[start:end]))))
        if article.stem != "bits":  # which prints a citation that the file leaves empty
            assert all(char in shown for char in letters(content.text))
        for place, char in enumerate(content.text):
            first, last = content.source_span(place, place + 1)
            stretch = source.text[first:last]
            assert stretch == char or char in " ^-" or html.unescape(stretch) == char or stretch.startswith("<")
        assert list(content.starts) == sorted(content.starts)


def test_entries_without_punctuation_read_as_print(read: Callable[..., Document]) -> None:
    references = read_document(next(a for a in ARTICLES if a.name == "springer.xml")).references
    assert references[0].raw == (
        "Sharafi A, Kazyak E, Davis AL. Surface chemistry mechanism of ultra-low interfacial resistance in the"
        " solid-state electrolyte. Chem. Mater. 2017, 29(18), 7961–7968. doi:10.1021/acs.chemmater.7b03002"
    )


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (
            "<element-citation publication-type='book'><person-group person-group-type='author'><name><surname>Bard"
            "</surname><given-names>Allen J.</given-names></name><etal/></person-group><source>Electrochemical methods"
            "</source><edition>2nd</edition><publisher-name>Wiley</publisher-name><year>2001</year></element-citation>",
            ((("Bard", "A.J."),), True, "Electrochemical methods", None, None, None, 2001, None),
        ),
        (
            "<element-citation publication-type='book'><person-group person-group-type='author'><name><surname>Coyne"
            "</surname><given-names>J</given-names></name></person-group><person-group person-group-type='editor'>"
            "<name><surname>Otte</surname><given-names>D</given-names></name></person-group><chapter-title>Two rules"
            "</chapter-title><source>A book</source><fpage>180</fpage><lpage>207</lpage><year>1989</year>"
            "</element-citation>",
            ((("Coyne", "J."),), False, "Two rules", "A book", None, "180-207", 1989, None),
        ),
        (
            "<element-citation publication-type='journal'><name><surname>de Klerk</surname><given-names>Niek J. J."
            "</given-names></name><source>Adv. Mater.</source><volume>30</volume><elocation-id>1600021</elocation-id>"
            "<year>2018</year></element-citation>",
            ((("de Klerk", "N.J.J."),), False, None, "Adv. Mater.", "30", "1600021", 2018, None),
        ),
        (
            "<mixed-citation>A. First, B. Second, <italic>J. Power Sources</italic> <bold>2001</bold>, 1, 1."
            "</mixed-citation>",
            ((("First", "A."), ("Second", "B.")), False, None, "J. Power Sources", "1", "1", 2001, None),
        ),
        (
            "<mixed-citation publication-type='other'><collab>The Plate Group</collab>. <article-title>On plates"
            "</article-title>. <source>Nature</source> <volume>1</volume>, <fpage>2</fpage> (<year>2003</year>)"
            "</mixed-citation>",
            ((("The Plate Group", ""),), False, "On plates", "Nature", "1", "2", 2003, None),
        ),
    ],
)  # fmt: skip
def test_fields_are_those_that_the_tags_name(citation: str, expected: object, read: Callable[..., Document]) -> None:
    assert fields(citation, read) == expected


def test_several_works_in_one_entry_are_one_reference(read: Callable[..., Document]) -> None:
    refs = (
        "<ref id='b1'><label>1</label><mixed-citation id='b1a'><label>a)</label><name><surname>First</surname> "
        "<given-names>A.</given-names></name>, <source>Nature</source> <year>2001</year>, <volume>1</volume>, "
        "<fpage>1</fpage>;</mixed-citation><mixed-citation id='b1b'><label>b)</label>B. Second, Science 2002, 2, 2."
        "</mixed-citation></ref>"
    )
    document = read("<p>Plates break <xref ref-type='bibr' rid='b1b'>1b</xref>.</p>", refs=refs)
    (reference,) = document.references
    assert (reference.n, reference.journal, reference.year) == (1, "Nature", 2001)
    assert "B. Second" in reference.raw
    assert document.paragraphs[0].callouts[0].refs == (1,)


def test_lists_in_lists_and_notes_are_entries(read: Callable[..., Document]) -> None:
    note = "<ref id='n2'><label>2</label><note><p>See the text.</p></note></ref>"
    refs = f"<title>References</title><ref-list>{REF}</ref-list>{note}"
    references = read("<p>Plates break.</p>", refs=refs).references
    assert [(r.n, r.raw[:7]) for r in references] == [(1, "First, "), (2, "See the")]


def test_a_short_communication_of_elsevier_has_its_head_and_citations_without_text(tmp_path: Path) -> None:
    source = (Path(__file__).parent / "xml_articles" / "elsevier.xml").read_text(encoding="utf-8")
    source = re.sub(r"<(/?)head>", r"<\1simple-head>", re.sub(r"<(/?)article\b", r"<\1simple-article", source))
    path = tmp_path / "short.xml"
    path.write_text(source.replace('refid="bb0005">[1]<', 'refid="bb0005"><'), encoding="utf-8")
    document = read_document(path)
    assert (document.title, len(document.authors)) == ("Wetting of garnet plates by lithium", 2)
    assert [c.refs for p in document.paragraphs for c in p.callouts] == [(1,), (2, 3), (1, 2, 3)]


def test_author_and_year_citations_keep_their_words(read: Callable[..., Document]) -> None:
    document = read("<p>As <xref ref-type='bibr' rid='b1'>First (2001)</xref> found, plates break.</p>")
    assert [(c.raw, c.refs) for c in document.paragraphs[0].callouts] == [("First (2001)", (1,))]


def test_a_raised_citation_is_no_part_of_the_formula_before_it(read: Callable[..., Document]) -> None:
    document = read("<p>Plates of LiCoO<sub>2</sub><sup><xref ref-type='bibr' rid='b1'>1</xref></sup> break.</p>")
    assert document.paragraphs[0].text == "Plates of LiCoO2 1 break."
    assert document.paragraphs[0].callouts[0].raw == "1"


def test_a_paragraph_starting_with_a_citation_keeps_it(read: Callable[..., Document]) -> None:
    document = read("<p><xref ref-type='bibr' rid='b1'>[1]</xref> tells that plates break.</p>")
    assert [(c.raw, c.refs) for c in document.paragraphs[0].callouts] == [("[1]", (1,))]


def test_parts_of_a_paragraph_stand_apart(read: Callable[..., Document]) -> None:
    body = (
        "<sec><label>1</label><title>Plates</title><p>The plates are:<list><list-item><p>polished ones;</p></list-item>"
        "<list-item><p>heated ones.</p></list-item></list></p><p>They follow<disp-formula><mml:math><mml:mi>p</mml:mi>"
        "<mml:mo>=</mml:mo><mml:mi>F</mml:mi></mml:math></disp-formula>as long as they last.<fig id='f1'><label>Fig. 1"
        "</label><caption><p>A plate.</p></caption></fig></p></sec>"
    )
    document = read(body)
    assert [(p.text, p.caption) for p in document.paragraphs] == [
        ("The plates are: polished ones; heated ones.", False),
        ("They follow as long as they last.", False),
        ("Fig. 1 A plate.", True),
    ]
    assert [e.content.text for e in document.equations] == ["p = F"]


def test_a_section_goes_on_behind_a_box(read: Callable[..., Document]) -> None:
    body = (
        "<sec><label>3</label><title>Plates</title><p>First text.</p><boxed-text><label>Box 1</label><caption>"
        "<title>Loads</title></caption><p>In the box.</p></boxed-text><p>Last text.</p></sec>"
    )
    document = read(body)
    assert [(p.section, p.text) for p in document.paragraphs] == [
        ("3", "First text."), ("box 1 loads", "In the box."), ("3", "Last text."),
    ]  # fmt: skip


def test_appendices_are_text_and_back_matter_is_not(read: Callable[..., Document]) -> None:
    back = (
        "<ack><p>We thank the workshop.</p></ack><sec><title>Data availability</title><p>All data are here.</p></sec>"
        "<app-group><app><label>A</label><title>More plates</title><p>They broke too.</p></app></app-group>"
        "<glossary><def-list><def-item><term>ASR</term><def><p>resistance</p></def></def-item></def-list></glossary>"
    )
    document = read("<sec><title>Plates</title><p>Plates break.</p></sec>", back=back)
    assert [p.text for p in document.paragraphs] == ["Plates break.", "They broke too."]


def test_a_footnote_in_a_sentence_stands_behind_its_paragraph(read: Callable[..., Document]) -> None:
    document = read("<p>Plates<fn><p>Most of them.</p></fn> break under load.</p>")
    assert [p.text for p in document.paragraphs] == ["Plates break under load.", "Most of them."]


def test_footnotes_of_the_text_are_text(read: Callable[..., Document]) -> None:
    back = "<fn-group><fn id='n1'><p>Some did not.</p></fn><fn id='n2'><p>No interests.</p></fn></fn-group>"
    document = read(
        "<sec><title>Plates</title><p>They broke<xref ref-type='fn' rid='n1'>a</xref>.</p></sec>", back=back
    )
    assert [(p.section, p.text) for p in document.paragraphs] == [
        ("plates", "They broke."), ("footnotes", "Some did not."),
    ]  # fmt: skip


def test_a_structured_abstract_is_one_section(tmp_path: Path) -> None:
    abstract = (
        "<abstract><sec><title>Background</title><p>Plates are brittle.</p></sec><sec><title>Results</title>"
        "<p>They broke.</p></sec></abstract></article-meta>"
    )
    path = tmp_path / "a.xml"
    path.write_text(
        SHELL.format(body="<p>Plates break.</p>", refs=REF, back="").replace("</article-meta>", abstract),
        encoding="utf-8",
    )
    assert [(p.section, p.text) for p in read_document(path).paragraphs] == [
        ("abstract", "Plates are brittle."), ("abstract", "They broke."), ("main", "Plates break."),
    ]  # fmt: skip


def test_one_section_around_all_is_the_title() -> None:
    text = (
        "<article><front><article-meta/></front><body><sec><title>On plates</title><p>Somebody</p><sec>"
        "<title>1 Plates</title><p>Plates break [1].</p></sec><sec><title>References</title><list><list-item>"
        "<p>First, A.: Some title. Nature 1, 1–2 (2001)</p></list-item></list></sec></sec></body></article>"
    )
    draft = read_jats(build_source("a.xml", text))
    assert draft.title == "On plates"
    assert [(p.section, p.text) for p in draft.paragraphs] == [("1", "Plates break [1].")]
    assert [entry.content.text[:6] for entry in draft.entries] == ["First,"]


@pytest.mark.parametrize(
    ("math", "text"),
    [
        ("<mml:msup><mml:mn>10</mml:mn><mml:mrow><mml:mo>−</mml:mo><mml:mn>4</mml:mn></mml:mrow></mml:msup>", "10^-4"),
        ("<mml:msub><mml:mi>Li</mml:mi><mml:mn>7</mml:mn></mml:msub><mml:mi>La</mml:mi>", "Li7La"),
        ("<mml:mfrac><mml:mrow><mml:mi>a</mml:mi><mml:mo>+</mml:mo><mml:mi>b</mml:mi></mml:mrow><mml:mn>2</mml:mn></mml:mfrac>",
         "(a+b)/2"),
        ("<mml:mi>a</mml:mi><mml:mo>≤</mml:mo><mml:msqrt><mml:mi>x</mml:mi></mml:msqrt>", "a ≤ √x"),
        ("<mml:mfenced><mml:mi>a</mml:mi><mml:mi>b</mml:mi></mml:mfenced>", "(a, b)"),
        ("<mml:semantics><mml:mi>x</mml:mi><mml:annotation encoding='application/x-tex'>\\alpha_{1}</mml:annotation>"
         "</mml:semantics>", "α1"),
    ],
)  # fmt: skip
def test_inline_mathematics_reads_as_text(math: str, text: str, read: Callable[..., Document]) -> None:
    document = read(f"<p>Here <inline-formula><mml:math>{math}</mml:math></inline-formula> holds.</p>")
    assert document.paragraphs[0].text == f"Here {text} holds."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<article><body><p>Plates\nbreak", r"a\.xml, line 2, column \d+: the XML is broken or cut off"),
        ("<article><body></p></body>", r"line 1, column \d+: the XML is broken"),
        (
            '<!DOCTYPE a [<!ENTITY a "long enough to count"><!ENTITY b "&a;&a;&a;">]>\n<article>&b;</article>',
            "the entity 'a'",
        ),
        ('<!DOCTYPE a [\n<!ENTITY x SYSTEM "file:///etc/passwd">]><article>&x;</article>', r"line 2: .*reads 'file:"),
        ("<article>" + "<sec>" * 500, "nested more than"),
        ("<article><front/><body/></article>", "no text of an article"),
        ("<?xml version='1.0'?><catalogue><item/></catalogue>", "no text of an article"),
    ],
)
def test_what_is_broken_or_dangerous_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(DocumentError, match=message) as raised:
        read_jats(build_source("a.xml", text))
    assert raised.value.remedy


def test_entities_of_html_and_of_publishers_read() -> None:
    text = (
        '<!DOCTYPE article [<!ENTITY ohm "&#x3A9;"><!ENTITY f SYSTEM "f.tif" NDATA TIFF>]>\n'
        "<article><body><p>2&nbsp;&ohm; &alpha; &amp; &unknown; x</p></body></article>"
    )
    (paragraph,) = read_jats(build_source("a.xml", text)).paragraphs
    assert paragraph.text == "2\u00a0Ω α & &unknown; x"
    assert text[slice(*paragraph.content.source_span(2, 3))] == "&ohm;"


def test_replies_and_further_articles_are_told(read: Callable[..., Document]) -> None:
    one = SHELL.format(body="<p>Plates break.</p>", refs=REF, back="")
    two = one.replace("</article>", "<sub-article><body><p>A review.</p></body></sub-article></article>")
    draft = read_jats(build_source("a.xml", f"<set>{two}{one}</set>"))
    assert [p.text for p in draft.paragraphs] == ["Plates break."]
    assert len(draft.warnings) == 2


NAMES = st.sampled_from(
    "sec p title label fig table-wrap caption table tr td list list-item disp-formula inline-formula alternatives"
    " boxed-text fn fn-group ref-list ref mixed-citation element-citation name surname year xref sup sub def-list"
    " def-item term def abstract body back app ack front article-title break math msup mfenced statement".split()
)
TREES = st.recursive(
    st.sampled_from(["Plates break. ", " 10", "Li", "1", "", "2001"]),
    lambda inner: st.builds(
        lambda name, parts: f"<{name} id='b1' rid='b1' ref-type='bibr'>{''.join(parts)}</{name}>",
        NAMES,
        st.lists(inner),
    ),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None)
@given(TREES)
def test_no_tree_is_too_odd(tree: str) -> None:
    source = build_source("odd.xml", f"<article><front/><body>{tree}</body></article>")
    try:
        draft = read_jats(source)
    except DocumentError as error:
        assert "no text" in str(error)
        return
    for paragraph in draft.paragraphs:
        content = paragraph.content
        assert len(content.text) == len(content.starts) == len(content.ends)
        assert list(content.starts) == sorted(content.starts)


PARTS = st.one_of(
    st.text("ab é—\U0001d6fc\n\r", max_size=5),
    st.sampled_from(["<i>x</i>", "&amp;", "&#x3b1;", "&beta;", "<j/>", "<![CDATA[<&]]>", "<!-- é -->", "<?é?>"]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PARTS))
def test_every_character_of_the_tree_lies_where_it_says(parts: list[str]) -> None:
    text = f"<p>{''.join(parts)}</p>"
    for run in find_texts(parse_xml(text, "a.xml")):
        stretch = text[run.start : run.end]
        assert run.text in (stretch, html.unescape(stretch), stretch.replace("\r\n", "\n").replace("\r", "\n"))


def test_a_linked_number_in_a_cell_is_a_citation_and_a_bare_one_a_value(read: Callable[..., Document]) -> None:
    rows = (
        "<tr><th>Plate</th><th>Resistance</th><th>Ref.</th></tr>"
        "<tr><td>dry</td><td>1</td><td><xref ref-type='bibr' rid='b1'>1</xref></td></tr>"
    )
    body = (
        f"<p>Plates break [<xref ref-type='bibr' rid='b1'>1</xref>].</p><table-wrap><table>{rows}</table></table-wrap>"
    )
    (table,) = read(body).tables
    assert [[c.refs for c in cell.callouts] for cell in table.rows[1]] == [[], [], [(1,)]]
