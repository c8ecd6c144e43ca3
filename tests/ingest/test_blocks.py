"""Text cut into blocks: what each line, mark and empty line makes of it."""

import pytest

from ingest.text.blocks import split_blocks
from ingest.text.lines import find_page_lines, measure_setting, read_lines
from ingest.text.section_names import follows, name_of, parse_numbered
from ingest.text.tables import find_rows

LONG = "Sheets of garnet are hard and brittle, and lithium wets them badly unless they are polished. "


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in split_blocks(text)]


def headings(text: str) -> list[tuple[str | None, str]]:
    return [(block.number, block.text) for block in split_blocks(text) if block.kind == "heading"]


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("2.1. Wetting", "2.1", "Wetting"),
        ("3 | Methods", "3", "Methods"),
        ("IV. RESULTS", "IV", "RESULTS"),
        ("Section 2: Cells", "2", "Cells"),
        ("3.1 A window that shrank", "3.1", "A window that shrank"),
    ],
)
def test_numbers_of_headings(line: str, number: str, title: str) -> None:
    numbered = parse_numbered(line)
    assert numbered is not None
    assert (numbered.number, numbered.title) == (number, title)


@pytest.mark.parametrize("line", ["2 V cells", "10.5 mm of it", "In 2020", "Wetting", "3D cells"])
def test_numbers_that_head_nothing(line: str) -> None:
    assert parse_numbered(line) is None


def test_numbers_go_on_from_heading_to_heading() -> None:
    assert follows((2, 1), (2,)) and follows((3,), (2, 4)) and follows((1,), None)
    assert not follows((7,), (2,)) and not follows((2,), (2, 1)) and not follows((5, 1), None)


def test_names_are_compared_without_number_emphasis_and_gaps() -> None:
    names = [
        "**2. Methods:**",
        "A B S T R A C T",
        "■ REFERENCES",
        '<span id="a"></span>Results',
        "A R T I C L E  I N F O",
    ]
    assert [name_of(name) for name in names] == ["methods", "abstract", "references", "results", "article info"]


@pytest.mark.parametrize(
    "text",
    [
        f"1 Introduction\n\n{LONG}\n\n2 Garnets\n\n{LONG}\n\n2.1 Wetting\n\n{LONG}\n",
        f"1 Introduction\n{LONG}\n2 Garnets\n{LONG}\n2.1 Wetting\n{LONG}\n",
        f"1. Introduction\r\n\r\n{LONG}\r\n\r\n2. Garnets\r\n\r\n{LONG}\r\n\r\n2.1. Wetting\r\n\r\n{LONG}\r\n",
        f"## 1 Introduction\n{LONG}\n## 2 Garnets\n{LONG}\n### 2.1 Wetting\n{LONG}\n",
        f"1 Introduction\n====\n\n{LONG}\n\n2 Garnets\n=========\n\n{LONG}\n\n2.1 Wetting\n-----------\n\n{LONG}\n",
        f"====\n1 Introduction\n====\n\n{LONG}\n\n2 Garnets\n~~~~\n\n{LONG}\n\n2.1 Wetting\n^^^^^^^\n\n{LONG}",
        f"**1 Introduction**\n\n{LONG}\n\n**2 Garnets**\n\n{LONG}\n\n**2.1 Wetting**\n\n{LONG}\n",
    ],
)
def test_headings_with_numbers_in_every_dress(text: str) -> None:
    assert [number for number, _ in headings(text)] == ["1", "2", "2.1"]


def test_roman_headings_count_letters_below_them() -> None:
    titles = ["I. INTRODUCTION", "II. RESULTS", "A. Wetting", "B. Dendrites", "III. DISCUSSION"]
    text = "".join(f"{title}\n\n{LONG}\n\n" for title in titles)
    assert [number for number, _ in headings(text)] == ["I", "II", "II.A", "II.B", "III"]
    marked = text.replace("I. INTRO", "# **I. INTRO").replace("II. RES", "# II. RES").replace("A. W", "## *A. W")
    assert [number for number, _ in headings(marked.replace("B. D", "## B. D"))] == ["I", "II", "II.A", "II.B", "III"]


def test_bare_headings_are_told_by_what_stands_around_them() -> None:
    text = (
        f"Abstract\n\n{LONG * 2}\n\nGarnets\n\nGetting lithium to touch it\n\n{LONG * 2}\n\nCONCLUSIONS\n\n{LONG * 2}\n"
    )
    assert [title for _, title in headings(text)] == [
        "Abstract",
        "Garnets",
        "Getting lithium to touch it",
        "CONCLUSIONS",
    ]


