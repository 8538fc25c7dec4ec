"""Parts of lists that stand in some order."""

import operator
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, TypeVar

Item = TypeVar("Item")
FIRST: Final = operator.itemgetter(0)  # the first word of a (start, end, …)
START: Final = operator.attrgetter("start")


def between(items: Sequence[Item], start: int, end: int, at: Callable[[Item], int]) -> Sequence[Item]:
    """Return those of ``items``, which stand in the order of ``at``, that stand at [start, end).

    >>> between([(2, "a"), (5, "b"), (9, "c")], 5, 9, FIRST)
    [(5, 'b')]
    """
    first = bisect_left(items, start, key=at)
    return items[first : bisect_left(items, end, first, key=at)]


def without(places: list[int], column: list[Item]) -> list[Item]:
    """Return a list without what it has at some places."""
    kept: list[Item] = []
    for before, after in pairwise([-1, *places, len(column)]):
        kept += column[before + 1 : after]
    return kept
