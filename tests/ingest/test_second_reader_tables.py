"""Tables with the real library, in every format that keeps them: what is sure becomes a record, the rest none."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.extract import extract_document
from ingest.reading import read_document
from ingest.second_reader.reader import SecondReader

REFERENCES = """
## References

1. First, A. Some title on garnets. J. Power Sources 1, 1–2 (2001). https://doi.org/10.1000/one
2. Second, B. Some title on sulfides. J. Power Sources 2, 3–4 (2002). https://doi.org/10.1000/two
3. Third, C. Some title on halides. J. Power Sources 3, 5–6 (2003). https://doi.org/10.1000/three
"""
MARKDOWN = "# Transport in some electrolytes\n\nA. Nobody\n\n## 1 Transport\n\nThe values are in Table 1 [1].\n\n"
CONDUCTIVITY, SIGMA = "ionic-conductivity", "prop:ionic-conductivity"

Row = tuple[str, str, float, float | None, dict[str, str]]


@pytest.fixture(scope="module")
def reader(second_reader_python: Path) -> Iterator[SecondReader]:
    with SecondReader(second_reader_python) as reader:
        yield reader


@pytest.fixture
def read(reader: SecondReader, tmp_path: Path) -> Callable[[str, str], list[Any]]:
    """All records of a file with the text, whose name ends in this way."""

    def read_text(text: str, ending: str) -> list[Any]:
        path = tmp_path / f"paper.{ending}"
        path.write_text(text, encoding="utf-8")
        return list(extract_document(read_document(path), second=reader).records)

    return read_text


@pytest.fixture
def tabled(read: Callable[[str, str], list[Any]]) -> Callable[..., list[Any]]:
    """The measurements from the tables of a text; Markdown gets its title and its references."""

    def read_text(text: str, ending: str = "md") -> list[Any]:
        whole = f"{MARKDOWN}{text}{REFERENCES}" if ending == "md" else text
        return [r for r in read(whole, ending) if r.KIND == "measurement" and r.reader == "chemdataextractor2"]

    return read_text


def rows_of(records: list[Any]) -> list[Row]:
    return [(r.subject, r.property.removeprefix("prop:"), r.value, r.value_max, dict(r.conditions)) for r in records]


def test_units_in_the_heads_and_references_in_a_column(tabled) -> None:
    records = tabled(
        "Table 1. Transport in the electrolytes of this work.\n\n"
        "| Electrolyte | σ (mS cm−1) | Ea (eV) | Ref. |\n| --- | --- | --- | --- |\n"
        "| Li3YBr6 | 1.7 | 0.37 | [2] |\n| Li6PS5I | 0.0013 | 0.38 | [1, 3] |\n| Li3ScCl6 | 3.0 | – | [2] |\n"
    )
    assert rows_of(records) == [
        ("Li3YBr6", CONDUCTIVITY, 0.0017, None, {}),
        ("Li3YBr6", "activation-energy", 0.37, None, {}),
        ("Li6PS5I", CONDUCTIVITY, 1.3e-6, None, {}),
        ("Li6PS5I", "activation-energy", 0.38, None, {}),
        ("Li3ScCl6", CONDUCTIVITY, 0.003, None, {}),
    ]
    assert [r.refs for r in records] == [(2,), (2,), (1, 3), (1, 3), (2,)]


def test_the_evidence_is_the_row(tabled, tmp_path: Path) -> None:
    (record,) = tabled("Table 1. Values.\n\n| Salt | σ (S cm−1) |\n| --- | --- |\n| Li3YCl6 | 5 × 10−4 [3] |\n")
    (evidence,) = record.evidence
    source = (tmp_path / "paper.md").read_text(encoding="utf-8")
    assert source[evidence.start : evidence.end] == "Li3YCl6 | 5 × 10−4 [3]"
    assert source.splitlines()[evidence.line - 1] == "| Li3YCl6 | 5 × 10−4 [3] |"
    assert evidence.text.startswith("Li3YCl6 | 5 × 10")
    assert (record.value, record.refs, record.section) == (5e-4, (3,), "1")


def test_a_head_over_two_columns_with_empty_cells(tabled) -> None:
    records = tabled(
        "Table 2. At two temperatures.\n\n| Composition | Conductivity (S cm−1) | |\n| --- | --- | --- |\n"
        "| | 25 °C | 60 °C |\n| Li2ZrCl6 | 8.1 × 10−4 | 2.1 × 10−3 |\n| Li3InCl6 | 1.5 × 10−3 | 4.4 × 10−3 |\n"
    )
    assert rows_of(records) == [
        ("Li2ZrCl6", CONDUCTIVITY, 8.1e-4, None, {"temperature": "25 °C"}),
        ("Li2ZrCl6", CONDUCTIVITY, 2.1e-3, None, {"temperature": "60 °C"}),
        ("Li3InCl6", CONDUCTIVITY, 1.5e-3, None, {"temperature": "25 °C"}),
        ("Li3InCl6", CONDUCTIVITY, 4.4e-3, None, {"temperature": "60 °C"}),
    ]


def test_a_table_that_stands_on_its_side(tabled) -> None:
    records = tabled(
        "Table 3. Two sulfides.\n\n| Property | Li7P3S11 | Li4SnS4 |\n| --- | --- | --- |\n"
        "| Ionic conductivity / S cm-1 at 25 °C | 3.2 × 10−3 | 7 × 10−5 |\n| Thickness (µm) | 450 | 600 |\n"
    )
    assert rows_of(records) == [
        ("Li7P3S11", CONDUCTIVITY, 3.2e-3, None, {"temperature": "25 °C"}),
        ("Li4SnS4", CONDUCTIVITY, 7e-5, None, {"temperature": "25 °C"}),
        ("Li7P3S11", "thickness", 450_000, None, {}),
        ("Li4SnS4", "thickness", 600_000, None, {}),
    ]


def test_the_material_of_the_caption_and_a_power_beside_the_name(tabled) -> None:
    records = tabled(
        "Table 4. Pellets of Li6PS5Br pressed in different ways, at 25 °C.\n\n"
        "| Pressure (MPa) | σ × 10−4 (S cm−1) |\n| --- | --- |\n| 50 | 2.5 |\n| 370 | 6.8 |\n"
    )
    assert rows_of(records)[1] == (
        "Li6PS5Br", CONDUCTIVITY, 2.5e-4, None, {"temperature": "25 °C", "pressure": "50 MPa"},
    )  # fmt: skip
    assert [r.raw for r in records] == ["50 MPa", "2.5 × 10^-4 S cm-1", "370 MPa", "6.8 × 10^-4 S cm-1"]


def test_a_column_of_temperatures_is_a_condition_one_of_sintering_is_none(tabled) -> None:
    records = tabled(
        "Table 7. Cold and hot.\n\n| Sample | T (°C) | σ (S cm−1) | Sintering temperature (°C) |\n"
        "| --- | --- | --- | --- |\n| LiPON | 25 | 6.2e-7 | 900 |\n| Li3PO4 | 80 | 5.0 × 10-8 | 850 |\n"
    )
    assert rows_of(records) == [
        ("LiPON", CONDUCTIVITY, 6.2e-7, None, {"temperature": "25 °C"}),
        ("Li3PO4", CONDUCTIVITY, 5e-8, None, {"temperature": "80 °C"}),
    ]


def test_spanning_cells_of_html_and_a_bound(tabled) -> None:
    records = tabled(
        "<!DOCTYPE html><html><head><title>Sulfides</title></head><body><article><h1>Sulfides</h1>"
        "<h2>1 Results</h2><p>All values are listed below.</p><table><caption>Table 1. Cells with lithium.</caption>"
        '<thead><tr><th rowspan="2">Electrolyte</th><th colspan="2">CCD (mA cm<sup>−2</sup>)</th></tr><tr>'
        "<th>25 °C</th><th>60 °C</th></tr></thead><tbody><tr><td>Li<sub>6</sub>PS<sub>5</sub>Cl</td><td>0.8</td>"
        "<td>1.9</td></tr><tr><td>LiPON</td><td>&gt;1.2</td><td>2.4</td></tr></tbody></table></article></body></html>",
        "html",
    )
    name = "critical-current-density"
    assert rows_of(records) == [
        ("Li6PS5Cl", name, 0.8, None, {"temperature": "25 °C"}),
        ("Li6PS5Cl", name, 1.9, None, {"temperature": "60 °C"}),
        ("LiPON", name, 1.2, None, {"temperature": "25 °C"}),
        ("LiPON", name, 2.4, None, {"temperature": "60 °C"}),
    ]
    assert [r.comparator for r in records] == ["=", "=", ">", "="]


def test_materials_in_the_second_column_of_html(tabled) -> None:
    records = tabled(
        "<!DOCTYPE html><html><head><title>Cathodes</title></head><body><article><h1>Cathodes</h1><h2>1 Results</h2>"
        "<p>All values are below.</p><table><caption>Table 2. Cathodes.</caption><tr><th>No.</th><th>Cathode</th>"
        "<th>Discharge capacity (mAh/g)</th><th>Average voltage (V)</th></tr><tr><td>1</td><td>LiCoO<sub>2</sub></td>"
        "<td>141</td><td>3.9</td></tr><tr><td>2</td><td>LiFePO<sub>4</sub></td><td>162</td><td>3.4</td></tr></table>"
        "</article></body></html>",
        "html",
    )
    assert rows_of(records) == [
        ("LiCoO2", "capacity", 141, None, {}),
        ("LiCoO2", "voltage", 3.9, None, {}),
        ("LiFePO4", "capacity", 162, None, {}),
        ("LiFePO4", "voltage", 3.4, None, {}),
    ]


def test_ranges_and_a_unit_behind_a_comma_in_jats(read) -> None:
    records = read(
        '<?xml version="1.0"?><article><front><article-meta><title-group><article-title>Interlayers</article-title>'
        "</title-group></article-meta></front><body><sec><title>1 Results</title><p>They are compared in Table 1.</p>"
        "<table-wrap><label>Table 1</label><caption><p>Interlayers at room temperature.</p></caption><table><thead><tr>"
        "<th>Interlayer</th><th>Thickness [nm]</th><th>ASR, Ω cm<sup>2</sup></th></tr></thead><tbody><tr><td>Li<sub>3"
        "</sub>N</td><td>50</td><td>175</td></tr><tr><td>LiF</td><td>15–20</td><td>~40</td></tr></tbody></table>"
        "</table-wrap></sec></body></article>",
        "xml",
    )
    room = {"temperature": "RT"}
    assert rows_of([r for r in records if r.KIND == "measurement"]) == [
        ("Li3N", "thickness", 50, None, room),
        ("Li3N", "interfacial-resistance", 175, None, room),
        ("LiF", "thickness", 15, 20, room),
        ("LiF", "interfacial-resistance", 40, None, room),
    ]
    assert [r.name for r in records if r.KIND == "material"] == ["Li3N", "LiF"]


def test_a_power_in_the_unit_and_a_multicolumn_of_latex(tabled) -> None:
    records = tabled(
        "\\documentclass{article}\\begin{document}\\title{Polymers}\n\\section{Results}\nSee Table~\\ref{t}.\n"
        "\\begin{table}\\caption{Films with lithium salts.}\\label{t}\n\\begin{tabular}{lcc}\\hline\n"
        "Salt & \\multicolumn{2}{c}{Conductivity ($10^{-5}$ S cm$^{-1}$)} \\\\\n"
        " & 30 \\textdegree C & 70 \\textdegree C \\\\ \\hline\nLiTFSI & 1.1 & 38 \\\\\nLiFSI & 2.3 & 51 \\\\\n"
        "\\hline\\end{tabular}\\end{table}\\end{document}\n",
        "tex",
    )
    assert rows_of(records) == [
        ("LiTFSI", CONDUCTIVITY, 1.1e-5, None, {"temperature": "30 °C"}),
        ("LiTFSI", CONDUCTIVITY, 3.8e-4, None, {"temperature": "70 °C"}),
        ("LiFSI", CONDUCTIVITY, 2.3e-5, None, {"temperature": "30 °C"}),
        ("LiFSI", CONDUCTIVITY, 5.1e-4, None, {"temperature": "70 °C"}),
    ]


def test_the_temperature_of_a_treatment_is_none_of_a_measurement(tabled) -> None:
    records = tabled(
        "Table 1. Conductivity of Li3InCl6 annealed at 260 °C.\n\n| Treatment | σ 30 °C (mS cm−1) | σ (mS cm−1) |\n"
        "| --- | --- | --- |\n| sintered at 300 °C | 1.2 | 0.9 |\n"
    )
    assert rows_of(records) == [
        ("Li3InCl6", CONDUCTIVITY, 1.2e-3, None, {"temperature": "30 °C"}),
        ("Li3InCl6", CONDUCTIVITY, 9e-4, None, {}),
    ]


def test_marks_of_notes_and_uncertainties(tabled) -> None:
    records = tabled(
        "Table 1. Garnets.\n\n| Garnet | σ (10−4 S cm−1)^a | Ea (eV) |\n| --- | --- | --- |\n"
        "| Li6.5La3Zr1.5Nb0.5O12^b | 8.0 ± 0.2 | 0.31(2)* |\n"
    )
    garnet = "Li6.5La3Zr1.5Nb0.5O12"
    assert rows_of(records) == [
        (garnet, CONDUCTIVITY, 8e-4, None, {}), (garnet, "activation-energy", 0.31, None, {})
    ]  # fmt: skip
    assert [record.uncertainty for record in records] == [2e-5, 0.02]


@pytest.mark.parametrize(
    ("caption", "head", "row"),
    [
        ("Two materials in a row", "Electrolyte | Coating | Thickness (nm)", "Li3PS4 | Al2O3 | 34"),
        ("A power that may be meant either way", "Cathode | Capacity × 10^3 (mAh/g)", "LiCoO2 | 0.15"),
        ("No such value", "Salt | σ (S cm−1)", "Li3YCl6 | 5000"),
        ("No unit", "Salt | Conductivity", "Li3YCl6 | 5"),
        ("A unit of another kind", "Salt | Conductivity (nm)", "Li3YCl6 | 5"),
        ("Two numbers in a cell", "Salt | σ (mS cm−1)", "Li3YCl6 | 5, 6"),
        ("No material", "Sample | σ (mS cm−1)", "A | 5"),
        ("Pellets of Li3PS4 or Li7P3S11", "Pressure (MPa) | σ (mS cm−1)", "50 | 5"),
        ("Words", "Salt | σ (mS cm−1)", "Li3YCl6 | high"),
        ("A logarithm", "Salt | −log σ (S cm−1)", "Li3YCl6 | 3.3"),
        ("A power that has lost its raised digit", "Salt | 104 σ (S cm−1)", "Li3YCl6 | 5.1"),
        ("An error", "Salt | Error of σ (mS cm−1)", "Li3YCl6 | 0.1"),
        ("Composites", "Filler | σ (mS cm−1)", "Al2O3 | 0.1"),
        ("Coated cathodes", "Coating | Capacity (mAh/g)", "LiNbO3 | 150"),
        ("Separators coated with Al2O3", "Sample | σ (mS cm−1)", "bare | 0.5"),
        ("Cells with electrodes of Li/C", "Sample | σ (mS cm−1)", "A | 0.5"),
    ],
)
def test_what_is_not_sure_gives_no_record(tabled, caption: str, head: str, row: str) -> None:
    ruler = " | ".join("---" for _ in head.split("|"))
    other = " | ".join("x" for _ in head.split("|"))
    records = tabled(f"Table 1. {caption}.\n\n| {head} |\n| {ruler} |\n| {row} |\n| {other} |\n")
    assert [r for r in records if r.property in (SIGMA, "prop:capacity", "prop:thickness")] == []


def test_a_table_of_hostile_cells_is_no_crash(tabled) -> None:
    cells = ("🙃" * 40, "((((", "\x01\x02", "m" * 500, "10−" * 60, "<b>", "S cm−1 / " * 20)
    rows = "".join(f"| {' | '.join(cells)} |\n" for _ in range(20))
    assert (
        tabled(f"Table 1. Conductivity.\n\n| {' | '.join('σ (mS cm−1)' for _ in cells)} |\n{'| --- ' * 7}|\n{rows}")
        == []
    )
