"""The text layer of PDFs that are made here. The facts in the sentences are invented."""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from graph.errors import DocumentError
from ingest.extract import extract_file
from ingest.pdf import Layer, read_layer
from ingest.reading import read_document

WORDS = (
    "the wetting of garnet by lithium is poor where the surface is covered with carbonate and improves once the "
    "pellet has been polished and heated while the resistance falls"
).split()


def prose(number: int, count: int) -> list[str]:
    """Lines of a column, the first of which names it."""
    lines, word = [], number
    for place in range(count):
        line = [f"Column{number} begins here:"] if place == 0 else []
        while len(" ".join(line)) < 40:
            line.append(WORDS[word % len(WORDS)])
            word += 1
        lines.append(" ".join(line))
    lines[-1] += " at last."
    return lines


def draw(canvas: Canvas, x: float, y: float, lines: Sequence[str], *, size: float = 9) -> float:
    canvas.setFont("Helvetica", size)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= 1.25 * size
    return y


def begin(canvas: Canvas) -> None:
    """Print a title and the first heading."""
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(50, 800, "Wetting of garnets by lithium")
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(50, 765, "1 Introduction")


def make(*pages: Callable[[Canvas], Any], **options: Any) -> bytes:
    data = BytesIO()
    canvas = Canvas(data, pagesize=A4, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def layer_of(*pages: Callable[[Canvas], Any]) -> Layer:
    return read_layer(make(*pages), "made.pdf")


def test_two_columns_under_a_title_are_read_one_after_the_other() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(50, 780, "Interfaces that are wetted and those that are not")
        # Drawn line by line across both columns, as some programs do.
        for place, (left, right) in enumerate(zip(prose(1, 30), prose(2, 30), strict=True)):
            draw(canvas, 50, 740 - 12 * place, [left])
            draw(canvas, 310, 740 - 12 * place, [right])

    text = layer_of(page).text
    assert text.startswith("# Interfaces that are wetted and those that are not\n")
    assert text.index("Column1") < text.index("at last.") < text.index("Column2")
    assert "|" not in text


def test_raised_and_lowered_characters_are_marked() -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, 50, 700, prose(1, 12))
        text = canvas.beginText(50, 500)
        for rise, size, part in (
            (0, 9, "Li"),
            (-2, 6, "7"),
            (0, 9, "La at 5 cm"),
            (4, 6, "2"),
            (0, 9, " is poor."),
            (4, 6, "3,4"),
        ):
            text.setFont("Helvetica", size)
            text.setRise(rise)
            text.textOut(part)
        canvas.drawText(text)

    assert "Li<sub>7</sub>La at 5 cm<sup>2</sup> is poor.<sup>3,4</sup>" in layer_of(page).text


def test_what_is_drawn_outside_its_clipping_does_not_show() -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, 50, 740, prose(1, 20))
        clipping, curve = canvas.beginPath(), canvas.beginPath()
        clipping.rect(300, 300, 10, 10)
        canvas.clipPath(clipping, stroke=0)
        curve.moveTo(50, 50)
        curve.curveTo(60, 100, 80, 100, 90, 60)
        canvas.drawPath(curve)

    assert layer_of(page).text.startswith("Column1 begins here:")


def test_angle_brackets_of_a_page_head_are_kept() -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, 50, 820, ["Sample Letters: growth of <100> faces"])
        draw(canvas, 50, 740, prose(1, 20))

    assert "growth of <100> faces" in layer_of(page, page).text


def test_page_heads_and_numbers_become_comments_and_pages_are_counted() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            draw(canvas, 50, 810, [f"J. Samples {number}, 2026"])
            draw(canvas, 290, 30, [str(number)])
            draw(canvas, 50, 740, prose(number, 20))

        return paint

    layer = layer_of(page(1), page(2), page(3))
    assert layer.text.count("<!-- page ") == 6
    assert len(layer.page_starts) == 3
    bounds = (*layer.page_starts, len(layer.text))
    for number, (start, end) in enumerate(pairwise(bounds), 1):
        assert f"Column{number} begins" in layer.text[start:end]


def test_line_numbers_in_the_margin_are_no_text() -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, 80, 740, prose(1, 20))
        draw(canvas, 40, 740, [str(number) for number in range(1, 21)])

    text = layer_of(page).text
    assert text.startswith("<!-- page 1: 1 2 3 4")
    assert re.search(r"^\d", text, re.MULTILINE) is None


