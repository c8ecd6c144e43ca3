"""LaTeX documents: structure, text, commands of their own, and what is not well formed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.errors import DocumentError
from ingest.documents import Document

Read = Callable[..., Document]

HEAD = "\\documentclass{article}\n\\begin{document}\n\\section{One}\n"


def prose(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if not paragraph.caption]


def sections(document: Document) -> list[str | None]:
    return [paragraph.section for paragraph in document.paragraphs]


# Sections


def test_sections_have_the_numbers_that_latex_prints(read_tex: Read) -> None:
    text = r"""\documentclass{article}\begin{document}
\section{One} First.
\subsection{Inner} Second.
\section*{No number} Third.
\subsection{After it} Fourth.
\section{Two} Fifth.
\subsection{Inner} Sixth.
\paragraph{Run-in head.} Seventh.
\appendix
\section{More} Eighth.
\end{document}"""
    assert sections(read_tex(text)) == ["1", "1.1", "no number", "1.2", "2", "2.1", "2.1", "A"]


def test_a_number_in_the_title_counts_where_latex_prints_none(read_tex: Read) -> None:
    text = "\\documentclass{article}\\setcounter{secnumdepth}{0}\\begin{document}\n\\title{A}\n"
    text += "\\section{2 Garnets} First.\n\\subsection*{2.1 Wetting} Second.\n\\section{Outlook} Third."
    document = read_tex(text)
    assert sections(document) == ["2", "2.1", "outlook"]
    assert [p.heading for p in document.paragraphs] == ["2 Garnets", "2.1 Wetting", "Outlook"]


def test_classes_number_their_sections_in_their_own_way(read_tex: Read) -> None:
    body = "\\begin{document}\\section{One} A.\\subsection{Two} B.\\section{Three} C.\\end{document}"
    assert sections(read_tex("\\documentclass[aps,prb]{revtex4-2}" + body)) == ["I", "I.A", "II"]
    assert sections(read_tex("\\documentclass{achemso}" + body)) == ["one", "two", "three"]
    chapters = body.replace("\\section{One}", "\\chapter{Zero}\\section{One}")
    assert sections(read_tex("\\documentclass{book}" + chapters)) == ["1.1", "1.1.1", "1.2"]


def test_back_matter_is_left_out(read_tex: Read) -> None:
    text = HEAD + "Text.\n\\section*{Acknowledgements} We thank them.\n\\subsection*{Funding} By nobody."
    assert prose(read_tex(text)) == ["Text."]
    assert prose(read_tex(HEAD + "Text.\n\\begin{acknowledgments}We thank them.\\end{acknowledgments}")) == ["Text."]


# The head


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (r"\author{Ana First\thanks{x} \and Jo Second\\ Institute of Examples}", ("Ana First", "Jo Second")),
        (r"\author{Ana First}\affiliation{Here}\author{Jo de Second}\email{a@b.cd}", ("Ana First", "Jo de Second")),
        (r"\author[a]{Ana First\corref{c}}\author[a,b]{Jo Second}\address[a]{Here}", ("Ana First", "Jo Second")),
        (r"\author{Ana First$^{1,2}$, Jo Second$^\dag$ and Li Third}", ("Ana First", "Jo Second", "Li Third")),
        (
            r"\author*[1]{\fnm{Ana} \sur{First}}\email{a@b.cd}\author[2]{\fnm{Jo} \sur{Second}}",
            ("Ana First", "Jo Second"),
        ),
        (r"\author{\IEEEauthorblockN{Ana First, Jo Second}\IEEEauthorblockA{Here}}", ("Ana First", "Jo Second")),
        (r"\author{Ana~First,~\IEEEmembership{Member,~IEEE,} and Jo~Second\thanks{x}}", ("Ana First", "Jo Second")),
        (
            r"\Author{Ana First $^{1,*}$\orcidA{}, Jo Second $^{2}$ and Li Third}",
            ("Ana First", "Jo Second", "Li Third"),
        ),
        (r"\Author[1]{Ana}{First}\Author[1,2][a@b.cd]{Jo}{Second}", ("Ana First", "Jo Second")),
    ],
    ids=["article", "revtex", "elsarticle", "superscripts", "sn-jnl", "ieee", "ieee journal", "mdpi", "copernicus"],
)
def test_authors_in_the_shapes_of_the_classes(read_tex: Read, head: str, authors: tuple[str, ...]) -> None:
    text = "\\documentclass{article}\\begin{document}\\title{T of it}" + head + "\\maketitle\\section{One} A."
    assert read_tex(text).authors == authors


def test_the_head_gives_title_journal_year_and_doi(read_tex: Read) -> None:
    text = r"""\documentclass{elsarticle}
