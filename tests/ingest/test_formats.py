"""The sample review, printed in every format that is read, gives the records of its Markdown."""

import html
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

from graph.records import Record
from ingest.extract import extract_file

SAMPLE = Path(__file__).parents[2] / "ingest" / "sample" / "interfaces-review.md"
LEAST = 0.97
OF_THE_DOCUMENT = ("document", "reference", "citation")


@dataclass(frozen=True)
class Block:
    """A block of the sample: title, heading (with level and number), paragraph, caption, table or reference."""

    kind: str
    text: str
    level: int = 0
    number: str = ""


def read_blocks() -> Iterator[Block]:
    blocks = SAMPLE.read_text(encoding="utf-8").split("\n\n")
    for text in (block.strip() for block in blocks):
        if found := re.fullmatch(r"(#+) (?:([\d.]+) )?(.*)", text):
            level = len(found[1])
            yield Block("title" if level == 1 else "heading", found[3], level, found[2] or "")
        elif text.startswith("|"):
            yield Block("table", text)
        elif re.match(r"1\. ", text):
            for entry in text.splitlines():
                yield Block("reference", entry.split(" ", 1)[1], number=entry.split(".")[0])
        elif re.match(r"(?:\*\*)?(?:Fig\.|Table) \d", text):
            yield Block("caption", text.replace("**", ""))
        else:
            yield Block("paragraph", text.replace("\n", " "))


BLOCKS = list(read_blocks())
ROW = re.compile(r"^\|(.*)\|$", re.MULTILINE)


def rows_of(table: str) -> list[list[str]]:
    rows = [[cell.strip() for cell in row.split("|")] for row in ROW.findall(table)]
    return [row for row in rows if set("".join(row)) != {"-"}]


CITATION = re.compile(r"\[(\d+(?:[–,] ?\d+)*)\]")


def expand(numbers: str) -> list[str]:
    """The single numbers of a citation such as `3, 5–7`."""
    found: list[str] = []
    for part in re.split(", ?", numbers):
        ends = [int(end) for end in part.split("–")]
        found += map(str, range(ends[0], ends[-1] + 1))
    return found


def render_text() -> str:
    """Plain text as a word processor saves it: no marks, wrapped at 76 characters."""
    parts = []
    for block in BLOCKS:
        text = f"{block.number} {block.text}".strip() if block.kind == "heading" else block.text
        if block.kind == "reference":
            text = f"[{block.number}] {text}"
            parts.append(textwrap.fill(text, 76, subsequent_indent="    ", break_on_hyphens=False))
        elif block.kind == "table":
            parts.append("\n".join("   ".join(row) for row in rows_of(text)))
        else:
            parts.append(textwrap.fill(text, 76, break_on_hyphens=False))
    return "\n\n".join(parts) + "\n"


def render_html() -> str:
    """A publisher's page: menus around the article, superscripts as such, citations linked to the list."""

    def linked(text: str) -> str:
        def link(found: re.Match[str]) -> str:
            return "[" + re.sub(r"\d+", r'<a href="#ref-\g<0>">\g<0></a>', found[1]) + "]"

        text = CITATION.sub(link, html.escape(text, quote=False))
        text = re.sub(r"(?<=[A-Za-z)])([₀-₉₊₋ₓ]+)", lambda f: f"<sub>{plain(f[1])}</sub>", text)
        return re.sub(r"[⁰¹²³⁴-⁹⁺⁻]+", lambda f: f"<sup>{plain(f[0])}</sup>", text)

    parts, entries = [], []
    for block in BLOCKS:
        text = linked(block.text)
        if block.kind == "title":
            parts.append(f"<h1>{text}</h1><ul class='authors'><li>Interphase contributors</li></ul>")
        elif block.kind == "heading" and block.text != "References":
            parts.append(f"<h{block.level}>{block.number} {text}</h{block.level}>")
        elif block.kind == "caption":
            parts.append(f"<figure><img src='f.png' alt=''><figcaption>{text}</figcaption></figure>")
        elif block.kind == "table":
            rows = "".join(f"<tr>{''.join(f'<td>{linked(c)}</td>' for c in row)}</tr>" for row in rows_of(block.text))
            parts.append(f"<table>{rows}</table>")
        elif block.kind == "reference":
            entries.append(f'<li id="ref-{block.number}">{html.escape(block.text)}</li>')
        elif block.kind == "paragraph" and "contributors" not in block.text:
            parts.append(f"<p>{text}</p>")
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Sample | Journal</title><style>p {color: red}</style>"
        f"</head><body><nav><a href='/'>Home</a> <a href='/login'>Log in</a></nav><main><article>{''.join(parts)}"
        f"<h2>References</h2><ol class='references'>{''.join(entries)}</ol></article></main>"
        "<footer><p>We use cookies to improve your experience on this page of the journal.</p></footer></body></html>"
    )


SCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋ₓ⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-x0123456789+-")


def plain(scripts: str) -> str:
    return scripts.translate(SCRIPTS).replace("-", "−")


def render_jats() -> str:
    """JATS with nested sections, linked citations and tagged references."""

    def linked(text: str) -> str:
        text = re.sub(r"[₀-₉₊₋ₓ]+", lambda f: f"<sub>{plain(f[0])}</sub>", html.escape(text, quote=False))
        text = re.sub(r"[⁰¹²³⁴-⁹⁺⁻]+", lambda f: f"<sup>{plain(f[0])}</sup>", text)
        reference = r'<xref ref-type="bibr" rid="b\g<0>">\g<0></xref>'
        return CITATION.sub(lambda found: "[" + re.sub(r"\d+", reference, found[1]) + "]", text)

    parts, entries, abstract, open_levels = [], [], "", []
    for place, block in enumerate(BLOCKS):
        text = linked(block.text)
        if block.kind == "heading":
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
                parts.append("</sec>")
            if block.text not in ("Abstract", "References"):
                open_levels.append(block.level)
                label = f"<label>{block.number}</label>" if block.number else ""
                parts.append(f"<sec>{label}<title>{text}</title>")
        elif block.kind == "caption":
            label, rest = text.split(" ", 2)[:2], text.split(" ", 2)[2]
            parts.append(f"<fig><label>{' '.join(label)}</label><caption><p>{rest}</p></caption></fig>")
        elif block.kind == "table":
            rows = "".join(f"<tr>{''.join(f'<td>{linked(c)}</td>' for c in row)}</tr>" for row in rows_of(block.text))
            parts.append(f"<table-wrap><table><tbody>{rows}</tbody></table></table-wrap>")
        elif block.kind == "reference":
            entries.append(
                f'<ref id="b{block.number}"><label>{block.number}</label>'
                f"<mixed-citation>{html.escape(block.text, quote=False)}</mixed-citation></ref>"
            )
        elif block.kind == "paragraph" and BLOCKS[place - 1].text == "Abstract":
            abstract = f"<abstract><p>{text}</p></abstract>"
        elif block.kind == "paragraph" and "contributors" not in block.text:
            parts.append(f"<p>{text}</p>")
    title = next(block.text for block in BLOCKS if block.kind == "title")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<article article-type="review-article"><front><article-meta>'
        f"<title-group><article-title>{title}</article-title></title-group>{abstract}</article-meta></front>"
        f"<body>{''.join(parts)}</body><back><ref-list><title>References</title>{''.join(entries)}</ref-list></back>"
        "</article>"
    )


def render_latex() -> str:
    r"""LaTeX with its own section numbers, `\cite` and `thebibliography`."""

    def escaped(text: str) -> str:
        text = re.sub(r"([%&#_$])", r"\\\1", text)
        text = re.sub(r"[⁰¹²³⁴-⁹⁺⁻]+", lambda f: f"$^{{{plain(f[0]).replace('−', '-')}}}$", text)
        text = re.sub(r"[₀-₉₊₋ₓ]+", lambda f: f"$_{{{plain(f[0])}}}$", text)
        return CITATION.sub(lambda found: rf"\cite{{{','.join('ref' + n for n in expand(found[1]))}}}", text)

    commands = {2: "section", 3: "subsection"}
    parts, entries = [], []
    for place, block in enumerate(BLOCKS):
        text = escaped(block.text)
        if block.kind == "heading" and block.number:
            parts.append(rf"\{commands[block.level]}{{{text}}}")
        elif block.kind == "caption":
            inner = re.sub(r"^(?:Fig\.|Table) \d+\.? ", "", text)
            parts.append(rf"\begin{{figure}}\includegraphics{{f}}\caption{{{inner}}}\end{{figure}}")
        elif block.kind == "table":
            rows = "\\\\\n".join(" & ".join(map(escaped, row)) for row in rows_of(block.text))
            parts.append(f"\\begin{{tabular}}{{lllll}}\n{rows}\n\\end{{tabular}}")
        elif block.kind == "reference":
            entry = re.sub(r"([%&#_$])", r"\\\1", block.text)
            entries.append(rf"\bibitem{{ref{block.number}}} {entry}")
        elif block.kind == "paragraph" and BLOCKS[place - 1].text == "Abstract":
            parts.append(rf"\begin{{abstract}}{text}\end{{abstract}}")
        elif block.kind == "paragraph" and "contributors" not in block.text:
            parts.append(text)
    title = next(block.text for block in BLOCKS if block.kind == "title")
    body, bibliography = "\n\n".join(parts), "\n\n".join(entries)
    return (
        "\\documentclass{article}\n\\usepackage{graphicx}\n"
        f"\\title{{{title}}}\n\\author{{Interphase contributors}}\n\\begin{{document}}\n\\maketitle\n{body}\n"
        f"\\begin{{thebibliography}}{{99}}\n{bibliography}\n\\end{{thebibliography}}\n\\end{{document}}\n"
    )


