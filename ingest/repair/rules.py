"""Conversion damage undone, each repair keeping the map to the source."""

from __future__ import annotations

import re

from ingest.documents import MappedText
from ingest.mapped import Edit, Guarded, Rule, apply_rules, build_mapped, substitute
from ingest.repair.accents import find_accent_edits
from ingest.repair.cells import find_cell_edits
from ingest.repair.charges import CHARGES
from ingest.repair.font_codes import LETTERS, find_font_codes
from ingest.repair.formula_groups import find_group_edits
from ingest.repair.formula_spacing import ELEMENTS, find_formula_edits
from ingest.repair.glyphs import find_entity_edits, find_glyph_edits, find_ligature_edits, find_odd_edits
from ingest.repair.latex import find_command_edits, find_math_edits
from ingest.repair.markdown import EMPHASIS, ESCAPES, find_link_edits, find_tag_edits
from ingest.repair.mojibake import find_mojibake_edits
from ingest.repair.numbers import MINUS, NUMBERS
from ingest.repair.scripts import find_apart_scripts, find_raised_edits, find_script_edits
from ingest.repair.spelling import (
    Spelling,
    find_apart_hyphens,
    find_broken_names,
    find_broken_words,
    find_run_words,
    read_spelling,
)

__all__ = ["Spelling", "read_spelling", "repair", "repair_text"]


def repair(mapped: MappedText, spelling: Spelling | None = None) -> MappedText:
    """Return the text without conversion damage; ``spelling`` is that of the whole document.

    >>> repair_text("Li₇La₃Zr₂O₁₂ (10⁻⁴ S cm⁻¹) sul /uniFB01 de, compatibil- ity of Li- and Na-ion LillLCO")
    'Li7La3Zr2O12 (10^-4 S cm-1) sulfide, compatibility of Li- and Na-ion Li||LCO'
    """
    own = spelling or Spelling()
    rules: tuple[Rule | Guarded, ...] = (
        *_CHARACTERS,
        *((LETTERS,) if own.coded else ()),
        lambda text: find_broken_words(text, own),
        lambda text: find_broken_names(text, own),
        *_BLANKS, find_formula_edits, find_group_edits, *NUMBERS, *CHARGES, *_RANGES, find_initial_edits, *_BLANKS,
        lambda text: [*find_run_words(text, own), *find_apart_hyphens(text, own)],
        lambda text: find_cell_edits(text, own.acronyms),
    )  # fmt: skip
    return apply_rules(mapped, rules)


def repair_text(text: str, spelling: Spelling | None = None) -> str:
    """Return a string as `repair` leaves it, for text whose place does not matter."""
    return repair(build_mapped(text, 0, len(text)), spelling).text


