"""Runs of items that stand next to each other in a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


def split_runs(items: Iterable[Item], joined: Callable[[Item, Item], bool]) -> list[list[Item]]:
    """Return all items as runs, in each of which every item is joined to the one before it.

    >>> split_runs([1, 2, 5, 6], lambda last, item: item == last + 1)
    [[1, 2], [5, 6]]
    """
    runs: list[list[Item]] = []
    for item in items:
        if runs and joined(runs[-1][-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs
