"""Citations and reference lists of LaTeX documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.documents import Document

Read = Callable[..., Document]

HEAD = "\\documentclass{article}\n\\begin{document}\n\\section{One}\n"
LIST = r"""
\begin{thebibliography}{9}
\bibitem{first} Sharafi, A., Yu, S., Sakamoto, J. Air on garnets. J. Power Sources 1, 1--2 (2001).
\bibitem{second} Monroe, C., Newman, J. Deposition at interfaces. J. Electrochem. Soc. 2, A396--A404 (2005).
\bibitem{third} Third, C. Some title on halides. Nat. Energy 3, 5--6 (2003).
\bibitem{fourth} Fourth, D. Some title on lithium. Joule 4, 7--8 (2004).
\end{thebibliography}
"""


# Citations


@pytest.mark.parametrize(
    ("source", "text", "callouts"),
    [
        (r"known~\cite{second}.", "known [2].", [("[2]", (2,))]),
        (r"known\cite{second,first}.", "known [1, 2].", [("[1, 2]", (1, 2))]),
        (r"known \citep[see][p.~3]{first,second,third}.", "known [see 1–3, p. 3].", [("[see 1–3, p. 3]", (1, 2, 3))]),
        (r"by \citet{first} and \textcite{second}.", "by Sharafi et al. [1] and Monroe and Newman [2].",
         [("[1]", (1,)), ("[2]", (2,))]),
        (r"as in Ref.~\onlinecite{third} and \citenum{fourth}.", "as in Ref. 3 and 4.", [("Ref. 3 and 4", (3, 4))]),
        (r"as \citeauthor{first} say \cites[1]{first}{third}.", "as Sharafi et al. say [1, 3].", [("[1, 3]", (1, 3))]),
        (r"shown.\supercite{fourth} And more.", "shown.[4] And more.", [("[4]", (4,))]),
    ],
)  # fmt: skip
def test_citations_show_numbers_and_link_to_their_entries(
    read_tex: Read, source: str, text: str, callouts: list[tuple[str, tuple[int, ...]]]
) -> None:
    document = read_tex(HEAD + source + LIST)
    paragraph = document.paragraphs[0]
    assert paragraph.text == text
    assert [(c.refs) for c in paragraph.callouts] == [refs for _, refs in callouts] or [
        ref for c in paragraph.callouts for ref in c.refs
    ] == [ref for _, refs in callouts for ref in refs]
    assert not any("cited keys" in warning for warning in document.warnings)


def test_a_citation_stands_for_its_command(read_tex: Read) -> None:
    text = HEAD + "It is known~\\cite[p.~3]{second} and \\citet{first} agree." + LIST
    content = read_tex(text).paragraphs[0].content
    start, end = content.source_span(content.text.index("["), content.text.index("]") + 1)
    assert text[start:end] == "\\cite[p.~3]{second}"
    start, end = content.source_span(content.text.index("Sharafi"), content.text.index("agree") - 1)
    assert text[start:end] == "\\citet{first}"


def test_a_missing_key_is_told(read_tex: Read) -> None:
    document = read_tex(HEAD + "Known~\\cite{nobody,first}." + LIST)
    assert document.paragraphs[0].text == "Known [1, ?]."
    assert document.warnings == ("1 cited keys are not in the reference list, the first: 'nobody'",)


# References


def test_the_list_of_the_document_gives_numbers_in_its_order(read_tex: Read) -> None:
    document = read_tex(HEAD + "A." + LIST)
    assert [(r.n, r.authors[0][0], r.pages) for r in document.references] == [
        (1, "Sharafi", "1-2"), (2, "Monroe", "A396-A404"), (3, "Third", "5-6"), (4, "Fourth", "7-8"),
    ]  # fmt: skip


REVTEX = r"""\begin{thebibliography}{1}%
\makeatletter
\providecommand \href@noop [0]{\@secondoftwo}%
\providecommand \bibinfo  [0]{\@secondoftwo}%
\bibitem [{\citenamefont {Mo}\ \emph {et~al.}(2015)\citenamefont {Mo}, \citenamefont {He},\ and\ \citenamefont {Li}}]%
  {mo}%
  \BibitemOpen
  \bibfield  {author} {\bibinfo {author} {\bibfnamefont {Y.~F.}\ \bibnamefont {Mo}}, \bibinfo {author} {\bibfnamefont
  {X.}~\bibnamefont {He}},\ and\ \bibinfo {author} {\bibfnamefont {A.}~\bibnamefont {Li}},\ }\href
  {https://doi.org/10.9999/ab\_c.5b} {\bibfield  {journal} {\bibinfo  {journal} {ACS Appl. Mater. Interfaces}\
  }\textbf {\bibinfo {volume} {7}},\ \bibinfo {pages} {23685} (\bibinfo {year} {2015})}\BibitemShut {NoStop}%