_ELEMENT_RUN = rf"(?:(?:{ELEMENTS})(?![a-z])[\d.]*)+(?![A-Za-z])"
_MATHEMATICS: tuple[Rule | Guarded, ...] = (
    Guarded(
        ("$", "\\"),
        (
            substitute(re.compile(r" (?=\$_)(?<=[A-Za-z)\]] )"), ""),
            substitute(re.compile(rf"\$[^$\n]{{0,40}}_[^$\n]{{0,40}}\$( )(?={_ELEMENT_RUN})"), "", group=1),
            find_math_edits,
            find_command_edits,
            ESCAPES,
        ),
    ),
    find_apart_scripts,
    find_script_edits,
    find_raised_edits,
)
_MARKS: tuple[Rule | Guarded, ...] = (
    substitute(re.compile(r"’(?=[a-z])(?<=[A-Za-z]’)"), "'", needs=("’",)),
    substitute(re.compile(r"(?<=[A-Za-z]) ['’] ?(?=s\b)"), "'", needs=(" ' s", " ’ s")),
    substitute(re.compile(r"(?<=[\s(])' (\w[^'\n]{0,60}?) '(?=[\s,.;:)]|$)"), r"'\1'", needs=(" ' ",)),
    substitute(re.compile(r"(?<=[\w)\]]) ?--- ?(?=[\w(])"), "—", needs=("---",)),
    substitute(re.compile(r" ¼ (?<=[A-Za-z)\]] ¼ )"), " = ", needs=(" ¼ ",)),
    substitute(re.compile(r"--(?!-)(?=[\w(])(?<=[\w)\]]--)"), "–", needs=("--",)),
    Guarded(("− ", " , "), MINUS),
    substitute(re.compile("[−–](?=\\d)(?<![\\d\\s][−–])|−"), "-", needs=("−", "–")),
    substitute(re.compile(r"–(?=[A-Za-z(\[])(?<=[A-Za-z)\]]–)"), "-", needs=("–",)),
)
_CHARACTERS: tuple[Rule | Guarded, ...] = (
    find_mojibake_edits, find_entity_edits, find_font_codes, find_glyph_edits, find_odd_edits, find_accent_edits,
    find_ligature_edits, find_link_edits, find_tag_edits, *_MATHEMATICS, *EMPHASIS, *_MARKS,
)  # fmt: skip
_BLANKS: tuple[Rule | Guarded, ...] = (
    substitute(re.compile(r"\s{2,}|[\n\r]"), " ", needs=("  ", "\n", "\r", "\f", "\v")),
    substitute(
        re.compile(r" +(?=[,;:](?: |$)|\.(?:[ \d]|$)(?!\d)|[)\]])"), "", needs=(" ,", " ;", " :", " .", " )", " ]")
    ),
    substitute(re.compile(r"([(\[]) +"), r"\1", needs=("( ", "[ ")),
)
_COMPOUND_ENDS = (
    "based|type|like|coated|doped|rich|containing|free|ion|substituted|stabilized|edge|axis|axes|th|point|centered"
)
_RANGES: tuple[Rule | Guarded, ...] = (
    substitute(re.compile(r"(?<=\d) ?- ?(?=10\^-?\d)"), "–", needs=("10^",)),
    substitute(re.compile(r"(?<![\d.A-Za-z-])(\d+(?:\.\d+)?) [-–−](?=\d)"), r"\1–", needs=(" -", " –", " −")),
    Guarded(
        (" -",),
        (
            substitute(re.compile(rf" -(?=(?:{_COMPOUND_ENDS})\b)"), "-"),
            substitute(re.compile(r"\b(\d?[a-h]) -(?=[a-h]\b)"), r"\1–"),
            substitute(re.compile(r" -(?=[a-z]{3}|[A-Z][a-z]?[A-Z\d])(?<=[α-ωΓΔ] -)"), "-"),
            substitute(re.compile(rf" -(?=(?:{ELEMENTS})\b)(?<=[A-Z][a-z] -)"), "-"),
            substitute(re.compile(r" -(?=(?:and|or|signals?|ions?|from)\b)(?<=[OSFNI\d] -)"), "- "),
        ),
    ),
    substitute(re.compile(r"\b(Li|Na)(?=ions?\b)"), r"\1-", needs=("Liion", "Naion")),
    Guarded(
        ("- ",),
        (
            substitute(re.compile(r"- (?=\d)(?<=\d- )"), "–"),
            substitute(re.compile(rf"(?<![A-Za-z\d])((?:{ELEMENTS})[\d.]*)- (?=(?:{ELEMENTS})(?![a-z]))"), r"\1-"),
        ),
    ),
)
_INITIAL = re.compile(r"[B-HJ-Z] (?=[a-z]{3,} )")


def find_initial_edits(text: str) -> list[Edit]:
    """Return the edit that closes a large initial to the word that it begins.

    >>> find_initial_edits("D evelopment of"), find_initial_edits("A sheet of")
    ([Edit(start=1, end=2, new='')], [])
    """
    return [Edit(1, 2, "")] if _INITIAL.match(text) else []
