"""Rules of crystal chemistry: which compositions can have a structure.

Amounts are normalised to the anion sublattice (12 O for garnet and NASICON, 3 O for perovskite, 4 O for
LISICON), so that doped and off-stoichiometric members are found with their host. The ranges of the sites are
those of the parent structures, widened by the doping levels that the literature reports; they were checked on
the 599 compositions of the OBELiX data set (Therrien et al., 2025).
"""

from __future__ import annotations

from graph.composition import Composition

HALOGENS = frozenset({"F", "Cl", "Br", "I"})
CHALCOGENS = frozenset({"O", "S", "Se", "Te"})
ALKALI = frozenset({"Li", "Na", "K"})
CONDUCTED = frozenset({"Li", "Na"})
RARE_EARTHS = frozenset("La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Y".split())
LARGE = RARE_EARTHS | {"Ca", "Sr", "Ba", "K", "Rb"}
TETRAHEDRAL = frozenset({"P", "Si", "S", "As", "Se", "Mo"})
GARNET_OCTAHEDRAL = frozenset("Zr Ta Nb Te W Sb Bi Sn Hf Ti Mo Sc In Ru Cr Y Zn Mg Si Gd Ce Mn".split())
PEROVSKITE_OCTAHEDRAL = frozenset("Ti Nb Ta Zr Hf Sn Al Ga Mn Ge Co Fe Cr W Mg Mo Ru Sc In Y Si V Te".split())
NASICON_OCTAHEDRAL = frozenset("Ti Ge Zr Hf Sn Sc In Al Y Cr Nb Ta Ga Fe La".split())
LISICON_CENTRES = frozenset("Ge Si P V As Ti Al Ga B Zn Mg Zr Cr W Mo S Se".split())
THIO_CENTRES = frozenset("P Ge Si Sn Sb As Al W Zn B Ga In".split())
LAYERED_SULFIDES = frozenset({"Ti", "V", "Cr", "Zr", "Nb", "Mo", "Hf", "Ta"})
"""Metals of disulfides that take up alkali between their layers."""
REDOX = frozenset({"Ni", "Co", "Mn", "Fe", "Cr", "V", "Cu"})
ALLOYING = frozenset("In Sn Al Si Ge Mg Zn Ag Bi Sb Au Ga Pb Ca B Sr Cd Hg Pt".split())
_OXIDE_ANIONS = ("O", "F")
_OXYANIONS = (("S", 4), ("Si", 4), ("B", 3))
"""Centres of oxyanions beside phosphorus, with the oxygen of one."""


def is_garnet(n: Composition) -> bool:
    """Li3-7.5 A3 B2 O12 with a rare earth on A."""
    m = n.scaled(12, _OXIDE_ANIONS)
    a_sites = m.total(LARGE - {"Y"}) + (m["Bi"] if m["La"] < 2 else 0)
    b_sites = m.total(GARNET_OCTAHEDRAL)
    sites = 2.4 <= a_sites <= 3.6 and 1.4 <= b_sites <= 2.6 and 2.5 <= m["Li"] <= 7.8
    return n.has("Li", "O") and not n.has("P") and n.has_any(RARE_EARTHS) and sites


def is_perovskite(n: Composition) -> bool:
    """A1-x BO3 with lithium on A."""
    if not n.has("Li", "O") or n.has("P") or not n.has_any(LARGE - {"Y"}):
        return False
    m = n.scaled(3, _OXIDE_ANIONS)
    centred = n.has_any({"Ti", "Nb", "Ta", "Zr", "Hf", "Sn", "W"})
    return centred and 0.75 <= m.total(PEROVSKITE_OCTAHEDRAL) <= 1.25 and 0 < m.total(CONDUCTED) < 0.75


def is_nasicon(n: Composition) -> bool:
    """A1-4 M2 (XO4)3, where M is no redox centre of a cathode but iron."""
    m = n.scaled(12, _OXIDE_ANIONS)
    metals = m.others(*ALKALI, *TETRAHEDRAL, "O", "F", "H")
    centred = n.has_any({"P", "Si", "As"}) and 2.7 <= m.total(TETRAHEDRAL) <= 3.15
    return centred and 1.3 <= metals <= 2.5 and n.has_any(NASICON_OCTAHEDRAL) and 0.1 <= m.total(CONDUCTED) <= 4.2


def is_lisicon(n: Composition) -> bool:
    """Li2-5 XO4 of isolated tetrahedra, the structure of γ-Li3PO4."""
    if not n.has("Li", "O") or n.has_any(LARGE):
        return False
    m = n.scaled(4, ("O", "F", "Cl", "S"))
    kinds = {symbol for symbol in m if symbol in LISICON_CENTRES}
    centres = m.total(LISICON_CENTRES - {"Zn", "Mg"} if "Zn" in kinds else LISICON_CENTRES)
    formed = len(kinds) >= 2 or bool(kinds & {"V", "Ge", "P", "Si"})
    return formed and 0.75 <= centres <= 1.35 and 2.2 <= m["Li"] <= 5


