"""What the order of first mention tells: most lists count their entries as the text first cites them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest.documents import Callout

_ORDERED = 0.9
_OUTRUN = 8
_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a citation: ``text`` is the number of the paragraph, ``sure`` tells that nothing else explains it."""

    text: int
    callout: Callout
    sure: bool
    kind: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the document."""
        return self.text, self.callout.start


def choose_by_order(candidates: Sequence[Candidate], captions: Collection[int] = ()) -> list[Candidate]:
    """Return the candidates that the order of first mention bears out, in reading order.

    Where the sure ones are cited in the order of the list, a single number that runs ahead of many that are first
    cited after it is dropped, and an unsure one is taken that fills a gap: a number of the list cited nowhere else,
    between the places that first cite its neighbours. Without such an order the sure ones stay as they are.
    ``captions`` are the texts that float: they neither make the order nor obey it.
    """
    ordered = sorted(candidates, key=lambda candidate: candidate.place)
    sure = [candidate for candidate in ordered if candidate.sure]
    firsts = _find_firsts(sure, captions)
    if not is_ordered(firsts):
        return sure
    sure = list(_leave_out_runaways(sure, firsts, captions))
    firsts = _find_firsts(sure, captions)
    numbers = sorted(firsts)
    taken: set[int] = set()
    kept = list(sure)
    for candidate in ordered:
        if candidate.sure or candidate.text in captions:
            continue
        new = [ref for ref in candidate.callout.refs if ref not in firsts and ref not in taken]
        if new and all(_fits(candidate, ref, firsts, numbers) for ref in new) and _known(candidate, new, numbers):
            kept.append(candidate)
            taken.update(new)
    return sorted(kept, key=lambda candidate: candidate.place)


def is_ordered(firsts: dict[int, tuple[int, int]]) -> bool:
    """Tell whether the numbers are first cited in their own order, a few aside.

    >>> is_ordered({n: (n, 0) for n in range(1, 9)}), is_ordered({n: (n * 5 % 8, 0) for n in range(1, 9)})
    (True, False)
    """
    if len(firsts) < _ENOUGH:
        return False
    places = [firsts[number] for number in sorted(firsts)]
    return _longest_rise(places) >= _ORDERED * len(places)


def _find_firsts(candidates: Sequence[Candidate], captions: Collection[int]) -> dict[int, tuple[int, int]]:
    firsts: dict[int, tuple[int, int]] = {}
    for candidate in candidates:
        for ref in candidate.callout.refs if candidate.text not in captions else ():
            firsts.setdefault(ref, candidate.place)
    return firsts


def _longest_rise(places: Sequence[tuple[int, int]]) -> int:
    """Return the length of the longest run of places that do not fall, numbers left out as needed."""
    ends: list[tuple[int, int]] = []
    for place in places:
        at = bisect_right(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


def _leave_out_runaways(
    candidates: Sequence[Candidate], firsts: dict[int, tuple[int, int]], captions: Collection[int]
) -> Iterator[Candidate]:
    """Yield the candidates but single numbers ahead of many smaller ones that are first cited later."""
    numbers = sorted(firsts)
    seen: list[int] = []
    for candidate in candidates:
        refs = candidate.callout.refs
        if candidate.text not in captions:
            later = bisect_left(numbers, refs[0]) - bisect_left(seen, refs[0])
            if len(refs) == 1 and later >= _OUTRUN:
                continue
            for ref in refs:
                if firsts[ref] == candidate.place:
                    insort(seen, ref)
        yield candidate


def _fits(candidate: Candidate, ref: int, firsts: dict[int, tuple[int, int]], numbers: Sequence[int]) -> bool:
    """Tell whether the candidate stands between the first mentions of the neighbours of a number."""
    at = bisect_left(numbers, ref)
    below = firsts[numbers[at - 1]] if at else (0, -1)
    above = firsts[numbers[at]] if at < len(numbers) else None
    return below <= candidate.place and (above is None or candidate.place <= above)


def _known(candidate: Candidate, new: Sequence[int], numbers: Sequence[int]) -> bool:
    """Tell whether the other numbers of a list are cited before, so that the list is no row of figures."""
    return (
        all(ref in new or ref in numbers for ref in candidate.callout.refs)
        and max(new) <= (numbers[-1] if numbers else 0) + 3
    )
