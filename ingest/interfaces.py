"""Interfaces in text: stacks of a cell, and pairs of materials that the text puts in contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.identities import side
from ingest.mentions import InterfaceMention, MaterialMention

_NOUN = (
    r"(?:metal|metallic|foil|composite|pellet|solid|electrolyte|surface|layer|membrane|film|cathode|anode|electrode"
    r"|particle|disc|disk|separator|glass|ceramic|current collector)s?"
)
_STACK_GAP = re.compile(rf"^\s?\)?(?:[\s-]{_NOUN}){{0,3}}\s?(?:\|{{1,3}}|∥|‖|//?)\s?\(?$")
_BARS = re.compile(r"[|∥‖]|//")
_WORDED_GAP = re.compile(
    rf"^\s?(?:{_NOUN}\s)*"
    r"(?:(?:in\s(?:direct\s|intimate\s|close\s|physical\s)?contact\s)?with|against|towards?|to|onto|[-–])\s?"
    r"(?:both\s)?(?:the\s|a\s|an\s|metallic\s|molten\s)*$"
)
_AND_GAP = re.compile(rf"^\s?(?:{_NOUN}|\([^()]{{1,40}}\)|\s)*,?\s?and\s(?:the\s|a\s|an\s)?$")
_LIST_GAP = re.compile(r"^(?:\s?,\s?|,?\s(?:and|or)\s)$")
_BETWEEN = re.compile(r"\bbetween\s(?:an?\s|the\s)?$", re.IGNORECASE)
_COATED_GAP = re.compile(r"^[-‐–\s](?:coated|modified|protected)\s$")
_MIXTURE = re.compile(r"[\s-](?:\w+\s)?(?:composites?|mixtures?|blends?|slurr\w+|hybrids?|(?:\w+\s)?ratios?)\b")
_COUPLE = re.compile(r"\s?\^?[+⁺]")


def find_interfaces(text: str, mentions: Sequence[MaterialMention]) -> list[InterfaceMention]:
    """Return the stacks and pairs among the mentions, in the order of the text.

    >>> from ingest.materials import find_materials
    >>> text = "a Li|LLZO|LCO cell"
    >>> [[m.identity.id for m in i.materials] for i in find_interfaces(text, find_materials(text))]
    [['Li', 'Li7La3Zr2O12', 'LiCoO2']]
    """
    stacks = find_stacks(text, mentions)
    stacked = {m.start: number for number, stack in enumerate(stacks) for m in stack.materials}
    pairs = [p for p in _find_pairs(text, mentions) if len({stacked.get(m.start, -1) for m in p.materials} - {-1}) != 1]
    return sorted([*stacks, *pairs], key=lambda interface: (interface.start, interface.end))


def find_stacks(text: str, mentions: Sequence[MaterialMention]) -> list[InterfaceMention]:
    """Return the layers that signs join (``Li|LLZO|LCO``, ``LLZO/Li``), each in the order in which they lie.

    The coating of a layer lies between that layer and the next: ``LiNbO3-coated LCO|LPS`` is LCO, LiNbO3, LPS.

    >>> from ingest.materials import find_materials
    >>> text = "a LiNbO3-coated LCO|LPS cell"
    >>> [[m.identity.id for m in i.materials] for i in find_stacks(text, find_materials(text))]
    [['LiCoO2', 'LiNbO3', 'Li2S-P2S5']]
    """
    found = []
    stack: list[MaterialMention] = []
    for mention in [*mentions, None]:
        if mention is not None and (
            not stack or _STACK_GAP.match(text[stack[-1].end : mention.start]) or _is_coated(text, stack[-1], mention)
        ):
            stack.append(mention)
            continue
        if len(stack) > 1 and (layers := _order(text, stack)) and _is_stack(text, layers):
            found.append(InterfaceMention(stack[0].start, stack[-1].end, tuple(layers)))
        stack = [mention] if mention is not None else []
    return found


def _is_coated(text: str, coating: MaterialMention, core: MaterialMention) -> bool:
    return bool(_COATED_GAP.match(text[coating.end : core.start]))


def _order(text: str, named: Sequence[MaterialMention]) -> list[MaterialMention]:
    """Return the layers as they lie: a coating named before the first layer lies behind it; [] for one layer alone."""
    if not _is_coated(text, named[0], named[1]):
        return list(named)
    return [named[1], named[0], *named[2:]] if len(named) > 2 else []


def _is_stack(text: str, stack: Sequence[MaterialMention]) -> bool:
    start, end = min(m.start for m in stack), max(m.end for m in stack)
    if _BARS.search(text, start, end):
        return True
    sides = {side(mention.identity) for mention in stack}
    liquid = all("family:liquid" in mention.identity.families for mention in stack)
    mixed = _MIXTURE.match(text, end) and len(stack) == 2 and not sides & {"anode"}
    return "electrolyte" in sides and not liquid and not mixed and not _COUPLE.match(text, end)


def _find_pairs(text: str, mentions: Sequence[MaterialMention]) -> Iterator[InterfaceMention]:
    for place in range(len(mentions) - 1):
        first, second = mentions[place], mentions[place + 1]
        gap = text[first.end : second.start]
        if not _are_partners(first, second):
            continue
        lead = text[max(0, first.start - 24) : first.start]
        between = bool(_BETWEEN.search(lead)) and bool(_AND_GAP.match(gap))
        if not (between or _is_coated(text, first, second) or _WORDED_GAP.match(gap)):
            continue
        yield InterfaceMention(first.start, second.end, (first, second))
        for further in range(place + 2, len(mentions)):
            if not _LIST_GAP.match(text[mentions[further - 1].end : mentions[further].start]):
                break
            if _are_partners(first, mentions[further]):
                yield InterfaceMention(first.start, mentions[further].end, (first, mentions[further]))


_FUNCTIONAL = frozenset({"coating", "interlayer", "product", "additive", "current collector", "binder"})
"""Roles of what is no electrode where it stands, though its family be one: a Si interlayer, an alloy that forms."""


def is_functional(mention: MaterialMention) -> bool:
    """Tell whether the text makes the material a layer or product, not the electrode or electrolyte of a pair."""
    return mention.role in _FUNCTIONAL and side(mention.identity) != "electrolyte"


def _are_partners(first: MaterialMention, second: MaterialMention) -> bool:
    sides = {side(mention.identity) for mention in (first, second) if not is_functional(mention)}
    return "electrolyte" in sides and bool(sides & {"anode", "cathode"})