@pytest.mark.parametrize(
    "line", ["Potential (V)", "A. Example, B. Sample", "12345 Somewhere", "n = 5 cells", "It is poor."]
)
def test_labels_and_names_are_no_bare_headings(line: str) -> None:
    assert line not in [title for _, title in headings(f"Abstract\n\n{LONG * 2}\n\n{line}\n\n{LONG * 2}\n")]


def test_a_long_heading_over_two_lines_is_one() -> None:
    titles = ["1 Introduction", "2 Interfaces of garnet with lithium\nmetal and with oxides", "3 End"]
    text = "".join(f"{title}\n\n{LONG}\n\n" for title in titles)
    assert headings(text)[1] == ("2", "2 Interfaces of garnet with lithium metal and with oxides")


def test_a_heading_that_the_converter_ran_into_its_paragraph_is_text() -> None:
    assert kinds("## Electrical tests . The conductivity of pelletized\n\nsheets was measured.")[0][0] == "prose"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fig. 2 a Angles", "caption"),
        ("**Table 1** Ions", "caption"),
        ("FIG. 3. Sheets", "caption"),
        ("Figure 3 shows the sheets.", "prose"),
        ("$$p = F/A$$", "equation"),
        ("\\[ p = F/A \\]", "equation"),
        ("\\begin{equation}\np = F/A\n\\end{equation}", "equation"),
        ("<!-- formula-not-decoded -->", "equation"),
        ("<!-- image -->", "furniture"),
        ("<!-- a comment\nover two lines -->", "furniture"),
        ("![](images/a.jpg)", "furniture"),
        ("```python\nprint(1)\n```", "code"),
        ("| a | b |", "table"),
        ("<table><tr><td>a</td></tr></table>", "table"),
        ("Downloaded from example.org", "furniture"),
        ("7", "furniture"),
        ("- an item", "item"),
    ],
)
def test_kinds_of_blocks(text: str, kind: str) -> None:
    assert [block.kind for block in split_blocks(text)] == [kind]


def test_escaped_brackets_are_no_equation() -> None:
    assert kinds("\\[12\\] Example, A. Sheets.")[0][0] != "equation"


def test_text_right_behind_an_equation_is_text() -> None:
    assert kinds("$$p = F/A$$\n(1)\nwhere the face is flat.") == [
        ("equation", "$$p = F/A$$\n(1)"),
        ("prose", "where the face is flat."),
    ]


def test_a_caption_ends_where_its_paragraph_goes_on() -> None:
    text = f"{LONG}It grows\n\nFig. 1 A sheet before polishing.\nwith pressure until it covers the face.\n"
    assert [kind for kind, _ in kinds(text)] == ["prose", "caption", "prose"]


def test_a_caption_in_the_middle_of_a_line_is_parted_from_its_sentence() -> None:
    assert kinds(f"{LONG}The contact therefore Fig. 1 Sheets of garnet seen from above") == [
        ("prose", f"{LONG}The contact therefore"),
        ("caption", "Fig. 1 Sheets of garnet seen from above"),
    ]


@pytest.mark.parametrize(
    "text", [f"{LONG}This is shown in Fig. 1 Li metal", f"{LONG}(Supplementary Fig. 1. It is poor."]
)
def test_a_figure_that_a_sentence_names_is_no_caption(text: str) -> None:
    assert [kind for kind, _ in kinds(text)] == ["prose"]


WRAPPED = "\n".join(
    ["Sheets of garnet are hard and brittle, and lithium wets", "them badly unless they have been polished with great"]
    * 3
    + [
        "care by hand.",
        "Pressure helps as long as it lasts, which is never as",
        "long as one would like it to be in a cell.",
    ]
)


def test_paragraphs_of_wrapped_text_end_with_a_short_line() -> None:
    assert [text[-13:] for _, text in kinds(WRAPPED)] == ["care by hand.", "be in a cell."]


def test_lines_that_each_hold_a_sentence_are_one_paragraph() -> None:
    text = "\n".join(["Sheets are hard and brittle.", "Lithium wets them badly.", "Pressure helps for a while."] * 4)
    assert len(split_blocks(text)) == 1


def test_lines_that_each_hold_a_paragraph_are_parted() -> None:
    assert len(split_blocks("\n".join([LONG * 3] * 4))) == 4


def test_a_number_inside_wrapped_text_begins_no_item() -> None:
    text = WRAPPED.replace("care by hand.", "care by hand in\n12. of May and then again.")
    assert all(kind == "prose" for kind, _ in kinds(text))


