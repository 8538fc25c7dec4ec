"""A name of an organization: its words and what it says by itself; which of several that overlap is kept."""

import itertools
import operator
from collections.abc import Iterable
from enum import IntEnum
from typing import Final

from pipeline.ordered import START


class Form(IntEnum):
    """How much a name says by itself."""

    NAMED = 0  # a body, whatever else the report says
    LEVEL = 1  # "the provincial government": a body, of a place that the report may name
    SHORT = 2  # "the Commission": a body only where the report names it


# an attribute of an Enum takes long to ask for
NAMED: Final = Form.NAMED
LEVEL: Final = Form.LEVEL
SHORT: Final = Form.SHORT
_PLACE: Final = operator.attrgetter("start", "end")


class Name:
    """The words [start, end) of a name and its head; ``inner`` is where the name of its parent begins, or ``end``."""

    __slots__ = ("end", "form", "head", "in_title", "inner", "kind", "start")

    def __init__(self, start: int, end: int, form: Form, head: str, kind: str) -> None:
        self.start, self.end, self.form = start, end, form
        self.head, self.kind = head, kind
        self.inner, self.in_title = end, False

    def cut(self, start: int, end: int) -> "Name":
        """Return the same name with other first and last words."""
        name = Name(start, end, self.form, self.head, self.kind)
        name.inner, name.in_title = self.inner, self.in_title
        return name


def in_order(names: Iterable[Name]) -> list[Name]:
    """Return names as they stand in the text."""
    return sorted(names, key=_PLACE)


def outermost(names: list[Name]) -> list[Name]:
    """Return the names that no longer one holds or overlaps, in order."""
    kept: list[Name] = []
    alike: list[Name] = []  # names that overlap, one with the next
    reached = 0
    for name in sorted(names, key=START):
        if name.start >= reached:
            kept += _longest(alike)
            alike = []
        alike.append(name)
        reached = max(reached, name.end)
    return kept + _longest(alike)


def _longest(names: list[Name]) -> list[Name]:
    if len(names) < 2:  # as mostly
        return names
    taken: set[int] = set()
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        if taken.isdisjoint(range(name.start, name.end)):
            taken.update(range(name.start, name.end))
            kept.append(name)
    return sorted(kept, key=START)


def covered(names: list[Name]) -> set[int]:
    """Return the words that names are made of."""
    return set(itertools.chain.from_iterable([range(name.start, name.end) for name in names]))
