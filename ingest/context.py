"""Which electrolyte and electrode a sentence is about: named in it, or carried on from the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.concepts import load_vocabulary
from graph.identities import side, working_ion
from graph.materials import link_material
from ingest.coreference import ReferenceMention
from ingest.interfaces import is_functional
from ingest.lexicon_files import read_lexicon
from ingest.mentions import MaterialMention
from ingest.phrases import stem
from ingest.products import find_products
from ingest.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Pair:
    """An electrolyte and an electrode by id (or ``family:*``); either may be unknown."""

    electrolyte: str | None
    electrode: str | None


@dataclass(frozen=True, slots=True)
class Topic:
    """What the paragraph has been about: the electrolytes and the electrode last named.

    ``inherited``: the electrolytes were named in an earlier paragraph of the section. They may host a material
    that somebody added, but a general statement is not about them.
    """

    electrolytes: tuple[str, ...] = ()
    electrode: str | None = None
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """An electrolyte or electrode named in a sentence, at a term."""

    term: int
    id: str


@dataclass(frozen=True, slots=True)
class Context:
    """The electrolytes, electrodes and pairs of one sentence; ``carried``: the electrolyte is the topic's."""

    electrolytes: tuple[Place, ...]
    electrodes: tuple[Place, ...]
    pairs: tuple[Pair, ...]
    side: str | None
    topic: Topic
    carried: bool = False

    def pair_for(self, mechanism: str, place: int) -> Pair | None:
        """Return the pair at which a mechanism named at the term happens; None without electrolyte."""
        if self.carried and self.topic.inherited:
            return None
        lexicon_side = _side_of(mechanism)
        electrolyte = _nearest(self.electrolytes, place)
        electrode = _nearest(self.electrodes, place)
        if chosen := self._choose_pair(electrolyte, electrode, lexicon_side):
            return _without_electrode(chosen) if lexicon_side == "alone" else chosen
        if electrolyte is None:
            return None
        if lexicon_side == "alone":
            return Pair(electrolyte, None)
        if electrode is None and "anode" in (lexicon_side, self.side):
            electrode = name_metal(electrolyte)
        return Pair(electrolyte, electrode)

    def _choose_pair(self, electrolyte: str | None, electrode: str | None, wanted_side: str | None) -> Pair | None:
        """Return the named pair that fits best: its electrode is named nearest, or lies on the wanted side."""
        fitting = [p for p in self.pairs if electrolyte in (p.electrolyte, None)]
        if len(fitting) > 1:
            on_side = [p for p in fitting if wanted_side and _electrode_side(p.electrode) == wanted_side]
            named = [p for p in fitting if p.electrode == electrode]
            fitting = on_side or named or fitting
        return fitting[0] if fitting else None

    def all_pairs(self, mechanism: str, place: int) -> list[Pair]:
        """Return a pair for each electrolyte that stands in one list with the nearest: X and Y both react."""
        first = self.pair_for(mechanism, place)
        if first is None:
            return []
        listed = _listed_with(self.electrolytes, first.electrolyte)
        return [Pair(electrolyte, first.electrode) for electrolyte in listed] or [first]


def name_metal(electrolyte: str) -> str:
    """Return the metal anode of the electrolyte's working ion; lithium where the text names no sodium or other ion.

    >>> name_metal("Li7La3Zr2O12"), name_metal("Na3SbS4"), name_metal("family:sulfide")
    ('Li', 'Na', 'Li')
    """
    identity = link_material(electrolyte)
    return (working_ion(identity) if identity else None) or "Li"


def _without_electrode(pair: Pair) -> Pair:
    return replace(pair, electrode=None)


def _electrode_side(electrode: str | None) -> str | None:
    identity = link_material(electrode) if electrode else None
    return side(identity) if identity else None


def _side_of(mechanism: str) -> str | None:
    sides = read_lexicon("claims")["sides"]
    return next((name for name, mechanisms in sides.items() if mechanism in mechanisms), None)


def _nearest(places: Sequence[Place], term: int) -> str | None:
    return min(places, key=lambda p: (abs(p.term - term), p.term)).id if places else None


def _listed_with(places: Sequence[Place], electrolyte: str | None) -> list[str]:
    """Return the ids of the run of places, at most two terms apart, that holds the electrolyte."""
    run: list[Place] = []
    for place in places:
        if run and place.term - run[-1].term > 2:
            if electrolyte in {p.id for p in run}:
                break
            run = []
        run.append(place)
    ids = [p.id for p in run]
    return list(dict.fromkeys(ids)) if electrolyte in ids else []


def read_context(sentence: Sentence, topic: Topic, references: Sequence[ReferenceMention] = ()) -> Context:
    """Return what the sentence is about; where it names no electrolyte, the topic's stands in.

    ``references`` are the words of the sentence that take up materials of earlier ones.
    """
    electrolytes, electrodes = [], []
    taken_up = _place_references(sentence, references)
    for number, term in enumerate(sentence.terms):
        if term.material is not None:
            identity = term.material.identity
            place = Place(number, identity.id)
            kind = side(identity)
            if kind == "electrolyte" and not _is_model(sentence, number):
                electrolytes.append(place)
            elif kind in ("anode", "cathode") and not is_functional(term.material):
                electrodes.append(place)
        elif taken := taken_up.get(term.start):
            for mention in taken:
                kind = side(mention.identity)
                if kind == "electrolyte":
                    electrolytes.append(Place(number, mention.identity.id))
                elif kind in ("anode", "cathode") and not is_functional(mention):
                    electrodes.append(Place(number, mention.identity.id))
        elif term.family is not None and (role := _role(term.family.id)) and not _is_contrast(sentence, number):
            known = _known_member(term.family.id, topic) or term.family.id
            (electrolytes if role == "electrolyte" else electrodes).append(Place(number, known))
    electrolytes = [place for place in electrolytes if not _is_doped_host(sentence, place, electrolytes)]
    products = frozenset(find_products(sentence))
    electrodes = [place for place in electrodes if place.id not in products]
    pairs = tuple(dict.fromkeys(p for i in sentence.interfaces for p in _pairs_of(i.materials)))
    known_side = _side_of_words(sentence)
    carried = not electrolytes and not pairs
    if carried:
        electrolytes = [Place(0, electrolyte) for electrolyte in topic.electrolytes]
    if not electrodes and not pairs and _carries_electrode(sentence, topic, known_side):
        electrodes = [Place(0, topic.electrode or "")]
    return Context(tuple(electrolytes), tuple(electrodes), pairs, known_side, topic, carried)