def render_pdf() -> bytes:
    """Two columns under a title, with page heads and numbers, raised and lowered characters as such."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    pdfmetrics.registerFont(TTFont("VeraBd", "VeraBd.ttf"))
    body = ParagraphStyle("body", fontName="Vera", fontSize=8, leading=10, spaceAfter=5, alignment=TA_JUSTIFY)
    styles = {
        "title": ParagraphStyle("title", fontName="VeraBd", fontSize=15, leading=18, spaceAfter=12),
        "heading": ParagraphStyle("heading", fontName="VeraBd", fontSize=10, leading=13, spaceBefore=6, spaceAfter=4),
        "caption": ParagraphStyle("caption", parent=body, fontSize=7, leading=9, spaceBefore=6, spaceAfter=10),
        "reference": ParagraphStyle("reference", parent=body, leftIndent=14, firstLineIndent=-14, alignment=0),
    }

    def marked(text: str) -> str:
        text = re.sub(r"[₀-₉₊₋ₓ]+", lambda f: f"<sub>{plain(f[0])}</sub>", html.escape(text, quote=False))
        text = re.sub(r"[⁰¹²³⁴-⁹⁺⁻]+", lambda f: f"<super>{plain(f[0])}</super>", text)
        return text.replace("β", '<font name="Symbol">b</font>').replace("μ", "µ")

    story: list[Any] = []
    for block in BLOCKS:
        if block.kind == "table":
            rows = [[Paragraph(marked(cell), styles["caption"]) for cell in row] for row in rows_of(block.text)]
            story.append(Table(rows, colWidths=[80, 45, 50, 35, 30]))
            continue
        number = f"{block.number}. " if block.kind == "reference" else f"{block.number} " if block.number else ""
        story.append(Paragraph(number + marked(block.text), styles.get(block.kind, body)))
    data = BytesIO()

    def furnish(canvas: Any, document: Any) -> None:
        canvas.setFont("Vera", 7)
        canvas.drawString(50, 810, "Journal of Samples (2026) 1:1-20")
        canvas.drawCentredString(298, 25, str(document.page))

    frames = [Frame(45, 45, 245, 750, id="left"), Frame(305, 45, 245, 750, id="right")]
    template = BaseDocTemplate(data, pagesize=A4)
    template.addPageTemplates(PageTemplate(frames=frames, onPage=furnish))
    template.build(story)
    return data.getvalue()


def of_statements(records: list[Record]) -> Counter[str]:
    return Counter(record.id for record in records if record.KIND not in OF_THE_DOCUMENT)


def of_references(records: list[Any]) -> Counter[Any]:
    return Counter(
        (r.n, r.authors, r.title, r.journal, r.volume, r.pages, r.year, r.doi) for r in records if r.KIND == "reference"
    )


def of_citations(records: list[Any]) -> Counter[Any]:
    return Counter((r.refs, r.section) for r in records if r.KIND == "citation")


def f1(got: Counter[Any], wanted: Counter[Any]) -> float:
    return 2 * (got & wanted).total() / (got.total() + wanted.total())


@pytest.fixture(scope="module")
def wanted() -> list[Record]:
    return extract_file(SAMPLE)


RENDERINGS: dict[str, Callable[[], str | bytes]] = {
    "review.txt": render_text,
    "review.html": render_html,
    "review.xml": render_jats,
    "review.tex": render_latex,
    "review.pdf": render_pdf,
}


@pytest.mark.parametrize("name", RENDERINGS)
def test_a_format_gives_the_records_of_the_markdown(name: str, wanted: list[Record], tmp_path: Path) -> None:
    path = tmp_path / name
    rendered = RENDERINGS[name]()
    path.write_bytes(rendered if isinstance(rendered, bytes) else rendered.encode("utf-8"))
    got = extract_file(path)
    assert f1(of_statements(got), of_statements(wanted)) >= LEAST
    assert f1(of_references(got), of_references(wanted)) >= LEAST
    assert f1(of_citations(got), of_citations(wanted)) >= LEAST
