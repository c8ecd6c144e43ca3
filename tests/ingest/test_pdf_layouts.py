"""Layouts of journals and manuscripts, drawn here as PDF. The facts in the sentences are invented."""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf import Layer, read_layer

WORDS = (
    "the wetting of garnet by lithium is poor where the surface is covered with carbonate and improves once the "
    "pellet has been polished and heated while the resistance falls"
).split()
LEFT, RIGHT, FULL = 50, 310, 50
"""Where columns begin."""


def prose(name: str, count: int, *, width: int = 44) -> list[str]:
    """Lines of a paragraph whose first words name it, filled to about one width."""
    lines: list[str] = []
    words = iter([name, *(WORDS * (count * width // len(" ".join(WORDS)) + 2))])
    while len(lines) < count:
        line = next(words)
        while len(line) < width:
            line += " " + next(words)
        lines.append(line)
    lines[-1] += " at last."
    return lines


def draw(
    canvas: Canvas, x: float, y: float, lines: Sequence[str], *, size: float = 9, font: str = "Helvetica"
) -> float:
    canvas.setFont(font, size)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= 1.25 * size
    return y


def columns(canvas: Canvas, y: float, count: int, names: tuple[str, str] = ("Left", "Right")) -> None:
    for x, name in zip((LEFT, RIGHT), names, strict=True):
        draw(canvas, x, y, prose(f"{name} begins:", count))


def layer_of(*pages: Callable[[Canvas], Any]) -> Layer:
    data = BytesIO()
    canvas = Canvas(data, pagesize=A4)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return read_layer(data.getvalue(), "made.pdf")


def comments(layer: Layer) -> str:
    return "\n".join(line for line in layer.text.splitlines() if line.startswith("<!--"))


def text_of(layer: Layer) -> str:
    return "\n".join(line for line in layer.text.splitlines() if not line.startswith("<!--"))


def test_a_paragraph_is_one_line_whatever_its_lines_begin_with() -> None:
    lines = [
        *prose("A", 3)[:-1],
        "values are invariant in every loop that we",
        "(12) found, and in table",
        "3. Then it ends.",
    ]
    text = layer_of(lambda canvas: draw(canvas, LEFT, 700, lines)).text
    assert "every loop that we (12) found, and in table 3. Then it ends." in text


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("a window of glassy Li2S–", "P2S5 that narrows", "glassy Li2S–P2S5 that"),
        ("the calculated window of 1.71–", "2.14 V is narrow", "of 1.71–2.14 V"),
        ("a charged cell with LLZO/", "LCO as its pair", "LLZO/LCO as"),
        ("at https://doi.org/10.1016/j.jpowsour.", "2013.02.073 in full", "/10.1016/j.jpowsour.2013.02.073 in"),
        ("a DOI, https://doi.org/10.1016/abc.12", "(2013) and more", "/abc.12 (2013) and"),
        ("the chemical compatibil-", "ity of both", "compatibil- ity of"),
    ],
)
def test_what_a_line_end_cuts_is_closed_where_no_word_is_in_doubt(before: str, after: str, whole: str) -> None:
    text = layer_of(lambda canvas: draw(canvas, LEFT, 700, [*prose("A", 3)[:-1], before, after])).text
    assert whole in text


def test_a_formula_broken_by_a_hyphen_is_closed_as_the_document_prints_it() -> None:
    lines = [
        "The cathode LiCoO2 was charged and Na-CoO2 too.",
        "It is poor on Li-",
        "CoO2 and on Na-",
        "CoO2 and Li-",
        "Ge.",
    ]
    text = layer_of(lambda canvas: draw(canvas, LEFT, 700, lines)).text
    assert "poor on LiCoO2 and on Na-CoO2 and Li-Ge." in text


def test_an_accent_printed_by_itself_is_put_on_its_letter() -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, LEFT, 700, prose("A", 6))
        draw(canvas, LEFT, 600, ["Windmuller et al. showed it."])
        start = LEFT + canvas.stringWidth("Windm", "Helvetica", 9)
        shift = (canvas.stringWidth("u", "Helvetica", 9) - canvas.stringWidth("¨", "Helvetica", 9)) / 2
        canvas.drawString(start + shift, 600, "¨")

    assert "Windmüller et al." in layer_of(page).text


def test_the_short_last_line_of_a_title_over_two_columns_belongs_to_it() -> None:
    def page(canvas: Canvas) -> None:
        draw(
            canvas,
            FULL,
            780,
            ["Interfaces that are wetted and those that", "never are"],
            size=22,
            font="Helvetica-Bold",
        )
        columns(canvas, 700, 30)

    assert layer_of(page).text.startswith("# Interfaces that are wetted and those that never are\n")


def test_a_last_page_of_few_lines_has_the_columns_of_the_others() -> None:
    layer = layer_of(
        lambda canvas: columns(canvas, 780, 30), lambda canvas: columns(canvas, 780, 3, ("Third", "Fourth"))
    )
    text = layer.text[layer.page_starts[1] :]
    assert text.index("Third") < text.index("at last.") < text.index("Fourth")


def draw_figure(canvas: Canvas, x: float, y: float) -> None:
    """A plot with a frame, two curves, a bold label inside and an axis labelled outside."""
    canvas.rect(x, y, 180, 90)
    canvas.bezier(x, y, x + 40, y + 80, x + 90, y + 20, x + 170, y + 80)
    canvas.bezier(x, y + 80, x + 40, y, x + 90, y + 60, x + 170, y + 10)
    draw(canvas, x + 60, y + 50, ["Garnet"], size=8, font="Helvetica-Bold")
    for place, label in enumerate(("0", "50", "100")):
        draw(canvas, x + 80 * place, y - 8, [label], size=6)
    draw(canvas, x + 70, y - 17, ["Time (h)"], size=7)


def test_labels_in_and_around_a_drawing_are_no_text_and_its_caption_is() -> None:
    def page(canvas: Canvas) -> None:
        columns(canvas, 780, 15)
        draw_figure(canvas, LEFT + 20, 440)
        draw(canvas, LEFT, 405, ["Fig. 1 Resistance of a garnet over time when it", "rests in air."], size=8)
        draw(canvas, LEFT, 370, prose("Below", 10))
        draw(canvas, RIGHT, 560, prose("Beside", 25))

    layer = layer_of(page)
    assert re.search(r"<!-- figure text: Garnet .*Time \(h\) -->", comments(layer))
    assert "Garnet" not in text_of(layer)
    assert "\n\nFig. 1 Resistance of a garnet over time when it rests in air.\n\n" in layer.text


def test_a_table_ruled_over_two_columns_keeps_its_rows() -> None:
    rows = [
        ("Electrolyte", "Class", "Value", "Source"),
        ("LLZO", "garnet", "0.3", "[6]"),
        ("LGPS", "thiophosphate", "12", "[7]"),
    ]

    def page(canvas: Canvas) -> None:
        draw(canvas, FULL, 790, ["Table 1 Conductivities."], size=8)
        for level in (780, 738):
            canvas.line(FULL, level, 530, level)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                draw(canvas, FULL + 135 * column, 768 - 12 * place, [cell], size=8)
        columns(canvas, 700, 30)

    def other(canvas: Canvas) -> None:
        columns(canvas, 780, 30)

    found = [line for line in layer_of(page, other).text.splitlines() if line.startswith("|")]
    assert found == [f"| {' | '.join(row)} |" for row in rows]


def test_the_head_of_an_abstract_beside_keywords_stands_before_it() -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, FULL, 780, ["Interfaces that are wetted and those that are not"], size=18, font="Helvetica-Bold")
        draw(canvas, FULL, 690, ["A R T I C L E I N F O"], size=8)
        draw(canvas, 210, 690, ["A B S T R A C T"], size=8)
        draw(
            canvas,
            FULL,
            665,
            ["Keywords:", "Garnet", "Wetting of lithium", "Interface", "Impedance", "Solid state"],
            size=8,
        )
        draw(canvas, 210, 665, prose("Abstracted,", 8, width=74), size=8)
        columns(canvas, 520, 30)

    text = layer_of(page).text
    assert text.index("Keywords") < text.index("## Abstract\n") < text.index("Abstracted,") < text.index("Left begins")