def is_argyrodite(n: Composition) -> bool:
    """Li5-7 XS5Y: six anions a centre; BH4 may stand in the place of the halide."""
    groups = n["B"] if n["B"] and n["H"] >= 3.9 * n["B"] else 0.0
    centres = n.total(THIO_CENTRES) - groups
    if centres <= 0 or not n.has_any({"S", "Se", *HALOGENS}) or not n.has_any({"Li", "Na", "Ag"}):
        return False
    anions = (n.total(CHALCOGENS) + n.total(HALOGENS) + groups) / centres
    return 5.2 <= anions <= 6.6 and 4.8 <= n["Li"] / centres <= 7.6


def is_lgps(n: Composition) -> bool:
    """Li10GeP2S12 and its solid solutions: four anions and some 3.3 lithium a centre, of two kinds."""
    centres = n.total(THIO_CENTRES)
    if not centres or not n.has("S") or not (n.has("P") or n.has("Sn", "Si")):
        return False
    anions = (n.total({"S", "O", "Se"}) + n.total(HALOGENS)) / centres
    mixed = n.has_any({"Ge", "Si", "Sn", "Al"})
    return mixed and 3.7 <= anions <= 4.3 and 2.9 <= n.total(CONDUCTED) / centres <= 3.9


def is_thiophosphate(n: Composition) -> bool:
    """Alkali, phosphorus and sulfur in no structure of its own."""
    return n.has("P", "S") and n.has_any(CONDUCTED) and n["S"] > n["O"]


def is_sulfide(n: Composition) -> bool:
    """Alkali and sulfur around another centre than phosphorus."""
    return n.has("S") and n.has_any(CONDUCTED) and n.has_any(THIO_CENTRES) and not n.has("C") and n["S"] > n["O"]


def is_antiperovskite(n: Composition) -> bool:
    """A3OX: the anion stands where a perovskite has its metal."""
    allowed = {*CONDUCTED, *HALOGENS, "O", "S", "H", "Ba", "Ca", "Mg", "B"}
    oxygen, halogens = n["O"] + n["S"], n.total(HALOGENS)
    clusters = n.has("B", "H")
    if not n.only(allowed) or not oxygen or not (halogens or clusters) or (n.has("B") and not clusters):
        return False
    return n.total(CONDUCTED) / oxygen >= 1.6 and halogens <= 2.05 * oxygen


def is_halide(n: Composition) -> bool:
    """Alkali, another metal and more halogen than oxygen."""
    metals = set(n) - ALKALI - HALOGENS - CHALCOGENS - {"H", "N", "C", "P", "B"}
    return (
        bool(metals)
        and n.total(HALOGENS) > n.total(CHALCOGENS)
        and n.has_any(ALKALI)
        and not n.has_any({"P", "C", "N"})
    )


def is_oxyhalide(n: Composition) -> bool:
    """Halide with at least half an oxygen."""
    centred = n.has("O", "Cl") and n.has_any(ALKALI) and n.has_any({"Ta", "Nb", "Zr", "Hf", "Al"})
    return (is_halide(n) and n["O"] >= 0.5) or (centred and n["Cl"] >= n["O"] and not n.has_any({"P", "C", "N"}))


def _is_layered(n: Composition, alkali: str) -> bool:
    """AMO2 with a redox metal."""
    m = n.scaled(2, _OXIDE_ANIONS)
    plain = not n.has_any({"P", "Si", "S", "B", "C", "N"})
    return (
        n.has(alkali, "O")
        and n.has_any(REDOX)
        and plain
        and 0.7 <= m.others(alkali, *_OXIDE_ANIONS) <= 1.15
        and m[alkali] <= 1.1
    )


def is_li_rich(n: Composition) -> bool:
    """Layered oxides with lithium in the layer of the metal, as in Li2MnO3."""
    m = n.scaled(2, _OXIDE_ANIONS)
    plain = n.has("Li", "O") and not n.has_any({"P", "Si", "S", "La"})
    return (
        plain
        and n.has_any({"Mn", "Ru", "Ir", "Ni", "Nb"})
        and 1.1 < m["Li"] <= 1.4
        and 0.6 <= m.others("Li", *_OXIDE_ANIONS) < 0.95
    )


def is_spinel(n: Composition) -> bool:
    """LiM2O4 with manganese, nickel or cobalt, up to Li[Li1/3M5/3]O4."""
    m = n.scaled(4, _OXIDE_ANIONS)
    plain = n.has("Li", "O") and not n.has_any({"P", "Si", "S", "La"})
    metals = m.others("Li", *_OXIDE_ANIONS)
    return plain and n.has_any({"Mn", "Ni", "Co"}) and 1.6 <= metals <= 2.2 and m["Li"] + metals <= 3.2


def is_disordered_rocksalt(n: Composition) -> bool:
    """Li1+xM1-xO2 whose redox metal is mixed with d0 cations, or whose oxygen is partly fluorine."""
    m = n.scaled(2, _OXIDE_ANIONS)
    metals = m.others("Li", *_OXIDE_ANIONS)
    rocksalt = 1.05 <= m["Li"] <= 1.45 and 1.85 <= m["Li"] + metals <= 2.1
    disordered = m.total({"Ti", "Zr", "Nb", "Ta", "Mo", "W"}) >= 0.15 or m["F"] >= 0.3
    plain = n.has("Li", "O") and not n.has_any({"P", "Si", "S", "B", "C", "N", "H"})
    return plain and n.has_any(REDOX) and rocksalt and disordered


