"""The shape of advice over HTTP: that of `interphase recommend --json`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from pydantic.config import JsonDict


class _Open(BaseModel):
    """Fields may be added to the contract; none is dropped on the way out."""

    model_config = ConfigDict(extra="allow")


class Part(_Open):
    """A side of the pair, as the name in the question was understood."""

    id: str


class MechanismAnswer(_Open):
    """What goes wrong, or protects, at the interface."""

    id: str
    belief: float
    polarity: str
    products: list[str]
    refs: list[Any]
    evidence: list[Any]


class OptionAnswer(_Open):
    """What one study did: materials, method, effects before and after, sentences."""

    materials: list[str]
    method: str | None
    effects: list[Any]
    retracted: bool
    refs: list[Any]
    evidence: list[Any]


class Contribution(_Open):
    """A part of the score."""

    what: str
    amount: float


class RecommendationAnswer(_Open):
    """One strategy with all that was done; `contributions` add up to `score`."""

    rank: int
    strategy: str
    materials: list[str]
    basis: Literal["interface", "variant", "family", "mechanism"]
    score: float
    belief: float
    mechanisms: list[str]
    issues: list[str]
    options: list[OptionAnswer]
    refs: list[Any]
    caveats: list[Any]
    conflicts: list[Any]
    why: str
    contributions: list[Contribution]


class WarningAnswer(_Open):
    """What was tried and did not help, or does harm."""

    strategy: str
    materials: list[str]
    why: str
    refs: list[Any]


_REFERENCE: JsonDict = {"document": "review.md", "n": 4, "doi": "10.1038/nmat4821", "title": None, "retracted": False}
_EVIDENCE: JsonDict = {
    "document": "review.md",
    "line": 88,
    "text": "A thin Al2O3 layer lowered the area specific resistance from 1710 to 1 Ω cm² [4].",
    "refs": [4],
}


class AdviceAnswer(_Open):
    """Advice for a pair; with coverage `none` the lists are empty."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "example": {
                "electrolyte": {"id": "Li7La3Zr2O12"},
                "electrode": {"id": "Li"},
                "coverage": "direct",
                "summary": "Remedies are reported for this interface.",
                "mechanisms": [
                    {
                        "id": "mech:poor-wettability",
                        "belief": 0.91,
                        "polarity": "occurs",
                        "products": [],
                        "refs": [_REFERENCE],
                        "evidence": [_EVIDENCE],
                    }
                ],
                "recommendations": [
                    {
                        "rank": 1,
                        "strategy": "strat:lithiophilic-interlayer",
                        "materials": ["Al2O3"],
                        "basis": "interface",
                        "score": 0.8,
                        "belief": 0.9,
                        "mechanisms": ["mech:poor-wettability"],
                        "issues": ["issue:poor-contact"],
                        "options": [
                            {
                                "materials": ["Al2O3"],
                                "method": "ALD",
                                "effects": [
                                    {
                                        "property": "prop:interfacial-resistance",
                                        "before": 1710.0,
                                        "after": 1.0,
                                        "unit": "ohm*cm^2",
                                        "conditions": {"temperature": "RT"},
                                    }
                                ],
                                "retracted": False,
                                "refs": [_REFERENCE],
                                "evidence": [_EVIDENCE],
                            }
                        ],
                        "refs": [_REFERENCE],
                        "caveats": [],
                        "conflicts": [],
                        "why": "Reported at this interface.",
                        "contributions": [{"what": "belief", "amount": 0.8}],
                    }
                ],
                "warnings": [],
            }
        },
    )

    electrolyte: Part
    electrode: Part
    coverage: Literal["direct", "problem-only", "transfer", "none"]
    summary: str
    mechanisms: list[MechanismAnswer]
    recommendations: list[RecommendationAnswer]
    warnings: list[WarningAnswer]