def _place_references(
    sentence: Sentence, references: Sequence[ReferenceMention]
) -> Mapping[int, Sequence[MaterialMention]]:
    """Return the materials of each reference by the start of its last term, the noun."""
    placed = {}
    for reference in references:
        terms = [term for term in sentence.terms if reference.start <= term.start < reference.end]
        if terms and not any(term.material for term in terms):
            placed[terms[-1].start] = reference.materials
    return placed


_INTO = frozenset({"into", "in", "to"})


def _is_doped_host(sentence: Sentence, place: Place, named: Sequence[Place]) -> bool:
    """Tell whether the material is only what a dopant goes into: "doping of Ta into X" is about Ta-doped X."""
    if not _INTO & {term.text.lower() for term in sentence.terms[max(0, place.term - 2) : place.term]}:
        return False
    return any(-6 <= p.term - place.term < 0 and p.id.endswith(f"-doped {place.id}") for p in named)


def _carries_electrode(sentence: Sentence, topic: Topic, known_side: str | None) -> bool:
    """Tell whether the electrode named before is still meant: its side is spoken of, or nothing new is named."""
    if topic.electrode is None:
        return False
    if known_side is not None:
        return _electrode_side(topic.electrode) == known_side
    return not _names_electrolyte(sentence)


def _known_member(family: str, topic: Topic) -> str | None:
    """Return the material that "the garnet" means after a sentence that named one."""
    for electrolyte in topic.electrolytes:
        identity = link_material(electrolyte)
        if identity is not None and family in identity.families:
            return electrolyte
    return None


_CONTRASTS = frozenset({"unlike", "than", "compared", "comparable", "conventional", "commercial", "whereas"})


def _is_contrast(sentence: Sentence, place: int) -> bool:
    """Tell whether the class is only named for comparison: "unlike organic liquid electrolytes"."""
    return any(term.text.lower() in _CONTRASTS for term in sentence.terms[max(0, place - 5) : place])


_MODELS = frozenset({"inspired", "motivated", "analogy"})


def _is_model(sentence: Sentence, place: int) -> bool:
    """Tell whether the material only gave the idea: "inspired by LiPON"."""
    return any(term.text.lower() in _MODELS for term in sentence.terms[max(0, place - 2) : place])


def _names_electrolyte(sentence: Sentence) -> bool:
    return any(side(m.identity) == "electrolyte" for m in sentence.materials)


def _role(family: str) -> str | None:
    vocabulary = load_vocabulary()
    return vocabulary[family].role if family in vocabulary and vocabulary[family].structural else None


def _pairs_of(layers: Sequence[MaterialMention]) -> Iterable[Pair]:
    """Yield the electrolyte-electrode contacts of a stack: Li|LLZO|LCO is LLZO|Li and LLZO|LCO.

    Layers between are passed over: Li|Al2O3|LLZO is LLZO|Li.
    """
    stack = [mention.identity for mention in layers if not is_functional(mention)]
    sides = [side(identity) for identity in stack]
    for first, second in zip(range(len(stack)), range(1, len(stack)), strict=False):
        for electrolyte, electrode in ((first, second), (second, first)):
            if sides[electrode] in ("anode", "cathode") and sides[electrolyte] not in ("anode", "cathode"):
                yield Pair(stack[electrolyte].id, stack[electrode].id)
                break


def _side_of_words(sentence: Sentence) -> str | None:
    stems = {term.stem for term in sentence.terms}
    for name, words in read_lexicon("claims")["side_words"].items():
        if any(all(stem(part) in stems for part in word.split()) for word in words):
            return str(name)
    return None


def follow_topic(topic: Topic, context: Context) -> Topic:
    """Return the topic after the sentence: what it names last, else what was there before."""
    if context.pairs:
        named = tuple(dict.fromkeys(p.electrolyte for p in context.pairs if p.electrolyte))
        electrode = context.pairs[-1].electrode
        return Topic(named or topic.electrolytes, electrode or topic.electrode, topic.inherited and not named)
    electrolytes = tuple(place.id for place in context.electrolytes[:1] if not place.id.startswith("family:"))
    if _are_variants(context.electrolytes, topic.electrolytes):
        electrolytes = topic.electrolytes  # a survey of variants leaves the topic with what they are made from
    electrode = context.electrodes[-1].id if context.electrodes else None
    changed = bool(electrolytes) and electrolytes != topic.electrolytes
    inherited = topic.inherited and context.carried
    return Topic(electrolytes or topic.electrolytes, electrode or (None if changed else topic.electrode), inherited)


def _are_variants(places: Sequence[Place], hosts: Sequence[str]) -> bool:
    """Tell whether several variants of one host are named, and nothing but them and the host."""
    identities = {place.id: link_material(place.id) for place in places}
    variants = [identity for name, identity in identities.items() if name not in hosts]
    return len(variants) > 1 and all(identity is not None and identity.parent in hosts for identity in variants)