def is_olivine(n: Composition) -> bool:
    """LiMPO4."""
    if not n.has("Li", "P", "O") or n.has("F"):
        return False
    m = n.scaled(4, ("O",))
    return abs(m["P"] - 1) < 0.03 and 0.8 <= m.total({"Fe", "Mn", "Co", "Ni"}) <= 1.1 and m["Li"] <= 1.1


def is_polyanionic(n: Composition) -> bool:
    """Alkali, a redox metal and phosphate, sulfate, silicate or borate."""
    anion = n.has("P") or any(n[centre] and n["O"] >= 0.9 * size * n[centre] for centre, size in _OXYANIONS)
    return n.has("O") and anion and n.has_any(ALKALI) and n.has_any(REDOX)


def is_vanadium_phosphate(n: Composition) -> bool:
    """A3V2(PO4)3 and AVPO4F: cathodes, though the first has the framework of NASICON."""
    centred = n["O"] < 3.5 * (n["P"] + n["V"])  # else vanadium is tetrahedral as phosphorus is
    return n.has("P", "O", "V") and n.has_any(ALKALI) and centred and 0.6 * n["P"] <= n["V"] <= 1.2 * n["P"]


def is_hydroborate(n: Composition) -> bool:
    """Closo-boranes and carboranes of an alkali metal."""
    cage = n["B"] >= 6 and n["H"] <= 1.7 * (n["B"] + n["C"])
    return n.has("B", "H") and cage and n.has_any(ALKALI)


def is_complex_hydride(n: Composition) -> bool:
    """Borohydrides, alanates and amides."""
    bound = n.has("H") and n.has_any({"B", "Al", "N"})
    return bound and n.has_any(ALKALI) and not n.has_any({"O", "P", "S", "C", "F"})


def is_beta_alumina(n: Composition) -> bool:
    """Alkali in an excess of alumina."""
    excess = n["Al"] >= 4 and n["Al"] > 2 * n.total(ALKALI)
    return n.has("Al", "O") and n.has_any(ALKALI) and excess and not n.has_any({"P", "Si", "S"})


def is_alloy(n: Composition) -> bool:
    """Lithium with metals that alloy with it."""
    return len(n) >= 2 and n.has("Li") and n.only(CONDUCTED | ALLOYING) and not n.only(CONDUCTED)


def is_sodium_alloy(n: Composition) -> bool:
    """Sodium with metals that alloy with it."""
    return len(n) >= 2 and n.has("Na") and n.only({"Na"} | ALLOYING)


def is_lipon(n: Composition) -> bool:
    """Lithium, phosphorus, oxygen and nitrogen alone."""
    return n.has("Li", "P", "O", "N") and len(n) == 4


def is_prussian_blue(n: Composition) -> bool:
    """Alkali and a redox metal bridged by cyanide."""
    return n.has("C", "N") and n.has_any(ALKALI) and n.has_any(REDOX)


def is_lithium_titanate(n: Composition) -> bool:
    """Lithium and titanium in oxygen alone, 0.6 to 1.6 Li for each Ti."""
    return n.has("Li", "Ti", "O") and len(n) == 3 and 0.6 <= n["Li"] / n["Ti"] <= 1.6


def is_vanadium_oxide(n: Composition) -> bool:
    """Vanadium and oxygen with less than two lithium for each vanadium."""
    return n.has("V", "O") and n.only({"V", "O", "Li", "Na", "H"}) and n["Li"] < 2 * n["V"]


def is_lithium_layered(n: Composition) -> bool:
    """LiMO2 with a redox metal."""
    return _is_layered(n, "Li")


def is_sodium_layered(n: Composition) -> bool:
    """NaMO2 with a redox metal."""
    return _is_layered(n, "Na")


def is_nitride(n: Composition) -> bool:
    """Lithium and nitrogen without oxygen, carbon, sulfur or hydrogen."""
    return n.has("Li", "N") and not n.has_any({"O", "C", "S", "H"})


def is_metal_sulfide(n: Composition) -> bool:
    """Sulfur with a metal and no other anion; alkali only between the layers of a disulfide."""
    if not n.has("S") or len(n) < 2 or n.has_any(set("OPHNC")):
        return False
    metals = n.total(LAYERED_SULFIDES)
    layered = n.only(CONDUCTED | LAYERED_SULFIDES | {"S"}) and metals > 0
    return not n.has_any(ALKALI) or (layered and 1.8 <= n["S"] / metals <= 2.2 and n.total(CONDUCTED) <= 1.1 * metals)


def is_lithium_oxide(n: Composition) -> bool:
    """Lithium and oxygen with two other elements at least."""
    return n.has("Li", "O") and len(n) >= 4 and not n.has_any(set("CHSN"))
