"""Cause-effect and remedy-effect statements in the text's own words, before any vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.lexicon_files import read_lexicon
from ingest.phrases import PhraseIndex


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that joins cause and effect: terms ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    polarity: str
    forward: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement as spans of terms, ends exclusive. ``polarity``: promotes, reduces, or none where negated."""

    cause: tuple[int, int]
    trigger: Trigger
    effect: tuple[int, int]
    polarity: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    triggers: PhraseIndex[tuple[str, bool]]
    pronouns: frozenset[str]
    fillers: frozenset[str]
    boundaries: frozenset[str]
    negations: frozenset[str]
    before_noun: frozenset[str]
    showing: frozenset[str]


_AS_WELL_AS = ["as", "well", "as"]
_SPLITTERS = frozenset({"and", "or", ",", "but"})
_WORD_LISTS = ("pronouns", "fillers", "boundaries", "negations", "before_noun", "showing")


@cache
def _load_lexicon() -> _Lexicon:
    entries = read_lexicon("relations")
    phrases = [
        (phrase, (polarity, direction == "forward"))
        for direction in ("forward", "backward")
        for polarity, listed in entries[direction].items()
        for phrase in listed
    ]
    words = {name: frozenset(entries[name]) for name in _WORD_LISTS}
    return _Lexicon(PhraseIndex(phrases), **words)


_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_NOUN_ENDINGS = ("ity", "ities", "ment", "ments", "ness", "ance", "ence", "tion", "tions", "sion")
_CLAUSE_OPENERS = frozenset({"that", "which", ",", "and", "or", "by"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "their"})
_AFTER_NOUN = frozenset({"of", "in", "than", "layer", "layers", "phase", "current"})
_VERBS = frozenset({"VERB", "AUX"})
_AGENTS = frozenset({"by", "through", "via", "using"})


def find_triggers(
    words: Sequence[str], keys: Sequence[Sequence[str]], tags: Sequence[str | None] = ()
) -> list[Trigger]:
    """Return the trigger words that are used as verbs, in order. ``words`` are the terms in lower case.

    A part of speech in ``tags`` decides whether a word is used as a verb; where there is none, the words beside it do.
    """
    matches = _load_lexicon().triggers.find(keys)
    triggers = []
    for match in matches:
        polarity, forward = match.value
        if match.end - match.start == 1 and forward:
            tag = tags[match.start] if tags else None
            if not (tag in _VERBS if tag else _is_verb(words, match.start)):
                continue
        triggers.append(Trigger(match.start, match.end, polarity, forward))
    return triggers[_count_subject(words, triggers) :]


def _count_subject(words: Sequence[str], triggers: Sequence[Trigger]) -> int:
    """Count the gerunds that make the subject of the first verb: "Decreasing the grain size leads to cracks"."""
    count = next((n for n, t in enumerate(triggers) if not words[t.first].endswith("ing")), 0)
    if not count or not triggers[count].forward:
        return 0
    first, last = triggers[0].first, triggers[count].first
    opened = not first or words[first - 1] in {",", "that"} or (words[first - 1] == "and" and words[0].endswith("ing"))
    if not opened:
        return 0
    fillers = _load_lexicon().fillers - _SPLITTERS
    while words[last - 1] in fillers or words[last - 1].endswith("ly"):
        last -= 1
    inside = words[first + 1 : last]
    parted = not inside or inside[-1] in _SPLITTERS or not _load_lexicon().boundaries.isdisjoint(inside)
    return 0 if parted else count


def _is_verb(words: Sequence[str], place: int) -> bool:
    lexicon = _load_lexicon()
    word = words[place]
    before = place - 1
    while before >= 0 and words[before].endswith("ly"):
        before -= 1
    previous = words[before] if before >= 0 else ""
    following = words[place + 1] if place + 1 < len(words) else ""
    if word.endswith(_NOUN_ENDINGS):
        return False
    if word.endswith("ed") and following in _DETERMINERS:
        return previous not in _BE
    if word.endswith("ed"):
        return (
            bool(previous) and previous not in _BE | lexicon.before_noun | lexicon.showing and following not in _AGENTS
        )
    if word.endswith("ing"):
        return previous not in {"the", "a", "an", "of", "no"}
    return following not in _AFTER_NOUN and previous not in (lexicon.before_noun - _CLAUSE_OPENERS) | _BE


def find_relations(
    words: Sequence[str], keys: Sequence[Sequence[str]], tags: Sequence[str | None] = ()
) -> list[Relation]:
    """Return the relations of a sentence given as its terms: words in lower case, phrase keys, parts of speech."""
    triggers = find_triggers(words, keys, tags)
    relations: list[Relation] = []
    for number, trigger in enumerate(triggers):
        left = triggers[number - 1].last if number else 0
        right = _find_right_end(words, triggers, number)
        before = _cut_left(words, left, trigger.first)
        after = _strip(words, trigger.last, _find_boundary(words, trigger.last, right))
        previous = relations[-1] if relations else None
        if trigger.forward:
            subject = _find_new_subject(words, before, trigger, previous)
            if previous is not None and subject is not None:
                relations[-1] = replace(previous, effect=_strip(words, previous.effect[0], subject[0]))
            cause = subject or _find_cause(words, before, trigger, previous)
            effect = after
        else:
            cause, effect = _read_backward(words, trigger, before, after, right)
        if cause and cause[0] < cause[1] and effect[0] < effect[1]:
            negated = _is_negated(words, max(left, trigger.first - 3), trigger.first)
            relations.append(Relation(cause, trigger, effect, "none" if negated else trigger.polarity))
    return relations


