"""Bibliography files: their fields, and the entries as print would show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.reading import read_document
from ingest.references.parser import ReferenceFields
from ingest.tex.bibliography import spell_value
from ingest.tex.bibtex import build_fields, parse_bibtex


def parse(text: str) -> dict[str, ReferenceFields]:
    records = parse_bibtex(text, spell_value).records
    return {key: build_fields(record) for key, record in records.items()}


def test_an_article_with_latex_in_every_field() -> None:
    fields = parse(
        r"""@string{jes = {J. Electrochem. Soc.}}
@Article{a, author = {Sch{\"o}bel, Andr{\'e} and {de Klerk}, N. J. J. and Tsai, Chih-Long and van der Waals, J.},
  title = {{Li$_7$La$_3$Zr$_2$O$_{12}$} and \ce{Li3PO4}: $\beta$ phases at 5\,\% \& more}, journal = jes,
  volume = {165}, number = 16, pages = {A3648--A3655}, month = nov, year = {2018},
  doi = {https://doi.org/10.1149/2.1391814JES}, url = {https://a.b/c_d%20e}}"""
    )["a"]
    assert fields.authors == (("Schöbel", "A."), ("de Klerk", "N.J.J."), ("Tsai", "C.-L."), ("van der Waals", "J."))
    assert fields.title == "Li7La3Zr2O12 and Li3PO4: β phases at 5 % & more"
    assert (fields.journal, fields.volume, fields.pages) == ("J. Electrochem. Soc.", "165", "A3648-A3655")
    assert (fields.year, fields.doi) == (2018, "10.1149/2.1391814jes")
    assert fields.raw.startswith("Schöbel, A., de Klerk, N. J. J., Tsai, C.-L., van der Waals, J. Li7La3Zr2O12 and")
    assert fields.raw.endswith("J. Electrochem. Soc. 165, A3648–A3655 (2018). https://doi.org/10.1149/2.1391814jes")


@pytest.mark.parametrize(
    ("entry", "expected", "raw"),
    [
        (
            "@book{x, author={Newman, John and Thomas-Alyea, Karen E.}, title={Electrochemical Systems},"
            " publisher={Wiley}, address={Hoboken}, edition={3rd}, year=2004}",
            ("Electrochemical Systems", None, None, None),
            "Newman, J., Thomas-Alyea, K. E. Electrochemical Systems. Wiley, Hoboken (2004).",
        ),
        (
            "@incollection{x, author={Zhu, Y.}, title={A chapter}, booktitle={Handbook of Batteries},"
            " editor={Janek, J.}, publisher={Springer}, pages={12--34}, year=2015}",
            ("A chapter", "Handbook of Batteries", None, "12-34"),
            "Zhu, Y. A chapter. In: Handbook of Batteries, pp. 12–34. Springer (2015).",
        ),
        (
            "@inproceedings{x, author={Zhu, Y.}, title={A talk}, booktitle={Proc. Lithium Batteries}, year=2015}",
            ("A talk", "Proc. Lithium Batteries", None, None),
            "Zhu, Y. A talk. In: Proc. Lithium Batteries (2015).",
        ),
        (
            "@phdthesis{x, author={Smith, J.}, title={Interfaces in garnets},"
            " school={University of Oxford}, year=2019}",
            ("Interfaces in garnets", None, None, None),
            "Smith, J. Interfaces in garnets. PhD thesis, University of Oxford (2019).",
        ),
        (
            "@patent{x, author={Bates, J. B.}, title={Thin film battery}, type={US Patent},"
            " number={5,338,625}, year=1994}",
            ("Thin film battery", None, None, None),
            "Bates, J. B. Thin film battery. US Patent 5,338,625 (1994).",
        ),
        (
            "@misc{x, author={Zhu, Y.}, title={A preprint}, eprint={1807.01234}, archivePrefix={arXiv}, year=2018}",
            ("A preprint", None, None, None),
            "Zhu, Y. A preprint. arXiv:1807.01234 (2018).",
        ),
        (
            "@article{x, author={Zhu, Y.}, title={A preprint}, journal={arXiv preprint arXiv:1807.01234}, year={2018}}",
            ("A preprint", "arXiv", None, None),
            "Zhu, Y. A preprint. arXiv:1807.01234 (2018).",
        ),
        (
            "@online{x, author={{Materials Project}}, title={Phase diagrams},"
            " url={https://a.b/c\\_d}, date={2020-03-01}}",
            ("Phase diagrams", None, None, None),
            "Materials Project. Phase diagrams. (2020). https://a.b/c_d",
        ),
        (
            "@article{x, author={Fan, X.}, title={A rich interphase}, journaltitle={Sci. Adv.},"
            " volume=4, eid={eaau9245}, date={2018}}",
            ("A rich interphase", "Sci. Adv.", "4", "eaau9245"),
            "Fan, X. A rich interphase. Sci. Adv. 4, eaau9245 (2018).",
        ),
    ],
    ids=["book", "chapter", "talk", "thesis", "patent", "arXiv", "arXiv as a journal", "page", "BibLaTeX"],
)  # fmt: skip
def test_every_kind_of_entry(entry: str, expected: tuple[str | None, ...], raw: str) -> None:
    fields = parse(entry)["x"]
    assert (fields.title, fields.journal, fields.volume, fields.pages) == expected
    assert fields.raw == raw


def test_names_as_bibtex_reads_them() -> None:
    fields = parse("@misc{a, author={Jo {van Two} and B. Three, Jr. and Four, Jr., C. and others}, title={T}}")["a"]
    assert fields.authors == (("van Two", "J."), ("Three", "B."), ("Four", "C."))
    assert fields.et_al


def test_a_part_takes_what_it_lacks_from_the_whole() -> None:
    fields = parse(
        "@inproceedings{a, author={First, A.}, title={A talk}, crossref={whole}}"
        "@proceedings{whole, booktitle={Proc. of Examples}, title={Proc. of Examples}, year=2011}"
    )["a"]
    assert (fields.title, fields.journal, fields.year) == ("A talk", "Proc. of Examples", 2011)


def test_an_entry_that_is_not_well_formed_costs_no_other() -> None:
    text = "@misc{a, title={First}}\n@misc{b, title={B} year=2}\n@misc{c, title={Third}}\n@misc{c, title={Twice}}"
    records, odd, _ = parse_bibtex(text, spell_value)
    assert {"a", "c"} <= set(records)
    assert records["c"].values["title"] == "Third"
    assert odd


def test_only_what_is_wanted_is_read() -> None:
    records = parse_bibtex("@misc{A, title={One}}@misc{b, title={Two}}", spell_value, {"a"}).records
    assert list(records) == ["A"]


BIBER = r"""% $ biblatex auxiliary file $
\refsection{0}
  \datalist[entry]{none/global//global/global}
    \entry{han}{article}{}
      \name{author}{2}{}{%
        {{hash=1}{%
           family={Han},
           familyi={H\bibinitperiod},
           given={Fudong},
           giveni={F\bibinitperiod}}}%
        {{hash=2}{%
           family={de\bibnamedelimb Yue},
           given={Jie}}}%
      }
      \strng{namehash}{abc}
      \field{journaltitle}{Joule}
      \field{title}{Interphase engineering of \ce{Li3BO3}}
      \field{volume}{2}
      \field{year}{2018}
      \field{pages}{497\bibrangedash 508}
      \range{pages}{12}
      \verb{doi}
      \verb 10.1016/j.joule.2018.02.007
      \endverb
    \endentry
  \enddatalist
\endrefsection
"""


def test_a_bbl_of_biblatex_is_read_as_data(tmp_path: Path) -> None:
    (tmp_path / "paper.bbl").write_text(BIBER, encoding="utf-8")
    path = tmp_path / "paper.tex"
    path.write_text(
        "\\documentclass{article}\\addbibresource{lib.bib}\\begin{document}\\section{One} By \\textcite{han}.\n"
        "\\printbibliography\\end{document}",
        encoding="utf-8",
    )
    document = read_document(path)
    assert document.paragraphs[0].text == "By Han and de Yue [1]."
    entry = document.references[0]
    assert entry.authors == (("Han", "F."), ("de Yue", "J."))
    assert (entry.title, entry.journal, entry.pages) == ("Interphase engineering of Li3BO3", "Joule", "497-508")
    assert entry.doi == "10.1016/j.joule.2018.02.007"


def test_a_bibliography_in_another_encoding_is_read_and_told(tmp_path: Path) -> None:
    (tmp_path / "lib.bib").write_bytes("@misc{a, author={Schöbel, A.}, title={Glue}}".encode("latin-1"))
    path = tmp_path / "paper.tex"
    path.write_text("\\begin{document}\\section{One} By~\\cite{a}.\\bibliography{lib}", encoding="utf-8")
    document = read_document(path)
    assert document.references[0].authors == (("Schöbel", "A."),)
    assert document.warnings == ("lib.bib is not UTF-8 and was read as Windows-1252",)


def test_a_bibliography_inside_the_document_counts(tmp_path: Path) -> None:
    path = tmp_path / "paper.tex"
    path.write_text(
        "\\begin{filecontents}{lib.bib}\n@misc{a, author={First, A.}, title={Glue}}\n\\end{filecontents}\n"
        "\\documentclass{article}\\begin{document}\\section{One} By~\\cite{a}.\\bibliography{lib}\\end{document}",
        encoding="utf-8",
    )
    assert [(r.n, r.title) for r in read_document(path).references] == [(1, "Glue")]
