"""A name of an organization: its words and what it says by itself; which of several that overlap is kept."""

import itertools
from enum import IntEnum
from typing import NamedTuple

from pipeline.ordered import FIRST


class Form(IntEnum):
    """How much a name says by itself."""

    NAMED = 0  # a body, whatever else the report says
    LEVEL = 1  # "the provincial government": a body, of a place that the report may name
    SHORT = 2  # "the Commission": a body only where the report names it


NAMED, LEVEL, SHORT = Form  # an attribute of an Enum takes long to ask for


class Name(NamedTuple):
    """The words [start, end) of a name and its head; ``inner`` is where the name of its parent begins, or ``end``."""

    start: int
    end: int
    head: str
    kind: str
    form: Form
    inner: int
    in_title: bool


def outermost(names: list[Name]) -> list[Name]:
    """Return the names that no longer one holds or overlaps, in order."""
    kept: list[Name] = []
    alike: list[Name] = []  # names that overlap, one with the next
    reached = 0
    for name in sorted(names, key=FIRST):
        if name.start >= reached:
            kept += _longest(alike) if len(alike) > 1 else alike
            alike = []
        alike.append(name)
        reached = max(reached, name.end)
    return kept + (_longest(alike) if len(alike) > 1 else alike)


def _longest(names: list[Name]) -> list[Name]:
    taken: set[int] = set()
    kept = []
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        if taken.isdisjoint(range(name.start, name.end)):
            taken.update(range(name.start, name.end))
            kept.append(name)
    return sorted(kept)


def covered(names: list[Name]) -> set[int]:
    """Return the words that names are made of."""
    return set(itertools.chain.from_iterable([range(name.start, name.end) for name in names]))
