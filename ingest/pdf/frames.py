"""The frame in which a page is read: turned so that most of its text runs from left to right."""

from __future__ import annotations

from collections.abc import Iterable
from math import atan2, pi
from typing import NamedTuple

_SKEWED = 0.05


class Box(NamedTuple):
    """A rectangle in points from the lower left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """How far it reaches across."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How far it reaches up."""
        return self.y1 - self.y0

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it or on its edge."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


class Frame(NamedTuple):
    """What shows of a page, as the file places it, to be read after ``turn`` quarter turns clockwise."""

    turn: int
    shown: Box

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as read."""
        width, height = self.shown.width, self.shown.height
        return (height, width) if self.turn % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page stands as read.

        >>> page = Box(0, 0, 600, 800)
        >>> Frame(0, page).point(10, 20), Frame(1, page).point(10, 20), Frame(2, page).point(10, 20)
        ((10, 20), (20, 590), (590, 780))
        """
        left, low, right, high = self.shown
        turned = ((x - left, y - low), (y - low, right - x), (right - x, high - y), (high - y, x - left))
        return turned[self.turn]

    def holds(self, box: Box) -> bool:
        """Tell whether the middle of a rectangle as read shows on the page."""
        width, height = self.size
        return 0 <= box.x0 + box.x1 <= 2 * width and 0 <= box.y0 + box.y1 <= 2 * height

    def box(self, box: Box) -> Box:
        """Return where a rectangle of the page stands as read."""
        if not self.turn:
            left, low = self.shown[:2]
            return Box(box.x0 - left, box.y0 - low, box.x1 - left, box.y1 - low)
        (x0, y0), (x1, y1) = self.point(box.x0, box.y0), self.point(box.x1, box.y1)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def surround(boxes: Iterable[Box]) -> Box:
    """Return the rectangle around one or more."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


def find_turn(across: float, up: float) -> int:
    """Return how many quarter turns a text runs from level, by its direction; -1 where it runs aslant.

    >>> find_turn(1, 0), find_turn(0, 2), find_turn(1, 1)
    (0, 1, -1)
    """
    quarters = atan2(up, across) / (pi / 2)
    nearest = round(quarters)
    return nearest % 4 if abs(quarters - nearest) * (pi / 2) < _SKEWED else -1
