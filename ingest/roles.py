"""Roles of materials where they are named: what the text says that each does, else what its family does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.identities import MaterialIdentity, side
from graph.material_table import load_material_table
from ingest.lexicon_files import read_lexicon
from ingest.mentions import InterfaceMention, MaterialMention
from ingest.runs import split_runs

_METALS = frozenset({"Li", "Na", "K"})
"""Metal anodes: what is plated or deposited stays the anode."""

_LED = 5  # words between a cue and its material: "coated with a thin amorphous layer of X"
_HEAD = 4  # words between a material and the noun that tells what it does: "Cu3N mixed conductive interlayer"


@dataclass(frozen=True, slots=True)
class _Cues:
    """The lexicon, compiled: ``before`` and ``noun`` name the role by group, ``after`` by pattern."""

    before: re.Pattern[str]
    coated: re.Pattern[str]
    after: Mapping[str, re.Pattern[str]]
    noun: re.Pattern[str]
    named: re.Pattern[str]
    defaults: Mapping[str, str]


@cache
def _load_cues() -> _Cues:
    lexicon = read_lexicon("roles")
    nouns = _join(lexicon["nouns"])
    return _Cues(
        before=re.compile(rf"(?<![\w-])(?:{_join(lexicon['before'])})(?= )"),
        coated=re.compile("|".join(f"(?:{p})" for p in lexicon["coated"])),
        after={role: re.compile("|".join(f"(?:{p})" for p in listed)) for role, listed in lexicon["after"].items()},
        noun=re.compile(rf"(?:{nouns})(?![\w-])"),
        named=re.compile(
            rf"(?<![\w-])(?:{nouns})(?: (?:active )?materials?)?(?:,? (?:such as|like|including|namely|e\.g\.,?"
            r"|(?:(?:consisting|composed|made) )?of|comprising|based on))?(?= | ?\()"
        ),
        defaults=lexicon["defaults"],
    )


def _join(listed: Mapping[str, Sequence[str]]) -> str:
    return "|".join(f"(?P<{role.replace(' ', '_')}>{'|'.join(patterns)})" for role, patterns in listed.items())


def _role_of(match: re.Match[str]) -> str:
    return (match.lastgroup or "").replace("_", " ")


def assign_roles(
    text: str, mentions: Sequence[MaterialMention], stacks: Sequence[InterfaceMention] = ()
) -> list[MaterialMention]:
    """Return the mentions with the role that each has where it stands.

    What stands right at a name counts first, then its place in a stack, then what is said of the list that it
    stands in, and last what its family does; None where nothing tells.

    >>> from ingest.materials import find_materials
    >>> [m.role for m in find_materials("LiNbO3-coated LCO; LPS decomposes into Li2S and Li3P")]
    ['coating', 'cathode', 'electrolyte', 'product', 'product']
    """
    runs = split_runs(mentions, lambda last, m: _LIST_GAP.fullmatch(text, last.end, m.start) is not None)
    led = dict(_find_led(text, mentions))
    layered = _find_layers(stacks)
    roles: dict[int, str | None] = {}
    for run in runs:
        shared = _read_run(text, run, led)
        for mention in run:
            own = _fit_part(mention, _read_own(text, mention))
            between = "interlayer" if mention.start in layered else None
            freed = "product" if mention.text.lower().startswith("elemental") else None
            roles[mention.start] = own or between or _fit(mention, shared) or freed or default_role(mention.identity)
    return [replace(mention, role=roles[mention.start]) for mention in mentions]


def default_role(identity: MaterialIdentity) -> str | None:
    """Return what a material does where the text is silent: by its families, solvents and salts told apart.

    >>> from graph.materials import link_material
    >>> [default_role(link_material(name)) for name in ("LLZO", "LiNbO3", "Li3P", "LiPF6", "DMC")]
    ['electrolyte', 'coating', 'product', 'salt', 'solvent']
    """
    if "family:liquid" in identity.families and " in " not in identity.id:
        if "family:additive" in identity.families and not _METALS.isdisjoint(identity.elements):
            return "salt"
        entry = load_material_table().entries.get(identity.id)
        return "additive" if "family:additive" in identity.families else "solvent" if entry else identity.role
    if "family:current-collector" in identity.families[:1]:
        return "current collector"
    return _load_cues().defaults.get(identity.role or "", identity.role)


def _fit_part(mention: MaterialMention, role: str | None) -> str | None:
    """Return the role but for the part of a solution that its electrolyte is named after: "an EC-DMC electrolyte"."""
    return None if role == "electrolyte" and default_role(mention.identity) in ("solvent", "salt") else role


_LIST_GAP = re.compile(r"(?:-? ?,? (?:and|or|and/or) |-? ?, | ?\(or | ?/ ?| \()")


def _find_layers(stacks: Sequence[InterfaceMention]) -> frozenset[int]:
    """Return where the layers between others start that are neither electrolyte nor at an end of their stack."""
    with_electrolyte = (s.materials for s in stacks if any(side(m.identity) == "electrolyte" for m in s.materials))
    return frozenset(
        mention.start
        for layers in with_electrolyte
        for mention in layers[1:-1]
        if side(mention.identity) != "electrolyte"
    )


_BREAKS = re.compile(
    r"(?:of|for|in|with|and|or|to|by|from|that|which|who|than|against|at|into|between|on|onto|over|through|across|along"
    r"|inside|within|under|after|before|during|via|per|as|if|when|where|while|because|due|but|not|the|an?|its|their"
    r"|is|are|was|were|be|been|can|could|may|might|will|would|should|must|has|have|had|do|did"
    r"|interfaces?|interphases?|contacts?|side)$"
)
_WORD = re.compile(r" (?:[\w.%α-ωΑ-Ω′'’-]+)")
_STOPS_LED = re.compile(r"(?:on|onto|between|in|at|with|and|to|from|by|which|that|for|without|is|are|was|were)$")


def _find_led(text: str, mentions: Sequence[MaterialMention]) -> Iterator[tuple[int, str]]:
    """Yield where a mention starts that a cue leads up to, with the cue's role; the last cue is the nearest."""
    starts = {mention.start for mention in mentions}
    cues = _load_cues()
    for pattern, reach in ((cues.named, 1), (cues.before, _LED)):
        for match in pattern.finditer(text):
            role, at = _role_of(match), match.end()
            if role == "product" and _SOURCE.search(match.group()):
                continue
            for _ in range(reach + 1):
                gap = _GAP.match(text, at)
                if gap and gap.end() in starts:
                    yield gap.end(), role
                    break
                word = _WORD.match(text, at)
                if word is None or _STOPS_LED.match(word.group()[1:]):
                    break
                at = word.end()