\journal{Journal of Examples}
\begin{document}\begin{frontmatter}
\title[Short]{Wetting of \ce{Li7La3Zr2O12}:\\ a study\tnoteref{t}\thanks{Thanks.}}
\tnotetext[t]{A note.}
\date{3 May 2021}\doi{10.9999/Example.1}
\begin{abstract}It is wetted.\end{abstract}
\begin{keyword}garnet \sep lithium\end{keyword}
\end{frontmatter}
\section{Introduction} Text.
\end{document}"""
    document = read_tex(text)
    assert document.title == "Wetting of Li7La3Zr2O12: a study"
    assert (document.journal, document.year, document.doi) == ("Journal of Examples", 2021, "10.9999/example.1")
    assert [(p.section, p.text) for p in document.paragraphs] == [("abstract", "It is wetted."), ("1", "Text.")]


def test_the_abstract_may_be_a_command_and_stand_in_the_preamble(read_tex: Read) -> None:
    document = read_tex(
        "\\documentclass{mdpi}\\Title{T of it}\\abstract{It is \\emph{wetted}.}\\begin{document}\\section{One} A."
    )
    assert [(p.section, p.text) for p in document.paragraphs] == [("abstract", "It is wetted."), ("1", "A.")]


def test_text_without_headings_behind_the_abstract_is_the_introduction(read_tex: Read) -> None:
    head = "\\documentclass{revtex4-2}\\begin{document}\\title{T of it}\\begin{abstract}It is.\\end{abstract}\n"
    document = read_tex(head + "It was.")
    assert [(p.section, p.text) for p in document.paragraphs] == [("abstract", "It is."), ("introduction", "It was.")]


# Text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"Stra\ss e, M\"uller, na\"{\i}ve, \v{S}imon, \O rsted", "Straße, Müller, naïve, Šimon, Ørsted"),
        (r"``quoted'' --- 5\,\% \& more~than \$5", "“quoted” — 5 % & more than $5"),
        (r"Li$_7$La$_3$Zr$_2$O$_{12}$ and Li\textsubscript{3}PO\textsubscript{4}", "Li7La3Zr2O12 and Li3PO4"),
        (r"\ce{Li_{6.4}La3Zr_{1.4}Ta_{0.6}O12}, \ce{Li+}, \ch{SO4^2-}", "Li6.4La3Zr1.4Ta0.6O12, Li+, SO42-"),
        (r"\SI{1.2e-4}{\siemens\per\centi\metre} at \SI{25}{\degreeCelsius}", "1.2 × 10^-4 S cm-1 at 25 °C"),
        (r"\qty{5}{mA.cm^{-2}}, \num{3e5}, \SIrange{1}{2}{\mega\pascal}", "5 mA cm-2, 3 × 10^5, 1–2 MPa"),
        (r"10$^{-4}$ S\,cm$^{-1}$, $10^{-2}$ S cm$^{-1}$, 10\textsuperscript{-3}", "10^-4 S cm-1, 10^-2 S cm-1, 10^-3"),
        (r"$1.5\times10^{-3}$ and $\SI{5}{\volt}$", "1.5 × 10^-3 and 5 V"),
        (r"Li$_{\frac{1}{3}}$, $\frac{a+b}{c}$, $kT$, \(x = 1\)", "Li1/3, (a+b)/c, kT, x = 1"),
        (r"\textcolor{red}{red} {\bf bold} \emph{in situ} \sout{gone}here", "red bold in situ here"),
        (r"\href{https://a.b/c%20d}{the page}", "the page"),
        (r"{[}3, 4{]} and Li\textbar LLZO", "[3, 4] and Li|LLZO"),
        ("one% dropped\ntwo % dropped\n% dropped\nthree", "onetwo three"),
    ],
)
def test_text_reads_as_in_print(read_tex: Read, source: str, text: str) -> None:
    assert prose(read_tex(HEAD + source + "\n\\end{document}")) == [text]


def test_what_tex_does_not_read_is_left_out(read_tex: Read) -> None:
    text = HEAD + (
        "\\newif\\ifdraft\\draftfalse\nSeen.\n\\iffalse Not seen. \\ifx\\a\\b x\\fi \\fi\n"
        "\\begin{comment}Not seen.\\end{comment}\\ifdraft Not seen.\\else Seen too.\\fi\n"
        "\\begin{verbatim}\\section{Not seen}\\end{verbatim}\n\\end{document} Not seen."
    )
    assert prose(read_tex(text)) == ["Seen. Seen too."]


def test_lists_footnotes_and_floats_stand_apart(read_tex: Read) -> None:
    text = (
        HEAD
        + r"""Before\footnote{A note of its own.} it
