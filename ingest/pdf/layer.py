"""The text layer of a PDF: Markdown with its pages, columns, headings, captions and tables in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from graph.errors import DocumentError
from ingest.pdf.blocks import EQUATION, FIGURE, HEADING, TABLE, Block, Body, find_blocks
from ingest.pdf.columns import order_columns
from ingest.pdf.figures import part_figures
from ingest.pdf.furniture import Runs, names_journal, part_furniture
from ingest.pdf.glyphs import Glyph, Page, read_pages
from ingest.pdf.gutters import Gutter, find_gutters, find_usual_gutters
from ingest.pdf.joining import find_words, join_lines, strip_tags
from ingest.pdf.lines import join_runs
from ingest.pdf.tables import find_wide_tables

_LOST = re.compile(r"[\ue000-\uf8ff\ufffd]")
_MOST_LOST = 0.02
_LONG_LINE, _MUCH_TEXT = 35, 500


@dataclass(frozen=True, slots=True)
class Layer:
    """The text of a PDF as its lines and offsets count, where its pages start, and what was in doubt."""

    text: str = field(repr=False)
    page_starts: tuple[int, ...]
    warnings: tuple[str, ...]


def read_layer(data: bytes, where: str) -> Layer:
    """Read a PDF into its text layer.

    Headings are marked by ``#``, raised and lowered characters by ``<sup>`` and ``<sub>``; page heads, rotated text
    and the words inside figures are comments, so that nothing is lost. Raises `DocumentError` for a PDF that is
    broken, locked or without any text; ``where`` is its name in the message.
    """
    pages = read_pages(data, where)
    if not any(page.glyphs for page in pages):
        raise DocumentError(
            "the PDF has no text, its pages are images", where=where, remedy="run OCR first, for example with ocrmypdf"
        )
    parted = part_furniture(pages)
    runs = [kept for kept, _ in parted]
    body, usual = _measure_body(runs), find_usual_gutters(runs)
    blocks = [
        list(_find_page_blocks(page, kept, heads, body, usual))
        for page, (kept, heads) in zip(pages, parted, strict=True)
    ]
    all_heads = [head for _, heads in parted for head in heads]
    blocks[0] = [_without_journal(block, all_heads) for block in blocks[0]]
    words = find_words(
        line.text for page in blocks for block in page if isinstance(block, Block) for line in block.lines
    )
    texts = ["".join(f"{_render_block(block, body, words)}\n\n" for block in page) for page in blocks]
    starts = accumulate(map(len, texts[:-1]), initial=0)
    return Layer("".join(texts), tuple(starts), tuple(_warn(pages, runs)))


def _measure_body(pages: Sequence[Runs]) -> Body:
    """Return the font height that most characters have, and the usual distance of its lines."""
    sizes = Counter(round(glyph.size, 1) for runs in pages for run in runs for glyph in run)
    size = max(sizes, key=lambda s: (sizes[s], s))
    gaps: Counter[float] = Counter()
    for runs in pages:
        for column in order_columns(runs):
            lines = [line for line in join_runs(column.runs) if abs(line.size - size) < 0.05 * size]
            for a, b in pairwise(lines):
                if 0.7 * size < a.y - b.y < 2.6 * size:
                    gaps[round(a.y - b.y, 1)] += 1
    fonts = Counter(g.font for runs in pages for run in runs for g in run if abs(g.size - size) < 0.05 * size)
    return Body(
        max(fonts, key=lambda font: (fonts[font], font)),
        size,
        max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 1.2 * size,
        _find_styles(runs for page in pages for runs in page),
    )


def _find_styles(runs: Iterable[Sequence[Glyph]]) -> frozenset[tuple[str, float]]:
    """Return fonts and heights that long lines have, so that a short one in them is no label of a figure."""
    styles = Counter((glyph.font, round(glyph.size, 1)) for run in runs if len(run) > _LONG_LINE for glyph in run)
    return frozenset(style for style, count in styles.items() if count > _MUCH_TEXT)


def _find_page_blocks(
    page: Page, kept: Runs, heads: Sequence[str], body: Body, usual: Sequence[Gutter]
) -> Iterator[Block | str]:
    """Yield what stands outside of the text as comments, then the blocks of the text in reading order."""
    for head in (*heads, *([page.apart] if page.apart else [])):
        yield _comment(f"page {page.number}: {head}")
    text, figures = part_figures(kept, page.drawings, font=body.font, size=body.size)
    for figure in figures:
        yield _comment(f"figure text: {' / '.join(line.text for line in join_runs(figure))}")
    tables = find_wide_tables(text, page.rules, usual, page.height)
    for column in order_columns(text, usual, tables):
        yield from find_blocks(column, body)


def _without_journal(block: Block | str, heads: Sequence[str]) -> Block | str:
    """Return the name of the journal, which the first page may print larger than the title, as a comment."""
    if isinstance(block, str) or block.kind != HEADING:
        return block
    text = " ".join(line.text for line in block.lines)
    return _comment(f"page 1: {text}") if names_journal(text, heads) else block


def _comment(text: str) -> str:
    return f"<!-- {text.replace('--', '- -')} -->"


def _render_block(block: Block | str, body: Body, words: Collection[str]) -> str:
    if isinstance(block, str):
        return block
    texts = [line.text for line in block.lines]
    if block.kind == HEADING:
        level = 1 if block.lines[0].size > 1.5 * body.size else 2
        return f"{'#' * level} {strip_tags(join_lines(texts, words))}"
    if block.kind == TABLE:
        return "\n".join(f"| {' | '.join(line.cells)} |" for line in block.lines)
    if block.kind == EQUATION:
        return f"$$ {' '.join(texts)} $$"
    if block.kind == FIGURE:
        return _comment(f"figure text: {' / '.join(texts)}")
    return join_lines(texts, words)


def _warn(pages: Sequence[Page], runs: Sequence[Runs]) -> Iterator[str]:
    empty = [page.number for page in pages if not page.glyphs]
    if empty:
        yield f"{_pages(empty)} no text: run OCR first"
    lost = [
        page.number
        for page in pages
        if sum(bool(_LOST.match(glyph.text)) for glyph in page.glyphs) > _MOST_LOST * max(len(page.glyphs), 1)
    ]
    if lost:
        yield f"{_pages(lost)} characters whose meaning the PDF does not tell: compare the text layer with the pages"
    doubtful = [page.number for page, kept in zip(pages, runs, strict=True) if _is_doubtful(kept)]
    if doubtful:
        yield f"the reading order is in doubt: {_pages(doubtful)} lines that cross columns again and again"


def _pages(numbers: Sequence[int]) -> str:
    return f"page {numbers[0]} has" if len(numbers) == 1 else f"pages {', '.join(map(str, numbers))} have"


def _is_doubtful(runs: Runs) -> bool:
    """Tell whether bands of columns and lines across them take turns more often than a layout does."""
    return bool(find_gutters(runs)) and len(order_columns(runs)) > 12
