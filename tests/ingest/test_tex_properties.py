"""What holds for every LaTeX document: text knows its place, and nothing breaks the reader."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DocumentError
from ingest.finishing import finish_document
from ingest.reading import build_source
from ingest.tex.reader import read_tex

HEAD = "\\documentclass{article}\n\\begin{document}\n\\section{One}\n"
LIST = "\n\\begin{thebibliography}{9}\\bibitem{first} First, A. On garnets. Joule 1, 1--2 (2001).\\end{thebibliography}"

_WORDS = st.sampled_from(["garnet", "lithium", "wets", "Zirkon", "äther", "Li7"])
_PARTS = st.one_of(
    _WORDS,
    _WORDS.map(lambda word: rf"\textbf{{{word}}}"),
    _WORDS.map(lambda word: rf"\new{{{word} {word}}}"),
    _WORDS.map(lambda word: f"{word}% comment {word}\n"),
    _WORDS.map(lambda word: rf"{word}~\cite{{first}}"),
    _WORDS.map(lambda word: rf"{{\it {word}}}"),
    _WORDS.map(lambda word: f"{word}\n\n"),
    st.sampled_from([r"\LLZO{}", "$x_1$", r"\ce{Li3PO4}", r"\SI{5}{\volt}", r"\unknown", "--", r"\'e", "{}", r"\\"]),
)


_PRINTING = ("\\LLZO", "\\cite", "\\SI", "\\'")
"""The commands that print something else than the letters in their source."""


def holds(covered: str, word: str) -> bool:
    """Tell whether the letters of a word stand in a stretch of source in their order."""
    letters = iter(covered)
    return all(letter in letters for letter in word if letter.isalnum())


@settings(max_examples=60, deadline=None)
@given(st.lists(_PARTS, min_size=1, max_size=40))
def test_text_mapped_back_to_the_source_holds_the_text(parts: list[str]) -> None:
    text = "\\newcommand{\\LLZO}{garnet oxide}\\newcommand{\\new}[1]{\\emph{#1}}\n" + HEAD + "Text " + " ".join(parts)
    source = build_source("paper.tex", text + LIST)
    document = finish_document(source, read_tex(source, Path("nowhere")))
    for paragraph in document.paragraphs:
        content = paragraph.content
        assert list(content.starts) == sorted(content.starts)
        assert list(content.ends) == sorted(content.ends)
        assert all(
            0 <= start <= end <= len(source.text) for start, end in zip(content.starts, content.ends, strict=True)
        )
        place = 0
        for word in content.text.split():
            place = content.text.index(word, place)
            start, end = content.source_span(place, place + len(word))
            place += len(word)
            covered = source.text[start:end]
            assert holds(covered, word) or any(command in covered for command in _PRINTING)


_SIGNS = st.sampled_from(
    [
        *"{}[]$\\%&_^~#",
        *("\\[", "\\]", "\\begin{figure}", "\\end{table}", "\\item", "\n\n", "\\cite{", "\\section{", "\\caption{"),
        *("\\newcommand{\\x}[1]{#1", "\\x", "\\verb|", "\\bibitem{a}", "\\SI{1}", "\\frac", "$$", "word "),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_SIGNS, max_size=60).map("".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    source = build_source("paper.tex", HEAD + "Text " + text)
    try:
        document = finish_document(source, read_tex(source, Path("nowhere")))
    except DocumentError:
        return
    assert all(p.content.ends[-1] <= len(source.text) for p in document.paragraphs if p.text)