\begin{figure}\includegraphics{a}\caption{Of \emph{it}.}\label{f}\end{figure}
goes on in Fig.~\ref{f}.
\begin{itemize}\item One thing. \item[(b)] Another.\end{itemize}
"""
    )
    document = read_tex(text)
    assert prose(document) == ["Before it goes on in Fig. 1.", "A note of its own.", "One thing.", "(b) Another."]
    assert [p.text for p in document.paragraphs if p.caption] == ["Of it."]


def test_a_displayed_equation_does_not_cut_its_sentence(read_tex: Read) -> None:
    text = (
        HEAD
        + "It obeys\n\\begin{equation}\\label{e} a = b.\\end{equation}\nThen \\[ c = d, \\] where \\eqref{e} holds."
    )
    document = read_tex(text)
    assert prose(document) == ["It obeys. Then, where (1) holds."]
    assert [equation.content.text for equation in document.equations] == [
        "\\begin{equation}\\label{e} a = b.\\end{equation}",
        "\\[ c = d, \\]",
    ]


def test_labels_give_the_numbers_that_latex_would_print(read_tex: Read) -> None:
    text = (
        HEAD
        + r"""\label{s}\subsection{In}\label{t}
\begin{figure}\begin{subfigure}{1cm}\caption{P}\label{p}\end{subfigure}\caption{F}\label{f}\end{figure}
\begin{table}\caption{T}\label{tab}\end{table}
\begin{align} a &= b \label{x}\\ c &= d \nonumber\\ e &= f \label{y} \end{align}
See \ref{s}, \ref{t}, \cref{f}, \ref{p}, \Cref{tab}, \eqref{x}, \ref{y} and~\ref{none}."""
    )
    assert prose(read_tex(text))[-1] == "See 1, 1.1, Fig. 1, 1a, Table 1, (1), 2 and."


def test_tables_are_rows_of_cells(read_tex: Read) -> None:
    text = (
        HEAD
        + r"""\begin{table}
\begin{tabular}{l@{}cc}\toprule
 & \multicolumn{2}{c}{Conductivity} \\ \cmidrule(lr){2-3}
