"""Interfaces in text: stacks of a cell, and pairs of materials that the text puts in contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.materials import side
from ingest.mentions import InterfaceMention, MaterialMention

_STACK_GAP = re.compile(r"^\s?\)?\s?(?:\|{1,3}|∥|‖|/)\s?\(?$")
_BARS = re.compile(r"[|∥‖]")
_WORDED_GAP = re.compile(
    r"^\s?(?:pellets?\s|solid\s|electrolytes?\s|surfaces?\s|layers?\s|cathodes?\s|anodes?\s)*"
    r"(?:(?:in\s(?:direct\s|intimate\s)?contact\s)?with|against|towards?|to|onto|[-–])\s?(?:the\s|a\s|an\s|metallic\s|molten\s)*$"
)
_AND_GAP = re.compile(
    r"^\s?(?:pellets?|solid|electrolytes?|surfaces?|layers?|cathodes?|anodes?|\([^()]{1,40}\)|\s)*,?\s?and\s(?:the\s|a\s|an\s)?$"
)
_LIST_GAP = re.compile(r"^(?:\s?,\s?|,?\s(?:and|or)\s)$")
_BETWEEN = re.compile(r"\bbetween\s(?:an?\s|the\s)?$", re.IGNORECASE)
_COATED_GAP = re.compile(r"^[-\s](?:coated|modified|protected)\s$")


def find_interfaces(text: str, mentions: Sequence[MaterialMention]) -> list[InterfaceMention]:
    """Return the stacks and pairs among the mentions, in the order of the text.

    >>> from ingest.materials import find_materials
    >>> text = "a Li|LLZO|LCO cell"
    >>> [[m.identity.id for m in i.materials] for i in find_interfaces(text, find_materials(text))]
    [['Li', 'Li7La3Zr2O12', 'LiCoO2']]
    """
    found = [*_find_stacks(text, mentions), *_find_pairs(text, mentions)]
    kept: list[InterfaceMention] = []
    for interface in sorted(found, key=lambda i: (i.start, -i.end)):
        if not any(k.start <= interface.start and interface.end <= k.end for k in kept):
            kept.append(interface)
    return kept


def _find_stacks(text: str, mentions: Sequence[MaterialMention]) -> Iterator[InterfaceMention]:
    stack: list[MaterialMention] = []
    for mention in [*mentions, None]:
        if mention is not None and (not stack or _STACK_GAP.match(text[stack[-1].end : mention.start])):
            stack.append(mention)
            continue
        if len(stack) > 1 and _is_stack(text, stack):
            yield InterfaceMention(stack[0].start, stack[-1].end, tuple(stack))
        stack = [mention] if mention is not None else []


def _is_stack(text: str, stack: Sequence[MaterialMention]) -> bool:
    if _BARS.search(text[stack[0].end : stack[-1].start]):
        return True
    sides = [side(mention.identity) for mention in stack]
    liquid = all("family:liquid" in mention.identity.families for mention in stack)
    return "electrolyte" in sides and not liquid


def _find_pairs(text: str, mentions: Sequence[MaterialMention]) -> Iterator[InterfaceMention]:
    for place in range(len(mentions) - 1):
        first, second = mentions[place], mentions[place + 1]
        gap = text[first.end : second.start]
        if not _are_partners(first, second):
            continue
        lead = text[max(0, first.start - 24) : first.start]
        between = bool(_BETWEEN.search(lead)) and bool(_AND_GAP.match(gap))
        coated = bool(_COATED_GAP.match(gap))
        if not (between or coated or _WORDED_GAP.match(gap)):
            continue
        yield InterfaceMention(first.start, second.end, (first, second))
        for further in range(place + 2, len(mentions)):
            if not _LIST_GAP.match(text[mentions[further - 1].end : mentions[further].start]):
                break
            if _are_partners(first, mentions[further]):
                yield InterfaceMention(first.start, mentions[further].end, (first, mentions[further]))


def _are_partners(first: MaterialMention, second: MaterialMention) -> bool:
    sides = {side(first.identity), side(second.identity)}
    return "electrolyte" in sides and bool(sides & {"anode", "cathode"})
