"""Dopings and solutions around a material: what stands before it, after it, or in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.formula import parse_formula
from graph.formula_reader import SYMBOLS
from graph.identities import MaterialIdentity, build_identity, dissolve, dope, side
from graph.material_table import load_material_table
from graph.materials import link_material
from ingest.mentions import MaterialMention

_ELEMENT = "(?:" + "|".join(sorted(SYMBOLS, key=lambda s: (-len(s), s))) + ")"
_JOINT = r"(?:\s?[,/–&-]\s?(?:and\s|or\s)?|\s(?:and|or|&)\s)"
_LIST = rf"(?<![A-Za-z0-9]){_ELEMENT}(?:{_JOINT}{_ELEMENT}){{0,7}}"
_DOPED_BEFORE = re.compile(
    rf"(?P<dopants>{_LIST})(?:\s?[\s-]\s?|)(?:(?:co|dual|tri)-?\s?)?(?:doped|substituted|stabili[sz]ed)\s?[\s-]\s?$"
)
_GREEK_BEFORE = re.compile(r"(?P<letter>[αβγ](?:''|[″\"])?)\s?[-–]\s?$")
_FORM_BEFORE = re.compile(r"\b(?P<form>tetragonal|cubic|single[- ]crystal(?:line)?|amorphous)\s$", re.IGNORECASE)


def extend_mention(text: str, mention: MaterialMention) -> MaterialMention:
    """Return the mention with the doping or phase that stands before it; its start moves with it."""
    before = text[max(0, mention.start - 48) : mention.start]

    def extend(found: re.Match[str], identity: MaterialIdentity) -> MaterialMention:
        start = mention.start - len(before) + found.start()
        return MaterialMention(start, mention.end, text[start : mention.end], identity)

    if doped := _DOPED_BEFORE.search(before):
        return extend(doped, dope(mention.identity, tuple(re.findall(_ELEMENT, doped["dopants"]))))
    if lettered := _GREEK_BEFORE.search(before):
        entry = load_material_table().by_name(f"{lettered['letter']}-{mention.text}")
        if entry is not None:
            reason = f"{before[lettered.start() :]}{mention.text} is a name of {entry.id}"
            return extend(lettered, build_identity(entry, reason))
    if formed := _FORM_BEFORE.search(before):
        identity = link_material(f"{formed['form']} {mention.identity.id}")
        if identity is not None:
            return extend(formed, identity)
    return mention


_STATED = re.compile(r"\s?\((?:with\s|where\s)?(?P<stated>[xyzδ]\s?=\s?\d[^()]{0,40})\)")


def evaluate_mention(text: str, mention: MaterialMention) -> MaterialMention:
    """Return the mention with the formula that a value in brackets behind it makes: ``... (x = 0.3)``.

    >>> text = "Li1+xAlxTi2-x(PO4)3 (x = 0.3)"
    >>> mention = MaterialMention(0, 19, text[:19], link_material(text[:19]))
    >>> evaluate_mention(text, mention).identity.id
    'Li1.3Al0.3Ti1.7(PO4)3'
    """
    stated = _STATED.match(text, mention.end)
    formula = parse_formula(mention.text) if stated and "-doped" not in mention.identity.id else None
    if stated is None or formula is None or not formula.variables:
        return mention
    identity = link_material(f"{formula.text} ({stated['stated']})")
    whole = identity is not None and identity.formula is not None and parse_formula(identity.formula)
    return replace(mention, identity=identity) if identity and whole and not whole.variables else mention


_COORDINATED = re.compile(rf"(?:{_LIST}[\s-]doped(?:\s?,\s?|,?\s(?:and|or)\s))+$")
_EACH = re.compile(rf"(?P<dopants>{_LIST})[\s-]doped")


def find_coordinated_dopings(text: str, mentions: Sequence[MaterialMention]) -> list[MaterialMention]:
    """Return a mention for each doping that shares the noun of the next: ``N-doped and P-doped carbon``."""
    found: list[MaterialMention] = []
    for mention in mentions:
        if "-doped " not in mention.identity.id:
            continue
        leading = _COORDINATED.search(text, max(0, mention.start - _REACH), mention.start)
        if leading is None:
            continue
        for each in _EACH.finditer(text, leading.start(), leading.end()):
            dopants = tuple(re.findall(_ELEMENT, each["dopants"]))
            found.append(MaterialMention(*each.span(), each.group(), dope(_undoped(mention), dopants)))
    return found


_REACH = 80
_HEAD = r"(?i:(?:partial\s)?(?:co-?)?(?:doping|dopings|substitution|incorporation|addition|introduction))"
_OF = re.compile(
    rf"\b{_HEAD}\sof\s(?:(?:S|O|P|Li|Zr|La|Ti|Ge)\s(?:with|by)\s)?(?P<dopants>{_LIST})"
    r"(?:\s(?:elements?|ions?|atoms?|cations?))?"
    r"\s(?:into|in|to|for)\s(?:the\s)?(?=\S)"
)
_DOPING = re.compile(
    rf"(?P<dopants>{_LIST})(?:[\s-])(?:co-?)?(?:doping|substitution)\b(?P<into>\s(?:in|of|into)\s(?:the\s)?)?"
)
_CROSSED = re.compile(r"[.;]\s+[A-Z]")


def find_worded_dopings(text: str, mentions: Sequence[MaterialMention]) -> list[MaterialMention]:
    """Return a mention of the doped material for each dopant that is named in words."""
    found: dict[int, MaterialMention] = {}
    taken = {place for mention in mentions for place in range(mention.start, mention.end)}
    for pattern in (_OF, _DOPING):
        for match in pattern.finditer(text):
            hosts = _hosts(text, match, mentions)
            elements = list(re.finditer(_ELEMENT, match["dopants"]))
            spans = [(match.start("dopants") + e.start(), match.start("dopants") + e.end()) for e in elements]
            for host in hosts[:1]:
                for element, (start, end) in zip(elements, spans, strict=True):
                    if start not in taken:
                        found[start] = _doped(text, start, end, host, element.group())
            for host in hosts[1:2]:  # a second host has no dopant of its own in the text: the head word stands for it
                start, end = match.start(), match.start() + len(text[match.start() :].split(" ", 1)[0])
                found.setdefault(start, _doped(text, start, end, host, elements[-1].group()))
    return list(found.values())


def _doped(text: str, start: int, end: int, host: MaterialMention, element: str) -> MaterialMention:
    return MaterialMention(start, end, text[start:end], dope(host.identity, (element,)))


def _hosts(text: str, match: re.Match[str], mentions: Sequence[MaterialMention]) -> list[MaterialMention]:
    """Return the hosts right after the words, else the electrolyte named last in the same sentence."""
    electrolytes = [
        m for m in mentions if side(m.identity) == "electrolyte" and "family:liquid" not in m.identity.families
    ]
    if match.re is _OF or match["into"]:
        following = [m for m in electrolytes if 0 <= m.start - match.end() <= 2]
        for mention in electrolytes:
            if following and re.fullmatch(r",?\s(?:and|or)\s|,\s", text[following[-1].end : mention.start]):
                following.append(mention)
        return following[:2]
    before = [m for m in electrolytes if m.end <= match.start() and not _CROSSED.search(text[m.end : match.start()])]
    return [replace(m, identity=_undoped(m)) for m in before[-1:]]


def _undoped(mention: MaterialMention) -> MaterialIdentity:
    identity = mention.identity
    if identity.dopants and identity.parent and "-doped " in identity.id:
        return link_material(identity.parent) or identity
    return identity


_SOLVENT_GAP = re.compile(r"^(?:\s?[/:,+-]\s?|,?\s(?:and|or)\s)$")


def merge_solutions(text: str, mentions: Sequence[MaterialMention]) -> list[MaterialMention]:
    """Return the mentions with each salt that stands dissolved (``LiPF6 in EC/DMC``) as its solution."""
    merged = list(mentions)
    for place, salt in enumerate(mentions[:-1]):
        if text[salt.end : mentions[place + 1].start] not in (" in ", " dissolved in ", " in a ", " in the "):
            continue
        solvents: list[MaterialIdentity] = []
        for number in range(place + 1, len(mentions)):
            if solvents and not _SOLVENT_GAP.match(text[mentions[number - 1].end : mentions[number].start]):
                break
            if (
                "family:liquid" not in mentions[number].identity.families
                or "family:additive" in mentions[number].identity.families
            ):
                break
            solvents.append(mentions[number].identity)
        if solvents and "family:additive" in salt.identity.families:
            merged[place] = replace(salt, identity=dissolve(salt.identity, tuple(solvents)))
    return merged
