"""The structure of an article put together from its blocks: sections, whole paragraphs, captions apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.repair.rules import repair_text
from ingest.text.blocks import (
    CAPTION,
    CODE,
    EQUATION,
    FURNITURE,
    HEADING,
    ITEM,
    PROSE,
    TABLE,
    Block,
    load_names,
    name_of,
)
from ingest.text.front import is_prose
from ingest.text.sentence_ends import goes_on_in, is_complete

__all__ = ["Apart", "Passage", "build_layout", "is_complete"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or caption before repair: the stretches of source that hold it, in order."""

    spans: tuple[tuple[int, int], ...]
    section: str | None
    heading: str | None
    caption: bool = False


@dataclass(frozen=True, slots=True)
class Apart:
    """A table or an equation: its stretch of source, its section, and the caption just before it."""

    kind: str
    start: int
    end: int
    section: str | None
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of the text in order, and what is odd about them."""

    passages: tuple[Passage, ...]
    apart: tuple[Apart, ...]
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _Open:
    """A passage that may still go on."""

    spans: list[tuple[int, int]]
    text: str
    section: str | None
    heading: str | None
    caption: bool

    def add(self, block: Block) -> None:
        self.spans.append((block.start, block.end))
        self.text += " " + block.text

    def freeze(self) -> Passage:
        return Passage(tuple(self.spans), self.section, self.heading, self.caption)


_PERMISSION = re.compile(r"(?:Copyright|©|Reproduced|Reprinted)[^.]{0,60}$|permission\.?$", re.IGNORECASE)
_CAPTION_SIGNS = re.compile(
    r"Reprinted (?:with|by) permission|Reproduced (?:with|from)|Copyright ©"
    r"|Source data are provided|Scale bars?[,:]|\berror bars\b"
    r"|(?:^|[.;,] )[*_]*\(? ?[b-hj](?: ?[-–,] ?[b-h])? ?\)?[*_]* (?:[A-Z]|[a-z]+ [a-z]+)"
    r"|\. a [A-Z]|(?:in|and|,|\.) \( ?[a-h](?: ?[,–-] ?[a-h])* ?\)"
)
_PANEL = re.compile(r"[*_]*(?:\(?[a-k]\)?|\([A-K](?: ?(?:and|[-–,]) ?[A-K])*\))[*_]* [A-Z]")
_SOUND = re.compile(r"[\d. ]*[A-Z][A-Za-z]*(?: [A-Za-z]{3,})*")
"""A heading in which there is nothing to repair."""
_LOWER_WORDS = re.compile(r"(?<![\w.@-])[a-z]{2,}(?![\w@])")
_MANY_WORDS = 8
_SHORT = 100


@dataclass(slots=True)
class _Builder:
    """The state while blocks are read one by one. ``waiting`` is a paragraph that a heading cuts in a sentence."""

    title: str = ""
    passages: list[_Open] = field(default_factory=list)
    paragraph: _Open | None = None
    caption: _Open | None = None
    section: str | None = None
    heading: str | None = None
    outside: bool = False
    latest: _Open | None = None
    waiting: _Open | None = None
    left_out: list[Block] = field(default_factory=list)
    code: list[Block] = field(default_factory=list)
    apart: list[Apart] = field(default_factory=list)

    def set_apart(self, block: Block, before: Block | None) -> None:
        """Take a table or equation; lines of a table that follow each other are one."""
        last = self.apart[-1] if self.apart else None
        if last and before and before.kind == block.kind == TABLE and last.end == before.end:
            self.apart[-1] = replace(last, end=block.end)
            return
        caption = before.text if before and before.kind == CAPTION and block.kind == TABLE else None
        self.apart.append(Apart(block.kind, block.start, block.end, self.section, caption))

    def start_section(self, block: Block) -> None:
        names = load_names()
        text = block.text if _SOUND.fullmatch(block.text) else repair_text(block.text)
        name = name_of(text)
        if self.paragraph is not None and not is_complete(self.paragraph.text):
            self.waiting = self.paragraph
        self.outside = name in names.back or name in names.references
        if not self.outside:
            titled = self.title and _letters_of(text) == self.title
            # Where the title stands behind the beginning of the text, its abstract follows it.
            self.section, self.heading = ("abstract", "abstract") if titled else (block.number or name, block.text)
        self.paragraph = self.latest = None
        if self.caption is not None and is_complete(self.caption.text):
            self.caption = None

    def open_caption(self, block: Block) -> None:
        self.caption = self._open(block, caption=True)

    def take_prose(self, block: Block, following: Block | None) -> None:
        if block.goes_on and self.latest is not None:
            self.latest.add(block)
        elif self.caption is not None and self._belongs_to_caption(block):
            self.caption.add(block)
            self.latest = self.caption
        elif self.waiting is not None and self._resumes(block):
            self.waiting.add(block)
            self.paragraph = self.latest = self.waiting
            self.section, self.heading, self.waiting = self.waiting.section, self.waiting.heading, None
        elif self.paragraph is not None and not is_complete(self.paragraph.text) and self._goes_on(block):
            self.paragraph.add(block)
            self.latest = self.paragraph
        elif not self._is_residue(block, following):
            self.paragraph = self._open(block, caption=False)
        else:
            self.left_out.append(block)

    def _open(self, block: Block, *, caption: bool) -> _Open:
        passage = _Open([(block.start, block.end)], block.text, self.section, self.heading, caption)
        self.passages.append(passage)
        self.latest = passage
        return passage

    def _belongs_to_caption(self, block: Block) -> bool:
        assert self.caption is not None
        text = self.caption.text
        if _PANEL.match(block.text) and len(self.caption.spans) < 3:
            return True
        if is_complete(text) or _PERMISSION.search(text[-80:]):
            return False
        if _CAPTION_SIGNS.search(block.text):
            return True
        free = self.paragraph is None or is_complete(self.paragraph.text)
        return free and self.passages[-1] is self.caption and goes_on_in(block.text)

    def _resumes(self, block: Block) -> bool:
        """Tell whether a block goes on with the sentence that a heading cut: an abstract beside it, or the title."""
        whole = self.paragraph is None or is_complete(self.paragraph.text)
        reads_on = block.text[:1].islower() and (len(block.text) > _SHORT or is_complete(block.text))
        return whole and reads_on and not _is_stray(block.text)

    def _goes_on(self, block: Block) -> bool:
        assert self.paragraph is not None
        if _is_stray(block.text):
            return False
        if goes_on_in(block.text):
            return True
        if self.paragraph.text.rstrip().endswith(":"):
            return False
        return len(block.text) > _SHORT or (is_complete(block.text) and _has_words(block.text))

    def _is_residue(self, block: Block, following: Block | None) -> bool:
        """Tell whether a short block is a label or address, and no sentence that a page cuts."""
        if _is_stray(block.text):
            return True
        if (
            (block.marked and block.kind == PROSE)
            or len(_LOWER_WORDS.findall(block.text)) >= _MANY_WORDS
            or len(block.text) > _SHORT
            or (is_complete(block.text) and _has_words(block.text))
            or block.text.rstrip().endswith(":")
        ):
            return False
        whole = self.paragraph is None or is_complete(self.paragraph.text)
        cut = whole and following is not None and bool(re.match(r"[a-z(]|\d+[\])]", following.text))
        return not (cut and _has_words(block.text))


def _has_words(text: str) -> bool:
    """Tell whether a short block has a word in lower case, which names and addresses lack."""
    return bool(re.search(r"(?<![\w.-])(?!(?:and|for|the|der|des|von|van)\b)[a-z]{3,}\b(?![@.]\w)", text))


_MAIL = re.compile(r"[\w.-]+@\s?[\w.-]+\.[a-z]{2,}")
_WORDS = re.compile(r"[A-Za-z]{2,}")
_POSTAL = re.compile(r"\b[A-Z]{1,3}[- ]?\d{4,6}\b|\b\d{5,6},? (?:P\.? ?R\.? )?[A-Z][a-z]+|, (?:USA|UK|U\.S\.A\.)$")


def _is_stray(text: str) -> bool:
    """Tell whether a block is an address, a mail line or a notice that stands between paragraphs."""
    if len(text) > 1200:
        return False
    if "@" in text and _MAIL.search(text):
        return not is_prose(text)
    if text.lstrip("*_").startswith(("©", "Copyright")) or "Creative Commons" in text[:220]:
        return True
    if "exclusive licensee" in text or "ORCID" in text:
        return True
    address = load_names().is_address(text)
    if not address and (len(text) > 2 * _SHORT or is_complete(text) or not _POSTAL.search(text)):
        return False
    words = _WORDS.findall(text)
    capitals = sum(word[0].isupper() for word in words)
    return bool(capitals > 0.55 * len(words))


def _letters_of(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def build_layout(
    blocks: Sequence[Block], body: int, references: range, *, title: str | None = None, byline: int | None = None
) -> Layout:
    """Return the paragraphs, captions, tables and equations of the text in order.

    A paragraph that a figure, a caption or the journal's own lines cut in two is one passage with two spans.
    Back matter gives none. A heading that is the ``title`` opens the abstract; at ``byline`` stand the authors.
    """
    builder = _Builder(_letters_of(title or ""))
    texts = [b for b in _body_blocks(blocks, body, references) if b.kind != FURNITURE and b.start != byline]
    first_heading = next((b for b in texts if b.kind == HEADING), None)
    headless = texts[:1] and texts[0].kind != HEADING and first_heading is not None
    if headless:
        builder.section = builder.heading = "abstract"
    for index, block in enumerate(texts):
        if block.kind == HEADING:
            builder.start_section(block)
        elif builder.outside:
            continue
        elif block.kind == CODE:
            builder.code.append(block)
        elif block.kind in (EQUATION, TABLE):
            builder.set_apart(block, texts[index - 1] if index else None)
        elif block.kind == CAPTION:
            builder.open_caption(block)
        else:
            following = next((b for b in texts[index + 1 :] if b.kind in (PROSE, ITEM, HEADING)), None)
            begun = builder.paragraph is not None and is_complete(builder.paragraph.text)
            if headless and begun and builder.section == "abstract":
                builder.section = builder.heading = "introduction"
            ends = following is None or following.kind == HEADING
            builder.take_prose(_without_bullet(block), None if ends else following)
    passages = tuple(passage.freeze() for passage in builder.passages)
    return Layout(passages, tuple(builder.apart), tuple(_warn(builder)))


def _body_blocks(blocks: Sequence[Block], body: int, references: range) -> Iterator[Block]:
    """Yield the blocks of the text; what follows the reference list counts only behind a heading."""
    waiting = False
    for index, block in enumerate(blocks):
        if index < body or index in references:
            continue
        if block.kind == HEADING:
            waiting = False
        elif references and index == references.stop:
            waiting = True
        if not waiting:
            yield block


_BULLET = re.compile(r"[-*•–]\s+")


def _without_bullet(block: Block) -> Block:
    found = _BULLET.match(block.text)
    if not found:
        return block
    return Block(block.kind, block.start + found.end(), block.end, block.text[found.end() :], block.number)


def _warn(builder: _Builder) -> Iterator[str]:
    long = [block for block in builder.left_out if len(block.text) > 2 * _SHORT and not _is_stray(block.text)]
    if long:
        yield f"{len(long)} longer blocks between paragraphs were left out, the first: {long[0].text[:60]!r}"
    if builder.code:
        yield f"{len(builder.code)} blocks of code were left out, the first: {builder.code[0].text[:60]!r}"
    if all(passage.caption for passage in builder.passages):
        yield "no paragraph of running text found"
