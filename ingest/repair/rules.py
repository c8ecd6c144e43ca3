"""Conversion damage undone, each repair keeping the map to the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from graph.markup import SUBSCRIPTS, SUPERSCRIPTS
from ingest.documents import MappedText
from ingest.mapped import Edit, Rule, apply_rules, build_mapped, substitute
from ingest.repair.cells import find_cell_edits
from ingest.repair.formula_spacing import ELEMENTS, SPACING, find_formula_edits
from ingest.repair.glyphs import find_entity_edits, find_glyph_edits, find_odd_edits
from ingest.repair.latex import find_math_edits, find_script_edits


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the document itself spells: its words, compounds that it also prints run together, acronyms, formulas."""

    words: frozenset[str] = frozenset()
    compounds: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    acronyms: frozenset[str] = frozenset()
    formulas: frozenset[str] = frozenset()


_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_WHOLE_WORD = re.compile(r"(?<![A-Za-z])(?<!-\s)[A-Za-z]+(?:-[A-Za-z]+)*(?![A-Za-z]|-\s)")
"""A word that no line end breaks."""
_ACRONYM = re.compile(r"\((?P<name>[A-Z][A-Za-z0-9]{1,9})\)")
_FORMULA = re.compile(r"(?<![A-Za-z0-9])[A-Z][a-z]?[A-Z0-9][A-Za-z0-9]*")
_SHORTEST_COMPOUND = 5


def read_spelling(text: str) -> Spelling:
    """Return the spelling of a document: what decides where a lost hyphen or a broken word is in doubt."""
    counts = Counter(_WHOLE_WORD.findall(text))
    compounds = {}
    for word, count in counts.items():
        joined = word.replace("-", "")
        if "-" in word and len(joined) >= _SHORTEST_COMPOUND and count > 2 * counts[joined] > 0:
            compounds[joined] = word
    acronyms = {
        found["name"] for found in _ACRONYM.finditer(text) if sum(map(str.isupper, found["name"])) > 1
    }  # fmt: skip
    formulas = frozenset(_FORMULA.findall(text))
    return Spelling(frozenset(map(str.lower, counts)), MappingProxyType(compounds), frozenset(acronyms), formulas)


def repair(mapped: MappedText, spelling: Spelling | None = None) -> MappedText:
    """Return the text without conversion damage; ``spelling`` is that of the whole document.

    >>> repair_text("Li₇La₃Zr₂O₁₂ (10⁻⁴ S cm⁻¹) sul /uniFB01 de, compatibil- ity of Li- and Na-ion LillLCO")
    'Li7La3Zr2O12 (10^-4 S cm-1) sulfide, compatibility of Li- and Na-ion Li||LCO'
    """
    spelling = spelling or Spelling()

    def mend_words(text: str) -> list[Edit]:
        return find_broken_words(text, spelling)

    def mend_names(text: str) -> list[Edit]:
        return find_broken_names(text, spelling)

    def mend_compounds(text: str) -> list[Edit]:
        return find_run_compounds(text, spelling)

    def mend_cells(text: str) -> list[Edit]:
        return find_cell_edits(text, spelling.acronyms)

    rules: tuple[Rule, ...] = (
        *_CHARACTERS, mend_words, mend_names, *_BLANKS, find_formula_edits, *SPACING, *_RANGES, *_BLANKS,
        mend_compounds, mend_cells,
    )  # fmt: skip
    return apply_rules(mapped, rules)


def repair_text(text: str, spelling: Spelling | None = None) -> str:
    """Return a string as `repair` leaves it, for text whose place does not matter."""
    return repair(build_mapped(text, 0, len(text)), spelling).text


_SCRIPTS = re.compile(r"(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾]+)|[₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₓₐₙₘ]+")
_TEN = re.compile(r"(?<![\d.,A-Za-z])10$")


def find_raised_edits(text: str) -> list[Edit]:
    """Return the edits that print Unicode sub- and superscripts in ASCII; a power of ten gets a caret."""
    if text.isascii():
        return []
    edits = []
    for found in _SCRIPTS.finditer(text):
        if found["raised"] is None:
            edits.append(Edit(found.start(), found.end(), found.group().translate(SUBSCRIPTS)))
        else:
            plain = found["raised"].translate(SUPERSCRIPTS)
            ten = _TEN.search(text, max(0, found.start() - 3), found.start())
            edits.append(Edit(found.start(), found.end(), f"^{plain}" if ten else plain))
    return edits