def test_a_numbered_heading_in_italics_is_a_heading() -> None:
    def page(canvas: Canvas) -> None:
        y = draw(canvas, LEFT, 780, prose("Before", 12))
        y = draw(canvas, LEFT, y, ["2.1. Getting lithium to wet"], font="Helvetica-Oblique")
        draw(canvas, LEFT, y, prose("After", 12))

    assert re.search(r"at last\.\n\n## 2\.1\. Getting lithium to wet\n\nAfter", layer_of(page).text)


def test_line_numbers_close_to_the_text_are_told_from_it_even_on_a_short_page() -> None:
    def page(first: int, count: int) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            for place, line in enumerate(prose(f"Page{first}", count)):
                draw(canvas, 72, 740 - 20 * place, [line])
                draw(canvas, 60 if first + place < 10 else 57, 740 - 20 * place, [str(first + place)], size=5)

        return paint

    text = text_of(layer_of(page(1, 20), page(21, 3)))
    assert re.findall(r"\d+", text) == ["1", "21"]


def test_a_page_set_on_its_side_is_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rotate(90)
        draw(canvas, 100, -100, prose("Sideways", 12))
        canvas.rotate(-90)
        draw(canvas, 20, 20, ["Downloaded by a reader"])

    layer = layer_of(page)
    assert layer.text.count("at last.") == 1
    assert text_of(layer).strip().startswith("Sideways the wetting of garnet")
    assert "Downloaded by a reader" in comments(layer)


def test_the_name_of_the_journal_is_not_the_title() -> None:
    def first(canvas: Canvas) -> None:
        draw(canvas, FULL, 790, ["Sample Energy Materials"], size=18)
        draw(canvas, FULL, 740, ["Interfaces that are wetted and not"], size=16, font="Helvetica-Bold")
        draw(canvas, FULL, 700, prose("First", 20))

    def later(canvas: Canvas) -> None:
        draw(canvas, FULL, 815, ["A. Example et al. / Sample Energy Materials 12 (2024) 1–9"], size=7)
        draw(canvas, FULL, 740, prose("Later", 20))

    text = layer_of(first, later, later).text
    assert re.findall(r"^# (.*)", text, re.MULTILINE) == ["Interfaces that are wetted and not"]


def test_what_a_page_crops_off_is_kept_apart_and_heads_are_told_within_what_shows() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            canvas.setCropBox((0, 200, 595, 642))
            draw(canvas, 50, 100, [f"proof_{number}.indd"])
            draw(canvas, 50, 625, [f"Sample Letters {number}"])
            draw(canvas, 50, 580, prose(f"Page{number}", 12))

        return paint

    layer = layer_of(page(1), page(2))
    assert "Sample Letters 2" in comments(layer)
    assert "proof_2.indd" in comments(layer)
    assert text_of(layer).strip().startswith("Page1 the wetting")
