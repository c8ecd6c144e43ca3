"""The sample review, set in every way plain text is saved, gives the records of its Markdown."""

import random
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.records import Record
from ingest.extract import extract_file

SAMPLE = Path(__file__).parents[2] / "ingest" / "sample" / "interfaces-review.md"
TEXT = SAMPLE.read_text(encoding="utf-8")
LEAST = 0.97
OF_THE_DOCUMENT = ("document", "reference", "citation")
HEADING = re.compile(r"(?m)^(#+) ((?:[\d.]+ )?)(.*)$")
LINES_A_PAGE = 50


def blocks() -> Iterator[str]:
    """The blocks of the sample, each reference and each row of a table on its own line."""
    yield from TEXT.strip().split("\n\n")


def is_verbatim(block: str) -> bool:
    return block.startswith(("#", "|", "1. "))


def unmarked(text: str) -> str:
    """Without the marks of Markdown: hashes, stars, bars."""
    text = re.sub(r"(?m)^\|[-| ]+\|\n", "", text.replace("**", ""))
    text = re.sub(r"(?m)^\| (.*) \|$", lambda row: row[1].replace(" | ", "\t"), text)
    return HEADING.sub(r"\2\3", text)


def wrap(text: str, width: int = 76, **options: Any) -> str:
    return textwrap.fill(text, width, break_on_hyphens=False, break_long_words=False, **options)


def hard_wrapped() -> str:
    return "\n\n".join(block if is_verbatim(block) else wrap(block) for block in blocks())


def numbered_plain() -> str:
    return unmarked(TEXT)


def bare_plain() -> str:
    """Headings as bare lines: neither mark nor number."""
    return unmarked(HEADING.sub(r"\1 \3", TEXT))


def upper_plain() -> str:
    """Headings in capitals without numbers."""
    return unmarked(HEADING.sub(lambda found: f"{found[1]} {found[3].upper()}", TEXT))


def roman_plain() -> str:
    """Headings as `II. Title` and `A. Subtitle`, entries as `[1]`."""

    def renumber(found: re.Match[str]) -> str:
        numbers = [int(number) for number in found[2].strip().split(".") if number]
        labels = ["", *("I II III IV V VI VII VIII IX X".split())]
        if not numbers or len(found[1]) == 1:
            return found[0]
        label = f"{labels[numbers[0]]}." if len(numbers) == 1 else f"{chr(64 + numbers[1])}."
        return f"{found[1]} {label} {found[3]}"

    return re.sub(r"(?m)^(\d+)\. ", r"[\1] ", unmarked(HEADING.sub(renumber, TEXT)))


def a_paragraph_a_line() -> str:
    return re.sub(r"\n\n+", "\n", unmarked(TEXT))


def from_windows() -> str:
    return "\ufeff" + TEXT.replace("\n", "\r\n")


def lines_from_windows() -> str:
    return "\ufeff" + a_paragraph_a_line().replace("\n", "\r\n")


def underlined() -> str:
    """Headings underlined as in Setext and reStructuredText."""

    def underline(found: re.Match[str]) -> str:
        title = found[2] + found[3]
        return title + "\n" + {1: "=", 2: "-"}.get(len(found[1]), "~") * len(title)

    return HEADING.sub(underline, TEXT)