_CHARACTERS: tuple[Rule, ...] = (
    find_entity_edits,
    find_glyph_edits,
    find_odd_edits,
    substitute(re.compile(r"(?<=[A-Za-z)\]]) (?=\$_)"), "", needs=(" $_",)),
    substitute(
        re.compile(rf"\$[^$\n]{{0,40}}_[^$\n]{{0,40}}\$( )(?=(?:(?:{ELEMENTS})(?![a-z])[\d.]*)+(?![A-Za-z]))"),
        "",
        group=1,
        needs=("$ ",),
    ),
    find_math_edits,
    substitute(re.compile(r"\\([_*#&%$~\[\]()])"), r"\1", needs=("\\",)),
    find_script_edits,
    find_raised_edits,
    substitute(
        re.compile(r"(?<![*\w])\*{1,3}(?=[^\s*])([^*\n]{1,120}?)(?<=[^\s*])\*{1,3}(?![*\w])"), r"\1", needs=("*",)
    ),
    substitute(
        re.compile(r"(?<![_\w])_{1,2}(?=[^\s_])([^_\n]{1,120}?)(?<=[^\s_])_{1,2}(?![_\w])"), r"\1", needs=("_",)
    ),
    substitute(re.compile(r"(?<=[A-Za-z])’(?=[a-z])"), "'", needs=("’",)),
    substitute(re.compile("[−–](?=\\d)(?<![\\d\\s][−–])|−"), "-", needs=("−", "–")),
    substitute(re.compile(r"(?<=[A-Za-z)\]])[–](?=[A-Za-z(\[])"), "-", needs=("–",)),
)
_BLANKS: tuple[Rule, ...] = (
    substitute(re.compile(r"\s{2,}|[\n\r]"), " ", needs=("  ", "\n", "\r", "\f", "\v")),
    substitute(
        re.compile(r" +(?=[,;:](?: |$)|\.(?:[ \d]|$)(?!\d)|[)\]])"), "", needs=(" ,", " ;", " :", " .", " )", " ]")
    ),
    substitute(re.compile(r"(?<=[(\[]) +"), "", needs=("( ", "[ ")),
)
_RANGES: tuple[Rule, ...] = (
    substitute(re.compile(r"(?<=\d) ?- ?(?=10\^-?\d)"), "–", needs=("10^",)),
    substitute(re.compile(r"(?<![\d.A-Za-z-])(\d+(?:\.\d+)?) [-–−](?=\d)"), r"\1–", needs=(" -", " –", " −")),
    substitute(
        re.compile(
            r" -(?=(?:based|type|like|coated|doped|rich|containing|free|ion|substituted"
            r"|stabilized|edge|axis|axes|th|point|centered)\b)"
        ),
        "-",
        needs=(" -",),
    ),
    substitute(re.compile(r"\b(\d?[a-h]) -(?=[a-h]\b)"), r"\1–", needs=(" -",)),
    substitute(re.compile(r"(?<=[α-ωΓΔ]) -(?=[a-z]{3})"), "-", needs=(" -",)),
    substitute(re.compile(r"(?<=[OSFNI\d]) -(?=(?:and|or|signals?|ions?|from)\b)"), "- ", needs=(" -",)),
    substitute(re.compile(r"\b(Li|Na)(?=ions?\b)"), r"\1-", needs=("Liion", "Naion")),
    substitute(re.compile(r"^([B-HJ-Z]) (?=[a-z]{3,} )"), r"\1"),
)

_BROKEN = re.compile(r"(?P<left>[A-Za-z][A-Za-z0-9]*)(?P<hyphen>-\s+)(?P<right>[a-z][A-Za-z]*)")
# fmt: off
_SUSPENDED = frozenset((
    "and", "or", "to", "nor", "as", "und", "oder", "et", "versus", "vs", "but", "than", "from", "in", "on",
    "with",
))
_COMPOUND_STARTS = frozenset((
    "all", "anti", "cold", "dual", "ex", "first", "four", "full", "half", "high", "hot", "in", "ion", "long",
    "low", "multi", "near", "non", "one", "post", "pre", "room", "second", "self", "short", "so", "solid",
    "state", "three", "two", "well",
))
# fmt: on


