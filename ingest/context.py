"""Which electrolyte and electrode a sentence is about: named in it, or carried on from the one before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.concepts import load_vocabulary
from graph.materials import MaterialIdentity, side
from ingest.cues import load_claim_lexicon
from ingest.phrases import stem
from ingest.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Pair:
    """An electrolyte and an electrode by id (or ``family:*``); either may be unknown."""

    electrolyte: str | None
    electrode: str | None


@dataclass(frozen=True, slots=True)
class Topic:
    """What the paragraph has been about: the electrolytes and the electrode last named."""

    electrolytes: tuple[str, ...] = ()
    electrode: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An electrolyte or electrode named in a sentence, at a term."""

    term: int
    id: str


@dataclass(frozen=True, slots=True)
class Context:
    """The electrolytes, electrodes and pairs of one sentence, with the paragraph's topic behind them."""

    electrolytes: tuple[Place, ...]
    electrodes: tuple[Place, ...]
    pairs: tuple[Pair, ...]
    side: str | None
    topic: Topic

    def pair_for(self, mechanism: str, place: int) -> Pair | None:
        """Return the pair at which a mechanism named at the term happens; None without electrolyte."""
        lexicon_side = _side_of(mechanism)
        electrolyte = _nearest(self.electrolytes, place)
        electrode = _nearest(self.electrodes, place)
        for pair in self.pairs:
            if electrolyte in (pair.electrolyte, None):
                return _without_electrode(pair) if lexicon_side == "alone" else pair
        if electrolyte is None:
            return None
        if lexicon_side == "alone":
            return Pair(electrolyte, None)
        if electrode is None and "anode" in (lexicon_side, self.side):
            electrode = "Li"
        return Pair(electrolyte, electrode)

    def all_pairs(self, mechanism: str, place: int) -> list[Pair]:
        """Return a pair for each electrolyte that stands in one list with the nearest: X and Y both react."""
        first = self.pair_for(mechanism, place)
        if first is None:
            return []
        if len(self.pairs) > 1:
            return [_without_electrode(p) if _side_of(mechanism) == "alone" else p for p in self.pairs]
        listed = _listed_with(self.electrolytes, first.electrolyte)
        return [Pair(electrolyte, first.electrode) for electrolyte in listed] or [first]


def _without_electrode(pair: Pair) -> Pair:
    return replace(pair, electrode=None)


def _side_of(mechanism: str) -> str | None:
    sides = load_claim_lexicon()["sides"]
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


def read_context(sentence: Sentence, topic: Topic) -> Context:
    """Return what the sentence is about; where it names no electrolyte, the topic's stands in."""
    electrolytes, electrodes = [], []
    for number, term in enumerate(sentence.terms):
        if term.material is not None:
            identity = term.material.identity
            place = Place(number, identity.id)
            kind = side(identity)
            if kind == "electrolyte":
                electrolytes.append(place)
            elif kind in ("anode", "cathode"):
                electrodes.append(place)
        elif term.family is not None and (role := _role(term.family.id)):
            (electrolytes if role == "electrolyte" else electrodes).append(Place(number, term.family.id))
    pairs = tuple(dict.fromkeys(p for i in sentence.interfaces for p in _pairs_of([m.identity for m in i.materials])))
    known_side = _side_of_words(sentence)
    if not electrolytes and not pairs:
        electrolytes = [Place(0, electrolyte) for electrolyte in topic.electrolytes]
    if not electrodes and known_side is None and topic.electrode and not pairs and not _names_electrolyte(sentence):
        electrodes = [Place(0, topic.electrode)]
    return Context(tuple(electrolytes), tuple(electrodes), pairs, known_side, topic)


def _names_electrolyte(sentence: Sentence) -> bool:
    return any(side(m.identity) == "electrolyte" for m in sentence.materials)


def _role(family: str) -> str | None:
    vocabulary = load_vocabulary()
    return vocabulary[family].role if family in vocabulary and vocabulary[family].structural else None


def _pairs_of(stack: Sequence[MaterialIdentity]) -> Iterable[Pair]:
    """Yield the electrolyte-electrode contacts of a stack: Li|LLZO|LCO is LLZO|Li and LLZO|LCO."""
    sides = [side(identity) for identity in stack]
    for first, second in zip(range(len(stack)), range(1, len(stack)), strict=False):
        for electrolyte, electrode in ((first, second), (second, first)):
            if sides[electrode] in ("anode", "cathode") and sides[electrolyte] not in ("anode", "cathode"):
                yield Pair(stack[electrolyte].id, stack[electrode].id)
                break


def _side_of_words(sentence: Sentence) -> str | None:
    stems = {term.stem for term in sentence.terms}
    for name, words in load_claim_lexicon()["side_words"].items():
        if any(all(stem(part) in stems for part in word.split()) for word in words):
            return str(name)
    return None


def follow_topic(topic: Topic, context: Context) -> Topic:
    """Return the topic after the sentence: what it names last, else what was there before."""
    if context.pairs:
        named = tuple(dict.fromkeys(p.electrolyte for p in context.pairs if p.electrolyte))
        electrode = context.pairs[-1].electrode
        return Topic(named or topic.electrolytes, electrode or topic.electrode)
    electrolytes = tuple(dict.fromkeys(place.id for place in context.electrolytes[:1]))
    electrode = context.electrodes[-1].id if context.electrodes else None
    changed = bool(electrolytes) and electrolytes != topic.electrolytes
    return Topic(electrolytes or topic.electrolytes, electrode or (None if changed else topic.electrode))
