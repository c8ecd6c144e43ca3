"""Families of a composition: the first structure whose rule it meets, with its ancestors."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from graph import structures as s
from graph.composition import Composition, measure_formula
from graph.concepts import load_vocabulary
from graph.formula import Formula

_RULES: tuple[tuple[str, Callable[[Composition], bool]], ...] = (
    ("family:hydroborate", s.is_hydroborate),
    ("family:borohydride", s.is_complex_hydride),
    ("family:lipon", lambda n: n.has("Li", "P", "O", "N") and len(n) == 4),
    ("family:prussian-blue", lambda n: n.has("C", "N") and n.has_any(s.ALKALI) and n.has_any(s.REDOX)),
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
    (
        "family:titanate-anode",
        lambda n: n.has("Li", "Ti", "O") and len(n) == 3 and 0.6 <= n["Li"] / n["Ti"] <= 1.6,
    ),
    ("family:lisicon", s.is_lisicon),
    ("family:beta-alumina", s.is_beta_alumina),
    ("family:li-rich-oxide", s.is_li_rich),
    ("family:spinel", s.is_spinel),
    (
        "family:vanadium-oxide",
        lambda n: n.has("V", "O") and n.only({"V", "O", "Li", "Na", "H"}) and n["Li"] < 2 * n["V"],
    ),
    ("family:layered-oxide", lambda n: s.is_layered(n, "Li")),
    ("family:na-layered-oxide", lambda n: s.is_layered(n, "Na")),
    ("family:polyanionic", s.is_polyanionic),
    ("family:nitride", lambda n: n.has("Li", "N") and not n.has_any({"O", "C", "S", "H"})),
    (
        "family:conversion-cathode",
        lambda n: n.has("S") and len(n) > 1 and not n.has_any(s.ALKALI | set("OPHNC")),
    ),
    ("family:li-alloy", s.is_alloy),
    ("family:oxide", lambda n: n.has("Li", "O") and len(n) >= 4 and not n.has_any(set("CHSN"))),
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
    if formula.charge:
        return ()
    composition = measure_formula(formula)
    family = next((name for name, rule in _RULES if rule(composition)), None)
    sodium = composition.has("Na") and not composition.has("Li")
    return with_ancestors(family, sodium=sodium) if family else ()


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