def test_evidence_of_a_pdf_has_its_page_and_offsets_into_the_layer(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        begin(canvas)
        draw(canvas, 50, 740, prose(1, 20))

    def second(canvas: Canvas) -> None:
        draw(
            canvas,
            50,
            740,
            ["Poor wettability causes contact loss at the LLZO/Li interface, which", "raises the resistance."],
        )
        draw(canvas, 50, 600, prose(2, 20))

    path = tmp_path / "made.pdf"
    path.write_bytes(make(first, second))
    layer = read_document(path).source
    links = [record for record in extract_file(path) if record.KIND == "causal_link"]
    assert links
    evidence = links[0].evidence[0]
    assert evidence.page == 2
    assert layer.media_type == "application/pdf"
    assert "Poor wettability causes" in layer.text[evidence.start : evidence.end]
    assert layer.line_at(evidence.start) == evidence.line


def test_a_caption_between_the_halves_of_a_sentence_stands_apart(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        begin(canvas)
        y = draw(canvas, 50, 740, [*prose(1, 12), "Poor wettability of the garnet by lithium metal at the interface"])
        y = draw(canvas, 50, y - 30, ["Fig. 1 Contact angles on garnet."], size=7)
        draw(canvas, 50, y - 30, ["causes contact loss when the cell is cycled.", *prose(2, 12)])

    path = tmp_path / "made.pdf"
    path.write_bytes(make(page))
    document = read_document(path)
    assert [p.text for p in document.paragraphs if p.caption] == ["Fig. 1 Contact angles on garnet."]
    assert any("at the interface causes contact loss" in p.text for p in document.paragraphs)


def test_a_word_broken_at_a_line_end_is_closed(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        draw(
            canvas,
            50,
            740,
            [*prose(1, 12)[:-1], "and the chemical compatibil-", "ity of solid-", "state cells is poor."],
        )

    path = tmp_path / "made.pdf"
    path.write_bytes(make(page))
    assert "compatibility of solid-state cells" in read_document(path).paragraphs[-1].text


def test_labels_inside_a_figure_are_kept_as_a_comment() -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, 50, 780, prose(1, 12))
        for place, label in enumerate(("Voltage (V)", "Time (h)", "0.0", "0.5")):
            draw(canvas, 80 + 50 * place, 560, [label], size=6)
        draw(canvas, 50, 400, prose(2, 12))

    text = layer_of(page).text
    comments = [line for line in text.splitlines() if line.startswith("<!-- figure text")]
    assert comments
    assert "Voltage (V)" in " ".join(comments)


def test_rows_of_a_table_are_rows() -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas, 50, 780, prose(1, 12))
        y = draw(canvas, 50, 600, ["Table 1 Conductivities."])
        for row in (("Electrolyte", "Class", "Value"), ("LLZO", "garnet", "0.3"), ("LGPS", "LGPS type", "12")):
            for place, cell in enumerate(row):
                draw(canvas, 50 + 90 * place, y, [cell])
            y -= 12
        draw(canvas, 50, 400, prose(2, 12))

    rows = [line for line in layer_of(page).text.splitlines() if line.startswith("|")]
    assert rows == ["| Electrolyte | Class | Value |", "| LLZO | garnet | 0.3 |", "| LGPS | LGPS type | 12 |"]


def test_a_page_without_text_is_named() -> None:
    layer = layer_of(lambda canvas: draw(canvas, 50, 740, prose(1, 20)), lambda canvas: canvas.rect(50, 50, 400, 400))
    assert layer.warnings == ("page 2 has no text: run OCR first",)


def bad_pdfs() -> dict[str, tuple[bytes, str]]:
    whole = make(lambda canvas: draw(canvas, 50, 740, prose(1, 20)))
    return {
        "images": (make(lambda canvas: canvas.rect(50, 50, 400, 400)), "run OCR"),
        "cut off": (whole[:200], "broken or cut off"),
        "locked": (make(lambda canvas: draw(canvas, 50, 740, prose(1, 20)), encrypt="secret"), "password"),
        "a name only": (b"%PDF-1.7\n", "broken or cut off"),
    }


@pytest.mark.parametrize("name", bad_pdfs())
def test_a_bad_pdf_is_an_error_that_names_file_and_remedy(name: str, tmp_path: Path) -> None:
    data, message = bad_pdfs()[name]
    path = tmp_path / "bad.pdf"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert "bad.pdf" in str(caught.value)
    assert message in str(caught.value)


def test_the_same_pdf_gives_the_same_layer() -> None:
    data = make(lambda canvas: draw(canvas, 50, 740, prose(1, 20)))
    assert read_layer(data, "a") == read_layer(data, "b")
