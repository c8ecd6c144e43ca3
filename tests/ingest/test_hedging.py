"""How sure a sentence is, and how its finding was obtained. The facts in the sentences are invented."""

import pytest

from ingest.hedging import classify_source, find_techniques, is_hedged


@pytest.mark.parametrize(
    "text",
    [
        "Voids may grow.",
        "This could be caused by moisture.",
        "It is likely that the garnet is reduced.",
        "A space charge layer is thought to form.",
        "A layered interphase was proposed.",
        "Calculations predict a narrow window.",
        "A possible cause is moisture.",
        "The origin remains controversial.",
        "The data suggest a thin interphase.",
    ],
)
def test_a_guess_is_hedged(text: str) -> None:
    assert is_hedged(text)


@pytest.mark.parametrize(
    "text",
    [
        "Voids grow.",
        "It cannot be reduced.",
        "The rise was unexpected.",
        "The potential of lithium is low.",
        "The mayor effect is small.",
        "",
    ],
)
def test_a_plain_statement_is_not(text: str) -> None:
    assert not is_hedged(text)


@pytest.mark.parametrize(
    ("text", "techniques"),
    [
        ("XPS and TEM show Li3P.", ["tech:tem", "tech:xps"]),
        ("X-ray diffraction shows Li2S.", ["tech:xrd"]),
        ("ToF-SIMS shows Co in the garnet.", ["tech:tof-sims"]),
        ("Molecular dynamics shows a fast exchange.", ["tech:md"]),
        ("First-principles calculations give a wide window.", ["tech:dft"]),
        ("The cv was sent and the sem is over.", []),
        ("The cells were aged.", []),
    ],
)
def test_techniques_are_found_by_name_and_acronym(text: str, techniques: list[str]) -> None:
    assert sorted(find_techniques(text)) == techniques


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("XPS shows Li3P.", "experiment"),
        ("DFT calculations give a wide window.", "computation"),
        ("Simulations gave a rough front.", "computation"),
        ("Voids were observed after 10 cycles.", "experiment"),
        ("Garnets are brittle.", "review"),
    ],
)
def test_the_source_of_a_finding_is_told_by_its_words(text: str, source: str) -> None:
    assert classify_source(text, find_techniques(text)) == source