_GAP = re.compile(r" ?\(?(?:e\.g\.,? )?")
_SOURCE = re.compile(r"(?:products?|impurit(?:y|ies)) of$")


def _read_own(text: str, mention: MaterialMention) -> str | None:
    """Return the role that the words right behind the name give it, or that the name itself ends in."""
    cues = _load_cues()
    if cues.coated.match(text, mention.end) and mention.identity.id not in _METALS:
        return "coating"
    for role in ("coating", "interlayer"):
        if cues.after[role].match(text, mention.end) and _fit_layer(mention, role):
            return role
    return _read_name(text, mention)


def _read_name(text: str, mention: MaterialMention) -> str | None:
    """Return the role that a noun gives: in the name or behind it, or after "as" or "is"."""
    first_word = mention.start + len(mention.text.split(" ")[0])
    return _read_head(text, first_word, mention.end) or _read_as(text, mention.end)


def _fit_layer(mention: MaterialMention, role: str) -> bool:
    """Tell whether a layer of the material is no electrode or electrolyte itself, as "LPS deposited on" is."""
    return mention.identity.id not in _METALS and (side(mention.identity) is None or role == "interlayer")


def _read_head(text: str, start: int, name_end: int) -> str | None:
    """Return the role of the last noun in the phrase that the name opens: "X composite cathode"."""
    found: str | None = None
    at = start
    noun = _load_cues().noun
    words = 0
    while words <= _HEAD and text[at : at + 1] in (" ", "-"):
        match = noun.match(text, at + 1)
        if match is not None:
            found, at = _role_of(match), match.end()
            if _INTERFACE.match(text, at):
                return None
            continue
        word = _WORD.match(text, at) or _HYPHENED.match(text, at)
        if word is None or _BREAKS.match(word.group()[1:]) or _VERBAL.search(word.group()):
            break
        at = word.end()
        words += at > name_end
    return found


_HYPHENED = re.compile(r"-[a-z]+")
_INTERFACE = re.compile(r"[ /|–-]\S{0,12} ?(?:interfaces?|contact)\b")
_VERBAL = re.compile(
    r"(?:[a-z]{2}(?<!layer)(?<!mix)ed|[a-z](?<!s)s|ing|free|rich|containing|doped|added|like)$(?<!glass)(?<!based)(?<!pressed)"
)


_AS = re.compile(r"(?: ?\([^()]{0,40}\))?(?:,? (?:[a-z]+ ){0,4}?| [^,.;()|]{0,24}? )as (?:an? |the |both |its )?(?=\w)")
_IS = re.compile(r"(?: ?\([^()]{0,40}\))? (?:is|are|was|were|has been|have been) (?:an? |the |one of the )?(?=\w)")


def _read_as(text: str, end: int) -> str | None:
    """Return the role of "X as the cathode" or "X is a promising electrolyte"."""
    for pattern in (_AS, _IS):
        match = pattern.match(text, end)
        if match is not None and not _OTHER.search(match.group()):
            start = match.end() - 1
            head = _read_phrase(text, start)
            if head is not None:
                return head
    return None


_OTHER = re.compile(r"[A-Z][a-z]?[A-Z\d]|\b(?:mixtures?|blends?)\b")


def _read_phrase(text: str, start: int) -> str | None:
    """Return the role of the last noun in the phrase that starts behind ``start``, at most six words long."""
    found: str | None = None
    noun = _load_cues().noun
    at = start
    for _ in range(6):
        match = noun.match(text, at + 1)
        if match is not None:
            found, at = _role_of(match), match.end()
        else:
            word = _PLAIN.match(text, at + 1)
            if word is None or _BREAKS.match(word.group()):
                break
            at = word.end()
        if text[at : at + 1] != " ":
            break
    return found


_PLAIN = re.compile(r"[\w-]+(?:\.\d+)?")


_SHARED = re.compile(r"- |-,| \(or ")


def _read_run(text: str, run: Sequence[MaterialMention], led: Mapping[int, str]) -> str | None:
    """Return the role that is said of a list of materials: a cue before it, or words behind it."""
    before = led.get(run[0].start)
    if before is not None:
        return before
    last = run[-1]
    if _SHARED.match(text, run[0].end) and _load_cues().coated.match(text, last.end):
        return "coating"
    for role, pattern in _load_cues().after.items():
        if pattern.match(text, last.end):
            return role
    return _read_name(text, last) if len(run) > 1 else None


def _fit(mention: MaterialMention, role: str | None) -> str | None:
    """Return the role of the list where it fits the member: an electrode of a list of products stays an electrode."""
    if role is None:
        return None
    own = side(mention.identity)
    if own is None or role == own:
        return role
    if mention.identity.id in _METALS:
        return None
    formed = role == "product" and "family:interphase-product" in mention.identity.families
    return role if formed or (own == "anode" and role in _LAYERED) else None


_LAYERED = frozenset({"product", "coating", "interlayer"})