\textbf{Solid} & bulk & total\tnote{a} \\ \midrule
LLZO & $10^{-3}$ & 5\,\% \\[2pt]
\bottomrule\end{tabular}
\caption{Of solids.}
\end{table}"""
    )
    document = read_tex(text)
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [
        ["", "Conductivity", ""],
        ["Solid", "bulk", "total"],
        ["LLZO", "10^-3", "5 %"],
    ]
    assert document.tables[0].caption == "Of solids."


def test_the_head_of_a_long_table_counts_once(read_tex: Read) -> None:
    text = HEAD + (
        "\\begin{longtable}{ll}\\caption{Long.}\\\\ A & B \\\\ \\endfirsthead A & B \\\\ \\endhead"
        " next page & \\\\ \\endfoot \\hline 1 & 2 \\\\ \\end{longtable}"
    )
    document = read_tex(text)
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [["A", "B"], ["1", "2"]]
    assert document.tables[0].caption == "Long."


# Commands of the document


def test_a_command_of_the_document_is_expanded_and_stands_for_its_call(read_tex: Read) -> None:
    text = "\\newcommand{\\LLZO}{Li$_7$La$_3$Zr$_2$O$_{12}$}\\newcommand{\\of}[2][it]{#2 of #1}\n" + HEAD
    text += "Here \\LLZO{} and \\LLZO\\ are \\of[them]{part} and \\of{all}."
    content = read_tex(text).paragraphs[0].content
    assert content.text == "Here Li7La3Zr2O12 and Li7La3Zr2O12 are part of them and all of it."
    start, end = content.source_span(5, 17)
    assert text[start:end] == "\\LLZO"


def test_an_argument_keeps_its_own_place(read_tex: Read) -> None:
    text = (
        "\\newcommand{\\new}[1]{\\textcolor{red}{#1}}\n"
        + HEAD
        + "\\new{First it is wetted. Then it is not~\\cite{first}.}"
        + "\\begin{thebibliography}{9}\\bibitem{first} First, A. On garnets. Joule 1, 2 (2001).\\end{thebibliography}"
    )
    content = read_tex(text).paragraphs[0].content
    start, end = content.source_span(content.text.index("Then"), content.text.index("Then") + 4)
    assert text[start:end] == "Then"


def test_commands_may_be_defined_in_a_file_beside(read_tex: Read) -> None:
    text = "\\documentclass{article}\\usepackage{mine}\\input{macros}\n\\begin{document}\\section{A} \\LLZO{} on \\LPS."
    document = read_tex(text, macros_tex="\\newcommand{\\LLZO}{garnet}", mine_sty="\\def\\LPS{glass}")
    assert prose(document) == ["garnet on glass."]
    assert document.warnings == ("no reference list found",)


def test_endless_definitions_end(read_tex: Read) -> None:
    bomb = "".join(
        f"\\newcommand{{\\{a}}}{{\\{b}\\{b}\\{b}\\{b}\\{b}\\{b}\\{b}\\{b}}}\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    document = read_tex(
        bomb + "\\newcommand{\\i}{word }\\newcommand{\\x}{\\y}\\newcommand{\\y}{\\x}" + HEAD + "Text \\x \\a."
    )
    assert any("is defined by itself" in warning for warning in document.warnings)


def test_acronyms_are_written_out(read_tex: Read) -> None:
    text = "\\newacronym{eis}{EIS}{impedance spectroscopy}\n" + HEAD + "By \\gls{eis} and \\gls{eis}."
    assert prose(read_tex(text)) == ["By impedance spectroscopy (EIS) and EIS."]


def test_an_unknown_command_keeps_its_argument_and_is_told_where_it_has_none(read_tex: Read) -> None:
    document = read_tex(HEAD + "It is \\odd[opt]{kept here} and \\LLZO pellets, \\LLZO discs.\n\\noindent More.")
    assert prose(document) == ["It is kept here and pellets, discs. More."]
    assert [w for w in document.warnings if "not defined" in w] == [
        "not defined in this file, and so without text: \\LLZO (2)"
    ]


# Other files and slips


def test_parts_in_other_files_are_told(read_tex: Read) -> None:
    document = read_tex(HEAD + "Text.\n\\input{sections/methods}\n\\include{end}")
    told = next(w for w in document.warnings if "latexpand" in w)
    assert told.startswith("the part 'sections/methods' is another file")
    assert sum("latexpand" in w for w in document.warnings) == 2


def test_a_file_without_text_of_its_own_is_an_error(read_tex: Read) -> None:
    with pytest.raises(DocumentError, match=r"the text is in other files \(one, two\)"):
        read_tex("\\documentclass{article}\\begin{document}\\title{T of it}\\input{one}\\input{two}\\end{document}")


def test_groups_nested_beyond_reason_are_an_error(read_tex: Read) -> None:
    with pytest.raises(DocumentError, match="inside one another"):
        read_tex(HEAD + "{" * 5000 + "x" + "}" * 5000)


@pytest.mark.parametrize(
    ("slip", "line", "what"),
    [
        ("An \\textbf{open brace.", 4, "a brace is never closed"),
        ("One too many}.", 4, "a brace closes none that is open"),
        ("\\begin{figure}\\caption{Of it.}", 4, "\\begin{figure} has no \\end"),
        ("An \\end{foo} alone.", 4, "\\end{foo} has no \\begin"),
        ("A $ alone.", 4, "mathematics is never closed"),
        ("A \\[ alone.", 4, "mathematics is never closed"),
    ],
)
def test_a_slip_costs_no_more_than_its_paragraph(read_tex: Read, slip: str, line: int, what: str) -> None:
    document = read_tex(HEAD + slip + "\n\nThe next stands.\n\\section{Two}\nAnd so does this.")
    assert f"line {line}: {what}; the text was read as far as it goes" in document.warnings
    assert [p.text for p in document.paragraphs][-2:] == ["The next stands.", "And so does this."]
    assert document.paragraphs[-1].section == "2"


def test_a_name_that_no_file_can_have_names_no_file(read_tex: Read) -> None:
    document = read_tex(HEAD + f"Text~\\cite{{a}}.\n\\bibliography{{{'a' * 300}}}\n\\end{{document}}")
    assert prose(document) == ["Text [1]."]


@pytest.mark.parametrize("options", ["[First panel of it]", "[In the list][First panel of it]"])
def test_a_panel_has_the_last_of_its_captions(read_tex: Read, options: str) -> None:
    figure = f"\\begin{{figure}}\\subfloat{options}{{x}}\\caption{{Both panels.}}\\end{{figure}}"
    captions = [p.text for p in read_tex(HEAD + "Text.\n" + figure + "\n\\end{document}").paragraphs if p.caption]
    assert any("First panel of it" in caption for caption in captions)
    assert not any("In the list" in caption for caption in captions)
