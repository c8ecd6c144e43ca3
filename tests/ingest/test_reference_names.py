"""The authors of a reference: particles, suffixes, given names, groups, and lists that break off."""

from __future__ import annotations

import pytest

from ingest.references.authors import join_initials, read_authors
from ingest.references.parser import ReferenceFields, parse_reference

Authors = tuple[tuple[str, str], ...]


def parse(raw: str) -> ReferenceFields:
    fields = parse_reference(raw)
    assert fields is not None
    return fields


FAMILY_FIRST: dict[str, Authors] = {
    "de Klerk, N.J., Wagemaker, M.": (("de Klerk", "N.J."), ("Wagemaker", "M.")),
    "Yao, Y.-F. Y. & Kummer, J. T.": (("Yao", "Y.-F.Y."), ("Kummer", "J.T.")),
    "Toby, B. H. & Von Dreele, R. B.": (("Toby", "B.H."), ("Von Dreele", "R.B.")),
    "García-Lastra, J. M., Ångström, Å. & Šik, Ž.": (("García-Lastra", "J.M."), ("Ångström", "Å."), ("Šik", "Ž.")),
    "Ivanov, Yu. A., Tschaikowski, Ch.": (("Ivanov", "Yu.A."), ("Tschaikowski", "Ch.")),
    "Li, X., Xu, Y., Wu, Z.": (("Li", "X."), ("Xu", "Y."), ("Wu", "Z.")),
    "Smith, J. A., Jr., O'Neill, B., III": (("Smith", "J.A."), ("O'Neill", "B.")),
    "Tarascon JM, van der Ven A, Bruce PG": (("Tarascon", "J.M."), ("van der Ven", "A."), ("Bruce", "P.G.")),
    "Tarascon J.-M., Bruce P.": (("Tarascon", "J.-M."), ("Bruce", "P.")),
    "TARASCON, J. M., BRUCE, P. G.": (("TARASCON", "J.M."), ("BRUCE", "P.G.")),
    "Tarascon, Jean-Marie; Bruce, Peter G.": (("Tarascon", "J.-M."), ("Bruce", "P.G.")),
    "Tarascon, Jean-Marie, Peter G. Bruce, and Lee Ann Roe": (
        ("Tarascon", "J.-M."),
        ("Bruce", "P.G."),
        ("Roe", "L.A."),
    ),
}

INITIALS_FIRST: dict[str, Authors] = {
    "M. El Kazzi, T.-T. Zuo": (("El Kazzi", "M."), ("Zuo", "T.-T.")),
    "A. Van der Ven, J. A. S. Oh": (("Van der Ven", "A."), ("Oh", "J.A.S.")),
    "T. Leichtweiß, A. Muñoz": (("Leichtweiß", "T."), ("Muñoz", "A.")),
    "J. A. Smith Jr., B. D'Arcy, and C. von der Heide": (("Smith", "J.A."), ("D'Arcy", "B."), ("von der Heide", "C.")),
    "J.-M. Tarascon, M. St. John, P. Le Fevre": (("Tarascon", "J.-M."), ("St. John", "M."), ("Le Fevre", "P.")),
    "X. Li, Y. Xu, Z. Wu": (("Li", "X."), ("Xu", "Y."), ("Wu", "Z.")),
    "J. M. Tarascon & P. G. Bruce & L. Roe": (("Tarascon", "J.M."), ("Bruce", "P.G."), ("Roe", "L.")),
    "J. M. Tarascon P. G. Bruce, L. Roe": (("Tarascon", "J.M."), ("Bruce", "P.G."), ("Roe", "L.")),
    "Xiao-Ming Li, Yu-Feng Wu": (("Li", "X.-M."), ("Wu", "Y.-F.")),
    "Maria del Carmen Lopez, Peter G. Bruce": (("del Carmen Lopez", "M."), ("Bruce", "P.G.")),
}


@pytest.mark.parametrize(("printed", "authors"), FAMILY_FIRST.items(), ids=FAMILY_FIRST)
def test_families_first(printed: str, authors: Authors) -> None:
    fields = parse(f"{printed}. Layers of foils. Joule 1, 2–3 (2018).".replace("..", "."))
    assert (fields.authors, fields.et_al, fields.title, fields.journal) == (authors, False, "Layers of foils", "Joule")


@pytest.mark.parametrize(("printed", "authors"), INITIALS_FIRST.items(), ids=INITIALS_FIRST)
@pytest.mark.parametrize("rest", ["Joule 2018, 1, 2.", "Layers of foils, Joule 1, 2 (2018)."], ids=["bare", "titled"])
def test_given_names_first(printed: str, authors: Authors, rest: str) -> None:
    fields = parse(f"{printed}, {rest}")
    assert (fields.authors, fields.et_al, fields.journal, fields.volume) == (authors, False, "Joule", "1")


@pytest.mark.parametrize(
    ("printed", "count"),
    [
        ("Tarascon, J. M. et al.", 1),
        ("Tarascon, J.M., Bruce, P.G., et al.:", 2),
        ("Tarascon JM, Bruce PG, et al.", 2),
        ("Tarascon, J. M., Bruce, P. G., . . . Roe, L.", 3),
        ("Tarascon, J. M., Bruce, P. G., … Roe, L.", 3),
        ("J. M. Tarascon, P. G. Bruce, and co-workers,", 2),
        ("Tarascon et al.,", 1),
    ],
)
def test_lists_that_break_off(printed: str, count: int) -> None:
    fields = parse(f"{printed} Layers of foils. Joule 1, 2–3 (2018).")
    assert (len(fields.authors), fields.et_al, fields.title) == (count, True, "Layers of foils")
    assert fields.authors[0][0] == "Tarascon"


def test_long_lists_are_read_to_the_end() -> None:
    printed = ", ".join(f"{chr(65 + n % 26)}. N{chr(97 + n % 26)}{chr(97 + n // 26)}el" for n in range(120))
    fields = parse(f"{printed}, Layers of foils. Joule 1, 2 (2018).")
    assert (len(fields.authors), fields.title) == (120, "Layers of foils")


@pytest.mark.parametrize(
    ("raw", "authors"),
    [
        (
            "The ATLAS Collaboration, Observation of layers, Phys. Lett. B 716, 1 (2012).",
            (("The ATLAS Collaboration", ""),),
        ),
        ("G. Aad et al. (ATLAS Collaboration), Observation of layers, Phys. Lett. B 716, 1 (2012).", (("Aad", "G."),)),
        (
            "International Energy Agency. Observation of layers. Phys. Lett. B 716, 1 (2012).",
            (("International Energy Agency", ""),),
        ),
    ],
)
def test_groups_sign_as_authors(raw: str, authors: Authors) -> None:
    fields = parse(raw)
    assert (fields.authors, fields.title, fields.journal) == (authors, "Observation of layers", "Phys. Lett. B")


@pytest.mark.parametrize(
    "raw",
    [
        "J. Power Sources 392, 79 (2018).",
        "Phys. Rev. Lett., 2018, 120, 105901.",
        "Stability of layers in foils. J. Power Sources 392, 79 (2018).",
        "Supplementary Materials of this article.",
    ],
)
def test_journals_and_titles_are_no_persons(raw: str) -> None:
    assert read_authors(raw)[0] == ()


def test_initials_are_joined() -> None:
    assert [join_initials(given) for given in ("J.-M.", "J M", "JM", "Jean-Marie", "Peter G.", "Yu. A.", "X–M")] == [
        "J.-M.",
        "J.M.",
        "J.M.",
        "J.-M.",
        "P.G.",
        "Yu.A.",
        "X.-M.",
    ]