def find_broken_words(text: str, spelling: Spelling | None = None) -> list[Edit]:
    """Return the edits that close words broken at a line end; the document decides on the hyphen.

    >>> from ingest.mapped import apply_edits
    >>> def plain(text):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_broken_words(text)).text
    >>> plain("compatibil- ity, all- solid, Li- ion, Li- and Na-ion")
    'compatibility, all-solid, Li-ion, Li- and Na-ion'
    """
    if "- " not in text and "-\n" not in text and "-\r" not in text:
        return []
    spelling = spelling or Spelling()
    edits = []
    for found in _BROKEN.finditer(text):
        left, right = found["left"], found["right"]
        if right in _SUSPENDED:
            continue
        keeps = _keeps_hyphen(left, right, spelling.words)
        edits.append(Edit(found.start("hyphen") + keeps, found.end("hyphen"), ""))
    return edits


_BROKEN_NAME = re.compile(
    r"(?P<left>[A-Za-z0-9]+)(?P<hyphen>[-–])(?P<blank> *[\r\n]+ *)(?P<right>[A-Z0-9][A-Za-z0-9]*)"
    r"|(?<=[a-z]–)(?P<dashed> *[\r\n]+ *)(?=[a-z])"
)


def find_broken_names(text: str, spelling: Spelling | None = None) -> list[Edit]:
    """Return the edits that close formulas, names and ranges which a line end breaks behind a hyphen or dash.

    >>> from ingest.mapped import apply_edits
    >>> def plain(text, spelling):
    ...     return apply_edits(build_mapped(text, 0, len(text)), find_broken_names(text, spelling)).text
    >>> plain("Li-\\nCoO2 on SBA-\\n15", Spelling(formulas=frozenset({"LiCoO2"})))
    'LiCoO2 on SBA-15'
    """
    if "\n" not in text:
        return []
    formulas = spelling.formulas if spelling else frozenset()
    edits = []
    for found in _BROKEN_NAME.finditer(text):
        if found["dashed"]:
            edits.append(Edit(found.start("dashed"), found.end("dashed"), ""))
        else:
            whole = found["left"] + found["right"] in formulas
            edits.append(Edit(found.start("hyphen") + (not whole), found.end("blank"), ""))
    return edits


_SYLLABLES = frozenset(("all", "ex", "in", "pre", "so"))
"""What begins compounds and is as often a mere syllable ("in-stead")."""
_SECOND = re.compile(r"(?!at|it|iv|ib|ab|ic|iz|is|ing|ion|al|an|ant|ent|ary|ment|ness|ous|ology|ful|ward)[a-z]{6,}")
"""What may stand behind the hyphen of a compound: no mere ending."""
_PREFIXES = frozenset(("over", "under", "high", "through", "with", "down", "fore", "electro", "inter", "super"))


def _keeps_hyphen(left: str, right: str, words: frozenset[str]) -> bool:
    joined, hyphened = (left + right).lower(), f"{left}-{right}".lower()
    if (joined in words) != (hyphened in words):
        return hyphened in words
    if left.lower() in words and (
        (len(left) > 2 and right.lower() in words)
        or (len(left) > 3 and _SECOND.fullmatch(right) and left not in _PREFIXES)
    ):
        return True
    return (
        (left.lower() in _COMPOUND_STARTS and not (left.lower() in _SYLLABLES and words and right.lower() not in words))
        or any(char.isupper() for char in left[1:])
        or (len(left) <= 2 and left[0].isupper() and (not words or right.lower() in words))
    )


def find_run_compounds(text: str, spelling: Spelling) -> list[Edit]:
    """Return the edits that give compounds run together the hyphen that the document prints elsewhere."""
    if not any(compound in text for compound in spelling.compounds):
        return []
    edits = []
    for found in _WORD.finditer(text):
        compound = spelling.compounds.get(found.group())
        if compound:
            edits += [Edit(found.start() + i, found.start() + i, "-") for i in _hyphen_places(compound)]
    return edits


def _hyphen_places(compound: str) -> list[int]:
    places = [i for i, char in enumerate(compound) if char == "-"]
    return [place - number for number, place in enumerate(places)]