def _find_right_end(words: Sequence[str], triggers: Sequence[Trigger], number: int) -> int:
    """Return where the stretch after a trigger ends: at the next one, unless that is its own "by lowering X"."""
    trigger = triggers[number]
    later = triggers[number + 1 :]
    if later and not trigger.forward and later[0].first == trigger.last and words[later[0].first].endswith("ing"):
        later = later[1:]
    return later[0].first if later else len(words)


def _read_backward(
    words: Sequence[str], trigger: Trigger, before: tuple[int, int], after: tuple[int, int], right: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return cause and effect of a backward trigger; "Due to X, Y" has its effect after the comma."""
    if before[0] < before[1]:
        return after, before
    comma = next((n for n in range(trigger.last, right) if words[n] == ","), None)
    if trigger.first <= 1 and comma is not None:
        return _strip(words, trigger.last, comma), _strip(words, comma + 1, _find_boundary(words, comma + 1, right))
    return after, _preceding_clause(words, trigger.first)


def _find_new_subject(
    words: Sequence[str], before: tuple[int, int], trigger: Trigger, previous: Relation | None
) -> tuple[int, int] | None:
    """Return the subject of a clause strung on with a comma: "A causes B, C leads to D"."""
    if previous is None or not previous.trigger.forward or before[0] != previous.effect[0]:
        return None
    last = trigger.first
    fillers = _load_lexicon().fillers - _SPLITTERS
    while last > before[0] and (words[last - 1] in fillers or words[last - 1].endswith("ly")):
        last -= 1
    if words[last - 1] in _SPLITTERS:
        return None
    start = next((n + 1 for n in range(last - 1, before[0], -1) if words[n] in _SPLITTERS), None)
    return None if start is None else _strip(words, start, last)


def _shared_cause(
    words: Sequence[str], before: tuple[int, int], trigger: Trigger, previous: Relation
) -> tuple[int, int] | None:
    """Return the subject that a second verb shares: "X is due to Y and causes Z", "X degrades Y and induces Z"."""
    object_of_first = previous.effect if previous.trigger.forward else previous.cause
    if before[0] != object_of_first[0]:
        return None
    if words[trigger.first].endswith("ing"):
        return object_of_first
    return previous.cause if previous.trigger.forward else previous.effect


def _is_negated(words: Sequence[str], first: int, last: int) -> bool:
    negations = _load_lexicon().negations
    return any(words[place] in negations for place in range(first, last))


def _find_boundary(words: Sequence[str], first: int, last: int) -> int:
    boundaries = _load_lexicon().boundaries
    for place in range(first + 1, last):
        if words[place] in boundaries and not _adds_to_only(words, place):
            return place
    return last


def _adds_to_only(words: Sequence[str], place: int) -> bool:
    """Tell whether "but also" goes on with "not only": one list, not two clauses."""
    return list(words[place : place + 2]) == ["but", "also"] and "only" in words[:place]


def _strip(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    lexicon = _load_lexicon()
    empty = lexicon.fillers | lexicon.boundaries
    while first < last and (words[first] in empty or words[first].endswith("ly")):
        first += 1
    for place in range(last - 1, first, -1):
        # "the anode suffers from poor contact": what it suffers from is the matter
        if words[place - 1 : place + 1] in (["suffers", "from"], ["suffer", "from"], ["suffering", "from"]):
            return place + 1, last
    while first < last and words[last - 1] in empty | lexicon.pronouns:
        last -= 1
    return first, last


def _cut_left(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """Return the stretch before a trigger that belongs to its clause, without fillers."""
    boundaries = _load_lexicon().boundaries
    start = first
    for place in range(last - 1, first - 1, -1):
        if words[place] in boundaries:
            start = place + 1
            break
    return _strip(words, start, last)


def _preceding_clause(words: Sequence[str], last: int) -> tuple[int, int]:
    """Return the clause that ends before ``last``, past any boundary words that stand right before it."""
    lexicon = _load_lexicon()
    end = last
    while end and words[end - 1] in lexicon.boundaries | lexicon.fillers | lexicon.pronouns:
        end -= 1
    return _cut_left(words, 0, end)


def _find_cause(
    words: Sequence[str], before: tuple[int, int], trigger: Trigger, previous: Relation | None
) -> tuple[int, int]:
    """Return the cause of a forward trigger: its subject, or what a pronoun or ellipsis points back to."""
    lexicon = _load_lexicon()
    first, last = before
    if previous is not None and first < last and (shared := _shared_cause(words, before, trigger, previous)):
        return shared
    content = [place for place in range(first, last) if words[place] not in lexicon.pronouns]
    if content:
        return first, last
    if previous is None:
        return _preceding_clause(words, trigger.first)
    linked = words[previous.effect[1] : trigger.first] if previous.effect[1] <= trigger.first else ()
    chained = words[trigger.first].endswith("ing") or any(word in lexicon.pronouns for word in linked)
    if chained and previous.trigger.forward:
        return previous.effect
    return previous.cause if previous.trigger.forward else previous.effect


def split_coordination(words: Sequence[str], span: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the coordinated parts of a span: "A, B and C" as three; "between A and B" stays whole.

    >>> split_coordination("low conductivity and large expansion".split(), (0, 5))
    [(0, 2), (3, 5)]
    """
    first, last = span
    parts: list[tuple[int, int]] = []
    start = first
    joined = False
    for place in range(first, last + 1):
        if place < last and words[place] in {"between", "both"}:
            joined = True
        if place < last and words[place] not in _SPLITTERS and list(words[place : place + 3]) != _AS_WELL_AS:
            continue
        if place < last and joined:
            joined = words[place] != "and"
            continue
        part = _strip_part(words, start, place)
        if part[0] < part[1]:
            parts.append(part)
        start = place + 1
    return parts or [span]


def _strip_part(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    if list(words[first : first + 2]) == _AS_WELL_AS[1:]:
        first += 2
    return _strip(words, first, last)