def test_a_list_without_empty_lines_is_cut_at_its_marks() -> None:
    assert kinds("Three things help:\n- pressure;\n- heat;\n- polish.") == [
        ("prose", "Three things help:"), ("item", "- pressure;"), ("item", "- heat;"), ("item", "- polish."),
    ]  # fmt: skip


def pages(head: str, count: int = 4) -> str:
    body = "\n".join(["Sheets of garnet are hard and brittle, and lithium wets"] * 20)
    return "".join(f"{body}\n{number}\n{head.format(number)}\n" for number in range(7, 7 + count))


@pytest.mark.parametrize("head", ["Journal of Sheets (2026) 12:30{}", "Ana Example et al.", "\fJournal of Sheets   {}"])
def test_heads_and_numbers_of_pages_are_furniture(head: str) -> None:
    text = pages(head)
    lines = read_lines(text)
    page = find_page_lines(lines)
    assert {lines[place].text for place in page if lines[place].text} >= {"7", "8", "9", "10"}
    assert not any("garnet" in lines[place].text for place in page)
    assert all("garnet" in block.text for block in split_blocks(text) if block.kind == "prose")


def test_references_that_end_alike_are_no_page_heads() -> None:
    entries = "\n".join(
        f"Example, A. Sheets of kind {n} and what\nbecame of them in cells of many\nAdv. Mater. {n}, {n + 5} (20{n})."
        for n in range(10, 40)
    )
    lines = read_lines(entries)
    assert find_page_lines(lines) == set()


def test_headings_and_comments_that_come_back_are_no_page_heads() -> None:
    text = "".join(f"## {n}.1 Against lithium\n\n{LONG}\n\n<!-- formula-not-decoded -->\n\n" for n in range(1, 5))
    assert len(headings(text)) == 4
    assert sum(kind == "equation" for kind, _ in kinds(text)) == 4


def test_a_paragraph_goes_on_over_the_head_of_a_page() -> None:
    line = "Sheets of garnet are hard and brittle, and lithium wets"
    text = (
        "\n".join([line] * 9 + ["them badly where they are not clean and always are so."])
        + "\n\n7\n\n\f"
        + "\n".join(["Polishing them takes long and costs much in all cases", *[line] * 8, "it."])
    )
    assert [block.goes_on for block in split_blocks(text) if block.kind == "prose"] == [False, True]


def test_the_setting_of_a_text_is_measured_by_its_lines() -> None:
    wrapped = measure_setting(read_lines(WRAPPED), set())
    assert (wrapped.lines, wrapped.width) == ("wrapped", 55)
    assert measure_setting(read_lines("\n".join([LONG * 3] * 4)), set()).lines == "paragraphs"
    assert measure_setting(read_lines("A title\nA name\n"), set()).lines is None


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("| a | b |\n| --- | --- |\n| c | |", [["a", "b"], ["c", ""]]),
        ("Kind\tClass\tValue\nLLZO\tgarnet\t0.3", [["Kind", "Class", "Value"], ["LLZO", "garnet", "0.3"]]),
        ("Kind   Class   Value\nLLZO   garnet   0.3", [["Kind", "Class", "Value"], ["LLZO", "garnet", "0.3"]]),
        ("<table><tr><th>a</th><td>b</td></tr></table>", [["a", "b"]]),
        (
            "Kind   Class\n------ ------\nLLZO   garnet\n\nLPS    glass\n---------------",
            [["Kind", "Class"], ["LLZO", "garnet"]],
        ),
    ],
)
def test_tables_in_every_dress(table: str, rows: list[list[str]]) -> None:
    first = next(block for block in split_blocks(table) if block.kind == "table")
    last = [block for block in split_blocks(table) if block.kind == "table"][-1]
    read = [[table[i:j] for i, j in row] for row in find_rows(table, first.start, last.end)]
    assert read[: len(rows)] == rows


def test_justified_prose_is_no_table() -> None:
    text = "Sheets  of  garnet  are  hard  and  brittle,  and\nwets  them  badly  unless  they  have  been  polished\n"
    assert [kind for kind, _ in kinds(text)] == ["prose"]


def test_offsets_count_in_the_text_itself() -> None:
    text = f'\ufeff## 1 Sheets\r\n\r\n<span id="a"></span>{LONG}\r\n\r\n- an item\r\n'
    for block in split_blocks(text):
        assert text[block.start : block.end].startswith(block.text[:8])