def hyphenated(text: str, width: int, dice: random.Random) -> list[str]:
    """The lines of a text set at a width: long words divided before a syllable, compounds at their hyphen."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if len(longer) <= width:
            line = longer
            continue
        room = width - len(line) - 2
        cuts = [found.start() for found in re.finditer(r"(?<=[aeiou])[bcdfglmnprstv][aeiou]", word)]
        cuts = [cut for cut in cuts if 2 < cut <= min(room, len(word) - 3)]
        if re.fullmatch(r"[a-z]{6,}[.,;]?", word) and cuts and dice.random() < 0.8:
            lines.append(f"{line} {word[: cuts[-1]]}-")
            line = word[cuts[-1] :]
        elif re.fullmatch(r"[A-Za-z]{2,}-[a-z]{3,}[.,;]?", word) and word.index("-") < room:
            lines.append(f"{line} {word[: word.index('-') + 1]}")
            line = word[word.index("-") + 1 :]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def on_pages(lines: list[str], furnish: Callable[[int], tuple[str, str]]) -> str:
    pages = [lines[first : first + LINES_A_PAGE] for first in range(0, len(lines), LINES_A_PAGE)]
    parts = []
    for number, page in enumerate(pages, 1):
        head, foot = furnish(number)
        parts.append(head + "\n".join(page) + foot)
    return "".join(parts)


def lines_at(width: int, *, parted: bool) -> list[str]:
    """The lines of all blocks; `parted` puts a blank line after each, else only around captions and tables."""
    dice = random.Random(width)
    lines: list[str] = []
    for block in blocks():
        if block.startswith("|"):
            lines += ["", *unmarked(block).replace("\t", "   ").splitlines(), ""]
        elif block.startswith("1. "):
            for entry in block.splitlines():
                lines += hyphenated(entry, width, dice)
        else:
            whole = parted or block.startswith("# ") or re.match(r"\*\*(?:Fig|Table)", block)
            lines += [""] * (whole is not None and not parted) + hyphenated(unmarked(block), width, dice)
            lines += [""] * bool(whole)
    return lines


def of_a_column() -> str:
    """Narrow lines, blank lines between paragraphs, a running foot and a page number in blocks of their own."""
    return on_pages(lines_at(52, parted=True), lambda n: ("", f"\n\nJ. Interfaces 2026, 12, {300 + n}\n\n{n}\n\n"))


def of_pages_with_form_feeds() -> str:
    head = "Interphase contributors" + " " * 30 + "Interfaces of solids\n\n"
    return on_pages(lines_at(84, parted=True), lambda n: (head, f"\n\n{n}\n\f"))


def of_pages_without_blank_lines() -> str:
    """Nothing but the line end tells a paragraph's end, and the foot stands between two lines."""
    return on_pages(lines_at(84, parted=False), lambda n: ("", f"\n{n}\nJournal of Interfaces (2026) 12:{300 + n}\n"))


SETTINGS: list[Callable[[], str]] = [
    hard_wrapped, numbered_plain, bare_plain, upper_plain, roman_plain, a_paragraph_a_line, from_windows,
    lines_from_windows, underlined, of_a_column, of_pages_with_form_feeds, of_pages_without_blank_lines,
]  # fmt: skip


def of_statements(records: list[Record]) -> Counter[str]:
    return Counter(record.id for record in records if record.KIND not in OF_THE_DOCUMENT)


def of_references(records: list[Any]) -> Counter[Any]:
    return Counter(
        (r.n, r.authors, r.title, r.journal, r.volume, r.pages, r.year, r.doi) for r in records if r.KIND == "reference"
    )


def of_citations(records: list[Any]) -> Counter[Any]:
    return Counter(r.refs for r in records if r.KIND == "citation")


def f1(got: Counter[Any], wanted: Counter[Any]) -> float:
    return 2 * (got & wanted).total() / (got.total() + wanted.total())


@pytest.fixture(scope="module")
def wanted() -> list[Record]:
    return extract_file(SAMPLE)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.__name__)
def test_a_setting_of_the_review_gives_its_records(
    setting: Callable[[], str], wanted: list[Any], tmp_path: Path
) -> None:
    path = tmp_path / SAMPLE.name
    path.write_bytes(setting().encode("utf-8"))
    got: list[Any] = extract_file(path)
    assert f1(of_statements(got), of_statements(wanted)) >= LEAST
    assert f1(of_references(got), of_references(wanted)) >= LEAST
    assert f1(of_citations(got), of_citations(wanted)) >= LEAST
    title = next(record.title for record in wanted if record.KIND == "document")
    assert [record.title.casefold() for record in got if record.KIND == "document"] == [title.casefold()]
