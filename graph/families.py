"""Families of a composition: the first structure whose rule it meets, with its ancestors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from graph import structures as s
from graph.composition import Composition, measure_formula
from graph.concepts import load_vocabulary
from graph.formula import Formula

Rule = Callable[[Composition], bool]

_RULES: tuple[tuple[str, Rule], ...] = (
    ("family:hydroborate", s.is_hydroborate),
    ("family:borohydride", s.is_complex_hydride),
    ("family:lipon", s.is_lipon),
    ("family:prussian-blue", s.is_prussian_blue),
    ("family:argyrodite", s.is_argyrodite),
    ("family:lgps", s.is_lgps),
    ("family:thiophosphate", s.is_thiophosphate),
    ("family:antiperovskite", s.is_antiperovskite),
    ("family:sulfide", s.is_sulfide),
    ("family:oxyhalide", s.is_oxyhalide),
    ("family:halide", s.is_halide),
    ("family:olivine", s.is_olivine),
    ("family:polyanionic", s.is_vanadium_phosphate),
    ("family:nasicon", s.is_nasicon),
    ("family:garnet", s.is_garnet),
    ("family:perovskite", s.is_perovskite),
    ("family:disordered-rocksalt", s.is_disordered_rocksalt),
    ("family:titanate-anode", s.is_lithium_titanate),
    ("family:lisicon", s.is_lisicon),
    ("family:beta-alumina", s.is_beta_alumina),
    ("family:li-rich-oxide", s.is_li_rich),
    ("family:spinel", s.is_spinel),
    ("family:vanadium-oxide", s.is_vanadium_oxide),
    ("family:layered-oxide", s.is_lithium_layered),
    ("family:na-layered-oxide", s.is_sodium_layered),
    ("family:polyanionic", s.is_polyanionic),
    ("family:nitride", s.is_nitride),
    ("family:conversion-cathode", s.is_metal_sulfide),
    ("family:li-alloy", s.is_alloy),
    ("family:na-alloy", s.is_sodium_alloy),
    ("family:oxide", s.is_lithium_oxide),
)


@lru_cache(maxsize=4096)
def classify_formula(formula: Formula) -> tuple[str, ...]:
    """Return the family of a composition with its ancestors and the tag of the working ion, nearest first.

    Empty where no rule knows the composition: a family is never guessed from the elements alone.

    >>> from graph.formula import parse_formula
    >>> classify_formula(parse_formula("Li6.4La3Zr1.4Ta0.6O12"))
    ('family:garnet', 'family:oxide')
    >>> classify_formula(parse_formula("Na3Zr2Si2PO12"))
    ('family:nasicon', 'family:oxide', 'family:sodium')
    """
    if (found := find_rule(formula)) is None:
        return ()
    families = with_ancestors(found[0], sodium="Na" in formula.symbols and "Li" not in formula.symbols)
    # Selenium and oxygen form argyrodites too, which are no sulfides.
    return families if "S" in formula.symbols else tuple(name for name in families if name != "family:sulfide")


def find_rule(formula: Formula) -> tuple[str, str] | None:
    """Return the family of a composition with its rule in words, or None.

    A formula with element variables has the family that its members share, or else the typical elements.

    >>> from graph.formula import parse_formula
    >>> find_rule(parse_formula("Li6PS5Cl"))
    ('family:argyrodite', 'Li5-7 XS5Y: six anions a centre; BH4 may stand in the place of the halide.')
    >>> find_rule(parse_formula("Li3MCl6"))[0]
    'family:halide'
    """
    if formula.charge:
        return None
    if formula.placeholders:
        shared = {rule for member in formula.members(_TYPICAL) if (rule := find_rule(member)) is not None}
        structures = {rule for rule in shared if rule[0] != _GENERIC} or shared
        return structures.pop() if len(structures) == 1 else None
    found: tuple[str, Rule] | None = None
    for variable in _VARIABLE_AMOUNTS if formula.variables else _VARIABLE_AMOUNTS[:1]:
        composition = measure_formula(formula, variable)
        found = next(((name, rule) for name, rule in _RULES if rule(composition)), found)
        if found and found[0] != _GENERIC:
            break
    return (found[0], (found[1].__doc__ or "").partition("\n")[0]) if found else None


_GENERIC = "family:oxide"
_VARIABLE_AMOUNTS = (0.3, 0.1)
"""What a variable stands for: the middle of the usual doping range; less where that is outside the structure."""
_METALS = ("Co", "Ni", "Mn", "Zr")
_LANTHANIDES = ("La", "Nd", "Sm")
_TYPICAL: Mapping[str, tuple[str, ...]] = {
    "X": ("Cl", "Br", "S"), "M": _METALS, "Me": _METALS, "TM": _METALS[:3], "Ln": _LANTHANIDES, "RE": _LANTHANIDES,
    "REE": _LANTHANIDES, "R": _LANTHANIDES,
}  # fmt: skip
"""Elements on which a family must agree where the text does not say for what an element variable stands."""


def with_ancestors(*families: str, sodium: bool = False) -> tuple[str, ...]:
    """Return the families, each with its ancestors, and the tag of sodium electrolytes where it holds."""
    vocabulary = load_vocabulary()
    found: dict[str, None] = {}
    for family in families:
        for name in (family, *vocabulary.ancestors(family)):
            found.setdefault(name)
    electrolyte = any(name in vocabulary and vocabulary[name].role == "electrolyte" for name in found)
    if sodium and electrolyte:
        found.setdefault("family:sodium")
    return tuple(found)