\bibitem [{Note1()}]{Note1}%
  \BibitemOpen \href@noop {} {\bibinfo {note} {See the text.}}\BibitemShut {Stop}%
\end{thebibliography}%
"""


def test_the_tags_of_revtex_give_the_fields(read_tex: Read) -> None:
    document = read_tex(HEAD + "By \\citet{mo}." + REVTEX)
    assert document.paragraphs[0].text == "By Mo et al. [1]."
    first = document.references[0]
    assert first.authors == (("Mo", "Y.F."), ("He", "X."), ("Li", "A."))
    assert (first.title, first.journal, first.volume, first.pages, first.year, first.doi) == (
        None, "ACS Appl. Mater. Interfaces", "7", "23685", 2015, "10.9999/ab_c.5b",
    )  # fmt: skip
    assert document.references[1].raw == "See the text."


def test_the_address_that_revtex_sets_before_a_doi_is_no_part_of_it(read_tex: Read) -> None:
    based = REVTEX.replace("{https://doi.org/10.9999/ab", "{\\doibase 10.9999/ab")
    assert read_tex(HEAD + "By \\citet{mo}." + based).references[0].doi == "10.9999/ab_c.5b"


MCITE = r"""\providecommand{\latin}[1]{#1}
\begin{mcitethebibliography}{1}
\providecommand*\natexlab[1]{#1}
\bibitem[Han \latin{et~al.}(2018)Han, Yue, Chen, and Zhao]{han}
Han,~F.; Yue,~J.; Chen,~C.; Zhao,~N. {Interphase Engineering Enabled All-Ceramic Lithium Battery}.
  \emph{Joule} \textbf{2018}, \emph{2}, 497--508\relax
\mciteBstWouldAddEndPuncttrue
\mciteSetBstMidEndSepPunct{\mcitedefaultmidpunct}
{\mcitedefaultendpunct}{\mcitedefaultseppunct}\relax
\unskip.
\end{mcitethebibliography}
"""


def test_a_bbl_beside_the_file_is_its_list(read_tex: Read) -> None:
    text = "\\documentclass{achemso}\\begin{document}\\section{One} Glued.\\cite{han}\n\\bibliography{lib}\n"
    document = read_tex(text, paper_bbl=MCITE)
    entry = document.references[0]
    assert (entry.title, entry.journal, entry.volume, entry.pages, entry.year) == (
        "Interphase Engineering Enabled All-Ceramic Lithium Battery", "Joule", "2", "497-508", 2018,
    )  # fmt: skip
    assert entry.authors[3] == ("Zhao", "N.")
    assert text[entry.evidence[0].start : entry.evidence[0].end] == "\\bibliography{lib}"
    assert document.paragraphs[0].callouts[0].refs == (1,)


def test_a_bbl_that_the_text_takes_in_is_its_list(read_tex: Read) -> None:
    document = read_tex(HEAD + "Known~\\cite{han}.\n\\input{final.bbl}", final_bbl=MCITE)
    assert [r.title for r in document.references] == ["Interphase Engineering Enabled All-Ceramic Lithium Battery"]
    assert not any("another file" in warning for warning in document.warnings)


def test_a_dash_repeats_the_authors_before_it(read_tex: Read) -> None:
    text = r"""\begin{thebibliography}{2}
\bibitem{a} S.~Ohta and N.~Seki, ``Printed cells,'' \emph{J. Power Sources}, vol.~238, pp. 53--56, 2013.
\bibitem{b} ------, ``Glued cells,'' \emph{Joule}, vol.~2, pp. 7--8, 2018.
\end{thebibliography}"""
    second = read_tex(HEAD + "A." + text).references[1]
    assert (second.authors, second.title, second.year) == ((("Ohta", "S."), ("Seki", "N.")), "Glued cells", 2018)


BIB = """@article{never, author={No, B.}, title={Never cited}, journal={Joule}, year=2000}
@article{late, author={Late, A.}, title={{LiPON} on lithium}, journal={Joule}, volume=4, pages={2484--2500}, year=2020}
@article{early, author={Early, C. and others}, title={Li$_7$La$_3$}, journal={Nature}, volume=1, pages={5}, year=1990}
"""


def test_entries_of_a_bib_file_are_numbered_by_first_citation(read_tex: Read) -> None:
    text = HEAD + "First~\\cite{early}, then \\citet{late}.\n\\bibliographystyle{unsrt}\n\\bibliography{lib}\n"
    document = read_tex(text, lib_bib=BIB)
    assert [(r.n, r.authors[0][0], r.title) for r in document.references] == [
        (1, "Early", "Li7La3"), (2, "Late", "LiPON on lithium"),
    ]  # fmt: skip
    assert document.references[1].raw == "Late, A. LiPON on lithium. Joule 4, 2484–2500 (2020)."
    assert document.paragraphs[0].text == "First [1], then Late [2]."
    assert document.warnings == ("entries of the bibliography that are never cited, and were left out: 1",)
    everything = read_tex(text.replace("First", "\\nocite{*}First"), lib_bib=BIB)
    assert [r.title for r in everything.references] == ["Li7La3", "LiPON on lithium", "Never cited"]


def test_a_missing_bibliography_is_told_with_the_remedy(read_tex: Read) -> None:
    document = read_tex(HEAD + "First~\\cite{a}, then~\\cite{b}.\n\\bibliography{gone}")
    assert document.paragraphs[0].text == "First [1], then [2]."
    assert "the bibliography gone.bib is not beside paper.tex" in document.warnings[0]
    assert "paper.bbl" in document.warnings[0]


def test_a_list_that_a_converter_wrote_counts(read_tex: Read) -> None:
    text = (
        HEAD
        + r"""Known {[}1, 2{]}.
\hypertarget{references}{%
\section{References}\label{references}}
\begin{enumerate}
\def\labelenumi{\arabic{enumi}.}
\tightlist
\item
  First, A. Some title on garnets. J. Power Sources 1, 1--2 (2001).
\item
  Second, B. Some title on sulfides. J. Power Sources 2, 3--4 (2002).
\end{enumerate}
"""
    )
    document = read_tex(text)
    assert [(r.n, r.authors, r.pages) for r in document.references] == [
        (1, (("First", "A."),), "1-2"), (2, (("Second", "B."),), "3-4"),
    ]  # fmt: skip
    assert [c.refs for c in document.paragraphs[0].callouts] == [(1, 2)]


def test_a_title_that_a_converter_made_a_section_is_the_title(read_tex: Read) -> None:
    text = r"""\documentclass{article}\setcounter{secnumdepth}{-\maxdimen}\author{}\begin{document}
\section{Wetting of garnet by lithium metal}
Ana B. First, Jo Second
\subsection{Abstract}
It is wetted.
\subsection{1 Introduction}
It was known, as
Fig. 1 A sheet before polishing.

shows.
"""
    document = read_tex(text.replace("as\nFig.", "as\n\nFig."))
    assert (document.title, document.authors) == ("Wetting of garnet by lithium metal", ("Ana B. First", "Jo Second"))
    assert [(p.section, p.text, p.caption) for p in document.paragraphs] == [
        ("abstract", "It is wetted.", False),
        ("1", "It was known, as shows.", False),
        ("1", "Fig. 1 A sheet before polishing.", True),
    ]
